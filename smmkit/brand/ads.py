"""Paid campaigns: money buys displays, displays clicks, clicks leads, leads orders."""

from __future__ import annotations

import numpy as np

from smmkit.brand.parameters import CAMPAIGNS, value, values

__all__ = ["boosts", "funnel", "standing"]

Columns = dict[str, np.ndarray]

_UNUSUAL = ("cpm", "ctr", "orders")


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
        **{name: np.ones(keys.size) for name in _UNUSUAL},
    }


def standing(
    rng: np.random.Generator,
    platforms: tuple[str, ...],
    money: float,
    price_level: float,
    *,
    weeks: int,
) -> Columns:
    """
    Return displays of the campaigns that run beside the posts, on the two largest platforms.

    `money` is for all weeks. A campaign runs in some weeks only, and spends its whole budget there.
    """
    parts = []
    main = value("main_platform_share")
    for platform, part in zip(platforms[:2], (main, 1 - main), strict=True):
        for campaign in CAMPAIGNS:
            unusual = {name: value(f"campaign_{name}.{campaign}") for name in _UNUSUAL}
            on = rng.random(weeks) < value("campaign_weeks")
            on[0] = True
            day = (7 * np.flatnonzero(on)[:, None] + np.arange(7)).ravel()
            spread = np.exp(value("sd_ad_spend") * rng.standard_normal(day.size))
            spent = money * part * value(f"campaign_share.{campaign}") * spread / spread.sum()
            price = unusual["cpm"] * value(f"cpm.{platform}") * price_level
            parts.append(
                {
                    "day": day,
                    "platform": np.repeat(platform, day.size),
                    "campaign": np.repeat(campaign, day.size),
                    "expected": 1000 * spent / price,
                    **{name: np.repeat(times, day.size) for name, times in unusual.items()},
                }
            )
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def funnel(
    rng: np.random.Generator, rows: Columns, *, price_level: float, order_value: float, roas: float
) -> Columns:
    """
    Return what each row of displays cost and brought.

    Clicks, leads and orders are binomial, each out of the one before. The chance of an
    order would make revenue / spend `roas` on average, since dear things sell rarely; but it
    levels off, so that a click on a cheap thing does not sell it every other time. The value
    of n orders is gamma, its mean n times the order value.

    Returns
    -------
    dict of str to numpy.ndarray
        spend, revenue (money, whole cents); reach, impressions, clicks, engagements (clicks
        included, as ad managers count), leads, conversions.
    """
    platform = rows["platform"]
    shown = np.maximum(rng.poisson(rows["expected"]), 1)
    price = values("cpm", platform) * price_level
    noise = np.exp(value("sd_ad_price") * rng.standard_normal(shown.size))
    spend = np.maximum(np.round(shown / 1000 * price * rows["cpm"] * noise, 2), 0.01)
    again = 1 + 2 * (value("ad_frequency") - 1) * rng.random(shown.size)
    reach = np.maximum(np.rint(shown / again), 1).astype(np.int64)
    clicks = rng.binomial(reach, np.minimum(values("ad_ctr", platform) * rows["ctr"] * again, 1))
    cost_per_click = price / (1000 * values("ad_ctr", platform))
    hoped = roas * rows["orders"] * cost_per_click / order_value
    highest = value("highest_order_rate")
    order_rate = highest * hoped / (highest + hoped)
    lead_rate = np.minimum(np.maximum(value("lead_rate"), 1.5 * order_rate), 0.7)
    leads = rng.binomial(clicks, lead_rate)
    orders = rng.binomial(leads, order_rate / lead_rate)
    others = rng.binomial(reach - clicks, values("er_by_reach", platform))
    shape = value("order_shape")
    revenue = np.round(order_value / shape * rng.standard_gamma(shape * orders), 2)
    return {
        "spend": spend,
        "reach": reach,
        "impressions": shown,
        "clicks": clicks,
        "engagements": clicks + others,
        "leads": leads,
        "conversions": orders,
        "revenue": revenue,
    }
