"""How much was shown, to how many, how often."""

from __future__ import annotations

import pandas as pd

from smmkit.errors import check_columns
from smmkit.kpi._ratio import (
    By,
    Followers,
    columns_ratio,
    followers_ratio,
    group_keys,
    grouped,
    numbers,
    total,
)

__all__ = [
    "frequency",
    "reach_rate",
    "reach_upper_bound",
    "volume",
]

_ADDITIVE = (
    "impressions",
    "video_views",
    "likes",
    "comments",
    "shares",
    "saves",
    "engagements",
    "clicks",
    "follows",
    "profile_visits",
    "new_followers",
    "lost_followers",
)


def volume(table: pd.DataFrame, *, by: By = None) -> pd.Series | pd.DataFrame:
    """
    Add up what may be added up.

    Parameters
    ----------
    table : pandas.DataFrame
        POSTS, DAILY or ADS, or part of one.
    by : str or list of str, optional
        One row for each value of these columns.

    Returns
    -------
    pandas.Series or pandas.DataFrame
        posts (rows, unless the table counts them) and the sum of each count the table has;
        NaN where nothing is known. Reach is not additive, since one account can be reached by
        many posts: of it there is only reach_lower_bound, the largest single reach. The other
        end is `reach_upper_bound`.

    Examples
    --------
    >>> volume(pd.DataFrame({"reach": [100, 300], "likes": [1, 2]})).to_dict()
    {'posts': 2.0, 'likes': 3.0, 'reach_lower_bound': 300.0}
    """
    name = "volume"
    check_columns(table, [], name)
    keys = group_keys(table, by, name)
    if "posts" in table:
        sums = {"posts": total(numbers(table, "posts", name), keys)}
    else:
        sums = {"posts": len(table) if keys is None else grouped(table, keys).size()}
    for column in _ADDITIVE:
        if column in table:
            sums[column] = total(numbers(table, column, name), keys)
    if "reach" in table:
        reach = numbers(table, "reach", name)
        sums["reach_lower_bound"] = reach.max() if keys is None else grouped(reach, keys).max()
    if keys is None:
        return pd.Series(sums, dtype="float64", name=name)
    return pd.DataFrame(sums, dtype="float64")


def reach_upper_bound(table: pd.DataFrame, *, by: By = None) -> float | pd.Series:
    """
    Add up reach as if nobody had been reached twice.

    Parameters
    ----------
    table : pandas.DataFrame
        With the column reach.
    by : str or list of str, optional
        One bound for each value of these columns.

    Returns
    -------
    float or pandas.Series
        Accounts: the true reach is this or less, often much less.

    Examples
    --------
    >>> reach_upper_bound(pd.DataFrame({"reach": [100, 300]}))
    400.0
    """
    name = "reach_upper_bound"
    found = total(numbers(table, "reach", name), group_keys(table, by, name))
    return found if by is None else found.rename(name)


def reach_rate(
    posts: pd.DataFrame, *, followers: Followers, by: By = None, average: str = "pooled"
) -> float | pd.Series:
    """
    Divide reach by followers: how much of the public an average post meets.

    Parameters
    ----------
    posts : pandas.DataFrame
        With the column reach (and platform, if `followers` is a mapping).
    followers, by, average
        As in `er_by_followers`.

    Returns
    -------
    float or pandas.Series
        Fraction. May exceed 1, since others than followers see posts.

    Examples
    --------
    >>> reach_rate(pd.DataFrame({"reach": [100, 300]}), followers=1000)
    0.2
    """
    return followers_ratio(posts, "reach", followers, name="reach_rate", by=by, average=average)


def frequency(posts: pd.DataFrame, *, by: By = None, average: str = "pooled") -> float | pd.Series:
    """
    Divide impressions by reach: how often an account saw it.

    Parameters
    ----------
    posts : pandas.DataFrame
        With columns impressions and reach.
    by, average
        As in `er_by_reach`.

    Returns
    -------
    float or pandas.Series
        Displays per account: at least 1 in theory; exports that count organic displays
        and paid reach go below.

    Examples
    --------
    >>> frequency(pd.DataFrame({"impressions": [180], "reach": [100]}))
    1.8
    """
    return columns_ratio(posts, "impressions", "reach", name="frequency", by=by, average=average)
