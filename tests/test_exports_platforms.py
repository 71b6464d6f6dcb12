"""Exports of X, LinkedIn, TikTok, YouTube, VK, Telegram, Google Ads and Analytics.

The files are written here, in the shape of the platforms'; no row is one of a real file.
"""

from __future__ import annotations

import csv
import io
import json
import struct
from pathlib import Path

import pandas as pd
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smmkit import exports
from smmkit.errors import UnknownExportError
from smmkit.exports.biff import largest_sheet
from smmkit.tables import ADS, AUDIENCE, DAILY, POSTS

SHARED = Path(__file__).parents[2] / "shared"
REAL = SHARED / "real-exports"


def text(rows, delimiter=","):
    """Write rows as CSV."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue()


@pytest.fixture
def read(tmp_path):
    """Read rows (or text) as a file."""

    def read(rows, name="export.csv", *, encoding="utf-8-sig", **options):
        file = tmp_path / name
        body = rows if isinstance(rows, str) else text(rows)
        file.write_bytes(body.encode(encoding))
        return exports.read(file, **options)

    return read


def workbook(path, sheets):
    options = {"strings_to_formulas": False, "default_date_format": "yyyy-mm-dd hh:mm"}
    with xlsxwriter.Workbook(path, options) as book:
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def said(export, level=None):
    return "\n".join(f.what for f in export.report if level in (None, f.level))


def conforms(export):
    for table in (POSTS, DAILY, ADS, AUDIENCE):
        if table.name in export.tables:
            frame = export.tables[table.name]
            assert list(frame.columns) == list(table.columns)
            assert [str(t) for t in frame.dtypes] == [c.dtype for c in table.columns.values()]


# X -------------------------------------------------------------------------------------

X_OVERVIEW = (
    "Date,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Unfollows,Replies,Reposts,"
    "Profile visits,Create Post,Video views,Media views\n"
    '"Thu, Apr 23, 2026",2000,30,90,4,1,5,2,6,7,11,3,40,50\n'
    '"Wed, Apr 22, 2026",1000,15,45,2,0,4,1,3,2,6,1,20,25\n'
)


def test_x_overview_tells_reposts_from_shared_links(read):
    export = read(X_OVERVIEW)
    day = export.tables["DAILY"].iloc[0]
    conforms(export)
    assert export.kind == "x.daily"
    assert day["date"] == pd.Timestamp("2026-04-23")
    assert (day["shares"], day["new_followers"], day["lost_followers"]) == (7, 5, 2)
    assert (day["posts"], day["profile_visits"], day["video_views"]) == (3, 11, 40)
    assert "Shares" in next(f.where for f in export.report if "kept in RAW" in f.what)


def test_x_daily_of_the_old_name(read):
    rows = [
        ["Date", "Tweets published", "impressions", "engagements", "engagement rate", "retweets"],
        ["2021-02-01", "2", "4000", "60", "0.015", "1"],
        ["2021-02-02", "8", "1000", "60", "0.9", "-"],
    ]
    export = read(rows)
    assert export.kind == "x.daily"
    assert export.tables["DAILY"]["posts"].tolist() == [2, 8]
    assert export.tables["DAILY"]["shares"].isna().tolist() == [False, True]
    assert "1 row: the stated engagement rate is not" in said(export, "attention")


# LinkedIn ------------------------------------------------------------------------------

LINKEDIN_METRICS = {
    "en": "Date|Impressions (organic)|Impressions (sponsored)|Impressions (total)|Unique "
    "impressions (organic)|Clicks (total)|Reactions (total)|Comments (total)|Reposts (total)"
    "|Engagement rate (total)",
    "es": "Fecha|Impresiones (orgánicas)|Impresiones (patrocinadas)|Impresiones (totales)"
    "|Impresiones únicas (orgánicas)|Clics (Totales)|Reacciones (total)|Comentarios (totales)"
    "|Veces compartido (total)|Tasa de interacción (total)",
    "pt": "Data|Impressões (orgânicas)|Impressões (patrocinadas)|Impressões (total)|Impressões "
    "únicas (orgânicas)|Cliques (total)|Reações (total)|Comentários (total)"
    "|Compartilhamentos (total)|Taxa de engajamento (total)",
    "fr": "Date|Impressions (organiques)|Impressions (sponsorisées)|Impressions (total)"
    "|Impressions uniques (organiques)|Clics (total)|Réactions (total)|Commentaires (total)"
    "|Republications (total)|Taux d’engagement (total)",
    "de": "Datum|Impressions (organisch)|Impressions (gesponsert)|Impressions (gesamt)"
    "|Eindeutige Impressions (organisch)|Klicks (gesamt)|Reaktionen (gesamt)|Kommentare (gesamt)"
    "|Reposts (gesamt)|Engagement-Rate (gesamt)",
    "ru": "Дата|Показы (органические)|Показы (рекламные)|Показы (всего)"
    "|Уникальные показы (органические)|Клики (всего)|Реакции (всего)|Комментарии (всего)"
    "|Репосты (всего)|Коэффициент вовлеченности (всего)",
}
LINKEDIN_DAYS = [
    ["02/14/2025", 90, 10, 100, 60, 7, 2, 1, 0, 0.1],
    ["02/15/2025", 50, 0, 50, 40, 4, -1, 0, 2, 0.1],
]
LINKEDIN_POSTS = [
    ["Post title", "Post link", "Post type", "Created date", "Impressions", "Views", "Clicks",
     "Likes", "Comments", "Reposts", "Follows", "Engagement rate", "Content Type"],
    ["Our new oven", "https://www.linkedin.com/feed/update/urn:li:activity:7300000000000000001",
     "Organic", "02/14/2025", 100, "", 7, 2, 1, 0, "", 0.1, "Image"],
    ["Join us", "https://www.linkedin.com/feed/update/urn:li:share:7300000000000000002",
     "Sponsored", "02/15/2025", 50, 30, 4, 1, 0, 0, "", 0.1, "Video"],
]  # fmt: skip


@pytest.mark.parametrize("language", LINKEDIN_METRICS)
def test_linkedin_days_read_alike_in_every_language(read, language):
    export = read([LINKEDIN_METRICS[language].split("|"), *LINKEDIN_DAYS])
    days = export.tables["DAILY"]
    conforms(export)
    assert export.kind == "linkedin.daily"
    assert days["impressions"].tolist() == [100, 50]
    assert days["reach"].tolist() == [60, 40]
    assert days["likes"].tolist() == [2, -1]
    assert days["engagements"].tolist() == [10, 5]
    assert not export.report.at("attention")


@pytest.mark.parametrize("prose", [[], [["Content metrics of a page. Times are UTC."]]])
def test_linkedin_workbook_gives_days_and_posts(tmp_path, prose):
    days = [LINKEDIN_METRICS["en"].split("|"), *LINKEDIN_DAYS]
    file = workbook(
        tmp_path / "content.xlsx",
        {"Metrics": [*prose, *days], "All posts": [*prose, *LINKEDIN_POSTS]},
    )
    export = exports.read(file)
    conforms(export)
    assert export.tables["DAILY"]["date"].dt.day.tolist() == [14, 15]
    assert export.posts["post_id"].tolist() == ["7300000000000000001", "7300000000000000002"]
    assert export.posts["paid"].tolist() == [False, True]
    assert export.posts["format"].tolist() == ["photo", "video"]
    assert export.posts["engagements"].tolist() == [10, 5]
    assert len(export.tables["RAW"]) == 4


def test_linkedin_followers_by_day_and_place(tmp_path):
    file = workbook(
        tmp_path / "followers.xlsx",
        {
            "New followers": [
                ["Date", "Sponsored followers", "Organic followers", "Auto-invited followers",
                 "Total followers"],
                ["02/14/2025", 1, 4, 0, 5],
                ["02/15/2025", 0, 2, 0, 2],
            ],
            "Location": [["Location", "Total followers"], ["Greater Leeds", 40], ["York", 9]],
            "Company size": [["Company size", "Total followers"], ["1-10", 30]],
        },
    )  # fmt: skip
    export = exports.read(file)
    conforms(export)
    assert export.kind == "linkedin.followers"
    assert export.tables["DAILY"]["new_followers"].tolist() == [5, 2]
    audience = export.tables["AUDIENCE"]
    assert audience["dimension"].tolist() == ["location", "location", "company size"]
    assert audience["value"].tolist() == [40, 9, 30]


def test_linkedin_visitors_with_underscores(read):
    rows = [
        ["date", "overview_page_views_(total)", "total_page_views_(total)",
         "total_unique_visitors_(total)"],
        ["2022-01-01", "3", "9", "5"],
    ]  # fmt: skip
    export = read(rows)
    day = export.tables["DAILY"].iloc[0]
    assert export.kind == "linkedin.visitors"
    assert day["profile_visits"] == 9
    assert pd.isna(day["reach"])  # who visits the page is not who saw its posts
    assert "total_unique_visitors" in said(export, "recognised") + str(export.report)


def test_linkedin_lists_side_by_side_are_not_mixed_up(tmp_path):
    link = "https://www.linkedin.com/feed/update/urn:li:activity:730000000000000000{}".format
    head = ["Post URL", "Post publish date"]
    file = workbook(
        tmp_path / "AggregateAnalytics_someone.xlsx",
        {
            "ENGAGEMENT": [["Date", "Impressions", "Engagements"], ["1/13/2026", "120", "9"]],
            "FOLLOWERS": [
                ["Total followers on 1/13/2026:", "700"],
                ["Date", "New followers"],
                ["1/13/2026", "3"],
            ],
            "DEMOGRAPHICS": [
                ["Top Demographics", "Value", "Percentage"],
                ["Job titles", "Baker", "2%"],
                ["Locations", "Leith", "< 1%"],
            ],
            "TOP POSTS": [
                ["Maximum of 50 posts available to include in this list"],
                [],
                [*head, "Engagements", "", *head, "Impressions"],
                [link(1), "1/13/2026", "9", "", link(2), "1/14/2026", "900"],
                [link(2), "1/14/2026", "4", "", link(1), "1/13/2026", "120"],
            ],
        },
    )
    export = exports.read(file)
    conforms(export)
    posts = export.posts.set_index("permalink")
    assert posts["engagements"].to_dict() == {link(1): 9, link(2): 4}
    assert posts["impressions"].to_dict() == {link(1): 120, link(2): 900}
    assert export.tables["DAILY"][["impressions", "new_followers"]].values.tolist() == [[120, 3]]
    assert export.tables["AUDIENCE"]["value"].tolist() == [0.02]
    assert "no number (the first: '< 1%')" in said(export, "attention")


# TikTok --------------------------------------------------------------------------------


def tiktok_id(moment):
    return str(int(pd.Timestamp(moment).timestamp()) << 32 | 12345)


TIKTOK = {
    "en": "Time|Video title|Video link|Post time|Total likes|Total comments|Total shares"
    "|Total views",
    "es": "Hora|Título del vídeo|Enlace del vídeo|Hora de publicación|Total de Me gusta"
    "|Total de comentarios|Total de veces compartido|Total de visualizaciones",
    "pt": "Hora|Título do vídeo|Link do vídeo|Hora da publicação|Total de curtidas"
    "|Total de comentários|Total de compartilhamentos|Total de visualizações",
    "fr": "Heure|Titre de la vidéo|Lien de la vidéo|Heure de publication|Total de J’aime"
    "|Total de commentaires|Total de partages|Total de vues",
    "de": "Zeit|Videotitel|Video-Link|Veröffentlichungszeit|Likes insgesamt"
    "|Kommentare insgesamt|Geteilt insgesamt|Aufrufe insgesamt",
    "ru": "Время|Название видео|Ссылка на видео|Время публикации|Всего лайков"
    "|Всего комментариев|Всего репостов|Всего просмотров",
}
TIKTOK_DAYS = {
    "en": ["December 31", "1 January", "March 8"],
    "es": ["31 de diciembre", "1 de enero", "8 de marzo"],
    "pt": ["31 de dezembro", "1 de janeiro", "8 de março"],
    "fr": ["31 décembre", "1er janvier", "8 mars"],
    "de": ["31. Dezember", "1. Januar", "8. März"],
    "ru": ["31 декабря", "1 января", "8 марта"],
}


@pytest.mark.parametrize("language", TIKTOK)
def test_tiktok_videos_get_their_year_from_their_number(read, language):
    # Made in London late at night, so the second is of the day before or after.
    moments = ["2024-12-31 23:30", "2024-12-31 23:50", "2025-03-08 12:00"]
    link = "https://www.tiktok.com/@corner.bakery/video/{}".format
    rows = [TIKTOK[language].split("|")]
    for moment, day in zip(moments, TIKTOK_DAYS[language], strict=True):
        rows.append(["x", "Bread", link(tiktok_id(moment)), day, "1", "2", "3", "undefined"])
    export = read(rows)
    conforms(export)
    assert export.kind == "tiktok.content"
    assert export.posts["published"].dt.strftime("%Y-%m-%d").tolist() == [
        "2024-12-31",
        "2025-01-01",
        "2025-03-08",
    ]
    assert set(export.posts["account"]) == {"corner.bakery"}
    assert export.posts["engagements"].tolist() == [6, 6, 6]
    assert export.posts["video_views"].isna().all()


@pytest.mark.parametrize(
    ("header", "days"),
    [
        ("Date|Video Views|Profile Views|Likes|Comments|Shares", TIKTOK_DAYS["en"]),
        (
            "Fecha|Visualizaciones de vídeos|Visualizaciones del perfil|Me gusta|Comentarios"
            "|Veces compartido",
            TIKTOK_DAYS["es"],
        ),
    ],
)
def test_tiktok_days_across_new_year_as_the_file_name_says(read, header, days):
    rows = [header.split("|"), *([day, "9", "8", "7", "-2", "5"] for day in days)]
    export = read(rows, "Overview_2024-12-31_2025-03-08.csv")
    conforms(export)
    daily = export.tables["DAILY"]
    assert export.kind == "tiktok.daily"
    assert daily["date"].dt.strftime("%Y%m%d").tolist() == ["20241231", "20250101", "20250308"]
    assert daily["comments"].tolist() == [-2, -2, -2]
    assert not export.report.at("attention")


def test_tiktok_days_without_any_hint_are_flagged_and_can_be_said(read):
    rows = [["Date", "Followers", "Difference in followers from previous day"]]
    rows += [["February 27", "undefined", "0"], ["February 28", "50", "3"]]
    assert "year=" in said(read(rows), "attention")
    told = read(rows, year=2023)
    assert "year=" not in said(told)
    assert told.tables["DAILY"]["date"].dt.year.tolist() == [2023, 2023]
    assert told.tables["DAILY"]["followers"].isna().tolist() == [True, False]


def test_tiktok_hours_and_shares_go_into_audience(read):
    export = read(
        [["Date", "Hour", "Active followers"], ["March 8", "0", "12"], ["March 8", "1", "7"]],
        "FollowerActivity_2025-03-08.csv",
    )
    conforms(export)
    assert export.tables["AUDIENCE"]["segment"].tolist() == ["0", "1"]
    assert export.tables["AUDIENCE"]["date"].dt.year.tolist() == [2025, 2025]
    export = read([["Gender", "Distribution"], ["Female", "0.59"], ["Male", "0.41"]])
    assert export.kind == "tiktok.audience"
    assert export.tables["AUDIENCE"]["value"].tolist() == [0.59, 0.41]


# YouTube -------------------------------------------------------------------------------

YOUTUBE = {
    "en": "Content|Video title|Video publish time|Duration|Views|Watch time (hours)|Subscribers"
    "|Impressions|Impressions click-through rate (%)",
    "de": "Vi\u00addeo|Vi\u00addeo\u00adti\u00adtel|Ver\u00adöf\u00adfent\u00adli\u00adchungs"
    "\u00adzeit\u00adpunkt des Vi\u00adde\u00ados|Dau\u00ader|Auf\u00adru\u00adfe|Wie\u00adder"
    "\u00adga\u00adbe\u00adzeit (Stun\u00adden)|Abon\u00adnen\u00adten|Im\u00adpres\u00adsio"
    "\u00adnen|Klick\u00adra\u00adte der Im\u00adpres\u00adsio\u00adnen (%)",
    "fr": "Contenu|Titre de la vidéo|Heure de publication de la vidéo|Durée|Vues|Durée de "
    "visionnage (heures)|Abonnés|Impressions|Taux de clics par impression (%)",
    "es": "Contenido|Título del vídeo|Hora de publicación del vídeo|Duración|Visualizaciones"
    "|Tiempo de visualización (horas)|Suscriptores|Impresiones"
    "|Porcentaje de clics de las impresiones (%)",
    "pt": "Conteúdo|Título do vídeo|Horário de publicação do vídeo|Duração|Visualizações"
    "|Tempo de exibição (horas)|Inscritos|Impressões|Taxa de cliques de impressões (%)",
    "ru": "Контент|Название видео|Время публикации видео|Продолжительность|Просмотры"
    "|Время просмотра (часы)|Подписчики|Показы|CTR для значков (%)",
}
YOUTUBE_WORDS = {
    "en": ("Total", "Aug 19, 2024"),
    "de": ("Ge\u00adsamt", "19.08.2024"),
    "fr": ("Total", "19 août 2024"),
    "es": ("Total", "19 ago 2024"),
    "pt": ("Total", "19 de ago. de 2024"),
    "ru": ("Итоговое значение", "19 авг. 2024 г."),
}


def youtube(language, *, point="."):
    total, day = YOUTUBE_WORDS[language]
    hours = [h.replace(".", point) for h in ("131.351", "100.25", "30.1")]
    rates = [r.replace(".", point) for r in ("6.27", "7.1")]
    return [
        YOUTUBE[language].split("|"),
        [total, "", "", "", "1510", hours[0], "4", "9000", rates[0]],
        [
            "-a1B2c3D4e5",
            "Kneading, slowly",
            day,
            "0:04:34",
            "1000",
            hours[1],
            "7",
            "8000",
            rates[1],
        ],
        ["zYxWvUtSrQp", "Our oven", day, "59", "500", hours[2], "-2", "", ""],
    ]


@pytest.mark.parametrize("language", YOUTUBE)
@pytest.mark.parametrize("point", [".", ","])
def test_youtube_videos_and_their_total_in_every_language(read, language, point):
    export = read(youtube(language, point=point))
    posts, totals = export.posts, export.tables["TOTALS"].set_index("column")
    conforms(export)
    assert export.kind == "youtube.content"
    assert posts["post_id"].tolist() == ["-a1B2c3D4e5", "zYxWvUtSrQp"]
    assert posts["video_views"].tolist() == [1000, 500]
    assert posts["follows"].tolist() == [7, -2]
    assert posts["duration_s"].tolist() == [274, 59]
    assert posts["published"].dt.strftime("%Y%m%d").tolist() == ["20240819"] * 2
    assert totals["stated"].to_dict() == {
        "video_views": 1510,
        "watch_time": 131.351,
        "follows": 4,
        "impressions": 9000,
    }
    assert totals.loc["video_views", "difference"] == -10
    assert totals.loc["watch_time", "rows_add_up_to"] == pytest.approx(130.35)
    assert "states 1,510, the rows add up to 1,500" in said(export, "attention")


def test_youtube_says_that_only_the_best_are_listed(read):
    export = read([*youtube("en"), ["Showing top 500 results"]])
    assert len(export.posts) == 2
    assert "Showing top 500 results" in said(export, "attention")


def test_youtube_days_and_sources_and_chart(read):
    days = read([["Da\u00adtum", "Auf\u00adru\u00adfe"], ["2020-01-01", "7"], ["2020-01-02", "0"]])
    assert days.kind == "youtube.daily"
    assert days.tables["DAILY"]["video_views"].tolist() == [7, 0]
    sources = read(
        [
            ["Traffic source", "Views", "Watch time (hours)"],
            ["Total", "10", "1.5"],
            ["YouTube search", "6", "1.0"],
            ["External", "4", "0.5"],
        ]
    )
    conforms(sources)
    audience = sources.tables["AUDIENCE"]
    assert sources.kind == "youtube.audience"
    assert audience.loc[audience["metric"] == "video_views", "value"].tolist() == [6, 4]
    assert set(audience["dimension"]) == {"traffic source"}
    assert (sources.tables["TOTALS"]["difference"] == 0).all()
    chart = read(
        [
            ["Date", "Content", "Video title", "Video publish time", "Duration", "Views"],
            ["2025-01-01", "-a1B2c3D4e5", "Bread", "Aug 19, 2024", "274", "3"],
        ]
    )
    assert chart.kind == "youtube.chart"
    assert chart.tables["AUDIENCE"].iloc[0]["date"] == pd.Timestamp("2025-01-01")


# VK ------------------------------------------------------------------------------------


def test_vk_posts_reach_is_not_added(read):
    rows = [
        ["Дата", "Создатель записи", "Запись", "Ссылка", "Охват подписчиков", "Виральный охват",
         "Рекламный охват", "Полный охват", "Нравится", "Поделились", "Комментариев",
         "Подписались на страницу", "Переходы по ссылке"],
        ["2020-02-08 9:03", "Имя (https://vk.com/id1)", "Хлеб &#128512; и &#1280...",
         "https://vk.com/wall-99_54", 60, 50, 0, 100, 3, 1, 2, 1, 4],
        ["2020-02-09 14:20", "Имя", "Соль", "https://vk.com/wall-99_55", 60, 5, 5, 70, 3, 1, 2, 0,
         0],
    ]  # fmt: skip
    export = read(rows, encoding="cp1251")
    posts = export.posts
    conforms(export)
    assert export.kind == "vk.posts"
    assert posts["reach"].tolist() == [100, 70]
    assert posts["text"][0] == "Хлеб 😀 и ..."
    assert posts["account"].tolist() == ["club99", "club99"]
    assert posts["post_id"].tolist() == ["-99_54", "-99_55"]
    assert posts["paid"].tolist() == [False, True]
    assert posts["published"][0] == pd.Timestamp("2020-02-08 09:03")
    assert "in 1 of 2 rows followers', viral and ad reach" in said(export)


def test_vk_long_form_becomes_days_and_segments(read):
    rows = [["Дата", "Критерий", "Парам. №1", "Парам. №2", "Значение"]]
    rows += [["13.02.2020", "reach", "", "", "120"], ["13.02.2020", "views", "", "", "40"]]
    rows += [["13.02.2020", "feedback", "Нравится", "", "5"]]
    rows += [["13.02.2020", "gender_age", "Ж", "21-24", "9"]]
    export = read(rows)
    conforms(export)
    day = export.tables["DAILY"].iloc[0]
    assert export.kind == "vk.statistics"
    assert (day["reach"], day["profile_visits"], day["likes"]) == (120, 40, 5)
    assert day["date"] == pd.Timestamp("2020-02-13")
    assert export.tables["AUDIENCE"]["segment"].tolist() == ["all", "all", "Нравится", "Ж, 21-24"]


# Telegram ------------------------------------------------------------------------------


def telegram(*messages):
    return json.dumps({"name": "Bakery", "type": "public_channel", "id": 1, "messages": messages})


def message(number, body, **more):
    return {
        "id": number,
        "type": "message",
        "date": "2025-11-03T21:19:06",
        "date_unixtime": "1762201146",
        "from": "Bakery",
        "text": body,
        "text_entities": [],
        **more,
    }


def test_telegram_has_no_views_and_says_so(read):
    pieces = ["Fresh ", {"type": "bold", "text": "bread"}, "!"]
    service = {**message(1, ""), "type": "service", "action": "pin_message"}
    export = read(
        telegram(
            service,
            message(2, pieces, reactions=[{"emoji": "👍", "count": 3}, {"emoji": "❤", "count": 2}]),
            message(3, "[not JSON", photo="a.jpg"),
            message(4, "", media_type="video_file", file="v.mp4", duration_seconds=12),
        ),
        "result.json",
        encoding="utf-8",
    )
    posts = export.posts
    conforms(export)
    assert export.kind == "telegram.posts"
    assert posts["post_id"].tolist() == ["2", "3", "4"]
    assert posts["text"].tolist()[:2] == ["Fresh bread!", "[not JSON"]
    assert posts["likes"].tolist() == [5, 0, 0]
    assert posts["format"].tolist() == ["text", "photo", "video"]
    assert posts["duration_s"][2] == 12
    assert posts[["impressions", "video_views", "reach"]].isna().all(axis=None)
    assert "no views" in said(export, "attention")


# Google --------------------------------------------------------------------------------

GOOGLE = {
    "en": "Campaign status|Campaign|Currency code|Impr.|Interactions|Cost|Conversions",
    "pt": "Estado da campanha|Campanha|Código da moeda|Impressões|Interações|Custo|Conversões",
    "fr": "État de la campagne|Campagne|Code de devise|Impr.|Interactions|Coût|Conversions",
    "de": "Kampagnenstatus|Kampagne|Währungscode|Impr.|Interaktionen|Kosten|Conversions",
    "es": "Estado de la campaña|Campaña|Código de moneda|Impr.|Interacciones|Coste|Conversiones",
    "ru": "Статус кампании|Кампания|Код валюты|Показы|Взаимодействия|Расходы|Конверсии",
}
GOOGLE_ABOVE = {
    "en": ("Campaign report", "March 27, 2026 - April 23, 2026", "Total: Account"),
    "pt": ("Relatório da campanha", "27 de março de 2026 - 23 de abril de 2026", "Total: Conta"),
    "fr": ("Rapport sur les campagnes", "27 mars 2026 - 23 avril 2026", "Total : Compte"),
    "de": ("Kampagnenbericht", "27. März 2026 - 23. April 2026", "Summe: Konto"),
    "es": ("Informe de campaña", "27 de marzo de 2026 - 23 de abril de 2026", "Total: Cuenta"),
    "ru": ("Отчет по кампаниям", "27 марта 2026 г. - 23 апреля 2026 г.", "Итого: Аккаунт"),
}


@pytest.mark.parametrize("language", GOOGLE)
def test_google_ads_in_every_language(read, language):
    title, period, total = GOOGLE_ABOVE[language]
    numbers = [["18158", "2096", "2473.94", "83.50"], ["1234", " --", "620.10", "0.00"]]
    numbers.append(["19392", "2096", "3094.04", "83.50"])
    if language != "en":
        numbers = [
            ["18\u00a0158", "2\u00a0096", "2473,94", "83,50"],
            ["1\u00a0234", " --", "620,10", "0,00"],
            ["19\u00a0392", "2\u00a0096", "3\u00a0094,04", "83,50"],
        ]
    names = [["on", "Bread", "EUR"], ["on", "Total wellness", "EUR"], [total, "", "EUR"]]
    rows = [
        [title],
        [period],
        GOOGLE[language].split("|"),
        *(a + b for a, b in zip(names, numbers, strict=True)),
    ]
    export = read(rows)
    ads = export.tables["ADS"]
    conforms(export)
    assert export.kind == "google.ads"
    assert ads["campaign"].tolist() == ["Bread", "Total wellness"]
    assert ads["impressions"].tolist() == [18158, 1234]
    assert ads["spend"].tolist() == [2473.94, 620.10]
    assert ads["conversions"].tolist() == [84, 0]
    assert ads["engagements"].isna().tolist() == [False, True]
    assert ads["date"].isna().all()
    assert "2026-03-27 to 2026-04-23" in said(export)
    assert export.tables["TOTALS"]["difference"].abs().max() == pytest.approx(0, abs=1e-9)
    assert not export.report.at("attention")


def test_google_ads_of_one_day(read):
    rows = [["Ad report"], ["May 5, 2026 - May 5, 2026"], GOOGLE["en"].split("|")]
    rows += [["on", "Bread", "EUR", "10", "1", "0.5", "0"]]
    assert read(rows).tables["ADS"]["date"].tolist() == [pd.Timestamp("2026-05-05")]


GA4 = """# ----------------------------------------
# {title}
# ----------------------------------------
#
# All Users
# {start}: 20230708
# End date: 20240304
{weeks},{users}
0000,10
0002,12

# {start}: 20230708
# End date: 20240304
{source},{users},{rate}
google,9,0.5
"(direct)",7,0.25
"""


@pytest.mark.parametrize(
    ("start", "weeks", "users", "rate"),
    [
        ("Start date", "Nth week", "Active users", "Engagement rate"),
        ("Date de début", "Énième semaine", "Utilisateurs actifs", "Taux d'engagement"),
        ("Startdatum", "N-te Woche", "Aktive Nutzer", "Engagement-Rate"),
        ("Fecha de inicio", "Enésima semana", "Usuarios activos", "Tasa de interacción"),
        ("Data de início", "Enésima semana", "Usuários ativos", "Taxa de engajamento"),
        ("Дата начала", "N-я неделя", "Активные пользователи", "Показатель вовлеченности"),
    ],
)
def test_ga4_sections_and_counted_weeks(read, start, weeks, users, rate):
    body = GA4.format(
        title="Reports", start=start, weeks=weeks, users=users, rate=rate, source="Source"
    )
    export = read(body.replace("\n", "\r\n"))
    audience = export.tables["AUDIENCE"]
    conforms(export)
    assert export.kind == "ga4.report"
    assert audience["metric"].tolist()[:3] == ["active users"] * 3
    dated = audience[audience["date"].notna()]
    assert dated["date"].dt.strftime("%Y%m%d").tolist() == ["20230708", "20230722"]
    sources = audience[audience["dimension"] == "Source"]
    assert sources["segment"].tolist() == ["google", "google", "(direct)", "(direct)"]
    assert sources["value"].tolist() == [9, 0.5, 7, 0.25]
    assert set(sources["unit"]) == {"count", "fraction"}


# All -----------------------------------------------------------------------------------

SEEDS = [
    X_OVERVIEW,
    text([LINKEDIN_METRICS["en"].split("|"), *LINKEDIN_DAYS]),
    text(youtube("de")),
    text([TIKTOK["es"].split("|"), ["x", "b", "https://x", "8 de marzo", "1", "2", "3", "4"]]),
    telegram(message(2, ["a", {"text": "b"}], reactions=[{"count": 1}])),
    text([["Campaign report"], ["May 5, 2026 - May 5, 2026"], GOOGLE["en"].split("|")]),
    GA4.format(title="t", start="Start date", weeks="Date", users="Users", rate="x", source="y"),
]


@given(data=st.data())
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_damaged_file_is_read_or_refused_in_words(tmp_path, data):
    body = bytearray(data.draw(st.sampled_from(SEEDS)).encode("utf-8"))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, max(len(body) - 1, 0)))
        what = data.draw(st.sampled_from(["flip", "cut", "double", "insert"]))
        if what == "flip" and body:
            body[at] = data.draw(st.integers(0, 255))
        elif what == "cut":
            del body[at : at + data.draw(st.integers(1, 200))]
        elif what == "double":
            body[at:at] = body[at : at + 60]
        else:
            body[at:at] = data.draw(st.sampled_from([b'"', b"\n", b",", b";", b"-", b"99999999"]))
    file = tmp_path / "damaged.csv"
    file.write_bytes(bytes(body))
    try:
        export = exports.read(file)
    except UnknownExportError:
        return
    conforms(export)


real = pytest.mark.skipif(not REAL.is_dir(), reason="the real exports are not beside the clone")


def rows_of(name, encoding="utf-8-sig"):
    with open(REAL / name, encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


def golden(name):
    vectors = json.loads((SHARED / "domain" / "golden-vectors.json").read_text("utf-8"))
    return vectors[name]


@real
def test_real_linkedin_days_against_golden_figures():
    days = exports.read(REAL / "linkedin-metrics-1.csv").tables["DAILY"]
    want = golden("linkedin-metrics-1")
    assert len(days) == want["rows"]
    assert days["impressions"].sum() == want["impressions"]
    assert days["engagements"].sum() == want["engagements"]
    pooled = days["engagements"].sum() / days["impressions"].sum()
    assert pooled == pytest.approx(want["er_pooled"])


@real
def test_real_youtube_table_against_golden_figures():
    export = exports.read(REAL / "youtube-table-5.csv")
    want = golden("youtube-table-5")
    totals = export.tables["TOTALS"].set_index("column")
    assert len(export.posts) == want["rows"]
    assert export.posts["video_views"].sum() == want["sum_views"]
    assert totals.loc["video_views", "stated"] == want["total_views"]


@real
def test_real_vk_posts_against_golden_figures():
    export = exports.read(REAL / "vk-post-reach-2-ru.csv")
    want = golden("vk_post_reach_2")
    assert len(export.posts) == want["rows"]
    assert f"in {want['parts_gt_full']} of {want['rows']} rows followers'" in said(export)


@real
@pytest.mark.parametrize(
    ("name", "table", "columns"),
    [
        (
            "x-daily-1.csv",
            "DAILY",
            {"impressions": "impressions", "likes": "likes", "retweets": "shares"},
        ),
        (
            "tiktok-content-1.csv",
            "POSTS",
            {"Total views": "video_views", "Total likes": "likes", "Total shares": "shares"},
        ),
        ("tiktok-overview-2.csv", "DAILY", {"Video Views": "video_views", "Shares": "shares"}),
        (
            "linkedin-visitors-3.csv",
            "DAILY",
            {"total_page_views_(total)": "profile_visits"},
        ),
        (
            "vk-post-reach-2-ru.csv",
            "POSTS",
            {"Полный охват": "reach", "Нравится": "likes", "Переходы по ссылке": "clicks"},
        ),
        ("youtube-totals-1-de.csv", "DAILY", {"Auf\u00adru\u00adfe": "video_views"}),
    ],
)
def test_real_files_hold_what_a_plain_reader_finds(name, table, columns):
    read = exports.read(REAL / name).tables[table]
    plain = rows_of(name)
    assert len(read) == len(plain)
    for header, column in columns.items():
        assert read[column].tolist() == [int(row[header]) for row in plain]


# Old workbooks -------------------------------------------------------------------------


def compound(records, *, circle=False):
    """Write a compound file (.xls) whose one stream holds these records."""
    stream = b"".join(struct.pack("<HH", kind, len(body)) + body for kind, body in records)
    stream = stream.ljust(4096, b"\0")
    sectors = [stream[at : at + 512] for at in range(0, len(stream), 512)]
    last = len(sectors) + 1
    table = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, last + 1), 2 if circle else 0xFFFFFFFE]
    fat = b"".join(struct.pack("<I", n) for n in table).ljust(512, b"\xff")

    def entry(name, kind, start, size):
        text = name.encode("utf-16-le")
        head = text.ljust(64, b"\0") + struct.pack("<HBB", len(text) + 2, kind, 1)
        return (
            head
            + struct.pack("<3I", *[0xFFFFFFFF] * 3).ljust(48, b"\0")
            + struct.pack("<IQ", start, size)
        )

    folder = entry("Root Entry", 5, 0xFFFFFFFE, 0) + entry("Workbook", 2, 2, len(stream))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0")
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6).ljust(20, b"\0")
    head += struct.pack("<8I", 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<I", 0).ljust(436, b"\xff")
    return head + fat + folder.ljust(512, b"\0") + b"".join(sectors)


NUMBER = struct.pack("<HHHd", 0xFFFF, 0xFFFE, 0, 1.0)
ROWS = struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 255, 0)


def test_an_old_workbook_says_its_size_before_it_is_read():
    begin = (0x0809, struct.pack("<HH", 0x0600, 0x0010))
    cell = (0x0203, struct.pack("<HHHd", 9, 4, 0, 1.0))
    assert largest_sheet(compound([begin, cell])) == 50
    assert largest_sheet(b"\xd0\xcf\x11\xe0") == 0


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (compound([(0x0809, b"\0\6\x10\0"), (0x0203, NUMBER)]), "a worksheet of"),
        (compound([(0x0809, b"\0\6\x10\0"), (0x0200, ROWS)]), "a worksheet of"),
        (compound([(0x0809, b"\0\6\x10\0")], circle=True), "in a circle"),
    ],
)
def test_an_old_workbook_that_would_fill_the_memory_is_refused(tmp_path, file, words):
    path = tmp_path / "content.xls"
    path.write_bytes(file)
    with pytest.raises(UnknownExportError, match=words):
        exports.read(path)


@real
def test_real_analytics_ads_and_channel_hold_what_a_plain_reader_finds():
    audience = exports.read(REAL / "ga4-1.csv").tables["AUDIENCE"]
    lines = (REAL / "ga4-1.csv").read_text("utf-8").splitlines()
    plain = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    events = audience[audience["metric"] == "event count"]
    assert events["value"].tolist() == [float(row["Event count"]) for row in plain]
    assert events["date"].dt.strftime("%Y%m%d").tolist() == [row["Date"] for row in plain]

    ads = exports.read(REAL / "google-ads-1-pt.csv").tables
    with open(REAL / "google-ads-1-pt.csv", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file) if len(row) > 1][1:]
    costs = [float(row[14].replace(",", ".")) for row in rows if not row[0].startswith("Total")]
    assert ads["ADS"]["spend"].tolist() == costs
    assert ads["TOTALS"]["difference"].abs().max() == pytest.approx(0, abs=1e-9)

    posts = exports.read(REAL / "telegram-1.json").posts
    messages = json.loads((REAL / "telegram-1.json").read_text("utf-8"))["messages"]
    written = [m for m in messages if m["type"] == "message"]
    assert posts["post_id"].tolist() == [str(m["id"]) for m in written]
    assert (posts["format"] == "photo").sum() == sum("photo" in m for m in written)


@real
def test_real_old_workbook_of_linkedin_gives_both_its_worksheets():
    export = exports.read(REAL / "linkedin-content-2.xls")
    assert {name: len(table) for name, table in export.tables.items()} == {
        "POSTS": 8,
        "DAILY": 30,
        "RAW": 38,
    }
    assert export.posts["post_id"].str.fullmatch("[0-9]{19}").all()
    assert export.tables["DAILY"]["date"].diff().dropna().dt.days.eq(1).all()
