"""Every number of a report computed again, and what went wrong where it differs."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from smmkit.errors import check_columns, did_you_mean
from smmkit.report.catalogue import FILTERS, KPIS, Kpi
from smmkit.report.rows import Tables, held, number, read_tables
from smmkit.tables import FINDINGS

__all__ = ["VERDICTS", "recompute", "review_rows"]

VERDICTS = {
    "right": "",
    "KPI unknown": "there is no such KPI; see report.kpis()",
    "no number": "the value is no number, or the period no days",
    "reach added up": (
        "this adds up reach. Whoever was reached twice is one account: say the largest reach of "
        "one post, or the median"
    ),
    "per cent": "this looks like per cent; a rate is written as a fraction, so 5 % is 0.05",
    "mean of ratios": (
        "this is the mean of the rows' own rates. A small row counts as much as a large one in it: "
        "add up first, then divide"
    ),
    "another KPI": "this is another KPI of the same rows",
    "another period": "this is right for other days",
    "another filter": "this is right for another filter",
    "wrong": "this is not what the tables give",
    "missing": "the report lacks this row",
}
"""What is said of a row, by verdict."""

_KEY = ("kpi", "start", "end", *FILTERS)
_SAME = 1e-3
_WEEK = pd.Timedelta(days=7)


def recompute(rows: pd.DataFrame, source: Any) -> pd.DataFrame:
    """
    Compute a report's numbers again from the tables.

    Parameters
    ----------
    rows : pandas.DataFrame
        As `weekly` returns, with kpi, start, end and value at least; a filter that is left out
        is "all".
    source : Season, History, or mapping
        What holds the tables posts, daily and ads.

    Returns
    -------
    pandas.DataFrame
        The rows' kpi, start, end, filters and value, with recomputed (the right value, NaN where
        there is none), verdict and says. Verdicts: right, KPI unknown, no number, reach added up,
        per cent, mean of ratios, another KPI, another period, another filter, wrong. Values agree
        if they differ by a thousandth at most.

    Raises
    ------
    TableError
        If a column is missing.

    Examples
    --------
    >>> from smmkit import Brand
    >>> from smmkit.report.rows import weekly
    >>> past = Brand.of("ada").history()
    >>> rows = weekly(past, "2026-03-02")
    >>> recompute(rows, past)["verdict"].unique().tolist()
    ['right']
    >>> in_march = past.posts["published"].between("2026-03-02", "2026-03-09")
    >>> added = rows[rows["kpi"] == "largest_reach"].head(1)
    >>> added = added.assign(value=float(past.posts.loc[in_march, "reach"].sum()))
    >>> recompute(added, past)["verdict"].item()
    'reach added up'
    """
    check_columns(rows, ["kpi", "start", "end", "value"], "recompute")
    tables = read_tables(source)
    done = [_again(row, tables) for row in _read(rows).to_dict("records")]
    names = [*_KEY, "value", "recomputed", "verdict", "says"]
    return pd.DataFrame(done, columns=names)


def review_rows(
    rows: pd.DataFrame, source: Any, *, asked: pd.DataFrame | None = None, worth: float = 10
) -> pd.DataFrame:
    """
    Review a report: what is wrong in it, and what it lacks.

    Parameters
    ----------
    rows : pandas.DataFrame
        As for `recompute`.
    source : Season, History, or mapping
        What holds the tables posts, daily and ads.
    asked : pandas.DataFrame, optional
        Rows that the report must have: kpi, start, end and filters.
    worth : float, default 10
        Points of a report without a fault.

    Returns
    -------
    pandas.DataFrame
        FINDINGS of `smmkit.tables`; the rule is the verdict.

    Examples
    --------
    >>> from smmkit import Brand
    >>> from smmkit.report.rows import weekly
    >>> past = Brand.of("ada").history()
    >>> rows = weekly(past, "2026-03-02")
    >>> review_rows(rows.tail(-1), past, asked=rows)["rule"].tolist()
    ['missing']
    """
    found = recompute(rows, source)
    wanted = _read(asked) if asked is not None else found
    each = worth / max(len(wanted), 1)
    lines = [
        (row["verdict"], _where(row), "error", f"{row['value']:,g}: {row['says']}.", each)
        for row in found.to_dict("records")
        if row["verdict"] != "right"
    ]
    there = set(map(_key, found.to_dict("records")))
    lines += [
        ("missing", _where(row), "error", f"{VERDICTS['missing'].capitalize()}.", each)
        for row in wanted.to_dict("records")
        if _key(row) not in there
    ]
    return FINDINGS.conform(pd.DataFrame(lines, columns=list(FINDINGS.columns)))


def _read(rows: pd.DataFrame) -> pd.DataFrame:
    read = {"kpi": rows["kpi"].astype("string").str.strip().fillna("")}
    for name in ("start", "end"):
        read[name] = pd.to_datetime(rows[name], errors="coerce").dt.normalize()
    for name in FILTERS:
        given = rows[name] if name in rows else pd.Series("all", index=rows.index)
        read[name] = given.astype("string").str.strip().str.casefold().fillna("all")
    read["campaign"] = read["campaign"].str.capitalize().replace("All", "all")
    if "value" in rows:
        read["value"] = pd.to_numeric(rows["value"], errors="coerce").astype(float)
    return pd.DataFrame(read)


def _again(row: Mapping[str, Any], tables: Tables) -> tuple[Any, ...]:
    key = tuple(row[name] for name in _KEY)
    if row["kpi"] not in KPIS:
        hint = did_you_mean(row["kpi"], KPIS)
        says = f"{VERDICTS['KPI unknown']}.{hint}".rstrip(".?")
        return (*key, row["value"], math.nan, "KPI unknown", says)
    if math.isnan(row["value"]) or pd.isna(row["start"]) or pd.isna(row["end"]):
        return (*key, row["value"], math.nan, "no number", VERDICTS["no number"])
    one = KPIS[row["kpi"]]
    strange = [name for name in FILTERS if row[name] != "all" and name not in one.filters]
    if strange:
        says = f"{row['kpi']} knows no filter {strange[0]}"
        return (*key, row["value"], math.nan, "another filter", says)
    right = number(held(tables, one, row["start"], row["end"], row), one)
    if _same(row["value"], right):
        return (*key, row["value"], right, "right", "")
    verdict, more = next(_reasons(row, one, right, tables), ("wrong", ""))
    says = VERDICTS[verdict] + (f" ({more})" if more else "")
    return (*key, row["value"], right, verdict, says)


def _reasons(
    row: Mapping[str, Any], one: Kpi, right: float, tables: Tables
) -> Iterator[tuple[str, str]]:
    """Yield what explains a wrong value, the surest first."""
    value, span = row["value"], (row["start"], row["end"])
    used = held(tables, one, *span, row)
    if one.measure.unit == "fraction" and _same(value, 100 * right):
        yield "per cent", ""
    if "reach" in row["kpi"] and "reach" in used:
        sums = [used["reach"]]
        if row["platform"] == "all":
            # The reach of each page, added up over pages.
            sums.append(used.groupby("platform")["reach"].max())
        days = tables["daily"]
        here = days["date"].between(*span)
        if row["platform"] != "all":
            here &= days["platform"] == row["platform"]
        sums.append(days.loc[here, "reach"])
        if any(len(part) > 1 and _same(value, float(part.sum())) for part in sums):
            yield "reach added up", ""
    if one.measure.chance == "ratio":
        top, bottom = one.measure.needs
        parts = used[used[bottom] > 0]
        mean = float((parts[top] / parts[bottom]).astype(float).mean()) * one.measure.times
        if _same(value, mean):
            yield "mean of ratios", ""
    # Small counts agree by accident; rates hardly ever.
    rates = [name for name, other in KPIS.items() if other.measure.chance == "ratio"]
    for name in rates if one.measure.chance == "ratio" else ():
        other = KPIS[name]
        if name == row["kpi"] or other.table != one.table:
            continue
        if _same(value, number(held(tables, other, *span, row), other)):
            yield "another KPI", name
            break
    for words, first, last in _other_periods(*span):
        if _same(value, number(held(tables, one, first, last, row), one)):
            yield "another period", words
            break
    for words, changed in _other_filters(row, one, tables):
        if _same(value, number(held(tables, one, *span, changed), one)):
            yield "another filter", words
            break


def _other_periods(
    start: pd.Timestamp, end: pd.Timestamp
) -> Iterator[tuple[str, pd.Timestamp, pd.Timestamp]]:
    length = end - start + pd.Timedelta(days=1)
    yield "the same length of days before", start - length, end - length
    yield "the same length of days after", start + length, end + length
    yield "without the last day", start, end - pd.Timedelta(days=1)
    yield "a day more", start, end + pd.Timedelta(days=1)
    month = start.to_period("M")
    yield "the whole month", month.start_time, month.end_time.normalize()
    yield "the month before", (month - 1).start_time, (month - 1).end_time.normalize()
    yield "a week before", start - _WEEK, end - _WEEK
    yield "all days of the tables", pd.Timestamp("1970-01-01"), pd.Timestamp("2200-01-01")


def _other_filters(
    row: Mapping[str, Any], one: Kpi, tables: Tables
) -> Iterator[tuple[str, dict[str, Any]]]:
    for name in one.filters:
        if name == "paid":
            options = ["paid", "organic"]
        else:
            options = tables[one.table][name].dropna().unique().tolist()
        for option in ("all", *options):
            if option != row[name]:
                yield f"{name}: {option}", {**row, name: option}


def _same(value: float, other: float) -> bool:
    return math.isclose(value, other, rel_tol=_SAME, abs_tol=1e-9)


def _key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in _KEY)


def _where(row: Mapping[str, Any]) -> str:
    filters = [f"{row[name]}" for name in FILTERS if row[name] != "all"]
    end = f"{row['end']:%d %B}" if pd.notna(row["end"]) else "no day"
    return ", ".join([str(row["kpi"]), *filters, f"to {end}"])
