"""A post's text held to the rules: what an editor would say before it goes out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from smmkit.errors import ArgumentError, check_choice
from smmkit.findings import announces_picture
from smmkit.tables import FINDINGS, PLATFORMS
from smmkit.text.clusters import check_text, emoji, graphemes
from smmkit.text.count import cut, length
from smmkit.text.parts import hashtags, links, tag_words, words
from smmkit.text.platforms import UNCLICKABLE, limit_of, unit_of
from smmkit.text.reading import lix
from smmkit.text.rules import COSTS, HARD_LIX, LONG_ALT, MOST_EMOJI, RUN_TOGETHER, SHOUTED

__all__ = ["review"]

Finding = tuple[str, str, str]
Facts = Mapping[str, str | Sequence[str]]

_GARBLED = re.compile(r"Ã[\u0080-\u00bf\u0152-\u2122]|â€|Â[\u00a0-\u00bf]|ðŸ|\ufffd")
_FILE_NAME = re.compile(
    r"\s*(?:\S+\.(?:jpe?g|png|gif|webp|heic|mp4|mov)|(?:IMG|DSC|PXL|DCIM)[\W_]*\d+\S*)\s*",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\?|\b(?:book|buy|call|choose|come|drop|find|follow|get|join|order|pick|read|reserve|save|"
    r"say|see|send|share|sign|tell|try|visit|write|ask|bring|"
    r"réservez|venez|commandez|écrivez|dites|jetzt|kommt|bestellt)\b",
    re.IGNORECASE,
)
_DOUBLE = re.compile(r"\S[ \u00a0]{2,}\S")
_ALIKE = 0.8  # share of the alt text's words that stand in the text too
_FEW_WORDS = 3
_SHOUTED_LETTERS = 4
PART_LETTERS = 3
LONGEST_PART = 40


def review(
    text: str,
    platform: str,
    *,
    alt_text: str | None = None,
    picture: bool = True,
    facts: Facts | None = None,
) -> pd.DataFrame:
    """
    Hold a text to the rules of `rules`.

    Parameters
    ----------
    text : str
        What the post says.
    platform : str
        One of `smmkit.tables.PLATFORMS`.
    alt_text : str, optional
        What its picture shows.
    picture : bool, default True
        Whether it has a picture at all.
    facts : mapping of str to str, or to several spellings, optional
        What the text has to say, by name; the first is its point, which must stand before
        the feed cuts off. Capitals and the kind of space make no difference.

    Returns
    -------
    pandas.DataFrame
        FINDINGS of `smmkit.tables`, dearest first; empty if all rules are kept.

    Raises
    ------
    ArgumentError
        If an argument is not of its kind or the platform is not known.

    Examples
    --------
    >>> found = review("New today: #ryebreadgalway", "x", picture=False)
    >>> found["rule"].tolist(), float(found["points"].sum())
    (['hashtag not in CamelCase', 'nothing to do'], 1.0)
    """
    check_text("text", text)
    check_choice("platform", platform, PLATFORMS)
    wanted = _spellings(facts or {})
    rows = [*_text(text, platform, wanted), *_tags(text, platform, wanted), *_looks(text)]
    if picture:
        rows += _alt(alt_text, text, platform)
    found = [(rule, where, *_cost(rule, say)) for rule, where, say in rows]
    found.sort(key=lambda row: -row[-1])  # stable: equals stay in the order of reading
    return FINDINGS.conform(pd.DataFrame(found, columns=list(FINDINGS.columns)))


def _cost(rule: str, say: str) -> tuple[str, str, float]:
    severity, points = COSTS[rule]
    return severity, say, points


def _spellings(facts: Facts) -> dict[str, tuple[str, ...]]:
    if not isinstance(facts, Mapping):
        raise ArgumentError(
            f"facts must be a dictionary such as {{'price': '4.50 EUR'}}; received {facts!r}."
        )
    return {
        str(name): (value,) if isinstance(value, str) else tuple(map(str, value))
        for name, value in facts.items()
    }


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").casefold().split())


def _says(text: str, spellings: Sequence[str]) -> bool:
    # No letter or digit may touch it: 4.50 does not stand in 14.50.
    return any(
        re.search(rf"(?<!\w){re.escape(_plain(one))}(?!\w)", _plain(text)) for one in spellings
    )


def _text(text: str, platform: str, facts: Mapping[str, Sequence[str]]) -> Iterator[Finding]:
    if not words(text):
        yield "empty", "text", "There is no word in it that a reader could read."
    most, used = limit_of(platform, "post"), length(text, platform)
    if most is not None and used > most:
        say = f"{platform} takes {most:,} {unit_of(platform)}; this has {used:,}."
        yield "too long", "text", say
    for name, spellings in facts.items():
        if not _says(text, spellings):
            yield "fact missing", name, f"The text has to say the {name}: “{spellings[0]}”."
    point = next(iter(facts.items()), None)
    fold = limit_of(platform, "before more")
    shown = cut(text, platform, field="before more") if fold else text
    if point and _says(text, point[1]) and not _says(shown, point[1]):
        say = f"Only about {fold} characters are shown before “more”: put the {point[0]} there."
        yield "point hidden", "text", say
    if platform in UNCLICKABLE:
        for link in links(text):
            yield "dead link", link, f"A caption on {platform} shows it as plain text."


def _tags(text: str, platform: str, facts: Mapping[str, Sequence[str]]) -> Iterator[Finding]:
    tags = hashtags(text)
    most = limit_of(platform, "hashtags")
    if most is not None and len(tags) > most:
        yield "too many hashtags", "text", f"{platform} takes {most}; this has {len(tags)}."
    told = words(text)
    for first, *_ in facts.values():
        told += words(first)
        told += [word for tag in hashtags(first) for word in tag_words(tag)]
    known = {part for word in told for part in _plain(word).replace("'", "").split("-")}
    run_together = [tag for tag in dict.fromkeys(tags) if _run_together(tag[1:], known)]
    if run_together:
        say = "Give each word a capital, as in #FreshBread, so that it can be read and heard."
        yield "hashtag not in CamelCase", ", ".join(run_together), say


def _run_together(tag: str, known: set[str]) -> bool:
    if "_" in tag or not (tag[1:] == tag[1:].lower() or tag == tag.upper()):
        return False
    return len(tag) >= RUN_TOGETHER or _made_of(tag.casefold(), known, 2)


def _made_of(letters: str, known: set[str], fewest: int) -> bool:
    """Tell whether known words, so many at least, make up the letters without a rest."""
    most = [0] + [-1] * len(letters)  # most words that end at each place; -1: none do
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - LONGEST_PART), end - PART_LETTERS + 1):
            if most[start] >= 0 and letters[start:end] in known:
                most[end] = max(most[end], most[start] + 1)
    return most[-1] >= fewest


def _looks(text: str) -> Iterator[Finding]:
    garbled = _GARBLED.search(text)
    if garbled:
        near = text[max(0, garbled.start() - 8) : garbled.end() + 8]
        yield "garbled", near.strip(), "Letters broken by a wrong encoding: type them again."
    pictures = emoji(text)
    if len(pictures) > MOST_EMOJI:
        say = f"{len(pictures)} emoji; a screen reader says each one's name. Keep {MOST_EMOJI}."
        yield "too many emoji", "text", say
    begins = [graphemes(line.strip())[0] for line in text.splitlines() if line.strip()]
    if sum(bool(emoji(mark)) for mark in begins) > 1:
        yield "emoji as bullets", "text", "Begin the lines with words, or with a hyphen."
    loud = [word for word in words(text) if len(word) >= _SHOUTED_LETTERS and word.isupper()]
    if len(loud) >= SHOUTED:
        yield "capitals", " ".join(loud[:SHOUTED]), "Capitals for whole words read as shouting."
    closed = all(text.count(one) == text.count(other) for one, other in ("«»", "()"))
    curly = "„" in text or text.count("“") == text.count("”")
    if text.count('"') % 2 or not closed or not curly:
        yield "quotes open", "text", "A quotation mark or bracket has no partner."
    if _DOUBLE.search(text):
        yield "double space", "text", "Two spaces stand in a row."
    hard = lix(text)
    if hard > HARD_LIX:
        say = f"LIX {hard:.0f}: shorten sentences, or take shorter words."
        yield "hard to read", "text", say
    if not links(text) and not _ASKS.search(text):
        yield "nothing to do", "text", "The reader is not asked to do anything. Is that meant?"


def _alt(alt_text: str | None, text: str, platform: str) -> Iterator[Finding]:
    where = "alt text"
    if alt_text is None or pd.isna(alt_text) or not str(alt_text).strip():
        yield "no alt text", where, "Say in a sentence what the picture shows."
        return
    check_text("alt_text", alt_text)
    if _FILE_NAME.fullmatch(alt_text):
        yield "alt text is a file name", where, f"“{alt_text.strip()}” shows nothing to anybody."
        return
    if announces_picture(alt_text):
        yield "alt text announces", where, "Begin with what is seen: that it is a picture is said."
    said = [_plain(word) for word in words(alt_text)]
    in_text = set(map(_plain, words(text)))
    if len(said) < _FEW_WORDS:
        yield "alt text too short", where, "Say who or what is seen, where, doing what."
    elif sum(word in in_text for word in said) >= _ALIKE * len(said):
        yield "alt text repeats the text", where, "Say what is seen, not what the post says."
    most = min(limit_of(platform, "alt text") or LONG_ALT, LONG_ALT)
    if length(alt_text, platform, field="alt text") > most:
        yield "alt text too long", where, f"More than {most} characters: keep what matters."
