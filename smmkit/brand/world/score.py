"""
How good a plan is: its expected worth, on a scale from guessing (0) to the reference (1).

A class's salt is a word that its graders know and learners do not. ``smmkit grade`` takes it from
the course's folder (`smmkit.grading.salt`) to the judge, and `hidden` uses it: the runs that a plan
is scored over follow from brand and salt. The world does not. So a learner who has taken the kit
apart and fitted his plan to the luck of the runs without a salt gains nothing, and one who has not
loses nothing. Whoever has the salt can score any plan again to the last digit.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from smmkit.brand.world.deal import RUNS, Deal, deal, under
from smmkit.brand.world.laid import Laid
from smmkit.brand.world.play import play, start
from smmkit.brand.world.worth import chances, worth
from smmkit.errors import ArgumentError

if TYPE_CHECKING:
    from smmkit.brand.cards import Brand
    from smmkit.brand.world.season import Season

__all__ = ["Score", "hidden", "luck_of", "score"]


@dataclass(frozen=True)
class Score:
    """
    What a plan is worth.

    Parameters
    ----------
    skill : float
        0 for the mean of five guesses, 1 for the reference; below 0 is worse than guessing.
    expected : float
        Expected worth in money: profit, and what followers and reputation have gained.
    standard_error : float
        Of `expected`, from the hidden runs.
    parts : pandas.Series
        What it is made of, in money: margin, media, work, followers, reputation.
    """

    skill: float
    expected: float
    standard_error: float
    parts: pd.Series

    def __str__(self) -> str:
        return f"skill {self.skill:.2f} (0 guessing, 1 reference), worth {self.expected:,.0f}"


def hidden(brand: Brand, salt: str) -> Deal:
    """
    Return a brand's deal, its plans measured over the runs that follow from a salt.

    The last 64 are kept, so that a second score of a brand takes milliseconds.

    Parameters
    ----------
    brand : Brand
        Whose.
    salt : str
        Empty for the runs that everybody knows.

    Raises
    ------
    ArgumentError
        If the salt is no text.

    Examples
    --------
    >>> from smmkit import Brand
    >>> ada = Brand.of("ada")
    >>> hidden(ada, "a word").truth is deal(ada).truth
    True
    """
    if not isinstance(salt, str):
        raise ArgumentError(f"salt must be text; received {salt!r}.")
    return _hidden(brand, salt) if salt else deal(brand)


@lru_cache(maxsize=64)
def _hidden(brand: Brand, salt: str) -> Deal:
    found = deal(brand)
    return under(found, chances(found.truth, brand.identity, f"hidden {salt}", RUNS))


def score(brand: Brand, laid: Laid, *, salt: str = "") -> Score:
    """
    Score a plan over hidden runs that are the same for every plan.

    Parameters
    ----------
    brand : Brand
        Whose.
    laid : Laid
        The whole season.
    salt : str
        The class's, see `hidden`.
    """
    dealt = hidden(brand, salt)
    found = worth(dealt.truth, laid, dealt.luck)
    runs = found.all
    expected = float(runs.mean())
    low, high = dealt.marks["naive"], dealt.marks["reference"]
    # Runs come in mirrored pairs, so it is the pairs that are independent.
    pairs = runs.reshape(2, -1).mean(axis=0)
    parts = {
        "margin": float(found.margin.mean()),
        "media": -found.media,
        "work": -found.work,
        "followers": float(found.followers.mean()),
        "reputation": float(found.reputation.mean()),
    }
    return Score(
        (expected - low) / (high - low),
        expected,
        float(pairs.std(ddof=1) / np.sqrt(pairs.size)),
        pd.Series(parts, name="money"),
    )


def luck_of(season: Season, *, runs: int = 128) -> float:
    """
    Return where a season's orders lie among those that its own plan could have brought.

    Parameters
    ----------
    season : Season
        With a week run at least.
    runs : int, default 128
        How many other seasons to play.

    Returns
    -------
    float
        Share of the others with fewer orders (ties count half), 0 to 1; 0.5 is usual luck.
    """
    truth = deal(season.brand).truth
    others, _ = play(
        truth,
        season._laid,
        season.brand.identity,
        start(truth, runs),
        last=season.week,
        name="other luck",
    )
    brought = sum(one.orders for one in others)
    own = sum(float(one.orders[0]) for one in season._played)
    return float((brought < own).mean() + 0.5 * (brought == own).mean())
