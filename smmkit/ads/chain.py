"""From a thousand displays to an order: prices and rates, each worked out from the others."""

from __future__ import annotations

import math
from functools import partial

import pandas as pd

from smmkit.errors import ArgumentError, check_fraction, check_number, did_you_mean
from smmkit.money import SAME, Money, unwrap

__all__ = ["chain", "highest_cpm"]

_NAMES = ("spend", "impressions", "clicks", "conversions", "cpm", "ctr", "cpc", "cr", "cpa")
_MONEY = ("spend", "cpm", "cpc", "cpa")

# (whole, part, rate, of): whole * of = part * rate.
_LINKS = (
    ("spend", "impressions", "cpm", 1000),
    ("clicks", "impressions", "ctr", 1),
    ("spend", "clicks", "cpc", 1),
    ("conversions", "clicks", "cr", 1),
    ("spend", "conversions", "cpa", 1),
    ("cpm", "ctr", "cpc", 1 / 1000),
    ("cpc", "cr", "cpa", 1),
)
_DIFFER = 1e-6


def chain(**known: float | Money) -> pd.Series:
    """
    Work out all that follows from the links of the chain that are known.

    Parameters
    ----------
    **known : float or Money
        Any of spend, impressions, clicks, conversions, cpm (cost of 1000 displays), ctr (clicks /
        impressions), cpc (cost of a click), cr (conversions / clicks), cpa (cost of a conversion).
        Counts and prices are not negative, rates are fractions; all money is of one currency.

    Returns
    -------
    pandas.Series
        All nine, in the order above; NaN for what does not follow. Money where Money was given.

    Raises
    ------
    ArgumentError
        If a name is unknown, a number is out of its range, or two of them contradict each other.
    UnitError
        If ctr is more than 1, as per cent would be.
    CurrencyError
        If amounts are in different currencies, or Money and numbers are mixed.

    Notes
    -----
    spend = impressions * cpm / 1000 = clicks * cpc = conversions * cpa;
    clicks = impressions * ctr; conversions = clicks * cr; so cpm = 1000 * ctr * cpc and
    cpc = cr * cpa. `smmkit.kpi` takes the same ratios from a table.

    Examples
    --------
    >>> found = chain(cpm=6, ctr=0.01, cr=0.04)
    >>> float(found["cpc"]), float(found["cpa"])
    (0.6, 15.0)
    >>> float(chain(conversions=20, cpa=15, cr=0.04)["clicks"])
    500.0
    """
    for name in known:
        if name not in _NAMES:
            raise ArgumentError(
                f"chain knows {', '.join(_NAMES)}; received {name!r}.{did_you_mean(name, _NAMES)}"
            )
    amounts, wrap = unwrap(**{name: (known[name], SAME) for name in _MONEY if name in known})
    numbers = dict(zip((name for name in _MONEY if name in known), amounts, strict=True))
    for name in known.keys() - numbers.keys():
        # A click may count several conversions, but no display several clicks.
        check = check_fraction if name == "ctr" else partial(check_number, low=0)
        numbers[name] = check(name, known[name])
    found = _follow(numbers)
    for whole, part, rate, of in _LINKS:
        if {whole, part, rate} <= found.keys() and not math.isclose(
            found[whole] * of, found[part] * found[rate], rel_tol=_DIFFER, abs_tol=1e-12
        ):
            raise ArgumentError(
                f"{whole}, {part} and {rate} contradict each other: with the rest of what was "
                f"given they would be {found[whole]:g}, {found[part]:g} and {found[rate]:g}. "
                "Leave out the one that is not known for certain."
            )
    whole = {
        name: wrap(found[name]) if name in _MONEY and name in found else found.get(name, math.nan)
        for name in _NAMES
    }
    return pd.Series(whole, name="chain")


def _follow(numbers: dict[str, float]) -> dict[str, float]:
    """Add what follows, link by link, until nothing more does."""
    found = dict(numbers)
    before = -1
    while len(found) > before:
        before = len(found)
        for whole, part, rate, of in _LINKS:
            open_ends = [name for name in (whole, part, rate) if name not in found]
            if len(open_ends) != 1:
                continue
            if open_ends == [whole]:
                found[whole] = found[part] * found[rate] / of
            else:
                (missing,) = open_ends
                other = found[rate if missing == part else part]
                if other > 0:
                    found[missing] = found[whole] * of / other
    return found


def highest_cpm(*, ctr: float, cr: float, worth: float | Money) -> float | Money:
    """
    Return the price of 1000 displays at which the ads just pay.

    Parameters
    ----------
    ctr, cr : float
        Clicks / impressions and conversions / clicks, fractions.
    worth : float or Money
        What one order leaves before advertising: margin times order value, not the order value.

    Returns
    -------
    float or Money
        1000 * ctr * cr * worth, as `worth` came.

    Raises
    ------
    UnitError
        If ctr is more than 1, as per cent would be.
    ArgumentError
        If a number is negative.

    Examples
    --------
    >>> round(highest_cpm(ctr=0.01, cr=0.04, worth=20), 9)
    8.0
    """
    (each,), wrap = unwrap(worth=(worth, SAME))
    ctr, cr = check_fraction("ctr", ctr), check_number("cr", cr, low=0)
    return wrap(1000 * ctr * cr * each)
