"""What a played season looks like from outside: posts, days, ads and the money, as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from smmkit import tables
from smmkit.brand.audience import union_reach
from smmkit.brand.history import post_columns
from smmkit.brand.identity import stream
from smmkit.brand.names import COUNTRIES
from smmkit.brand.parameters import CAMPAIGNS, PILLARS, REACTIONS, formats, value, values
from smmkit.brand.posts import reactions
from smmkit.brand.world.calendar import DAYS, START
from smmkit.brand.world.laid import Laid
from smmkit.brand.world.play import LAGS, Played
from smmkit.brand.world.truth import Truth
from smmkit.brand.world.worth import hours_used

if TYPE_CHECKING:
    from smmkit.brand.cards import Brand

__all__ = ["ads", "as_media", "as_plan", "daily", "ledger", "posts", "sales"]

Weeks = list[Played]

_LEVELS = {country.code: country.price_level for country in COUNTRIES}


def as_plan(laid: Laid, platforms: tuple[str, ...]) -> pd.DataFrame:
    """Return posts as a PLAN table."""
    words = [formats(platform) for platform in platforms]
    minutes = (laid.day * 24 + laid.hour) * 60 + laid.minute
    frame = pd.DataFrame(
        {
            "publish_at": (START.astype("datetime64[m]") + minutes).astype("datetime64[us]"),
            "platform": np.array(platforms, dtype=object)[laid.platform],
            "format": [words[p][f] for p, f in zip(laid.platform, laid.form, strict=True)],
            "pillar": np.array(PILLARS, dtype=object)[laid.pillar],
        }
    )
    return tables.PLAN.conform(frame.sort_values("publish_at", kind="stable"))


def as_media(laid: Laid, platforms: tuple[str, ...], currency: str) -> pd.DataFrame:
    """Return money as a MEDIA table, without the weeks and campaigns that spend nothing."""
    week, platform, campaign = np.nonzero(laid.spend)
    frame = pd.DataFrame(
        {
            "week": (START + 7 * week).astype("datetime64[us]"),
            "platform": np.array(platforms, dtype=object)[platform],
            "campaign": np.array(CAMPAIGNS, dtype=object)[campaign],
            "currency": currency,
            "budget": laid.spend[week, platform, campaign],
        }
    )
    return tables.MEDIA.conform(frame)


def posts(brand: Brand, laid: Laid, weeks: Weeks) -> pd.DataFrame:
    """Return POSTS of the first of the runs, each post with the results of its whole life."""
    parts = [_posts_of(brand, laid, week, one) for week, one in enumerate(weeks)]
    return _table(tables.POSTS, parts)


def _table(schema: tables.Table, parts: list[dict[str, np.ndarray]]) -> pd.DataFrame:
    """Return one table of the columns of many weeks, those without a row being empty."""
    parts = [part for part in parts if part]
    if not parts:
        return schema.empty()
    columns = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    return schema.conform(pd.DataFrame(columns))


def _posts_of(brand: Brand, laid: Laid, week: int, played: Played) -> dict[str, np.ndarray]:
    here = slice(*np.searchsorted(laid.week, [week, week + 1]))
    rng = stream(brand.identity, "season texts", week)
    platform = np.array(brand.platforms)[laid.platform[here]]
    whole = {
        name: getattr(played, name)[0].astype(np.int64)
        for name in ("reach", "impressions", "engagements", "clicks", "follows")
    }
    if not platform.size:
        return {}
    sent = whole | {
        "platform": platform,
        "format": np.array(
            [
                formats(name)[form]
                for name, form in zip(platform.tolist(), laid.form[here].tolist(), strict=True)
            ]
        ),
        "pillar": np.array(PILLARS)[laid.pillar[here]],
        "day": laid.day[here] + DAYS,
        "hour": laid.hour[here],
        "minute": laid.minute[here],
        "paid": np.zeros(platform.size, dtype=bool),
        "plays": rng.binomial(whole["impressions"], value("video_start")),
    }
    mix = reactions(rng, whole["engagements"], platform).T
    return post_columns(brand, sent | dict(zip(REACTIONS, mix, strict=True)), rng)


def daily(brand: Brand, truth: Truth, table: pd.DataFrame, weeks: Weeks) -> pd.DataFrame:
    """
    Return DAILY of the weeks played, from POSTS.

    A post's results come in over four days, its follows on the first; followers obey, exactly,
    today = yesterday + new - lost.
    """
    days, platforms = 7 * len(weeks), len(brand.platforms)
    shape = (platforms, days)
    if not days:
        return tables.DAILY.empty()
    rng = stream(brand.identity, "season days")
    at = table["platform"].map({name: n for n, name in enumerate(brand.platforms)})
    at = at.to_numpy(dtype=np.int64)
    day = ((table["published"] - pd.Timestamp(START)) // pd.Timedelta(days=1)).to_numpy(np.int64)
    spread = values("day_share", "0123")
    counted = {}
    for name in ("impressions", *REACTIONS, "clicks"):
        counted[name] = np.zeros(shape, dtype=np.int64)
        whole = table[name].to_numpy(dtype=np.int64)
        share = np.floor(whole[:, None] * spread).astype(np.int64)
        share[:, 0] += whole - share.sum(axis=1)
        for late in range(spread.size):
            inside = day + late < days
            np.add.at(counted[name], (at[inside], day[inside] + late), share[inside, late])
    counted["engagements"] = sum(counted[name] for name in REACTIONS)
    counted["posts"] = np.zeros(shape, dtype=np.int64)
    np.add.at(counted["posts"], (at, day), 1)
    new = np.zeros(shape, dtype=np.int64)
    np.add.at(new, (at, day), table["follows"].to_numpy(dtype=np.int64))
    lost = np.concatenate(
        [
            stream(brand.identity, "season leavers", week).multinomial(
                one.lost[0].astype(np.int64), np.full(7, 1 / 7)
            )
            for week, one in enumerate(weeks)
        ],
        axis=1,
    )
    followers = truth.followers[:, None].astype(np.int64) + (new - lost).cumsum(axis=1)
    visitors = rng.poisson(value("profile_rate") * truth.followers[None, :], (days, platforms)).T
    counted["impressions"] += visitors
    pool = values("audience_pool", brand.platforms)[:, None] * followers
    union = union_reach(counted["impressions"], pool, truth.frequency[:, None])
    floor = np.zeros(shape, dtype=np.int64)
    first = np.floor(table["reach"].to_numpy(dtype=np.int64) * spread[0]).astype(np.int64)
    np.maximum.at(floor, (at, day), first)
    reach = np.minimum(np.maximum(np.rint(union).astype(np.int64), floor), counted["impressions"])
    columns = counted | {
        "new_followers": new,
        "lost_followers": lost,
        "followers": followers,
        "reach": reach,
        "profile_visits": np.rint(reach * value("profile_visit_rate")).astype(np.int64),
    }
    dates = (START + np.arange(days)).astype("datetime64[us]")
    frame = pd.DataFrame({name: column.ravel() for name, column in columns.items()}).assign(
        date=np.tile(dates, platforms),
        platform=np.repeat(brand.platforms, days),
        account=brand.handle,
    )
    return tables.DAILY.conform(frame)


def ads(brand: Brand, laid: Laid, weeks: Weeks) -> pd.DataFrame:
    """
    Return ADS, a row a week and campaign with money in it.

    `conversions` are those the platform claims: the orders it caused, and some that would
    have come anyway.
    """
    parts = [_ads_of(brand, laid, week, one) for week, one in enumerate(weeks)]
    return _table(tables.ADS, parts)


def _ads_of(brand: Brand, laid: Laid, week: int, played: Played) -> dict[str, np.ndarray]:
    platform, campaign = np.nonzero(laid.spend[week])
    if not platform.size:
        return {}
    rng = stream(brand.identity, "season ads", week)
    names = np.array(brand.platforms)[platform]
    kinds = np.array(CAMPAIGNS)[campaign]
    spend = laid.spend[week, platform, campaign]
    price = values("cpm", names) * values("campaign_cpm", kinds) * _LEVELS[brand.country]
    shown = rng.poisson(1000 * spend / price)
    reach = np.rint(shown / value("ad_frequency")).astype(np.int64)
    clicks = rng.binomial(shown, values("ad_ctr", names) * values("campaign_ctr", kinds))
    caused = played.ad_orders[0, platform, campaign]
    claimed = caused + rng.poisson(caused * (1 / values("incremental", kinds) - 1))
    leads = np.maximum(claimed, rng.binomial(clicks, value("lead_rate")))
    shape = value("order_shape")
    revenue = np.round(brand.order_value / shape * rng.standard_gamma(shape * claimed), 2)
    return {
        "date": np.repeat((START + 7 * week).astype("datetime64[us]"), names.size),
        "platform": names,
        "account": np.full(names.size, brand.handle),
        "campaign": kinds,
        "currency": np.full(names.size, brand.currency),
        "spend": np.round(spend, 2),
        "reach": reach,
        "impressions": shown,
        "clicks": clicks,
        "engagements": clicks + rng.binomial(reach, values("er_by_reach", names)),
        "leads": leads,
        "conversions": claimed.astype(np.int64),
        "revenue": revenue,
    }


def ledger(brand: Brand, truth: Truth, laid: Laid, weeks: Weeks) -> pd.DataFrame:
    """
    Return the money of each week played.

    Orders and revenue stand in the week they come in, up to three weeks after what caused them.

    Returns
    -------
    pandas.DataFrame
        One row a week: week (its Monday), posts, hours (hours), followers (at its end), orders,
        revenue, margin, media, work, profit (money).
    """
    count = len(weeks)
    orders, revenue = np.zeros(count + LAGS.size), np.zeros(count + LAGS.size)
    for week, one in enumerate(weeks):
        late, paid = sales(brand, week, one)
        orders[week : week + LAGS.size] += late
        revenue[week : week + LAGS.size] += paid
    hours = hours_used(truth, laid)[:count]
    ends = [one.start.followers[0] - one.lost[0] for one in weeks]
    frame = pd.DataFrame(
        {
            "week": (START + 7 * np.arange(count)).astype("datetime64[us]"),
            "posts": np.bincount(laid.week, minlength=count)[:count],
            "hours": hours,
            "followers": [
                int(end.sum() + one.follows[0].sum()) for end, one in zip(ends, weeks, strict=True)
            ],
            "orders": orders[:count].astype(np.int64),
            "revenue": revenue[:count],
            "margin": brand.margin * revenue[:count],
            "media": laid.spend[:count].sum(axis=(1, 2)),
            "work": truth.wage * hours,
        }
    )
    return frame.assign(profit=frame["margin"] - frame["media"] - frame["work"])


def sales(brand: Brand, week: int, played: Played) -> tuple[np.ndarray, np.ndarray]:
    """Return the orders that a week causes, and their revenue, by weeks until they come in."""
    rng = stream(brand.identity, "season sales", week)
    late = rng.multinomial(int(played.orders[0]), LAGS)
    shape = value("order_shape")
    return late, np.round(brand.order_value / shape * rng.standard_gamma(shape * late), 2)
