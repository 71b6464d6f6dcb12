"""
Cut a practice notebook out of a released exercise.

It keeps the exercise's own cells: those that open it, and for each question wanted its task, its
data, the place for the answer and the check. A given cell of another part comes along where a kept
cell uses what it makes.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping, Sequence
from typing import Any

from smmkit.coach.questions import Question
from smmkit.errors import SmmkitError

__all__ = ["excerpt"]

Cell = dict[str, Any]

_INTRO = """\
# Practice {number}: {title}

From exercise {lesson}, on another brand: your practice brand {number}. Its numbers are new, the
thinking is the same. What you answer here is kept as practice: it shows on your board, and adds no
points to the exercise, whatever the headings below say.

Stuck? Look into [the lesson](../../course/{exercise}.ipynb). Where a text speaks of another part,
that part is in [the exercise](../../exercises/{exercise}/{exercise}.ipynb), which stays as you left
it."""
_AGAIN = """\
## And again

For another brand put `from smmkit import practice` and `practice("{what}")` in a cell of your own
and run it once, or say `smmkit practice {what}` in a terminal. To see where you stand:
`from smmkit.coach import show_progress` and `show_progress()`."""
_DEALT = """\
from smmkit.coach import use_practice_brand

use_practice_brand({number})  # from here on my_brand and check mean your practice brand {number}

"""


def excerpt(
    exercise: Mapping[str, Any],
    questions: Sequence[Question],
    *,
    name: str,
    number: int,
    title: str,
    what: str,
) -> dict[str, Any]:
    """
    Cut some questions of an exercise out, dealt for a practice brand.

    Parameters
    ----------
    exercise : mapping
        The released notebook, as read from its JSON.
    questions : sequence of Question
        Which ones; they stay in the exercise's order.
    name : str
        The exercise's name, such as ``"08_kpis"``.
    number : int
        Which practice brand.
    title : str
        What the notebook is called.
    what : str
        How to ask for the same on another brand: a question's id, or a lesson's number.

    Returns
    -------
    dict
        A notebook, ready to be written as JSON.

    Raises
    ------
    SmmkitError
        If the exercise does not ask one of the questions.
    """
    cells = [{**cell, "source": "".join(cell["source"])} for cell in exercise["cells"]]
    parts = _parts(cells)
    kept = [place for place in parts[0] if not cells[place]["source"].startswith("# ")]
    for question in questions:
        asks = f'check("{question.id}"'
        asked = [part for part in parts[1:] if any(asks in cells[p]["source"] for p in part)]
        if not asked:
            raise SmmkitError(f"Exercise {name} does not ask {question.id}: install smmkit again.")
        kept += asked[0]
    kept = sorted({*kept, *_needed(cells, kept)})
    taken = [_plain(cells[place]) for place in kept]
    setup = next(cell for cell in taken if cell["cell_type"] == "code")
    setup["source"] = _DEALT.format(number=number) + setup["source"]
    lesson = name.partition("_")[0]
    words = {"number": number, "title": title, "lesson": lesson, "exercise": name, "what": what}
    return {
        "cells": [
            _text("practice-intro", _INTRO.format(**words)),
            *taken,
            _text("practice-again", _AGAIN.format(**words)),
        ],
        "metadata": {
            **{key: exercise["metadata"][key] for key in ("kernelspec", "language_info")},
            "smmkit": {"lesson": lesson, "practice": number},
        },
        "nbformat": exercise["nbformat"],
        "nbformat_minor": exercise["nbformat_minor"],
    }


def _parts(cells: Sequence[Cell]) -> list[list[int]]:
    """Return the places of the cells part by part: what opens the exercise, then each heading's."""
    parts: list[list[int]] = [[]]
    for place, cell in enumerate(cells):
        if cell["cell_type"] == "markdown" and re.match("## ", cell["source"]):
            parts.append([])
        parts[-1].append(place)
    return parts


def _needed(cells: Sequence[Cell], kept: Sequence[int]) -> set[int]:
    """Return the places of given cells that make names which the kept cells use and do not make."""
    found: set[int] = set()
    while True:
        here = [_names(cells[place]) for place in (*kept, *found)]
        made = set().union(*(names[1] for names in here))
        missing = set().union(*(names[0] for names in here)) - made
        more = {
            place
            for place in set(range(max(kept))) - {*kept, *found}
            if _is_given(cells[place]) and _names(cells[place])[1] & missing
        }
        if not more:
            return found
        found |= more


def _is_given(cell: Cell) -> bool:
    grading = cell["metadata"].get("nbgrader", {})
    return bool(grading.get("locked")) and not grading.get("grade")


def _names(cell: Cell) -> tuple[set[str], set[str]]:
    """Return the names that a code cell uses, and those that it makes."""
    used: set[str] = set()
    made: set[str] = set()
    if cell["cell_type"] != "code":
        return used, made
    try:
        tree = ast.parse(cell["source"])
    except SyntaxError:  # a line of IPython's own
        return used, made
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            (used if isinstance(node.ctx, ast.Load) else made).add(node.id)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            made.add(node.name)
        elif isinstance(node, ast.alias):
            made.add((node.asname or node.name).partition(".")[0])
    return used, made


def _plain(cell: Cell) -> Cell:
    """Return a cell without its grading: practice is not handed in."""
    metadata = {key: value for key, value in cell["metadata"].items() if key != "nbgrader"}
    return {**cell, "metadata": metadata}


def _text(name: str, words: str) -> Cell:
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": words}
