"""The KPIs that a row of a report may name, each with its table and its measure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pandas as pd

from smmkit.report.measures import ADVERTISING, DAYS, POSTS, Measure

__all__ = ["FILTERS", "KPIS", "Kpi", "kpis"]

FILTERS = ("platform", "format", "paid", "campaign")
"""What a row's number may be held to; "all" stands for no filter."""

_BY_TABLE = {"posts": POSTS, "daily": DAYS, "ads": ADVERTISING}


@dataclass(frozen=True)
class Kpi:
    """
    A KPI of a report's rows.

    Attributes
    ----------
    table : {"posts", "daily", "ads"}
        Which table it is computed from.
    measure : Measure
        How.
    filters : tuple of str
        Which of `FILTERS` its table knows.
    """

    table: str
    measure: Measure
    filters: tuple[str, ...]


def _measure(table: str, name: str) -> Measure:
    (found,) = [one for one in _BY_TABLE[table] if one.name == name]
    return found


def _at_the_end(rows: pd.DataFrame) -> float:
    """Add up the pages' followers on each one's last day: follows, not people."""
    last = rows.sort_values("date").groupby("platform")["followers"].last()
    return float(last.sum())


def _of(table: str, name: str, *, compute: Callable[[pd.DataFrame], float] | None = None) -> Kpi:
    filters = {"posts": ("platform", "format", "paid"), "daily": ("platform",)}
    measure = _measure(table, name)
    if compute:
        words = "followers on the last day, page by page, added up: follows and not people"
        measure = replace(measure, compute=compute, formula=words)
    return Kpi(table, measure, filters.get(table, ("platform", "campaign")))


def _per_post(column: str) -> Kpi:
    measure = Measure(
        f"{column} a post",
        column,
        f"sum of {column} / number of posts",
        (column,),
        lambda rows: float(rows[column].sum()) / len(rows),
    )
    return Kpi("posts", measure, ("platform", "format", "paid"))


KPIS = {
    "posts": _of("posts", "posts"),
    "engagements": _of("posts", "engagements"),
    "clicks": _of("posts", "clicks"),
    "follows": _of("posts", "follows from posts"),
    "engagements_per_post": _per_post("engagements"),
    "clicks_per_post": _per_post("clicks"),
    "er_by_reach": _of("posts", "engagement rate by reach, pooled"),
    "er_by_impressions": _of("posts", "engagement rate by impressions, pooled"),
    "largest_reach": _of("posts", "largest reach of one post"),
    "median_reach": _of("posts", "median reach of a post"),
    "new_followers": _of("daily", "new followers"),
    "lost_followers": _of("daily", "lost followers"),
    "net_followers": _of("daily", "net new followers"),
    "followers": _of("daily", "followers at the end", compute=_at_the_end),
    "spend": _of("ads", "spend"),
    "ad_clicks": _of("ads", "clicks"),
    "conversions": _of("ads", "conversions"),
    "ad_revenue": _of("ads", "revenue"),
    "ctr": _of("ads", "CTR: clicks by impressions, pooled"),
    "conversion_rate": _of("ads", "conversion rate: conversions by clicks, pooled"),
    "cpm": _of("ads", "CPM: cost of 1,000 impressions, pooled"),
    "cpc": _of("ads", "CPC: cost of a click, pooled"),
    "cpa": _of("ads", "CPA: cost of a conversion, pooled"),
    "roas": _of("ads", "ROAS: revenue by spend, pooled"),
}
"""By the name that a row gives."""


def kpis() -> pd.DataFrame:
    """
    Return what a report's row may name.

    Returns
    -------
    pandas.DataFrame
        Indexed by kpi: unit, formula, table (which it is computed from) and filters (which a row
        may set).

    Examples
    --------
    >>> kpis().loc["er_by_reach", "formula"]
    'sum of engagements / sum of reach'
    """
    rows = [
        (name, one.measure.unit, one.measure.formula, one.table, ", ".join(one.filters))
        for name, one in KPIS.items()
    ]
    names = ["kpi", "unit", "formula", "table", "filters"]
    return pd.DataFrame(rows, columns=names).set_index("kpi")
