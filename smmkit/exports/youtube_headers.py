"""The words that YouTube Studio's columns bear, in six languages.

English and German are as seen in exports, French, Spanish, Portuguese and Russian as
other readers of these files state them. The first of a list is today's word.
"""

from __future__ import annotations

__all__ = ["DIMENSIONS", "FIELDS"]

FIELDS = {
    "video_id": {
        "en": "Content|Video|Videos|Video ID",
        "de": "Video|Videos|Inhalt|Inhalte|Content",
        "fr": "Contenu|Vidéo|Vidéos",
        "es": "Contenido|Vídeo|Video|Vídeos|ID del vídeo",
        "pt": "Conteúdo|Vídeo|Vídeos|ID do vídeo",
        "ru": "Контент|Видео|Идентификатор видео|ID видео",
    },
    "title": {
        "en": "Video title",
        "de": "Videotitel|Titel des Videos",
        "fr": "Titre de la vidéo",
        "es": "Título del vídeo|Título del video",
        "pt": "Título do vídeo",
        "ru": "Название видео",
    },
    "published": {
        "en": "Video publish time|Publish time|Publish date",
        "de": "Veröffentlichungszeitpunkt des Videos|Zeitpunkt der Videoveröffentlichung",
        "fr": "Heure de publication de la vidéo|Date de publication de la vidéo",
        "es": "Hora de publicación del vídeo|Hora de publicación del video"
        "|Fecha de publicación del vídeo",
        "pt": "Horário de publicação do vídeo|Hora de publicação do vídeo"
        "|Data de publicação do vídeo",
        "ru": "Время публикации видео|Дата публикации видео",
    },
    "duration": {
        "en": "Duration",
        "de": "Dauer|Länge",
        "fr": "Durée",
        "es": "Duración",
        "pt": "Duração",
        "ru": "Продолжительность|Длительность",
    },
    "date": {
        "en": "Date|Day",
        "de": "Datum|Tag",
        "fr": "Date|Jour",
        "es": "Fecha|Día",
        "pt": "Data|Dia",
        "ru": "Дата|День",
    },
    "video_views": {
        "en": "Views",
        "de": "Aufrufe",
        "fr": "Vues",
        "es": "Visualizaciones|Vistas",
        "pt": "Visualizações",
        "ru": "Просмотры",
    },
    "watch_time": {
        "en": "Watch time (hours)",
        "de": "Wiedergabezeit (Stunden)",
        "fr": "Durée de visionnage (heures)",
        "es": "Tiempo de visualización (horas)",
        "pt": "Tempo de exibição (horas)|Tempo de visualização (horas)",
        "ru": "Время просмотра (часы)|Время просмотра (часов)|Время просмотра (в часах)",
    },
    "follows": {
        "en": "Subscribers",
        "de": "Abonnenten",
        "fr": "Abonnés",
        "es": "Suscriptores",
        "pt": "Inscritos|Inscrições|Subscritores",
        "ru": "Подписчики",
    },
    "new_followers": {
        "en": "Subscribers gained",
        "de": "Neue Abonnenten|Gewonnene Abonnenten",
        "fr": "Abonnés gagnés|Nouveaux abonnés",
        "es": "Suscriptores ganados|Suscriptores obtenidos",
        "pt": "Inscritos recebidos|Inscrições obtidas|Inscritos conquistados",
        "ru": "Новые подписчики|Подписались",
    },
    "lost_followers": {
        "en": "Subscribers lost",
        "de": "Verlorene Abonnenten",
        "fr": "Abonnés perdus",
        "es": "Suscriptores perdidos",
        "pt": "Inscritos perdidos|Inscrições perdidas",
        "ru": "Потерянные подписчики|Отписались",
    },
    "impressions": {
        "en": "Impressions|Thumbnail impressions",
        "de": "Impressionen",
        "fr": "Impressions",
        "es": "Impresiones",
        "pt": "Impressões",
        "ru": "Показы|Показы значков|Показы значка видео",
    },
    "ctr": {
        "en": "Impressions click-through rate (%)|Impressions click-through rate"
        "|Thumbnail click-through rate (%)",
        "de": "Klickrate der Impressionen (%)",
        "fr": "Taux de clics par impression (%)|Taux de clics des impressions (%)",
        "es": "Porcentaje de clics de las impresiones (%)|CTR de las impresiones (%)"
        "|Porcentaje de clics de las impresiones",
        "pt": "Taxa de cliques de impressões (%)|Taxa de cliques das impressões (%)",
        "ru": "CTR для значков (%)|CTR значков (%)|CTR для значков видео (%)",
    },
    "likes": {
        "en": "Likes",
        "de": "„Mag ich“-Bewertungen|Mag ich|Likes|Positive Bewertungen",
        "fr": "J'aime|Mentions J'aime|Likes",
        "es": "Me gusta|Likes",
        "pt": 'Gostei|Marcações "Gostei"|Curtidas|Likes',
        "ru": 'Отметки "Нравится"|Отметки «Нравится»|Нравится|Лайки',
    },
    "comments": {
        "en": "Comments added|Comments",
        "de": "Hinzugefügte Kommentare|Kommentare",
        "fr": "Commentaires ajoutés|Commentaires",
        "es": "Comentarios añadidos|Comentarios agregados|Comentarios",
        "pt": "Comentários adicionados|Comentários",
        "ru": "Добавленные комментарии|Комментарии",
    },
    "shares": {
        "en": "Shares",
        "de": "Geteilte Inhalte|Mal geteilt|Geteilt",
        "fr": "Partages",
        "es": "Veces compartido|Compartidos|Veces que se ha compartido",
        "pt": "Compartilhamentos|Partilhas",
        "ru": 'Поделились|Кол-во нажатий "Поделиться"|Репосты',
    },
    "reach": {
        "en": "Unique viewers",
        "de": "Einzelne Zuschauer|Eindeutige Zuschauer",
        "fr": "Spectateurs uniques",
        "es": "Espectadores únicos|Usuarios únicos",
        "pt": "Espectadores únicos|Visualizadores únicos",
        "ru": "Уникальные зрители",
    },
}

DIMENSIONS = {
    "traffic source": {
        "en": "Traffic source",
        "de": "Zugriffsquelle|Traffic-Quelle|Besucherquelle",
        "fr": "Source de trafic|Source du trafic",
        "es": "Fuente de tráfico",
        "pt": "Origem do tráfego|Fonte de tráfego|Origem de tráfego",
        "ru": "Источник трафика",
    },
    "geography": {
        "en": "Geography",
        "de": "Geografie",
        "fr": "Zone géographique|Données géographiques|Géographie",
        "es": "Ubicación geográfica|Zona geográfica|Geografía",
        "pt": "Geografia|Região geográfica",
        "ru": "География",
    },
    "city": {
        "en": "Cities",
        "de": "Städte",
        "fr": "Villes",
        "es": "Ciudades",
        "pt": "Cidades",
        "ru": "Города",
    },
    "age": {
        "en": "Viewer age",
        "de": "Alter der Zuschauer|Alter des Zuschauers",
        "fr": "Âge des spectateurs|Âge du spectateur",
        "es": "Edad del espectador|Edad de los espectadores|Edad de los usuarios",
        "pt": "Idade do espectador",
        "ru": "Возраст зрителя|Возраст зрителей",
    },
    "gender": {
        "en": "Viewer gender",
        "de": "Geschlecht der Zuschauer|Geschlecht des Zuschauers",
        "fr": "Genre des spectateurs|Sexe du spectateur|Genre du spectateur",
        "es": "Género del espectador|Sexo del espectador|Género de los usuarios",
        "pt": "Gênero do espectador|Sexo do espectador",
        "ru": "Пол зрителя|Пол зрителей",
    },
    "device": {
        "en": "Device type",
        "de": "Gerätetyp",
        "fr": "Type d'appareil",
        "es": "Tipo de dispositivo",
        "pt": "Tipo de dispositivo",
        "ru": "Тип устройства",
    },
    "subscription": {
        "en": "Subscription status",
        "de": "Abostatus|Abonnementstatus",
        "fr": "État de l'abonnement",
        "es": "Estado de la suscripción|Estado de suscripción",
        "pt": "Status da inscrição|Status de inscrição",
        "ru": "Статус подписки",
    },
    "content type": {
        "en": "Content type",
        "de": "Inhaltstyp|Art des Inhalts",
        "fr": "Type de contenu",
        "es": "Tipo de contenido",
        "pt": "Tipo de conteúdo",
        "ru": "Тип контента",
    },
}
