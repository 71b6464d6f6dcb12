"""Workbooks as grids: .xlsx, the old .xls, and the XML that calls itself .xls."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Sequence
from xml.parsers import expat

import python_calamine

from smmkit.errors import UnknownExportError
from smmkit.exports.biff import largest_sheet
from smmkit.exports.grid import Grid, listed

__all__ = ["read_spreadsheetml", "read_workbook"]

_MOST_CELLS = 20_000_000
_MOST_SHEETS = 100
_MOST_BYTES = 1024**3  # unpacked; an export of some megabytes unpacks to tens of them
_REFERENCE = re.compile(rb"\br=[\"']([A-Z]{0,3})([0-9]{1,7})[\"']")
_SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"


def _damaged(name: str, why: object, *, old: bool = False) -> UnknownExportError:
    what = "an old Excel workbook (.xls)" if old else "an Excel workbook (.xlsx)"
    return UnknownExportError(f"{name!r} is {what}, and damaged: {why}. Export it again.")


def _too_large(name: str, what: str) -> UnknownExportError:
    return UnknownExportError(f"{name!r} is a workbook with {what}. Export a shorter period.")


def read_workbook(name: str, modified: dt.date, data: bytes) -> list[Grid]:
    """
    Read the worksheets of an Excel file.

    Parameters
    ----------
    name : str
        The file's name.
    modified : datetime.date
        When it was written.
    data : bytes
        Its content, .xlsx (zip) or .xls (BIFF).

    Returns
    -------
    list of Grid
        One for each worksheet that holds anything.

    Raises
    ------
    UnknownExportError
        If it is damaged, locked by a password, no workbook, or too large.
    """
    old = not data.startswith(b"PK")
    if old:
        _check_records(name, data)
    else:
        _check_archive(name, data)
    grids = []
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        for title in book.sheet_names[:_MOST_SHEETS]:
            try:
                rows = book.get_sheet_by_name(title).to_python(skip_empty_area=False)
            except python_calamine.WorksheetNotFound:
                continue  # a sheet of pictures only
            cells = [tuple(map(_cell, row)) for row in rows]
            if any(map(any, cells)):
                grids.append(listed(Grid(name, modified, ()), cells, title=title))
    except python_calamine.PasswordError:
        raise UnknownExportError(
            f"{name!r} is a workbook locked by a password. Save it without one."
        ) from None
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise _damaged(name, error, old=old) from error
    except BaseException as error:
        # A panic of the library's Rust is no Exception, but it is only a bad file.
        if type(error).__name__ != "PanicException":
            raise
        raise _damaged(name, "its cells cannot be read", old=old) from error
    if not grids:
        raise UnknownExportError(f"{name!r} is a workbook whose worksheets are empty.")
    return grids


def _check_records(name: str, data: bytes) -> None:
    """Refuse an old file that would not fit into memory, or has no end."""
    try:
        cells = largest_sheet(data)
    except ValueError as error:
        raise _damaged(name, error, old=True) from error
    if cells > _MOST_CELLS:
        raise _too_large(name, f"a worksheet of {cells:,} cells")


def _check_archive(name: str, data: bytes) -> None:
    """Refuse an archive that is no workbook, or would not fit into memory once unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if not any(part.filename.endswith("workbook.xml") for part in parts):
                raise UnknownExportError(f"{name!r} is {_zipped(archive.namelist())}.")
            size = sum(part.file_size for part in parts)
            if size > _MOST_BYTES:
                raise _too_large(name, f"{size / 1024**2:,.0f} MB unpacked")
            for part in parts:
                if re.search(r"worksheets/[^/]+\.xml$", part.filename):
                    with archive.open(part) as sheet:
                        _check_extent(name, sheet)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, OSError) as error:
        # zipfile finds no list of contents, which stands at the end.
        cut_off = str(error) == "File is not a zip file"
        raise _damaged(name, "it is cut off" if cut_off else error) from error
    except (RuntimeError, EOFError, ValueError, zipfile.zlib.error) as error:
        if isinstance(error, UnknownExportError):
            raise
        raise _damaged(name, error) from error


def _zipped(names: Sequence[str]) -> str:
    """Say what a zip file with such parts is, if no workbook, and what to do with it."""
    ends = (
        ("workbook.bin", "a binary workbook (.xlsb). Save it as .xlsx"),
        ("content.xml", "an OpenDocument file. Save it as .xlsx or .csv"),
        (".iwa", "a document of Apple's (Numbers, Pages). Export it as .xlsx or .csv"),
        ("document.xml", "a Word document; what can be read are .csv, .xlsx, .xls and .json"),
    )
    known = (what for end, what in ends if any(name.endswith(end) for name in names))
    zipped = "a zip archive, not one export. Unpack it, or read its folder with read_folder"
    return next(known, zipped)


def _check_extent(name: str, sheet: io.BufferedIOBase) -> None:
    # One cell far out makes the whole rectangle up to it, so look before reading.
    rows = columns = 0
    rest = b""
    while chunk := sheet.read(1024**2):
        chunk = rest + chunk
        for letters, digits in _REFERENCE.findall(chunk):
            rows = max(rows, int(digits))
            if letters:
                place = 0
                for letter in letters:
                    place = place * 26 + letter - 64
                columns = max(columns, place)
        rest = chunk[-32:]
    if rows * columns > _MOST_CELLS:
        raise _too_large(name, f"a worksheet of {rows:,} rows and {columns:,} columns")


def _cell(value: object) -> str:
    """Return a typed cell as the text that a CSV would hold."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return str(value)  # dates, times and durations


def read_spreadsheetml(name: str, modified: dt.date, text: str) -> list[Grid]:
    """
    Read the worksheets of an Excel 2003 XML file, which is usually called .xls.

    Parameters
    ----------
    name : str
        The file's name.
    modified : datetime.date
        When it was written.
    text : str
        Its content.

    Returns
    -------
    list of Grid
        One for each worksheet that holds anything.

    Raises
    ------
    UnknownExportError
        If it is damaged or cut off, no workbook, too large, or defines entities.
    """
    reader = _Reader(name)
    try:
        reader.parser.Parse(text.lstrip(), True)
    except expat.ExpatError as error:
        raise UnknownExportError(
            f"{name!r} is XML (an Excel 2003 workbook, if anything) and damaged or cut off: "
            f"{error}. Export it again."
        ) from None
    grids = [
        listed(Grid(name, modified, ()), rows, title=title)
        for title, rows in reader.sheets
        if any(map(any, rows))
    ]
    if not grids:
        raise UnknownExportError(
            f"{name!r} is XML, but no Excel 2003 workbook with cells. What can be read are the "
            "files of the kinds that smmkit.exports.kinds() lists."
        )
    return grids


class _Reader:
    """Expat's events of a SpreadsheetML file -> rows of text."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.sheets: list[tuple[str, list[Sequence[str]]]] = []
        self._row: list[str] = []
        self._place = 0
        self._cells = 0
        self._text: list[str] | None = None
        parser = self.parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._refuse

    def _refuse(self, *_: object) -> None:
        # No workbook has a document type; entities that multiply each other need one.
        raise UnknownExportError(f"{self.name!r} is XML with a document type, not a workbook.")

    def _index(self, attributes: dict[str, str], now: int) -> int:
        stated = attributes.get(f"{_SPREADSHEET} Index", "")
        return int(stated) - 1 if stated.isdecimal() and 0 < int(stated) < 2_000_000 else now

    def _room(self, cells: int) -> None:
        self._cells += cells
        if self._cells > _MOST_CELLS:
            raise _too_large(self.name, f"more than {_MOST_CELLS:,} cells")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(" ")[2]
        if tag == "Worksheet":
            self.sheets.append((attributes.get(f"{_SPREADSHEET} Name", ""), []))
        elif not self.sheets:
            return
        elif tag == "Row":
            rows = self.sheets[-1][1]
            missing = self._index(attributes, len(rows)) - len(rows)
            if missing > 0:
                self._room(missing)
                rows.extend([()] * missing)
            self._row, self._place = [], 0
        elif tag == "Cell":
            self._place = self._index(attributes, self._place)
        elif tag == "Data":
            self._text = []

    def _characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _end(self, tag: str) -> None:
        tag = tag.rpartition(" ")[2]
        if tag == "Data" and self._text is not None:
            missing = self._place + 1 - len(self._row)
            if missing > 0:
                self._room(missing)
                self._row.extend([""] * missing)
            self._row[self._place] = "".join(self._text)
            self._text = None
        elif tag == "Cell":
            self._place += 1
        elif tag == "Row" and self.sheets:
            self._room(1)
            self.sheets[-1][1].append(self._row)
