"""VK: the reach of a community's posts, and its statistics by day.

What the columns mean

* `reach` is "Полный охват". It is not the sum of followers', viral and ad reach, since the
  same person may be in two of them; these stay in RAW.
* `engagements` is likes + shares + comments; VK states no sum.
* Texts are cut by VK after some 35 characters. Times bear no zone.
* `account` is the community's address without vk.com/ (club123), or a person's (id123).
"""

from __future__ import annotations

import pandas as pd

from smmkit.exports.kinds import Kind
from smmkit.exports.shapes import unescape
from smmkit.exports.sheet import Sheet
from smmkit.exports.vk_headers import POSTS as POST_FIELDS
from smmkit.exports.vk_headers import STATISTICS
from smmkit.tables import AUDIENCE, DAILY, POSTS

__all__ = ["DAYS", "KINDS"]

# The criterion of the long form (and its first parameter) -> the column of DAILY.
DAYS = {
    ("reach", ""): "reach",
    ("views", ""): "profile_visits",
    ("likes", ""): "likes",
    ("comments", ""): "comments",
    ("shares", ""): "shares",
    ("subscribed", ""): "new_followers",
    ("unsubscribed", ""): "lost_followers",
    ("feedback", "нравится"): "likes",
    ("feedback", "комментарии"): "comments",
    ("feedback", "поделились"): "shares",
    ("feedback", "репосты"): "shares",
    ("feedback", "рассказали друзьям"): "shares",
    ("members", "вступили"): "new_followers",
    ("members", "подписались"): "new_followers",
    ("members", "вышли"): "lost_followers",
    ("members", "отписались"): "lost_followers",
}


def _read_posts(sheet: Sheet, day_first: bool | None) -> dict[str, pd.DataFrame]:
    sheet.split_end_totals("published")
    link = sheet.text("permalink")
    parts = link.str.extract(r"wall(?P<minus>-?)(?P<owner>[0-9]+)_(?P<id>[0-9]+)")
    reach = sheet.count("reach")
    table = pd.DataFrame(
        {
            "post_id": parts["minus"] + parts["owner"] + "_" + parts["id"],
            "platform": "vk",
            "account": parts["minus"].map({"-": "club", "": "id"}) + parts["owner"],
            "published": sheet.when("published", day_first),
            "text": unescape(sheet, "text"),
            "reach": reach,
            "permalink": link,
        },
        index=sheet.cells.index,
    )
    sheet.warn("ids", "the link is no post's address: no id", link.notna() & parts["id"].isna())
    counts = ("impressions", "likes", "comments", "shares", "clicks", "follows")
    for name in counts:
        table[name] = sheet.count(name)
    table["engagements"] = table["likes"] + table["comments"] + table["shares"]
    if "reach_ads" in sheet:
        table["paid"] = sheet.count("reach_ads") > 0
    parts = [name for name in ("reach_followers", "reach_viral", "reach_ads") if name in sheet]
    more = int((sum(map(sheet.count, parts)) > reach).fillna(False).sum())
    sheet.report.add(
        "numbers",
        f"in {more:,} of {len(table):,} rows followers', viral and ad reach add up to more than "
        "the whole: who is in two of them counts twice. They are kept in RAW",
        where=", ".join(sheet.columns(name)[0] for name in parts),
    )
    return {"POSTS": POSTS.conform(sheet.finish(table, add=counts))}


def _read_statistics(sheet: Sheet, day_first: bool | None) -> dict[str, pd.DataFrame]:
    date = sheet.when("date", day_first)
    criterion = sheet.text("criterion").str.casefold()
    first, second = sheet.text("first"), sheet.text("second")
    keys = pd.Series(list(zip(criterion, first.str.casefold().fillna(""), strict=True)))
    column = keys.map(DAYS)
    # A row that comes again is the same number, not more of it: reach is never added.
    again = pd.concat([date, criterion, first, second], axis=1).duplicated(keep="last")
    sheet.warn("rows", "the same number of the same day comes again; the last is kept", again)
    counted = pd.DataFrame({"date": date, "column": column, "value": sheet.count("value")})
    counted = counted[~again].dropna()
    days = counted.pivot_table(index="date", columns="column", values="value", aggfunc="sum")
    days = days.reset_index().assign(platform="vk").rename_axis(columns=None)
    sheet.report.add(
        "column",
        f"{column.notna().sum():,} rows make {len(days):,} days of DAILY; all are in AUDIENCE",
        where=", ".join(sorted(set(criterion.dropna()))),
        level="recognised" if len(days) else "attention",
    )
    segment = first.str.cat(second, sep=", ", na_rep="").str.strip(", ")
    audience = pd.DataFrame(
        {
            "date": date,
            "platform": "vk",
            "dimension": criterion,
            "segment": segment.mask(segment == "", "all"),
            "metric": criterion,
            "value": sheet.decimal("value"),
            "unit": "count",
        }
    )
    audience["segment"] = audience["segment"].fillna("all")
    return {
        "DAILY": DAILY.conform(days),
        "AUDIENCE": AUDIENCE.conform(sheet.finish(audience, "AUDIENCE")),
    }


KINDS = (
    Kind(
        "vk.posts",
        "Reach of a community's posts (VK)",
        POST_FIELDS,
        (("permalink",), ("text",), ("published",), ("reach",), ("reach_followers", "reach_viral")),
        _read_posts,
    ),
    Kind(
        "vk.statistics",
        "Statistics of a community by day, long form (VK)",
        STATISTICS,
        (("date",), ("criterion",), ("first",), ("value",)),
        _read_statistics,
    ),
)
