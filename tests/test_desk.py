"""The doctor within a notebook: which one it is, whether it is saved, and what is said of it."""

from __future__ import annotations

import json

import nbformat
import pytest
from fixtures_grading import by_name, released, solved

from smmkit import desk, doctor

EXERCISE = "08_kpis"


def run_through(notebook):
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for count, cell in enumerate(code, start=1):
        cell.execution_count = count
    return notebook, code


@pytest.fixture
def lay(tmp_path, monkeypatch):
    """Lay the notebook that the kernel was started for."""

    def lay(notebook, name=f"{EXERCISE}.ipynb"):
        path = tmp_path / name
        path.write_text(notebook if isinstance(notebook, str) else json.dumps(notebook))
        monkeypatch.setenv("JPY_SESSION_NAME", str(path))
        return path

    return lay


def pressed(button):
    button.children[1].click()
    return button.children[-1].value


def test_a_clean_notebook_may_be_handed_in(lay):
    lay(run_through(solved(EXERCISE))[0])
    page = pressed(doctor())
    assert 'role="status"' in page
    assert "08_kpis.ipynb as it was saved at" in page
    assert "Nothing to mend" in page


def test_an_untouched_exercise_is_told_so(lay):
    lay(run_through(released(EXERCISE))[0])
    page = pressed(doctor())
    assert "Nothing is answered in it yet" in page
    assert "can be handed in" not in page


def test_what_was_found_is_told_in_plain_words_under_its_heading(lay):
    notebook, code = run_through(solved(EXERCISE))
    by_name(notebook, "paid-answer").source += "\nimport ctypes\n<b>"
    notebook.cells.remove(by_name(notebook, "paid-check"))
    code[3].execution_count, code[4].execution_count = 5, 4
    lay(notebook)
    page = pressed(doctor())
    mended, own, fresh = (page.index(words) for words in ("Mended by", "Only you", "A run from"))
    assert mended < page.index("paid-check: was missing; put back")
    assert own < page.index("paid-answer: is no valid Python")
    assert fresh < page.index("Its cells were run out of order.")
    assert "<b>" not in page
    assert "below Python" not in page, "a guess is for the instructor alone"


def test_what_cannot_be_read_is_in_the_way(lay):
    lay('{"cells": [')
    page = pressed(doctor())
    assert "It cannot be graded as it was saved." in page
    assert "no valid JSON" in page


def test_cells_that_were_run_after_saving_ask_to_be_saved(lay, monkeypatch):
    notebook, code = run_through(solved(EXERCISE))
    lay(notebook)
    monkeypatch.setattr(desk, "_ran", lambda: len(code) + 1)
    assert "the saved notebook does not show. Save it" in pressed(doctor())
    monkeypatch.setattr(desk, "_ran", lambda: len(code))
    assert "the saved notebook does not show" not in pressed(doctor())


def test_a_notebook_that_cannot_be_told_is_asked_for_by_name(lay, monkeypatch):
    path = lay(run_through(solved(EXERCISE))[0])
    path.rename(path.with_name("08_mine.ipynb"))
    assert "There is no 08_kpis.ipynb any more" in pressed(doctor())
    assert "Nothing to mend" in pressed(doctor(path.with_name("08_mine.ipynb")))
    monkeypatch.delenv("JPY_SESSION_NAME")
    assert "Name it in a cell of your own" in pressed(doctor())
    path = lay(run_through(solved(EXERCISE))[0], "mine.ipynb")
    assert "must begin with the number" in pressed(doctor())


def test_a_class_s_grading_shows_no_button(monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert doctor() is None


def test_every_exercise_ends_with_the_doctor():
    notebook = released(EXERCISE)
    assert notebook.cells[-1].source == "from smmkit import doctor\n\ndoctor()"
    assert notebook.cells[-1].metadata.nbgrader.locked
    nbformat.validate(notebook)
