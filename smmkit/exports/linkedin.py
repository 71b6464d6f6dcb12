"""LinkedIn: days, posts, followers and visitors of a page; own posts of a person.

What the columns mean

* Numbers are the totals, organic and sponsored together; the halves stay in RAW.
* `reach` of a day is LinkedIn's unique impressions, which it counts for organic ones only.
* `engagements` is clicks + reactions + comments + reposts, LinkedIn's own definition, and the
  file's own sum where it has one.
* `likes` is all reactions, `shares` reposts, `profile_visits` page views. Unique visitors
  of the page are no reach of its posts: they stay in RAW.
* `new_followers` of a day is LinkedIn's "Total followers" of the followers file: won that day.
* Days are those of UTC, written month first.
"""

from __future__ import annotations

import copy

import pandas as pd

from smmkit.exports.kinds import Kind, header_key
from smmkit.exports.linkedin_headers import DIMENSIONS, FIELDS
from smmkit.exports.shapes import check_rate, formats, read_days, read_segments
from smmkit.exports.sheet import Sheet
from smmkit.tables import DAILY, POSTS

__all__ = ["KINDS"]

# Stems of the words for a format and for advertising, in the six languages.
_FORMATS = {
    "video": "video|видео",
    "carousel": "document|dokument|carous|multi|документ|karuss|carrus",
    "photo": "image|photo|bild|imag|foto|изображ|фото",
    "link": "article|artikel|articulo|artigo|link|newsletter|стат",
    "text": "text|текст",
}
_SPONSORED = "spons|patrocin|gespons|anzeige|реклам|спонс"
_STATED = ("impressions", "engagements")
_PARTS = ("clicks", "likes", "comments", "shares")
_UNITS = {"followers": "accounts", "visitors": "views"}


def _read(sheet: Sheet, day_first: bool | None) -> dict[str, pd.DataFrame]:
    parts: dict[str, list[pd.DataFrame]] = {}
    for one in (sheet, *sheet.others):
        for name, table in _read_one(one, day_first).items():
            parts.setdefault(name, []).append(table)
    done = {name: pd.concat(tables, ignore_index=True) for name, tables in parts.items()}
    if len(parts.get("DAILY", ())) > 1:
        # One worksheet has a day's impressions, another the followers won on it.
        days = done["DAILY"][done["DAILY"]["date"].notna()]
        done["DAILY"] = DAILY.conform(days.groupby("date", as_index=False).first())
    return done


def _read_one(sheet: Sheet, day_first: bool | None) -> dict[str, pd.DataFrame]:
    dimension = next((name for name in DIMENSIONS if name in sheet), None)
    if len(sheet.columns("permalink")) > 1:
        return {"POSTS": _read_top_posts(sheet, day_first)}
    if "permalink" in sheet:
        return {"POSTS": _read_posts(sheet, day_first)}
    if "date" in sheet:
        return {"DAILY": _read_days(sheet, day_first)}
    if dimension and ("followers" in sheet or "visitors" in sheet):
        segment = sheet.text(dimension)
        return {"AUDIENCE": read_segments(sheet, "linkedin", dimension, segment, _UNITS)}
    if "demographic" in sheet:
        table = read_segments(
            sheet,
            "linkedin",
            sheet.text("demographic").str.casefold(),
            sheet.text("segment"),
            {"share": "fraction"},
        )
        return {"AUDIENCE": table}
    sheet.report.add(
        "column", f'the worksheet "{sheet.title}" is not read, but kept in RAW', level="attention"
    )
    return {}


def _read_days(sheet: Sheet, day_first: bool | None) -> pd.DataFrame:
    known = {name: sheet.count(name) for name in (*_PARTS, "engagements") if name in sheet}
    # Beside a day "Total followers" are those won on it; how many there are is not stated.
    known["followers"] = sheet.nothing("Int64")
    if "impressions" not in sheet and "profile_visits" in sheet:
        # The people who visited the page are not those whom its posts reached.
        known["reach"] = sheet.nothing("Int64")
    if {*_PARTS} <= known.keys():
        added = known["clicks"] + known["likes"] + known["comments"] + known["shares"]
        stated = known.setdefault("engagements", added)
        words = "engagements differ from clicks + reactions + comments + reposts"
        sheet.warn("numbers", words, stated != added)
        check_rate(sheet, stated, sheet.count("impressions"))
    return read_days(sheet, "linkedin", day_first, **known)


def _read_posts(sheet: Sheet, day_first: bool | None) -> pd.DataFrame:
    link = sheet.text("permalink")
    kind = sheet.text("paid").map(header_key, na_action="ignore").astype("string")
    table = pd.DataFrame(
        {
            "post_id": link.str.extract(r"(?:activity|share|ugcPost)[:-]([0-9]{15,20})")[0],
            "platform": "linkedin",
            "published": sheet.when("published", day_first),
            "format": formats(sheet, "format", _FORMATS),
            "text": sheet.text("text"),
            "paid": kind.str.contains(_SPONSORED, regex=True),
            "permalink": link,
        },
        index=sheet.cells.index,
    )
    for name in ("impressions", "reach", "video_views", "follows", "engagements", *_PARTS):
        table[name] = sheet.count(name)
    added = table["clicks"] + table["likes"] + table["comments"] + table["shares"]
    table["engagements"] = table["engagements"].fillna(added)
    check_rate(sheet, table["engagements"] + table["follows"].fillna(0), table["impressions"])
    return POSTS.conform(sheet.finish(table))


def _read_top_posts(sheet: Sheet, day_first: bool | None) -> pd.DataFrame:
    """Read two lists that stand side by side: the best by engagements, and by impressions."""
    names = list(sheet.cells.columns)
    starts = [names.index(name) for name in sheet.columns("permalink")]
    lists = []
    for place, start in enumerate(starts):
        side = copy.copy(sheet)
        here = range(start, [*starts, len(names)][place + 1])
        # What stands in the other list is of another post.
        others = []
        for field in ("permalink", "published", *_STATED):
            inside = [name for name in sheet.columns(field) if names.index(name) in here]
            if inside:
                side.claim(field, inside[0])
            else:
                others.append(field)
        posts = _read_posts(side, day_first).assign(**dict.fromkeys(others, pd.NA))
        lists.append(posts[posts["permalink"].notna()])
    words = "two lists side by side, put together by the posts' addresses"
    sheet.report.add("column", words, level="repaired")
    left, *rest = (one.drop_duplicates("permalink").set_index("permalink") for one in lists)
    order = left.index
    for right in rest:
        order, left = order.append(right.index).unique(), left.combine_first(right)
    return POSTS.conform(left.loc[order].reset_index())


# A workbook holds several of these as worksheets, so they share fields and reader.
KINDS = tuple(
    Kind(f"linkedin.{name}", title, FIELDS, telling, _read, most_columns=most)
    for name, title, telling, most in (
        (
            "posts",
            "Posts of a page or a person (LinkedIn, Content or Updates)",
            (("permalink",), ("published",), ("impressions", "engagements")),
            None,
        ),
        (
            "daily",
            "Days of a page's content (LinkedIn, Metrics)",
            (("date",), ("impressions",), ("clicks",), ("likes",), ("rate", "impressions_organic")),
            None,
        ),
        (
            "followers",
            "Followers of a page, won by day (LinkedIn)",
            (("date",), ("new_followers",), ("organic", "sponsored")),
            None,
        ),
        (
            "visitors",
            "Visitors of a page by day (LinkedIn)",
            (("date",), ("profile_visits",), ("reach",)),
            None,
        ),
        (
            "audience",
            "Followers or visitors of a page by place, job or company (LinkedIn)",
            (tuple(DIMENSIONS), ("followers", "visitors")),
            2,
        ),
    )
)
