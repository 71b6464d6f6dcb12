"""Before and after: how much changed, how surely, and whether the two windows were picked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import stats

from smmkit.errors import ArgumentError, TableError, check_columns, check_number
from smmkit.experiments import overdispersion

__all__ = ["Window", "all_changes", "change", "counts_in", "rank", "window"]

Days = Sequence[object]
_WEEK = 7


class Window(NamedTuple):
    """A stretch of days: its first and its last, both inside."""

    first: pd.Timestamp
    last: pd.Timestamp

    @property
    def days(self) -> int:
        """How many days it holds."""
        return (self.last - self.first).days + 1

    def __str__(self) -> str:
        return f"{self.first:%Y-%m-%d} to {self.last:%Y-%m-%d}"


def window(name: str, days: Days) -> Window:
    """
    Read a pair of days as a window.

    Parameters
    ----------
    name : str
        Name of the argument, for the message.
    days : pair of date or str
        First and last day, both inside, such as ("2026-05-04", "2026-05-31").

    Raises
    ------
    ArgumentError
        If it is no pair of days, or ends before it begins.

    Examples
    --------
    >>> window("before", ("2026-05-04", "2026-05-31")).days
    28
    """
    pair = list(days) if isinstance(days, Sequence) and not isinstance(days, str) else []
    if len(pair) != 2:
        raise ArgumentError(f"{name} must be a pair (first day, last day); received {days!r}.")
    try:
        first, last = (pd.Timestamp(day).normalize() for day in pair)
    except (TypeError, ValueError) as error:
        raise ArgumentError(
            f'{name} must hold two days such as "2026-05-04"; received {days!r}.'
        ) from error
    if pd.isna(first) or pd.isna(last) or last < first:
        raise ArgumentError(f"{name} must not end before it begins; received {days!r}.")
    return Window(first, last)


def counts_in(days: pd.DataFrame, chosen: Window, value: str, where: str) -> pd.Series:
    """
    Return what was counted on each day of a window.

    Parameters
    ----------
    days : pandas.DataFrame
        A row for each day, with the columns date and `value`.
    chosen : Window
        Which days.
    value : str
        The column.
    where : str
        Name of the calling function, for the message.

    Raises
    ------
    TableError
        If a day stands twice, or one of the window is missing or not counted.

    Examples
    --------
    >>> days = pd.DataFrame({"date": pd.date_range("2026-05-04", periods=3), "asks": [2, 0, 1]})
    >>> counts_in(days, window("before", ("2026-05-05", "2026-05-06")), "asks", "f").tolist()
    [0.0, 1.0]
    """
    found = _by_day(days, value, where).reindex(pd.date_range(*chosen))
    if found.isna().any():
        day = found.index[found.isna()][0]
        raise TableError(
            f"{where}: of the window {chosen} {int(found.isna().sum())} days are not in the table, "
            f"the first is {day:%Y-%m-%d}."
        )
    return found


def _by_day(days: pd.DataFrame, value: str, where: str) -> pd.Series:
    check_columns(days, ["date", value], where)
    dates = pd.to_datetime(days["date"]).dt.normalize()
    if dates.duplicated().any():
        day = dates[dates.duplicated()].iloc[0]
        raise TableError(
            f"{where} needs one row for each day; {day:%Y-%m-%d} stands more than once. Choose one "
            "page or platform first, or add its rows up."
        )
    counts = pd.to_numeric(days[value], errors="coerce").astype("Float64").astype(float)
    if (counts < 0).any():
        raise TableError(f'{where}: the column "{value}" must hold counts from 0 up.')
    return pd.Series(counts.to_numpy(), index=pd.DatetimeIndex(dates)).sort_index()


def change(
    days: pd.DataFrame, before: Days, after: Days, *, value: str, level: float = 0.95
) -> pd.Series:
    """
    Tell by how much a count a day changed from one window to another, and how surely.

    Parameters
    ----------
    days : pandas.DataFrame
        A row for each day of one page: date and `value`, a count.
    before, after : pair of date or str
        First and last day of each window, both inside.
    value : str
        The column that is compared.
    level : float, default 0.95
        How often such bounds hold the true change between them.

    Returns
    -------
    pandas.Series
        before and after (counts a day), change (a fraction: 0.2 is a fifth more), low and high
        (its bounds), units (how many weeks, or days, the bounds rest on) and times (by how much
        these vary more than single messages would, at least 1).

    Raises
    ------
    ArgumentError
        If a window cannot be read, or they overlap.
    TableError
        If days are missing or stand twice, or a window holds no count at all.

    Notes
    -----
    The bounds are made as in `experiments.compare_counts`: the log of the ratio, its variance
    multiplied by what the weeks themselves show, and never by less than 1: a dozen weeks that
    happen to be alike are no proof that weeks are. Whole weeks are the units where both windows
    hold two or more of them, because weekdays differ and one day is like the next; days
    otherwise. They tell of luck from week to week, not of what made the change.

    Examples
    --------
    >>> days = pd.DataFrame({"date": pd.date_range("2026-05-04", periods=28)})
    >>> days["asks"] = [5, 6, 5, 6, 5, 4, 3] * 2 + [7, 7, 7, 7, 7, 4, 4] + [6, 7, 7, 6, 6, 6, 4]
    >>> found = change(days, ("2026-05-04", "2026-05-17"), ("2026-05-18", "2026-05-31"),
    ...                value="asks")
    >>> found[["before", "after", "change"]].round(2).tolist()
    [4.86, 6.07, 0.25]
    """
    level = check_number("level", level, above=0, below=1)
    first, second = window("before", before), window("after", after)
    if first.last >= second.first:
        raise ArgumentError(f"before must end before after begins; received {first} and {second}.")
    table = heaps(days, {"before": first, "after": second}, value, "change")
    sums, units = table.groupby("arm")["count"].sum(), table["arm"].value_counts()
    means = sums / units / table["days"].iloc[0]
    away, times = luck(table, level=level)
    ratio = means["after"] / means["before"]
    return pd.Series(
        {
            "before": means["before"],
            "after": means["after"],
            "change": ratio - 1,
            "low": ratio * math.exp(-away) - 1,
            "high": ratio * math.exp(away) - 1,
            "units": float(len(table)),
            "times": times,
        }
    )


def luck(table: pd.DataFrame, *, level: float) -> tuple[float, float]:
    """
    Tell how far chance may move the log of a ratio of sums, to either side.

    Parameters
    ----------
    table : pandas.DataFrame
        What `heaps` returns, of two windows or of several; there must be more rows than arms.
    level : float
        Above 0 and below 1.

    Returns
    -------
    tuple of float
        t √(times × the sum of 1 / sum over the arms), and times.

    Examples
    --------
    >>> table = pd.DataFrame({"arm": ["a", "a", "b", "b"], "count": [90.0, 110.0, 110.0, 90.0]})
    >>> [round(number, 3) for number in luck(table, level=0.95)]
    [0.608, 2.0]
    """
    times = max(1.0, overdispersion(table, counts="count"))
    sums = table.groupby("arm")["count"].sum()
    freedom = len(table) - len(sums)
    reach = stats.t.ppf((1 + level) / 2, freedom)
    return float(reach * math.sqrt(times * (1 / sums).sum())), times


def heaps(days: pd.DataFrame, chosen: dict[str, Window], value: str, where: str) -> pd.DataFrame:
    """
    Cut windows into weeks, or into days where they are not whole weeks.

    Returns
    -------
    pandas.DataFrame
        Columns arm (the window's name), count, and days (in each row).

    Examples
    --------
    >>> days = pd.DataFrame({"date": pd.date_range("2026-05-04", periods=14), "asks": 2})
    >>> heaps(days, {"before": window("w", ("2026-05-04", "2026-05-17"))}, "asks", "f")
          arm  count  days
    0  before   14.0     7
    1  before   14.0     7
    """
    weekly = all(one.days % _WEEK == 0 and one.days >= 2 * _WEEK for one in chosen.values())
    step = _WEEK if weekly else 1
    parts = []
    for name, one in chosen.items():
        counts = counts_in(days, one, value, where).to_numpy()
        if not counts.sum():
            raise TableError(f'{where}: in the window {one} there is no "{value}" at all.')
        parts.append(pd.DataFrame({"arm": name, "count": counts.reshape(-1, step).sum(axis=1)}))
    return pd.concat(parts, ignore_index=True).assign(days=step)


def all_changes(
    days: pd.DataFrame, *, before: int, after: int, gap: int = 0, value: str
) -> pd.Series:
    """
    Compute the change for every pair of windows of these lengths that the table holds.

    Parameters
    ----------
    days : pandas.DataFrame
        A row for each day of one page, without a day missing.
    before, after : int
        Days in each window.
    gap : int, default 0
        Days between them.
    value : str
        The column that is compared.

    Returns
    -------
    pandas.Series
        The change of the count a day, a fraction, by the first day of the second window; NaN
        where the first window holds nothing.

    Raises
    ------
    ArgumentError
        If a length is no whole number from 1 up.
    TableError
        If a day is missing, or the table is too short for one pair.

    Examples
    --------
    >>> days = pd.DataFrame({"date": pd.date_range("2026-05-04", periods=4), "asks": [2, 1, 3, 3]})
    >>> all_changes(days, before=1, after=1, value="asks").round(2).tolist()
    [-0.5, 2.0, 0.0]
    """
    lengths = {"before": before, "after": after, "gap": gap}
    for name, number in lengths.items():
        if check_number(name, number, low=int(name != "gap"), unit="days") != int(number):
            raise ArgumentError(f"{name} must be a whole number of days; received {number!r}.")
    counts = _by_day(days, value, "all_changes")
    if not len(counts):
        raise TableError("all_changes: the table holds no day.")
    counts = counts_in(days, Window(counts.index[0], counts.index[-1]), value, "all_changes")
    pairs = len(counts) - int(before) - int(gap) - int(after) + 1
    if pairs < 1:
        raise TableError(
            f"all_changes: {before} + {gap} + {after} days do not fit into the {len(counts)} days "
            "of the table."
        )
    # Sums of stretches as differences of running sums.
    upto = np.concatenate([[0.0], counts.to_numpy().cumsum()])
    start = np.arange(pairs)
    second = start + int(before) + int(gap)
    first_mean = (upto[start + int(before)] - upto[start]) / before
    second_mean = (upto[second + int(after)] - upto[second]) / after
    ratio = np.divide(second_mean, first_mean, out=np.full(pairs, np.nan), where=first_mean > 0)
    return pd.Series(ratio - 1, index=counts.index[second].rename("after"), name="change")


def rank(days: pd.DataFrame, before: Days, after: Days, *, value: str) -> pd.Series:
    """
    Tell how a claimed change stands among all pairs of windows of the same lengths.

    Parameters
    ----------
    days : pandas.DataFrame
        A row for each day of one page, with as much history as there is.
    before, after : pair of date or str
        The claimed windows.
    value : str
        The column that is compared.

    Returns
    -------
    pandas.Series
        change (the claimed one, a fraction), pairs (all that the history holds and whose first
        window is not empty, the claimed one among them), as_high (of these, with a change at
        least as high), share (as_high / pairs), usual (the median change) and highest.

    Raises
    ------
    ArgumentError, TableError
        As in `change` and `all_changes`.

    Notes
    -----
    Pairs that overlap are no independent trials, so the share is a rank and no p-value: it says
    how easily somebody who looked through the whole history would have found as much.

    Examples
    --------
    >>> days = pd.DataFrame({"date": pd.date_range("2026-05-04", periods=4), "asks": [2, 1, 3, 3]})
    >>> rank(days, ("2026-05-05", "2026-05-05"), ("2026-05-06", "2026-05-06"), value="asks")[
    ...     ["change", "pairs", "as_high"]].tolist()
    [2.0, 3.0, 1.0]
    """
    first, second = window("before", before), window("after", after)
    if first.last >= second.first:
        raise ArgumentError(f"before must end before after begins; received {first} and {second}.")
    gap = (second.first - first.last).days - 1
    every = all_changes(days, before=first.days, after=second.days, gap=gap, value=value)
    if second.first not in every.index or pd.isna(every[second.first]):
        # Says which day is missing, or that nothing was counted.
        change(days, before, after, value=value)
    claimed, known = float(every[second.first]), every.dropna()
    as_high = int((known >= claimed - 1e-12).sum())
    return pd.Series(
        {
            "change": claimed,
            "pairs": float(len(known)),
            "as_high": float(as_high),
            "share": as_high / len(known),
            "usual": float(known.median()),
            "highest": float(known.max()),
        }
    )
