"""What a public did with what it saw: engagement, reach and volume."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from smmkit.errors import ArgumentError, check_choice, check_columns, check_number
from smmkit.kpi._ratio import (
    By,
    Followers,
    divide,
    follower_counts,
    group_keys,
    grouped,
    numbers,
    ratio,
    total,
)

__all__ = [
    "amplification_rate",
    "applause_rate",
    "conversation_rate",
    "daily_er",
    "economic_value",
    "er_by_followers",
    "er_by_impressions",
    "er_by_reach",
    "er_by_views",
    "factored_er",
    "frequency",
    "reach_rate",
    "reach_upper_bound",
    "save_rate",
    "viral_rate",
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


def _columns_ratio(table, top, bottom, *, name, by, average):
    return ratio(
        table,
        numbers(table, top, name),
        numbers(table, bottom, name),
        name=name,
        by=by,
        average=average,
    )


def _followers_ratio(table, top, followers, *, name, by, average):
    return ratio(
        table,
        numbers(table, top, name),
        follower_counts(table, followers, name),
        name=name,
        by=by,
        average=average,
    )


def er_by_reach(
    posts: pd.DataFrame, *, by: By = None, average: str = "pooled"
) -> float | pd.Series:
    """
    Divide engagements by reach: of those who saw it, how many acted.

    Parameters
    ----------
    posts : pandas.DataFrame
        With columns engagements and reach.
    by : str or list of str, optional
        One rate for each value of these columns.
    average : {"pooled", "mean of ratios", "median of ratios", "each row"}
        How rows become one figure; see `smmkit.kpi`.

    Returns
    -------
    float or pandas.Series
        Fraction. May exceed 1, since one account can act more than once.

    Raises
    ------
    TableError
        If a column is missing or holds no counts.

    Notes
    -----
    Hootsuite's "ERR", the reading usual in the West; TGStat's "ERR" is another ratio.
    Adding up the reach of posts is right here, as a weight, and wrong as an audience.

    Examples
    --------
    >>> posts = pd.DataFrame({"engagements": [10, 10], "reach": [100, 900]})
    >>> er_by_reach(posts)
    0.02
    >>> round(er_by_reach(posts, average="mean of ratios"), 4)
    0.0556
    """
    return _columns_ratio(posts, "engagements", "reach", name="er_by_reach", by=by, average=average)


def er_by_impressions(
    posts: pd.DataFrame, *, by: By = None, average: str = "pooled"
) -> float | pd.Series:
    """
    Divide engagements by impressions.

    Parameters
    ----------
    posts : pandas.DataFrame
        With columns engagements and impressions.
    by, average
        As in `er_by_reach`.

    Returns
    -------
    float or pandas.Series
        Fraction.

    Examples
    --------
    >>> er_by_impressions(pd.DataFrame({"engagements": [10], "impressions": [400]}))
    0.025
    """
    return _columns_ratio(
        posts, "engagements", "impressions", name="er_by_impressions", by=by, average=average
    )


def er_by_views(
    posts: pd.DataFrame, *, by: By = None, average: str = "pooled"
) -> float | pd.Series:
    """
    Divide engagements by video views.

    Parameters
    ----------
    posts : pandas.DataFrame
        With columns engagements and video_views.
    by, average
        As in `er_by_reach`.

    Returns
    -------
    float or pandas.Series
        Fraction. Posts without a video have no views and stay out.

    Examples
    --------
    >>> er_by_views(pd.DataFrame({"engagements": [10, 5], "video_views": [200, None]}))
    0.05
    """
    return _columns_ratio(
        posts, "engagements", "video_views", name="er_by_views", by=by, average=average
    )


def er_by_followers(
    posts: pd.DataFrame, *, followers: Followers, by: By = None, average: str = "pooled"
) -> float | pd.Series:
    """
    Divide engagements by followers, per post.

    Parameters
    ----------
    posts : pandas.DataFrame
        With the column engagements (and platform, if `followers` is a mapping).
    followers : float, mapping or pandas.Series
        One number, one for each platform, or one for each row (the followers on the day
        the post went out; index as the table's).
    by, average
        As in `er_by_reach`.

    Returns
    -------
    float or pandas.Series
        Fraction, for an average post: the followers count once for each post.

    Raises
    ------
    ArgumentError
        If `followers` lacks a platform, or is not one number a row.

    Examples
    --------
    >>> er_by_followers(pd.DataFrame({"engagements": [10, 30]}), followers=1000)
    0.02
    """
    return _followers_ratio(
        posts, "engagements", followers, name="er_by_followers", by=by, average=average
    )


def daily_er(daily: pd.DataFrame, *, by: By = None, average: str = "pooled") -> float | pd.Series:
    """
    Divide a day's engagements by that day's followers.

    Parameters
    ----------
    daily : pandas.DataFrame
        With columns engagements and followers, a row a day.
    by, average
        As in `er_by_reach`. NapoleonCat's figure for a period is the "mean of ratios".

    Returns
    -------
    float or pandas.Series
        Fraction, for an average day.

    Examples
    --------
    >>> daily_er(pd.DataFrame({"engagements": [10, 30], "followers": [1000, 1000]}))
    0.02
    """
    return _columns_ratio(
        daily, "engagements", "followers", name="daily_er", by=by, average=average
    )


def factored_er(
    posts: pd.DataFrame,
    *,
    weights: Mapping[str, float],
    followers: Followers | None = None,
    by: By = None,
    average: str = "pooled",
) -> float | pd.Series:
    """
    Divide weighted engagements by reach, or by followers.

    Parameters
    ----------
    posts : pandas.DataFrame
        With the columns named in `weights`, and reach unless `followers` is given.
    weights : mapping of str to float
        What one action counts, such as ``{"likes": 1, "comments": 2, "shares": 3}``.
    followers : float, mapping or pandas.Series, optional
        Divide by these instead of reach; as in `er_by_followers`.
    by, average
        As in `er_by_reach`.

    Returns
    -------
    float or pandas.Series
        Weighted actions per account. No fraction of anyone: compare it with itself only.

    Raises
    ------
    ArgumentError
        If there are no weights, or one is negative.

    Examples
    --------
    >>> posts = pd.DataFrame({"likes": [10], "comments": [5], "reach": [100]})
    >>> factored_er(posts, weights={"likes": 1, "comments": 2})
    0.2
    """
    name = "factored_er"
    if not isinstance(weights, Mapping) or not weights:
        raise ArgumentError(
            'weights must be a mapping such as {"likes": 1, "comments": 2}; '
            f"received {weights!r}."
        )
    top = sum(
        numbers(posts, column, name) * check_number(f"weights[{column!r}]", weight, low=0)
        for column, weight in weights.items()
    )
    if followers is None:
        bottom = numbers(posts, "reach", name)
    else:
        bottom = follower_counts(posts, followers, name)
    return ratio(posts, top, bottom, name=name, by=by, average=average)


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
    return _followers_ratio(posts, "reach", followers, name="reach_rate", by=by, average=average)


def viral_rate(
    posts: pd.DataFrame, *, per: str = "reach", by: By = None, average: str = "pooled"
) -> float | pd.Series:
    """
    Divide shares by reach, or by impressions.

    Parameters
    ----------
    posts : pandas.DataFrame
        With the columns shares and `per`.
    per : {"reach", "impressions"}
        What to divide by; both are in use.
    by, average
        As in `er_by_reach`.

    Returns
    -------
    float or pandas.Series
        Fraction.

    Examples
    --------
    >>> viral_rate(pd.DataFrame({"shares": [5], "reach": [1000]}))
    0.005
    """
    check_choice("per", per, ("reach", "impressions"))
    return _columns_ratio(posts, "shares", per, name="viral_rate", by=by, average=average)


def save_rate(posts: pd.DataFrame, *, by: By = None, average: str = "pooled") -> float | pd.Series:
    """
    Divide saves by reach.

    Parameters
    ----------
    posts : pandas.DataFrame
        With columns saves and reach.
    by, average
        As in `er_by_reach`.

    Returns
    -------
    float or pandas.Series
        Fraction.

    Examples
    --------
    >>> save_rate(pd.DataFrame({"saves": [20], "reach": [1000]}))
    0.02
    """
    return _columns_ratio(posts, "saves", "reach", name="save_rate", by=by, average=average)


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
    return _columns_ratio(posts, "impressions", "reach", name="frequency", by=by, average=average)


def _reaction_rate(posts, column, *, name, per, followers, by, average):
    check_choice("per", per, ("post", "1000 followers", "follower"))
    if (per == "post") == (followers is not None):
        raise ArgumentError(
            f'{name}: followers goes with per="1000 followers" or per="follower" and with nothing '
            f"else; received per={per!r}, followers={followers!r}."
        )
    top = numbers(posts, column, name) * (1000 if per == "1000 followers" else 1)
    bottom = follower_counts(posts, 1 if per == "post" else followers, name)
    return ratio(posts, top, bottom, name=name, by=by, average=average)


def applause_rate(
    posts: pd.DataFrame,
    *,
    per: str = "post",
    followers: Followers | None = None,
    by: By = None,
    average: str = "pooled",
) -> float | pd.Series:
    """
    Count the likes of an average post.

    Parameters
    ----------
    posts : pandas.DataFrame
        With the column likes (and platform, if `followers` is a mapping).
    per : {"post", "1000 followers", "follower"}
        Likes per post (Kaushik), per post and 1000 followers, or per post and follower, as
        in Google's course glossary.
    followers : float, mapping or pandas.Series, optional
        As in `er_by_followers`; needed unless per post.
    by, average
        As in `er_by_reach`.

    Returns
    -------
    float or pandas.Series
        Likes.

    Examples
    --------
    >>> posts = pd.DataFrame({"likes": [10, 30]})
    >>> applause_rate(posts)
    20.0
    >>> applause_rate(posts, per="follower", followers=1000)
    0.02
    """
    return _reaction_rate(
        posts, "likes", name="applause_rate", per=per, followers=followers, by=by, average=average
    )


def conversation_rate(
    posts: pd.DataFrame,
    *,
    per: str = "post",
    followers: Followers | None = None,
    by: By = None,
    average: str = "pooled",
) -> float | pd.Series:
    """
    Count the comments of an average post.

    Parameters
    ----------
    posts : pandas.DataFrame
        With the column comments (and platform, if `followers` is a mapping).
    per, followers, by, average
        As in `applause_rate`.

    Returns
    -------
    float or pandas.Series
        Comments.

    Examples
    --------
    >>> conversation_rate(pd.DataFrame({"comments": [1, 3]}))
    2.0
    """
    return _reaction_rate(
        posts,
        "comments",
        name="conversation_rate",
        per=per,
        followers=followers,
        by=by,
        average=average,
    )


def amplification_rate(
    posts: pd.DataFrame,
    *,
    per: str = "post",
    followers: Followers | None = None,
    by: By = None,
    average: str = "pooled",
) -> float | pd.Series:
    """
    Count the shares of an average post.

    Parameters
    ----------
    posts : pandas.DataFrame
        With the column shares (and platform, if `followers` is a mapping).
    per, followers, by, average
        As in `applause_rate`.

    Returns
    -------
    float or pandas.Series
        Shares.

    Examples
    --------
    >>> amplification_rate(
    ...     pd.DataFrame({"shares": [1, 3]}), per="1000 followers", followers=4000
    ... )
    0.5
    """
    return _reaction_rate(
        posts,
        "shares",
        name="amplification_rate",
        per=per,
        followers=followers,
        by=by,
        average=average,
    )


def economic_value(
    sessions: float, *, short_term: float = 0, long_term: float = 0, savings: float = 0
) -> float:
    """
    Divide what social media brought by the sessions it brought (Kaushik's fourth metric).

    Parameters
    ----------
    sessions : float
        Visits that came from social media.
    short_term, long_term, savings : float
        Revenue now, revenue expected later, and cost saved, in one currency.

    Returns
    -------
    float
        Money per session; NaN without sessions.

    Examples
    --------
    >>> economic_value(400, short_term=900, savings=100)
    2.5
    """
    value = sum(
        check_number(name, amount, unit="money")
        for name, amount in (
            ("short_term", short_term),
            ("long_term", long_term),
            ("savings", savings),
        )
    )
    return divide(value, check_number("sessions", sessions, low=0))


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
    one_each = pd.Series(1.0, index=table.index)
    posts = numbers(table, "posts", name) if "posts" in table else one_each
    sums = {"posts": total(posts, keys)}
    for column in _ADDITIVE:
        if column in table:
            sums[column] = total(numbers(table, column, name), keys)
    if "reach" in table:
        reach = numbers(table, "reach", name)
        sums["reach_lower_bound"] = reach.max() if keys is None else grouped(reach, keys).max()
    if keys is None:
        return pd.Series(sums, dtype="float64", name=name)
    return pd.DataFrame(sums)


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
