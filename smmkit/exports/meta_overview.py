"""Meta Business Suite: the overview's curves, one section a measure, and its audience.

What the columns mean

* A section of the overview is one measure a day. Which measure and which network its title
  says; its column is often called just "Primary", whatever the language.
* `new_followers` is "follows" (and page likes in older files); `impressions` is "views".
* "Viewers", Meta's newer name for the accounts that saw something, is `reach`.
* Measures that are paid only, or that DAILY has no column for, stay in RAW.
* The audience states shares: AUDIENCE holds them as fractions. Cities and countries are
  the first ten or so, and do not add up to 1.
"""

from __future__ import annotations

import re

import pandas as pd

from smmkit.exports import clean
from smmkit.exports.grid import Grid
from smmkit.exports.kinds import Kind, header_key
from smmkit.exports.sheet import Sheet
from smmkit.tables import AUDIENCE, DAILY

__all__ = ["KINDS"]

_DATE = {
    "en": "Date",
    "pt": "Data",
    "fr": "Date",
    "de": "Datum",
    "es": "Fecha",
    "ru": "Дата",
}
_VALUE = {
    "en": "Primary|Value",
    "pt": "Primary|Valor",
    "fr": "Primary|Valeur",
    "de": "Primary|Wert",
    "es": "Primary|Valor",
    "ru": "Primary|Значение",
}

# Stems, in six languages and as header_key writes them, of what a title names; the first
# that fits counts, so that "link clicks" is not taken for "links", nor "profile visits"
# for "visitors' likes".
_MEASURES = (
    (None, "paid|pago|paye|bezahlt|pagad|оплач|платн|net follow|seguidores liquidos"),
    ("clicks", "click|clique|clic |clics|klick|клик"),
    ("profile_visits", "visit|besuch|посещен|визит"),
    ("engagements", "interac|interak|взаимодеиств|engagement"),
    ("lost_followers", "unfollow|unlike|deixa|desabon|entfolg|dejaron|отпис|отмен"),
    (
        "reach",
        "reach|alcance|couverture|portee|reichweite|охват|viewer|espectador|spectateur|зрител",
    ),
    ("impressions", "view|impress|visualiza|vues|aufrufe|reproduc|просмотр|показ"),
    (
        "new_followers",
        "follow|like|seguid|seguim|curtid|abonn|j aime|gefallt|me gusta|подпис|нравит|gostos",
    ),
)
# What is left of a title without the network, where it is how many there are in all.
_TOTAL_FOLLOWERS = re.compile(
    r"(?:total|lifetime) (?:page )?(?:followers|likes)|total de seguidores(?: d[eo])?"
    r"|total des abonnes|follower insgesamt|всего подписчиков"
)
_NETWORKS = ("facebook", "instagram")

_DIMENSIONS = (
    (
        "age and gender",
        r"\bage\b|gender|\bidade\b|genero|\bedad\b|sexe|\balter\b|geschlecht|возраст|\bпол\b",
    ),
    ("country", r"countr|paises|pays\b|lander|стран"),
    ("city", r"\bcit|cidade|ville|stadt|staedt|ciudad|город"),
)
_GENDERS = {
    "women": "women|mulheres|femmes|frauen|mujeres|женщины|female|feminino",
    "men": "men|homens|hommes|manner|hombres|мужчины|male|masculino",
}


def _title_above(grid: Grid, row: int) -> str:
    """Return the title that stands alone in the row above, or nothing."""
    above = [cell.strip() for cell in grid.head[row - 1] if cell.strip()] if row else []
    return above[0] if len(above) == 1 and not above[0].startswith("#") else ""


def _measure(title: str) -> str | None:
    key = header_key(title)
    bare = " ".join(word for word in key.split() if word not in _NETWORKS)
    if _TOTAL_FOLLOWERS.fullmatch(bare):
        return "followers"
    return next((name for name, stems in _MEASURES if re.search(stems, key)), None)


def _network(title: str) -> str | None:
    return next((name for name in _NETWORKS if name in header_key(title)), None)


def _dimension(title: str) -> str | None:
    key = header_key(title)
    return next((name for name, stems in _DIMENSIONS if re.search(stems, key)), None)


_DATES = {header_key(word) for word in "|".join(_DATE.values()).split("|")}
_VALUES = {header_key(word) for word in "|".join(_VALUE.values()).split("|")}


def _is_overview(grid: Grid, row: int) -> bool:
    header = [header_key(cell) for cell in grid.head[row] if cell.strip()]
    title = _title_above(grid, row)
    return bool(
        len(header) == 2
        and header[0] in _DATES
        and title
        and (header[1] in _VALUES or header[1] == header_key(title) or _measure(title))
    )


def _is_audience(grid: Grid, row: int) -> bool:
    header = [cell.strip() for cell in grid.head[row] if cell.strip()]
    title = _title_above(grid, row)
    if "UNIQUE_USERS" in header:
        return bool(title)
    return bool(title and _dimension(title) and len(header) > 1 and not _numeric(header).any())


def _numeric(cells: list[str] | pd.Series) -> pd.Series:
    return clean.numbers(pd.Series(list(cells), dtype=object)).values.notna()


def _read_overview(sheet: Sheet, day_first: bool | None) -> dict[str, pd.DataFrame]:
    days: dict[tuple[str, str], pd.Series] = {}
    for part in (sheet, *sheet.others):
        column = part.raw.columns[-1]
        title = part.title or column
        measure = _measure(title)
        said = _measure(column)
        if said and measure and said != measure:
            words = f'the section "{title}" has a column "{column}"; the title is taken'
            sheet.report.add("sections", words, level="attention")
        if measure is None:
            sheet.report.add("sections", f'"{title}" is in no column of DAILY; it is in RAW')
            continue
        network = _network(title) or _network(column) or ""
        if (network, measure) in days:
            words = f'"{title}" is a second section of {network or "unknown network"} {measure}'
            sheet.report.add("sections", f"{words}: left in RAW", level="attention")
            continue
        date = part.when("date", day_first, daily=True)
        values = part.count_column(column).set_axis(date)
        days[network, measure] = values[values.index.notna()].groupby(level=0).last()
    for part in (sheet, *sheet.others):
        part.report_leftovers("DAILY")
    networks = dict.fromkeys(network for network, _ in days)
    if "" in networks:
        words = (
            "the title does not say whether it is Facebook or Instagram: the platform is missing"
        )
        sheet.report.add("sections", words, level="attention")
    tables = []
    for network in networks:
        table = pd.DataFrame({name: s for (of, name), s in days.items() if of == network})
        table.insert(0, "platform", network or pd.NA)
        tables.append(table.rename_axis("date").reset_index())
    table = pd.concat(tables, ignore_index=True) if tables else DAILY.empty()
    sheet.report.add("rows", f"{len(table):,} days in {len(days)} measures")
    if table.empty:
        sheet.report.add("rows", "the file holds no days", level="attention")
    return {"DAILY": DAILY.conform(table)}


def _read_audience(sheet: Sheet, day_first: bool | None) -> dict[str, pd.DataFrame]:
    rows: list[tuple[str | None, str, str, str]] = []
    for part in (sheet, *sheet.others):
        dimension = _dimension(part.title)
        found = _segments(part, dimension)
        if not found:
            words = f'"{part.title}" is no age, gender, country, city or number; it is in RAW'
            sheet.report.add("sections", words, level="attention")
        rows += [(_network(part.title), dimension or "all", *one) for one in found]
    table = pd.DataFrame(rows, columns=["platform", "dimension", "segment", "cell"], dtype=object)
    cells = table.pop("cell")
    share = (table["dimension"] != "all").to_numpy()
    # Either "2.5%", or "2.5" that is per cent all the same.
    comma = clean.decimal_mark(cells) == ","
    values, bad, _ = clean.numbers(cells, decimal_comma=comma)
    signed = cells.str.contains("%").to_numpy(dtype=bool)
    bare = share & ~signed
    per_cent = bool(bare.any() and not (values[bare] % 1 == 0).all())
    if per_cent:
        values = values.where(~bare, (values / 100).round(12))
        sheet.report.add("numbers", "shares without a sign read as per cent", level="repaired")
    table["metric"], table["value"] = "followers", values
    table["unit"] = pd.Series(signed | (bare & per_cent)).map({True: "fraction", False: "accounts"})
    if bad.any():
        words = f"{bad.sum():,} cells are no number (the first: {cells[bad].iloc[0][:40]!r})"
        sheet.report.add("numbers", words, level="attention")
    if table["platform"].isna().any():
        words = "the titles do not say whether it is Facebook or Instagram: the platform is missing"
        sheet.report.add("sections", words, level="attention")
    table = table[table["value"].notna()]
    sheet.report.add("rows", f"{len(table):,} segments from {1 + len(sheet.others)} sections")
    return {"AUDIENCE": AUDIENCE.conform(table)}


def _segments(part: Sheet, dimension: str | None) -> list[tuple[str, str]]:
    """Return the segments of one section with their cells."""
    header = [part.header(name) for name in part.cells.columns]
    rows = part.cells.to_numpy()
    if dimension is None:
        alone = [row[row != ""] for row in rows]
        return [("all", cells[0]) for cells in alone if len(cells) == 1 and _numeric(cells).all()]
    if dimension == "age and gender":
        genders = {
            place: next(
                (name for name, words in _GENDERS.items() if header_key(cell) in words.split("|")),
                cell,
            )
            for place, cell in enumerate(header)
            if place and cell
        }
        return [(f"{name} {row[0]}", row[place]) for row in rows for place, name in genders.items()]
    if len(rows) == 1 and _numeric(rows[0][rows[0] != ""]).all():
        # Names side by side, their numbers below.
        return [(name, cell) for name, cell in zip(header, rows[0], strict=True) if name]
    found = []
    for row in rows:
        # In files with tabs Meta cuts "Lviv, Ukraine" at its comma: the last cell is the number.
        *name, cell = [cell.strip() for cell in row if cell.strip()] or ["", ""]
        found.append((", ".join(name), cell))
    return [one for one in found if any(one)]


KINDS = (
    Kind(
        "meta.overview",
        "Overview: reach, visits, follows by day (Meta Business Suite)",
        {"date": _DATE, "value": _VALUE},
        (("date",), ("value",)),
        _read_overview,
        sections=True,
        check=_is_overview,
    ),
    Kind(
        "meta.audience",
        "Audience by age, gender, country, city (Meta Business Suite)",
        {
            "women": {
                "en": "Women",
                "pt": "Mulheres",
                "fr": "Femmes",
                "de": "Frauen",
                "es": "Mujeres",
                "ru": "Женщины",
            },
            "men": {
                "en": "Men",
                "pt": "Homens",
                "fr": "Hommes",
                "de": "Männer",
                "es": "Hombres",
                "ru": "Мужчины",
            },
            "place": {
                "en": "Top cities|Top countries",
                "pt": "Principais cidades|Principais países",
                "fr": "Villes principales|Principales villes|Principaux pays",
                "de": "Top-Städte|Wichtigste Städte|Top-Länder|Wichtigste Länder",
                "es": "Principales ciudades|Principales países",
                "ru": "Города|Страны|Популярные города|Популярные страны",
            },
        },
        (("women", "men", "place"),),
        _read_audience,
        sections=True,
        check=_is_audience,
    ),
)
