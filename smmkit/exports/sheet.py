"""The rows of one export with its columns named, and values read from them.

What every platform's reader does alike stands here: read a column and say which
cells did not fit, drop rows exported twice, list the columns that were not used.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from smmkit.exports import clean
from smmkit.exports.report import Report, row_list
from smmkit.exports.rows import Rows

__all__ = ["Sheet"]


class Sheet:
    """
    Rows below a header, read field by field.

    Parameters
    ----------
    rows : Rows
        The rows as text.
    places : mapping
        Field to the positions of its columns.
    language : str
        Code of the header's language.
    delimiter : str
        The file's delimiter.
    report : Report
        Takes what is found.
    """

    def __init__(
        self,
        rows: Rows,
        places: Mapping[str, list[int]],
        *,
        language: str,
        delimiter: str,
        report: Report,
    ) -> None:
        self.raw = rows.raw
        self.report = report
        self.language = language
        self.cells = rows.raw[rows.whole].reset_index(drop=True)
        self.number = rows.number[rows.whole]
        self._decimal_comma = language != "en" or delimiter == ";"
        self._names = {f: [rows.raw.columns[p] for p in at] for f, at in places.items()}
        self._taken: set[str] = set()
        self._disguised: dict[str, int] = {}

    def __contains__(self, field: str) -> bool:
        return field in self._names

    def columns(self, field: str) -> list[str]:
        """Return the names of the columns of a field, in the file's order."""
        return self._names.get(field, [])

    def take(self, field: str, *, column: str | None = None) -> pd.Series | None:
        """Return a field's cells as text, or None if the file has no such column."""
        if field not in self:
            return None
        name = column or self._names[field][0]
        self._taken.add(name)
        return self.cells[name]

    def text(self, field: str) -> pd.Series:
        """Return a field as strings, missing where the cell says nothing."""
        cells = self.take(field)
        if cells is None:
            return self.nothing("string")
        return cells.astype("string").str.strip().mask(clean.is_null(cells))

    def count(self, field: str, *, column: str | None = None) -> pd.Series:
        """Return a field as whole numbers; cells that are none become missing."""
        cells = self.take(field, column=column)
        if cells is None:
            return self.nothing("Int64")
        values, bad = clean.counts(cells)
        self._note(cells, bad, "no whole number")
        return values

    def decimal(self, field: str) -> pd.Series:
        """Return a field as numbers with decimals; cells that are none become missing."""
        cells = self.take(field)
        if cells is None:
            return self.nothing("Float64")
        values, bad = clean.numbers(cells, decimal_comma=self._decimal_comma)
        self._note(cells, bad, "no number")
        return values

    def when(self, field: str, day_first: bool | None) -> pd.Series:
        """Return a field as dates and times, saying in which order day and month stand."""
        cells = self.take(field)
        if cells is None:
            return self.nothing("datetime64[us]")
        read = clean.dates(cells, day_first=day_first)
        self._note(cells, read.bad, "no date", step="dates")
        self._explain_order(read.order, day_first, cells.name)
        zone = (
            "the file states offsets; all times were turned into UTC"
            if read.zoned
            else "the file states no time zone; times are kept as they stand"
        )
        if read.values.notna().any():
            self.report.add("dates", zone, where=f'column "{cells.name}"')
        return read.values

    def _explain_order(self, order: str, day_first: bool | None, column: str) -> None:
        if not order:
            return
        read_as = "day first" if day_first else "month first"
        where = f'column "{column}"'
        if day_first is not None:
            against = order in ("day first", "month first") and order != read_as
            words = f"read {read_as}, as asked"
            words += f", though the cells say {order}" if against else ""
            level = "attention" if against or order == "contradictory" else "recognised"
        elif order == "ambiguous":
            # Meta writes month first in every language seen; only English is sure.
            words = "no date tells whether day or month stands first; read month first"
            words += "" if self.language == "en" else ": say read(path, day_first=...) to be sure"
            level = "recognised" if self.language == "en" else "attention"
        elif order == "contradictory":
            words = (
                "some dates can only be day first, others only month first; the rest were read as "
                "the greater number, the lesser became missing: say read(path, day_first=...)"
            )
            level = "attention"
        else:
            words, level = f"{order}, as days above 12 show", "recognised"
        self.report.add("dates", words, where=where, level=level)

    def number_of_posts(self, field: str, *, known: pd.Series | None = None) -> pd.Series:
        """
        Return post ids as text.

        Parameters
        ----------
        field : str
            The field of the ids.
        known : pandas.Series of string, optional
            Ids found elsewhere in the same rows, which stand in for damaged ones.
        """
        cells = self.take(field)
        if cells is None:
            values, rounded = self.nothing("string"), np.zeros(len(self.cells), dtype=bool)
        else:
            values, rounded, bad = clean.ids(cells)
            self._note(cells, bad, "no id", step="ids")
        known = self.nothing("string") if known is None else known.astype("string")
        saved = (values.isna() & known.notna()).to_numpy()
        lost = (values.isna() & known.isna()).to_numpy() & rounded
        if saved.any():
            self.report.add(
                "ids",
                f"{saved.sum():,} missing or damaged ids taken from another column of the row",
                where=row_list(self.number[saved]),
                level="repaired",
            )
        if lost.any():
            self.report.add(
                "ids",
                f"{lost.sum():,} ids were rounded by a spreadsheet and are lost; the rows are kept "
                "with a missing id. Export again and open it without saving",
                where=row_list(self.number[lost]),
                level="attention",
            )
        return values.fillna(known)

    def nothing(self, dtype: str) -> pd.Series:
        """Return a column of "not known"."""
        return pd.Series(pd.NA, index=self.cells.index).astype(dtype)

    def warn(self, step: str, what: str, mask: pd.Series | np.ndarray) -> None:
        """Report rows that a person should look at, if there are any."""
        rows = np.asarray(pd.Series(mask).fillna(False), dtype=bool)
        if rows.any():
            self.report.add(
                step,
                f"{rows.sum():,} {'row' if rows.sum() == 1 else 'rows'}: {what}",
                where=row_list(self.number[rows]),
                level="attention",
            )

    def finish(self, table: pd.DataFrame, *, once: bool = True) -> pd.DataFrame:
        """
        Return the rows that are posts, each once, and report what was left over.

        Parameters
        ----------
        table : pandas.DataFrame
            The columns of POSTS, a row for each of the sheet's.
        once : bool, default True
            Whether an id that comes again is the same post, exported twice.
        """
        identity = ["post_id", "published", "permalink", "text"]
        nobody = table[identity].isna().all(axis=1).to_numpy()
        self.warn("rows", "no id, date, address or text: not a post, left out", nobody)
        keep = ~nobody
        if once:
            again = table["post_id"].notna() & table.duplicated("post_id", keep="last")
            again = again.to_numpy() & keep
            self.warn("rows", "the post comes again further down; the last is kept", again)
            keep &= ~again
        if self._disguised:
            where = ", ".join(f'"{name}": {n:,}' for name, n in self._disguised.items())
            words = 'cells such as "-" or "undefined" read as missing'
            self.report.add("nulls", words, where=where, level="repaired")
        unused = [name for name in self.raw.columns if name not in self._taken]
        if unused:
            self.report.add("column", "not in POSTS, kept in RAW", where=", ".join(unused))
        self.report.add("rows", f"{keep.sum():,} posts from {len(self.raw):,} rows")
        if not keep.any():
            self.report.add("rows", "the file holds no posts", level="attention")
        return table[keep].reset_index(drop=True)

    def _note(self, cells: pd.Series, bad: np.ndarray, what: str, step: str = "numbers") -> None:
        disguised = int((clean.is_null(cells) & (cells != "").to_numpy()).sum())
        if disguised:
            self._disguised[cells.name] = disguised
        if bad.any():
            example = cells.to_numpy()[bad][0]
            short = example if len(example) <= 40 else example[:40] + "…"
            self.report.add(
                step,
                f'column "{cells.name}": {bad.sum():,} cells are {what} (the first: {short!r}) '
                "and became missing",
                where=row_list(self.number[bad]),
                level="attention",
            )
