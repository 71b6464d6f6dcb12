"""Before a test: how many people it takes, and what it could find."""

from __future__ import annotations

import math

import numpy as np
from scipy import optimize, stats

from smmkit.errors import ArgumentError, check_fraction, check_number

__all__ = ["power", "sample_size", "smallest_change"]

# Rounding must not ask for one person more where the formula gives a whole number.
_A_HAIR = 1e-9


def sample_size(
    rate: float,
    *,
    change: float,
    power: float = 0.8,
    alpha: float = 0.05,
    two_sided: bool = True,
) -> int:
    """
    Count the people that **each** variant needs for a test of two shares.

    Parameters
    ----------
    rate : float
        The share that variant A is expected to have, a fraction.
    change : float
        The smallest difference worth finding, B minus A: absolute, a fraction, not 0. A tenth
        more of 0.04 is 0.004.
    power : float, default 0.8
        Chance to find a difference of that size, if it is there.
    alpha : float, default 0.05
        Chance of an alarm if there is none.
    two_sided : bool, default True
        Whether a difference in either direction raises the alarm.

    Returns
    -------
    int
        People in each variant; the test takes twice as many.

    Raises
    ------
    UnitError
        If a fraction is given as per cent.
    ArgumentError
        If `change` is 0, or leads to a share below 0 or above 1, or a chance is not between
        0 and 1.

    Notes
    -----
    n = (z_α √(2 p̄ (1 - p̄)) + z_β √(p_a (1 - p_a) + p_b (1 - p_b)))² / d², with p̄ the mean of
    both shares and d their difference (Fleiss, Levin and Paik, *Statistical Methods for Rates
    and Proportions*, 3rd edition, 2003, chapter 4, without the correction for continuity).
    16 p (1 - p) / d² is the same at a glance, for 80 % and 5 %.

    Examples
    --------
    >>> sample_size(0.04, change=0.008)
    10317
    """
    rate, other = _two_rates(rate, change)
    z_alpha, z_beta = _tail(alpha, two_sided), float(stats.norm.ppf(_chance("power", power)))
    if z_alpha + z_beta <= 0:
        raise ArgumentError(f"power must be more than alpha; received {power!r} and {alpha!r}.")
    root = z_alpha * _spread_equal(rate, other) + z_beta * _spread(rate, other)
    return max(1, math.ceil((root / (other - rate)) ** 2 - _A_HAIR))


def power(
    rate: float, *, change: float, n: float, alpha: float = 0.05, two_sided: bool = True
) -> float:
    """
    Compute the chance that a test with `n` people in each variant finds a difference.

    Parameters
    ----------
    rate, change, alpha, two_sided
        As in `sample_size`; `change` is the true difference.
    n : float
        People in each variant.

    Returns
    -------
    float
        A fraction. An alarm in the wrong direction is not counted as found.

    Raises
    ------
    UnitError, ArgumentError
        As in `sample_size`.

    Examples
    --------
    >>> round(power(0.04, change=0.008, n=10317), 2)
    0.8
    >>> round(power(0.04, change=0.008, n=1000), 2)
    0.14
    """
    rate, other = _two_rates(rate, change)
    n = check_number("n", n, low=1, unit="people in each variant")
    z_alpha = _tail(alpha, two_sided)
    away = abs(other - rate) * math.sqrt(n) - z_alpha * _spread_equal(rate, other)
    spread = _spread(rate, other)
    return float(stats.norm.cdf(away / spread)) if spread else float(away > 0)


def smallest_change(
    rate: float,
    *,
    n: float,
    power: float = 0.8,
    alpha: float = 0.05,
    two_sided: bool = True,
) -> float:
    """
    Compute the smallest rise that a test with `n` people in each variant finds with that power.

    Parameters
    ----------
    rate, power, alpha, two_sided
        As in `sample_size`.
    n : float
        People in each variant.

    Returns
    -------
    float
        An absolute difference, a fraction (the minimum detectable effect); NaN where not even a
        rise to 1 would be found.

    Raises
    ------
    UnitError, ArgumentError
        As in `sample_size`.

    Examples
    --------
    >>> round(smallest_change(0.04, n=10317), 4)
    0.008
    """
    wanted, most = _chance("power", power), 1 - check_fraction("rate", rate, one_allowed=False)

    def missing(change: float) -> float:
        return _power(rate, change=change, n=n, alpha=alpha, two_sided=two_sided) - wanted

    least = most * 1e-9
    if missing(most) < 0:
        return math.nan
    return float(optimize.brentq(missing, least, most)) if missing(least) < 0 else least


_power = power  # `smallest_change` has an argument of that name


def _two_rates(rate: float, change: float) -> tuple[float, float]:
    rate = check_fraction("rate", rate)
    check_number("change", change)
    size = check_fraction("change", abs(change))
    other = rate + math.copysign(size, change)
    if size == 0 or not 0 <= other <= 1:
        raise ArgumentError(
            "change must not be 0, and rate + change must lie between 0 and 1; received "
            f"rate={rate:g} and change={change!r}."
        )
    return rate, other


def _chance(name: str, value: float) -> float:
    check_fraction(name, value)
    return check_number(name, value, above=0, below=1)


def _tail(alpha: float, two_sided: bool) -> float:
    return float(stats.norm.isf(_chance("alpha", alpha) / (2 if two_sided else 1)))


def _spread(one: float, other: float) -> float:
    return math.sqrt(one * (1 - one) + other * (1 - other))


def _spread_equal(one: float, other: float) -> float:
    both = np.mean([one, other])
    return _spread(both, both)
