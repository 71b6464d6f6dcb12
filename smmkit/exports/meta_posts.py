"""Meta Business Suite: the posts of a Facebook page or an Instagram account.

What the columns mean

* Facebook `engagements` is Meta's "Reactions, Comments and Shares"; clicks are not in it.
* Instagram `engagements` is likes + comments + saves + shares, the parts Meta adds up
  as interactions; it is missing where one of them is.
* `impressions` is "Impressions" in files up to 2024 and "Views" since 2025.
* Times bear no zone. Meta writes month first, whatever the language.
"""

from __future__ import annotations

import pandas as pd

from smmkit.exports.kinds import Kind, header_key
from smmkit.exports.sheet import Sheet
from smmkit.tables import POSTS

__all__ = ["KINDS"]

_COMMON = {
    "post_id": {
        "en": "Post ID",
        "pt": "Identificação da publicação|ID da publicação|ID do post",
        "fr": "Identifiant de la publication|ID de la publication|ID de publication",
        "de": "Beitrags-ID|Beitrag-ID|ID des Beitrags",
        "es": "Identificador de la publicación|ID de la publicación|ID de publicación",
        "ru": "ID публикации|Идентификатор публикации",
    },
    "title": {
        "en": "Title",
        "pt": "Título",
        "fr": "Titre",
        "de": "Titel",
        "es": "Título",
        "ru": "Название|Заголовок",
    },
    "text": {
        "en": "Description|Caption|Post message",
        "pt": "Descrição|Legenda",
        "fr": "Description|Légende",
        "de": "Beschreibung|Bildunterschrift",
        "es": "Descripción",
        "ru": "Описание|Подпись",
    },
    "duration": {
        "en": "Duration (sec)|Duration (secs)|Duration (s)|Duration (seconds)|Duration",
        "pt": "Duração (segundos)|Duração (s)|Duração (seg)|Duração",
        "fr": "Durée (s)|Durée (sec)|Durée (secondes)|Durée (en secondes)|Durée",
        "de": "Dauer (Sek.)|Dauer (Sekunden)|Dauer (in Sekunden)|Dauer (s)|Dauer",
        "es": "Duración (segundos)|Duración (s)|Duración (seg)|Duración (en segundos)|Duración",
        "ru": "Продолжительность (сек.)|Продолжительность (с)|Длительность (сек.)"
        "|Длительность (с)|Продолжительность|Длительность|Продолжительность (в секундах)",
    },
    "published": {
        "en": "Publish time|Published|Publish date|Published at",
        "pt": "Horário de publicação|Hora da publicação|Data de publicação|Hora de publicação",
        "fr": "Heure de publication|Date de publication|Date et heure de publication",
        "de": "Veröffentlichungszeit|Zeitpunkt der Veröffentlichung|Veröffentlichungszeitpunkt"
        "|Uhrzeit der Veröffentlichung|Veröffentlichungsdatum|Zeit der Veröffentlichung",
        "es": "Hora de publicación|Fecha de publicación",
        "ru": "Время публикации|Дата публикации",
    },
    "permalink": {
        "en": "Permalink|Permanent link|Post link",
        "pt": "Link permanente|Permalink",
        "fr": "Permalien|Lien permanent",
        "de": "Permalink|Dauerhafter Link",
        "es": "Enlace permanente|Permalink",
        "ru": "Постоянная ссылка|Пермалинк",
    },
    "format": {
        "en": "Post type|Type",
        "pt": "Tipo de publicação|Tipo de post",
        "fr": "Type de publication",
        "de": "Beitragsart|Beitragstyp|Art des Beitrags",
        "es": "Tipo de publicación",
        "ru": "Тип публикации",
    },
    "comment_on_data": {
        "en": "Data comment",
        "pt": "Comentário de dados|Comentário sobre os dados",
        "fr": "Commentaire de données|Commentaire sur les données|Commentaire des données",
        "de": "Datenkommentar|Kommentar zu den Daten|Kommentar zu Daten",
        "es": "Comentario de datos|Comentario de los datos|Comentario sobre los datos",
        "ru": "Комментарий к данным",
    },
    "period": {
        "en": "Date",
        "pt": "Data",
        "fr": "Date",
        "de": "Datum",
        "es": "Fecha",
        "ru": "Дата",
    },
    "views": {
        "en": "Views",
        "pt": "Visualizações",
        "fr": "Vues",
        "de": "Aufrufe",
        "es": "Visualizaciones",
        "ru": "Просмотры",
    },
    "impressions": {
        "en": "Impressions",
        "pt": "Impressões",
        "fr": "Impressions",
        "de": "Impressionen",
        "es": "Impresiones",
        "ru": "Показы",
    },
    "reach": {
        "en": "Reach|Post reach",
        "pt": "Alcance",
        "fr": "Couverture|Portée",
        "de": "Reichweite",
        "es": "Alcance",
        "ru": "Охват",
    },
    "comments": {
        "en": "Comments",
        "pt": "Comentários",
        "fr": "Commentaires",
        "de": "Kommentare",
        "es": "Comentarios",
        "ru": "Комментарии",
    },
    "shares": {
        "en": "Shares",
        "pt": "Compartilhamentos|Partilhas",
        "fr": "Partages",
        "de": "Geteilte Inhalte|Shares|Geteilt|Teilungen|Mal geteilt",
        "es": "Veces que se compartió|Compartidos|Veces compartido|Contenido compartido",
        "ru": "Репосты|Перепосты|Поделились",
    },
}

_FACEBOOK = {
    **_COMMON,
    "account": {
        "en": "Page name",
        "pt": "Nome da Página",
        "fr": "Nom de la Page",
        "de": "Seitenname|Name der Seite",
        "es": "Nombre de la página",
        "ru": "Название Страницы|Имя Страницы",
    },
    "account_id": {
        "en": "Page ID",
        "pt": "Identificação da Página|ID da Página",
        "fr": "Identifiant de la Page|ID de la Page|ID de Page",
        "de": "Seiten-ID|Seiten ID|ID der Seite",
        "es": "Identificador de la página|ID de la página",
        "ru": "ID Страницы|Идентификатор Страницы",
    },
    "reach_key": {"en": "IMPRESSION:UNIQUE_USERS"},
    "engagements": {
        "en": "Reactions, Comments and Shares|Reactions, comments & shares",
        "pt": "Reações, comentários e compartilhamentos|Reações, comentários e partilhas",
        "fr": "Réactions, commentaires et partages",
        "de": "Reaktionen, Kommentare und geteilte Inhalte|Reaktionen, Kommentare und Shares",
        "es": "Reacciones, comentarios y veces que se compartió"
        "|Reacciones, comentarios y contenido compartido|Reacciones, comentarios y compartidos",
        "ru": "Реакции, комментарии и репосты|Реакции, комментарии и перепосты",
    },
    "likes": {
        "en": "Reactions",
        "pt": "Reações",
        "fr": "Réactions",
        "de": "Reaktionen",
        "es": "Reacciones",
        "ru": "Реакции",
    },
    "clicks": {
        "en": "Link clicks",
        "pt": "Cliques no link|Cliques em links",
        "fr": "Clics sur le lien|Clics sur un lien|Clics sur des liens",
        "de": "Link-Klicks|Linkklicks|Klicks auf Links",
        "es": "Clics en el enlace|Clics en enlaces",
        "ru": "Клики по ссылке|Клики по ссылкам",
    },
    "boosted_reach": {
        "en": "Reach from Boosted posts|Paid reach",
        "pt": "Alcance de publicações impulsionadas",
        "fr": "Couverture des publications boostées",
        "de": "Reichweite von beworbenen Beiträgen",
        "es": "Alcance de publicaciones promocionadas",
        "ru": "Охват продвигаемых публикаций",
    },
    "video_views": {
        "en": "3-second video views|Video views",
        "pt": "Visualizações do vídeo por 3 segundos",
        "fr": "Vues de vidéo de 3 secondes",
        "de": "3-Sekunden-Videoaufrufe",
        "es": "Reproducciones de video de 3 segundos",
        "ru": "Просмотры видео продолжительностью 3 секунды",
    },
}

_INSTAGRAM = {
    **_COMMON,
    "account": {
        "en": "Account username|Username",
        "pt": "Nome de usuário da conta|Nome de utilizador da conta",
        "fr": "Nom d’utilisateur du compte|Nom d'utilisateur du compte",
        "de": "Benutzername des Kontos|Konto-Benutzername|Kontobenutzername",
        "es": "Nombre de usuario de la cuenta",
        "ru": "Имя пользователя аккаунта|Имя пользователя",
    },
    "account_name": {
        "en": "Account name",
        "pt": "Nome da conta",
        "fr": "Nom du compte",
        "de": "Kontoname|Name des Kontos",
        "es": "Nombre de la cuenta",
        "ru": "Название аккаунта|Имя аккаунта",
    },
    "account_id": {
        "en": "Account ID",
        "pt": "Identificação da conta|ID da conta",
        "fr": "Identifiant du compte|ID du compte|ID de compte",
        "de": "Konto-ID|ID des Kontos",
        "es": "Identificador de la cuenta|ID de la cuenta",
        "ru": "ID аккаунта|Идентификатор аккаунта",
    },
    "likes": {
        "en": "Likes",
        "pt": "Curtidas|Gostos",
        "fr": "Mentions J’aime|Mentions J'aime|J’aime",
        "de": "„Gefällt mir“-Angaben|Gefällt mir|Likes|Gefällt-mir-Angaben",
        "es": "Me gusta",
        "ru": 'Отметки "Нравится"|Нравится|Лайки',
    },
    "saves": {
        "en": "Saves",
        "pt": "Salvamentos|Guardados",
        "fr": "Enregistrements",
        "de": "Gespeichert|Gespeicherte Inhalte|Speicherungen|Saves|Mal gespeichert",
        "es": "Guardados|Veces que se guardó",
        "ru": "Сохранения|Сохранено",
    },
    "follows": {
        "en": "Follows",
        "pt": "Seguimentos|Seguidores",
        "fr": "Abonnements|Suivis|Followers",
        "de": "Abonnements|Follows|Gefolgt",
        "es": "Seguimientos|Seguidores",
        "ru": "Подписки",
    },
    "video_views": {"en": "Plays|Video views", "pt": "Reproduções", "es": "Reproducciones"},
}

_LIFETIME = frozenset(
    map(
        header_key,
        (
            "Lifetime",
            "Vitalício",
            "Total",
            "Depuis la création",
            "À vie",
            "Durée de vie",
            "Gesamte Laufzeit",
            "Lifetime-Wert",
            "Seit Beginn",
            "De por vida",
            "Total acumulado",
            "Всё время",
            "За все время",
            "Весь срок",
            "За весь период",
        ),
    )
)

# Stems of the words for a format; where two fit ("Reel-Video"), the first wins.
_FORMATS = (
    ("story", ("stor", "histori", "истори")),
    ("carousel", ("carous", "carros", "carrus", "karuss", "secuencia", "album", "карус", "multi")),
    ("reel", ("reel", "рилс")),
    ("live", ("live", "direct", "ao vivo", "en vivo", "прям")),
    ("video", ("video", "видео")),
    ("photo", ("photo", "foto", "imag", "bild", "imagem", "фото", "изображен")),
    ("link", ("link", "lien", "enlace", "ссылк")),
    ("text", ("text", "status", "estado", "statut", "текст", "статус")),
)


def _read_facebook(sheet: Sheet, day_first: bool | None) -> dict[str, pd.DataFrame]:
    reach = _reach(sheet)
    table = _common(sheet, "facebook", reach, day_first)
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
    return _finish(sheet, table)


def _read_instagram(sheet: Sheet, day_first: bool | None) -> dict[str, pd.DataFrame]:
    table = _common(sheet, "instagram", sheet.count("reach"), day_first)
    table["impressions"] = sheet.count("impressions" if "impressions" in sheet else "views")
    table["video_views"] = sheet.count("video_views")
    table["saves"] = sheet.count("saves")
    table["follows"] = sheet.count("follows")
    table["engagements"] = table[["likes", "comments", "saves", "shares"]].sum(axis=1, skipna=False)
    return _finish(sheet, table)


def _common(sheet: Sheet, platform: str, reach: pd.Series, day_first: bool | None) -> pd.DataFrame:
    remark = sheet.text("comment_on_data")
    # Where Meta could not compute a row it names the post in a remark, and nowhere else.
    remarked = remark.str.extract(r"content with ID ([0-9]+)", expand=False)
    sheet.warn("rows", f"Meta remarks: {_first(remark)!r}", remark.notna())
    permalink = sheet.text("permalink")
    no_link = permalink.notna() & ~permalink.str.match(r"https?://").fillna(False)
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
            "format": _format(sheet),
            "text": text.fillna(title),
            "reach": reach,
            "likes": sheet.count("likes"),
            "comments": sheet.count("comments"),
            "shares": sheet.count("shares"),
            "duration_s": sheet.decimal("duration"),
            "permalink": permalink.mask(no_link),
        },
        index=sheet.cells.index,
    )


def _finish(sheet: Sheet, table: pd.DataFrame) -> dict[str, pd.DataFrame]:
    sheet.warn(
        "numbers",
        "fewer displays than accounts reached (Meta counts boosted reach, organic views)",
        table["impressions"] < table["reach"],
    )
    period = sheet.text("period")
    daily = period.notna() & ~period.fillna("").map(header_key).isin(_LIFETIME)
    by_day = daily & period.str.contains(r"[0-9]{4}", regex=True).fillna(False)
    sheet.warn("dates", "the numbers are of one day, not of the post's lifetime", by_day)
    sheet.warn("dates", f"unknown period {_first(period[daily])!r}", daily & ~by_day)
    posts = sheet.finish(table, once=not by_day.any())
    return {"POSTS": POSTS.conform(posts)}


def _first(texts: pd.Series) -> str:
    texts = texts.dropna()
    return "" if texts.empty else str(texts.iloc[0])[:80]


def _account(sheet: Sheet, reach: pd.Series) -> pd.Series:
    account = sheet.text("account").fillna(sheet.text("account_name"))
    account = account.fillna(sheet.text("account_id"))
    own = account.mode()
    if len(own):
        foreign = (account != own[0]).fillna(False)
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


def _format(sheet: Sheet) -> pd.Series:
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
        _FACEBOOK,
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
        _INSTAGRAM,
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
