"""What the public says about the brand and its competitors."""

from __future__ import annotations

import numpy as np

from smmkit.brand.parameters import value

__all__ = ["mentions"]


def mentions(
    rng: np.random.Generator, followers: int, *, competitors: int, months: int
) -> dict[str, np.ndarray]:
    """
    Return mentions per month of the brand (first) and its competitors, by tone.

    Mentions are Poisson around each brand's size; their tone is multinomial around the
    brand's own mood.

    Returns
    -------
    dict of str to numpy.ndarray
        mentions, positive, neutral, negative; each of shape (brands, months).
    """
    brands = 1 + competitors
    size = max(value("mentions_per_follower") * followers, value("fewest_mentions"))
    sizes = size * np.exp(
        np.append(0, value("sd_competitor_size") * rng.standard_normal(competitors))
    )
    monthly = sizes[:, None] * np.exp(value("sd_mentions") * rng.standard_normal((brands, months)))
    total = rng.poisson(monthly)
    share = np.array([value("positive_share"), 0.0, value("negative_share")])
    share[1] = 1 - share.sum()
    mood = rng.standard_gamma(value("tone_concentration") * share, size=(brands, 3))
    tone = rng.multinomial(total, (mood / mood.sum(axis=1, keepdims=True))[:, None, :])
    return {
        "mentions": total,
        "positive": tone[..., 0],
        "neutral": tone[..., 1],
        "negative": tone[..., 2],
    }
