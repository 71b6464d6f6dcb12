"""From a file to grids of cells: container, encoding and delimiter, and what is no export."""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
import os
import re
import stat
from dataclasses import replace
from pathlib import Path

from smmkit.errors import ArgumentError, UnknownExportError, did_you_mean
from smmkit.exports.grid import DELIMITERS, Grid, first_rows
from smmkit.exports.report import Report
from smmkit.exports.structured import read_json
from smmkit.exports.workbooks import read_spreadsheetml, read_workbook

__all__ = ["sniff"]

_LARGEST = 2 * 1024**3  # bytes; a page's whole history is some megabytes
_ENOUGH = 1024**2  # bytes of a larger file that tell how it is written
_HEAD = 256 * 1024  # characters in which the delimiter is looked for

_BOMS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8 with a byte order mark"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32 (little end first)"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32 (big end first)"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16 (little end first)"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16 (big end first)"),
)

_WORKBOOKS_WORDS = {
    b"PK\x03\x04": "Excel workbook (.xlsx)",
    b"\xd0\xcf\x11\xe0": "old Excel workbook (.xls)",
}
_WORKBOOKS = tuple(_WORKBOOKS_WORDS)

_INVISIBLE = "\r\n\t\u00a0\u00ad\u2007\u2009\u200b\u202f\ufeff"  # that text may hold many of

_MARGIN = ' ,;|"' + _INVISIBLE
_PAGE = re.compile(r"^\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|script)\b", re.DOTALL)

_MAGIC = (
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"{\\rtf", "a text document (RTF)"),
)


def _load(path: str | os.PathLike[str]) -> tuple[str, dt.date, bytes, int]:
    if not isinstance(path, (str, os.PathLike)):
        raise ArgumentError(
            f"path must be the name of a file (text or Path); received {type(path).__name__}."
        )
    try:
        name = Path(path).name or os.fspath(path)
        mode = os.stat(path)
        if stat.S_ISDIR(mode.st_mode):
            raise UnknownExportError(
                f"{name!r} is a folder; name one export file in it, or use read_folder."
            )
        if not stat.S_ISREG(mode.st_mode):
            raise UnknownExportError(f"{name!r} is not a file with content that can be read.")
        if mode.st_size > _LARGEST:
            raise UnknownExportError(
                f"{name!r} has {mode.st_size / 1024**3:.1f} GB; an export of up to "
                f"{_LARGEST / 1024**3:.0f} GB can be read. Export a shorter period."
            )
        modified = dt.datetime.fromtimestamp(mode.st_mtime).date()
        with Path(path).open("rb") as stream:
            return name, modified, stream.read(_ENOUGH), mode.st_size
    except FileNotFoundError:
        folder = Path(path).parent
        there = [one.name for one in folder.iterdir()] if folder.is_dir() else []
        raise UnknownExportError(
            f"There is no file {os.fspath(path)!r} (looked in {os.getcwd()!r})."
            f"{did_you_mean(Path(path).name, there)}"
        ) from None
    except (OSError, ValueError) as error:
        if isinstance(error, UnknownExportError):
            raise
        raise UnknownExportError(f"{os.fspath(path)!r} cannot be opened: {error}.") from error


def _not_text(data: bytes) -> str | None:
    """Say what `data` is if it is no text."""
    for magic, what in _MAGIC:
        if data.startswith(magic):
            return what
    return None


def _not_rows(text: str) -> str | None:
    """Say what `text` is if it is no table of rows."""
    start = text[:4096].lstrip().casefold()
    if not start:
        return "empty"
    if not start.strip(_MARGIN) and not text.strip(_MARGIN):
        return "empty but for delimiters"
    if start.startswith("<") and _PAGE.search(start):  # a comment may stand before the page
        login = re.search(r"password|log.?in|sign.?in", text[:_HEAD], re.IGNORECASE)
        page = "a login page (HTML): the download did not go through" if login else "a web page"
        return f"{page}; export the file again while logged in"
    if start.startswith("<?xml") or start.startswith("<workbook"):
        return "XML"
    if re.match(r"[\[{]\s*([\[{\"\]}]|-?[0-9])", start):
        return "JSON"
    strange = sum(not c.isprintable() and c not in _INVISIBLE for c in text[:4096])
    if "\0" in text[:4096] or strange > 0.05 * len(text[:4096]):
        return "binary data, not text"
    return None


def _fitness(text: str) -> float:
    """Return how much of the non-ASCII of `text` looks like writing, 0-1."""
    good = total = 0
    for match in re.finditer(r"[^\x00-\x7f]", text):
        char = match.group()
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        total += 1
        if char in "“”‘‚’„–—…«»‹›€£©®°·•¿¡\u00a0":
            good += char in "’\u00a0" or not (before.isalpha() and after.isalpha())
        elif "а" <= char.lower() <= "ё" or char in "іїєґІЇЄҐ№":
            good += any("а" <= c.lower() <= "ё" or c in "іїєґ" for c in before + after)
        elif char.lower() in "àáâãäåæçèéêëìíîïñòóôõöøœùúûüýÿß":
            near = [c for c in before + after if c.isalpha()]
            word = any(c.isascii() for c in near) or (not near and char.lower() in "àáéêóô")
            good += word and not (char.isupper() and before.islower())
    return good / max(total, 1)


def _decode(data: bytes, report: Report) -> str:
    for bom, codec, words in _BOMS:
        if data.startswith(bom):
            text = data[len(bom) :].decode(codec, errors="replace")
            report.add("encoding", words)
            return _count_damage(text, report)
    for parity, codec in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(data) > 1 and data[parity:400:2].count(0) > 0.7 * len(data[parity:400:2]):
            report.add("encoding", f"{codec.upper()} without a byte order mark")
            return _count_damage(data.decode(codec, errors="replace"), report)
    try:
        text = data.decode("utf-8")
        report.add("encoding", "UTF-8" if not text.isascii() else "plain ASCII")
        return text
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    if broken * 5 < sum(c > "\x7f" for c in text):
        report.add("encoding", "UTF-8")
        return _count_damage(text, report)
    sample = b"\n".join(re.findall(rb"[^\n]{0,20}[\x80-\xff][^\n]{0,20}", data)[:2000])
    choices = {c: _fitness(sample.decode(c, errors="replace")) for c in _OLD_ENCODINGS}
    best = max(choices, key=choices.__getitem__)
    report.add(
        "encoding",
        f"not UTF-8; read as {_OLD_ENCODINGS[best]}, in which {choices[best]:.0%} of the "
        "accented characters make sense",
        level="repaired" if choices[best] > 0.8 else "attention",
    )
    return data.decode(best, errors="replace")


_OLD_ENCODINGS = {
    "cp1252": "Windows-1252 (Western Excel)",
    "mac-roman": "Mac Roman (older Excel on a Mac)",
    "cp1251": "Windows-1251 (Cyrillic Excel)",
}


def _count_damage(text: str, report: Report) -> str:
    broken = text.count("\ufffd")
    if broken:
        report.add(
            "encoding",
            f"{broken:,} damaged characters, shown as \ufffd",
            level="attention",
        )
    return text


def sniff(path: str | os.PathLike[str], report: Report, *, whole: bool = False) -> list[Grid]:
    """
    Find out how a file is written.

    Parameters
    ----------
    path : str or path-like
        The file.
    report : Report
        Takes what is found.
    whole : bool, default False
        Whether to look at all of a large file, since its start was not like the rest.

    Returns
    -------
    list of Grid
        One for delimited text; one a worksheet, or a list of objects, otherwise.

    Raises
    ------
    UnknownExportError
        If it holds no grid of cells; the message says what it is.
    """
    name, modified, data, size = _load(path)
    start = _plain_start(data) if size > len(data) and not whole else None
    if start is None and size > len(data):
        data = Path(path).read_bytes()
    if data.startswith(_WORKBOOKS):
        report.add("container", _WORKBOOKS_WORDS[data[:4]])
        return read_workbook(name, modified, data)
    what = _not_text(data)
    if what is None:
        text = _decode(data if start is None else _whole_characters(data), report)
        text = text.lstrip("\ufeff")
        what = _not_rows(text)
    if start is not None and what in ("XML", "JSON"):
        text = _decode(Path(path).read_bytes(), Report()).lstrip("\ufeff")
    if what == "XML":
        report.add("container", "Excel 2003 XML, whatever the file is called")
        return read_spreadsheetml(name, modified, text)
    if what == "JSON":
        report.add("container", "JSON")
        return read_json(name, modified, text)
    if what is not None:
        raise UnknownExportError(
            f"{name!r} is {what}. What can be read are the files of the kinds that "
            "smmkit.exports.kinds() lists, as downloaded."
        )
    stated = re.match(r"\"?sep=([,;\t|])\"?[^\n\r]*(\r\n|\n|\r)", text, re.IGNORECASE)
    if stated:
        delimiter = stated[1]
        text = text[stated.end() :]
        report.add("delimiter", f'{DELIMITERS[delimiter]}, named by a "sep=" line')
    else:
        widths = {d: _width(text, d) for d in DELIMITERS}
        delimiter = max(widths, key=widths.__getitem__)
        if start is None and widths[delimiter] == 1:
            text = _unwrapped(text)
            widths = {d: _width(text, d) for d in DELIMITERS}
            delimiter = max(widths, key=widths.__getitem__)
            if widths[delimiter] > 1:
                words = "each row stood in quotes as one cell; it was taken out and split"
                report.add("rows", words, level="repaired")
        report.add("delimiter", DELIMITERS[delimiter])
    head = first_rows(text, delimiter)
    if not head:
        raise UnknownExportError(
            f"{name!r} begins with a cell of more than {csv.field_size_limit():,} characters; no "
            "export does. It is damaged: export it again."
        )
    grid = Grid(name, modified, head, delimiter=delimiter)
    if start is None:
        return [replace(grid, body=text.encode("utf-8", errors="replace"))]
    skipped = len(stated[0].encode()) if stated else 0
    return [replace(grid, file=Path(path), start=start + skipped)]


def _width(text: str, delimiter: str) -> int:
    return max(map(len, first_rows(text, delimiter)), default=0)


def _unwrapped(text: str) -> str:
    """Return text of which each row is one quoted cell without these quotes."""
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter="\x1f")
        return "\n".join("".join(row) for row in rows)
    except csv.Error:
        return text


def _plain_start(data: bytes) -> int | None:
    """
    Return where the text of a large file begins, if the file can be parsed as it stands.

    That spares the memory of holding it once more. What follows its first bytes may still
    turn out not to be UTF-8; the parser then says so, and `sniff` is asked again.
    """
    if data.startswith(_WORKBOOKS) or 0 in data:
        return None
    try:
        _whole_characters(data).decode("utf-8")
    except UnicodeDecodeError:
        return None
    return len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0


def _whole_characters(data: bytes) -> bytes:
    """Return `data` without the first bytes of a character that its end cuts in two."""
    for back in range(1, 4):
        if data[-back] >= 0xC0:
            return data[:-back]
        if data[-back] < 0x80:
            break
    return data
