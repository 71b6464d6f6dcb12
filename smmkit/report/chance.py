"""Whether two months differ by more than chance."""

from __future__ import annotations

import math

import pandas as pd

__all__ = ["bounds", "of_ratios", "of_sums"]

FEW = 8
_TOO_FEW = "too few {rows} to tell from chance"
_WITHIN = "may be chance: ±{width} comes from how {rows} differ"
_BEYOND = "more than chance alone usually makes"
_CAREFUL = ", but from few {rows}"


def of_sums(now: pd.Series, before: pd.Series, rows: str) -> str:
    """
    Say whether two sums of counts differ by more than their rows' own unevenness makes.

    Parameters
    ----------
    now, before : pandas.Series
        The counts added up in each month, none missing; or differences of two counts.
    rows : str
        What a row is: "posts", "days".

    Returns
    -------
    str
        In words; empty if both are nothing.

    Notes
    -----
    A sum of n rows has the standard error sqrt(n) times the rows' standard deviation, and not
    less than the square root of the sum, which is the least that counted events vary by.
    Differences up to twice the standard error of both together are called chance.

    Examples
    --------
    >>> of_sums(pd.Series([3, 5, 4]), pd.Series([4, 2, 4]), "days")
    'may be chance: ±9 comes from how days differ'
    """
    if not now.any() and not before.any():
        return ""
    width = 2 * math.hypot(*(_sum_error(one) for one in (now, before)))
    words = f"{width:,.0f}"
    return _say(now.sum() - before.sum(), width, words, min(len(now), len(before)), rows)


def of_ratios(
    now: pd.DataFrame, before: pd.DataFrame, rows: str, *, unit: str = "fraction", times: float = 1
) -> str:
    """
    Say whether two pooled rates differ by more than their rows' own unevenness makes.

    Parameters
    ----------
    now, before : pandas.DataFrame
        The numerators and the denominators of each month's rows, in this order, none missing.
    rows : str
        What a row is.
    unit : str
        What the rate is in; a difference of fractions is in percentage points.
    times : float, default 1
        What the rate is of: 1000 for the cost of 1,000.

    Returns
    -------
    str

    Notes
    -----
    The standard error of a ratio of sums is the usual linear one: with residuals
    r = top - ratio * bottom it is sqrt(n / (n - 1) * sum(r ** 2)) / sum(bottom) (Cochran,
    Sampling Techniques, 1977, chapter 6).

    Examples
    --------
    >>> posts = pd.DataFrame({"engagements": [10, 30, 5], "reach": [100, 900, 80]})
    >>> of_ratios(posts, posts, "posts")
    'may be chance: ±3.1 percentage points comes from how posts differ'
    """
    rates, errors = zip(*(_ratio_and_error(one) for one in (now, before)), strict=True)
    width = 2 * math.hypot(*errors)
    points = f"{100 * width:.2g} percentage points"
    words = points if unit == "fraction" else f"{times * width:,.2f} {unit}"
    return _say(rates[0] - rates[1], width, words, min(len(now), len(before)), rows)


def bounds(one: pd.DataFrame, other: pd.DataFrame) -> tuple[float, float, float]:
    """
    Return how far two pooled rates are apart, and between which bounds.

    Parameters
    ----------
    one, other : pandas.DataFrame
        Numerators and denominators, as in `of_ratios`.

    Returns
    -------
    difference, low, high : float
        Rate of `one` less rate of `other`, less and more two standard errors of both together;
        NaN where there are fewer than three rows on a side. Bounds on the same side of 0 are more
        than chance usually makes.

    Examples
    --------
    >>> posts = pd.DataFrame({"engagements": [10, 30, 5], "reach": [100, 900, 80]})
    >>> difference, low, high = bounds(posts, posts)
    >>> difference, round(high, 3)
    (0.0, 0.031)
    """
    if min(len(one), len(other)) < 3:
        return math.nan, math.nan, math.nan
    rates, errors = zip(*(_ratio_and_error(part) for part in (one, other)), strict=True)
    width = 2 * math.hypot(*errors)
    difference = float(rates[0] - rates[1])
    return difference, float(difference - width), float(difference + width)


def _sum_error(values: pd.Series) -> float:
    uneven = len(values) * values.var() if len(values) > 1 else 0.0
    return math.sqrt(max(uneven, abs(values.sum())))


def _ratio_and_error(parts: pd.DataFrame) -> tuple[float, float]:
    top, bottom = (parts[column] for column in parts)
    if not bottom.sum():
        return math.nan, math.nan
    rate = top.sum() / bottom.sum()
    n = len(parts)
    spread = ((top - rate * bottom) ** 2).sum() * n / max(n - 1, 1)
    return rate, math.sqrt(spread) / bottom.sum()


def _say(difference: float, width: float, words: str, fewest: int, rows: str) -> str:
    if math.isnan(width):
        return ""
    if fewest < 3:
        return _TOO_FEW.format(rows=rows)
    if abs(difference) <= width:
        return _WITHIN.format(rows=rows, width=words)
    return _BEYOND + (_CAREFUL.format(rows=rows) if fewest < FEW else "")
