"""How good a plan is: its expected worth, on a scale from guessing (0) to the reference (1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from smmkit.brand.world.deal import deal
from smmkit.brand.world.laid import Laid
from smmkit.brand.world.play import play, start
from smmkit.brand.world.worth import worth

if TYPE_CHECKING:
    from smmkit.brand.cards import Brand
    from smmkit.brand.world.season import Season

__all__ = ["Score", "luck_of", "score"]


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
        A word that only the grader knows; the hidden runs follow from it.
    """
    dealt = deal(brand, salt)
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
