"""
A class's way through nbgrader, by a lesson's number.

Collecting and feedback are nbgrader's own commands, run in the course's folder with the
course's settings. Grading is our own (`smmkit.grading.grade`) and ends with a word on each learner;
nbgrader's, which trusts every notebook, can still be asked for.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

from smmkit.coach.learner import identify
from smmkit.errors import ArgumentError
from smmkit.grading.grade import Options, grade
from smmkit.grading.release import find_master, load_settings, tool_path

__all__ = ["STEPS", "check_course", "grade_class", "outcomes", "say", "step"]

STEPS = {
    "collect": ["collect"],
    "grade": ["autograde", "--log-level=ERROR"],
    # Feedback is made from the gradebook, so it can always be made anew: marks given by hand
    # after the first time would else never reach the learner.
    "feedback": ["generate_feedback", "--force", "--log-level=ERROR"],
}
"""The step's name, and nbgrader's for it."""


def step(name: str, number: str, *, course: Path) -> int:
    """
    Run one step for one exercise, and say what came of it.

    Parameters
    ----------
    name : {"collect", "grade", "feedback"}
        The step.
    number : str
        The lesson's number.
    course : Path
        The course's folder.

    Returns
    -------
    int
        nbgrader's exit code.

    Raises
    ------
    ArgumentError
        If this is no course folder, its ``smmkit.json`` is damaged, there is no such exercise,
        nbgrader is not installed, or nothing has been graded that feedback could be made of.
    """
    check_course(course)
    exercise = find_master(number, course).stem
    if name == "feedback" and not any((course / "autograded").glob(f"*/{exercise}")):
        raise ArgumentError(f"Nothing of {exercise} has been graded: smmkit grade {number}.")
    again = list(_resubmitted(course, exercise)) if name == "grade" else []
    code = _nbgrader(course, *STEPS[name], exercise)
    for student in again:
        code |= _nbgrader(course, *STEPS[name], exercise, f"--student={student}", "--force")
    if name == "grade":
        for line in outcomes(course, exercise):
            print(line)
    return code


def grade_class(
    number: str, options: Options, *, course: Path, say: Callable[[str], None]
) -> dict[str, str]:
    """
    Grade one exercise of a class in the sandbox, and say what came of it.

    Parameters
    ----------
    number : str
        The lesson's number.
    options : Options
        Whom, how many at a time, and where.
    course : Path
        The course's folder.
    say : callable
        Where each line goes.

    Returns
    -------
    dict of str to str
        Learners whose notebook could not be graded for a reason that is not its own, and why.
    """
    check_course(course)
    failed = grade(course, number, options, say=say)
    for line in outcomes(course, find_master(number, course).stem, options.students):
        say(line)
    return failed


def check_course(course: Path) -> None:
    """
    Make sure that a class can be served from this folder.

    Raises
    ------
    ArgumentError
        If it is no course folder, its ``smmkit.json`` is damaged, or nbgrader is missing.
    """
    if not (course / "nbgrader_config.py").is_file():
        raise ArgumentError(
            f"{course.resolve()} is no course folder: nbgrader_config.py and solutions/ should be "
            "there. Go to your clone of smmkit, or name it with --course."
        )
    if importlib.util.find_spec("nbgrader") is None:
        raise ArgumentError(
            "A class needs nbgrader, which is not installed here: pip install 'smmkit[class]', or "
            "in a clone pip install '.[class]'."
        )
    identify(course)


def outcomes(course: Path, exercise: str, students: Sequence[str] = ()) -> Iterator[str]:
    """
    Say of each learner who handed something in what the gradebook holds now.

    Parameters
    ----------
    course : Path
        The course's folder.
    exercise : str
        The exercise's name, such as ``"08_kpis"``.
    students : sequence of str
        Only these; none for all.

    Yields
    ------
    str
        A line for each folder in ``submitted/``, or for each of `students`.
    """
    from nbgrader.api import Gradebook, MissingEntry

    settings = load_settings(course)
    with Gradebook(settings.CourseDirectory.db_url, settings.CourseDirectory.course_id) as book:
        for folder in sorted((course / "submitted").glob("*")):
            if folder.is_symlink() or not folder.is_dir():
                continue
            student = folder.name
            if students and student not in students:
                continue
            if not (folder / exercise).is_dir():
                found = ", ".join(sorted(path.name for path in folder.iterdir())) or "nothing"
                yield f"{student}: no folder {exercise}; there is: {found}"
                continue
            if not (course / "autograded" / student / exercise / f"{exercise}.ipynb").is_file():
                yield f"{student}: COULD NOT BE GRADED, see the error above. The mark stands at 0"
                continue
            try:
                mark = book.find_submission(exercise, student)
            except MissingEntry:
                yield f"{student}: not in the gradebook"
                continue
            by_hand = ", and a part to be read" if mark.needs_manual_grade else ""
            yield f"{student}: {mark.score:g} of {mark.max_score:g} points{by_hand}"


def _resubmitted(course: Path, exercise: str) -> Iterator[str]:
    """Yield whoever handed in again after being graded; nbgrader looks at time stamps only."""
    for handed_in in (course / "submitted").glob(f"*/{exercise}/{exercise}.ipynb"):
        student = handed_in.parents[1].name
        graded = course / "autograded" / student / exercise / f"{exercise}.ipynb"
        if graded.is_file() and handed_in.stat().st_mtime > graded.stat().st_mtime:
            yield student


def say(line: str, to: TextIO | None = None) -> None:
    """Print a line in which a stranger's words may stand: no control characters, any terminal."""
    to = to or sys.stdout
    coding = to.encoding or "utf-8"
    line = "".join(letter if letter.isprintable() else "?" for letter in line)
    print(line.encode(coding, "replace").decode(coding), file=to, flush=True)


def _nbgrader(course: Path, *words: str) -> int:
    command = [sys.executable, "-m", "nbgrader", *words]
    environment = {**os.environ, "PATH": tool_path()}
    return subprocess.run(command, cwd=course, env=environment, check=False).returncode
