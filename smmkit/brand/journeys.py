"""Customers' ways to an order, with the truth of what each channel caused.

A customer orders on the first day d on which the cumulative hazard

    H(d) = sum over days up to d of  h (1 + sum over channels c of effect_c * memory_c)

passes E, exponential with mean 1; h is the customer's own daily hazard (lognormal: latent intent)
and memory_c the touches of c so far, fading from day to day. Posts, ads and mails reach people by
intent and luck. Search and retargeting reach those who are about to order: shortly before the day
on which the other channels' work would have made them, which is why a last touch is no cause.

The truth comes from running the same customers, with the same E and the same uniform numbers for
every touch, without a channel (common random numbers). What follows from the channel, such as a
search that an ad set off, goes with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from smmkit.brand.history import DAYS as HISTORY_DAYS
from smmkit.brand.history import FIRST_DAY
from smmkit.brand.identity import stream
from smmkit.brand.parameters import value
from smmkit.brand.world.laid import place_in_each
from smmkit.errors import ArgumentError, check_choice, check_number
from smmkit.tables import JOURNEYS

if TYPE_CHECKING:
    from smmkit.brand.cards import Brand

__all__ = ["DAYS", "DIRECT", "Journeys", "channels", "deal"]

DAYS = 56
"""The last eight weeks of the history."""

DIRECT = "direct"
"""What an order without any touch is filed under."""

MOST_CUSTOMERS = 100_000
_LATE = ("retargeting", "search")


@dataclass(frozen=True, eq=False)
class Journeys:
    """
    Journeys and what truly caused their orders.

    Attributes
    ----------
    table : pandas.DataFrame
        JOURNEYS of `smmkit.tables`: everybody who was touched or who ordered.
    truth : pandas.DataFrame
        Index channel; columns orders (those that would not have happened without the channel),
        touches (in `table`) and effect (what a touch adds to the hazard on its day, in hazards).
        Orders that needed two channels count for both, so the column need not add up.
    orders : int
        All orders.
    base_orders : int
        Orders that would have come without any channel.
    """

    table: pd.DataFrame
    truth: pd.DataFrame
    orders: int
    base_orders: int


def channels(brand: Brand) -> tuple[str, ...]:
    """
    Return the channels through which a brand meets its customers.

    Examples
    --------
    >>> from smmkit import Brand
    >>> channels(Brand.of("ada"))[-4:-2] == tuple(
    ...     f"{kind} {Brand.of('ada').home}" for kind in ("paid", "retargeting")
    ... )
    True
    """
    organic = (f"organic {platform}" for platform in brand.platforms)
    return (*organic, f"paid {brand.home}", f"retargeting {brand.home}", "email", "search")


def deal(
    brand: Brand,
    *,
    customers: int = 5000,
    spend: Mapping[str, float] | None = None,
    effects: Mapping[str, float] | None = None,
) -> Journeys:
    """
    Return the journeys of a brand's possible customers over the last eight weeks.

    Parameters
    ----------
    brand : Brand
        Whose customers.
    customers : int, default 5000
        How many people could order; 1 to 100,000.
    spend : mapping of str to float, optional
        Channels to run at another strength: 0 is off, 1 as usual, 2 twice as many touches.
    effects : mapping of str to float, optional
        Effects to replace the brand's own, for "what if": 0 is a channel that causes nothing.

    Returns
    -------
    Journeys

    Raises
    ------
    ArgumentError
        If a channel is not one of `channels`, or a number is out of its range.

    Examples
    --------
    >>> from smmkit import Brand
    >>> ada = Brand.of("ada")
    >>> found = deal(ada, customers=500)
    >>> bool(found.truth["orders"].max() <= found.orders - found.base_orders)
    True
    >>> idle = deal(ada, customers=500, effects={name: 0 for name in channels(ada)})
    >>> int(idle.truth["orders"].sum()), idle.orders == idle.base_orders
    (0, True)
    """
    if isinstance(customers, bool) or not isinstance(customers, (int, np.integer)):
        raise ArgumentError(f"customers must be a whole number; received {customers!r}.")
    count = int(check_number("customers", customers, low=1, high=MOST_CUSTOMERS, unit="people"))
    names = channels(brand)
    strength = _by_channel("spend", names, spend)
    own = _effects(brand, names) | _by_channel("effects", names, effects)

    rng = stream(brand.identity, "journeys.people")
    intent = rng.standard_normal(count)
    hazard = value("journey_hazard") * np.exp(value("sd_journey_intent") * intent)
    would = rng.exponential(size=count) / hazard  # the day of an order that nothing caused
    luck = {
        name: stream(brand.identity, f"journeys.{name}").random((count, DAYS)) for name in names
    }
    usual = {name: _usual(brand, name, intent, strength.get(name, 1.0)) for name in names}
    early = {
        name: luck[name] < -np.expm1(-usual[name])[:, None]
        for name in names
        if _kind(name) not in _LATE
    }
    push = {name: own[name] * _memory(touched) for name, touched in early.items()}

    def run(without: str | None = None) -> tuple[dict[str, np.ndarray], np.ndarray]:
        """Return the touches of search and retargeting, and the days of the orders."""
        total = sum((one for name, one in push.items() if name != without), np.zeros((count, DAYS)))
        demand = _order_day(total, would)
        late = {}
        for name in names:
            if _kind(name) in _LATE and name != without:
                late[name] = luck[name] < -np.expm1(-_near(name, usual[name], demand))
                total = total + own[name] * _memory(late[name])
        return late, np.ceil(_order_day(total, would)).astype(np.int64) - 1

    late, day = run()
    ordered = int(np.count_nonzero(day < DAYS))
    caused = {name: ordered - int(np.count_nonzero(run(name)[1] < DAYS)) for name in names}
    table = _table(brand, names, early | late, day)
    truth = pd.DataFrame(
        {
            "orders": pd.Series(caused),
            "touches": table["channel"].value_counts().reindex(names, fill_value=0).astype(int),
            "effect": pd.Series(own),
        }
    ).reindex(names)
    truth.index.name = "channel"
    return Journeys(table, truth, ordered, int(np.count_nonzero(would <= DAYS)))


def _by_channel(
    what: str, names: tuple[str, ...], given: Mapping[str, float] | None
) -> dict[str, float]:
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        raise ArgumentError(f"{what} must map channels to numbers; received {given!r}.")
    return {
        check_choice(f"{what}: channel", name, names): check_number(
            f"{what}: {name}", number, low=0, high=100
        )
        for name, number in given.items()
    }


def _kind(name: str) -> str:
    return name.split(" ")[0]


def _effects(brand: Brand, names: tuple[str, ...]) -> dict[str, float]:
    """Return what a touch of each channel adds to this brand's customers' hazard."""
    luck = stream(brand.identity, "journeys.effects").standard_normal(len(names))
    return {
        name: value(f"journey_effect.{_kind(name)}") * float(np.exp(value("sd_journey_effect") * z))
        for name, z in zip(names, luck.tolist(), strict=True)
    }


def _usual(brand: Brand, name: str, intent: np.ndarray, strength: float) -> np.ndarray:
    """Return how many touches a day each customer can expect, on a day like any other."""
    kind = _kind(name)
    rate = strength * value(f"journey_touches.{kind}") / DAYS
    if kind == "organic":
        followers = brand.followers
        rate *= followers[name.split(" ")[1]] / followers[brand.home]
    tilt = value(f"journey_tilt.{kind}")
    return rate * np.exp(tilt * intent - tilt**2 / 2)


def _near(name: str, usual: np.ndarray, demand: np.ndarray) -> np.ndarray:
    """Return the touches expected on each day, more of them shortly before the order."""
    kind = _kind(name)
    ahead = demand[:, None] - np.arange(DAYS)
    near = (ahead > 0) & (ahead <= value(f"journey_near_days.{kind}"))
    return usual[:, None] * (1 + value(f"journey_near.{kind}") * near)


def _memory(touched: np.ndarray) -> np.ndarray:
    """Return what is left of the touches on each day: today's, and the faded ones before."""
    kept = value("journey_memory")
    memory = touched.astype(float)
    for day in range(1, DAYS):
        memory[:, day] += kept * memory[:, day - 1]
    return memory


def _order_day(push: np.ndarray, would: np.ndarray) -> np.ndarray:
    """Return when each customer orders, in days from the start; beyond `DAYS` it is a forecast."""
    pressure = np.cumsum(1 + push, axis=1)
    day = np.count_nonzero(pressure < would[:, None], axis=1)
    return np.where(day < DAYS, day + 1, DAYS + 1 + (would - pressure[:, -1]))


def _table(
    brand: Brand, names: tuple[str, ...], touched: dict[str, np.ndarray], day: np.ndarray
) -> pd.DataFrame:
    """Return JOURNEYS up to each order; touches after it belong to another journey."""
    count = day.size
    rng = stream(brand.identity, "journeys.table")
    shape = value("order_shape")
    worth = np.round(brand.order_value * rng.gamma(shape, 1 / shape, count), 2)
    direct_minute = rng.integers(8 * 60, 23 * 60, count)
    parts = []
    for number, name in enumerate(names):
        who, when = np.nonzero(touched[name])
        minute = rng.integers(8 * 60, 23 * 60, who.size)
        parts.append((who, when, minute, np.full(who.size, number)))
    who, when, minute, channel = (np.concatenate(column) for column in zip(*parts, strict=True))
    kept = when <= day[who]
    who, when, minute, channel = who[kept], when[kept], minute[kept], channel[kept]
    met = np.zeros(count, dtype=bool)
    met[who] = True
    alone = np.flatnonzero(~met & (day < DAYS))
    who = np.concatenate([who, alone])
    when = np.concatenate([when, day[alone]])
    minute = np.concatenate([minute, direct_minute[alone]])
    channel = np.concatenate([channel, np.full(alone.size, len(names))])
    order = np.lexsort((channel, minute, when, who))
    who, when, minute, channel = who[order], when[order], minute[order], channel[order]
    converted = day[who] < DAYS
    first = (FIRST_DAY + HISTORY_DAYS - DAYS).astype("datetime64[m]")
    labels = np.array([f"{number:06d}" for number in range(1, count + 1)], dtype=object)
    frame = pd.DataFrame(
        {
            "journey_id": labels[who],
            "step": place_in_each(who) + 1,
            "touched": (first + when * 1440 + minute).astype("datetime64[us]"),
            "channel": np.array([*names, DIRECT], dtype=object)[channel],
            "converted": converted,
            "revenue": np.where(converted, worth[who], 0.0),
        }
    )
    return JOURNEYS.conform(frame)
