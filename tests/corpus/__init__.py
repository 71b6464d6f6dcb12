"""
Notebooks that a class might hand in, honest, broken and hostile, and what a right grader does.

A case is built by a function, so that it follows the exercises as they change. `run_all` takes
every case through doctor, sandbox, judge and paper, several at a time.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any

import nbformat
from conftest import ROOT
from fixtures_grading import COHORT, by_name, hand_in, released, solved

from smmkit.grading.group import Group
from smmkit.grading.sandbox import Limits, Sandbox
from smmkit.grading.single import grade_one

WELCOME, KPIS = "00_welcome", "08_kpis"
NONE, FULL = (0, 0, 0), (2, 2, 2)
ANSWERS = ("first-look-answer", "home-followers-answer", "home-engagements-answer")
LIMITS = Limits(cell_seconds=2.5, notebook_seconds=20.0, call_seconds=0.4, memory_bytes=400_000_000)
LEARNER, INSTRUCTOR, NOBODY = "learner", "instructor", "nobody"


@dataclass(frozen=True)
class Case:
    """
    What is handed in, and what a right grader makes of it.

    Parameters
    ----------
    name : str
        In words.
    make : callable
        Makes the notebook: an object, text or bytes; or None, if it lays its files itself.
    marks : tuple or mapping
        Points of Welcome's three questions, or of the questions that matter.
    told : str
        Whom something is told: ``"learner"``, ``"instructor"`` alone, or ``"nobody"``.
    what : str
        What is told, or a part of it.
    lay : callable, optional
        Lays files of its own into the submission's folder.
    """

    name: str
    make: Callable[[], Any] | None
    marks: Any = NONE
    told: str = NOBODY
    what: str = ""
    exercise: str = WELCOME
    lay: Callable[[Path], None] | None = None


@dataclass(frozen=True)
class Outcome:
    """What the grader made of a case, and how long it took."""

    made: Any
    seconds: float


def with_answers(base: Callable[[str], Any], exercise: str, **sources: str) -> Any:
    """Return a notebook with some answers replaced; their names are written with underscores."""
    notebook = base(exercise)
    for name, source in sources.items():
        by_name(notebook, name.replace("_", "-")).source = source
    return notebook


def cheat(name: str, source: str, *, told: str = INSTRUCTOR, what: str = "") -> Case:
    """A cheat in the second answer, behind a right one: the right one counts, and nothing else."""
    right = by_name(solved(WELCOME), ANSWERS[0]).source
    make = partial(
        with_answers, released, WELCOME, first_look_answer=right, home_followers_answer=source
    )
    return Case(name, make, (2, 0, 0), told, what)


def costly(name: str, source: str, *, told: str = LEARNER, what: str = "") -> Case:
    """A cell that does harm in place of the second answer: it costs that one and no other."""
    make = partial(with_answers, solved, WELCOME, home_followers_answer=source)
    return Case(name, make, (2, 0, 2), told, what)


def added(name: str, source: str, *, kind: str = "code", after: str = ANSWERS[0]) -> Case:
    """An honest cell, added behind an answer: it costs nothing."""

    def make() -> Any:
        notebook = solved(WELCOME)
        fresh = nbformat.v4.new_code_cell if kind == "code" else nbformat.v4.new_markdown_cell
        at = notebook.cells.index(by_name(notebook, after))
        notebook.cells.insert(at + 1, fresh(source))
        return notebook

    return Case(name, make, FULL, LEARNER, "1 cells were added")


def run_all(cases: list[Case], course: Path, *, jobs: int = 3) -> dict[str, Outcome]:
    """Grade every case, each as a learner of its own; nothing is entered anywhere."""
    students = {case.name: f"learner-{number}" for number, case in enumerate(cases)}
    for case in cases:
        if case.make is not None:
            hand_in(course, students[case.name], case.exercise, case.make())
        else:
            folder = course / "submitted" / students[case.name] / case.exercise
            folder.mkdir(parents=True)
            case.lay(folder)
    # As `smmkit grade` does it: a judge and a sandbox in each of several processes.
    context = multiprocessing.get_context("forkserver")
    with ProcessPoolExecutor(jobs, context, _begin) as pool:
        made = {
            case.name: pool.submit(_take, course, students[case.name], case.exercise)
            for case in cases
        }
        return {name: future.result() for name, future in made.items()}


def _begin() -> None:
    global _box
    _box = Sandbox(ROOT, limits=LIMITS)
    Finalize(None, _box.stop, exitpriority=10)


def _take(course: Path, student: str, exercise: str) -> Outcome:
    group = Group(course, exercise, COHORT, released(exercise), key="", salt="")
    _box.start()
    began = time.monotonic()
    made = grade_one(_box, group, student)
    return Outcome(made, time.monotonic() - began)
