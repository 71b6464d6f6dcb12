"""A grid: the cells of one delimited file, one worksheet or one section, not yet named."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from smmkit.errors import UnknownExportError

__all__ = ["DELIMITERS", "Grid", "cut", "first_rows", "listed"]

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}

_HEAD_CHARACTERS = 256 * 1024
_HEAD_ROWS = 60  # more lines than any platform writes above its header

Row = tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """
    Rows of cells as text: delimited text that is not yet split, or split rows.

    Attributes
    ----------
    name : str
        The file's name.
    modified : datetime.date
        The day on which the file was written last.
    title : str
        The worksheet's name, or a section's title; empty if the file is one grid.
    head : tuple of tuple of str
        The first rows, in which the header is looked for.
    delimiter : str
        Of the text; empty where the rows are split.
    body : bytes
        The text as UTF-8; empty where the rows are split, or a file is read as it stands.
    file : pathlib.Path, optional
        A large file that is UTF-8 already, so that it need not be held in memory.
    start : int
        Where in that file the text begins, in bytes.
    rows : sequence of tuple of str, optional
        The split rows.
    first_row : int
        The number of the first row as a spreadsheet shows it.
    """

    name: str
    modified: dt.date
    head: tuple[Row, ...]
    title: str = ""
    delimiter: str = ""
    body: bytes = b""
    file: Path | None = None
    start: int = 0
    rows: Sequence[Row] | None = None
    first_row: int = 1

    def open(self) -> BinaryIO:
        """Return the text as a stream of UTF-8 bytes."""
        if self.file is None:
            return io.BytesIO(self.body)
        stream = self.file.open("rb")
        stream.seek(self.start)
        return stream

    def text(self) -> str:
        """Return the whole text."""
        with self.open() as stream:
            return stream.read().decode("utf-8")

    def tail(self) -> bytes:
        """Return the end of the text."""
        with self.open() as stream:
            size = stream.seek(0, io.SEEK_END)
            stream.seek(max(size - 4096, self.start))
            return stream.read()


def first_rows(text: str, delimiter: str) -> tuple[Row, ...]:
    """Return the first rows of delimited text."""
    rows = []
    try:
        lines = io.StringIO(text[:_HEAD_CHARACTERS], newline="")
        for row in csv.reader(lines, delimiter=delimiter):
            rows.append(tuple(row))
            if len(rows) == _HEAD_ROWS:
                break
    except csv.Error:
        pass  # a cell longer than the csv module takes: what came before it is the head
    return tuple(rows)


def listed(grid: Grid, rows: Iterable[Sequence[str]], **change: object) -> Grid:
    """Return a grid like `grid` with these split rows."""
    rows = [tuple(row) for row in rows]
    return replace(grid, rows=rows, head=tuple(rows[:_HEAD_ROWS]), body=b"", file=None, **change)


def cut(grid: Grid) -> list[Grid]:
    """
    Cut a grid of several tables into its sections.

    A section ends at a blank row or before a line that begins with "#". Its title is
    what stands above its header alone in a row; comments come before the title.

    Parameters
    ----------
    grid : Grid
        The grid.

    Returns
    -------
    list of Grid
        A grid a section; its head still holds the title and the comments.
    """
    rows = grid.rows
    if rows is None:
        lines = io.StringIO(grid.text(), newline="")
        try:
            rows = [tuple(row) for row in csv.reader(lines, delimiter=grid.delimiter)]
        except csv.Error as error:
            raise UnknownExportError(
                f"{grid.name!r} is damaged: {error}. Export it again."
            ) from error
    sections: list[tuple[int, list[Row]]] = []
    fresh = True
    for number, row in enumerate(rows, grid.first_row):
        if not any(cell.strip() for cell in row):
            fresh = True
            continue
        if sections:
            start, section = sections[-1]
            only_remarks = all(_is_remark(above) or not above for above in section)
            if only_remarks:
                section.extend([()] * (number - start - len(section)))
            fresh = not only_remarks and (
                fresh or (_is_remark(row) and not _is_remark(section[-1]))
            )
        if fresh or not sections:
            sections.append((number, [row]))
        else:
            section.append(row)
        fresh = False
    grids = []
    for number, cells in sections:
        plain = [row for row in cells if row and not _is_remark(row)]
        title = _only(plain[0]) if plain else ""
        grids.append(listed(grid, cells, title=title or grid.title, first_row=number))
    return grids


def _is_remark(row: Row) -> bool:
    return bool(row) and row[0].lstrip("\ufeff").startswith("#")


def _only(row: Row) -> str:
    """Return the only filled cell of a row, or nothing."""
    filled = [cell.strip() for cell in row if cell.strip()]
    return filled[0] if len(filled) == 1 else ""
