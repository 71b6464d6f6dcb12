"""The words that LinkedIn's page analytics bear, in six languages.

English is as seen in exports, Spanish and Portuguese as other readers of these files
state them, the rest LinkedIn's usual words. A metric and its kind ("Clicks (total)")
are put together here, since the ending agrees with the word in most languages.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["DIMENSIONS", "FIELDS"]

_TOTAL = {
    "en": "total",
    "pt": "total|totais",
    "fr": "total|totales|totaux|totale",
    "de": "gesamt|insgesamt",
    "es": "total|totales",
    "ru": "всего|общее|итого|общее количество",
}
_ORGANIC = {
    "en": "organic",
    "pt": "orgânicas|orgânicos|orgânica|orgânico",
    "fr": "organiques|organique|naturelles|naturels",
    "de": "organisch",
    "es": "orgánicas|orgánicos|orgánica|orgánico",
    "ru": "органические|органический|обычные",
}
_DATE = {
    "en": "Date",
    "pt": "Data",
    "fr": "Date",
    "de": "Datum",
    "es": "Fecha",
    "ru": "Дата",
}
_IMPRESSIONS = {
    "en": "Impressions",
    "pt": "Impressões",
    "fr": "Impressions",
    "de": "Impressions|Impressionen",
    "es": "Impresiones",
    "ru": "Показы|Просмотры",
}
_UNIQUE = {
    "en": "Unique impressions",
    "pt": "Impressões únicas",
    "fr": "Impressions uniques",
    "de": "Eindeutige Impressions|Eindeutige Impressionen|Unique Impressions",
    "es": "Impresiones únicas",
    "ru": "Уникальные показы|Уникальные просмотры",
}
_CLICKS = {
    "en": "Clicks",
    "pt": "Cliques",
    "fr": "Clics",
    "de": "Klicks",
    "es": "Clics",
    "ru": "Клики|Нажатия",
}
_REACTIONS = {
    "en": "Reactions|Likes",
    "pt": "Reações|Gostei|Curtidas",
    "fr": "Réactions|J'aime",
    "de": "Reaktionen|Gefällt mir",
    "es": "Reacciones|Recomendaciones",
    "ru": "Реакции|Отметки «Нравится»|Лайки",
}
_COMMENTS = {
    "en": "Comments",
    "pt": "Comentários",
    "fr": "Commentaires",
    "de": "Kommentare",
    "es": "Comentarios",
    "ru": "Комментарии",
}
_REPOSTS = {
    "en": "Reposts|Shares",
    "pt": "Compartilhamentos|Republicações",
    "fr": "Republications|Partages|Reposts",
    "de": "Reposts|Geteilte Inhalte|Geteilt|Mal geteilt",
    "es": "Veces compartido|Compartidos|Publicaciones compartidas|Republicaciones",
    "ru": "Репосты|Публикации|Поделились",
}
_RATE = {
    "en": "Engagement rate",
    "pt": "Taxa de engajamento",
    "fr": "Taux d'engagement",
    "de": "Engagement-Rate|Interaktionsrate",
    "es": "Tasa de interacción",
    "ru": "Коэффициент вовлеченности|Показатель вовлеченности|Уровень вовлеченности",
}
_FOLLOWERS = {
    "en": "Total followers|New followers",
    "pt": "Total de seguidores|Seguidores totais|Novos seguidores",
    "fr": "Nombre total d'abonnés|Total des abonnés|Abonnés totaux|Nouveaux abonnés",
    "de": "Follower insgesamt|Follower gesamt|Gesamtzahl der Follower|Neue Follower",
    "es": "Total de seguidores|Seguidores totales|Nuevos seguidores",
    "ru": "Всего отслеживающих|Всего подписчиков|Общее количество подписчиков|Новые подписчики",
}
_ORGANIC_FOLLOWERS = {
    "en": "Organic followers",
    "pt": "Seguidores orgânicos",
    "fr": "Abonnés organiques|Abonnés naturels",
    "de": "Organische Follower",
    "es": "Seguidores orgánicos",
    "ru": "Органические подписчики|Органические отслеживающие",
}
_SPONSORED_FOLLOWERS = {
    "en": "Sponsored followers",
    "pt": "Seguidores patrocinados",
    "fr": "Abonnés sponsorisés",
    "de": "Gesponserte Follower|Follower durch Anzeigen",
    "es": "Seguidores patrocinados",
    "ru": "Рекламные подписчики|Спонсируемые подписчики",
}
_VIEWS = {
    "en": "Total page views",
    "pt": "Total de visualizações da página|Visualizações totais da página",
    "fr": "Nombre total de pages vues|Total de pages vues|Vues totales de la page",
    "de": "Seitenaufrufe insgesamt|Gesamte Seitenaufrufe|Seitenaufrufe gesamt",
    "es": "Total de visualizaciones de la página|Visualizaciones totales de la página"
    "|Visualizaciones de página totales",
    "ru": "Всего просмотров страницы|Общее количество просмотров страницы",
}
_OVERVIEW = {
    "en": "Overview page views",
    "pt": "Visualizações da página Visão geral|Visualizações da visão geral da página",
    "fr": "Pages vues de la présentation|Vues de la page Vue d'ensemble",
    "de": "Seitenaufrufe der Übersicht|Aufrufe der Übersichtsseite",
    "es": "Visualizaciones de la página de información general"
    "|Visualizaciones de la página de resumen",
    "ru": "Просмотры страницы обзора",
}
_UNIQUE_VISITORS = {
    "en": "Total unique visitors",
    "pt": "Total de visitantes únicos|Visitantes únicos totais",
    "fr": "Nombre total de visiteurs uniques|Total de visiteurs uniques",
    "de": "Eindeutige Besucher insgesamt|Einzelne Besucher insgesamt|Eindeutige Besucher gesamt"
    "|Einzelbesucher insgesamt",
    "es": "Total de visitantes únicos|Visitantes únicos totales",
    "ru": "Всего уникальных посетителей|Общее количество уникальных посетителей",
}


def _with(words: Mapping[str, str], kinds: Mapping[str, str]) -> dict[str, str]:
    """Return "Clicks (total)" for "Clicks" and "total", in each language and ending."""
    return {
        code: "|".join(
            f"{word} ({kind})" for word in words[code].split("|") for kind in kinds[code].split("|")
        )
        for code in words
    }


def _or(*choices: Mapping[str, str]) -> dict[str, str]:
    """Return all words of several choices, language by language."""
    codes = {code for words in choices for code in words}
    return {code: "|".join(w[code] for w in choices if code in w) for code in sorted(codes)}


DIMENSIONS = {
    "location": {
        "en": "Location",
        "pt": "Localidade|Localização",
        "fr": "Lieu|Localisation|Emplacement",
        "de": "Ort|Standort",
        "es": "Ubicación",
        "ru": "Местоположение|Регион|Местонахождение",
    },
    "job function": {
        "en": "Job function|Function",
        "pt": "Função|Área de atuação|Função do cargo",
        "fr": "Fonction|Fonction professionnelle",
        "de": "Tätigkeitsbereich|Funktion|Jobfunktion",
        "es": "Función laboral|Función|Función del puesto",
        "ru": "Должностная функция|Должностные обязанности|Функция",
    },
    "seniority": {
        "en": "Seniority",
        "pt": "Nível de experiência|Senioridade",
        "fr": "Niveau hiérarchique|Ancienneté|Expérience",
        "de": "Karrierestufe|Seniorität",
        "es": "Nivel de responsabilidad|Antigüedad|Nivel de antigüedad",
        "ru": "Уровень должности|Стаж|Должностной уровень",
    },
    "industry": {
        "en": "Industry",
        "pt": "Setor",
        "fr": "Secteur|Secteur d'activité",
        "de": "Branche",
        "es": "Sector",
        "ru": "Отрасль",
    },
    "company size": {
        "en": "Company size",
        "pt": "Tamanho da empresa|Porte da empresa",
        "fr": "Taille de l'entreprise",
        "de": "Unternehmensgröße|Größe des Unternehmens",
        "es": "Tamaño de la empresa",
        "ru": "Размер компании|Численность сотрудников",
    },
}

FIELDS = {
    **DIMENSIONS,
    "date": _DATE,
    "impressions": _or(_with(_IMPRESSIONS, _TOTAL), _IMPRESSIONS),
    "impressions_organic": _with(_IMPRESSIONS, _ORGANIC),
    "reach": _or(_with(_UNIQUE, _ORGANIC), _UNIQUE, _with(_UNIQUE_VISITORS, _TOTAL)),
    "clicks": _or(_with(_CLICKS, _TOTAL), _CLICKS),
    "likes": _or(_with(_REACTIONS, _TOTAL), _REACTIONS),
    "comments": _or(_with(_COMMENTS, _TOTAL), _COMMENTS),
    "shares": _or(_with(_REPOSTS, _TOTAL), _REPOSTS),
    "rate": _or(_with(_RATE, _TOTAL), _RATE),
    "engagements": {
        "en": "Total Engagement|Engagements (total)|Total engagements|Engagements",
        "pt": "Engajamentos|Interações",
        "fr": "Engagements|Interactions",
        "de": "Engagements|Interaktionen",
        "es": "Interacciones",
        "ru": "Взаимодействия",
    },
    "text": {
        "en": "Post title|Update title|Content title",
        "pt": "Título da publicação|Título da atualização",
        "fr": "Titre du post|Titre de la publication|Titre de l'actualité",
        "de": "Titel des Beitrags|Beitragstitel|Update-Titel|Titel des Updates",
        "es": "Título de la publicación|Título de la actualización",
        "ru": "Название публикации|Заголовок публикации|Название обновления",
    },
    "permalink": {
        "en": "Post link|Update link|Post URL",
        "pt": "Link da publicação|Link da atualização|URL da publicação",
        "fr": "Lien du post|Lien de la publication|Lien de l'actualité|URL du post"
        "|URL de la publication",
        "de": "Link zum Beitrag|Beitragslink|Beitrags-Link|Update-Link|Link des Beitrags"
        "|Beitrags-URL|URL des Beitrags",
        "es": "Enlace de la publicación|Enlace a la publicación|Enlace de la actualización"
        "|URL de la publicación",
        "ru": "Ссылка на публикацию|Ссылка на обновление|Ссылка публикации|URL публикации",
    },
    "paid": {
        "en": "Post type|Update type",
        "pt": "Tipo de publicação|Tipo da publicação|Tipo de atualização",
        "fr": "Type de post|Type de publication|Type d'actualité",
        "de": "Art des Beitrags|Beitragsart|Beitragstyp|Update-Typ",
        "es": "Tipo de publicación|Tipo de actualización",
        "ru": "Тип публикации|Тип обновления",
    },
    "format": {
        "en": "Content Type",
        "pt": "Tipo de conteúdo",
        "fr": "Type de contenu",
        "de": "Content-Typ|Inhaltstyp|Art des Inhalts|Inhaltsart",
        "es": "Tipo de contenido",
        "ru": "Тип контента|Тип содержимого",
    },
    "published": {
        "en": "Created date|Posted date|Created|Post date|Post publish date|Publish date",
        "pt": "Data de criação|Criado em|Data da criação|Data de publicação",
        "fr": "Date de création|Créé le|Date de publication",
        "de": "Erstellungsdatum|Erstellt am|Veröffentlichungsdatum",
        "es": "Fecha de creación|Creada el|Fecha de publicación",
        "ru": "Дата создания|Создано|Дата публикации",
    },
    "video_views": {
        "en": "Views|Views (Excluding offsite video views)|Video views",
        "pt": "Visualizações|Visualizações (exceto visualizações de vídeo externas)"
        "|Visualizações de vídeo",
        "fr": "Vues|Vues (hors vues de vidéo hors site)|Vues de la vidéo",
        "de": "Aufrufe|Aufrufe (ohne Offsite-Videoaufrufe)|Videoaufrufe|Ansichten",
        "es": "Visualizaciones|Visualizaciones (sin incluir las visualizaciones de vídeo externas)"
        "|Visualizaciones de vídeo",
        "ru": "Просмотры|Просмотры видео",
    },
    "follows": {
        "en": "Follows|New followers",
        "pt": "Seguidores|Novos seguidores",
        "fr": "Abonnements|Nouveaux abonnés",
        "de": "Follows|Neue Follower",
        "es": "Seguimientos|Nuevos seguidores",
        "ru": "Подписки|Новые отслеживающие",
    },
    "new_followers": _FOLLOWERS,
    "organic": _ORGANIC_FOLLOWERS,
    "sponsored": _SPONSORED_FOLLOWERS,
    "followers": _FOLLOWERS,
    "profile_visits": _with(_VIEWS, _TOTAL),
    "overview": _with(_OVERVIEW, _TOTAL),
    "demographic": {"en": "Top Demographics"},
    "segment": {"en": "Value"},
    "share": {"en": "Percentage"},
    "visitors": {
        "en": "Total views",
        "pt": "Total de visualizações|Visualizações totais",
        "fr": "Nombre total de vues|Total des vues|Vues totales",
        "de": "Aufrufe insgesamt|Gesamtaufrufe|Ansichten insgesamt",
        "es": "Total de visualizaciones|Visualizaciones totales",
        "ru": "Всего просмотров|Общее количество просмотров",
    },
}
