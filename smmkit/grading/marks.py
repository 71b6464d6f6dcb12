"""
What the gradebook holds of an exercise, for programs: ``smmkit grade NN --json``.

The judge's verdicts stand beside the marks a person gave, since nbgrader counts the person's.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from smmkit.grading import journal
from smmkit.grading.doctor import load_master
from smmkit.grading.matching import is_check
from smmkit.grading.release import checked, find_master, load_settings

__all__ = ["by_hand", "cells_of", "marks"]


def marks(course: Path, number: str, students: Sequence[str] = ()) -> dict[str, Any]:
    """
    Return the marks of one exercise as plain data.

    Parameters
    ----------
    course : Path
        The course's folder.
    number : str
        The lesson's number.
    students : sequence of str
        Only these; none for all.

    Returns
    -------
    dict
        ``exercise`` and ``learners``; each learner has ``student``, ``score``, ``max_score``,
        ``to_be_read`` (whether a part waits for a person), ``questions`` (id: ``score``,
        ``points``, ``status``, ``misconception``), ``by_hand`` (name of a cell: the points a
        person gave), ``findings`` and ``problems``.
    """
    from nbgrader.api import Gradebook

    exercise = find_master(number, course).stem
    settings = load_settings(course)
    learners = []
    with Gradebook(settings.CourseDirectory.db_url, settings.CourseDirectory.course_id) as book:
        lines = journal.read(book.db, exercise)
        for mark in sorted(book.assignment_submissions(exercise), key=lambda one: one.student_id):
            if students and mark.student_id not in students:
                continue
            line = lines.get(mark.student_id, {})
            learners.append(
                {
                    "student": mark.student_id,
                    "score": mark.score,
                    "max_score": mark.max_score,
                    "to_be_read": mark.needs_manual_grade,
                    "questions": line.get("questions", {}),
                    "by_hand": by_hand(mark, exercise),
                    "findings": [
                        dict(zip(("level", "where", "what", "private"), found, strict=True))
                        for found in line.get("findings", [])
                    ],
                    "problems": line.get("problems", []),
                }
            )
    return {"exercise": exercise, "learners": learners}


def by_hand(submission: Any, exercise: str) -> dict[str, float]:
    """Return the points that a person gave, by the name of the cell."""
    return {
        grade.name: grade.manual_score
        for notebook in submission.notebooks
        if notebook.name == exercise
        for grade in notebook.grades
        if grade.manual_score is not None
    }


def cells_of(course: Path, exercise: str) -> dict[str, str]:
    """Return the name of the check cell of each question of a released exercise."""
    master = load_master(course / "exercises" / exercise / f"{exercise}.ipynb")
    return {
        checked(cell.source)[0]: cell.metadata.nbgrader["grade_id"]
        for cell in master.cells
        if is_check(cell)
    }
