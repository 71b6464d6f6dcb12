"""After a test: by how much the variants differ, how surely, and what to do."""

from __future__ import annotations

import pandas as pd
from scipy import stats

from smmkit.errors import ArgumentError, check_fraction, check_number
from smmkit.experiments._counted import control_first, counted
from smmkit.intervals import newcombe, pooled_z

__all__ = ["DECISIONS", "compare", "decide"]

DECISIONS = ("ship", "don't", "undecided")


def compare(
    test: pd.DataFrame,
    *,
    hits: str = "clicks",
    people: str = "people",
    control: object = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """
    Hold each variant of a test against its control.

    Parameters
    ----------
    test : pandas.DataFrame
        A row for each variant, indexed by its name; people were dealt to the rows by lot.
    hits, people : str
        Columns: how many did it, and out of how many.
    control : object, optional
        Name of the variant that the others are held against; unless given, the first one.
    level : float, default 0.95
        How often such bounds hold the true difference between them.

    Returns
    -------
    pandas.DataFrame
        A row for each other variant: control_rate, rate, difference, low, high (fractions,
        absolute, variant minus control), relative (difference / control_rate, NaN if that is
        0) and p_value (two-sided).

    Raises
    ------
    TableError
        If a column is missing, a row counts more hits than people, or a name stands twice.
    ArgumentError
        If the level is not between 0 and 1.

    Notes
    -----
    The bounds are Newcombe's (Statistics in Medicine 17, 1998, method 10); the p-value is that
    of the z test with pooled variance, which is the chi-square test of the 2 x 2 table without
    a correction. Where they disagree at the margin, trust the bounds.

    Examples
    --------
    >>> test = pd.DataFrame({"people": [1000, 1000], "clicks": [40, 58]}, index=["A", "B"])
    >>> compare(test).round(3).loc["B"].to_dict()
    {'control_rate': 0.04, 'rate': 0.058, 'difference': 0.018, 'low': -0.001, 'high': 0.037, \
'relative': 0.45, 'p_value': 0.062}
    """
    done, asked = counted(test, hits, people, "compare", fewest=2)
    level = check_number("level", level, above=0, below=1)
    first = test.index.get_loc(control_first(test.index, control, "compare"))
    rate = done / asked
    others = [place for place in range(len(test)) if place != first]
    bounds = [
        newcombe(rate[first], asked[first], rate[place], asked[place], level=level)
        for place in others
    ]
    z = pooled_z(done[first], asked[first], done[others], asked[others])
    found = pd.DataFrame(bounds, columns=["low", "high"], index=test.index[others])
    found.insert(0, "control_rate", rate[first])
    found.insert(1, "rate", rate[others])
    found.insert(2, "difference", found["rate"] - rate[first])
    found["relative"] = found["difference"] / (rate[first] or float("nan"))
    found["p_value"] = 2 * stats.norm.sf(abs(z))
    return found


def decide(low: float, high: float, *, worth: float = 0.0) -> str:
    """
    Turn bounds of a difference into a decision.

    Parameters
    ----------
    low, high : float
        Bounds of the difference, B minus A, fractions.
    worth : float, default 0
        The smallest difference for which changing to B pays, a fraction.

    Returns
    -------
    str
        "ship" if the whole interval is worth it (low >= worth), "don't" if none of it is
        (high < worth), "undecided" otherwise.

    Raises
    ------
    UnitError
        If `worth` is per cent.
    ArgumentError
        If `low` is more than `high`.

    Examples
    --------
    >>> decide(0.004, 0.012, worth=0.002), decide(0.0005, 0.0015, worth=0.002), decide(-0.001, 0.01)
    ('ship', "don't", 'undecided')
    """
    low, high = check_number("low", low), check_number("high", high)
    worth = check_fraction("worth", worth)
    if low > high:
        raise ArgumentError(f"low must be at most high; received {low:g} and {high:g}.")
    return "ship" if low >= worth else "don't" if high < worth else "undecided"
