"""Pictures that answer a doubt: how wide a share is, what moved, which budget pays."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from smmkit.errors import check_columns
from smmkit.plots.frame import BLUE, GREEN, GREY, ORANGE, new_axes

__all__ = ["budget_gains", "change_words", "measure_moves", "share_intervals"]

_SHARE = "true share, in per cent: 95 % interval"
_ASKED = "n = {n:,}"
_CHANGE = "change, in per cent"
_NO_CHANGE = "no change"
_NOT_KNOWN = "not known"
_STILL = 0.0005  # less would be written as 0.0 %
_BUDGET = "monthly budget for ads"
_GAIN = "margin minus budget and fee, a month"
_WITHOUT_FEE = "without the fee"
_WITH_FEE = "with the fee"
_NOTHING = "doing nothing"


def share_intervals(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """
    Draw how wide a share is, a line for each number of people asked.

    Parameters
    ----------
    table : pandas.DataFrame
        Columns n, share, low and high (fractions).
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        The first row on top; a dot at the share, a bar from low to high.

    Raises
    ------
    TableError
        If a column is missing.

    Examples
    --------
    >>> table = pd.DataFrame({"n": [100], "share": [0.79], "low": [0.7], "high": [0.858]})
    >>> [words.get_text() for words in share_intervals(table).texts]
    ['70.0 to 85.8']
    """
    check_columns(table, ["n", "share", "low", "high"], "share_intervals")
    ax = new_axes(ax, height=1.2 + 0.45 * len(table))
    places = range(len(table))
    low, high, share = (100 * table[name] for name in ("low", "high", "share"))
    ax.hlines(places, low, high, color=BLUE, linewidth=3)
    ax.plot(share, places, "o", color=ORANGE)
    for place, left, right in zip(places, low, high, strict=True):
        ax.annotate(
            f"{left:.1f} to {right:.1f}",
            (right, place),
            xytext=(8, 0),
            textcoords="offset points",
            va="center",
        )
    ax.set_yticks(places, [_ASKED.format(n=n) for n in table["n"]])
    ax.set_ylim(len(table) - 0.5, -0.5)
    ax.set_xlim(0, 100)
    ax.grid(visible=False)
    ax.set_xlabel(_SHARE)
    return ax


def measure_moves(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """
    Draw how far each measure moved, up to the right and down to the left.

    Parameters
    ----------
    table : pandas.DataFrame
        Column change (fraction), indexed by the measure: what `kpi.moves` returns.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        The first measure on top; one that stands still says so.

    Raises
    ------
    TableError
        If the column is missing.

    Examples
    --------
    >>> table = pd.DataFrame({"change": [0.25, 0.0]}, index=["likes", "clicks"])
    >>> [words.get_text() for words in measure_moves(table).texts]
    ['+25.0 %', 'no change']
    """
    check_columns(table, ["change"], "measure_moves")
    ax = new_axes(ax, height=0.9 + 0.42 * len(table))
    places = range(len(table))
    change = table["change"].astype(float)
    percent = 100 * change.fillna(0)
    ax.barh(places, percent, color=[BLUE if up else ORANGE for up in percent > 0], height=0.6)
    for place, moved, length in zip(places, change, percent, strict=True):
        left = length < 0
        ax.annotate(
            change_words(moved),
            (length, place),
            xytext=(-4 if left else 4, 0),
            textcoords="offset points",
            va="center",
            ha="right" if left else "left",
        )
    ax.axvline(0, color=GREY, linewidth=0.8)
    ax.set_yticks(places, list(table.index))
    ax.invert_yaxis()
    # The margin holds the words beside the longest bar; without any bar there is still an axis.
    span = max(float(percent.max()), 0.0) - min(float(percent.min()), 0.0) or 1.0
    ax.set_xlim(
        min(float(percent.min()), 0.0) - 0.25 * span, max(float(percent.max()), 0.0) + 0.3 * span
    )
    ax.grid(visible=False)
    ax.set_xlabel(_CHANGE)
    return ax


def change_words(change: float) -> str:
    """
    Say in words how far a measure moved.

    Parameters
    ----------
    change : float
        A fraction; NaN where it is not known.

    Examples
    --------
    >>> change_words(-0.375), change_words(0.0001)
    ('-37.5 %', 'no change')
    """
    if pd.isna(change):
        return _NOT_KNOWN
    return _NO_CHANGE if abs(change) < _STILL else f"{100 * change:+.1f} %"


def budget_gains(table: pd.DataFrame, *, fee: float, ax: Axes | None = None) -> Axes:
    """
    Draw what each monthly budget leaves, against doing nothing.

    Parameters
    ----------
    table : pandas.DataFrame
        Columns budget and gain (money per month, the fee taken off).
    fee : float
        Money per month that is due whatever the budget; shown by a second line without it.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        Two lines over the budget, and one at zero.

    Raises
    ------
    TableError
        If a column is missing.

    Examples
    --------
    >>> table = pd.DataFrame({"budget": [100, 200], "gain": [-50, 20]})
    >>> [words.get_text() for words in budget_gains(table, fee=60).get_legend().get_texts()]
    ['without the fee', 'with the fee', 'doing nothing']
    """
    check_columns(table, ["budget", "gain"], "budget_gains")
    ax = new_axes(ax)
    ax.plot(table["budget"], table["gain"] + fee, "s--", color=GREEN, label=_WITHOUT_FEE)
    ax.plot(table["budget"], table["gain"], "o-", color=BLUE, label=_WITH_FEE)
    ax.axhline(0, color=ORANGE, linestyle=":", label=_NOTHING)
    ax.set_xlim(left=0)
    ax.xaxis.set_major_formatter("{x:,.0f}")
    ax.yaxis.set_major_formatter("{x:,.0f}")
    ax.set_xlabel(_BUDGET)
    ax.set_ylabel(_GAIN)
    ax.legend(frameon=False, loc="lower left", bbox_to_anchor=(0, 1), ncols=3)
    return ax
