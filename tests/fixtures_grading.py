"""A class's course folder, and notebooks that learners hand in, honest, odd and hostile."""

from __future__ import annotations

import copy
import json
import shutil
from functools import cache

import nbformat
from conftest import ROOT

COHORT = "2027"


@cache
def _read(path):
    return nbformat.read(path, as_version=4)


def released(exercise):
    """Return the exercise as a learner gets it."""
    return copy.deepcopy(_read(ROOT / "exercises" / exercise / f"{exercise}.ipynb"))


def solved(exercise):
    """Return the exercise with every answer filled in from its master."""
    master = {
        cell.metadata.nbgrader.grade_id: cell
        for cell in _read(ROOT / "solutions" / exercise / f"{exercise}.ipynb").cells
        if "nbgrader" in cell.metadata
    }
    notebook = released(exercise)
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = master[cell.metadata.nbgrader.grade_id].source
    return notebook


def by_name(notebook, grade_id):
    """Return the first cell that nbgrader calls by this name."""
    return next(
        cell
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("grade_id") == grade_id
    )


def answers(notebook):
    """Return the code cells that are the learner's to answer in."""
    return [
        cell
        for cell in notebook.cells
        if cell.cell_type == "code" and cell.metadata.get("nbgrader", {}).get("solution")
    ]


def make_course(folder, *exercises):
    """Lay a course folder with these exercises, released but not entered in a gradebook."""
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    for exercise in exercises:
        shutil.copytree(ROOT / "solutions" / exercise, folder / "solutions" / exercise)
        shutil.copytree(ROOT / "exercises" / exercise, folder / "exercises" / exercise)
    (folder / "smmkit.json").write_text(json.dumps({"cohort": COHORT}), encoding="utf-8")
    return folder


def hand_in(course, student, exercise, notebook):
    """Lay what a learner hands in where collecting puts it; text and bytes as they are."""
    folder = course / "submitted" / student / exercise
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{exercise}.ipynb"
    if isinstance(notebook, bytes):
        path.write_bytes(notebook)
    else:
        text = notebook if isinstance(notebook, str) else json.dumps(notebook)
        path.write_text(text, encoding="utf-8")
    return path
