"""A stop rule at work: go on, stop, or too early to tell."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from smmkit.errors import ArgumentError, check_number
from smmkit.strategy.brief import as_day

__all__ = ["fired"]


def fired(stop: Mapping[str, object], came_in: pd.Series) -> str:
    """
    Say what a stop rule says of what has come in so far.

    Parameters
    ----------
    stop : mapping
        below (a number) and on (the day on which it is looked at): less than that, from the first
        week to that day, is too little.
    came_in : pandas.Series
        What came in each week of the season so far, indexed by the Monday of the week.

    Returns
    -------
    str
        "too early" before the day is over, else "stop" or "go on".

    Raises
    ------
    ArgumentError
        If the rule has no number or no date.

    Examples
    --------
    >>> weeks = pd.Series([4, 6, 5], index=pd.date_range("2026-06-29", periods=3, freq="7D"))
    >>> fired({"below": 20, "on": "2026-07-19"}, weeks)
    'stop'
    >>> fired({"below": 20, "on": "2026-07-26"}, weeks)
    'too early'
    """
    below = check_number("below", stop.get("below"))
    on = as_day(stop.get("on"))
    if on is None:
        raise ArgumentError(f"on must be a date such as '2026-09-27'; received {stop.get('on')!r}.")
    ends = pd.DatetimeIndex(came_in.index) + pd.Timedelta(days=6)
    if not len(ends) or ends.max() < on:
        return "too early"
    return "stop" if float(came_in[ends <= on].sum()) < below else "go on"
