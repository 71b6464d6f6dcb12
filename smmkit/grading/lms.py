"""
The gradebook's marks as files that other systems read: ``smmkit export --format NAME``.

Everything is quoted as CSV asks for, and a text that a spreadsheet would run as a formula is
disarmed.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from smmkit.errors import ArgumentError, check_choice
from smmkit.grading import journal
from smmkit.grading.paper import write_whole
from smmkit.grading.release import load_settings

__all__ = ["FORMATS", "disarmed", "export", "written"]

FORMATS = {"csv": "grades.csv", "moodle": "grades-moodle.csv", "canvas": "grades-canvas.csv"}
"""The format's name, and the file that is written."""
_LONG = (
    "assignment",
    "duedate",
    "timestamp",
    "student_id",
    "last_name",
    "first_name",
    "email",
    "raw_score",
    "late_submission_penalty",
    "score",
    "max_score",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def export(course: Path, form: str = "csv", *, out: Path | None = None) -> Path:
    """
    Write the marks of the whole gradebook.

    Parameters
    ----------
    course : Path
        The course's folder.
    form : {"csv", "moodle", "canvas"}
        ``"csv"`` is nbgrader's own table, a line for each learner and exercise. ``"moodle"`` is for
        Moodle's grade import (docs.moodle.org/405/en/Grade_import): a line for each learner, a
        column for each exercise; map "ID number" or "Email address" there. ``"canvas"`` is laid out
        as Canvas exports its own gradebook: Student, ID, SIS User ID, SIS Login ID, Section, and a
        second line with the points possible.
    out : Path, optional
        Where to; beside the gradebook by default.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    ArgumentError
        If the format is not known, or no exercise is in the gradebook.
    DamagedError
        If there is no gradebook, or it is damaged.
    """
    check_choice("form", form, tuple(FORMATS))
    lines = _lines(course)
    if not lines:
        raise ArgumentError("No exercise of any learner is in the gradebook: smmkit grade NN.")
    rows = {"csv": _as_csv, "moodle": _as_moodle, "canvas": _as_canvas}[form](lines)
    target = out or course / FORMATS[form]
    write_whole(target, written(rows))
    return target


def written(rows: Iterable[Sequence[Any]]) -> str:
    """
    Return rows as CSV text; text that a spreadsheet would run is disarmed.

    Examples
    --------
    >>> print(written([["name", "points"], ["=1+1", 2.5], ["a, b", -1]]))
    name,points
    '=1+1,2.5
    "a, b",-1
    <BLANKLINE>
    """
    held = io.StringIO()
    csv.writer(held).writerows([disarmed(cell) for cell in row] for row in rows)
    return held.getvalue()


def disarmed(cell: Any) -> Any:
    """
    Return a cell that no spreadsheet runs as a formula; a number stays a number.

    Examples
    --------
    >>> disarmed("@SUM(A1)"), disarmed(-3.0), disarmed("Ann")
    ("'@SUM(A1)", -3.0, 'Ann')
    """
    if not isinstance(cell, str):
        return "" if cell is None else cell
    cell = cell.replace("\0", "")
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell


def _lines(course: Path) -> list[dict[str, Any]]:
    """Return a line for each learner and exercise; who handed nothing in has no time stamp."""
    from nbgrader.api import Gradebook, MissingEntry

    settings, lines = load_settings(course), []
    journal.check_gradebook(settings.CourseDirectory.db_url)
    with Gradebook(settings.CourseDirectory.db_url, settings.CourseDirectory.course_id) as book:
        for exercise in sorted(book.assignments, key=lambda one: one.name):
            for person in sorted(book.students, key=lambda one: one.id):
                line = {
                    "assignment": exercise.name,
                    "duedate": str(exercise.duedate or ""),
                    "student_id": person.id,
                    "last_name": person.last_name,
                    "first_name": person.first_name,
                    "email": person.email,
                    "max_score": exercise.max_score,
                    "raw_score": 0.0,
                    "late_submission_penalty": 0.0,
                    "score": 0.0,
                    "timestamp": "",
                    "handed_in": False,
                }
                try:
                    mark = book.find_submission(exercise.name, person.id)
                except MissingEntry:
                    lines.append(line)
                    continue
                penalty = mark.late_submission_penalty or 0.0
                line |= {"timestamp": str(mark.timestamp or ""), "handed_in": True}
                line |= {"raw_score": mark.score, "late_submission_penalty": penalty}
                lines.append(line | {"score": max(0.0, mark.score - penalty)})
    return lines


def _as_csv(lines: list[dict[str, Any]]) -> list[Sequence[Any]]:
    return [_LONG, *([line[name] for name in _LONG] for line in lines)]


def _pivot(lines: list[dict[str, Any]]) -> tuple[list[str], dict[str, dict[str, Any]]]:
    exercises = sorted({line["assignment"] for line in lines})
    people: dict[str, dict[str, Any]] = {}
    for line in lines:
        person = people.setdefault(line["student_id"], {"who": line, "marks": {}, "most": {}})
        # Nothing handed in stays empty: a zero would be a mark, and overwrite one given there.
        person["marks"][line["assignment"]] = line["score"] if line["handed_in"] else None
    return exercises, people


def _as_moodle(lines: list[dict[str, Any]]) -> list[Sequence[Any]]:
    exercises, people = _pivot(lines)
    rows: list[Sequence[Any]] = [["ID number", "First name", "Last name", "Email address"]]
    rows[0] = [*rows[0], *exercises]
    for name, person in people.items():
        who = person["who"]
        known = [name, who["first_name"], who["last_name"], who["email"]]
        rows.append([*known, *(person["marks"].get(exercise) for exercise in exercises)])
    return rows


def _as_canvas(lines: list[dict[str, Any]]) -> list[Sequence[Any]]:
    exercises, people = _pivot(lines)
    most = {line["assignment"]: line["max_score"] for line in lines}
    rows: list[Sequence[Any]] = [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *exercises],
        ["    Points Possible", "", "", "", "", *(most[exercise] for exercise in exercises)],
    ]
    for name, person in people.items():
        who = person["who"]
        called = ", ".join(filter(None, (who["last_name"], who["first_name"]))) or name
        marks = [person["marks"].get(exercise) for exercise in exercises]
        rows.append([called, "", name, name, "", *marks])
    return rows
