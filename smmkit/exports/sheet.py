"""The rows of one export with its columns named, and values read from them.

What every platform's reader does alike stands here: read a column and say which
cells did not fit, set totals apart, drop rows exported twice, list unused columns.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from smmkit.exports import clean, dating, moments, totals
from smmkit.exports.grid import Grid
from smmkit.exports.report import Report, row_list
from smmkit.exports.rows import Rows

__all__ = ["Sheet"]

_SYMBOLS = {"€": "EUR", "£": "GBP", "₽": "RUB", "₴": "UAH", "₺": "TRY", "R$": "BRL", "zł": "PLN"}

_IDENTITY = {
    "POSTS": ("post_id", "published", "permalink", "text"),
    "DAILY": ("date",),
    "ADS": ("date", "campaign", "spend", "impressions"),
    "AUDIENCE": ("segment",),
}
_WORDS = {
    "POSTS": "id, date, address or text: not a post",
    "DAILY": "date: not a day",
    "ADS": "date, campaign or number",
    "AUDIENCE": "segment",
}
# Measures that an export of its kind is made for.
_SHOWN = frozenset(["reach", "impressions", "views", "video_views", "followers"])
_MAIN = frozenset(["reach", "impressions", "likes", "comments", "shares", "engagements"])
_ENDS = 2  # rows at the top and at the bottom that may be totals
_NOUNS = {"POSTS": "posts", "DAILY": "days", "ADS": "rows of ads", "AUDIENCE": "segments"}


class Sheet:
    """
    Rows below a header, read field by field.

    Parameters
    ----------
    rows : Rows
        The rows as text.
    places : mapping
        Field to the positions of its columns.
    grid : Grid
        Where the rows come from.
    language : str
        Code of the header's language.
    report : Report
        Takes what is found.
    kind : str, default ""
        The name of the kind of export.
    year : int, optional
        The year of the newest date, if the dates have none.

    Attributes
    ----------
    cells : pandas.DataFrame of str
        The rows that are read, one column a header cell.
    number : numpy.ndarray
        Their numbers as a spreadsheet shows them.
    raw : pandas.DataFrame of str
        All rows, with those set apart and the one cut off.
    title : str
        The worksheet's name or the section's title.
    preamble : tuple of tuple of str
        The rows above the header.
    others : tuple of Sheet
        The file's other worksheets or sections, in its order, their columns matched to
        the fields of the same kind.
    stated : pandas.DataFrame or None
        The totals that the platform states, once `finish` has compared them.
    """

    def __init__(
        self,
        rows: Rows,
        places: Mapping[str, list[int]],
        *,
        grid: Grid,
        language: str,
        report: Report,
        kind: str = "",
        year: int | None = None,
    ) -> None:
        self.kind = kind
        self.raw = rows.raw
        self.report = report
        self.language = language
        self.title = grid.title
        self.preamble = rows.preamble
        self.others: tuple[Sheet, ...] = ()
        self.stated: pd.DataFrame | None = None
        whole = rows.whole.all()
        self.cells = rows.raw if whole else rows.raw[rows.whole].reset_index(drop=True)
        self.number = rows.number[rows.whole]
        self._comma_likely = language != "en" or grid.delimiter == ";"
        self._mark: str | None = None
        self.grid = grid
        self.year = year
        self._names = {f: [rows.names[p] for p in at] for f, at in places.items()}
        self._header = dict(zip(rows.names, rows.header, strict=True))
        self._totals: Sheet | None = None
        self._taken: set[str] = set()
        self._disguised: dict[str, int] = {}

    def __contains__(self, field: str) -> bool:
        return field in self._names

    def columns(self, field: str) -> list[str]:
        """Return the names of the columns of a field, in the file's order."""
        return self._names.get(field, [])

    def claim(self, field: str, column: str) -> str:
        """Call a column by a field's name, for tables whose columns may be any; return it."""
        self._names = {**self._names, field: [column]}  # a copy of the sheet keeps its own
        return field

    def header(self, column: str) -> str:
        """Return the header cell of a column as it stands."""
        return self._header[column].strip()

    def count_column(self, column: str) -> pd.Series:
        """Return a column that is no field as whole numbers."""
        self._taken.add(column)
        read = clean.counts(self.cells[column])
        self._note(self.cells[column], read, "no whole number")
        return read.values

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
        read = clean.texts(cells)
        self._note(cells, read)
        return read.values

    def count(self, field: str, *, column: str | None = None) -> pd.Series:
        """Return a field as whole numbers; cells that are none become missing."""
        cells = self.take(field, column=column)
        if cells is None:
            return self.nothing("Int64")
        read = clean.counts(cells)
        self._note(cells, read, "no whole number")
        if field in _MAIN and len(cells) and read.values.isna().all() and not read.bad.any():
            words = "the column is there, but holds nothing in any row"
            self.report.add("column", words, where=f'column "{cells.name}"', level="attention")
        if field in _SHOWN:
            self.warn("numbers", f'"{cells.name}" is less than nothing; kept', read.values < 0)
        return read.values

    def decimal(self, field: str) -> pd.Series:
        """Return a field as numbers with decimals; cells that are none become missing."""
        cells = self.take(field)
        if cells is None:
            return self.nothing("Float64")
        read = clean.numbers(cells, decimal_comma=self._decimal_comma(cells))
        self._note(cells, read, "no number")
        return read.values

    def _decimal_comma(self, cells: pd.Series) -> bool:
        """Say whether a comma sets decimals apart: by column, else sheet, else language."""
        mark = clean.decimal_mark(self.raw[cells.name])
        if not mark and any("," in cell or "." in cell for cell in pd.unique(cells)):
            if self._mark is None:
                marks = [clean.decimal_mark(self.raw[name]) for name in self.raw.columns]
                self._mark = max(("", ".", ","), key=lambda m: marks.count(m) if m else 0.5)
            mark = self._mark
        return mark == "," if mark else self._comma_likely

    def currency(self, field: str) -> str | None:
        """
        Return the ISO code of the currency that the header of a field bears.

        "Amount spent (PLN)" bears one. "$" may be any of a dozen, so it is reported and
        None is returned.
        """
        for name in self.columns(field)[:1]:
            found = re.search(r"\(([^()]{1,4})\)\s*$", self._header[name])
            if found and re.fullmatch("[A-Z]{3}", found[1]):
                return found[1]
            if found and found[1] in _SYMBOLS:
                return _SYMBOLS[found[1]]
            if found and "$" in found[1]:
                words = f'the currency "{found[1]}" may be any dollar or peso: it is missing'
                self.report.add("column", words, where=f'column "{name}"', level="attention")
        return None

    def when(
        self,
        field: str,
        day_first: bool | None,
        *,
        known: pd.Series | None = None,
        daily: bool = False,
    ) -> pd.Series:
        """
        Return a field as dates and times, saying how day, month and year were told.

        Parameters
        ----------
        field : str
            The field.
        day_first : bool or None
            As for `smmkit.exports.read`.
        known : pandas.Series of datetime, optional
            Moments within days of the dates, which tell the year where none is written.
        daily : bool, default False
            Whether the rows are days that follow each other, which may tell the order.
        """
        cells = self.take(field)
        if cells is None:
            return self.nothing("datetime64[us]")
        read = moments.dates(cells, day_first=day_first, daily=daily)
        values = read.values
        if read.yearless.any():
            values = values.fillna(dating.with_year(self, read, cells, known))
            read = read._replace(bad=read.bad | (read.yearless & values.isna().to_numpy()))
        self._note(cells, read, "no date", step="dates")
        dating.explain_order(self, read, day_first, cells)
        zone = (
            "the file states offsets; all times were turned into UTC"
            if read.zoned
            else "the file states no time zone; times are kept as they stand"
        )
        # Days have no hour that a zone could shift.
        if read.zoned or (values.dt.hour.sum() + values.dt.minute.sum()):
            self.report.add("dates", zone, where=f'column "{cells.name}"')
        return values

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
            read, rounded = clean.ids(cells)
            values = read.values
            self._note(cells, read, "no id", step="ids")
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
        return pd.Series(None, index=self.cells.index, dtype=dtype)

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

    def split(self, mask: pd.Series | np.ndarray) -> Sheet:
        """Take rows out of this sheet and return them as one of their own."""
        mask = np.asarray(pd.Series(mask).fillna(False), dtype=bool)
        apart = copy.copy(self)
        for sheet, rows in ((apart, mask), (self, ~mask)):
            sheet.number = sheet.number[rows]
            sheet.cells = sheet.cells[rows].reset_index(drop=True)
        return apart

    def split_totals(self, mask: pd.Series | np.ndarray | None = None) -> Sheet:
        """
        Take total rows out of this sheet; `finish` then compares them with the rest.

        Parameters
        ----------
        mask : array of bool, optional
            The total rows; if not given, those whose first cell says so.

        Returns
        -------
        Sheet
            The total rows.
        """
        found = totals.says_total(self.cells.iloc[:, 0]) if mask is None else mask
        apart = self.split(found)
        if len(apart.cells):
            self._totals = apart
            words = "total rows set apart" if len(apart.cells) > 1 else "total row set apart"
            self.report.add("totals", f"{len(apart.cells)} {words}", where=row_list(apart.number))
        return apart

    def ends_in_total(self, field: str) -> np.ndarray:
        """Return which of the first and last rows, where totals stand, say so in a field."""
        mask = np.zeros(len(self.cells), dtype=bool)
        for column in self.columns(field)[:1]:
            ends = np.r_[0:_ENDS, -_ENDS:0] % max(len(mask), 1)
            if len(mask):
                mask[ends] = totals.says_total(self.cells[column].iloc[ends])
        return mask

    def split_end_totals(self, field: str) -> None:
        """Take the first and last rows that say so out of a sheet of posts, as `split_totals`."""
        mask = self.ends_in_total(field)
        if mask.any():
            self.split_totals(mask)

    def finish(
        self,
        table: pd.DataFrame,
        into: str = "POSTS",
        *,
        once: bool = True,
        add: Sequence[str] = (),
    ) -> pd.DataFrame:
        """
        Return the rows that are posts (days, ads), and report what was left over.

        Parameters
        ----------
        table : pandas.DataFrame
            The columns of the table `into`, a row for each of the sheet's.
        into : str, default "POSTS"
            The name of the table.
        once : bool, default True
            Whether a post's id that comes again is the same post, exported twice.
        add : sequence of str
            Columns, called as their fields, that may be added up and are compared with
            the stated totals. Reach may not: its accounts come again in other rows.
        """
        identity = [name for name in _IDENTITY[into] if name in table] or list(table)
        nobody = np.full(len(table), len(identity) > 0)
        for name in identity:
            if nobody.any():  # nearly always no row is left after the first column
                nobody &= table[name].isna().to_numpy()
        noun = _NOUNS.get(into, "rows")
        words = f"no {_WORDS[into]}: left out" if into in _WORDS else "nothing in it: left out"
        self.warn("rows", words, nobody)
        keep = ~nobody
        if once and into == "POSTS" and "post_id" in table:
            again = table["post_id"].notna() & table.duplicated("post_id", keep="last")
            again = again.to_numpy() & keep
            self.warn("rows", "the post comes again further down; the last is kept", again)
            keep &= ~again
        table = table if keep.all() else table[keep].reset_index(drop=True)
        if self._totals is not None:
            self.stated = totals.compare(self, self._totals, table, add)
        self.report_leftovers(into)
        self.report.add("rows", f"{len(table):,} {noun} from {len(self.raw):,} rows")
        if not len(table):
            self.report.add("rows", f"the file holds no {noun}", level="attention")
        return table

    def report_leftovers(self, into: str) -> None:
        """Report nulls in disguise, and the columns that went into no table."""
        if self._disguised:
            where = ", ".join(f'"{name}": {n:,}' for name, n in self._disguised.items())
            words = 'cells such as "-" or "undefined" read as missing'
            self.report.add("nulls", words, where=where, level="repaired")
        unused = [name for name in self.raw.columns if name not in self._taken]
        if unused:
            where = ", ".join(unused)
            self.report.add("column", f"not in {into}, kept in RAW", where=where)

    def _note(
        self,
        cells: pd.Series,
        read: clean.Cleaned | moments.Dates,
        what: str = "",
        step: str = "numbers",
    ) -> None:
        if read.disguised:
            self._disguised[cells.name] = read.disguised
        if read.bad.any():
            example = cells.to_numpy()[read.bad][0]
            short = example if len(example) <= 40 else example[:40] + "…"
            self.report.add(
                step,
                f'column "{cells.name}": {read.bad.sum():,} cells are {what} (the first: '
                f"{short!r}) and became missing",
                where=row_list(self.number[read.bad]),
                level="attention",
            )
