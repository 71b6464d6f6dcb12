"""What the public writes in a season: more where there are more of them, and after incidents."""

from __future__ import annotations

from functools import lru_cache
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from smmkit.brand.arrivals import rota
from smmkit.brand.identity import stream
from smmkit.brand.messages import answered, inbox
from smmkit.brand.parameters import value
from smmkit.brand.world.calendar import START, WEEKS
from smmkit.brand.world.play import Played
from smmkit.brand.world.replies import Replies, expected_messages, shocks
from smmkit.tables import MESSAGES

if TYPE_CHECKING:
    from smmkit.brand.cards import Brand

__all__ = ["incidents", "messages"]


def incidents(brand: Brand, replies: tuple[Replies, ...]) -> list[tuple[int, float]]:
    """
    Return day (0 is the season's first) and size of the incidents in the weeks answered.

    They are those that the season's mood suffers from; the size, in log mood, is what the way to
    answer leaves of it.
    """
    _, blows = shocks(stream(brand.identity, "season incidents"), 1)
    days = stream(brand.identity, "season incident days").integers(7, size=WEEKS)
    return [
        (int(7 * week + days[week]), float(blows[0, week] * (1 - way.share_taken)))
        for week, way in enumerate(replies)
        if blows[0, week]
    ]


def messages(
    brand: Brand, posts: pd.DataFrame, weeks: list[Played], replies: tuple[Replies, ...]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """
    Return the messages of the weeks played, and those that were deleted.

    As many are expected as `Replies.hours` counts with, at the followers of the week, and a share
    of the comments under its posts. A week's mood is that of its start. The hours in `replies` are
    a promise, kept for nine answers in ten while somebody is there to answer
    (`smmkit.brand.arrivals.rota`); at other hours a message waits for the next day of work. Whoever
    deletes takes down negative comments, and leaves other bad news unanswered.

    Parameters
    ----------
    brand : Brand
        To whom they are written.
    posts : pandas.DataFrame
        POSTS of these weeks.
    weeks : list of Played
        The weeks.
    replies : tuple of Replies
        The way to answer in each.

    Returns
    -------
    tuple of pandas.DataFrame
        MESSAGES, twice; answered is empty where nobody has answered by the last day played.
    """
    blows = incidents(brand, replies)
    commented = (posts["published"] - pd.Timestamp(START)).dt.days // 7
    comments = posts["comments"].astype(float).groupby(commented).sum()
    office, until = rota(brand), START + 7 * len(weeks)
    kept, deleted = [MESSAGES.empty()], [MESSAGES.empty()]
    for week, (one, way) in enumerate(zip(weeks, replies, strict=True)):
        usual = expected_messages(float(one.start.followers[0].sum()))
        usual += value("comment_messages") * float(comments.get(week, 0.0))
        near = tuple(blow for blow in blows if 0 <= week - blow[0] // 7 <= 1)
        table = _written(brand, week, float(one.start.mood[0]), near, usual)
        rng = stream(brand.identity, "season answers", week)
        table = answered(
            table,
            within_hours=median_hours(way),
            manner=way.manner,
            rng=rng,
            office=office,
            until=until,
        )
        gone = np.zeros(len(table), dtype=bool)
        if way.manner == "delete":
            gone = ((table["place"] == "comment") & (table["tone"] == "negative")).to_numpy(bool)
            gone &= rng.random(len(table)) >= value("inbox_overlooked")
        kept.append(table[~gone])
        deleted.append(table[gone])
    return pd.concat(kept, ignore_index=True), pd.concat(deleted, ignore_index=True)


@lru_cache(maxsize=256)
def _written(
    brand: Brand, week: int, mood: float, blows: tuple[tuple[int, float], ...], usual: float
) -> pd.DataFrame:
    """Return the messages of a week, written once however often the season is looked at."""
    return inbox(
        brand,
        first_day=START + 7 * week,
        days=7,
        mood=[mood] * 7,
        incidents=[(day - 7 * week, size, None) for day, size in blows],
        weekly=usual,
        stream_name="season messages",
    )


def median_hours(way: Replies) -> float:
    """Return the median time to answer of a team that keeps its promise as often as is usual."""
    late = NormalDist().inv_cdf(value("reply_kept"))
    return way.within_hours * float(np.exp(-late * value("sd_inbox_answer")))
