"""Influencers: what a post with them reaches that you don't have, and signs to ask about."""

from __future__ import annotations

import pandas as pd

from smmkit.errors import TableError, check_columns
from smmkit.tables import FINDINGS

__all__ = ["rank_creators", "signals"]

LEAST_REACH = 0.03
HIGHEST_JUMP = 0.05
HIGHEST_GENERIC = 0.4
LEAST_CLICKS = 1.0
ENOUGH_SIGNS = 2

_COUNTS = ("followers", "reach", "engagements", "clicks", "price")
_SHARES = ("near_share", "overlap_share", "best_day_share", "generic_share")


def signals(creators: pd.DataFrame) -> pd.DataFrame:
    """
    List what should be asked about before an influencer is paid.

    Parameters
    ----------
    creators : pandas.DataFrame
        Indexed by name: followers; reach, engagements and clicks of a usual post;
        best_day_share (followers won on the best day of the last 90 / followers) and
        generic_share (share of comments that would fit under any post). Shares are fractions.

    Returns
    -------
    pandas.DataFrame
        FINDINGS without points. Rules: "reach" (below 3 % of the followers: are they people?),
        "jump" (more than 5 % of the followers in a day), "comments" (more than 40 % would fit
        under any post) and "clicks" (fewer than 1 click in 100 engagements: a ring likes, and
        follows no link).

    Raises
    ------
    TableError
        If a column is missing or a number makes no sense.

    Notes
    -----
    The limits are assumptions of this course. What moves under bought followers and under a ring
    of friends is worked out in `smmkit.kpi.rigged`. A sign is a question: a day on television is
    a jump, too.

    Examples
    --------
    >>> one = pd.DataFrame({"followers": [50_000], "reach": [900], "engagements": [400],
    ...     "clicks": [20], "best_day_share": [0.2], "generic_share": [0.1]}, index=["A"])
    >>> signals(one)["rule"].tolist()
    ['reach', 'jump']
    """
    needed = ["followers", "reach", "engagements", "clicks", "best_day_share", "generic_share"]
    _check(creators, needed, "signals")
    found = []
    for name, row in creators.iterrows():
        seen = row["reach"] / row["followers"] if row["followers"] else 0.0
        if seen < LEAST_REACH:
            found.append(("reach", name, f"A post reaches {seen:.1%} of the followers. Who are "
                                         "the others?"))  # fmt: skip
        if row["best_day_share"] > HIGHEST_JUMP:
            won = row["best_day_share"]
            found.append(("jump", name, f"{won:.0%} of the followers came on one day. Why then?"))
        if row["generic_share"] > HIGHEST_GENERIC:
            share = row["generic_share"]
            found.append(("comments", name, f"{share:.0%} of the comments fit under any post."))
        per_100 = 100 * row["clicks"] / row["engagements"] if row["engagements"] else 0.0
        if per_100 < LEAST_CLICKS:
            found.append(("clicks", name, f"{per_100:.1f} clicks in 100 engagements: who likes, "
                                          "and never looks?"))  # fmt: skip
    rows = [(rule, name, "warning", message, 0.0) for rule, name, message in found]
    return FINDINGS.conform(pd.DataFrame(rows, columns=list(FINDINGS.columns)))


def rank_creators(creators: pd.DataFrame) -> pd.DataFrame:
    """
    Rank influencers by the price of reaching people you don't reach yet.

    Parameters
    ----------
    creators : pandas.DataFrame
        What `signals` needs, and price (money for one post), near_share (share of the reach that
        could buy from you: place, age) and overlap_share (share of those near who follow you
        already).

    Returns
    -------
    pandas.DataFrame
        Indexed by name: new_people (reach x near x (1 - overlap)), price, price_per_1000 (new
        people; infinite where there are none), signs (how many of `signals`), doubtful (two signs
        or more). Those in doubt stand at the end; within each part the cheapest first.

    Raises
    ------
    TableError
        As in `signals`.

    Examples
    --------
    >>> two = pd.DataFrame({"followers": [9_000, 90_000], "reach": [3_000, 9_000],
    ...     "engagements": [200, 900], "clicks": [20, 40], "price": [90, 600],
    ...     "near_share": [0.6, 0.1], "overlap_share": [0.25, 0.0],
    ...     "best_day_share": [0.01, 0.01], "generic_share": [0.1, 0.1]}, index=["A", "B"])
    >>> rank_creators(two)["price_per_1000"].round(2).to_dict()
    {'A': 66.67, 'B': 666.67}
    """
    _check(creators, [*_COUNTS, *_SHARES], "rank_creators")
    new = creators["reach"] * creators["near_share"] * (1 - creators["overlap_share"])
    signs = signals(creators)["where"].value_counts()
    table = pd.DataFrame(
        {
            "new_people": new.astype(float),
            "price": creators["price"].astype(float),
            "price_per_1000": 1000 * creators["price"].astype(float) / new.where(new > 0, 0.0),
            "signs": [int(signs.get(str(name), 0)) for name in creators.index],
        },
        index=creators.index,
    )
    table["doubtful"] = table["signs"] >= ENOUGH_SIGNS
    return table.sort_values(["doubtful", "price_per_1000"], kind="stable")


def _check(creators: pd.DataFrame, needed: list[str], where: str) -> None:
    check_columns(creators, needed, where)
    wrong = [f"{name!r} stands there twice" for name in creators.index[creators.index.duplicated()]]
    for name in needed:
        values = pd.to_numeric(creators[name], errors="coerce")
        high = 1.0 if name in _SHARES else float("inf")
        bad = creators.index[~values.between(0, high)]
        limit = "a fraction from 0 to 1" if name in _SHARES else "a number from 0 up"
        wrong += [f"{name} of {row!r} must be {limit}" for row in bad]
    if wrong:
        raise TableError(f"{where}: {'; '.join(wrong)}.")
