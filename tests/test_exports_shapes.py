"""Shapes of real exports that users describe in public; the values are made up."""

from __future__ import annotations

import pandas as pd
import pytest

from smmkit import exports
from smmkit.exports.kinds import LANGUAGES


@pytest.fixture
def read(tmp_path):
    def read(text, name="export.csv"):
        file = tmp_path / name
        file.write_text(text, encoding="utf-8-sig", newline="")
        return exports.read(file)

    return read


def recognised(export):
    return [f.what for f in export.report if f.step == "language"]


X_DAYS = {
    "pt": "Data,Impressões,Curtidas,Engajamentos,Itens salvos,Compartilhamentos,Novos seguidores,"
    "Deixar de seguir,Respostas,Reposts,Visitas ao perfil,Criar post,Visualizações de vídeo",
    "es": "Fecha,Impresiones,Me gusta,Interacciones,Guardados,Compartidos,Nuevos seguidores,"
    "Dejar de seguir,Respuestas,Reposts,Visitas al perfil,Crear post,Visualizaciones de video",
    "de": "Datum,Impressions,„Gefällt mir“-Angaben,Interaktionen,Lesezeichen,Geteilt,Neue Follower,"
    "Entfolgt,Antworten,Reposts,Profilbesuche,Post erstellen,Videoaufrufe",
    "fr": "Date,Impressions,J'aime,Engagements,Signets,Partages,Nouveaux abonnés,Désabonnements,"
    "Réponses,Reposts,Visites du profil,Créer un post,Vues de vidéo",
    "ru": "Дата,Показы,Нравится,Взаимодействия,Закладки,Поделились,Новые читатели,Отписки,Ответы,"
    "Репосты,Посещения профиля,Создать пост,Просмотры видео",
}


@pytest.mark.parametrize("language", X_DAYS)
def test_x_in_the_language_of_the_account(read, language):
    export = read(f'{X_DAYS[language]}\n"Mon, Aug 17, 2026",104,3,13,1,0,4,2,9,5,3,7,8\n')
    day = export.tables["DAILY"].iloc[0]
    assert export.kind == "x.daily"
    assert day["date"] == pd.Timestamp("2026-08-17")
    assert day[["impressions", "likes", "engagements", "saves"]].tolist() == [104, 3, 13, 1]
    assert day[["new_followers", "lost_followers", "comments", "shares"]].tolist() == [4, 2, 9, 5]
    assert day[["profile_visits", "posts", "video_views"]].tolist() == [3, 7, 8]
    assert recognised(export) == [f"header in {LANGUAGES[language]}"]


def test_x_posts_in_portuguese(read):
    header = (
        "ID do post,Data,Texto do post,Postar link,Impressões,Curtidas,Engajamentos,Itens salvos,"
        "Compartilhamentos,Novos seguidores,Respostas,Reposts,Visitas ao perfil,Cliques de URL"
    )
    link = "https://x.com/padaria/status/1888959709614682283"
    row = f'1888959709614682283,"Mon, Aug 17, 2026",Pão,{link},104,3,13,1,0,1,2,4,5,6'
    post = read(f"{header}\n{row}\n").posts.iloc[0]
    assert (post["post_id"], post["account"], post["text"]) == (link[-19:], "padaria", "Pão")
    assert post[["impressions", "shares", "comments", "clicks"]].tolist() == [104, 4, 2, 6]


def test_x_video_overview_of_days_and_videos(read):
    export = read(
        "Video overview,,,,,\r\n"
        "Date,Views,Watch Time (ms),Completion Rate,Average Watch Time (ms),Estimated Revenue\r\n"
        '"Sun, Sep 27, 2026",213,99000,12.5,3021,0\r\n"Sat, Sep 26, 2026",200,90000,12,3021,0\r\n'
        "\r\nYour videos,,,,,\r\nVideo title,Publish date,Post link,Views,Duration,Monetized\r\n"
        "Bread,,,847,0:30,No\r\n"
    )
    assert export.kind == "x.video"
    assert export.tables["DAILY"]["video_views"].tolist() == [213, 200]
    assert any("'Your videos' is not read" in f.what for f in export.report)
    assert "Bread" in set(export.tables["RAW"].to_numpy().ravel())


def test_sums_among_the_rows_of_ads_are_not_counted_twice(read):
    export = read(
        "Nombre de la campaña,Día,Importe gastado (USD),Impresiones,Alcance,Inicio del informe,"
        "Fin del informe\n"
        ",All,30.00,300,200,2025-06-01,2025-06-30\n"
        "Pan,All,30.00,300,200,2025-06-01,2025-06-30\n"
        "Pan,2025-06-01,10.00,100,90,2025-06-01,2025-06-30\n"
        "Pan,2025-06-02,20.00,200,150,2025-06-01,2025-06-30\n"
    )
    assert export.tables["ADS"]["spend"].tolist() == [10, 20]
    (finding,) = [f for f in export.report if f.step == "totals"]
    assert (finding.where, "sums of the others" in finding.what) == ("rows 2, 3", True)
    by_age = read(
        "Campaign name,Age,Gender,Amount spent (EUR),Impressions,Reporting starts,Reporting ends\n"
        "Bread,All,All,30.00,300,2025-06-01,2025-06-01\n"
        "Bread,18-24,female,10.00,100,2025-06-01,2025-06-01\n"
        "Bread,25-34,male,20.00,200,2025-06-01,2025-06-01\n"
    )
    assert by_age.tables["ADS"]["spend"].tolist() == [10, 20]
    alone = read(
        "Campaign name,Gender,Amount spent (EUR),Impressions,Reporting starts,Reporting ends\n"
        "Bread,All,30.00,300,2025-06-01,2025-06-01\n"
    )
    assert alone.tables["ADS"]["spend"].tolist() == [30]


@pytest.mark.parametrize(
    "header",
    [
        "Session source / medium,Sessions,Engaged sessions,Event count,Total revenue",
        "Source / support de la session,Sessions,Sessions avec engagement,Nombre d'événements,"
        "Revenu",
    ],
)
def test_analytics_without_the_lines_above(read, header):
    export = read(f"{header}\ngoogle / organic,120,80,900,10.5\n(direct) / (none),60,30,400,0\n")
    table = export.tables["AUDIENCE"]
    assert export.kind == "ga4.table"
    sessions = table[table["metric"] == "sessions"].set_index("segment")["value"]
    assert sessions.to_dict() == {"google / organic": 120, "(direct) / (none)": 60}
