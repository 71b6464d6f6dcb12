"""Meta Ads Manager: campaigns, ad sets or ads, over a period or by day.

What the columns mean

* `date` is the day where the report is by day. A report of one row an ad over a longer
  period has none: the period is in the report of the reading and in RAW.
* `campaign` is the campaign's name; where the file has none, the ad set's or the ad's.
* `clicks` is link clicks. Where the file has only "Results", their indicator says in which
  column of ADS they belong; results of other kinds stay in RAW.
* `conversions` and `revenue` are purchases and their value.
* The first row is often a total without a label. Its reach is of different accounts and is
  not the sum of the rows' reach: it is stated in TOTALS and never added.
"""

from __future__ import annotations

import pandas as pd

from smmkit.exports.kinds import Kind
from smmkit.exports.meta_ads_headers import ADS as FIELDS
from smmkit.exports.report import row_list
from smmkit.exports.sheet import Sheet
from smmkit.tables import ADS

__all__ = ["KINDS"]

_DIMENSIONS = ("account", "platform", "date", "campaign", "ad_set", "ad", "delivery")
_COUNTS = ("reach", "impressions", "clicks", "engagements", "video_views", "leads", "conversions")

_ALL = frozenset(["all", "todos", "todas", "tous", "toutes", "alle", "все"])

# Meta's names of results, and where they belong.
_RESULTS = {
    "clicks": "link_click",
    "engagements": "post_engagement",
    "video_views": "video_view|thruplay",
    "leads": "lead",
    "conversions": "purchase",
}


def _read(sheet: Sheet, day_first: bool | None) -> dict[str, pd.DataFrame]:
    totals = _totals(sheet)
    table = pd.DataFrame(
        {
            "date": sheet.when("date", day_first, daily=True),
            "platform": sheet.text("platform").str.lower().fillna("meta"),
            "account": sheet.text("account"),
            "campaign": _campaign(sheet),
            "currency": _currency(sheet),
            "spend": sheet.decimal("spend"),
            "revenue": sheet.decimal("revenue"),
        },
        index=sheet.cells.index,
    )
    for name in _COUNTS:
        table[name] = sheet.count(name)
    if "clicks" not in sheet and "all_clicks" in sheet:
        words = "clicks are of all kinds: the file has no link clicks"
        sheet.report.add("column", words, where=sheet.columns("all_clicks")[0], level="attention")
        table["clicks"] = sheet.count("all_clicks")
    _place_results(sheet, table)
    table["date"] = table["date"].fillna(_one_day(sheet, day_first))
    sheet.warn(
        "numbers",
        "fewer displays than accounts reached: cells may stand in the wrong column",
        table["impressions"] < table["reach"],
    )
    add = ["spend", "impressions", "clicks", "engagements", "video_views", "leads", "conversions"]
    ads = sheet.finish(table, "ADS", add=[*add, "revenue"])
    if len(totals.cells) > 1:
        words = "several rows have no name: all are set apart as totals"
        sheet.report.add("totals", words, level="attention")
    return {"ADS": ADS.conform(ads)}


def _totals(sheet: Sheet) -> Sheet:
    """Set apart the rows that have numbers and no name, or say that they are a total."""
    _set_sums_apart(sheet)
    named = [
        sheet.text(field).notna() & ~sheet.ends_in_total(field)
        for field in _DIMENSIONS
        if field in sheet
    ]
    if not named:
        return sheet.split_totals([False] * len(sheet.cells))
    nameless = ~pd.concat(named, axis=1).any(axis=1)
    first = sheet.cells[sheet.columns("impressions" if "impressions" in sheet else "spend")[0]]
    return sheet.split_totals(nameless & (first != ""))


def _set_sums_apart(sheet: Sheet) -> None:
    """Set apart the rows that are of all days, ages or places, which other rows divide."""
    columns = [name for field in ("date", "platform", "breakdown") for name in sheet.columns(field)]
    of_all = [sheet.cells[name].str.strip().str.casefold().isin(_ALL) for name in columns]
    mask = pd.concat(of_all, axis=1).any(axis=1) if of_all else pd.Series(dtype=bool)
    if mask.any() and not mask.all():
        apart = sheet.split(mask)
        words = "rows are sums of the others (All): set apart, kept in RAW"
        sheet.report.add("totals", f"{len(apart.cells):,} {words}", where=row_list(apart.number))


def _campaign(sheet: Sheet) -> pd.Series:
    name = next((field for field in ("campaign", "ad_set", "ad") if field in sheet), "campaign")
    if name != "campaign":
        where = sheet.columns(name)[0]
        words = "the file names no campaigns; this stands for them in ADS"
        sheet.report.add("column", words, where=f'column "{where}"')
    return sheet.text(name)


def _currency(sheet: Sheet) -> pd.Series:
    stated = sheet.text("currency")
    code = sheet.currency("spend")
    if code is not None:
        sheet.report.add("column", f"the currency is {code}", where=sheet.columns("spend")[0])
        stated = stated.fillna(code)
    return stated


def _place_results(sheet: Sheet, table: pd.DataFrame) -> None:
    if "results" not in sheet or "indicator" not in sheet:
        return
    indicator = sheet.text("indicator").str.lower()
    results = sheet.count("results")
    for name, stems in _RESULTS.items():
        of_kind = indicator.str.contains(stems).fillna(False).astype(bool)
        if name not in sheet and of_kind.any():
            table[name] = results.where(of_kind)
            words = f"results of {of_kind.sum():,} rows are {name}, as their indicator says"
            sheet.report.add("column", words, where=sheet.columns("indicator")[0])


def _one_day(sheet: Sheet, day_first: bool | None) -> pd.Series:
    """Return the day of rows whose period is one day; say which period the others have."""
    if "starts" not in sheet or "ends" not in sheet:
        return sheet.nothing("datetime64[us]")
    starts, ends = sheet.when("starts", day_first), sheet.when("ends", day_first)
    longer = (starts != ends) & starts.notna() & ends.notna()
    if longer.any() and "date" not in sheet:
        span = f"{starts[longer].min():%Y-%m-%d} to {ends[longer].max():%Y-%m-%d}"
        words = f"{longer.sum():,} rows are of several days each, within {span}, and have no day"
        sheet.report.add("dates", words, level="attention")
    return starts.where(~longer)


KINDS = (
    Kind(
        "meta.ads",
        "Campaigns, ad sets or ads (Meta Ads Manager)",
        FIELDS,
        (
            ("starts", "date"),
            ("spend",),
            ("impressions", "reach", "results"),
            ("starts", "ends", "delivery"),
        ),
        _read,
    ),
)
