"""Pictures of a strategy: what carrying on brings, the band for targets, the goal tree."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import StrMethodFormatter

from smmkit import strategy as room
from smmkit.errors import check_columns
from smmkit.plots.frame import BLUE, GREEN, GREY, ORANGE, PURPLE, new_axes

__all__ = ["feasible_band", "goal_tree", "weeks_ahead"]

_WEEKS = "weeks from today"
_PAST, _CARRY, _EXPECTED = "so far", "nine cases of ten, if all goes on", "carrying on"
_NOTHING, _REACHABLE = "doing nothing", "best plan"
_OF_REACHABLE = "per cent of what the best plan reaches"
_LUCK, _ROOM, _TARGET, _BEFORE = (
    "carrying on, with luck",
    "room for a target",
    "target",
    "last time",
)
_NOT_FOUND = "serves nothing"
_LETTERS = 26
_LEVELS = ("goal", "objective", "tactic")


def weeks_ahead(
    values: pd.Series,
    weeks: int,
    *,
    kind: str = "flow",
    ends: Mapping[str, float] | None = None,
    label: str = "",
    ax: Axes | None = None,
) -> Axes:
    """
    Draw a weekly series so far, and what carrying on would bring.

    Parameters
    ----------
    values, weeks, kind
        As for `strategy.carry_on`. A flow is drawn as its sum from today on.
    ends : mapping of str to float, optional
        nothing and reachable: where other ways end.
    label : str, optional
        What is counted.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> drawn = weeks_ahead(pd.Series([9e5, 11e5, 10e5, 10e5]), 4, label="orders")
    >>> drawn.get_ylabel(), drawn.yaxis.get_major_formatter()(1_000_000)
    ('orders', '1,000,000')
    """
    steps = list(range(1, weeks + 1))
    fan = pd.DataFrame([room.carry_on(values, step, kind=kind) for step in steps], index=steps)
    ax = new_axes(ax)
    start = float(values.iloc[-1]) if kind == "stock" else 0.0
    if kind == "stock":
        ax.plot(range(1 - len(values), 1), values.astype(float), color=BLUE, label=_PAST)
    ax.fill_between(
        [0, *steps],
        [start, *fan["low"]],
        [start, *fan["high"]],
        **{"color": GREY, "alpha": 0.25, "label": _CARRY},
    )
    ax.plot([0, *steps], [start, *fan["expected"]], "--", color=GREY, label=_EXPECTED)
    for name, words, colour, mark in (
        ("nothing", _NOTHING, ORANGE, "v"),
        ("reachable", _REACHABLE, GREEN, "^"),
    ):
        if ends is not None and name in ends:
            ax.plot([0, weeks], [start, ends[name]], ":", color=colour)
            ax.plot([weeks], [ends[name]], mark, color=colour, label=words)
    ax.set_xlabel(_WEEKS)
    ax.set_ylabel(label)
    ax.yaxis.set_major_formatter(StrMethodFormatter("{x:,.12g}"))
    ax.legend(frameon=False)
    return ax


def feasible_band(
    band: pd.DataFrame, *, targets: Mapping[str, float] | None = None, ax: Axes | None = None
) -> Axes:
    """
    Draw, for each number, what happens anyway, what luck may add, and the room above.

    Parameters
    ----------
    band : pandas.DataFrame
        What `strategy.band` returns.
    targets : mapping of str to float, optional
        A target for some of the numbers.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        A row a number, in per cent of what can be reached.

    Raises
    ------
    TableError
        If a column is missing.

    Examples
    --------
    >>> from smmkit import Brand, strategy
    >>> from smmkit.brand.prospects import owners_brief
    >>> known = strategy.Brief(**owners_brief(Brand.of("ada"))).band
    >>> [words.get_text() for words in feasible_band(known).get_yticklabels()][-1]
    'profit'
    """
    check_columns(band, ["baseline", "nothing", "anyway", "clear", "reachable"], "feasible_band")
    ax = new_axes(ax, height=1.6 + 0.55 * len(band))
    share = {
        name: 100 * band[name].astype(float) / band["reachable"].astype(float)
        for name in ("baseline", "nothing", "anyway", "clear")
    }
    places = list(range(len(band)))
    floor = share["clear"]
    ax.barh(places, 100 - floor, left=floor, height=0.5, color=GREEN, alpha=0.75, label=_ROOM)
    ax.barh(
        places,
        floor - share["anyway"],
        left=share["anyway"],
        height=0.5,
        **{"color": "white", "edgecolor": GREY, "hatch": "///", "label": _LUCK},
    )
    ax.scatter(share["nothing"], places, marker="v", color=ORANGE, label=_NOTHING, zorder=3)
    ax.scatter(share["baseline"], places, marker="o", color=BLUE, label=_BEFORE, zorder=3)
    known = {name: value for name, value in (targets or {}).items() if name in band.index}
    if known:
        at = [100 * value / band.loc[name, "reachable"] for name, value in known.items()]
        rows = [band.index.get_loc(name) for name in known]
        ax.scatter(at, rows, marker="D", color="#111827", label=_TARGET, zorder=4)
    ax.axvline(0, color=GREY, linewidth=0.8)
    ax.set_yticks(places, [str(name).replace("_", " ") for name in band.index])
    ax.set_ylim(len(band) - 0.4, -0.6)
    ax.set_xlabel(_OF_REACHABLE)
    ax.grid(visible=False)
    ax.legend(frameon=False, loc="lower left", bbox_to_anchor=(0, 1), ncols=3)
    return ax


def goal_tree(
    strategy: Mapping[str, Any], *, faulty: Collection[str] = (), ax: Axes | None = None
) -> Axes:
    """
    Draw a strategy as a tree: the goal, its objectives, and the tactics that serve them.

    Parameters
    ----------
    strategy : mapping
        As for `strategy.review`.
    faulty : collection of str
        Places that a review names ("goal", "objective orders", "tactic 2"), drawn with a mark.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        A tactic that serves no objective hangs on nothing.

    Raises
    ------
    ArgumentError
        If the strategy cannot be read.

    Examples
    --------
    >>> plan = {"goal": {"kpi": "profit", "target": 900}, "objectives": [{"kpi": "orders"}],
    ...         "tactics": [{"what": "a film", "serves": "orders"}]}
    >>> len(goal_tree(plan).texts)
    3
    """
    room.page(strategy)  # says what cannot be read
    objectives, tactics = strategy["objectives"], strategy["tactics"]
    rows = max(len(tactics), len(objectives), 1)
    ax = new_axes(ax, width=9.0, height=1.0 + 0.75 * rows)
    spots = {
        f"objective {one.get('kpi')}": (1.0, (place + 0.5) * rows / len(objectives))
        for place, one in enumerate(objectives)
    }
    _box(ax, (0.0, rows / 2), strategy["goal"], "goal", faulty)
    for one in objectives:
        name = f"objective {one.get('kpi')}"
        ax.plot([0.0, 1.0], [rows / 2, spots[name][1]], color=GREY, zorder=1)
        _box(ax, spots[name], one, name, faulty)
    for place, tactic in enumerate(_by_objective(objectives, tactics)):
        number, row = tactic
        spot = (2.0, (place + 0.5) * rows / max(len(tactics), 1))
        above = spots.get(f"objective {row.get('serves')}")
        if above:
            ax.plot([above[0], spot[0]], [above[1], spot[1]], color=GREY, zorder=1)
        _box(ax, spot, row, f"tactic {number}", faulty, hangs=above is None)
    ax.set_xlim(-0.42, 2.5)
    ax.set_ylim(rows, 0)
    ax.set_xticks([0, 1, 2], _LEVELS)
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.set_yticks([])
    ax.spines[:].set_visible(False)
    ax.grid(visible=False)
    return ax


def _by_objective(objectives: list, tactics: list) -> list[tuple[int, Mapping[str, Any]]]:
    """Return tactics with their numbers, in the order of what they serve: no lines cross."""
    order = {one.get("kpi"): place for place, one in enumerate(objectives)}
    numbered = list(enumerate(tactics, 1))
    return sorted(numbered, key=lambda pair: order.get(pair[1].get("serves"), len(order)))


def _box(
    ax: Axes,
    spot: tuple[float, float],
    part: Mapping[str, Any],
    name: str,
    faulty: Collection[str],
    *,
    hangs: bool = False,
) -> None:
    words = str(part.get("what") or part.get("kpi") or "?").replace("_", " ")
    lines = textwrap.wrap(words, _LETTERS, max_lines=2, placeholder=" …")
    if part.get("target") is not None and not part.get("what"):
        lines.append(f"→ {_figure(part['target'])}")
    if hangs:
        lines.append(_NOT_FOUND)
    wrong = name in faulty
    ax.text(
        *spot,
        ("! " if wrong else "") + "\n".join(lines),
        **{"ha": "center", "va": "center", "fontsize": 9, "zorder": 2, "color": "#111827"},
        bbox={
            "boxstyle": "round,pad=0.4",
            "facecolor": "#fff7ed" if wrong else "white",
            "edgecolor": ORANGE if wrong else PURPLE if hangs else BLUE,
            "linewidth": 2 if wrong else 1,
        },
    )


def _figure(value: object) -> str:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return "?"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:g}"
