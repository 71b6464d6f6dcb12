"""
The ways on which a season's orders came, with the truth of what caused each.

The orders are those of the ledger: `play` draws what caused them (a platform's posts, a campaign,
or neither), and here each is given a customer. Customers differ in intent, and order at random
times, at a rate h (1 + what touches add); so, given what caused an order, its customer is drawn in
proportion to h, and to h times touches of the cause where it is a channel. Search and retargeting
meet those who are about to order, whatever caused it, so a last touch is no cause.

Each week has random numbers of its own, so a week to come changes no touch of those before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from smmkit.brand.identity import stream
from smmkit.brand.journeys import DAYS as USUAL_DAYS
from smmkit.brand.parameters import CAMPAIGNS, value
from smmkit.brand.world.calendar import START
from smmkit.brand.world.logs import sales
from smmkit.brand.world.play import LAGS, Played
from smmkit.brand.world.steps import MOST, NO_CHANNEL, Orders, Touches, causes, cut, joined
from smmkit.brand.world.truth import Truth

if TYPE_CHECKING:
    from smmkit.brand.cards import Brand

__all__ = ["NO_CHANNEL", "channels", "journeys"]

FEWEST = 400
_KINDS = ("organic", "paid", "retargeting")
_LATE = ("retargeting", "search")
_MINUTES = (8 * 60, 23 * 60)


def channels(platforms: tuple[str, ...]) -> tuple[str, ...]:
    """
    Return the channels of a season: posts and both campaigns of each platform, and search.

    Examples
    --------
    >>> channels(("x",))
    ('organic x', 'paid x', 'retargeting x', 'search')
    """
    return (*(f"{kind} {name}" for kind in _KINDS for name in platforms), "search")


def journeys(
    brand: Brand, truth: Truth, posts: pd.DataFrame, ads: pd.DataFrame, weeks: list[Played]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """
    Return the journeys of the weeks played, and what truly caused their orders.

    Parameters
    ----------
    brand : Brand
        Whose customers.
    truth : Truth
        Its world.
    posts, ads : pandas.DataFrame
        POSTS and ADS of these weeks: a customer is met as often as their reach says.
    weeks : list of Played
        The weeks.

    Returns
    -------
    table : pandas.DataFrame
        JOURNEYS: everybody who was touched or who ordered; after an order a new one begins.
    causes : pandas.DataFrame
        Index channel, the last one `NO_CHANNEL`; columns orders and revenue (money) that came in
        and that it caused, and touches (in `table`). They add up to the ledger's.
    """
    names = channels(brand.platforms)
    rates = _rates(brand, names, posts, ads, 7 * len(weeks))
    people = _People(brand, truth, names)
    none = np.zeros(0, dtype=np.int64)
    touches, orders = [Touches(*[none] * 4)], [Orders(*[none] * 5)]
    for week, one in enumerate(weeks):
        days = slice(7 * week, 7 * week + 7)
        past = np.concatenate([part.who * len(names) + part.channel for part in touches])
        ordered, led = _ordered(brand, people, rates[:, days], week, one, past)
        orders.append(ordered)
        touches += [_met(brand, people, rates[:, days], week), led]
        touches.append(_near(brand, people, rates, ordered, week))
    met, bought = Touches(*joined(touches)), Orders(*joined(orders))
    inside = bought.day < 7 * len(weeks)  # what is ordered late may still be on its way
    bought = Orders(*(column[inside] for column in bought))
    table = cut(names, met, bought)
    return table, causes(names, table, bought)


class _People:
    """Those who could order: their intent, and how much likelier each channel meets them."""

    def __init__(self, brand: Brand, truth: Truth, names: tuple[str, ...]) -> None:
        sd = value("sd_journey_intent")
        daily = truth.base * float(truth.followers.sum()) / 7
        usual = value("journey_hazard") * float(np.exp(sd**2 / 2))
        self.count = int(np.clip(np.rint(daily / usual), FEWEST, MOST))
        rng = stream(brand.identity, "season journeys people")
        intent = rng.standard_normal(MOST)[: self.count]
        tilt = np.array([value(f"journey_tilt.{name.split(' ')[0]}") for name in names])
        self.tilt = np.exp(tilt[:, None] * intent - tilt[:, None] ** 2 / 2)
        self.hazard = np.exp(sd * intent)

    def drawn(
        self, rng: np.random.Generator, cause: int, size: int, among: np.ndarray | None = None
    ) -> np.ndarray:
        """Draw who orders for a cause: anybody, or some of them if there are such."""
        weight = self.hazard * (self.tilt[cause] if cause >= 0 else 1.0)
        if among is not None and among.size:
            weight = self.hazard * np.isin(np.arange(self.count), among)
        return rng.choice(self.count, size=size, p=weight / weight.sum())


def _rates(
    brand: Brand, names: tuple[str, ...], posts: pd.DataFrame, ads: pd.DataFrame, days: int
) -> np.ndarray:
    """Return the touches expected of a customer of usual intent, by channel and day."""
    reach = np.zeros((len(names), days))
    kinds = dict(zip(CAMPAIGNS, _KINDS[1:], strict=True))
    sent = "organic " + posts["platform"].astype(object)
    paid = ads["campaign"].map(kinds).astype(object) + " " + ads["platform"].astype(object)
    code = pd.Index(names).get_indexer
    day = (posts["published"] - pd.Timestamp(START)).dt.days.to_numpy(np.int64)
    np.add.at(reach, (code(sent), day), posts["reach"].to_numpy(float))
    monday = (ads["date"] - pd.Timestamp(START)).dt.days.to_numpy(np.int64)
    for late in range(7):
        np.add.at(reach, (code(paid), monday + late), ads["reach"].to_numpy(float) / 7)
    rates = reach / (value("public_size") * brand.followers[brand.home])
    rates[names.index("search")] = value("journey_touches.search") / USUAL_DAYS
    return rates


def _met(brand: Brand, people: _People, rates: np.ndarray, week: int) -> Touches:
    """Return the week's touches that have nothing to do with an order."""
    parts = []
    for channel, daily in enumerate(rates):
        if not daily.any():
            continue
        rng = stream(brand.identity, f"season journeys met {channel}", week)
        chance = -np.expm1(-people.tilt[channel][:, None] * daily)
        who, day = np.nonzero(rng.random((people.count, 7)) < chance)
        minute = rng.integers(*_MINUTES, who.size)
        parts.append((who, 7 * week + day, np.full(who.size, channel), minute))
    return Touches(*joined(parts))


def _ordered(
    brand: Brand, people: _People, rates: np.ndarray, week: int, one: Played, past: np.ndarray
) -> tuple[Orders, Touches]:
    """
    Return the orders that the week causes, and the touches that caused them.

    A campaign that has stopped is remembered: its orders come from those it met in the past.
    """
    rng = stream(brand.identity, "season journeys orders", week)
    each = [one.base_orders[0], *one.post_orders[0], *one.ad_orders[0].T.ravel()]
    cause = np.repeat(np.arange(len(each)) - 1, np.array(each, dtype=np.int64))
    cause = rng.permutation(cause)
    late, paid = sales(brand, week, one)
    lag = np.repeat(np.arange(LAGS.size), late)
    revenue = np.concatenate(
        [_split(rng, count, sum_) for count, sum_ in zip(late, paid, strict=True)]
    )
    who, touched = np.zeros(cause.size, dtype=np.int64), np.zeros(cause.size, dtype=np.int64)
    running = rates.any(axis=1)
    for number in np.unique(cause):
        here = cause == number
        size, runs, met = np.count_nonzero(here), number >= 0 and running[number], None
        if number >= 0 and not runs:
            met = past[past % len(rates) == number] // len(rates)
        who[here] = people.drawn(rng, number, size, met)
        if runs:
            touched[here] = rng.choice(7, size=size, p=rates[number] / rates[number].sum())
    soonest = np.where(lag == 0, touched, 0)
    day = 7 * week + 7 * lag + soonest + np.floor((7 - soonest) * rng.random(lag.size)).astype(int)
    led = cause >= 0
    led[led] = running[cause[led]]
    minute = rng.integers(*_MINUTES, (2, cause.size))
    return (
        Orders(who, day, minute[0], revenue, cause),
        Touches(who[led], 7 * week + touched[led], cause[led], minute[1, led]),
    )


def _split(rng: np.random.Generator, count: int, whole: float) -> np.ndarray:
    """Split money over orders, each a gamma, to the cent."""
    if not count:
        return np.zeros(0)
    parts = rng.standard_gamma(value("order_shape"), count)
    return np.diff(np.round(whole * np.cumsum(parts) / parts.sum(), 2), prepend=0.0)


def _near(brand: Brand, people: _People, rates: np.ndarray, ordered: Orders, week: int) -> Touches:
    """
    Return touches of search and retargeting on the days before an order.

    None before the week in which it was caused, for nobody was about to order then.
    """
    names = channels(brand.platforms)
    days = np.arange(7 * week, min(7 * week + 7 * LAGS.size, rates.shape[1]))
    ahead = ordered.day[:, None] + 1 - days
    parts = []
    for channel, name in enumerate(names):
        kind = name.split(" ")[0]
        if kind not in _LATE:
            continue
        rng = stream(brand.identity, f"season journeys near {channel}", week)
        luck = rng.random((ordered.who.size, 7 * LAGS.size))[:, : days.size]
        minute = rng.integers(*_MINUTES, (ordered.who.size, 7 * LAGS.size))
        near = (ahead > 0) & (ahead <= value(f"journey_near_days.{kind}"))
        usual = people.tilt[channel][ordered.who][:, None] * rates[channel, days]
        which, at = np.nonzero(luck < -np.expm1(-value(f"journey_near.{kind}") * usual * near))
        parts.append(
            (ordered.who[which], days[at], np.full(which.size, channel), minute[which, at])
        )
    return Touches(*joined(parts))
