"""A decision in one's own season: made on numbers of the weeks before it, and found in the plan."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from smmkit.brand.world.calendar import START
from smmkit.errors import ArgumentError, SmmkitError, check_choice, check_number
from smmkit.findings import ERROR, Fault, Rule, as_findings
from smmkit.steering.change import (
    EVIDENCE,
    MOVED,
    check_evidence,
    compare,
    number_faults,
    shares_of,
    side_faults,
)
from smmkit.steering.noise import ACT, WAIT

if TYPE_CHECKING:
    from smmkit.brand.world.season import Season

__all__ = ["LEAST_WEEKS", "RULES", "evidence", "review_decision"]

LEAST_WEEKS = 4
"""Weeks that the numbers must be of, and that the plan is looked at before and after."""

RULES = {
    "no comparison": Rule(ERROR, 10, "decision", "without numbers it is an opinion"),
    "hindsight": Rule(ERROR, 6, "decision", "what came after it cannot be its reason"),
    "too few weeks": Rule(ERROR, 4, "decision", "a bad week needs no answer"),
    "two things at once": Rule(ERROR, 4, "decision", "then nobody knows which of them did it"),
    "chasing noise": Rule(ERROR, 6, "decision", "such a difference comes and goes by itself"),
    "slept through": Rule(ERROR, 6, "decision", "each week of waiting costs posts"),
    "wrong way": Rule(ERROR, 6, "decision", "the numbers say the opposite"),
    "values": Rule(ERROR, 6, "value", "a number that nobody can compute again proves nothing"),
    "interval": Rule(ERROR, 3, "decision", "without it nobody sees whether chance would do"),
    "not in the plan": Rule(ERROR, 6, "decision", "what the plan does is what was decided"),
}
_WEEK = pd.Timedelta(days=7)


def evidence(
    source: Any, kpi: str, more: Mapping[str, str], less: Mapping[str, str], start: Any, end: Any
) -> dict[str, Any]:
    """
    Return a comparison as a decision writes it down: what it is of, and its numbers.

    Parameters
    ----------
    source, kpi, more, less, start, end
        As `compare` takes them.

    Returns
    -------
    dict
        kpi, start, end, more and less (the filters), values (of more and of less), low and high.

    Examples
    --------
    >>> from smmkit import Brand
    >>> past = Brand.of("ada").history()
    >>> video, photo = ({"platform": "facebook", "format": one} for one in ("video", "photo"))
    >>> found = evidence(past, "er_by_reach", video, photo, "2026-01-01", "2026-06-28")
    >>> list(found)
    ['kpi', 'start', 'end', 'more', 'less', 'values', 'low', 'high']
    """
    found = compare(source, kpi, more, less, start, end)
    numbers = {"values": [float(found["more"]), float(found["less"])]}
    numbers |= {"low": float(found["low"]), "high": float(found["high"])}
    sides = {"more": dict(more), "less": dict(less)}
    return {"kpi": kpi, "start": start, "end": end, **sides, **numbers}


def review_decision(decision: Mapping[str, Any] | None, season: Season) -> pd.DataFrame:
    """
    Hold a decision to the numbers of the weeks before it, and the plan to the decision.

    Parameters
    ----------
    decision : mapping or None
        ``"do"``: ``"act"`` or ``"wait"``; ``"week"``: how many weeks had been run; and what
        `evidence` returns. Acting is to do more of ``"more"`` and less of ``"less"``, where there
        was any; waiting is to go on as before.
    season : Season
        All weeks of it that were run, those after the decision too.

    Returns
    -------
    pandas.DataFrame
        FINDINGS of `smmkit.tables`, 10 points at most each; the rules stand in `RULES`. What cannot
        be read is a finding as well.

    Examples
    --------
    >>> from smmkit import Brand
    >>> review_decision(None, Brand.of("ada").run(None))["rule"].tolist()
    ['no comparison']
    """
    try:
        found = list(_faults(decision, season))
    except SmmkitError as error:
        found = [Fault("no comparison", "decision", str(error))]
    return as_findings(found, RULES)


def _faults(decision: Any, season: Season) -> Iterator[Fault]:
    week, word = _read(decision, season)
    more, less = dict(decision["more"]), dict(decision["less"])
    found = compare(season, decision["kpi"], more, less, decision["start"], decision["end"])
    if math.isnan(found["low"]):
        raise ArgumentError("There are too few posts to compare: three on either side at least.")
    begins = pd.Timestamp(START) + week * _WEEK
    yield from _span_faults(decision, begins)
    yield from side_faults(more, less)
    yield from number_faults(decision, found)
    span = f"{found['low']:.3g} to {found['high']:.3g}"
    if word == ACT and not found["beyond_chance"]:
        yield Fault("chasing noise", "do", f"You act, and it may be chance alone ({span}).")
    elif word == ACT and found["difference"] < 0:
        yield Fault("wrong way", "more, less", "What you want more of is what brings less.")
    elif word == WAIT and found["beyond_chance"]:
        yield Fault("slept through", "do", f"You wait, and it is beyond chance ({span}).")
    else:
        yield from _plan_faults(word, season.plan, begins, (more, less))


def _read(decision: Any, season: Season) -> tuple[int, str]:
    """Return the week and the word of a decision that has all its parts."""
    if not isinstance(decision, Mapping):
        raise ArgumentError("The log has no decision: steering.pack(season, decision) takes it.")
    check_evidence(decision, ("do", "week", *EVIDENCE))
    check_choice("do", decision["do"], (ACT, WAIT))
    week = check_number("week", decision["week"], low=LEAST_WEEKS, high=season.week - 1)
    if week != int(week):
        raise ArgumentError(f"week must be a whole number; received {week!r}.")
    return int(week), decision["do"]


def _span_faults(decision: Mapping[str, Any], begins: pd.Timestamp) -> Iterator[Fault]:
    start, end = (pd.Timestamp(decision[name]).normalize() for name in ("start", "end"))
    if end >= begins:
        words = f"The numbers go on to {end:%d %B}; you decided before {begins:%d %B}."
        yield Fault("hindsight", "end", words)
    days = (end - max(start, pd.Timestamp(START))).days + 1
    if days < 7 * LEAST_WEEKS:
        yield Fault("too few weeks", "start, end", f"{days} days; {7 * LEAST_WEEKS} at least.")


def _plan_faults(
    word: str,
    plan: pd.DataFrame,
    begins: pd.Timestamp,
    sides: tuple[dict[str, str], dict[str, str]],
) -> Iterator[Fault]:
    span = LEAST_WEEKS * _WEEK
    at = plan["publish_at"]
    before = plan[(at >= begins - span) & (at < begins)]
    after = plan[(at >= begins) & (at < begins + span)]
    was, becomes = (shares_of(part, *sides) for part in (before, after))
    gain, other = (now - then for then, now in zip(was, becomes, strict=True))
    told = (
        f"Of more, the four weeks before had {was[0]:.0%} of the posts, those after "
        f"{becomes[0]:.0%}; of less {was[1]:.0%}, then {becomes[1]:.0%}."
    )
    if word == ACT and (gain < 0 or other > MOVED):
        yield Fault("wrong way", "plan", told)
    elif word == ACT and (gain < MOVED or (other >= 0 and was[1])):
        yield Fault("not in the plan", "plan", f"You act. {told}")
    elif word == WAIT and max(abs(gain), abs(other)) >= MOVED:
        yield Fault("not in the plan", "plan", f"You wait. {told}")
