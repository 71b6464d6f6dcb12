"""Pictures of pay and prices."""

from __future__ import annotations

import itertools
from functools import partial

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.transforms import offset_copy

from smmkit.errors import ArgumentError, check_columns
from smmkit.plots.frame import BLUE, GREY, ORANGE, STROKES, new_axes

__all__ = ["lines", "price_parts", "salary_ranges"]

_PAY = "{currency} per {per}"
_CLAIM = "{where}: {who}"
_OFFER = "your offer"
_PRICE_PART = "{currency} of each billable hour"


def salary_ranges(
    claims: pd.DataFrame, *, offer: float | None = None, ax: Axes | None = None
) -> Axes:
    """
    Draw pay ranges of one currency below each other.

    Parameters
    ----------
    claims : pandas.DataFrame
        One row a range: where, who, low, average, high, currency, per. NaN: not said.
    offer : float, optional
        A pay to compare with them, in their currency and period.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        A bar from the least to the most said, a dot for an average, an arrow where an end is
        not said.

    Raises
    ------
    TableError
        If a column is missing.
    ArgumentError
        If there is no range, or they are not all of one currency and period.

    Examples
    --------
    >>> from smmkit import pricing
    >>> claims = pricing.salary_claims()
    >>> salary_ranges(claims[claims["currency"] == "RUB"]).get_xlabel()
    'RUB per month'
    """
    needed = ["where", "who", "low", "average", "high", "currency", "per"]
    check_columns(claims, needed, "salary_ranges")
    units = claims[["currency", "per"]].drop_duplicates()
    if len(units) != 1:
        found = ", ".join(f"{one.currency} per {one.per}" for one in units.itertuples())
        raise ArgumentError(
            "claims must be ranges of one currency and period, or their lengths mean nothing; "
            f"received {found or 'no range'}."
        )
    ax = new_axes(ax, height=1.2 + 0.45 * len(claims))
    ax.grid(axis="x", color="#e5e7eb", linewidth=0.8)
    said = claims[["low", "average", "high"]].astype(float)
    for row, (low, average, high) in enumerate(said.itertuples(index=False)):
        start, end = said.iloc[row].min(), said.iloc[row].max()
        ax.plot([start, end], [row, row], color=BLUE, linewidth=9, solid_capstyle="butt")
        # The arrows stand just outside, where they hide no dot.
        for unsaid, edge, points in ((low, start, -9), (high, end, 9)):
            if pd.isna(unsaid):
                beside = offset_copy(ax.transData, ax.figure, x=points, units="points")
                arrow = "<" if points < 0 else ">"
                ax.plot(edge, row, arrow, color=BLUE, markersize=12, transform=beside)
        if pd.notna(average):
            ax.plot(average, row, "o", color="white", markeredgecolor="black", markersize=8)
    if offer is not None:
        ax.axvline(offer, color=ORANGE, linestyle="--")
        ax.annotate(
            _OFFER, (offer, 1), xycoords=("data", "axes fraction"), xytext=(0, 3),
            textcoords="offset points", ha="center", color=ORANGE,
        )  # fmt: skip
    words = [_CLAIM.format(where=one.where, who=one.who) for one in claims.itertuples()]
    ax.set_yticks(range(len(words)), words)
    ax.set_ylim(len(words) - 0.4, -0.6)
    ax.set_xlim(left=0)
    ax.xaxis.set_major_formatter("{x:,.0f}")
    ax.set_xlabel(_PAY.format(currency=units["currency"].iloc[0], per=units["per"].iloc[0]))
    return ax


def price_parts(parts: pd.Series, *, currency: str, ax: Axes | None = None) -> Axes:
    """
    Draw what the price of an hour is for.

    Parameters
    ----------
    parts : pandas.Series
        Money by part of the price, as `smmkit.pricing.rate_parts` gives it.
    currency : str
        ISO 4217 code.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        One bar a part, with its amount.

    Examples
    --------
    >>> price_parts(pd.Series({"keep": 22.0, "tax": 7.0}), currency="EUR").get_xlabel()
    'EUR of each billable hour'
    """
    ax = new_axes(ax, height=2.4)
    ax.grid(visible=False)
    bars = ax.barh(parts.index.astype(str), parts.astype(float), color=BLUE, height=0.6)
    ax.bar_label(bars, fmt="{:,.2f}", padding=4)
    ax.invert_yaxis()
    ax.margins(x=0.15)
    ax.set_xlabel(_PRICE_PART.format(currency=currency))
    return ax


def lines(
    table: pd.DataFrame,
    *,
    ylabel: str,
    mark: float | None = None,
    steps: bool = False,
    ax: Axes | None = None,
) -> Axes:
    """
    Draw each column of a table against its index.

    Parameters
    ----------
    table : pandas.DataFrame
        Numbers; the name of the index becomes the label below.
    ylabel : str
        What the numbers are, with their unit.
    mark : float, optional
        A place on the index to point out.
    steps : bool, default False
        Whether to keep level from one row to the next, as what is counted in wholes does.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        One line a column, told apart by stroke as well as colour, named if there are several.

    Examples
    --------
    >>> fees = pd.DataFrame({"flat": [500, 500]}, index=pd.Index([0, 9000], name="sales"))
    >>> lines(fees, ylabel="EUR per month").get_xlabel()
    'sales'
    """
    ax = new_axes(ax)
    draw = partial(ax.step, where="post") if steps else ax.plot
    for name, (colour, stroke) in zip(table.columns, itertools.cycle(STROKES)):
        draw(table.index, table[name], stroke, color=colour, linewidth=2, label=str(name))
    if mark is not None:
        ax.axvline(mark, color=GREY, linewidth=1, linestyle=":")
    if table.shape[1] > 1:
        ax.legend(frameon=False)
    ax.set_ylim(bottom=0)
    ax.xaxis.set_major_formatter("{x:,g}")
    ax.yaxis.set_major_formatter("{x:,.0f}")
    ax.set_xlabel(str(table.index.name or ""))
    ax.set_ylabel(ylabel)
    return ax
