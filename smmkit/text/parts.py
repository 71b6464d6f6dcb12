"""What stands in a post's text: links, hashtags, mentions; and a hashtag made of words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from smmkit.errors import ArgumentError
from smmkit.text.clusters import check_text

__all__ = ["camel_case", "hashtags", "link_spans", "links", "mentions", "words"]

# Endings a link may have without http:// in front. Platforms know every one there is; these
# are the ones a text of this trade is likely to hold.
_ENDINGS = (
    "com|org|net|info|biz|shop|store|app|io|co|eu|example|"
    "at|au|be|ca|ch|cz|de|dk|es|fi|fr|ie|it|jp|nl|no|nz|pl|pt|ru|se|uk|us"
)
_LINK = re.compile(
    r"(?<![\w@#＃.-])(?:"
    r"https?://[^\s<>\"“”]+"
    rf"|(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:{_ENDINGS})(?![\w@-]|\.\w)(?:[/?#][^\s<>\"“”]*)?"
    r")",
    re.IGNORECASE,
)
_AFTER_A_LINK = ".,;:!?'’…»"
_MENTION = re.compile(r"(?<![\w@/.+-])[@＠]([A-Za-z0-9_](?:[A-Za-z0-9_.]*[A-Za-z0-9_])?)(?![\w@])")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Before a capital that follows a small letter or a digit, or that begins a word after capitals;
# read in a text in which A stands for every capital and a for every small letter.
_HUMP = re.compile(r"(?<=[^\W_A])(?=A)|(?<=A)(?=Aa)|(?<=a)(?=\d)|_")
_LETTER = re.compile(r"\w")
_SIGNS = "#＃"
_JOINERS = "\u200c\u200d"


def links(text: str) -> list[str]:
    """
    List the links of a text, in order.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    list of str
        With http:// or https:// in front, or with one of the common endings. What closes the
        sentence is no part of a link.

    Raises
    ------
    ArgumentError
        If it is not text.

    Examples
    --------
    >>> links("Menu: https://bakery.example/menu#rolls, or write to us@bakery.example.")
    ['https://bakery.example/menu#rolls']
    """
    return [text[start:end] for start, end in link_spans(text)]


def link_spans(text: str) -> list[tuple[int, int]]:
    """
    Tell where the links of a text begin and end.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    list of (int, int)
        First code point of each, and the one after its last.

    Raises
    ------
    ArgumentError
        If it is not text.

    Examples
    --------
    >>> link_spans("See bakery.example today")
    [(4, 18)]
    """
    check_text("text", text)
    return [_trimmed(text, *found.span()) for found in _LINK.finditer(_spelt(text))]


def _spelt(text: str) -> str:
    """Return a text as long, in which accents of their own and joiners are letters to a pattern."""
    return "".join("é" if _in_tag(mark) and not _LETTER.match(mark) else mark for mark in text)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start:
        last, link = text[end - 1], text[start:end]
        closes = any(
            last == close and link.count(close) > link.count(opening)
            for opening, close in ("()", "[]")
        )
        if not (closes or last in _AFTER_A_LINK):
            break
        end -= 1
    return start, end


def hashtags(text: str) -> list[str]:
    """
    List the hashtags of a text, in order, with their sign.

    A hashtag is # and letters, marks, digits or underscores, in any script, at least one of
    them a letter. It begins a word: ``C#sharp`` holds none. A # inside a link is an address
    within the page.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    list of str
        A hashtag that stands twice is listed twice.

    Raises
    ------
    ArgumentError
        If it is not text.

    References
    ----------
    The rules follow twitter-text's conformance tests (github.com/twitter/twitter-text).

    Examples
    --------
    >>> hashtags("#RyeBread #хлеб #2026 https://bakery.example/menu#rolls")
    ['#RyeBread', '#хлеб']
    """
    check_text("text", text)
    inside = [range(*span) for span in link_spans(text)]
    found = []
    for start, tag in _tags(text):
        if not any(start in span for span in inside):
            found.append(tag)
    return found


def _tags(text: str) -> Iterator[tuple[int, str]]:
    for start, mark in enumerate(text):
        if mark not in _SIGNS or (start and (_in_tag(text[start - 1]) or text[start - 1] == "&")):
            continue
        end = start + 1
        while end < len(text) and _in_tag(text[end]):
            end += 1
        tag = text[start:end].rstrip(_JOINERS)
        if any(letter.isalpha() for letter in tag) and text[end : end + 1] not in tuple(_SIGNS):
            yield start, tag


def _in_tag(mark: str) -> bool:
    kind = unicodedata.category(mark)
    if "\ufe00" <= mark <= "\ufe0f" or mark == "\u20e3":
        return False  # what makes a picture of the sign before it
    return kind[0] in "LM" or kind == "Nd" or mark == "_" or mark in _JOINERS


def mentions(text: str) -> list[str]:
    """
    List the accounts that a text mentions, in order, with their sign.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    list of str
        An e-mail address mentions nobody; nor does an @ inside a link.

    Raises
    ------
    ArgumentError
        If it is not text.

    Examples
    --------
    >>> mentions("Flour by @mill.on.the.hill. Questions: us@bakery.example")
    ['@mill.on.the.hill']
    """
    check_text("text", text)
    inside = [range(*span) for span in link_spans(text)]
    return [
        found[0]
        for found in _MENTION.finditer(_spelt(text))
        if not any(found.start() in span for span in inside)
    ]


def words(text: str) -> list[str]:
    """
    List the words of a text, without links, hashtags and mentions.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    list of str
        Letters of any script, with apostrophes and hyphens inside. Numbers are no words.

    Raises
    ------
    ArgumentError
        If it is not text.

    Examples
    --------
    >>> words("Don't miss the year-end sale: 15 % off! #sale")
    ["Don't", 'miss', 'the', 'year-end', 'sale', 'off']
    """
    return _WORD.findall(without_parts(text))


def without_parts(text: str) -> str:
    """Return a text in which links, hashtags and mentions are blank."""
    bare = list(check_text("text", text))
    spans = link_spans(text)
    spans += [(start, start + len(tag)) for start, tag in _tags(text) if not _covered(start, spans)]
    spans += [
        found.span()
        for found in _MENTION.finditer(_spelt(text))
        if not _covered(found.start(), spans)
    ]
    for start, end in spans:
        bare[start:end] = " " * (end - start)
    return "".join(bare)


def _covered(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


def camel_case(phrase: str) -> str:
    """
    Make a hashtag of several words, each with a capital.

    Screen readers tell the words of ``#RyeBread`` apart; ``#ryebread`` is one word that does
    not exist.

    Parameters
    ----------
    phrase : str
        One or more words. Spaces, hyphens and other signs part them; apostrophes are left
        out. Capitals that are there stay.

    Returns
    -------
    str
        ``#`` and letters and digits only.

    Raises
    ------
    ArgumentError
        If it is not text or holds no letter.

    Examples
    --------
    >>> camel_case("children's year-end SMM party")
    '#ChildrensYearEndSMMParty'
    """
    whole = check_text("phrase", phrase).replace("'", "").replace("’", "")
    parts = "".join(mark if _in_tag(mark) and mark != "_" else " " for mark in whole).split()
    tag = "#" + "".join(part[0].upper() + part[1:] for part in parts)
    if not any(mark.isalpha() for mark in tag):
        raise ArgumentError(
            f"phrase must hold at least one letter, or no platform links it; received {phrase!r}."
        )
    return tag


def tag_words(tag: str) -> list[str]:
    """Part a hashtag into words, as far as its capitals and underscores tell them apart."""
    bare = tag.lstrip(_SIGNS)
    shape = "".join("A" if mark.isupper() else "a" if mark.islower() else mark for mark in bare)
    cuts = [0, *(hump.start() for hump in _HUMP.finditer(shape)), len(bare)]
    parts = (bare[start:end].strip("_") for start, end in pairwise(cuts))
    return [part for part in parts if part]
