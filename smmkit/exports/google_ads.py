"""Google Ads: campaign and ad reports.

What the columns mean

* Without a column "Day" each row is of the whole period, which the report states above its
  header: `date` is then missing and the period in the report of the reading.
* `engagements` is Google's interactions: clicks, and views or calls where an ad sells these.
* `conversions` are shared out among ads, so the file has fractions; ADS holds whole orders,
  rounded, and RAW the exact ones.
* Google states no reach here.
"""

from __future__ import annotations

import pandas as pd

from smmkit.exports import moments
from smmkit.exports.google_headers import ADS as FIELDS
from smmkit.exports.kinds import Kind
from smmkit.exports.sheet import Sheet
from smmkit.tables import ADS

__all__ = ["KINDS"]

_ADDED = ("spend", "impressions", "clicks", "engagements", "video_views", "conversions", "revenue")


def _read(sheet: Sheet, day_first: bool | None) -> dict[str, pd.DataFrame]:
    sheet.split_totals()
    table = pd.DataFrame(
        {
            "date": sheet.when("date", day_first) if "date" in sheet else _period(sheet),
            "platform": "google",
            "account": sheet.text("account"),
            "campaign": sheet.text("campaign"),
            "currency": sheet.text("currency").fillna(sheet.currency("spend") or pd.NA),
        },
        index=sheet.cells.index,
    )
    for name in ("spend", "revenue", "conversions"):
        table[name] = sheet.decimal(name)
    for name in ("impressions", "clicks", "engagements", "video_views"):
        table[name] = sheet.count(name)
    table = sheet.finish(table, "ADS", add=_ADDED)
    exact = table["conversions"]
    table["conversions"] = exact.round()
    parts = int((exact != table["conversions"]).fillna(False).sum())
    if parts:
        words = f"{parts:,} conversions are fractions: rounded in ADS, exact in RAW"
        sheet.report.add("numbers", words, level="repaired")
    return {"ADS": ADS.conform(table)}


def _period(sheet: Sheet) -> pd.Series:
    """Report the period stated above the header, and return it where it is one day."""
    lines = [" ".join(cell for cell in row if cell.strip()) for row in sheet.preamble]
    found = ((line, _days(line)) for line in lines)
    line, days = next(((line, days) for line, days in found if days), (None, []))
    date = sheet.nothing("datetime64[us]")
    if not days:
        words = "the file states neither days nor a period that can be read: dates are missing"
        sheet.report.add("dates", f"{words} ({'; '.join(lines)})", level="attention")
        return date
    words = f"each row is of the whole period {days[0]:%Y-%m-%d} to {days[-1]:%Y-%m-%d}"
    sheet.report.add("dates", words, where=f'"{line}"')
    return date.fillna(days[0]) if days[0] == days[-1] else date


def _days(line: str) -> list[pd.Timestamp]:
    """Read "March 27, 2026 - April 23, 2026", in any of the languages."""
    for mark in (" - ", " – ", " — ", "\u2009–\u2009"):
        read = moments.dates(pd.Series(line.split(mark)), day_first=None)
        if read.values.notna().all():
            return list(read.values)
    return []


KINDS = (
    Kind(
        "google.ads",
        "Campaign or ad report (Google Ads)",
        FIELDS,
        (
            ("campaign",),
            ("spend",),
            ("impressions", "clicks", "engagements"),
            ("status", "ad_group", "ctr", "conversions"),
        ),
        _read,
    ),
)
