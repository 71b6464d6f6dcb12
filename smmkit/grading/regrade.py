"""
Grade again what was graded, and say whose marks change and why: ``smmkit regrade NN``.

After a key was mended an instructor wants to know what it does to a class before anything is
written. So every notebook is run and judged again, and held against what the journal keeps of the
time before. A mark that a person gave stays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from smmkit.grading import journal
from smmkit.grading.grade import Options, check_sandbox, crew_of, grade, outcomes_of, signs_of_life
from smmkit.grading.group import open_group, students_of
from smmkit.grading.marks import by_hand, cells_of
from smmkit.grading.pool import Failed
from smmkit.grading.release import load_settings

__all__ = ["Change", "Regraded", "changes", "regrade"]


@dataclass(frozen=True)
class Change:
    """
    What becomes of one answer of one learner.

    Parameters
    ----------
    student, question : str
        Whose, and to which question.
    points : float
        What the question is worth.
    before, after : mapping
        ``score``, ``status`` and ``misconception`` of then and now.
    by_hand : float, optional
        What a person gave, which counts whatever the judge says.
    """

    student: str
    question: str
    points: float
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    by_hand: float | None = None

    @property
    def gain(self) -> float:
        """Points more than before; 0 where a person gave the mark."""
        if self.by_hand is not None:
            return 0.0
        return round(self.after["score"] - self.before["score"], 2)

    def __str__(self) -> str:
        scores = f"{self.before['score']:g} -> {self.after['score']:g} of {self.points:g} points"
        why = f"{_said(self.before)} -> {_said(self.after)}"
        kept = "" if self.by_hand is None else f"; {self.by_hand:g} by hand stays"
        return f"{self.student}: {self.question}: {scores} ({why}){kept}"


@dataclass(frozen=True)
class Regraded:
    """
    What a class's second grading comes to.

    Parameters
    ----------
    changes : tuple of Change
        In order of learner and question.
    looked_at : int
        How many notebooks were graded before and now.
    new : tuple of str
        Learners who had not been graded before.
    failed : mapping of str to str
        Learners whose notebook could not be graded now, and why.
    """

    changes: tuple[Change, ...]
    looked_at: int
    new: tuple[str, ...]
    failed: Mapping[str, str]

    def data(self) -> dict[str, Any]:
        """Return the same as plain data."""
        return {
            "looked_at": self.looked_at,
            "new": list(self.new),
            "failed": dict(self.failed),
            "changes": [
                {
                    "student": change.student,
                    "question": change.question,
                    "points": change.points,
                    "before": dict(change.before),
                    "after": dict(change.after),
                    "by_hand": change.by_hand,
                    "gain": change.gain,
                }
                for change in self.changes
            ],
        }

    def lines(self) -> list[str]:
        """Return the same in words: each change, each learner's sum, each question's count."""
        told = [str(change) for change in self.changes]
        gains: dict[str, float] = {}
        counts: dict[str, int] = {}
        for change in self.changes:
            gains[change.student] = gains.get(change.student, 0.0) + change.gain
            counts[change.question] = counts.get(change.question, 0) + 1
        told += [f"{name}: {gain:+g} points" for name, gain in gains.items() if gain]
        told += [f"{name}: not graded before" for name in self.new]
        up, down = (sum(gain * sign > 0 for gain in gains.values()) for sign in (1, -1))
        told.append(
            f"Of {self.looked_at} learners {up} gain, {down} lose, "
            f"{self.looked_at - up - down} keep their marks."
        )
        if counts:
            listed = ", ".join(f"{name} ({count})" for name, count in sorted(counts.items()))
            told.append(f"Verdicts changed on: {listed}.")
        return told


def regrade(
    course: Path,
    number: str,
    options: Options,
    *,
    preview: bool,
    say: Callable[[str], None] = print,
) -> Regraded:
    """
    Grade a class again, and return what changes.

    Parameters
    ----------
    course : Path
        The course's folder.
    number : str
        The lesson's number.
    options : Options
        How.
    preview : bool
        Whether to leave gradebook and files as they are.
    say : callable, default print
        What is told on the way goes there.

    Raises
    ------
    ArgumentError, SandboxError, BusyError, DamagedError
        As :func:`smmkit.grading.grade.grade` does.
    """
    before, hands = _standing(course, number)
    if preview:
        after, failed = _tried(course, number, options, say)
    else:
        failed = grade(course, number, replace(options, again=True), say)
        after, _ = _standing(course, number)
        if options.students:
            after = {name: line for name, line in after.items() if name in options.students}
    again = sorted(set(before) & set(after) - set(failed))
    found = [
        change
        for name in again
        for change in changes(name, before[name], after[name], hands.get(name, {}))
    ]
    new = tuple(sorted(set(after) - set(before)))
    return Regraded(tuple(found), len(again), new, failed)


def changes(
    student: str,
    before: Mapping[str, Mapping[str, Any]],
    after: Mapping[str, Mapping[str, Any]],
    hands: Mapping[str, float],
) -> list[Change]:
    """
    Return which verdicts on one learner's answers differ.

    Parameters
    ----------
    student : str
        Whose.
    before, after : mapping
        Question: its verdict.
    hands : mapping
        Question: the points that a person gave.

    Examples
    --------
    >>> then = {"kpis.paid": {"score": 2, "status": "partly", "misconception": "price of a lead"}}
    >>> now = {"kpis.paid": {"score": 3, "points": 3, "status": "right", "misconception": None}}
    >>> print(*changes("ann", then, now, {}))
    ann: kpis.paid: 2 -> 3 of 3 points (partly, “price of a lead” -> right)
    """
    none = {"score": 0.0, "status": "not asked", "misconception": None}
    found = []
    for question in sorted({*before, *after}):
        old, new = ({**none, **side.get(question, {})} for side in (before, after))
        if any(old[key] != new[key] for key in none):
            points = float(new.get("points", old.get("points", new["score"])))
            old, new = ({key: side[key] for key in none} for side in (old, new))
            found.append(Change(student, question, points, old, new, hands.get(question)))
    return found


def _standing(course: Path, number: str) -> tuple[dict[str, Any], dict[str, dict[str, float]]]:
    """Return what the journal keeps, and points given by hand, by learner and question."""
    from nbgrader.api import Gradebook

    group = open_group(course, number)
    settings = load_settings(group.course)
    url = settings.CourseDirectory.db_url
    journal.check_gradebook(url)
    cells = cells_of(group.course, group.exercise)
    with Gradebook(url, settings.CourseDirectory.course_id) as book:
        lines = journal.read(book.db, group.exercise)
        hands = {}
        for submission in book.assignment_submissions(group.exercise):
            given = by_hand(submission, group.exercise)
            hands[submission.student_id] = {
                question: given[cell] for question, cell in cells.items() if cell in given
            }
    return {name: line["questions"] for name, line in lines.items()}, hands


def _tried(
    course: Path, number: str, options: Options, say: Callable[[str], None]
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return what the judge says now of each notebook, and which could not be graded."""
    check_sandbox(options, say)
    group = open_group(course, number)
    after, failed = {}, {}
    with journal.locked(group.course):
        students = students_of(group, options.students, say)
        with crew_of(group, students, options) as crew:
            for name, made in signs_of_life(
                outcomes_of(crew, students, options, say), len(students), say
            ):
                if isinstance(made, Failed):
                    failed[name] = made.why
                else:
                    after[name] = made.told()["questions"]
    return after, failed


def _said(verdict: Mapping[str, Any]) -> str:
    name = verdict["misconception"]
    return f"{verdict['status']}, “{name}”" if name else str(verdict["status"])
