"""Pictures of a season: its money week by week."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from smmkit.errors import check_columns
from smmkit.plots.frame import BLUE, GREEN, GREY, ORANGE, new_axes

__all__ = ["season_money"]

_WEEK, _WEEKLY, _SO_FAR = "week of the season", "money a week", "profit so far"
_LINES = (("margin", GREEN, "o-"), ("work", GREY, "s--"), ("media", ORANGE, "^-."))


def season_money(ledger: pd.DataFrame) -> Figure:
    """
    Draw a season's margin, work and media by week, and below them the profit so far.

    Parameters
    ----------
    ledger : pandas.DataFrame
        What `Season.ledger` returns: margin, work, media and profit, a row a week.

    Returns
    -------
    matplotlib Figure
        Two panels: a sum of weeks is too large to share an axis with a week.

    Examples
    --------
    >>> from smmkit import Brand
    >>> drawn = season_money(Brand.of("ada").run(None, weeks=3).ledger)
    >>> [panel.get_ylabel() for panel in drawn.axes]
    ['money a week', 'profit so far']
    """
    check_columns(ledger, ["margin", "work", "media", "profit"], "season_money")
    figure = Figure(figsize=(7.0, 5.2), layout="constrained")
    weekly, so_far = (new_axes(panel) for panel in figure.subplots(2, sharex=True))
    weeks = range(1, len(ledger) + 1)
    for name, colour, stroke in _LINES:
        weekly.plot(weeks, ledger[name], stroke, color=colour, label=name, markersize=4)
    weekly.set_ylabel(_WEEKLY)
    weekly.legend(frameon=False, ncols=3, loc="lower left", bbox_to_anchor=(0, 1))
    so_far.bar(weeks, ledger["profit"].cumsum(), color=BLUE)
    so_far.set_ylabel(_SO_FAR)
    so_far.set_xlabel(_WEEK)
    so_far.xaxis.set_major_locator(MaxNLocator(integer=True))
    for panel in (weekly, so_far):
        panel.axhline(0, color=GREY, linewidth=0.8)
        panel.yaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
        panel.yaxis.set_major_formatter("{x:,.0f}")
    return figure
