"""When the public writes: the messages of the last four weeks, by the hour."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from smmkit.brand.identity import stream
from smmkit.brand.parameters import value
from smmkit.tables import MESSAGES

if TYPE_CHECKING:
    from smmkit.brand.cards import Brand

__all__ = ["arrivals", "rota"]

FIRST = pd.Timestamp("2026-06-01")
WEEKS = 4
MOST_ATTEMPTS = 50
CLOSEST = 0.015


def arrivals(brand: Brand) -> pd.DataFrame:
    """
    Return when messages to the brand came in, from 1 to 28 June 2026.

    Each segment of the audience writes around its own busiest hour, on any day; a few
    messages come at any hour at all.

    Returns
    -------
    pandas.DataFrame
        MESSAGES, with id, platform, account and received; what they say is not known here.

    Examples
    --------
    >>> from smmkit import Brand
    >>> arrivals(Brand.of("ada"))["received"].is_monotonic_increasing
    True
    """
    rng = stream(brand.identity, "arrivals")
    followers = sum(brand.followers.values())
    weekly = max(value("messages_per_follower") * followers, value("fewest_messages"))
    count = int(rng.poisson(WEEKS * weekly))
    peaks = rng.choice(brand.audience["peak_hour"], size=count, p=brand.audience["share"])
    usual = (peaks + value("message_hour_spread") * rng.standard_normal(count)) % 24
    hour = np.where(rng.random(count) < value("night_messages"), 24 * rng.random(count), usual)
    days = rng.integers(7 * WEEKS, size=count)
    shares = np.array(list(brand.followers.values())) / followers
    frame = pd.DataFrame(
        {
            "platform": rng.choice(brand.platforms, size=count, p=shares),
            "received": FIRST
            + pd.to_timedelta(24 * 60 * days + np.floor(60 * hour).astype(np.int64), unit="min"),
        }
    ).sort_values("received", kind="stable")
    frame = frame.assign(
        message_id=[str(number) for number in range(1, count + 1)], account=brand.handle
    )
    return MESSAGES.conform(frame)


def rota(brand: Brand) -> dict[str, object]:
    """
    Return the hours at which somebody answers: five days, or six, of an office or a shop.

    Returns
    -------
    dict
        days (0 is Monday), start and end (hours of the day): arguments of
        `smmkit.content.cover`.

    Examples
    --------
    >>> from smmkit import Brand
    >>> sorted(rota(Brand.of("ada")))
    ['days', 'end', 'start']
    """
    received = arrivals(brand)["received"]
    for attempt in range(MOST_ATTEMPTS):
        rng = stream(brand.identity, "rota", attempt)
        start = int(rng.integers(8, 11))
        days, end = int(rng.integers(5, 7)), start + int(rng.integers(6, 9))
        met = (received.dt.day_of_week < days) & received.dt.hour.between(start, end - 1)
        # Else the share of hours and that of messages would agree by chance, and teach nothing.
        if abs(float(met.mean()) - days * (end - start) / 168) > CLOSEST:
            break
    return {"days": tuple(range(days)), "start": start, "end": end}
