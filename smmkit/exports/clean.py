"""From cells of text to values: counts, numbers, ids.

Each function takes a Series of text and returns the values with a mask of the cells
that do not fit. Work is done once for each different cell, so that a million rows
cost little more than their different values.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

__all__ = [
    "Cleaned",
    "Different",
    "counts",
    "decimal_mark",
    "different",
    "ids",
    "is_null",
    "numbers",
    "texts",
]

_SAMPLE = 10_000
_AT_ONCE = 8_192  # cells, which a processor's cache holds

_NULLS = frozenset(
    ["", "-", "--", "---", "–", "—", "n/a", "#n/a", "na", "nan", "null", "none", "undefined"]
)
# Spreadsheets are kept from reinterpreting a cell by '123 and ="123".
_WRAPPING = " \t\r\n\u00a0\u2007\u2009\u202f='\""
_SPACES = r"[\s\u00a0\u2007\u2009\u202f'’]"
_GROUPED = r"[1-9][0-9]{0,2}(?:[.,'’\s\u00a0\u2007\u2009\u202f][0-9]{3})+"
_COUNT = rf"({_GROUPED}|[0-9]+)(?:[.,]0*)?"
_SCIENTIFIC = r"[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]{1,2}"
_LARGEST = 1e15  # above it a double no longer holds every whole number

# A decimal mark shows itself where it cannot set thousands apart.
_SHOWN = (
    r"^-?(?:[0-9]+{0}(?:[0-9]{{1,2}}|[0-9]{{4,}})|(?:0|[0-9]{{4,}}){0}[0-9]+)$"
    r"|[0-9]{1}[0-9]{{3}}{0}[0-9]*$"
)


class Cleaned(NamedTuple):
    """Values, which cells held something that is no such value, and how many a null."""

    values: pd.Series
    bad: np.ndarray
    disguised: int


class Different(NamedTuple):
    """
    The different cells of a column, which of them say nothing, and which each cell is.

    Where nearly all cells differ, as post ids do, telling them apart costs more than it
    saves: then `text` is all cells and `codes` takes each for itself.
    """

    codes: np.ndarray | slice
    text: pd.Series
    null: np.ndarray
    disguised: int

    def spread(self, values: pd.Series, like: pd.Series) -> pd.Series:
        """Return the values of the different cells as a column like `like`."""
        if isinstance(self.codes, np.ndarray):
            values = values.take(self.codes)
        return values.set_axis(like.index)


def different(cells: pd.Series, wrapping: str | None = _WRAPPING) -> Different:
    """Return the different cells, bare of wrapping (if None, of space)."""
    array = cells.to_numpy(dtype=object)
    codes: np.ndarray | slice = slice(None)
    found = array
    if len(array) <= _SAMPLE or len(set(array[:_SAMPLE])) < 0.5 * _SAMPLE:
        codes, found = pd.factorize(array)
    text, null = np.empty(len(found), dtype=object), np.zeros(len(found), dtype=bool)
    for start in range(0, len(found), _AT_ONCE):  # so that what was stripped is still at hand
        some = slice(start, start + _AT_ONCE)
        bare = [cell.strip(wrapping) for cell in found[some]]
        text[some] = bare
        # A post's text is not worth folding to find out that it is more than "n/a".
        null[some] = [len(cell) < 12 and cell.casefold() in _NULLS for cell in bare]
    hidden = null.copy()
    hidden[null] = [bool(cell) for cell in found[null]]
    disguised = int(hidden[codes].sum()) if hidden.any() else 0
    return Different(codes, pd.Series(text, dtype=object), null, disguised)


def is_null(cells: pd.Series) -> np.ndarray:
    """
    Return which cells say "nothing": empty, "-", "--", "undefined", "N/A" and the like.

    Examples
    --------
    >>> is_null(pd.Series(["-", "0", " ", "undefined"])).tolist()
    [True, False, True, True]
    """
    apart = different(cells)
    return apart.null[apart.codes]


def texts(cells: pd.Series) -> Cleaned:
    """
    Read text, missing where a cell says "nothing".

    Examples
    --------
    >>> texts(pd.Series([" Bread ", "-"])).values.tolist()
    ['Bread', <NA>]
    """
    apart = different(cells, wrapping=None)
    text = apart.text.to_numpy(copy=True)
    text[apart.null] = pd.NA
    values = pd.Series(text, dtype="string")
    return Cleaned(apart.spread(values, cells), np.zeros(len(cells), dtype=bool), apart.disguised)


def _digits(text: np.ndarray, most: int) -> bool:
    """Say whether all cells are plain whole numbers of at most so many digits."""
    together = "".join(text)
    return together.isascii() and together.isdigit() and max(map(len, text)) <= most and all(text)


def counts(cells: pd.Series) -> Cleaned:
    r"""
    Read whole numbers, whichever way thousands are set apart.

    "1938.0", "1,938", "1.938" and "1 938" (with any kind of space) are all 1938: a
    count has no decimals, so three digits after a mark are thousands. "-1" is -1: of
    some day more likes may be taken back than given.

    Examples
    --------
    >>> counts(pd.Series(["1938.0", "27\u00a0190", "1.2E+05", "0.5", "-"])).values.tolist()
    [1938, 27190, 120000, <NA>, <NA>]
    """
    apart = different(cells)
    value = np.full(len(apart.text), np.nan)
    filled = (apart.text != "").to_numpy()
    text = apart.text.to_numpy()
    if filled.any() and _digits(text[filled], most=15):
        value[filled] = np.fromiter(map(int, text[filled]), dtype=float, count=filled.sum())
        bad = np.zeros(len(value), dtype=bool)
    else:
        value = _odd_counts(apart.text)
        bad = np.isnan(value) & ~apart.null
    missing = np.isnan(value)
    whole = pd.arrays.IntegerArray(np.where(missing, 0, value).astype("int64"), missing)
    return Cleaned(apart.spread(pd.Series(whole), cells), bad[apart.codes], apart.disguised)


def _odd_counts(text: pd.Series) -> np.ndarray:
    minus = text.str.match(r"[-−][0-9]").to_numpy(dtype=bool)
    text = text.where(~minus, text.str[1:])
    whole = text.str.extract(rf"^{_COUNT}$", expand=False)
    value = pd.to_numeric(whole.str.replace(r"[^0-9]", "", regex=True), errors="coerce")
    scientific = text.where(text.str.fullmatch(_SCIENTIFIC)).str.replace(",", ".")
    value = value.astype("float64").fillna(pd.to_numeric(scientific, errors="coerce"))
    value = value.where((value < _LARGEST) & (value == np.floor(value)))
    return value.where(~minus, -value).to_numpy()


def decimal_mark(cells: pd.Series) -> str:
    """
    Return the mark that sets decimals apart in a column, or "" if no cell shows it.

    "1.234" shows none: it may be a thousand and some. "0.5", "12.34" and "1,234.5" do.

    Examples
    --------
    >>> decimal_mark(pd.Series(["1.234", "7807.6061"])), decimal_mark(pd.Series(["1.234"]))
    ('.', '')
    """
    together = pd.unique(cells.to_numpy(dtype=object))
    text = pd.Series([cell.strip(_WRAPPING + "%")[:40] for cell in together], dtype=object)
    if not len(text):
        return ""
    shown = [
        text.str.contains(_SHOWN.format(*marks)).sum() for marks in ((r"\.", ","), (",", r"\."))
    ]
    if shown[0] == shown[1]:
        return ""
    return "." if shown[0] > shown[1] else ","


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
    apart = different(cells)
    text = apart.text
    nothing = apart.null
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
    return Cleaned(apart.spread(value, cells), bad[apart.codes], apart.disguised)


def ids(cells: pd.Series) -> tuple[Cleaned, np.ndarray]:
    """
    Read post numbers as text.

    Returns
    -------
    Cleaned
        The ids; missing where the cell holds none.
    rounded : numpy.ndarray of bool
        Cells that a spreadsheet turned into a number and rounded (6.49E+17, or
        649293177409670000 where every long id ends in zeros). They are not bad.

    Examples
    --------
    >>> ids(pd.Series(["0012", "6.49E+17", "x"]))[0].values.tolist()
    ['0012', <NA>, <NA>]
    """
    array = cells.to_numpy(dtype=object)
    if len(array) > _SAMPLE and _digits(array, most=30):
        few = pd.Series(array[:: len(array) // _SAMPLE], dtype=object)
        if not _round_tails(few, slice(None)).any():
            nobody = np.zeros(len(cells), dtype=bool)
            return Cleaned(cells.astype("string"), nobody, 0), nobody
    apart = different(cells)
    codes, text = apart.codes, apart.text
    text = text.str.replace(r"^([0-9]{1,15})\.0$", r"\1", regex=True)
    number = text.str.fullmatch(r"[0-9]{1,30}(?:_[0-9]{1,30})?").to_numpy(dtype=bool)
    rounded = text.str.fullmatch(_SCIENTIFIC + r"|[0-9]{16,}\.0").to_numpy(dtype=bool)
    rounded = rounded | _round_tails(text.where(number, ""), codes)
    good = number & ~rounded
    bad = ~good & ~rounded & ~apart.null
    values = apart.spread(text.where(good).astype("string"), cells)
    return Cleaned(values, bad[codes], apart.disguised), rounded[codes]


def _round_tails(text: pd.Series, codes: np.ndarray | slice) -> np.ndarray:
    """Say which long ids end in zeros, if so many do that they must have been rounded."""
    # A double carries 15 digits: one long id in 100 ends in 00 by chance, not most of them.
    zeros = np.array(text.str.endswith("00"), dtype=bool)
    zeros[zeros] = text[zeros].str.fullmatch("[0-9]{15}0{2,}").to_numpy(dtype=bool)
    long = np.fromiter(map(len, text), dtype=np.int64, count=len(text)) > 16
    if zeros[codes].sum() > max(1, 0.5 * long[codes].sum()):
        return zeros
    return np.zeros(len(text), dtype=bool)
