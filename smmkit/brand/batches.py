"""Several tests, or several variants, at once: what is to be told apart in them is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from smmkit.brand.dealing import DEALS, first_that_teaches, nothing_found, rng_of
from smmkit.brand.parameters import value
from smmkit.brand.trials import Trial, people_a_day, rate
from smmkit.intervals import newcombe, pooled_z

if TYPE_CHECKING:
    from smmkit.brand.cards import Brand

__all__ = ["splits", "three_tests", "variants"]

_TESTS = ("picture", "headline", "video")


def splits(brand: Brand) -> pd.DataFrame:
    """
    Return three tests of which one has a broken split.

    Returns
    -------
    pandas.DataFrame
        Indexed by test: planned_a, planned_b (shares), people_a, people_b, clicks_a, clicks_b.
        The broken one is small; a large one has a larger gap, by chance; one was planned
        80 to 20.

    Examples
    --------
    >>> from smmkit import Brand
    >>> splits(Brand.of("ada"))["planned_b"].sort_values().tolist()
    [0.2, 0.5, 0.5]
    """
    rng = rng_of(brand, "splits")
    small, large, uneven = (int(rng.integers(*sizes)) for sizes in
                            ((5_000, 9_000), (150_000, 250_000), (20_000, 40_000)))  # fmt: skip
    side = rng.choice([-1, 1], size=3)
    # How far the first variant is from its plan, in standard errors.
    away = side * [rng.uniform(4.6, 6.5), rng.uniform(2.1, 2.7), rng.uniform(0.1, 1.2)]
    rows = []
    for people, planned, z in zip((small, large, uneven), (0.5, 0.5, 0.8), away, strict=True):
        first = round(people * planned + z * (people * planned * (1 - planned)) ** 0.5)
        hits = rng.binomial([first, people - first], rate(brand))
        rows.append((planned, round(1 - planned, 1), first, people - first, *hits))
    columns = ["planned_a", "planned_b", "people_a", "people_b", "clicks_a", "clicks_b"]
    found = pd.DataFrame(rows, columns=columns, index=rng.permutation(_TESTS))
    return found.loc[list(_TESTS)].rename_axis("test")


def three_tests(brand: Brand) -> tuple[pd.DataFrame, float]:
    """
    Return three finished tests, and what B must bring to be worth the change.

    With that in mind, one is to be shipped, one not, and one is undecided although its p-value
    is below 0.05.

    Returns
    -------
    tests : pandas.DataFrame
        Columns test, variant, people, clicks.
    worth : float
        The smallest difference that pays, a fraction.

    Examples
    --------
    >>> from smmkit import Brand
    >>> tests, worth = three_tests(Brand.of("ada"))
    >>> len(tests), 0 < worth < 0.02
    (6, True)
    """
    true = rate(brand)
    worth = round(0.1 * true, 4)
    order = rng_of(brand, "three.order").permutation(3)
    # True difference / worth, standard errors of the difference / worth, and what is asked for.
    roles = (
        (3.5, 0.8, lambda low, high: low > 1.1 * worth),
        (-0.4, 0.6, lambda low, high: low < -0.1 * worth < 0.1 * worth < high < 0.9 * worth),
        (2.2, 0.9, lambda low, high: 0.05 * worth < low < 0.9 * worth),
    )
    rows = []
    for name, number in zip(_TESTS, order, strict=True):
        lift, error, fits = roles[number]
        people = 10 * round(2 * true * (1 - true) / (error * worth) ** 2 / 10)
        chances = np.array([true, true + lift * worth])
        for attempt in range(DEALS):
            hits = rng_of(brand, f"three.{number}", attempt).binomial(people, chances)
            if fits(*newcombe(hits[0] / people, people, hits[1] / people, people)):
                break
        else:
            raise nothing_found("three_tests")
        rows += [(name, "A", people, hits[0]), (name, "B", people, hits[1])]
    return pd.DataFrame(rows, columns=["test", "variant", "people", "clicks"]), worth


def variants(brand: Brand, *, deal: int = 0) -> Trial:
    """
    Return a test of seven captions, B to H, against the usual one, A: one is truly better.

    One more looks better by luck alone.

    Parameters
    ----------
    brand : Brand
        Whose test.
    deal : int, default 0
        Another number deals another test.

    Examples
    --------
    >>> from smmkit import Brand
    >>> variants(Brand.of("ada")).truth.nunique()
    2
    """
    rng = rng_of(brand, "variants.plan", deal)
    names, true = list("ABCDEFGH"), rate(brand)
    best = int(rng.integers(1, len(names)))
    truth = pd.Series(true, index=names)
    truth.iloc[best] = true * (1 + value("trial_best"))
    people = 7 * people_a_day(brand)

    def draw(rng: np.random.Generator) -> np.ndarray:
        return rng.binomial(people, truth.to_numpy(), size=(DEALS, len(names)))

    def teaches(hits: np.ndarray) -> np.ndarray:
        z = pooled_z(hits[:, :1], people, hits, people)
        others = np.delete(z, [0, best], axis=1)
        lucky = (others > 2.0) & (others < 2.4)
        near = (np.abs(others) > 1.92) & ~lucky
        return (z[:, best] > 3.3) & (z[:, best] < 5) & (lucky.sum(axis=1) == 1) & ~near.any(axis=1)

    clicks = first_that_teaches(brand, f"variants.{deal}", draw, teaches)
    table = pd.DataFrame({"people": people, "clicks": clicks}, index=names)
    return Trial(table.rename_axis("variant"), truth)
