"""
Write YouTube Studio's files: videos with a Total row on top, days, and what divides the views.

Dates are English in every language, days ISO; German headers are full of soft hyphens.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from smmkit.exports.write.cells import Rows, grid, head, write_csv
from smmkit.exports.youtube import KINDS

__all__ = ["files", "segments"]

_COUNTS = ("video_views", "follows", "impressions", "likes", "comments", "shares")
_DAY_COUNTS = ("video_views", "impressions", "likes", "comments", "shares")
_FOLLOWERS = ("new_followers", "lost_followers")
_TOTALS = {
    "en": "Total",
    "pt": "Total",
    "fr": "Total",
    "de": "Gesamt",
    "es": "Total",
    "ru": "Всего",
}


def files(
    posts: pd.DataFrame, daily: pd.DataFrame, ads: pd.DataFrame, locale: str
) -> dict[str, bytes]:
    """Return YouTube's files by name."""
    posts = posts[posts["platform"] == "youtube"].sort_values("video_views", ascending=False)
    daily = daily[daily["platform"] == "youtube"].sort_values("date")
    parts = {"content": _content(posts, locale), "totals": _totals(daily, locale)}
    return {f"youtube-{name}.csv": _csv(rows) for name, rows in parts.items() if len(rows) > 1}


def segments(audience: pd.DataFrame, locale: str) -> dict[str, bytes]:
    """Return a file for each dimension of AUDIENCE: traffic source, geography and the like."""
    found = {}
    for dimension, rows in audience[audience["platform"] == "youtube"].groupby("dimension"):
        wide = rows.pivot_table(
            index="segment", columns="metric", values="value", aggfunc="last", sort=False
        )
        wide = pd.concat([wide.sum().to_frame(_TOTALS[locale]).T, wide])
        cells = {str(dimension): wide.index, **{str(name): wide[name] for name in wide}}
        rows = grid(KINDS, "youtube.audience", cells.items(), locale, word=_word)
        found[f"youtube-{str(dimension).replace(' ', '-')}.csv"] = _csv(rows)
    return found


def _content(posts: pd.DataFrame, locale: str) -> Rows:
    # The tables know no watch time; half of each video's length is what many are watched.
    hours = (posts["video_views"] * posts["duration_s"] / 7200).round(4)
    cells = {
        "video_id": posts["post_id"],
        "title": posts["text"],
        "published": posts["published"].dt.strftime("%b %d, %Y"),
        "duration": posts["duration_s"],
        "watch_time": hours,
        **{name: posts[name] for name in _COUNTS},
    }
    header, *rows = grid(KINDS, "youtube.content", cells.items(), locale, word=_word)
    if not rows:
        return [header]
    whole = {name: str(posts[name].sum()) for name in _COUNTS} | {
        "watch_time": hours.sum().round(4)
    }
    total = [str(whole.get(name, "")) for name in cells]
    return [header, [_TOTALS[locale], *total[1:]], *rows]


def _totals(daily: pd.DataFrame, locale: str) -> Rows:
    cells = {
        "date": daily["date"].dt.strftime("%Y-%m-%d"),
        **{name: daily[name] for name in (*_DAY_COUNTS, *_FOLLOWERS)},
    }
    return grid(KINDS, "youtube.daily", cells.items(), locale, word=_word)


def _word(words: Mapping[str, str], locale: str) -> str:
    """Return a header cell, in German with the soft hyphens that YouTube puts there."""
    word = head(words, locale)
    return re.sub(r"(\w{2})(?=\w{3})", "\\1\u00ad", word) if locale == "de" else word


def _csv(rows: Rows) -> bytes:
    return write_csv(rows).encode("utf-8")
