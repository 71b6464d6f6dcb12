"""Meta's other exports, and what all platforms share: containers, sections, totals, years."""

import csv
import datetime as dt
import io
import json
import os
import random
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import fixtures_exports as fx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smmkit import exports
from smmkit.errors import ArgumentError, TableError, UnknownExportError
from smmkit.exports import clean, moments, totals, years
from smmkit.tables import ADS, AUDIENCE, DAILY, POSTS


@pytest.fixture
def read(tmp_path):
    def _read(content, *, name="export.csv", encoding="utf-8", **options):
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return exports.read(file, **options)

    return _read


def said(export, step, words, level=None):
    return [
        f for f in export.report if f.step == step and words in f.what and level in (None, f.level)
    ]


def xlsx(**sheets):
    """Write a workbook of the barest kind: text as inline strings, numbers as numbers."""

    def cell(value):
        if isinstance(value, str):
            return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
        return f"<c><v>{value}</v></c>"

    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    part = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        names = "".join(
            f'<sheet name="{escape(n)}" sheetId="{i}" r:id="r{i}"/>'
            for i, n in enumerate(sheets, 1)
        )
        links = "".join(
            f'<Relationship Id="r{i}" Type="{office}/worksheet" Target="worksheets/s{i}.xml"/>'
            for i in range(1, len(sheets) + 1)
        )
        parts = "".join(
            f'<Override PartName="/xl/worksheets/s{i}.xml" ContentType="{part}.worksheet+xml"/>'
            for i in range(1, len(sheets) + 1)
        )
        book.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{types}"><Default Extension="rels" ContentType="application/'
            'vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
            f'ContentType="{part}.sheet.main+xml"/>{parts}</Types>',
        )
        book.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="r1" '
            f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        book.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{names}</sheets></workbook>',
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}">{links}</Relationships>',
        )
        for number, rows in enumerate(sheets.values(), 1):
            body = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
            book.writestr(
                f"xl/worksheets/s{number}.xml",
                f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData></worksheet>',
            )
    return out.getvalue()


def spreadsheetml(**sheets):
    """Write the XML that Facebook calls .xls; empty cells are left out and jumped over."""
    parts = []
    for name, rows in sheets.items():
        lines = []
        for row in rows:
            cells = [
                f'<Cell ss:Index="{i}"><Data ss:Type="String">{escape(str(cell))}</Data></Cell>'
                for i, cell in enumerate(row, 1)
                if cell != ""
            ]
            lines.append(f"<Row>{''.join(cells)}</Row>")
        parts.append(f'<Worksheet ss:Name="{name}"><Table>{"".join(lines)}</Table></Worksheet>')
    spreadsheet = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<Workbook xmlns="{spreadsheet}" xmlns:ss="{spreadsheet}">{"".join(parts)}</Workbook>'
    )


# Overview

DAYS = [f"2025-03-{day:02d}T00:00:00" for day in range(1, 6)]


def overview(*sections, mark=","):
    lines = [f"sep={mark}"]
    for title, column, date, values in sections:
        lines += [f'"{title}"', f'"{date}"{mark}"{column}"']
        lines += [f'"{day}"{mark}"{value}"' for day, value in zip(DAYS, values, strict=True)]
        lines.append("")
    return "\r\n".join(lines)


def test_overview_of_two_networks(read):
    export = read(
        overview(
            ("Facebook Page reach", "Facebook Page reach", "Date", [10, 20, 30, 40, 50]),
            ("Instagram reach", "Instagram reach", "Date", [1, 2, 3, 4, 5]),
            ("Instagram profile visits", "Primary", "Date", [0, 1, 0, 1, 0]),
            ("Paid reach", "Primary", "Date", [0, 0, 0, 0, 0]),
        ),
        encoding="utf-16",
    )
    daily = export.tables["DAILY"]
    pd.testing.assert_frame_equal(daily, DAILY.conform(daily))
    by_network = daily.groupby("platform")
    assert by_network["reach"].sum().to_dict() == {"facebook": 150, "instagram": 15}
    assert by_network["profile_visits"].sum().to_dict() == {"facebook": 0, "instagram": 2}
    assert daily["date"].dt.day.max() == 5
    assert said(export, "sections", '"Paid reach" is in no column')
    assert export.tables["RAW"]["section"].nunique() == 4


@pytest.mark.parametrize(
    ("title", "date", "column"),
    [
        ("Alcance", "Data", "reach"),
        ("Visitas ao perfil do Instagram", "Data", "profile_visits"),
        ("Couverture Facebook", "Date", "reach"),
        ("Clics sur un lien", "Date", "clicks"),
        ("Reichweite auf Instagram", "Datum", "reach"),
        ("Interaktionen mit Content", "Datum", "engagements"),
        ("Seguidores", "Fecha", "new_followers"),
        ("Visualizaciones", "Fecha", "impressions"),
        ("Охват", "Дата", "reach"),
        ("Подписки", "Дата", "new_followers"),
    ],
)
def test_overview_in_other_languages(read, title, date, column):
    export = read(overview((title, "Primary", date, [1, 2, 3, 4, 5])), encoding="utf-16")
    assert export.kind == "meta.overview"
    assert export.tables["DAILY"][column].tolist() == [1, 2, 3, 4, 5]
    network = "facebook" if "Facebook" in title else "instagram" if "Instagram" in title else None
    known = export.tables["DAILY"]["platform"].dropna().unique().tolist()
    assert known == ([network] if network else [])
    assert bool(said(export, "sections", "platform is missing", "attention")) == (network is None)


def test_a_mislabelled_section_is_taken_by_its_title_and_said(read):
    export = read(overview(("Facebook visits", "Facebook Page likes", "Date", [1, 2, 3, 4, 5])))
    assert export.tables["DAILY"]["profile_visits"].sum() == 15
    assert said(export, "sections", "the title is taken", "attention")
    twice = [("Facebook reach", "Primary", "Date", [n] * 5) for n in (1, 2)]
    export = read(overview(*twice))
    assert export.tables["DAILY"]["reach"].sum() == 5
    assert said(export, "sections", "second section", "attention")


# Audience

OLD_AUDIENCE = """sep=,
"Age & gender"
"","Women","Men"
"18-24","10.5","6.5"
"25-34","60","23"

"Top countries"
"Scotland","Wales"
"75.1","5.9"

"Top cities"
"Leith, Scotland","Cardiff, Wales"
"13.7","5.7"
"""

NEW_AUDIENCE = """sep=\t\t\t
Facebook followers\t\t\t
FB_PAGE\tFOLLOW\tUNIQUE_USERS\t
30222\t\t\t
\t\t\t
Instagram followers by gender and age\t\t\t
Age\tWomen\tMen\t
18-24\t12.1%\t1.7%\t
25-34\t39.1%\t4.3%\t
\t\t\t
Facebook followers by top cities\t\t\t
Top cities\tValue\t\t
Leith\t Lothian\t Scotland\t8.7%
Cardiff\t Wales\t0.5%\t
"""


def shares(export):
    table = export.tables["AUDIENCE"]
    pd.testing.assert_frame_equal(table, AUDIENCE.conform(table))
    return table.set_index(["dimension", "segment"])["value"].to_dict()


def test_audience_before_and_after(read):
    old = shares(read(OLD_AUDIENCE, encoding="utf-16"))
    assert old["age and gender", "women 18-24"] == 0.105
    assert old["country", "Wales"] == 0.059
    assert old["city", "Leith, Scotland"] == 0.137
    export = read(NEW_AUDIENCE, encoding="utf-16")
    new = shares(export)
    assert new["all", "all"] == 30222
    assert new["age and gender", "men 25-34"] == 0.043
    assert new["city", "Leith, Lothian, Scotland"] == 0.087
    assert export.tables["AUDIENCE"]["unit"].value_counts().to_dict() == {
        "fraction": 6,
        "accounts": 1,
    }


def test_audience_in_portuguese(read):
    words = {"Age & gender": "Idade e gênero", "Women": "Mulheres", "Men": "Homens"}
    words |= {"Top countries": "Principais países", "Top cities": "Principais cidades"}
    text = OLD_AUDIENCE
    for english, portuguese in words.items():
        text = text.replace(english, portuguese)
    assert shares(read(text, encoding="utf-16")) == shares(read(OLD_AUDIENCE))


# Stories

STORIES = (
    "Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,"
    "Permalink,Post type,Data comment,Date,Views,Reach,Likes,Shares,Profile visits,Replies,"
    "Navigation,Follows,Sticker taps,Link clicks"
)


def test_stories(read):
    row = (
        "18000000000000001,17841400000000001,corner.bakery,Corner Bakery,,0,03/18/2025 09:00,"
        "https://www.instagram.com/stories/corner.bakery/1,IG story,,Lifetime,120,100,4,1,2,3,"
        "150,0,5,6"
    )
    export = read(f"{STORIES}\n{row}\n")
    assert export.kind == "meta.instagram.stories"
    story = export.posts.iloc[0]
    assert (story["format"], story["engagements"], story["clicks"]) == ("story", 8, 6)
    assert said(export, "column", "not in POSTS")[0].where.count("Sticker taps") == 1


# Facebook Insights

WHO = ["Post ID", "Permalink", "Post Message", "Type", "Countries", "Languages", "Posted"]
ACTIONS = "Lifetime Post Stories by action type - "
LEGACY = [
    *WHO,
    "Lifetime Post Total Reach",
    "Lifetime Post Paid Reach",
    "Lifetime Post Total Impressions",
    *(ACTIONS + word for word in ("comment", "like", "share")),
    "Lifetime Organic Video Views",
    "Lifetime Organic Video Views",
    "Lifetime Paid Video Views",
    "Lifetime Paid Video Views",
    "Lifetime Video length",
]
DESCRIBED = [
    *[""] * 7,
    "Lifetime: The number of people your Page post was served to. (Unique Users)",
    "Lifetime: The number of people your advertised post was served to.",
    "Lifetime: The number of impressions of your Page post. (Total Count)",
    "Lifetime: The number of stories created about your Page post.",
    "",
    "",
    "Lifetime: Number of times your video was viewed. (Unique Users)",
    "Lifetime: Number of times your video was viewed. (Total Count)",
    "Lifetime: Number of times your video was viewed paid. (Unique Users)",
    "Lifetime: Number of times your video was viewed paid. (Total Count)",
    "Lifetime: Length of a video post (Total Count)",
]


def legacy_row(number):
    who = [f"100_{900 + number}", f"https://www.facebook.com/b/{number}", "Rolls &amp; bread"]
    numbers = [300, 0, 500, "", 7, "", 40, 55, 1, 2, 61500]
    return [*who, "Video", "", "", f"03/{number + 12}/2015 11:45:22 PM", *map(str, numbers)]


def test_legacy_posts(read):
    export = read(fx.as_csv(LEGACY, [DESCRIBED, legacy_row(1), legacy_row(2)]))
    posts = export.posts
    assert export.kind == "meta.legacy.posts"
    pd.testing.assert_frame_equal(posts, POSTS.conform(posts))
    assert posts["post_id"].tolist() == ["100_901", "100_902"]
    assert posts["published"][0] == pd.Timestamp("2015-03-13 23:45:22")
    assert posts.loc[0, ["likes", "comments", "shares", "engagements"]].tolist() == [7, 0, 0, 7]
    assert posts.loc[0, ["video_views", "duration_s"]].tolist() == [57, 61.5]
    assert posts["text"][0] == "Rolls & bread"
    assert not posts["paid"].any()
    assert said(export, "rows", "describes the columns", "repaired")
    assert said(export, "column", '"Total Count"', "repaired")
    assert len(export.tables["RAW"]) == 3


KEYS = [*WHO, "post_impressions_unique:lifetime", "post_impressions:lifetime"]


def legacy_workbook(write):
    key = [
        KEYS,
        [*[""] * 7, "Lifetime: The number of people it was served to", "Lifetime: The number of"],
        *([*legacy_row(n)[:6], f"2015-03-{n + 12}T23:45:22", "300", "500"] for n in (1, 2)),
    ]
    by_action = [
        ["Description", *WHO, "share", "like", "comment"],
        ["Lifetime: stories", *legacy_row(1)[:7], "", "7", "2"],
    ]
    people = [by_action[0], ["Lifetime: people", *legacy_row(1)[:7], "1", "1", "1"]]
    return write(
        **{
            "Key Metrics": key,
            "Lifetime Talking About This(...": people,
            "Lifetime Post Stories by act...": by_action,
        }
    )


@pytest.mark.parametrize("write", [spreadsheetml, xlsx])
def test_legacy_workbooks(read, write):
    export = read(legacy_workbook(write), name="Facebook Insights.xls")
    posts = export.posts
    assert posts["reach"].tolist() == [300, 300]
    assert posts["published"][0] == pd.Timestamp("2015-03-13 23:45:22")
    assert posts[["likes", "comments", "shares"]].to_numpy().tolist() == [[7, 2, 0], [0, 0, 0]]
    assert said(export, "sections", 'from the worksheet "Lifetime Post Stories by act..."')
    assert len(export.tables["RAW"]) == 5


def test_legacy_page_and_videos(read):
    header = ["Date", "Lifetime Total Likes", "Daily New Likes", "Daily Unlikes"]
    header += ["Daily Total Reach", "Daily Total Impressions"]
    described = ["", *("Lifetime: The number of people, in all." for _ in header[1:])]
    days = [[f"3/{day}/15", "1000", "5", "2", "300", "400"] for day in (13, 14)]
    export = read(fx.as_csv(header, [described, *days]), encoding="cp1252")
    assert export.kind == "meta.legacy.page"
    daily = export.tables["DAILY"]
    assert daily["date"].tolist() == [pd.Timestamp("2015-03-13"), pd.Timestamp("2015-03-14")]
    assert daily["followers"].tolist() == [1000, 1000]
    header = [*WHO, "Lifetime Total Video Views", "Lifetime Video length"]
    export = read(fx.as_csv(header, [[*legacy_row(1)[:7], "77", "1500"]]))
    assert export.kind == "meta.legacy.videos"
    assert export.posts[["video_views", "duration_s"]].iloc[0].tolist() == [77, 1.5]


# Ads

ADS_HEADER = {
    "en": "Account name|Platform|Day|Reach|Impressions|Amount spent (PLN)|Leads",
    "pt": "Nome da conta|Plataforma|Dia|Alcance|Impressões|Valor usado (PLN)|Leads",
    "fr": "Nom du compte|Plateforme|Jour|Couverture|Impressions|Montant dépensé (PLN)|Leads",
    "de": "Name des Werbekontos|Plattform|Tag|Reichweite|Impressionen|Ausgegebener Betrag (PLN)"
    "|Leads",
    "es": "Nombre de la cuenta|Plataforma|Día|Alcance|Impresiones|Importe gastado (PLN)"
    "|Clientes potenciales",
    "ru": "Название аккаунта|Платформа|День|Охват|Показы|Потраченная сумма (PLN)|Лиды",
}
ENDS = {
    "en": "Reporting starts|Reporting ends",
    "pt": "Início dos relatórios|Término dos relatórios",
    "fr": "Début des rapports|Fin des rapports",
    "de": "Berichtsbeginn|Berichtsende",
    "es": "Inicio del informe|Fin del informe",
    "ru": "Начало отчетности|Окончание отчетности",
}


def ads(language="en", total=("", "", "", "900", "1500", "30.25", "3")):
    header = [*ADS_HEADER[language].split("|"), *ENDS[language].split("|")]
    rows = [
        ["Bakery", "facebook", f"2025-08-0{n}", "500", "750", f"{n * 10}.125", "1"] for n in (1, 2)
    ]
    rows = [[*row, row[2], row[2]] for row in rows]
    return fx.as_csv(header, [[*total, "2025-08-01", "2025-08-02"], *rows])


@pytest.mark.parametrize("language", sorted(ADS_HEADER))
def test_ads(read, language):
    export = read(ads(language))
    assert export.kind == "meta.ads"
    table = export.tables["ADS"]
    pd.testing.assert_frame_equal(table, ADS.conform(table))
    assert table["spend"].tolist() == [10.125, 20.125]
    assert table["currency"].tolist() == ["PLN", "PLN"]
    assert table["date"].dt.day.tolist() == [1, 2]
    stated = export.tables["TOTALS"].set_index("column")
    assert stated.loc["spend", ["stated", "difference"]].tolist() == [30.25, 0]
    assert stated.loc["reach", "stated"] == 900
    assert pd.isna(stated.loc["reach", "rows_add_up_to"])
    (wrong,) = said(export, "totals", "leads: the platform states 3, the rows add up to 2")
    assert wrong.level == "attention"


def test_ads_from_a_workbook_by_ad(read):
    header = ["Reporting starts", "Reporting ends", "Ad name", "Ad delivery", "Results"]
    header += ["Result indicator", "Reach", "Impressions", "Amount spent (UAH)"]
    period = ["2025-08-01", "2025-08-31"]
    rows = [
        [*period, "", "", "", "", 90, 400, 12.5],
        [*period, "Хліб", "active", 7, "actions:link_click", 50, 150, 5],
        [*period, "Булки", "active", 4, "actions:post_engagement", 60, 250, 7.5],
    ]
    export = read(xlsx(Worksheet=[header, *rows]), name="ads.csv")
    table = export.tables["ADS"]
    assert table["campaign"].tolist() == ["Хліб", "Булки"]
    assert table["clicks"].tolist()[0] == 7
    assert table["engagements"].tolist()[1] == 4
    assert table["date"].isna().all()
    assert said(export, "dates", "2025-08-01 to 2025-08-31", "attention")
    assert said(export, "container", "Excel workbook")
    header_only = read(xlsx(Worksheet=[header]))
    assert header_only.tables["ADS"].empty
    assert said(header_only, "rows", "no rows of ads", "attention")


def test_a_dollar_sign_is_no_currency(read):
    export = read(ads().replace("(PLN)", "($)"))
    assert export.tables["ADS"]["currency"].isna().all()
    assert said(export, "column", "any dollar", "attention")


# Containers


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (xlsx(One=[["a", "b"]])[:-40], "damaged"),
        (xlsx(One=[]), "empty"),
        (spreadsheetml(A=[["a"]])[:-30].encode(), "damaged or cut off"),
        (b'<?xml version="1.0"?><rss><title>News</title></rss>', "no Excel 2003 workbook"),
        (
            b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>'
            b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">&b;</Workbook>',
            "document type",
        ),
        (b'{"messages": [{"id": 1}', "cut-off JSON"),
        (b"[" * 100_000, "JSON"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000), r"old Excel workbook \(.xls\)"),
    ],
    # A workbook's bytes hold the moment they were made: no name of a test that two workers share.
    ids=["cut xlsx", "empty xlsx", "cut 2003", "rss", "entities", "cut json", "deep json", "xls"],
)
def test_containers_that_are_refused(read, content, words):
    with pytest.raises(UnknownExportError, match=words):
        read(content)


def test_an_archive_is_no_workbook(read):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("posts.csv", "a,b")
    with pytest.raises(UnknownExportError, match="zip archive"):
        read(out.getvalue())


def test_a_cell_far_out_does_not_fill_memory(read):
    small = xlsx(One=[["a", "b"]])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(small)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            new.writestr(name, text.replace("<c t=", '<c r="XFD1048576" t=', 1))
    with pytest.raises(UnknownExportError, match="1,048,576 rows"):
        read(out.getvalue())
    far = spreadsheetml(A=[["a"]]).replace("<Row>", '<Row ss:Index="1999999">' * 1)
    far = far.replace('ss:Index="1"', 'ss:Index="1999999"')
    assert len(far) < 1000
    with pytest.raises(UnknownExportError):
        read(far.replace("<Row", "<Row></Row><Row", 1) * 1)


# Years and orders


def test_years_of_a_run_over_new_year():
    days = [dt.date(2024, 12, 20) + dt.timedelta(days=n) for n in range(30)]
    month, day = (np.array([getattr(d, part) for d in days]) for part in ("month", "day"))
    for rows in (slice(None), slice(None, None, -1)):
        found, _ = years.place(month[rows], day[rows], dt.date(2025, 11, 2))
        assert found.tolist() == [d.year for d in days][rows]


@settings(max_examples=60, deadline=None)
@given(st.dates(dt.date(2010, 1, 1), dt.date(2030, 1, 1)), st.integers(3, 366), st.booleans())
def test_a_run_of_days_gets_its_years_back(last, length, falling):
    days = [last - dt.timedelta(days=n) for n in range(length)]
    days = days if falling else days[::-1]
    month, day = (np.array([getattr(d, part) for d in days]) for part in ("month", "day"))
    found, _ = years.place(month, day, last)
    assert found.tolist() == [d.year for d in days]


def test_leap_days_and_weekdays_push_the_year_back():
    month, day = np.array([2, 2, 3]), np.array([28, 29, 1])
    assert years.place(month, day, dt.date(2027, 5, 5))[0].tolist() == [2024] * 3
    without = years.place(np.array([2, 2, 3]), np.array([27, 28, 1]), dt.date(2024, 5, 5))[0]
    assert without.tolist() == [2023] * 3
    monday = years.place(np.array([4]), np.array([7]), dt.date(2026, 12, 31), weekday=np.array([0]))
    assert monday[0].tolist() == [2025]


FOLLOWERS = "Date,Followers,Difference in followers from previous day\n"


def test_year_is_told_by_name_or_asked_for(read):
    text = FOLLOWERS + "".join(f'"December {n}",{n},1\n' for n in range(27, 32))
    text += '"January 1",40,1\n'
    named = read(text, name="FollowerHistory_2025-01-02.csv").tables["DAILY"]
    assert named["date"].dt.year.tolist() == [2024] * 5 + [2025]
    export = read(text, year=2022)
    assert export.tables["DAILY"]["date"].dt.year.tolist() == [2021] * 5 + [2022]
    assert not said(export, "dates", "year", "attention")
    guessed = read(text)
    assert said(guessed, "dates", "read(path, year=...)", "attention")
    for bad in ("2024", 24, True):
        with pytest.raises(ArgumentError, match="year"):
            read(text, year=bad)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("9 de abril de 2025", (2025, 4, 9)),
        ("12. März 2025", (2025, 3, 12)),
        ("1er juillet 2025", (2025, 7, 1)),
        ("14 juin 2025", (2025, 6, 14)),
        ("3 мая 2025 г.", (2025, 5, 3)),
        ("31 dic 2024", (2024, 12, 31)),
        ("20240131", (2024, 1, 31)),
        ("Aug 19, 2011", (2011, 8, 19)),
        ("8 de marzo", None),
        ("April 12", None),
        ("31/06/2025", ()),
        ("Rolls 12", ()),
    ],
)
def test_dates_in_words(cell, expected):
    found = moments.dates(pd.Series([cell]))
    if expected:
        assert found.values[0] == pd.Timestamp(*expected)
    else:
        assert pd.isna(found.values[0])
        assert found.yearless.tolist() == [expected is None]
        assert found.bad.tolist() == [expected == ()]


def test_days_that_follow_each_other_tell_the_order():
    cells = pd.Series([f"0{n}/03/2025" for n in range(1, 8)])
    assert moments.dates(cells).order == "ambiguous"
    daily = moments.dates(cells, daily=True)
    assert daily.order == "consecutive day first"
    assert daily.values.dt.month.unique().tolist() == [3]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**31), st.booleans(), st.sampled_from(["-", "/"]))
def test_many_dates_are_read_as_one_is(seed, day_first, mark):
    deal = random.Random(seed)
    days = [dt.date(2000, 1, 1) + dt.timedelta(days=deal.randrange(9000)) for _ in range(150)]
    form = ("%d{0}%m{0}%Y" if day_first else "%m{0}%d{0}%Y").format(mark)
    cells = pd.Series([d.strftime(form) for d in days])
    fast = moments.dates(cells, day_first=day_first).values
    slow = [moments.dates(cells[n : n + 1], day_first=day_first).values.iloc[0] for n in range(20)]
    assert fast[:20].tolist() == slow
    assert fast.dt.date.tolist() == days


# Totals and numbers


def test_totals_say_so():
    cells = ["Total: Account", "Gesamt", "Totals", "Итого", "Totalizator", "Total wellness", ""]
    assert totals.says_total(pd.Series(cells)).tolist() == [True] * 4 + [False] * 3


def test_decimal_mark_is_told_by_the_column():
    assert clean.decimal_mark(pd.Series(["28.125", "3.5"])) == "."
    assert clean.decimal_mark(pd.Series(["1.234,5", "1.234"])) == ","
    assert clean.decimal_mark(pd.Series(["1,234", "5"])) == ""


# Folder


def test_a_folder_with_a_bad_file(tmp_path):
    rows = [fx.instagram_row(n) for n in range(20)]
    files = {
        "a.csv": fx.as_csv(fx.INSTAGRAM, rows[:15]),
        "b.csv": fx.as_csv(fx.INSTAGRAM, [fx.instagram_row(3, Likes="99"), *rows[10:]]),
        "c.csv": overview(("Instagram reach", "Primary", "Date", [1, 2, 3, 4, 5])),
        "d.csv": overview(("Instagram profile visits", "Primary", "Date", [5, 4, 3, 2, 1])),
        "login.csv": "<!DOCTYPE html><title>Log in</title>",
        "empty.csv": "",
        "~$a.xlsx": "lock",
    }
    for age, (name, text) in enumerate(files.items()):
        (tmp_path / name).write_text(text, encoding="utf-8")
        os.utime(tmp_path / name, (1_000_000_000 + age, 1_000_000_000 + age))
    (tmp_path / "older").mkdir()
    folder = exports.read_folder(tmp_path)
    assert list(folder.exports) == ["a.csv", "b.csv", "c.csv", "d.csv"]
    assert set(folder.failed) == {"login.csv", "empty.csv", "older"}
    assert "login page" in folder.failed["login.csv"]
    posts = folder.table("POSTS")
    assert posts["post_id"].is_unique
    assert len(posts) == 20
    assert posts.loc[posts["permalink"].str.endswith("AbC3/"), "likes"].tolist() == [99]
    daily = folder.table("DAILY")
    assert daily[["reach", "profile_visits"]].to_numpy().tolist() == [
        [n, 6 - n] for n in range(1, 6)
    ]
    assert said(folder, "rows", "of 2 files became 20")
    assert "login.csv" in str(folder)
    assert "not read" in folder._repr_html_()
    with pytest.raises(TableError, match="has ADS"):
        folder.table("ADS")


def test_folders_that_cannot_be_read(tmp_path):
    with pytest.raises(ArgumentError, match="is empty"):
        exports.read_folder(tmp_path)
    with pytest.raises(ArgumentError, match="must be a folder"):
        exports.read_folder(tmp_path / "none")


# Large files


def test_a_large_file_reads_as_a_small_one(tmp_path):
    rows = [fx.instagram_row(n, Description="Rolls é " * 20 + str(n)) for n in range(9000)]
    text = fx.as_csv(fx.INSTAGRAM, rows)
    assert len(text) > 2 * 1024**2
    results = []
    for encoding in ("utf-8-sig", "utf-8", "utf-16"):
        file = tmp_path / f"{encoding}.csv"
        file.write_bytes(text.encode(encoding))
        results.append(exports.read(file).posts)
    for other in results[1:]:
        pd.testing.assert_frame_equal(results[0], other)
    assert len(results[0]) == 9000
    late = tmp_path / "late.csv"
    late.write_bytes(
        text.encode() + text.split("\r\n")[1].replace("Rolls", "Größe").encode("cp1252")
    )
    export = exports.read(late)
    assert said(export, "encoding", "damaged characters", "attention")


# Damage


BYTES = {
    "overview": overview(("Reach", "Primary", "Date", [1, 2, 3, 4, 5])).encode("utf-16"),
    "audience": NEW_AUDIENCE.encode("utf-16"),
    "ads": ads("de").encode(),
    "legacy.xml": legacy_workbook(spreadsheetml).encode(),
    "legacy.xlsx": legacy_workbook(xlsx),
    "ads.xlsx": xlsx(One=list(csv.reader(io.StringIO(ads())))),
    "telegram": json.dumps(
        {"name": "c", "id": 1, "messages": [{"id": 1, "type": "message", "text": "x"}]}
    ).encode(),
}


@settings(max_examples=250, deadline=None)
@given(st.data())
def test_damaged_files_are_read_or_refused(tmp_path_factory, data):
    content = bytearray(BYTES[data.draw(st.sampled_from(sorted(BYTES)))])
    for _ in range(data.draw(st.integers(0, 8))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.one_of(st.integers(0, 255), st.sampled_from(b'",;<>{}\n\0')))
    stop = data.draw(st.one_of(st.just(len(content)), st.integers(0, len(content))))
    file = tmp_path_factory.mktemp("fuzz") / "export"
    file.write_bytes(bytes(content[:stop]))
    try:
        export = exports.read(file)
    except UnknownExportError:
        return
    for table in (POSTS, DAILY, ADS, AUDIENCE):
        if table.name in export.tables:
            frame = export.tables[table.name]
            pd.testing.assert_frame_equal(frame, table.conform(frame))


# Real files, which stay outside the repository

REAL = Path(__file__).parents[2] / "shared" / "real-exports"


@pytest.fixture
def real():
    if not REAL.is_dir():
        pytest.skip("the real exports are not beside this clone (../shared/real-exports)")
    return lambda name: exports.read(REAL / name)


def test_real_overview_beside_a_plain_reader(real):
    for name, dates in (("meta-overview-reach-1", 2140), ("meta-overview-alcance-2-pt", 366)):
        lines = (REAL / f"{name}.csv").read_text(encoding="utf-16").splitlines()
        cells = [line.split('","') for line in lines if line.startswith('"20')]
        daily = real(f"{name}.csv").tables["DAILY"]
        assert len(daily) == len(cells) == dates
        assert daily["reach"].sum() == sum(int(cell[1].strip('"')) for cell in cells)


def test_real_audience(real):
    old = real("meta-audience-1.csv").tables["AUDIENCE"]
    assert old.groupby("dimension")["value"].sum()["age and gender"] == pytest.approx(
        0.997, abs=0.01
    )
    assert len(old) == 32
    new = real("meta-audience-3-tab.csv").tables["AUDIENCE"]
    assert new.loc[new["dimension"] == "all", "value"].tolist() == [30222, 3098]
    assert (new.loc[new["unit"] == "fraction", "value"] < 1).all()


def test_real_ads_golden_vectors(real):
    golden = REAL.parent / "domain" / "golden-vectors.json"
    if not golden.is_file():
        pytest.skip("the golden vectors are not beside this clone (../shared/domain)")
    expected = json.loads(golden.read_text(encoding="utf-8"))["meta-ads-3-pt"]
    export = real("meta-ads-3-pt.csv")
    table, stated = export.tables["ADS"], export.tables["TOTALS"].set_index("column")["stated"]
    assert stated["reach"] == expected["total_reach"]
    assert table["reach"].sum() == expected["sum_daily_reach"]
    assert table["impressions"].sum() == expected["sum_impressions"] == stated["impressions"]
    assert table["leads"].sum() == expected["leads"]
    assert stated["spend"] == expected["spend"]
    assert stated["impressions"] / stated["reach"] == pytest.approx(expected["freq_check"])
    assert stated["spend"] / stated["impressions"] * 1000 == pytest.approx(expected["cpm"])
    assert stated["spend"] / stated["leads"] == pytest.approx(expected["cpl"])


def test_real_ads_workbook(real):
    export = real("meta-ads-1.xlsx")
    stated = export.tables["TOTALS"].set_index("column")
    assert len(export.tables["ADS"]) == 50
    assert export.tables["ADS"]["currency"].unique().tolist() == ["UAH"]
    assert abs(stated["difference"].dropna()).max() < 0.01


def test_real_legacy_posts(real):
    with (REAL / "meta-facebook-legacy-postlevel-1.csv").open(
        encoding="utf-8-sig", newline=""
    ) as f:
        header, _, *rows = csv.reader(f)
    posts = real("meta-facebook-legacy-postlevel-1.csv").posts
    assert len(posts) == len(rows)
    for column, theirs in {
        "reach": "Lifetime Post Total Reach",
        "impressions": "Lifetime Post Total Impressions",
        "likes": "Lifetime Post Stories by action type - like",
        "shares": "Lifetime Post Stories by action type - share",
        "clicks": "Lifetime Post Consumptions by type - link clicks",
    }.items():
        place = header.index(theirs)
        assert posts[column].sum() == sum(int(row[place] or 0) for row in rows), column
    workbook = real("meta-facebook-legacy-postlevel-3.xls").posts
    assert len(workbook) == 7
    assert workbook.loc[0, ["reach", "impressions", "likes", "shares", "comments"]].tolist() == [
        221231,
        319665,
        2506,
        576,
        166,
    ]
