"""Taking stock: what is there on each platform before any goal is set."""

from __future__ import annotations

import pandas as pd

from smmkit.errors import check_columns

__all__ = ["audit"]


def audit(posts: pd.DataFrame, daily: pd.DataFrame) -> pd.DataFrame:
    """
    Take stock of each platform.

    Parameters
    ----------
    posts : pandas.DataFrame
        POSTS: platform, published, reach, engagements.
    daily : pandas.DataFrame
        DAILY: date, platform, followers.

    Returns
    -------
    pandas.DataFrame
        Indexed by platform, most followers first: followers (on the last day), grown (since the
        first day, a fraction), posts_a_week, median_reach (accounts a post), engagement_rate
        (engagements / reach, pooled, fraction), silent_days (since the last post).

    Raises
    ------
    TableError
        If a column is missing.

    Examples
    --------
    >>> posts = pd.DataFrame({"platform": ["x", "x"], "reach": [50, 150], "engagements": [1, 3],
    ...                       "published": pd.to_datetime(["2026-06-02 9:00", "2026-06-10 9:00"])})
    >>> daily = pd.DataFrame({"platform": "x", "followers": [100, 110],
    ...                       "date": pd.to_datetime(["2026-06-01", "2026-06-14"])})
    >>> audit(posts, daily).loc["x"].round(2).tolist()
    [110.0, 0.1, 1.0, 100.0, 0.02, 4.0]
    """
    check_columns(posts, ["platform", "published", "reach", "engagements"], "audit")
    check_columns(daily, ["date", "platform", "followers"], "audit")
    days = daily.dropna(subset="followers").sort_values("date", kind="stable")
    ends = days.groupby("platform")["followers"].agg(["first", "last"]).astype(float)
    first, last = daily["date"].min(), daily["date"].max()
    sent = posts.groupby("platform")
    sums = sent[["engagements", "reach"]].sum().astype(float)
    found = pd.DataFrame(
        {
            "followers": ends["last"],
            "grown": ends["last"] / ends["first"] - 1,
            "posts_a_week": sent.size() / (((last - first).days + 1) / 7),
            "median_reach": sent["reach"].median().astype(float),
            "engagement_rate": sums["engagements"] / sums["reach"],
            "silent_days": (last - sent["published"].max().dt.normalize()).dt.days.astype(float),
        }
    )
    found["posts_a_week"] = found["posts_a_week"].fillna(0.0)
    return found.rename_axis("platform").sort_values("followers", ascending=False)
