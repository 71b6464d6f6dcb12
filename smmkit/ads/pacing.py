"""Is the budget spent as planned? Spend to date, what was planned until then, where it leads."""

from __future__ import annotations

from datetime import timedelta

import pandas as pd

from smmkit.errors import ArgumentError, CurrencyError, TableError, check_columns, check_number

__all__ = ["pacing"]

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
    if by is None:
        return _pace(spent, plan, start, end, day, window)
    names = sorted({*spent[by].dropna().astype(str), *plan[by].dropna().astype(str)})
    rows = {
        name: _pace(spent[spent[by] == name], plan[plan[by] == name], start, end, day, window)
        for name in names
    }
    return pd.DataFrame(rows).T.rename_axis(by)


def _pace(
    spent: pd.DataFrame,
    plan: pd.DataFrame,
    start: pd.Timestamp,
    end: pd.Timestamp,
    day: pd.Timestamp,
    window: int,
) -> pd.Series:
    done = ((day + timedelta(days=1) - plan["week"]) / _WEEK).clip(0, 1)
    budget, planned = float(plan["budget"].sum()), float((plan["budget"] * done).sum())
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
