"""What the past would bring if it went on: the next weeks' sum, or level, and how sure it is."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import stats

from smmkit.errors import ArgumentError, check_choice, check_number

__all__ = ["carry_on"]

FEWEST_WEEKS = 4


def carry_on(values: pd.Series, weeks: int, *, kind: str = "flow", level: float = 0.9) -> pd.Series:
    """
    Extend a weekly series as if everything went on as before.

    Parameters
    ----------
    values : pandas.Series
        One number a week, in order, none missing.
    weeks : int
        h, how many weeks are to come.
    kind : str, default "flow"
        "flow" for what comes in each week (orders): the sum of the next weeks. "stock" for what
        is there at the end of each week (followers): its level after the next weeks.
    level : float, default 0.9
        How often such an interval holds what comes, if the weeks to come are like the past ones.

    Returns
    -------
    pandas.Series
        expected, low and high.

    Raises
    ------
    ArgumentError
        If there are fewer than four weeks, a number is missing, or an argument makes no sense.

    Notes
    -----
    With mean m and standard deviation s of n past weeks, the sum is
    h m ± t s √(h + h²/n), t of n - 1 degrees of freedom: the weeks to come scatter (h), and the
    mean is known from n weeks only (h²/n). A stock is its last level and the flow of its changes,
    which is the drift method (Hyndman and Athanasopoulos, *Forecasting: Principles and Practice*,
    3rd edition, section 5.2). Weeks are taken as independent: no season, no trend in a flow.

    Examples
    --------
    >>> carry_on(pd.Series([9.0, 11, 10, 10]), 4).round(1).to_dict()
    {'expected': 40.0, 'low': 34.6, 'high': 45.4}
    >>> carry_on(pd.Series([100.0, 102, 103, 106, 108]), 4, kind="stock")["expected"]
    np.float64(116.0)
    """
    check_choice("kind", kind, ("flow", "stock"))
    check_number("weeks", weeks, low=1, unit="weeks")
    check_number("level", level, above=0, below=1)
    try:
        known = np.asarray(values, dtype=float)
    except (TypeError, ValueError):
        known = np.array([np.nan])
    if known.ndim != 1 or known.size < FEWEST_WEEKS or not np.isfinite(known).all():
        raise ArgumentError(
            f"values must be a column of at least {FEWEST_WEEKS} numbers, one a week and none "
            f"missing; received {_seen(values)}."
        )
    start, flow = (0.0, known) if kind == "flow" else (known[-1], np.diff(known))
    n = flow.size
    expected = start + weeks * flow.mean()
    t = stats.t.ppf((1 + level) / 2, n - 1)
    spread = t * flow.std(ddof=1) * np.sqrt(weeks + weeks**2 / n)
    return pd.Series({"expected": expected, "low": expected - spread, "high": expected + spread})


def _seen(values: object) -> str:
    if isinstance(values, pd.Series):
        return f"{len(values)} values, {int(values.isna().sum())} of them missing"
    return repr(values)[:60]
