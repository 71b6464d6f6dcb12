"""What each platform allows: lengths, how it counts them, and where that is written."""

from __future__ import annotations

import pandas as pd

from smmkit.errors import check_choice
from smmkit.tables import PLATFORMS

__all__ = ["FIELDS", "UNCLICKABLE", "limit_of", "limits"]

FIELDS = ("post", "caption", "title", "alt text", "bio", "hashtags", "before more")
"""Fields a limit may be of; "before more" is what the feed shows before a tap."""

UNCLICKABLE = ("instagram", "tiktok")
"""Platforms whose captions show a link as plain text (Ayrshare's documentation, 2026)."""

CHECKED = "2026-11-26"

WEIGHTED, UTF16, BYTES, TAGS = "weighted characters", "UTF-16 units", "UTF-8 bytes", "hashtags"

_NOT_FOUND = "not found in the platform's own documentation; "
_AYRSHARE = _NOT_FOUND + "Ayrshare's documentation (ayrshare.com/docs)"
_SPROUT = _NOT_FOUND + "Sprout Social's help, How do I add alt text"
_COMMON = _NOT_FOUND + "an unsourced list on GitHub (coreyhaines31/marketingskills)"
_WIDELY = _NOT_FOUND + "repeated in many lists without a source"
_BOT_API = "core.telegram.org, Bot API, sendMessage"
_YOUTUBE = "YouTube Data API, videos, as quoted by "

# platform, field, limit, unit, source, whether that is the platform's own word
_ROWS = (
    ("facebook", "post", 63206, UTF16, _NOT_FOUND + "diaspora issue 5090 on GitHub", False),
    ("facebook", "alt text", 1000, UTF16, _SPROUT, False),
    ("instagram", "post", 2200, UTF16, _AYRSHARE, False),
    ("instagram", "hashtags", 5, TAGS,
     "Instagram's announcement, quoted by socialmediatoday.com, 18 December 2025", True),
    ("instagram", "before more", 125, UTF16, _COMMON, False),
    ("instagram", "bio", 150, UTF16, _WIDELY, False),
    ("x", "post", 280, WEIGHTED,
     "developer.x.com, Counting characters; twitter-text configuration 3", True),
    ("x", "alt text", 1000, UTF16, _SPROUT, False),
    ("x", "bio", 160, UTF16, _WIDELY, False),
    ("tiktok", "post", 2200, UTF16, _NOT_FOUND + "PostSyncer's documentation", False),
    ("tiktok", "title", 90, UTF16, _NOT_FOUND + "PostSyncer's documentation (photo posts)", False),
    ("tiktok", "hashtags", 5, TAGS, _COMMON, False),
    ("tiktok", "before more", 150, UTF16, _COMMON, False),
    ("tiktok", "bio", 80, UTF16, _WIDELY, False),
    ("linkedin", "post", 3000, UTF16, _AYRSHARE, False),
    ("linkedin", "alt text", 256, UTF16, _SPROUT, False),
    ("linkedin", "before more", 210, UTF16, _COMMON, False),
    ("youtube", "title", 100, UTF16, _NOT_FOUND + "Zernio's documentation", False),
    ("youtube", "post", 5000, BYTES, _YOUTUBE + "youtube_api_client (pub.dev)", True),
    ("telegram", "post", 4096, UTF16, _BOT_API, True),
    ("telegram", "caption", 1024, UTF16,
     "Telegram's Bot API, as quoted by python-telegram-bot", True),
)  # fmt: skip
_COLUMNS = ["platform", "field", "limit", "unit", "source", "own_word"]


def limits() -> pd.DataFrame:
    """
    Return the published limits of texts, with their sources.

    A post on YouTube is its description; on Telegram a caption is the text under a picture.
    Where no platform says how it counts, UTF-16 units are taken, the strictest of the usual
    ways: a text that fits by them fits by characters too. Limits change: look at the date.
    VK's limits were not found anywhere that can be cited, so they do not stand here.

    Returns
    -------
    pandas.DataFrame
        Columns platform, field (one of FIELDS), limit, unit, source, own_word (whether the
        source gives the platform's own words), checked (the day the source was read).

    Examples
    --------
    >>> table = limits()
    >>> table.loc[(table["platform"] == "x") & (table["field"] == "post"), "limit"].item()
    280
    """
    return pd.DataFrame(list(_ROWS), columns=_COLUMNS).assign(checked=CHECKED)


_LIMITS = {(row[0], row[1]): (row[2], row[3]) for row in _ROWS}


def limit_of(platform: str, field: str) -> int | None:
    """
    Return one limit, or None where none was found.

    Parameters
    ----------
    platform : str
        One of `smmkit.tables.PLATFORMS`.
    field : str
        One of FIELDS.

    Raises
    ------
    ArgumentError
        If the platform or the field is not known.

    Examples
    --------
    >>> limit_of("telegram", "caption")
    1024
    """
    check_choice("platform", platform, PLATFORMS)
    check_choice("field", field, FIELDS)
    return _LIMITS.get((platform, field), (None, UTF16))[0]


def unit_of(platform: str, field: str = "post") -> str:
    """Return the unit that a platform counts a field in."""
    check_choice("platform", platform, PLATFORMS)
    check_choice("field", field, FIELDS)
    return _LIMITS.get((platform, field), (None, UTF16))[1]
