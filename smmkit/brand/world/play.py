"""
The season as it happens: a week at a time, in whole people, clicks and orders.

All draws of a week come from a stream of that week, so that a season run in steps is the
season run at once. `runs` seasons are played side by side; one is the learner's, many show
what luck could have made of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from smmkit.brand.identity import Identity, stream
from smmkit.brand.parameters import value, values
from smmkit.brand.world import organic, paid
from smmkit.brand.world.calendar import WEEKS
from smmkit.brand.world.laid import Laid, first_of_each
from smmkit.brand.world.replies import next_mood, shocks
from smmkit.brand.world.truth import Truth

__all__ = ["LAGS", "Played", "Start", "play", "start"]

LAGS = values("lag", "0123")


class Start(NamedTuple):
    """Where a week begins: followers (runs, P), log mood (runs,)."""

    followers: np.ndarray
    mood: np.ndarray


@dataclass(frozen=True, eq=False)
class Played:
    """
    What a week brought. `n` posts, P platforms, 2 campaigns.

    Parameters
    ----------
    start : Start
        Where it began.
    reach, impressions, engagements, clicks, follows : numpy.ndarray, shape (runs, n)
        Of each post, over its whole life.
    lost : numpy.ndarray, shape (runs, P)
        Followers lost.
    base_orders : numpy.ndarray, shape (runs,)
        Orders without posts or ads.
    post_orders, ad_orders : numpy.ndarray, shapes (runs, P) and (runs, P, 2)
        Orders caused, the late ones included.
    """

    start: Start
    reach: np.ndarray
    impressions: np.ndarray
    engagements: np.ndarray
    clicks: np.ndarray
    follows: np.ndarray
    lost: np.ndarray
    base_orders: np.ndarray
    post_orders: np.ndarray
    ad_orders: np.ndarray

    @property
    def orders(self) -> np.ndarray:
        """All orders caused in the week, shape (runs,)."""
        return self.base_orders + self.post_orders.sum(axis=1) + self.ad_orders.sum(axis=(1, 2))


def start(truth: Truth, runs: int) -> Start:
    """Return where the season begins."""
    return Start(np.tile(truth.followers, (runs, 1)), np.zeros(runs))


def play(
    truth: Truth,
    laid: Laid,
    identity: Identity,
    begin: Start,
    *,
    first: int = 0,
    last: int = WEEKS,
    name: str = "season",
) -> tuple[list[Played], Start]:
    """
    Play the weeks from `first` to before `last`.

    Parameters
    ----------
    truth : Truth
        The world.
    laid : Laid
        The whole season's plan, past weeks included: offers are remembered.
    identity : tuple
        Whose luck.
    begin : Start
        Where week `first` begins.
    first, last : int
        Weeks, 0 to 26.
    name : str
        Which luck; another name, another.

    Returns
    -------
    list of Played
        One entry a week.
    Start
        Where the week after them begins.
    """
    runs = len(begin.mood)
    noise, blows = shocks(stream(identity, f"{name} incidents"), runs)
    usual = _Usual.of(truth, laid)
    ads = paid.orders(truth, laid.spend)
    ends = np.searchsorted(laid.week, np.arange(WEEKS + 1))
    weeks, now = [], begin
    for week in range(first, last):
        rng = stream(identity, f"{name} week", week)
        here = usual.between(ends[week], ends[week + 1])
        done = _week(rng, truth, here, ads[week], now, week)
        weeks.append(done)
        mood = next_mood(now.mood, noise[:, week], blows[:, week], laid.replies[week])
        won = _by_platform(done.follows, here.where, truth.followers.size)
        now = Start(now.followers + won - done.lost, mood)
    return weeks, now


class _Usual(NamedTuple):
    """
    What is known of each post before luck, worked out once a season.

    `where` is its platform, `reach` and `engagements` are logs over followers (the latter less
    what reach adds), `again` what a unit of gamma luck adds to the impressions of an account.
    """

    where: np.ndarray
    reach: np.ndarray
    engagements: np.ndarray
    sd_luck: np.ndarray
    again: np.ndarray
    alpha: np.ndarray
    clicks: np.ndarray
    follows: np.ndarray
    orders: np.ndarray
    churn: np.ndarray

    @classmethod
    def of(cls, truth: Truth, laid: Laid) -> _Usual:
        where, form = laid.platform, laid.form
        hope = organic.expected(truth, laid)
        rate = np.log(truth.er[where, form]) + truth.pillar_er[laid.pillar]
        return cls(
            where,
            np.log(hope.reach),
            rate + (1 - value("elasticity")) * np.log(truth.usual[where]),
            truth.sd_luck[where],
            # The median of a gamma of shape 4 is close to 4 - 1/3, as in the history.
            (truth.frequency[where] - 1) / (4 - 1 / 3),
            truth.alpha[where],
            truth.clicks[where, form],
            hope.follows,
            hope.orders,
            hope.churn,
        )

    def between(self, first: int, last: int) -> _Usual:
        """Return some of the posts; what is by week stays."""
        return _Usual(*(column[first:last] for column in self[:-1]), self.churn)


def _week(
    rng: np.random.Generator, truth: Truth, post: _Usual, ads: np.ndarray, now: Start, week: int
) -> Played:
    where = post.where
    size, mood = (len(now.mood), where.size), np.exp(now.mood)[:, None]
    # Logs throughout: one exp of a sum is cheaper than a product of powers.
    followers = np.log(np.maximum(now.followers, 1))[:, where]

    luck = rng.standard_normal(size)
    luck *= post.sd_luck
    luck += post.reach
    reach = np.rint(np.exp(followers + luck))
    again = rng.standard_gamma(4.0, size)
    again *= post.again
    again += 1
    impressions = np.rint(reach * again)
    luck *= value("elasticity")
    luck += followers
    luck += post.engagements
    luck += now.mood[:, None]
    mean = np.exp(luck, out=luck)
    mean *= rng.standard_gamma(1 / post.alpha, size)
    mean *= post.alpha
    engagements = np.minimum(rng.poisson(mean), impressions)
    clicks = np.minimum(rng.poisson(reach * post.clicks), reach)
    follows = rng.poisson(reach * post.follows * mood)

    lost = np.minimum(rng.poisson(now.followers * post.churn[week]), now.followers)
    bought = _by_platform(reach * post.orders, where, truth.followers.size)
    factor = truth.demand[week] * mood
    base = truth.base * now.followers.sum(axis=1) * factor[:, 0]
    return Played(
        now,
        reach,
        impressions,
        engagements,
        clicks,
        follows,
        lost,
        rng.poisson(base),
        rng.poisson(factor * bought),
        rng.poisson(factor[:, :, None] * ads),
    )


def _by_platform(each: np.ndarray, where: np.ndarray, platforms: int) -> np.ndarray:
    """Sum posts, which are sorted by platform, (runs, n) to (runs, P)."""
    whole = np.zeros((len(each), platforms))
    if where.size:
        starts = first_of_each(where)
        whole[:, where[starts]] = np.add.reduceat(each, starts, axis=1)
    return whole
