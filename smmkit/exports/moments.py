"""From cells of text to dates and times, in whatever language they are written."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

import numpy as np
import pandas as pd

from smmkit.exports.clean import Different, different

__all__ = ["Dates", "dates"]

# How the names of the months begin; where two fit, the first does.
_MONTHS = (
    (6, ("jun", "juin", "июн")),
    (7, ("jul", "juil", "июл")),
    (1, ("jan", "jän", "ene", "янв")),
    (2, ("feb", "fév", "fev", "фев")),
    (3, ("mar", "mär", "mrz", "мар")),
    (4, ("apr", "avr", "abr", "апр")),
    (5, ("may", "mai", "май", "мая")),
    (8, ("aug", "aoû", "aou", "ago", "авг")),
    (9, ("sep", "set", "сен")),
    (10, ("oct", "okt", "out", "окт")),
    (11, ("nov", "ноя")),
    (12, ("dec", "déc", "dez", "dic", "дек")),
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_WORD = r"[^\W\d_]"
_CLOCK = (
    r"(?:(?:[T,\s]|\b(?:um|at|à|a las|às|в)\b)+(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{1,2})"
    r"(?::(?P<second>[0-9]{1,2})(?:\.[0-9]+)?)?\s*(?P<half>[AaPp])?(?:\.?[Mm]\.?)?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})?"
)
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<year>[0-9]{{4}})[-/.](?P<month>[0-9]{{1,2}})[-/.](?P<day>[0-9]{{1,2}}){_CLOCK}",
        r"(?P<first>[0-9]{1,2})(?P<mark>[-/.])(?P<last>[0-9]{1,2})[-/.]"
        rf"(?P<year>[0-9]{{4}}|[0-9]{{2}}),?{_CLOCK}",
        r"(?P<year>(?:19|20)[0-9]{2})(?P<month>[01][0-9])(?P<day>[0-3][0-9])",
        rf"(?:(?P<weekday>{_WORD}{{2,13}})\.?,?\s+)?(?:(?P<word>{_WORD}{{3,10}})\.?\s+"
        rf"(?P<day>[0-9]{{1,2}})|(?P<day2>[0-9]{{1,2}})(?:\.|er|º|ª)?\s+(?:de\s+)?"
        rf"(?P<word2>{_WORD}{{3,10}})\.?)"
        rf"(?:,?\s+(?:de\s+|del\s+)?(?P<year>[0-9]{{4}})(?:\s*г\.?)?)?{_CLOCK}",
    )
)
_LONGEST = 60  # characters; more is no date
_PARTS = ("year", "month", "day", "first", "last", "hour", "minute", "second", "offset", "weekday")


class Dates(NamedTuple):
    """
    Dates, which cells are none, and how they were written.

    `order` is "month first", "day first", "ambiguous" (no cell tells), "contradictory"
    (some cells can only be one, some only the other), "consecutive month first" or
    "consecutive day first" (only so do the days follow each other), or "" where no cell
    leaves it open. `yearless` cells have no value; `month`, `day` and `weekday` (0 for
    Monday, -1 for none) are theirs.
    """

    values: pd.Series
    bad: np.ndarray
    order: str
    zoned: bool
    yearless: np.ndarray
    month: np.ndarray
    day: np.ndarray
    weekday: np.ndarray
    disguised: int


def dates(cells: pd.Series, *, day_first: bool | None = None, daily: bool = False) -> Dates:
    """
    Read dates and times, in no locale but the one they are written in.

    Read are 2021-12-28 16:45 +0000, 20240131, 03/18/2025 09:48, 18.03.2025, Mon Feb 10
    2025, Thu, Apr 23, 2026, 9 de abril de 2025, 12. März 2025; and April 12, 8 de marzo,
    which are `yearless`. Times with an offset become UTC; others stay as they are.

    Parameters
    ----------
    cells : pandas.Series of str
        The cells.
    day_first : bool, optional
        Whether 03/04/2025 is the 3rd of April. If not said, the other cells of the
        column tell; where none does, month first is read and `order` is "ambiguous".
    daily : bool, default False
        Whether the rows are days that follow each other, which may tell too.

    Examples
    --------
    >>> read = dates(pd.Series(["03/18/2025 09:48", "04/02/2025 10:00"]))
    >>> read.values.dt.day.tolist(), read.order
    ([18, 2], 'month first')
    """
    array = cells.to_numpy(dtype=object)
    part = {name: np.full(len(array), np.nan) for name in _PARTS}
    if len(array) and _take_alike(array, array[0], part).all():
        apart = Different(slice(None), cells, np.zeros(len(array), dtype=bool), 0)
        dotted = zoned = False
    else:
        apart = different(cells)
        part, dotted, zoned = _take_apart(apart.text.to_numpy(), apart.null)
    codes, text, nothing = apart.codes, apart.text, apart.null
    # Two cells that say the same must not weigh more than one: counts are of rows.
    if isinstance(codes, slice):
        weight = np.ones(len(text), dtype=int)
    else:
        weight = np.bincount(codes, minlength=len(text))
    order = _order(part, weight, dotted, daily)
    if day_first is None:
        says_day, says_month = (weight[part[side] > 12].sum() for side in ("first", "last"))
        day_first = order.endswith("day first") or (
            order == "contradictory" and says_day > says_month
        )
    value = _assemble(part, day_first)
    yearless = np.isnan(part["year"]) & (part["month"] >= 1) & (part["day"] <= 31)
    bad = np.isnat(value) & ~nothing & ~yearless
    month, day, weekday = (
        np.nan_to_num(part[name], nan=-1).astype(int)[codes] for name in ("month", "day", "weekday")
    )
    values = apart.spread(pd.Series(value), cells)
    return Dates(
        values, bad[codes], order, zoned, yearless[codes], month, day, weekday, apart.disguised
    )


def _take_apart(text: np.ndarray, nothing: np.ndarray) -> tuple[dict[str, np.ndarray], bool, bool]:
    part = {name: np.full(len(text), np.nan) for name in _PARTS}
    todo = ~nothing
    for example in text[todo][:1]:
        todo &= ~_take_alike(text, example, part)
    dotted = zoned = False
    for place in np.flatnonzero(todo):
        cell = text[place]
        forms = (form.fullmatch(cell) for form in _FORMS) if len(cell) <= _LONGEST else ()
        found = next((match.groupdict() for match in forms if match), {})
        word = found.pop("word", None) or found.pop("word2", None)
        if word:
            found["month"] = _month(word)
            found["day"] = found["day"] or found["day2"]
            stated = (found["weekday"] or "")[:3].lower()
            found["weekday"] = _WEEKDAYS.index(stated) if stated in _WEEKDAYS else None
        if found.get("half"):
            found["hour"] = int(found["hour"]) % 12 + 12 * (found["half"].lower() == "p")
        if len(found.get("year") or "") == 2:
            found["year"] = "20" + found["year"]
        zone = found.get("zone")
        zoned |= bool(zone)
        if zone and zone[0] in "+-":
            found["offset"] = (int(zone[1:3]) * 60 + int(zone[-2:])) * (-1 if zone[0] == "-" else 1)
        dotted |= found.get("mark") == "."
        for name in _PARTS:
            if found.get(name) is not None:
                part[name][place] = float(found[name])
    return part, dotted, zoned


def _take_alike(text: np.ndarray, example: str, part: dict[str, np.ndarray]) -> np.ndarray:
    """Take apart, all at once, the cells whose digits and marks stand where the example's do."""
    alike = np.zeros(len(text), dtype=bool)
    form = next((form for form in _FORMS[:3] if form.fullmatch(example)), None)
    found = form.fullmatch(example) if form else None
    plain = found and not {"half", "zone", "mark"} & {
        k for k, v in found.groupdict().items() if v and (k != "mark" or v == ".")
    }
    if not plain or len(text) < 100 or max(map(len, text)) > _LONGEST:
        return alike
    try:
        letters = np.array(text, dtype=bytes)
    except UnicodeEncodeError:
        return alike
    width = letters.dtype.itemsize
    if width != len(example):
        return alike
    # One row a place; what is less than "0" wraps around to more than 9.
    digits = np.ascontiguousarray(letters.view(np.uint8).reshape(-1, width).T) - np.uint8(ord("0"))
    alike[:] = True
    for column, letter in zip(digits, example.encode("ascii"), strict=True):
        alike &= column <= 9 if chr(letter).isdigit() else column == np.uint8((letter - 48) % 256)
    for name in found.groupdict():
        start, stop = found.span(name)
        if start < 0 or name == "mark":
            continue
        value = np.zeros(len(text))
        for place in range(start, stop):
            value = value * 10 + digits[place]
        if name == "year" and stop - start == 2:
            value += 2000
        part[name][alike] = value[alike]
    return alike


def _month(word: str) -> int | None:
    word = unicodedata.normalize("NFC", word).lower()
    return next((number for number, stems in _MONTHS if word.startswith(stems)), None)


def _order(part: dict[str, np.ndarray], weight: np.ndarray, dotted: bool, daily: bool) -> str:
    first, last = part["first"], part["last"]
    if np.isnan(first).all():
        return ""
    # "13/25/2025" is no date either way, and says nothing.
    says_day, says_month = (first > 12) & (last <= 12), (last > 12) & (first <= 12)
    says_day, says_month = weight[says_day].any(), weight[says_month].any()
    if says_day and says_month:
        return "contradictory"
    if says_day or says_month:
        return "day first" if says_day else "month first"
    if dotted:
        return "day first"
    in_row = [daily and _follow(_assemble(part, day_first)) for day_first in (False, True)]
    if in_row[0] != in_row[1]:
        return "consecutive day first" if in_row[1] else "consecutive month first"
    return "ambiguous"


def _follow(value: np.ndarray) -> bool:
    """Say whether the days are three or more and none is missing between them."""
    days = np.unique(value[~np.isnat(value)].astype("datetime64[D]"))
    return len(days) > 2 and bool((np.diff(days).astype(int) == 1).all())


def _assemble(part: dict[str, np.ndarray], day_first: bool) -> np.ndarray:
    sides = ("last", "first") if day_first else ("first", "last")
    month, day = (
        np.where(np.isnan(part[name]), part[side], part[name])
        for name, side in zip(("month", "day"), sides, strict=True)
    )
    hour, minute, second, offset = (
        np.nan_to_num(part[name]) for name in ("hour", "minute", "second", "offset")
    )
    whole = (part["year"] >= 1) & (month >= 1) & (month <= 12) & (day >= 1) & (day <= 31)
    whole &= (hour < 24) & (minute < 60) & (second < 60)
    months = np.where(whole, (part["year"] - 1970) * 12 + month - 1, 0).astype("datetime64[M]")
    days = months.astype("datetime64[D]") + (np.where(whole, day, 1) - 1).astype("timedelta64[D]")
    whole &= days.astype("datetime64[M]") == months  # no 31st of June
    seconds = np.where(whole, hour * 3600 + (minute - offset) * 60 + second, 0)
    value = days.astype("datetime64[s]") + seconds.astype("timedelta64[s]")
    value[~whole] = np.datetime64("NaT", "s")
    return value.astype("datetime64[us]")
