"""What a report is made of: values only, each figure with where it comes from."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

__all__ = ["Figure", "MonthlyReport", "Section"]


@dataclass(frozen=True)
class Figure:
    """
    One number and its trace.

    Attributes
    ----------
    name : str
        What it is; the name of a rate says what it is divided by.
    value : float
        Ratios as fractions.
    unit : str
        "fraction", the code of a currency, or what is counted.
    formula : str
        How it was computed, in words.
    rows : int
        How many rows it was computed from.
    which : str
        Which rows these are.
    files : tuple of str
        The files they stand in.
    period : str
        The days they are of.
    before : float
        The same of the month before; NaN where there is nothing to compare with.
    change : float
        value / before - 1; NaN as above, and where one of the two is below nothing.
    chance : str
        Whether chance alone would make such a difference; empty where the question is idle.
    """

    name: str
    value: float
    unit: str
    formula: str
    rows: int
    which: str
    files: tuple[str, ...]
    period: str
    before: float = math.nan
    change: float = math.nan
    chance: str = ""


@dataclass(frozen=True, eq=False)
class Section:
    """
    What the files say of one account on one platform.

    Attributes
    ----------
    platform, account : str
        Empty where no file names them.
    figures : mapping of str to tuple of Figure
        By what they are about: "Posts", "Days", "Advertising, EUR".
    headlines : tuple of Figure
        Those a reader looks for first.
    missing : tuple of str
        What could not be computed, and why.
    months : pandas.DataFrame
        The month and up to eleven before: a row a month ("2026-03"), a column a headline
        figure, such as ("Posts", "engagements").
    formats : pandas.DataFrame
        The month's posts by format: what `smmkit.kpi.breakdown` returns.
    rate : str
        The name of the rate in `formats`; empty where there is none.
    days : pandas.DataFrame
        The month's days, indexed by date.
    top : pandas.DataFrame
        The posts with the most engagements.
    """

    platform: str
    account: str
    figures: Mapping[str, tuple[Figure, ...]]
    headlines: tuple[Figure, ...]
    missing: tuple[str, ...]
    months: pd.DataFrame
    formats: pd.DataFrame
    rate: str
    days: pd.DataFrame
    top: pd.DataFrame

    @property
    def title(self) -> str:
        """Name the section."""
        return f"{self.platform or 'platform not named'}, {self.account or 'account not named'}"


@dataclass(frozen=True, eq=False)
class MonthlyReport:
    """
    The figures of a month.

    Attributes
    ----------
    month : str
        Such as "2026-03"; empty where no row of any file has a date.
    period : str
        The month in words, and whether the files go on to its end.
    sections : tuple of Section
        One for each account.
    posts : pandas.DataFrame
        POSTS of the month, with the column file.
    files : pandas.DataFrame
        One row a file: file, kind, rows, first, last, and read (or why it was not).
    notes : pandas.DataFrame
        Findings of the readings: file, level, step, what, where.
    """

    month: str
    period: str
    sections: tuple[Section, ...]
    posts: pd.DataFrame
    files: pd.DataFrame
    notes: pd.DataFrame
