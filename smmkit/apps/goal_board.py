"""A goal tree on a board: move a target or a budget, and see at once what the review says."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from html import escape
from typing import Any

import ipywidgets

from smmkit import plots, strategy
from smmkit.apps.html import table
from smmkit.errors import ArgumentError

__all__ = ["goal_board"]

_WIDE = {"style": {"description_width": "9em"}, "layout": {"width": "min(38em, 100%)"}}
_KEPT = "Nothing to find: the strategy keeps every rule."
_HEAD = ("rule", "where", "what", "points")
_UNDO = "undo all"
_PAGE = "The strategy on one page"
_FINDINGS = "What the review finds"
_AROUND = 1.25  # how far beyond what can be reached a target may be moved


def goal_board(plan: Mapping[str, Any], brief: strategy.Brief) -> ipywidgets.Widget:
    """
    Let the reader move targets and means of a strategy under the eyes of the review.

    Parameters
    ----------
    plan : mapping
        A strategy, as for `strategy.review`. It is left as it is; the board's own copy is its
        attribute ``plan``.
    brief : strategy.Brief
        What is known and agreed.

    Returns
    -------
    ipywidgets.VBox
        Labelled controls for the targets, and for one tactic; below them the band, the tree, the
        findings and the strategy as tables.

    Raises
    ------
    ArgumentError
        If the strategy cannot be read, has no tactic, or `brief` is none.

    Examples
    --------
    >>> import pandas as pd
    >>> past = pd.DataFrame({"orders": [9, 11, 10, 10], "profit": [50, 60, 55, 50]})
    >>> ends = pd.DataFrame({"nothing": [12.0, 90.0], "reachable": [80.0, 700.0]},
    ...                     index=["orders", "profit"])
    >>> agreed = strategy.Brief("2026-06-29", "2026-07-26", "sales", past, ends, budget=9, hours=8)
    >>> plan = {"goal": {"kpi": "profit", "target": 300},
    ...         "objectives": [{"kpi": "orders", "target": 60}],
    ...         "tactics": [{"what": "a film", "serves": "orders", "money": 5, "hours": 5}]}
    >>> [control.description for control in goal_board(plan, agreed).children[:2]]
    ['profit', 'orders']
    """
    strategy.review(plan, brief)
    if not plan["tactics"]:
        raise ArgumentError("plan must hold at least one tactic to move; it has none.")
    start = copy.deepcopy(dict(plan))
    targets = {
        kpi: ipywidgets.FloatSlider(
            **{"min": 0.0, "max": _round(_AROUND * brief.band.loc[kpi, "reachable"])},
            **{"step": _step(brief.band.loc[kpi, "reachable"]), "readout_format": ",.0f"},
            **{"description": kpi.replace("_", " "), "continuous_update": False, **_WIDE},
        )
        for kpi in (one.get("kpi") for one in (start["goal"], *start["objectives"]))
        if kpi in brief.band.index
    }
    tactic = ipywidgets.Dropdown(
        options=[(str(one.get("what")), n) for n, one in enumerate(start["tactics"])],
        description="tactic",
        **_WIDE,
    )
    aims = [str(one.get("kpi")) for one in start["objectives"]]
    fields = {
        "serves": ipywidgets.Dropdown(
            options=[("nothing", ""), *((aim.replace("_", " "), aim) for aim in aims)],
            description="serves",
            **_WIDE,
        ),
        "money": _means("money a season", _AROUND * max(brief.budget, 1.0)),
        "hours": _means("hours a week", _AROUND * max(brief.hours, 1.0), step=0.5),
    }
    undo = ipywidgets.Button(description=_UNDO)
    shown = ipywidgets.HTML()
    board = ipywidgets.VBox([*targets.values(), tactic, *fields.values(), undo, shown])
    busy = [False]  # while the board fills its own controls, their changes are no moves

    def fill() -> None:
        busy[0] = True
        for part in (board.plan["goal"], *board.plan["objectives"]):
            if part.get("kpi") in targets:
                targets[part["kpi"]].value = _number(part.get("target"))
        row = board.plan["tactics"][tactic.value]
        fields["serves"].value = row.get("serves") if row.get("serves") in aims else ""
        for name in ("money", "hours"):
            fields[name].value = _number(row.get(name))
        busy[0] = False

    def move(change: dict) -> None:
        if busy[0]:
            return
        changed = copy.deepcopy(board.plan)
        for part in (changed["goal"], *changed["objectives"]):
            if targets.get(part.get("kpi")) is change["owner"]:
                part["target"] = change["new"]
        for name, control in fields.items():
            if control is change["owner"]:
                changed["tactics"][tactic.value][name] = change["new"]
        board.plan = changed
        shown.value = _page(board.plan, brief)

    def again(_: object = None) -> None:
        board.plan = copy.deepcopy(start)
        fill()
        shown.value = _page(board.plan, brief)

    def choose(_: object) -> None:
        fill()

    again()
    tactic.observe(choose, names="value")
    for control in (*targets.values(), *fields.values()):
        control.observe(move, names="value")
    undo.on_click(again)
    return board


def _means(words: str, most: float, *, step: float | None = None) -> ipywidgets.FloatSlider:
    return ipywidgets.FloatSlider(
        min=0.0,
        max=_round(most),
        step=step or _step(most),
        **{"description": words, "continuous_update": False, "readout_format": ",.1f", **_WIDE},
    )


def _step(most: float) -> float:
    """Return a hundredth or so of the way, one that people count in."""
    return next(step for step in (0.5, 1.0, 5.0, 25.0, 100.0, 1e3, 1e4, 1e6) if most / step <= 400)


def _round(most: float) -> float:
    step = _step(most)
    return step * (most // step + 1)


def _number(value: object) -> float:
    real = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if real else 0.0


def _page(plan: Mapping[str, Any], brief: strategy.Brief) -> str:
    found = strategy.review(plan, brief)
    costly = int((found["points"] > 0).sum())
    told = f"{strategy.score(found):.1f} of 10 points; findings: {costly}."
    left = strategy.implied_profit(plan, brief)
    if left is not None:
        told += f" If every objective is met, the profit is {left:,.0f} {brief.currency}".rstrip()
        told += "."
    parts = (plan["goal"], *plan["objectives"])
    targets = {one.get("kpi"): _number(one.get("target")) for one in parts}
    band = plots.feasible_band(brief.band, targets=targets)
    tree = plots.goal_tree(plan, faulty=set(found["where"].dropna()))
    pictures = plots.picture(
        band, alt="The band of each number and the targets; the tables below say the same."
    ) + plots.picture(tree, alt="The goal, its objectives and tactics, as in the table below.")
    rows = [
        tuple(escape(str(cell)) for cell in (row.rule, row.where, row.message, f"{row.points:.2f}"))
        for row in found.itertuples(index=False)
    ]
    findings = table(rows, caption=_FINDINGS, head=_HEAD) if rows else f"<p>{_KEPT}</p>"
    whole = strategy.page(plan)
    page = table(
        [tuple(map(escape, row)) for row in whole.itertuples(index=False)],
        caption=_PAGE,
        head=tuple(whole.columns),
    )
    return (
        f'<p role="status"><strong>{escape(told)}</strong></p>{pictures}{findings}'
        f"<details><summary>{_PAGE}</summary>{page}</details>"
    )
