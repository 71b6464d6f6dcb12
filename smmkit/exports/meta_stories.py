"""Meta Business Suite: the stories of an Instagram account.

What the columns mean

* `comments` is replies, which are private messages here.
* `engagements` is likes + replies + shares, the parts Meta adds up as interactions of a
  story; it is missing where one of them is.
* `clicks` is link clicks; taps on stickers and through the stories stay in RAW.
"""

from __future__ import annotations

import pandas as pd

from smmkit.exports.kinds import Kind
from smmkit.exports.meta_headers import INSTAGRAM
from smmkit.exports.meta_posts import finish_posts, read_common
from smmkit.exports.sheet import Sheet

__all__ = ["KINDS"]

_FIELDS = {
    **{name: words for name, words in INSTAGRAM.items() if name not in ("comments", "saves")},
    "comments": {
        "en": "Replies",
        "pt": "Respostas",
        "fr": "Réponses",
        "de": "Antworten",
        "es": "Respuestas",
        "ru": "Ответы",
    },
    "navigation": {
        "en": "Navigation",
        "pt": "Navegação",
        "fr": "Navigation",
        "de": "Navigation",
        "es": "Navegación",
        "ru": "Навигация",
    },
    "sticker_taps": {
        "en": "Sticker taps",
        "pt": "Toques em figurinhas|Toques nas figurinhas|Toques em autocolantes",
        "fr": "Touchers sur les stickers|Appuis sur les stickers|Clics sur les stickers",
        "de": "Sticker-Taps|Antippen von Stickern|Sticker-Klicks",
        "es": "Toques en stickers|Toques de stickers",
        "ru": "Нажатия на стикеры|Нажатия на наклейки",
    },
    "profile_visits": {
        "en": "Profile visits",
        "pt": "Visitas ao perfil",
        "fr": "Visites du profil|Visites de profil",
        "de": "Profilbesuche|Profilaufrufe",
        "es": "Visitas al perfil",
        "ru": "Посещения профиля",
    },
    "clicks": {
        "en": "Link clicks",
        "pt": "Cliques no link|Cliques em links",
        "fr": "Clics sur le lien|Clics sur un lien|Clics sur des liens",
        "de": "Link-Klicks|Linkklicks",
        "es": "Clics en el enlace|Clics en enlaces",
        "ru": "Клики по ссылке|Клики по ссылкам",
    },
}


def _read(sheet: Sheet, day_first: bool | None) -> dict[str, pd.DataFrame]:
    table = read_common(sheet, "instagram", sheet.count("reach"), day_first)
    table["format"] = table["format"].fillna("story")
    table["impressions"] = sheet.count("impressions" if "impressions" in sheet else "views")
    table["clicks"] = sheet.count("clicks")
    table["follows"] = sheet.count("follows")
    parts = ["likes", "comments", "shares"]
    table["engagements"] = table[parts].sum(axis=1, skipna=False)
    return finish_posts(sheet, table)


KINDS = (
    Kind(
        "meta.instagram.stories",
        "Stories of an Instagram account (Meta Business Suite)",
        _FIELDS,
        (
            ("post_id",),
            ("account", "account_id", "account_name"),
            ("published",),
            ("reach", "impressions", "views"),
            ("navigation", "sticker_taps", "comments"),
            ("navigation", "sticker_taps", "profile_visits"),
        ),
        _read,
    ),
)
