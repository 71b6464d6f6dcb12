"""Journeys from touches and orders: each customer's touches, cut at what he ordered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd

from smmkit.brand.journeys import DIRECT
from smmkit.brand.world.calendar import DAYS, START
from smmkit.tables import JOURNEYS

__all__ = ["MOST", "NO_CHANNEL", "Orders", "Touches", "causes", "cut", "joined"]

MOST = 8000
"""Most customers of a brand."""

NO_CHANNEL = "no channel"
"""What the orders are filed under that would have come without posts or ads."""


class Touches(NamedTuple):
    """Customer, day of the season and channel of touches, and the minute of the day."""

    who: np.ndarray
    day: np.ndarray
    channel: np.ndarray
    minute: np.ndarray


class Orders(NamedTuple):
    """Customer, day and minute of orders, their value, and what caused them (-1: no channel)."""

    who: np.ndarray
    day: np.ndarray
    minute: np.ndarray
    revenue: np.ndarray
    cause: np.ndarray


def cut(names: tuple[str, ...], met: Touches, bought: Orders) -> pd.DataFrame:
    """Cut each customer's touches at his orders, and return JOURNEYS."""
    # A customer met twice on a day by a channel is one touch.
    key = (met.who * DAYS + met.day) * len(names) + met.channel
    met = Touches(*(column[np.unique(key, return_index=True)[1]] for column in met))
    order = np.lexsort((bought.day, bought.who))
    bought = Orders(*(column[order] for column in bought))
    sold = bought.who * DAYS + bought.day
    # The touches of a day come before its order, so an order ends what is not after its day.
    journey = np.searchsorted(sold, met.who * DAYS + met.day)
    ends = journey < sold.size
    ends[ends] = bought.who[journey[ends]] == met.who[ends]
    alone = np.setdiff1d(np.arange(sold.size), journey[ends])
    lone = Orders(*(column[alone] for column in bought))
    revenue = np.zeros(journey.size)
    revenue[ends] = bought.revenue[journey[ends]]
    number = np.concatenate([journey, alone])
    who, day, minute = (
        np.concatenate([getattr(one, name) for one in (met, lone)])
        for name in ("who", "day", "minute")
    )
    frame = pd.DataFrame(
        {
            "who": who,
            "number": number - np.searchsorted(bought.who, who) + 1,
            "at": day * 1440 + minute,
            "code": np.concatenate([met.channel, np.full(alone.size, len(names))]),
            "converted": np.concatenate([ends, np.ones(alone.size, dtype=bool)]),
            "revenue": np.concatenate([revenue, lone.revenue]),
        }
    ).sort_values(["who", "number", "at", "code"], ignore_index=True)
    by = frame.groupby(["who", "number"], sort=False)
    labels = np.array([f"{number:05d}-" for number in range(1, MOST + 1)], dtype=object)
    moments = START.astype("datetime64[m]") + frame["at"].to_numpy()
    frame = frame.assign(
        journey_id=labels[frame["who"]] + frame["number"].astype(str).to_numpy(object),
        step=by.cumcount() + 1,
        touched=moments.astype("datetime64[us]"),
        channel=np.array([*names, DIRECT], dtype=object)[frame["code"]],
    )
    return JOURNEYS.conform(frame[list(JOURNEYS.columns)])


def causes(names: tuple[str, ...], table: pd.DataFrame, bought: Orders) -> pd.DataFrame:
    """Return orders, revenue and touches by what truly caused the orders."""
    index = pd.Index([*names, NO_CHANNEL], name="channel")
    place = np.where(bought.cause >= 0, bought.cause, len(names))
    touches = table["channel"].value_counts().reindex(index, fill_value=0)
    return pd.DataFrame(
        {
            "orders": np.bincount(place, minlength=len(index)),
            "revenue": np.round(np.bincount(place, bought.revenue, len(index)), 2),
            "touches": touches.astype(np.int64),
        },
        index=index,
    )


def joined(parts: Iterable[tuple[np.ndarray, ...]]) -> list[np.ndarray]:
    """Join the columns of parts of a table."""
    return [np.concatenate(column) for column in zip(*parts, strict=True)]
