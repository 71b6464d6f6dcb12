"""Synthetic exports, in the shape of the platforms' files; no row of a real one."""

from __future__ import annotations

import csv
import io

FACEBOOK = [
    "Post ID",
    "Page ID",
    "Page name",
    "Title",
    "Description",
    "Duration (sec)",
    "Publish time",
    "Caption type",
    "Permalink",
    "Is crosspost",
    "Is share",
    "Post type",
    "Languages",
    "Custom labels",
    "Funded content status",
    "Data comment",
    "Date",
    "Views",
    "Reach",
    "Reactions, Comments and Shares",
    "Reactions",
    "Comments",
    "Shares",
    "Total clicks",
    "Views",
    "Reach from Boosted posts",
    "Link Clicks",
]

INSTAGRAM = [
    "Post ID",
    "Account ID",
    "Account username",
    "Account name",
    "Description",
    "Duration (sec)",
    "Publish time",
    "Permalink",
    "Post type",
    "Data comment",
    "Date",
    "Views",
    "Reach",
    "Likes",
    "Shares",
    "Comments",
    "Saves",
    "Follows",
]

INSTAGRAM_HEADERS = {
    "pt": "Identificação da publicação|Identificação da conta|Nome de usuário da conta|Nome da "
    "conta|Descrição|Duração (segundos)|Horário de publicação|Link permanente|Tipo de publicação"
    "|Comentário de dados|Data|Visualizações|Alcance|Curtidas|Compartilhamentos|Comentários"
    "|Salvamentos|Seguimentos",
    "fr": "Identifiant de la publication|ID du compte|Nom d’utilisateur du compte|Nom du compte"
    "|Description|Durée (s)|Heure de publication|Permalien|Type de publication|Commentaire sur les "
    "données|Date|Vues|Couverture|Mentions J’aime|Partages|Commentaires|Enregistrements"
    "|Abonnements",
    "de": "Beitrags-ID|Konto-ID|Konto-Benutzername|Kontoname|Beschreibung|Dauer (Sek.)"
    "|Veröffentlichungszeit|Permalink|Beitragsart|Datenkommentar|Datum|Aufrufe|Reichweite"
    "|„Gefällt mir“-Angaben|Geteilte Inhalte|Kommentare|Gespeichert|Follows",
    "es": "Identificador de la publicación|ID de la cuenta|Nombre de usuario de la cuenta|Nombre "
    "de la cuenta|Descripción|Duración (segundos)|Hora de publicación|Enlace permanente|Tipo de "
    "publicación|Comentario de los datos|Fecha|Visualizaciones|Alcance|Me gusta|Veces que se "
    "compartió|Comentarios|Guardados|Seguimientos",
    "ru": "ID публикации|ID аккаунта|Имя пользователя аккаунта|Название аккаунта|Описание"
    "|Продолжительность (сек.)|Время публикации|Постоянная ссылка|Тип публикации|Комментарий к "
    'данным|Дата|Просмотры|Охват|Отметки "Нравится"|Репосты|Комментарии|Сохранения|Подписки',
}

X_CLASSIC = [
    "Tweet id",
    "Tweet permalink",
    "Tweet text",
    "time",
    "impressions",
    "engagements",
    "engagement rate",
    "retweets",
    "replies",
    "likes",
    "url clicks",
    "follows",
    "promoted impressions",
    "promoted engagements",
]

X_NEW = [
    "Post id",
    "Date",
    "Post text",
    "Post Link",
    "Impressions",
    "Likes",
    "Engagements",
    "Bookmarks",
    "Shares",
    "New follows",
    "Replies",
    "Reposts",
    "Url clicks",
]


def facebook_row(number=1, **change):
    row = {
        "Post ID": str(900000000000000 + number),
        "Page ID": "100000000000001",
        "Page name": "Corner Bakery, Leith",
        "Description": f'Bread no. {number}\nand "rolls", daily',
        "Duration (sec)": "0",
        "Publish time": f"03/{number % 28 + 1:02d}/2025 09:30",
        "Permalink": f"https://www.facebook.com/bakery/posts/{900000000000000 + number}",
        "Post type": "Photos",
        "Date": "Lifetime",
        "Views": str(150 + number),
        "Reach": str(100 + number),
        "Reactions, Comments and Shares": "9",
        "Reactions": "6",
        "Comments": "2",
        "Shares": "1",
        "Link Clicks": "3",
        "Reach from Boosted posts": "0",
    } | change
    # The second column of the same name is the video's.
    cells = [row.get(name, "") for name in FACEBOOK]
    cells[len(FACEBOOK) - 1 - FACEBOOK[::-1].index("Views")] = change.get("video", "4")
    return cells


def instagram_row(number=1, **change):
    row = {
        "Post ID": str(18000000000000123 + number * 1001),
        "Account ID": "17841400000000001",
        "Account username": "corner.bakery",
        "Account name": "Corner Bakery",
        "Description": f"Rolls no. {number} 🥐",
        "Duration (sec)": "12",
        "Publish time": f"03/{number % 28 + 1:02d}/2025 18:05",
        "Permalink": f"https://www.instagram.com/p/AbC{number}/",
        "Post type": "IG reel",
        "Date": "Lifetime",
        "Views": str(300 + number),
        "Reach": str(200 + number),
        "Likes": "20",
        "Shares": "3",
        "Comments": "2",
        "Saves": "5",
        "Follows": "",
    } | change
    return [row.get(name, "") for name in INSTAGRAM]


def x_classic_row(number=1, **change):
    post = 1400000000000000123 + number
    row = {
        "Tweet id": str(post),
        "Tweet permalink": f"https://twitter.com/bakery/status/{post}",
        "Tweet text": f"Rolls &amp; bread {number}",
        "time": f"2021-12-{number % 28 + 1:02d} 16:45 +0000",
        "impressions": "1000.0",
        "engagements": "20.0",
        "engagement rate": "0.02",
        "retweets": "4.0",
        "replies": "1.0",
        "likes": "9.0",
        "url clicks": "2.0",
        "follows": "0",
        "promoted impressions": "-",
        "promoted engagements": "-",
    } | change
    return [row[name] for name in X_CLASSIC]


def x_new_row(number=1, **change):
    post = 1880000000000000123 + number
    row = {
        "Post id": str(post),
        "Date": "Mon Feb 10 2025",
        "Post text": f"Rolls no. {number}",
        "Post Link": f"https://x.com/bakery/status/{post}",
        "Impressions": "104",
        "Likes": "7",
        "Engagements": "13",
        "Bookmarks": "2",
        "Shares": "1",
        "New follows": "0",
        "Replies": "1",
        "Reposts": "3",
        "Url clicks": "1",
    } | change
    return [row[name] for name in X_NEW]


def as_csv(header, rows, *, delimiter=",", newline="\r\n"):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=newline).writerows([header, *rows])
    return out.getvalue()
