"""The words that Meta Business Suite's columns bear, in six languages.

English and Portuguese are as seen in exports; the others are Meta's usual words, with
the variants that it may use. The first of a list is how the column is called today.
"""

from __future__ import annotations

__all__ = ["FACEBOOK", "INSTAGRAM", "LIFETIME"]

# What stands in "period" where the numbers are of a post's whole life.
LIFETIME = {
    "en": "Lifetime|Total",
    "pt": "Vitalício",
    "fr": "Depuis la création|Total|À vie|Durée de vie",
    "de": "Gesamte Laufzeit|Gesamt|Insgesamt|Lifetime-Wert|Seit Beginn",
    "es": "De por vida|Total|Total acumulado",
    "ru": "Всё время|За все время|Весь срок|За весь период",
}

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
        "es": "Veces que se compartió|Compartidos|Veces compartido|Contenido compartido"
        "|Veces que se ha compartido",
        "ru": "Репосты|Перепосты|Поделились",
    },
}

FACEBOOK = {
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

INSTAGRAM = {
    **_COMMON,
    "account": {
        "en": "Account username|Username",
        "pt": "Nome de usuário da conta|Nome de utilizador da conta",
        "fr": "Nom d’utilisateur du compte|Nom d'utilisateur du compte",
        "de": "Benutzername des Kontos|Nutzername des Kontos|Konto-Benutzername|Kontobenutzername",
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
        "es": "Guardados|Veces que se guardó|Veces que se ha guardado|Veces guardado",
        "ru": "Сохранения|Сохранено",
    },
    "follows": {
        "en": "Follows",
        "pt": "Seguimentos|Seguidores",
        "fr": "Abonnements|Suivis|Followers",
        "de": "Abonnements|Follows|Gefolgt|Follower",
        "es": "Seguimientos|Seguidores",
        "ru": "Подписки",
    },
    "video_views": {"en": "Plays|Video views", "pt": "Reproduções", "es": "Reproducciones"},
}
