"""
Write X's files: posts in the classic columns, days in those of today's overview.

The classic file writes counts as "12.0" and "-" for what was not promoted; the overview
writes "Thu, Apr 23, 2026" and the newest day first.
"""

from __future__ import annotations

import html
from collections.abc import Mapping

import pandas as pd

from smmkit.exports.write.cells import Rows, bought, day_words, grid, rate, texts, write_csv
from smmkit.exports.x import KINDS

__all__ = ["files"]

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_COUNTS = ("impressions", "engagements", "shares", "comments", "likes", "clicks", "follows")
_DAY_COUNTS = (
    "impressions",
    "likes",
    "engagements",
    "saves",
    "new_followers",
    "lost_followers",
    "comments",
    "shares",
    "profile_visits",
    "posts",
)


def files(
    posts: pd.DataFrame, daily: pd.DataFrame, ads: pd.DataFrame, locale: str
) -> dict[str, bytes]:
    """Return X's files by name; X writes English whatever the locale."""
    posts = posts[posts["platform"] == "x"].sort_values("published", kind="stable", ascending=False)
    daily = daily[daily["platform"] == "x"].sort_values("date", kind="stable", ascending=False)
    done = {}
    if len(posts):
        done["x-posts.csv"] = write_csv(_posts(posts, ads), quote_all=True).encode()
    if len(daily):
        done["x-days.csv"] = write_csv(_days(daily)).encode()
    return done


def _classic(words: Mapping[str, str], locale: str) -> str:
    """Return what a column was called when posts were tweets: in lower case, mostly."""
    choices = words[locale].split("|")
    old = (word for word in choices if word.startswith("Tweet") or word.islower())
    return next(old, choices[0].lower())


def _posts(posts: pd.DataFrame, ads: pd.DataFrame) -> Rows:
    paid = posts["paid"].fillna(False)
    cells = {
        "post_id": posts["post_id"],
        "permalink": "https://twitter.com/" + posts["account"] + "/status/" + posts["post_id"],
        "text": [html.escape(text, quote=False) for text in texts(posts["text"])],
        "published": posts["published"].dt.strftime("%Y-%m-%d %H:%M +0000"),
        "impressions": _decimal(posts["impressions"]),
        "engagements": _decimal(posts["engagements"]),
        "rate": rate(posts["engagements"], posts["impressions"]),
        **{name: _decimal(posts[name]) for name in _COUNTS[2:]},
        "promoted_impressions": _decimal(bought(posts, ads, "impressions").where(paid)),
    }
    return grid(KINDS, "x.posts", cells.items(), "en", word=_classic)


def _decimal(counts: pd.Series) -> list[str]:
    return ["-" if pd.isna(count) else f"{count}.0" for count in counts]


def _days(daily: pd.DataFrame) -> Rows:
    month_days = day_words(daily["date"], "en")
    dates = [
        f"{_WEEKDAYS[day.weekday()]}, {words[:3]} {day.day}, {day.year}"
        for day, words in zip(daily["date"], month_days, strict=True)
    ]
    cells = {"date": dates} | {name: daily[name] for name in _DAY_COUNTS}
    return grid(KINDS, "x.daily", cells.items(), "en")
