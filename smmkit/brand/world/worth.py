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
from smmkit.brand.world.laid import Laid, first_of_each
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
    luck : numpy.ndarray, shape (weeks * platforms * slots, runs)
        Factor on the reach of the post in each place.
    seed : tuple of (Identity, str)
        Where the incidents come from; mood paths are worked out as replies need them.
    """

    def __init__(self, luck: np.ndarray, seed: tuple[Identity, str]) -> None:
        self.luck, self._seed = luck, seed
        self._moods: dict[tuple[Replies, ...], np.ndarray] = {}
        self._last: tuple[Replies, ...] | None = None

    @property
    def runs(self) -> int:
        """How many runs."""
        return self.luck.shape[1]

    def mood(self, replies: tuple[Replies, ...]) -> np.ndarray:
        """Return exp(mood) at the start of each week and after the last, (27, runs)."""
        # A search tries thousands of plans with one way to answer: no need to hash it each time.
        if replies is not self._last:
            if replies not in self._moods:
                path = mood_path(stream(*self._seed), list(replies), self.runs)
                self._moods[replies] = np.exp(np.ascontiguousarray(path.T))
            self._last, self._mood = replies, self._moods[replies]
        return self._mood


class _Certain(Chances):
    def mood(self, replies: tuple[Replies, ...]) -> np.ndarray:
        return np.ones((WEEKS + 1, 1))


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
    # A place's runs lie side by side, for plans pick places.
    luck = np.ascontiguousarray(luck.reshape(runs, -1).T)
    return Chances(luck, (identity, f"{name} incidents"))


def certain(truth: Truth) -> Chances:
    """Return a single run without luck or incidents: reach as expected, the mood as usual."""
    flat = np.broadcast_to(truth.mean_luck[:, None], (WEEKS, truth.followers.size, SLOTS))
    return _Certain(flat.reshape(-1, 1), ((0, "", ""), ""))


def hours_used(truth: Truth, laid: Laid) -> np.ndarray:
    """Return the hours of work in each week, posts and replies, shape (26,)."""
    made = truth.hours_of[laid.platform, laid.form]
    posts = np.bincount(laid.week, weights=made, minlength=WEEKS)
    everybody = float(truth.followers.sum())
    costs, last = [], None
    for way in laid.replies:
        if way is not last:
            cost, last = way.hours(everybody), way
        costs.append(cost)
    return posts + costs


def worth(truth: Truth, laid: Laid, luck: Chances) -> Worth:
    """
    Return what a plan is worth in each run.

    Followers: F' = F (1 - churn + mood * follows). Orders: demand * mood * (base F + orders of
    posts + orders of ads). What is ordered late counts in full.
    """
    shape = (WEEKS, truth.followers.size, luck.runs)
    followers = truth.followers[:, None]
    mood = luck.mood(laid.replies)
    hope = organic.expected(truth, laid)
    won, bought = _sums(laid, hope, luck.luck, shape)
    won *= mood[:-1, None]
    won += (1 - hope.churn)[:, :, None]
    path = np.cumprod(won, axis=0, out=won)
    path *= followers
    bought += truth.base
    bought[0] *= followers
    bought[1:] *= path[:-1]
    ads = paid.orders(truth, laid.spend).sum(axis=(1, 2)) if laid.spend.any() else np.zeros(WEEKS)
    orders = truth.demand @ ((bought.sum(axis=1) + ads[:, None]) * mood[:-1])
    return Worth(
        orders,
        truth.gain * orders,
        float(laid.spend.sum()),
        truth.wage * float(hours_used(truth, laid).sum()),
        truth.follower_worth * (path[-1] - followers).sum(axis=0),
        truth.mood_worth * np.log(mood[-1]),
    )


def _sums(
    laid: Laid, hope: organic.Expected, luck: np.ndarray, shape: tuple[int, int, int]
) -> tuple[np.ndarray, np.ndarray]:
    """Return follows and orders of posts by week, platform and run, over followers."""
    won, bought = np.zeros(shape), np.zeros(shape)
    if laid.cell.size:
        met = luck[laid.cell * SLOTS + laid.rank]
        starts = first_of_each(laid.cell)
        cells = laid.cell[starts]
        for whole, rate in ((won, hope.follows), (bought, hope.orders)):
            sums = np.add.reduceat(met * (hope.reach * rate)[:, None], starts, axis=0)
            whole.reshape(-1, shape[2])[cells] = sums
    return won, bought
