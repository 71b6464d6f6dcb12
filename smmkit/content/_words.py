"""How findings name the rows and days of a plan."""

from __future__ import annotations

from collections import namedtuple

import pandas as pd

from smmkit.findings import is_filled

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def date_words(date: pd.Timestamp) -> str:
    """
    Write a day in English, whatever the machine's language.

    Examples
    --------
    >>> date_words(pd.Timestamp("2026-07-01"))
    'Wed 1 Jul'
    """
    return f"{_DAYS[date.weekday()]} {date.day} {_MONTHS[date.month - 1]}"


def where(number: int, row: object) -> str:
    """Say which row of a plan it is: its number from 1, its day and its platform."""
    parts = [f"row {number}"]
    if row.publish_at is not None:
        parts.append(date_words(row.publish_at))
    if is_filled(row.platform):
        parts.append(str(row.platform))
    return ", ".join(parts)


def rows_of(table: pd.DataFrame) -> list[object]:
    """Return the rows as named tuples with None for "not known", which has no truth value."""
    columns = [[None if pd.isna(x) else x for x in table[name].tolist()] for name in table.columns]
    row = namedtuple("Row", table.columns)
    return [row(*values) for values in zip(*columns, strict=True)]
