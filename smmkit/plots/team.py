"""Pictures of shared work: hours by person, skills against what is there, prices of a post."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from smmkit.errors import check_columns
from smmkit.plots.frame import BLUE, GREY, ORANGE, new_axes

__all__ = ["creator_prices", "hours_by_person", "used_hours"]

_HOURS = "hours"
_THERE = "hours there are"
_TASK = "{person}: {tasks}"
_NOTHING = "–"
_USED = "hours needed, in per cent of those there are"
_FULL = "all of them"
_PRICE = "{currency} for a thousand new people"
_DOUBT = "ask first"


def hours_by_person(
    assignment: pd.DataFrame, people: pd.DataFrame, *, ax: Axes | None = None
) -> Axes:
    """
    Draw each person's hours of work in front of the hours there are.

    Parameters
    ----------
    assignment : pandas.DataFrame
        Indexed by task, with person and hours: what `team.assign` returns.
    people : pandas.DataFrame
        Indexed by person, with hours.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        A row a person: a wide grey bar for the hours there are, on it the work, orange where it
        is more; the tasks stand beside the name.

    Raises
    ------
    TableError
        If a column is missing.

    Examples
    --------
    >>> split = pd.DataFrame({"person": ["Ana"], "hours": [4.0]}, index=["reel"])
    >>> drawn = hours_by_person(split, pd.DataFrame({"hours": [6]}, index=["Ana"]))
    >>> drawn.get_yticklabels()[0].get_text()
    'Ana: reel'
    """
    check_columns(assignment, ["person", "hours"], "hours_by_person")
    check_columns(people, ["hours"], "hours_by_person")
    names = [str(name) for name in people.index]
    work = assignment.groupby("person")["hours"].sum().reindex(people.index, fill_value=0.0)
    tasks = [", ".join(assignment.index[assignment["person"] == name]) for name in people.index]
    labels = [
        _TASK.format(person=name, tasks=done or _NOTHING)
        for name, done in zip(names, tasks, strict=True)
    ]
    ax = new_axes(ax, width=7.6, height=1.2 + 0.42 * len(names))
    ax.barh(range(len(names)), people["hours"], color="#e5e7eb", height=0.75, label=_THERE)
    over = work.to_numpy() > people["hours"].to_numpy() + 1e-6
    bars = ax.barh(
        range(len(names)), work, color=[ORANGE if more else BLUE for more in over], height=0.4
    )
    ax.bar_label(bars, fmt="%.1f", padding=4)
    ax.set_yticks(range(len(names)), labels)
    ax.invert_yaxis()
    ax.margins(x=0.1)
    ax.set_xlim(left=0)
    ax.grid(visible=False)
    ax.set_xlabel(_HOURS)
    ax.legend(frameon=False, loc="lower left", bbox_to_anchor=(0, 1))
    return ax


def used_hours(capacity: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """
    Draw which part of the hours there are is needed, skill by skill.

    Parameters
    ----------
    capacity : pandas.DataFrame
        What `team.capacity` returns.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        One bar a skill, and one for all; orange above 100 %.

    Raises
    ------
    TableError
        If a column is missing.

    Examples
    --------
    >>> used = pd.DataFrame({"utilisation": [0.5]}, index=["copy"])
    >>> [words.get_text() for words in used_hours(used).texts]
    ['50 %', 'all of them']
    """
    check_columns(capacity, ["utilisation"], "used_hours")
    share = 100 * capacity["utilisation"].astype(float)
    ax = new_axes(ax, height=1.2 + 0.36 * len(share))
    colours = [ORANGE if value > 100 else BLUE for value in share]
    bars = ax.barh([str(name) for name in share.index], share, color=colours, height=0.6)
    ax.bar_label(bars, fmt="%.0f %%", padding=4)
    ax.axvline(100, color=GREY, linestyle="--")
    ax.annotate(_FULL, (100, 1.02), xycoords=("data", "axes fraction"), color=GREY, ha="center")
    ax.invert_yaxis()
    ax.set_xlim(0, max(115, 1.12 * share.max()))
    ax.grid(visible=False)
    ax.set_xlabel(_USED)
    return ax


def creator_prices(ranked: pd.DataFrame, *, currency: str, ax: Axes | None = None) -> Axes:
    """
    Draw what a thousand new people cost with each influencer.

    Parameters
    ----------
    ranked : pandas.DataFrame
        What `team.rank_creators` returns.
    currency : str
        ISO 4217 code.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        One bar each, in the order of the table; hatched where numbers don't fit together.

    Raises
    ------
    TableError
        If a column is missing.

    Examples
    --------
    >>> ranked = pd.DataFrame({"price_per_1000": [90.0], "doubtful": [False]}, index=["A"])
    >>> creator_prices(ranked, currency="EUR").get_xlabel()
    'EUR for a thousand new people'
    """
    check_columns(ranked, ["price_per_1000", "doubtful"], "creator_prices")
    ax = new_axes(ax, height=1.2 + 0.36 * len(ranked))
    names = [str(name) for name in ranked.index]
    bars = ax.barh(names, ranked["price_per_1000"], color=BLUE, height=0.6)
    for bar, doubtful in zip(bars, ranked["doubtful"], strict=True):
        if doubtful:
            bar.set(facecolor="white", edgecolor=ORANGE, hatch="///", label=_DOUBT)
    ax.bar_label(bars, fmt="{:,.0f}", padding=4)
    ax.invert_yaxis()
    ax.margins(x=0.12)
    ax.set_xlim(left=0)
    ax.grid(visible=False)
    ax.xaxis.set_major_formatter("{x:,.0f}")
    ax.set_xlabel(_PRICE.format(currency=currency))
    if ranked["doubtful"].any():
        ax.legend(frameon=False, loc="lower right")
    return ax
