"""From text to the rows below its header: names, lengths, and how the file ends."""

from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import dataclass

import numpy as np
import pandas as pd

from smmkit.errors import UnknownExportError
from smmkit.exports.report import Report, row_list
from smmkit.exports.sniff import Sniffed

__all__ = ["Rows", "read_rows"]

_MOST_COLUMNS = 1_000

_CUT = "the file is cut off: its last row is not whole and was left out"
_OPEN = "a quote is opened and never closed: everything from its row on was left out"


@dataclass(frozen=True)
class Rows:
    """
    The rows below a header, as text.

    Attributes
    ----------
    raw : pandas.DataFrame
        Every cell as text, one column a header cell, with unique names.
    number : numpy.ndarray
        The number of each row as a spreadsheet shows it.
    whole : numpy.ndarray
        False for a row that the end of the file cut off.
    """

    raw: pd.DataFrame
    number: np.ndarray
    whole: np.ndarray


def _unique(header: tuple[str, ...]) -> list[str]:
    """Name every column, and the second "Views" "Views (2)"."""
    names: list[str] = []
    for place, cell in enumerate(header, 1):
        name = base = (
            unicodedata.normalize("NFC", cell).strip().strip("\ufeff") or f"column {place}"
        )
        again = 2
        while name in names:
            name = f"{base} ({again})"
            again += 1
        names.append(name)
    return names


def _tokenise(sniffed: Sniffed, skip: int, width: int) -> tuple[pd.DataFrame, str]:
    """Return the rows, one column wider than the header, and how the file ends badly, if so."""
    # The spare column takes the one cell that a trailing delimiter makes.
    names = list(range(width + 1))
    try:
        frame = pd.read_csv(
            io.BytesIO(sniffed.body),
            sep=sniffed.delimiter,
            header=None,
            names=names,
            skiprows=skip,
            dtype=str,
            keep_default_na=False,
            skip_blank_lines=False,
            encoding="utf-8",
        )
        if isinstance(frame.index, pd.RangeIndex):
            return frame.fillna(""), "" if _ends_whole(sniffed, frame) else _CUT
    except pd.errors.EmptyDataError:
        return pd.DataFrame(columns=names, dtype=str), ""
    except pd.errors.ParserError:
        pass  # rows longer than the header, or a quote that never closes: the slower way
    text = sniffed.body.decode("utf-8")
    # A row of our own at the end stands alone only if every quote before it is closed.
    end = "\x1a"
    text += end if text.endswith(("\n", "\r")) else f"\n{end}"
    try:
        cells = list(csv.reader(io.StringIO(text, newline=""), delimiter=sniffed.delimiter))
    except csv.Error as error:
        raise UnknownExportError(
            f"{sniffed.name!r} is damaged: {error}. Export it again."
        ) from error
    closed = cells[-1] == [end]
    if closed:
        cells.pop()
    else:
        cells[-1][-1] = cells[-1][-1].removesuffix(end).removesuffix("\n")
    rows = [
        [*(row + [""] * width)[:width], sniffed.delimiter.join(row[width:])] for row in cells[skip:]
    ]
    frame = pd.DataFrame(rows, columns=names, dtype=str)
    if not closed:
        return frame, _OPEN
    return frame, "" if _ends_whole(sniffed, frame) else _CUT


def _ends_whole(sniffed: Sniffed, frame: pd.DataFrame) -> bool:
    """Say whether the last row has all its cells, as far as its end can tell."""
    if frame.empty or sniffed.body.endswith((b"\n", b"\r")):
        return True
    last = frame.iloc[-1, :-1].to_numpy()
    filled = np.flatnonzero(last != "")
    empty = len(last) - (filled[-1] + 1 if len(filled) else 0)
    tail = sniffed.body[-4096:].replace(b'""', b"")
    return len(tail) - len(tail.rstrip(sniffed.delimiter.encode())) >= empty


def read_rows(sniffed: Sniffed, header_row: int, report: Report) -> Rows:
    """
    Read the rows below the header.

    Parameters
    ----------
    sniffed : Sniffed
        The file.
    header_row : int
        Which of its first rows is the header, counted from 0.
    report : Report
        Takes what is found.

    Returns
    -------
    Rows

    Raises
    ------
    UnknownExportError
        If the rows cannot be told apart.
    """
    header = sniffed.head[header_row]
    if len(header) > _MOST_COLUMNS:
        raise UnknownExportError(
            f"{sniffed.name!r} has {len(header):,} columns; no export has more than "
            f"{_MOST_COLUMNS:,}. It is damaged: export it again."
        )
    names = _unique(header)
    if header_row:
        report.add(
            "header",
            f"{header_row} lines before the header set apart",
            where=f"row {header_row + 1}",
        )
    for name, cell in zip(names, header, strict=True):
        if name.endswith(")") and name != cell.strip() and cell.strip():
            report.add(
                "header",
                f'the column "{cell.strip()}" stands more than once; this one is called "{name}"',
                level="repaired",
            )
    frame, bad_end = _tokenise(sniffed, header_row + 1, len(names))
    number = np.arange(len(frame)) + header_row + 2
    surplus = (frame.iloc[:, -1] != "").to_numpy()
    if surplus.any():
        report.add(
            "rows",
            f"{surplus.sum():,} rows have more cells than the header: the surplus was left out",
            where=row_list(number[surplus]),
            level="attention",
        )
    raw = frame.iloc[:, :-1].set_axis(names, axis=1)
    complete = np.ones(len(raw), dtype=bool)
    if bad_end:
        complete[-1:] = False
        report.add(
            "rows",
            bad_end,
            where=row_list(number[-1:]),
            level="attention",
        )
    blank = (raw == "").all(axis=1).to_numpy()
    repeated = (raw == [cell.strip("\ufeff") for cell in header]).all(axis=1).to_numpy()
    for mask, words in ((blank, "empty rows"), (repeated & ~blank, "repeated header rows")):
        if mask.any():
            report.add(
                "rows",
                f"{mask.sum():,} {words} left out",
                where=row_list(number[mask]),
                level="repaired",
            )
    keep = ~(blank | repeated)
    return Rows(raw[keep].reset_index(drop=True), number[keep], complete[keep])
