"""The figures of one table for one month, each with its trace."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from smmkit.errors import SmmkitError
from smmkit.report import chance
from smmkit.report.measures import HEADLINES, Measure
from smmkit.report.months import DATE, in_month
from smmkit.report.values import Figure

__all__ = ["ROW", "compute", "known", "trace", "trend"]

ROW = {"POSTS": "posts", "DAILY": "days", "ADS": "rows", "AUDIENCE": "rows"}
_MONTHS = 12
_WEEK = pd.Timedelta(days=7)


def compute(
    name: str,
    measures: Sequence[Measure],
    rows: pd.DataFrame,
    month: pd.Period,
    *,
    compare: bool = True,
) -> tuple[tuple[Figure, ...], list[str]]:
    """
    Compute the figures of a month and hold them against the month before.

    Parameters
    ----------
    name : {"POSTS", "DAILY", "ADS"}
        Which table.
    measures : sequence of Measure
        What to compute.
    rows : pandas.DataFrame
        All rows of an account, with the column file, or "file:reach" and so on.
    month : pandas.Period
        The month.
    compare : bool, default True
        Whether to compare with the month before.

    Returns
    -------
    figures : tuple of Figure
    missing : list of str
        What could not be computed or compared, or rests on part of the rows, and why.
    """
    here, earlier = in_month(rows, name, month), in_month(rows, name, month - 1)
    missing = _gaps(name, rows, month)
    gaps_before = _gaps(name, rows, month - 1) if len(earlier) else []
    compare = compare and not missing and not gaps_before
    missing += [f"no changes since {month - 1}: {reason}" for reason in gaps_before]
    period = f"{month.start_time:%Y-%m-%d} to {month.end_time:%Y-%m-%d}"
    found, absent = [], []
    for measure in measures:
        used, before = known(here, measure), known(earlier, measure)
        if not len(used):
            absent.append(measure.name)
            continue
        try:
            figure = trace(measure, used, len(here), ROW[name], period)
            if compare and len(before):
                figure = _compared(figure, measure, used, before, ROW[name])
        except SmmkitError as error:
            missing.append(f"{measure.name}: {error}")
            continue
        if math.isnan(figure.value):
            missing.append(f"{measure.name}: there is nothing to divide by")
            continue
        found.append(figure)
        missing += _left_out(measure, used, here)
    if absent:
        missing.append(f"no row has the numbers for: {'; '.join(absent)}")
    return tuple(found), missing


def known(rows: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    """Return the rows that have the numbers a measure needs."""
    return rows.dropna(subset=list(measure.needs)) if measure.needs else rows


def trace(measure: Measure, used: pd.DataFrame, rows: int, row: str, period: str) -> Figure:
    """
    Compute one figure and say where it is from.

    Parameters
    ----------
    measure : Measure
        What to compute.
    used : pandas.DataFrame
        The rows that have what it needs.
    rows : int
        How many rows the period has.
    row : str
        What a row is: "posts", "days".
    period : str
        The days it is of.
    """
    unit = measure.unit
    if unit == "money":
        unit = str(used["currency"].fillna("currency not stated").iloc[0])
    having = f" that have {' and '.join(measure.needs)}" if measure.needs else ""
    return Figure(
        name=measure.name,
        value=float(measure.compute(used)),
        unit=unit,
        formula=measure.formula,
        rows=len(used),
        which=f"{len(used):,} of {rows:,} {row} of the period{having}",
        files=_files(used, measure.needs),
        period=period,
    )


def trend(
    name: str, measures: Sequence[Measure], rows: pd.DataFrame, month: pd.Period
) -> pd.DataFrame:
    """Compute the headlines of a month and the eleven before: a row a month, a column a figure."""
    measures = [measure for measure in measures if measure.name in HEADLINES]
    found = {}
    for one in pd.period_range(end=month, periods=_MONTHS, freq="M"):
        if len(in_month(rows, name, one)):
            figures, _ = compute(name, measures, rows, one, compare=False)
            found[str(one)] = {figure.name: figure.value for figure in figures}
    return pd.DataFrame.from_dict(found, orient="index")


def _gaps(name: str, rows: pd.DataFrame, month: pd.Period) -> list[str]:
    """Say where the rows do not cover the month."""
    if name == "DAILY":
        days = in_month(rows, name, month)["date"].dt.normalize().nunique()
        whole = days == month.days_in_month
        return [] if whole else [f"the files have {days} of the {month.days_in_month} days"]
    first, last = rows[DATE[name]].min(), rows[DATE[name]].max()
    gaps = []
    if first >= month.start_time + _WEEK:
        gaps.append(f"the files begin on {first:%Y-%m-%d}: {month} may not be whole")
    if last <= month.end_time - _WEEK:
        gaps.append(f"the files end on {last:%Y-%m-%d}: {month} may not be whole")
    return gaps


def _files(rows: pd.DataFrame, needs: Sequence[str]) -> tuple[str, ...]:
    columns = [f"file:{column}" for column in needs if f"file:{column}" in rows] or ["file"]
    return tuple(sorted({file for column in columns for file in rows[column].dropna()}))


def _compared(
    figure: Figure, measure: Measure, used: pd.DataFrame, before: pd.DataFrame, row: str
) -> Figure:
    earlier = float(measure.compute(before))
    words = ""
    parts = list(measure.needs)
    if measure.chance == "sum":
        words = chance.of_sums(used[parts[0]], before[parts[0]], row)
    elif measure.chance == "difference":
        won, lost = parts
        words = chance.of_sums(used[won] - used[lost], before[won] - before[lost], row)
    elif measure.chance == "ratio":
        times = measure.times
        words = chance.of_ratios(used[parts], before[parts], row, unit=figure.unit, times=times)
    # Per cent of a number that may be below nothing, as net new followers, mislead.
    change = figure.value / earlier - 1 if earlier > 0 <= figure.value else math.nan
    return replace(figure, before=earlier, change=change, chance=words)


def _left_out(measure: Measure, used: pd.DataFrame, rows: pd.DataFrame) -> list[str]:
    """Say what was spent in rows whose results are blank: blank often means none."""
    if measure.needs[:1] != ("spend",) or len(measure.needs) < 2 or len(used) == len(rows):
        return []
    blank = rows[measure.needs[1]].isna()
    spent = rows["spend"].where(blank).sum()
    if not spent:
        return []
    full = measure.compute(rows.fillna({measure.needs[1]: 0}))
    return [
        f"{measure.name}: {blank.sum():,} rows with a spend of {spent:,.2f} have no number of "
        f"{measure.needs[1]} and stay out; if blank means none, it is {full:,.2f}"
    ]
