"""A strategy on one page, and what its branches add up to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from smmkit.strategy._read import Part, number, read, text
from smmkit.strategy.brief import Brief, as_day

__all__ = ["implied_profit", "page", "profit_of"]

_PARTS = ("orders_by_posts", "orders_by_ads")


def implied_profit(strategy: Mapping[str, Any], brief: Brief) -> float | None:
    """
    Return the profit that is left if every objective is met, ads and work paid.

    Margin of an order times the orders (those that come by themselves, which are what doing
    nothing brings, and the targets of orders by posts and by ads; or the target of all orders),
    less the tactics' money and the cost of their hours.

    Parameters
    ----------
    strategy : mapping
        As for `review`.
    brief : Brief
        With `gain`.

    Returns
    -------
    float or None
        Money; None if the brief has no gain, or no objective counts orders.

    Raises
    ------
    ArgumentError
        If the strategy cannot be read.

    Examples
    --------
    >>> past = pd.DataFrame({"orders": [9, 11, 10, 10]})
    >>> ends = pd.DataFrame({"nothing": [12.0], "reachable": [80.0]}, index=["orders"])
    >>> agreed = Brief("2026-06-29", "2026-07-26", "sales", past, ends, budget=500, hours=8,
    ...                gain=20, wage=10)
    >>> plan = {"goal": {}, "objectives": [{"kpi": "orders", "target": 60}],
    ...         "tactics": [{"what": "a film", "serves": "orders", "money": 100, "hours": 5}]}
    >>> implied_profit(plan, agreed)  # 60 * 20 - 100 - 10 * 5 * 4
    900.0
    """
    _, objectives, tactics = read(strategy)
    return profit_of(objectives, tactics, brief)


def profit_of(objectives: Sequence[Part], tactics: Sequence[Part], brief: Brief) -> float | None:
    """Return what `implied_profit` does, of parts that have been read."""
    targets = {one.get("kpi"): number(one.get("target")) for one in objectives}
    orders = targets.get("orders")
    if orders is None and "orders" in brief.band.index:
        parts = [targets[name] for name in _PARTS if targets.get(name) is not None]
        orders = float(brief.band.loc["orders", "nothing"]) + sum(parts) if parts else None
    if orders is None or brief.gain is None:
        return None
    money, hours = (
        sum(max(number(one.get(name)) or 0.0, 0.0) for one in tactics)
        for name in ("money", "hours")
    )
    return brief.gain * orders - money - brief.wage * hours * brief.weeks


def page(strategy: Mapping[str, Any]) -> pd.DataFrame:
    """
    Lay a strategy out as the page that is handed over: the goal, objectives, and their tactics.

    Parameters
    ----------
    strategy : mapping
        As for `review`.

    Returns
    -------
    pandas.DataFrame
        One row a part, a tactic below the objective it serves: level (goal, objective, tactic),
        what, baseline, target, by, money, hours, owner, stop; text, empty where nothing is said.

    Raises
    ------
    ArgumentError
        If it cannot be read.

    Examples
    --------
    >>> plan = {"goal": {"kpi": "profit", "target": 900}, "objectives": [{"kpi": "orders"}],
    ...         "tactics": [{"what": "a film", "serves": "orders", "hours": 5}]}
    >>> page(plan)["level"].tolist()
    ['goal', 'objective', 'tactic']
    """
    goal, objectives, tactics = read(strategy)
    rows = [_row("goal", goal)]
    left = list(tactics)
    for one in objectives:
        rows.append(_row("objective", one))
        mine = [tactic for tactic in left if tactic.get("serves") == one.get("kpi")]
        left = [tactic for tactic in left if tactic.get("serves") != one.get("kpi")]
        rows += [_row("tactic", tactic) for tactic in mine]
    rows += [_row("tactic", tactic) for tactic in left]
    return pd.DataFrame(rows)


def _row(level: str, part: Part) -> dict[str, str]:
    by, stop = as_day(part.get("by")), part.get("stop")
    told = ""
    if isinstance(stop, Mapping):
        on = as_day(stop.get("on"))
        day = on.date() if on is not None else "?"
        told = f"below {_figure(stop.get('below'))} on {day}: {text(stop.get('then'))}"
    return {
        "level": level,
        "what": text(part.get("what")) or text(part.get("kpi")),
        **{name: _figure(part.get(name)) for name in ("baseline", "target")},
        "by": "" if by is None else str(by.date()),
        **{name: _figure(part.get(name)) for name in ("money", "hours")},
        "owner": text(part.get("owner")),
        "stop": told,
    }


def _figure(value: Any) -> str:
    known = number(value)
    return "" if known is None else f"{known:,.0f}" if abs(known) >= 100 else f"{known:g}"
