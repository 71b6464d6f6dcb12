"""Pictures of what happens day by day."""

from __future__ import annotations

import itertools

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import ConciseDateFormatter

from smmkit.errors import check_columns
from smmkit.plots.frame import BLUE, ORANGE, STROKES, new_axes

__all__ = ["by_day", "followers", "reach_days"]

_FOLLOWERS = "followers at the end of the day"


def followers(daily: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """
    Draw the followers of each platform day by day, the largest first.

    Parameters
    ----------
    daily : pandas.DataFrame
        Days, with the columns date, platform and followers.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        One line a platform, told apart by stroke as well as colour.

    Raises
    ------
    TableError
        If a column is missing.

    Examples
    --------
    >>> from smmkit import Brand
    >>> followers(Brand.of("ada").history().daily).get_ylabel()
    'followers at the end of the day'
    """
    check_columns(daily, ["date", "platform", "followers"], "followers")
    ax = new_axes(ax)
    by_day = daily.pivot(index="date", columns="platform", values="followers")
    by_size = by_day.iloc[-1].sort_values(ascending=False).index
    for platform, (colour, stroke) in zip(by_size, itertools.cycle(STROKES)):
        ax.plot(by_day.index, by_day[platform].astype(float), stroke, color=colour, label=platform)
    ax.set_ylim(bottom=0)
    ax.set_ylabel(_FOLLOWERS)
    ax.yaxis.set_major_formatter("{x:,.0f}")
    ax.xaxis.set_major_formatter(ConciseDateFormatter(ax.xaxis.get_major_locator()))
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    return ax


_DAY_REACH = "accounts reached on the day"
_BEST_DAY = "best day: at least this many in all"


def reach_days(daily: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """
    Draw the reach of each day, with a line at the best one.

    The line is all that is certain of the whole time: at least so many were reached. The
    bars must not be stacked or added, since the same people come again.

    Parameters
    ----------
    daily : pandas.DataFrame
        Days of one platform, with the columns date and reach.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        One bar a day, and a dashed line.

    Raises
    ------
    TableError
        If a column is missing.

    Examples
    --------
    >>> days = pd.DataFrame({"date": pd.to_datetime(["2026-06-01"]), "reach": [200]})
    >>> reach_days(days).get_ylabel()
    'accounts reached on the day'
    """
    check_columns(daily, ["date", "reach"], "reach_days")
    ax = new_axes(ax, height=3.0)
    ax.bar(daily["date"], daily["reach"].astype(float), color=BLUE)
    ax.axhline(float(daily["reach"].max()), color=ORANGE, linestyle="--", label=_BEST_DAY)
    ax.set_ylabel(_DAY_REACH)
    ax.yaxis.set_major_formatter("{x:,.0f}")
    ax.xaxis.set_major_formatter(ConciseDateFormatter(ax.xaxis.get_major_locator()))
    ax.legend(frameon=False, loc="lower left", bbox_to_anchor=(0, 1))
    return ax


def by_day(counts: pd.Series, *, name: str, ax: Axes | None = None) -> Axes:
    """
    Draw a count day by day.

    Parameters
    ----------
    counts : pandas.Series
        Indexed by date; days not known leave a gap.
    name : str
        What is counted, for the axis.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        A line from zero up, with a mark at each day.

    Examples
    --------
    >>> by_day(pd.Series([4], index=pd.to_datetime(["2026-01-01"])), name="reach").get_ylabel()
    'reach'
    """
    ax = new_axes(ax, height=3.0)
    numbers = counts.astype("Float64").astype(float)
    ax.plot(numbers.index, numbers, "o-", color=BLUE, markersize=4)
    highest = numbers.max()
    ax.set_ylim(0, 1.1 * highest if highest > 0 else 1)
    ax.set_ylabel(name)
    ax.yaxis.set_major_formatter("{x:,.0f}")
    ax.xaxis.set_major_formatter(ConciseDateFormatter(ax.xaxis.get_major_locator()))
    return ax
