"""From cells of text to values: counts, numbers, dates, ids.

Each function takes a Series of text and returns the values with a mask of the cells
that do not fit. Work is done once for each different cell, so that a million rows
cost little more than their different values.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

__all__ = ["Cleaned", "Dates", "counts", "dates", "ids", "is_null", "numbers"]

_NULLS = frozenset(
    ["", "-", "--", "---", "–", "—", "n/a", "#n/a", "na", "nan", "null", "none", "undefined"]
)
# Spreadsheets are kept from reinterpreting a cell by '123 and ="123".
_WRAPPING = " \t\r\n\u00a0\u2007\u2009\u202f='\""
_SPACES = r"[\s\u00a0\u2007\u2009\u202f]"
_GROUPED = r"[1-9][0-9]{0,2}(?:[.,'’\s\u00a0\u2007\u2009\u202f][0-9]{3})+"
_COUNT = rf"({_GROUPED}|[0-9]+)(?:[.,]0*)?"
_SCIENTIFIC = r"[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]{1,2}"
_LARGEST = 1e15  # above it a double no longer holds every whole number

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_CLOCK = (
    r"(?:[T,\s]+(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{1,2})(?::(?P<second>[0-9]{1,2})(?:\.[0-9]+)?)?"
    r"\s*(?P<half>[AaPp])?(?:\.?[Mm]\.?)?)?\s*(?P<zone>Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})?"
)
_ISO = rf"(?P<year>[0-9]{{4}})[-/.](?P<month>[0-9]{{1,2}})[-/.](?P<day>[0-9]{{1,2}}){_CLOCK}"
_NUMERIC = (
    r"(?P<first>[0-9]{1,2})(?P<mark>[-/.])(?P<last>[0-9]{1,2})[-/.](?P<year>[0-9]{4})," f"?{_CLOCK}"
)
_NAMED = (
    r"(?:[A-Za-z]{2,9}\.?,?\s+)?(?:(?P<month>[A-Za-z]{3,9})\.?\s+(?P<day>[0-9]{1,2})"
    rf"|(?P<day2>[0-9]{{1,2}})\s+(?P<month2>[A-Za-z]{{3,9}})\.?),?\s+(?P<year>[0-9]{{4}}){_CLOCK}"
)


class Cleaned(NamedTuple):
    """Values, and which cells held something that is no such value."""

    values: pd.Series
    bad: np.ndarray


class Dates(NamedTuple):
    """
    Dates, which cells are none, and how they were written.

    `order` is "month first", "day first", "ambiguous" (no cell tells), "contradictory"
    (some cells can only be one, some only the other) or "" where no cell leaves it open.
    """

    values: pd.Series
    bad: np.ndarray
    order: str
    zoned: bool


def is_null(cells: pd.Series) -> np.ndarray:
    """
    Return which cells say "nothing": empty, "-", "--", "undefined", "N/A" and the like.

    Examples
    --------
    >>> is_null(pd.Series(["-", "0", " ", "undefined"])).tolist()
    [True, False, True, True]
    """
    codes, different = pd.factorize(cells)
    bare = (cell.strip(_WRAPPING) for cell in different)
    # A post's text is not worth folding to find out that it is more than "n/a".
    nulls = [len(cell) < 12 and cell.casefold() in _NULLS for cell in bare]
    return np.array(nulls, dtype=bool)[codes]


def _different(cells: pd.Series) -> tuple[np.ndarray, pd.Series]:
    codes, different = pd.factorize(cells)
    return codes, pd.Series([cell.strip(_WRAPPING) for cell in different], dtype=object)


def counts(cells: pd.Series) -> Cleaned:
    r"""
    Read whole numbers, whichever way thousands are set apart.

    "1938.0", "1,938", "1.938" and "1 938" (with any kind of space) are all 1938: a
    count has no decimals, so three digits after a mark are thousands.

    Examples
    --------
    >>> counts(pd.Series(["1938.0", "27\u00a0190", "1.2E+05", "0.5", "-"])).values.tolist()
    [1938, 27190, 120000, <NA>, <NA>]
    """
    codes, text = _different(cells)
    whole = text.str.extract(rf"^{_COUNT}$", expand=False)
    value = pd.to_numeric(whole.str.replace(r"[^0-9]", "", regex=True), errors="coerce")
    scientific = text.where(text.str.fullmatch(_SCIENTIFIC)).str.replace(",", ".")
    value = value.astype("float64").fillna(pd.to_numeric(scientific, errors="coerce"))
    value = value.where((value < _LARGEST) & (value == np.floor(value)))
    bad = value.isna().to_numpy() & ~is_null(text)
    return Cleaned(_spread(value.astype("Int64"), codes, cells), bad[codes])


def numbers(cells: pd.Series, *, decimal_comma: bool = False) -> Cleaned:
    r"""
    Read numbers with decimals; per cent become fractions.

    Parameters
    ----------
    cells : pandas.Series of str
        The cells.
    decimal_comma : bool, default False
        Whether "1.234" is a thousand and some, and "1,234" a little more than one.

    Examples
    --------
    >>> numbers(pd.Series(["86,11\u00a0%", "0.5", "1,234.5"])).values.tolist()
    [0.8611, 0.5, 1234.5]
    """
    codes, text = _different(cells)
    nothing = is_null(text)
    text = text.str.replace(_SPACES, "", regex=True)
    per_cent = text.str.endswith("%").to_numpy(dtype=bool)
    text = text.str.removesuffix("%")
    thousands, decimal = (".", ",") if decimal_comma else (",", ".")
    grouped = text.str.fullmatch(
        rf"-?[1-9][0-9]{{0,2}}(?:\{thousands}[0-9]{{3}})+(?:\{decimal}[0-9]*)?"
    ).to_numpy(dtype=bool)
    text = text.where(~grouped, text.str.replace(thousands, "", regex=False))
    text = text.str.replace(",", ".", regex=False)
    plain = text.where(text.str.fullmatch(r"-?[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]{1,2})?"))
    value = pd.to_numeric(plain, errors="coerce").astype("Float64")
    value = value.where(~per_cent, (value / 100).round(12))
    bad = value.isna().to_numpy() & ~nothing
    return Cleaned(_spread(value, codes, cells), bad[codes])


def dates(cells: pd.Series, *, day_first: bool | None = None) -> Dates:
    """
    Read dates and times, in no locale but the one they are written in.

    Read are 2021-12-28 16:45 +0000, 03/18/2025 09:48, 18.03.2025, Mon Feb 10 2025 and
    Thu, Apr 23, 2026. Times with an offset become UTC; others stay as they are.

    Parameters
    ----------
    cells : pandas.Series of str
        The cells.
    day_first : bool, optional
        Whether 03/04/2025 is the 3rd of April. If not said, the other cells of the
        column tell; where none does, month first is read and `order` is "ambiguous".

    Examples
    --------
    >>> read = dates(pd.Series(["03/18/2025 09:48", "04/02/2025 10:00"]))
    >>> read.values.dt.day.tolist(), read.order
    ([18, 2], 'month first')
    """
    codes, text = _different(cells)
    iso = text.str.extract(rf"^{_ISO}$")
    named = text.str.extract(rf"^{_NAMED}$")
    numeric = text.str.extract(rf"^{_NUMERIC}$")

    month_words = named["month"].where(named["month"].notna(), named["month2"]).str[:3].str.lower()
    named["month"] = month_words.map({m: str(i) for i, m in enumerate(_MONTHS, 1)})
    named["day"] = named["day"].where(named["day"].notna(), named["day2"])

    first = pd.to_numeric(numeric["first"]).astype("float64")
    last = pd.to_numeric(numeric["last"]).astype("float64")
    # Two cells that say the same must not weigh more than one: counts are of rows.
    weight = np.bincount(codes, minlength=len(text)) if len(text) else np.zeros(0)
    says_day, says_month = weight[first > 12].sum(), weight[last > 12].sum()
    dotted = bool((numeric["mark"] == ".").any())
    if not numeric["first"].notna().any():
        order = ""
    elif says_day and says_month:
        order = "contradictory"
    elif says_day or says_month:
        order = "day first" if says_day else "month first"
    else:
        order = "day first" if dotted else "ambiguous"
    if day_first is None:
        day_first = order == "day first" or (order == "contradictory" and says_day > says_month)
    names = ["last", "first"] if day_first else ["first", "last"]
    numeric[["month", "day"]] = numeric[names].to_numpy()

    parts = iso.where(iso["year"].notna(), named[iso.columns])
    parts = parts.where(parts["year"].notna(), numeric[iso.columns])
    value = _assemble(parts)
    bad = value.isna().to_numpy() & ~is_null(text)
    zoned = bool(parts["zone"].notna().any())
    return Dates(_spread(value, codes, cells), bad[codes], order, zoned)


def _assemble(parts: pd.DataFrame) -> pd.Series:
    hour = pd.to_numeric(parts["hour"]).astype("float64").fillna(0)
    half = parts["half"].str.lower()
    hour = hour.where(half.isna(), hour % 12 + 12 * (half == "p"))
    clock = [hour.astype(int).astype(str), parts["minute"], parts["second"]]
    clock = [part.where(part.notna(), "0").astype(object).str.zfill(2) for part in clock]
    day = [parts["year"], parts["month"].str.zfill(2), parts["day"].str.zfill(2)]
    text = day[0].str.cat(day[1:], sep="-") + " " + clock[0].str.cat(clock[1:], sep=":")
    value = pd.to_datetime(text, format="%Y-%m-%d %H:%M:%S", errors="coerce")
    zone = parts["zone"].str.extract(r"([+-])([0-9]{2}):?([0-9]{2})")
    minutes = pd.to_numeric(zone[1]) * 60 + pd.to_numeric(zone[2])
    minutes = minutes.astype("float64").where(zone[0] != "-", -minutes).fillna(0)
    return (value - pd.to_timedelta(minutes, unit="min")).astype("datetime64[us]")


def ids(cells: pd.Series) -> tuple[pd.Series, np.ndarray, np.ndarray]:
    """
    Read post numbers as text.

    Returns
    -------
    values : pandas.Series of string
        The ids; missing where the cell holds none.
    rounded : numpy.ndarray of bool
        Cells that a spreadsheet turned into a number and rounded (6.49E+17, or
        649293177409670000 where every long id ends in zeros).
    bad : numpy.ndarray of bool
        Other cells that hold something that is no id.

    Examples
    --------
    >>> ids(pd.Series(["0012", "6.49E+17", "x"]))[0].tolist()
    ['0012', <NA>, <NA>]
    """
    codes, text = _different(cells)
    text = text.str.replace(r"^([0-9]{1,15})\.0$", r"\1", regex=True)
    number = text.str.fullmatch(r"[0-9]{1,30}(?:_[0-9]{1,30})?").to_numpy(dtype=bool)
    rounded = text.str.fullmatch(_SCIENTIFIC + r"|[0-9]{16,}\.0").to_numpy(dtype=bool)
    # A double carries 15 digits: one long id in 100 ends in 00 by chance, not most of them.
    tails = text.where(number).str.extract(r"^[0-9]{15}([0-9]{2,})$", expand=False)
    zeros = tails.str.fullmatch("0+", na=False).to_numpy(dtype=bool)
    if zeros[codes].sum() > max(1, 0.5 * tails.notna().to_numpy()[codes].sum()):
        rounded = rounded | zeros
    good = number & ~rounded
    bad = ~good & ~rounded & ~is_null(text)
    values = text.where(good).astype("string")
    return _spread(values, codes, cells), rounded[codes], bad[codes]


def _spread(different: pd.Series, codes: np.ndarray, like: pd.Series) -> pd.Series:
    return different.take(codes).set_axis(like.index)
