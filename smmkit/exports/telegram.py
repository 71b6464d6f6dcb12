"""Telegram Desktop: the posts of a channel, from the JSON that "Export chat history" writes.

What the columns mean

* The file states no views and no forwards, so no rate of engagement can be had from it.
* `likes` is all reactions together, 0 where a post has none in a file that has some;
  `engagements` is missing, since only a part of it is known.
* `published` is the local time of the computer that exported.
"""

from __future__ import annotations

import json

import pandas as pd

from smmkit.exports.kinds import Kind
from smmkit.exports.sheet import Sheet
from smmkit.tables import POSTS

__all__ = ["KINDS"]

_PRIVATE = frozenset(["personal_chat", "bot_chat", "saved_messages", "verification_codes"])
_KEYS = (
    "id type date date_unixtime from from_id text text_entities reactions photo media_type "
    "mime_type file duration_seconds action forwarded_from edited poll"
)
_FIELDS = {key: {"en": key} for key in _KEYS.split()}


def _text(cell: str) -> str:
    """Join the pieces of a text that has links or bold words in it."""
    if not cell.startswith("["):
        return cell
    try:
        pieces = json.loads(cell)
    except ValueError:
        return cell
    if not all(isinstance(piece, (str, dict)) for piece in pieces):
        return cell
    return "".join(p if isinstance(p, str) else str(p.get("text", "")) for p in pieces)


def _reactions(cell: str) -> int | None:
    try:
        return sum(int(reaction["count"]) for reaction in json.loads(cell or "[]"))
    except (KeyError, TypeError, ValueError):
        return None


def _read(sheet: Sheet, day_first: bool | None) -> dict[str, pd.DataFrame]:
    chats = [one for one in (sheet, *sheet.others) if "date_unixtime" in one]
    private = [one for one in chats if _is_private(one)]
    if private:
        sheet.report.add(
            "sections",
            f"{len(private):,} {'chat' if len(private) == 1 else 'chats'} with a person, a bot or "
            "oneself: not read as posts. They are in RAW, so do not pass it on",
            level="attention",
        )
    chats = [one for one in chats if one not in private]
    sheet.report.add(
        "column",
        "Telegram's export states no views, forwards or reach: no engagement rate can be had "
        "from this file",
        level="attention",
    )
    posts = [_read_chat(chat, day_first) for chat in chats]
    return {"POSTS": pd.concat([POSTS.empty(), *posts], ignore_index=True)}


def _is_private(chat: Sheet) -> bool:
    """Say whether the lines above the messages call it a chat with one person."""
    stated = {line[0]: line[1] for line in chat.preamble if len(line) == 2}
    return stated.get("type") in _PRIVATE


def _read_chat(sheet: Sheet, day_first: bool | None) -> pd.DataFrame:
    service = (sheet.cells[sheet.columns("type")[0]] == "service").to_numpy()
    if service.any():
        sheet.split(service)
        words = f"{service.sum():,} service messages (pinned, photo changed) set apart"
        sheet.report.add("rows", words)
    table = pd.DataFrame(
        {
            "post_id": sheet.number_of_posts("id"),
            "platform": "telegram",
            "account": sheet.text("from"),
            "published": sheet.when("date", day_first),
            "format": _format(sheet),
            "text": sheet.take("text").map(_text).str.strip().replace("", pd.NA),
            "duration_s": sheet.decimal("duration_seconds"),
        },
        index=sheet.cells.index,
    )
    if "reactions" in sheet:
        table["likes"] = sheet.take("reactions").map(_reactions).astype("Int64")
    forwarded = int(sheet.text("forwarded_from").notna().sum())
    if forwarded:
        words = f"{forwarded:,} posts were forwarded from elsewhere: their words are another's"
        sheet.report.add("rows", words)
    return POSTS.conform(sheet.finish(table))


def _format(sheet: Sheet) -> pd.Series:
    media, photo, file = sheet.text("media_type"), sheet.text("photo"), sheet.text("file")
    formats = pd.Series("text", index=sheet.cells.index).mask(file.notna(), "other")
    video = media.isin(["video_file", "video_message", "animation"])
    return formats.mask(photo.notna(), "photo").mask(video.fillna(False), "video")


KINDS = (
    Kind(
        "telegram.posts",
        "Posts of a channel (Telegram Desktop, JSON)",
        _FIELDS,
        (("id",), ("type",), ("date",), ("date_unixtime",), ("text",), ("text_entities",)),
        _read,
    ),
)
