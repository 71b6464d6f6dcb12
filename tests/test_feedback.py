"""A page of feedback in a real browser: nothing that a learner printed or wrote runs there."""

from __future__ import annotations

import re

import labdriver
import nbformat
import pytest
from fixtures_grading import by_name, hand_in, make_course, solved

from smmkit import cli
from smmkit.grading.sandbox import missing

pytestmark = [
    pytest.mark.browser,
    pytest.mark.usefixtures("chromium"),
    pytest.mark.xdist_group("sandbox"),
]
EXERCISE = "08_kpis"
RUN = "window.ran=1;alert(1)"
ATTACK = (
    f"<script>{RUN}</script><img src=x onerror='{RUN}'><svg onload='{RUN}'></svg>"
    f"<iframe srcdoc='<script>parent.ran=1</script>'></iframe><details open ontoggle='{RUN}'>x"
    f"</details><style onload='{RUN}'></style><a href='javascript:{RUN}'>link</a>"
)
SHOWS = f"""
from IPython.display import HTML, SVG, Javascript, Latex, Markdown, display
attack = {ATTACK!r}
print(attack)
display(HTML(attack), Markdown(attack), Latex(attack), Javascript({RUN!r}))
forms = ("text/html", "text/markdown", "text/latex", "image/svg+xml", "application/javascript",
         "application/json", "application/vnd.jupyter.widget-view+json", "text/plain", "image/png")
for form in forms:
    display({{form: attack}}, raw=True, metadata={{form: {{"x": attack}}}})
display({{"text/html": "<scr<script>ipt>" + {RUN!r} + "</scr</script>ipt>"}}, raw=True)
display({{"text/html": "<math><mtext><table><mglyph><style><!--</style><img src=x onerror="
         + repr({RUN!r}) + ">"}}, raw=True)
raise ValueError(attack)
"""
WORDS = (
    ATTACK + f"\n\n[a](javascript:{RUN}) [b](JaVa&#83;cript:{RUN}) [c](javascript&colon;{RUN}) "
    f"[d][e] ![f](javascript:{RUN}) <javascript:{RUN}>\n\n[e]: javascript:{RUN}\n\n"
    f"`</code>{ATTACK}`\n\n$\\href{{javascript:{RUN}}}{{x}}$ $\\require{{html}}$"
)


def hostile():
    notebook = solved(EXERCISE)
    by_name(notebook, "paid-answer").source += SHOWS
    by_name(notebook, "note-answer").source = WORDS
    by_name(notebook, "voice-answer").source = f"# </pre>{ATTACK}\nvoice = {{{ATTACK!r}: 1}}"
    added = nbformat.v4.new_markdown_cell(WORDS)
    added["attachments"] = {"x.svg": {"image/svg+xml": ATTACK}}
    added.metadata["x"] = ATTACK
    notebook.cells.insert(2, added)
    notebook.metadata["kernelspec"] = {"name": ATTACK, "display_name": ATTACK, "language": ATTACK}
    notebook.metadata["title"] = ATTACK
    return notebook


def visit(page, address):
    """Open a page, open each of its links, and tell whether anything ran."""
    dialogs = []

    def close(dialog):
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", close)
    # The page asks for MathJax from the net; what matters here is what it brings itself.
    page.route(re.compile("^https?:"), lambda route: route.abort())
    page.goto(address, wait_until="domcontentloaded")
    page.wait_for_timeout(500)
    page.evaluate(
        "() => document.querySelectorAll('a[href]').forEach(link => {"
        "if (/^\\s*(javascript|data|vbscript):/i.test(link.href)) link.click()})"
    )
    page.wait_for_timeout(300)
    return bool(dialogs) or page.evaluate("() => window.ran === 1")


def test_nothing_of_a_learners_runs_in_feedback(tmp_path):
    if why := missing():
        pytest.skip(f"no sandbox: {why}")
    course = make_course(tmp_path, EXERCISE)
    here = ["--course", str(course)]
    assert cli.main(["release", "08", "--no-proof", *here]) == 0
    hand_in(course, "ann", EXERCISE, hostile())
    assert cli.main(["grade", "08", "--jobs", "1", *here]) == 0
    assert cli.main(["feedback", "08", *here]) == 0
    made = course / "feedback" / "ann" / EXERCISE / f"{EXERCISE}.html"
    assert made.stat().st_size < 2_000_000
    bare = tmp_path / "bare.html"
    bare.write_text(f"<!DOCTYPE html><title>x</title>{ATTACK}", encoding="utf-8")
    with labdriver.browser() as page:
        assert visit(page, bare.as_uri()), "the attack works where nothing is cleaned"
        page.evaluate("() => { window.ran = 0 }")
    with labdriver.browser() as page:
        assert not visit(page, made.as_uri())
        assert page.locator("iframe, object, embed").count() == 0
        text = page.locator("body").inner_text()
    assert "This can" in text or "Right: 2 of 2 points" in text
    assert "A note from the grader" in text
    assert "What no machine graded" in text
