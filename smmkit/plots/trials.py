"""Pictures of tests: what chance makes, how surely two variants differ, what peeking sees."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from smmkit.errors import ArgumentError, check_columns
from smmkit.plots.frame import BLUE, GREEN, GREY, ORANGE, new_axes

__all__ = ["chance_differences", "difference_intervals", "look_paths", "raw_and_shrunk"]

_POINTS = "difference, B minus A, in percentage points"
_TESTS = "tests"
_FOUND = "found: {:+.2f}"
_FROM_CONTROL = "difference from the control, in percentage points: interval"
_ROOM_FOR_BOUNDS = 0.45
_WORTH = "worth it from {:.2f}"
_LOOK = "look"
_AHEAD = "standard errors that B is ahead (z)"
_QUIET, _ALARM, _BOUND = "crossed none", "crossed a bound", "bound"
_PER_CENT = "click rate, in per cent"
_RAW, _SHRUNK, _NEXT = "last month, raw", "forecast", "this month"
_USUAL = "usual"
_MOST_BARS = 160


def chance_differences(simulated: Sequence[float], *, found: float, ax: Axes | None = None) -> Axes:
    """
    Draw the differences that chance alone made, and the one that was found.

    Parameters
    ----------
    simulated : sequence of float
        A difference (fraction) for each simulated test without a true one.
    found : float
        The difference of the real test, a fraction.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        Bars at least as far from 0 as `found` are orange.

    Examples
    --------
    >>> ax = chance_differences([0.0, 0.001, -0.002, 0.001], found=0.0015)
    >>> [words.get_text() for words in ax.texts]
    ['found: +0.15']
    """
    points = 100 * np.asarray(simulated, dtype=float)
    if points.size == 0:
        raise ArgumentError("simulated must hold at least one difference; received none.")
    mark = 100 * found
    gaps = np.diff(np.unique(points.round(9)))
    unit = float(gaps.min()) if gaps.size else abs(mark) or 1.0
    span = 2 * max(float(np.abs(points).max()), abs(mark))
    if span / unit <= _MOST_BARS:  # a bar for each difference that can be
        step, shift = unit, 0.5
    else:  # bars that meet at plus and minus `found`, so that each has one colour
        step = abs(mark) / max(1, round(30 * abs(mark) / span)) or span / 30
        shift = 0.0
    most = np.ceil(span / step / 2) + 1
    edges = step * (np.arange(-most, most + 1) - shift)
    heights, _ = np.histogram(points, bins=edges)
    beyond = np.abs(edges[:-1] + step / 2) >= abs(mark) - step / 4
    ax = new_axes(ax, height=3.2)
    colours = np.where(beyond, ORANGE, BLUE)
    ax.bar(edges[:-1], heights, width=0.94 * step, align="edge", color=colours)
    ax.axvline(mark, color=GREY, linestyle="--")
    ax.annotate(
        _FOUND.format(mark), (mark, 1), xycoords=("data", "axes fraction"),
        xytext=(0, 3), textcoords="offset points", ha="center",
    )  # fmt: skip
    ax.set_xlabel(_POINTS)
    ax.set_ylabel(_TESTS)
    return ax


def difference_intervals(
    table: pd.DataFrame,
    *,
    worth: float | None = None,
    label: str = _FROM_CONTROL,
    ax: Axes | None = None,
) -> Axes:
    """
    Draw the interval of each difference, against none and against what pays.

    Parameters
    ----------
    table : pandas.DataFrame
        Columns difference, low and high (fractions), indexed by variant or test: what
        `experiments.compare` returns.
    worth : float, optional
        The smallest difference that pays, a fraction; a second line.
    label : str, optional
        What is less what, in percentage points. Unless given, a variant less the control.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        The first row on top.

    Examples
    --------
    >>> table = pd.DataFrame({"difference": [0.01], "low": [-0.001], "high": [0.02]}, index=["B"])
    >>> [words.get_text() for words in difference_intervals(table, worth=0.005).texts]
    ['-0.10 to +2.00', 'worth it from 0.50']
    """
    check_columns(table, ["difference", "low", "high"], "difference_intervals")
    ax = new_axes(ax, height=1.2 + 0.45 * len(table))
    places = range(len(table))
    middle, low, high = (100 * table[name] for name in ("difference", "low", "high"))
    ax.hlines(places, low, high, color=BLUE, linewidth=3)
    ax.plot(middle, places, "o", color=ORANGE)
    for place, left, right in zip(places, low, high, strict=True):
        ax.annotate(
            f"{left:+.2f} to {right:+.2f}", (right, place), xytext=(8, 0),
            textcoords="offset points", va="center",
        )  # fmt: skip
    ax.axvline(0, color=GREY, linewidth=1)
    if worth is not None:
        ax.axvline(100 * worth, color=GREEN, linestyle="--")
        ax.annotate(
            _WORTH.format(100 * worth), (100 * worth, 1), xycoords=("data", "axes fraction"),
            xytext=(0, 3), textcoords="offset points", ha="center", color=GREEN,
        )  # fmt: skip
    ax.set_yticks(places, list(table.index))
    ax.set_ylim(len(table) - 0.5, -0.5)
    ax.margins(x=0.08)
    left, right = ax.get_xlim()
    ax.set_xlim(right=right + _ROOM_FOR_BOUNDS * (right - left))  # the bounds stand there in words
    ax.grid(visible=False)
    ax.set_xlabel(label)
    return ax


def look_paths(
    z: pd.DataFrame,
    *,
    bounds: Sequence[float],
    crossed: Sequence[bool],
    ax: Axes | None = None,
) -> Axes:
    """
    Draw tests look by look, with the bounds that stop them.

    Parameters
    ----------
    z : pandas.DataFrame
        A row for each test, a column for each look.
    bounds : sequence of float
        A bound for each look; infinite ones are not drawn.
    crossed : sequence of bool
        Which tests crossed a bound; they are drawn in another colour and stroke.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        A line for each test; the bounds above and below.

    Examples
    --------
    >>> ax = look_paths(pd.DataFrame([[0.5, 2.5]], columns=[1, 2]), bounds=[2, 2], crossed=[True])
    >>> len(ax.lines)  # the test, two bounds and zero
    4
    """
    ax = new_axes(ax)
    looks = z.columns.to_numpy(dtype=float)
    told = set()
    for row, over in zip(z.to_numpy(dtype=float), crossed, strict=True):
        name = _ALARM if over else _QUIET
        ax.plot(
            looks, row, linestyle="-" if over else ":", linewidth=1.2 if over else 0.9,
            color=ORANGE if over else GREY, label=None if name in told else name,
        )  # fmt: skip
        told.add(name)
    limit = np.asarray(list(bounds), dtype=float)
    drawn = np.isfinite(limit)
    for side in (1, -1):
        ax.plot(
            looks[drawn], side * limit[drawn], "s-", color=BLUE, markersize=3.5,
            label=_BOUND if side == 1 else None,
        )  # fmt: skip
    ax.axhline(0, color=GREY, linewidth=0.8)
    ax.set_ylim(-5, 5)
    ax.set_xlabel(_LOOK)
    ax.set_ylabel(_AHEAD)
    ax.legend(frameon=False, loc="lower left", bbox_to_anchor=(0, 1), ncols=3)
    return ax


def raw_and_shrunk(
    table: pd.DataFrame,
    *,
    usual: float,
    this_month: pd.Series | None = None,
    ax: Axes | None = None,
) -> Axes:
    """
    Draw how far each post's rate is pulled, and what came the next month.

    Parameters
    ----------
    table : pandas.DataFrame
        Columns raw and shrunk (fractions), indexed by post: what `experiments.shrunk_rates`
        returns.
    usual : float
        The rate that all are pulled towards, a fraction.
    this_month : pandas.Series, optional
        The rates that came afterwards, indexed by post.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        The first post on top.

    Examples
    --------
    >>> table = pd.DataFrame({"raw": [0.1], "shrunk": [0.05]}, index=["post 01"])
    >>> ax = raw_and_shrunk(table, usual=0.04)
    >>> [words.get_text() for words in ax.get_legend().get_texts()]
    ['last month, raw', 'forecast', 'usual']
    """
    check_columns(table, ["raw", "shrunk"], "raw_and_shrunk")
    ax = new_axes(ax, height=1.2 + 0.26 * len(table))
    places = range(len(table))
    raw, shrunk = 100 * table["raw"], 100 * table["shrunk"]
    ax.hlines(places, raw, shrunk, color=GREY, linewidth=0.8)
    ax.plot(raw, places, "o", color=GREY, markerfacecolor="white", label=_RAW)
    ax.plot(shrunk, places, "o", color=BLUE, label=_SHRUNK)
    if this_month is not None:
        ax.plot(100 * this_month.reindex(table.index), places, "x", color=ORANGE, label=_NEXT)
    ax.axvline(100 * usual, color=GREEN, linestyle="--", label=_USUAL)
    ax.set_yticks(places, list(table.index))
    ax.invert_yaxis()
    ax.grid(visible=False)
    ax.set_xlabel(_PER_CENT)
    ax.legend(frameon=False, loc="lower left", bbox_to_anchor=(0, 1), ncols=4)
    return ax
