"""
Write what Telegram Desktop exports of a channel: one JSON file, without views or forwards.

A text with links or hashtags in it is a list of pieces, other texts are plain; service
messages stand among the posts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

import pandas as pd

__all__ = ["files"]

_PHOTOS = ("photo", "carousel")
_FILMS = ("video", "reel")
_PIECES = re.compile(r"(#\w+|https?://\S+)")


def files(
    posts: pd.DataFrame, daily: pd.DataFrame, ads: pd.DataFrame, locale: str
) -> dict[str, bytes]:
    """Return Telegram's file by name; it has no headers that a language could change."""
    posts = posts[posts["platform"] == "telegram"].sort_values("published")
    if posts.empty:
        return {}
    name = str(posts["account"].iloc[0])
    messages = [_message(post) for post in posts.to_dict("records")]
    service = {
        "id": 1,
        "type": "service",
        "date": messages[0]["date"],
        "date_unixtime": messages[0]["date_unixtime"],
        "actor": name,
        "action": "pin_message",
        "text": "",
        "text_entities": [],
    }
    chat = {
        "name": name,
        "type": "public_channel",
        "id": 1000000000,
        "messages": [service, *messages],
    }
    return {"telegram-result.json": json.dumps(chat, ensure_ascii=False, indent=1).encode("utf-8")}


def _message(post: Mapping[str, object]) -> dict[str, object]:
    when = post["published"]
    text = "" if pd.isna(post["text"]) else str(post["text"])
    pieces = [piece for piece in _PIECES.split(text) if piece]
    entities = [{"type": _entity(piece), "text": piece} for piece in pieces]
    message: dict[str, object] = {
        "id": int(post["post_id"]),
        "type": "message",
        "date": f"{when:%Y-%m-%dT%H:%M:%S}",
        "date_unixtime": str(int(when.timestamp())),
        "from": post["account"],
        "from_id": "channel1000000000",
        # Plain text is no list; where pieces are, only those that are more than text are objects.
        "text": text
        if len(pieces) < 2
        else [one["text"] if one["type"] == "plain" else one for one in entities],
        "text_entities": entities,
    }
    if post["format"] in _PHOTOS:
        message |= {"photo": "(File not included. Change data exporting settings to download.)"}
    if post["format"] in _FILMS:
        message |= {"file": "(File not included.)", "media_type": "video_file"}
        if not pd.isna(post["duration_s"]):
            message["duration_seconds"] = round(post["duration_s"])
    if not pd.isna(post["likes"]) and post["likes"]:
        message["reactions"] = [{"type": "emoji", "count": int(post["likes"]), "emoji": "👍"}]
    return message


def _entity(piece: str) -> str:
    if not _PIECES.fullmatch(piece):
        return "plain"
    return "hashtag" if piece.startswith("#") else "link"
