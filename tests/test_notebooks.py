"""Lessons run clean; solutions earn every point; untouched exercises earn none."""

from __future__ import annotations

import ast
import asyncio
import os
import re
import symtable
import sys
from functools import cache

import labdriver
import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import ROOT
from nbclient import NotebookClient
from nbconvert import HTMLExporter

from smmkit.coach.questions import all_questions
from smmkit.grading.doctor import parsed
from smmkit.grading.matching import is_check, is_solution
from smmkit.grading.release import inspect_master, release

LESSONS = sorted((ROOT / "course").glob("*.ipynb"))
MASTERS = sorted((ROOT / "solutions").glob("*/*.ipynb"))
EXERCISES = sorted((ROOT / "exercises").glob("*/*.ipynb"))
EVERY = [*LESSONS, *MASTERS, *EXERCISES]
named = {"ids": lambda value: getattr(value, "stem", str(value))}


@pytest.fixture(autouse=True)
def _a_loop_per_test(monkeypatch):
    """A kernel's client takes an event loop; give each test one and close it after."""
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    yield
    loop.close()
    asyncio.set_event_loop(None)


def run(path, folder, student):
    """Run a notebook as a learner would, and return it with its outputs."""
    notebook = nbformat.read(path, as_version=4)
    os.environ["SMMKIT_STUDENT"] = student
    try:
        NotebookClient(
            notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": folder}}
        ).execute()
    finally:
        del os.environ["SMMKIT_STUDENT"]
    return notebook


def outputs(notebook):
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            yield cell, output


def cut_texts(notebook):
    """Return the ids of cells that show a table in which pandas has cut a text short."""
    shown = [
        (cell.id, output.get("data", {}).get("text/html", "")) for cell, output in outputs(notebook)
    ]
    # A cell that is nothing but dots stands for rows or columns left out.
    return [name for name, html in shown if re.search(r"[^>.]\.\.\.</t[dh]>", html)]


def check_cells(notebook):
    for cell in notebook.cells:
        grading = cell.metadata.get("nbgrader", {})
        if cell.cell_type == "code" and grading.get("grade") and not grading.get("solution"):
            yield cell, grading["points"]


def score(cell) -> float:
    (result,) = [o for o in cell.outputs if o.output_type == "execute_result"]
    return float(result.data["text/plain"])


@cache
def lesson_numbers():
    return {path.stem.partition("_")[0] for path in LESSONS}


def test_each_lesson_has_a_master_and_an_exercise():
    for place, paths in (("solutions", MASTERS), ("exercises", EXERCISES)):
        assert [path.stem for path in paths] == [path.stem for path in LESSONS], place


@pytest.mark.parametrize("path", EVERY, **named)
def test_a_notebook_is_kept_clean(path):
    text = path.read_text(encoding="utf-8")
    notebook = nbformat.reads(text, as_version=nbformat.NO_CONVERT)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert notebook.metadata.kernelspec.name == "python3"
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert cell.outputs == [], cell.id
            assert cell.execution_count is None, cell.id
            assert not re.search(r"^\s*[!%]\s*pip|https?://.*\.(csv|zip)", cell.source), cell.id


@pytest.mark.parametrize("path", LESSONS, **named)
def test_a_lesson_claims_the_minutes_that_it_takes(path):
    cells = nbformat.read(path, as_version=4).cells
    master = ROOT / "solutions" / path.stem / path.name
    task = nbformat.read(master, as_version=4).cells[0].source
    words = sum(len(cell.source.split()) for cell in cells if cell.cell_type == "markdown")
    code = sum(cell.cell_type == "code" for cell in cells)
    reading, exercise = re.search(r"about (\d+) minutes to .* then (\d+)", cells[0].source).groups()
    assert words / 200 + code / 4 <= int(reading)  # 200 words a minute, four cells a minute
    assert f"bout {exercise} minutes" in task


@pytest.mark.parametrize("path", [*LESSONS, *MASTERS], **named)
def test_a_claimed_fact_stands_on_a_cell(path):
    notebook = nbformat.read(path, as_version=4)
    claimed = set(notebook.metadata.get("smmkit", {}).get("covers", []))
    on_cells = set()
    for cell in notebook.cells:
        ids = cell.metadata.get("smmkit", {}).get("covers", [])
        on_cells.update(ids)
        assert not ids or cell.cell_type == "markdown", f"{cell.id}: a fact is told in text"
    assert claimed == on_cells
    if path in LESSONS:
        assert claimed, "a lesson says which facts it covers"


# Both tests of a lesson go to one worker, which runs it once.
each_lesson = pytest.mark.parametrize(
    "path",
    [pytest.param(path, marks=pytest.mark.xdist_group(path.stem)) for path in LESSONS],
    **named,
)


@pytest.fixture(scope="module")
def lesson_run(tmp_path_factory):
    @cache
    def once(path):
        return run(path, tmp_path_factory.mktemp(path.stem), "Ada")

    return once


@each_lesson
def test_a_lesson_runs_clean(path, lesson_run):
    notebook = lesson_run(path)
    assert 20 <= len(notebook.cells) <= 60
    for cell, output in outputs(notebook):
        tagged = "raises-exception" in cell.metadata.get("tags", [])
        assert output.output_type != "error" or tagged, (cell.id, output.get("evalue"))
        assert output.get("name") != "stderr", (cell.id, output.text)
        if "image/png" in output.get("data", {}):
            pytest.fail(f"{cell.id} shows a picture without a text alternative; use show()")
    assert cut_texts(notebook) == [], 'pd.set_option("display.max_colwidth", None) shows them whole'


# Colours of code, prompts and tracebacks and plain links are the theme's, the corner of a
# table without a heading is pandas's: neither is a lesson's to change.
NOT_OURS = [".jp-InputPrompt", ".jp-OutputPrompt", ".highlight", "[data-mime-type$='stderr']"]
RULES = {"link-in-text-block": {"enabled": False}, "empty-table-header": {"enabled": False}}


@pytest.mark.browser
@each_lesson
def test_axe_finds_nothing_on_a_lesson(path, lesson_run, chromium, tmp_path):
    notebook = lesson_run(path)
    page_file = tmp_path / "lesson.html"
    with labdriver.browser() as page:
        page.route("http*://**", lambda route: route.abort())  # scripts that no lesson needs
        for theme in ("light", "dark"):
            exporter = HTMLExporter(template_name="lab", theme=theme, embed_images=True)
            page_file.write_text(exporter.from_notebook_node(notebook)[0], encoding="utf-8")
            page.goto(page_file.as_uri())
            context = {"exclude": [[place] for place in NOT_OURS]}
            response = Axe().run(page, context=context, options={"rules": RULES}).response
            assert len(response["passes"]) > 15  # it was a page, and axe ran on it
            found = response["violations"]
            assert not found, [(one["id"], one["nodes"][0]["html"][:200]) for one in found]


@pytest.mark.parametrize("student", ["Ada", "Bo"])
@pytest.mark.parametrize("path", MASTERS, **named)
def test_a_solution_earns_every_point(path, student, learner_folder):
    notebook = run(path, learner_folder, student)
    for cell, points in check_cells(notebook):
        assert score(cell) == points, (cell.source, cell.outputs)
    assert cut_texts(notebook) == [], 'pd.set_option("display.max_colwidth", None) shows them whole'


@pytest.mark.parametrize("path", EXERCISES, **named)
def test_an_untouched_exercise_runs_to_its_end_and_earns_nothing(path, learner_folder):
    notebook = run(path, learner_folder, "Ada")
    cells = list(check_cells(notebook))
    assert cells
    for cell, _ in cells:
        assert score(cell) == 0, cell.source
        assert "Not answered yet" in cell.outputs[0].data["text/html"], cell.source
    assert not [o for _, o in outputs(notebook) if o.get("name") == "stderr"]


@pytest.mark.parametrize("path", MASTERS, **named)
def test_a_master_has_no_authoring_mistake(path):
    assert inspect_master(path) == []


def needed_and_made(source):
    """Return the names that a cell takes from before it, and those that it makes."""
    needed, made = set(), set()
    for statement in parsed(source).body:
        table = symtable.symtable(ast.unparse(statement), "cell", "exec")
        own = {name.get_name() for name in table.get_symbols() if name.is_assigned()}
        own |= {name.get_name() for name in table.get_symbols() if name.is_imported()}
        blocks, used = [table], set()
        while blocks:
            block = blocks.pop()
            blocks += block.get_children()
            used |= {
                name.get_name()
                for name in block.get_symbols()
                if name.is_referenced() and (block is table or name.is_global())
            }
        # What a loop or a definition makes itself it need not find; "x = x + 1" it must.
        needed |= used - made - (own if hasattr(statement, "body") else set())
        made |= own
    return needed, made


def test_what_a_cell_needs_is_told_from_what_it_makes():
    source = "for a in b: c = a\nd = d + c\ndef f(g): return g + h + len(i for i in f)\nk: int = 1"
    needed, made = needed_and_made(source)
    assert needed == {"b", "d", "h", "len", "int"}
    assert made == {"a", "c", "d", "f", "k"}


@pytest.mark.parametrize("path", MASTERS, **named)
def test_no_answer_is_needed_by_another(path):
    """A miss costs its own question: what comes after takes its values from locked cells."""
    made_by = {}
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type != "code" or is_check(cell):
            continue
        needed, made = needed_and_made(cell.source)
        chained = {name: made_by[name] for name in needed & set(made_by)}
        # A cell that is neither locked nor an answer is there to look at the answer above it.
        assert "nbgrader" not in cell.metadata or not chained, (cell.id, chained)
        made_by = {name: by for name, by in made_by.items() if name not in made}
        if is_solution(cell):
            made_by |= dict.fromkeys(made, cell.id)


def test_every_question_is_asked_once():
    asked = [
        re.search(r'check\("([^"]+)"', cell.source)[1]
        for path in MASTERS
        for cell, _ in check_cells(nbformat.read(path, as_version=4))
    ]
    assert sorted(asked) == sorted(question.id for question in all_questions())


@pytest.mark.parametrize("path", EXERCISES, **named)
def test_the_committed_exercise_is_the_one_its_master_makes(path, tmp_path):
    made = release(path.stem, course=ROOT, to=tmp_path, gradebook=False)
    assert made.read_text(encoding="utf-8") == path.read_text(encoding="utf-8")
    for other in path.parent.iterdir():
        assert (made.parent / other.name).read_bytes() == other.read_bytes()
    assert "SOLUTION" not in path.read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="file modes differ on Windows")
def test_nothing_of_a_release_is_left_lying(tmp_path):
    release("00", course=ROOT, to=tmp_path, gradebook=False)
    assert [path.name for path in tmp_path.iterdir()] == ["00_welcome"]
