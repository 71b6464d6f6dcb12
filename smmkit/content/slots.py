"""When to post, from one's own past, with how sure that is."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import stats

from smmkit.errors import TableError, check_choice, check_columns, check_fraction, check_number

__all__ = ["PARTS", "WEEKDAYS", "best_slots"]

PARTS = {"morning": (7, 11), "midday": (11, 15), "afternoon": (15, 19), "evening": (19, 23)}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_BY = ("part", "hour", "weekday")
_DRAWS = 20_000
_SEED = 1


def best_slots(
    posts: pd.DataFrame,
    *,
    by: str = "part",
    spread: float = 0.3,
    level: float = 0.9,
    fewest: int = 8,
) -> pd.DataFrame:
    """
    Estimate how much more or less than usual posts reach at each time, and how surely.

    Each post is held against the usual reach of its like: y = log reach minus the mean log
    reach of posts of the same platform, format and paid or not. A slot's mean of y is then
    pulled towards zero as if k posts of usual reach had been added to it, k = s^2 / spread^2,
    where s is the standard deviation of y. This is the posterior mean of a normal model with
    known variances (Gelman and others, *Bayesian Data Analysis*, section 5.4); `spread` says
    how much slots are thought to differ before looking.

    Parameters
    ----------
    posts : pandas.DataFrame
        With published, format and reach; platform and paid are used where they are there.
    by : {"part", "hour", "weekday"}
        What a slot is. Parts of the day: morning from 7, midday from 11, afternoon from 15,
        evening from 19 to 23, night the rest.
    spread : float, default 0.3
        Usual difference between slots, in log reach: 0.3 is a third more or a quarter less.
    level : float, default 0.9
        Chance that the interval holds the slot's true effect, if the model holds.
    fewest : int, default 8
        Slots with fewer posts are marked as not enough.

    Returns
    -------
    pandas.DataFrame
        Indexed by slot, in the order of time: posts; raw, the lift without the pull; lift,
        low and high (fractions: 0.2 is a fifth more reach than usual for its like); best,
        the chance that the slot is the best of all (fraction); enough (bool). Posts without
        a date, a format or a reach above 0 are left out.

    Raises
    ------
    ArgumentError
        If an option is out of range.
    TableError
        If a column is missing, or fewer than two posts are left.

    Examples
    --------
    >>> from smmkit import Brand
    >>> slots = best_slots(Brand.of("ada").history().posts)
    >>> slots.index.tolist(), bool((slots["lift"].abs() <= slots["raw"].abs()).all())
    (['morning', 'midday', 'afternoon', 'evening'], True)
    """
    check_columns(posts, ["published", "format", "reach"], "best_slots")
    check_choice("by", by, _BY)
    check_number("spread", spread, above=0)
    check_fraction("level", level, one_allowed=False)
    check_number("fewest", fewest, low=1, unit="posts")
    slot, lift = _against_usual(posts, by)
    heaps = lift.groupby(slot, observed=True)
    count, raw = heaps.size(), heaps.mean()
    within = max(float(lift.var(ddof=1)), 1e-12)
    pull = count / (count + within / spread**2)
    mean, sd = raw * pull, np.sqrt(within / count * pull)
    reach = stats.norm.ppf(0.5 + level / 2) * sd
    rng = np.random.default_rng(_SEED)  # the same table each time
    draws = mean.to_numpy() + sd.to_numpy() * rng.standard_normal((_DRAWS, len(mean)))
    won = np.bincount(draws.argmax(axis=1), minlength=len(mean)) / _DRAWS
    return pd.DataFrame(
        {
            "posts": count,
            "raw": np.expm1(raw),
            "lift": np.expm1(mean),
            "low": np.expm1(mean - reach),
            "high": np.expm1(mean + reach),
            "best": won,
            "enough": count >= fewest,
        }
    ).rename_axis("slot")


def _against_usual(posts: pd.DataFrame, by: str) -> tuple[pd.Series, pd.Series]:
    """Return each usable post's slot, and its log reach less the mean of its like."""
    reach = posts["reach"].astype("Float64").astype(float)
    published = pd.to_datetime(posts["published"])
    usable = published.notna() & posts["format"].notna() & (reach > 0)
    if usable.sum() < 2:
        raise TableError(
            "best_slots needs at least two posts with a date, a format and a reach above 0; "
            f"there are {int(usable.sum())}."
        )
    some, published, log = posts[usable], published[usable], np.log(reach[usable])
    alike = [some[name] for name in ("platform", "format", "paid") if name in some.columns]
    usual = log.groupby(alike, dropna=False).transform("mean")
    return _slot(published, by), log - usual


def _slot(published: pd.Series, by: str) -> pd.Series:
    if by == "hour":
        return published.dt.hour
    if by == "weekday":
        codes = published.dt.day_of_week
        return pd.Series(
            pd.Categorical.from_codes(codes, list(WEEKDAYS), ordered=True), index=published.index
        )
    hour = published.dt.hour
    named = pd.Series("night", index=published.index)
    for name, (start, end) in PARTS.items():
        named = named.mask((hour >= start) & (hour < end), name)
    order = pd.CategoricalDtype([*PARTS, "night"], ordered=True)
    return named.astype(order)
