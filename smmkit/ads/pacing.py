"""Is the budget spent as planned? Spend to date, what was planned until then, where it leads."""

from __future__ import annotations

from datetime import timedelta

import pandas as pd

from smmkit.errors import ArgumentError, CurrencyError, TableError, check_columns, check_number

__all__ = ["pace_by_day", "pacing"]

_WEEK = timedelta(days=7)


def pacing(
    ads: pd.DataFrame,
    media: pd.DataFrame,
    *,
    on: object,
    by: str | None = None,
    window: int = 7,
) -> pd.Series | pd.DataFrame:
    """
    Hold what was spent against the plan, and tell where it leads.

    Parameters
    ----------
    ads : pandas.DataFrame
        With date and spend, as ADS; rows outside the plan's weeks are left out.
    media : pandas.DataFrame
        With week (a Monday) and budget, as MEDIA. A week's budget is meant evenly for its days.
    on : date
        Last day that is counted, itself included; within the plan's weeks.
    by : str, optional
        Column of both tables, such as ``"campaign"``: one row for each of its values.
    window : int, default 7
        How many of the last days tell the present rate.

    Returns
    -------
    pandas.Series or pandas.DataFrame
        budget (of the whole plan), spent, planned (until then), pace (spent / planned), rate (a
        day, over the last days), projected (spent + rate * days left), over (projected - budget;
        negative if money would be left), left (budget - spent), per_day (that for each day
        left; NaN on the last day) and days_left. Money, but for pace and days_left.

    Raises
    ------
    TableError
        If a column is missing or a plan has no week.
    ArgumentError
        If the day is not within the plan, or the window is no whole number of days.
    CurrencyError
        If the tables hold more than one currency.

    Notes
    -----
    The projection supposes that the last days go on. After a change of the campaign it does not
    hold until the window lies behind it.

    Examples
    --------
    >>> media = pd.DataFrame({"week": ["2026-06-01", "2026-06-08"], "budget": [70, 140]})
    >>> ads = pd.DataFrame({"date": pd.date_range("2026-06-01", periods=7), "spend": 12.0})
    >>> pacing(ads, media, on="2026-06-07")[["planned", "projected", "over"]].tolist()
    [70.0, 168.0, -42.0]
    """
    spent, plan, start, end, day = _read(ads, media, on, by, window)
    if by is None:
        return _pace(spent, plan, start, end, day, window)
    names = sorted({*spent[by].dropna().astype(str), *plan[by].dropna().astype(str)})
    rows = {
        name: _pace(spent[spent[by] == name], plan[plan[by] == name], start, end, day, window)
        for name in names
    }
    return pd.DataFrame(rows).T.rename_axis(by)


def pace_by_day(
    ads: pd.DataFrame, media: pd.DataFrame, *, on: object, window: int = 7
) -> pd.DataFrame:
    """
    Return the money planned, spent and projected since the start, day by day.

    Parameters
    ----------
    ads, media, on, window
        As in `pacing`.

    Returns
    -------
    pandas.DataFrame
        Indexed by date, from the plan's first day to its last: planned, spent (NaN after `on`) and
        projected (NaN before it). Money added up since the start.

    Raises
    ------
    TableError, ArgumentError, CurrencyError
        As in `pacing`.

    Examples
    --------
    >>> media = pd.DataFrame({"week": ["2026-06-01"], "budget": [70]})
    >>> ads = pd.DataFrame({"date": pd.date_range("2026-06-01", periods=2), "spend": 12.0})
    >>> pace_by_day(ads, media, on="2026-06-02").iloc[[1, 6]].round(1).values.tolist()
    [[20.0, 24.0, 24.0], [70.0, nan, 84.0]]
    """
    spent, plan, start, end, day = _read(ads, media, on, None, window)
    found = _pace(spent, plan, start, end, day, window)
    days = pd.date_range(start, end, inclusive="left", name="date")
    table = pd.DataFrame(index=days)
    table["planned"] = [
        float((plan["budget"] * _done(plan["week"], one)).sum()) for one in table.index
    ]
    by_day = spent.groupby(spent["date"].dt.normalize())["spend"].sum().reindex(days).fillna(0)
    table["spent"] = by_day.cumsum().where(days <= day)
    ahead = (days - day).days
    table["projected"] = (found["spent"] + found["rate"] * ahead).where(ahead >= 0)
    return table


def _read(
    ads: pd.DataFrame, media: pd.DataFrame, on: object, by: str | None, window: int
) -> tuple[pd.DataFrame, pd.DataFrame, pd.Timestamp, pd.Timestamp, pd.Timestamp]:
    """Return spend within the plan until `on`, the plan, its start, its end and `on`."""
    keys = [by] if by else []
    spent = check_columns(ads, ["date", "spend", *keys], "pacing").copy()
    plan = check_columns(media, ["week", "budget", *keys], "pacing").copy()
    _one_currency(ads, media)
    if isinstance(window, bool) or window != int(check_number("window", window, low=1)):
        raise ArgumentError(f"window must be a whole number of days; received {window!r}.")
    spent["date"], plan["week"] = pd.to_datetime(spent["date"]), pd.to_datetime(plan["week"])
    if plan.empty or plan[["week", "budget"]].isna().any(axis=None):
        raise TableError("pacing needs at least one week in media, each with its budget.")
    start, end = plan["week"].min(), plan["week"].max() + _WEEK
    day = pd.Timestamp(on).normalize()
    if not start <= day < end:
        raise ArgumentError(
            f"on must be a day of the plan, from {start:%Y-%m-%d} to before {end:%Y-%m-%d}; "
            f"received {on!r}."
        )
    spent = spent[spent["date"].between(start, day + timedelta(days=1), inclusive="left")]
    return spent, plan, start, end, day


def _done(weeks: pd.Series, day: pd.Timestamp) -> pd.Series:
    """Return the share of each week that is over at the end of a day."""
    return ((day + timedelta(days=1) - weeks) / _WEEK).clip(0, 1)


def _pace(
    spent: pd.DataFrame,
    plan: pd.DataFrame,
    start: pd.Timestamp,
    end: pd.Timestamp,
    day: pd.Timestamp,
    window: int,
) -> pd.Series:
    budget = float(plan["budget"].sum())
    planned = float((plan["budget"] * _done(plan["week"], day)).sum())
    money = float(spent["spend"].sum())
    days = min(window, (day - start).days + 1)
    recent = spent["date"] > day - timedelta(days=days)
    rate = float(spent.loc[recent, "spend"].sum()) / days
    days_left = (end - day).days - 1
    projected = money + rate * days_left
    return pd.Series(
        {
            "budget": budget,
            "spent": money,
            "planned": planned,
            "pace": money / planned if planned else float("nan"),
            "rate": rate,
            "projected": projected,
            "over": projected - budget,
            "left": budget - money,
            "per_day": (budget - money) / days_left if days_left else float("nan"),
            "days_left": float(days_left),
        }
    )


def _one_currency(*tables: pd.DataFrame) -> None:
    found = {
        str(code)
        for table in tables
        if "currency" in table.columns
        for code in table["currency"].dropna().unique()
    }
    if len(found) > 1:
        raise CurrencyError(
            f"pacing cannot add money in different currencies; the tables hold "
            f"{', '.join(sorted(found))}. Choose the rows of one."
        )
