"""How large a part of the people is, and how far a survey can be trusted on it."""

from __future__ import annotations

import math

import pandas as pd

from smmkit.errors import check_columns, check_number
from smmkit.intervals import deviations, wilson

__all__ = ["Z", "interval", "near_mean", "sizes"]

Z = deviations(0.95)


def interval(count: int, n: int) -> tuple[float, float]:
    """
    Return the range in which the share of everybody lies, if `count` of `n` asked say so.

    Parameters
    ----------
    count : int
        People who say so.
    n : int
        People asked, drawn by chance.

    Returns
    -------
    tuple of float
        Lowest and highest share: 95 times of 100 such a range holds the true one. NaN if nobody
        was asked.

    Raises
    ------
    ArgumentError
        If a number is negative or `count` exceeds `n`.

    Notes
    -----
    Wilson's score interval, `smmkit.intervals.wilson`.

    Examples
    --------
    >>> [round(end, 3) for end in interval(30, 100)]
    [0.219, 0.396]
    """
    n = check_number("n", n, low=0, unit="people")
    count = check_number("count", count, low=0, high=n, unit="people")
    if not n:
        return math.nan, math.nan
    return wilson(count / n, n)


def sizes(people: pd.DataFrame, by: str, *, size: float | None = None) -> pd.DataFrame:
    """
    Return how large each part of the people is.

    Parameters
    ----------
    people : pandas.DataFrame
        One row a person.
    by : str
        Column that divides them.
    size : float, optional
        Number of all whom the rows stand for.

    Returns
    -------
    pandas.DataFrame
        Indexed by the values of `by`, largest first: n (rows), share (fraction, sums to 1), low
        and high (`interval`), and with `size` people, its share of `size`. Who is not known is
        left out of all of it.

    Raises
    ------
    TableError
        If the column is missing.

    Examples
    --------
    >>> asked = pd.DataFrame({"segment": ["parents", "parents", "retired", "parents"]})
    >>> sizes(asked, "segment", size=2000)["people"].to_dict()
    {'parents': 1500.0, 'retired': 500.0}
    """
    check_columns(people, [by], "sizes")
    counts = people[by].value_counts().astype(int)
    n = int(counts.sum())
    ends = [interval(count, n) for count in counts]
    table = pd.DataFrame(
        {
            "n": counts,
            "share": (counts / n if n else counts).astype(float),
            "low": [low for low, _ in ends],
            "high": [high for _, high in ends],
        }
    )
    if size is not None:
        table["people"] = table["share"] * check_number("size", size, above=0, unit="people")
    return table


def near_mean(numbers: pd.Series, *, within: float) -> float:
    """
    Return the share of people who are near the mean of all.

    Parameters
    ----------
    numbers : pandas.Series
        Such as ages; those not known stay out.
    within : float
        How far from the mean is near, in the same unit; the edge counts.

    Returns
    -------
    float
        Fraction; NaN without numbers.

    Examples
    --------
    Two students and two retired people are 43 on average, and none of them is near 43.

    >>> near_mean(pd.Series([19, 21, 65, 67]), within=5)
    0.0
    """
    known = numbers.dropna().astype(float)
    return float(((known - known.mean()).abs() <= check_number("within", within, low=0)).mean())
