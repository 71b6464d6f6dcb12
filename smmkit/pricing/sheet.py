"""An hourly rate taken apart, and carried on to days, months and clients."""

from __future__ import annotations

import math

import pandas as pd

from smmkit.errors import check_number
from smmkit.pricing.clients import clients_to_break_even
from smmkit.pricing.rates import billable_hours, hourly_rate, retainer

__all__ = ["price_sheet", "rate_parts"]

_TIME = ("holiday_weeks", "sick_weeks", "hours_per_week", "utilisation")


def rate_parts(net_target: float, *, overhead: float, profit: float = 0, **figures) -> pd.Series:
    """
    Split an hourly rate into what it is for.

    Parameters
    ----------
    net_target, overhead, profit, **figures
        As in `hourly_rate`; amounts are plain numbers of one currency.

    Returns
    -------
    pandas.Series
        keep, overhead, tax and profit, per billable hour. They add up to `hourly_rate`.

    Examples
    --------
    >>> parts = rate_parts(24_000, overhead=3_600, tax=0.25, holiday_weeks=6,
    ...                    hours_per_week=40, utilisation=0.6, profit=0.1)
    >>> parts.round(2).to_dict()
    {'keep': 21.74, 'overhead': 3.26, 'tax': 7.25, 'profit': 3.22}
    """
    net = check_number("net_target", net_target, low=0, unit="money")
    costs = check_number("overhead", overhead, low=0, unit="money")
    hours = _billable(figures)
    rate = hourly_rate(net, overhead=costs, profit=profit, **figures)
    cost = hourly_rate(net, overhead=costs, **figures)
    return pd.Series(
        {
            "keep": net / hours,
            "overhead": costs / hours,
            "tax": cost - (net + costs) / hours,
            "profit": rate - cost,
        }
    )


def price_sheet(
    net_target: float,
    *,
    client_fee: float,
    retainer_hours: float,
    client_overhead: float = 0,
    buffer: float = 0,
    day_hours: float = 8,
    profit: float = 0,
    profit_as: str = "markup",
    **figures,
) -> pd.Series:
    """
    Carry an hourly rate on to days, months and clients.

    Parameters
    ----------
    net_target, profit, profit_as, **figures
        As in `hourly_rate`; amounts are plain numbers of one currency.
    client_fee : float
        What one client pays a month; more than 0.
    retainer_hours, client_overhead, buffer : float
        Hours, overhead (a month) and buffer of a retainer to quote, as in `retainer`.
    day_hours : float, default 8
        Billable hours in a day's work.

    Returns
    -------
    pandas.Series
        price_per_hour, price_per_day, retainer_per_month, revenue_per_month (to be billed),
        clients (paying `client_fee`, rounded up) and hours_per_client_per_month (billable; NaN
        where no client is needed).

    Notes
    -----
    The retainer is `retainer` at the hourly rate before profit, with the profit as its margin:
    a markup p is a margin of p / (1 + p).

    Examples
    --------
    >>> sheet = price_sheet(24_000, overhead=3_600, tax=0.25, holiday_weeks=6, hours_per_week=40,
    ...                     utilisation=0.6, client_fee=500, retainer_hours=20)
    >>> print(sheet.round(2).to_string())
    price_per_hour                  32.25
    price_per_day                  257.97
    retainer_per_month             644.93
    revenue_per_month             2966.67
    clients                          6.00
    hours_per_client_per_month      15.33
    """
    rate = hourly_rate(net_target, profit=profit, profit_as=profit_as, **figures)
    fee = retainer(
        retainer_hours,
        hourly_rate(net_target, **figures),
        overhead=client_overhead,
        buffer=buffer,
        margin=profit if profit_as == "margin" else profit / (1 + profit),
    )
    day = check_number("day_hours", day_hours, above=0, high=24, unit="hours")
    hours = _billable(figures) / 12
    clients = clients_to_break_even(rate * hours, client_fee)
    return pd.Series(
        {
            "price_per_hour": rate,
            "price_per_day": day * rate,
            "retainer_per_month": fee,
            "revenue_per_month": rate * hours,
            "clients": clients,
            "hours_per_client_per_month": hours / clients if clients else math.nan,
        }
    )


def _billable(figures: dict) -> float:
    return billable_hours(**{name: figures[name] for name in _TIME if name in figures})
