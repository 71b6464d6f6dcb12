"""Many tests with a known truth, looked at again and again."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from smmkit.errors import ArgumentError, check_fraction, check_number
from smmkit.experiments._counted import check_whole
from smmkit.experiments.looks import MOST_LOOKS
from smmkit.intervals import pooled_z

__all__ = ["first_alarm", "simulate_looks", "stops"]

MOST_DRAWS = 5_000_000


def simulate_looks(
    rate: float,
    *,
    people: int,
    looks: int,
    change: float = 0.0,
    tests: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """
    Run many A/B tests with a known truth and look at each again and again.

    Parameters
    ----------
    rate : float
        True share of A, a fraction.
    people : int
        People that each variant gets between two looks.
    looks : int
        Number of looks, 1 to 200.
    change : float, default 0
        True difference, B minus A: 0 for a test in which there is nothing to find.
    tests : int, default 1000
        How many tests.
    seed : int, default 0
        The same seed gives the same tests.

    Returns
    -------
    pandas.DataFrame
        z, a row for each test and a column for each look from 1.

    Raises
    ------
    UnitError
        If a fraction is given as per cent.
    ArgumentError
        If an argument is out of range, or tests times looks is more than five million.

    Examples
    --------
    >>> z = simulate_looks(0.04, people=300, looks=28, tests=500)
    >>> bool((z[28].abs() > 1.96).mean() < first_alarm(z, [1.96] * 28).notna().mean())
    True
    """
    rate = check_fraction("rate", rate)
    change = check_number("change", change)
    check_fraction("rate + change", rate + change)
    people = check_whole("people", people, 10**7)
    count, runs = check_whole("looks", looks, MOST_LOOKS), check_whole("tests", tests, 10**6)
    if count * runs > MOST_DRAWS:
        raise ArgumentError(
            f"tests times looks must be at most {MOST_DRAWS:,}; received {runs:,} times {count}."
        )
    rng = np.random.default_rng(check_whole("seed", seed, 2**63, low=0))
    hits = rng.binomial(people, [[[rate]], [[rate + change]]], size=(2, runs, count)).cumsum(axis=2)
    seen = people * np.arange(1, count + 1)
    z = pooled_z(hits[0], seen, hits[1], seen)
    return pd.DataFrame(z, columns=pd.RangeIndex(1, count + 1, name="look"))


def first_alarm(z: pd.DataFrame | pd.Series, bounds: Sequence[float]) -> pd.Series | object:
    """
    Find the look at which each test crosses its bound for the first time.

    Parameters
    ----------
    z : pandas.DataFrame or pandas.Series
        A row for each test and a column for each look, in order; or one test's looks.
    bounds : sequence of float
        A bound for each look.

    Returns
    -------
    pandas.Series or a look's name
        Names of the looks, missing where nothing was crossed; for one test, the name or None.

    Raises
    ------
    ArgumentError
        If there are not as many bounds as looks.

    Examples
    --------
    >>> first_alarm(pd.Series([0.5, -2.1, 1.0], index=["Mon", "Tue", "Wed"]), [1.96] * 3)
    'Tue'
    """
    one = isinstance(z, pd.Series)
    table = z.to_frame().T if one else z
    limits = np.asarray(list(bounds), dtype=float)
    if limits.size != table.shape[1]:
        raise ArgumentError(
            f"bounds must hold one number for each of the {table.shape[1]} looks; "
            f"received {limits.size}."
        )
    over = table.abs().to_numpy(dtype=float) > limits
    looks = table.columns.to_numpy()
    found = pd.Series(looks[over.argmax(axis=1)], index=table.index).where(over.any(axis=1))
    if not one:
        return found
    return table.columns[int(over.argmax())] if over.any() else None


def stops(z: pd.DataFrame, bounds: Sequence[float], *, people: int) -> pd.Series:
    """
    Sum up when many tests stopped.

    Parameters
    ----------
    z : pandas.DataFrame
        A row for each test, a column for each look: what `simulate_looks` returns.
    bounds : sequence of float
        A bound for each look.
    people : int
        People that each variant gets between two looks.

    Returns
    -------
    pandas.Series
        early, last and never: how many tests stopped before the last look, at it, or not at all;
        share, of those that stopped among all (a fraction); people, the mean number in each
        variant when those that stopped did (NaN if none did).

    Raises
    ------
    ArgumentError
        If there are not as many bounds as looks.

    Examples
    --------
    >>> z = pd.DataFrame([[2.5, 3.0], [1.0, 2.2], [0.1, 0.2]], columns=[1, 2])
    >>> stops(z, [1.96, 1.96], people=100).round(2).tolist()
    [1.0, 1.0, 1.0, 0.67, 150.0]
    """
    people = check_whole("people", people, 10**7)
    places = pd.Series(z.columns.get_indexer(first_alarm(z, bounds)))
    stopped, last = places[places >= 0], z.shape[1] - 1
    return pd.Series(
        {
            "early": float((stopped < last).sum()),
            "last": float((stopped == last).sum()),
            "never": float(len(places) - len(stopped)),
            "share": len(stopped) / max(len(places), 1),
            "people": float(people * (stopped + 1).mean()),
        }
    )
