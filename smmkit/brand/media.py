"""What a media plan is made from: quotes, response curves, a flight, and what channels cost.

All figures are invented, follow from the brand alone, and stand apart from the season's own truth:
like a media agency's, they are what somebody expects.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from smmkit.brand.identity import stream
from smmkit.brand.journeys import Journeys
from smmkit.errors import ArgumentError, SmmkitError
from smmkit.tables import ADS, MEDIA

if TYPE_CHECKING:
    from smmkit.brand.cards import Brand

__all__ = ["BOUGHT", "PLACEMENTS", "Offer", "channel_costs", "flight", "media_offer"]

PLACEMENTS = ("prospecting", "retargeting", "search", "creators")
"""Where the money may go: new people, past visitors, those who search, others' audiences."""

BOUGHT = ("paid", "retargeting", "email", "search")
"""Channels that cost money of their own."""

# Bounds of: half, and margin of the most orders, both in budgets; steepness. Few people have
# visited, so retargeting is soon full; a creator does nothing for small change.
_CURVES = {
    "prospecting": ((0.35, 0.8), (1.6, 3.0), (1.0, 1.3)),
    "retargeting": ((0.04, 0.10), (0.35, 0.7), (1.0, 1.0)),
    "search": ((0.10, 0.25), (0.5, 1.0), (1.0, 1.0)),
    "creators": ((0.35, 0.55), (1.1, 1.9), (2.0, 2.8)),
}
_LARGE = 1.6
_TIMES_ENOUGH = (2.5, 7.0)
_MOST_ATTEMPTS = 2000
_PATIENCE = 120  # deals, until the next coin may go elsewhere than first wished
# Where the next coin goes in a later offer. Prospecting has the highest ceiling, so it is not among
# them: who takes the highest ceiling for the best next coin would be right there.
_NEXT = ("retargeting", "search", "creators")
# What a later offer's placements get now, in their halves: there, and in the others.
_NOW = ((0.2, 0.9), (0.9, 4.0))
_CLEAR = 0.004  # of the best gain: small where the margin is high, and no rounding yet


@dataclass(frozen=True, eq=False)
class Offer:
    """
    An agency's offer for one month; take it with `media_offer`.

    Attributes
    ----------
    quotes : pandas.DataFrame
        Indexed by placement: cpm (money), ctr and cr (fractions), at the money spent now.
    responses : pandas.DataFrame
        Indexed by placement: most (orders a month), half (money) and steepness of a Hill curve,
        the orders caused; now (money a month spent there at present).
    budget : float
        Money there is for the month.
    """

    quotes: pd.DataFrame
    responses: pd.DataFrame
    budget: float


def media_offer(brand: Brand, *, number: int = 1) -> Offer:
    """
    Return an agency's offer to a brand: the same each time, in tables free to be changed.

    Parameters
    ----------
    brand : Brand
        The learner's.
    number : int, default 1
        Which offer: the first one of the lesson, whose budget is short, or a later one, whose
        budget is more than pays; there the placement where the next coin brings most differs from
        brand to brand.

    Returns
    -------
    Offer

    Raises
    ------
    ArgumentError
        If `number` counts no offer.

    Examples
    --------
    >>> from smmkit.brand import Brand
    >>> offer = media_offer(Brand.of("ada"))
    >>> tuple(offer.responses.index) == PLACEMENTS
    True
    """
    if isinstance(number, bool) or not isinstance(number, int) or number < 1:
        raise ArgumentError(f"number must be a whole number from 1 up; received {number!r}.")
    found = _offer(brand, number)
    return Offer(found.quotes.copy(), found.responses.copy(), found.budget)


@lru_cache(maxsize=64)
def _offer(brand: Brand, number: int) -> Offer:
    each = brand.margin * brand.order_value
    wishes = stream(brand.identity, f"media.{number}.next").permutation(_NEXT).tolist()
    for attempt in range(_MOST_ATTEMPTS):
        goes_to = wishes[min(attempt // _PATIENCE, len(wishes) - 1)]
        rng = stream(brand.identity, f"media.{number}", attempt)
        budget = float(round(brand.budget * (1.0 if number == 1 else _LARGE), -1))
        scale = budget / (1.0 if number == 1 else rng.uniform(*_TIMES_ENOUGH))
        rows = {}
        for name, (half, most, steepness) in _CURVES.items():
            rows[name] = {
                "most": round(rng.uniform(*most) * scale / each, 2),
                "half": float(round(rng.uniform(*half) * scale, 1)),
                "steepness": round(rng.uniform(*steepness), 2),
            }
        table = pd.DataFrame(rows).T.rename_axis("placement")
        if number == 1:
            table["now"] = (rng.dirichlet([6, 6, 4, 4]) * 0.8 * budget).round(0)
        else:
            low, high = np.where((table.index == goes_to)[:, None], *np.array(_NOW)).T
            table["now"] = (rng.uniform(low, high) * table["half"]).round(1).clip(lower=0.1)
        here = number == 1 or goes_to == _next(table, each)
        if here and _teaches(table, each, brand.order_value, budget, short=number == 1):
            return Offer(_quotes(rng, table), table, budget)
    raise SmmkitError(
        f"No offer worth learning from was found for student {brand.student!r}, cohort "
        f"{brand.cohort!r} in {_MOST_ATTEMPTS} deals; use another student name."
    )


def _quotes(rng: np.random.Generator, table: pd.DataFrame) -> pd.DataFrame:
    """Return rates, and the prices at which an order costs what it costs by the curve now."""
    orders, _ = _hill(table, table["now"].to_numpy(float))
    quotes = pd.DataFrame(
        {
            "ctr": rng.uniform(0.006, 0.022, len(table)).round(4),
            "cr": rng.uniform(0.012, 0.05, len(table)).round(4),
        },
        index=table.index,
    )
    cpa = table["now"] / orders
    quotes.insert(0, "cpm", (1000 * quotes["ctr"] * quotes["cr"] * cpa).round(2))
    return quotes


def _next(table: pd.DataFrame, each: float) -> str:
    """Return the placement where one more unit of money brings the most now."""
    _, slopes = _hill(table, table["now"].to_numpy(float))
    return str(table.index[(each * slopes).argmax()])


def _hill(table: pd.DataFrame, spend: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return orders and slopes; `spend` has a column a placement, all above 0."""
    most, half, steep = (table[name].to_numpy(float) for name in ("most", "half", "steepness"))
    power = (spend / half) ** steep
    return most * power / (1 + power), most * steep * power / (spend * (1 + power) ** 2)


def _teaches(
    table: pd.DataFrame, each: float, order_value: float, budget: float, *, short: bool
) -> bool:
    """Tell whether the usual slips lead elsewhere than the right way."""
    now = table["now"].to_numpy(float)
    orders, slopes = _hill(table, now)
    average, marginal = each * orders / now, each * slopes
    by_margin = np.sort(marginal)
    apart = (
        marginal.argmax() != average.argmax()
        and marginal.argmax() != table["most"].to_numpy(float).argmax()
        and by_margin[-1] > 1.08 * by_margin[-2]
        and by_margin[-1] > 0.3
    )
    if not apart:
        return False
    best, spent = _best(table, each, budget)
    blind, blind_spent = _best(table, order_value, budget)
    equal = np.full(len(table), budget / len(table))
    by_average = budget * average / average.sum()
    gains = [each * _hill(table, np.maximum(x, 1e-9))[0].sum() - x.sum() for x in (best, equal)]
    full = abs(spent - budget) < 0.01 * budget
    return (
        best.min() > 0
        and _little(table, each, 0.1 * budget if short else 1e-3 * budget)
        and gains[0] > 0.1 * budget
        and gains[1] < 0.94 * gains[0]
        and _regret(table, each, by_average, gains[0]) > 0.03
        and (full if short else 0.3 * budget < spent < 0.95 * blind_spent < 0.9 * budget)
        and (short or _regret(table, each, blind, gains[0]) > _CLEAR)
    )


def _little(table: pd.DataFrame, each: float, money: float) -> bool:
    """Tell whether little money gains in search and is lost on creators."""
    gain = each * _hill(table, np.full(len(table), money))[0] - money
    found = dict(zip(table.index, gain.tolist(), strict=True))
    return found["search"] > 0.05 * money and found["creators"] < -0.05 * money


def _regret(table: pd.DataFrame, each: float, spend: np.ndarray, best: float) -> float:
    orders, _ = _hill(table, np.maximum(spend, 1e-9))
    return 1 - (each * orders.sum() - spend.sum()) / best


def _best(table: pd.DataFrame, worth: float, budget: float) -> tuple[np.ndarray, float]:
    """Return nearly the best split, on steps of a hundredth of the budget."""
    steps = 100
    money = np.linspace(0, budget, steps + 1)
    best, picks = np.zeros(steps + 1), []
    at = np.arange(steps + 1)[:, None] - np.arange(steps + 1)
    for name in table.index:
        one = table.loc[[name] * steps]
        orders = np.r_[0.0, _hill(one, money[1:])[0]]
        gain = worth * orders - money
        total = np.where(at >= 0, best[np.maximum(at, 0)] + gain, -np.inf)
        picks.append(total.argmax(axis=1))
        best = total.max(axis=1)
    left = int(best.argmax())
    chosen = []
    for pick in reversed(picks):
        chosen.append(int(pick[left]))
        left -= chosen[-1]
    split = money[np.array(chosen[::-1])]
    return split, float(split.sum())


def flight(brand: Brand, *, number: int = 1) -> tuple[pd.DataFrame, pd.DataFrame, pd.Timestamp]:
    """
    Return a plan of four weeks, what was spent so far, and the last day of that.

    Parameters
    ----------
    brand : Brand
        The learner's.
    number : int, default 1
        Which flight.

    Returns
    -------
    media : pandas.DataFrame
        MEDIA: one campaign, its weeks growing towards the end.
    ads : pandas.DataFrame
        ADS with date, campaign, currency and spend.
    on : pandas.Timestamp
        Last day with spend, in the third week.

    Examples
    --------
    >>> from smmkit.brand import Brand
    >>> media, ads, on = flight(Brand.of("ada"))
    >>> len(media), ads["date"].max() == on
    (4, True)
    """
    rng = stream(brand.identity, f"media.flight.{number}")
    first = pd.Timestamp("2026-06-29") + pd.Timedelta(weeks=4 * (number - 1))
    shares = np.array([0.12, 0.20, 0.28, 0.40]) + rng.uniform(-0.02, 0.02, 4)
    budgets = (brand.budget * 28 / 30 * shares / shares.sum()).round(0)
    days = int(rng.integers(16, 20))
    level = rng.choice([0.7, 1.3]) * rng.uniform(0.9, 1.1)
    daily = np.repeat(budgets / 7, 7)[:days] * level * np.exp(0.15 * rng.standard_normal(days))
    same = {"campaign": "Launch", "currency": brand.currency, "platform": brand.home}
    media = pd.DataFrame(
        {"week": [first + pd.Timedelta(weeks=n) for n in range(4)], "budget": budgets, **same}
    )
    dates = pd.date_range(first, periods=days)
    ads = pd.DataFrame({"date": dates, "spend": daily.round(2), **same})
    return MEDIA.conform(media), ADS.conform(ads), dates[-1]


def channel_costs(brand: Brand, found: Journeys, *, number: int = 1) -> pd.DataFrame:
    """
    Return what the bought channels cost in the eight weeks of some journeys, and brought.

    Parameters
    ----------
    brand : Brand
        The learner's.
    found : Journeys
        What `smmkit.brand.journeys.deal` returned for the brand.
    number : int, default 1
        Which bills; another number deals others.

    Returns
    -------
    pandas.DataFrame
        Indexed by `BOUGHT`: channel (its name in the journeys), cost (money, work included) and
        caused (orders that would not have come without it).

    Raises
    ------
    SmmkitError
        If the journeys tell nothing worth deciding on.

    Notes
    -----
    Costs are dealt so that one channel closes many orders and costs more than it causes, and
    another one looks the worst by last click. They belong to the customers of the journeys, not to
    the advertising budget on the brand's card.

    Examples
    --------
    >>> from smmkit.brand import Brand
    >>> from smmkit.brand.journeys import deal
    >>> ada = Brand.of("ada")
    >>> bool(channel_costs(ada, deal(ada))["cost"].gt(0).all())
    True
    """
    each = brand.margin * brand.order_value
    names = {"paid": f"paid {brand.home}", "retargeting": f"retargeting {brand.home}"}
    channels = [names.get(kind, kind) for kind in BOUGHT]
    bought = found.table[found.table["converted"]]
    last = bought.groupby("journey_id")["channel"].last().value_counts()
    last = last.reindex(channels, fill_value=0).to_numpy(float)
    caused = found.truth.loc[channels, "orders"].to_numpy(float)
    for attempt in range(_MOST_ATTEMPTS):
        rng = stream(brand.identity, "media.costs" + (f".{number}" if number > 1 else ""), attempt)
        loser = int(rng.choice([1, 3]))
        returned = rng.uniform(0.25, 0.9, len(BOUGHT))
        # A channel that causes next to nothing still has its price.
        cost = np.maximum(each * caused / (1 + returned), 0.02 * 2 * brand.budget)
        cost[loser] = each * caused[loser] + rng.uniform(0.25, 0.6) * each * last[loser]
        cost = cost.round(0)
        gain, seen = each * caused - cost, each * last - cost
        if (
            gain.argmin() == loser
            and gain[loser] < 0
            and seen.argmin() != loser
            and seen[loser] > 0
            and np.sort(gain)[1] > 0.6 * gain[loser]  # clear of the next
        ):
            table = pd.DataFrame({"channel": channels, "cost": cost, "caused": caused.astype(int)})
            return table.set_axis(pd.Index(BOUGHT, name="kind"))
    raise SmmkitError(
        f"No costs worth deciding on were found for student {brand.student!r}, cohort "
        f"{brand.cohort!r}; use another student name."
    )
