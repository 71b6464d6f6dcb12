"""The figures that a report gives, and what each needs: one line a figure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from smmkit import kpi

__all__ = ["ADVERTISING", "DAYS", "HEADLINES", "POSTS", "Measure"]


@dataclass(frozen=True)
class Measure:
    """
    One figure of a table.

    Attributes
    ----------
    name, unit, formula : str
        As in `Figure`; the unit "money" becomes the rows' currency.
    needs : tuple of str
        Columns that a row must know to be used. Of a rate: numerator, denominator.
    compute : callable
        From these rows to a number.
    chance : {"sum", "difference", "ratio", ""}
        How its change is held against chance, if at all.
    times : float, default 1
        What a ratio is multiplied by.
    """

    name: str
    unit: str
    formula: str
    needs: tuple[str, ...]
    compute: Callable[[pd.DataFrame], float]
    chance: str = ""
    times: float = 1


def _sum(column: str, name: str, unit: str, *, formula: str = "", chance: str = "sum") -> Measure:
    def compute(rows: pd.DataFrame) -> float:
        return float(rows[column].sum())

    return Measure(name, unit, formula or f"sum of {column}", (column,), compute, chance)


def _rate(
    rate: Callable[[pd.DataFrame], float], top: str, bottom: str, name: str, unit: str = "fraction"
) -> Measure:
    times = 1000 if rate is kpi.cpm else 1
    formula = f"{'1000 x ' if times > 1 else ''}sum of {top} / sum of {bottom}"
    return Measure(name, unit, formula, (top, bottom), rate, "ratio", times)


def _widest(row: str) -> tuple[Measure, ...]:
    """Return what may be said of reach without adding it up."""
    return (
        Measure(
            f"largest reach of one {row}",
            "accounts",
            f"largest reach of a {row}: the whole month reached at least these. Reach is not "
            "added up: an account reached twice is one account",
            ("reach",),
            lambda rows: float(kpi.volume(rows[["reach"]])["reach_lower_bound"]),
        ),
        Measure(
            f"median reach of a {row}",
            "accounts",
            f"median of reach: half of the {row}s reached more",
            ("reach",),
            lambda rows: float(rows["reach"].median()),
        ),
    )


_ATTRIBUTED = "sum of {}, as the platform attributes them to the advertising"
_SOLD = ("impressions", "video_views", "engagements", "clicks")

_SUMS = (
    _sum("impressions", "impressions (views)", "displays"),
    _sum("video_views", "video views", "views"),
    _sum("engagements", "engagements", "actions"),
    _sum("likes", "likes and reactions", "actions"),
    _sum("comments", "comments", "comments"),
    _sum("shares", "shares", "shares"),
    _sum("saves", "saves", "saves"),
    _sum("clicks", "clicks", "clicks"),
)
_ERS = (
    _rate(kpi.er_by_reach, "engagements", "reach", "engagement rate by reach, pooled"),
    _rate(
        kpi.er_by_impressions,
        "engagements",
        "impressions",
        "engagement rate by impressions, pooled",
    ),
)

HEADLINES = (
    "posts",
    "engagements",
    "engagement rate by reach, pooled",
    "engagement rate by impressions, pooled",
    "net new followers",
    "followers at the end",
    "spend",
    "CPA: cost of a conversion, pooled",
    "ROAS: revenue by spend, pooled",
)

POSTS = (
    Measure("posts", "posts", "number of posts published", (), lambda rows: float(len(rows))),
    *_SUMS,
    _sum("follows", "follows from posts", "accounts"),
    *_widest("post"),
    *_ERS,
    _rate(kpi.er_by_views, "engagements", "video_views", "engagement rate by video views, pooled"),
    _rate(kpi.ctr, "clicks", "impressions", "clicks by impressions, pooled"),
)

DAYS = (
    *_SUMS,
    _sum("profile_visits", "profile visits", "visits"),
    *_widest("day"),
    *_ERS,
    _sum("new_followers", "new followers", "accounts"),
    _sum("lost_followers", "lost followers", "accounts"),
    Measure(
        "net new followers",
        "accounts",
        "sum of new_followers - sum of lost_followers",
        ("new_followers", "lost_followers"),
        kpi.net_growth,
        "difference",
    ),
    Measure(
        "followers at the end",
        "accounts",
        "followers on the last day that has the number",
        ("followers",),
        lambda rows: float(rows.sort_values("date")["followers"].iloc[-1]),
    ),
    _rate(
        kpi.daily_er,
        "engagements",
        "followers",
        "engagement rate by followers, of an average day, pooled",
    ),
)

ADVERTISING = (
    _sum("spend", "spend", "money", chance=""),
    *(one for one in _SUMS if one.needs[0] in _SOLD),
    _sum("leads", "leads", "people"),
    _sum("conversions", "conversions", "orders", formula=_ATTRIBUTED.format("conversions")),
    _sum("revenue", "revenue", "money", formula=_ATTRIBUTED.format("revenue"), chance=""),
    _widest("row")[0],
    _rate(kpi.ctr, "clicks", "impressions", "CTR: clicks by impressions, pooled"),
    _rate(kpi.cr, "conversions", "clicks", "conversion rate: conversions by clicks, pooled"),
    _rate(kpi.cpm, "spend", "impressions", "CPM: cost of 1,000 impressions, pooled", "money"),
    _rate(kpi.cpc, "spend", "clicks", "CPC: cost of a click, pooled", "money"),
    _rate(kpi.cpl, "spend", "leads", "CPL: cost of a lead, pooled", "money"),
    _rate(kpi.cpa, "spend", "conversions", "CPA: cost of a conversion, pooled", "money"),
    _rate(kpi.roas, "revenue", "spend", "ROAS: revenue by spend, pooled", "times"),
)
