"""
Read the files that platforms export into the tables that everything in smmkit speaks.

A platform is one file of this package: it states its kinds of export (`Kind`) and how
each becomes tables. To add one, write the file and name its kinds in `_KINDS`.
"""

from __future__ import annotations

import html
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from smmkit.errors import ArgumentError, TableError, UnknownExportError
from smmkit.exports import (
    ga4,
    google_ads,
    linkedin,
    meta_ads,
    meta_legacy,
    meta_overview,
    meta_posts,
    meta_stories,
    telegram,
    tiktok,
    vk,
    x,
    youtube,
)
from smmkit.exports.archives import is_archive, unpack
from smmkit.exports.folder import Folder, combine
from smmkit.exports.grid import Grid, cut
from smmkit.exports.kinds import LANGUAGES, Kind, Match, match, recognise
from smmkit.exports.report import Finding, Report
from smmkit.exports.rows import read_rows
from smmkit.exports.sheet import Sheet
from smmkit.exports.sniff import sniff
from smmkit.exports.strays import set_strays_apart

__all__ = ["Export", "Finding", "Folder", "Report", "kinds", "read", "read_folder"]

_KINDS = (
    *meta_posts.KINDS,
    *meta_stories.KINDS,
    *meta_overview.KINDS,
    *meta_legacy.KINDS,
    *meta_ads.KINDS,
    *x.KINDS,
    *linkedin.KINDS,
    *tiktok.KINDS,
    *youtube.KINDS,
    *vk.KINDS,
    *telegram.KINDS,
    *google_ads.KINDS,
    *ga4.KINDS,
)


@dataclass(frozen=True, eq=False, repr=False)
class Export:
    """
    One file, read.

    Attributes
    ----------
    kind : str
        What it is, such as "meta.facebook.posts".
    tables : dict of str to pandas.DataFrame
        "POSTS", "DAILY", "ADS", "AUDIENCE" as in `smmkit.tables`, those that the file
        has; "TOTALS", the totals that the platform states, if any, beside what the rows
        add up to; "RAW", the file's own columns as text, nothing left out but empty and
        repeated header rows.
    report : Report
        What was recognised, repaired, and what needs a person's attention.
    """

    kind: str
    tables: Mapping[str, pd.DataFrame]
    report: Report

    @property
    def posts(self) -> pd.DataFrame:
        """Return the POSTS table."""
        if "POSTS" not in self.tables:
            raise TableError(
                f"An export of the kind {self.kind} has no posts; its tables are "
                f"{', '.join(self.tables)}."
            )
        return self.tables["POSTS"]

    def _sizes(self) -> str:
        return ", ".join(f"{n} {len(t):,} x {t.shape[1]}" for n, t in self.tables.items())

    def __repr__(self) -> str:
        return f"<Export {self.kind}: {self._sizes()}>"

    def __str__(self) -> str:
        return f"{self.kind}: {self._sizes()}\n{self.report}"

    def _repr_html_(self) -> str:
        return (
            f"<p><strong>{html.escape(self.kind)}</strong>: {html.escape(self._sizes())}</p>"
            f"{self.report._repr_html_()}"
        )


def read(
    path: str | os.PathLike[str], *, day_first: bool | None = None, year: int | None = None
) -> Export:
    r"""
    Read one export of a platform, whatever its encoding, delimiter and language.

    Parameters
    ----------
    path : str or path-like
        The file, as downloaded. It is only read.
    day_first : bool, optional
        Whether 03/04/2025 in it is the 3rd of April. Only needed if the report says
        that no date of the file tells.
    year : int, optional
        The year of the newest date in it, where dates are written without ("April 12").
        Only needed if the report says that nothing tells.

    Returns
    -------
    Export
        Its kind, its tables and the report of the reading.

    Raises
    ------
    UnknownExportError
        If it is no export that smmkit knows, or is damaged past reading. The message
        says what it seems to be and what was looked for.
    ArgumentError
        If an argument is of the wrong type.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> file = pathlib.Path(tempfile.mkdtemp(), "posts.csv")
    >>> _ = file.write_text(
    ...     "Post id,Date,Post text,Impressions,Engagements\n"
    ...     '1888959709614682283,Mon Feb 10 2025,"Bread &amp; roses",104,13\n'
    ... )
    >>> export = read(file)
    >>> export
    <Export x.posts: POSTS 1 x 20, RAW 1 x 5>
    >>> export.posts["text"].tolist()
    ['Bread & roses']
    """
    if day_first is not None and not isinstance(day_first, bool):
        raise ArgumentError(f"day_first must be None, True or False; received {day_first!r}.")
    if year is not None and (isinstance(year, bool) or not isinstance(year, int)):
        raise ArgumentError(f"year must be None or a whole number; received {year!r}.")
    if year is not None and not 2000 <= year <= 2100:
        raise ArgumentError(f"year must be from 2000 to 2100; received {year}.")
    try:
        return _read(path, day_first, year)
    except UnicodeDecodeError:  # somewhere in a large file, of which only the start was looked at
        return _read(path, day_first, year, whole=True)


def _read(
    path: str | os.PathLike[str],
    day_first: bool | None,
    year: int | None,
    *,
    whole: bool = False,
) -> Export:
    report = Report()
    grids = sniff(path, report, whole=whole)
    found = recognise(_KINDS, grids)
    kind = found.kind
    report.add("language", f"header in {LANGUAGES[found.language]}")
    report.add("kind", f"{kind.name}: {kind.title}")
    if kind.sections:
        first, *others = [_best(kind, part) for grid in grids for part in cut(grid)]
        report.add("sections", f"sections in the file: {1 + len(others)}")
    else:
        first, others = found, [_best(kind, grid) for grid in grids if grid is not found.grid]
    sheet, *rest = (_sheet(one, report, year) for one in (first, *others))
    sheet.others = tuple(rest)
    if rest and not kind.sections:
        names = ", ".join(s.title for s in (sheet, *rest))
        report.add("sections", f"{1 + len(rest)} worksheets or lists", where=names)
    tables = dict(kind.read(sheet, day_first))
    if sheet.stated is not None:
        tables.setdefault("TOTALS", sheet.stated)
    tables["RAW"] = _raw(sheet)
    return Export(kind.name, tables, report)


def _best(kind: Kind, grid: Grid) -> Match:
    """Match a further worksheet or section: in it the header may have other fields."""
    rows = range(len(grid.head))
    # A cell that stands alone is a title, if anything else is there.
    wide = [row for row in rows if sum(1 for cell in grid.head[row] if cell.strip()) > 1]
    return max((match(kind, grid, row) for row in wide or rows), key=lambda one: len(one.places))


def _sheet(found: Match, report: Report, year: int | None) -> Sheet:
    kind = found.kind
    rows = read_rows(found.grid, found.row, report, widen=kind.sections)
    if not (kind.sections or kind.described):
        rows = set_strays_apart(rows, found.grid, _KINDS, report)
    return Sheet(
        rows,
        found.places,
        grid=found.grid,
        language=found.language,
        report=report,
        kind=kind.name,
        year=year,
    )


def _raw(sheet: Sheet) -> pd.DataFrame:
    if not sheet.others:
        return sheet.raw
    parts = []
    for part in (sheet, *sheet.others):
        raw = part.raw.copy()
        name = "section" if "section" not in raw else "section (of the file)"
        raw.insert(0, name, part.title)
        parts.append(raw)
    return pd.concat(parts, ignore_index=True).fillna("")


def read_folder(
    path: str | os.PathLike[str], *, day_first: bool | None = None, year: int | None = None
) -> Folder:
    r"""
    Read all exports of a folder and put them together.

    Parameters
    ----------
    path : str or path-like
        The folder. Its files are only read; zip archives in it are looked into, folders
        in it are not.
    day_first, year : optional
        As for `read`.

    Returns
    -------
    Folder
        The exports, the files that could not be read and why, and the tables of all.

    Raises
    ------
    ArgumentError
        If there is no such folder, or it holds no files.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> header = "Post id,Date,Post text,Impressions,Engagements"
    >>> _ = (folder / "x.csv").write_text(f"{header}\n1889,Mon Feb 10 2025,Bread,104,13\n")
    >>> _ = (folder / "bad.csv").write_text("")
    >>> read_folder(folder)
    <Folder: 1 files read, 1 not, POSTS 1>
    """
    if not isinstance(path, (str, os.PathLike)) or not Path(path).is_dir():
        file = isinstance(path, (str, os.PathLike)) and Path(path).is_file()
        hint = " It is a file: read it with smmkit.exports.read." if file else ""
        raise ArgumentError(f"path must be a folder of exports; received {path!r}.{hint}")
    # Spreadsheets leave hidden lock files beside what they have open.
    files = [file for file in Path(path).iterdir() if not file.name.startswith((".", "~$"))]
    if not files:
        raise ArgumentError(f"The folder {os.fspath(path)!r} is empty.")
    exports: dict[str, Export] = {}
    failed: dict[str, str] = {}

    def take(name: str, file: Path) -> None:
        try:
            exports[name] = read(file, day_first=day_first, year=year)
        except UnknownExportError as error:
            failed[name] = str(error)

    for file in sorted(files, key=lambda file: (file.lstat().st_mtime, file.name)):
        if not is_archive(file):
            take(file.name, file)
            continue
        with tempfile.TemporaryDirectory() as folder:
            try:
                for name, part in unpack(file, Path(folder)):
                    take(name, part)
            except UnknownExportError as error:
                failed[file.name] = str(error)
    report = Report()
    return Folder(exports, failed, combine(exports.values(), report), report)


def kinds() -> pd.DataFrame:
    """
    List the kinds of export that `read` knows.

    Returns
    -------
    pandas.DataFrame
        One row a kind: what it is, and the columns that tell it from others.

    Examples
    --------
    >>> kinds().loc["x.posts", "what"]
    'Posts of an X account (X Analytics)'
    """
    rows = [(kind.name, kind.title, ", ".join(kind.telling_words())) for kind in _KINDS]
    table = pd.DataFrame(rows, columns=["kind", "what", "telling_columns"])
    return table.set_index("kind")
