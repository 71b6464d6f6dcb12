"""Several comparisons at once: the luckiest of many looks good by chance."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import stats

from smmkit.errors import ArgumentError, check_choice

__all__ = ["WAYS", "adjusted"]

WAYS = ("holm", "benjamini-hochberg")


def adjusted(p_values: pd.Series, *, way: str = "holm") -> pd.Series:
    """
    Adjust p-values for the number of comparisons that were made.

    Parameters
    ----------
    p_values : pandas.Series or sequence of float
        One a comparison: **all** that were made, not only those that came out well.
    way : {"holm", "benjamini-hochberg"}
        Holm holds the chance of even one false alarm among them at the threshold. Benjamini and
        Hochberg hold the share of false alarms among the alarms, on average, at the threshold.

    Returns
    -------
    pandas.Series
        In the given order and index. Each is compared with the usual threshold, such as 0.05.

    Raises
    ------
    ArgumentError
        If there are none, one is not between 0 and 1, or the way is not known.

    Notes
    -----
    Holm: the k-th smallest of m is multiplied by m - k + 1, and none may be less than the one
    before it (S. Holm, Scandinavian Journal of Statistics 6, 1979). Benjamini and Hochberg:
    times m / k, and none may be more than the one after it (Journal of the Royal Statistical
    Society B 57, 1995).

    Examples
    --------
    >>> p = pd.Series({"B": 0.010, "C": 0.030, "D": 0.040})
    >>> adjusted(p).tolist()
    [0.03, 0.06, 0.06]
    >>> adjusted(p, way="benjamini-hochberg").round(3).tolist()
    [0.03, 0.04, 0.04]
    """
    check_choice("way", way, WAYS)
    given = pd.Series(p_values, dtype="float64")
    if given.empty or not given.between(0, 1).all():
        raise ArgumentError(
            f"p_values must be numbers from 0 to 1, at least one; received {given.tolist()!r}."
        )
    if way == "benjamini-hochberg":
        return pd.Series(stats.false_discovery_control(given), index=given.index)
    order = np.argsort(given.to_numpy(), kind="stable")
    times = np.arange(len(given), 0, -1)
    stepped = np.maximum.accumulate(given.to_numpy()[order] * times)
    found = np.empty(len(given))
    found[order] = np.minimum(stepped, 1)
    return pd.Series(found, index=given.index)
