"""Feedback and formgrader in a real browser: nothing that a learner printed or wrote runs there."""

from __future__ import annotations

import re

import labdriver
import nbformat
import pytest
from fixtures_grading import by_name, hand_in, make_course, solved
from nbgrader.api import Gradebook

from smmkit import cli
from smmkit.grading.release import load_settings
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


@pytest.fixture
def page():
    """A browser's page that tells of each dialog."""
    with labdriver.browser() as page:
        page.dialogs = []

        def close(dialog):
            page.dialogs.append(dialog.message)
            dialog.dismiss()

        page.on("dialog", close)
        yield page


def ran(page, frame):
    """Open each link that is a script, and tell whether anything ran."""
    page.wait_for_timeout(500)
    frame.evaluate(
        "() => document.querySelectorAll('a[href]').forEach(link => {"
        "if (/^\\s*(javascript|data|vbscript):/i.test(link.href)) link.click()})"
    )
    page.wait_for_timeout(300)
    return bool(page.dialogs) or any(one.evaluate("() => window.ran === 1") for one in page.frames)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A class of one hostile learner, graded."""
    if why := missing():
        pytest.skip(f"no sandbox: {why}")
    course = make_course(tmp_path_factory.mktemp("course"), EXERCISE)
    here = ["--course", str(course)]
    assert cli.main(["release", "08", "--no-proof", *here]) == 0
    hand_in(course, "ann", EXERCISE, hostile())
    assert cli.main(["grade", "08", "--jobs", "1", *here]) == 0
    return course


def test_the_attack_works_where_nothing_is_cleaned(page, tmp_path):
    bare = tmp_path / "bare.html"
    bare.write_text(f"<!DOCTYPE html><title>x</title>{ATTACK}", encoding="utf-8")
    page.goto(bare.as_uri())
    assert ran(page, page)


def test_nothing_of_a_learners_runs_in_feedback(course, page):
    assert cli.main(["feedback", "08", "--course", str(course)]) == 0
    made = course / "feedback" / "ann" / EXERCISE / f"{EXERCISE}.html"
    assert made.stat().st_size < 2_000_000
    # The page asks for MathJax from the net; what matters here is what it brings itself.
    page.route(re.compile("^https?:"), lambda route: route.abort())
    page.goto(made.as_uri(), wait_until="domcontentloaded")
    assert not ran(page, page)
    assert page.locator("iframe, object, embed").count() == 0
    text = page.locator("body").inner_text()
    assert "This can" in text or "Right: 2 of 2 points" in text
    assert "A note from the grader" in text
    assert "What no machine graded" in text
    assert "<p style" not in text
    assert page.locator(".smmkit-check p").count()
    assert page.locator("th").count()


def test_formgrader_shows_the_marks_and_runs_nothing_of_a_learners(course, page, tmp_path):
    """The way the README tells, from the menu of JupyterLab to a learner's answers."""
    with labdriver.class_lab(course, tmp_path / "settings") as lab:
        page.goto(lab.address.replace("/lab?", "/lab?reset&"))
        page.get_by_role("menuitem", name="Nbgrader").click()
        page.locator('[data-command="nbgrader:open-formgrader"]').first.click()
        grader = page.locator("iframe").element_handle().content_frame()
        grader.get_by_role("link", name="1", exact=True).click()  # of what was handed in
        row = grader.get_by_role("row", name="ann")
        row.get_by_text("needs manual grading").wait_for()
        assert row.get_by_text(points_of("ann", course), exact=True).count() == 1
        steps = {
            "Manual Grading": "gradebook",
            EXERCISE: f"gradebook/{EXERCISE}",
            f"{EXERCISE} ": f"gradebook/{EXERCISE}/{EXERCISE}",
            "Submission #1": "submissions/\\w+",
        }
        for name, place in steps.items():
            grader.get_by_role("link", name=name.strip(), exact=True).last.click()
            grader.wait_for_url(re.compile(f"/formgrader/{place}/?$"))
        grader.get_by_text("What no machine graded").wait_for()
        assert not ran(page, grader)
        assert grader.locator("iframe, object, embed").count() == 0
        told = grader.locator("body").inner_text()
    assert "A note from the grader" in told
    assert "Right: " in told
    assert "<p style" not in told


def points_of(student, course):
    settings = load_settings(course).CourseDirectory
    with Gradebook(settings.db_url, settings.course_id) as book:
        mark = book.find_submission(EXERCISE, student)
        assert 0 < mark.score < mark.max_score
        return f"{mark.score:g} / {mark.max_score:g}"
