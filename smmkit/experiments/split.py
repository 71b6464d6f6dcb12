"""Before the result is read: did each variant get the people it was promised?"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import pandas as pd
from scipy import stats

from smmkit.errors import ArgumentError, TableError, check_number

__all__ = ["ALARM", "split_check"]

ALARM = 0.001
"""A split with a smaller p-value is taken for broken."""


def split_check(
    people: pd.Series | Mapping[str, float],
    *,
    planned: Mapping[str, float] | None = None,
    alarm: float = ALARM,
) -> pd.Series:
    """
    Check a test for sample-ratio mismatch.

    Parameters
    ----------
    people : pandas.Series or mapping
        How many people each variant counted.
    planned : mapping, optional
        Share or weight that each was promised; unless given, all the same.
    alarm : float, default 0.001
        The p-value below which the split is taken for broken. It is small since the check is
        made for each test, and since a broken split is not a matter of a few people.

    Returns
    -------
    pandas.Series
        largest_gap (people, the furthest from what was expected), statistic, p_value and
        broken (bool).

    Raises
    ------
    TableError
        If there are fewer than two variants, or a count is no number from 0 up.
    ArgumentError
        If `planned` names other variants, or a weight is not above 0.

    Notes
    -----
    The chi-square test of goodness of fit, sum of (counted - expected)² / expected with one
    degree of freedom fewer than variants. That a mismatch points to a fault in the test:
    Fabijan and others, *Diagnosing Sample Ratio Mismatch in Online Controlled Experiments*,
    KDD 2019.

    Examples
    --------
    >>> round(split_check({"A": 5000, "B": 4700})["p_value"], 4)
    0.0023
    >>> bool(split_check({"A": 5000, "B": 4700}, planned={"A": 0.8, "B": 0.2})["broken"])
    True
    """
    alarm = check_number("alarm", alarm, above=0, below=1)
    counts = pd.Series(people, dtype="float64")
    if len(counts) < 2 or not counts.index.is_unique:
        raise TableError(
            f"split_check needs at least two variants of different names; received {people!r}."
        )
    wrong = counts[~(counts >= 0) | np.isinf(counts)]
    if len(wrong) or counts.sum() == 0:
        said = ", ".join(f"{name}: {value:g}" for name, value in counts.items())
        raise TableError(f"split_check needs counts from 0 up, not all of them 0; received {said}.")
    weights = _weights(counts.index, planned)
    expected = counts.sum() * weights / weights.sum()
    found = stats.chisquare(counts, expected)
    gap = counts - expected
    return pd.Series(
        {
            "largest_gap": float(gap.abs().max()),
            "statistic": float(found.statistic),
            "p_value": float(found.pvalue),
            "broken": bool(found.pvalue < alarm),
        }
    )


def _weights(names: pd.Index, planned: Mapping[str, float] | None) -> pd.Series:
    if planned is None:
        return pd.Series(1.0, index=names)
    given = pd.Series(planned, dtype="float64")
    if set(given.index) != set(names) or not all(
        math.isfinite(weight) and weight > 0 for weight in given
    ):
        raise ArgumentError(
            f"planned must give {', '.join(map(str, names))} a weight above 0 each; "
            f"received {dict(given)!r}."
        )
    return given.reindex(names)
