"""Handing in: looked at, mended in the copy alone, and every word said."""

from __future__ import annotations

import copy
import json
import subprocess

import nbformat
import pytest
from fixtures_grading import by_name, released, solved

from smmkit import cli
from smmkit.grading import submit as desk
from smmkit.grading.doctor import examine
from smmkit.grading.submit import hidden_state

EXERCISE = "08_kpis"


@pytest.fixture(autouse=True)
def _no_exchange(monkeypatch):
    monkeypatch.setattr(desk, "_has_exchange", lambda: False)


@pytest.fixture
def lay(learner_folder):
    """Lay a notebook in the learner's folder, and return its path."""
    (learner_folder / "smmkit.json").write_text(json.dumps({"student": "ann", "cohort": "c"}))

    def lay(notebook, name=f"{EXERCISE}.ipynb"):
        path = learner_folder / "exercises" / EXERCISE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(notebook if isinstance(notebook, str) else json.dumps(notebook))
        return path

    return lay


def run_through(notebook):
    notebook = copy.deepcopy(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for count, cell in enumerate(code, start=1):
        cell.execution_count = count
    return notebook, code


def test_a_damaged_notebook_is_mended_in_the_copy_and_said_so(lay, learner_folder, capsys):
    notebook, _ = run_through(solved(EXERCISE))
    notebook.cells.remove(by_name(notebook, "paid-check"))
    path = lay(notebook)
    before = path.read_bytes()
    assert cli.main(["submit", "8"]) == 0
    out = capsys.readouterr().out
    assert "paid-check: was missing; put back" in out
    assert "upload or send that file" in out
    assert path.read_bytes() == before
    (made,) = (learner_folder / "handed_in").iterdir()
    assert made.name.startswith("08_kpis--ann--")
    handed = nbformat.read(made, as_version=4)
    nbformat.validate(handed)
    assert by_name(handed, "paid-check")
    assert examine(made, released(EXERCISE)).findings == ()


@pytest.mark.parametrize(
    ("notebook", "why"),
    [
        (released(EXERCISE), "nothing is answered"),
        ('{"cells": [', "no valid JSON"),
        (None, "no folder exercises/08_kpis"),
    ],
)
def test_what_would_earn_nothing_is_not_handed_in(lay, learner_folder, capsys, notebook, why):
    if notebook is not None:
        lay(notebook)
    assert cli.main(["submit", "08"]) == 2
    assert why in capsys.readouterr().err
    assert not (learner_folder / "handed_in").exists()


def test_no_suspicion_is_told_to_a_learner(lay, capsys):
    notebook, _ = run_through(solved(EXERCISE))
    by_name(notebook, "paid-answer").source += "\nimport ctypes"
    lay(notebook)
    assert cli.main(["submit", "08"]) == 0
    assert "below Python" not in capsys.readouterr().out


def test_what_a_fresh_run_would_change_is_pointed_out(lay):
    notebook, code = run_through(solved(EXERCISE))
    assert hidden_state(lay(notebook)) == []
    code[3].execution_count, code[4].execution_count = 5, 4
    assert hidden_state(lay(notebook)) == ["Its cells were run out of order."]
    notebook, code = run_through(solved(EXERCISE))
    code[-1].execution_count = 90
    assert "more than once" in hidden_state(lay(notebook))[0]
    code[5].execution_count = None
    assert "1 of its" in hidden_state(lay(notebook))[0]
    assert "without being run" in hidden_state(lay(solved(EXERCISE)))[0]


@pytest.mark.parametrize(("code", "told"), [(0, "Handed in to"), (1, "did not take it (full)")])
def test_a_class_s_exchange_gets_the_mended_copy(lay, monkeypatch, capsys, code, told):
    notebook, _ = run_through(solved(EXERCISE))
    lay(notebook)
    monkeypatch.setattr(desk, "_has_exchange", lambda: True)
    asked = []

    def run(words, **more):
        asked.append((words[1:], more["cwd"]))
        return subprocess.CompletedProcess(words, code, "", "x\nfull\n")

    monkeypatch.setattr(desk.subprocess, "run", run)
    assert cli.main(["submit", "08"]) == 0
    assert told in capsys.readouterr().out
    assert asked[0][0] == ["-m", "nbgrader", "submit", EXERCISE]


def test_a_guest_hears_that_nobody_knows_whose_it_is(lay, learner_folder, capsys):
    notebook, _ = run_through(solved(EXERCISE))
    lay(notebook)
    (learner_folder / "smmkit.json").unlink()
    assert cli.main(["submit", "08"]) == 0
    assert "as a guest" in capsys.readouterr().out
