"""Pictures of a media plan: what money brings, where it stops paying, its pace, and its credit."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import ConciseDateFormatter

from smmkit.ads.curves import Curve, marginal
from smmkit.errors import check_choice, check_columns, check_number
from smmkit.plots.frame import BLUE, GREY, ORANGE, STROKES, new_axes

__all__ = ["credit_bars", "gain_curves", "marginal_returns", "pace"]

_POINTS = 240
_SPEND = "money spent"
_MARGINAL = "margin that one unit of money more brings"
_EVEN = "comes back as itself"
_GAIN = "margin less the money spent"
_NOTHING = "doing nothing"
_CREDIT = "orders credited"
_SHAPES = "os^vPXD*"
_CAUSED = "caused"
_PLANNED, _SPENT, _PROJECTED = "planned", "spent", "if the last days go on"
_MONEY = "money since the start"
_STEEPEST = 6.0


def marginal_returns(
    curves: Mapping[str, Curve], plan: pd.DataFrame, *, worth: float, ax: Axes | None = None
) -> Axes:
    """
    Draw what the next unit of money brings, over the money that is spent already.

    Parameters
    ----------
    curves : mapping of str to callable
        By placement.
    plan : pandas.DataFrame
        What `ads.returns` or `ads.allocate` tells: spend and marginal, by placement.
    worth : float
        Money that one unit of response leaves.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        A line and a dot for each placement, and a line at 1, below which a coin comes back as less
        than itself. At the best split the dots lie on one height.

    Raises
    ------
    TableError
        If the plan lacks a column.

    Examples
    --------
    >>> from smmkit import ads
    >>> offers = {"search": ads.Hill(40, 200)}
    >>> plan = ads.returns(offers, {"search": 100}, worth=25)
    >>> marginal_returns(offers, plan, worth=25).get_xlabel()
    'money spent'
    """
    check_columns(plan, ["spend", "marginal"], "marginal_returns")
    most = 1.25 * float(plan["spend"].max()) or 1.0
    ax = new_axes(ax, height=4.2)
    money = np.linspace(most / _POINTS, most, _POINTS)
    for (name, curve), (colour, stroke) in zip(curves.items(), itertools.cycle(STROKES)):
        slopes = [worth * marginal(curve, x) for x in money.tolist()]
        ax.plot(money, slopes, stroke, color=colour, linewidth=2, label=str(name))
        dot = plan.loc[name]
        ax.plot(dot["spend"], dot["marginal"], "o", color=colour, markersize=9, clip_on=False)
    ax.axhline(1, color=GREY, linewidth=1, linestyle=":", label=_EVEN)
    highest = float(plan["marginal"].replace(np.inf, np.nan).max())
    ax.set(xlim=(0, most), ylim=(0, np.nanmax([3, min(_STEEPEST, 2.2 * highest), 1.1 * highest])))
    ax.xaxis.set_major_formatter("{x:,.0f}")
    ax.set_xlabel(_SPEND)
    ax.set_ylabel(_MARGINAL)
    ax.legend(frameon=False, loc="upper right")
    return ax


def gain_curves(
    curves: Mapping[str, Curve],
    *,
    worth: float,
    most: float,
    fee: float = 0.0,
    ax: Axes | None = None,
) -> Axes:
    """
    Draw what budgets leave, against doing nothing.

    Parameters
    ----------
    curves : mapping of str to callable
        By placement.
    worth, fee : float
        As in `ads.paying_range`.
    most : float
        Highest budget drawn, more than 0.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        A line for each placement and one at zero.

    Raises
    ------
    ArgumentError
        If `most` is not more than 0.

    Examples
    --------
    >>> from smmkit import ads
    >>> len(gain_curves({"search": ads.Hill(40, 200)}, worth=25, most=900).lines)
    2
    """
    ax = new_axes(ax)
    money = np.linspace(0, check_number("most", most, above=0, unit="money"), _POINTS)
    for (name, curve), (colour, stroke) in zip(curves.items(), itertools.cycle(STROKES)):
        gains = [worth * curve(x) - x - fee for x in money.tolist()]
        ax.plot(money, gains, stroke, color=colour, linewidth=2, label=str(name))
    ax.axhline(0, color=GREY, linewidth=1, linestyle=":", label=_NOTHING)
    ax.set_xlim(0, most)
    ax.xaxis.set_major_formatter("{x:,.0f}")
    ax.yaxis.set_major_formatter("{x:,.0f}")
    ax.set_xlabel(_SPEND)
    ax.set_ylabel(_GAIN)
    ax.legend(frameon=False)
    return ax


def pace(days: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """
    Draw the money spent since the start beside the money planned.

    Parameters
    ----------
    days : pandas.DataFrame
        What `ads.pace_by_day` returns: planned, spent and projected, by date.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        Three lines.

    Raises
    ------
    TableError
        If a column is missing.

    Examples
    --------
    >>> days = pd.DataFrame({"planned": [10, 20.0], "spent": [8, None], "projected": [8, 16.0]},
    ...                     index=pd.date_range("2026-06-29", periods=2))
    >>> [words.get_text() for words in pace(days).get_legend().get_texts()][:2]
    ['planned', 'spent']
    """
    check_columns(days, ["planned", "spent", "projected"], "pace")
    ax = new_axes(ax)
    ax.plot(days.index, days["planned"], ":", color=GREY, linewidth=2, label=_PLANNED)
    ax.plot(days.index, days["spent"], "-", color=BLUE, linewidth=2.5, label=_SPENT)
    ax.plot(days.index, days["projected"], "--", color=ORANGE, linewidth=2, label=_PROJECTED)
    ax.xaxis.set_major_formatter(ConciseDateFormatter(ax.xaxis.get_major_locator()))
    ax.set_ylim(bottom=0)
    ax.yaxis.set_major_formatter("{x:,.0f}")
    ax.set_ylabel(_MONEY)
    ax.legend(frameon=False, loc="upper left")
    return ax


def credit_bars(
    table: pd.DataFrame,
    *,
    truth: Mapping[str, float] | None = None,
    model: str = "last",
    ax: Axes | None = None,
) -> Axes:
    """
    Draw what models credit each channel with, and what it caused if that is known.

    Parameters
    ----------
    table : pandas.DataFrame
        What `attribution.compare` returns: a row a channel, a column a model.
    truth : mapping of str to float or pandas.Series, optional
        Orders that each channel caused.
    model : str, default "last"
        The model drawn as a bar; the others are grey, each with a shape of its own.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        A row a channel: a bar, a mark for each other model, and a diamond at the truth.

    Raises
    ------
    ArgumentError
        If `model` is not a column.

    Examples
    --------
    >>> table = pd.DataFrame({"last": [3.0], "first": [1.0]}, index=["email"])
    >>> drawn = credit_bars(table, truth={"email": 2}).get_legend().get_texts()
    >>> sorted(words.get_text() for words in drawn)
    ['caused', 'first', 'last']
    """
    check_choice("model", model, list(map(str, table.columns)))
    rows = table.sort_values(model, kind="stable")
    ax = new_axes(ax, height=1.3 + 0.48 * len(rows))
    place = np.arange(len(rows))
    ax.barh(place, rows[model], height=0.55, color=BLUE, alpha=0.75, label=model)
    others = (name for name in rows.columns if name != model)
    for name, shape in zip(others, itertools.cycle(_SHAPES), strict=False):
        ax.plot(rows[name], place, shape, color=GREY, markersize=7, markeredgecolor="white",
                label=name, linestyle="none")  # fmt: skip
    if truth is not None:
        caused = pd.Series(truth, dtype=float).reindex(rows.index)
        diamond = {"color": ORANGE, "markersize": 8, "markeredgecolor": "white", "clip_on": False}
        ax.plot(caused, place, "D", zorder=3, label=_CAUSED, **diamond)
    ax.set_yticks(place, list(rows.index))
    ax.set_xlim(left=0)
    ax.grid(visible=False)
    ax.set_xlabel(_CREDIT)
    ax.legend(frameon=False, loc="lower right")
    return ax
