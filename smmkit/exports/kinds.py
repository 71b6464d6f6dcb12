"""Kinds of export, and which one a header belongs to.

A platform's file states its kinds: what each is called, the words that its columns
bear in every language, and which of them tell it from all others.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import pandas as pd

from smmkit.errors import UnknownExportError
from smmkit.exports.grid import Grid
from smmkit.exports.sheet import Sheet

__all__ = ["LANGUAGES", "Kind", "Match", "header_key", "match", "recognise"]

LANGUAGES = {
    "en": "English",
    "pt": "Portuguese",
    "fr": "French",
    "de": "German",
    "es": "Spanish",
    "ru": "Russian",
}


@dataclass(frozen=True)
class Kind:
    """
    One kind of export.

    Attributes
    ----------
    name : str
        Such as "meta.facebook.posts".
    title : str
        What a person calls it.
    fields : mapping
        Field to language to the headers it may bear, separated by "|".
    telling : sequence
        What the header must have: of each tuple of fields, at least one.
    read : callable
        Turns the sheet into tables. Takes the sheet and ``day_first``.
    sections : bool, default False
        Whether a file holds several tables below each other. `read` then gets the first
        as its sheet, and the rest as ``sheet.others``.
    most_columns : int, optional
        How many filled header cells there may be, for a kind whose few telling columns
        stand in other kinds too.
    check : callable, optional
        Instead of the telling columns: whether a grid's row, by its number, is a header
        of this kind. For kinds whose columns are called after what they hold.
    above : str, default ""
        How a row above the header must begin, for a kind whose columns may be any.
    described : bool, default False
        Whether the row below the header describes the columns, and `read` uses it.
    """

    name: str
    title: str
    fields: Mapping[str, Mapping[str, str]]
    telling: Sequence[tuple[str, ...]]
    read: Callable[[Sheet, bool | None], dict[str, pd.DataFrame]]
    sections: bool = False
    most_columns: int | None = None
    check: Callable[[Grid, int], bool] | None = None
    above: str = ""
    described: bool = False

    @cached_property
    def aliases(self) -> dict[str, dict[str, list[str]]]:
        """Map each header key to the fields it may be, and the languages it is one in."""
        found: dict[str, dict[str, list[str]]] = {}
        for field, by_language in self.fields.items():
            for language, words in by_language.items():
                for alias in words.split("|"):
                    languages = found.setdefault(header_key(alias), {}).setdefault(field, [])
                    languages.append(language)
        return found

    @cached_property
    def first_words(self) -> tuple[str, ...]:
        """Return every header of its telling columns, as platforms write it."""
        fields = {field for need in self.telling for field in need}
        by_language = [words for field in fields for words in self.fields[field].values()]
        return tuple(word for words in by_language for word in words.split("|"))

    def words(self, field: str) -> str:
        """Return the English header of a field, as its platform writes it."""
        return self.fields[field]["en"].split("|")[0]

    def telling_words(self, telling: Sequence[tuple[str, ...]] | None = None) -> list[str]:
        """Return the telling columns (or some of them) in words."""
        needs = self.telling if telling is None else telling
        return [" or ".join(self.words(field) for field in fields) for fields in needs]


@dataclass(frozen=True)
class Match:
    """How well a header fits a kind: which cells are which field, and what lacks."""

    kind: Kind
    grid: Grid
    row: int
    places: Mapping[str, list[int]]
    missing: tuple[tuple[str, ...], ...]
    language: str

    @property
    def fit(self) -> tuple[float, int]:
        """Return what the best match has most of."""
        needs = len(self.kind.telling)
        return (needs - len(self.missing)) / needs, sum(map(len, self.places.values()))


@lru_cache(maxsize=4096)  # the same headers are asked for in every row and kind
def header_key(cell: str) -> str:
    r"""
    Return a header cell without what drifts: case, accents, spaces, marks, and the ending
    that makes a German word name women too.

    Examples
    --------
    >>> header_key("\ufeffDuration_(Sec)") == header_key("duration (sec)")
    True
    >>> header_key("Follower*innen"), header_key("Einzelbesucher:innen insgesamt")
    ('follower', 'einzelbesucher insgesamt')
    """
    text = unicodedata.normalize("NFKD", cell[:200]).casefold()
    kept = (c for c in text if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    text = re.sub(r"(?<=\w)[*:_·](?:in|innen)\b", "", "".join(kept))
    return re.sub(r"[\W_]+", " ", text).strip()


@lru_cache(maxsize=4096)
def _keys(cell: str) -> tuple[str, ...]:
    """Return a header cell's keys: as it stands, and without the currency it ends in."""
    bare = re.sub(r"\s*\((?:[A-Z]{3}|[A-Za-z]{0,3}[$€£₽₴₺¥]|zł|Kč)\)\s*$", "", cell[:200])
    return (header_key(cell),) if bare == cell[:200] else (header_key(cell), header_key(bare))


def match(kind: Kind, grid: Grid, row: int) -> Match:
    """Find the fields of a kind in one row of a grid."""
    places: dict[str, list[int]] = {}
    spoken: Counter[str] = Counter()
    filled = 0
    for place, cell in enumerate(grid.head[row]):
        keys = _keys(cell)
        filled += bool(keys[0])
        fields = next((kind.aliases[key] for key in keys if key in kind.aliases), {})
        for field, languages in fields.items():
            if field not in places:
                spoken.update(languages)
            places.setdefault(field, []).append(place)
    missing = tuple(need for need in kind.telling if not any(field in places for field in need))
    if kind.check is not None:
        missing = () if kind.check(grid, row) else tuple(kind.telling)
    crowded = kind.most_columns is not None and filled > kind.most_columns
    said = not kind.above or any(r and r[0].startswith(kind.above) for r in grid.head[:row])
    if crowded or not said:
        missing = tuple(kind.telling)
    language = max(LANGUAGES, key=lambda code: spoken[code])
    return Match(kind, grid, row, places, missing, language)


def recognise(kinds: Sequence[Kind], grids: Sequence[Grid]) -> Match:
    """
    Find the header row and the kind it belongs to.

    Parameters
    ----------
    kinds : sequence of Kind
        The kinds to ask.
    grids : sequence of Grid
        The file's grids, in whose first rows the header is looked for.

    Returns
    -------
    Match

    Raises
    ------
    UnknownExportError
        If the file is of no known kind. The message names the kinds that were looked
        for with their telling columns, and what the nearest one lacks.
    """
    matches = [
        match(kind, grid, row)
        for grid in grids
        for row, header in enumerate(grid.head)
        if any(cell.strip() for cell in header)
        for kind in kinds
    ]
    # The first of equals: a header repeated further down is not the header.
    best = max(matches, key=lambda match: match.fit, default=None)
    # A header that lacks a telling column of one kind is not a small one of another.
    rival = max(matches, key=lambda match: len(match.places), default=None)
    if best is not None and 2 * len(best.places) < len(rival.places):
        best = rival
    if best is not None and not best.missing:
        return best
    near = sorted(
        {m.kind.name: m for m in sorted(matches, key=lambda m: m.fit)}.values(), key=lambda m: m.fit
    )
    looked_for = "\n".join(
        f"  {m.kind.name}: {', '.join(m.kind.telling_words())}" for m in near[:-4:-1]
    )
    names = ", ".join(kind.name for kind in kinds)
    head = grids[0].head
    found = next((h for h in head if len(h) > 1), head[0] if head else ())
    first = ", ".join(cell.strip()[:40] or "(empty)" for cell in found[:8])
    message = (
        f"{grids[0].name!r} is no export that smmkit knows. Its first columns: {first}.\n"
        f"Looked for: {names}. What tells the three nearest:\n{looked_for}"
    )
    if best is not None and best.fit[0] > 0:
        lacking = ", ".join(best.kind.telling_words(best.missing))
        message += f"\nNearest: {best.kind.name}, but the file has no column {lacking}."
    raise UnknownExportError(message)
