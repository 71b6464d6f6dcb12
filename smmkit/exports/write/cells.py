"""What the writers do alike: words of headers, cells, dates in words, rows as bytes."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence

import pandas as pd

from smmkit.exports.kinds import Kind

__all__ = [
    "Rows",
    "bought",
    "day_words",
    "format_words",
    "grid",
    "head",
    "rate",
    "texts",
    "write_csv",
]

Rows = list[Sequence[str]]

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "pt": "janeiro fevereiro março abril maio junho "
    "julho agosto setembro outubro novembro dezembro",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "es": "enero febrero marzo abril mayo junio "
    "julio agosto septiembre octubre noviembre diciembre",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}
_DAYS = {
    "en": "{month} {day}",
    "pt": "{day} de {month}",
    "fr": "{day} {month}",
    "de": "{day}. {month}",
    "es": "{day} de {month}",
    "ru": "{day} {month}",
}


def head(words: Mapping[str, str], locale: str, *, bare: bool = False) -> str:
    """
    Return the header cell of a field: the first of its words, English if there is no other.

    Examples
    --------
    >>> clicks = {"en": "Clicks (total)|Clicks"}
    >>> head(clicks, "fr"), head(clicks, "en", bare=True)
    ('Clicks (total)', 'Clicks')
    """
    choices = words.get(locale, words["en"]).split("|")
    return next(word for word in choices if not (bare and "(" in word))


def grid(
    kinds: Iterable[Kind],
    name: str,
    columns: Iterable[tuple[str, Iterable[object]]],
    locale: str,
    *,
    word: Callable[[Mapping[str, str], str], str] = head,
) -> Rows:
    """
    Return a file's rows, the header first.

    Parameters
    ----------
    kinds : iterable of Kind
        A platform's kinds of export.
    name : str
        The kind whose header table is used.
    columns : iterable of (str, iterable)
        Each column's field and values, which `texts` turns into cells.
    locale : str
        The language of the header.
    word : callable, default `head`
        Chooses the header cell from a field's words and the locale.
    """
    fields = next(kind.fields for kind in kinds if kind.name == name)
    names, cells = zip(*columns, strict=True)
    return [[word(fields[name], locale) for name in names], *zip(*map(texts, cells), strict=True)]


def texts(values: Iterable[object], *, null: str = "") -> list[str]:
    """
    Return values as cells, whole numbers without a point.

    Examples
    --------
    >>> texts([7.0, 0.25, None, "2.0"], null="-")
    ['7', '0.25', '-', '2.0']
    """

    def cell(one: object) -> str:
        if pd.isna(one):
            return null
        return str(one).removesuffix(".0") if isinstance(one, float) else str(one)

    return [cell(one) for one in values]


def format_words(
    formats: pd.Series, words: Mapping[str, Mapping[str, str]], locale: str
) -> list[str]:
    """Return the platform's words for formats; our own where it has none."""
    return [words.get(one, {}).get(locale, one) for one in texts(formats)]


def rate(part: pd.Series, whole: pd.Series) -> pd.Series:
    """Return part / whole, 0 where the whole is 0."""
    return (part / whole).where(whole > 0, 0.0).astype("Float64")


def day_words(days: pd.Series, locale: str) -> list[str]:
    """
    Return days in words without a year.

    Examples
    --------
    >>> day_words(pd.Series(pd.to_datetime(["2026-03-08"])), "es")
    ['8 de marzo']
    """
    months = _MONTHS[locale].split()
    return [_DAYS[locale].format(day=day.day, month=months[day.month - 1]) for day in days]


def bought(posts: pd.DataFrame, ads: pd.DataFrame, column: str) -> pd.Series:
    """
    Return how much of a column of boosted posts came by money.

    ADS holds it by day, for all posts boosted on a platform together; they share it by
    their impressions, each has at least 1, and none more than it has in all.

    Parameters
    ----------
    posts, ads : pandas.DataFrame
        POSTS and ADS.
    column : str
        A column of both.
    """
    keys = ["day", "platform"]
    boosts = ads[ads["campaign"] == "Boosted posts"].rename(columns={"date": "day"})
    of_day = boosts.groupby(keys, as_index=False)[column].sum()
    paid = posts[posts["paid"].fillna(False)]
    paid = paid.assign(day=paid["published"].dt.normalize())
    share = paid["impressions"] / paid.groupby(keys)["impressions"].transform("sum")
    there = paid[keys].merge(of_day, "left", keys)[column].set_axis(paid.index).fillna(0)
    part = (there * share).round().astype("Int64").clip(lower=1)
    part = part.mask((part > paid[column]).fillna(False), paid[column])
    return part.reindex(posts.index, fill_value=0)


def write_csv(rows: Iterable[Sequence[str]], *, quote_all: bool = False) -> str:
    """Return rows as lines of comma-separated cells."""
    out = io.StringIO()
    style = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    csv.writer(out, quoting=style, lineterminator="\n").writerows(rows)
    return out.getvalue()
