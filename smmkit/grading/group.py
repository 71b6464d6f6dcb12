"""Whom a run grades, for which exercise, and what names a notebook that was handed in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from smmkit.coach.learner import identify
from smmkit.errors import ArgumentError
from smmkit.grading import journal
from smmkit.grading.doctor import load_master
from smmkit.grading.intake import Unreadable, check_name, find_notebook, read_bytes
from smmkit.grading.release import find_master
from smmkit.grading.salt import class_salt

__all__ = ["Group", "mark_of", "open_group", "students_of", "target_of", "timestamp_of"]

_MAX_STAMP = 200


@dataclass(frozen=True)
class Group:
    """
    What is the same for every notebook of a run.

    Parameters
    ----------
    course : Path
        The course's folder.
    exercise, cohort : str
        Which exercise of which class.
    master : NotebookNode
        The exercise as it was released.
    key : str
        A hash of the exercise and of all that a verdict depends on.
    salt : str
        The class's secret word, see `smmkit.grading.salt`.
    """

    course: Path
    exercise: str
    cohort: str
    master: Any
    key: str
    salt: str = field(repr=False)

    @property
    def submitted(self) -> Path:
        """The folder of what was handed in."""
        return self.course / "submitted"


def open_group(course: Path, number: str) -> Group:
    """
    Return the class of a course for one exercise.

    Raises
    ------
    ArgumentError
        If there is no such exercise, it was never released, or the class's salt is empty.
    """
    course = course.resolve()
    exercise = find_master(number, course).stem
    released = course / "exercises" / exercise / f"{exercise}.ipynb"
    if not released.is_file():
        raise ArgumentError(f"{exercise} was not released: smmkit release {number}.")
    everything = f"{journal.key_version()}{released.read_text(encoding='utf-8')}"
    salt = class_salt(course)
    return Group(
        course,
        exercise,
        identify(course).cohort,
        load_master(released),
        journal.fingerprint(everything, salt),
        salt,
    )


def students_of(group: Group, wanted: Sequence[str], say: Callable[[str], None]) -> list[str]:
    """
    Return whose notebooks there are; a folder that is none of a learner's is told.

    Raises
    ------
    ArgumentError
        If one that is wanted is not there.
    """
    for name in wanted:
        check_name(name)
    found = []
    for folder in sorted(group.submitted.glob("*")):
        try:
            name = check_name(folder.name)
        except ArgumentError as error:
            say(f"{folder.name}: left out. {error}")
            continue
        if folder.is_symlink():
            say(f"{name}: left out, since submitted/{name} is a link.")
        elif (folder / group.exercise).is_dir():
            found.append(name)
    if unknown := sorted(set(wanted) - set(found)):
        raise ArgumentError(f"Nothing of {', '.join(unknown)} is in {group.submitted}.")
    return sorted(set(wanted)) or found


def mark_of(group: Group, student: str) -> str:
    """Return a hash of what a learner handed in, the exercise, and the keys."""
    folder = group.submitted / student / group.exercise
    try:
        path, _ = find_notebook(folder, group.exercise)
        data = path.name.encode() + b"\0" + read_bytes(path, group.submitted)
    except Unreadable as error:
        data = str(error).encode()
    return journal.fingerprint(group.key, group.cohort, student, data)


def target_of(group: Group, student: str) -> Path:
    """Return where formgrader looks for a learner's graded notebook."""
    return group.course / "autograded" / student / group.exercise / f"{group.exercise}.ipynb"


def timestamp_of(folder: Path) -> str | None:
    """Return when it was handed in, as nbgrader's collecting notes it."""
    from dateutil.parser import ParserError, parse

    try:
        words = read_bytes(folder / "timestamp.txt", folder)[:_MAX_STAMP].decode().strip()
        when = parse(words)
        # What nbgrader will do with it: near year 1 there is no such moment.
        _ = when - (when.utcoffset() or dt.timedelta())
    except (Unreadable, UnicodeError, ParserError, ValueError, OverflowError):
        return None
    return words or None
