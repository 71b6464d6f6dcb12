"""
The way from `check` to the judge and back.

Only JSON text passes. Here the judge sits in the same process; a grader puts another
object with the same `exchange` in its place, and neither notebooks nor keys change.
"""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Callable
from typing import Any, Protocol

from smmkit.coach.wire import WireError, dump, encode, load
from smmkit.coach.wire import decode as read

__all__ = ["Channel", "LocalChannel", "answer_call", "ask"]


class Channel(Protocol):
    """Whatever carries a message to a judge and brings the next one back."""

    def exchange(self, text: str) -> str:
        """Send one message and return the judge's next."""
        ...


class LocalChannel:
    """
    A judge in the same process.

    Parameters
    ----------
    brand : Brand
        The learner's brand.
    salt : str
        The class's, where an instructor tries a check; a learner has none.
    """

    def __init__(self, brand: Any, *, salt: str = "") -> None:
        self.brand, self.salt = brand, salt
        self.open = None

    def exchange(self, text: str) -> str:
        """Send one message and return the judge's next."""
        from smmkit.coach.judge import judge  # where a class is graded, no judge stands here

        message = load(text)
        if message.get("type") == "answer":
            self.open = judge(message, self.brand, salt=self.salt)
            return dump(next(self.open))
        return dump(self.open.send(message))


def answer_call(function: Callable[..., Any], case: dict[str, Any]) -> dict[str, Any]:
    """Call a function answer with the arguments of one case, and return what came of it."""
    printed = io.StringIO()
    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(printed):
            warnings.simplefilter("ignore")  # a line on stderr costs the point under nbgrader
            args, kwargs = read(case["args"]), read(case["kwargs"])
            before = encode([args, kwargs])
            value = function(*args, **kwargs)
        result = {"value": encode(value), "printed": bool(printed.getvalue())}
        return result | ({"changed": True} if _changed(before, args, kwargs) else {})
    except Exception as error:  # whatever a learner's function raises is part of the answer
        return {"error": type(error).__name__, "message": str(error)[:300]}


def _changed(before: Any, args: Any, kwargs: Any) -> bool:
    """Whether a function left what it was given in another state than it found it."""
    try:
        return encode([args, kwargs]) != before
    except WireError:
        return True


def ask(
    channel: Channel,
    question: str,
    answer: Any,
    *,
    call: Callable[[Callable[..., Any], dict[str, Any]], dict[str, Any]] = answer_call,
) -> dict[str, Any]:
    """
    Send an answer to the judge, make the calls it asks for, and return its verdict.

    Parameters
    ----------
    channel : Channel
        The way to the judge.
    question : str
        The question's id.
    answer : object
        What the learner made.
    call : callable, default `answer_call`
        What makes the calls to a function answer; a grader's has a limit of time.

    Returns
    -------
    dict
        The verdict: question, status, score, points, misconception, says, hints,
        checked, not_checked.
    """
    try:
        first = dump({"type": "answer", "question": question, "answer": encode(answer)})
    except WireError as error:
        # The judge words the refusal, so that it is recorded like any other answer.
        first = dump({"type": "answer", "question": question, "answer": {"$refused": str(error)}})
    message = load(channel.exchange(first))
    while message["type"] == "calls":
        results = [call(answer, case) for case in message["calls"]]
        message = load(channel.exchange(dump({"type": "results", "results": results})))
    return message
