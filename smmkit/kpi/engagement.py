"""How many of a public acted, by what they are divided by."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from smmkit.errors import ArgumentError, check_number
from smmkit.kpi._ratio import (
    By,
    Followers,
    columns_ratio,
    follower_counts,
    followers_ratio,
    numbers,
    ratio,
)

__all__ = [
    "daily_er",
    "er_by_followers",
    "er_by_impressions",
    "er_by_reach",
    "er_by_views",
    "factored_er",
]


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
    return columns_ratio(posts, "engagements", "reach", name="er_by_reach", by=by, average=average)


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
    return columns_ratio(
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
    return columns_ratio(
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
    return followers_ratio(
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
    return columns_ratio(daily, "engagements", "followers", name="daily_er", by=by, average=average)


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
