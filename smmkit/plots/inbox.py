"""Pictures of an inbox: when a storm comes in."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import ConciseDateFormatter

from smmkit.errors import ArgumentError
from smmkit.plots.frame import BLUE, ORANGE, new_axes

__all__ = ["message_storm"]

_COUNT = "messages in an hour"
_ALARM = "alarm"
_USUAL = "most in an hour of a usual day"


def message_storm(
    received: Iterable[object],
    *,
    alarm: object = None,
    usual_most: float | None = None,
    ax: Axes | None = None,
) -> Axes:
    """
    Draw how many messages came in each hour, and when the alarm was raised.

    Parameters
    ----------
    received : iterable of date and time
        When they came in.
    alarm : date and time, optional
        Drawn as a line from top to bottom.
    usual_most : float, optional
        Messages in the busiest hour of a usual day, drawn as a level.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    ArgumentError
        If there are no messages.

    Examples
    --------
    >>> message_storm(pd.to_datetime(["2026-07-09 10:00"])).get_ylabel()
    'messages in an hour'
    """
    times = pd.Series(pd.to_datetime(list(received)))
    if times.empty:
        raise ArgumentError("received must hold at least one time; received none.")
    hourly = times.dt.floor("h").value_counts().sort_index()
    ax = new_axes(ax, height=3.2)
    ax.bar(hourly.index, hourly, width=0.036, align="edge", color=BLUE)
    if usual_most is not None:
        ax.axhline(usual_most, color=ORANGE, linestyle=":", label=_USUAL)
    if alarm is not None:
        ax.axvline(pd.Timestamp(alarm), color=ORANGE, label=_ALARM)
    if usual_most is not None or alarm is not None:
        ax.legend(frameon=False)
    ax.xaxis.set_major_formatter(ConciseDateFormatter(ax.xaxis.get_major_locator()))
    ax.set(ylabel=_COUNT)
    return ax
