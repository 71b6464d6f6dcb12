"""Grade one learner's notebook, from the file to the marks; nothing is written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import nbformat

from smmkit.brand import Brand
from smmkit.grading import paper
from smmkit.grading.doctor import Examined, examine
from smmkit.grading.group import Group, mark_of, timestamp_of
from smmkit.grading.intake import FATAL, Finding, Unreadable, find_notebook
from smmkit.grading.matching import is_check
from smmkit.grading.release import checked
from smmkit.grading.sandbox import Sandbox
from smmkit.grading.session import Result, run_notebook, unanswered

__all__ = ["Graded", "grade_one"]


_MAX_ANSWER = 4_000


@dataclass(frozen=True)
class Graded:
    """One learner's notebook, graded: what goes into gradebook and files."""

    student: str
    examined: Examined
    result: Result
    paper: str
    mark: str
    timestamp: str | None = None

    def scores(self) -> dict[str, float]:
        """Return the judge's points by the name of the check cell."""
        return {
            cell.metadata.nbgrader["grade_id"]: self.result.verdicts[checked(cell.source)[0]][
                "score"
            ]
            for cell in self.examined.notebook.cells
            if is_check(cell)
        }

    def told(self) -> dict[str, Any]:
        """Return what the journal keeps of it, for commands to tell and others to count."""
        return {
            "findings": [[f.level, f.where, f.what, f.private] for f in self.examined.findings],
            "problems": self.result.problems,
            # For comparing answers in a class; a large one would only fill the gradebook.
            "answers": {
                name: answer
                for name, answer in self.result.answers.items()
                if len(json.dumps(answer)) <= _MAX_ANSWER
            },
            "questions": {
                name: {key: verdict[key] for key in ("score", "points", "status", "misconception")}
                for name, verdict in self.result.verdicts.items()
            },
        }

    def remarks(self) -> Iterator[str]:
        """Yield what the instructor should hear of it, in words."""
        places: dict[tuple[str, str], list[str]] = {}
        for found in self.examined.findings:
            places.setdefault((found.level, found.what), []).append(found.where)
        for (level, what), where in places.items():
            yield f"{level}: {', '.join(where)}: {what}"
        for problem in self.result.problems:
            yield f"stopped: {problem}"
        for name, verdict in self.result.verdicts.items():
            if "broken" in verdict:
                yield f"THE KEY OF {name} FAILED on this answer: {verdict['broken']}"


def grade_one(sandbox: Sandbox, group: Group, student: str) -> Graded:
    """
    Grade one learner's notebook; nothing is written.

    Parameters
    ----------
    sandbox : Sandbox
        Where it is run.
    group : Group
        The class.
    student : str
        Whose notebook.
    """
    folder = group.submitted / student / group.exercise
    mark = mark_of(group, student)
    brand = Brand.of(student, group.cohort)
    try:
        path, found = find_notebook(folder, group.exercise)
        examined = examine(path, group.master, group.submitted)
        examined = Examined(examined.notebook, (*found, *examined.findings))
    except Unreadable as error:
        empty = examine(folder / "none.ipynb", group.master)
        examined = Examined(empty.notebook, (Finding(str(error), group.exercise, FATAL),))
    if examined.fatal is None:
        result = run_notebook(
            sandbox,
            examined.notebook,
            student=student,
            cohort=group.cohort,
            brand=brand,
            salt=group.salt,
        )
    else:
        result = _nothing(examined, brand)
    whose = {"student": student, "cohort": group.cohort, "brand": brand.name}
    made = paper.graded(examined.notebook, result, examined.findings, whose=whose)
    return Graded(student, examined, result, nbformat.writes(made), mark, timestamp_of(folder))


def _nothing(examined: Examined, brand: Brand) -> Result:
    """Return the result of a notebook of which nothing can be run: every question open."""
    result = Result()
    for cell in examined.notebook.cells:
        if is_check(cell) and (asked := checked(cell.source)):
            result.verdicts[asked[0]] = unanswered(asked[0], brand)
            result.notes[asked[0]] = f"Your notebook could not be graded: {examined.fatal.what}."
    return result
