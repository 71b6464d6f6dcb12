"""Reports as tidy rows: a number, its KPI, its period and its filter."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from smmkit.errors import ArgumentError, check_choice, check_columns
from smmkit.report.catalogue import FILTERS, KPIS, Kpi
from smmkit.report.figures import known

__all__ = ["COLUMNS", "held", "monthly", "number", "one_row", "read_tables", "weekly"]

COLUMNS = ("kpi", "start", "end", *FILTERS, "value", "unit", "n", "formula")
_WHOLE = (
    *("posts", "engagements", "clicks", "er_by_reach", "largest_reach"),
    *("net_followers", "followers", "spend", "conversions", "cpa"),
)
_PAGE = ("posts", "engagements", "clicks", "er_by_reach", "largest_reach", "net_followers")
_DATE = {"posts": "published", "daily": "date", "ads": "date"}
_WEEK = pd.Timedelta(days=6)

Tables = Mapping[str, pd.DataFrame]


def weekly(source: Any, week: object) -> pd.DataFrame:
    """
    Report a week in rows: every number with its KPI, period and filter.

    Parameters
    ----------
    source : Season, History, or mapping
        What holds the tables posts, daily and ads.
    week : date or text
        Any day of the week, which runs from Monday to Sunday.

    Returns
    -------
    pandas.DataFrame
        One row a number: kpi (see `kpis`), start and end (first and last day), platform, format,
        paid and campaign ("all" for no filter), value, unit, n (rows it is computed from) and
        formula. Rows of all platforms come first, then those of each platform.

    Raises
    ------
    ArgumentError
        If the day is none, or the tables have no row of that week.

    Examples
    --------
    >>> from smmkit import Brand
    >>> rows = weekly(Brand.of("ada").history(), "2026-03-04")
    >>> rows[["start", "end"]].iloc[0].dt.strftime("%d %B").tolist()
    ['02 March', '08 March']
    >>> set(rows["platform"]) == {"all", *Brand.of("ada").platforms}
    True
    """
    day = _day("week", week)
    monday = day - pd.Timedelta(days=day.day_of_week)
    return _report(source, monday, monday + _WEEK)


def monthly(source: Any, month: str) -> pd.DataFrame:
    """
    Report a month in rows: every number with its KPI, period and filter.

    Parameters
    ----------
    source : Season, History, or mapping
        What holds the tables posts, daily and ads.
    month : str
        Such as "2026-08".

    Returns
    -------
    pandas.DataFrame
        As `weekly`.

    Raises
    ------
    ArgumentError
        If it is no month, or the tables have no row of it.

    Examples
    --------
    >>> from smmkit import Brand
    >>> monthly(Brand.of("ada").history(), "2026-03").loc[0, ["kpi", "platform"]].tolist()
    ['posts', 'all']
    """
    try:
        # pandas reads "August" as that of the year 1.
        whole = pd.Period(pd.to_datetime(month, format="%Y-%m"), "M")
    except (TypeError, ValueError):
        raise ArgumentError(f"month must be written as 2026-08; received {month!r}.") from None
    return _report(source, whole.start_time, whole.end_time.normalize())


def one_row(source: Any, kpi: str, start: object, end: object, **filters: str) -> dict[str, Any]:
    """
    Compute one row of a report.

    Parameters
    ----------
    source : Season, History, or mapping
        What holds the tables posts, daily and ads.
    kpi : str
        One of `kpis`.
    start, end : date or text
        First and last day.
    **filters : str
        platform, format, paid ("paid" or "organic"), campaign; what is left out is "all".

    Returns
    -------
    dict
        With the columns of `weekly` as keys; value is NaN where no row has the numbers.

    Raises
    ------
    ArgumentError
        If the KPI is not known, or its table does not know a filter.

    Examples
    --------
    >>> from smmkit import Brand
    >>> past = Brand.of("ada").history()
    >>> one_row(past, "posts", "2026-03-02", "2026-03-08", platform="facebook")["unit"]
    'posts'
    """
    tables = read_tables(source)
    one = KPIS[check_choice("kpi", kpi, KPIS)]
    chosen = dict.fromkeys(FILTERS, "all") | filters
    for name, wanted in chosen.items():
        check_choice("filter", name, FILTERS)
        if wanted != "all" and name not in one.filters:
            raise ArgumentError(f"{kpi} knows the filters {', '.join(one.filters)}; not {name}.")
    first, last = _day("start", start), _day("end", end)
    used = held(tables, one, first, last, chosen)
    unit = one.measure.unit
    if unit == "money":
        unit = str(used["currency"].iloc[0]) if len(used) else "money"
    found = number(used, one)
    values = (kpi, first, last, *chosen.values(), found, unit, len(used), one.measure.formula)
    return dict(zip(COLUMNS, values, strict=True))


def held(
    tables: Tables, one: Kpi, start: pd.Timestamp, end: pd.Timestamp, filters: Mapping[str, str]
) -> pd.DataFrame:
    """Return the rows of a KPI's table that are in a period, meet filters and have its numbers."""
    rows = tables[one.table]
    date = rows[_DATE[one.table]]
    meets = (date >= start) & (date < end + pd.Timedelta(days=1))
    for name in one.filters:
        wanted = filters.get(name, "all")
        if wanted == "all":
            continue
        if name == "paid":
            meets &= rows["paid"].fillna(False).astype(bool) == (wanted == "paid")
        else:
            meets &= rows[name] == wanted
    return known(rows[meets], one.measure)


def number(used: pd.DataFrame, one: Kpi) -> float:
    """Compute a KPI from its rows; NaN without rows, but 0 where posts are counted."""
    if not len(used):
        return math.nan if one.measure.needs else 0.0
    return float(one.measure.compute(used))


def read_tables(source: Any) -> dict[str, pd.DataFrame]:
    """
    Return the tables posts, daily and ads of a season, a history or a mapping.

    Raises
    ------
    ArgumentError
        If one is missing.
    """
    tables = {}
    for name in _DATE:
        table = source.get(name) if isinstance(source, Mapping) else getattr(source, name, None)
        if not isinstance(table, pd.DataFrame):
            raise ArgumentError(
                f"A report needs the tables posts, daily and ads, as a season has them; "
                f"{type(source).__name__} has no {name}."
            )
        check_columns(table, [_DATE[name], "platform"], name)
        tables[name] = table
    return tables


def _report(source: Any, start: pd.Timestamp, end: pd.Timestamp) -> pd.DataFrame:
    tables = read_tables(source)
    days = tables["daily"]["date"]
    if not days.between(start, end).any():
        span = f"{days.min():%Y-%m-%d} to {days.max():%Y-%m-%d}" if len(days) else "no day"
        raise ArgumentError(f"There are no days from {start.date()} to {end.date()}: {span}.")
    pages = list(dict.fromkeys(tables["daily"]["platform"]))
    asked = [(kpi, {}) for kpi in _WHOLE]
    asked += [(kpi, {"platform": page}) for page in pages for kpi in _PAGE]
    rows = [one_row(tables, kpi, start, end, **filters) for kpi, filters in asked]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame[frame["value"].notna()].reset_index(drop=True)


def _day(name: str, value: object) -> pd.Timestamp:
    try:
        day = pd.Timestamp(value)
    except (TypeError, ValueError):
        day = pd.NaT
    if pd.isna(day) or day.tz is not None:  # the tables' days are the page's own, in no zone
        raise ArgumentError(f"{name} must be a day such as 2026-08-24; received {value!r}.")
    return day.normalize()
