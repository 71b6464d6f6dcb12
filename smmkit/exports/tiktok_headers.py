"""The words that TikTok Studio's columns bear, in six languages.

English is as seen in exports; the others are TikTok's usual words, with the variants
that it may use. The first of a list is how the column is called today.
"""

from __future__ import annotations

__all__ = ["CONTENT", "DAILY", "SEGMENTS"]

_DATE = {
    "en": "Date",
    "pt": "Data",
    "fr": "Date",
    "de": "Datum",
    "es": "Fecha",
    "ru": "Дата",
}

CONTENT = {
    "exported": {
        "en": "Time",
        "pt": "Hora|Tempo|Horário",
        "fr": "Heure|Temps|Date",
        "de": "Zeit|Uhrzeit",
        "es": "Hora|Tiempo|Fecha",
        "ru": "Время",
    },
    "text": {
        "en": "Video title|Title|Post title|Video description",
        "pt": "Título do vídeo|Título",
        "fr": "Titre de la vidéo|Titre",
        "de": "Videotitel|Titel|Titel des Videos",
        "es": "Título del vídeo|Título del video|Título",
        "ru": "Название видео|Название",
    },
    "permalink": {
        "en": "Video link|Link|Post link",
        "pt": "Link do vídeo|Link",
        "fr": "Lien de la vidéo|Lien vidéo|Lien",
        "de": "Video-Link|Videolink|Link zum Video|Link",
        "es": "Enlace del vídeo|Enlace del video|Enlace de vídeo|Enlace de video|Enlace",
        "ru": "Ссылка на видео|Ссылка",
    },
    "published": {
        "en": "Post time|Posted time|Publish time|Post date",
        "pt": "Hora da publicação|Horário da publicação|Hora de publicação|Horário de publicação"
        "|Data de publicação|Horário da postagem",
        "fr": "Heure de publication|Date de publication|Heure de la publication",
        "de": "Veröffentlichungszeit|Beitragszeit|Uhrzeit des Beitrags|Veröffentlichungsdatum"
        "|Postzeit",
        "es": "Hora de publicación|Fecha de publicación|Hora de la publicación",
        "ru": "Время публикации|Дата публикации",
    },
    "likes": {
        "en": "Total likes|Likes",
        "pt": "Total de curtidas|Curtidas|Total de gostos|Gostos",
        "fr": "Total de J'aime|Total des J'aime|Nombre total de J'aime|J'aime|Mentions J'aime",
        "de": "Likes insgesamt|Gesamtzahl der Likes|Gesamte Likes|Likes gesamt|Likes",
        "es": "Total de Me gusta|Me gusta totales|Me gusta",
        "ru": 'Всего лайков|Всего отметок "Нравится"|Лайки',
    },
    "comments": {
        "en": "Total comments|Comments",
        "pt": "Total de comentários|Comentários",
        "fr": "Total de commentaires|Total des commentaires|Nombre total de commentaires"
        "|Commentaires",
        "de": "Kommentare insgesamt|Gesamtzahl der Kommentare|Gesamte Kommentare"
        "|Kommentare gesamt|Kommentare",
        "es": "Total de comentarios|Comentarios totales|Comentarios",
        "ru": "Всего комментариев|Комментарии",
    },
    "shares": {
        "en": "Total shares|Shares",
        "pt": "Total de compartilhamentos|Total de partilhas|Compartilhamentos|Partilhas",
        "fr": "Total de partages|Total des partages|Nombre total de partages|Partages",
        "de": "Geteilt insgesamt|Shares insgesamt|Gesamtzahl der Shares|Mal geteilt insgesamt"
        "|Gesamte Shares|Shares gesamt|Geteilt|Shares",
        "es": "Total de veces compartido|Veces compartido|Total de compartidos|Compartidos totales"
        "|Total de comparticiones|Compartidos",
        "ru": "Всего репостов|Всего поделились|Репосты|Поделились",
    },
    "saves": {
        "en": "Total favorites|Favorites|Total saves|Saves|Add to Favorites",
        "pt": "Total de favoritos|Favoritos",
        "fr": "Total des favoris|Favoris",
        "de": "Favoriten insgesamt|Favoriten",
        "es": "Total de favoritos|Favoritos",
        "ru": "Всего в избранном|Избранное",
    },
    "video_views": {
        "en": "Total views|Views|Video views|Total video views",
        "pt": "Total de visualizações|Visualizações|Visualizações de vídeo",
        "fr": "Total de vues|Total des vues|Nombre total de vues|Vues|Vues de la vidéo",
        "de": "Aufrufe insgesamt|Gesamtzahl der Aufrufe|Gesamte Aufrufe|Aufrufe gesamt|Aufrufe"
        "|Videoaufrufe",
        "es": "Total de visualizaciones|Visualizaciones totales|Visualizaciones"
        "|Visualizaciones de vídeos|Total de vistas|Vistas totales",
        "ru": "Всего просмотров|Просмотры|Просмотры видео",
    },
}

DAILY = {
    "date": _DATE,
    "video_views": {
        "en": "Video Views|Post views",
        "pt": "Visualizações de vídeo|Visualizações de vídeos|Visualizações do vídeo",
        "fr": "Vues de vidéos|Vues de vidéo|Vues de la vidéo|Vues vidéo|Vues des vidéos",
        "de": "Videoaufrufe|Video-Aufrufe|Videoansichten",
        "es": "Visualizaciones de vídeos|Visualizaciones de vídeo|Visualizaciones de video"
        "|Visualizaciones de videos|Visualizaciones del vídeo|Vistas de video|Vistas de videos"
        "|Reproducciones de vídeo|Reproducciones de video",
        "ru": "Просмотры видео|Просмотров видео",
    },
    "profile_visits": {
        "en": "Profile Views",
        "pt": "Visualizações do perfil|Visualizações de perfil",
        "fr": "Vues du profil|Vues de profil|Consultations du profil",
        "de": "Profilaufrufe|Profilansichten",
        "es": "Visualizaciones del perfil|Visualizaciones de perfil|Vistas del perfil"
        "|Vistas de perfil|Visitas al perfil",
        "ru": "Просмотры профиля|Просмотров профиля",
    },
    "likes": {
        "en": "Likes",
        "pt": "Curtidas|Gostos",
        "fr": "J'aime|Mentions J'aime",
        "de": "Likes|Gefällt mir",
        "es": "Me gusta",
        "ru": 'Лайки|Отметки "Нравится"|Нравится',
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
        "de": "Geteilt|Shares|Mal geteilt|Geteilte Inhalte",
        "es": "Veces compartido|Compartidos|Comparticiones|Compartir|Veces que se ha compartido",
        "ru": "Репосты|Поделились",
    },
    "reach": {
        "en": "Reached audience|Unique viewers|Total Viewers",
        "pt": "Público alcançado|Total de espectadores|Espectadores únicos",
        "fr": "Audience touchée|Total des spectateurs|Nombre total de spectateurs"
        "|Spectateurs uniques",
        "de": "Erreichte Zielgruppe|Zuschauer insgesamt|Gesamtzahl der Zuschauer",
        "es": "Audiencia alcanzada|Total de espectadores|Espectadores totales"
        "|Espectadores únicos|Público alcanzado",
        "ru": "Охваченная аудитория|Всего зрителей|Уникальные зрители",
    },
    "new_viewers": {
        "en": "New Viewers",
        "pt": "Novos espectadores",
        "fr": "Nouveaux spectateurs",
        "de": "Neue Zuschauer",
        "es": "Nuevos espectadores|Espectadores nuevos",
        "ru": "Новые зрители",
    },
    "followers": {
        "en": "Followers|Total followers",
        "pt": "Seguidores|Total de seguidores",
        "fr": "Followers|Abonnés|Nombre d'abonnés",
        "de": "Follower|Follower*innen",
        "es": "Seguidores|Total de seguidores",
        "ru": "Подписчики|Подписчиков",
    },
    "net": {
        "en": "Difference in followers from previous day|Net followers",
        "pt": "Diferença de seguidores em relação ao dia anterior"
        "|Diferença no número de seguidores em relação ao dia anterior"
        "|Diferença em seguidores em relação ao dia anterior",
        "fr": "Différence de followers par rapport au jour précédent|Différence d'abonnés par "
        "rapport au jour précédent|Différence du nombre de followers par rapport à la veille"
        "|Différence de followers par rapport à la veille",
        "de": "Differenz der Follower zum Vortag|Unterschied der Follower zum Vortag"
        "|Unterschied bei Followern gegenüber dem Vortag|Follower-Differenz zum Vortag",
        "es": "Diferencia de seguidores con respecto al día anterior|Diferencia de seguidores "
        "respecto al día anterior|Diferencia en seguidores del día anterior"
        "|Diferencia de seguidores del día anterior",
        "ru": "Разница в подписчиках с предыдущим днем|Изменение числа подписчиков по сравнению с "
        "предыдущим днем|Разница в количестве подписчиков по сравнению с предыдущим днем",
    },
}

SEGMENTS = {
    "date": _DATE,
    "hour": {
        "en": "Hour",
        "pt": "Hora",
        "fr": "Heure",
        "de": "Stunde|Uhrzeit",
        "es": "Hora",
        "ru": "Час",
    },
    "active": {
        "en": "Active followers",
        "pt": "Seguidores ativos",
        "fr": "Followers actifs|Abonnés actifs",
        "de": "Aktive Follower",
        "es": "Seguidores activos",
        "ru": "Активные подписчики",
    },
    "gender": {
        "en": "Gender",
        "pt": "Gênero|Sexo|Género",
        "fr": "Genre|Sexe",
        "de": "Geschlecht",
        "es": "Género|Sexo",
        "ru": "Пол",
    },
    "territory": {
        "en": "Top territories|Top locations|Territories",
        "pt": "Principais territórios|Principais locais|Principais regiões",
        "fr": "Principaux territoires|Territoires principaux|Meilleurs territoires",
        "de": "Top-Gebiete|Top-Regionen|Wichtigste Gebiete|Top-Territorien",
        "es": "Principales territorios|Territorios principales",
        "ru": "Основные регионы|Топ территорий|Основные территории",
    },
    "share": {
        "en": "Distribution|Percentage",
        "pt": "Distribuição",
        "fr": "Distribution|Répartition",
        "de": "Verteilung",
        "es": "Distribución",
        "ru": "Распределение",
    },
}
