"""Hours: what all duties take, against what there is."""

from __future__ import annotations

import math

import pandas as pd

from smmkit.errors import check_choice, check_columns, check_number
from smmkit.roles.assign import assign
from smmkit.roles.catalogue import RHYTHMS

__all__ = ["day_minutes", "hours_by_role", "weekly_hours", "workload"]


def weekly_hours(duties: pd.DataFrame) -> pd.Series:
    """
    Turn hours each time into hours a week.

    A day counts 7 times a week, a working day 5, a week once, a month 12/52.

    Parameters
    ----------
    duties : pandas.DataFrame
        Columns rhythm (a key of `RHYTHMS`) and hours (each time).

    Returns
    -------
    pandas.Series
        Hours a week, with the same index.

    Raises
    ------
    TableError
        If a column is missing.
    ArgumentError
        If a rhythm is not known.

    Examples
    --------
    >>> work = pd.DataFrame({"rhythm": ["day", "month"], "hours": [0.5, 5.2]})
    >>> weekly_hours(work).round(2).tolist()
    [3.5, 1.2]
    """
    check_columns(duties, ["rhythm", "hours"], "weekly_hours")
    for rhythm in duties["rhythm"].unique():
        check_choice("rhythm", rhythm, list(RHYTHMS))
    times = duties["rhythm"].map(RHYTHMS).astype(float)
    return (times * duties["hours"].astype(float)).rename("hours per week")


def workload(duties: pd.DataFrame, *, hours: float) -> dict[str, float]:
    """
    Compare the hours that duties take with those there are.

    Parameters
    ----------
    duties : pandas.DataFrame
        Columns rhythm and hours, as for `weekly_hours`.
    hours : float
        Hours a week that one person has for them.

    Returns
    -------
    dict
        needed and available (hours a week), share (fraction of the needed hours that is there,
        at most 1) and people (whole persons with so many hours each).

    Raises
    ------
    ArgumentError
        If there are no hours at all.

    Examples
    --------
    >>> work = pd.DataFrame({"rhythm": ["week", "working day"], "hours": [20, 2]})
    >>> workload(work, hours=20)
    {'needed': 30.0, 'available': 20.0, 'share': 0.6666666666666666, 'people': 2}
    """
    available = check_number("hours", hours, above=0, unit="hours a week")
    needed = float(weekly_hours(duties).sum())
    return {
        "needed": needed,
        "available": available,
        "share": min(1.0, available / needed) if needed else 1.0,
        # Sums of twelfths and fifty-seconds carry dust: 40.000000001 hours are no second person.
        "people": math.ceil(round(needed / available, 9)),
    }


def hours_by_role(duties: pd.DataFrame, *, employer: str) -> pd.Series:
    """
    Add up the hours a week that fall to each role.

    Parameters
    ----------
    duties : pandas.DataFrame
        DUTIES.
    employer : str
        One of `EMPLOYERS`.

    Returns
    -------
    pandas.Series
        Hours a week, indexed by role, the most first.

    Examples
    --------
    >>> from smmkit.roles import duties
    >>> small = hours_by_role(duties(), employer="small")
    >>> small.index[0]
    'SMM manager'
    """
    who = assign(duties, employer=employer)["does"]
    totals = weekly_hours(duties).groupby(who.to_numpy(dtype=object)).sum()
    return totals.rename_axis("role").sort_values(ascending=False, kind="stable")


def day_minutes(hours: float, *, days: int = 5) -> int:
    """
    Divide the hours of a week into working days of equal length.

    Parameters
    ----------
    hours : float
        Hours a week.
    days : int, default 5
        Working days a week, 1 to 7.

    Returns
    -------
    int
        Minutes a day, without fractions.

    Raises
    ------
    ArgumentError
        If there are no hours, or the days are not 1 to 7.

    Examples
    --------
    >>> day_minutes(20)
    240
    """
    days = check_number("days", days, low=1, high=7, unit="days")
    return int(60 * check_number("hours", hours, above=0, unit="hours a week") / days)
