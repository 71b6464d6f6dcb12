"""A strategy held against data and means: every fault at once, in a manager's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from smmkit.errors import ArgumentError
from smmkit.findings import as_findings
from smmkit.strategy import _goals, _tactics
from smmkit.strategy._read import read
from smmkit.strategy.brief import Brief
from smmkit.strategy.rulebook import RULES

__all__ = ["review"]


def review(strategy: Mapping[str, Any], brief: Brief) -> pd.DataFrame:
    """
    Hold a strategy against what is known and agreed.

    Parameters
    ----------
    strategy : mapping
        goal: a dictionary with why (a sentence), task, kpi, baseline, target, by (date), owner.
        objectives: a list of dictionaries with kpi, baseline, target, by, owner and stop (a
        dictionary: below, what must have come in since the season's first day; on, the day on
        which one looks; then, what happens if less came in). tactics: a list of dictionaries with
        what (words), serves (the kpi of an objective), money (a season), hours (a week), owner.
        Baselines and targets are sums of the season's weeks.
    brief : Brief
        What is known and agreed.

    Returns
    -------
    pandas.DataFrame
        FINDINGS of `smmkit.tables`: every fault at once, in the order of `rules`. The points of a
        rule are shared out among its findings; together with `score` they make a mark.

    Raises
    ------
    ArgumentError
        If the strategy cannot be read, or `brief` is no Brief.

    Examples
    --------
    >>> past = pd.DataFrame({"orders": [9, 11, 10, 10]})
    >>> ends = pd.DataFrame({"nothing": [12.0], "reachable": [80.0]}, index=["orders"])
    >>> agreed = Brief("2026-06-29", "2026-07-26", "sales", past, ends, budget=500, hours=8)
    >>> one = {"kpi": "posts", "target": 20, "by": "2026-07-26", "owner": "Ana"}
    >>> found = review({"goal": {}, "objectives": [one], "tactics": []}, agreed)
    >>> "output" in set(found["rule"])
    True
    """
    if not isinstance(brief, Brief):
        raise ArgumentError(
            "brief must be a strategy.Brief, what is known and agreed; received "
            f"{type(brief).__name__}."
        )
    goal, objectives, tactics = read(strategy)
    return as_findings(
        [
            *_goals.faults(goal, objectives, brief),
            *_tactics.faults(goal, objectives, tactics, brief),
        ],
        RULES,
    )
