"""Pictures of who does what: hours by role, a day in blocks."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from smmkit.errors import check_columns
from smmkit.plots.frame import BLUE, GREEN, GREY, ORANGE, new_axes

__all__ = ["day_blocks", "hours_by_role"]

_HOURS = "hours a week"
_THERE = "hours there are"
_CLOCK = "time of day"


def hours_by_role(
    hours: pd.Series, *, available: float | None = None, ax: Axes | None = None
) -> Axes:
    """
    Draw the hours a week that fall to each role.

    Parameters
    ----------
    hours : pandas.Series
        What `roles.hours_by_role` returns.
    available : float, optional
        Hours a week that one person has: a dashed line.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        One bar a role, the first on top.

    Examples
    --------
    >>> drawn = hours_by_role(pd.Series({"SMM manager": 33.0}), available=20)
    >>> [words.get_text() for words in drawn.texts]
    ['33.0', 'hours there are: 20']
    """
    ax = new_axes(ax, height=1.2 + 0.34 * len(hours))
    bars = ax.barh([str(role) for role in hours.index], hours, color=BLUE, height=0.6)
    ax.bar_label(bars, fmt="%.1f", padding=4)
    ax.invert_yaxis()
    if available is not None:
        ax.axvline(available, color=ORANGE, linestyle="--")
        ax.annotate(
            f"{_THERE}: {available:g}",
            (available, 1.02),
            xycoords=("data", "axes fraction"),
            color=ORANGE,
            ha="center",
        )
    ax.margins(x=0.12)
    ax.set_xlim(left=0)
    ax.grid(visible=False)
    ax.set_xlabel(_HOURS)
    return ax


def day_blocks(routine: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """
    Draw the blocks of a day, a row a duty.

    Parameters
    ----------
    routine : pandas.DataFrame
        Columns start and end (text such as "9:30") and duty.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        Time from left to right; reading in green.

    Raises
    ------
    TableError
        If a column is missing.

    Examples
    --------
    >>> day = pd.DataFrame({"start": ["9:00"], "end": ["9:45"], "duty": ["reading"]})
    >>> day_blocks(day).get_yticklabels()[0].get_text()
    'reading'
    """
    check_columns(routine, ["start", "end", "duty"], "day_blocks")
    names = list(dict.fromkeys(routine["duty"]))
    ax = new_axes(ax, height=1.2 + 0.38 * len(names))
    starts, ends = _hours(routine["start"]), _hours(routine["end"])
    for start, end, duty in zip(starts, ends, routine["duty"], strict=True):
        colour = GREEN if duty == "reading" else BLUE
        ax.barh(names.index(duty), end - start, left=start, color=colour, height=0.6)
    ax.set_yticks(range(len(names)), names)
    ax.invert_yaxis()
    first, last = int(starts.min()), int(-(-ends.max() // 1))
    ax.set_xticks(range(first, last + 1), [f"{hour}:00" for hour in range(first, last + 1)])
    ax.tick_params(axis="x", labelrotation=45 if last - first > 10 else 0)
    ax.grid(axis="y", visible=False)
    ax.grid(axis="x", color=GREY, alpha=0.3)
    ax.set_xlabel(_CLOCK)
    return ax


def _hours(clock: pd.Series) -> pd.Series:
    parts = clock.astype(str).str.split(":", expand=True).astype(float)
    return parts[0] + parts[1] / 60
