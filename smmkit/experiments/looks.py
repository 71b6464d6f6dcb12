"""Looking at a test while it runs: what that costs, and bounds that pay for it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import pandas as pd
from scipy import optimize, stats

from smmkit.errors import ArgumentError, TableError, check_choice, check_fraction, check_number
from smmkit.experiments._counted import check_whole, counted
from smmkit.intervals import pooled_z

__all__ = [
    "RULES",
    "false_alarm_rate",
    "stopping_bounds",
    "z_values",
]

RULES = ("every look", "pocock", "obrien-fleming", "end only")

MOST_LOOKS = 200
_NEVER = 8  # nobody gets that many standard errors away by chance


def z_values(log: pd.DataFrame) -> pd.Series:
    """
    Compute, look by look, by how many standard errors B is ahead of A.

    Parameters
    ----------
    log : pandas.DataFrame
        A row for each look; people_a, clicks_a, people_b and clicks_b, each counted **from the
        start** of the test.

    Returns
    -------
    pandas.Series
        z of the two-proportion test, indexed as the log. Beyond 1.96 the p-value is below 0.05.

    Raises
    ------
    TableError
        If a column is missing, a row counts more clicks than people, or a count falls from one
        look to the next, as counts of single days would.

    Examples
    --------
    >>> log = pd.DataFrame({"people_a": [100, 200], "clicks_a": [5, 12],
    ...                     "people_b": [100, 200], "clicks_b": [11, 15]})
    >>> z_values(log).round(2).tolist()
    [1.56, 0.6]
    """
    hits_a, people_a = counted(log, "clicks_a", "people_a", "z_values")
    hits_b, people_b = counted(log, "clicks_b", "people_b", "z_values")
    for name, column in zip(
        ("clicks_a", "people_a", "clicks_b", "people_b"),
        (hits_a, people_a, hits_b, people_b),
        strict=True,
    ):
        falls = np.flatnonzero(np.diff(column) < 0)
        if falls.size:
            raise TableError(
                f"z_values needs counts from the start of the test; {name} falls from row "
                f"{log.index[falls[0]]} to row {log.index[falls[0] + 1]}. Add single days up with "
                "cumsum() first."
            )
    return pd.Series(pooled_z(hits_a, people_a, hits_b, people_b), index=log.index, name="z")


def stopping_bounds(looks: int, *, rule: str = "obrien-fleming", alpha: float = 0.05) -> pd.Series:
    """
    Compute at which z a test is stopped, look by look.

    Parameters
    ----------
    looks : int
        How often the test will be looked at, after equal numbers of people; 1 to 200.
    rule : {"obrien-fleming", "pocock", "every look", "end only"}
        Pocock asks the same z at each look, O'Brien and Fleming a high one at first and nearly
        the usual one at the end. "every look" takes the z of a single look each time, which is
        naive peeking; "end only" stops at the last look only.
    alpha : float, default 0.05
        Chance of a false alarm, two-sided: over all looks, except with "every look".

    Returns
    -------
    pandas.Series
        Indexed by look, from 1; infinite where nothing stops the test.

    Raises
    ------
    ArgumentError
        If an argument is out of range.

    Notes
    -----
    Pocock (Biometrika 64, 1977): z_k = c. O'Brien and Fleming (Biometrics 35, 1979):
    z_k = c √(K / k). Here c is found so that `false_alarm_rate` gives alpha; the tables of
    Jennison and Turnbull, *Group Sequential Methods* (1999), 2.1 and 2.3, agree.

    Examples
    --------
    >>> stopping_bounds(4).round(2).tolist()
    [4.05, 2.86, 2.34, 2.02]
    >>> stopping_bounds(4, rule="pocock").round(2).tolist()
    [2.36, 2.36, 2.36, 2.36]
    """
    count = check_whole("looks", looks, MOST_LOOKS)
    check_choice("rule", rule, RULES)
    alpha = check_number("alpha", check_fraction("alpha", alpha), above=1e-6, below=0.999)
    return pd.Series(
        _bounds(count, rule, alpha), index=pd.RangeIndex(1, count + 1, name="look"), name="bound"
    )


def false_alarm_rate(bounds: Sequence[float]) -> float:
    """
    Compute how often a test without any difference crosses a bound at one of its looks.

    Parameters
    ----------
    bounds : sequence of float
        A z above 0 for each look, after equal numbers of people; infinite for a look that stops
        nothing.

    Returns
    -------
    float
        A fraction.

    Raises
    ------
    ArgumentError
        If there are no bounds, more than 200, or one is not above 0.

    Notes
    -----
    Without a difference z_k √k is a sum of k independent standard normal steps. The density of
    what has not crossed yet is carried from look to look by numerical integration (Armitage,
    McPherson and Rowe, Journal of the Royal Statistical Society A 132, 1969).

    Examples
    --------
    >>> [round(false_alarm_rate([1.96] * looks), 3) for looks in (1, 5, 28)]
    [0.05, 0.142, 0.275]
    """
    given = np.asarray(list(bounds), dtype=float)
    if not 1 <= given.size <= MOST_LOOKS or not (given > 0).all():
        raise ArgumentError(
            f"bounds must be 1 to {MOST_LOOKS} numbers above 0; received {list(bounds)!r}."
        )
    return _crossing(given)


@lru_cache(maxsize=256)
def _bounds(count: int, rule: str, alpha: float) -> tuple[float, ...]:
    single = float(stats.norm.isf(alpha / 2))
    if rule == "end only":
        return (math.inf,) * (count - 1) + (single,)
    shape = np.ones(count)
    if rule == "obrien-fleming":
        shape = np.sqrt(count / np.arange(1, count + 1))
    if rule == "every look" or count == 1:
        return tuple(single * np.ones(count))
    highest = float(stats.norm.isf(alpha / 2 / count))  # Bonferroni asks more than any need be
    constant = optimize.brentq(
        lambda c: _crossing(c * shape) - alpha, single * 0.999, highest, xtol=1e-8
    )
    return tuple(constant * shape)


def _crossing(bounds: np.ndarray) -> float:
    looks = np.flatnonzero(bounds <= _NEVER) + 1
    if not looks.size:
        return 0.0
    edges = bounds[looks - 1] * np.sqrt(looks)
    # Nodes less than a step apart, so that the density of one step is never missed between them.
    nodes, weights = _gauss(40 * math.ceil(1 + edges.max() / 10))
    at, mass = np.zeros(1), np.ones(1)
    for edge, steps in zip(edges, np.diff(looks, prepend=0), strict=True):
        there = edge * nodes
        away = (there[:, None] - at) / math.sqrt(steps)
        mass = edge * weights * (np.exp(-(away**2) / 2) @ mass) / math.sqrt(2 * math.pi * steps)
        at = there
    return float(min(max(1 - mass.sum(), 0.0), 1.0))


@lru_cache(maxsize=16)
def _gauss(count: int) -> tuple[np.ndarray, np.ndarray]:
    return np.polynomial.legendre.leggauss(count)
