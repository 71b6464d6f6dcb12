"""What to charge: an hour, a month, a share of the sales."""

from __future__ import annotations

from smmkit.errors import ArgumentError, check_choice, check_fraction, check_number
from smmkit.money import SAME, Money, unwrap

__all__ = [
    "billable_hours",
    "certainty_equivalent",
    "effective_rate",
    "fixed_plus_share",
    "hourly_rate",
    "indifferent_sales",
    "retainer",
    "share_pay_sd",
]


def billable_hours(
    *,
    hours_per_week: float,
    utilisation: float,
    holiday_weeks: float = 0,
    sick_weeks: float = 0,
) -> float:
    """
    Count the hours of a year that can be sold.

    Parameters
    ----------
    hours_per_week : float
        Hours worked, 0 to 168.
    utilisation : float
        Fraction of them that a client pays for. The rest goes into selling, bookkeeping and
        learning, so 1 is refused. A web calculator without a date names 0.6 to 0.7
        (costcalculator.calculator.city).
    holiday_weeks, sick_weeks : float
        Weeks of the 52 not worked.

    Returns
    -------
    float
        (52 - holiday_weeks - sick_weeks) * hours_per_week * utilisation.

    Raises
    ------
    UnitError
        If utilisation looks like per cent.
    ArgumentError
        If utilisation is 0 or 1, or no week is left to work.

    Examples
    --------
    >>> billable_hours(holiday_weeks=5, sick_weeks=1, hours_per_week=40, utilisation=0.6)
    1104.0
    """
    off = check_number("holiday_weeks", holiday_weeks, low=0, unit="weeks")
    off += check_number("sick_weeks", sick_weeks, low=0, unit="weeks")
    if off >= 52:
        raise ArgumentError(
            "holiday_weeks and sick_weeks must leave a week of the 52 to work; "
            f"received {off:g} weeks off."
        )
    hours = check_number("hours_per_week", hours_per_week, above=0, high=168, unit="hours")
    share = check_fraction("utilisation", utilisation)
    if share in (0, 1):
        raise ArgumentError(
            f"utilisation must be more than 0 and less than 1; received {utilisation!r}. Nobody "
            "sells every hour: offers, invoices and learning take some. 0.6 is a start."
        )
    return (52 - off) * hours * share


def hourly_rate(
    net_target: float | Money,
    *,
    overhead: float | Money,
    tax: float,
    hours_per_week: float,
    utilisation: float,
    holiday_weeks: float = 0,
    sick_weeks: float = 0,
    profit: float = 0,
    profit_as: str = "markup",
    overhead_deductible: bool = True,
) -> float | Money:
    """
    Compute the hourly rate that leaves the income wanted after costs and tax.

    Parameters
    ----------
    net_target : float or Money
        What should be left in a year. Money must be per year (`Money.in_period` turns a
        monthly amount into one); a bare number is taken per year and cannot be checked.
    overhead : float or Money
        Cost of the business in a year.
    tax : float
        Fraction, below 1.
    hours_per_week, utilisation, holiday_weeks, sick_weeks
        As in `billable_hours`.
    profit : float
        Fraction on top, for the business itself.
    profit_as : {"markup", "margin"}
        Fraction of the cost, or of the price: 20 % of the price is 25 % on the cost.
    overhead_deductible : bool, default True
        Whether overhead is taken off before tax.

    Returns
    -------
    float or Money
        Per hour, without value added tax.

    Raises
    ------
    CurrencyError
        If amounts differ in currency, or are not per year.
    UnitError, ArgumentError
        If a fraction is not one.

    Notes
    -----
    Cost-plus: (net / (1 - tax) + overhead) / billable hours, or (net + overhead) / (1 - tax)
    where overhead is not deductible. It says what you need, not what the market pays.

    Examples
    --------
    >>> rate = hourly_rate(24_000, overhead=3_600, tax=0.25, holiday_weeks=6,
    ...                    hours_per_week=40, utilisation=0.6)
    >>> round(rate, 4)
    32.2464
    """
    (net, costs), wrap = unwrap(net_target=(net_target, ("year",)), overhead=(overhead, ("year",)))
    kept = 1 - check_fraction("tax", tax, one_allowed=False)
    hours = billable_hours(
        hours_per_week=hours_per_week,
        utilisation=utilisation,
        holiday_weeks=holiday_weeks,
        sick_weeks=sick_weeks,
    )
    gross = net / kept + costs if overhead_deductible else (net + costs) / kept
    check_choice("profit_as", profit_as, ("markup", "margin"))
    if profit_as == "markup":
        factor = 1 + check_fraction("profit", profit)
    else:
        factor = 1 / (1 - check_fraction("profit", profit, one_allowed=False))
    return wrap(gross * factor / hours, "hour")


def retainer(
    hours: float,
    rate: float | Money,
    *,
    overhead: float | Money = 0,
    buffer: float = 0,
    margin: float = 0,
) -> float | Money:
    """
    Compute a monthly fee for a fixed scope of work.

    Parameters
    ----------
    hours : float
        Per month.
    rate : float or Money
        Per hour: what an hour costs you.
    overhead : float or Money
        Per month, for this client: tools, stock pictures.
    buffer, margin : float
        Fractions of the fee, for what runs over and for profit; together below 1.

    Returns
    -------
    float or Money
        Per month: (hours * rate + overhead) / (1 - buffer - margin).

    Raises
    ------
    CurrencyError
        If amounts differ in currency, or the rate is not per hour.
    ArgumentError
        If buffer and margin leave nothing.

    Examples
    --------
    >>> fee = retainer(20, 32, overhead=60, buffer=0.10, margin=0.20)
    >>> round(fee, 2)
    1000.0
    """
    (rate, costs), wrap = unwrap(rate=(rate, ("hour",)), overhead=(overhead, ("month",)))
    taken = check_fraction("buffer", buffer) + check_fraction("margin", margin)
    if taken >= 1:
        raise ArgumentError(
            f"buffer and margin must leave part of the fee for the work; received {buffer!r} "
            f"and {margin!r}, together {taken:g}."
        )
    base = check_number("hours", hours, low=0, unit="hours") * rate + costs
    return wrap(base / (1 - taken), "month")


def effective_rate(fee: float | Money, *, hours: float) -> float | Money:
    """
    Compute what an hour of a client's work really pays.

    Parameters
    ----------
    fee : float or Money
        Per month, per project, or once.
    hours : float
        Hours worked for that fee, all of them.

    Returns
    -------
    float or Money
        Per hour.

    Examples
    --------
    >>> effective_rate(1000, hours=20)
    50.0
    """
    (fee,), wrap = unwrap(fee=(fee, ("month", "project", None)))
    return wrap(fee / check_number("hours", hours, above=0, unit="hours"), "hour")


def fixed_plus_share(fixed: float | Money, *, share: float, sales: float | Money) -> float | Money:
    """
    Compute pay made of a fixed part and a share of the sales.

    Parameters
    ----------
    fixed : float or Money
        Paid in any case.
    share : float
        Fraction of the sales.
    sales : float or Money
        Sales attributed to the work, in the same period.

    Returns
    -------
    float or Money
        fixed + share * sales.

    Examples
    --------
    >>> fixed_plus_share(250, share=0.05, sales=8_000)
    650.0
    """
    (fixed, sales), wrap = unwrap(fixed=(fixed, SAME), sales=(sales, SAME))
    return wrap(fixed + check_fraction("share", share) * sales)


def indifferent_sales(flat: float | Money, *, fixed: float | Money, share: float) -> float | Money:
    """
    Find the sales at which a flat fee and fixed plus share pay the same.

    Parameters
    ----------
    flat : float or Money
        The flat fee.
    fixed : float or Money
        The fixed part of the other offer, in the same period.
    share : float
        Fraction of the sales, more than 0.

    Returns
    -------
    float or Money
        (flat - fixed) / share; above it the share pays more. 0 where the fixed part alone
        is as good as the flat fee.

    Examples
    --------
    >>> indifferent_sales(500, fixed=250, share=0.05)
    5000.0
    """
    (flat, fixed), wrap = unwrap(flat=(flat, SAME), fixed=(fixed, SAME))
    share = check_fraction("share", check_number("share", share, above=0))
    return wrap(max(flat - fixed, 0.0) / share)


def share_pay_sd(share: float, *, sales_sd: float | Money) -> float | Money:
    """
    Compute how much pay swings when it holds a share of the sales.

    Parameters
    ----------
    share : float
        Fraction of the sales.
    sales_sd : float or Money
        Standard deviation of the sales.

    Returns
    -------
    float or Money
        Standard deviation of the pay: share * sales_sd, since Var(pay) = share**2 Var(sales).

    Examples
    --------
    >>> share_pay_sd(0.05, sales_sd=2_000)
    100.0
    """
    (sd,), wrap = unwrap(sales_sd=(sales_sd, SAME))
    return wrap(check_fraction("share", share) * sd)


def certainty_equivalent(
    expected: float | Money, *, sd: float | Money, risk_aversion: float
) -> float | Money:
    """
    Find the sure pay that is worth as much to you as a swinging one.

    Parameters
    ----------
    expected : float or Money
        Mean of the pay.
    sd : float or Money
        Its standard deviation, in the same period.
    risk_aversion : float
        Per unit of money: 0 is indifferent to risk. With 0.002 a swing of 100 costs 10.

    Returns
    -------
    float or Money
        expected - risk_aversion / 2 * sd**2: exact for constant absolute risk aversion and
        normal pay. May be negative.

    Examples
    --------
    >>> certainty_equivalent(550, sd=100, risk_aversion=0.002)
    540.0
    """
    (mean, sd), wrap = unwrap(expected=(expected, SAME), sd=(sd, SAME))
    return wrap(mean - check_number("risk_aversion", risk_aversion, low=0) / 2 * sd**2)
