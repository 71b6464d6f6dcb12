"""One way to divide two columns of a table, for every rate in this package."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from numbers import Real

import pandas as pd

from smmkit.errors import (
    ArgumentError,
    CurrencyError,
    TableError,
    check_choice,
    check_columns,
    check_number,
)

AVERAGES = ("pooled", "mean of ratios", "median of ratios", "each row")

By = str | Sequence[str] | None
Followers = float | Mapping[str, float] | pd.Series


def numbers(table: pd.DataFrame, column: str, where: str) -> pd.Series:
    """Return a column as float64, NaN where not known."""
    check_columns(table, [column], where)
    values = table[column]
    if isinstance(values, pd.DataFrame):
        raise TableError(f'{where}: the table has the column "{column}" more than once.')
    if not pd.api.types.is_numeric_dtype(values) and not values.isna().all():
        found = values.dropna().iloc[0]
        raise TableError(
            f'{where}: the column "{column}" must hold numbers; it holds {values.dtype}, '
            f"such as {found!r}."
        )
    return _counts(values.astype("Float64").astype("float64"), f'{where}: the column "{column}"')


def _counts(values: pd.Series, what: str) -> pd.Series:
    # Nothing counted or paid comes near the upper bound; it keeps sums from overflowing.
    wrong = values[(values < 0) | (values > 1e15)]
    if len(wrong):
        raise TableError(f"{what} must hold numbers from 0 to 1e15; it holds {wrong.iloc[0]:g}.")
    return values


def follower_counts(table: pd.DataFrame, followers: Followers, where: str) -> pd.Series:
    """Return each row's followers, given one number, one a platform, or one a row."""
    if isinstance(followers, pd.Series):
        if not followers.index.equals(table.index):
            raise ArgumentError(
                f"{where}: followers given as a Series must have the table's own index, "
                f"a number for each row; received {len(followers)} for {len(table)} rows."
            )
        return numbers(followers.to_frame("followers"), "followers", where)
    if isinstance(followers, Mapping):
        check_columns(table, ["platform"], where)
        checked = {k: check_number(f"followers[{k!r}]", v, low=0) for k, v in followers.items()}
        unknown = sorted(set(table["platform"].dropna()) - set(checked))
        if unknown:
            raise ArgumentError(
                f"{where}: followers has no number for {', '.join(unknown)}; "
                f"it has: {', '.join(map(str, checked))}."
            )
        return table["platform"].map(checked).astype("float64")
    number = check_number("followers", followers, low=0, unit="accounts")
    return pd.Series(number, index=table.index, dtype="float64")


def group_keys(table: pd.DataFrame, by: By, where: str) -> list[pd.Series] | None:
    """Return the columns to group by; None for no grouping."""
    if by is None:
        return None
    names = [by] if isinstance(by, str) else list(by)
    if not names:
        raise ArgumentError(f"{where}: by must name at least one column; received {by!r}.")
    check_columns(table, names, where)
    return [table[name] for name in names]


def grouped(values: pd.DataFrame | pd.Series, keys: list[pd.Series]):
    """Group by the keys; rows whose key is not known make a group of their own."""
    return values.groupby(keys if len(keys) > 1 else keys[0], dropna=False, observed=True)


def total(values: pd.Series, keys: list[pd.Series] | None) -> float | pd.Series:
    """Add up what is known; NaN where nothing is."""
    if keys is None:
        return float(values.sum(min_count=1))
    return grouped(values, keys).sum(min_count=1)


def divide(top: float | pd.Series, bottom: float | pd.Series) -> float | pd.Series:
    """Divide; NaN where there is nothing to divide by."""
    if isinstance(bottom, Real):
        return float(top) / float(bottom) if bottom else math.nan
    return top / bottom.where(bottom != 0)


def ratio(
    table: pd.DataFrame,
    top: pd.Series,
    bottom: pd.Series,
    *,
    name: str,
    by: By = None,
    average: str = "pooled",
) -> float | pd.Series:
    """Divide `top` by `bottom`, over all rows, per group or per row."""
    check_choice("average", average, AVERAGES)
    keys = group_keys(table, by, name)
    known = top.notna() & bottom.notna()
    top, bottom = top.where(known), bottom.where(known)
    if average == "each row":
        if keys is not None:
            raise ArgumentError(f'{name}: average="each row" gives one rate a row; leave out by.')
        return divide(top, bottom).rename(name)
    if average == "pooled":
        found = divide(total(top, keys), total(bottom, keys))
    else:
        rows = divide(top, bottom)
        # "mean of ratios" and "median of ratios" begin with the method's name.
        method = average.split()[0]
        # Without dropna, pandas 2's median of nothing warns.
        found = getattr(rows.dropna() if keys is None else grouped(rows, keys), method)()
    return float(found) if keys is None else found.rename(name)


def columns_ratio(
    table: pd.DataFrame, top: str, bottom: str, *, name: str, by: By, average: str
) -> float | pd.Series:
    """Divide one column by another."""
    above, below = numbers(table, top, name), numbers(table, bottom, name)
    return ratio(table, above, below, name=name, by=by, average=average)


def followers_ratio(
    table: pd.DataFrame, top: str, followers: Followers, *, name: str, by: By, average: str
) -> float | pd.Series:
    """Divide a column by the followers of each row's account."""
    above, below = numbers(table, top, name), follower_counts(table, followers, name)
    return ratio(table, above, below, name=name, by=by, average=average)


def check_one_currency(table: pd.DataFrame, known: pd.Series, by: By, where: str) -> None:
    """Refuse to add money of several currencies within one result."""
    if "currency" not in table.columns:
        return
    currency = table.loc[known, "currency"].astype("object").fillna("not known")
    keys = group_keys(table, by, where)
    groups = (
        [currency] if keys is None else [g for _, g in grouped(currency, [k[known] for k in keys])]
    )
    for group in groups:
        found = sorted(map(str, group.unique()))
        if len(found) > 1:
            raise CurrencyError(
                f"{where} cannot add money in different currencies; the table holds "
                f'{", ".join(found)}. Choose the rows of one currency, or use by="currency".'
            )
