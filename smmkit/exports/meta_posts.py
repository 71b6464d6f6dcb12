"""Meta Business Suite: the posts of a Facebook page or an Instagram account.

What the columns mean

* Facebook `engagements` is Meta's "Reactions, Comments and Shares"; clicks are not in it.
* Instagram `engagements` is likes + comments + saves + shares, the parts Meta adds up
  as interactions; it is missing where one of them is.
* `impressions` is "Impressions" in files up to 2024 and "Views" since 2025.
* Times bear no zone. Meta writes month first, whatever the language.
"""

from __future__ import annotations

from operator import methodcaller

import numpy as np
import pandas as pd

from smmkit.exports.kinds import Kind, header_key
from smmkit.exports.meta_headers import FACEBOOK, INSTAGRAM, LIFETIME
from smmkit.exports.sheet import Sheet
from smmkit.tables import POSTS

__all__ = ["KINDS", "finish_posts", "read_common", "read_format"]

_LIFETIME = frozenset(header_key(word) for words in LIFETIME.values() for word in words.split("|"))

# Stems of the words for a format; where two fit ("Reel-Video"), the first wins.
_FORMATS = (
    ("story", ("stor", "histori", "истори")),
    (
        "carousel",
        ("carous", "carrous", "carros", "carrus", "karuss", "secuencia", "album", "карус", "multi"),
    ),
    ("reel", ("reel", "рилс")),
    ("live", ("live", "direct", "ao vivo", "en vivo", "прям")),
    ("video", ("video", "видео")),
    ("photo", ("photo", "foto", "imag", "bild", "imagem", "фото", "изображен")),
    ("link", ("link", "lien", "enlace", "ссылк")),
    ("text", ("text", "status", "estado", "statut", "текст", "статус")),
)

# What may be added up, and compared with a row of totals.
_ADD = (
    "impressions",
    "likes",
    "comments",
    "shares",
    "saves",
    "engagements",
    "clicks",
    "video_views",
    "follows",
)


def _read_facebook(sheet: Sheet, day_first: bool | None) -> dict[str, pd.DataFrame]:
    sheet.split_end_totals("post_id")
    reach = _reach(sheet)
    table = read_common(sheet, "facebook", reach, day_first)
    table["impressions"], table["video_views"] = _views(sheet, reach)
    table["clicks"] = sheet.count("clicks")
    parts = table["likes"] + table["comments"] + table["shares"]
    if "engagements" in sheet:
        table["engagements"] = sheet.count("engagements")
        sheet.warn(
            "numbers",
            "engagements differ from reactions + comments + shares",
            table["engagements"] != parts,
        )
    else:
        table["engagements"] = parts
    if "boosted_reach" in sheet:
        table["paid"] = sheet.count("boosted_reach") > 0
    return finish_posts(sheet, table)


def _read_instagram(sheet: Sheet, day_first: bool | None) -> dict[str, pd.DataFrame]:
    if "impressions" not in sheet and "views" in sheet:
        sheet.claim("impressions", sheet.columns("views")[0])
    sheet.split_end_totals("post_id")
    table = read_common(sheet, "instagram", sheet.count("reach"), day_first)
    table["impressions"] = sheet.count("impressions")
    table["video_views"] = sheet.count("video_views")
    table["saves"] = sheet.count("saves")
    table["follows"] = sheet.count("follows")
    table["engagements"] = table[["likes", "comments", "saves", "shares"]].sum(axis=1, skipna=False)
    return finish_posts(sheet, table)


def read_common(
    sheet: Sheet, platform: str, reach: pd.Series, day_first: bool | None
) -> pd.DataFrame:
    """Read the columns that posts of both networks, and stories, have."""
    remark = sheet.text("comment_on_data")
    # Where Meta could not compute a row it names the post in a remark, and nowhere else.
    stated = remark.dropna()
    remarked = stated.str.extract(r"content with ID ([0-9]+)", expand=False).reindex(remark.index)
    sheet.warn("rows", f"Meta remarks: {_first(remark)!r}", remark.notna())
    permalink = sheet.text("permalink")
    schemes = ("http://", "https://")
    links = permalink.to_numpy(dtype=object, na_value=schemes[0])
    no_link = ~np.fromiter(map(methodcaller("startswith", schemes), links), bool, len(links))
    sheet.warn("column", "the permalink is no address and became missing", no_link)
    text, title = sheet.text("text"), sheet.text("title")
    if text.isna().all() and title.notna().any():
        sheet.report.add("column", "every description is empty: the title is the text")
    return pd.DataFrame(
        {
            "post_id": sheet.number_of_posts("post_id", known=remarked),
            "platform": platform,
            "account": _account(sheet, reach),
            "published": sheet.when("published", day_first),
            "format": read_format(sheet),
            "text": text.fillna(title) if title.notna().any() else text,
            "reach": reach,
            "likes": sheet.count("likes"),
            "comments": sheet.count("comments"),
            "shares": sheet.count("shares"),
            "duration_s": sheet.decimal("duration"),
            "permalink": permalink.mask(no_link) if no_link.any() else permalink,
        },
        index=sheet.cells.index,
    )


def finish_posts(sheet: Sheet, table: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Check what the columns say about each other, and return POSTS."""
    sheet.warn(
        "numbers",
        "fewer displays than accounts reached (Meta counts boosted reach, organic views)",
        table["impressions"] < table["reach"],
    )
    period = sheet.text("period")
    lifetime = [words for words in period.dropna().unique() if header_key(words) in _LIFETIME]
    daily = period.notna() & ~period.isin(lifetime)
    by_day = daily.copy()
    by_day[daily] = period[daily].str.contains(r"[0-9]{4}", regex=True)
    sheet.warn("dates", "the numbers are of one day, not of the post's lifetime", by_day)
    sheet.warn("dates", f"unknown period {_first(period[daily])!r}", daily & ~by_day)
    posts = sheet.finish(table, once=not by_day.any(), add=_ADD)
    return {"POSTS": POSTS.conform(posts)}


def _first(texts: pd.Series) -> str:
    texts = texts.dropna()
    return "" if texts.empty else str(texts.iloc[0])[:80]


def _account(sheet: Sheet, reach: pd.Series) -> pd.Series:
    account = sheet.text("account")
    for other in ("account_name", "account_id"):
        named = sheet.text(other)
        account = account.fillna(named) if account.hasnans else account
    own = account.mode()
    if len(own):
        foreign = account.notna() & (account != own[0])
        words = (
            f"posts of other accounts than {own[0]} (collaborations, or an export of several)"
            "; those without reach: "
        )
        sheet.warn("rows", f"{words}{int((foreign & reach.isna()).sum()):,}", foreign)
    return account


def _reach(sheet: Sheet) -> pd.Series:
    reach, key = sheet.count("reach"), sheet.count("reach_key")
    filled = reach.isna() & key.notna()
    if filled.any():
        sheet.report.add(
            "column",
            f"reach of {filled.sum():,} rows taken from Meta's raw key "
            f'"{sheet.columns("reach_key")[0]}" (accounts that saw it)',
            level="repaired",
        )
    return reach.fillna(key)


def _views(sheet: Sheet, reach: pd.Series) -> tuple[pd.Series, pd.Series]:
    """
    Return displays and video views.

    Files of 2025 have two columns called Views: how often the post was shown, and how
    often its video was played. A post is shown at least once to each account it
    reached, so the one that is at least the reach in more rows is the former.
    """
    names = sheet.columns("views")
    if "impressions" in sheet or len(names) < 2:
        shown_field = "impressions" if "impressions" in sheet else "views"
        return sheet.count(shown_field), sheet.count("video_views")
    both = [sheet.count("views", column=name) for name in names[:2]]
    reached = (reach > 0).fillna(False)
    fits = [int((views >= reach)[reached].fillna(False).sum()) for views in both]
    shown = 1 if fits[1] > fits[0] else 0
    of = int(reached.sum())
    words = (
        f'"{names[shown]}" is at least the reach in {fits[shown]:,} of {of:,} rows, '
        f'"{names[1 - shown]}" in {fits[1 - shown]:,}: '
    )
    if of and not fits[shown]:
        sheet.report.add(
            "column",
            words + "neither can be how often the posts were shown; impressions are missing, "
            "both columns are in RAW",
            level="attention",
        )
        return sheet.nothing("Int64"), sheet.count("video_views")
    same = bool((both[0] == both[1]).fillna(True).all())
    if same:
        words += "they are equal; taken as impressions"
    elif fits[0] == fits[1]:
        words += "that does not tell; the first is taken as impressions, the second as video views"
    else:
        words += "the former is taken as impressions, the latter as video views"
    undecided = fits[0] == fits[1] and not same
    sheet.report.add("column", words, level="attention" if undecided else "repaired")
    return both[shown], sheet.count("video_views") if same else both[1 - shown]


def read_format(sheet: Sheet) -> pd.Series:
    """Read the kind of post, in any of Meta's words for it."""
    kinds = sheet.text("format")
    known = {}
    for kind in kinds.dropna().unique():
        words = header_key(kind)
        fits = (name for name, stems in _FORMATS if any(stem in words for stem in stems))
        known[kind] = next(fits, "other")
    formats = kinds.map(known).astype("string")
    strange = sorted(kind for kind, name in known.items() if name == "other")
    sheet.warn(
        "column", f"post types not known, read as other: {', '.join(strange)}", formats == "other"
    )
    return formats


KINDS = (
    Kind(
        "meta.facebook.posts",
        "Posts of a Facebook page (Meta Business Suite)",
        FACEBOOK,
        (
            ("post_id",),
            ("account", "account_id"),
            ("published",),
            ("engagements", "likes"),
            ("reach", "reach_key", "impressions", "views"),
        ),
        _read_facebook,
    ),
    Kind(
        "meta.instagram.posts",
        "Posts of an Instagram account (Meta Business Suite)",
        INSTAGRAM,
        (
            ("post_id",),
            ("account", "account_id", "account_name"),
            ("published",),
            ("likes",),
            ("reach", "impressions", "views"),
        ),
        _read_instagram,
    ),
)
