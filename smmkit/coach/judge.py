"""
Judge an answer against its key.

The judge reads messages and writes messages, all plain JSON-ready data. It is a
generator: for a function answer it asks for calls and goes on when their results come
back; then it hands out the verdict. It never runs the learner's code itself.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from typing import Any

import pandas as pd

from smmkit.coach.answers import Call, Choice, Function, Kind, Number, Outcome, Record
from smmkit.coach.questions import Misconception, Question, find
from smmkit.coach.wire import UNANSWERED, WireError, decode, encode
from smmkit.errors import SmmkitError

__all__ = ["judge"]

Message = dict[str, Any]

_FAILED = object()
_SMALL = 100
_PRINTED = (
    "Your function shows its result with print and hands nothing back. End it with return instead: "
    "only what is returned can be used by others."
)


_CHANGED = (
    "Your function changes the very data it is given: whoever calls it will find it changed. "
    "Work on a copy, such as posts = posts.copy()."
)


def judge(
    request: Mapping[str, Any], brand: Any, *, salt: str = ""
) -> Generator[Message, Message, None]:
    """
    Judge one answer.

    Parameters
    ----------
    request : mapping
        ``{"type": "answer", "question": id, "answer": data}`` with data from
        :func:`smmkit.coach.wire.encode`.
    brand : Brand
        The learner's brand, from which the key is worked out.
    salt : str
        The class's secret word, for work that is scored on hidden runs; none on a learner's own.

    Yields
    ------
    dict
        ``{"type": "calls", "calls": [...]}``, to be answered by
        ``{"type": "results", "results": [...]}``; at last ``{"type": "verdict", ...}``.

    Raises
    ------
    ArgumentError
        If there is no such question.
    """
    question = find(request.get("question"))
    try:
        received = decode(request.get("answer"))
    except WireError as error:
        asked = f"Asked for: {question.answer.wanted()}."
        yield _verdict(question, Outcome(0.0, (str(error), asked), usable=False))
        return
    if received is UNANSWERED or received is None:
        yield _verdict(question, None)
        return
    if isinstance(question.answer, Function):
        yield from _judge_function(question, received, brand)
        return
    kind = question.answer.under(salt)
    outcome = kind.judge(received, question.key(brand), brand)
    yield _verdict(question, outcome, _recognise(question, kind, received, brand, outcome))


def _recognise(
    question: Question, kind: Kind, received: Any, brand: Any, outcome: Outcome
) -> list[Misconception]:
    """Return the mistake that explains the whole answer, else those that explain parts of it."""
    if outcome.right or not outcome.usable:
        return []
    accounts = kind.explained_by(received, brand, outcome)
    for mistake in question.misconceptions:
        if accounts(mistake.trace(brand)):
            return [mistake]
    if not isinstance(kind, Record):
        return []
    values = [(mistake, mistake.value(brand)) for mistake in question.misconceptions]
    return _in_parts(kind, received, question.key(brand), values)


def _in_parts(
    kind: Record, received: Any, key: Any, values: Sequence[tuple[Misconception, Any]]
) -> list[Misconception]:
    """
    Return the mistakes that explain parts of an answer.

    A mistake explains the parts that agree with it if everything agrees that it makes wrong, or
    if one of them tells it from every other mistake. A name, a yes or a small whole number may
    agree by chance; where all parts are words to choose, as in sorting cards, words are enough.
    """
    sorting = all(isinstance(how, Choice) for how in kind.parts.values())
    found, open_parts = [], set(kind.parts) - kind.right_parts(received, key)
    for mistake, value in values:
        agrees = kind.right_parts(received, value)
        others = [other for _, other in values if other is not value]
        whole = set(kind.parts) - kind.right_parts(value, key) <= agrees
        explained = agrees & open_parts
        if explained and (
            sorting or whole or any(_tells(kind, part, value, others) for part in explained)
        ):
            found.append(mistake)
            open_parts -= explained
    return found


def _tells(kind: Record, part: str, value: Any, others: Sequence[Any]) -> bool:
    """Tell whether a mistake's value of a part is hardly met by chance or by another mistake."""
    how, number = kind.parts[part], getattr(value[part], "amount", value[part])
    if not isinstance(how, Number) or (float(number).is_integer() and abs(number) < _SMALL):
        return False
    return not any(how.compare(value[part], other[part]).right for other in others)


def _judge_function(
    question: Question, received: Any, brand: Any
) -> Generator[Message, Message, None]:
    kind: Function = question.answer
    outcome = kind.compare(received, None)
    if not outcome.right:
        yield _verdict(question, outcome)
        return
    calls = list(kind.calls(brand))
    wire_calls = [
        {"args": encode(list(call.args)), "kwargs": encode(dict(call.kwargs))} for call in calls
    ]
    reply = yield {"type": "calls", "calls": wire_calls}
    results = reply.get("results")
    if not isinstance(results, list) or len(results) != len(calls):
        broken = Outcome(0.0, ("The calls to your function did not come back.",), usable=False)
        yield _verdict(question, broken)
        return
    key = question.key(brand)
    outcomes = [
        _compare_call(kind, call, result, _run(key, call))
        for call, result in zip(calls, results, strict=True)
    ]
    if all(
        result.get("error") == "NotImplementedError" or _returns_nothing(result)
        for result in results
    ):
        shown = any(result.get("printed") for result in results)
        yield _verdict(question, Outcome(0.0, (_PRINTED,), usable=False) if shown else None)
        return
    share = sum(outcome.right for outcome in outcomes) / len(outcomes)
    first_wrong = [outcome.says for outcome in outcomes if not outcome.right]
    says = (
        f"{received.name} was tried on {len(calls)} cases: {len(calls) - len(first_wrong)} right.",
    )
    if any(result.get("changed") for result in results):
        says += (_CHANGED,)
    verdict = Outcome(share, says + (first_wrong[0] if first_wrong else ()))
    found = [] if verdict.right else _recognise_function(question, calls, results, brand)
    yield _verdict(question, verdict, found)


def _recognise_function(
    question: Question,
    calls: Sequence[Call],
    results: Sequence[Message],
    brand: Any,
) -> list[Misconception]:
    kind: Function = question.answer
    for mistake in question.misconceptions:
        mistaken = mistake.value(brand)
        if all(
            _compare_call(kind, call, result, _run(mistaken, call)).right
            for call, result in zip(calls, results, strict=True)
        ):
            return [mistake]
    return []


def _run(function: Callable[..., Any], call: Call) -> Any:
    try:
        return function(*call.args, **call.kwargs)
    except (SmmkitError, ArithmeticError):
        return _FAILED


def _returns_nothing(result: Mapping[str, Any]) -> bool:
    return "value" in result and result["value"] in (None, {"$unanswered": True})


def _compare_call(kind: Function, call: Call, result: Mapping[str, Any], reference: Any) -> Outcome:
    tried = f"Tried on {call.why}, {_written(call)}: "
    if "error" in result:
        if reference is _FAILED:
            return Outcome(1.0)
        return Outcome(
            0.0, (f"{tried}it stopped with {result['error']}: {result.get('message', '')}",)
        )
    try:
        value = decode(result.get("value"))
    except WireError as error:
        return Outcome(0.0, (f"{tried}{error}",))
    if reference is _FAILED:
        return Outcome(0.0, (f"{tried}it should refuse such input with an error.",))
    outcome = kind.returns.compare(value, reference)
    if outcome.right:
        return outcome
    return Outcome(0.0, tuple(f"{tried}{words}" for words in outcome.says))


def _written(call: Call) -> str:
    parts = [_short(value) for value in call.args]
    parts += [f"{name}={_short(value)}" for name, value in call.kwargs.items()]
    return f"({', '.join(parts)})"


def _short(value: Any) -> str:
    if isinstance(value, pd.Series):
        value = value.tolist() if isinstance(value.index, pd.RangeIndex) else value.to_dict()
    if hasattr(value, "columns"):
        return f"a table of {len(value)} rows"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, str) and "\n" in value:
        return f"a text of {len(value.splitlines())} lines"
    return repr(value) if len(repr(value)) <= 40 else f"{repr(value)[:37]}..."


def _verdict(
    question: Question, outcome: Outcome | None, mistakes: Sequence[Misconception] = ()
) -> Message:
    if outcome is None:
        status, says, share = "unanswered", (f"Asked for: {question.answer.wanted()}.",), 0.0
    else:
        says, share = outcome.says, outcome.share
        status = "right" if outcome.right else "partly" if share else "wrong"
        if not outcome.usable:
            status = "unusable"
    says = (*(mistake.says for mistake in mistakes), *says)
    return {
        "type": "verdict",
        "question": question.id,
        "status": status,
        "score": round(question.points * share, 2),
        "points": question.points,
        "misconception": mistakes[0].name if mistakes else None,
        "says": list(says),
        "hints": list(question.hints),
        "checked": question.checked,
        "not_checked": question.not_checked,
    }
