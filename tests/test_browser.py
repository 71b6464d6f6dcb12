"""What a person sees: `smmkit lab` in a real browser, in both themes."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys

import labdriver
import nbformat
import pytest
from conftest import ROOT
from fixtures_grading import by_name, solved

from smmkit import cli

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("chromium")]

EXERCISE = "00_welcome"
EXPLORER = ".jp-Notebook .jp-OutputArea-output:has(.noUi-handle)"


def note_contrast(page, selector):
    """Return the WCAG contrast of an element's text with what lies behind it."""
    return page.evaluate(
        """selector => {
            const parse = text => text.match(/[\\d.]+/g).map(Number);
            const light = ([r, g, b]) => {
                const part = c => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
                return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
            };
            let node = document.querySelector(selector);
            const text = light(parse(getComputedStyle(node).color));
            let behind = [0, 0, 0, 0];
            while (node && (behind[3] === 0)) {
                const found = parse(getComputedStyle(node).backgroundColor);
                behind = found.length === 4 ? found : [...found, 1];
                node = node.parentElement;
            }
            const back = light(behind);
            return (Math.max(text, back) + 0.05) / (Math.min(text, back) + 0.05);
        }""",
        selector,
    )


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_learner_opens_the_lab_runs_lesson_08_and_moves_a_slider(theme, tmp_path, monkeypatch):
    monkeypatch.delenv("HOME", raising=False)
    with (
        labdriver.browser() as page,
        labdriver.lab(tmp_path / "work", tmp_path / "settings", theme=theme) as lab,
    ):
        labdriver.open_notebook(page, lab.address)
        assert "Welcome" in page.locator(".jp-Notebook h1").first.inner_text()
        assert page.locator(".jp-Dialog, .jp-toast-button").count() == 0

        labdriver.open_notebook(page, lab.address_of("course/08_kpis.ipynb"))
        labdriver.run_all(page)
        assert page.evaluate("document.body.dataset.jpThemeLight") == str(theme == "light").lower()
        page.locator(".noUi-handle").first.scroll_into_view_if_needed()
        explorer = page.locator(EXPLORER).first
        before = explorer.inner_html()
        page.locator(".noUi-handle").first.focus()
        for _ in range(8):
            page.keyboard.press("ArrowRight")
        page.wait_for_function(
            "([selector, before]) => document.querySelector(selector).innerHTML !== before",
            arg=[EXPLORER, before],
        )
        picture = explorer.locator("img").first.get_attribute("alt")
        assert picture
        assert note_contrast(page, f"{EXPLORER} table td") >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_check_is_readable_and_speaks_to_a_screen_reader(theme, tmp_path):
    with (
        labdriver.browser() as page,
        labdriver.lab(tmp_path / "work", tmp_path / "settings", theme=theme) as lab,
    ):
        labdriver.open_notebook(page, lab.address_of("exercises/08_kpis/08_kpis.ipynb"))
        labdriver.run_all(page)
        labdriver.scroll_to(page, ".smmkit-check")
        note = page.locator(".smmkit-check").first
        assert "Not answered yet" in note.inner_text()
        assert note.get_attribute("role") == "status"
        assert note_contrast(page, ".smmkit-check strong") >= 4.5


def save(page, path, ran):
    """Save, and wait until the file shows that its last cell to run was number `ran`."""
    page.keyboard.press("Control+s")
    for _ in range(300):
        # JupyterLab writes in place, so that the file may be met empty or half written.
        with contextlib.suppress(nbformat.reader.NotJSONError):
            cells = nbformat.read(path, as_version=4).cells
            if max(cell.get("execution_count") or 0 for cell in cells) == ran:
                return
        page.wait_for_timeout(100)
    raise LookupError(f"{path.name} was not saved after its cell {ran}")


def test_the_doctor_looks_at_the_notebook_it_stands_in(tmp_path):
    notebook = solved("08_kpis")
    notebook.cells.remove(by_name(notebook, "paid-check"))
    count = sum(cell.cell_type == "code" for cell in notebook.cells)
    path = tmp_path / "work" / "exercises" / "08_kpis" / "08_kpis.ipynb"
    with (
        labdriver.browser() as page,
        labdriver.lab(tmp_path / "work", tmp_path / "settings") as lab,
    ):
        nbformat.write(notebook, path)
        labdriver.open_notebook(page, lab.address_of("exercises/08_kpis/08_kpis.ipynb"))
        labdriver.run_all(page)
        button = page.get_by_role("button", name="Look at this notebook")
        said = page.locator(".jp-OutputArea [role=status]").last
        button.click()
        said.get_by_text("the saved notebook does not show. Save it").wait_for()

        save(page, path, count)
        button.click()
        said.get_by_text("the saved notebook does not show").wait_for(state="detached")
        assert "paid-check: was missing; put back" in said.inner_text()
        assert "A run from the top" not in said.inner_text()
        assert note_contrast(page, ".jp-OutputArea [role=status] li") >= 4.5

        page.locator(".jp-WindowedPanel-outer").first.hover()
        page.mouse.wheel(0, -1_000_000)
        page.locator(".jp-CodeCell .jp-InputArea-editor").first.click()
        page.keyboard.press("Shift+Enter")
        page.wait_for_selector(labdriver.IDLE)
        save(page, path, count + 1)
        labdriver.scroll_to(page, "button:has-text('Look at this notebook')")
        button.click()
        said.get_by_text("Its cells were run out of order.").wait_for()


def test_validate_and_submit_work_in_the_lab(tmp_path, monkeypatch):
    """nbgrader's buttons, with an exchange as a class has it."""
    exchange, course, config = (
        tmp_path / name for name in ("exchange", "class", "settings/config")
    )
    for folder in (exchange, course, config):
        folder.mkdir(parents=True)
    exchange.chmod(0o777)
    (config / "nbgrader_config.py").write_text(
        f"c = get_config()\nc.Exchange.root = {str(exchange)!r}\n"
        'c.CourseDirectory.course_id = "smmkit"\n'
    )
    shutil.copy(ROOT / "nbgrader_config.py", course)
    shutil.copytree(ROOT / "solutions" / EXERCISE, course / "solutions" / EXERCISE)
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(config))
    assert cli.main(["release", EXERCISE, "--course", str(course)]) == 0
    subprocess.run(
        [sys.executable, "-m", "nbgrader", "release_assignment", EXERCISE], cwd=course, check=True
    )
    with (
        labdriver.browser() as page,
        labdriver.lab(tmp_path / "work", tmp_path / "settings") as lab,
    ):
        labdriver.open_notebook(page, lab.address_of(f"exercises/{EXERCISE}/{EXERCISE}.ipynb"))
        page.get_by_role("button", name="Validate").click()
        dialog = page.locator(".jp-Dialog")
        dialog.get_by_text("failed").first.wait_for()
        for question in ("first_look", "home_followers", "home_engagements"):
            assert f"welcome.{question}" in dialog.inner_text()
        dialog.get_by_role("button").last.click()

        page.get_by_role("menuitem", name="Nbgrader").click()
        page.locator('[data-command="nbgrader:open-assignment-list"]').first.click()
        page.get_by_text("Fetch", exact=True).click()
        page.get_by_text("Submit", exact=True).click()
        page.get_by_text("Fetch Feedback").wait_for()
    submitted = list((exchange / "smmkit" / "inbound").glob(f"*/{EXERCISE}.ipynb"))
    assert len(submitted) == 1
