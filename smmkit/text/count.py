"""The length of a text as a platform counts it, and a text cut to that length."""

from __future__ import annotations

import unicodedata

import emoji as _emoji

from smmkit.errors import ArgumentError, check_number
from smmkit.text.clusters import check_text, emoji, graphemes
from smmkit.text.parts import hashtags, link_spans
from smmkit.text.platforms import BYTES, TAGS, WEIGHTED, limit_of, unit_of

__all__ = ["cut", "length"]

# twitter-text, configuration 3 (2018): what lies in these ranges weighs 1, all else 2.
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
_LINK_WEIGHT = 23


def length(text: str, platform: str, *, field: str = "post") -> int:
    """
    Count a text as a platform does.

    X counts most letters 1, Chinese, Japanese and Korean ones and an emoji 2, and a link 23
    however long it is. YouTube's interface counts UTF-8 bytes. All others are taken to count
    UTF-16 units, in which most emoji are 2 and joined ones more; Telegram says so. X knows
    which domains exist; here every address behind https:// is taken for a link, the invented
    ones on .example too.

    Parameters
    ----------
    text : str
        Any text.
    platform : str
        One of `smmkit.tables.PLATFORMS`.
    field : str, default "post"
        One of `FIELDS`; the same platform may count its fields in different ways.

    Returns
    -------
    int
        In the unit that `limits` gives.

    Raises
    ------
    ArgumentError
        If it is not text, or the platform or field is not known.

    References
    ----------
    developer.x.com, *Counting characters*; core.telegram.org, *Bot API*, MessageEntity.

    Examples
    --------
    >>> [length("Come 👨‍👩‍👧", name) for name in ("x", "telegram", "youtube")]
    [7, 13, 23]
    """
    check_text("text", text)
    unit = unit_of(platform, field)
    if unit == WEIGHTED:
        return _weight(text)
    if unit == BYTES:
        return len(text.encode("utf-8", "surrogatepass"))
    if unit == TAGS:
        return len(hashtags(text))
    return sum(2 if mark > "\uffff" else 1 for mark in text)


def _weight(text: str) -> int:
    text = unicodedata.normalize("NFC", text)
    total, end = 0, 0
    for start, after in link_spans(text):
        total += sum(map(_cluster_weight, graphemes(text[end:start]))) + _LINK_WEIGHT
        end = after
    return total + sum(map(_cluster_weight, graphemes(text[end:])))


def _cluster_weight(cluster: str) -> int:
    if emoji(cluster) and _emoji.is_emoji(cluster):
        return 2
    return sum(
        1 if any(low <= ord(mark) <= high for low, high in _LIGHT) else 2 for mark in cluster
    )


def cut(text: str, platform: str, *, field: str = "post", ending: str = "") -> str:
    """
    Shorten a text to a platform's limit, between two words.

    A link or an emoji is kept whole or left out. Where even the first word is too long, it
    is cut between two characters as a reader sees them.

    Parameters
    ----------
    text : str
        Any text.
    platform : str
        One of `smmkit.tables.PLATFORMS`.
    field : str, default "post"
        One of `FIELDS` that is a length.
    ending : str, default ""
        Put behind what is left, such as "…"; it counts too.

    Returns
    -------
    str
        The text itself if it fits, else its beginning and the ending.

    Raises
    ------
    ArgumentError
        If no limit is known for the field, or the ending alone is too long.

    Examples
    --------
    >>> cut("Fresh bread, every morning", "x")
    'Fresh bread, every morning'
    >>> cut("word " * 100, "x", ending="…")[-6:]
    ' word…'
    """
    check_text("text", text)
    check_text("ending", ending)
    most = limit_of(platform, field)
    if most is None or unit_of(platform, field) == TAGS:
        raise ArgumentError(
            f"No limit on the length of the field {field!r} is known for {platform}."
        )
    if length(text, platform, field=field) <= most:
        return text
    check_number("length of ending", length(ending, platform, field=field), high=most)

    def fits(place: int) -> bool:
        return length(text[:place].rstrip() + ending, platform, field=field) <= most

    between_words, anywhere = _places(text)
    place = _last(between_words, fits) or _last(anywhere, fits)
    return text[:place].rstrip() + ending


def _places(text: str) -> tuple[list[int], list[int]]:
    """Return where a text may be cut: before white space, and between any two characters."""
    inside = {place for start, end in link_spans(text) for place in range(start + 1, end)}
    between_words, anywhere, place = [0], [0], 0
    for cluster in graphemes(text):
        if place and place not in inside:
            anywhere.append(place)
            if cluster.isspace() and text[:place].strip():
                between_words.append(place)
        place += len(cluster)
    return between_words, anywhere


def _last(places: list[int], fits) -> int:
    # Longer beginnings weigh more, but for a link that a cut word turns into: so the search
    # by halves comes near, and a step back makes sure.
    low, high = 0, len(places) - 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(places[middle]) else (low, middle - 1)
    while low and not fits(places[low]):
        low -= 1
    return places[low]
