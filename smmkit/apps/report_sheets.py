"""The monthly report as an .xlsx workbook."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Sequence

import pandas as pd
import xlsxwriter

from smmkit.report import Figure, MonthlyReport

__all__ = ["workbook"]

_FIGURE = (
    "account", "about", "figure", "value", "unit", "month before", "relative change", "chance",
    "formula", "rows used", "which rows", "files", "period",
)  # fmt: skip
_POST = (
    "published", "platform", "account", "post_id", "format", "text", "paid", "reach",
    "impressions", "likes", "comments", "shares", "saves", "engagements", "clicks",
    "video_views", "follows", "permalink", "file",
)  # fmt: skip
_WIDE = {
    "account": 28, "about": 18, "figure": 38, "chance": 40, "formula": 44, "which rows": 44,
    "files": 36, "file": 36, "text": 60, "period": 24, "what": 80, "not_read": 80, "where": 30,
    "permalink": 40, "post_id": 22, "published": 17,
}  # fmt: skip
_LONGEST = 32_767  # characters that a cell can hold


def workbook(report: MonthlyReport) -> bytes:
    """
    Write a report as a workbook.

    Parameters
    ----------
    report : MonthlyReport
        What `smmkit.report.build` returns.

    Returns
    -------
    bytes
        The file: Summary, Figures (each with its trace), Posts, Files and Notes. Numbers are
        numbers; text is text, also where it begins like a formula.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"title": f"KPI report, {report.period}"})
    writer = _Writer(book)
    heads = [(one.title, "", figure) for one in report.sections for figure in one.headlines]
    writer.figures("Summary", heads, [*_FIGURE[:1], *_FIGURE[2:8]])
    each = [
        (section.title, about, figure)
        for section in report.sections
        for about, figures in section.figures.items()
        for figure in figures
    ]
    writer.figures("Figures", each, _FIGURE)
    posts = report.posts.reindex(columns=_POST)
    writer.sheet("Posts", _POST, posts.itertuples(index=False))
    writer.sheet("Files", list(report.files), report.files.itertuples(index=False))
    left = [
        (section.title, "could not be computed", "", words, "")
        for section in report.sections
        for words in section.missing
    ]
    notes = [*report.notes.itertuples(index=False, name=None), *left]
    writer.sheet("Notes", list(report.notes), notes)
    book.close()
    return out.getvalue()


class _Writer:
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self.head = book.add_format({"bold": True, "bottom": 1})
        self.formats = {
            unit: book.add_format({"num_format": code})
            for unit, code in {
                "count": "#,##0", "fraction": "0.00%", "part": "#,##0.00", "change": "+0.0%;-0.0%",
                "date": "yyyy-mm-dd hh:mm",
            }.items()
        }  # fmt: skip

    def figures(
        self, name: str, each: Iterable[tuple[str, str, Figure]], columns: Sequence[str]
    ) -> None:
        rows = []
        for account, about, one in each:
            values = (
                account, about, one.name, (one.value, one.unit), one.unit, (one.before, one.unit),
                (one.change, "change"), one.chance, one.formula, one.rows, one.which,
                ", ".join(one.files), one.period,
            )  # fmt: skip
            found = dict(zip(_FIGURE, values, strict=True))
            rows.append([found[column] for column in columns])
        self.sheet(name, columns, rows)

    def sheet(self, name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        sheet = self.book.add_worksheet(name)
        last = 0
        for place, column in enumerate(columns):
            sheet.set_column(place, place, _WIDE.get(column, 14))
            sheet.write_string(0, place, column, self.head)
        for last, row in enumerate(rows, start=1):
            for place, value in enumerate(row):
                self._cell(sheet, last, place, value)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, len(columns) - 1)

    def _cell(self, sheet: object, row: int, place: int, value: object) -> None:
        value, unit = value if isinstance(value, tuple) else (value, "")
        if pd.isna(value):
            return
        if isinstance(value, pd.Timestamp):
            sheet.write_datetime(row, place, value.to_pydatetime(), self.formats["date"])
        elif isinstance(value, bool) or type(value).__name__ == "bool":
            sheet.write_boolean(row, place, bool(value))
        elif isinstance(value, str):
            # As a string, whatever it begins with; and without halves of characters.
            text = value.encode("utf-8", "replace").decode()[:_LONGEST]
            sheet.write_string(row, place, text)
        elif math.isfinite(value):
            whole = "count" if float(value).is_integer() else "part"
            sheet.write_number(row, place, value, self.formats.get(unit, self.formats[whole]))
