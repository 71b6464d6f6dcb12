"""
Write LinkedIn's files: posts, days, followers won, visitors.

Days are written month first whatever the language, numbers are the totals, and a rate
stands beside what it can be reckoned from.
"""

from __future__ import annotations

from functools import partial

import pandas as pd

from smmkit.exports.linkedin import KINDS
from smmkit.exports.write.cells import Rows, format_words, grid, head, rate, write_csv

__all__ = ["files"]

_DAY = "%m/%d/%Y"
_PARTS = ("clicks", "likes", "comments", "shares")
_FORMATS = {
    "video": {
        "en": "Video",
        "pt": "Vídeo",
        "fr": "Vidéo",
        "de": "Video",
        "es": "Vídeo",
        "ru": "Видео",
    },
    "link": {
        "en": "Article",
        "pt": "Artigo",
        "fr": "Article",
        "de": "Artikel",
        "es": "Artículo",
        "ru": "Статья",
    },
    "text": {
        "en": "Text",
        "pt": "Texto",
        "fr": "Texte",
        "de": "Text",
        "es": "Texto",
        "ru": "Текст",
    },
}
_PAID = {
    "en": "Sponsored",
    "pt": "Patrocinada",
    "fr": "Sponsorisé",
    "de": "Gesponsert",
    "es": "Patrocinada",
    "ru": "Реклама",
}
_ORGANIC = {
    "en": "Organic",
    "pt": "Orgânica",
    "fr": "Organique",
    "de": "Organisch",
    "es": "Orgánica",
    "ru": "Органическая",
}


def files(
    posts: pd.DataFrame, daily: pd.DataFrame, ads: pd.DataFrame, locale: str
) -> dict[str, bytes]:
    """Return LinkedIn's files by name."""
    posts = posts[posts["platform"] == "linkedin"].sort_values(
        "published", kind="stable", ascending=False
    )
    daily = daily[daily["platform"] == "linkedin"].sort_values("date", kind="stable")
    parts = {
        "posts": _posts(posts, locale),
        "metrics": _metrics(daily, locale),
        "followers": _followers(daily, locale),
        "visitors": _visitors(daily, locale),
    }
    return {
        f"linkedin-{name}.csv": write_csv(rows).encode("utf-8-sig")
        for name, rows in parts.items()
        if len(rows) > 1
    }


def _posts(posts: pd.DataFrame, locale: str) -> Rows:
    done = posts[[*_PARTS, "follows"]].sum(axis=1)
    paid = posts["paid"].map({True: _PAID[locale], False: _ORGANIC[locale]})
    cells = {
        "text": posts["text"],
        "permalink": "https://www.linkedin.com/feed/update/urn:li:activity:" + posts["post_id"],
        "paid": paid,
        "published": posts["published"].dt.strftime(_DAY),
        **{name: posts[name] for name in ("impressions", "video_views", *_PARTS, "follows")},
        "rate": rate(done, posts["impressions"]),
        "format": format_words(posts["format"], _FORMATS, locale),
    }
    return grid(KINDS, "linkedin.posts", cells.items(), locale, word=partial(head, bare=True))


def _metrics(daily: pd.DataFrame, locale: str) -> Rows:
    done = daily[[*_PARTS]].sum(axis=1)
    cells = {
        "date": daily["date"].dt.strftime(_DAY),
        **{name: daily[name] for name in ("impressions", "reach", *_PARTS)},
        "rate": rate(done, daily["impressions"]),
    }
    return grid(KINDS, "linkedin.daily", cells.items(), locale)


def _followers(daily: pd.DataFrame, locale: str) -> Rows:
    won = daily["new_followers"]
    cells = {
        "date": daily["date"].dt.strftime(_DAY),
        # Sponsored are those won by follower ads; the tables know of none.
        "sponsored": ["0"] * len(won),
        "organic": won,
        "new_followers": won,
    }
    return grid(KINDS, "linkedin.followers", cells.items(), locale)


def _visitors(daily: pd.DataFrame, locale: str) -> Rows:
    cells = {
        "date": daily["date"].dt.strftime(_DAY),
        "profile_visits": daily["profile_visits"],
        # How many of them are the same person the tables don't know; the file must say.
        "reach": daily["profile_visits"],
    }
    return grid(KINDS, "linkedin.visitors", cells.items(), locale)
