"""Paid campaigns: money buys displays, displays clicks, clicks leads, leads orders."""

from __future__ import annotations

import numpy as np

from smmkit.brand.parameters import value, values

__all__ = ["boosts", "funnel", "standing"]

Columns = dict[str, np.ndarray]

# campaign: share of the budget, price of displays, click rate and order rate against usual
_STANDING = {"Prospecting": (0.7, 1.0, 1.0, 0.8), "Retargeting": (0.3, 1.3, 1.4, 1.6)}


def boosts(posts: Columns) -> Columns:
    """
    Return the paid displays of boosted posts, added up per platform and day.

    Of a boosted post's displays the share 1 - exp(-paid effect) came by money.
    """
    paid = posts["paid"]
    bought = np.rint(-np.expm1(-value("paid_reach")) * posts["impressions"][paid])
    keys, at = np.unique(
        np.rec.fromarrays([posts["day"][paid], posts["platform"][paid]], names="day,platform"),
        return_inverse=True,
    )
    displays = np.zeros(keys.size)
    np.add.at(displays, at, bought)
    return {
        "day": keys["day"],
        "platform": keys["platform"],
        "campaign": np.repeat("Boosted posts", keys.size),
        "expected": displays,
        "cpm": np.ones(keys.size),
        "ctr": np.ones(keys.size),
        "orders": np.ones(keys.size),
    }


def standing(
    rng: np.random.Generator,
    platforms: tuple[str, ...],
    budget: float,
    price_level: float,
    *,
    weeks: int,
) -> Columns:
    """
    Return displays of the campaigns that run beside the posts, on the two largest platforms.

    A campaign runs in about two weeks of three, and spends its budget there.
    """
    parts = []
    for platform, part in zip(platforms[:2], (0.65, 0.35), strict=True):
        for campaign, (share, cpm, ctr, orders) in _STANDING.items():
            on = rng.random(weeks) < 2 / 3
            on[0] = True
            day = (7 * np.flatnonzero(on)[:, None] + np.arange(7)).ravel()
            money = np.exp(0.25 * rng.standard_normal(day.size))
            money *= budget * weeks * 12 / 52 * part * share / money.sum()
            price = cpm * value(f"cpm.{platform}") * price_level
            parts.append(
                {
                    "day": day,
                    "platform": np.repeat(platform, day.size),
                    "campaign": np.repeat(campaign, day.size),
                    "expected": 1000 * money / price,
                    "cpm": np.repeat(cpm, day.size),
                    "ctr": np.repeat(ctr, day.size),
                    "orders": np.repeat(orders, day.size),
                }
            )
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def funnel(
    rng: np.random.Generator, rows: Columns, *, price_level: float, order_value: float, roas: float
) -> Columns:
    """
    Return what each row of displays cost and brought.

    Clicks, leads and orders are binomial, each out of the one before. The chance of an
    order is set so that revenue / spend is `roas` on average: dear things sell rarely. The
    value of n orders is gamma with shape 4 n, its mean n times the order value.

    Returns
    -------
    dict of str to numpy.ndarray
        spend, revenue (money, whole cents); reach, impressions, clicks, leads, conversions.
    """
    platform = rows["platform"]
    shown = np.maximum(rng.poisson(rows["expected"]), 1)
    price = values("cpm", platform) * price_level
    noise = np.exp(0.15 * rng.standard_normal(shown.size))
    spend = np.maximum(np.round(shown / 1000 * price * rows["cpm"] * noise, 2), 0.01)
    again = 1 + (value("boost_frequency") - 1) * rng.random(shown.size) * 2
    reach = np.maximum(np.rint(shown / again), 1).astype(np.int64)
    clicks = rng.binomial(reach, np.minimum(values("ad_ctr", platform) * rows["ctr"] * again, 1))
    cost_per_click = price / (1000 * values("ad_ctr", platform))
    order_rate = np.minimum(roas * rows["orders"] * cost_per_click / order_value, 0.4)
    lead_rate = np.minimum(np.maximum(value("lead_rate"), 1.5 * order_rate), 0.7)
    leads = rng.binomial(clicks, lead_rate)
    orders = rng.binomial(leads, order_rate / lead_rate)
    revenue = np.round(order_value / 4 * rng.standard_gamma(4 * orders), 2)
    return {
        "spend": spend,
        "reach": reach,
        "impressions": shown,
        "clicks": clicks,
        "leads": leads,
        "conversions": orders,
        "revenue": revenue,
    }
