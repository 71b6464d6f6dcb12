"""A case page held against the rules: would a reader who knows the trade believe it?"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from numbers import Real
from typing import Any

import pandas as pd

from smmkit.career.rulebook import FIGURE, RULES, SLOTS, WORTH
from smmkit.career.windows import Window, window
from smmkit.career.wording import (
    cause_words,
    guess_words,
    nobody,
    outcome_words,
    personal_data,
    praise_words,
)
from smmkit.errors import ArgumentError, did_you_mean
from smmkit.findings import Fault, as_findings, is_filled
from smmkit.findings import score as left_of

__all__ = ["case_beyond", "case_change", "case_texts", "review_case", "score"]

_FEWEST_DAYS = 14
_ROUNDING = 0.01
_ENTRIES = {"permission": ("who", "on"), "did": ("what", "on"), "anyway": ("by", "change")}


def review_case(case: Mapping[str, Any], *, known: Mapping[str, Any] | None = None) -> pd.DataFrame:
    """
    Hold a case page against the rules.

    Parameters
    ----------
    case : mapping
        Its slots, as `slots` lists them.
    known : mapping, optional
        What the data say, as `known_of` returns it; all of it may be left out: before and after
        (windows), figures ({name: {part: number}}, parts as in `FIGURE`), anyway (by, change),
        permission (its day) and simulated. Where it is given, the case must say the same (counts
        within 1 %, fractions within 0.01).

    Returns
    -------
    pandas.DataFrame
        FINDINGS, in the order of `rules`; `score` makes a mark of them.

    Raises
    ------
    ArgumentError
        If it is no mapping, or has a slot that a case does not have.

    Notes
    -----
    The rules read words in English and French and see that a number stands there. Whether it is
    true only the data tell, and whether the page is pleasant only a reader.

    Examples
    --------
    >>> found = review_case({"title": "Sales explode thanks to me!"})
    >>> found.loc[found["rule"] == "cause", "message"].tolist()[0][:13]
    '“thanks to me'
    """
    whole = _checked(case)
    found = [
        *_real(whole),
        *_allowed(whole),
        *_windows(whole),
        *_figures(whole),
        *_story(whole),
        *_words(whole),
    ]
    if known is not None:
        found += _agrees(whole, known)
    return as_findings(found, RULES)


def score(findings: pd.DataFrame, *, worth: float = WORTH) -> float:
    """
    Return what is left of a case page's points.

    Parameters
    ----------
    findings : pandas.DataFrame
        What `review_case` found.
    worth : float, default 20
        Points of a page without a fault.

    Returns
    -------
    float
        From 0 to `worth`.

    Examples
    --------
    >>> score(pd.DataFrame({"points": [3.0, 0.5]}))
    16.5
    """
    return left_of(findings, worth=worth)


def case_change(figure: Mapping[str, Any]) -> float:
    """
    Compute by how much a figure changed, a fraction; NaN where it cannot be said.

    Examples
    --------
    >>> case_change({"before": 10, "after": 12})
    0.2
    """
    before, after = (_number(figure.get(name)) for name in ("before", "after"))
    return round(after / before - 1, 12) if before > 0 else math.nan


def case_beyond(figure: Mapping[str, Any], case: Mapping[str, Any]) -> float:
    """
    Compute what is left of a figure's change once what happened anyway is taken off.

    Returns
    -------
    float
        (1 + change) / (1 + anyway) - 1, a fraction, as in `beyond`; NaN where the case does not
        say what happened anyway.

    Examples
    --------
    >>> round(case_beyond({"before": 10, "after": 18}, {"anyway": {"change": 0.2}}), 12)
    0.5
    """
    anyway = _number(_part(dict(case), "anyway", "change"))
    return (1 + case_change(figure)) / (1 + anyway) - 1 if anyway > -1 else math.nan


def case_texts(case: Mapping[str, Any]) -> dict[str, str]:
    """
    Return every text of a case by its place: slots, parts and figures.

    Examples
    --------
    >>> case_texts({"title": "A case", "permission": {"who": "Ana"}})
    {'title': 'A case', 'permission, who': 'Ana'}
    """
    texts: dict[str, str] = {}

    def walk(place: str, value: object) -> None:
        if isinstance(value, str):
            texts[place] = value
        elif isinstance(value, Mapping):
            for name, part in value.items():
                walk(f"{place}, {name}", part)
        elif isinstance(value, Sequence):
            for number, part in enumerate(value, start=1):
                walk(f"{place} {number}", part)

    for slot, value in case.items():
        walk(str(slot), value)
    return texts


def _checked(case: object) -> dict[str, Any]:
    if not isinstance(case, Mapping):
        raise ArgumentError(f"A case is a dictionary of slots; received {type(case).__name__}.")
    strangers = [str(name) for name in case if name not in SLOTS]
    if strangers:
        raise ArgumentError(
            f"A case has no slot {strangers[0]!r}; its slots are {', '.join(SLOTS)}."
            f"{did_you_mean(strangers[0], SLOTS)}"
        )
    return dict(case)


def _number(value: object) -> float:
    real = isinstance(value, Real) and not isinstance(value, bool)
    return float(value) if real else math.nan


def _day(value: object) -> pd.Timestamp | None:
    try:
        day = pd.Timestamp(value) if isinstance(value, str | pd.Timestamp) or value else None
    except (TypeError, ValueError):
        return None
    return None if day is None or pd.isna(day) else day.normalize()


def _part(case: dict, slot: str, part: str) -> object:
    value = case.get(slot)
    return value.get(part) if isinstance(value, Mapping) else None


def _window(case: dict, slot: str) -> Window | None:
    try:
        return window(slot, case.get(slot))
    except ArgumentError:
        return None


def _listed(case: dict) -> list[Mapping[str, Any]]:
    figures = case.get("figures")
    whole = figures if isinstance(figures, Sequence) and not isinstance(figures, str) else []
    return [one for one in whole if isinstance(one, Mapping)]


def _real(case: dict) -> Iterator[Fault]:
    if not isinstance(case.get("simulated"), bool):
        yield Fault(
            "simulated",
            "simulated",
            "Say whether business and numbers are simulated, as all of this course's are (True), "
            "or a real client's (False).",
        )


def _allowed(case: dict) -> Iterator[Fault]:
    who, on = (_part(case, "permission", part) for part in _ENTRIES["permission"])
    day = _day(on)
    if not is_filled(who) or day is None:
        yield Fault(
            "permission", "permission", "Say who allowed this page, and on which day (who, on)."
        )
    elif nobody(who):
        yield Fault(
            "permission", "permission", f"“{who}” is nobody who could allow it. Whose page is it?"
        )
    elif case.get("simulated") is False and day > pd.Timestamp.now().normalize():
        # A simulated case is dated in its story, whose days may lie ahead.
        yield Fault("permission", "permission", f"{day:%Y-%m-%d} is still to come. Ask first.")
    for place, text in case_texts(case).items():
        if found := personal_data(text):
            # The finding must not repeat what should not have been written.
            yield Fault("personal", place, f"{len(found)} address, number or account of a person.")


def _windows(case: dict) -> Iterator[Fault]:
    before, after = _window(case, "before"), _window(case, "after")
    if before is None or after is None:
        yield Fault("period", "before, after", "Give the first and the last day of both windows.")
        return
    wrong = []
    gap = (after.first - before.last).days - 1
    if gap < 0:
        wrong.append("they share days")
    if gap > 0:
        wrong.append(f"{gap} days between them are in neither")
    if before.days != after.days:
        wrong.append(f"{before.days} days are held against {after.days}")
    if min(before.days, after.days) < _FEWEST_DAYS:
        wrong.append(f"a window of less than {_FEWEST_DAYS} days is one lucky post")
    if before.days % 7 or after.days % 7:
        wrong.append("they are no whole weeks")
    began = _day(_part(case, "did", "on"))
    if began is not None and began != after.first:
        wrong.append(f"the change began on {began:%Y-%m-%d} and the second window does not")
    if wrong:
        words = "; ".join(wrong)
        yield Fault("windows", "before, after", words[0].upper() + words[1:] + ".")


def _figures(case: dict) -> Iterator[Fault]:
    figures = _listed(case)
    whole = [one for one in figures if _is_figure(one)]
    for number, one in enumerate(figures, start=1):
        if not _is_figure(one):
            where = f"figure {number}"
            if isinstance(one.get("unit"), Sequence) and not isinstance(one.get("unit"), str):
                message = "Two units, or a rate over two different things: nothing can be compared."
            else:
                message = "A figure needs a name, one unit, and numbers before and after."
            yield Fault("figures", where, message)
        strangers = [str(part) for part in one if part not in FIGURE]
        if strangers:
            hint = did_you_mean(strangers[0], FIGURE)
            yield Fault(
                "figures", f"figure {number}", f"A figure has no part {strangers[0]!r}.{hint}"
            )
    if not figures:
        yield Fault("figures", "figures", "There is no figure. What changed, from what to what?")
    for one in whole:
        where, change = str(one["name"]), case_change(one)
        if not is_filled(one.get("source")):
            yield Fault("source", where, "Where can it be looked up?", len(whole))
        if not _number(one.get("n")) > 0:
            yield Fault("n", where, "How many things do the two numbers rest on (n)?", len(whole))
        low, high = _number(one.get("low")), _number(one.get("high"))
        if not low < high:
            yield Fault("bounds", where, "Give low and high, as fractions.", len(whole))
        elif not low - _ROUNDING <= change <= high + _ROUNDING:
            message = f"The change is {change:+.0%}; {low:+.0%} to {high:+.0%} does not hold it."
            yield Fault("bounds", where, message, len(whole))
    if figures and not any(outcome_words(str(one.get("name"))) for one in figures):
        yield Fault("outcome", "figures", "Attention only. How many enquiries, orders, clients?")


def _is_figure(one: Mapping[str, Any]) -> bool:
    numbers = [_number(one.get(name)) for name in ("before", "after")]
    return (
        is_filled(one.get("name"))
        and is_filled(one.get("unit"))
        and all(number >= 0 and math.isfinite(number) for number in numbers)
    )


def _story(case: dict) -> Iterator[Fault]:
    how, change = (_part(case, "anyway", part) for part in _ENTRIES["anyway"])
    if not is_filled(how) or not math.isfinite(_number(change)):
        yield Fault(
            "anyway",
            "anyway",
            "By how much would it have changed without you, and how do you know (by, change)?",
        )
    elif guess_words(how):
        yield Fault("anyway", "anyway", "A guess tells nothing. Which page or year can you name?")
    what, on = (_part(case, "did", part) for part in _ENTRIES["did"])
    if not is_filled(what) or _day(on) is None:
        yield Fault("did", "did", "Say what was changed, and from which day on (what, on).")
    if not math.isfinite(_number(_part(case, "cost", "hours"))):
        yield Fault("cost", "cost", "How many hours did it take?")
    asks = {
        "role": "What was your part, and whose was the rest?",
        "task": "What did the client want?",
        "method": "By which method of today do you work, and where did you learn it?",
        "limits": "What do the numbers not show?",
    }
    for slot, message in asks.items():
        if not is_filled(case.get(slot)):
            yield Fault(slot, slot, message)


def _words(case: dict) -> Iterator[Fault]:
    for rule, find, message in (
        ("cause", cause_words, "says that you caused it. Say what changed, and when."),
        ("praise", praise_words, "is praise. Leave it to the reader."),
    ):
        for place, text in case_texts(case).items():
            if found := find(text):
                yield Fault(rule, place, f"{', '.join(f'“{word}”' for word in found)} {message}")


# A wrong count is another case; a wrong part costs what it costs where it is missing.
_KNOWN_RULE = {"before": "known", "after": "known", "n": "n"}


def _agrees(case: dict, known: Mapping[str, Any]) -> list[Fault]:
    wanted = known.get("figures", {})
    faults = []
    if known.get("simulated") and case.get("simulated") is False:
        faults.append(
            Fault(
                "simulated",
                "simulated",
                "The business and its numbers are simulated, and the page must say so: True.",
            )
        )
    said = _day(_part(case, "permission", "on"))
    if said is not None and said != _day(known.get("permission", said)):
        words = f"The yes is of {known['permission']}, and not of {said:%Y-%m-%d}."
        faults.append(Fault("permission", "permission", words))
    faults += _agrees_anyway(case, known.get("anyway"))
    for slot in ("before", "after"):
        if slot in known and _window(case, slot) != window(slot, known[slot]):
            faults.append(
                Fault("known", slot, f"The window of the work is {window(slot, known[slot])}.")
            )
    by_name = {str(one.get("name")).strip().casefold(): one for one in _listed(case)}
    for name, parts in wanted.items():
        one = by_name.get(name.casefold())
        if one is None:
            faults.append(Fault("known", name, f"There is no figure with the name “{name}”."))
            continue
        for part, number in parts.items():
            rule = _KNOWN_RULE.get(part, "bounds")
            fraction = {"abs_tol" if rule == "bounds" else "rel_tol": _ROUNDING}
            if not math.isclose(_number(one.get(part)), number, **fraction):
                faults.append(Fault(rule, name, f"“{part}” is not what the data say."))
    return faults


def _agrees_anyway(case: dict, wanted: Mapping[str, Any] | None) -> Iterator[Fault]:
    how, change = (_part(case, "anyway", part) for part in _ENTRIES["anyway"])
    if wanted is None or not is_filled(how) or not math.isfinite(_number(change)):
        return
    if not re.search(rf"(?<!\w){re.escape(wanted['by'])}(?!\w)", how, re.IGNORECASE):
        yield Fault("anyway", "anyway, by", f"What tells it here is the page on {wanted['by']}.")
    if not math.isclose(_number(change), wanted["change"], abs_tol=_ROUNDING):
        message = f"{_number(change):+.0%} is not what that page did in the same windows."
        yield Fault("anyway", "anyway, change", message)
