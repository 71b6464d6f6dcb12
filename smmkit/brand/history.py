"""The 26 weeks before the learner takes over, in the tables everything speaks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from smmkit import tables
from smmkit.brand import ads, audience, listening, posts, texts
from smmkit.brand.identity import Identity, stream
from smmkit.brand.names import COUNTRIES, TRADES
from smmkit.brand.parameters import NETWORKS, PILLARS, REACTIONS, formats, value, values
from smmkit.errors import SmmkitError

if TYPE_CHECKING:
    from smmkit.brand.cards import Brand

__all__ = ["History"]

# Fixed by the version, never "today": a class that starts late sees the same numbers.
FIRST_DAY = np.datetime64("2025-12-29", "D")
WEEKS = 26
DAYS = 7 * WEEKS
MOST_ATTEMPTS = 500
FEWEST_PER_CELL = 8
FEWEST_ORDERS = 5

_given: dict[Brand, History] = {}
_TRADES = {trade.name: trade for trade in TRADES}
_LEVELS = {country.code: country.price_level for country in COUNTRIES}


@dataclass(frozen=True, eq=False)
class History:
    """
    A brand's past, as tables.

    A post's results are those of its whole life; a day's are what came in on that day,
    so the last posts' late results are in `posts` and in no day of `daily`.

    Attributes
    ----------
    posts, daily, ads, listening : pandas.DataFrame
        POSTS, DAILY, ADS and LISTENING of `smmkit.tables`.
    """

    posts: pd.DataFrame
    daily: pd.DataFrame
    ads: pd.DataFrame
    listening: pd.DataFrame

    def copy(self) -> History:
        """Return the same tables, free to be changed."""
        return History(*(getattr(self, name).copy() for name in self.__dataclass_fields__))


def of(brand: Brand) -> History:
    """Return fresh copies of the brand's history."""
    return _dealt(brand).copy()


def give(brand: Brand, history: History) -> None:
    """Take the history that another process dealt for the same brand, which saves the dealing."""
    _given[brand] = history


@lru_cache(maxsize=64)
def _dealt(brand: Brand) -> History:
    if brand in _given:
        return _given[brand]
    effects = own_effects(brand.identity)
    for attempt in range(MOST_ATTEMPTS):
        sent = _post_results(brand, effects, attempt)
        if not teaches(sent, brand.home):
            continue
        days = _daily(brand, effects, attempt, sent)
        bought = _ads(brand, effects, attempt, sent)
        said = _listening(brand, attempt)
        net = (days["new_followers"] - days["lost_followers"]).sum(axis=1)
        if (
            net.all()
            and bought["conversions"].sum() >= FEWEST_ORDERS
            and min(map(np.min, said.values())) > 0
        ):
            return History(
                posts_table(brand, sent, stream(brand.identity, "texts", attempt)),
                _daily_table(brand, days),
                _ads_table(brand, bought),
                _listening_table(brand, said),
            )
    raise SmmkitError(
        f"No history worth learning from was found for student {brand.student!r}, cohort "
        f"{brand.cohort!r} in {MOST_ATTEMPTS} deals; use another student name."
    )


def own_effects(identity: Identity) -> dict[str, float]:
    """
    Return how this brand differs from the usual: log effects, its growth and its ads' ROAS.

    They belong to the brand and not to its history, so that its future follows them too.
    """
    rng = stream(identity, "effects")
    names = [f"{network}.{form}" for network in NETWORKS for form in formats(network)]
    names += PILLARS
    small = value("sd_brand_effect") * rng.standard_normal(len(names))
    reach, er, growth, roas = rng.standard_normal(4)
    return dict(zip(names, small.tolist(), strict=True)) | {
        "reach": value("sd_brand_level") * reach,
        "er": value("sd_brand_level") * er,
        "growth": value("growth_half_year") * float(np.exp(value("sd_growth") * growth)),
        "roas": value("roas") * float(np.exp(value("sd_roas") * roas)),
    }


def teaches(sent: dict[str, np.ndarray], home: str) -> bool:
    """
    Tell whether the posts on the home platform hold what lesson 08 is about.

    Pooled over formats, organic posts engage better than paid ones; within every format
    the paid ones do (Simpson's reversal; UCI's 500 posts show the same in three formats of
    four). And the pooled rate differs by 5 % or more from the mean of the posts' rates.
    """
    at_home = sent["platform"] == home
    reach, done = sent["reach"][at_home], sent["engagements"][at_home]
    paid, form = sent["paid"][at_home], sent["format"][at_home]

    def rate(rows: np.ndarray) -> float:
        return done[rows].sum() / reach[rows].sum()

    for word in formats(home):
        for money in (paid, ~paid):
            if np.count_nonzero(money & (form == word)) < FEWEST_PER_CELL:
                return False
        if rate(paid & (form == word)) <= rate(~paid & (form == word)):
            return False
    pooled = done.sum() / reach.sum()
    return rate(~paid) > rate(paid) and abs((done / reach).mean() / pooled - 1) >= 0.05


def _post_results(brand: Brand, effects: dict[str, float], attempt: int) -> dict[str, np.ndarray]:
    sent = posts.schedule(stream(brand.identity, "plan", attempt), brand.platforms, weeks=WEEKS)
    rng = stream(brand.identity, "boosts", attempt)
    sent["paid"] = posts.boosted(rng, sent, home=brand.home, fewest=FEWEST_PER_CELL)
    platform = sent["platform"]

    last = np.array(list(brand.followers.values()))
    path = audience.follower_path(last, effects["growth"], days=DAYS)
    at = np.array([brand.platforms.index(name) for name in platform])
    followers = path[at, sent["day"]]

    people = brand.audience
    hours = posts.hour_effect(
        sent["hour"], people["peak_hour"].to_numpy(), people["share"].to_numpy()
    )
    rng = stream(brand.identity, "posts", attempt)
    expected = posts.log_reach(sent, followers, effects, hours, b2b=brand.b2b)
    reach = np.maximum(np.rint(np.exp(expected + posts.luck(rng, platform))), 1)
    sent["reach"] = reach.astype(np.int64)
    sent["impressions"] = posts.impressions(rng, sent["reach"], platform)
    mean = reach * posts.engagement_rate(sent, reach, followers, effects)
    sent["engagements"] = posts.engagements(rng, mean, platform, sent["impressions"])
    sent |= zip(REACTIONS, posts.reactions(rng, sent["engagements"], platform).T, strict=True)
    ctr = np.where(sent["format"] == "link", value("link_ctr"), value("other_ctr"))
    sent["clicks"] = rng.binomial(sent["reach"], ctr)
    sent["follows"] = rng.binomial(sent["reach"], value("follow_rate"))
    sent["plays"] = rng.binomial(sent["impressions"], value("video_start"))
    return sent


def posts_table(
    brand: Brand, sent: dict[str, np.ndarray], rng: np.random.Generator
) -> pd.DataFrame:
    """Return POSTS of posts with their results: numbered, worded, dated from `FIRST_DAY`."""
    return tables.POSTS.conform(pd.DataFrame(post_columns(brand, sent, rng)))


def post_columns(
    brand: Brand, sent: dict[str, np.ndarray], rng: np.random.Generator
) -> dict[str, np.ndarray]:
    """Return the columns of POSTS, for many weeks to be made one table."""
    count = sent["day"].size
    first = rng.integers(10**15, 2 * 10**15)
    ids = (first + rng.integers(10**9, 10**11, size=count).cumsum()).astype(str)
    film = np.isin(sent["format"], ["video", "reel"])
    spread = np.exp(value("sd_video_seconds") * rng.standard_normal(count))
    length = np.rint(np.clip(value("video_seconds") * spread, 5, 180))
    words = texts.write(rng, sent["pillar"], _TRADES[brand.trade], name=brand.name, town=brand.town)
    links = [
        f"https://{network}.example/{brand.handle}/{number}"
        for network, number in zip(sent["platform"], ids, strict=True)
    ]
    return {name: sent[name] for name in tables.POSTS.columns if name in sent} | {
        "post_id": ids,
        "account": np.full(count, brand.handle),
        "published": _moments(sent),
        "text": np.array(words, dtype=object),
        "video_views": np.where(film, sent["plays"], np.nan),
        "duration_s": np.where(film, length, np.nan),
        "permalink": np.array(links, dtype=object),
    }


def _moments(sent: dict[str, np.ndarray]) -> np.ndarray:
    minutes = (sent["day"] * 24 + sent["hour"]) * 60 + sent["minute"]
    return (FIRST_DAY.astype("datetime64[m]") + minutes).astype("datetime64[us]")


def _dates(day: np.ndarray) -> np.ndarray:
    return (FIRST_DAY + day).astype("datetime64[us]")


def _daily(
    brand: Brand, effects: dict[str, float], attempt: int, sent: dict[str, np.ndarray]
) -> dict[str, np.ndarray]:
    last = np.array(list(brand.followers.values()))
    rng = stream(brand.identity, "daily", attempt)
    return audience.daily(rng, sent, brand.platforms, last, effects["growth"], days=DAYS)


def _daily_table(brand: Brand, days: dict[str, np.ndarray]) -> pd.DataFrame:
    frame = pd.DataFrame({name: column.ravel() for name, column in days.items()}).assign(
        date=np.tile(_dates(np.arange(DAYS)), len(brand.platforms)),
        platform=np.repeat(brand.platforms, DAYS),
        account=brand.handle,
    )
    return tables.DAILY.conform(frame)


def _ads(
    brand: Brand, effects: dict[str, float], attempt: int, sent: dict[str, np.ndarray]
) -> dict[str, np.ndarray]:
    rng = stream(brand.identity, "ads", attempt)
    level = _LEVELS[brand.country]
    boosts = ads.boosts(sent)
    all_money = brand.budget * WEEKS * 12 / 52
    price = values("cpm", boosts["platform"]) * level
    left = all_money - (boosts["expected"] * price).sum() / 1000
    left = max(left, value("least_standing") * all_money)
    standing = ads.standing(rng, brand.platforms, left, level, weeks=WEEKS)
    rows = {name: np.concatenate([boosts[name], standing[name]]) for name in boosts}
    money = ads.funnel(
        rng, rows, price_level=level, order_value=brand.order_value, roas=effects["roas"]
    )
    return {name: rows[name] for name in ("day", "platform", "campaign")} | money


def _ads_table(brand: Brand, bought: dict[str, np.ndarray]) -> pd.DataFrame:
    frame = pd.DataFrame(bought).assign(
        date=_dates(bought["day"]), account=brand.handle, currency=brand.currency
    )
    frame = frame.drop(columns="day").sort_values(["date", "platform", "campaign"])
    return tables.ADS.conform(frame)


def _listening(brand: Brand, attempt: int) -> dict[str, np.ndarray]:
    rng = stream(brand.identity, "listening", attempt)
    total = sum(brand.followers.values())
    return listening.mentions(rng, total, competitors=len(brand.competitors), months=6)


def _listening_table(brand: Brand, said: dict[str, np.ndarray]) -> pd.DataFrame:
    names = (brand.name, *brand.competitors)
    months = np.arange("2026-01", "2026-07", dtype="datetime64[M]").astype("datetime64[us]")
    frame = pd.DataFrame({name: column.ravel() for name, column in said.items()}).assign(
        month=np.tile(months, len(names)),
        brand=np.repeat(names, months.size),
        own=np.repeat([True, False], [months.size, months.size * len(brand.competitors)]),
    )
    return tables.LISTENING.conform(frame)
