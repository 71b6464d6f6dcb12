"""The people a brand could serve: a survey of them, and what presence on each network takes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from smmkit.brand.identity import stream
from smmkit.brand.names import TRADES
from smmkit.brand.parameters import value, values
from smmkit.errors import SmmkitError
from smmkit.tables import Column, Table

if TYPE_CHECKING:
    from smmkit.brand.cards import Brand

__all__ = ["ELSEWHERE", "NETWORKS", "NOT_YET", "PEOPLE", "STAGES", "Public"]

NETWORKS = ("facebook", "instagram", "x", "tiktok", "linkedin", "youtube")
STAGES = ("heard", "checked", "told")
ELSEWHERE, NOT_YET = "elsewhere", "not yet"

WANTS = ("advice", "a good price", "a quick answer", "something new", "proof from others")
ASKS = ("what it costs", "how long it takes", "which one suits me", "how it is made", "who does it")
PLACES = ("on the spot", "the website", "by message", "by phone")

_ON = {
    name: Column("boolean", "yes or no", f"whether the person uses {name} at least weekly")
    for name in NETWORKS
}
_STAGE_WORDS = {
    "heard": "where the person first heard of the brand: a network or elsewhere",
    "checked": "where a customer looked closer before buying; not yet: has bought nothing",
    "told": "where a customer recommended the brand; not yet: has not",
}

PEOPLE = Table(
    "PEOPLE",
    {
        "person": Column("Int64", "number", "one who answered"),
        "segment": Column("string", "name", "the part of the public the person belongs to"),
        "age": Column("Int64", "years", "age"),
        "follower": Column("boolean", "yes or no", "whether the person follows the brand anywhere"),
        "customer": Column("boolean", "yes or no", "whether the person bought in the last year"),
        "worth": Column("Float64", "money per year", "margin a customer of the segment brings"),
        **_ON,
        "hour": Column("Int64", "hour, 0-23", "when the person is on networks the most"),
        "wants": Column("string", "name", "what matters most to the person: " + ", ".join(WANTS)),
        "asks": Column("string", "name", "what the person asks first: " + ", ".join(ASKS)),
        "place": Column("string", "name", "where the person likes to buy: " + ", ".join(PLACES)),
        "item": Column("string", "name", "which of the brand's items the person likes most"),
        **{name: Column("string", "name", words) for name, words in _STAGE_WORDS.items()},
    },
)

MOST_ATTEMPTS = 20_000
LEAST_REGRET = 0.01  # of the best value; smaller would be lost in the survey's own chance
LEAST_SURPRISE = 0.02  # of the people: how far an overlap is from that of chance
LEAST_LEAD = 3  # people, by which a network leads a stage of the journey

_TRADES = {trade.name: trade for trade in TRADES}


@dataclass(frozen=True, eq=False)
class Public:
    """
    A brand's public, followers or not; take it with `Brand.public`.

    Attributes
    ----------
    people : pandas.DataFrame
        PEOPLE: a survey, one row a person. It is drawn so that each person asked stands for
        the same number of people of the public.
    presence : pandas.DataFrame
        One row a network: platform, hours (a week that a well kept account takes).
    size : int
        People of the public, as the owner estimates.
    odd_item : str
        An item that the youngest and the oldest like, and few between.
    pair : tuple of str
        Two networks whose people overlap more, or less, than chance would have it.

    Examples
    --------
    >>> from smmkit.brand import Brand
    >>> public = Brand.of("ada").public()
    >>> public.presence.columns.tolist()
    ['platform', 'hours']
    """

    people: pd.DataFrame
    presence: pd.DataFrame
    size: int
    odd_item: str
    pair: tuple[str, str]

    @property
    def hours(self) -> dict[str, float]:
        """Hours a week that presence takes, by platform."""
        return dict(zip(self.presence["platform"], self.presence["hours"], strict=True))


def of(brand: Brand) -> Public:
    """Return fresh copies of the brand's public."""
    dealt = _dealt(brand)
    return replace(dealt, people=dealt.people.copy(), presence=dealt.presence.copy())


@lru_cache(maxsize=64)
def _dealt(brand: Brand) -> Public:
    part, on, worth, hours = _deal_choice(brand)
    for attempt in range(MOST_ATTEMPTS):
        people, odd = _people(stream(brand.identity, "survey", attempt), brand, part, on, worth)
        if people_teach(people, odd):
            size = round(brand.followers[brand.home] * value("public_size"), -2)
            presence = pd.DataFrame({"platform": NETWORKS, "hours": hours})
            return Public(PEOPLE.conform(people), presence, int(size), odd, _pair(brand, on))
    raise _nothing_found(brand)


def _deal_choice(brand: Brand) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    for attempt in range(MOST_ATTEMPTS):
        rng = stream(brand.identity, "public", attempt)
        part = _parts(rng, brand)
        on = _uses(rng, brand, part)
        worth = _worth(rng, brand)
        hours = _hours(rng, brand.hours)
        if choice_teaches(on, worth[part], hours, brand.hours):
            return part, on, worth, hours
    raise _nothing_found(brand)


def _pair(brand: Brand, on: np.ndarray) -> tuple[str, str]:
    share, both = on.mean(axis=0), (on.T.astype(float) @ on) / len(on)
    telling = (np.abs(both - np.outer(share, share)) >= LEAST_SURPRISE) & (both >= LEAST_SURPRISE)
    pairs = np.argwhere(telling & ~np.eye(len(NETWORKS), dtype=bool))
    one, other = pairs[stream(brand.identity, "pair of networks").integers(len(pairs))]
    return NETWORKS[one], NETWORKS[other]


def _nothing_found(brand: Brand) -> SmmkitError:
    return SmmkitError(
        f"No public worth learning from was found for student {brand.student!r}, cohort "
        f"{brand.cohort!r} in {MOST_ATTEMPTS} deals; use another student name."
    )


def choice_teaches(on: np.ndarray, worth: np.ndarray, hours: np.ndarray, budget: float) -> bool:
    """
    Tell whether choosing networks holds what lesson 03 is about.

    One choice is the best by a margin; and those who take the largest first, who add up what
    overlaps, or who count heads instead of worth, each end with another one, by a margin.

    Parameters
    ----------
    on : numpy.ndarray of bool
        Shape (people, networks).
    worth, hours : numpy.ndarray
        Of each person, of each network.
    budget : float
        Hours to be spent.
    """
    networks = np.arange(on.shape[1])
    # Bit i of a pick's number says whether network i is in it; so does that of a person.
    picks = np.arange(1, 2 ** len(networks))
    within = (picks[:, None] >> networks) & 1
    affordable = within @ hours <= budget
    who = on @ (1 << networks)
    met = (picks[:, None] & np.arange(2 ** len(networks))) != 0

    held = np.where(affordable, met @ np.bincount(who, worth, met.shape[1]), 0)
    heads = np.where(affordable, met @ np.bincount(who, minlength=met.shape[1]), 0)
    summed = np.where(affordable, within @ (worth @ on), 0)
    first = largest_first(on.sum(axis=0), hours, budget)
    tempting = [
        sum(1 << network for network in first),
        picks[summed.argmax()],
        picks[heads.argmax()],
    ]
    lost = 1 - held[np.array(tempting) - 1] / held.max()
    return (
        len(set(tempting)) == len(tempting)
        and lost.min() >= LEAST_REGRET
        and all(np.diff(np.sort(numbers)[-2:])[0] > 0 for numbers in (held, heads, summed))
    )


def largest_first(sizes: np.ndarray, hours: np.ndarray, budget: float) -> set[int]:
    """Return the networks that somebody takes who goes from the largest down while hours last."""
    taken: set[int] = set()
    for network in np.argsort(-sizes, kind="stable"):
        if hours[[*taken, network]].sum() <= budget:
            taken.add(int(network))
    return taken


def people_teach(people: pd.DataFrame, odd: str) -> bool:
    """
    Tell whether the survey holds what lesson 03 is about.

    The largest segment of the followers is not the largest of the customers; few who like the
    odd item are near its mean age; each stage of the journey has a leader of its own, by some
    people; and the largest segment of the customers has more than enough people.
    """
    bought, follow = people[people["customer"]], people[people["follower"]]
    customers = bought["segment"].value_counts()
    if follow["segment"].value_counts().index[0] == customers.index[0] or customers.iloc[0] < 50:
        return False
    ages = people.loc[people["item"] == odd, "age"]
    near = (ages - ages.mean()).abs() <= 3
    if len(ages) < 60 or near.mean() > 0.15:
        return False
    leaders = []
    for stage in STAGES:
        counts = bought.loc[bought[stage].isin(NETWORKS), stage].value_counts()
        if len(counts) < 2 or counts.iloc[0] - counts.iloc[1] < LEAST_LEAD:
            return False
        leaders.append(counts.index[0])
    return len(set(leaders)) == len(STAGES)


def _around(rng: np.random.Generator, sd: float, size: int) -> np.ndarray:
    return np.exp(sd * rng.standard_normal(size))


def _parts(rng: np.random.Generator, brand: Brand) -> np.ndarray:
    """Return the segment of each person asked, as its row in the brand's audience."""
    shares = brand.audience["share"].to_numpy() ** value("public_flatter")
    shares = shares * _around(rng, value("sd_public_share"), len(shares))
    fewest, asked = int(value("fewest_surveyed")), int(value("surveyed"))
    counts = fewest + rng.multinomial(asked - fewest * len(shares), shares / shares.sum())
    return np.repeat(np.arange(len(shares)), counts)


def _uses(rng: np.random.Generator, brand: Brand, part: np.ndarray) -> np.ndarray:
    shares = np.array(
        [[value(f"on.{name}.{segment}") for name in NETWORKS] for segment in _segments(brand)]
    )
    odds = np.log(shares / (1 - shares))[part]
    odds += value("sd_on_brand") * rng.standard_normal(len(NETWORKS))
    odds += value("sd_sociable") * rng.standard_normal((len(part), 1))
    odds += values("taste", NETWORKS) * rng.standard_normal((len(part), 1))
    return rng.random(odds.shape) < 1 / (1 + np.exp(-odds))


def _worth(rng: np.random.Generator, brand: Brand) -> np.ndarray:
    orders = value("orders_year") * _around(rng, value("sd_orders_year"), len(brand.audience))
    return np.maximum(np.round(orders * brand.order_value * brand.margin), 1)


def _hours(rng: np.random.Generator, team: int) -> np.ndarray:
    hours = team * values("presence_hours", NETWORKS)
    hours = hours * _around(rng, value("sd_presence_hours"), len(NETWORKS))
    return np.maximum(np.round(2 * hours) / 2, 1)


def _segments(brand: Brand) -> list[str]:
    return brand.audience["segment"].tolist()


def _people(
    rng: np.random.Generator, brand: Brand, part: np.ndarray, on: np.ndarray, worth: np.ndarray
) -> tuple[pd.DataFrame, str]:
    asked, audience = len(part), brand.audience
    low, high = np.array([ages.split("-") for ages in audience["ages"]], int).T[:, part]
    age = np.round(low + (high - low) * rng.beta(1.6, 1.6, asked)).astype(int)
    follows = audience["share"].to_numpy() / (np.bincount(part) / asked) * value("follows_share")
    buys = rng.uniform(value("buys_share_low"), value("buys_share_high"), len(audience))
    # Whoever follows the most buys the least, so that followers cannot stand for customers.
    buys[audience["share"].to_numpy().argmax()] = value("buys_share_low")
    customer = rng.random(asked) < buys[part]
    peak = audience["peak_hour"].to_numpy()[part]
    early = rng.random(asked) < value("morning_share")
    hour = np.where(early, 7, peak) + value("sd_hour") * rng.standard_normal(asked)
    items = list(_TRADES[brand.trade].items)
    odd = items.pop(rng.integers(len(items)))
    edge = (age <= np.quantile(age, value("edge_share"))) | (
        age >= np.quantile(age, 1 - value("edge_share"))
    )
    likes = rng.random(asked) < np.where(edge, value("edge_likes"), value("middle_likes"))
    people = {
        "person": np.arange(1, asked + 1),
        "segment": np.array(_segments(brand))[part],
        "age": age,
        "follower": rng.random(asked) < np.minimum(follows, 0.95)[part],
        "customer": customer,
        "worth": worth[part],
        **dict(zip(NETWORKS, on.T, strict=True)),
        "hour": np.clip(np.round(hour), 6, 23).astype(int),
        "wants": _answers(rng, WANTS, part),
        "asks": _answers(rng, ASKS, part),
        "place": _answers(rng, PLACES, part),
        "item": np.where(likes, odd, rng.choice(items, asked)),
        "heard": _stage(rng, "heard", on),
        "checked": np.where(customer, _stage(rng, "checked", on), NOT_YET),
    }
    told = customer & (rng.random(asked) < value("told_share"))
    people["told"] = np.where(told, _stage(rng, "told", on), NOT_YET)
    return pd.DataFrame(people), odd


def _answers(rng: np.random.Generator, options: tuple[str, ...], part: np.ndarray) -> np.ndarray:
    """Give each segment a commonest answer; no two have the same one while answers last."""
    favourite = rng.permutation(len(options))[part % len(options)]
    usual = rng.random(len(part)) < value("favourite_share")
    return np.array(options)[np.where(usual, favourite, rng.integers(len(options), size=len(part)))]


def _stage(rng: np.random.Generator, stage: str, on: np.ndarray) -> np.ndarray:
    pull = values(f"pull.{stage}", NETWORKS) * _around(rng, value("sd_pull"), len(NETWORKS))
    # Gumbel noise on log weights draws one of the networks a person uses, by its weight.
    keys = np.where(on, np.log(pull) + rng.gumbel(size=on.shape), -np.inf)
    named = np.array(NETWORKS)[keys.argmax(axis=1)]
    away = (rng.random(len(on)) < value("elsewhere_share")) | ~on.any(axis=1)
    return np.where(away, ELSEWHERE, named)
