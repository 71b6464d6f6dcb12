"""The words that X's columns bear, in six languages.

English is as seen in exports, before and after the new name; Portuguese as users list the
columns of theirs; the others are X's own words for the same numbers. The first of a list is
today's word.
"""

from __future__ import annotations

__all__ = ["DAYS", "POSTS", "VIDEO"]

_SHARED = {
    "impressions": {
        "en": "Impressions",
        "pt": "Impressões",
        "fr": "Impressions",
        "de": "Impressions|Impressionen",
        "es": "Impresiones",
        "ru": "Показы|Просмотры",
    },
    "engagements": {
        "en": "Engagements",
        "pt": "Engajamentos|Interações|Envolvimentos",
        "fr": "Engagements|Interactions",
        "de": "Engagements|Interaktionen",
        "es": "Interacciones",
        "ru": "Взаимодействия|Вовлеченность|Вовлечения|Действия",
    },
    "rate": {
        "en": "Engagement rate",
        "pt": "Taxa de engajamento|Taxa de interação",
        "fr": "Taux d'engagement",
        "de": "Engagement-Rate|Interaktionsrate",
        "es": "Tasa de interacción",
        "ru": "Уровень взаимодействия|Уровень вовлеченности",
    },
    "shares": {
        "en": "Reposts|retweets",
        "pt": "Reposts|Republicações|Retweets",
        "fr": "Reposts|Republications|Retweets",
        "de": "Reposts|Retweets",
        "es": "Reposts|Republicaciones|Retweets",
        "ru": "Репосты|Ретвиты",
    },
    "comments": {
        "en": "Replies",
        "pt": "Respostas",
        "fr": "Réponses",
        "de": "Antworten",
        "es": "Respuestas",
        "ru": "Ответы",
    },
    "likes": {
        "en": "Likes|favorites|favourites",
        "pt": "Curtidas|Gostos",
        "fr": "J'aime|J’aime|Mentions J'aime|Mentions J’aime",
        "de": "Gefällt mir|„Gefällt mir“-Angaben|Gefällt mir-Angaben|Likes",
        "es": "Me gusta",
        "ru": 'Отметки «Нравится»|Отметки "Нравится"|Нравится|Лайки',
    },
    "saves": {
        "en": "Bookmarks",
        "pt": "Itens salvos|Itens guardados|Favoritos",
        "fr": "Signets",
        "de": "Lesezeichen",
        "es": "Guardados|Elementos guardados|Marcadores",
        "ru": "Закладки",
    },
    "clicks": {
        "en": "URL clicks|Link clicks",
        "pt": "Cliques de URL|Cliques no URL|Cliques em URL|Cliques no link",
        "fr": "Clics sur l'URL|Clics sur l’URL|Clics d'URL|Clics sur le lien",
        "de": "URL-Klicks|Klicks auf URL|Link-Klicks",
        "es": "Clics en la URL|Clics de URL|Clics en URL|Clics en el enlace",
        "ru": "Клики по URL|Клики по ссылке|Переходы по ссылке",
    },
}
_DATE = {
    "en": "Date",
    "pt": "Data",
    "fr": "Date",
    "de": "Datum",
    "es": "Fecha",
    "ru": "Дата",
}
_FOLLOWS = {
    "en": "New follows|follows",
    "pt": "Novos seguidores",
    "fr": "Nouveaux abonnés|Nouveaux abonnements",
    "de": "Neue Follower|Neue Follows",
    "es": "Nuevos seguidores|Nuevos seguimientos",
    "ru": "Новые читатели|Новые подписчики|Новые подписки",
}
_VIEWS = {
    "en": "Views|Video views",
    "pt": "Visualizações",
    "fr": "Vues",
    "de": "Aufrufe",
    "es": "Visualizaciones|Reproducciones",
    "ru": "Просмотры",
}

POSTS = {
    "post_id": {
        "en": "Post id|Tweet id",
        "pt": "ID do Tweet|ID do post|Id do post|ID da publicação",
        "fr": "Identifiant du Tweet|ID du Tweet|ID du post|Identifiant du post|Id. du post",
        "de": "Tweet-ID|Post-ID|ID des Posts|Beitrags-ID",
        "es": "Identificador del Tweet|ID del Tweet|ID del post|Id. del post|ID de la publicación",
        "ru": "ID твита|Идентификатор твита|ID поста|Идентификатор поста",
    },
    "permalink": {
        "en": "Post Link|Link|Tweet permalink|Post permalink|Permalink|Tweet link",
        "pt": "Link permanente do Tweet|Postar link|Link do post",
        "fr": "Lien permanent du Tweet|Permalien du Tweet|Lien du post|Publier le lien",
        "de": "Tweet-Permalink|Permalink des Tweets|Post-Link|Link zum Post|Link posten",
        "es": "Enlace permanente de Tweet|Enlace permanente del Tweet|Enlace del post"
        "|Publicar enlace|Enlace",
        "ru": "Постоянная ссылка на твит|Ссылка на твит|Ссылка на пост|Опубликовать ссылку|Ссылка",
    },
    "text": {
        "en": "Post text|Tweet text|Text",
        "pt": "Texto do Tweet|Texto do post",
        "fr": "Texte du Tweet|Texte du post",
        "de": "Tweet-Text|Text des Tweets|Post-Text|Posttext|Text des Posts",
        "es": "Texto del Tweet|Texto del post",
        "ru": "Текст твита|Текст поста",
    },
    "published": {
        "en": "Date|time|Created at|Post date|Posted at",
        "pt": "Data|hora",
        "fr": "Date|heure",
        "de": "Datum|Zeit|Uhrzeit",
        "es": "Fecha|hora",
        "ru": "Дата|время",
    },
    **_SHARED,
    "follows": _FOLLOWS,
    "promoted_impressions": {"en": "promoted impressions"},
    "promoted_engagements": {"en": "promoted engagements"},
}

DAYS = {
    "date": _DATE,
    "posts": {
        "en": "Create Post|Posts published|Tweets published|Posts created|Posts",
        "pt": "Criar post",
        "fr": "Créer un post|Créer le post",
        "de": "Post erstellen",
        "es": "Crear post|Crear publicación",
        "ru": "Создать пост|Создание поста",
    },
    **_SHARED,
    "profile_visits": {
        "en": "Profile visits|user profile clicks|Profile clicks",
        "pt": "Visitas ao perfil",
        "fr": "Visites du profil|Visites de profil",
        "de": "Profilbesuche|Profilaufrufe",
        "es": "Visitas al perfil",
        "ru": "Посещения профиля|Визиты в профиль",
    },
    "new_followers": _FOLLOWS,
    "lost_followers": {
        "en": "Unfollows",
        "pt": "Deixar de seguir|Deixaram de seguir",
        "fr": "Désabonnements|Ne plus suivre|Se désabonner",
        "de": "Entfolgt|Nicht mehr folgen|Entfolgungen",
        "es": "Dejar de seguir|Dejaron de seguir",
        "ru": "Отписки|Перестать читать|Отмененные подписки",
    },
    "video_views": {
        "en": "Video views|media views",
        "pt": "Visualizações de vídeo|Visualizações de mídia",
        "fr": "Vues de vidéo|Vues de vidéos|Vues de la vidéo",
        "de": "Videoaufrufe|Video-Aufrufe",
        "es": "Visualizaciones de video|Visualizaciones de vídeo|Reproducciones de video",
        "ru": "Просмотры видео",
    },
}

VIDEO = {
    "date": _DATE,
    "video_views": _VIEWS,
    "watch_time": {
        "en": "Watch Time (ms)|Watch Time",
        "pt": "Tempo de exibição (ms)|Tempo de exibição",
        "fr": "Temps de visionnage (ms)|Durée de visionnage (ms)",
        "de": "Wiedergabezeit (ms)",
        "es": "Tiempo de visualización (ms)|Tiempo de reproducción (ms)",
        "ru": "Время просмотра (мс)",
    },
}
