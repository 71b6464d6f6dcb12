"""Which month a report is of, and whether the data reach its end."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from smmkit.errors import ArgumentError

__all__ = ["DATE", "choose", "in_month", "words"]

DATE = {"POSTS": "published", "DAILY": "date", "ADS": "date", "AUDIENCE": "date"}
_LISTED = 12
# A page that posts every week need not have posted on a month's last days.
_BETWEEN_POSTS = pd.Timedelta(days=6)


def in_month(rows: pd.DataFrame, name: str, month: pd.Period | None) -> pd.DataFrame:
    """
    Return the rows of a month.

    Parameters
    ----------
    rows : pandas.DataFrame
        Of the table `name`; one without rows may lack its columns.
    name : {"POSTS", "DAILY", "ADS", "AUDIENCE"}
        Which table it is.
    month : pandas.Period or None
        None has no rows.
    """
    if month is None or not len(rows):
        return rows.iloc[:0]
    return rows[rows[DATE[name]].between(month.start_time, month.end_time)]


def choose(tables: Mapping[str, pd.DataFrame], month: str | None) -> tuple[pd.Period | None, bool]:
    """
    Choose the month to report.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        All rows.
    month : str or None
        What was asked for, such as "2026-03".

    Returns
    -------
    month : pandas.Period or None
        The last month that the data reach the end of, else the last; None without dates.
    whole : bool
        Whether the data reach its end. Days and advertising must reach its last day; where
        there are only posts, the last may be up to six days older.

    Raises
    ------
    ArgumentError
        If `month` is no month, or none that the data have.
    """
    dates = {name: rows[DATE[name]].dropna() for name, rows in tables.items()}
    months = sorted({one for part in dates.values() for one in part.dt.to_period("M").unique()})
    if month is not None:
        asked = _parse(month)
        if asked not in months:
            known = ", ".join(map(str, months[-_LISTED:])) or "none, since no row has a date"
            raise ArgumentError(
                f"month must be one that the files have rows of: {known}; received {month!r}."
            )
        return asked, _reaches_end(dates, asked)
    whole = [one for one in months if _reaches_end(dates, one)]
    return (whole or months or [None])[-1], bool(whole)


def words(tables: Mapping[str, pd.DataFrame], month: pd.Period | None, whole: bool) -> str:
    """Name the month, and where the data end if that is within it."""
    if month is None:
        return "no row of the files has a date"
    last = max(rows[DATE[name]].max() for name, rows in tables.items() if _dated(name, rows))
    if last.normalize() >= month.end_time.normalize():
        return month.strftime("%B %Y")
    end = f"{month.strftime('%B %Y')}: the data end on {last:%Y-%m-%d}"
    return end if whole else f"{end}, so the month is not complete"


def _parse(month: object) -> pd.Period:
    if not isinstance(month, str) or not re.fullmatch(r"[12]\d{3}-(0[1-9]|1[0-2])", month):
        raise ArgumentError(f"month must be written as 2026-03; received {month!r}.")
    return pd.Period(month, "M")


def _dated(name: str, rows: pd.DataFrame) -> bool:
    return bool(rows[DATE[name]].notna().any())


def _reaches_end(dates: Mapping[str, pd.Series], month: pd.Period) -> bool:
    last = {name: part.max().normalize() for name, part in dates.items() if len(part)}
    end = month.end_time.normalize()
    daily = [day for name, day in last.items() if name != "POSTS" and day >= month.start_time]
    if daily or "POSTS" not in last:
        return max([*daily, *last.values()]) >= end
    return last["POSTS"] + _BETWEEN_POSTS >= end
