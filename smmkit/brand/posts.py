"""Posts: when they go out, how many people they reach, what those people do.

Each equation is a function of arrays, one entry a post. Sources of the numbers stand in
`smmkit.brand.parameters`.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from smmkit.brand.parameters import PILLARS, REACTIONS, formats, value, values

__all__ = [
    "boosted",
    "engagement_rate",
    "engagements",
    "format_effect",
    "hour_effect",
    "impressions",
    "log_reach",
    "luck",
    "own_effect",
    "reactions",
    "schedule",
]

Columns = dict[str, np.ndarray]


def schedule(rng: np.random.Generator, platforms: tuple[str, ...], *, weeks: int) -> Columns:
    """
    Lay out what the owner posted: about seven posts a week at home, two on each other platform.

    Returns
    -------
    dict of str to numpy.ndarray
        platform, format, pillar (text), day (days since the first Monday), hour, minute.
    """
    parts = []
    habit = rng.uniform(12, 16)
    for number, platform in enumerate(platforms):
        usual = int(value("posts_per_week.other" if number else "posts_per_week.home"))
        per_week = usual + rng.integers(-1, 2, size=weeks)
        total = int(per_week.sum())
        week = np.repeat(np.arange(weeks), per_week)
        # The order of the draws belongs to the version: a dict is filled from the top.
        parts.append(
            {
                "platform": np.repeat(platform, total),
                "format": _by_share(rng, formats(platform), f"format_share.{platform}", total),
                "pillar": _by_share(rng, PILLARS, "pillar_share", total),
                "day": 7 * week + rng.integers(7, size=total),
                "hour": np.clip(
                    np.rint(habit + value("sd_post_hour") * rng.standard_normal(total)), 7, 22
                ).astype(np.int64),
                "minute": rng.integers(60, size=total),
            }
        )
    posts = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    order = np.lexsort((posts["minute"], posts["hour"], posts["day"]))
    return {name: column[order] for name, column in posts.items()}


def _by_share(
    rng: np.random.Generator, words: tuple[str, ...], shares: str, total: int
) -> np.ndarray:
    counts = np.floor(values(shares, words) * total).astype(np.int64)
    counts[0] += total - counts.sum()
    return rng.permutation(np.repeat(words, counts))


def boosted(rng: np.random.Generator, posts: Columns, *, home: str, fewest: int) -> np.ndarray:
    """
    Choose the posts that the owner paid to show: mostly links and offers, most of them at home.

    At least `fewest` of every format at home are boosted, so that paid and organic can be
    compared there.

    Returns
    -------
    numpy.ndarray of bool
    """
    eagerness = rng.random(posts["day"].size) + 0.15 * (posts["pillar"] == "offer")
    paid = np.zeros(eagerness.size, dtype=bool)
    for platform in np.unique(posts["platform"]):
        for form in formats(str(platform)):
            group = np.flatnonzero((posts["platform"] == platform) & (posts["format"] == form))
            share = value(f"boosted_share.{platform}.{form}")
            count = int(share * group.size / 2)
            if platform == home:
                count = max(fewest, round(share * group.size))
            paid[group[np.argsort(-eagerness[group], kind="stable")[:count]]] = True
    return paid


def hour_effect(hour: np.ndarray, peaks: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """
    Return the log effect of the hour on reach: each segment is awake around its own peak.

    The curve rises towards a peak faster than it falls after it (assumption), and is
    centred so that it averages zero from 7 to 22 h.

    Parameters
    ----------
    hour : numpy.ndarray
        Hours of the day, 0-23.
    peaks, shares : numpy.ndarray
        Most active hour and share of each segment.
    """

    def height(hours: np.ndarray) -> np.ndarray:
        late = (hours[:, None] - peaks + 12) % 24 - 12
        width = np.where(late < 0, value("hour_rise"), value("hour_fall"))
        return np.exp(-0.5 * (late / width) ** 2) @ shares

    return value("hour_height") * (height(hour) - height(np.arange(7, 23)).mean())


def format_effect(name: str, platform: np.ndarray, form: np.ndarray) -> np.ndarray:
    """Return a log effect of the format, centred on the platform's usual mix of formats."""
    effect = {}
    for network in np.unique(platform):
        words = formats(str(network))
        numbers = values(f"{name}.{network}", words)
        centre = numbers @ values(f"format_share.{network}", words)
        effect |= {(network, word): x - centre for word, x in zip(words, numbers, strict=True)}
    return np.array([effect[key] for key in zip(platform, form, strict=True)])


def own_effect(effects: Mapping[str, float], *keys: np.ndarray) -> np.ndarray:
    """Return the brand's own deviations for keys such as ``facebook.photo``."""
    return np.array([effects[".".join(key)] for key in zip(*keys, strict=True)])


def log_reach(
    posts: Columns,
    followers: np.ndarray,
    effects: Mapping[str, float],
    hours: np.ndarray,
    *,
    b2b: bool,
) -> np.ndarray:
    """
    Return the expected log reach of posts, before luck.

    log R = log F + log rho_platform + format + pillar + hour + weekend + paid.

    Parameters
    ----------
    posts : dict of arrays
        platform, format, pillar, day, paid.
    followers : numpy.ndarray
        Followers on the day.
    effects : mapping
        The brand's own deviations.
    hours : numpy.ndarray
        Effect of the hour, from `hour_effect`.
    b2b : bool
        Whether readers are at work.
    """
    weekend = value(f"weekend_reach.{'business' if b2b else 'consumer'}")
    return (
        np.log(followers)
        + np.log(values("reach_rate", posts["platform"]))
        + effects["reach"]
        + format_effect("format_reach", posts["platform"], posts["format"])
        + own_effect(effects, posts["platform"], posts["format"])
        + values("pillar_reach", posts["pillar"])
        + own_effect(effects, posts["pillar"])
        + hours
        + weekend * (posts["day"] % 7 >= 5)
        + value("paid_reach") * posts["paid"]
    )


def luck(rng: np.random.Generator, platform: np.ndarray) -> np.ndarray:
    """Return the part of log reach that no plan explains: most of it, as measured."""
    sd = values("sd_log_reach", platform) * np.sqrt(1 - value("plan_r2"))
    return sd * rng.standard_normal(platform.size)


def impressions(rng: np.random.Generator, reach: np.ndarray, platform: np.ndarray) -> np.ndarray:
    """
    Return displays: everyone reached sees it once, some again (1 + gamma times).

    The gamma has shape 4, whose median is close to (shape - 1/3) times its scale.
    """
    scale = (values("frequency", platform) - 1) / (4 - 1 / 3)
    again = scale * rng.standard_gamma(4, size=reach.size)
    return np.rint(reach * (1 + again)).astype(np.int64)


def engagement_rate(
    posts: Columns, reach: np.ndarray, followers: np.ndarray, effects: Mapping[str, float]
) -> np.ndarray:
    """
    Return expected engagements per reach; it falls as reach grows (elasticity 0.66).

    er = er0 exp(format + pillar + paid) (R / Rref)^(elasticity - 1), where Rref is the
    platform's usual reach for this many followers.
    """
    usual = followers * values("reach_rate", posts["platform"])
    return (
        values("er_by_reach", posts["platform"])
        * np.exp(
            effects["er"]
            + format_effect("format_er", posts["platform"], posts["format"])
            + values("pillar_er", posts["pillar"])
            + value("paid_er") * posts["paid"]
        )
        * (reach / usual) ** (value("elasticity") - 1)
    )


def engagements(
    rng: np.random.Generator, mean: np.ndarray, platform: np.ndarray, most: np.ndarray
) -> np.ndarray:
    """Return negative-binomial counts, Var = mean + alpha mean^2, at most one per display."""
    alpha = values("nb_alpha", platform)
    return np.minimum(rng.poisson(mean * alpha * rng.standard_gamma(1 / alpha)), most)


def reactions(rng: np.random.Generator, total: np.ndarray, platform: np.ndarray) -> np.ndarray:
    """Split engagements into likes, comments, shares and saves (Dirichlet-multinomial)."""
    mix = np.stack([values(f"mix.{name}", REACTIONS) for name in platform])
    weight = rng.standard_gamma(value("mix_concentration") * mix)
    return rng.multinomial(total, weight / weight.sum(axis=1, keepdims=True))
