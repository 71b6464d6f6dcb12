"""Pictures of a public: who it is, where it is, and what a choice of platforms reaches."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd
from matplotlib.axes import Axes

from smmkit.errors import check_columns
from smmkit.plots.frame import BLUE, GREY, ORANGE, new_axes

__all__ = ["choices", "histogram", "journey_grid", "share_ranges", "where_they_are"]

_LIGHT = "#9ecae1"
_OF_PEOPLE = "of the people asked, in per cent"
_SHARED, _ALONE = "on another of these too", "only here"
_OF_GROUP = "share of each group, in per cent"
_HOURS = "hours a week"
_WITHIN = "within reach, counted once, in per cent"
_EVERY, _YOURS, _BEST, _BUDGET = "every choice", "your choice", "best for its hours", "budget"
_PEOPLE = "people"
_MEAN = "mean {:.0f}"
_LARGEST_DOT = 900  # square points


def where_they_are(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """
    Draw how many are on each platform, and how many of them on no other.

    Parameters
    ----------
    table : pandas.DataFrame
        Columns on_it and only_here (fractions), indexed by platform: `audience.only_here`.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        One bar a platform; its dark part would be lost without the platform.

    Examples
    --------
    >>> table = pd.DataFrame({"on_it": [0.5], "only_here": [0.1]}, index=["x"])
    >>> [words.get_text() for words in where_they_are(table).texts]
    ['50 %, only here 10 %']
    """
    check_columns(table, ["on_it", "only_here"], "where_they_are")
    ax = new_axes(ax, height=1.1 + 0.42 * len(table))
    ax.grid(visible=False)
    places = range(len(table))
    ax.barh(places, 100 * table["only_here"], color=BLUE, height=0.6, label=_ALONE)
    ax.barh(
        places,
        100 * (table["on_it"] - table["only_here"]),
        left=100 * table["only_here"],
        color=_LIGHT,
        height=0.6,
        label=_SHARED,
    )
    for place, on_it, alone in zip(places, table["on_it"], table["only_here"], strict=True):
        ax.annotate(
            f"{100 * on_it:.0f} %, {_ALONE} {100 * alone:.0f} %",
            (100 * on_it, place),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
        )
    ax.set_yticks(places, table.index)
    ax.invert_yaxis()
    ax.margins(x=0.35)
    ax.set_xlim(left=0)
    ax.set_xlabel(_OF_PEOPLE)
    ax.legend(frameon=False, loc="lower left", bbox_to_anchor=(0, 1), ncols=2)
    return ax


def choices(
    table: pd.DataFrame,
    *,
    budget: float | None = None,
    chosen: Collection[str] = (),
    best: bool = True,
    ax: Axes | None = None,
) -> Axes:
    """
    Draw what every choice of platforms takes and reaches.

    Parameters
    ----------
    table : pandas.DataFrame
        Columns platforms, hours and reached: `audience.subsets`.
    budget : float, optional
        Hours, as a dashed line.
    chosen : collection of str
        Platforms of the choice to point out.
    best : bool, default True
        Whether to draw the line of the best choices.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        A dot a choice; the line steps up along the best that the hours allow.

    Examples
    --------
    >>> table = pd.DataFrame({"platforms": [(), ("x",)], "hours": [0, 3], "reached": [0, 0.4]})
    >>> choices(table, budget=4, chosen=["x"]).get_xlabel()
    'hours a week'
    """
    check_columns(table, ["platforms", "hours", "reached"], "choices")
    ax = new_axes(ax)
    ax.scatter(
        table["hours"], 100 * table["reached"], s=18, color=GREY, alpha=0.6, linewidths=0,
        label=_EVERY,
    )  # fmt: skip
    if best:
        steps = table.sort_values("hours").assign(top=lambda t: t["reached"].cummax())
        ax.step(steps["hours"], 100 * steps["top"], where="post", color=BLUE, label=_BEST)
    mine = table[table["platforms"].map(set) == set(chosen)]
    if len(chosen) and len(mine):
        ax.plot(
            mine["hours"], 100 * mine["reached"], "D", color=ORANGE, markersize=10, label=_YOURS,
            linestyle="none",
        )  # fmt: skip
    if budget is not None:
        ax.axvline(budget, color=GREY, linestyle="--", linewidth=1)
        ax.annotate(
            f"{_BUDGET} {budget:g}", (budget, 1), xycoords=("data", "axes fraction"),
            xytext=(0, 3), textcoords="offset points", ha="center", color=GREY,
        )  # fmt: skip
    ax.set_xlim(left=0)
    ax.set_ylim(0, 103)
    ax.set_xlabel(_HOURS)
    ax.set_ylabel(_WITHIN)
    ax.legend(frameon=False, loc="lower right")
    return ax


def histogram(
    numbers: pd.Series, *, step: float, label: str, mean: bool = True, ax: Axes | None = None
) -> Axes:
    """
    Draw how many people have each number, such as an age, in steps.

    Parameters
    ----------
    numbers : pandas.Series
        One a person; those not known stay out.
    step : float
        Width of a bar.
    label : str
        What the numbers are, with their unit.
    mean : bool, default True
        Whether to draw the mean as a dashed line.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        One bar a step, from a multiple of the step to the next.

    Examples
    --------
    >>> ages = pd.Series([19, 21, 65, 67])
    >>> [words.get_text() for words in histogram(ages, step=5, label="age, in years").texts]
    ['mean 43']
    """
    known = numbers.dropna().astype(float)
    ax = new_axes(ax, height=3.0)
    heaps = (known // step * step).value_counts().sort_index()
    ax.bar(heaps.index, heaps, width=0.92 * step, align="edge", color=BLUE)
    if mean and len(known):
        ax.axvline(known.mean(), color=ORANGE, linestyle="--")
        ax.annotate(
            _MEAN.format(known.mean()), (known.mean(), 1), xycoords=("data", "axes fraction"),
            xytext=(0, 3), textcoords="offset points", ha="center", color=ORANGE,
        )  # fmt: skip
    ax.set_xlabel(label)
    ax.set_ylabel(_PEOPLE)
    return ax


def share_ranges(parts: dict[str, pd.DataFrame], *, ax: Axes | None = None) -> Axes:
    """
    Draw shares of the same segments in two or more groups of people, with their uncertainty.

    Parameters
    ----------
    parts : dict of str to pandas.DataFrame
        Group's name to share, low and high, indexed by segment: `audience.sizes`.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        A row a segment; in it a mark and a bar of uncertainty for each group.

    Examples
    --------
    >>> part = pd.DataFrame({"share": [1.0], "low": [0.9], "high": [1.0]}, index=["all"])
    >>> share_ranges({"customers": part}).get_yticklabels()[0].get_text()
    'all'
    """
    styles = ((BLUE, "o"), (ORANGE, "D"), (GREY, "s"))
    names = list(next(iter(parts.values())).index)
    ax = new_axes(ax, height=1.2 + 0.55 * len(names))
    ax.grid(visible=False)
    for number, ((group, table), (colour, mark)) in enumerate(
        zip(parts.items(), styles, strict=False)
    ):
        rows = 100 * table.reindex(names)[["share", "low", "high"]].astype(float)
        places = [place + 0.22 * (number - (len(parts) - 1) / 2) for place in range(len(names))]
        ax.errorbar(
            rows["share"], places, xerr=[rows["share"] - rows["low"], rows["high"] - rows["share"]],
            fmt=mark, color=colour, capsize=3, label=group,
        )  # fmt: skip
    ax.set_yticks(range(len(names)), names)
    ax.set_ylim(len(names) - 0.5, -0.5)
    ax.set_xlim(left=0)
    ax.set_xlabel(_OF_GROUP)
    ax.legend(frameon=False, loc="lower left", bbox_to_anchor=(0, 1), ncols=len(parts))
    return ax


def journey_grid(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """
    Draw on which platform each stage of a journey took place.

    Parameters
    ----------
    table : pandas.DataFrame
        Numbers of people, platforms down and stages across: `audience.journey`.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        A dot whose area tells the people, with their number; the most of each stage in orange.

    Examples
    --------
    >>> table = pd.DataFrame({"heard": [9, 3]}, index=["x", "vk"])
    >>> [words.get_text() for words in journey_grid(table).texts]
    ['9', '3']
    """
    ax = new_axes(ax, height=1.0 + 0.6 * len(table))
    ax.grid(visible=False)
    most = max(1, table.to_numpy().max())
    for across, stage in enumerate(table.columns):
        for down, people in enumerate(table[stage]):
            first = people == table[stage].max()
            ax.scatter(
                across, down, s=30 + _LARGEST_DOT * people / most,
                color=ORANGE if first else _LIGHT, linewidths=0,
            )  # fmt: skip
            ax.annotate(
                str(people), (across, down), ha="center", va="center",
                xytext=(26, 0), textcoords="offset points", weight="bold" if first else "normal",
            )  # fmt: skip
    ax.set_xticks(range(table.shape[1]), table.columns)
    ax.set_yticks(range(len(table)), table.index)
    ax.set_xlim(-0.5, table.shape[1] - 0.4)
    ax.set_ylim(len(table) - 0.5, -0.5)
    return ax
