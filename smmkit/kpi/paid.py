"""What advertising cost and what it brought."""

from __future__ import annotations

import pandas as pd

from smmkit.errors import check_fraction, check_number
from smmkit.kpi._ratio import By, check_one_currency, divide, numbers, ratio
from smmkit.money import SAME, Money, unwrap

__all__ = [
    "aov",
    "break_even_roas",
    "cac",
    "cpa",
    "cpc",
    "cpe",
    "cpl",
    "cpm",
    "cpv",
    "cr",
    "ctr",
    "ltv",
    "ltv_from_churn",
    "ltv_to_cac",
    "payback_months",
    "roas",
    "roi",
    "romi",
    "vtr",
]


def _money_ratio(ads, top, bottom, *, name, by, scale=1):
    above, below = numbers(ads, top, name), numbers(ads, bottom, name)
    check_one_currency(ads, above.notna() & below.notna(), by, name)
    return ratio(ads, above * scale, below, name=name, by=by)


def _rate(table, top, bottom, *, name, by, average):
    return ratio(
        table,
        numbers(table, top, name),
        numbers(table, bottom, name),
        name=name,
        by=by,
        average=average,
    )


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
    return _rate(table, "clicks", "impressions", name="ctr", by=by, average=average)


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
    return _rate(table, "conversions", "clicks", name="cr", by=by, average=average)


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
    return _rate(table, "video_views", "impressions", name="vtr", by=by, average=average)


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


def break_even_roas(margin: float) -> float:
    """
    Compute the ROAS at which the margin of the sales just pays the ads.

    Parameters
    ----------
    margin : float
        Fraction of revenue left after the cost of what was sold.

    Returns
    -------
    float
        1 / margin; NaN for a margin of 0, which no ROAS can make up for.

    Examples
    --------
    >>> break_even_roas(0.4)
    2.5
    """
    return divide(1.0, check_fraction("margin", margin))


def roi(gain: float | Money, *, cost: float | Money) -> float:
    """
    Compute the return on investment.

    Parameters
    ----------
    gain : float or Money
        What came back, before the cost is taken off; may be negative.
    cost : float or Money
        What was put in, all of it.

    Returns
    -------
    float
        (gain - cost) / cost, a fraction: 0 is break-even, -1 is all lost. NaN without cost.

    Raises
    ------
    CurrencyError
        If the two are not of one kind.

    Examples
    --------
    >>> roi(150, cost=100)
    0.5
    """
    (gain, cost), _ = unwrap("gain", gain=(gain, SAME), cost=(cost, SAME))
    return divide(gain - cost, cost)


def romi(incremental_margin: float | Money, *, cost: float | Money) -> float:
    """
    Compute the return on marketing investment.

    Parameters
    ----------
    incremental_margin : float or Money
        Margin (not revenue) of the sales that would not have been made without the marketing;
        negative where it drove customers away.
    cost : float or Money
        The marketing, all of it: media, fees, production.

    Returns
    -------
    float
        (incremental_margin - cost) / cost, a fraction; NaN without cost.

    Raises
    ------
    CurrencyError
        If the two are not of one kind.

    Examples
    --------
    Sales of 500 at a margin of 40 %, for 100 of advertising:

    >>> romi(500 * 0.4, cost=100)
    1.0
    """
    (margin, cost), _ = unwrap(
        "incremental_margin", incremental_margin=(incremental_margin, SAME), cost=(cost, SAME)
    )
    return divide(margin - cost, cost)


def cac(cost: float | Money, *, new_customers: float) -> float | Money:
    """
    Compute the cost of winning a customer.

    Parameters
    ----------
    cost : float or Money
        Sales and marketing, all of it, not the ads alone.
    new_customers : float
        Customers won, not orders.

    Returns
    -------
    float or Money
        As `cost` came, per customer; a plain NaN without new customers.

    Examples
    --------
    >>> cac(900, new_customers=30)
    30.0
    """
    (cost,), wrap = unwrap(cost=(cost, SAME))
    return wrap(divide(cost, check_number("new_customers", new_customers, low=0)), None)


def ltv(
    order_value: float | Money, *, orders_per_year: float, years: float, margin: float
) -> float | Money:
    """
    Compute the margin a customer leaves over the whole time as a customer.

    Parameters
    ----------
    order_value : float or Money
        Average order; Money without a period.
    orders_per_year, years : float
        How often and how long a customer buys.
    margin : float
        Fraction of revenue.

    Returns
    -------
    float or Money
        order_value * orders_per_year * years * margin, not discounted.

    Examples
    --------
    >>> ltv(50, orders_per_year=4, years=3, margin=0.5)
    300.0
    """
    (value,), wrap = unwrap(order_value=(order_value, (None,)))
    orders = check_number("orders_per_year", orders_per_year, low=0)
    orders *= check_number("years", years, low=0)
    return wrap(value * orders * check_fraction("margin", margin), None)


def ltv_from_churn(
    revenue_per_month: float | Money, *, margin: float, monthly_churn: float
) -> float | Money:
    """
    Compute a subscriber's lifetime value from the share that leaves each month.

    Parameters
    ----------
    revenue_per_month : float or Money
        Per account ("ARPA"); Money per month.
    margin, monthly_churn : float
        Fractions.

    Returns
    -------
    float or Money
        revenue_per_month * margin / monthly_churn; a plain NaN for a churn of 0.

    Examples
    --------
    >>> ltv_from_churn(20, margin=0.5, monthly_churn=0.05)
    200.0
    """
    (revenue,), wrap = unwrap(revenue_per_month=(revenue_per_month, ("month",)))
    churn = check_fraction("monthly_churn", monthly_churn)
    return wrap(divide(revenue * check_fraction("margin", margin), churn), None)


def payback_months(cac: float | Money, *, revenue_per_month: float | Money, margin: float) -> float:
    """
    Count the months until a customer has paid back the cost of being won.

    Parameters
    ----------
    cac : float or Money
        Cost of winning a customer; Money without a period.
    revenue_per_month : float or Money
        Per customer; Money per month.
    margin : float
        Fraction of revenue.

    Returns
    -------
    float
        Months; NaN if a month brings no margin.

    Examples
    --------
    >>> payback_months(30, revenue_per_month=20, margin=0.5)
    3.0
    """
    (cost, revenue), _ = unwrap(
        cac=(cac, (None,)), revenue_per_month=(revenue_per_month, ("month",))
    )
    return divide(cost, revenue * check_fraction("margin", margin))


def ltv_to_cac(ltv: float | Money, cac: float | Money) -> float:
    """
    Divide lifetime value by the cost of winning a customer.

    Parameters
    ----------
    ltv, cac : float or Money
        Money without a period.

    Returns
    -------
    float
        Times; NaN for a cost of 0. That 3 is healthy is folklore, not a finding.

    Examples
    --------
    >>> ltv_to_cac(300, 100)
    3.0
    """
    (value, cost), _ = unwrap(ltv=(ltv, (None,)), cac=(cac, (None,)))
    return divide(value, cost)
