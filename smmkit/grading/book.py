"""Marks into nbgrader's gradebook: one short transaction for each learner."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nbgrader import utils
from nbgrader.api import (
    Assignment,
    Comment,
    Grade,
    Gradebook,
    MissingEntry,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)

from smmkit.errors import ArgumentError
from smmkit.grading import journal

__all__ = ["check_entered", "enter"]


def check_entered(book: Gradebook, exercise: str, master: Any) -> None:
    """
    Make sure that the gradebook knows the exercise as it was released.

    Raises
    ------
    ArgumentError
        If it does not, or knows another version of it.
    """
    try:
        known = book.find_notebook(exercise, exercise)
    except MissingEntry:
        raise ArgumentError(
            f"The gradebook does not know {exercise}: smmkit release {exercise.partition('_')[0]}."
        ) from None
    points = {cell.name: float(cell.max_score) for cell in known.grade_cells}
    released = {
        cell.metadata.nbgrader.grade_id: float(cell.metadata.nbgrader.points)
        for cell in master.cells
        if cell.metadata.get("nbgrader", {}).get("grade")
    }
    if points != released:
        raise ArgumentError(
            f"The gradebook holds another version of {exercise} than exercises/ does: "
            f"smmkit release {exercise.partition('_')[0]}."
        )


def enter(
    book: Gradebook,
    exercise: str,
    student: str,
    scores: Mapping[str, float],
    notebook: Any,
    *,
    mark: str,
    told: Mapping[str, Any],
    timestamp: str | None = None,
) -> None:
    """
    Enter a learner's marks, and the line that says so, in one transaction.

    A mark or comment that a person gave stays; the part that only a person reads is flagged.

    Parameters
    ----------
    book : Gradebook
        nbgrader's.
    exercise, student : str
        Which notebook of whom.
    scores : mapping
        Name of a check cell: the judge's points.
    notebook : NotebookNode
        The rebuilt notebook, for the cells that a person reads.
    mark, told : str, mapping
        What the journal keeps.
    timestamp : str, optional
        When it was handed in, as collecting wrote it down.
    """
    session = book.db
    try:
        submission = _submission(session, exercise, student)
        if timestamp:
            submission.timestamp = utils.parse_utc(timestamp)
        (ours,) = [nb for nb in submission.notebooks if nb.name == exercise]
        cells = {
            cell.metadata.nbgrader["grade_id"]: cell
            for cell in notebook.cells
            if "nbgrader" in cell.metadata
        }
        for grade in ours.grades:
            if grade.name in scores:
                grade.auto_score = scores[grade.name]
                grade.needs_manual_grade = grade.manual_score is not None
            else:
                # What was left as it stood earns nothing, and no person needs to look.
                untouched = grade.name not in cells or _untouched(cells[grade.name])
                grade.auto_score = 0.0 if untouched else None
                grade.needs_manual_grade = not untouched or grade.manual_score is not None
        for comment in ours.comments:
            cell = cells.get(comment.name)
            comment.auto_comment = "No response." if cell and _untouched(cell) else None
        journal.write(session, exercise, student, mark, told)
        session.commit()
    except BaseException:
        session.rollback()
        raise


def _untouched(cell: Any) -> bool:
    return cell.metadata.nbgrader.get("checksum") == utils.compute_checksum(cell)


def _submission(session: Any, exercise: str, student: str) -> SubmittedAssignment:
    """Return a learner's submission, made as nbgrader makes it but not yet committed."""
    found = (
        session.query(SubmittedAssignment)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .filter(Assignment.name == exercise, SubmittedAssignment.student_id == student)
        .one_or_none()
    )
    if found is not None:
        return found
    assignment = session.query(Assignment).filter(Assignment.name == exercise).one()
    person = session.get(Student, student)
    if person is None:
        person = Student(id=student)
        session.add(person)
    with session.no_autoflush:
        made = SubmittedAssignment(assignment=assignment, student=person)
        for notebook in assignment.notebooks:
            copy = SubmittedNotebook(notebook=notebook, assignment=made)
            for cell in (*notebook.grade_cells, *notebook.task_cells):
                Grade(cell_id=cell.id, notebook=copy)
            for cell in (*notebook.solution_cells, *notebook.task_cells):
                Comment(cell_id=cell.id, notebook=copy)
    session.add(made)
    session.flush()
    session.refresh(made)
    return made
