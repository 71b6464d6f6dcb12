"""Facebook Insights before Business Suite (until 2023): posts, videos and days of a page.

The files are CSV, .xlsx, or XML that calls itself .xls; columns bear words or Meta's keys
("post_impressions:lifetime"); below the header stands a row that describes each column.

What the columns mean

* `likes`, `comments` and `shares` are "Post Stories by action type"; where Meta leaves one
  blank in a row that it has counted, nobody did it: 0. `engagements` is their sum.
* `video_views` is organic + paid views of 3 seconds, counted in all, not by person.
* `account` is the page's number, the first half of the post's; no name is in the file.
* A page's `followers` are "Lifetime Total Likes": this is from before one followed pages.
* Meta states a video's length in milliseconds.
"""

from __future__ import annotations

import pandas as pd

from smmkit.exports.kinds import Kind
from smmkit.exports.meta_posts import read_format
from smmkit.exports.shapes import unescape
from smmkit.exports.sheet import Sheet
from smmkit.exports.strays import DESCRIBED
from smmkit.tables import DAILY, POSTS

__all__ = ["KINDS"]

_POST = {
    "post_id": {
        "en": "Post ID|Video ID|Video Post ID",
        "pt": "ID da publicação|Identificação da publicação",
        "fr": "ID de publication|ID de la publication",
        "de": "Beitrags-ID",
        "es": "Identificador de la publicación|ID de la publicación",
        "ru": "ID публикации",
    },
    "permalink": {
        "en": "Permalink",
        "pt": "Link permanente",
        "fr": "Lien permanent|Permalien",
        "es": "Enlace permanente",
        "ru": "Постоянная ссылка",
    },
    "text": {
        "en": "Post Message|Video Message|Message|Video Title|Title",
        "pt": "Mensagem da publicação",
        "fr": "Message de la publication|Message publié",
        "de": "Beitragsnachricht|Nachricht des Beitrags",
        "es": "Mensaje de la publicación",
        "ru": "Текст публикации|Сообщение публикации",
    },
    "format": {"en": "Type", "pt": "Tipo", "de": "Typ", "es": "Tipo", "ru": "Тип"},
    "published": {
        "en": "Posted|Upload Date|Published|Created",
        "pt": "Publicado|Publicada",
        "fr": "Publié|Publiée",
        "de": "Veröffentlicht|Gepostet",
        "es": "Publicado|Publicada",
        "ru": "Опубликовано",
    },
}

_POSTS = {
    **_POST,
    "reach": {
        "en": "Lifetime Post Total Reach|post_impressions_unique:lifetime",
        "pt": "Alcance total da publicação desde o início|Alcance total vitalício da publicação",
        "fr": "Portée totale de la publication depuis sa création|Couverture totale à vie",
        "de": "Gesamtreichweite des Beitrags seit Beginn|Lifetime-Gesamtreichweite des Beitrags",
        "es": "Alcance total de la publicación desde el inicio|Alcance total de por vida",
        "ru": "Общий охват публикации за все время",
    },
    "impressions": {
        "en": "Lifetime Post Total Impressions|post_impressions:lifetime",
        "pt": "Total de impressões da publicação desde o início",
        "fr": "Total des impressions de la publication depuis sa création",
        "de": "Gesamte Impressionen des Beitrags seit Beginn",
        "es": "Impresiones totales de la publicación desde el inicio",
        "ru": "Общее количество показов публикации за все время",
    },
    "paid_reach": {"en": "Lifetime Post Paid Reach|post_impressions_paid_unique:lifetime"},
    "likes": {
        "en": "Lifetime Post Stories by action type - like"
        "|Lifetime: Post Stories by action type - like|like"
    },
    "comments": {"en": "Lifetime Post Stories by action type - comment|comment"},
    "shares": {"en": "Lifetime Post Stories by action type - share|share"},
    "clicks": {"en": "Lifetime Post Consumptions by type - link clicks|link clicks"},
}

_VIDEO = {
    "organic_views": {"en": "Lifetime Organic Video Views|post_video_views_organic:lifetime"},
    "paid_views": {"en": "Lifetime Paid Video Views|post_video_views_paid:lifetime"},
    "video_views": {
        "en": "Lifetime Total Video Views|Lifetime Video Views|post_video_views:lifetime"
    },
    "length": {"en": "Lifetime Video length|post_video_length:lifetime"},
}

# Of the sheets of a workbook, those with the numbers of all actions, not of people.
_SHEETS = {
    "lifetime post stories by act": ("likes", "comments", "shares"),
    "lifetime post consumptions b": ("clicks",),
}


# What a row of units says below the one that describes the columns.
_UNITS = ["", "Lifetime", "Daily", "Weekly", "28 Days", "28 days"]


def _set_descriptions_apart(sheet: Sheet, field: str) -> pd.DataFrame:
    """Take the rows that describe the columns away, and return them."""
    described = sheet.cells[sheet.columns(field)[0]].str.strip() == ""
    number = sheet.cells.apply(lambda cells: cells.str.contains(r"^[A-Z][^0-9]{15}")).any(axis=1)
    units = sheet.cells.iloc[:3].isin(_UNITS).all(axis=1).reindex(described.index, fill_value=False)
    descriptions = sheet.split(described & (number | units) & (described.cumsum() <= 2))
    if len(descriptions.cells):
        sheet.report.add("rows", DESCRIBED, level="repaired")
    return descriptions.cells


def _all_not_people(sheet: Sheet, field: str, descriptions: pd.DataFrame) -> pd.Series:
    """Count a column that stands twice, as all views and as people, by its description."""
    names = sheet.columns(field)
    for name in names if len(descriptions) else ():
        if "total count" in descriptions[name].iloc[0].casefold():
            if len(names) > 1:
                words = f'"{name}" is the one described as "Total Count"'
                sheet.report.add("column", words, level="repaired")
            return sheet.count(field, column=name)
    return sheet.count(field)


def _from_sheets(sheet: Sheet, table: pd.DataFrame) -> set[str]:
    """Fill what stands in further worksheets, by the post's number; return its names."""
    filled: set[str] = set()
    for other in sheet.others:
        fields = next(
            (f for start, f in _SHEETS.items() if other.title.casefold().startswith(start)), ()
        )
        if not fields or "post_id" not in other:
            continue
        keys = other.number_of_posts("post_id")
        found = [name for name in fields if name in other]
        for name in found:
            by_post = other.count(name).set_axis(keys)
            by_post = by_post[by_post.index.notna()].groupby(level=0).last()
            table[name] = table["post_id"].map(by_post).astype("Int64")
        words = f'{", ".join(found)} from the worksheet "{other.title}"'
        sheet.report.add("sections", words)
        filled.update(found)
    return filled


def _read_posts(sheet: Sheet, day_first: bool | None) -> dict[str, pd.DataFrame]:
    descriptions = _set_descriptions_apart(sheet, "post_id")
    table = _common(sheet, day_first)
    for name in ("reach", "impressions", "likes", "comments", "shares", "clicks"):
        table[name] = sheet.count(name)
    filled = _from_sheets(sheet, table)
    counted = table["reach"].notna()
    for name in ("likes", "comments", "shares", "clicks"):
        if name in sheet or name in filled:
            table[name] = table[name].mask(table[name].isna() & counted, 0)
    table["engagements"] = table[["likes", "comments", "shares"]].sum(axis=1, skipna=False)
    views = [_all_not_people(sheet, f, descriptions) for f in ("organic_views", "paid_views")]
    table["video_views"] = (
        views[0] + views[1] if "organic_views" in sheet else sheet.nothing("Int64")
    )
    table["duration_s"] = _seconds(sheet)
    if "paid_reach" in sheet:
        table["paid"] = sheet.count("paid_reach") > 0
    return {"POSTS": POSTS.conform(sheet.finish(table))}


def _read_videos(sheet: Sheet, day_first: bool | None) -> dict[str, pd.DataFrame]:
    descriptions = _set_descriptions_apart(sheet, "post_id")
    table = _common(sheet, day_first)
    table["format"] = table["format"].fillna("video")
    table["video_views"] = _all_not_people(sheet, "video_views", descriptions)
    table["duration_s"] = _seconds(sheet)
    return {"POSTS": POSTS.conform(sheet.finish(table))}


def _common(sheet: Sheet, day_first: bool | None) -> pd.DataFrame:
    number = sheet.number_of_posts("post_id")
    return pd.DataFrame(
        {
            "post_id": number,
            "platform": "facebook",
            "account": number.str.extract(r"^([0-9]+)_", expand=False),
            "published": sheet.when("published", day_first),
            "format": read_format(sheet),
            "text": unescape(sheet, "text"),
            "permalink": sheet.text("permalink"),
        },
        index=sheet.cells.index,
    )


def _seconds(sheet: Sheet) -> pd.Series:
    length = sheet.count("length").astype("Float64") / 1000
    return length.mask(length == 0)


def _read_page(sheet: Sheet, day_first: bool | None) -> dict[str, pd.DataFrame]:
    _set_descriptions_apart(sheet, "date")
    table = pd.DataFrame(
        {"date": sheet.when("date", day_first, daily=True), "platform": "facebook"},
        index=sheet.cells.index,
    )
    for name in _PAGE:
        if name in DAILY.columns and name != "date":
            table[name] = sheet.count(name)
    return {"DAILY": DAILY.conform(sheet.finish(table, "DAILY"))}


_PAGE = {
    "date": {"en": "Date", "pt": "Data", "de": "Datum", "es": "Fecha", "ru": "Дата"},
    "followers": {
        "en": "Lifetime Total Likes|Lifetime Total Page Likes|page_fans:lifetime",
        "pt": "Total de curtidas desde o início",
        "fr": "Total de mentions J’aime depuis la création|Total J’aime depuis la création",
        "de": "„Gefällt mir“-Angaben insgesamt|Lifetime „Gefällt mir“-Angaben gesamt",
        "es": "Total de Me gusta desde el inicio|Me gusta totales desde el inicio",
        "ru": "Всего отметок «Нравится» за все время",
    },
    "new_followers": {
        "en": "Daily New Likes|page_fan_adds:day|page_fan_adds_unique:day",
        "pt": "Novas curtidas por dia|Novas curtidas diárias",
        "fr": "Nouvelles mentions J’aime par jour|Nouveaux J’aime quotidiens",
        "de": "Täglich neue „Gefällt mir“-Angaben|Tägliche neue „Gefällt mir“-Angaben",
        "es": "Nuevos Me gusta diarios|Me gusta nuevos por día",
        "ru": "Новые отметки «Нравится» за день",
    },
    "lost_followers": {"en": "Daily Unlikes|page_fan_removes:day|page_fan_removes_unique:day"},
    "reach": {
        "en": "Daily Total Reach|page_impressions_unique:day",
        "pt": "Alcance total diário",
        "fr": "Portée totale quotidienne",
        "de": "Tägliche Gesamtreichweite",
        "es": "Alcance total diario",
        "ru": "Общий охват за день",
    },
    "impressions": {
        "en": "Daily Total Impressions|page_impressions:day",
        "pt": "Total de impressões diárias|Impressões totais diárias",
        "fr": "Total des impressions quotidiennes",
        "de": "Tägliche Impressionen insgesamt",
        "es": "Impresiones totales diarias|Total de impresiones diarias",
        "ru": "Всего показов за день",
    },
    "profile_visits": {"en": "Daily Page Views|Daily Total Page Views|page_views_total:day"},
    "engaged": {"en": "Daily Page Engaged Users|page_engaged_users:day"},
}

KINDS = (
    Kind(
        "meta.legacy.posts",
        "Posts of a page (Facebook Insights, until 2023)",
        {**_POSTS, **_VIDEO},
        (("post_id",), ("published",), ("reach", "impressions")),
        _read_posts,
        described=True,
    ),
    Kind(
        "meta.legacy.videos",
        "Videos of a page (Facebook Insights, until 2023)",
        {**_POST, **_VIDEO},
        (("post_id",), ("published",), ("video_views",)),
        _read_videos,
        described=True,
    ),
    Kind(
        "meta.legacy.page",
        "Days of a page (Facebook Insights, until 2023)",
        _PAGE,
        (("date",), ("followers", "new_followers", "engaged"), ("reach", "impressions", "engaged")),
        _read_page,
        described=True,
    ),
)
