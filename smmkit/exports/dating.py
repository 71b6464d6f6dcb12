"""Which year and which order of day and month a column of dates has, and how that was told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from smmkit.exports import moments, years

if TYPE_CHECKING:
    from smmkit.exports.sheet import Sheet

__all__ = ["explain_order", "with_year"]


def with_year(
    sheet: Sheet, read: moments.Dates, cells: pd.Series, known: pd.Series | None
) -> pd.Series:
    """Return moments for the dates that have no year, and say in the report how it was told."""
    rows = np.flatnonzero(read.yearless)
    month, day, weekday = read.month[rows], read.day[rows], read.weekday[rows]
    where = f'column "{cells.name}"'
    months = [f"{m:02d}-{d:02d}" for m, d in zip(month, day, strict=True)]
    result = sheet.nothing("datetime64[us]")
    if known is not None and known.iloc[rows].notna().any():
        near = known.iloc[rows]
        for shift in (0, -1, 1):  # around New Year the year next door may be the one
            year = (near.dt.year + shift).astype("Int64").astype("string")
            day_near = pd.to_datetime(year + "-" + months, format="%Y-%m-%d", errors="coerce")
            fits = (day_near - near).abs() <= pd.Timedelta(days=3)
            result = result.fillna(day_near.where(fits).astype("datetime64[us]"))
        sheet.report.add("dates", "no year is written; the ids tell it", where=where)
        rest = result.iloc[rows].isna().to_numpy()
        rows, month, day, weekday = rows[rest], month[rest], day[rest], weekday[rest]
        if not len(rows):
            return result
    valid = [0 < d <= years.LONGEST.get(m, 0) for m, d in zip(month, day, strict=True)]
    rows, month, day, weekday = (part[valid] for part in (rows, month, day, weekday))
    lines = [" ".join(row) for row in sheet.preamble]
    anchor = years.anchor_of(sheet.year, sheet.grid.name, lines, sheet.grid.modified)
    chosen, why = years.place(month, day, anchor.day, weekday=weekday, fixed=sheet.year is not None)
    text = [f"{y}-{m:02d}-{d:02d}" for y, m, d in zip(chosen, month, day, strict=True)]
    dates = pd.to_datetime(pd.Series(text, dtype=str), format="%Y-%m-%d", errors="coerce")
    result.iloc[rows] = dates.astype("datetime64[us]").to_numpy()
    if len(rows):
        sheet.report.add(
            "dates",
            f"no year is written; read as {result.min():%Y-%m-%d} to {result.max():%Y-%m-%d}, "
            f"since {anchor.why}{'; ' + why if why else ''}",
            where=where,
            level="recognised" if anchor.sure else "attention",
        )
    return result


# Whose originals were seen in which languages, all month first.
_MONTH_FIRST = {"meta": ("Meta", ("en", "pt")), "linkedin": ("LinkedIn", ("en",))}


def explain_order(
    sheet: Sheet, read: moments.Dates, day_first: bool | None, cells: pd.Series
) -> None:
    """Say in the report which of day and month was read first, and why."""
    order = read.order
    if not order:
        return
    read_as = "day first" if day_first else "month first"
    where = f'column "{cells.name}"'
    if day_first is not None:
        against = order in ("day first", "month first") and order != read_as
        words = f"read {read_as}, as asked"
        words += f", though the cells say {order}" if against else ""
        level = "attention" if against or order == "contradictory" else "recognised"
    elif order == "ambiguous":
        other = moments.dates(cells, day_first=True).values
        if other.equals(read.values):
            return
        platform, languages = _MONTH_FIRST.get(sheet.kind.split(".")[0], ("", ()))
        # A semicolon shows that a spreadsheet saved the file anew, in its own order.
        if sheet.language in languages and sheet.grid.delimiter != ";":
            words = f"no date tells day from month; {platform} writes month first"
            level = "recognised"
        else:
            words = (
                "no date tells whether day or month stands first. Read month first they are of "
                f"{_span(read.values)}, and so they were; day first they are of {_span(other)}: "
                "say which with day_first=False or day_first=True"
            )
            level = "attention"
    elif order.startswith("consecutive"):
        words = f"read {order.removeprefix('consecutive ')}: only so do the days follow each other"
        level = "recognised"
    elif order == "contradictory":
        words = (
            "some dates can only be day first, others only month first; the rest were read as "
            "the greater number, the lesser became missing: say read(path, day_first=...)"
        )
        level = "attention"
    else:
        words, level = f"{order}, as days above 12 show", "recognised"
    sheet.report.add("dates", words, where=where, level=level)


def _span(values: pd.Series) -> str:
    return f"{values.min():%Y-%m-%d} to {values.max():%Y-%m-%d}"
