"""A brand's own case: tasks and people, influencers, and who holds the keys. All of it invented."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from smmkit.brand.identity import stream
from smmkit.brand.names import COUNTRIES
from smmkit.errors import SmmkitError
from smmkit.team._split import prices, takes_hours
from smmkit.team.assign import assign, gap
from smmkit.team.capacity import capacity

__all__ = ["deal_creators", "deal_crew", "deal_keys", "task_by_task"]

MOST_ATTEMPTS = 400
LEAST_LOST = 0.02  # what the short cut of taking task after task gives away
LEAST_APART = 0.005  # mean of the skills' shares against all their hours added up: two mistakes

_LEVELS = {country.code: country.price_level for country in COUNTRIES}
# A name is one person: those of the two crews, and those who hold keys, are different people.
_PEOPLE = (
    ("Anouk", "Bela", "Carla", "Dmitri", "Edda", "Farid", "Gesa", "Hana", "Ivo", "Jule"),
    ("Kaja", "Leon", "Mirja", "Nils", "Otto", "Petra", "Rafa", "Selma", "Timo", "Ulla"),
)
_KEEPERS = ("Vera", "Wim", "Xenia", "Yusuf", "Zora", "Bram", "Cilla", "Doro")
_WORK = (
    ("photos", "photo", 5, 9),
    ("posts", "copy", 4, 8),
    ("newsletter", "copy", 3, 6),
    ("reel", "film", 6, 11),
    ("price graphic", "design", 3, 7),
    ("ads", "ads", 3, 7),
    ("replies", "community", 6, 12),
    ("posting", "posting", 3, 6),
)
_SKILLS = (
    "photo, film",
    "photo, design",
    "copy, posting",
    "copy, community",
    "film, ads",
    "community, posting",
    "design, ads, copy",
)
_KEYS = ["account", "person", "role", "needs", "own_login", "two_step", "until"]
_LETTERS = "ABCDEF"


def deal_crew(brand: Any, case: int = 0) -> tuple[pd.DataFrame, pd.DataFrame]:
    """
    Deal the tasks of a campaign and the people who offer to do them.

    Parameters
    ----------
    brand : Brand
        Whose campaign.
    case : int, default 0
        0 is the lesson's, 1 the exercise's.

    Returns
    -------
    tasks, people : pandas.DataFrame
        As `smmkit.team.assign` takes them; prices in the brand's currency. There is a split, and
        four short cuts miss it: the lowest price an hour for each task, the lowest cost with
        hours ignored, task after task, and one person for everything.

    Examples
    --------
    >>> from smmkit import Brand
    >>> tasks, people = deal_crew(Brand.of("ada"))
    >>> len(tasks), len(people)
    (8, 7)
    """
    level = _LEVELS[brand.country]
    for attempt in range(MOST_ATTEMPTS):
        rng = stream(brand.identity, f"crew {case}", attempt)
        tasks = pd.DataFrame(
            [(name, skill, int(rng.integers(low, high))) for name, skill, low, high in _WORK],
            columns=["task", "skill", "hours"],
        ).set_index("task")
        rows = []
        for skills in rng.permutation(_SKILLS):
            pace = float(rng.choice([0.75, 0.8, 1.0, 1.0, 1.25, 1.5]))
            # Who is quick asks for more, though not always as much more.
            price = rng.uniform(22, 38) * rng.uniform(0.75, 1.1) / pace * level
            rows.append((str(skills), int(rng.integers(6, 12)), _tidy(price), pace))
        names = rng.choice(_PEOPLE[case], len(rows), replace=False)
        people = pd.DataFrame(rows, columns=["skills", "hours", "price", "pace"], index=names)
        people = people.rename_axis("person")
        if _teaches(tasks, people):
            return tasks, people
    raise SmmkitError(f"No crew was found for {brand.name}: a fault of this package.")


def _tidy(price: float) -> int:
    return round(price / 10) * 10 if price > 150 else round(price)


def _teaches(tasks: pd.DataFrame, people: pd.DataFrame) -> bool:
    """Tell whether there is a split, and each short cut leads elsewhere."""
    takes = takes_hours(tasks, people).to_numpy()
    rate, there = people["price"].to_numpy(), people["hours"].to_numpy()
    hourly = np.nanargmin(np.where(np.isnan(takes), np.nan, rate), axis=1)
    ignored = np.nanargmin(takes * rate, axis=1)
    loads = np.bincount(ignored, takes[np.arange(len(takes)), ignored], len(there))
    quick = _in_turn(takes, takes * rate, there)
    if quick is None or (loads <= there).all():
        return False
    if any(np.array_equal(hourly, other) for other in (ignored, quick)):
        return False
    names = people.index.to_numpy()
    by_name = pd.Series(names[quick], index=tasks.index)
    used = capacity(tasks, people).drop(index="all")
    added = float(used["needed"].sum() / used["available"].sum())
    return (
        abs(float(used["utilisation"].mean()) / added - 1) > LEAST_APART
        and gap(by_name, tasks, people) > LEAST_LOST
        and assign(tasks, people)["person"].tolist() != names[hourly].tolist()
    )


def _in_turn(takes: np.ndarray, price: np.ndarray, there: np.ndarray) -> list[int] | None:
    left, given = there.astype(float), []
    for hours, money in zip(takes, price, strict=True):
        open_to = np.where(hours <= left, money, np.inf)
        if not np.isfinite(open_to).any():
            return None
        given.append(int(open_to.argmin()))
        left[given[-1]] -= hours[given[-1]]
    return given


def task_by_task(tasks: pd.DataFrame, people: pd.DataFrame) -> pd.Series | None:
    """
    Give each task in turn to the cheapest person who has hours left: the usual short cut.

    Parameters
    ----------
    tasks, people : pandas.DataFrame
        As in `smmkit.team.assign`.

    Returns
    -------
    pandas.Series or None
        The person of each task; None if it ends where a task is left and nobody has hours.

    Examples
    --------
    >>> tasks = pd.DataFrame({"skill": ["copy", "copy"], "hours": [2.0, 4.0]}, index=["a", "b"])
    >>> people = pd.DataFrame({"skills": ["copy", "copy"], "hours": [9.0, 4.0],
    ...     "price": [30.0, 20.0], "pace": [1.0, 1.0]}, index=["Ana", "Ben"])
    >>> task_by_task(tasks, people).to_dict()  # the other way round would be cheaper
    {'a': 'Ben', 'b': 'Ana'}
    """
    price, takes = prices(tasks, people), takes_hours(tasks, people)
    given = _in_turn(takes.to_numpy(), price.to_numpy(), people["hours"].to_numpy())
    if given is None:
        return None
    return pd.Series(people.index[given], index=tasks.index, name="person")


def deal_creators(brand: Any, case: int = 0) -> pd.DataFrame:
    """
    Deal six influencers who offer a post.

    Parameters
    ----------
    brand : Brand
        Who would pay.
    case : int, default 0
        As in `deal_crew`.

    Returns
    -------
    pandas.DataFrame
        Indexed by a letter: what `smmkit.team.rank_creators` takes; price in the brand's
        currency. The largest, the cheapest for each follower, the one nearest to your own
        followers, the one far away and the one with bought followers and a ring are all others
        than the best.

    Examples
    --------
    >>> from smmkit import Brand
    >>> deal_creators(Brand.of("ada")).index.tolist()
    ['A', 'B', 'C', 'D', 'E', 'F']
    """
    rng = stream(brand.identity, f"creators {case}")
    level = _LEVELS[brand.country]
    # followers, reach rate, near, overlap, engagements of reach, clicks of engagements, best day,
    # generic comments, price of a thousand new people against the others' (1: the best offer)
    kinds = {
        "best": (9_000, 0.22, 0.55, 0.20, 0.050, 0.10, 0.010, 0.10, 1.00),
        "known": (7_000, 0.25, 0.70, 0.75, 0.060, 0.12, 0.010, 0.08, 1.70),
        "large": (120_000, 0.09, 0.10, 0.05, 0.030, 0.05, 0.020, 0.20, 2.60),
        "far": (30_000, 0.18, 0.04, 0.02, 0.045, 0.08, 0.015, 0.15, 3.40),
        "bought": (60_000, 0.02, 0.45, 0.10, 0.300, 0.004, 0.220, 0.60, 0.60),
        "shown on television": (14_000, 0.15, 0.40, 0.15, 0.045, 0.09, 0.120, 0.12, 1.35),
    }
    rows = []
    for size, rate, near, overlap, liked, clicked, jump, generic, dear in kinds.values():
        wobble = rng.uniform(0.9, 1.1, 7)
        followers = round(size * wobble[0], -2)
        reach = round(followers * rate * wobble[1])
        near, overlap = round(near * wobble[2], 2), round(overlap * wobble[3], 2)
        engagements = round(reach * liked * wobble[4])
        clicks = round(engagements * clicked * wobble[5])
        new = reach * near * (1 - overlap)
        price = _tidy(150 * level * dear * rng.uniform(0.97, 1.03) * new / 1000)
        rows.append(
            (int(followers), reach, near, overlap, engagements, clicks,
             round(jump * wobble[6], 3), round(generic * wobble[0], 2), price)
        )  # fmt: skip
    names = ["followers", "reach", "near_share", "overlap_share", "engagements", "clicks"]
    names += ["best_day_share", "generic_share", "price"]
    table = pd.DataFrame(rows, columns=names).iloc[rng.permutation(len(rows))]
    return table.set_axis(pd.Index(list(_LETTERS), name="name"))


def deal_keys(brand: Any) -> pd.DataFrame:
    """
    Return who can get into the brand's accounts, with five things to mend.

    Parameters
    ----------
    brand : Brand
        Whose accounts.

    Returns
    -------
    pandas.DataFrame
        What `smmkit.team.review_access` takes.

    Examples
    --------
    >>> from smmkit import Brand, team
    >>> len(team.review_access(deal_keys(Brand.of("ada")), today="2026-06-29")) >= 5
    True
    """
    rng = stream(brand.identity, "keys")
    owner, helper, gone, agency = rng.choice(_KEEPERS, 4, replace=False)
    first, second = brand.platforms[:2]
    month = int(rng.integers(1, 6))
    rows = [
        (first, "you", "admin", "admin", True, True, None),
        (first, owner, "admin", "analyst", True, False, None),
        (first, gone, "admin", "content", True, True, f"2026-{month:02}-28"),
        (first, helper, "content", "content", False, False, "2026-07-31"),
        (second, "you", "admin", "admin", True, True, None),
        (second, agency, "advertiser", "advertiser", True, True, f"2026-{month:02}-15"),
    ]
    return pd.DataFrame(rows, columns=_KEYS)
