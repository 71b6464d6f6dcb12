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
from functools import lru_cache

import pandas as pd

from smmkit.errors import UnknownExportError
from smmkit.exports.sheet import Sheet
from smmkit.exports.sniff import Sniffed

__all__ = ["LANGUAGES", "Kind", "Match", "header_key", "recognise"]

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
    """

    name: str
    title: str
    fields: Mapping[str, Mapping[str, str]]
    telling: Sequence[tuple[str, ...]]
    read: Callable[[Sheet, bool | None], dict[str, pd.DataFrame]]

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
    Return a header cell without what drifts: case, accents, spaces, marks.

    Examples
    --------
    >>> header_key("\ufeffDuration_(Sec)") == header_key("duration (sec)")
    True
    """
    text = unicodedata.normalize("NFKD", cell[:200]).casefold()
    kept = (c for c in text if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return re.sub(r"[\W_]+", " ", "".join(kept)).strip()


def _match(kind: Kind, header: Sequence[str], row: int) -> Match:
    keys = [header_key(cell) for cell in header]
    places: dict[str, list[int]] = {}
    spoken: Counter[str] = Counter()
    for field, by_language in kind.fields.items():
        wanted: dict[str, list[str]] = {}
        for language, aliases in by_language.items():
            for alias in aliases.split("|"):
                wanted.setdefault(header_key(alias), []).append(language)
        found = [place for place, key in enumerate(keys) if key in wanted]
        if found:
            places[field] = found
            spoken.update(wanted[keys[found[0]]])
    missing = tuple(need for need in kind.telling if not any(field in places for field in need))
    language = max(LANGUAGES, key=lambda code: spoken[code])
    return Match(kind, row, places, missing, language)


def recognise(kinds: Sequence[Kind], sniffed: Sniffed) -> Match:
    """
    Find the header row and the kind it belongs to.

    Parameters
    ----------
    kinds : sequence of Kind
        The kinds to ask.
    sniffed : Sniffed
        The file's first rows.

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
        _match(kind, header, row)
        for row, header in enumerate(sniffed.head)
        if any(cell.strip() for cell in header)
        for kind in kinds
    ]
    # The first of equals: a header repeated further down is not the header.
    best = max(matches, key=lambda match: match.fit, default=None)
    if best is not None and not best.missing:
        return best
    looked_for = "\n".join(f"  {k.name}: {', '.join(k.telling_words())}" for k in kinds)
    found = next((h for h in sniffed.head if len(h) > 1), sniffed.head[0] if sniffed.head else ())
    first = ", ".join(cell.strip()[:40] or "(empty)" for cell in found[:8])
    message = (
        f"{sniffed.name!r} is no export that smmkit knows. Its first columns: {first}.\n"
        f"Looked for, with the columns that tell each kind:\n{looked_for}"
    )
    if best is not None and best.fit[0] > 0:
        lacking = ", ".join(best.kind.telling_words(best.missing))
        message += f"\nNearest: {best.kind.name}, but the file has no column {lacking}."
    raise UnknownExportError(message)
