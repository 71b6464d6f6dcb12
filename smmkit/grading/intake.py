"""
Read a notebook that a stranger handed in.

Nothing here trusts the file: a link is not followed, a size is capped, an odd encoding is read,
and what cannot be read is told in words instead of raised. What comes out is plain data.
"""

from __future__ import annotations

import codecs
import json
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from smmkit.errors import ArgumentError

__all__ = [
    "FATAL",
    "REPAIRED",
    "TAMPERED",
    "TOLD",
    "Finding",
    "RawCell",
    "RawNotebook",
    "Unreadable",
    "beside",
    "check_name",
    "find_notebook",
    "read_bytes",
    "read_notebook",
]

REPAIRED, TAMPERED, TOLD, FATAL = "repaired", "tampered", "told", "fatal"
MAX_BYTES = 100_000_000  # a notebook with many pictures is no crime; one of a gigabyte is
MAX_CELLS = 2_000
MAX_SOURCE = 1_000_000
MAX_SOURCES = 4_000_000
MAX_PIECES = 2_000_000  # of lists and objects: a few bytes each in a file, a hundred in memory
_CHUNK = 1 << 20
_MOST_IN_NAME = 200  # bytes: a file system takes 255, and names are put together
_NAME = re.compile(r"[^\W_][\w.@+ -]{0,63}")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Windows has no such flag; there a link is looked for by name.
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


@dataclass(frozen=True)
class Finding:
    """
    What was found in a notebook.

    Parameters
    ----------
    what, where : str
        In words.
    level : str
        How bad: ``"repaired"``, ``"tampered"``, ``"told"`` or ``"fatal"``.
    private : bool, default False
        Whether it is a guess that only the instructor is to see.
    """

    what: str
    where: str
    level: str
    private: bool = False

    def __str__(self) -> str:
        return f"{self.level}: {self.where}: {self.what}"


@dataclass(frozen=True)
class RawCell:
    """A cell as it was handed in."""

    place: int
    kind: str
    source: str
    id: str
    grading: dict[str, Any]
    count: int | None

    @property
    def grade_id(self) -> str:
        """The name that nbgrader gave the cell, or nothing."""
        found = self.grading.get("grade_id")
        return found if isinstance(found, str) else ""


@dataclass(frozen=True)
class RawNotebook:
    """A notebook as it was handed in, and what had to be done to read it."""

    cells: tuple[RawCell, ...]
    kernel: str
    findings: tuple[Finding, ...]


class Unreadable(Exception):
    """A notebook cannot be read; its words say why."""


def check_name(name: str, what: str = "A student's id") -> str:
    """
    Return a name that is safe as a folder's name.

    Raises
    ------
    ArgumentError
        If it holds a slash, begins with a dot, or is empty or long.

    Examples
    --------
    >>> check_name("ada.l-01")
    'ada.l-01'
    """
    if not _NAME.fullmatch(name) or ".." in name or len(name.encode()) > _MOST_IN_NAME:
        raise ArgumentError(
            f"{what} is made of letters, digits and . _ @ + -, begins with a letter or digit and "
            f"has at most 64 characters and {_MOST_IN_NAME} bytes; received {name!r}."
        )
    return name


def find_notebook(folder: Path, exercise: str) -> tuple[Path, list[Finding]]:
    """
    Find the notebook that was handed in for an exercise, under whatever name.

    Raises
    ------
    Unreadable
        If there is none, or several under other names.
    """
    wanted = folder / f"{exercise}.ipynb"
    if wanted.is_symlink() or wanted.exists():
        return wanted, []
    try:
        found = sorted(p for p in folder.iterdir() if p.suffix.lower() == ".ipynb")
    except OSError as error:
        raise Unreadable(f"the folder cannot be read: {error.strerror}") from error
    if len(found) == 1:
        words = f"taken for {exercise}.ipynb, the only notebook there"
        return found[0], [Finding(words, found[0].name, REPAIRED)]
    names = ", ".join(path.name for path in found) or "none"
    raise Unreadable(f"there is no {exercise}.ipynb; notebooks there: {names}")


def beside(folder: Path, reserved: frozenset[str]) -> Iterator[Finding]:
    """Yield what lies beside a notebook and would stand in the way of a module; none is used."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return
    for name in names:
        if name.partition(".")[0] in reserved and (name.endswith(".py") or "." not in name):
            yield Finding(
                f"{name} has the name of a module that the exercise imports; it is not used",
                name,
                TOLD,
            )


def read_notebook(path: Path, below: Path | None = None) -> RawNotebook:
    """
    Read a notebook's cells, whatever state it is in.

    Parameters
    ----------
    path : Path
        The notebook.
    below : Path, optional
        A folder that is trusted; no part of the path under it may be a link. By default the
        notebook's own folder.

    Raises
    ------
    Unreadable
        If no cell can be got out of it.
    """
    findings: list[Finding] = []
    text = _decode(read_bytes(path, below or path.parent), findings)
    if text.count("[") + text.count("{") > MAX_PIECES:
        raise Unreadable(
            f"it is made of more than {MAX_PIECES:,} pieces. Clear the outputs and hand it in again"
        )
    try:
        content = json.loads(text, strict=False)
    except RecursionError as error:
        raise Unreadable("it is nested too deep to be a notebook") from error
    except ValueError as error:
        raise Unreadable(_why_no_json(text, error)) from error
    if not isinstance(content, dict):
        raise Unreadable("it is no notebook: its top level is no JSON object")
    major, minor = content.get("nbformat"), content.get("nbformat_minor")
    if major != 4 or not isinstance(minor, int) or not 0 <= minor <= 5:
        given = f"{major}.{minor}"
        findings.append(
            Finding(f"format {given[:40]} read as notebook format 4.5", "notebook", REPAIRED)
        )
    listed = content.get("cells")
    if not isinstance(listed, list):
        sheets = content.get("worksheets")
        sheets = sheets if isinstance(sheets, list) else []
        listed = [
            cell
            for sheet in sheets
            if isinstance(sheet, dict) and isinstance(sheet.get("cells"), list)
            for cell in sheet["cells"]
        ]
    if not listed:
        raise Unreadable("it holds no cells")
    if len(listed) > MAX_CELLS:
        raise Unreadable(f"it holds {len(listed):,} cells; at most {MAX_CELLS:,} are read")
    cells = tuple(_cell(place, cell, findings) for place, cell in enumerate(listed))
    if sum(len(cell.source) for cell in cells) > MAX_SOURCES:
        raise Unreadable(f"its cells hold more than {MAX_SOURCES:,} characters together")
    return RawNotebook(cells, _kernel(content), tuple(findings))


def read_bytes(path: Path, below: Path) -> bytes:
    """
    Read a regular file, following no link below a trusted folder.

    Raises
    ------
    Unreadable
        If it cannot be read, or is larger than a notebook may be.
    """
    try:
        steps = path.relative_to(below).parts
    except ValueError as error:
        raise Unreadable(f"it does not lie in {below}") from error
    where = below
    for step in steps:
        where = where / step
        if where.is_symlink():
            raise Unreadable(f"{step} is a link, and links are not followed")
    opened: list[int] = []
    try:
        if os.open in os.supports_dir_fd:
            # Opened step by step, so that nobody swaps a folder for a link after the look above.
            opened.append(os.open(below, os.O_RDONLY))
            for step in steps[:-1]:
                flags = os.O_RDONLY | os.O_DIRECTORY | _NO_LINK
                opened.append(os.open(step, flags, dir_fd=opened[-1]))
            flags = os.O_RDONLY | os.O_NONBLOCK | _NO_LINK
            opened.append(os.open(steps[-1], flags, dir_fd=opened[-1]))
        else:
            opened.append(os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0)))
        about = os.fstat(opened[-1])
        if not stat.S_ISREG(about.st_mode):
            raise Unreadable("it is no regular file")
        if about.st_size > MAX_BYTES:
            raise Unreadable(
                f"it has {about.st_size / 1e6:,.0f} MB, of at most {MAX_BYTES / 1e6:,.0f} MB. "
                "Clear the outputs and hand it in again"
            )
        pieces, left = [], MAX_BYTES
        while left > 0 and (piece := os.read(opened[-1], min(_CHUNK, left))):
            pieces.append(piece)
            left -= len(piece)
        return b"".join(pieces)
    except OSError as error:
        raise Unreadable(f"it cannot be opened: {error.strerror}") from error
    finally:
        for number in opened:
            os.close(number)


def _decode(data: bytes, findings: list[Finding]) -> str:
    if not data.strip(b" \t\r\n\0"):
        raise Unreadable("it is empty")
    encoding = next((name for mark, name in _BOMS if data.startswith(mark)), None)
    if encoding is None and data[:2] == b"{\0":
        encoding = "utf-16-le"
    elif encoding is None and data[:2] == b"\0{":
        encoding = "utf-16-be"
    for name in (encoding or "utf-8", "cp1252", "latin-1"):
        try:
            text = data.decode(name)
        except UnicodeError:
            continue
        if name != "utf-8":
            findings.append(Finding(f"read as {name}, should be utf-8", "file", REPAIRED))
        return text
    raise Unreadable("its encoding is not known")


def _why_no_json(text: str, error: ValueError) -> str:
    if re.search(r"^<{7} |^>{7} ", text, re.MULTILINE):
        return "it holds a git merge conflict (<<<<<<<): settle it, then hand it in again"
    if text.lstrip()[:1] == "<":
        return "it is a web page, not a notebook: download the notebook itself"
    return (
        f"it is no valid JSON ({error}): it may be cut off. Save it in JupyterLab, hand it in again"
    )


def _cell(place: int, cell: Any, findings: list[Finding]) -> RawCell:
    where = f"cell {place + 1}"
    if not isinstance(cell, dict):
        findings.append(Finding("is no cell; left out", where, REPAIRED))
        return RawCell(place, "raw", "", "", {}, None)
    kind = cell.get("cell_type")
    if kind == "heading":
        kind = "markdown"
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    if not isinstance(source, str):
        findings.append(Finding("its source is no text; left out", where, REPAIRED))
        source = ""
    if len(source) > MAX_SOURCE:
        findings.append(Finding(f"has {len(source):,} characters; left out", where, TOLD))
        source = ""
    # A lone half of a surrogate pair is legal JSON, and nothing else.
    source = source.encode("utf-8", "replace").decode().replace("\r\n", "\n").replace("\r", "\n")
    metadata = cell.get("metadata")
    grading = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    count = cell.get("execution_count", cell.get("prompt_number"))
    return RawCell(
        place,
        kind if kind in ("code", "markdown", "raw") else "raw",
        source,
        cell["id"] if isinstance(cell.get("id"), str) else "",
        grading if isinstance(grading, dict) else {},
        count if isinstance(count, int) and not isinstance(count, bool) else None,
    )


def _kernel(content: dict[str, Any]) -> str:
    metadata = content.get("metadata")
    spec = metadata.get("kernelspec") if isinstance(metadata, dict) else None
    name = spec.get("name") if isinstance(spec, dict) else None
    return name if isinstance(name, str) else ""
