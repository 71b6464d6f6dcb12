"""What a claim is worth: a share without its sample, and a gain that would have come anyway."""

from __future__ import annotations

import math

from smmkit.errors import ArgumentError, check_fraction, check_number
from smmkit.intervals import deviations, wilson
from smmkit.kpi._ratio import divide
from smmkit.money import SAME, Money, unwrap

__all__ = ["gain_over_nothing", "highest_anyway", "sample_needed", "share_interval"]

# Rounding must not ask for one person more where the formula gives a whole number.
_A_HAIR = 1e-9


def share_interval(share: float, *, n: float, level: float = 0.95) -> tuple[float, float]:
    """
    Tell between which bounds the true share may lie, when `n` were asked (Wilson's interval).

    Parameters
    ----------
    share : float
        The share that was found, a fraction.
    n : float
        How many were asked or counted, drawn by lot from those the claim is about.
    level : float, default 0.95
        How often, over many such samples, the bounds hold the truth between them.

    Returns
    -------
    tuple of float
        Lower and upper bound, fractions from 0 to 1. They tell of chance alone: an answer
        that people would not give, or a group that was not asked, stands in no interval.

    Raises
    ------
    UnitError
        If the share is per cent.
    ArgumentError
        If nobody was asked, or the level is not between 0 and 1.

    Notes
    -----
    E. B. Wilson, Journal of the American Statistical Association 22 (1927): the shares p for
    which the one found lies within z standard errors of p. The textbook's share ± z standard
    errors comes close where n is large, and runs past 0 or 1 where it is not.

    Examples
    --------
    >>> [round(bound, 3) for bound in share_interval(0.79, n=100)]
    [0.7, 0.858]
    >>> [round(bound, 3) for bound in share_interval(0, n=10)]
    [0.0, 0.278]
    """
    share = check_fraction("share", share)
    n = check_number("n", n, low=1, unit="people asked")
    return wilson(share, n, level=_level(level))


def sample_needed(half_width: float, *, share: float = 0.5, level: float = 0.95) -> int:
    """
    Count how many must be asked for a share that is right to within `half_width`.

    Parameters
    ----------
    half_width : float
        How far the answer may be off to either side, a fraction: 0.05 for five points.
    share : float, default 0.5
        The share expected. One half, the worst case, serves where nothing is known.
    level : float, default 0.95
        As in `share_interval`.

    Returns
    -------
    int
        z^2 p (1 - p) / d^2, rounded up. It counts answers, not letters sent.

    Raises
    ------
    UnitError
        If a fraction is given as per cent.
    ArgumentError
        If the width is 0, or the level is not between 0 and 1.

    Examples
    --------
    >>> sample_needed(0.05)
    385
    >>> sample_needed(0.025)
    1537
    """
    width = check_fraction("half_width", half_width)
    if width == 0:
        raise ArgumentError(
            f"half_width must be more than 0, for no sample is exact; received {half_width!r}."
        )
    share = check_fraction("share", share)
    asked = deviations(_level(level)) ** 2 * share * (1 - share) / width**2
    return max(1, math.ceil(asked - _A_HAIR))


def gain_over_nothing(
    margin: float | Money, *, cost: float | Money, anyway: float = 0.0
) -> float | Money:
    """
    Compute what an effort leaves beyond what doing nothing would have left.

    Parameters
    ----------
    margin : float or Money
        Margin (not revenue) of the sales credited to the effort.
    cost : float or Money
        All that doing nothing would have saved: media, fees, hours.
    anyway : float, default 0
        Share of these sales that would have come without it, a fraction.

    Returns
    -------
    float or Money
        margin * (1 - anyway) - cost, as `margin` came. Below 0, doing nothing is better.

    Raises
    ------
    UnitError
        If `anyway` is per cent.
    CurrencyError
        If the two amounts are not of one kind.

    Examples
    --------
    >>> gain_over_nothing(300, cost=100, anyway=0.5)
    50.0
    """
    (margin, cost), wrap = unwrap("margin", margin=(margin, SAME), cost=(cost, SAME))
    return wrap(margin * (1 - check_fraction("anyway", anyway)) - cost)


def highest_anyway(margin: float | Money, *, cost: float | Money) -> float:
    """
    Find the share of buyers who may come anyway until doing nothing is as good.

    Parameters
    ----------
    margin, cost : float or Money
        As in `gain_over_nothing`.

    Returns
    -------
    float
        1 - cost / margin, a fraction; below 0 where the effort does not pay even if it brought
        every sale; NaN without margin.

    Examples
    --------
    >>> highest_anyway(300, cost=75)
    0.75
    """
    (margin, cost), _ = unwrap("margin", margin=(margin, SAME), cost=(cost, SAME))
    return 1 - divide(cost, margin)


def _level(level: float) -> float:
    return check_number("level", level, above=0, below=1)
