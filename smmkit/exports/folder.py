"""The exports of a folder put together: one table of posts, one of days, and so on."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from smmkit.errors import TableError
from smmkit.exports.report import Report
from smmkit.tables import ADS, AUDIENCE, DAILY, POSTS

if TYPE_CHECKING:
    from smmkit.exports import Export

__all__ = ["Folder", "combine", "merge"]

_TABLES = {table.name: table for table in (POSTS, DAILY, ADS, AUDIENCE)}


@dataclass(frozen=True, eq=False, repr=False)
class Folder:
    """
    The files of one folder, read.

    Attributes
    ----------
    exports : dict of str to Export
        What could be read, by the file's name.
    failed : dict of str to str
        Why each other file could not be read.
    tables : dict of str to pandas.DataFrame
        "POSTS", "DAILY", "ADS" and "AUDIENCE" of all files together; what no file has is
        not there.
    report : Report
        What putting them together changed.
    """

    exports: Mapping[str, Export]
    failed: Mapping[str, str]
    tables: Mapping[str, pd.DataFrame]
    report: Report

    def table(self, name: str) -> pd.DataFrame:
        """Return a table of all files together."""
        if name not in self.tables:
            raise TableError(
                f"No file of the folder has {name}; the tables are "
                f"{', '.join(self.tables) or 'none'}."
            )
        return self.tables[name]

    def rows(self, name: str) -> pd.DataFrame:
        """Return the rows of a table as they stand in each file, with the column file."""
        parts = [
            export.tables[name].assign(file=file)
            for file, export in self.exports.items()
            if name in export.tables
        ]
        return pd.concat(parts, ignore_index=True) if parts else _TABLES[name].empty()

    def __repr__(self) -> str:
        sizes = "".join(f", {name} {len(table):,}" for name, table in self.tables.items())
        return f"<Folder: {len(self.exports)} files read, {len(self.failed)} not{sizes}>"

    def _lines(self) -> list[tuple[str, str]]:
        read = [(name, export.kind) for name, export in self.exports.items()]
        failed = [(name, f"not read: {why.splitlines()[0]}") for name, why in self.failed.items()]
        return [*read, *failed]

    def __str__(self) -> str:
        lines = [f"{name}: {what}" for name, what in self._lines()]
        return "\n".join([repr(self), *lines, *([str(self.report)] if len(self.report) else [])])

    def _repr_html_(self) -> str:
        items = "".join(
            f"<li><strong>{html.escape(name)}</strong>: {html.escape(what)}</li>"
            for name, what in self._lines()
        )
        return f"<p>{html.escape(repr(self))}</p><ul>{items}</ul>{self.report._repr_html_()}"


def combine(exports: Iterable[Export], report: Report) -> dict[str, pd.DataFrame]:
    """
    Put the tables of several exports together.

    A post that stands in several files is taken from the last; the columns of a day are
    gathered from all; rows that are the same throughout are kept once.

    Parameters
    ----------
    exports : iterable of Export
        Oldest first.
    report : Report
        Takes what was merged.

    Returns
    -------
    dict of str to pandas.DataFrame
    """
    exports = list(exports)
    combined = {}
    for name, table in _TABLES.items():
        parts = [export.tables[name] for export in exports if name in export.tables]
        if not parts:
            continue
        rows = pd.concat(parts, ignore_index=True)
        merged = merge(name, rows)
        if len(merged) < len(rows):
            words = f"{len(rows):,} rows of {len(parts)} files became {len(merged):,}: "
            report.add("rows", words + _WHY.get(name, "the same rows stood in several files"))
        combined[name] = table.conform(merged)
    return combined


def merge(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """
    Put rows of several files together as `combine` does.

    Parameters
    ----------
    name : {"POSTS", "DAILY", "ADS", "AUDIENCE"}
        Which table they are of.
    rows : pandas.DataFrame
        Oldest first. Columns whose name begins with "file" may say where a row is from.

    Returns
    -------
    pandas.DataFrame
    """
    return _MERGE.get(name, _distinct)(rows)


def _posts(rows: pd.DataFrame) -> pd.DataFrame:
    again = rows["post_id"].notna() & rows.duplicated(["platform", "post_id"], keep="last")
    return _distinct(rows[~again])


def _days(rows: pd.DataFrame) -> pd.DataFrame:
    keys = ["date", "platform", "account"]
    days = rows[rows["date"].notna()].groupby(keys, dropna=False, sort=True).last()
    return pd.concat([days.reset_index(), rows[rows["date"].isna()]], ignore_index=True)


def _distinct(rows: pd.DataFrame) -> pd.DataFrame:
    told = [column for column in rows if not column.startswith("file")]
    return rows.drop_duplicates(told, ignore_index=True)


_MERGE = {"POSTS": _posts, "DAILY": _days}
_WHY = {
    "POSTS": "posts that stood in several files are taken from the newest",
    "DAILY": "the numbers of a day are gathered from several files",
}
