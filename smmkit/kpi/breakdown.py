"""Any rate of posts, split by what they have in common."""

from __future__ import annotations

import pandas as pd

from smmkit.errors import ArgumentError, check_choice, check_columns, check_number
from smmkit.kpi._ratio import (
    AVERAGES,
    Followers,
    follower_counts,
    group_keys,
    grouped,
    numbers,
    ratio,
)

__all__ = ["breakdown"]

COUNTS = ("engagements", "likes", "comments", "shares", "saves", "clicks")
PER = ("reach", "impressions", "followers")


def breakdown(
    posts: pd.DataFrame,
    *,
    by: str | list[str],
    count: str = "engagements",
    per: str = "reach",
    followers: Followers | None = None,
    average: str = "pooled",
    min_posts: int = 1,
) -> pd.DataFrame:
    """
    Compute a rate for each group of posts, beside the number of posts it rests on.

    Parameters
    ----------
    posts : pandas.DataFrame
        With the columns `count`, `per` and those of `by`.
    by : str or list of str
        Columns to split by. ``"weekday"`` is read from published if there is no such column.
    count : {"engagements", "likes", "comments", "shares", "saves", "clicks"}
        What to count.
    per : {"reach", "impressions", "followers"}
        What to divide by.
    followers : float, mapping or pandas.Series, optional
        As in `er_by_followers`; needed with ``per="followers"``.
    average : {"pooled", "mean of ratios", "median of ratios"}
        See `smmkit.kpi`.
    min_posts : int, default 1
        Groups with fewer posts keep their row, with NaN for a rate.

    Returns
    -------
    pandas.DataFrame
        Indexed by group: posts (those whose rate is known), weight (their denominators added
        up: what the group weighs in a pooled rate of them all) and rate (fraction).

    Raises
    ------
    ArgumentError
        If an option is none of the words above, or followers are missing.
    TableError
        If a column is missing.

    Examples
    --------
    >>> posts = pd.DataFrame(
    ...     {"format": ["reel", "reel", "photo"], "engagements": [9, 1, 4], "reach": [100, 100, 50]}
    ... )
    >>> breakdown(posts, by="format", min_posts=2)
            posts  weight  rate
    format
    photo       1    50.0   NaN
    reel        2   200.0  0.05
    """
    name = "breakdown"
    check_choice("count", count, COUNTS)
    check_choice("per", per, PER)
    check_choice("average", average, AVERAGES[:3])
    check_number("min_posts", min_posts, low=1, unit="posts")
    if per == "followers" and followers is None:
        raise ArgumentError(
            f'{name}: per="followers" needs followers=, one number or one a platform.'
        )
    names = [by] if isinstance(by, str) else list(by)
    if "weekday" in names and "weekday" not in check_columns(posts, [], name):
        check_columns(posts, ["published"], name)
        posts = posts.assign(weekday=_weekday(posts["published"]))
    top = numbers(posts, count, name)
    bottom = (
        numbers(posts, per, name) if per != "followers" else follower_counts(posts, followers, name)
    )
    keys = group_keys(posts, names, name)
    known = top.notna() & bottom.notna()
    found = pd.DataFrame(
        {
            "posts": grouped(known.astype("int64"), keys).sum(),
            "weight": grouped(bottom.where(known), keys).sum(),
            "rate": ratio(posts, top, bottom, name=name, by=names, average=average),
        }
    )
    return found.assign(rate=found["rate"].where(found["posts"] >= min_posts))


def _weekday(published: pd.Series) -> pd.Categorical:
    """Return the day of the week, in the order of the week and in English on any machine."""
    names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    return pd.Categorical.from_codes(
        published.dt.day_of_week.fillna(-1).astype("int64"), names, ordered=True
    )
