"""Rules that look at the tactics, and at the strategy as a whole."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from smmkit.findings import Fault, is_filled, listed, plain
from smmkit.strategy import rulebook
from smmkit.strategy._goals import owner
from smmkit.strategy._read import Part, number
from smmkit.strategy.brief import Brief
from smmkit.strategy.page import profit_of

_ARTICLES = ("a", "an", "our", "the")
_OWN_CASES = 4  # so that one of the two parts of the rule costs half of its points, both all


def faults(
    goal: Part, objectives: Sequence[Part], tactics: Sequence[Part], brief: Brief
) -> Iterator[Fault]:
    """Yield the faults of the lower half of the tree, and of the whole."""
    yield from _one_by_one(objectives, tactics, brief)
    yield from _sums(tactics, brief)
    yield from _carried(goal, objectives, tactics, brief)
    yield from _own(goal, tactics, brief)


def _one_by_one(
    objectives: Sequence[Part], tactics: Sequence[Part], brief: Brief
) -> Iterator[Fault]:
    aims = [str(one.get("kpi")) for one in objectives]
    if not tactics:
        yield Fault("tactic", "", "There are no tactics: nothing will be done.")
    seen: set[str] = set()
    for place, tactic in enumerate(tactics, 1):
        where = f"tactic {place}"
        said = [*owner(tactic, brief)]
        if not is_filled(tactic.get("what")):
            said.append(("tactic", "What is done? The words (what) are missing."))
        elif plain(tactic["what"]) in seen:
            said.append(("duplicate", "It says the same as a tactic before."))
        seen.add(plain(tactic.get("what")))
        if tactic.get("serves") not in aims:
            served = tactic.get("serves")
            said.append(
                ("serves", f"It serves {served!r}, which is no objective here: {listed(aims)}.")
            )
        costs = [number(tactic.get(name)) for name in ("money", "hours")]
        if any(cost is None or cost < 0 for cost in costs):
            said.append(("cost", "Money (a season) and hours (a week) must be numbers from 0 up."))
        elif not any(costs):
            said.append(("cost", "It costs neither money nor hours: who does it, and when?"))
        for rule, message in said:
            yield Fault(rule, where, message, len(tactics))
    served = {tactic.get("serves") for tactic in tactics}
    for aim in aims:
        if tactics and aim not in served:
            yield Fault("idle", f"objective {aim}", "No tactic serves it.", len(aims))


def _sums(tactics: Sequence[Part], brief: Brief) -> Iterator[Fault]:
    for field, rule, there, unit in (
        ("money", "budget", brief.budget, f"{brief.currency} a season".strip()),
        ("hours", "hours", brief.hours, "hours a week"),
    ):
        total = sum(max(number(tactic.get(field)) or 0.0, 0.0) for tactic in tactics)
        if total > there + 0.005:
            yield Fault(
                rule,
                "",
                f"The tactics take {total:,.2f} {unit}; there are {there:,.2f}: "
                f"{total - there:,.2f} too many.",
            )


def _carried(
    goal: Part, objectives: Sequence[Part], tactics: Sequence[Part], brief: Brief
) -> Iterator[Fault]:
    target = number(goal.get("target"))
    carried = profit_of(objectives, tactics, brief)
    if goal.get("kpi") != "profit" or target is None or carried is None:
        return
    best = float(brief.band.loc["profit", "reachable"]) if "profit" in brief.band.index else carried
    if carried > rulebook.MOST_CARRIED * best:
        yield Fault(
            "adds_up",
            "",
            f"If every objective is met, a profit of {carried:,.0f} would be left, more than the "
            f"best plan leaves ({best:,.0f}): these targets cannot be had for so little work and "
            "money.",
        )
    elif carried < target * (1 - rulebook.ROUNDING):
        yield Fault(
            "adds_up",
            "",
            f"If every objective is met, a profit of {carried:,.0f} is left once ads and work are "
            f"paid; the goal says {target:,.0f}.",
        )


def _own(goal: Part, tactics: Sequence[Part], brief: Brief) -> Iterator[Fault]:
    own = {word: _bare(word) for word in brief.words if plain(word)}
    if not own or not tactics:
        return
    said = [_bare(tactic.get("what")) for tactic in tactics]
    empty = [
        place for place, words in enumerate(said, 1) if not any(w in words for w in own.values())
    ]
    everything = "|".join([*said, _bare(goal.get("why"))])
    used = sum(word in everything for word in own.values())
    wanted = min(rulebook.FEWEST_OWN, len(own))
    naming = len(tactics) - len(empty)
    least = math.ceil(rulebook.LEAST_OWN * len(tactics))
    such = f"Word for word, such as {listed(list(own)[2:6] or list(own))}."
    if naming < least:
        yield Fault(
            "own_words",
            "",
            f"{naming} of {len(tactics)} tactics {'names' if naming == 1 else 'name'} something of "
            f"the brand's own; at least {least} must. Nothing is named in tactic {listed(empty)}. "
            f"{such}",
            _OWN_CASES if naming else 1,
        )
    if used < wanted:
        yield Fault(
            "own_words",
            "",
            f"{used} different {'thing' if used == 1 else 'things'} of the brand's own "
            f"{'is' if used == 1 else 'are'} named in all; at least {wanted} must be. {such}",
            _OWN_CASES,
        )


def _bare(value: object) -> str:
    """Return a text's words between spaces, without articles and the ending of a plural."""
    words = [word for word in plain(value).split() if word not in _ARTICLES]
    return "".join(f" {word.removesuffix('s').removesuffix('e')} " for word in words)
