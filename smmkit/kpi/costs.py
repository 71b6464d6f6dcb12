"""What advertising cost and sold, from a table of it."""

from __future__ import annotations

import pandas as pd

from smmkit.kpi._ratio import By, check_one_currency, columns_ratio, numbers, ratio

__all__ = [
    "aov",
    "cpa",
    "cpc",
    "cpe",
    "cpl",
    "cpm",
    "cpv",
    "cr",
    "ctr",
    "roas",
    "vtr",
]


def _money_ratio(ads, top, bottom, *, name, by, scale=1):
    above, below = numbers(ads, top, name), numbers(ads, bottom, name)
    check_one_currency(ads, above.notna() & below.notna(), by, name)
    return ratio(ads, above * scale, below, name=name, by=by)


def ctr(table: pd.DataFrame, *, by: By = None, average: str = "pooled") -> float | pd.Series:
    """
    Divide clicks by impressions: the click-through rate.

    Parameters
    ----------
    table : pandas.DataFrame
        With columns clicks and impressions. Meta tells "CTR (all)" from link clicks: know
        which your clicks are.
    by, average
        As in `er_by_reach`.

    Returns
    -------
    float or pandas.Series
        Fraction.

    Examples
    --------
    >>> ctr(pd.DataFrame({"clicks": [5, 1], "impressions": [100, 500]}))
    0.01
    """
    return columns_ratio(table, "clicks", "impressions", name="ctr", by=by, average=average)


def cr(table: pd.DataFrame, *, by: By = None, average: str = "pooled") -> float | pd.Series:
    """
    Divide conversions by clicks: the conversion rate.

    Parameters
    ----------
    table : pandas.DataFrame
        With columns conversions and clicks.
    by, average
        As in `er_by_reach`.

    Returns
    -------
    float or pandas.Series
        Fraction. May exceed 1 where a click counts several conversions.

    Examples
    --------
    >>> cr(pd.DataFrame({"conversions": [2], "clicks": [50]}))
    0.04
    """
    return columns_ratio(table, "conversions", "clicks", name="cr", by=by, average=average)


def vtr(table: pd.DataFrame, *, by: By = None, average: str = "pooled") -> float | pd.Series:
    """
    Divide video views by impressions: the view-through rate.

    Parameters
    ----------
    table : pandas.DataFrame
        With columns video_views and impressions. A view is 30 s or an interaction at
        YouTube, 3 or 15 s at Meta, 2 or 6 s at TikTok: don't compare across platforms.
    by, average
        As in `er_by_reach`.

    Returns
    -------
    float or pandas.Series
        Fraction.

    Examples
    --------
    >>> vtr(pd.DataFrame({"video_views": [150], "impressions": [1000]}))
    0.15
    """
    return columns_ratio(table, "video_views", "impressions", name="vtr", by=by, average=average)


def cpm(ads: pd.DataFrame, *, by: By = None) -> float | pd.Series:
    """
    Compute the cost of 1000 impressions.

    Parameters
    ----------
    ads : pandas.DataFrame
        With columns spend and impressions, and currency where known.
    by : str or list of str, optional
        One figure for each value of these columns.

    Returns
    -------
    float or pandas.Series
        Money, in the table's currency; NaN without impressions.

    Raises
    ------
    CurrencyError
        If rows of several currencies would be added.
    TableError
        If a column is missing or holds no numbers.

    Notes
    -----
    Money is always pooled: what all rows cost over what all rows brought. Rows that cost
    and brought nothing therefore count.

    Examples
    --------
    >>> cpm(pd.DataFrame({"spend": [30.0], "impressions": [6000]}))
    5.0
    """
    return _money_ratio(ads, "spend", "impressions", name="cpm", by=by, scale=1000)


def cpc(ads: pd.DataFrame, *, by: By = None) -> float | pd.Series:
    """
    Compute the cost of a click.

    Parameters
    ----------
    ads : pandas.DataFrame
        With columns spend and clicks.
    by
        As in `cpm`.

    Returns
    -------
    float or pandas.Series
        Money; NaN without clicks.

    Examples
    --------
    >>> cpc(pd.DataFrame({"spend": [30.0], "clicks": [60]}))
    0.5
    """
    return _money_ratio(ads, "spend", "clicks", name="cpc", by=by)


def cpl(ads: pd.DataFrame, *, by: By = None) -> float | pd.Series:
    """
    Compute the cost of a lead.

    Parameters
    ----------
    ads : pandas.DataFrame
        With columns spend and leads.
    by
        As in `cpm`.

    Returns
    -------
    float or pandas.Series
        Money; NaN without leads.

    Notes
    -----
    Some exports leave the leads of a row blank where there were none. Unfilled, its spend
    stays out and the lead looks cheaper than it was: fill with 0 first.

    Examples
    --------
    >>> cpl(pd.DataFrame({"spend": [30.0, 10.0], "leads": [4, 0]}))
    10.0
    """
    return _money_ratio(ads, "spend", "leads", name="cpl", by=by)


def cpa(ads: pd.DataFrame, *, by: By = None) -> float | pd.Series:
    """
    Compute the cost of a conversion ("cost per action").

    Parameters
    ----------
    ads : pandas.DataFrame
        With columns spend and conversions.
    by
        As in `cpm`.

    Returns
    -------
    float or pandas.Series
        Money; NaN without conversions.

    Examples
    --------
    >>> cpa(pd.DataFrame({"spend": [30.0, 10.0], "conversions": [2, 0]}))
    20.0
    """
    return _money_ratio(ads, "spend", "conversions", name="cpa", by=by)


def cpe(ads: pd.DataFrame, *, by: By = None) -> float | pd.Series:
    """
    Compute the cost of an engagement.

    Parameters
    ----------
    ads : pandas.DataFrame
        With columns spend and engagements.
    by
        As in `cpm`.

    Returns
    -------
    float or pandas.Series
        Money; NaN without engagements.

    Examples
    --------
    >>> cpe(pd.DataFrame({"spend": [30.0], "engagements": [120]}))
    0.25
    """
    return _money_ratio(ads, "spend", "engagements", name="cpe", by=by)


def cpv(ads: pd.DataFrame, *, by: By = None) -> float | pd.Series:
    """
    Compute the cost of a video view.

    Parameters
    ----------
    ads : pandas.DataFrame
        With columns spend and video_views; see `vtr` for what a view is.
    by
        As in `cpm`.

    Returns
    -------
    float or pandas.Series
        Money; NaN without views.

    Examples
    --------
    >>> cpv(pd.DataFrame({"spend": [30.0], "video_views": [600]}))
    0.05
    """
    return _money_ratio(ads, "spend", "video_views", name="cpv", by=by)


def roas(ads: pd.DataFrame, *, by: By = None) -> float | pd.Series:
    """
    Divide revenue by ad spend: the return on ad spend.

    Parameters
    ----------
    ads : pandas.DataFrame
        With columns revenue and spend.
    by
        As in `cpm`.

    Returns
    -------
    float or pandas.Series
        Revenue for each unit of money spent. It is no profit: see `break_even_roas`.

    Examples
    --------
    >>> roas(pd.DataFrame({"revenue": [500.0], "spend": [100.0]}))
    5.0
    """
    return _money_ratio(ads, "revenue", "spend", name="roas", by=by)


def aov(ads: pd.DataFrame, *, by: By = None) -> float | pd.Series:
    """
    Divide revenue by orders: the average order value.

    Parameters
    ----------
    ads : pandas.DataFrame
        With columns revenue and conversions (orders).
    by
        As in `cpm`.

    Returns
    -------
    float or pandas.Series
        Money per order; NaN without orders.

    Examples
    --------
    >>> aov(pd.DataFrame({"revenue": [500.0], "conversions": [4]}))
    125.0
    """
    return _money_ratio(ads, "revenue", "conversions", name="aov", by=by)
