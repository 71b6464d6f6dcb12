"""
Write Meta's files: posts, the overview of both networks, ads.

Posts have a byte order mark, and only cells with a space or a mark are quoted; a Facebook
file has two columns called Views. The overview is UTF-16 with a "sep=" line and a section
a measure. The first row of the ads is their total, without a label.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping

import pandas as pd

from smmkit.exports import meta_ads, meta_posts
from smmkit.exports.meta_headers import LIFETIME
from smmkit.exports.meta_overview import KINDS as OVERVIEW
from smmkit.exports.write.cells import (
    Rows,
    bought,
    format_words,
    grid,
    head,
    rate,
    texts,
    write_csv,
)

__all__ = ["files"]

_NETWORKS = {"facebook": "Facebook", "instagram": "Instagram"}
_FORMATS = {
    "facebook": {
        "photo": {
            "en": "Photos",
            "pt": "Fotos",
            "fr": "Photos",
            "de": "Fotos",
            "es": "Fotos",
            "ru": "Фото",
        },
        "video": {
            "en": "Videos",
            "pt": "Vídeos",
            "fr": "Vidéos",
            "de": "Videos",
            "es": "Vídeos",
            "ru": "Видео",
        },
        "link": {
            "en": "Links",
            "pt": "Links",
            "fr": "Liens",
            "de": "Links",
            "es": "Enlaces",
            "ru": "Ссылки",
        },
    },
    "instagram": {
        "photo": {
            "en": "IG image",
            "pt": "Imagem do Instagram",
            "fr": "Image Instagram",
            "de": "Instagram-Bild",
            "es": "Imagen de Instagram",
            "ru": "Изображение Instagram",
        },
        "carousel": {
            "en": "IG carousel",
            "pt": "Carrossel do Instagram",
            "fr": "Carrousel Instagram",
            "de": "Instagram-Karussell",
            "es": "Secuencia de Instagram",
            "ru": "Карусель Instagram",
        },
        "reel": {
            "en": "IG reel",
            "pt": "Reel do Instagram",
            "fr": "Reel Instagram",
            "de": "Instagram Reel",
            "es": "Reel de Instagram",
            "ru": "Reel Instagram",
        },
    },
}

# The overview's sections and their titles; {} is the network.
_TITLES = {
    "impressions": {
        "en": "{} views",
        "pt": "Visualizações do {}",
        "fr": "Vues {}",
        "de": "{}-Aufrufe",
        "es": "Visualizaciones de {}",
        "ru": "Просмотры {}",
    },
    "reach": {
        "en": "{} reach",
        "pt": "Alcance do {}",
        "fr": "Couverture {}",
        "de": "{}-Reichweite",
        "es": "Alcance de {}",
        "ru": "Охват {}",
    },
    "engagements": {
        "en": "{} content interactions",
        "pt": "Interações com o conteúdo do {}",
        "fr": "Interactions avec le contenu {}",
        "de": "{}-Content-Interaktionen",
        "es": "Interacciones con el contenido de {}",
        "ru": "Взаимодействия с контентом {}",
    },
    "clicks": {
        "en": "{} link clicks",
        "pt": "Cliques no link do {}",
        "fr": "Clics sur un lien {}",
        "de": "{}-Link-Klicks",
        "es": "Clics en el enlace de {}",
        "ru": "Клики по ссылке {}",
    },
    "profile_visits": {
        "en": "{} visits",
        "pt": "Visitas ao {}",
        "fr": "Visites {}",
        "de": "{}-Besuche",
        "es": "Visitas a {}",
        "ru": "Посещения {}",
    },
    "new_followers": {
        "en": "{} follows",
        "pt": "Seguidores ganhos no {}",
        "fr": "Nouveaux abonnés {}",
        "de": "Neue {}-Follower",
        "es": "Nuevos seguidores de {}",
        "ru": "Новые подписки {}",
    },
    "lost_followers": {
        "en": "{} unfollows",
        "pt": "Deixaram de seguir no {}",
        "fr": "Désabonnements {}",
        "de": "{}-Entfolgungen",
        "es": "Dejaron de seguir en {}",
        "ru": "Отписки {}",
    },
    "followers": {
        "en": "{} total followers",
        "pt": "Total de seguidores do {}",
        "fr": "Total des abonnés {}",
        "de": "{}-Follower insgesamt",
        "es": "Total de seguidores de {}",
        "ru": "Всего подписчиков {}",
    },
}

_ADDED = ("impressions", "spend", "clicks", "engagements", "leads", "conversions", "revenue")


def files(
    posts: pd.DataFrame, daily: pd.DataFrame, ads: pd.DataFrame, locale: str
) -> dict[str, bytes]:
    """Return Meta's files by name."""
    posts = posts.sort_values("published", kind="stable", ascending=False)
    done = {}
    for network in _NETWORKS:
        mine = posts[posts["platform"] == network]
        if len(mine):
            done[f"{network}-posts.csv"] = _quoted(_posts(mine, ads, network, locale))
    days = daily[daily["platform"].isin(_NETWORKS)].sort_values("date", kind="stable")
    if len(days):
        text = "\ufeff" + _overview(days, locale)
        done["meta-overview.csv"] = text.encode("utf-16-le")
    bought_here = ads[ads["platform"].isin(_NETWORKS)]
    for currency, rows in bought_here.groupby("currency"):
        done[f"meta-ads-{currency}.csv"] = _quoted(_ads(rows, currency, locale))
    return done


def _quoted(rows: Rows) -> bytes:
    """Quote only what has a space or a mark in it, as PHP does, and Meta with it."""

    def cell(text: str) -> str:
        plain = not re.search(r'[\s",]', text)
        return text if plain else '"' + text.replace('"', '""') + '"'

    return "".join(",".join(map(cell, row)) + "\n" for row in rows).encode("utf-8-sig")


def _posts(posts: pd.DataFrame, ads: pd.DataFrame, network: str, locale: str) -> Rows:
    counts = ["reach", "likes", "comments", "shares"]
    counts += ["clicks"] if network == "facebook" else ["saves", "follows"]
    cells = {
        "post_id": posts["post_id"],
        "account_id": [str(10**14 + zlib.crc32(name.encode())) for name in texts(posts["account"])],
        "account": posts["account"],
        "text": posts["text"],
        "duration": posts["duration_s"],
        "published": posts["published"].dt.strftime("%m/%d/%Y %H:%M"),
        "permalink": posts["permalink"],
        "format": format_words(posts["format"], _FORMATS[network], locale),
        "comment_on_data": [""] * len(posts),
        "period": [head(LIFETIME, locale)] * len(posts),
        "views": posts["impressions"],
        **{name: posts[name] for name in counts},
    }
    if network == "facebook":
        cells["engagements"] = posts[["likes", "comments", "shares"]].sum(axis=1, skipna=False)
        cells["boosted_reach"] = bought(posts, ads, "reach")
        columns = [*cells.items(), ("views", posts["video_views"])]
    else:
        columns = [*cells.items(), ("account_name", posts["account"])]
    return grid(meta_posts.KINDS, f"meta.{network}.posts", columns, locale)


def _overview(daily: pd.DataFrame, locale: str) -> str:
    fields = OVERVIEW[0].fields
    header = [head(fields["date"], locale), head(fields["value"], locale)]
    sections = []
    for measure, titles in _TITLES.items():
        for network, name in _NETWORKS.items():
            days = daily[(daily["platform"] == network) & daily[measure].notna()]
            if len(days):
                when = days["date"].dt.strftime("%Y-%m-%dT%H:%M:%S")
                rows = zip(when, texts(days[measure]), strict=True)
                title = [titles[locale].format(name)]
                sections.append(write_csv([title, header, *rows], quote_all=True))
    return "sep=,\n" + "\n".join(sections)


def _ads(ads: pd.DataFrame, currency: str, locale: str) -> Rows:
    day = ads["date"].dt.strftime("%Y-%m-%d")
    sums = ads[[*_ADDED]].sum().astype(float).round(2)
    # Nobody knows how many different accounts all rows reached: the largest of them at
    # least, their sum at most. The geometric mean lies between.
    reach = round((float(ads["reach"].max()) * float(ads["reach"].sum())) ** 0.5)
    total = sums.to_dict() | {
        "reach": reach,
        "frequency": sums["impressions"] / max(reach, 1),
        "currency": currency,
        "starts": day.min(),
        "ends": day.max(),
    }
    cells = {
        "account": ads["account"],
        "platform": ads["platform"],
        "date": day,
        "campaign": ads["campaign"],
        "reach": ads["reach"],
        "impressions": ads["impressions"],
        "frequency": rate(ads["impressions"], ads["reach"]),
        "currency": ads["currency"],
        **{name: ads[name] for name in _ADDED[1:]},
        "starts": day,
        "ends": day,
    }
    columns = [(name, [total.get(name, ""), *column]) for name, column in cells.items()]

    def word(words: Mapping[str, str], locale: str) -> str:
        money = words is meta_ads.FIELDS["spend"]
        return head(words, locale) + (f" ({currency})" if money else "")

    return grid(meta_ads.KINDS, "meta.ads", columns, locale, word=word)
