"""Rules that look at the goal and the objectives: numbers, dates, stop rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from smmkit.errors import did_you_mean
from smmkit.findings import Fault, listed, plain
from smmkit.strategy import rulebook
from smmkit.strategy._read import Part, number, text
from smmkit.strategy.brief import Brief, as_day
from smmkit.strategy.kpis import KPIS, leads_to


def faults(goal: Part, objectives: Sequence[Part], brief: Brief) -> Iterator[Fault]:
    """Yield the faults of the upper half of the tree."""
    yield from _goal(goal, brief)
    count = 1 + len(objectives)
    for where, part in (("goal", goal), *((_name(one), one) for one in objectives)):
        for rule, message in (
            *_number(part, brief, top=part is goal),
            *_date(part, brief),
            *owner(part, brief),
        ):
            yield Fault(rule, where, message, count)
    for one in objectives:
        for rule, message in _stop(one, brief):
            yield Fault(rule, _name(one), message, len(objectives))
    named = [str(one.get("kpi")) for one in objectives]
    if len(set(named)) < rulebook.FEWEST_OBJECTIVES or len(set(named)) < len(named):
        yield Fault(
            "objectives",
            "",
            f"{len(named)} objectives with {len(set(named))} different numbers; at least "
            f"{rulebook.FEWEST_OBJECTIVES}, each with its own.",
        )


def _name(part: Part) -> str:
    return f"objective {part.get('kpi')}"


def _goal(goal: Part, brief: Brief) -> Iterator[Fault]:
    if len(plain(goal.get("why")).split()) < rulebook.SHORTEST_REASON:
        yield Fault("goal", "goal", "Say in a sentence (why) what the owner wants, and what for.")
    if goal.get("task") != brief.task:
        yield Fault(
            "goal",
            "goal",
            f"The owner's task is {brief.task!r}; the strategy says {goal.get('task')!r}.",
        )
    if goal.get("kpi") in KPIS and goal.get("kpi") != brief.goal:
        yield Fault(
            "downstream",
            "goal",
            f"At the top of the task {brief.task!r} stands {brief.goal!r}, not {goal['kpi']!r}.",
            2,
        )


def _number(part: Part, brief: Brief, *, top: bool) -> Iterator[tuple[str, str]]:
    kpi = part.get("kpi")
    if kpi not in KPIS:
        yield "kpi", f"No kpi is called {kpi!r}.{did_you_mean(str(kpi), KPIS)}"
        return
    if KPIS[kpi].stage == "output":
        yield "output", f"{kpi} is what the team does. What do people do then? Count that."
        return
    if not top and (not leads_to(kpi, brief.goal) or kpi == brief.goal):
        yield (
            "downstream",
            f"{kpi} does not lead to {brief.goal}: it may rise, and the goal not move."
            if kpi != brief.goal
            else f"{kpi} is the goal itself; an objective is a step on the way to it.",
        )
        return
    if kpi not in brief.band.index:
        there = listed(brief.band.index)
        yield (
            "kpi",
            f"The brief has no ceiling for {kpi}: it may be known what it does anyway, but nobody "
            f"can say which target is too high. There is one for {there}.",
        )
        return
    known = brief.band.loc[kpi]
    baseline, target = number(part.get("baseline")), number(part.get("target"))
    slack = rulebook.ROUNDING * abs(known["baseline"])
    if baseline is None or abs(baseline - known["baseline"]) > slack + 1e-9:
        yield (
            "baseline",
            f"The baseline {_written(part.get('baseline'))} is not what the accounts say for "
            f"{brief.weeks} weeks.",
        )
    if target is None or target <= known["anyway"]:
        yield (
            "target",
            f"The target {_written(part.get('target'))} is not above what happens anyway: doing "
            f"nothing brings {known['nothing']:,.0f}, carrying on {known['baseline']:,.0f}.",
        )
    elif target > known["reachable"]:
        yield (
            "reach",
            f"The target {target:,.0f} is more than the best plan reaches "
            f"({known['reachable']:,.0f}).",
        )
    elif target <= known["clear"]:
        yield (
            "luck",
            f"The target {target:,.0f} is within what carrying on may bring by luck (up to "
            f"{known['clear']:,.0f}).",
        )


def _date(part: Part, brief: Brief) -> Iterator[tuple[str, str]]:
    by = as_day(part.get("by"))
    if known := brief.dated(part.get("by")):
        yield "date", _no_year("by", known)
    elif by is None:
        yield "date", "By when? A day is missing, such as " + str(brief.last.date()) + "."
    elif not brief.first < by <= brief.last:
        yield (
            "date",
            f"{by.date()} is outside the season ({brief.first.date()} to {brief.last.date()}).",
        )


def owner(part: Part, brief: Brief) -> Iterator[tuple[str, str]]:
    """Say whether nobody, or a stranger, is responsible."""
    name = text(part.get("owner"))
    if not name:
        yield "owner", "Who is responsible? The owner is missing."
    elif brief.team and name not in brief.team:
        known = listed(brief.team)
        yield "owner", f"{name!r} is not in the team: {known}.{did_you_mean(name, brief.team)}"


def _stop(part: Part, brief: Brief) -> Iterator[tuple[str, str]]:
    stop: Any = part.get("stop")
    if not isinstance(stop, Mapping):
        yield (
            "stop",
            "When is it given up? A stop rule has a number (below), a day (on) and what happens "
            "then (then).",
        )
        return
    below, on = number(stop.get("below")), as_day(stop.get("on"))
    if known := brief.dated(stop.get("on")):
        yield "date", _no_year("on", known)
        on = known
    lacks = [
        what
        for what, missing in (
            ("a number (below)", below is None),
            ("a day (on)", on is None),
            ("what happens then (then)", not text(stop.get("then"))),
        )
        if missing
    ]
    if lacks:
        yield "stop", f"The stop rule lacks {' and '.join(lacks)}."
        return
    by = as_day(part.get("by")) or brief.dated(part.get("by")) or brief.last
    if not brief.first < on < by:
        yield "stop", f"{on.date()} is no day on which something could still be stopped."
        return
    target = number(part.get("target"))
    if part.get("kpi") not in brief.band.index or target is None:
        return
    over, anyway = brief.elapsed(on), float(brief.band.loc[part["kpi"], "anyway"])
    least, most = rulebook.LEAST_OF_ANYWAY * over * anyway, over * target
    if not least <= below < most:
        yield (
            "stop_level",
            f"By {on.date()}, {over:.0%} of the season, {below:,.0f} is "
            + (
                f"so little that the rule never stops anything (at least {least:,.0f})."
                if below < least
                else f"no less than the way to the target asks for ({most:,.0f})."
            ),
        )


def _no_year(field: str, known: pd.Timestamp) -> str:
    return f"`{field}` has no year: write it as {known.date()}."


def _written(value: Any) -> str:
    known = number(value)
    return "(missing)" if known is None else f"{known:,.0f}"
