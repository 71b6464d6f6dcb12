"""What the freelancer before left behind: a report, a list of tactics, and a strategy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from smmkit.brand.identity import stream
from smmkit.brand.names import TRADES
from smmkit.brand.prospects import accounts

if TYPE_CHECKING:
    from smmkit.brand.cards import Brand

__all__ = ["PERIODS", "report_lines", "strategy_left", "tactics_left"]

PERIODS = {"week": 26, "month": 6, "season": 1}
"""How often each fits into the season: it runs from the end of June to the end of December."""

_TRADES = {trade.name: trade for trade in TRADES}

_LINES = {
    "output": (
        "{posts:,} posts were published",
        "{media:,.0f} {currency} were spent on ads",
        "{films} films were shot and cut",
        "the plan was kept on {kept} days out of 182",
        "{answers} answers were written",
    ),
    "outcome": (
        "a post at {home} reached {reach:,.0f} accounts, as a median",
        "{follows:,} people began to follow a page",
        "of 1,000 people reached, {reacted:.0f} liked, shared, saved or wrote something",
        "{clicks:,} times somebody clicked a link",
        "of 100 mentions, {praise:.0f} were praise",
    ),
    "impact": (
        "{by_posts:,} orders came from people whom posts had brought",
        "{by_ads:,} orders came from people whom ads had brought",
        "{left:,.0f} {currency} were left once ads and work were paid",
        "of 100 customers asked, {would} would recommend the firm",
        "of 100 people asked in {town}, {name} named the firm without a list",
    ),
}
_OF_EACH = 3

_TACTICS = {
    "sales": (
        "Ads for the {item} to those who looked at it and did not order",
        "A post with the {item}, its price and a link that leads straight to the order",
        "A code for the first order, behind the link in the profile",
    ),
    "awareness": (
        "Ads that show {person} to people in {town} who have never heard of the firm",
        "A joint film with another firm of {town} whose followers do not know us",
        "A short film made to be sent on by people who have never ordered: how to {topic}",
    ),
    "image": (
        "Every complaint answered in public within a day, with a name under it",
        "A frank post on what went wrong with an order, and how {person} put it right",
        "A photo series on how carefully {person} works, for those who doubt the quality",
    ),
    "none": (
        "Two thousand bought followers",
        "Seven posts a week on every platform, whatever they are about",
        "A like under every page in {town}, by a program",
    ),
}
_TACTICS_OF_EACH = 2
_WEEKLY, _MONTHLY = np.arange(3, 10) / 1000, np.arange(12, 40) / 1000


def report_lines(brand: Brand, *, stages: bool = False) -> pd.DataFrame:
    """
    Return nine lines of the report on the last half-year, in no order.

    Parameters
    ----------
    brand : Brand
        Whose.
    stages : bool, default False
        Whether to say what each counts: output, outcome or impact.

    Returns
    -------
    pandas.DataFrame
        Columns line (its letter) and says, and stage if asked for. What customers and passers-by
        answered is invented; the rest is counted in the history.

    Examples
    --------
    >>> from smmkit import Brand
    >>> len(report_lines(Brand.of("ada")))
    9
    """
    rng = stream(brand.identity, "report lines")
    counted = _counted(brand, rng)
    rows = [
        (stage, words.format(**counted))
        for stage, pool in _LINES.items()
        for words in rng.choice(pool, _OF_EACH, replace=False)
    ]
    return _shuffled(rng, rows, ("stage", "says"), "line", kept=stages)


def _counted(brand: Brand, rng: np.random.Generator) -> dict[str, Any]:
    past, book = brand.history(), accounts(brand)
    home = past.posts[past.posts["platform"] == brand.home]
    own = past.listening[past.listening["own"]]
    return {
        "posts": len(past.posts),
        "media": book["media"].sum(),
        "currency": brand.currency,
        "films": int(past.posts["format"].isin(["video", "reel"]).sum()),
        "kept": int(rng.integers(120, 170)),
        "answers": int(rng.integers(80, 400)),
        "home": brand.home,
        "reach": home["reach"].median(),
        "follows": int(past.daily["new_followers"].sum()),
        "reacted": 1000 * past.posts["engagements"].sum() / past.posts["reach"].sum(),
        "clicks": int(past.posts["clicks"].sum()),
        "praise": 100 * own["positive"].sum() / own["mentions"].sum(),
        "by_posts": int(book["orders_by_posts"].sum()),
        "by_ads": int(book["orders_by_ads"].sum()),
        "left": book["profit"].sum(),
        "would": int(rng.integers(25, 60)),
        "town": brand.town,
        "name": int(rng.integers(4, 20)),
    }


def tactics_left(brand: Brand, *, tasks: bool = False) -> pd.DataFrame:
    """
    Return the eight tactics of the freelancer's list, with what each costs.

    Parameters
    ----------
    brand : Brand
        Whose.
    tasks : bool, default False
        Whether to say what each serves: sales, awareness, image or none.

    Returns
    -------
    pandas.DataFrame
        Columns tactic (its letter), what, money (in the brand's currency) and per (week, month
        or season), and task if asked for.

    Examples
    --------
    >>> from smmkit import Brand
    >>> set(tactics_left(Brand.of("ada"))["per"]) == {"week", "month", "season"}
    True
    """
    rng = stream(brand.identity, "tactics left")
    trade = _TRADES[brand.trade]
    words = {
        "item": str(rng.choice(trade.items)),
        "person": str(rng.choice(trade.people)),
        "topic": str(rng.choice(trade.topics)),
        "town": brand.town,
    }
    rows = [
        (task, what.format(**words))
        for task, pool in _TACTICS.items()
        for what in rng.choice(pool, _TACTICS_OF_EACH, replace=False)
    ]
    table = _shuffled(rng, rows, ("task", "what"), "tactic", kept=True)
    season = 6 * brand.budget
    table["per"] = rng.permutation(["week", "month", "season"] * 2 + ["week", "month"])
    shares = {"week": _WEEKLY, "month": _MONTHLY, "season": 4 * _MONTHLY}
    table["money"] = [round(float(rng.choice(shares[per])) * season) for per in table["per"]]
    names = ["tactic", "what", "money", "per", *(["task"] if tasks else [])]
    return table[names]


def _shuffled(
    rng: np.random.Generator,
    rows: list[tuple[str, str]],
    names: tuple[str, str],
    letter: str,
    *,
    kept: bool,
) -> pd.DataFrame:
    order = rng.permutation(len(rows))
    table = pd.DataFrame([rows[place] for place in order], columns=list(names))
    table.insert(0, letter, [chr(ord("A") + place) for place in range(len(rows))])
    return table if kept else table.drop(columns=names[0])


def strategy_left(brand: Brand) -> dict[str, Any]:
    """
    Return the strategy that the freelancer left: every field filled in, and no strategy.

    Returns
    -------
    dict
        In the form that `smmkit.strategy.review` takes.

    Examples
    --------
    >>> from smmkit import Brand
    >>> [one["kpi"] for one in strategy_left(Brand.of("ada"))["objectives"]]
    ['posts', 'followers', 'net_sentiment']
    """
    now = sum(brand.followers.values())
    season = 6 * brand.budget
    by = {"by": "2026-12-31", "owner": "freelancer", "stop": None}
    return {
        "goal": {
            "why": "Become the number one on social media",
            "task": "sales",
            "kpi": "profit",
            "baseline": 1000,
            "target": 1200,
            "by": "soon",
            "owner": "everybody",
        },
        "objectives": [
            {"kpi": "posts", "baseline": 300, "target": 400, **by},
            {"kpi": "followers", "baseline": now, "target": 2 * now, **by},
            {"kpi": "net_sentiment", "baseline": 0.3, "target": 0.5, **by},
        ],
        "tactics": [
            {
                "what": "Engaging content every day",
                **{"serves": "posts", "money": 0, "hours": brand.hours, "owner": "freelancer"},
            },
            {
                "what": "Boost the best posts",
                **{"serves": "followers", "money": season, "hours": 2, "owner": "freelancer"},
            },
            {
                "what": "Influencers",
                **{"serves": "awareness", "money": season, "hours": 0, "owner": "freelancer"},
            },
        ],
    }
