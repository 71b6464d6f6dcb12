"""Posts of a brand that were compared: by the toss of a coin, by choice, and month by month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from smmkit.brand.dealing import nothing_found
from smmkit.brand.identity import stream
from smmkit.brand.parameters import value
from smmkit.brand.trials import rate

if TYPE_CHECKING:
    from smmkit.brand.cards import Brand

__all__ = ["ARMS", "Evergreens", "coin_posts", "evergreens"]

ARMS = (("alone", "friends"), ("statement", "question"))
"""What was compared in each deal of `coin_posts`, the usual way first."""

_TOSSED, _CHOSEN = 20, 12  # posts in each arm; posts whose arm the owner chose
_POSTS, _SMALL, _LARGE, _EACH = 24, 150, 600, 2000
_DEALS = 20_000


def coin_posts(brand: Brand, *, deal: int = 0) -> pd.DataFrame:
    """
    Return posts whose arm a coin decided, and some for which the owner did.

    Counts are negative binomial with the scatter of the home platform. What the coin decided
    has no true effect in deal 0, and in deal 1 for half of the brands; the owner chose the
    second arm for posts that would have done well anyway.

    Parameters
    ----------
    brand : Brand
        Whose posts.
    deal : int, default 0
        0: friends like the post at once, or it is left alone. 1: the first line is a question,
        or a statement.

    Returns
    -------
    pandas.DataFrame
        Indexed by post: arm, chosen_by ("coin" or "owner"), clicks.

    Examples
    --------
    >>> from smmkit import Brand
    >>> coin_posts(Brand.of("ada"))["chosen_by"].value_counts().to_dict()
    {'coin': 40, 'owner': 12}
    """
    real = bool(deal) and stream(brand.identity, "reposts.real").random() < 0.5
    effect = value("coin_effect") if real else 1.0
    arms = np.repeat([ARMS[deal][0], ARMS[deal][1], ARMS[deal][1]], [_TOSSED, _TOSSED, _CHOSEN])
    times = np.repeat([1.0, effect, value("coin_owner") * effect], [_TOSSED, _TOSSED, _CHOSEN])
    alpha = value(f"nb_alpha.{brand.home}")
    for attempt in range(_DEALS):
        rng = stream(brand.identity, f"reposts.coin.{deal}", attempt)
        own = alpha * rng.standard_gamma(1 / alpha, size=times.size)
        clicks = rng.poisson(value("coin_clicks") * times * own)
        if _teaches(clicks, real=real):
            break
    else:
        raise nothing_found("coin_posts")
    table = pd.DataFrame({"arm": arms, "clicks": clicks})
    table.insert(1, "chosen_by", np.repeat(["coin", "owner"], [2 * _TOSSED, _CHOSEN]))
    mixed = table.sample(frac=1, random_state=rng).reset_index(drop=True)
    return mixed.set_axis(pd.RangeIndex(1, len(mixed) + 1, name="post"))


@dataclass(frozen=True, eq=False)
class Evergreens:
    """
    Posts that go out each month, to people drawn anew.

    Attributes
    ----------
    last, this : pandas.DataFrame
        Last month and this month, indexed by post: reach, clicks.
    truth : pandas.Series
        The true share of people reached who click, the same in both months.
    """

    last: pd.DataFrame
    this: pd.DataFrame
    truth: pd.Series


def evergreens(brand: Brand, *, deal: int = 0) -> Evergreens:
    """
    Return evergreen posts of two months; the best rate of last month is that of a small post.

    Parameters
    ----------
    brand : Brand
        Whose posts.
    deal : int, default 0
        Another number deals others.

    Examples
    --------
    >>> from smmkit import Brand
    >>> found = evergreens(Brand.of("ada"))
    >>> best = (found.last["clicks"] / found.last["reach"]).idxmax()
    >>> bool(found.last.loc[best, "reach"] < found.last["reach"].median())
    True
    """
    mean, size = rate(brand), value("evergreen_people")
    names = pd.Index([f"post {number:02}" for number in range(1, _POSTS + 1)], name="post")
    for attempt in range(_DEALS):
        rng = stream(brand.identity, f"reposts.evergreens.{deal}", attempt)
        true = rng.beta(mean * size, (1 - mean) * size, size=_POSTS)
        around = np.exp(value("sd_evergreen_reach") * rng.standard_normal(_POSTS))
        reach = np.maximum(np.rint(value("evergreen_reach") * around), 40).astype(np.int64)
        clicks = rng.binomial(reach, true)
        forecast, raw = (clicks + mean * size) / (reach + size), clicks / reach
        first, second = np.sort(forecast)[::-1][:2]
        if (
            reach[raw.argmax()] < _SMALL
            and reach[forecast.argmax()] > _LARGE
            and first > 1.12 * second
            and np.sort(raw)[-1] > 1.02 * np.sort(raw)[-2]
            and clicks.argmax() != forecast.argmax()
        ):
            break
    else:
        raise nothing_found("evergreens")
    # This month all are shown to as many, enough to see which was truly good.
    later = rng.binomial(_EACH, true)
    last = pd.DataFrame({"reach": reach, "clicks": clicks}, index=names)
    this = pd.DataFrame({"reach": _EACH, "clicks": later}, index=names)
    return Evergreens(last, this, pd.Series(true, index=names))


def _teaches(clicks: np.ndarray, *, real: bool) -> bool:
    """Tell whether Poisson's error misleads here, and whether the owner's choice does."""
    tossed = clicks[: 2 * _TOSSED].reshape(2, _TOSSED)
    total, mean = tossed.sum(axis=1), tossed.mean(axis=1)
    ratio = mean[1] / mean[0]
    times = ((tossed - mean[:, None]) ** 2 / mean[:, None]).sum() / (2 * _TOSSED - 2)
    poisson = abs(np.log(ratio)) / (1 / total).sum() ** 0.5
    quasi = poisson / times**0.5
    with_chosen = clicks[_TOSSED:].mean() / mean[0]
    shown = quasi > 2.4 and ratio > 1 if real else poisson > 3 and quasi < 1.6
    return bool(shown and with_chosen > 1.08 * ratio)
