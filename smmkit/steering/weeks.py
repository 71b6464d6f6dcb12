"""When to post, how to answer, and weeks laid out from a week's numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from smmkit import content
from smmkit.brand.parameters import PILLARS
from smmkit.brand.world.calendar import START, WEEKS
from smmkit.brand.world.replies import read_replies
from smmkit.content.slots import WEEKDAYS
from smmkit.errors import SmmkitError, check_choice, check_columns, check_fraction, check_number
from smmkit.tables import PLAN

if TYPE_CHECKING:
    from smmkit import Brand

__all__ = ["answer_hours", "best_days", "best_hour", "choose_replies", "lay_weeks"]

TURN = ("product", "advice", "product", "product", "offer")
"""Pillars in turn: an offer in five, the most that people bear."""

_OPEN = range(7, 23)
_WIDE = 3  # hours on either side in which a public is still there
_WAYS = (("honest", 12), ("honest", 24), ("template", 24))


def best_hour(audience: pd.DataFrame) -> int:
    """
    Return the hour at which most of the public is there.

    Each segment is thought of as a bell around its peak hour, about three hours wide, as high as
    its share. One hour that meets most people beats the hour between two groups.

    Parameters
    ----------
    audience : pandas.DataFrame
        ``brand.audience``: share and peak_hour of each segment.

    Examples
    --------
    >>> best_hour(pd.DataFrame({"share": [0.6, 0.4], "peak_hour": [20, 9]}))
    20
    """
    check_columns(audience, ["share", "peak_hour"], "best_hour")
    away = np.array(_OPEN)[:, None] - audience["peak_hour"].to_numpy(float)
    crowd = np.exp(-0.5 * (away / _WIDE) ** 2) @ audience["share"].to_numpy(float)
    return int(_OPEN[int(crowd.argmax())])


def best_days(posts: pd.DataFrame) -> list[int]:
    """
    Return the days of the week by what posts reached on them, the best first; Monday is 0.

    Parameters
    ----------
    posts : pandas.DataFrame
        POSTS; see `smmkit.content.best_slots`.

    Examples
    --------
    >>> from smmkit import Brand
    >>> sorted(best_days(Brand.of("ada").history().posts))
    [0, 1, 2, 3, 4, 5, 6]
    """
    lift = content.best_slots(posts, by="weekday")["lift"].reindex(list(WEEKDAYS)).fillna(-1)
    order = lift.sort_values(ascending=False, kind="stable").index
    return [WEEKDAYS.index(name) for name in order]


def answer_hours(brand: Brand, replies: Mapping[str, object] | None) -> float:
    """
    Return the hours a week that a way to answer takes.

    Parameters
    ----------
    brand : Brand
        Whose; more followers write more.
    replies : mapping or None
        ``{"manner": "honest", "within_hours": 12}``; None is nobody.

    Examples
    --------
    >>> from smmkit import Brand
    >>> answer_hours(Brand.of("ada"), None)
    0.0
    """
    return read_replies(replies).hours(float(sum(brand.followers.values())))


def choose_replies(brand: Brand, *, keep: float = 0.62) -> dict[str, object]:
    """
    Choose the most careful way to answer that leaves enough hours for posts.

    Parameters
    ----------
    brand : Brand
        Whose.
    keep : float, default 0.62
        Share of the hours that must be left.

    Returns
    -------
    dict
        As `Season.run` takes it: honest within 12 hours, else within 24, else by template.

    Examples
    --------
    >>> from smmkit import Brand
    >>> choose_replies(Brand.of("ada"), keep=1.0)["manner"]
    'template'
    """
    check_fraction("keep", keep)
    for manner, within in _WAYS:
        way = {"manner": manner, "within_hours": within}
        if brand.hours - answer_hours(brand, way) >= keep * brand.hours:
            break
    return way


def lay_weeks(
    counts: pd.Series,
    *,
    hour: int,
    days: Sequence[int] = (0, 1, 2, 3, 4, 5, 6),
    pillars: Sequence[str] = TURN,
    first_week: int = 0,
    weeks: int = WEEKS,
) -> pd.DataFrame:
    """
    Lay a week's posts out over the season's weeks.

    Parameters
    ----------
    counts : pandas.Series
        Posts a week by platform and format, as `choose_posts` returns.
    hour : int
        Hour of the day, 0 to 23.
    days : sequence of int
        Days of the week in the order in which they are taken, Monday 0; a platform posts once a
        day as long as there are days.
    pillars : sequence of str
        Pillars in turn, on each platform.
    first_week, weeks : int
        From which week of the season (0 to 25), and for how many.

    Returns
    -------
    pandas.DataFrame
        PLAN.

    Raises
    ------
    ArgumentError
        If a number or a word is not allowed.

    Examples
    --------
    >>> index = pd.MultiIndex.from_tuples([("facebook", "video")], names=["platform", "format"])
    >>> plan = lay_weeks(pd.Series([2], index=index), hour=19, days=[5, 6], weeks=2)
    >>> plan["publish_at"].dt.day_name().tolist()
    ['Saturday', 'Sunday', 'Saturday', 'Sunday']
    """
    check_number("hour", hour, low=0, high=23)
    for pillar in pillars:
        check_choice("pillars", pillar, PILLARS)
    if sorted(set(days)) != sorted(days) or not set(days) <= set(range(7)) or not len(days):
        raise SmmkitError(f"days must be different days from 0 (Monday) to 6; received {days!r}.")
    rows = []
    for platform, own in counts.groupby(level=0, sort=False):
        forms = [form for (_, form), count in own.items() for _ in range(int(count))]
        number = first_week * len(forms)
        for week in range(first_week, min(first_week + int(weeks), WEEKS)):
            for place, form in enumerate(forms):
                day = 7 * week + days[place % len(days)]
                at = (START + day).astype("datetime64[m]") + 60 * int(hour)
                rows.append((at, platform, form, pillars[number % len(pillars)]))
                number += 1
    frame = pd.DataFrame(rows, columns=["publish_at", "platform", "format", "pillar"])
    return PLAN.conform(frame.sort_values("publish_at", kind="stable"))
