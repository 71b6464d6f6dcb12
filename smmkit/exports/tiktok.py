"""TikTok Studio: videos, days, followers and their hours of an account.

What the columns mean

* Dates bear no year. A video's number holds the second it was made, which tells the year
  of its "Post time"; for days see the report.
* `engagements` is likes + comments + shares (and favourites where the file has them); TikTok
  states no sum.
* `followers` of a day is TikTok's count; its difference to the day before stays in RAW, since
  it is followers won less lost. `reach` of a day is its viewers.
* Shares of an audience are fractions.
"""

from __future__ import annotations

import pandas as pd

from smmkit.exports.kinds import Kind
from smmkit.exports.shapes import read_days, read_segments
from smmkit.exports.sheet import Sheet
from smmkit.exports.tiktok_headers import CONTENT, DAILY, SEGMENTS
from smmkit.tables import POSTS

__all__ = ["KINDS"]

_LINK = r"tiktok\.com/@(?P<account>[\w.-]+)/(?P<kind>video|photo)/(?P<id>[0-9]{15,20})"
_ENGAGEMENTS = ("likes", "comments", "shares", "saves")


def _read_content(sheet: Sheet, day_first: bool | None) -> dict[str, pd.DataFrame]:
    sheet.split_totals()
    link = sheet.text("permalink")
    parts = link.str.extract(_LINK)
    sheet.warn("ids", "the link is no video's address: no id", link.notna() & parts["id"].isna())
    table = pd.DataFrame(
        {
            "post_id": parts["id"],
            "platform": "tiktok",
            "account": parts["account"],
            "published": sheet.when("published", day_first, known=_made(parts["id"])),
            "format": parts["kind"].map({"video": "video", "photo": "carousel"}),
            "text": sheet.text("text"),
            "video_views": sheet.count("video_views"),
            "permalink": link,
        },
        index=sheet.cells.index,
    )
    there = [name for name in _ENGAGEMENTS if name in sheet]
    for name in there:
        table[name] = sheet.count(name)
    table["engagements"] = table[there].sum(axis=1, skipna=False)
    return {"POSTS": POSTS.conform(sheet.finish(table, add=["video_views", *there]))}


def _made(ids: pd.Series) -> pd.Series:
    """Return the moment (UTC) at which videos were made, which their numbers hold."""
    # The upper half of a number is the second; none was made before there was a TikTok.
    seconds = [int(number) >> 32 if isinstance(number, str) else None for number in ids]
    moments = pd.to_datetime(pd.Series(seconds, ids.index, "Float64"), unit="s", errors="coerce")
    return moments.where(moments >= pd.Timestamp(2014, 1, 1)).astype("datetime64[us]")


def _read_daily(sheet: Sheet, day_first: bool | None) -> dict[str, pd.DataFrame]:
    return {"DAILY": read_days(sheet, "tiktok", day_first)}


def _read_activity(sheet: Sheet, day_first: bool | None) -> dict[str, pd.DataFrame]:
    date, hour = sheet.when("date", day_first), sheet.text("hour")
    table = read_segments(sheet, "tiktok", "hour", hour, {"active": "accounts"}, date=date)
    return {"AUDIENCE": table}


def _read_shares(sheet: Sheet, day_first: bool | None) -> dict[str, pd.DataFrame]:
    dimension = "gender" if "gender" in sheet else "territory"
    segment = sheet.text(dimension)
    return {"AUDIENCE": read_segments(sheet, "tiktok", dimension, segment, {"share": "fraction"})}


KINDS = (
    Kind(
        "tiktok.content",
        "Videos of an account (TikTok Studio, Content)",
        CONTENT,
        (("permalink",), ("published",), ("video_views",), ("likes",)),
        _read_content,
    ),
    Kind(
        "tiktok.daily",
        "Days of an account (TikTok Studio, Overview, FollowerHistory or Viewers)",
        DAILY,
        (
            ("date",),
            ("video_views", "followers", "reach"),
            ("profile_visits", "net", "new_viewers"),
        ),
        _read_daily,
    ),
    Kind(
        "tiktok.activity",
        "Active followers by hour (TikTok Studio, FollowerActivity)",
        SEGMENTS,
        (("date",), ("hour",), ("active",)),
        _read_activity,
    ),
    Kind(
        "tiktok.audience",
        "Gender or territories of followers (TikTok Studio)",
        SEGMENTS,
        (("gender", "territory"), ("share",)),
        _read_shares,
        most_columns=3,
    ),
)
