"""YouTube Studio: videos, days, traffic sources and countries of a channel.

What the columns mean

* `video_views` is Views; `impressions` is how often a thumbnail was shown. Views that come
  from elsewhere (links, embeds, the Shorts feed) have no impression, so views may be more.
* `follows` is subscribers won less lost, so it can be negative.
* `reach` of a day is its unique viewers.
* `permalink` is put together from the video's id; the file states none.
* The Total row counts everything, the rows below it at most the 500 best.
"""

from __future__ import annotations

import pandas as pd

from smmkit.exports.kinds import Kind
from smmkit.exports.shapes import read_days, read_segments
from smmkit.exports.sheet import Sheet
from smmkit.exports.youtube_headers import DIMENSIONS, FIELDS
from smmkit.tables import POSTS

__all__ = ["KINDS"]

_ID = r"[A-Za-z0-9_-]{11}"
_UNITS = {
    "video_views": "views",
    "watch_time": "hours",
    "follows": "accounts",
    "impressions": "displays",
    "likes": "actions",
    "comments": "actions",
    "shares": "actions",
}


def _set_apart(sheet: Sheet) -> None:
    """Set the remark below the rows ("Showing top 500 results") and the totals apart."""
    alone = (sheet.cells != "").sum(axis=1) == 1
    remark = sheet.split(alone & sheet.cells.iloc[:, 0].str.contains(r"\s\S+\s"))
    for words in remark.cells.iloc[:, 0]:
        said = words.replace("\u00ad", "")
        sheet.report.add("rows", f"YouTube remarks: {said[:80]!r}", level="attention")
    sheet.split_totals()


def _seconds(cells: pd.Series) -> pd.Series:
    """Read "1:04:34", "4:34" or "274.0" as seconds."""
    parts = cells.str.extract(r"^\s*(?:(?:([0-9]+):)?([0-9]+):)?([0-9]+(?:[.,][0-9]*)?)\s*$")
    parts = parts.apply(lambda part: pd.to_numeric(part.str.replace(",", ".")))
    return (parts[0].fillna(0) * 3600 + parts[1].fillna(0) * 60 + parts[2]).astype("Float64")


def _read_videos(sheet: Sheet, day_first: bool | None) -> dict[str, pd.DataFrame]:
    _set_apart(sheet)
    number = sheet.text("video_id")
    no_id = number.notna() & ~number.str.fullmatch(_ID).fillna(False)
    sheet.warn("ids", "no video's id (a spreadsheet spoils those that begin with -)", no_id)
    number = number.mask(no_id.astype(bool))
    table = pd.DataFrame(
        {
            "post_id": number,
            "platform": "youtube",
            "published": sheet.when("published", day_first),
            "format": "video",
            "text": sheet.text("title"),
            "watch_time": sheet.decimal("watch_time"),
            "permalink": "https://www.youtube.com/watch?v=" + number,
        },
        index=sheet.cells.index,
    )
    for name in ("video_views", "follows", "impressions", "reach", "likes", "comments", "shares"):
        table[name] = sheet.count(name)
    table["engagements"] = table["likes"] + table["comments"] + table["shares"]
    if "duration" in sheet:
        table["duration_s"] = _seconds(sheet.take("duration"))
    posts = sheet.finish(table, add=tuple(_UNITS))
    return {"POSTS": POSTS.conform(posts.drop(columns="watch_time"))}


def _read_days(sheet: Sheet, day_first: bool | None) -> dict[str, pd.DataFrame]:
    _set_apart(sheet)
    return {"DAILY": read_days(sheet, "youtube", day_first, add=tuple(_UNITS))}


def _read_segments(sheet: Sheet, day_first: bool | None) -> dict[str, pd.DataFrame]:
    _set_apart(sheet)
    dimension = next((name for name in DIMENSIONS if name in sheet), "video_id")
    known = {"date": sheet.when("date", day_first)} if "date" in sheet else {}
    segment = sheet.text(dimension)
    if dimension == "video_id":
        dimension = "video"
    return {"AUDIENCE": read_segments(sheet, "youtube", dimension, segment, _UNITS, **known)}


_TABLE = {**FIELDS, **DIMENSIONS}
_ANY = (
    "video_views",
    "watch_time",
    "follows",
    "impressions",
    "new_followers",
    "lost_followers",
    "likes",
)

KINDS = (
    Kind(
        "youtube.chart",
        "Videos of a channel by day (YouTube Studio, Chart data)",
        FIELDS,
        (("date",), ("video_id",), ("title",), _ANY),
        _read_segments,
    ),
    Kind(
        "youtube.content",
        "Videos of a channel (YouTube Studio, Table data)",
        FIELDS,
        (("video_id",), ("title",), _ANY),
        _read_videos,
    ),
    Kind(
        "youtube.daily",
        "Days of a channel (YouTube Studio, Totals, or Table data by date)",
        FIELDS,
        (("date",), ("video_views", "watch_time", "follows", "new_followers")),
        _read_days,
        most_columns=16,
    ),
    Kind(
        "youtube.audience",
        "Traffic sources, countries, ages or devices of a channel (YouTube Studio)",
        _TABLE,
        (tuple(DIMENSIONS), _ANY),
        _read_segments,
    ),
)
