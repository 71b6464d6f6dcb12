"""
The season written as plainly as can be: a loop over weeks, runs and posts.

The same equations as `smmkit.brand.world.play` and the same draws in the same order, one
number at a time. Tests hold the fast one to it, `benchmarks/world.py` times both.
"""

from __future__ import annotations

import math

import numpy as np

from smmkit.brand.identity import stream
from smmkit.brand.parameters import PILLARS, value
from smmkit.brand.world import paid
from smmkit.brand.world.replies import shocks

__all__ = ["season"]


def season(truth, laid, identity, runs, *, weeks=26, name="season"):
    """Return reach and engagements by post, orders by week and followers at the end, by run."""
    platforms = len(truth.followers)
    noise, blows = shocks(stream(identity, f"{name} incidents"), runs)
    posts = list(
        zip(
            *(getattr(laid, one).tolist() for one in ("platform", "form", "pillar", "day", "hour")),
            strict=True,
        )
    )
    ads = paid.orders(truth, laid.spend)
    followers = [[float(n) for n in truth.followers] for _ in range(runs)]
    mood = [0.0] * runs
    reached, engaged, ordered = [], [], []
    sent = [[0] * platforms for _ in range(weeks)]
    offers = [[0] * platforms for _ in range(weeks)]
    for platform, _, pillar, day, _ in posts:
        if day // 7 < weeks:
            sent[day // 7][platform] += 1
            offers[day // 7][platform] += PILLARS[pillar] == "offer"
    for week in range(weeks):
        rng = stream(identity, f"{name} week", week)
        mine = [post for post in posts if post[3] // 7 == week]
        above = [_above(sent, offers, week, platform) for platform in range(platforms)]
        usual = [_log_usual(truth, post, mine) for post in mine]
        z = [[rng.standard_normal() for _ in mine] for _ in range(runs)]
        reach = [
            [
                round_half_even(math.exp(log_reach(truth, followers[run], post, hope, luck)))
                for post, hope, luck in zip(mine, usual, z[run], strict=True)
            ]
            for run in range(runs)
        ]
        shown = [
            [
                round_half_even(
                    count
                    * (1 + (truth.frequency[post[0]] - 1) / (4 - 1 / 3) * rng.standard_gamma(4.0))
                )
                for post, count in zip(mine, reach[run], strict=True)
            ]
            for run in range(runs)
        ]
        spread = [
            [truth.alpha[post[0]] * rng.standard_gamma(1 / truth.alpha[post[0]]) for post in mine]
            for run in range(runs)
        ]
        engagements = [
            [
                min(
                    rng.poisson(
                        mean_engagements(truth, followers[run], mood[run], post, hope, luck) * times
                    ),
                    most,
                )
                for post, hope, luck, times, most in zip(
                    mine, usual, z[run], spread[run], shown[run], strict=True
                )
            ]
            for run in range(runs)
        ]
        for run in range(runs):
            for post, count in zip(mine, reach[run], strict=True):
                rng.poisson(count * truth.clicks[post[0], post[1]])
        follows = [
            [
                rng.poisson(count * truth.follows[post[0], post[1], post[2]] * math.exp(mood[run]))
                for post, count in zip(mine, reach[run], strict=True)
            ]
            for run in range(runs)
        ]
        lost = [
            [
                min(
                    rng.poisson(
                        followers[run][p]
                        * (value("season_churn") + value("offer_churn") * above[p])
                    ),
                    followers[run][p],
                )
                for p in range(platforms)
            ]
            for run in range(runs)
        ]
        factor = [truth.demand[week] * math.exp(mood[run]) for run in range(runs)]
        orders = [
            int(rng.poisson(truth.base * sum(followers[run]) * factor[run])) for run in range(runs)
        ]
        for run in range(runs):
            for p in range(platforms):
                hoped = sum(
                    count * _orders(truth, post, above[p])
                    for post, count in zip(mine, reach[run], strict=True)
                    if post[0] == p
                )
                orders[run] += int(rng.poisson(factor[run] * hoped))
        for run in range(runs):
            for p in range(platforms):
                for campaign in range(2):
                    orders[run] += int(rng.poisson(factor[run] * ads[week, p, campaign]))
        reached.append(reach)
        engaged.append(engagements)
        ordered.append(orders)
        way = laid.replies[week]
        for run in range(runs):
            for post, count in zip(mine, follows[run], strict=True):
                followers[run][post[0]] += count
            for p in range(platforms):
                followers[run][p] -= lost[run][p]
            mood[run] = (
                value("mood_kept") * mood[run]
                + noise[run, week]
                + value(f"daily_care.{way.manner}")
                - blows[run, week] * (1 - way.share_taken)
            )
    return reached, engaged, ordered, followers


def round_half_even(number):
    """Round as numpy does."""
    return float(round(number))


def log_reach(truth, followers, post, hope, luck):
    """Return the log of one post's reach."""
    return math.log(max(followers[post[0]], 1)) + hope + truth.sd_luck[post[0]] * luck


def mean_engagements(truth, followers, mood, post, hope, luck):
    """Return the engagements expected of one post once its reach is known."""
    platform, form, pillar, *_ = post
    usual = math.log(max(followers[platform], 1)) + math.log(truth.usual[platform])
    rate = math.log(truth.er[platform, form]) + truth.pillar_er[pillar]
    elastic = value("elasticity")
    reach = log_reach(truth, followers, post, hope, luck)
    return math.exp(mood + rate + (1 - elastic) * usual + elastic * reach)


def _log_usual(truth, post, mine):
    """Return the log of one post's reach / followers before luck."""
    platform, form, pillar, day, hour = post
    of_week = sum(other[0] == platform for other in mine)
    of_day = sum(other[0] == platform and other[3] == day for other in mine)
    of_pillar = sum(other[0] == platform and other[2] == pillar for other in mine)
    return (
        truth.reach[platform, form]
        + truth.pillar_reach[pillar]
        + truth.hour[hour]
        + truth.day[day]
        - value("crowding") * max(of_week - value("free_posts"), 0)
        - value("same_day") * (of_day - 1)
        - value("repeat_pillar") * (of_pillar - 1)
    )


def _above(sent, offers, week, platform):
    """Return how far the share of recent offers lies above what people bear."""
    memory = value("offer_memory")
    weights = [memory ** (week - past) for past in range(week + 1)]
    posts = sum(w * sent[past][platform] for past, w in enumerate(weights))
    share = (
        sum(w * offers[past][platform] for past, w in enumerate(weights)) / posts if posts else 0
    )
    return max(share - value("offer_share"), 0) / (1 - value("offer_share"))


def _orders(truth, post, above):
    """Return the orders expected of one account reached."""
    platform, form, pillar, *_ = post
    rate = truth.close * truth.interest[platform, form] * truth.pillar_orders[pillar]
    dull = np.exp(-value("offer_dull") * above) if PILLARS[pillar] == "offer" else 1.0
    return rate * dull
