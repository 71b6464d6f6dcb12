"""
Write TikTok Studio's files: videos, days, follower history.

Dates have no year, which the file's name tells; every cell is quoted, and what TikTok
did not count is "undefined".
"""

from __future__ import annotations

import pandas as pd

from smmkit.exports.tiktok import KINDS
from smmkit.exports.write.cells import Rows, day_words, grid, texts, write_csv

__all__ = ["files"]

_KINDS_OF_LINK = {"carousel": "photo"}
_DAY_COUNTS = ("video_views", "reach", "profile_visits", "likes", "comments", "shares")


def files(
    posts: pd.DataFrame, daily: pd.DataFrame, ads: pd.DataFrame, locale: str
) -> dict[str, bytes]:
    """Return TikTok's files by name."""
    posts = posts[posts["platform"] == "tiktok"].sort_values(
        "published", kind="stable", ascending=False
    )
    daily = daily[daily["platform"] == "tiktok"].sort_values("date", kind="stable")
    ends = pd.concat([posts["published"], daily["date"]])
    if ends.empty:
        return {}
    period = f"{ends.min():%Y-%m-%d}_{ends.max():%Y-%m-%d}.csv"
    parts = {
        "Content": _content(posts, ends.max(), locale),
        "Overview": _overview(daily, locale),
        "FollowerHistory": _followers(daily, locale),
    }
    return {
        f"tiktok-{name}_{period}": write_csv(rows, quote_all=True).encode("utf-8-sig")
        for name, rows in parts.items()
        if len(rows) > 1
    }


def _content(posts: pd.DataFrame, exported: pd.Timestamp, locale: str) -> Rows:
    kind = posts["format"].map(_KINDS_OF_LINK).fillna("video").astype("string")
    account = "https://www.tiktok.com/@" + posts["account"]
    cells = {
        "exported": day_words(pd.Series(exported, posts.index), locale),
        "text": posts["text"],
        "permalink": account + "/" + kind + "/" + posts["post_id"],
        "published": day_words(posts["published"], locale),
        **{name: posts[name] for name in ("likes", "comments", "shares", "saves")},
        "video_views": texts(posts["video_views"], null="undefined"),
    }
    return grid(KINDS, "tiktok.content", cells.items(), locale)


def _overview(daily: pd.DataFrame, locale: str) -> Rows:
    cells = {"date": day_words(daily["date"], locale)}
    cells |= {name: texts(daily[name], null="undefined") for name in _DAY_COUNTS}
    return grid(KINDS, "tiktok.daily", cells.items(), locale)


def _followers(daily: pd.DataFrame, locale: str) -> Rows:
    cells = {
        "date": day_words(daily["date"], locale),
        "followers": texts(daily["followers"], null="undefined"),
        "net": texts(daily["new_followers"] - daily["lost_followers"], null="undefined"),
    }
    return grid(KINDS, "tiktok.daily", cells.items(), locale)
