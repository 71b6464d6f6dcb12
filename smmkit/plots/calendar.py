"""Pictures of a content plan: the calendar, its hours, its slots, its cover."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch, Rectangle

from smmkit.errors import check_columns, check_number
from smmkit.plots.frame import BLUE, GREEN, GREY, ORANGE, PURPLE, new_axes

__all__ = ["calendar_grid", "hours_by_week", "message_hours", "slot_lifts"]

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MARKS = {
    "facebook": "FB",
    "instagram": "IG",
    "x": "X",
    "tiktok": "TT",
    "linkedin": "LI",
    "youtube": "YT",
    "vk": "VK",
    "telegram": "TG",
}
_COLOURS = (BLUE, GREEN, PURPLE, ORANGE)
_INK = "#111827"  # on the palest of the colours, where white is hard to read
_CLOSED = "closed day"
_NO_PILLAR = "no theme"
_A_DAY_HOLDS = 4
_WEEKS_WIDE = 4  # so that one week's bar is not as wide as the page

_HOURS = "hours of work"
_THERE = "hours there are"
_LIFT = "reach against the usual for its like, in per cent"
_HOUR = "hour of the day"
_MESSAGES = "messages in four weeks"
_MET = "somebody answers"
_UNMET = "nobody is there"


def calendar_grid(
    plan: pd.DataFrame,
    *,
    closed: Iterable[object] = (),
    pillars: Collection[str] = ("product", "people", "advice", "offer"),
    ax: Axes | None = None,
) -> Axes:
    """
    Draw a plan as a calendar: a row a week, a mark a post.

    Parameters
    ----------
    plan : pandas.DataFrame
        With publish_at, platform and pillar. Posts without a date are not drawn.
    closed : iterable of dates, optional
        Days to hatch.
    pillars : collection of str
        Themes, in the order of their colours; more than four share colours.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        Each mark carries its platform's letters in its theme's colour; a day shows four posts
        and says how many more there are.

    Raises
    ------
    TableError
        If a column is missing.

    Examples
    --------
    >>> plan = pd.DataFrame({"publish_at": pd.to_datetime(["2026-07-01 12:00"]),
    ...                      "platform": ["instagram"], "pillar": ["people"]})
    >>> [words.get_text() for words in calendar_grid(plan).texts if words.get_text() == "IG"]
    ['IG']
    """
    check_columns(plan, ["publish_at", "platform", "pillar"], "calendar_grid")
    dated = plan.dropna(subset="publish_at").sort_values("publish_at", kind="stable")
    hatched = {pd.Timestamp(date).normalize() for date in closed}
    days = pd.DatetimeIndex([*dated["publish_at"].dt.normalize(), *hatched])
    mondays = days - pd.to_timedelta(days.day_of_week, unit="D")
    weeks = pd.date_range(mondays.min(), mondays.max(), freq="7D") if len(days) else []
    ax = new_axes(ax, width=8.4, height=1.3 + 0.95 * max(len(weeks), 1))
    colours = {name: _COLOURS[n % len(_COLOURS)] for n, name in enumerate(pillars)}
    by_day = {date: rows for date, rows in dated.groupby(dated["publish_at"].dt.normalize())}
    for row, monday in enumerate(weeks):
        for column in range(7):
            date = monday + pd.Timedelta(days=column)
            shut = {"hatch": "///", "facecolor": "#f3f4f6"} if date in hatched else {}
            cell = Rectangle((column, row), 1, 1, **({"facecolor": "white"} | shut))
            cell.set_edgecolor("#d1d5db")
            ax.add_patch(cell)
            ax.text(
                *(column + 0.05, row + 0.05),
                f"{date.day} {_MONTHS[date.month - 1]}" if column == 0 else str(date.day),
                **{"va": "top", "fontsize": 8, "color": GREY},
            )
            _day(ax, by_day.get(date), column, row, colours)
    ax.set(xlim=(0, 7), ylim=(max(len(weeks), 1), 0), yticks=[])
    ax.set_xticks([column + 0.5 for column in range(7)], _DAYS)
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    ax.grid(visible=False)
    keys = [Patch(facecolor=colour, label=name) for name, colour in colours.items()]
    if hatched:
        keys.append(Patch(facecolor="#f3f4f6", edgecolor="#d1d5db", hatch="///", label=_CLOSED))
    if not dated["pillar"].isin(list(colours)).all():
        keys.append(Patch(facecolor=GREY, label=_NO_PILLAR))
    ax.legend(
        handles=keys, frameon=False, loc="upper left", bbox_to_anchor=(0, -0.02), ncols=len(keys)
    )
    return ax


def _day(ax: Axes, posts: pd.DataFrame | None, column: int, row: int, colours: dict) -> None:
    if posts is None:
        return
    for place, post in enumerate(posts.head(_A_DAY_HOLDS).itertuples(index=False)):
        x, y = column + 0.26 + 0.46 * (place % 2), row + 0.42 + 0.34 * (place // 2)
        pillar = post.pillar if pd.notna(post.pillar) else None
        platform = str(post.platform) if pd.notna(post.platform) else "?"
        ax.text(
            *(x, y, _MARKS.get(platform, platform[:2].upper())),
            **{"ha": "center", "va": "center", "fontsize": 8, "weight": "bold"},
            color=_INK if colours.get(pillar) == PURPLE else "white",
            bbox={
                "boxstyle": "round,pad=0.25",
                "facecolor": colours.get(pillar, GREY),
                "edgecolor": "none",
            },
        )
    if len(posts) > _A_DAY_HOLDS:
        more = f"+{len(posts) - _A_DAY_HOLDS}"
        ax.text(column + 0.95, row + 0.05, more, ha="right", va="top", fontsize=8)


def hours_by_week(hours: pd.Series, *, capacity: float, ax: Axes | None = None) -> Axes:
    """
    Draw the hours of work of each week against the hours there are.

    Parameters
    ----------
    hours : pandas.Series
        Hours indexed by the Monday of the week: what `content.hours` returns.
    capacity : float
        Hours a week for making posts.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        A bar a week, orange above the line; the number stands on it.

    Raises
    ------
    ArgumentError
        If the capacity is no number above 0.

    Examples
    --------
    >>> weeks = pd.Series([6.5], index=pd.to_datetime(["2026-06-29"]))
    >>> [words.get_text() for words in hours_by_week(weeks, capacity=5).texts]
    ['6.5', 'hours there are: 5']
    """
    check_number("capacity", capacity, above=0, unit="hours a week")
    ax = new_axes(ax, height=2.8)
    work = hours.astype("Float64").astype(float)
    names = [f"{date.day} {_MONTHS[date.month - 1]}" for date in hours.index]
    colours = [ORANGE if value > capacity + 1e-6 else BLUE for value in work]
    bars = ax.bar(names, work, color=colours, width=0.55)
    ax.bar_label(bars, fmt="%.1f", padding=3)
    ax.axhline(capacity, color=GREY, linestyle="--")
    ax.annotate(
        f"{_THERE}: {capacity:g}",
        (1, capacity),
        xycoords=("axes fraction", "data"),
        xytext=(4, 0),
        textcoords="offset points",
        va="center",
        color=GREY,
    )
    ax.set_xlim(-0.6, max(len(names), _WEEKS_WIDE) - 0.4)
    ax.set_ylim(0, 1.2 * max([capacity, *work.dropna()]))
    ax.set_ylabel(_HOURS)
    ax.grid(visible=False)
    return ax


def slot_lifts(slots: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """
    Draw what each slot gains, how sure that is, and the number of posts it rests on.

    Parameters
    ----------
    slots : pandas.DataFrame
        What `content.best_slots` returns.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        A dot and its interval for each slot; a cross for the raw lift.

    Raises
    ------
    TableError
        If a column is missing.

    Examples
    --------
    >>> from smmkit import content, Brand
    >>> drawn = slot_lifts(content.best_slots(Brand.of("ada").history().posts))
    >>> drawn.get_yticklabels()[0].get_text().split(",")[0]
    'morning'
    """
    check_columns(slots, ["posts", "raw", "lift", "low", "high"], "slot_lifts")
    ax = new_axes(ax, height=1.5 + 0.34 * len(slots))
    places = list(range(len(slots)))
    lift = 100 * slots["lift"]
    ends = [lift - 100 * slots["low"], 100 * slots["high"] - lift]
    ax.errorbar(lift, places, xerr=ends, fmt="o", color=BLUE, capsize=3, label="lift, interval")
    ax.scatter(100 * slots["raw"], places, marker="x", color=ORANGE, label="raw", zorder=3)
    ax.axvline(0, color=GREY, linewidth=0.8)
    ax.set_yticks(places, [f"{_slot(name)}, {_posts(n)}" for name, n in slots["posts"].items()])
    ax.set_ylim(len(slots) - 0.5, -0.5)
    ax.set_xlabel(_LIFT)
    ax.grid(visible=False)
    ax.legend(frameon=False, loc="lower left", bbox_to_anchor=(0, 1), ncols=2)
    return ax


def _slot(name: str | int) -> str:
    return name if isinstance(name, str) else f"{name} h"


def _posts(number: int) -> str:
    return f"{number} post" if number == 1 else f"{number} posts"


def message_hours(
    messages: pd.DataFrame,
    *,
    days: Iterable[int] = (0, 1, 2, 3, 4),
    start: float = 9,
    end: float = 17,
    ax: Axes | None = None,
) -> Axes:
    """
    Draw at which hours messages come in, and which of them meet somebody.

    Parameters
    ----------
    messages : pandas.DataFrame
        With the column received.
    days, start, end
        The rota, as for `content.cover`.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        A bar an hour: below, those that meet somebody; above, hatched, those that wait.

    Raises
    ------
    TableError
        If the column is missing.

    Examples
    --------
    >>> messages = pd.DataFrame({"received": pd.to_datetime(["2026-06-05 17:00"])})
    >>> message_hours(messages).get_xlabel()
    'hour of the day'
    """
    check_columns(messages, ["received"], "message_hours")
    received = messages["received"].dropna()
    hour = received.dt.hour + received.dt.minute / 60
    met = received.dt.day_of_week.isin(list(days)) & (hour >= start) & (hour < end)
    counts = {
        kind: received[chosen].dt.hour.value_counts().reindex(range(24), fill_value=0)
        for kind, chosen in ((_MET, met), (_UNMET, ~met))
    }
    ax = new_axes(ax, height=3.2)
    ax.bar(range(24), counts[_MET], color=BLUE, label=_MET)
    ax.bar(
        range(24),
        counts[_UNMET],
        bottom=counts[_MET],
        color="white",
        edgecolor=ORANGE,
        hatch="///",
        label=_UNMET,
    )
    ax.set_xticks(range(0, 24, 3))
    ax.set_xlabel(_HOUR)
    ax.set_ylabel(_MESSAGES)
    ax.legend(frameon=False, loc="lower left", bbox_to_anchor=(0, 1), ncols=2)
    return ax
