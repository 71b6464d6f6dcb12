"""Plans laid out evenly from a few numbers: so many posts a week, so much money a week."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from smmkit import tables
from smmkit.brand.parameters import formats
from smmkit.brand.world.calendar import START, WEEKS
from smmkit.errors import check_choice, check_number

__all__ = ["even_media", "even_plan"]

_OTHERS = ("product", "people", "advice")


def even_plan(
    posts: Mapping[str, int],
    *,
    form: Mapping[str, str] | None = None,
    offer_every: int = 7,
    hour: int = 18,
    first_week: int = 0,
    weeks: int = WEEKS,
) -> pd.DataFrame:
    """
    Lay posts out over the days of each week.

    Parameters
    ----------
    posts : mapping of str to int
        Posts a week on each platform.
    form : mapping of str to str, optional
        Format on each platform; unless given, the platform's formats in turn.
    offer_every : int, default 7
        Every so manieth post of a platform is an offer; 0 for none. The others are product,
        people and advice in turn.
    hour : int, default 18
        Hour of the day, 0-23.
    first_week, weeks : int
        From which week of the season, and for how many.

    Returns
    -------
    pandas.DataFrame
        PLAN.

    Raises
    ------
    ArgumentError
        If a format is not one of the platform's, or a number makes no sense.

    Examples
    --------
    >>> plan = even_plan({"facebook": 2}, form={"facebook": "video"}, weeks=3)
    >>> len(plan), plan["publish_at"].min()
    (6, Timestamp('2026-06-29 18:00:00'))
    """
    check_number("hour", hour, low=0, high=23)
    check_number("offer_every", offer_every, low=0)
    last = min(first_week + int(check_number("weeks", weeks, low=1)), WEEKS)
    rows = []
    for platform, count in posts.items():
        words = formats(check_choice("platform", platform, tables.PLATFORMS))
        if form and platform in form:
            words = (check_choice(f"format on {platform}", form[platform], words),)
        check_number(f"posts on {platform}", count, low=0, unit="posts a week")
        for week in range(first_week, last):
            for number in range(int(count)):
                turn = week * int(count) + number
                offer = offer_every and turn % offer_every == offer_every - 1
                pillar = "offer" if offer else _OTHERS[turn % len(_OTHERS)]
                day = 7 * week + number * 7 // int(count)
                at = (START + day).astype("datetime64[m]") + 60 * int(hour)
                rows.append((at, platform, words[turn % len(words)], pillar))
    frame = pd.DataFrame(rows, columns=["publish_at", "platform", "format", "pillar"])
    return tables.PLAN.conform(frame.sort_values("publish_at", kind="stable"))


def even_media(
    money: Mapping[tuple[str, str], float],
    *,
    currency: str,
    first_week: int = 0,
    weeks: int = WEEKS,
) -> pd.DataFrame:
    """
    Spend the same money each week.

    Parameters
    ----------
    money : mapping of (str, str) to float
        Money a week by platform and campaign.
    currency : str
        ISO 4217 code.
    first_week, weeks : int
        From which week of the season, and for how many.

    Returns
    -------
    pandas.DataFrame
        MEDIA.

    Examples
    --------
    >>> media = even_media({("facebook", "Prospecting"): 50.0}, currency="EUR", weeks=4)
    >>> float(media["budget"].sum())
    200.0
    """
    last = min(first_week + int(weeks), WEEKS)
    rows = [
        ((START + 7 * week).astype("datetime64[us]"), platform, campaign, currency, float(budget))
        for (platform, campaign), budget in money.items()
        for week in range(first_week, last)
        if budget
    ]
    columns = ["week", "platform", "campaign", "currency", "budget"]
    frame = pd.DataFrame(rows, columns=columns)
    return tables.MEDIA.conform(frame) if rows else tables.MEDIA.empty()
