"""A content plan on a board: move a post, and see at once what the review says."""

from __future__ import annotations

from html import escape

import ipywidgets
import pandas as pd

from smmkit import content, plots
from smmkit.apps.html import table
from smmkit.errors import ArgumentError
from smmkit.tables import FORMATS, PLAN

__all__ = ["calendar_board"]

_WIDE = {"style": {"description_width": "7em"}, "layout": {"width": "min(34em, 100%)"}}
_NONE = ""
_KEPT = "Nothing to find: the plan keeps every rule."
_HEAD = ("rule", "where", "what", "points")
_MOST_ROWS = 14
_UNDO = "undo all"
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_POSTS = "The posts, in order of time"
_FIELDS = ("platform", "format", "pillar", "title", "owner", "cover")


def calendar_board(plan: pd.DataFrame, brief: content.Brief) -> ipywidgets.Widget:
    """
    Let the reader move and change the posts of a plan under the eyes of the review.

    Parameters
    ----------
    plan : pandas.DataFrame
        PLAN. It is left as it is; the board's own copy is its attribute ``plan``.
    brief : content.Brief
        What was agreed.

    Returns
    -------
    ipywidgets.VBox
        Labelled controls for one post, and below them the calendar, the hours of each week,
        the findings and the posts as tables.

    Raises
    ------
    TableError
        If it is no plan.
    ArgumentError
        If the plan has no post, or `brief` is none.

    Examples
    --------
    >>> brief = content.Brief("2026-06-29", "2026-07-26", platforms={"instagram": 1}, hours=4)
    >>> plan = pd.DataFrame({"publish_at": ["2026-07-01 12:00"], "platform": ["instagram"]})
    >>> calendar_board(plan, brief).children[0].description
    'post'
    """
    content.review(plan, brief)
    start = PLAN.conform(plan)
    if start.empty:
        raise ArgumentError("plan must hold at least one post to move; it has none.")
    days = [(_day(date), date) for date in brief.days]
    post = ipywidgets.Dropdown(description="post", **_WIDE)
    fields = {
        "day": ipywidgets.Dropdown(options=[("no date", None), *days], description="day", **_WIDE),
        "hour": ipywidgets.IntSlider(
            12, min=0, max=23, description="hour", continuous_update=False, **_WIDE
        ),
        "format": _choice("format", FORMATS),
        "pillar": _choice("pillar", brief.pillars),
        "cover": _choice("who answers", brief.team),
    }
    undo = ipywidgets.Button(description=_UNDO)
    shown = ipywidgets.HTML()
    board = ipywidgets.VBox([post, *fields.values(), undo, shown])
    busy = [False]  # while the board fills its own controls, their changes are no moves

    def fill() -> None:
        busy[0] = True
        row = board.plan.loc[post.value]
        when = row["publish_at"]
        inside = pd.notna(when) and when.normalize() in brief.days
        fields["day"].value = when.normalize() if inside else None
        if pd.notna(when):
            fields["hour"].value = when.hour
        for name in ("format", "pillar", "cover"):
            known = [value for _, value in fields[name].options]
            given = row[name] if pd.notna(row[name]) else _NONE
            fields[name].value = given if given in known else _NONE
        busy[0] = False

    def move(change: dict) -> None:
        if busy[0]:
            return
        name = next(name for name, control in fields.items() if control is change["owner"])
        changed = board.plan.copy()
        if name in ("day", "hour"):
            old = changed.loc[post.value, "publish_at"]
            # A day outside the plan is on no list: another hour must not lose it.
            kept = name == "hour" and pd.notna(old)
            date = old.normalize() if kept else fields["day"].value
            when = pd.NaT if date is None else date + pd.Timedelta(hours=fields["hour"].value)
            changed.loc[post.value, "publish_at"] = when
        else:
            changed.loc[post.value, name] = fields[name].value or pd.NA
        board.plan = changed
        draw()

    def draw() -> None:
        busy[0] = True
        chosen = post.value
        post.options = [(_name(row), row.Index) for row in board.plan.itertuples()]
        post.value = chosen if chosen in board.plan.index else board.plan.index[0]
        busy[0] = False
        shown.value = _page(board.plan, brief)

    def again(_: object = None) -> None:
        board.plan = start.copy()
        draw()
        fill()

    def choose(_: object) -> None:
        if not busy[0]:
            fill()

    again()
    post.observe(choose, names="value")
    for control in fields.values():
        control.observe(move, names="value")
    undo.on_click(again)
    return board


def _choice(words: str, options: object) -> ipywidgets.Dropdown:
    pairs = [("not filled in", _NONE), *((name, name) for name in options)]
    return ipywidgets.Dropdown(options=pairs, description=words, **_WIDE)


def _day(date: pd.Timestamp) -> str:
    return f"{_WEEKDAYS[date.weekday()]} {date:%Y-%m-%d}"


def _written(value: object) -> str:
    return str(value) if pd.notna(value) else "–"


def _when(value: object) -> str:
    return f"{_day(value)} {value:%H:%M}" if pd.notna(value) else "no date"


def _name(row: object) -> str:
    return f"{row.Index + 1}: {_when(row.publish_at)}, {_written(row.platform)}, " + _written(
        row.title
    )


def _page(plan: pd.DataFrame, brief: content.Brief) -> str:
    found = content.review(plan, brief)
    weekly = content.hours(plan, format_hours=brief.format_hours)
    costly = int((found["points"] > 0).sum())
    told = f"{content.score(found):.1f} of 10 points; findings that cost points: {costly}."
    work = ", ".join(f"{hours:.1f}" for hours in weekly)
    closed = [date for date in brief.blackout if date in brief.days]
    grid = plots.calendar_grid(plan, closed=closed, pillars=brief.pillars)
    alt = f"Calendar of {len(plan)} posts. The tables below say the same."
    pictures = plots.picture(grid, alt=alt)
    if len(weekly):
        bars = plots.hours_by_week(weekly, capacity=brief.hours)
        pictures += plots.picture(
            bars, alt=f"Hours of work, week by week: {work}; there are {brief.hours:g}."
        )
    rows = [
        tuple(
            escape(words)
            for words in (row.rule, _written(row.where), row.message, f"{row.points:.2f}")
        )
        for row in found.head(_MOST_ROWS).itertuples(index=False)
    ]
    more = len(found) - len(rows)
    if more > 0:
        rows.append(("…", "", f"and {more} more", ""))
    findings = (
        table(rows, caption="What the review finds", head=_HEAD) if rows else f"<p>{_KEPT}</p>"
    )
    posts = [
        tuple(escape(words) for words in (_when(row.publish_at), *map(_written, row[1:])))
        for row in plan.sort_values("publish_at")[["publish_at", *_FIELDS]].itertuples(index=False)
    ]
    listed = table(posts, caption=_POSTS, head=("when", *_FIELDS))
    return (
        f'<p role="status"><strong>{escape(told)}</strong></p>{pictures}{findings}'
        f"<details><summary>{_POSTS}</summary>{listed}</details>"
    )
