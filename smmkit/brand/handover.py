"""Twelve weeks run by somebody else: what a manager finds who takes a season over."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from smmkit.brand.identity import stream
from smmkit.brand.parameters import CAMPAIGNS, formats, value
from smmkit.brand.world.calendar import START
from smmkit.brand.world.even import even_media
from smmkit.brand.world.replies import read_replies
from smmkit.tables import PLAN

if TYPE_CHECKING:
    from smmkit.brand.cards import Brand
    from smmkit.brand.world.season import Season

__all__ = ["HANDED_OVER", "handed_over"]

HANDED_OVER = 12
"""Weeks."""

_REPLIES = {"manner": "template", "within_hours": 24}
_CAMPAIGN_PARTS = (0.65, 0.35)
_HOURS = (9, 12, 15, 18, 21)
_PILLARS = ("product", "people", "advice", "product", "people", "offer")


@lru_cache(maxsize=32)
def handed_over(brand: Brand) -> Season:
    """
    Return the first twelve weeks of a season, run by a predecessor who tried everything in turn.

    The formats of the two largest pages in turn, at any hour, for the hours that there are; money
    in equal parts for these pages. So there is something to compare, and much left to be changed.

    Parameters
    ----------
    brand : Brand
        Whose season.

    Examples
    --------
    >>> from smmkit import Brand
    >>> season = handed_over(Brand.of("ada"))
    >>> season.week, season.posts["format"].nunique() > 2
    (12, True)
    """
    pages = brand.platforms[:2]
    weekly = 0.8 * brand.budget * 12 / 52
    parts = dict(zip(CAMPAIGNS, _CAMPAIGN_PARTS, strict=True))
    money = {(page, name): weekly * part / 2 for page in pages for name, part in parts.items()}
    media = even_media(money, currency=brand.currency, weeks=HANDED_OVER)
    return brand.run(_plan(brand, pages), media, weeks=HANDED_OVER, replies=_REPLIES)


def _plan(brand: Brand, pages: tuple[str, ...]) -> pd.DataFrame:
    rng = stream(brand.identity, "handover")
    answering = read_replies(_REPLIES).hours(float(sum(brand.followers.values())))
    room = brand.hours - answering
    home = formats(pages[0])
    turns = [(pages[0], word) for word in home for _ in range(2)]
    turns += [(pages[1], word) for word in formats(pages[1])]
    place, rows = 0, []
    for week in range(HANDED_OVER):
        left, tried = room, 0
        while tried < len(turns):
            page, word = turns[place % len(turns)]
            cost = value(f"format_hours.{word}")
            place, tried = place + 1, tried + 1
            if cost > left:
                continue
            left -= cost
            day = 7 * week + int(rng.integers(7))
            at = (START + day).astype("datetime64[m]") + 60 * int(rng.choice(_HOURS))
            pillar = _PILLARS[len(rows) % len(_PILLARS)]
            rows.append((at, page, word, pillar))
    frame = pd.DataFrame(rows, columns=["publish_at", "platform", "format", "pillar"])
    return PLAN.conform(frame.sort_values("publish_at", kind="stable"))
