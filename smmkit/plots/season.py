"""Pictures of a season: its money week by week."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from smmkit.errors import check_columns
from smmkit.plots.frame import BLUE, GREEN, GREY, ORANGE, new_axes

__all__ = ["season_money"]

_WEEK, _MONEY = "week of the season", "money"
_LINES = (("margin", GREEN, "-"), ("work", GREY, "--"), ("media", ORANGE, "-."))
_PROFIT = "profit so far"


def season_money(ledger: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """
    Draw a season's margin, work and media by week, and the profit so far.

    Parameters
    ----------
    ledger : pandas.DataFrame
        What `Season.ledger` returns: margin, work, media and profit, a row a week.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> from smmkit import Brand
    >>> season_money(Brand.of("ada").run(None, weeks=3).ledger).get_xlabel()
    'week of the season'
    """
    check_columns(ledger, ["margin", "work", "media", "profit"], "season_money")
    ax = new_axes(ax)
    weeks = range(1, len(ledger) + 1)
    for name, colour, stroke in _LINES:
        ax.plot(weeks, ledger[name], stroke, color=colour, label=name)
    ax.bar(weeks, ledger["profit"].cumsum(), color=BLUE, alpha=0.25, label=_PROFIT)
    ax.axhline(0, color=GREY, linewidth=0.8)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_xlabel(_WEEK)
    ax.set_ylabel(_MONEY)
    ax.legend(frameon=False, ncols=2)
    return ax
