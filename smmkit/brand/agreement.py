"""What the owner and the manager agreed on before the first plan: hours, promises, dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from smmkit.brand.identity import stream
from smmkit.brand.names import TRADES
from smmkit.brand.parameters import PILLARS, formats, value, values
from smmkit.tables import PLAN

if TYPE_CHECKING:
    from smmkit.brand.cards import Brand

__all__ = ["agreement", "draft_plan", "routine", "wish_list"]

FIRST, LAST = pd.Timestamp("2026-06-29"), pd.Timestamp("2026-07-26")
MOST_AT_HOME = 4

_NAMES = ("Alba", "Ben", "Chloé", "Dara", "Ewa", "Finn", "Greta", "Hugo", "Ines", "Jonas", "Kaya")
_CLOSED = (
    "closed for stocktaking: nothing to sell, nobody to answer",
    "the owner travels: nobody can approve",
    "remembrance day in the town: the page keeps silent",
    "road works: closed all day",
)
_NOT_OFFERS = ("product", "people", "advice")
_TRADES = {trade.name: trade for trade in TRADES}


def routine(brand: Brand) -> pd.Series:
    """
    Split the team's week into what comes every week and what is left to make posts.

    Returns
    -------
    pandas.Series
        Hours a week: reading the field's news, answering, reporting, making posts. They add
        up to the team's hours.

    Examples
    --------
    >>> from smmkit import Brand
    >>> ada = Brand.of("ada")
    >>> float(routine(ada).sum()) == ada.hours
    True
    """
    answers = round(value("routine.answers") * brand.hours, 1)
    rest = brand.hours - value("routine.reading") - value("routine.report") - answers
    return pd.Series(
        {
            "reading": value("routine.reading"),
            "answering": answers,
            "reporting": value("routine.report"),
            "making posts": round(rest, 1),
        },
        name="hours",
    )


def agreement(brand: Brand) -> dict[str, Any]:
    """
    Return what the plan of the four weeks after the history has to keep to.

    Returns
    -------
    dict
        The arguments of `smmkit.content.Brief`.

    Examples
    --------
    >>> from smmkit import Brand
    >>> agreed = agreement(Brand.of("ada"))
    >>> agreed["first"], agreed["last"]
    (Timestamp('2026-06-29 00:00:00'), Timestamp('2026-07-26 00:00:00'))
    """
    rng = stream(brand.identity, "agreement")
    team = rng.choice(_NAMES, 3 if brand.hours >= 18 else 2, replace=False)
    reasons = rng.choice(_CLOSED, 2, replace=False)
    # One in the second week and one in the fourth, from Monday to Thursday.
    shift = np.array([7, 21]) + rng.integers(0, 4, size=2)
    closed = [FIRST + pd.Timedelta(days=int(days)) for days in shift]
    trade = _TRADES[brand.trade]
    hours = float(routine(brand)["making posts"])
    by_share = brand.audience.sort_values("share", ascending=False, kind="stable")
    return {
        "first": FIRST,
        "last": LAST,
        "platforms": _promise(brand, hours),
        "hours": hours,
        "format_hours": format_hours(),
        "country": brand.country,
        "pillars": PILLARS,
        "offers": "offer",
        "team": tuple(map(str, team)),
        "blackout": dict(zip(closed, map(str, reasons), strict=True)),
        "quiet": (22, 7),
        "peaks": tuple(int(hour) for hour in by_share["peak_hour"][:2]),
        "words": (brand.name, brand.town, *trade.items, *trade.people, *trade.topics),
        "contest": True,
    }


def format_hours() -> dict[str, float]:
    """Return the hours of work that a post of each format takes."""
    names = [form for form in ("text", "link", "photo", "story", "carousel", "reel", "video")]
    return dict(zip(names, values("format_hours", names).tolist(), strict=True))


def _promise(brand: Brand, hours: float) -> dict[str, int]:
    """Promise one post a week elsewhere, and at home as many as the hours bear."""
    cost = {name: values("format_hours", formats(name)) for name in brand.platforms}
    home, *others = brand.platforms
    left = value("plan.load") * hours - sum(cost[name].min() for name in others)
    at_home = int(np.clip(left // cost[home].mean(), 1, MOST_AT_HOME))
    return {home: at_home, **dict.fromkeys(others, 1)}


def draft_plan(brand: Brand, attempt: int = 0) -> pd.DataFrame:
    """
    Return the plan that the last freelancer left: June's posts again, with more offers.

    Parameters
    ----------
    brand : Brand
        Whose plan.
    attempt : int, default 0
        Which draft: 0 is the one the lesson looks at, 1 that of the exercise.

    Returns
    -------
    pandas.DataFrame
        PLAN, of 17 to 27 posts. It breaks many rules on purpose.

    Examples
    --------
    >>> from smmkit import Brand
    >>> bool((draft_plan(Brand.of("ada"))["pillar"] == "offer").mean() > 0.2)
    True
    """
    rng = stream(brand.identity, "draft plan", attempt)
    trade = _TRADES[brand.trade]
    count = int(rng.integers(17, 28))
    days = np.sort(rng.integers(0, 28, size=count))
    hours = rng.choice([6, 9, 9, 12, 17, 23], size=count)
    platform = rng.choice(brand.platforms[:2], size=count)
    form = [str(rng.choice(formats(name))) for name in platform]
    offers = round(float(rng.uniform(0.4, 0.55)) * count)
    pillar = rng.permutation(["offer"] * offers + [*rng.choice(_NOT_OFFERS, count - offers)])
    item = rng.choice(trade.items, size=count)
    titles = [
        f"15 % off the {what}" if about == "offer" else f"Something about the {what}"
        for what, about in zip(item, pillar, strict=True)
    ]
    rows = pd.DataFrame(
        {
            "publish_at": [
                FIRST + pd.Timedelta(days=int(d), hours=int(h))
                for d, h in zip(days, hours, strict=True)
            ],
            "platform": platform,
            "format": form,
            "pillar": pillar,
            "title": titles,
            "owner": rng.permutation(["freelancer"] * (count - 3) + [None] * 3),
            "status": "idea",
        }
    )
    return PLAN.conform(rows)


def wish_list(brand: Brand) -> pd.DataFrame:
    """
    Return what the owner would like to see each week: more than the hours bear.

    Returns
    -------
    pandas.DataFrame
        Columns platform, format, posts (a week) and hours (of work a post).

    Examples
    --------
    >>> from smmkit import Brand
    >>> ada = Brand.of("ada")
    >>> wish = wish_list(ada)
    >>> float((wish["posts"] * wish["hours"]).sum()) > ada.hours
    True
    """
    rng = stream(brand.identity, "wish list")
    rows = [(name, form) for name in brand.platforms for form in formats(name)]
    cost = format_hours()
    wish = pd.DataFrame(rows, columns=["platform", "format"])
    wish["posts"] = rng.integers(1, 4, size=len(wish))
    wish["hours"] = wish["format"].map(cost)
    while (wish["posts"] * wish["hours"]).sum() <= brand.hours + 1:
        wish.loc[rng.integers(len(wish)), "posts"] += 1
    return wish
