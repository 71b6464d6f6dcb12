"""What the writers do alike: words of headers, cells, dates in words, rows as bytes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from smmkit.exports.kinds import Kind

__all__ = ["Columns", "bought", "day_words", "fields_of", "head", "rate", "table", "texts", "write_csv"]

Columns = list[tuple[str, Iterable[str]]]
"""A file's columns: header cell and cells."""

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
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


def fields_of(kinds: Iterable[Kind], name: str) -> Mapping[str, Mapping[str, str]]:
    """Return the header table of a kind, by its name."""
    return next(kind.fields for kind in kinds if kind.name == name)


def head(words: Mapping[str, str], locale: str, *, bare: bool = False) -> str:
    """
    Return the header cell of a field: the first of its words, English if there is no other.

    Examples
    --------
    >>> head({"en": "Clicks (total)|Clicks"}, "fr"), head({"en": "Clicks (total)|Clicks"}, "en", bare=True)
    ('Clicks (total)', 'Clicks')
    """
    choices = words.get(locale, words["en"]).split("|")
    return next(word for word in choices if not (bare and "(" in word))


def texts(values: pd.Series, *, null: str = "") -> list[str]:
    """
    Return values as cells: whole numbers without a point, dates as they sort.

    Examples
    --------
    >>> texts(pd.Series([7.0, 0.25, None]), null="-")
    ['7', '0.25', '-']
    """
    return [null if pd.isna(v) else repr(v + 0.0).removesuffix(".0") if isinstance(v, float) else str(v) for v in values.astype(object)]


def rate(part: pd.Series, whole: pd.Series) -> list[str]:
    """Return part / whole as cells, 0 where the whole is 0."""
    return texts((part / whole).where(whole > 0, 0.0).astype("Float64"))


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
    return part.mask(part > paid[column], paid[column]).reindex(posts.index, fill_value=0)


def table(columns: Columns) -> list[Sequence[str]]:
    """Return columns as rows, the header first."""
    names, cells = zip(*columns, strict=True)
    return [names, *zip(*cells, strict=True)]


def write_csv(rows: Iterable[Sequence[str]], *, quote_all: bool = False) -> str:
    """Return rows as lines of comma-separated cells."""
    out = io.StringIO()
    style = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    csv.writer(out, quoting=style, lineterminator="\n").writerows(rows)
    return out.getvalue()
