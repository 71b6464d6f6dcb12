"""
Try an exercise's checks before a class does: ``smmkit release`` tests its tests.

The exercise is run as its master solves it and as it is handed out. Each question is asked with its
right answer in other forms, with other right answers it names, with every mistake it expects, and
with answers that miss narrowly. A question that passes a wrong one or fails a right one is flagged.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from smmkit.brand import Brand
from smmkit.coach.channel import LocalChannel, ask
from smmkit.coach.questions import Question, find
from smmkit.errors import SmmkitError
from smmkit.grading.doctor import load_master
from smmkit.grading.forms import near_misses, right_forms
from smmkit.grading.matching import is_check, is_solution
from smmkit.grading.release import checked
from smmkit.grading.sandbox import Sandbox, missing
from smmkit.grading.session import run_notebook

__all__ = ["ProofError", "Trial", "flags", "hold", "prove", "table", "try_answers", "try_notebooks"]

LEARNERS = ("proof-1", "proof-2", "proof-3")
MASTER, STUB, RIGHT, WRONG = "the master", "untouched", "right answers", "wrong answers"
_JUNK = (None, "", "junk", True, [], {}, float("nan"))


class ProofError(SmmkitError):
    """A question passes a wrong answer, or fails a right one."""


@dataclass(frozen=True)
class Trial:
    """
    One answer, and what the judge gave for it.

    Parameters
    ----------
    question : str
        The question's id.
    kind : str
        ``"the master"``, ``"untouched"``, ``"right answers"`` or ``"wrong answers"``.
    answer : str
        Which answer it was.
    brand : str
        On whose brand.
    score, points : float
        What was given, of how many.
    said : str
        The judge's first words.
    """

    question: str
    kind: str
    answer: str
    brand: str
    score: float
    points: float
    said: str = ""

    @property
    def as_it_should(self) -> bool:
        """Whether the judge gave what the answer is worth."""
        if self.kind in (MASTER, RIGHT):
            return self.score == self.points
        return self.score == 0 if self.kind == STUB else self.score < self.points

    def __str__(self) -> str:
        wrong = "FAILS A RIGHT ANSWER" if self.kind in (MASTER, RIGHT) else "PASSES A WRONG ANSWER"
        given = f"{self.score:g} of {self.points:g} points"
        return (
            f"{self.question} {wrong}: {self.answer}, brand of {self.brand}: {given}. {self.said}"
        )


def prove(
    released: Path,
    master: Path,
    *,
    cohort: str,
    salt: str = "",
    learners: Sequence[str] = LEARNERS,
) -> list[Trial]:
    """
    Try an exercise as it will be handed out.

    Parameters
    ----------
    released : Path
        The exercise.
    master : Path
        Its master, with the answers.
    cohort, salt : str
        The class, and its secret word.
    learners : sequence of str
        On whose brands.

    Returns
    -------
    list of Trial
        Every trial, question by question.
    """
    stub = load_master(released)
    solved = _solved(stub, load_master(master))
    trials = list(try_notebooks(stub, solved, cohort=cohort, salt=salt, learners=learners))
    asked = [checked(cell.source)[0] for cell in stub.cells if is_check(cell)]
    for name in asked:
        for learner in learners:
            trials += try_answers(find(name), Brand.of(learner, cohort), salt=salt)
    return sorted(trials, key=lambda trial: asked.index(trial.question))


def hold(
    released: Path, master: Path, *, cohort: str, salt: str, say: Callable[[str], None]
) -> None:
    """
    Try an exercise, and tell what came of it in a table.

    Raises
    ------
    ProofError
        If a question is flagged.
    """
    trials = prove(released, master, cohort=cohort, salt=salt)
    for line in table(trials):
        say(line)
    found = flags(trials)
    for line in found:
        say(line)
    if found:
        raise ProofError(
            f"{released.stem} was NOT released, since {len(found)} answers are judged otherwise "
            "than they should be. Mend the questions, or release it as it is with --no-proof."
        )


def try_notebooks(
    stub: Any, solved: Any, *, cohort: str, salt: str, learners: Sequence[str]
) -> Iterator[Trial]:
    """Run the exercise solved and untouched, as a class's notebooks are run."""
    # What is run is the instructor's own, so that no sandbox is needed where there is none.
    with Sandbox(isolated=not missing()) as sandbox:
        for learner in learners:
            brand = Brand.of(learner, cohort)
            for kind, notebook in ((MASTER, solved), (STUB, stub)):
                result = run_notebook(
                    sandbox, notebook, student=learner, cohort=cohort, brand=brand, salt=salt
                )
                for name, verdict in result.verdicts.items():
                    said = " ".join([result.notes.get(name, ""), *verdict["says"][:1]]).strip()
                    yield Trial(
                        name, kind, kind, learner, verdict["score"], verdict["points"], said
                    )


def try_answers(question: Question, brand: Brand, *, salt: str = "") -> Iterator[Trial]:
    """Ask one question with right and wrong answers on one brand."""
    right = question.right_answer(brand)
    answers = [(RIGHT, "its key", right)]
    answers += [(RIGHT, name, value) for name, value in right_forms(question.answer, right)]
    answers += [(RIGHT, other.name, other.value(brand)) for other in question.alternatives]
    answers += [(WRONG, mistake.name, mistake.value(brand)) for mistake in question.misconceptions]
    answers += [(WRONG, f"the value {junk!r}", junk) for junk in _JUNK]
    if question.example is None:
        answers += [(WRONG, name, value) for name, value in near_misses(question.answer, right)]
    for kind, name, value in answers:
        verdict = ask(LocalChannel(brand, salt=salt), question.id, value)
        said = verdict["says"][0] if verdict["says"] else ""
        words = f"“{name}”"
        yield Trial(
            question.id, kind, words, brand.student, verdict["score"], verdict["points"], said
        )


def flags(trials: Sequence[Trial]) -> list[str]:
    """Return in words what a question judged otherwise than it should, once for all brands."""
    told: dict[tuple[str, str, str], str] = {}
    for trial in trials:
        if not trial.as_it_should:
            told.setdefault((trial.question, trial.kind, trial.answer), str(trial))
    return list(told.values())


def table(trials: Sequence[Trial]) -> list[str]:
    """Return a line for each question: what was tried, and how much of it came out as it should."""
    rows = [["question", "points", MASTER, STUB, RIGHT, WRONG, ""]]
    for name in dict.fromkeys(trial.question for trial in trials):
        ours = [trial for trial in trials if trial.question == name]
        row = [name, f"{ours[0].points:g}"]
        for kind, what in ((MASTER, "right"), (STUB, "at 0"), (RIGHT, "right"), (WRONG, "refused")):
            found = [trial.as_it_should for trial in ours if trial.kind == kind]
            row.append(f"{sum(found)} of {len(found)} {what}")
        rows.append([*row, "" if all(trial.as_it_should for trial in ours) else "FLAGGED"])
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _solved(stub: Any, master: Any) -> Any:
    """Return the exercise with its master's answers in place."""
    answers = {
        cell.metadata.nbgrader.grade_id: cell.source
        for cell in master.cells
        if "nbgrader" in cell.metadata
    }
    notebook = copy.deepcopy(stub)
    for cell in notebook.cells:
        if is_solution(cell):
            cell.source = answers[cell.metadata.nbgrader.grade_id]
    return notebook
