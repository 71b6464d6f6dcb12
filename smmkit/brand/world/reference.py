"""
The reference: a plan that knows the true effects, and comes close to the best there is.

Posts and money do not touch each other, so each is worked out alone. Reach is
proportional to followers, so a follower has a price in each week (what he will still order,
and what the followers he leads to will): it comes from the last week backwards. At these
prices a week's posts are filled in one by one, each time the one that is worth most for its
hours; then prices are worked out anew. Last, changes of single posts are tried.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from smmkit.brand.identity import Identity, stream
from smmkit.brand.parameters import PILLARS, value
from smmkit.brand.world import organic, paid
from smmkit.brand.world.calendar import WEEKS
from smmkit.brand.world.laid import Laid, empty_spend, laid_from, place_in_each
from smmkit.brand.world.replies import NOBODY, Replies
from smmkit.brand.world.rivals import hours_for_posts, sensible
from smmkit.brand.world.truth import Truth
from smmkit.brand.world.worth import SLOTS, Chances, certain, hours_used, worth

__all__ = ["best_spend", "outline", "polish"]

_REPLIES = (NOBODY, *(Replies("honest", hours) for hours in (24, 12, 6)), Replies("template", 24))
_OFFER_PRICES = (0.0, 0.2, 0.4, 0.6, 0.8)
_ROUNDS = 3
_OFFER = PILLARS.index("offer")


def outline(truth: Truth, luck: Chances) -> Laid:
    """
    Return the reference before single posts are tried.

    Parameters
    ----------
    truth : Truth
        The world.
    luck : Chances
        By which ways to answer are compared.
    """
    spend = best_spend(truth)
    # More posts make a follower worth more, and that makes posts worth more: a start from a
    # plan with few posts would stay with few.
    start = sensible(truth)
    found = []
    for replies in _REPLIES:
        plan = max(
            (_filled(truth, replies, price, _paths(truth, start)) for price in _OFFER_PRICES),
            key=lambda one: float(worth(truth, one, certain(truth)).all.mean()),
        )
        found.append(replace(plan, spend=spend))
    return max(found, key=lambda one: float(worth(truth, one, luck).all.mean()))


def polish(truth: Truth, plan: Laid, identity: Identity, *, trials: int = 500) -> Laid:
    """Try changes of single posts, drawn from the identity, and keep those that gain."""
    rng = stream(identity, "trials")
    flat, spend = certain(truth), plan.spend
    plan = replace(plan, spend=empty_spend(truth.followers.size))
    score = float(worth(truth, plan, flat).all[0])
    for _ in range(trials):
        other = _changed(truth, plan, rng)
        if other is None or (hours_used(truth, other) > truth.hours + 1e-9).any():
            continue
        found = float(worth(truth, other, flat).all[0])
        if found > score:
            plan, score = other, found
    return replace(plan, spend=spend)


def best_spend(truth: Truth, *, rounds: int = 300) -> np.ndarray:
    """
    Return the money a week and campaign that brings most, within the season's budget.

    Exponentiated gradient: each part of the budget grows with what its last coin brought; what is
    not spent is one of the parts.

    Returns
    -------
    numpy.ndarray, shape (26, P, 2)
    """
    spend = empty_spend(truth.followers.size)
    parts = np.full(spend.size + 1, 1 / (spend.size + 1))
    worth_of = truth.gain * truth.demand
    for number in range(rounds):
        spend = (truth.money * parts[:-1]).reshape(spend.shape)
        gain = np.append(paid.marginal(truth, spend, worth_of).ravel() - 1, 0.0)
        step = 0.5 / (1 + number / 100)
        parts = parts * np.exp(step * np.clip(gain - gain @ parts, -3, 3))
        parts /= parts.sum()
    spend = (truth.money * parts[:-1]).reshape(spend.shape)
    return np.where(spend < 0.002 * truth.money / WEEKS, 0.0, spend)


def _filled(
    truth: Truth, replies: Replies, offer_price: float, start: tuple[np.ndarray, np.ndarray]
) -> Laid:
    """Fill every week greedily at followers' prices; repeat with prices that fit the plan."""
    room = hours_for_posts(truth, replies)
    followers, price = start
    plan = None
    for _ in range(_ROUNDS):
        plan = _placed(truth, _counts(truth, followers, price, room, offer_price), replies)
        followers, price = _paths(truth, plan)
    return plan


def _paths(truth: Truth, plan: Laid) -> tuple[np.ndarray, np.ndarray]:
    """Return followers at the start of each week, and what one is worth after it, (26, P)."""
    hope = organic.expected(truth, plan)
    shape = (WEEKS, truth.followers.size)
    reached = hope.reach * truth.mean_luck[plan.platform]
    won, bought = (
        np.bincount(plan.cell, weights=reached * rate, minlength=shape[0] * shape[1]).reshape(shape)
        for rate in (hope.follows, hope.orders)
    )
    kept = 1 - hope.churn + won
    start = truth.followers * np.vstack([np.ones(shape[1]), np.cumprod(kept, axis=0)[:-1]])
    price = np.full(shape, truth.follower_worth)
    for week in range(WEEKS - 1, 0, -1):
        this = truth.gain * truth.demand[week] * (truth.base + bought[week])
        price[week - 1] = this + kept[week] * price[week]
    return start, price


def _counts(
    truth: Truth, followers: np.ndarray, price: np.ndarray, room: float, offer_price: float
) -> np.ndarray:
    """
    Choose posts of each week one by one: the one worth most for its hours.

    Returns
    -------
    numpy.ndarray of int, shape (26, P, 3, 4)
        Posts by week, platform, format and pillar.
    """
    each = np.exp(truth.reach[:, :, None] + truth.pillar_reach + truth.hour.max())
    each *= truth.mean_luck[:, None, None]
    order = truth.close * truth.interest[:, :, None] * truth.pillar_orders
    money = truth.gain * truth.demand[:, None, None, None] * order
    money = money + price[:, :, None, None] * truth.follows
    worth_of = followers[:, :, None, None] * each * money
    # An offer costs later ones: a share of its worth is set against it.
    worth_of[..., _OFFER] *= 1 - offer_price
    hours = np.broadcast_to(truth.hours_of[:, :, None], each.shape)
    there = hours > 0
    days = np.sort(truth.day.reshape(WEEKS, 7), axis=1)[:, ::-1]
    days = np.concatenate([days, days - value("same_day"), days - 2 * value("same_day")], axis=1)
    spread = np.cumsum(np.exp(days), axis=1) / np.arange(1, 22)
    crowd = np.exp(-value("crowding") * np.maximum(np.arange(1, 22) - value("free_posts"), 0))
    share = np.concatenate([np.zeros((WEEKS, 1)), spread * crowd], axis=1)
    again = value("repeat_pillar")

    count = np.zeros(worth_of.shape, dtype=np.int64)
    left = np.full(WEEKS, room)
    weeks = np.arange(WEEKS)
    while True:
        sent = count.sum(axis=(2, 3))
        of_pillar = count.sum(axis=2)
        pillar = (count * worth_of).sum(axis=2)
        now = np.exp(-again * np.maximum(of_pillar - 1, 0)) * pillar
        then = np.exp(-again * of_pillar)[:, :, None] * (pillar[:, :, None] + worth_of)
        whole = now.sum(axis=2)
        after = whole[:, :, None, None] - now[:, :, None] + then
        factor = share[weeks[:, None], np.minimum(sent, 21)]
        next_factor = share[weeks[:, None], np.minimum(sent + 1, 21)]
        gain = next_factor[..., None, None] * after - (factor * whole)[..., None, None]
        gain = gain - truth.wage * hours
        fits = there & (hours <= left[:, None, None, None] + 1e-9) & (sent < 21)[..., None, None]
        density = np.where(fits & (gain > 0), gain / np.maximum(hours, 1e-9), -1.0)
        flat = density.reshape(WEEKS, -1)
        choice = flat.argmax(axis=1)
        open_weeks = np.flatnonzero(flat[weeks, choice] > 0)
        if not open_weeks.size:
            return count
        picked = choice[open_weeks]
        count.reshape(WEEKS, -1)[open_weeks, picked] += 1
        left[open_weeks] -= hours.ravel()[picked]


def _placed(truth: Truth, count: np.ndarray, replies: Replies) -> Laid:
    """Put counted posts on days, the best first, a day each as long as there is one."""
    week, platform, form, pillar = np.nonzero(count)
    times = count[week, platform, form, pillar]
    week, platform, form, pillar = (np.repeat(one, times) for one in (week, platform, form, pillar))
    cell = week * truth.followers.size + platform
    rank = place_in_each(cell)
    best_days = np.argsort(-truth.day.reshape(WEEKS, 7), axis=1, kind="stable")
    return laid_from(
        platform,
        form,
        pillar,
        7 * week + best_days[week, rank % 7],
        np.full(cell.size, int(truth.hour.argmax())),
        spend=empty_spend(truth.followers.size),
        replies=(replies,) * WEEKS,
    )


def _changed(truth: Truth, plan: Laid, rng: np.random.Generator) -> Laid | None:
    """Return the plan with one post put in, taken out or made another."""
    kind, post = rng.integers(4), int(rng.integers(max(plan.cell.size, 1)))
    new = [rng.integers(truth.followers.size), 0, rng.integers(len(PILLARS)), 0]
    new[1] = rng.integers(np.count_nonzero(truth.hours_of[new[0]]))
    new[3] = rng.integers(7 * WEEKS)
    if kind == 0 or not plan.cell.size:
        columns = [
            np.append(old, one)
            for old, one in zip((plan.platform, plan.form, plan.pillar, plan.day), new, strict=True)
        ]
        hour = np.append(plan.hour, int(truth.hour.argmax()))
    elif kind == 1:
        return plan.take(np.arange(plan.cell.size) != post)
    else:
        columns = [one.copy() for one in (plan.platform, plan.form, plan.pillar, plan.day)]
        hour = plan.hour
        if kind == 2:
            columns[2][post] = new[2]
        else:
            for column, one in zip(columns[:3], new[:3], strict=True):
                column[post] = one
    changed = laid_from(*columns, hour, spend=plan.spend, replies=plan.replies)
    return changed if changed.rank.max(initial=0) < SLOTS else None
