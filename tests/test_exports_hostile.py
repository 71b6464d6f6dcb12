"""Exports as hostile platforms, spreadsheets and browsers leave them, not seen in real files."""

from __future__ import annotations

import csv
import json

import fixtures_exports as fx
import pandas as pd
import pytest

from smmkit import exports
from smmkit.errors import UnknownExportError


def at(export, level):
    return "\n".join(f"{f.what} ({f.where})" for f in export.report.at(level))


@pytest.fixture
def read(tmp_path):
    def read(content, name="posts.csv", **options):
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return exports.read(file, **options)

    return read


def instagram(*rows):
    return fx.as_csv(fx.INSTAGRAM, rows)


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("word", ["Total", "Gesamt", "Итого", "Total général", "Suma"])
def test_a_total_row_among_posts_is_kept_and_compared(read, first, word):
    rows = [fx.instagram_row(n, Likes="10", Reach="100", Views="150") for n in (1, 2, 3)]
    blank = dict.fromkeys(fx.INSTAGRAM, "")
    stated = {**blank, "Post ID": word, "Likes": "30", "Reach": "250", "Views": "451"}
    total = [stated[column] for column in fx.INSTAGRAM]
    export = read(instagram(*([total, *rows] if first else [*rows, total])))
    assert len(export.posts) == 3
    totals = export.tables["TOTALS"].set_index("column")
    assert totals.loc["likes", "difference"] == 0
    assert totals.loc["impressions", "difference"] == -1
    assert totals.loc["reach", "stated"] == 250
    assert totals["rows_add_up_to"].isna()["reach"]  # reach is never added
    assert "impressions: the platform states 451, the rows add up to 450, 1 less" in at(
        export, "attention"
    )


def test_a_post_that_only_says_total_stays_a_post(read):
    export = read(instagram(fx.instagram_row(1, Description="Total"), fx.instagram_row(2)))
    assert len(export.posts) == 2
    assert "TOTALS" not in export.tables


def test_a_total_row_with_a_name_is_no_campaign(read):
    lines = [
        "Название кампании;Начало отчетного периода;Окончание отчетного периода;Показ кампании;"
        "Охват;Показы;Потраченная сумма (RUB)",
        "Хлеб;2025-03-01;2025-03-31;active;6000;12000;1\u00a0090,25",
        "Розы;2025-03-01;2025-03-31;inactive;5000;8000;60,00",
        "Итого;2025-03-01;2025-03-31;;9000;20000;1\u00a0150,25",
    ]
    export = read("\n".join(lines).encode("cp1251"))
    assert export.tables["ADS"]["campaign"].tolist() == ["Хлеб", "Розы"]
    stated = export.tables["TOTALS"].set_index("column")
    assert stated.loc["spend", ["stated", "difference"]].tolist() == [1150.25, 0]
    assert stated.loc["reach", "stated"] == 9000


def test_a_campaign_called_total_in_the_middle_stays(read):
    lines = [
        "Campaign name,Reporting starts,Reporting ends,Delivery,Impressions,Amount spent (EUR)"
    ]
    lines += [f"{name},2025-03-01,2025-03-31,active,10,1.00" for name in "abTcd".replace("T", "t")]
    lines[3] = lines[3].replace("t,", "Total,", 1)
    assert len(read("\n".join(lines)).tables["ADS"]) == 5


def test_rows_that_stand_whole_in_quotes(read):
    plain = instagram(fx.instagram_row(1), fx.instagram_row(2, Description='Bread, "warm"'))
    lines = plain.splitlines()
    assert len(lines) == 3
    wrapped = "\r\n".join('"' + line.replace('"', '""') + '"' for line in lines)
    export = read(wrapped)
    assert export.posts.equals(read(plain, "plain.csv").posts)
    assert "each row stood in quotes as one cell" in at(export, "repaired")


def test_one_column_stays_one_column(read):
    with pytest.raises(UnknownExportError, match="no export that smmkit knows"):
        read("Post ID\n1\n2\n")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (
            "\ufeff \n<!-- a -->\n<!-- b --><!DOCTYPE html><html><input type='password'>",
            "login page",
        ),
        ("<!-- a --><html><p>Une erreur", "a web page"),
        (" ,,\r\n ; ;\r\n\u00a0\r\n", "empty but for delimiters"),
        ("x" * (csv.field_size_limit() + 1), "more than 131,072 characters"),
    ],
)
def test_what_is_no_export_says_what_it_is(read, content, words):
    with pytest.raises(UnknownExportError, match=words):
        read(content)


def test_words_in_angle_brackets_are_no_page(read):
    with pytest.raises(UnknownExportError, match="no export that smmkit knows"):
        read("<3 bread,roses\n1,2\n")


def chat(kind, number, text):
    message = {
        "id": number,
        "type": "message",
        "date": "2025-03-02T10:00:00",
        "date_unixtime": "1740909600",
        "from": "Ann",
        "text": text,
        "text_entities": [{"type": "plain", "text": text}],
    }
    return {"name": "Ann", "type": kind, "id": number, "messages": [message]}


def test_chats_with_people_are_no_posts(read):
    kinds = ["personal_chat", "public_channel", "saved_messages", "bot_chat"]
    chats = [chat(kind, number, kind) for number, kind in enumerate(kinds, 1)]
    export = read(json.dumps({"chats": {"list": chats}}), "result.json")
    assert export.posts["text"].tolist() == ["public_channel"]
    assert "3 chats with a person, a bot or oneself: not read as posts" in at(export, "attention")
    alone = read(json.dumps(chats[0]), "chat.json")
    assert not len(alone.posts)
    assert "1 chat with a person" in at(alone, "attention")


def test_a_row_of_units_below_the_descriptions(read):
    export = read(
        "Date,Lifetime Total Likes,Daily New Likes,Daily Total Reach\n"
        ",Lifetime: The total number of people,Daily: The number of new people,Daily: x\n"
        ",Lifetime,Daily,Daily\n"
        "3/13/19,1200,3,340\n3/14/19,1202,2,300\n"
    )
    assert export.tables["DAILY"]["followers"].tolist() == [1200, 1202]
    assert not at(export, "attention")


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (
            "Datum,Seitenaufrufe insgesamt (gesamt),Einzelbesucher:innen insgesamt (gesamt)",
            "linkedin.visitors",
        ),
        (
            "Identifiant du Tweet,Permalien du Tweet,Texte du Tweet,heure,impressions,engagements",
            "x.posts",
        ),
        (
            "Identificador del Tweet,Enlace permanente de Tweet,Texto del Tweet,hora,impresiones,"
            "interacciones",
            "x.posts",
        ),
        (
            "ID твита,Постоянная ссылка на твит,Текст твита,время,показы,взаимодействия",
            "x.posts",
        ),
        ("Tweet-ID,Tweet-Permalink,Tweet-Text,Zeit,Impressions,Interaktionen", "x.posts"),
        (
            "ID do Tweet,Link permanente do Tweet,Texto do Tweet,hora,impressões,interações",
            "x.posts",
        ),
    ],
)
def test_headers_in_words_not_seen_before(read, header, kind):
    row = ["2025-03-18", "1", "1"]
    if kind == "x.posts":
        row = ["649293177409671168", "https://x.com/a/status/649293177409671168", "Bread"]
        row += ["2025-03-18 09:48 +0000", "120", "12"]
    export = read(f"{header}\n{','.join(row)}\n")
    assert export.kind == kind
    assert not at(export, "attention")


def test_spanish_and_german_instagram_lose_no_measure(read):
    row = "18001200000000001,1,b,B,Pan,0,03/18/2025 09:48,https://www.instagram.com/p/A/,{},,{},9,8,3,2,1,4,5"
    spanish = (
        "Identificador de la publicación,Identificador de la cuenta,Nombre de usuario de la cuenta,"
        "Nombre de la cuenta,Descripción,Duración (segundos),Hora de publicación,Enlace permanente,"
        "Tipo de publicación,Comentario de los datos,Fecha,Visualizaciones,Alcance,Me gusta,"
        "Veces que se ha compartido,Seguimientos,Comentarios,Veces guardado"
    )
    german = (
        "Beitrags-ID,Konto-ID,Nutzername des Kontos,Kontoname,Beschreibung,Dauer (Sek.),"
        "Veröffentlichungszeit,Permalink,Beitragsart,Kommentar zu Daten,Datum,Aufrufe,Reichweite,"
        "„Gefällt mir“-Angaben,Geteilte Inhalte,Follower*innen,Kommentare,Gespeichert"
    )
    for header, kind, period in ((spanish, "Imagen de IG", "Total"), (german, "IG-Bild", "Gesamt")):
        export = read(f"{header}\n{row.format(kind, period)}\n")
        assert export.posts.loc[0, ["account", "format"]].tolist() == ["b", "photo"]
        numbers = ["impressions", "reach", "likes", "shares", "follows", "comments", "saves"]
        assert export.posts.loc[0, numbers].tolist() == [9, 8, 3, 2, 1, 4, 5]
        assert not at(export, "attention")


def test_a_workbook_that_is_cut_off_says_so(tmp_path):
    whole = tmp_path / "whole.xlsx"
    pd.DataFrame([fx.instagram_row(1)], columns=fx.INSTAGRAM).to_excel(whole, index=False)
    cut = tmp_path / "cut.xlsx"
    cut.write_bytes(whole.read_bytes()[:-30])
    with pytest.raises(UnknownExportError, match="it is cut off"):
        exports.read(cut)
