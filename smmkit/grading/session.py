"""
Take one notebook through the sandbox, and judge its answers outside.

The grader asks for cells in the master's order. At a check cell it asks for the value of the
expression that the master's cell names, and the judge records the verdict under the question that
the master's cell names. What a notebook prints, raises or sends unasked makes no score.
"""

from __future__ import annotations

import ast
import base64
import contextlib
import pickle
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from smmkit.coach.judge import judge
from smmkit.coach.questions import find
from smmkit.errors import ArgumentError, SmmkitError
from smmkit.grading import frames
from smmkit.grading.doctor import named
from smmkit.grading.matching import is_check, is_solution
from smmkit.grading.patience import Overdue, within
from smmkit.grading.release import checked
from smmkit.grading.sandbox import Limits, Sandbox

__all__ = ["Result", "Step", "imports_of", "run_notebook", "steps_of", "unanswered"]

_GRACE = 2.0  # between a limit that code can catch and one that it cannot
_MAX_STRAY = 50
JUDGE_SECONDS = 20.0  # of work on one answer; the slowest honest one takes a tenth
_MOST_SAID, _LONGEST = 30, 3_000  # of what the judge says of an answer, which may repeat it
_DIED = "{where}: {why}; the other cells were run without it"


@dataclass(frozen=True)
class Step:
    """One code cell to be run, or one answer to be asked for."""

    place: int
    name: str
    source: str
    question: str = ""
    answers: bool = False


@dataclass
class Result:
    """
    What came of a notebook.

    Parameters
    ----------
    verdicts : dict
        Question: the judge's verdict.
    outputs : dict
        Place of a cell: its outputs, as the sandbox sent them and not to be trusted.
    notes : dict
        Question: why there was no answer, in words.
    problems : list of str
        What happened to the notebook as a whole: a cell that ended the process, time that ran out.
    answers : dict
        Question: the answer as it came over the wire, not to be trusted.
    """

    verdicts: dict[str, dict[str, Any]] = field(default_factory=dict)
    outputs: dict[int, list[Any]] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    answers: dict[str, Any] = field(default_factory=dict)

    @property
    def score(self) -> float:
        """The points that the judge gave, all in all."""
        return sum(verdict["score"] for verdict in self.verdicts.values())


class _Died(Exception):
    """A cell ended its process, or had to be ended."""


def steps_of(notebook: Any) -> list[Step]:
    """
    Return what is to be run of a rebuilt notebook, in order.

    Raises
    ------
    ArgumentError
        If a check cell of the master is not one call of check.
    """
    steps = []
    for place, cell in enumerate(notebook.cells):
        if cell.cell_type != "code" or not cell.source.strip():
            continue
        if not is_check(cell):
            steps.append(Step(place, named(cell), cell.source, answers=is_solution(cell)))
            continue
        asked = checked(cell.source)
        if asked is None:
            raise ArgumentError(f'{named(cell)} should be one line, check("question", answer).')
        steps.append(Step(place, named(cell), asked[1], asked[0]))
    return steps


def imports_of(notebook: Any) -> str:
    """
    Return what an exercise imports as it is released, for a sandbox to have ready.

    Parameters
    ----------
    notebook : NotebookNode
        The exercise.

    Returns
    -------
    str
        Import statements, a line each.
    """
    lines: dict[str, None] = {}
    for cell in notebook.cells:
        with contextlib.suppress(SyntaxError):  # a line of IPython's own
            if cell.cell_type == "code":
                for node in ast.walk(ast.parse(cell.source)):
                    if isinstance(node, ast.Import | ast.ImportFrom):
                        lines[ast.unparse(node)] = None
    return "\n".join(lines)


def run_notebook(
    sandbox: Sandbox, notebook: Any, *, student: str, cohort: str, brand: Any, salt: str = ""
) -> Result:
    """
    Run a rebuilt notebook and judge its answers.

    A cell that ends its process (or has to be ended) is left out in a new attempt, so that it costs
    its own question and none behind it. A verdict that was given stands.

    Parameters
    ----------
    sandbox : Sandbox
        Where it is run.
    notebook : NotebookNode
        From :func:`smmkit.grading.doctor.examine`.
    student, cohort : str
        Whose it is.
    brand : Brand
        The brand on which it is judged.
    salt : str
        The class's, for the judge; it never goes into the sandbox.

    Returns
    -------
    Result
        A verdict for every question.
    """
    limits = sandbox.limits or Limits()
    steps, result = steps_of(notebook), Result()
    until = time.monotonic() + limits.notebook_seconds
    past = _past(brand) if any("history()" in step.source for step in steps) else ""
    left_out: dict[int, str] = {}
    job = {"student": student, "cohort": cohort, "seed": 20_270_101}
    for _ in range(len(steps) + 1):  # each leaves out one cell more, as long as there is time
        sock = sandbox.fork(job)
        visit = _Visit(sandbox, sock, limits, until, brand, salt, result, past)
        stopped_at, why = None, ""
        try:
            for step in steps:
                if step.place in left_out:
                    visit.leave_out(step, left_out[step.place])
                else:
                    stopped_at = step
                    visit.take(step)
            stopped_at = None
        except _Died as error:
            why = str(error)
        finally:
            sock.close()
            ending = sandbox.end()
        if stopped_at is None:
            break
        why = why or ending or "it ended its process"
        _note_death(result, stopped_at, why)
        left_out[stopped_at.place] = why
        if time.monotonic() >= until:
            result.problems.append(f"its {limits.notebook_seconds:g} seconds were over")
            break
    for step in steps:
        if step.question and step.question not in result.verdicts:
            result.verdicts[step.question] = unanswered(step.question, brand)
            result.notes.setdefault(step.question, "The notebook ended before this check.")
    return result


def _past(brand: Any) -> str:
    """Return the brand with its history, which the judge deals anyway: the child need not again."""
    try:
        return base64.b64encode(pickle.dumps((brand, brand.history()))).decode()
    except SmmkitError:  # the notebook will say so itself
        return ""


def _note_death(result: Result, step: Step, why: str) -> None:
    words = _DIED.format(where=step.name, why=why)
    result.problems.append(words)
    if step.question:
        result.notes[step.question] = f"While this answer was read, {why}."
    else:
        error = {"output_type": "error", "ename": "Stopped", "evalue": why, "traceback": [words]}
        result.outputs[step.place] = [error]


class _Visit:
    """One attempt at a notebook: requests go in, answers are judged."""

    def __init__(
        self,
        sandbox: Sandbox,
        sock: Any,
        limits: Limits,
        until: float,
        brand: Any,
        salt: str,
        result: Result,
        past: str,
    ) -> None:
        self.sandbox, self.sock, self.limits = sandbox, sock, limits
        self.until, self.brand, self.salt, self.result = until, brand, salt, result
        self.stray, self.past = 0, past
        self.failed, self.failed_answering = "", False

    def take(self, step: Step) -> None:
        """Do one step; raises _Died if the child does not survive it."""
        if step.question in self.result.verdicts:
            return
        request = {"id": secrets.token_hex(8), "source": step.source}
        request["seconds"] = self.limits.cell_seconds
        if step.question:
            request |= {"do": "answer", "question": step.question}
            request["call_seconds"] = self.limits.call_seconds
        else:
            request["do"] = "run"
        request["past"], self.past = self.past, ""
        try:
            frames.send(self.sock, request, self._deadline())
            bench = _Bench(step.question, self.brand, self.salt)
            reply = self._until_done(request["id"], bench)
        except frames.Late as error:
            limit = f"{self.limits.cell_seconds:g} seconds"
            raise _Died(f"it took longer than {limit} and could not be stopped") from error
        except frames.Gone as error:
            raise _Died from error
        except frames.FrameError as error:
            raise _Died(f"it sent {error}") from error
        problem = reply.get("problem")
        problem = _legible(str(problem)[:500]) if problem else ""
        if step.question:
            self.result.verdicts[step.question] = bench.verdict or unanswered(
                step.question, self.brand
            )
            self.result.answers[step.question] = bench.heard
            if problem:
                cause = f", and a cell above it stopped: {self.failed}" if self.failed else ""
                self.result.notes[step.question] = f"{step.source} {problem}{cause}."
            self.failed, self.failed_answering = "", False
            return
        outputs = reply.get("outputs")
        self.result.outputs[step.place] = outputs if isinstance(outputs, list) else []
        if problem:
            self.leave_out(step, problem)
        if problem and reply.get("late") is True:
            self.result.problems.append(f"{step.name}: {problem}")

    def leave_out(self, step: Step, why: str) -> None:
        """Remember why a cell did not do its work, to be told at the next check."""
        # An exercise may hold a locked cell that is meant to fail, and one behind the answer fails
        # for want of it: what stopped the answer itself tells more.
        if step.answers or not self.failed_answering:
            self.failed, self.failed_answering = why, step.answers

    def _deadline(self) -> float:
        return min(self.until, time.monotonic() + self.limits.cell_seconds + _GRACE)

    def _until_done(self, ask_id: str, bench: _Bench) -> dict[str, Any]:
        deadline = self._deadline()
        while True:
            reply = frames.receive(self.sock, deadline, self.sandbox.control)
            if self.stray > _MAX_STRAY:
                raise frames.FrameError("messages that nobody asked for")
            if reply.get("id") != ask_id:
                self.stray += 1
                continue
            if reply.get("done") is True:
                return reply
            if bench.verdict is not None:
                self.stray += 1
            answer = bench.hear(reply.get("message"))
            deadline = self._deadline()
            frames.send(self.sock, answer, deadline)


class _Bench:
    """The judge's seat for one question: it hears one answer, once."""

    def __init__(self, question: str, brand: Any, salt: str) -> None:
        self.question, self.brand, self.salt = question, brand, salt
        self.open: Any = None
        self.heard: Any = None
        self.verdict: dict[str, Any] | None = None

    def hear(self, message: Any) -> dict[str, Any]:
        """Return the judge's next message; a verdict never goes back into the sandbox."""
        if not self.question or self.verdict is not None or not isinstance(message, Mapping):
            return {"type": "verdict"}
        try:
            with within(JUDGE_SECONDS):
                said = self._judge(message)
        except (Exception, Overdue) as error:  # no answer, however odd, may stop a class's grading
            said = unanswered(self.question, self.brand)
            said |= {"status": "unusable"}
            words = f"Your answer could not be judged ({type(error).__name__}); your instructor "
            said["says"] = [f"{words}has been told.", *said["says"]]
            said["broken"] = f"{type(error).__name__}: {error}"[:300]
        if said["type"] == "verdict":
            said["says"] = [_legible(_cut(words)) for words in said["says"][:_MOST_SAID]]
            self.verdict = said
            return {"type": "verdict"}
        return said

    def _judge(self, message: Mapping[str, Any]) -> dict[str, Any]:
        if self.open is None:
            self.heard = message.get("answer")
            request = {"type": "answer", "question": self.question, "answer": self.heard}
            self.open = judge(request, self.brand, salt=self.salt)
            return next(self.open)
        return self.open.send({"type": "results", "results": message.get("results")})


def _legible(words: str) -> str:
    """Return words that can be written down: half a surrogate pair is legal JSON and no text."""
    return words.encode("utf-8", "replace").decode()


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}..."


def unanswered(question: str, brand: Any) -> dict[str, Any]:
    """Return the judge's verdict on a question that nothing was answered to."""
    request = {"type": "answer", "question": find(question).id, "answer": {"$unanswered": True}}
    return next(judge(request, brand))
