"""A plan held against what was agreed: every fault at once, in a manager's words."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from smmkit.content import _posts, _whole
from smmkit.content._words import rows_of, where
from smmkit.content.brief import Brief
from smmkit.content.rulebook import RULES
from smmkit.errors import ArgumentError, check_columns
from smmkit.findings import Fault, as_findings
from smmkit.tables import PLAN

__all__ = ["review"]


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
    return as_findings(_faults(table, brief, labels), RULES)


def _faults(table: pd.DataFrame, brief: Brief, labels: list[str]) -> Iterator[Fault]:
    yield from _posts.faults(table, brief, labels)
    yield from _whole.faults(table, brief, labels)
