"""Pictures of texts: the room they take, and the luck of posts that say the same."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from smmkit.errors import check_columns
from smmkit.plots.frame import BLUE, GREY, ORANGE, new_axes

__all__ = ["spread_by_group", "text_room"]

_ROOM = "share of the platform's limit, in per cent"
_FITS, _LIMIT = "fits", "limit"
_TOO_LONG = "too long"
_MEDIAN = "median"
_STEPS = "each step is ten times the last"
_FEW_GROUPS = 12


def text_room(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """
    Draw how much of each limit a text takes.

    Parameters
    ----------
    table : pandas.DataFrame
        Columns used and limit, in the same unit; the index names the bars.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        Bars beyond the line are too long, and hatched.

    Raises
    ------
    TableError
        If a column is missing.

    Examples
    --------
    >>> table = pd.DataFrame({"used": [140], "limit": [280]}, index=["x"])
    >>> [words.get_text() for words in text_room(table).texts]
    ['140 of 280']
    """
    check_columns(table, ["used", "limit"], "text_room")
    ax = new_axes(ax, height=1.0 + 0.42 * len(table))
    share = 100 * table["used"].astype(float) / table["limit"].astype(float)
    places = np.arange(len(table))
    for word, colour, hatch, some in (
        (_FITS, BLUE, "", share <= 100),
        (_TOO_LONG, ORANGE, "///", share > 100),
    ):
        if some.any():
            bars = ax.barh(places[some], share[some], color=colour, height=0.6, label=word)
            for bar in bars:
                bar.set(hatch=hatch, edgecolor="white")
    for place, used, limit, end in zip(places, table["used"], table["limit"], share, strict=True):
        ax.annotate(
            f"{used:,} of {limit:,}",
            (end, place),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5},
            zorder=3,
        )
    ax.axvline(100, color=GREY, linestyle="--", label=_LIMIT)
    ax.set_yticks(places, [str(name) for name in table.index])
    ax.invert_yaxis()
    ax.margins(x=0.25)
    ax.set_xlim(left=0)
    ax.grid(visible=False)
    ax.set_xlabel(_ROOM)
    ax.legend(frameon=False, loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=3)
    return ax


def spread_by_group(values: pd.Series, groups: pd.Series, *, ax: Axes | None = None) -> Axes:
    """
    Draw each value as a dot, group beside group, with the group's median.

    Parameters
    ----------
    values : pandas.Series
        Counts, such as the likes of posts. Drawn on a scale on which each step is ten times
        the last; 0 is drawn at the left edge, as 0.
    groups : pandas.Series
        The group of each value, with the same index.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        The group with the highest median on top; the twelve largest groups at most.

    Examples
    --------
    >>> likes = pd.Series([1, 90, 20])
    >>> axes = spread_by_group(likes, pd.Series(["a", "a", "b"]))
    >>> [label.get_text() for label in axes.get_yticklabels()]
    ['a (2)', 'b (1)']
    """
    table = pd.DataFrame({"group": groups.astype(str), "value": values.astype(float)}).dropna()
    largest = table["group"].value_counts().index[:_FEW_GROUPS]
    by_group = table[table["group"].isin(largest)].groupby("group")["value"]
    medians = by_group.median().sort_values(ascending=False, kind="stable")
    ax = new_axes(ax, height=1.1 + 0.36 * len(medians))
    for place, group in enumerate(medians.index):
        some = by_group.get_group(group)
        ax.scatter(some, np.full(len(some), place), color=BLUE, alpha=0.45, s=26, linewidths=0)
        label = _MEDIAN if place == 0 else None
        ax.scatter([medians[group]], [place], marker="|", s=260, color=ORANGE, label=label, lw=3)
    sizes = by_group.size()
    ax.set_yticks(range(len(medians)), [f"{group} ({sizes[group]})" for group in medians.index])
    ax.invert_yaxis()
    ax.set_xscale("symlog", linthresh=1)
    ax.set_xlim(left=-0.1)
    ax.xaxis.set_major_formatter(FuncFormatter(lambda tick, _: f"{tick:,.0f}"))
    ax.grid(visible=False)
    ax.set_xlabel(f"{values.name}, {_STEPS}" if values.name else _STEPS)
    if len(medians):
        ax.legend(frameon=False, loc="lower center", bbox_to_anchor=(0.5, 1.0), markerscale=0.5)
    return ax
