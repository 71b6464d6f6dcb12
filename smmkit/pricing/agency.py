"""Salaries compared, and the sums of an agency."""

from __future__ import annotations

import pandas as pd

from smmkit.errors import (
    ArgumentError,
    TableError,
    check_columns,
    check_fraction,
    check_number,
)
from smmkit.money import SAME, Money, unwrap
from smmkit.pricing import _whole

__all__ = [
    "ask_factor",
    "client_capacity",
    "gross_margin",
    "midpoint",
    "pay_ratio",
    "price_floor",
    "solo_capacity",
    "utilisation",
]


def midpoint(low: float | Money, high: float | Money) -> float | Money:
    """
    Find the middle of a salary range.

    Parameters
    ----------
    low, high : float or Money
        Ends of the range, in one currency and period.

    Returns
    -------
    float or Money
        Their mean.

    Raises
    ------
    ArgumentError
        If the ends are swapped, or so far apart that the low one has probably lost its
        thousands: "30 to 80 000" means 30 000 to 80 000.

    Examples
    --------
    >>> midpoint(30_000, 80_000)
    55000.0
    """
    (low, high), wrap = unwrap(low=(low, SAME), high=(high, SAME))
    if low > high:
        raise ArgumentError(f"low must not be more than high; received {low:g} and {high:g}.")
    if 0 < 100 * low <= high:
        raise ArgumentError(
            f"low and high must be two pays in one unit; received {low:g} and {high:g}. A range "
            f'written "{low:g} to {high:,.0f}" means {1000 * low:,.0f} to {high:,.0f}.'
        )
    return wrap((low + high) / 2)


def pay_ratio(pay: float | Money, base: float | Money) -> float:
    """
    Compare one pay with another.

    Parameters
    ----------
    pay, base : float or Money
        In one currency and period; `base` more than 0.

    Returns
    -------
    float
        pay / base.

    Examples
    --------
    >>> pay_ratio(55_000, 40_000)
    1.375
    """
    (pay, base), _ = unwrap(pay=(pay, SAME), base=(base, SAME))
    return pay / check_number("base", base, above=0, unit="money")


def ask_factor(
    brought: float | Money,
    paid: float | Money,
    *,
    target_multiple: float,
    cap: float | None = None,
) -> float:
    """
    Compute by how much to ask for a raise when you bring far more than you are paid.

    Parameters
    ----------
    brought : float or Money
        Margin that your work brought.
    paid : float or Money
        Your pay, in the same period; more than 0.
    target_multiple : float
        How many times its pay good work should bring.
    cap : float, optional
        The most to ask for, as a factor; at least 1. None: no limit.

    Returns
    -------
    float
        brought / paid / target_multiple, at most `cap`. Below 1 there is no case for a raise.

    Examples
    --------
    >>> ask_factor(6_000, 1_000, target_multiple=4)
    1.5
    >>> ask_factor(6_000, 1_000, target_multiple=2, cap=2)
    2.0
    """
    (brought, paid), _ = unwrap(brought=(brought, SAME), paid=(paid, SAME))
    times = brought / check_number("paid", paid, above=0, unit="money")
    factor = times / check_number("target_multiple", target_multiple, above=0)
    return factor if cap is None else min(check_number("cap", cap, low=1), factor)


def gross_margin(fees: float | Money, *, delivery_cost: float | Money) -> float:
    """
    Compute the share of the fees left after the cost of doing the work.

    Parameters
    ----------
    fees : float or Money
        Billed; more than 0.
    delivery_cost : float or Money
        Pay and tools of those who did the work, in the same period.

    Returns
    -------
    float
        (fees - delivery_cost) / fees, a fraction of the price; negative at a loss.

    Examples
    --------
    >>> round(gross_margin(6_750, delivery_cost=4_500), 4)
    0.3333
    """
    (fees, cost), _ = unwrap(fees=(fees, SAME), delivery_cost=(delivery_cost, SAME))
    return (fees - cost) / check_number("fees", fees, above=0, unit="money")


def price_floor(delivery_cost: float | Money, *, margin: float) -> float | Money:
    """
    Find the lowest price that leaves a margin.

    Parameters
    ----------
    delivery_cost : float or Money
        Cost of doing the work.
    margin : float
        Fraction of the price (not of the cost), below 1.

    Returns
    -------
    float or Money
        delivery_cost / (1 - margin).

    Examples
    --------
    >>> price_floor(300, margin=0.4)
    500.0
    """
    (cost,), wrap = unwrap(delivery_cost=(delivery_cost, SAME))
    return wrap(cost / (1 - check_fraction("margin", margin, one_allowed=False)))


def utilisation(billed: float, *, available: float) -> float:
    """
    Compute the share of the hours worked that were billed.

    Parameters
    ----------
    billed, available : float
        Hours in the same period; billed at most available.

    Returns
    -------
    float
        Fraction.

    Examples
    --------
    >>> utilisation(360, available=480)
    0.75
    """
    available = check_number("available", available, above=0, unit="hours")
    return check_number("billed", billed, low=0, high=available, unit="hours") / available


def solo_capacity(hours: float, *, hours_per_client: float) -> int:
    """
    Count the clients one person can serve.

    Parameters
    ----------
    hours : float
        Billable hours a month.
    hours_per_client : float
        Hours a client takes a month.

    Returns
    -------
    int
        hours / hours_per_client, rounded down. A ratio within one in 10**9 of a whole
        number counts as that number.

    Examples
    --------
    >>> solo_capacity(92, hours_per_client=20)
    4
    """
    need = check_number("hours_per_client", hours_per_client, above=0, unit="hours")
    return _whole.floor(check_number("hours", hours, low=0, unit="hours") / need)


def client_capacity(staff: pd.DataFrame) -> int:
    """
    Count the clients a team can serve, each role doing its own part.

    Parameters
    ----------
    staff : pandas.DataFrame
        One row a person: role, hours (billable a month) and need (hours of that role that
        one client takes a month; the same in all rows of a role).

    Returns
    -------
    int
        The capacity of the scarcest role, rounded down.

    Raises
    ------
    TableError
        If a column is missing, a role has two needs, or nobody is needed.

    Examples
    --------
    >>> staff = pd.DataFrame({"role": ["writer", "writer", "designer"],
    ...                       "hours": [120, 120, 120], "need": [12, 12, 8]})
    >>> client_capacity(staff)
    15
    """
    check_columns(staff, ["role", "hours", "need"], "client_capacity")
    capacities = []
    for role, rows in staff.groupby("role"):
        hours = sum(check_number(f"hours of {role}", h, low=0) for h in rows["hours"])
        needs = {check_number(f"need of {role}", n, low=0) for n in rows["need"]}
        if len(needs) > 1:
            raise TableError(
                f"client_capacity: the role {role!r} must have one need; "
                f"it has {', '.join(f'{n:g}' for n in sorted(needs))}."
            )
        capacities += [solo_capacity(hours, hours_per_client=n) for n in needs if n]
    if not capacities:
        raise TableError("client_capacity: at least one role must be needed, in hours a client.")
    return min(capacities)
