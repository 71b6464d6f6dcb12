"""
Read the files that platforms export into the tables that everything in smmkit speaks.

A platform is one file of this package: it states its kinds of export (`Kind`) and how
each becomes tables. To add one, write the file and name its kinds in `_KINDS`.
"""

from __future__ import annotations

import html
import os
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from smmkit.errors import ArgumentError, TableError
from smmkit.exports import meta_posts, x_posts
from smmkit.exports.kinds import LANGUAGES, recognise
from smmkit.exports.report import Finding, Report
from smmkit.exports.rows import read_rows
from smmkit.exports.sheet import Sheet
from smmkit.exports.sniff import sniff

__all__ = ["Export", "Finding", "Report", "kinds", "read"]

_KINDS = (*meta_posts.KINDS, *x_posts.KINDS)


@dataclass(frozen=True, eq=False, repr=False)
class Export:
    """
    One file, read.

    Attributes
    ----------
    kind : str
        What it is, such as "meta.facebook.posts".
    tables : dict of str to pandas.DataFrame
        "POSTS" as in `smmkit.tables.POSTS`; "RAW", the file's own columns as text,
        nothing left out but empty and repeated header rows.
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


def read(path: str | os.PathLike[str], *, day_first: bool | None = None) -> Export:
    r"""
    Read one export of a platform, whatever its encoding, delimiter and language.

    Parameters
    ----------
    path : str or path-like
        The file, as downloaded. It is only read.
    day_first : bool, optional
        Whether 03/04/2025 in it is the 3rd of April. Only needed if the report says
        that no date of the file tells.

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
    report = Report()
    sniffed = sniff(path, report)
    match = recognise(_KINDS, sniffed)
    rows = read_rows(sniffed, match.row, report)
    report.add("language", f"header in {LANGUAGES[match.language]}")
    report.add("kind", f"{match.kind.name}: {match.kind.title}")
    sheet = Sheet(
        rows,
        match.places,
        language=match.language,
        delimiter=sniffed.delimiter,
        report=report,
    )
    tables = match.kind.read(sheet, day_first)
    return Export(match.kind.name, {**tables, "RAW": sheet.raw}, report)


def kinds() -> pd.DataFrame:
    """
    List the kinds of export that `read` knows.

    Returns
    -------
    pandas.DataFrame
        One row a kind: what it is, and the columns that tell it from others.

    Examples
    --------
    >>> kinds().index.tolist()
    ['meta.facebook.posts', 'meta.instagram.posts', 'x.posts']
    """
    rows = [(kind.name, kind.title, ", ".join(kind.telling_words())) for kind in _KINDS]
    table = pd.DataFrame(rows, columns=["kind", "what", "telling_columns"])
    return table.set_index("kind")
