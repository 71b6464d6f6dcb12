"""X (Twitter): posts and days of an account, from X Analytics, before and after the new name.

What the columns mean

* `engagements` is X's own sum. It counts profile clicks, detail expands, link clicks and
  follows too, so it is more than likes + comments + shares + saves.
* `shares` is retweets or reposts; "Share" (the post's link passed on) stays in RAW.
* `paid` is true where X states promoted impressions or engagements, and not known where
  the file has no such columns. `impressions` and `engagements` are as the file states
  them; the promoted ones stay in RAW.
* X states no reach and no post type: both are missing.
* Classic files give UTC times; the newer ones give a day only.
* Headers are in the account's language; dates are English in all of them.
* Of days, `profile_visits` is profile clicks, `video_views` media or video views, and
  `posts` posts and replies created.
"""

from __future__ import annotations

import pandas as pd

from smmkit.exports.kinds import Kind
from smmkit.exports.report import row_list
from smmkit.exports.shapes import check_rate, read_days, unescape
from smmkit.exports.sheet import Sheet
from smmkit.exports.x_headers import DAYS, VIDEO
from smmkit.exports.x_headers import POSTS as POST_FIELDS
from smmkit.tables import POSTS

__all__ = ["KINDS"]

_STATUS = (
    r"^https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/(?P<account>\w+)/status(?:es)?/(?P<id>[0-9]+)"
)

_COUNTS = (
    "impressions",
    "engagements",
    "likes",
    "comments",
    "shares",
    "saves",
    "clicks",
    "follows",
)


def _read_posts(sheet: Sheet, day_first: bool | None) -> dict[str, pd.DataFrame]:
    sheet.split_end_totals("post_id")
    link = sheet.text("permalink")
    parts = link.str.extract(_STATUS)
    no_link = link.notna() & parts["id"].isna()
    sheet.warn("column", "the permalink is no post's address and became missing", no_link)
    table = pd.DataFrame(
        {
            "post_id": sheet.number_of_posts("post_id", known=parts["id"]),
            "platform": "x",
            "account": parts["account"].astype("string"),
            "published": sheet.when("published", day_first),
            "text": unescape(sheet, "text"),
            "permalink": link.mask(no_link),
        },
        index=sheet.cells.index,
    )
    for name in _COUNTS:
        table[name] = sheet.count(name)
    table["paid"] = _paid(sheet)
    sheet.warn(
        "ids",
        "the id is not the one in the permalink (a column may have been sorted alone)",
        table["post_id"] != parts["id"],
    )
    check_rate(sheet, table["engagements"], table["impressions"])
    return {"POSTS": POSTS.conform(sheet.finish(table, add=_COUNTS))}


def _paid(sheet: Sheet) -> pd.Series:
    promoted = [f for f in ("promoted_impressions", "promoted_engagements") if f in sheet]
    if not promoted:
        return sheet.nothing("boolean")
    paid = pd.Series(False, index=sheet.cells.index)
    for field in promoted:
        paid |= (sheet.count(field) > 0).fillna(False).astype(bool)
    return paid.astype("boolean")


def _read_daily(sheet: Sheet, day_first: bool | None) -> dict[str, pd.DataFrame]:
    engagements, impressions = sheet.count("engagements"), sheet.count("impressions")
    check_rate(sheet, engagements, impressions)
    known = {"engagements": engagements, "impressions": impressions}
    return {"DAILY": read_days(sheet, "x", day_first, **known)}


def _read_video(sheet: Sheet, day_first: bool | None) -> dict[str, pd.DataFrame]:
    for other in sheet.others:
        words = f"the list {other.title!r} is not read, but kept in RAW"
        sheet.report.add("sections", words, where=row_list(other.number[:1]))
    return {"DAILY": read_days(sheet, "x", day_first)}


KINDS = (
    Kind(
        "x.posts",
        "Posts of an X account (X Analytics)",
        POST_FIELDS,
        (("post_id",), ("text",), ("published",), ("impressions",), ("engagements",)),
        _read_posts,
    ),
    Kind(
        "x.daily",
        "Days of an X account (X Analytics, account overview)",
        DAYS,
        (("date",), ("posts", "lost_followers"), ("impressions",), ("engagements",)),
        _read_daily,
    ),
    Kind(
        "x.video",
        "Video views of an X account by day (X Analytics, video overview)",
        VIDEO,
        (("date",), ("video_views",), ("watch_time",)),
        _read_video,
        sections=True,
    ),
)
