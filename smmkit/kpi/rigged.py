"""
What bought followers, bots and a ring of friends do to a page's numbers.

Each function takes a table as it is and returns one as it would be. Nothing is drawn by lot:
the assumptions stand in the docstrings, and the rest is arithmetic.
"""

from __future__ import annotations

import pandas as pd

from smmkit.errors import ArgumentError, TableError, check_columns, check_number
from smmkit.kpi._ratio import divide, numbers
from smmkit.kpi.costs import ctr
from smmkit.kpi.engagement import er_by_followers, er_by_reach

__all__ = ["moves", "vital_signs", "with_bot_views", "with_bought_followers", "with_likes_ring"]

_STILL = 0.0005


def with_bought_followers(daily: pd.DataFrame, bots: int, *, on: object) -> pd.DataFrame:
    """
    Add bought accounts to an account's days, delivered on one of them.

    Parameters
    ----------
    daily : pandas.DataFrame
        DAILY of one account, with columns date, followers and new_followers.
    bots : int
        Accounts bought. They follow, and neither see nor do anything.
    on : date, or text such as "2026-06-01"
        The day they arrive.

    Returns
    -------
    pandas.DataFrame
        A new table: more followers from that day on, as many won on the day.

    Raises
    ------
    ArgumentError
        If `bots` is no whole number, or the day is not in the table.
    TableError
        If a column is missing, or the day stands there for several accounts.

    Examples
    --------
    >>> daily = pd.DataFrame({
    ...     "date": pd.to_datetime(["2026-01-01", "2026-01-02"]),
    ...     "followers": [1000, 1001], "new_followers": [2, 3],
    ... })
    >>> with_bought_followers(daily, 500, on="2026-01-02")["followers"].tolist()
    [1000, 1501]
    """
    where = "with_bought_followers"
    check_columns(daily, ["date", "followers", "new_followers"], where)
    bots = _accounts("bots", bots)
    try:
        day = pd.Timestamp(on)
    except (TypeError, ValueError):
        day = pd.NaT
    there = daily["date"] == day
    if not there.any():
        span = f"{daily['date'].min():%Y-%m-%d} to {daily['date'].max():%Y-%m-%d}"
        raise ArgumentError(f"on must be a day of the table, {span}; received {on!r}.")
    if there.sum() > 1:
        raise TableError(
            f"{where} needs one row a day; {day:%Y-%m-%d} stands there {there.sum()} times. "
            "Choose the rows of one account."
        )
    return daily.assign(
        followers=daily["followers"] + bots * (daily["date"] >= day),
        new_followers=daily["new_followers"] + bots * there,
    )


def with_bot_views(posts: pd.DataFrame, bots: int, *, followers: float) -> pd.DataFrame:
    """
    Show each post to bots as well, as often as to the page's other followers.

    Parameters
    ----------
    posts : pandas.DataFrame
        With columns reach and impressions.
    bots : int
        Bots among the followers, on top of `followers`. They see posts and do nothing.
    followers : float
        The people among the followers.

    Returns
    -------
    pandas.DataFrame
        A new table: reach and impressions grow by bots / followers, nothing else does. That
        takes for granted that the platform counts a bot as an account reached and takes no
        place from a person for it; if it did, clicks would fall too.

    Raises
    ------
    ArgumentError
        If `bots` is no whole number, or there are no followers.
    TableError
        If a column is missing.

    Examples
    --------
    >>> posts = pd.DataFrame({"reach": [100], "impressions": [150], "likes": [5]})
    >>> with_bot_views(posts, 500, followers=1000).iloc[0].to_dict()
    {'reach': 150, 'impressions': 225, 'likes': 5}
    """
    share = _accounts("bots", bots) / check_number("followers", followers, above=0)
    grown = {
        name: (numbers(posts, name, "with_bot_views") * (1 + share)).round().astype("Int64")
        for name in ("reach", "impressions")
    }
    return posts.assign(**grown)


def with_likes_ring(posts: pd.DataFrame, members: int) -> pd.DataFrame:
    """
    Let a ring of friends like every post.

    Parameters
    ----------
    posts : pandas.DataFrame
        With columns likes, engagements, reach and impressions.
    members : int
        Accounts in the ring. Each opens each post once, from a list in a chat, and likes it. It
        follows no link and buys nothing.

    Returns
    -------
    pandas.DataFrame
        A new table: each post has that many more likes, engagements, accounts reached and
        displays. That takes for granted that none of them would have seen the post anyway, and
        that the platform shows it to nobody else for the likes' sake.

    Raises
    ------
    ArgumentError
        If `members` is no whole number.
    TableError
        If a column is missing.

    Examples
    --------
    >>> posts = pd.DataFrame(
    ...     {"likes": [5], "engagements": [6], "reach": [300], "impressions": [400], "clicks": [2]}
    ... )
    >>> with_likes_ring(posts, 30).iloc[0].to_dict()
    {'likes': 35, 'engagements': 36, 'reach': 330, 'impressions': 430, 'clicks': 2}
    """
    needed = ["likes", "engagements", "reach", "impressions"]
    check_columns(posts, needed, "with_likes_ring")
    members = _accounts("members", members)
    return posts.assign(**{name: posts[name] + members for name in needed})


def vital_signs(posts: pd.DataFrame, *, followers: float, orders_per_click: float) -> pd.Series:
    """
    List what a page can show off with beside what its owner lives on.

    Parameters
    ----------
    posts : pandas.DataFrame
        POSTS of one account, with columns engagements, reach, impressions and clicks.
    followers : float
        Followers of the account.
    orders_per_click : float
        Orders that a click brings on average, such as what `kpi.cr` tells of the ads.

    Returns
    -------
    pandas.Series
        followers; summed reach; the engagement rates by followers and by reach, pooled, and
        the CTR (fractions); clicks; clicks per 100 engagements; orders expected.

    Raises
    ------
    TableError
        If a column is missing.

    Examples
    --------
    >>> posts = pd.DataFrame(
    ...     {"engagements": [6], "reach": [300], "impressions": [400], "clicks": [2]}
    ... )
    >>> vital_signs(posts, followers=1000, orders_per_click=0.5)["orders expected"]
    np.float64(1.0)
    """
    where = "vital_signs"
    rate = check_number("orders_per_click", orders_per_click, low=0)
    clicks = float(numbers(posts, "clicks", where).sum())
    engagements = float(numbers(posts, "engagements", where).sum())
    return pd.Series(
        {
            "followers": check_number("followers", followers, low=0, unit="accounts"),
            "summed reach": float(numbers(posts, "reach", where).sum()),
            "engagement rate by followers": er_by_followers(posts, followers=followers),
            "engagement rate by reach": er_by_reach(posts),
            "click-through rate": ctr(posts),
            "clicks": clicks,
            "clicks per 100 engagements": 100 * divide(clicks, engagements),
            "orders expected": clicks * rate,
        },
        name=where,
    )


def moves(before: pd.Series, after: pd.Series) -> pd.DataFrame:
    """
    Tell how far each measure moved.

    Parameters
    ----------
    before, after : pandas.Series
        The same measures, by name.

    Returns
    -------
    pandas.DataFrame
        Columns before, after, change (a fraction of before; NaN where that was 0) and way:
        "up", "down", "stays" if it moved by less than 0.05 %, or "not known".

    Raises
    ------
    ArgumentError
        If the two do not hold the same measures.

    Examples
    --------
    >>> moves(pd.Series({"likes": 40.0}), pd.Series({"likes": 50.0})).loc["likes", "change"]
    np.float64(0.25)
    """
    if not before.index.equals(after.index):
        raise ArgumentError(
            "before and after must hold the same measures in the same order; received "
            f"{', '.join(map(str, before.index))} and {', '.join(map(str, after.index))}."
        )
    change = divide(after, before) - 1
    way = [
        "not known"
        if pd.isna(moved)
        else "stays"
        if abs(moved) < _STILL
        else "up"
        if moved > 0
        else "down"
        for moved in change
    ]
    return pd.DataFrame({"before": before, "after": after, "change": change, "way": way})


def _accounts(name: str, value: object) -> int:
    number = check_number(name, value, low=0, unit="accounts")
    if number != int(number):
        raise ArgumentError(f"{name} must be a whole number of accounts; received {value!r}.")
    return int(number)
