"""What is known and agreed before a strategy is written: accounts, prospects, means."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from smmkit.errors import ArgumentError, check_choice, check_columns, check_number
from smmkit.strategy.forecast import carry_on
from smmkit.strategy.kpis import GOALS, KPIS

__all__ = ["Brief", "as_day", "band"]

_NO_YEAR = 1  # the year that pandas reads into a day and a month


def as_day(value: object) -> pd.Timestamp | None:
    """
    Return a date at midnight, None if it is none or has no year.

    Examples
    --------
    >>> as_day("2026-09-28"), as_day("soon"), as_day("28 September")
    (Timestamp('2026-09-28 00:00:00'), None, None)
    """
    found = _parsed(value)
    return None if found is None or found.year == _NO_YEAR else found


def _parsed(value: object) -> pd.Timestamp | None:
    try:
        found = pd.NaT if isinstance(value, int | float) else pd.Timestamp(value)
    except (TypeError, ValueError):
        found = pd.NaT
    return None if pd.isna(found) else found.tz_localize(None).normalize()


def band(past: pd.DataFrame, prospects: pd.DataFrame, weeks: int) -> pd.DataFrame:
    """
    Return where a target makes sense: above what happens anyway, within what can be reached.

    Parameters
    ----------
    past : pandas.DataFrame
        One row a week and a column for each kpi: what came in.
    prospects : pandas.DataFrame
        Indexed by kpi: nothing (the sum of the weeks to come if nothing is done) and reachable.
    weeks : int
        How many weeks are to come.

    Returns
    -------
    pandas.DataFrame
        Indexed by kpi: unit, baseline (the past, over as many weeks as are to come), high (what
        carrying on brings at most, with luck: the upper end of `carry_on`), nothing, anyway (the
        larger of baseline and nothing), clear (from here on luck is no explanation: high, if it
        lies between anyway and reachable, else anyway), reachable.

    Raises
    ------
    TableError
        If a column is missing.

    Examples
    --------
    >>> past = pd.DataFrame({"orders": [9, 11, 10, 10]})
    >>> ends = pd.DataFrame({"nothing": [12.0], "reachable": [80.0]}, index=["orders"])
    >>> band(past, ends, 4).loc["orders", ["baseline", "anyway", "reachable"]].tolist()
    [40.0, 40.0, 80.0]
    """
    check_columns(prospects, ["nothing", "reachable"], "band")
    check_columns(past, list(prospects.index), "band")
    rows = []
    for kpi, ends in prospects.iterrows():
        went_on = carry_on(past[kpi], weeks)
        baseline, nothing = float(went_on["expected"]), float(ends["nothing"])
        unit = ends["unit"] if "unit" in prospects else ""
        high, reachable = float(went_on["high"]), float(ends["reachable"])
        anyway = max(baseline, nothing)
        clear = high if anyway < high < reachable else anyway
        rows.append((unit, baseline, high, nothing, anyway, clear, reachable))
    names = ["unit", "baseline", "high", "nothing", "anyway", "clear", "reachable"]
    return pd.DataFrame(rows, columns=names, index=pd.Index(prospects.index, name="kpi"))


@dataclass(frozen=True, eq=False)
class Brief:
    """
    What a strategy has to keep to. `dataclasses.replace` changes a copy.

    Parameters
    ----------
    first, last : date or str
        First and last day of the season, both in it.
    task : str
        What the owner wants of social media: sales, awareness or image.
    past, prospects : pandas.DataFrame
        As for `band`.
    budget : float
        Money for ads and helpers in the season.
    hours : float
        Hours of work a week.
    gain : float, optional
        Margin of one order, money; with it, targets of orders are added up to a profit.
    wage : float, default 0
        What an hour of work costs, money.
    currency : str, optional
        ISO code of the money.
    team : sequence of str
        Who may own something. Empty: anybody.
    words : sequence of str
        What is the brand's own: goods, people, topics. Empty: not checked.

    Raises
    ------
    ArgumentError, TableError
        If a value cannot be used; the message names it.

    Examples
    --------
    >>> past = pd.DataFrame({"orders": [9, 11, 10, 10]})
    >>> ends = pd.DataFrame({"nothing": [12.0], "reachable": [80.0]}, index=["orders"])
    >>> agreed = Brief("2026-06-29", "2026-07-26", "sales", past, ends, budget=500, hours=8)
    >>> agreed.weeks, agreed.band.loc["orders", "anyway"]
    (4, np.float64(40.0))
    """

    first: pd.Timestamp
    last: pd.Timestamp
    task: str
    past: pd.DataFrame = field(repr=False)
    prospects: pd.DataFrame = field(repr=False)
    budget: float
    hours: float
    gain: float | None = None
    wage: float = 0.0
    currency: str = ""
    team: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        first, last = as_day(self.first), as_day(self.last)
        if first is None or last is None or last < first:
            raise ArgumentError(
                "first and last must be dates in this order, such as '2026-06-29' and "
                f"'2026-12-27'; received {self.first!r} and {self.last!r}."
            )
        check_choice("task", self.task, tuple(GOALS))
        for name in ("budget", "hours", "wage"):
            check_number(name, getattr(self, name), low=0)
        if self.gain is not None:
            check_number("gain", self.gain, above=0)
        for name in ("team", "words"):
            if isinstance(getattr(self, name), str):
                raise ArgumentError(f"{name} must be a list; received {getattr(self, name)!r}.")
            object.__setattr__(self, name, tuple(getattr(self, name)))
        object.__setattr__(self, "first", first)
        object.__setattr__(self, "last", last)
        for kpi in self.band.index:  # worked out here, so that bad tables are named at once
            check_choice("kpi", kpi, tuple(KPIS))

    @property
    def goal(self) -> str:
        """The number at the top: profit for sales, recall for awareness ..."""
        return GOALS[self.task]

    @property
    def weeks(self) -> int:
        """Weeks of the season, a part of one counted as one."""
        return -(-((self.last - self.first).days + 1) // 7)

    @cached_property
    def band(self) -> pd.DataFrame:
        """What `band` says of each number that there is data for."""
        return band(self.past, self.prospects, self.weeks)

    def dated(self, value: object) -> pd.Timestamp | None:
        """Return a date that was written without a year, in the season's; None for all others."""
        found = _parsed(value)
        if found is None or found.year != _NO_YEAR:
            return None
        near = found.replace(year=self.first.year)
        return near if near >= self.first else found.replace(year=self.last.year)

    def elapsed(self, date: pd.Timestamp) -> float:
        """Return the share of the season that is over at the end of a day, 0 to 1."""
        days = (self.last - self.first).days + 1
        return min(max(((date - self.first).days + 1) / days, 0.0), 1.0)
