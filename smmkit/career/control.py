"""What would have happened anyway: a page beside, where nothing was changed."""

from __future__ import annotations

import math

import pandas as pd

from smmkit.career.windows import Days, heaps, luck, window
from smmkit.errors import ArgumentError, TableError, check_number

__all__ = ["against", "beyond", "indexed"]


def beyond(before: float, after: float, *, beside_before: float, beside_after: float) -> pd.Series:
    """
    Take what happened anyway off a change, by what a page beside did meanwhile.

    Parameters
    ----------
    before, after : float
        Counts of the page where something was changed, in two windows of one length.
    beside_before, beside_after : float
        Counts, in the same windows, of a page where nothing was.

    Returns
    -------
    pandas.Series
        anyway (beside_after / beside_before - 1, a fraction), expected (what `after` would have
        been without the change: before × (1 + anyway)), brought (after - expected) and effect
        (after / expected - 1, a fraction). NaN where there is nothing to divide by.

    Raises
    ------
    ArgumentError
        If a count is below 0.

    Notes
    -----
    A difference in differences, taken of the logarithms: both pages are held to grow by the same
    factor, not by the same number, were it not for the change. That is an assumption. It can be
    made likely (did they move together before?) and not proved.

    Examples
    --------
    >>> beyond(100, 180, beside_before=200, beside_after=240).round(2).tolist()
    [0.2, 120.0, 60.0, 0.5]
    """
    given = {"before": before, "after": after}
    given |= {"beside_before": beside_before, "beside_after": beside_after}
    first, second, other_first, other_second = (
        check_number(name, number, low=0) for name, number in given.items()
    )
    anyway = other_second / other_first if other_first else math.nan
    expected = first * anyway
    effect = second / expected - 1 if expected else math.nan
    names = ["anyway", "expected", "brought", "effect"]
    return pd.Series([anyway - 1, expected, second - expected, effect], index=names)


def against(
    days: pd.DataFrame,
    beside: pd.DataFrame,
    before: Days,
    after: Days,
    *,
    value: str,
    level: float = 0.95,
) -> pd.Series:
    """
    Hold a page's change against that of a page beside, with bounds.

    Parameters
    ----------
    days, beside : pandas.DataFrame
        A row for each day, with date and `value`: the page where something was changed, and one
        where nothing was.
    before, after : pair of date or str
        First and last day of each window, both inside.
    value : str
        The column that is compared, a count.
    level : float, default 0.95
        How often such bounds hold the true effect between them, if the pages would have moved
        together.

    Returns
    -------
    pandas.Series
        anyway, expected, brought and effect as in `beyond`; low and high, the bounds of effect.

    Raises
    ------
    ArgumentError
        If a window cannot be read, they overlap or differ in length.
    TableError
        If days are missing or stand twice, or a window holds no count at all.

    Notes
    -----
    The standard error of the log effect is √(times × the sum of 1 / count over the four sums),
    with `times` from how the weeks vary within the four (`experiments.overdispersion`, at least
    1) and Student's t for its bounds: as in `change`, with two more sums that may be off.

    Examples
    --------
    >>> days = pd.DataFrame({"date": pd.date_range("2026-05-04", periods=28), "asks": 5})
    >>> moved = days.assign(asks=[5] * 14 + [8] * 14)
    >>> found = against(moved, days, ("2026-05-04", "2026-05-17"), ("2026-05-18", "2026-05-31"),
    ...                 value="asks")
    >>> found[["anyway", "effect"]].round(2).tolist()
    [0.0, 0.6]
    """
    level = check_number("level", level, above=0, below=1)
    chosen = {"before": window("before", before), "after": window("after", after)}
    first, second = chosen.values()
    if first.last >= second.first or first.days != second.days:
        raise ArgumentError(
            "before and after must be of one length and not overlap; received "
            f"{first} and {second}."
        )
    own, other = (heaps(table, chosen, value, "against") for table in (days, beside))
    both = pd.concat([own, other.assign(arm="beside_" + other["arm"])], ignore_index=True)
    sums = both.groupby("arm")["count"].sum()
    if len(both) <= len(sums):
        raise TableError("against needs windows of two days or more, to see how days differ.")
    found = beyond(
        sums["before"],
        sums["after"],
        beside_before=sums["beside_before"],
        beside_after=sums["beside_after"],
    )
    away, _ = luck(both, level=level)
    log_effect = math.log1p(found["effect"])
    found["low"] = math.expm1(log_effect - away)
    found["high"] = math.expm1(log_effect + away)
    return found


def indexed(days: pd.DataFrame, *, value: str, by: str, before: Days) -> pd.DataFrame:
    """
    Put pages of different sizes on one scale, week by week: 100 is their mean before.

    Parameters
    ----------
    days : pandas.DataFrame
        A row for each day and page: date, `by` and `value`.
    value, by : str
        Columns: what is counted, and the page.
    before : pair of date or str
        The window whose mean week is 100.

    Returns
    -------
    pandas.DataFrame
        Indexed by week (its Monday), a column for each page; whole weeks only.

    Raises
    ------
    ArgumentError
        If the window cannot be read.
    TableError
        If it holds no whole week of a page, or no count.

    Examples
    --------
    >>> days = pd.DataFrame({"date": pd.date_range("2026-05-04", periods=14), "page": "x"})
    >>> days["asks"] = [4] * 7 + [6] * 7
    >>> indexed(days, value="asks", by="page", before=("2026-05-04", "2026-05-10"))["x"].tolist()
    [100.0, 150.0]
    """
    chosen = window("before", before)
    dates = pd.to_datetime(days["date"]).dt.normalize()
    week = dates - pd.to_timedelta(dates.dt.day_of_week, unit="D")
    heap = days.assign(week=week).groupby(["week", by], observed=True)[value]
    counts = heap.sum().where(heap.size() == 7).unstack(by).astype(float)
    usual = counts.loc[chosen.first : chosen.last].mean()
    if not (usual > 0).all():
        raise TableError(f"indexed: the window {chosen} holds no whole week with {value} of each.")
    return 100 * counts / usual
