"""The words that VK's columns bear.

Russian is as seen in exports, English as VK's own interface says it; VK exports no
other language.
"""

from __future__ import annotations

__all__ = ["POSTS", "STATISTICS"]

POSTS = {
    "published": {"ru": "Дата", "en": "Date"},
    "author": {"ru": "Создатель записи|Автор записи", "en": "Post author|Author"},
    "text": {"ru": "Запись|Текст записи", "en": "Post|Post text"},
    "permalink": {"ru": "Ссылка", "en": "Link"},
    "reach_followers": {
        "ru": "Охват подписчиков",
        "en": "Followers reach|Follower reach|Subscribers reach",
    },
    "reach_viral": {"ru": "Виральный охват", "en": "Viral reach"},
    "reach_ads": {"ru": "Рекламный охват", "en": "Ads reach|Ad reach|Promoted reach"},
    "reach": {"ru": "Полный охват|Общий охват", "en": "Total reach|Full reach"},
    "impressions": {"ru": "Просмотры|Показы", "en": "Views|Impressions"},
    "likes": {"ru": "Нравится|Лайки", "en": "Likes"},
    "shares": {"ru": "Поделились|Репосты", "en": "Shares|Shared"},
    "comments": {"ru": "Комментариев|Комментарии", "en": "Comments"},
    "follows": {
        "ru": "Подписались на страницу|Вступили в сообщество|Подписались",
        "en": "Followed the page|Joined the community|Follows",
    },
    "visits": {"ru": "Переходы в сообщество", "en": "Visits to the community|Community visits"},
    "clicks": {"ru": "Переходы по ссылке|Переходы по ссылкам", "en": "Link clicks"},
}

STATISTICS = {
    "date": {"ru": "Дата", "en": "Date"},
    "criterion": {"ru": "Критерий", "en": "Criterion|Criteria"},
    "first": {"ru": "Парам. №1|Параметр 1|Парам. 1", "en": "Param. №1|Param. 1|Parameter 1"},
    "second": {"ru": "Парам. №2|Параметр 2|Парам. 2", "en": "Param. №2|Param. 2|Parameter 2"},
    "value": {"ru": "Значение", "en": "Value"},
}
