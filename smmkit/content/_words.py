"""What findings are made of: a fault, and how places, days and texts are written."""

from __future__ import annotations

import re
import unicodedata
from collections import namedtuple
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Fault(NamedTuple):
    """A broken rule, and out of how many cases."""

    rule: str
    where: str
    message: str
    out_of: int = 1


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


def is_filled(value: object) -> bool:
    """Tell whether a text field says anything."""
    return isinstance(value, str) and bool(re.search(r"\w", value))


def plain(value: object) -> str:
    """
    Strip a text of what does not make it another one: capitals, accents, marks, numbers.

    Examples
    --------
    >>> plain("Tip 3: Café, again!"), plain("tip 4: cafe again")
    ('tip cafe again', 'tip cafe again')
    """
    if not isinstance(value, str):
        return ""
    apart = unicodedata.normalize("NFKD", value.casefold())
    letters = "".join(
        mark if mark.isalpha() else " " for mark in apart if not unicodedata.combining(mark)
    )
    return " ".join(letters.split())


def listed(words: Sequence[object]) -> str:
    """Write a list with commas."""
    return ", ".join(map(str, words))
