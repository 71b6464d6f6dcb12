"""Hours: what the posts take, and at which somebody answers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from smmkit.content.brief import FORMAT_HOURS, day
from smmkit.errors import ArgumentError, check_columns, check_fraction, check_number

__all__ = ["cover", "hours", "offers_to_replace", "row_hours"]

WEEK = 168


def row_hours(plan: pd.DataFrame, format_hours: Mapping[str, float]) -> pd.Series:
    """
    Return the hours of work of each row: its own, else those of its format.

    Parameters
    ----------
    plan : pandas.DataFrame
        With the column format, and hours if there is one.
    format_hours : mapping of str to float
        Hours of work a post of each format takes.

    Returns
    -------
    pandas.Series
        Float64; "not known" where neither is.

    Examples
    --------
    >>> plan = pd.DataFrame({"format": ["photo", "reel"], "hours": [None, 1.5]})
    >>> row_hours(plan, {"photo": 1.0, "reel": 2.5}).tolist()
    [1.0, 1.5]
    """
    usual = plan["format"].map(dict(format_hours)).astype("Float64")
    if "hours" not in plan.columns:
        return usual
    own = plan["hours"].astype("Float64")
    # NaN and "not known" are one thing here: the row has no hours of its own.
    return own.mask(own.isna() | own.apply(lambda x: pd.notna(x) and math.isnan(x)), usual)


def hours(plan: pd.DataFrame, *, format_hours: Mapping[str, float] | None = None) -> pd.Series:
    """
    Add up the hours of work that a plan takes, week by week.

    Work is counted in the week the post goes out. A row's own `hours` win over its format's.

    Parameters
    ----------
    plan : pandas.DataFrame
        PLAN, or its columns publish_at, format and perhaps hours. Rows without a date are in
        no week.
    format_hours : mapping of str to float, optional
        Hours a post of each format takes; unless given, a rough usual table.

    Returns
    -------
    pandas.Series
        Float64 hours, indexed by the Monday of each week from the first to the last.

    Raises
    ------
    TableError
        If a column is missing.

    Examples
    --------
    >>> dates = pd.to_datetime(["2026-07-01", "2026-07-05"])
    >>> plan = pd.DataFrame({"publish_at": dates, "format": ["photo", "reel"]})
    >>> hours(plan).to_dict()
    {Timestamp('2026-06-29 00:00:00'): 3.5}
    """
    check_columns(plan, ["publish_at", "format"], "hours")
    cost = row_hours(plan, FORMAT_HOURS if format_hours is None else format_hours)
    date = pd.to_datetime(plan["publish_at"]).dt.normalize()
    monday = date - pd.to_timedelta(date.dt.day_of_week, unit="D")
    summed = cost.groupby(monday).sum().rename("hours").rename_axis("week")
    if len(summed):
        summed = summed.reindex(
            pd.date_range(summed.index.min(), summed.index.max(), freq="7D", name="week"),
            fill_value=0.0,
        )
    return summed


def offers_to_replace(posts: int, offers: int, *, most: float = 0.2) -> int:
    """
    Count the offers that have to give way to other posts, if the plan keeps its length.

    Parameters
    ----------
    posts, offers : int
        Posts in all, and those of them that sell.
    most : float, default 0.2
        Largest share of offers, itself allowed (a fraction).

    Raises
    ------
    ArgumentError
        If a number is negative, or there are more offers than posts.

    Examples
    --------
    >>> offers_to_replace(24, 9)  # 0.2 of 24 is 4.8, so at most four may stay
    5
    """
    check_number("posts", posts, low=0, unit="posts")
    check_number("offers", offers, low=0, high=posts, unit="posts")
    check_fraction("most", most)
    # The tiny addition keeps 0.2 * 15 = 3.0000000000000004 and its like where they belong.
    return max(0, int(offers) - math.floor(most * posts + 1e-9))


def cover(
    messages: pd.DataFrame,
    *,
    days: Iterable[int] = (0, 1, 2, 3, 4),
    start: float = 9,
    end: float = 17,
    holidays: Iterable[object] = (),
) -> pd.Series:
    """
    Tell what a rota covers: staffed hours, messages that meet nobody, how long they wait.

    Planning tools publish at any hour and may send an automatic line; only staffed hours
    answer. A week has 168 hours, so five days of eight are 40 and 24/7 is 168.

    Parameters
    ----------
    messages : pandas.DataFrame
        With the column received (local time).
    days : iterable of int
        Staffed days of the week, 0 for Monday.
    start, end : float
        Hours of the day from when to when somebody answers.
    holidays : iterable of dates, optional
        Days on which nobody does.

    Returns
    -------
    pandas.Series
        ``staffed_hours`` and ``quiet_hours`` of a usual week, which add up to 168;
        ``quiet_share``, the share of messages that come in while nobody is there (a fraction;
        NaN without messages); ``longest_wait`` until somebody is there (hours).

    Raises
    ------
    TableError
        If the column is missing.
    ArgumentError
        If no day is staffed, or the hours make no sense.

    Examples
    --------
    >>> messages = pd.DataFrame(
    ...     {"received": pd.to_datetime(["2026-06-05 17:00", "2026-06-08 10:00"])}
    ... )
    >>> cover(messages)
    staffed_hours     40.0
    quiet_hours      128.0
    quiet_share        0.5
    longest_wait      64.0
    Name: cover, dtype: float64
    """
    check_columns(messages, ["received"], "cover")
    staffed = sorted({int(check_number("a day of days", d, low=0, high=6)) for d in days})
    opens = check_number("start", start, low=0, high=24, unit="hours of the day")
    closes = check_number("end", end, above=opens, high=24, unit="hours of the day")
    if not staffed:
        raise ArgumentError("days must name at least one day of the week, 0 for Monday; got none.")
    closed = {day("a holiday", date) for date in holidays}
    received = pd.to_datetime(messages["received"]).dropna()
    waits = np.array([_wait(moment, staffed, opens, closes, closed) for moment in received])
    weekly = len(staffed) * (closes - opens)
    return pd.Series(
        {
            "staffed_hours": weekly,
            "quiet_hours": WEEK - weekly,
            "quiet_share": float((waits > 0).mean()) if waits.size else math.nan,
            "longest_wait": float(waits.max()) if waits.size else math.nan,
        },
        name="cover",
    )


def _wait(
    moment: pd.Timestamp, staffed: list[int], opens: float, closes: float, closed: set
) -> float:
    """Return the hours until somebody is there; 0 within staffed hours."""
    today = moment.normalize()
    for ahead in range(366):
        date = today + pd.Timedelta(days=ahead)
        if date.weekday() not in staffed or date in closed:
            continue
        if moment < date + pd.Timedelta(hours=closes):
            until = date + pd.Timedelta(hours=opens) - moment
            return max(0.0, until / pd.Timedelta(hours=1))
    raise ArgumentError("holidays leave no staffed day within a year.")
