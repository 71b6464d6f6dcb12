"""
What a plan is worth: expected profit, followers and reputation over many runs of luck.

Luck multiplies reach, and followers grow in proportion to reach. So the runs need no loop
over weeks: followers are a running product. All plans meet the same luck and the same
incidents (common random numbers), so that a difference between plans is the plans'.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from smmkit.brand.identity import Identity, stream
from smmkit.brand.world import organic, paid
from smmkit.brand.world.calendar import WEEKS
from smmkit.brand.world.laid import Laid
from smmkit.brand.world.replies import Replies, mood_path
from smmkit.brand.world.truth import Truth

__all__ = ["Chances", "Worth", "certain", "chances", "hours_used", "worth"]

SLOTS = 48
"""Most posts a week on one platform."""


class Chances:
    """
    The luck of many runs, the same for every plan.

    Parameters
    ----------
    luck : numpy.ndarray, shape (runs, weeks * platforms * slots)
        Factor on the reach of the post in each place.
    seed : tuple of (Identity, str)
        Where the incidents come from; mood paths are worked out as replies need them.
    """

    def __init__(self, luck: np.ndarray, seed: tuple[Identity, str]) -> None:
        self.luck, self._seed = luck, seed
        self._moods: dict[tuple[Replies, ...], np.ndarray] = {}

    def mood(self, replies: tuple[Replies, ...]) -> np.ndarray:
        """Return exp(mood) at the start of each week and after the last, (runs, 27)."""
        if replies not in self._moods:
            rng = stream(*self._seed)
            self._moods[replies] = np.exp(mood_path(rng, list(replies), len(self.luck)))
        return self._moods[replies]


class _Certain(Chances):
    def mood(self, replies: tuple[Replies, ...]) -> np.ndarray:
        return np.ones((1, WEEKS + 1))


class Worth(NamedTuple):
    """Parts of what a plan is worth, in money, one entry a run."""

    orders: np.ndarray
    margin: np.ndarray
    media: float
    work: float
    followers: np.ndarray
    reputation: np.ndarray

    @property
    def profit(self) -> np.ndarray:
        """Margin less media and work."""
        return self.margin - self.media - self.work

    @property
    def all(self) -> np.ndarray:
        """Profit, and what followers and reputation have gained."""
        return self.profit + self.followers + self.reputation


def chances(truth: Truth, identity: Identity, name: str, runs: int) -> Chances:
    """
    Draw the luck of some runs, each with its mirror image.

    Parameters
    ----------
    truth : Truth
        The world.
    identity : tuple
        Whose.
    name : str
        Which set of runs; another name, another luck.
    runs : int
        How many, an even number.
    """
    rng = stream(identity, f"{name} luck")
    platforms = truth.followers.size
    half = rng.standard_normal((runs // 2, WEEKS, platforms, SLOTS), dtype=np.float32)
    luck = np.exp(truth.sd_luck[:, None].astype(np.float32) * np.concatenate([half, -half]))
    return Chances(luck.reshape(runs, -1), (identity, f"{name} incidents"))


def certain(truth: Truth) -> Chances:
    """Return a single run without luck or incidents: reach as expected, the mood as usual."""
    flat = np.broadcast_to(truth.mean_luck[:, None], (WEEKS, truth.followers.size, SLOTS))
    return _Certain(flat.reshape(1, -1), ((0, "", ""), ""))


def hours_used(truth: Truth, laid: Laid) -> np.ndarray:
    """Return the hours of work in each week, posts and replies, shape (26,)."""
    made = truth.hours_of[laid.platform, laid.form]
    posts = np.bincount(laid.week, weights=made, minlength=WEEKS)
    everybody = float(truth.followers.sum())
    costs = {way: way.hours(everybody) for way in set(laid.replies)}
    return posts + [costs[way] for way in laid.replies]


def worth(truth: Truth, laid: Laid, luck: Chances) -> Worth:
    """
    Return what a plan is worth in each run.

    Followers: F' = F (1 - churn + mood * follows). Orders: demand * mood * (base F + orders of
    posts + orders of ads). What is ordered late counts in full.
    """
    shape = (len(luck.luck), WEEKS, truth.followers.size)
    mood = luck.mood(laid.replies)
    hope = organic.expected(truth, laid)
    won, bought = _sums(laid, hope, luck.luck, shape)
    kept = 1 - hope.churn + mood[:, :-1, None] * won
    path = np.cumprod(kept, axis=1) * truth.followers
    start = np.concatenate([np.broadcast_to(truth.followers, (shape[0], 1, shape[2])), path], 1)
    organic_orders = (start[:, :-1] * (truth.base + bought)).sum(axis=2)
    ads = paid.orders(truth, laid.spend).sum(axis=(1, 2)) if laid.spend.any() else 0.0
    orders = ((organic_orders + ads) * mood[:, :-1]) @ truth.demand
    return Worth(
        orders,
        truth.gain * orders,
        float(laid.spend.sum()),
        truth.wage * float(hours_used(truth, laid).sum()),
        truth.follower_worth * (path[:, -1] - truth.followers).sum(axis=1),
        truth.mood_worth * np.log(mood[:, -1]),
    )


def _sums(
    laid: Laid, hope: organic.Expected, luck: np.ndarray, shape: tuple[int, int, int]
) -> tuple[np.ndarray, np.ndarray]:
    """Return follows and orders of posts by run, week and platform, over followers."""
    if not laid.cell.size:
        return np.zeros(shape), np.zeros(shape)
    met = luck[:, laid.cell * SLOTS + laid.rank]
    starts = np.flatnonzero(np.diff(laid.cell, prepend=-1))
    cells = laid.cell[starts]
    sums = []
    for rate in (hope.follows, hope.orders):
        whole = np.zeros((shape[0], shape[1] * shape[2]))
        whole[:, cells] = np.add.reduceat(met * (hope.reach * rate), starts, axis=1)
        sums.append(whole.reshape(shape))
    return sums[0], sums[1]
