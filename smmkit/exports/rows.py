"""From text to the rows below its header: names, lengths, and how the file ends."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from smmkit.errors import UnknownExportError
from smmkit.exports.grid import Grid
from smmkit.exports.report import Report, row_list

__all__ = ["Rows", "read_rows"]

_MOST_COLUMNS = 1_000

_CUT = "the file is cut off: its last row is not whole and was left out. Export it again"
_OPEN = (
    "a quote is opened and never closed: everything from its row on was left out. Export it again"
)


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
    names : list of str
        A unique name for each header cell; columns without name or content are not in `raw`.
    header : tuple of str
        The header's cells as they stand.
    preamble : tuple of tuple of str
        The rows above the header.
    """

    raw: pd.DataFrame
    number: np.ndarray
    whole: np.ndarray
    names: list[str]
    header: tuple[str, ...]
    preamble: tuple[tuple[str, ...], ...]


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


def _tokenise(grid: Grid, skip: int, width: int) -> tuple[pd.DataFrame, str]:
    """Return the rows, one column wider than the header, and how the file ends badly, if so."""
    # The spare column takes the one cell that a trailing delimiter makes.
    names = list(range(width + 1))
    if grid.rows is not None:
        return _frame(grid.rows[skip:], width, ", "), ""
    try:
        with grid.open() as stream:
            frame = pd.read_csv(
                stream,
                sep=grid.delimiter,
                header=None,
                names=names,
                skiprows=skip,
                dtype="string",  # as fast as plain objects, and a third faster than str
                na_filter=False,
                skip_blank_lines=False,
                encoding="utf-8",
            )
        if isinstance(frame.index, pd.RangeIndex):
            return frame, "" if _ends_whole(grid, frame) else _CUT
    except pd.errors.EmptyDataError:
        return pd.DataFrame(columns=names, dtype="string"), ""
    except pd.errors.ParserError:
        pass  # rows longer than the header, or a quote that never closes: the slower way
    text = grid.text()
    # A row of our own at the end stands alone only if every quote before it is closed.
    end = "\x1a"
    text += end if text.endswith(("\n", "\r")) else f"\n{end}"
    try:
        cells = list(csv.reader(io.StringIO(text, newline=""), delimiter=grid.delimiter))
    except csv.Error as error:
        raise UnknownExportError(f"{grid.name!r} is damaged: {error}. Export it again.") from error
    closed = cells[-1] == [end]
    if closed:
        cells.pop()
    else:
        cells[-1][-1] = cells[-1][-1].removesuffix(end).removesuffix("\n")
    frame = _frame(cells[skip:], width, grid.delimiter)
    if not closed:
        return frame, _OPEN
    return frame, "" if _ends_whole(grid, frame) else _CUT


def _frame(rows: Iterable[Sequence[str]], width: int, delimiter: str) -> pd.DataFrame:
    """Return rows as a table of `width` columns and one for what stands beyond them."""
    even = [[*row[:width], *[""] * (width - len(row)), delimiter.join(row[width:])] for row in rows]
    return pd.DataFrame(even, columns=list(range(width + 1)), dtype="string")


def _like(raw: pd.DataFrame, cells: Sequence[str]) -> np.ndarray:
    """Say which rows are just these cells, looking at each column only as far as needed."""
    rows = np.arange(len(raw))
    for place, cell in enumerate(cells):
        rows = rows[raw.iloc[:, place].to_numpy()[rows] == cell] if len(rows) else rows
    found = np.zeros(len(raw), dtype=bool)
    found[rows] = True
    return found


def _ends_whole(grid: Grid, frame: pd.DataFrame) -> bool:
    """Say whether the last row has all its cells, as far as its end can tell."""
    tail = grid.tail()
    if frame.empty or tail.endswith((b"\n", b"\r")):
        return True
    last = frame.iloc[-1, :-1].to_numpy()
    filled = np.flatnonzero(last != "")
    empty = len(last) - (filled[-1] + 1 if len(filled) else 0)
    tail = tail.replace(b'""', b"")
    return len(tail) - len(tail.rstrip(grid.delimiter.encode())) >= empty


def read_rows(grid: Grid, header_row: int, report: Report, *, widen: bool = False) -> Rows:
    """
    Read the rows below the header.

    Parameters
    ----------
    grid : Grid
        The grid.
    header_row : int
        Which of its first rows is the header, counted from 0.
    report : Report
        Takes what is found.
    widen : bool, default False
        Whether rows may be longer than the header, which then gets columns without name.

    Returns
    -------
    Rows

    Raises
    ------
    UnknownExportError
        If the rows cannot be told apart.
    """
    header = grid.head[header_row]
    if widen:
        widest = max(map(len, grid.rows[header_row:]))
        header = (*header, *[""] * (widest - len(header)))
    if len(header) > _MOST_COLUMNS:
        raise UnknownExportError(
            f"{grid.name!r} has {len(header):,} columns; no export has more than "
            f"{_MOST_COLUMNS:,}. It is damaged: export it again."
        )
    names = _unique(header)
    if header_row and not widen:
        report.add(
            "header",
            f"{header_row} {'line' if header_row == 1 else 'lines'} before the header set apart",
            where=f"row {grid.first_row + header_row}",
        )
    for name, cell in zip(names, header, strict=True):
        if name.endswith(")") and name != cell.strip() and cell.strip():
            report.add(
                "header",
                f'the column "{cell.strip()}" stands more than once; this one is called "{name}"',
                level="repaired",
            )
    frame, bad_end = _tokenise(grid, header_row + 1, len(names))
    number = np.arange(len(frame)) + grid.first_row + header_row + 1
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
    blank = _like(raw, [""] * len(header))
    repeated = _like(raw, [cell.strip("\ufeff") for cell in header])
    for mask, words in ((blank, "empty rows"), (repeated & ~blank, "repeated header rows")):
        if mask.any():
            report.add(
                "rows",
                f"{mask.sum():,} {words} left out",
                where=row_list(number[mask]),
                level="repaired",
            )
    keep = ~(blank | repeated)
    if not keep.all():
        raw = raw[keep].reset_index(drop=True)
    # A delimiter at the end of each line, or a spreadsheet's margin, makes empty columns.
    nameless = [
        p for p, cell in enumerate(header) if not cell.strip() and (raw.iloc[:, p] == "").all()
    ]
    if any(nameless):
        raw = raw.drop(columns=[names[p] for p in nameless if p])
    return Rows(raw, number[keep], complete[keep], names, header, grid.head[:header_row])
