"""The year of dates that are written without one: what tells it, and what it then is."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

__all__ = ["LONGEST", "Anchor", "anchor_of", "place"]

LONGEST = {month: calendar.monthrange(2000, month)[1] for month in range(1, 13)}
"""The days of each month, in a leap year."""

_GAP = 7  # days between the rows of a run, at most
_IN_NAME = re.compile(r"(?<![0-9])(20[0-9]{2})[-_.]?([01][0-9])[-_.]?([0-3][0-9])(?![0-9])")


class Anchor(NamedTuple):
    """The last day that a date can be, and what says so; `sure` unless it is a guess."""

    day: dt.date
    why: str
    sure: bool


def anchor_of(year: int | None, name: str, others: Sequence[str], modified: dt.date) -> Anchor:
    """
    Find the day after which no date of a file can be.

    Parameters
    ----------
    year : int, optional
        The year of the newest date, if it was said.
    name : str
        The file's name, which often ends in the last day exported.
    others : sequence of str
        What stands above the header.
    modified : datetime.date
        When the file was written: the last resort.

    Examples
    --------
    >>> anchor_of(None, "Overview_2024-04-01_2024-04-28.csv", [], dt.date(2025, 1, 9)).day
    datetime.date(2024, 4, 28)
    """
    if year is not None:
        return Anchor(
            dt.date(year, 12, 31), f"{year}, as asked, is the year of the newest date", True
        )
    for text, where in (
        (name, "the file's name"),
        ("\n".join(others), "the lines above the header"),
    ):
        days = [day for found in _IN_NAME.findall(text) if (day := _day(*map(int, found)))]
        if days:
            return Anchor(max(days), f"{where} ends on {max(days)}", True)
    return Anchor(
        modified,
        f"the file was written on {modified}, and nothing in it tells: say read(path, year=...) "
        "with the year of its newest date to be sure",
        False,
    )


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def place(
    month: np.ndarray,
    day: np.ndarray,
    last: dt.date,
    *,
    weekday: np.ndarray | None = None,
    fixed: bool = False,
) -> tuple[np.ndarray, str]:
    """
    Choose the years of dates that have none.

    Rows that follow each other by days are one run, over New Year too. Other dates are
    each of the twelve months up to `last`. A 29th of February, a run that has none, and
    a stated weekday push the choice back to the newest year that fits.

    Parameters
    ----------
    month, day : numpy.ndarray of int
        The dates, in the file's order.
    last : datetime.date
        The last day that any can be.
    weekday : numpy.ndarray of int, optional
        0 for Monday; -1 where none is stated.
    fixed : bool, default False
        Whether the year of the newest date is `last`'s, whatever leap days say.

    Returns
    -------
    years : numpy.ndarray of int
        A year for each date.
    why : str
        What decided beside `last`, in words; may be empty.

    Examples
    --------
    >>> place(np.array([12, 12, 1]), np.array([30, 31, 1]), dt.date(2025, 6, 1))[0].tolist()
    [2024, 2024, 2025]
    """
    # Days of a leap year: the 28th of February and the 1st of March are two apart.
    of_year = np.array(
        [dt.date(2000, m, d).timetuple().tm_yday for m, d in zip(month, day, strict=True)]
    )
    step = np.diff(of_year)
    rising, falling = ((way * step % 366 <= _GAP).all() for way in (1, -1))
    run = len(of_year) > 2 and bool(rising or falling)
    years = np.full(len(of_year), last.year)
    end = dt.date(2000, last.month, last.day).timetuple().tm_yday
    if run:
        years[1:] += np.cumsum(step < 0) if rising else -np.cumsum(step > 0)
        newest = -1 if rising else 0
        years += last.year - years[newest] - int(of_year[newest] > end)
    else:
        years -= of_year > end
    if fixed:
        return years, ""
    without_leap_day = np.zeros(len(of_year), dtype=bool)
    if run and (np.isin(np.abs(step), (1, 2, 365))).all():
        pairs = {59, 61}
        without_leap_day[1:] = [set(p) == pairs for p in pairwise(of_year)]
    stated = np.full(len(of_year), -1) if weekday is None else weekday

    def fits(years: np.ndarray) -> np.ndarray:
        leap = np.array([calendar.isleap(year) for year in years], dtype=bool)
        days = zip(years, month, day, stated, leap, strict=True)
        on_day = [
            w < 0 or (((m, d) != (2, 29) or is_leap) and dt.date(y, m, d).weekday() == w)
            for y, m, d, w, is_leap in days
        ]
        return (leap | (of_year != 60)) & ~(leap & without_leap_day) & on_day

    chosen = years.copy()
    for _ in range(28):  # after which weekdays come again
        wrong = ~fits(chosen)
        if not wrong.any():
            back = (chosen != years).any()
            return chosen, "leap days or weekdays fit no later year" if back else ""
        chosen[slice(None) if run else wrong] -= 1
    return years, ""
