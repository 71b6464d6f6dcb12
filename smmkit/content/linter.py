"""A plan held against what was agreed: every fault at once, in a manager's words."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from smmkit.content import _posts, _whole
from smmkit.content._words import Fault, rows_of, where
from smmkit.content.brief import Brief
from smmkit.content.rulebook import RULES, WORTH
from smmkit.errors import ArgumentError, check_columns, check_number
from smmkit.tables import FINDINGS, PLAN

__all__ = ["review", "score"]


def review(plan: pd.DataFrame, brief: Brief) -> pd.DataFrame:
    """
    Hold a plan against what was agreed.

    Parameters
    ----------
    plan : pandas.DataFrame
        PLAN; columns that are missing count as not filled in.
    brief : Brief
        What was agreed.

    Returns
    -------
    pandas.DataFrame
        FINDINGS: every fault at once, in the order of `rules`. The points of a rule are shared
        out among its findings; together with `score` they make a mark.

    Raises
    ------
    TableError
        If it is no table, has a column that PLAN does not know, or one holds what it cannot.
    ArgumentError
        If `brief` is no Brief.

    Examples
    --------
    >>> brief = Brief("2026-06-29", "2026-07-05", platforms={"instagram": 1}, hours=4)
    >>> row = {"publish_at": "2026-07-01 12:00", "platform": "instagram", "format": "photo",
    ...        "pillar": "people", "title": "Our baker at four", "owner": "Ana", "cover": "Ben",
    ...        "alt_text": "A baker in front of the oven."}
    >>> review(pd.DataFrame([row]), brief)["rule"].tolist()
    ['balance', 'balance', 'balance']
    """
    if not isinstance(brief, Brief):
        raise ArgumentError(
            f"brief must be a content.Brief, what was agreed; received {type(brief).__name__}."
        )
    table = PLAN.conform(check_columns(plan, [], "review"))
    labels = [where(number, row) for number, row in enumerate(rows_of(table), 1)]
    found = list(_faults(table, brief, labels))
    order = {name: place for place, name in enumerate(RULES)}
    found.sort(key=lambda fault: order[fault.rule])
    broken = pd.Series([fault.rule for fault in found], dtype="object").value_counts()
    rows = [
        (
            fault.rule,
            fault.where,
            RULES[fault.rule].severity,
            fault.message,
            _cost(fault.rule, int(broken[fault.rule]), fault.out_of) / int(broken[fault.rule]),
        )
        for fault in found
    ]
    return FINDINGS.conform(pd.DataFrame(rows, columns=list(FINDINGS.columns)))


def score(findings: pd.DataFrame, *, worth: float = WORTH) -> float:
    """
    Return what is left of a plan's points.

    Parameters
    ----------
    findings : pandas.DataFrame
        What `review` found.
    worth : float, default 10
        Points of a plan without a fault.

    Returns
    -------
    float
        From 0 to `worth`.

    Examples
    --------
    >>> score(pd.DataFrame({"points": [1.5, 0.5, 0.0]}))
    8.0
    """
    check_columns(findings, ["points"], "score")
    check_number("worth", worth, above=0, unit="points")
    return max(0.0, float(worth) - float(findings["points"].sum()))


def _faults(table: pd.DataFrame, brief: Brief, labels: list[str]) -> Iterator[Fault]:
    yield from _posts.faults(table, brief, labels)
    yield from _whole.faults(table, brief, labels)


def _cost(rule: str, broken: int, out_of: int) -> float:
    """Charge a rule in full from half of the cases on, and never less than a quarter."""
    points = RULES[rule].points
    return points * float(np.clip(2 * broken / max(out_of, 1), 0.25, 1.0))
