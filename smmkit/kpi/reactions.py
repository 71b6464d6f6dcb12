"""What the public did: applaud, talk, pass on, keep, and what came of it."""

from __future__ import annotations

import pandas as pd

from smmkit.errors import ArgumentError, check_choice, check_number
from smmkit.kpi._ratio import By, Followers, columns_ratio, divide, follower_counts, numbers, ratio

__all__ = [
    "amplification_rate",
    "applause_rate",
    "conversation_rate",
    "economic_value",
    "save_rate",
    "viral_rate",
]


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
    return columns_ratio(posts, "shares", per, name="viral_rate", by=by, average=average)


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
    return columns_ratio(posts, "saves", "reach", name="save_rate", by=by, average=average)


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
