"""Between what happens anyway and what can be reached: a brand's accounts, and its next season.

The accounts of the history are worked out with the true effects of the brand's world, from the
posts and ads that the history holds: customers are asked how they came, and answer truly (an
assumption; no till knows it so well). Their demand is that of a usual week: what the calendar does
to orders is in the season's numbers only. And there is always room for a better plan: where the
history did nearly as well as can be done, its orders are drawn from a tenth less than that.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from smmkit.brand.agreement import agreement
from smmkit.brand.history import DAYS, FIRST_DAY, WEEKS
from smmkit.brand.identity import stream
from smmkit.brand.parameters import CAMPAIGNS, PILLARS, formats
from smmkit.brand.world import organic, paid
from smmkit.brand.world.calendar import START
from smmkit.brand.world.deal import deal
from smmkit.brand.world.laid import Laid, empty_spend, laid_from
from smmkit.brand.world.rivals import nothing
from smmkit.brand.world.worth import hours_used, worth
from smmkit.errors import SmmkitError

if TYPE_CHECKING:
    from smmkit.brand.cards import Brand

__all__ = ["accounts", "brief_after_cut", "owners_brief", "prospects"]

LEAST_ROOM = 0.9
"""The history's orders by posts, and by ads, are at most that part of what can be reached."""

MOST_ATTEMPTS = 200
_KEPT = 0.8  # of money and hours, after the cut


def accounts(brand: Brand) -> pd.DataFrame:
    """
    Return what the history's 26 weeks brought and cost, week by week.

    Returns
    -------
    pandas.DataFrame
        Columns week (its Monday); orders, and those that came by themselves, by posts and by
        ads; margin, media, hours (of work on posts), work and profit (margin - media - work),
        money in the brand's currency.

    Examples
    --------
    >>> from smmkit import Brand
    >>> book = accounts(Brand.of("ada"))
    >>> parts = book[["orders_by_themselves", "orders_by_posts", "orders_by_ads"]]
    >>> bool((parts.sum(axis=1) == book["orders"]).all())
    True
    """
    return _accounts(brand).copy()


@lru_cache(maxsize=64)
def _accounts(brand: Brand) -> pd.DataFrame:
    truth, past = deal(brand).truth, brand.history()
    spend = _spent(brand, past.ads)
    laid, reach = _as_laid(brand, past.posts, spend)
    # What came of a post, from the people it truly reached; posts of one day share their readers.
    buyers = reach * np.exp(organic.crowd(laid)) * organic.expected(truth, laid).orders
    followers = past.daily.pivot(index="date", columns="platform", values="followers").iloc[::7]
    means = {
        "orders_by_themselves": followers.sum(axis=1).to_numpy(dtype=float) * truth.base,
        "orders_by_posts": np.bincount(laid.week, weights=buyers, minlength=WEEKS),
        "orders_by_ads": paid.orders(truth, spend).sum(axis=(1, 2)),
    }
    counts = _counted(brand, means)
    book = pd.DataFrame(
        {"week": (FIRST_DAY + 7 * np.arange(WEEKS)).astype("datetime64[us]")}
        | {"orders": sum(counts.values())}
        | counts
    )
    book["margin"] = (truth.gain * book["orders"]).round(2)
    book["media"] = spend.sum(axis=(1, 2)).round(2)
    book["hours"] = hours_used(truth, laid).round(1)
    book["work"] = (truth.wage * book["hours"]).round(2)
    book["profit"] = (book["margin"] - book["media"] - book["work"]).round(2)
    return book


def _counted(brand: Brand, means: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Draw whole orders, whose sums leave room below what can be reached."""
    most = LEAST_ROOM * prospects(brand)["reachable"]
    rng = stream(brand.identity, "accounts")
    means = {
        name: mean * min(1.0, most[name] / mean.sum()) if name in most else mean
        for name, mean in means.items()
    }
    for _ in range(MOST_ATTEMPTS):
        counts = {name: rng.poisson(mean) for name, mean in means.items()}
        if all(counts[name].sum() <= most[name] for name in counts if name in most):
            return counts
    raise SmmkitError(
        f"No accounts were found for student {brand.student!r}, cohort {brand.cohort!r} in "
        f"{MOST_ATTEMPTS} draws; use another student name."
    )


def _spent(brand: Brand, ads: pd.DataFrame) -> np.ndarray:
    """Return money by week, platform and campaign; a boosted post works as prospecting."""
    spend = empty_spend(len(brand.platforms))
    week = ((ads["date"] - pd.Timestamp(FIRST_DAY)).dt.days // 7).clip(upper=WEEKS - 1)
    platform = pd.Index(brand.platforms).get_indexer(ads["platform"].astype(object))
    campaign = np.maximum(pd.Index(CAMPAIGNS).get_indexer(ads["campaign"].astype(object)), 0)
    np.add.at(spend, (week.to_numpy(), platform, campaign), ads["spend"].to_numpy(dtype=float))
    return spend


def _as_laid(brand: Brand, posts: pd.DataFrame, spend: np.ndarray) -> tuple[Laid, np.ndarray]:
    """Return the history's posts as the world lays them out, and the reach of each."""
    posts = posts.assign(
        place=pd.Index(brand.platforms).get_indexer(posts["platform"].astype(object)),
        form=[formats(p).index(f) for p, f in zip(posts["platform"], posts["format"], strict=True)],
        about=pd.Index(PILLARS).get_indexer(posts["pillar"].astype(object)),
        day=(posts["published"] - pd.Timestamp(FIRST_DAY)).dt.days.clip(upper=DAYS - 1),
        hour=posts["published"].dt.hour,
    )
    # In the order that laid_from brings them into, so that each reach stays with its post.
    posts = posts.assign(week=posts["day"] // 7)
    posts = posts.sort_values(["week", "place", "day", "hour", "form", "about"], kind="stable")
    columns = (posts[name].to_numpy() for name in ("place", "form", "about", "day", "hour"))
    return laid_from(*columns, spend=spend), posts["reach"].to_numpy(dtype=float)


def prospects(brand: Brand) -> pd.DataFrame:
    """
    Return what the next 26 weeks bring if nothing is done, and what can be reached in them.

    Nothing: no posts, no ads, no answers. What can be reached is what the reference brings on
    average, a plan that knows the true effects. Nobody has such a plan: it is the ceiling.

    Returns
    -------
    pandas.DataFrame
        Indexed by kpi (orders, orders_by_posts, orders_by_ads, profit): nothing and reachable,
        expected sums of the season, and unit.

    Examples
    --------
    >>> from smmkit import Brand
    >>> ends = prospects(Brand.of("ada"))
    >>> bool((ends["nothing"] < ends["reachable"]).all())
    True
    """
    return _prospects(brand).copy()


@lru_cache(maxsize=64)
def _prospects(brand: Brand) -> pd.DataFrame:
    dealt = deal(brand)
    truth, best = dealt.truth, dealt.reference
    no_posts = best.take(np.zeros(best.cell.size, dtype=bool))
    no_ads = replace(best, spend=empty_spend(truth.followers.size))
    idle, whole, without_posts, without_ads = (
        worth(truth, plan, dealt.luck) for plan in (nothing(truth), best, no_posts, no_ads)
    )
    orders = float(whole.orders.mean())
    rows = {
        "orders": (float(idle.orders.mean()), orders, "orders"),
        "orders_by_posts": (0.0, orders - float(without_posts.orders.mean()), "orders"),
        "orders_by_ads": (0.0, orders - float(without_ads.orders.mean()), "orders"),
        "profit": (float(idle.profit.mean()), float(whole.profit.mean()), brand.currency),
    }
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["nothing", "reachable", "unit"])
    return table.rename_axis("kpi").round({"nothing": 1, "reachable": 1})


def owners_brief(brand: Brand) -> dict[str, Any]:
    """
    Return what the owner and the manager agreed on before a strategy is written.

    Returns
    -------
    dict
        The arguments of `smmkit.strategy.Brief`.

    Examples
    --------
    >>> from smmkit import Brand
    >>> sorted(owners_brief(Brand.of("ada")))[:3]
    ['budget', 'currency', 'first']
    """
    truth, agreed = deal(brand).truth, agreement(brand)
    return {
        "first": pd.Timestamp(START),
        "last": pd.Timestamp(START + DAYS - 1),
        "task": "sales",
        "past": accounts(brand),
        "prospects": prospects(brand),
        "budget": round(truth.money, 2),
        "hours": float(brand.hours),
        "gain": round(truth.gain, 4),
        "wage": round(truth.wage, 2),
        "currency": brand.currency,
        "team": agreed["team"],
        "words": agreed["words"],
    }


def brief_after_cut(brand: Brand) -> dict[str, Any]:
    """
    Return what was agreed once the owner has cut money and hours by a fifth.

    A strategy made for the whole budget is too dear for it. The prospects stay those of the whole
    budget: what can be reached with less is not worked out.

    Returns
    -------
    dict
        The arguments of `smmkit.strategy.Brief`.

    Examples
    --------
    >>> from smmkit import Brand
    >>> ada = Brand.of("ada")
    >>> bool(brief_after_cut(ada)["budget"] < owners_brief(ada)["budget"])
    True
    """
    agreed = owners_brief(brand)
    return agreed | {name: round(_KEPT * agreed[name], 2) for name in ("budget", "hours")}
