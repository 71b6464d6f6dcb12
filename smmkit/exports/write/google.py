"""
Write Google's files: a campaign report of Google Ads, a report of Google Analytics 4.

Google Ads puts a title and the period above its header and totals below the rows, and writes
" --" for nothing; numbers are those of the language. Analytics puts comments above, days as
20260331, and a table below another.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from smmkit.exports import ga4, google_ads
from smmkit.exports.write.cells import Rows, grid, rate, texts, write_csv

__all__ = ["ads_report", "analytics"]

_NULL = " --"
_MARKS = {  # what sets thousands and decimals apart
    "en": (",", "."),
    "pt": ("\u00a0", ","),
    "fr": ("\u202f", ","),
    "de": (".", ","),
    "es": (".", ","),
    "ru": ("\u00a0", ","),
}
_TITLES = {
    "en": "Campaign report",
    "pt": "Relatório da campanha",
    "fr": "Rapport sur les campagnes",
    "de": "Kampagnenbericht",
    "es": "Informe de campaña",
    "ru": "Отчет по кампаниям",
}
_ENABLED = {
    "en": "Enabled",
    "pt": "Ativada",
    "fr": "Activée",
    "de": "Aktiviert",
    "es": "Habilitada",
    "ru": "Включено",
}
_TOTALS = {
    "en": "Total: Campaigns",
    "pt": "Total: Campanhas",
    "fr": "Total : Campagnes",
    "de": "Gesamt: Kampagnen",
    "es": "Total: Campañas",
    "ru": "Итого: Кампании",
}
_ADDED = ("impressions", "clicks", "engagements", "conversions")


def ads_report(
    posts: pd.DataFrame, daily: pd.DataFrame, ads: pd.DataFrame, locale: str
) -> dict[str, bytes]:
    """Return the reports of Google Ads by name, one for each currency."""
    ads = ads[ads["platform"] == "google"].sort_values(["date", "campaign"])
    return {
        f"google-ads-{currency}.csv": write_csv(_campaigns(rows, str(currency), locale)).encode(
            "utf-8-sig"
        )
        for currency, rows in ads.groupby("currency")
    }


def _campaigns(ads: pd.DataFrame, currency: str, locale: str) -> Rows:
    cells = {
        "status": [_ENABLED[locale]] * len(ads),
        "date": ads["date"].dt.strftime("%Y-%m-%d"),
        "campaign": ads["campaign"],
        "currency": [currency] * len(ads),
        **{name: _numbers(ads[name], locale, 0) for name in _ADDED[:3]},
        "ctr": [
            f"{one}%" for one in _numbers(100 * rate(ads["clicks"], ads["impressions"]), locale)
        ],
        "spend": _numbers(ads["spend"], locale),
        "conversions": _numbers(ads["conversions"], locale),
        "revenue": _numbers(ads["revenue"], locale),
    }
    whole = {name: _numbers([ads[name].sum()], locale, 0)[0] for name in _ADDED[:3]}
    whole |= {
        name: _numbers([ads[name].sum()], locale)[0] for name in ("spend", "conversions", "revenue")
    }
    total = [_TOTALS[locale], *(whole.get(name, _NULL) for name in list(cells)[1:])]
    period = f"{ads['date'].min():%Y-%m-%d} - {ads['date'].max():%Y-%m-%d}"
    return [
        [_TITLES[locale]],
        [period],
        *grid(google_ads.KINDS, "google.ads", cells.items(), locale),
        total,
    ]


def _numbers(values: Iterable[float], locale: str, decimals: int = 2) -> list[str]:
    thousands, decimal = _MARKS[locale]
    swap = str.maketrans({",": thousands, ".": decimal})
    return [
        _NULL if pd.isna(one) else f"{float(one):,.{decimals}f}".translate(swap) for one in values
    ]


def analytics(audience: pd.DataFrame, locale: str) -> dict[str, bytes]:
    """Return a report of Google Analytics 4: a table for what has days, and one a dimension."""
    rows = audience[audience["platform"] == "ga4"]
    if rows.empty:
        return {}
    fields = next(kind.fields for kind in ga4.KINDS)
    parts = [(dimension, part) for dimension, part in rows.groupby("dimension", sort=False)]
    lines: Rows = [["# ----------------------------------------"], ["# Report CSV Export"]]
    for dimension, part in parts:
        dated = part["date"].notna().all()
        key = part["date"].dt.strftime("%Y%m%d") if dated else part["segment"]
        wide = part.assign(key=key).pivot_table(
            index="key", columns="metric", values="value", aggfunc="last", sort=False
        )
        words = [
            fields[name][locale].split("|")[0] if name in fields else str(name) for name in wide
        ]
        first = fields["date"][locale].split("|")[0] if dated else str(dimension)
        lines += [["# All Users"], [first, *words]]
        lines += [
            [str(one), *texts(row)] for one, row in zip(wide.index, wide.to_numpy(), strict=True)
        ]
        lines.append([])
    return {"ga4-report.csv": write_csv(lines).encode("utf-8")}
