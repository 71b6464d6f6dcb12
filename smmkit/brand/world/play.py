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
from smmkit.brand.world.laid import Laid
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
    hope = organic.expected(truth, laid)
    ads = paid.orders(truth, laid.spend)
    weeks, now = [], begin
    for week in range(first, last):
        here = slice(*np.searchsorted(laid.week, [week, week + 1]))
        rng = stream(identity, f"{name} week", week)
        done = _week(rng, truth, laid, hope, ads[week], now, here, week)
        weeks.append(Played(**done))
        mood = next_mood(now.mood, noise[:, week], blows[:, week], laid.replies[week])
        won = np.zeros_like(now.followers)
        np.add.at(won, (slice(None), laid.platform[here]), done["follows"])
        now = Start(now.followers + won - done["lost"], mood)
    return weeks, now


def _week(
    rng: np.random.Generator,
    truth: Truth,
    laid: Laid,
    hope: organic.Expected,
    ads: np.ndarray,
    now: Start,
    here: slice,
    week: int,
) -> dict[str, object]:
    where = laid.platform[here]
    runs, count = len(now.mood), where.size
    size, mood = (runs, count), np.exp(now.mood)[:, None]
    form, pillar = laid.form[here], laid.pillar[here]
    # Logs throughout: one exp of a sum is cheaper than a product of powers.
    followers = np.log(np.maximum(now.followers, 1))[:, where]

    luck = truth.sd_luck[where] * rng.standard_normal(size)
    log_reach = followers + np.log(hope.reach[here]) + luck
    reach = np.rint(np.exp(log_reach))
    # The median of a gamma of shape 4 is close to 4 - 1/3, as in the history.
    again = (truth.frequency[where] - 1) / (4 - 1 / 3) * rng.standard_gamma(4.0, size)
    impressions = np.rint(reach * (1 + again))
    elastic = value("elasticity")
    rate = np.log(truth.er[where, form]) + truth.pillar_er[pillar]
    usual = followers + np.log(truth.usual[where])
    mean = np.exp(now.mood[:, None] + rate + (1 - elastic) * usual + elastic * log_reach)
    alpha = truth.alpha[where]
    spread = alpha * rng.standard_gamma(np.broadcast_to(1 / alpha, size))
    engagements = np.minimum(rng.poisson(mean * spread), impressions)
    clicks = np.minimum(rng.poisson(reach * truth.clicks[where, form]), reach)
    follows = rng.poisson(reach * hope.follows[here] * mood)

    lost = np.minimum(rng.poisson(now.followers * hope.churn[week]), now.followers)
    bought = np.zeros(now.followers.shape)
    np.add.at(bought, (slice(None), where), reach * hope.orders[here])
    factor = truth.demand[week] * mood
    base = truth.base * now.followers.sum(axis=1) * factor[:, 0]
    return {
        "start": now,
        "reach": reach,
        "impressions": impressions,
        "engagements": engagements,
        "clicks": clicks,
        "follows": follows,
        "lost": lost,
        "base_orders": rng.poisson(base),
        "post_orders": rng.poisson(factor * bought),
        "ad_orders": rng.poisson(factor[:, :, None] * ads),
    }
