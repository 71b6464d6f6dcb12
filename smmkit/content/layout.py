"""Ideas laid on days: as many a week as promised, at the public's hours, on open days."""

from __future__ import annotations

import itertools

import pandas as pd

from smmkit.content.brief import Brief
from smmkit.content.dates import holidays
from smmkit.errors import ArgumentError, check_choice, check_columns
from smmkit.tables import PLAN

__all__ = ["lay_out"]

_NOON = (12,)
_SATURDAY = 5


def lay_out(ideas: pd.DataFrame, brief: Brief) -> pd.DataFrame:
    """
    Give ideas their days, hours and people, as a first draft to be moved by hand.

    Ideas of a platform go out in the order of their rows, evenly over the weeks and over the
    open days of a week: no public holiday, no blackout. Hours alternate between the public's
    busy ones. The team's first person answers from Monday to Friday, the last at weekends;
    the posts are made in turns. What a row says already is kept.

    Parameters
    ----------
    ideas : pandas.DataFrame
        Columns of PLAN; platform is needed.
    brief : Brief
        What was agreed.

    Returns
    -------
    pandas.DataFrame
        PLAN, in order of time.

    Raises
    ------
    TableError
        If the column is missing or another is not of PLAN.
    ArgumentError
        If a platform was not agreed on, or a week has no open day.

    Examples
    --------
    >>> brief = Brief("2026-06-29", "2026-07-12", platforms={"instagram": 1}, hours=4)
    >>> ideas = pd.DataFrame({"platform": ["instagram"] * 2, "title": ["Rye", "Buns"]})
    >>> lay_out(ideas, brief)["publish_at"].tolist()
    [Timestamp('2026-07-02 12:00:00'), Timestamp('2026-07-09 12:00:00')]
    """
    plan = PLAN.conform(check_columns(ideas, ["platform"], "lay_out"))
    for name in plan["platform"]:
        check_choice("an idea's platform", name, list(brief.platforms))
    weeks = _open_days(brief)
    when = plan["publish_at"].copy()
    for turn, platform in enumerate(brief.platforms):
        waiting = plan.index[(plan["platform"] == platform) & when.isna()]
        of_week = [place * len(weeks) // len(waiting) for place in range(len(waiting))]
        for week, places in itertools.groupby(range(len(waiting)), key=of_week.__getitem__):
            rows = waiting[list(places)]
            for number, row in enumerate(rows):
                days = weeks[week]
                # Each platform has its own place within the step, so that days fill evenly.
                share = (number + (turn + 0.5) / len(brief.platforms)) / len(rows)
                hours = brief.peaks or _NOON
                hour = hours[(number + turn + week) % len(hours)]
                when[row] = days[int(share * len(days))] + pd.Timedelta(hours=hour)
    plan = plan.assign(publish_at=when)
    if brief.team:
        turns = [brief.team[place % len(brief.team)] for place in range(len(plan))]
        weekend = plan["publish_at"].dt.day_of_week >= _SATURDAY
        answers = [brief.team[-1] if late else brief.team[0] for late in weekend]
        plan = plan.assign(
            owner=plan["owner"].fillna(pd.Series(turns, index=plan.index, dtype="string")),
            cover=plan["cover"].fillna(pd.Series(answers, index=plan.index, dtype="string")),
        )
    plan = plan.assign(status=plan["status"].fillna("draft"))
    return plan.sort_values("publish_at", kind="stable").reset_index(drop=True)


def _open_days(brief: Brief) -> list[pd.DatetimeIndex]:
    closed = set(brief.blackout)
    if brief.country:
        closed |= set(holidays(brief.country, brief.first, brief.last).index)
    open_days = brief.days[~brief.days.isin(list(closed))]
    weeks = [
        open_days[(open_days >= week) & (open_days < week + pd.Timedelta(days=7))]
        for week in brief.weeks
    ]
    for week, days in zip(brief.weeks, weeks, strict=True):
        if not len(days):
            raise ArgumentError(f"The week of {week.date()} has no open day to post on.")
    return weeks
