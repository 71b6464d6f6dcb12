"""Google Analytics 4: reports and snapshots, of one table or several below each other.

What the columns mean

* A site's visitors are neither posts nor a channel's days, so every number goes into AUDIENCE:
  what divides the visitors (page, source, country; "all" where only the day does), the metric,
  and the day where the table has one. Metrics known in six languages bear their English name.
* "Nth week" and the like become days, counted from the start date above the table.
* Users are never added up: a person comes on several days, on several pages.
"""

from __future__ import annotations

import re

import pandas as pd

from smmkit.exports.google_headers import ANALYTICS, START
from smmkit.exports.kinds import Kind, header_key
from smmkit.exports.shapes import read_segments
from smmkit.exports.sheet import Sheet

__all__ = ["KINDS"]

_METRICS = tuple(field for field in ANALYTICS if field != "date")
# What no social network counts.
_ITS_OWN = (
    "engaged sessions",
    "event count",
    "key events",
    "bounce rate",
    "average session duration",
    "average engagement time per session",
    "average engagement time per active user",
)
_UNITS = {"rate": "fraction", "time": "seconds", "duration": "seconds", "revenue": "money"}
# Stems of the words for what is counted, in the six languages.
_STEPS = {
    "hours": "hour|hora|heure|stunde|час",
    "weeks": "week|semana|semaine|woche|недел",
    "months": "month|mes|mois|monat|месяц",
    "days": "",
}


def _read(sheet: Sheet, day_first: bool | None) -> dict[str, pd.DataFrame]:
    parts = [_read_one(part, day_first) for part in (sheet, *sheet.others)]
    return {"AUDIENCE": pd.concat(parts, ignore_index=True)}


def _read_one(sheet: Sheet, day_first: bool | None) -> pd.DataFrame:
    sheet.split_totals()
    names = list(sheet.cells.columns)
    dated = sheet.columns("date")[:1]
    known = {name: field for field in _METRICS for name in sheet.columns(field)[:1]}
    # What divides the visitors stands before the first metric.
    first = next((place for place, name in enumerate(names) if name in known), 1)
    divide = [name for name in names[:first] if name not in dated]
    metrics = {}
    for name in names[first:]:
        if name not in dated:
            field = sheet.claim(known.get(name, name), name)
            metrics[field] = next((u for word, u in _UNITS.items() if word in field), "count")
    segment = sheet.nothing("string").fillna("all")
    for place, name in enumerate(divide):
        part = sheet.text(sheet.claim(name, name)).fillna("(not set)")
        segment = part if place == 0 else segment + " / " + part
    when = {"date": _when(sheet, day_first)} if dated else {}
    return read_segments(sheet, "ga4", " / ".join(divide) or "all", segment, metrics, **when)


def _when(sheet: Sheet, day_first: bool | None) -> pd.Series:
    """Read days written out, or counted ("Nth week") from the start above the table."""
    cells, name = sheet.take("date"), sheet.columns("date")[0]
    if cells.empty or not cells.str.fullmatch(r"[0-9]{1,4}").all():
        return sheet.when("date", day_first)
    above = "\n".join(" ".join(row) for row in sheet.preamble)
    start = re.search(rf"(?:{START})\s*:\s*([0-9]{{8}})", above, re.IGNORECASE)
    if not start:
        words = f'"{name}" is counted from a day that the file does not state: dates are missing'
        sheet.report.add("dates", words, level="attention")
        return sheet.nothing("datetime64[us]")
    day = pd.Timestamp(start[1])
    key = header_key(name)
    step = next(step for step, stems in _STEPS.items() if any(s in key for s in stems.split("|")))
    sheet.report.add("dates", f'"{name}" counted in {step} from {day:%Y-%m-%d}', level="repaired")
    if step == "months":
        day = day.replace(day=1)
    days = [day + pd.DateOffset(**{step: int(number)}) for number in cells]
    return pd.Series(days, cells.index, "datetime64[us]")


KINDS = (
    Kind(
        "ga4.report",
        "Report or snapshot (Google Analytics 4)",
        ANALYTICS,
        (_METRICS,),
        _read,
        sections=True,
        above="#",
    ),
    # From a spreadsheet or a connector, without Google's remarks above.
    Kind(
        "ga4.table",
        "Table of a report, without the lines above it (Google Analytics 4)",
        ANALYTICS,
        (("active users", "total users", "users", "new users", "sessions", "views"), _ITS_OWN),
        _read,
    ),
)
