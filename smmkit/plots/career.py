"""Pictures of before and after, and of the way from a contact to a client."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import ConciseDateFormatter
from matplotlib.ticker import PercentFormatter

from smmkit.errors import ArgumentError, check_columns
from smmkit.plots.frame import BLUE, GREY, ORANGE, STROKES, new_axes

__all__ = ["change_ranks", "page_beside", "rate_ranges", "two_windows"]

_OUTSIDE, _BEFORE, _AFTER = "in neither", "before", "after"
_A_DAY = "{value} a day"
_CHANGES = "change from window to window, in per cent"
_PAIRS = "pairs of windows"
_CLAIMED = "claimed: {:+.0f} %"
_INDEX = "mean week before = 100"
_CHANGED = "changed"
_RATE = "per cent, and where the true rate may lie"
_OF = "{came} of {n}"
_BARS = 40


def two_windows(
    days: pd.DataFrame,
    before: tuple[object, object],
    after: tuple[object, object],
    *,
    value: str,
    ax: Axes | None = None,
) -> Axes:
    """
    Draw a count day by day, with the days of two windows and their means.

    Parameters
    ----------
    days : pandas.DataFrame
        A row for each day: date and `value`.
    before, after : pair of date or str
        First and last day of each window, both inside.
    value : str
        The column.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        A step for each day, those of the windows in colour, a line at the mean of each.

    Examples
    --------
    >>> days = pd.DataFrame({"date": pd.date_range("2026-05-04", periods=4), "asks": [2, 1, 3, 3]})
    >>> ax = two_windows(days, ("2026-05-04", "2026-05-05"), ("2026-05-06", "2026-05-07"),
    ...                  value="asks")
    >>> [words.get_text() for words in ax.texts]
    ['1.5', '3.0']
    """
    check_columns(days, ["date", value], "two_windows")
    ax = new_axes(ax, width=8.0, height=3.2)
    dates = pd.to_datetime(days["date"])
    counts = days[value].astype(float)
    inside = {}
    for name, (first, last) in ((_BEFORE, before), (_AFTER, after)):
        inside[name] = dates.between(pd.Timestamp(first), pd.Timestamp(last))
    rest = ~(inside[_BEFORE] | inside[_AFTER])
    # One shape for each window: a bar for each of 180 days takes a second to draw.
    ax.fill_between(
        dates, counts.where(rest), step="mid", color="#c8ccd2", linewidth=0, label=_OUTSIDE
    )
    top = max(float(counts.max()), 1.0)
    for (name, chosen), colour in zip(inside.items(), (BLUE, ORANGE), strict=True):
        some = dates[chosen]
        if not len(some):
            continue
        ax.fill_between(
            dates, counts.where(chosen), step="mid", color=colour, linewidth=0, label=name
        )
        mean = float(counts[chosen].mean())
        ax.hlines(mean, some.min(), some.max(), color="black", linewidth=1.5)
        # A white ground under the number, for it stands on bars.
        ax.annotate(
            f"{mean:,.1f}", (some.min() + (some.max() - some.min()) / 2, mean),
            xytext=(0, 4), textcoords="offset points", ha="center", fontweight="bold",
            bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 1},
        )  # fmt: skip
    ax.set_ylim(0, 1.08 * top)
    ax.set_ylabel(_A_DAY.format(value=value.replace("_", " ")))
    ax.yaxis.set_major_formatter("{x:,.0f}")
    ax.xaxis.set_major_formatter(ConciseDateFormatter(ax.xaxis.get_major_locator()))
    ax.legend(frameon=False, ncols=3, loc="lower left", bbox_to_anchor=(0, 1))
    return ax


def change_ranks(changes: pd.Series, *, claimed: float, ax: Axes | None = None) -> Axes:
    """
    Draw the changes of all pairs of windows, and the one that is claimed.

    Parameters
    ----------
    changes : pandas.Series
        What `career.all_changes` returns: fractions.
    claimed : float
        The claimed change, a fraction.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        Bars from `claimed` on are orange.

    Raises
    ------
    ArgumentError
        If there is no change.

    Examples
    --------
    >>> ax = change_ranks(pd.Series([-0.2, 0.1, 0.5]), claimed=0.5)
    >>> [words.get_text() for words in ax.texts]
    ['claimed: +50 %']
    """
    known = 100 * changes.dropna().to_numpy(dtype=float)
    if not known.size:
        raise ArgumentError("changes must hold at least one change; received none.")
    mark = 100 * claimed
    span = float(known.max() - known.min()) or 1.0
    step = span / _BARS
    # Bars that meet at the mark, so that each has one colour.
    low = mark - step * np.ceil((mark - known.min()) / step + 1)
    edges = low + step * np.arange(_BARS + 6)
    heights, _ = np.histogram(known + 1e-9, bins=edges)
    ax = new_axes(ax, height=3.0)
    colours = np.where(edges[:-1] >= mark - step / 4, ORANGE, BLUE)
    ax.bar(edges[:-1], heights, width=0.92 * step, align="edge", color=colours)
    ax.axvline(mark, color=GREY, linestyle="--")
    ax.annotate(
        _CLAIMED.format(mark), (mark, 1), xycoords=("data", "axes fraction"),
        xytext=(0, 3), textcoords="offset points", ha="center",
    )  # fmt: skip
    ax.set_xlabel(_CHANGES)
    ax.set_ylabel(_PAIRS)
    return ax


def page_beside(
    weeks: pd.DataFrame, *, changed: object, first: str, ax: Axes | None = None
) -> Axes:
    """
    Draw pages on one scale, with the day on which one of them was changed.

    Parameters
    ----------
    weeks : pandas.DataFrame
        What `career.indexed` returns: a column for each page, 100 for its mean before.
    changed : date or str
        The day of the change.
    first : str
        The page where it was made; it is drawn thick.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        A line for each page, told apart by stroke as well as colour.

    Examples
    --------
    >>> mondays = pd.to_datetime(["2026-05-04", "2026-05-11"])
    >>> weeks = pd.DataFrame({"x": [100.0, 120.0]}, index=mondays)
    >>> page_beside(weeks, changed="2026-05-11", first="x").get_ylabel()
    'mean week before = 100'
    """
    check_columns(weeks, [first], "page_beside")
    ax = new_axes(ax)
    pages = [first, *(page for page in weeks.columns if page != first)]
    for page, (colour, stroke) in zip(pages, itertools.cycle(STROKES)):
        width = 2.6 if page == first else 1.6
        ax.plot(weeks.index, weeks[page], stroke, color=colour, linewidth=width, label=page)
    ax.axhline(100, color=GREY, linewidth=0.8)
    day = pd.Timestamp(changed)
    ax.axvline(day, color=GREY, linestyle="--")
    ax.annotate(
        _CHANGED, (day, 1), xycoords=("data", "axes fraction"),
        xytext=(0, 3), textcoords="offset points", ha="center",
    )  # fmt: skip
    ax.set_ylim(bottom=0)
    ax.set_ylabel(_INDEX)
    ax.xaxis.set_major_formatter(ConciseDateFormatter(ax.xaxis.get_major_locator()))
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    return ax


def rate_ranges(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """
    Draw a rate for each group with its bounds, and what it was counted on.

    Parameters
    ----------
    table : pandas.DataFrame
        What `career.conversion` returns: n, came, rate, low and high, a row for each group.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        The first row on top; a dot at the rate, a bar from low to high.

    Examples
    --------
    >>> table = pd.DataFrame({"n": [10], "came": [4], "rate": [0.4], "low": [0.17], "high": [0.69]},
    ...                      index=["referral"])
    >>> [words.get_text() for words in rate_ranges(table).texts]
    ['4 of 10']
    """
    check_columns(table, ["n", "came", "rate", "low", "high"], "rate_ranges")
    ax = new_axes(ax, height=1.2 + 0.45 * len(table))
    places = range(len(table))
    ax.hlines(places, table["low"], table["high"], color=BLUE, linewidth=3)
    ax.plot(table["rate"], places, "o", color=ORANGE)
    for place, row in enumerate(table.itertuples()):
        if row.n:
            ax.annotate(
                _OF.format(came=row.came, n=row.n), (row.high, place),
                xytext=(8, 0), textcoords="offset points", va="center",
            )  # fmt: skip
    ax.set_yticks(places, table.index)
    ax.set_ylim(len(table) - 0.5, -0.5)
    ax.set_xlim(0, 1.15)
    ax.set_xticks(np.arange(0, 1.01, 0.2))
    ax.xaxis.set_major_formatter(PercentFormatter(1.0))
    ax.grid(visible=False)
    ax.set_xlabel(_RATE)
    return ax
