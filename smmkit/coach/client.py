"""The one line a learner writes: `check("kpis.er_by_reach", er_by_reach)`."""

from __future__ import annotations

import os
from typing import Any

from smmkit.coach import progress
from smmkit.coach.channel import Channel, LocalChannel, ask
from smmkit.coach.feedback import Feedback
from smmkit.coach.learner import GUEST, Learner, identify
from smmkit.coach.wire import WireError, dump, encode

__all__ = ["check", "use_channel"]

# Where a class is graded no judge sits in this process; then this is the way to another one.
_channel: Channel | None = None

_UNSAVED = "Your progress could not be saved: {reason}."
_WHOSE = "Graded on the brand of {student} in the cohort {cohort}: {brand}."
_PRACTICE = (
    "Checked on {brand}, your practice brand {number}: kept as practice, it adds no points to the "
    "exercise."
)
_GUEST = (
    "You are working as a guest. Say who you are in the Welcome lesson, and you get a brand of "
    "your own."
)


def check(question: str, answer: Any = ...) -> Feedback:
    """
    Check an answer, and say what is right, what is not, and what to try next.

    Parameters
    ----------
    question : str
        The question's id, such as ``"kpis.er_by_reach"``.
    answer : object
        What you worked out: a number, word, table, dictionary or function.

    Returns
    -------
    Feedback
        Shown as a note in the notebook; ``print(...)`` gives it as text, and
        ``float(...)`` the points.

    Raises
    ------
    ArgumentError
        If there is no such question.

    Examples
    --------
    >>> print(check("kpis.er_by_reach"))
    … Not answered yet: 0 of 2 points
    ...
    """
    learner = identify()
    verdict = ask(_channel or LocalChannel(learner.brand), question, answer)
    if os.environ.get("NBGRADER_EXECUTION"):
        missed = verdict["score"] < verdict["points"]
        brand = learner.brand
        whose = _WHOSE.format(student=brand.student, cohort=brand.cohort, brand=brand.name)
        return Feedback(
            verdict, hints_shown=int(missed), remark=whose if missed else "", graded=True
        )
    remark = _GUEST if learner.student == GUEST else ""
    if learner.practice:
        remark = _PRACTICE.format(brand=learner.brand.name, number=learner.practice)
    try:
        shown = _keep(learner, verdict, answer)
    except OSError as error:
        shown, remark = 1, _UNSAVED.format(reason=error)
    return Feedback(verdict, hints_shown=shown, remark=remark)


def use_channel(channel: Channel | None) -> None:
    """Send what is checked from here on over another channel; None goes back to the usual one."""
    global _channel
    _channel = channel


def _keep(learner: Learner, verdict: dict[str, Any], answer: Any) -> int:
    """Record the try; return how many hints it has earned: one more for each different miss."""
    try:
        sent = dump({"answer": encode(answer)})
    except WireError as error:
        sent = str(error)
    who = {
        "student": learner.student,
        "cohort": learner.cohort,
        "practice": learner.practice,
    }
    if verdict["status"] != "unanswered":
        # A function crosses by name alone; what was said of it tells one try from the next.
        tried = sent + "".join(verdict["says"])
        progress.record(learner.home, verdict, tried, **who)
    if verdict["status"] not in ("wrong", "partly"):
        return 0
    return len(progress.wrong_tries(learner.home, verdict["question"], **who))
