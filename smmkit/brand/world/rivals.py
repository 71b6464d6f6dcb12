"""Plans to measure others by: doing nothing, guessing, and a sensible manager's routine."""

from __future__ import annotations

import numpy as np

from smmkit.brand.identity import Identity, stream
from smmkit.brand.parameters import CAMPAIGNS, PILLARS, value, values
from smmkit.brand.world.calendar import DAYS, WEEKS
from smmkit.brand.world.laid import Laid, empty_spend, laid_from
from smmkit.brand.world.replies import Replies
from smmkit.brand.world.truth import Truth

__all__ = ["NAIVE_REPLIES", "SENSIBLE_REPLIES", "guesses", "nothing", "sensible"]

GUESSES = 5
NAIVE_REPLIES = Replies("template", 24)
SENSIBLE_REPLIES = Replies("honest", 24)
_ROUND = 40


def nothing(truth: Truth) -> Laid:
    """Return a season without posts, ads or answers."""
    none = np.zeros(0, dtype=np.int64)
    return laid_from(none, none, none, none, none, spend=empty_spend(truth.followers.size))


def hours_for_posts(truth: Truth, replies: Replies) -> float:
    """Return the hours a week that answering leaves for posts."""
    return max(truth.hours - replies.hours(float(truth.followers.sum())), 0.0)


def guesses(truth: Truth, identity: Identity) -> list[Laid]:
    """
    Return five plans of somebody who guesses.

    Any platform, format, pillar, day and hour from 7 to 22, for 30 to 80 % of the hours; the whole
    budget in equal parts over platforms, campaigns and weeks; a template as the answer.
    """
    rng = stream(identity, "guesses")
    platforms = truth.followers.size
    money = np.full((WEEKS, platforms, len(CAMPAIGNS)), 1.0)
    money *= truth.money / money.size
    return [_guess(rng, truth, money) for _ in range(GUESSES)]


def _guess(rng: np.random.Generator, truth: Truth, money: np.ndarray) -> Laid:
    room = hours_for_posts(truth, NAIVE_REPLIES) * rng.uniform(0.3, 0.8)
    platforms = truth.followers.size
    platform = rng.integers(platforms, size=(WEEKS, _ROUND))
    count = (truth.hours_of > 0).sum(axis=1)
    form = (rng.random((WEEKS, _ROUND)) * count[platform]).astype(np.int64)
    inside = truth.hours_of[platform, form].cumsum(axis=1) <= room
    week = np.broadcast_to(np.arange(WEEKS)[:, None], platform.shape)
    return laid_from(
        platform[inside],
        form[inside],
        rng.integers(len(PILLARS), size=platform.shape)[inside],
        (7 * week + rng.integers(7, size=platform.shape))[inside],
        rng.integers(7, 23, size=platform.shape)[inside],
        spend=money,
        replies=(NAIVE_REPLIES,) * WEEKS,
    )


def sensible(truth: Truth) -> Laid:
    """
    Return the routine of a sensible manager who does not know the world's true effects.

    The two largest pages, the home page twice as often, in the formats people are known to
    react to, pillars in the usual mix with an offer in seven, days spread over the week, at the
    public's hour; four fifths of the budget, most of it to new people at home; honest answers
    within a day, or a template where these would take a third of the hours.
    """
    replies = SENSIBLE_REPLIES
    if hours_for_posts(truth, replies) < truth.hours * 2 / 3:
        replies = NAIVE_REPLIES
    room = hours_for_posts(truth, replies)
    best = np.where(truth.hours_of > 0, truth.er, 0).argmax(axis=1)
    second = np.where(truth.hours_of > 0, truth.reach, -np.inf).argmax(axis=1)
    turns = [(p, f) for p in (0, 0, 1) for f in (best[p], second[p])]
    turns = [turns[place] for place in (0, 2, 4, 1, 3, 5)]
    chosen, used = [], 0.0
    while used + truth.hours_of[turns[len(chosen) % 6]] <= room and len(chosen) < _ROUND:
        chosen.append(turns[len(chosen) % 6])
        used += truth.hours_of[chosen[-1]]
    count = len(chosen)
    pillars = np.array([PILLARS.index(name) for name in _PILLARS_IN_TURN])
    number = np.arange(WEEKS * count)
    platform, form = np.tile(np.array(chosen, dtype=np.int64).reshape(-1, 2), (WEEKS, 1)).T
    day = 7 * (number // max(count, 1)) + (number % max(count, 1)) * 7 // max(count, 1)
    spend = empty_spend(truth.followers.size)
    main = value("main_platform_share")
    shares = np.array([main, 1 - main])[:, None] * values("campaign_share", CAMPAIGNS)
    spend[:, :2] = 0.8 * truth.money / WEEKS * shares
    return laid_from(
        platform,
        form,
        pillars[number % pillars.size],
        np.minimum(day, DAYS - 1),
        np.full(number.size, int(truth.hour.argmax())),
        spend=spend,
        replies=(replies,) * WEEKS,
    )


_PILLARS_IN_TURN = ("product", "people", "advice", "offer", "product", "people", "advice")
