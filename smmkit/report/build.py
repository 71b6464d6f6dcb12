"""From the tables of a folder to the figures of a month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from smmkit import kpi
from smmkit.errors import ArgumentError
from smmkit.exports import Folder
from smmkit.exports.folder import merge
from smmkit.report.figures import compute, trend
from smmkit.report.measures import ADVERTISING, DAYS, HEADLINES, POSTS, Measure
from smmkit.report.months import DATE, choose, in_month, words
from smmkit.report.owners import with_owners
from smmkit.report.undated import audience, by_currency, undated_ads
from smmkit.report.values import Figure, MonthlyReport, Section
from smmkit.tables import DAILY

__all__ = ["build"]

_TOP = 5  # posts
_MOST = 1e15  # more than anything is counted to
_NONE = pd.DataFrame()


def build(folder: Folder, *, month: str | None = None) -> MonthlyReport:
    r"""
    Compute the figures of a month from the exports of a folder.

    Parameters
    ----------
    folder : Folder
        What `smmkit.exports.read_folder` returns.
    month : str, optional
        Such as "2026-03". Unless given, the last month that the data reach the end of, or,
        if there is none, the last in the data; the report says which.

    Returns
    -------
    MonthlyReport
        Reach is never added up in it, and each rate is a sum divided by a sum.

    Raises
    ------
    ArgumentError
        If no file of the folder could be read, or `month` is none that the data have.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> from smmkit import exports
    >>> path = pathlib.Path(tempfile.mkdtemp(), "x.csv")
    >>> header = "Post id,Date,Post text,Post Link,Impressions,Engagements"
    >>> link = "https://x.com/bakery/status/1889"
    >>> _ = path.write_text(f"{header}\n1889,Mon Feb 10 2025,Bread,{link},104,13\n")
    >>> report = build(exports.read_folder(path.parent))
    >>> report.period
    'February 2025: the data end on 2025-02-10, so the month is not complete'
    >>> rate = report.sections[0].figures["Posts"][-1]
    >>> rate.name, rate.value, rate.formula, rate.rows, rate.files
    ('engagement rate by impressions, pooled', 0.125, 'sum of engagements / sum of impressions', 1,
    ('x.csv',))
    """
    if not folder.exports:
        reasons = "; ".join(f"{name}: {why.splitlines()[0]}" for name, why in folder.failed.items())
        raise ArgumentError(f"No file of the folder is an export that can be read. {reasons}")
    rows, notes = with_owners(folder)
    tables = {name: _merged(name, _counted(name, part, notes)) for name, part in rows.items()}
    chosen, whole = choose(tables, month)
    sections = [_section(folder, *who, own, chosen, whole) for who, own in _accounts(tables)]
    sections.sort(key=lambda section: not section.headlines)
    return MonthlyReport(
        month="" if chosen is None else str(chosen),
        period=words(tables, chosen, whole),
        sections=tuple(section for section in sections if section.figures or section.missing),
        posts=in_month(tables.get("POSTS", _NONE), "POSTS", chosen),
        files=_files(folder),
        notes=_notes(folder, notes),
    )


def _counted(name: str, rows: pd.DataFrame, notes: list[tuple[str, str]]) -> pd.DataFrame:
    """Take what is no count and no sum of money for not known, and say so."""
    if name == "AUDIENCE":
        return rows
    numbers = rows.select_dtypes("number")
    wrong = ((numbers < 0) | (numbers > _MOST)).fillna(False).astype(bool)
    for column in wrong.columns[wrong.any()]:
        files = ", ".join(sorted(set(rows["file"][wrong[column]])))
        words = f"{wrong[column].sum():,} cells of {column} are below 0 or past belief: left out"
        notes.append(("attention", f"{words} ({files})"))
    return rows.assign(**numbers.mask(wrong)) if wrong.any(axis=None) else rows


def _merged(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Put rows of several files together; a day's numbers each keep the file they are from."""
    if name == "DAILY":
        counted = [column for column in DAILY.columns if DAILY.columns[column].dtype == "Int64"]
        files = {f"file:{column}": rows["file"].where(rows[column].notna()) for column in counted}
        rows = rows.assign(**files)
    return merge(name, rows)


def _accounts(
    tables: Mapping[str, pd.DataFrame],
) -> Iterator[tuple[tuple[str, str], dict[str, pd.DataFrame]]]:
    """Yield the rows of each account, those with most rows first."""
    keys = {name: rows[["platform", "account"]].fillna("") for name, rows in tables.items()}
    if not keys:
        return
    for platform, account in pd.concat(keys.values()).value_counts().index:
        of = {n: (k["platform"] == platform) & (k["account"] == account) for n, k in keys.items()}
        yield (platform, account), {n: tables[n][of[n]] for n in tables if of[n].any()}


def _section(
    folder: Folder,
    platform: str,
    account: str,
    tables: Mapping[str, pd.DataFrame],
    month: pd.Period | None,
    whole: bool,
) -> Section:
    figures, missing, trends = {}, [], {}
    for name, about, measures, rows in _parts(tables):
        undated = int(rows[DATE[name]].isna().sum())
        if undated:
            missing.append(f"{about}: {undated:,} rows have no date and are in no month")
        if not len(in_month(rows, name, month)):
            missing.append(f"{about}: {_span(rows[DATE[name]], month)}")
            continue
        figures[about], without = compute(name, measures, rows, month, compare=whole)
        missing += [f"{about}: {reason}" for reason in without]
        trends[about] = trend(name, measures, rows, month)
    if "ADS" in tables:
        figures |= undated_ads(folder, tables["ADS"][tables["ADS"]["date"].isna()])
    if "AUDIENCE" in tables:
        segments, without = audience(tables["AUDIENCE"])
        figures |= segments
        missing += without
    posts = in_month(tables.get("POSTS", _NONE), "POSTS", month)
    days = in_month(tables.get("DAILY", _NONE), "DAILY", month)
    rate, formats = _formats(posts)
    return Section(
        platform=platform,
        account=account,
        figures=figures,
        headlines=tuple(_headlines(figures)),
        missing=tuple(missing),
        months=pd.concat(trends, axis=1).sort_index() if trends else _NONE,
        formats=formats,
        rate=rate,
        days=days.set_index("date").sort_index() if len(days) else _NONE,
        top=posts.dropna(subset=["engagements"]).nlargest(_TOP, "engagements")
        if len(posts)
        else _NONE,
    )


def _headlines(figures: Mapping[str, Sequence[Figure]]) -> Iterator[Figure]:
    every = [
        one for about, found in figures.items() for one in found if "without days" not in about
    ]
    for name in HEADLINES:
        # Posts come before days; of the same figure the first is enough.
        yield from [one for one in every if one.name == name][:1]


def _parts(
    tables: Mapping[str, pd.DataFrame],
) -> Iterator[tuple[str, str, tuple[Measure, ...], pd.DataFrame]]:
    if "POSTS" in tables:
        yield "POSTS", "Posts", POSTS, tables["POSTS"]
    if "DAILY" in tables:
        yield "DAILY", "Days", DAYS, tables["DAILY"]
    ads = tables.get("ADS", _NONE)
    for currency, rows in by_currency(ads[ads["date"].notna()] if len(ads) else ads):
        yield "ADS", f"Advertising, {currency}", ADVERTISING, rows


def _span(dates: pd.Series, month: pd.Period | None) -> str:
    if not dates.notna().any():
        return "no row has a date"
    return f"no rows of {month}; the files have {dates.min():%Y-%m-%d} to {dates.max():%Y-%m-%d}"


def _formats(posts: pd.DataFrame) -> tuple[str, pd.DataFrame]:
    """Return the month's posts by format, with the first rate that they have."""
    for per in ("reach", "impressions"):
        rated = posts.dropna(subset=["format", "engagements", per]) if len(posts) else posts
        if len(rated):
            return f"engagement rate by {per}, pooled", kpi.breakdown(rated, by="format", per=per)
    return "", _NONE


def _files(folder: Folder) -> pd.DataFrame:
    rows = []
    for name, export in folder.exports.items():
        tables = {key: export.tables[key] for key in DATE if key in export.tables}
        dates = [table[DATE[key]].dropna() for key, table in tables.items()]
        days = pd.concat([pd.Series(dtype="datetime64[us]"), *dates])
        rows.append((name, export.kind, sum(map(len, tables.values())), days.min(), days.max(), ""))
    rows += [(name, "", 0, pd.NaT, pd.NaT, why) for name, why in folder.failed.items()]
    columns = ["file", "kind", "rows", "first", "last", "not_read"]
    days = {"first": "datetime64[us]", "last": "datetime64[us]"}
    return pd.DataFrame(rows, columns=columns).astype(days)


def _notes(folder: Folder, notes: Sequence[tuple[str, str]]) -> pd.DataFrame:
    columns = ["file", "level", "step", "what", "where"]
    own = [("all files", level, "rows", what, "") for level, what in notes]
    parts = [export.report.to_frame().assign(file=name) for name, export in folder.exports.items()]
    parts.append(folder.report.to_frame().assign(file="all files"))
    return pd.concat([pd.DataFrame(own, columns=columns), *parts], ignore_index=True)[columns]
