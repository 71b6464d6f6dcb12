"""Counts of posts: they scatter more than counts of people do."""

from __future__ import annotations

import numpy as np
import pandas as pd
from pandas.api.typing import SeriesGroupBy
from scipy import stats

from smmkit.errors import TableError, check_choice, check_columns, check_number
from smmkit.experiments._counted import control_first

__all__ = ["SPREADS", "compare_counts", "overdispersion"]

SPREADS = ("quasi-poisson", "poisson")


def overdispersion(table: pd.DataFrame, *, counts: str = "clicks", by: str = "arm") -> float:
    """
    Compute how many times as much counts vary as Poisson counts of their means would.

    Parameters
    ----------
    table : pandas.DataFrame
        A row for each post.
    counts, by : str
        Columns: the count of a post, and the arm it belongs to.

    Returns
    -------
    float
        Pearson's chi-square / (posts - arms): about 1 for Poisson counts, more where posts
        differ among themselves; NaN if nothing was counted.

    Raises
    ------
    TableError
        If a column is missing, a count is no number from 0 up, or no arm has two posts.

    Examples
    --------
    >>> posts = pd.DataFrame({"arm": ["A"] * 4, "clicks": [10, 40, 5, 25]})
    >>> overdispersion(posts)
    12.5
    """
    heaps = _heaps(table, counts, by, "overdispersion")
    return _times(heaps)


def compare_counts(
    table: pd.DataFrame,
    *,
    counts: str = "clicks",
    by: str = "arm",
    control: object = None,
    spread: str = "quasi-poisson",
    level: float = 0.95,
) -> pd.DataFrame:
    """
    Hold the mean count of each arm's posts against the control's.

    Parameters
    ----------
    table : pandas.DataFrame
        A row for each post; arms were dealt to the posts by lot.
    counts, by : str
        Columns: the count of a post, and its arm.
    control : object, optional
        The arm that the others are held against; unless given, the first in the table.
    spread : {"quasi-poisson", "poisson"}
        How single posts vary. "poisson" takes the variance for the mean, as if each click came
        by itself; "quasi-poisson" multiplies it by what the posts show (`overdispersion`).
    level : float, default 0.95
        How often such bounds hold the true ratio between them, if the spread is right.

    Returns
    -------
    pandas.DataFrame
        A row for each other arm: control_mean, mean, ratio, low, high, p_value (two-sided) and
        times, the factor by which the variance was multiplied.

    Raises
    ------
    TableError
        As in `overdispersion`, or if there is one arm only, or an arm without any count.
    ArgumentError
        If an option is not known or out of range.

    Notes
    -----
    The standard error of the log ratio is √(times (1 / sum_a + 1 / sum_b)); with the spread
    estimated, the bounds use Student's t with posts - arms degrees of freedom (McCullagh and
    Nelder, *Generalized Linear Models*, 2nd edition, 1989, chapter 6). Counts of posts are near
    to negative binomial, whose variance is mean + alpha mean²; with arms of similar means the
    factor 1 + alpha mean does the same.

    Examples
    --------
    >>> posts = pd.DataFrame({"arm": ["A"] * 3 + ["B"] * 3, "clicks": [10, 40, 10, 30, 50, 40]})
    >>> compare_counts(posts, spread="poisson").round(2).loc["B", ["ratio", "low", "high"]].tolist()
    [2.0, 1.47, 2.73]
    >>> compare_counts(posts).round(2).loc["B", ["ratio", "low", "high"]].tolist()
    [2.0, 0.55, 7.33]
    """
    check_choice("spread", spread, SPREADS)
    level = check_number("level", level, above=0, below=1)
    heaps = _heaps(table, counts, by, "compare_counts")
    total, size = heaps.sum(), heaps.size()
    if len(total) < 2 or (total == 0).any():
        said = ", ".join(f"{name}: {number:g}" for name, number in total.items())
        raise TableError(
            f"compare_counts needs at least two arms with some {counts} each; it has {said}."
        )
    first = control_first(total.index, control, "compare_counts")
    times, freedom = 1.0, np.inf
    if spread == "quasi-poisson":
        times, freedom = _times(heaps), float(size.sum() - len(size))
    others = total.index[total.index != first]
    mean = total / size
    log_ratio = np.log(mean[others] / mean[first])
    error = np.sqrt(times * (1 / total[others] + 1 / total[first]))
    away = stats.t.ppf((1 + level) / 2, freedom) * error
    found = pd.DataFrame({"mean": mean[others], "ratio": np.exp(log_ratio)}, index=others)
    found.insert(0, "control_mean", mean[first])
    found["low"], found["high"] = np.exp(log_ratio - away), np.exp(log_ratio + away)
    found["p_value"] = 2 * stats.t.sf(log_ratio.abs() / error.clip(lower=1e-300), freedom)
    found["times"] = times
    return found


def _heaps(table: pd.DataFrame, counts: str, by: str, where: str) -> SeriesGroupBy:
    check_columns(table, [counts, by], where)
    numbers = pd.to_numeric(table[counts], errors="coerce").astype("Float64").astype(float)
    wrong = table.index[~(numbers >= 0) | table[by].isna()]
    if len(wrong):
        raise TableError(
            f'{where}: in {len(wrong)} of {len(table)} rows "{counts}" is no number from 0 up, or '
            f'"{by}" is missing; the first is row {wrong[0]}.'
        )
    heaps = numbers.groupby(table[by], sort=False, observed=True)
    if len(table) - heaps.ngroups < 1:
        raise TableError(f"{where} needs an arm with two posts or more, to see how posts differ.")
    return heaps


def _times(heaps: SeriesGroupBy) -> float:
    mean = heaps.transform("mean")
    some = mean > 0
    parts = (heaps.obj - mean)[some] ** 2 / mean[some]
    return float(parts.sum() / (len(mean) - heaps.ngroups)) if some.any() else float("nan")
