"""The worst day: when to raise the alarm, and what is due from then on."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from scipy import stats

from smmkit.errors import ArgumentError, check_fraction, check_number

__all__ = ["alarm", "crisis_plan"]

# Hours after the alarm: who, and what.
_STEPS = (
    (0.0, "community manager", "stop everything that is scheduled; keep copies of what is said"),
    (0.25, "community manager", "tell who decides: what happened, what is known, what is not"),
    (1.0, "community manager", "a first word in public: seen, looking into it, next word at …"),
    (2.0, "management", "facts from whoever was there; is anybody in danger?"),
    (4.0, "management", "a statement: what happened, what is done for whom, whom to ask"),
    (4.0, "support", "answers to the questions that keep coming, in the same words everywhere"),
    (24.0, "community manager", "what changed since; every open message has an answer or a date"),
    (72.0, "management", "what is different from now on; posts may start again"),
    (168.0, "community manager", "a page for the next time: what came, what worked, what was late"),
)


def alarm(
    received: Iterable[object], *, usual: float, window: float = 3, chance: float = 0.001
) -> pd.Timestamp | None:
    """
    Return when messages first came faster than chance would bring them.

    After each message those of the last hours are counted, itself included. If a Poisson count
    with the usual mean would reach that number with a probability below `chance`, it is an
    alarm.

    Parameters
    ----------
    received : iterable of date and time
        When the messages came in, in any order: of all, or of the negative ones.
    usual : float
        How many come in an hour on a usual day.
    window : float, default 3
        Hours over which messages are counted.
    chance : float, default 0.001
        How rarely chance alone may bring such a number; a fraction.

    Returns
    -------
    pandas.Timestamp or None
        The time of the message that raised the alarm; None if none did.

    Raises
    ------
    ArgumentError
        If a number is out of range, or a time cannot be read.

    Notes
    -----
    Looking after every message is many looks: on usual days a false alarm comes more often than
    `chance` says. It costs a quarter of an hour; a missed one costs a week.

    Examples
    --------
    >>> calm = pd.date_range("2026-07-01", periods=8, freq="3h")
    >>> storm = pd.date_range("2026-07-02 12:00", periods=8, freq="5min")
    >>> alarm(calm.union(storm), usual=1 / 3)
    Timestamp('2026-07-02 12:25:00')
    """
    usual = check_number("usual", usual, above=0, unit="messages an hour")
    window = check_number("window", window, above=0, unit="hours")
    chance = check_fraction("chance", chance)
    try:
        times = np.sort(pd.to_datetime(pd.Series(list(received), dtype="object")).to_numpy())
    except (TypeError, ValueError) as error:
        raise ArgumentError(f"alarm: a time cannot be read ({error}).") from error
    times = times[~np.isnat(times)].astype("datetime64[us]")
    width = np.timedelta64(round(window * 3_600_000_000), "us")
    counts = np.arange(1, len(times) + 1) - np.searchsorted(times, times - width, side="right")
    rare = stats.poisson.sf(counts - 1, usual * window) < chance
    return pd.Timestamp(times[rare][0]) if rare.any() else None


def crisis_plan(start: object) -> pd.DataFrame:
    """
    Return who does what by when, once the alarm was raised.

    Parameters
    ----------
    start : date and time
        When it was raised.

    Returns
    -------
    pandas.DataFrame
        hours (after the alarm), due (time), who, what. The hours are a proposal of the course;
        agree on your own before the day comes.

    Raises
    ------
    ArgumentError
        If `start` is no time.

    Examples
    --------
    >>> crisis_plan("2026-07-02 12:20").loc[2, "due"]
    Timestamp('2026-07-02 13:20:00')
    """
    try:
        begin = pd.Timestamp(start)
    except (TypeError, ValueError) as error:
        raise ArgumentError(f"start must be a date and time; received {start!r}.") from error
    if begin is pd.NaT:
        raise ArgumentError(f"start must be a date and time; received {start!r}.")
    table = pd.DataFrame(_STEPS, columns=["hours", "who", "what"])
    table.insert(1, "due", begin + pd.to_timedelta(table["hours"], unit="h"))
    return table
