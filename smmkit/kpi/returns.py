"""What money put into marketing and customers brings back."""

from __future__ import annotations

from smmkit.errors import check_fraction, check_number
from smmkit.kpi._ratio import divide
from smmkit.money import SAME, Money, unwrap

__all__ = [
    "break_even_roas",
    "cac",
    "ltv",
    "ltv_from_churn",
    "ltv_to_cac",
    "payback_months",
    "roi",
    "romi",
]


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
