"""What posts bring before luck: reach, clicks, follows and orders a post, each over followers."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from smmkit.brand.parameters import PILLARS, value
from smmkit.brand.world.calendar import DAYS, WEEKS
from smmkit.brand.world.laid import Laid
from smmkit.brand.world.truth import Truth

__all__ = ["Expected", "crowd", "expected", "offer_load"]

_OFFER = PILLARS.index("offer")


class Expected(NamedTuple):
    """
    What is expected of posts, and what offers do to a platform's followers.

    `reach` is reach / followers before luck, one entry a post; `follows` and `orders` are
    follows and orders / reach, `churn` is (26, P), followers lost a week as a share.
    """

    reach: np.ndarray
    follows: np.ndarray
    orders: np.ndarray
    churn: np.ndarray


def expected(truth: Truth, laid: Laid) -> Expected:
    """Return what is expected of each post of a season."""
    above = offer_load(laid)
    reach = np.exp(
        truth.reach[laid.platform, laid.form]
        + truth.pillar_reach[laid.pillar]
        + truth.hour[laid.hour]
        + truth.day[laid.day]
        + crowd(laid)
    )
    dull = np.exp(-value("offer_dull") * above)[laid.week, laid.platform]
    return Expected(
        reach,
        truth.follows[laid.platform, laid.form, laid.pillar],
        truth.close
        * truth.interest[laid.platform, laid.form]
        * truth.pillar_orders[laid.pillar]
        * np.where(laid.pillar == _OFFER, dull, 1.0),
        value("season_churn") + value("offer_churn") * above,
    )


def crowd(laid: Laid) -> np.ndarray:
    """
    Return the log reach that posts take from each other.

    On a platform: for each post of the week beyond the free ones, for each further post on
    the same day, for each further one of the same pillar in the week.
    """
    platforms = laid.spend.shape[1]
    of_week = np.bincount(laid.cell, minlength=WEEKS * platforms)[laid.cell]
    day = laid.platform * DAYS + laid.day
    of_day = np.bincount(day, minlength=DAYS * platforms)[day]
    pillar = laid.cell * len(PILLARS) + laid.pillar
    of_pillar = np.bincount(pillar)[pillar]
    return -(
        value("crowding") * np.maximum(of_week - value("free_posts"), 0)
        + value("same_day") * (of_day - 1)
        + value("repeat_pillar") * (of_pillar - 1)
    )


@lru_cache(maxsize=1)
def _remembered() -> np.ndarray:
    gap = np.arange(WEEKS)[:, None] - np.arange(WEEKS)
    return np.where(gap >= 0, value("offer_memory") ** np.maximum(gap, 0), 0.0)


def offer_load(laid: Laid) -> np.ndarray:
    """
    Return how far the share of offers lies above what people bear, of all that may lie above.

    The share is that of recent posts, weighted down by `offer_memory` a week.

    Returns
    -------
    numpy.ndarray, shape (26, P)
        0 up to the share that is borne, 1 where all posts are offers.
    """
    shape = (WEEKS, laid.spend.shape[1])
    size = shape[0] * shape[1]
    sent = np.bincount(laid.cell, minlength=size).reshape(shape)
    offers = np.bincount(laid.cell[laid.pillar == _OFFER], minlength=size).reshape(shape)
    recent = _remembered() @ sent
    share = np.divide(_remembered() @ offers, recent, out=np.zeros(shape), where=recent > 1e-9)
    borne = value("offer_share")
    return np.maximum(share - borne, 0) / (1 - borne)
