"""
Write VK's files: the reach of posts, and the community's days in long form.

VK writes Russian, whatever the language of the account; a post's text comes with HTML codes.
"""

from __future__ import annotations

import html

import pandas as pd

from smmkit.exports.vk import DAYS, KINDS
from smmkit.exports.write.cells import Rows, bought, grid, texts, write_csv

__all__ = ["files"]

_COUNTS = ("likes", "shares", "comments", "follows", "clicks")
# The first way to name a column; VK has had several.
_CRITERIA = {column: key for key, column in reversed(DAYS.items())}


def files(
    posts: pd.DataFrame, daily: pd.DataFrame, ads: pd.DataFrame, locale: str
) -> dict[str, bytes]:
    """Return VK's files by name."""
    posts = posts[posts["platform"] == "vk"].sort_values("published", ascending=False)
    daily = daily[daily["platform"] == "vk"].sort_values("date")
    parts = {"post-reach": _posts(posts, ads), "statistics": _statistics(daily)}
    return {
        f"vk-{name}.csv": write_csv(rows, quote_all=True).encode("utf-8-sig")
        for name, rows in parts.items()
        if len(rows) > 1
    }


def _posts(posts: pd.DataFrame, ads: pd.DataFrame) -> Rows:
    of_ads = bought(posts, ads, "reach")
    of_followers = (posts["reach"] - of_ads) * 3 // 4
    cells = {
        "published": posts["published"].dt.strftime("%Y-%m-%d %H:%M"),
        "author": posts["account"],
        "text": [html.escape(text, quote=False) for text in texts(posts["text"])],
        "permalink": "https://vk.com/wall" + posts["post_id"],
        "reach_followers": of_followers,
        "reach_viral": posts["reach"] - of_ads - of_followers,
        "reach_ads": of_ads,
        "reach": posts["reach"],
        **{name: posts[name] for name in _COUNTS},
    }
    return grid(KINDS, "vk.posts", cells.items(), "ru")


def _statistics(daily: pd.DataFrame) -> Rows:
    known = [name for name in _CRITERIA if name in daily]
    long = daily.melt(["date"], known, "column", "value").dropna(subset=["value"])
    criteria = long["column"].map(_CRITERIA)
    cells = {
        "date": long["date"].dt.strftime("%d.%m.%Y"),
        "criterion": criteria.str[0],
        "first": criteria.str[1],
        "second": [""] * len(long),
        "value": long["value"],
    }
    return grid(KINDS, "vk.statistics", cells.items(), "ru")
