"""
A/B tests that a brand ran, with the truth behind them.

People are dealt to variants by lot and click by binomial chance. Each test is dealt again until
it shows what it is there to teach; its truth is fixed before, and told beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from smmkit.brand.dealing import DEALS, first_that_teaches, rng_of
from smmkit.brand.parameters import value
from smmkit.errors import ArgumentError, check_number
from smmkit.intervals import pooled_z

if TYPE_CHECKING:
    from smmkit.brand.cards import Brand

__all__ = [
    "LATE_BOUND",
    "Trial",
    "first_days",
    "go_on",
    "log",
    "people_a_day",
    "plan",
    "rate",
    "slow_variant",
    "stopped_early",
]

LATE_BOUND = {3: 2.004, 4: 2.024, 5: 2.040, 6: 2.053}
"""O'Brien and Fleming's constant by number of looks (Jennison and Turnbull, 1999, table 2.3)."""

_DAYS = 3


@dataclass(frozen=True, eq=False)
class Trial:
    """
    What a test counted, and what was true.

    Attributes
    ----------
    table : pandas.DataFrame
        The counts.
    truth : pandas.Series
        The true rate of each variant, a fraction.
    """

    table: pd.DataFrame
    truth: pd.Series


def rate(brand: Brand) -> float:
    """
    Return the share of people who click on the brand's usual ad, to three decimals.

    Examples
    --------
    >>> from smmkit import Brand
    >>> 0.03 <= rate(Brand.of("ada")) <= 0.06
    True
    """
    low, high = value("trial_rate_low"), value("trial_rate_high")
    return round(float(rng_of(brand, "rate").uniform(low, high)), 3)


def people_a_day(brand: Brand) -> int:
    """
    Return how many people each variant of a test gets in a day.

    Examples
    --------
    >>> from smmkit import Brand
    >>> people_a_day(Brand.of("ada")) % 10
    0
    """
    around = np.exp(value("sd_trial_people") * rng_of(brand, "people").standard_normal())
    return 10 * round(float(value("trial_people") * around) / 10)


def first_days(brand: Brand) -> Trial:
    """
    Return a test of two pictures after three days: B is ahead, and it may be luck.

    Examples
    --------
    >>> from smmkit import Brand
    >>> first_days(Brand.of("ada")).table.index.tolist()
    ['A', 'B']
    """
    truth = _truth(brand)
    people = _DAYS * people_a_day(brand)

    def deal(rng: np.random.Generator) -> np.ndarray:
        return rng.binomial(people, truth.to_numpy(), size=(DEALS, 2))

    def teaches(hits: np.ndarray) -> np.ndarray:
        lift, z = hits[:, 1] / np.maximum(hits[:, 0], 1) - 1, pooled_z(*_pairs(hits, people))
        return (lift > 0.12) & (z > 0.7) & (z < 1.7)

    return Trial(_two(people, first_that_teaches(brand, "first_days", deal, teaches)), truth)


def go_on(brand: Brand, *, people: int) -> Trial:
    """
    Run the test of `first_days` on until each variant has `people`.

    Parameters
    ----------
    brand : Brand
        Whose test.
    people : int
        People in each variant, those of the first days included; up to a million.

    Raises
    ------
    ArgumentError
        If there are fewer than in the first days, or more than a million.

    Examples
    --------
    >>> from smmkit import Brand
    >>> go_on(Brand.of("ada"), people=5000).table["people"].tolist()
    [5000, 5000]
    """
    begun = first_days(brand)
    already = int(begun.table["people"].iloc[0])
    count = check_number("people", people, low=already, high=1e6, unit="people in each variant")
    if count != int(count):
        raise ArgumentError(f"people must be a whole number; received {people!r}.")
    more = rng_of(brand, "go_on").binomial(int(count) - already, begun.truth.to_numpy())
    return Trial(_two(int(count), begun.table["clicks"].to_numpy() + more), begun.truth)


def slow_variant(brand: Brand) -> Trial:
    """
    Return a test whose variant B loads so slowly that some people leave before being counted.

    Those who leave would hardly have clicked, so B's rate looks better than it is.

    Examples
    --------
    >>> from smmkit import Brand
    >>> found = slow_variant(Brand.of("ada"))
    >>> bool(found.table.loc["A", "people"] > found.table.loc["B", "people"])
    True
    """
    true = rate(brand)
    truth = pd.Series({"A": true, "B": true})
    each = 28 * people_a_day(brand)

    def deal(rng: np.random.Generator) -> np.ndarray:
        lost = rng.binomial(each, value("trial_lost"), size=DEALS)
        hits = rng.binomial(each, true, size=(DEALS, 2))
        return np.column_stack([np.full(DEALS, each), hits[:, 0], each - lost, hits[:, 1]])

    def teaches(row: np.ndarray) -> np.ndarray:
        z = pooled_z(row[:, 1], row[:, 0], row[:, 3], row[:, 2])
        return (z > 2.1) & (z < 3.2)

    people_a, hits_a, people_b, hits_b = first_that_teaches(brand, "slow", deal, teaches)
    table = pd.DataFrame({"people": [people_a, people_b], "clicks": [hits_a, hits_b]})
    return Trial(table.set_axis(["A", "B"]).rename_axis("variant"), truth)


def log(brand: Brand, *, deal: int = 0) -> Trial:
    """
    Return a test's diary: everything counted from its start, evening by evening.

    Parameters
    ----------
    brand : Brand
        Whose test.
    deal : int, default 0
        0 runs 28 days without any true difference; another number runs three to six weeks, with
        or without one. In all, some evening shows p < 0.05 too early.

    Returns
    -------
    Trial
        Its table is indexed by day; people_a, clicks_a, people_b, clicks_b.

    Examples
    --------
    >>> from smmkit import Brand
    >>> found = log(Brand.of("ada"))
    >>> len(found.table), bool(found.truth["A"] == found.truth["B"])
    (28, True)
    """
    rng = rng_of(brand, "log.plan", deal)
    weeks = int(rng.integers(3, 7)) if deal else 4
    real = bool(deal and rng.random() < 0.5)
    each, true = people_a_day(brand), rate(brand)
    days = 7 * weeks
    # Such that the test as planned finds a real difference about four times in five.
    lift = 2.8 * (2 * true * (1 - true) / (each * days)) ** 0.5 if real else 0.0
    truth = pd.Series({"A": true, "B": true + lift})
    seen = each * np.arange(1, days + 1)

    def draw(rng: np.random.Generator) -> np.ndarray:
        return rng.binomial(each, truth.to_numpy()[:, None], (DEALS, 2, days)).cumsum(axis=2)

    def teaches(hits: np.ndarray) -> np.ndarray:
        z = pooled_z(hits[:, 0], seen, hits[:, 1], seen)
        over = z > 1.97
        early = over.argmax(axis=1) + 1  # the day of the first alarm, if there is one
        fair = over.any(axis=1) & (early > 1) & (early % 7 > 0) & (np.abs(z).max(axis=1) < 6)
        fair &= (z > -1.9).all(axis=1) & ~((z > 1.95) & ~over).any(axis=1)
        weekly = z[:, 6::7]
        bound = LATE_BOUND[weeks] * np.sqrt(weeks / np.arange(1, weeks + 1))
        stop = weekly > bound + 0.02
        fair &= ~((weekly > bound - 0.02) & ~stop).any(axis=1)  # none just at the bound
        if not deal:
            quiet = ~stop.any(axis=1) & (np.abs(z[:, -1]) < 1.5)
            return fair & quiet & (early > 2) & (early < 22)
        naive = (weekly > 1.97).argmax(axis=1)
        begun = (weekly > 1.97).any(axis=1)
        late = stop.any(axis=1) & (stop.argmax(axis=1) > naive) if real else ~stop.any(axis=1)
        return fair & begun & late & (naive < weeks - 1)

    hits = first_that_teaches(brand, f"log.{deal}", draw, teaches)
    table = pd.DataFrame(
        {"people_a": seen, "clicks_a": hits[0], "people_b": seen, "clicks_b": hits[1]},
        index=pd.RangeIndex(1, days + 1, name="day"),
    )
    return Trial(table, truth)


def stopped_early(brand: Brand) -> pd.Series:
    """
    Return the story of a test which the freelancer stopped too early.

    Returns
    -------
    pandas.Series
        days, planned; first_alarm, the day of the first p < 0.05; stop_day, on which it ends by its
        plan (a look a week, by O'Brien and Fleming); crossed, whether a bound was crossed then; and
        counted until the end of that day: people (in each variant), clicks_a and clicks_b.

    Examples
    --------
    >>> from smmkit import Brand
    >>> story = stopped_early(Brand.of("ada"))
    >>> bool(story["first_alarm"] < story["stop_day"] <= story["days"])
    True
    """
    table = log(brand, deal=2).table
    z = pooled_z(table["clicks_a"], table["people_a"], table["clicks_b"], table["people_b"])
    z = np.abs(np.asarray(z, dtype=float))
    weeks = len(table) // 7
    over = z[6::7] > LATE_BOUND[weeks] * np.sqrt(weeks / np.arange(1, weeks + 1))
    stop = 7 * (int(over.argmax()) + 1) if over.any() else len(table)
    return pd.Series(
        {
            "days": len(table),
            "first_alarm": int((z > 1.96).argmax()) + 1,
            "stop_day": stop,
            "crossed": bool(over.any()),
            "people": int(table.loc[stop, "people_a"]),
            "clicks_a": int(table.loc[stop, "clicks_a"]),
            "clicks_b": int(table.loc[stop, "clicks_b"]),
        },
        dtype=object,
    )


def plan(brand: Brand) -> pd.Series:
    """
    Return what the owner wants of the next test.

    Returns
    -------
    pandas.Series
        rate, the share that A has (a fraction); relative, the smallest improvement worth having,
        as a part of that rate (a fraction); people_a_day, for both variants together.

    Examples
    --------
    >>> from smmkit import Brand
    >>> plan(Brand.of("ada")).index.tolist()
    ['rate', 'relative', 'people_a_day']
    """
    rng = rng_of(brand, "plan")
    relative = float(rng.choice([0.15, 0.2, 0.25, 0.3]))
    people = 10 * int(rng.integers(50, 90))
    return pd.Series({"rate": rate(brand), "relative": relative, "people_a_day": people})


def _truth(brand: Brand) -> pd.Series:
    lift = rng_of(brand, "lift").uniform(value("trial_lift_low"), value("trial_lift_high"))
    return pd.Series({"A": rate(brand), "B": rate(brand) * (1 + lift)})


def _two(people: int, clicks: np.ndarray) -> pd.DataFrame:
    index = pd.Index(["A", "B"], name="variant")
    return pd.DataFrame({"people": [people, people], "clicks": clicks}, index=index)


def _pairs(hits: np.ndarray, people: int) -> tuple[np.ndarray, int, np.ndarray, int]:
    return hits[:, 0], people, hits[:, 1], people
