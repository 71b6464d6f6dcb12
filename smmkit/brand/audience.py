"""Followers and the days of an account: what its posts add up to, day by day."""

from __future__ import annotations

import numpy as np

from smmkit.brand.parameters import REACTIONS, value, values

__all__ = ["daily", "follower_path", "union_reach"]

COUNTED = ("impressions", *REACTIONS, "engagements", "clicks", "follows")


def follower_path(last: np.ndarray, growth: float, *, days: int) -> np.ndarray:
    """
    Return the smooth path of followers that reach is worked out from.

    Parameters
    ----------
    last : numpy.ndarray
        Followers per platform on the last day.
    growth : float
        Share won over the whole time.
    days : int
        Length of the path.

    Returns
    -------
    numpy.ndarray
        Shape (platforms, days).
    """
    left = (days - 1 - np.arange(days)) / days
    return last[:, None] / (1 + growth) ** left


def union_reach(impressions: np.ndarray, pool: np.ndarray, frequency: np.ndarray) -> np.ndarray:
    """
    Return the different accounts behind some displays, A (1 - exp(-V / (f A))).

    The usual reach curve of media planning: displays fall on a pool of A accounts at
    random, f on each at least.
    """
    return pool * -np.expm1(-impressions / (frequency * pool))


def daily(
    rng: np.random.Generator,
    posts: dict[str, np.ndarray],
    platforms: tuple[str, ...],
    last: np.ndarray,
    growth: float,
    *,
    days: int,
) -> dict[str, np.ndarray]:
    """
    Return the account's days from its posts' results.

    A post's results come in over four days. Followers obey, exactly,
    today = yesterday + new - lost, and end on `last`.

    Returns
    -------
    dict of str to numpy.ndarray
        Each of shape (platforms, days).
    """
    shape = (len(platforms), days)
    where = np.array([platforms.index(name) for name in posts["platform"]])
    spread = values("day_share", "0123")
    at_day = posts["day"][:, None] + np.arange(spread.size)
    inside = at_day < days
    at = (np.broadcast_to(where[:, None], at_day.shape)[inside], at_day[inside])

    table = {name: np.zeros(shape, dtype=np.int64) for name in COUNTED}
    for name, total in table.items():
        if name != "engagements":
            parts = rng.multinomial(posts[name], spread)
            np.add.at(total, at, parts[inside])
    table["engagements"] = sum(table[name] for name in REACTIONS)
    table["posts"] = np.zeros(shape, dtype=np.int64)
    np.add.at(table["posts"], (where, posts["day"]), 1)

    path = follower_path(last, growth, days=days)
    # A day reaches at least those whom its best post reaches.
    floor = np.zeros(shape, dtype=np.int64)
    day_reach = np.floor(posts["reach"][:, None] * spread).astype(np.int64)
    np.maximum.at(floor, at, day_reach[inside])
    visitors = rng.poisson(value("profile_rate") * path)
    table["impressions"] += visitors
    pool = values("audience_pool", platforms)[:, None] * path
    frequency = values("frequency", platforms)[:, None]
    union = np.rint(union_reach(table["impressions"], pool, frequency)).astype(np.int64)
    table["reach"] = np.minimum(np.maximum(union, floor), table["impressions"])
    table["profile_visits"] = rng.binomial(table["reach"], value("profile_visit_rate"))

    gone = value("churn_week") / 7
    table["lost_followers"] = rng.poisson(gone * path)
    trend = (gone + np.log1p(growth) / days) * path
    unexplained = np.maximum(trend - table["follows"].mean(axis=1, keepdims=True), 0.1 * trend)
    table["new_followers"] = table.pop("follows") + rng.poisson(unexplained)
    net = table["new_followers"] - table["lost_followers"]
    table["followers"] = last[:, None] - (net[:, ::-1].cumsum(axis=1)[:, ::-1] - net)
    return table
