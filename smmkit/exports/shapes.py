"""What the readers of several platforms do alike: days, segments, rates, texts, formats."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence

import pandas as pd

from smmkit.exports.kinds import header_key
from smmkit.exports.sheet import Sheet
from smmkit.tables import AUDIENCE, DAILY

__all__ = ["check_rate", "formats", "read_days", "read_segments", "unescape"]


def read_days(
    sheet: Sheet,
    platform: str,
    day_first: bool | None,
    *,
    add: Sequence[str] = (),
    **known: object,
) -> pd.DataFrame:
    """
    Read a table of one row a day into DAILY.

    Parameters
    ----------
    sheet : Sheet
        Its field "date", and those called as DAILY's columns, are read.
    platform : str
        The platform.
    day_first : bool or None
        As for `smmkit.exports.read`.
    add : sequence of str
        Columns that are compared with a stated total.
    **known
        Columns of DAILY that are read already.
    """
    table = pd.DataFrame(
        {"date": sheet.when("date", day_first, daily=True), "platform": platform, **known},
        index=sheet.cells.index,
    )
    for name in DAILY.columns:
        if name not in table and name in sheet:
            table[name] = sheet.count(name)
    again = table["date"].notna() & table["date"].duplicated(keep=False)
    sheet.warn("dates", "the day stands more than once: add up only what belongs together", again)
    return DAILY.conform(sheet.finish(table, "DAILY", add=add))


def read_segments(
    sheet: Sheet,
    platform: str,
    dimension: str | pd.Series,
    segment: pd.Series,
    metrics: Mapping[str, str],
    **known: object,
) -> pd.DataFrame:
    """
    Read a table of one row a segment into AUDIENCE, a row for each metric.

    Parameters
    ----------
    sheet : Sheet
        The table.
    platform : str
        The platform.
    dimension : str or pandas.Series of string
        What the segments are, such as "country"; of all rows, or of each.
    segment : pandas.Series of string
        The segment of each row.
    metrics : mapping
        Field to the unit of its numbers.
    **known
        Columns of AUDIENCE that are read already.
    """
    keys = {"dimension": dimension, "segment": segment, **known}
    wide = pd.DataFrame(keys, index=sheet.cells.index)
    there = [field for field in metrics if field in sheet]
    for field in there:
        wide[field] = sheet.decimal(field)
    wide = sheet.finish(wide, "AUDIENCE", add=there)
    long = wide.melt(list(keys), there, "metric", "value", ignore_index=False)
    long = long[long["value"].notna()].sort_index(kind="stable")
    return AUDIENCE.conform(long.assign(platform=platform, unit=long["metric"].map(metrics)))


def check_rate(sheet: Sheet, engagements: pd.Series, impressions: pd.Series) -> None:
    """Report rows whose stated engagement rate is not engagements / impressions."""
    if "rate" not in sheet:
        return
    counted = (engagements / impressions).where(impressions > 0)
    sheet.warn(
        "numbers",
        "the stated engagement rate is not engagements / impressions: cells may stand in "
        "the wrong column",
        (sheet.decimal("rate") - counted).abs() > 0.0005 + 0.01 * counted,
    )


def unescape(sheet: Sheet, field: str) -> pd.Series:
    """Return a text with codes such as &amp; written out, and say so."""
    text = sheet.text(field)
    coded = text.str.contains(r"&(?:[A-Za-z]+|#[0-9]+)(?:;|\.\.\.$)", regex=True).fillna(False)
    if coded.any():
        # A text that is cut may end within a code: what is left of it says nothing.
        written = text[coded].str.replace(r"&#?\w*\.\.\.$", "...", regex=True).map(html.unescape)
        text = text.where(~coded, written.reindex(text.index))
        words = f"HTML codes such as &amp; written out in {coded.sum():,} texts"
        sheet.report.add("column", words, level="repaired")
    return text


def formats(sheet: Sheet, field: str, stems: Mapping[str, str]) -> pd.Series:
    """
    Return a field's words for a format as those of smmkit.tables.FORMATS.

    Parameters
    ----------
    sheet : Sheet
        The table.
    field : str
        The field.
    stems : mapping
        Format to stems of its words, separated by "|"; where two fit, the first does.
    """
    kinds = sheet.text(field)
    known = {}
    for kind in kinds.dropna().unique():
        key = header_key(kind)
        fits = (name for name, said in stems.items() if any(s in key for s in said.split("|")))
        known[kind] = next(fits, "other")
    found = kinds.map(known).astype("string")
    strange = sorted(kind for kind, name in known.items() if name == "other")
    words = f"post types not known, read as other: {', '.join(strange)}"
    sheet.warn("column", words, found == "other")
    return found
