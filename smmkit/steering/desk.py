"""What lies on the desk of whoever takes a season over: rows asked for, and a hasty report."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from smmkit.brand.handover import handed_over
from smmkit.brand.parameters import CAMPAIGNS
from smmkit.report.catalogue import FILTERS
from smmkit.report.rows import one_row

if TYPE_CHECKING:
    from smmkit import Brand

__all__ = ["MONTH", "WEEK", "asked_month", "asked_week", "hasty_month"]

WEEK = (pd.Timestamp("2026-08-24"), pd.Timestamp("2026-08-30"))
MONTH = (pd.Timestamp("2026-08-01"), pd.Timestamp("2026-08-31"))


def asked_week(brand: Brand) -> pd.DataFrame:
    """
    Return the rows that the owner wants of the ninth week, still without their values.

    Parameters
    ----------
    brand : Brand
        Whose.

    Returns
    -------
    pandas.DataFrame
        kpi, start, end, platform, format, paid and campaign.

    Examples
    --------
    >>> from smmkit import Brand
    >>> asked_week(Brand.of("ada"))["kpi"].nunique()
    6
    """
    home = {"platform": brand.home}
    posts = handed_over(brand).posts
    sent = posts[posts["published"].between(WEEK[0], WEEK[1] + pd.Timedelta(days=1))]
    often = sent.loc[sent["platform"] == brand.home, "format"].mode()[0]
    asked = [
        ("posts", home),
        ("er_by_reach", home),
        ("largest_reach", home),
        ("clicks", home | {"format": often}),
        ("net_followers", home),
        ("spend", home | {"campaign": CAMPAIGNS[0]}),
    ]
    return _asked(asked, WEEK)


def asked_month(brand: Brand) -> pd.DataFrame:
    """
    Return the rows of August's report, without their values.

    Parameters
    ----------
    brand : Brand
        Whose.

    Returns
    -------
    pandas.DataFrame
        As `asked_week`.

    Examples
    --------
    >>> from smmkit import Brand
    >>> asked_month(Brand.of("ada"))["kpi"].tolist()[:2]
    ['posts', 'engagements']
    """
    names = ("posts", "engagements", "er_by_reach", "largest_reach", "followers", "spend", "ctr")
    return _asked([(name, {}) for name in names], MONTH)


@lru_cache(maxsize=64)
def _hasty(brand: Brand) -> pd.DataFrame:
    season, asked = handed_over(brand), asked_month(brand)
    values = {name: one_row(season, name, *MONTH)["value"] for name in asked["kpi"]}
    posts = season.posts
    sent = posts[posts["published"].between(MONTH[0], MONTH[1] + pd.Timedelta(days=1))]
    values["largest_reach"] = float(sent["reach"].sum())
    values["er_by_reach"] = float((sent["engagements"] / sent["reach"]).astype(float).mean())
    values["spend"] = float(season.ads["spend"].sum())
    return asked.assign(value=asked["kpi"].map(values))


def hasty_month(brand: Brand) -> pd.DataFrame:
    """
    Return August's report as somebody made it in a hurry: three of its numbers are wrong.

    Parameters
    ----------
    brand : Brand
        Whose.

    Examples
    --------
    >>> from smmkit import Brand, report
    >>> ada = Brand.of("ada")
    >>> found = report.recompute(hasty_month(ada), handed_over(ada))
    >>> found.loc[found["verdict"] != "right", "verdict"].tolist()
    ['mean of ratios', 'reach added up', 'another period']
    """
    return _hasty(brand).copy()


def _asked(
    rows: list[tuple[str, dict[str, str]]], days: tuple[pd.Timestamp, pd.Timestamp]
) -> pd.DataFrame:
    found = [
        {"kpi": kpi, "start": days[0], "end": days[1], **dict.fromkeys(FILTERS, "all"), **filters}
        for kpi, filters in rows
    ]
    return pd.DataFrame(found, columns=["kpi", "start", "end", *FILTERS])
