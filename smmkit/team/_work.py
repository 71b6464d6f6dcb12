"""Rules about the work: what for, for whom, what, how good, until when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from numbers import Integral
from typing import Any

import pandas as pd

from smmkit.errors import did_you_mean
from smmkit.tables import FORMATS
from smmkit.team._fault import Fault
from smmkit.team.rulebook import FEWEST_AUDIENCE_WORDS, FEWEST_CRITERIA
from smmkit.team.slots import SLOTS, slot_text
from smmkit.team.wording import has_date, has_number, is_filled, measure, size, vague_words

SEEN = ("photo", "carousel", "video", "reel", "story", "live")
_WANTED_SIZE = {
    **dict.fromkeys(("photo", "carousel", "story"), ("px", "1080 x 1350 px")),
    **dict.fromkeys(("video", "reel", "live"), ("seconds", "15-30 s")),
    **dict.fromkeys(("text", "link"), ("words", "80-120 words")),
}
_LEAST_SIZE = {"px": 100, "seconds": 2, "words": 5, "characters": 20}
_EVERYBODY = re.compile(
    r"\W*(?:everyone|everybody|all|anyone|anybody|the (?:general )?public|all ages|"
    r"tout le monde|tous|le grand public|everyone .{0,20}|everybody .{0,20}|"
    r"tout le monde .{0,20})\W*",
    re.IGNORECASE,
)
_ROUNDS = re.compile(
    r"\b(?P<number>\d+|no|one|two|three|four|un|une|deux|trois|quatre|aucune?)\s+(?:\w+\s+)?"
    r"(?:rounds?|revisions?|corrections?|tours?|séries?|retouches?|allers-retours)\b",
    re.IGNORECASE,
)
_IN_WORDS = {
    **{"no": 0, "one": 1, "two": 2, "three": 3, "four": 4},
    **{"aucun": 0, "aucune": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4},
}


def faults(brief: dict[str, Any], own: Sequence[str]) -> Iterator[Fault]:
    """Yield the faults of what is ordered."""
    yield from _goal(brief)
    yield from _audience(brief)
    yield from _deliverables(brief)
    yield from _criteria(brief, own)
    yield from _deadlines(brief)
    yield from _revisions(brief)


def _goal(brief: dict) -> Iterator[Fault]:
    text = slot_text(brief, "goal")
    if not is_filled(text):
        yield Fault("goal", "goal", "The goal is missing: what should be different afterwards?")
        return
    lacks = [
        word
        for word, there in (("a number", has_number(text)), ("a date", has_date(text)))
        if not there
    ]
    if lacks:
        yield Fault(
            "goal",
            "goal",
            f"“{text}” lacks {' and '.join(lacks)}. Such as: {SLOTS['goal'].example}.",
            len(lacks) / 2,
        )


def _audience(brief: dict) -> Iterator[Fault]:
    text = slot_text(brief, "audience")
    if not is_filled(text):
        yield Fault("audience", "audience", "For whom is it made? The audience is missing.")
    elif _EVERYBODY.fullmatch(text):
        yield Fault("audience", "audience", f"“{text}” is nobody. Name the group it is made for.")
    elif len(text.split()) < FEWEST_AUDIENCE_WORDS:
        yield Fault("audience", "audience", f"“{text}” is short: who, of what age, wanting what?")


def _deliverables(brief: dict) -> Iterator[Fault]:
    listed = brief.get("deliverables")
    if not isinstance(listed, list | tuple) or not listed:
        yield Fault(
            "deliverables",
            "deliverables",
            "What is to be delivered? A list is wanted, such as "
            '[{"name": "photos", "format": "photo", "file": "JPG", "size": "1080 x 1350 px", '
            '"number": 6, "alt_text": 125}].',
        )
        return
    names = [str(one.get("name")) if isinstance(one, Mapping) else "" for one in listed]
    for place, one in enumerate(listed):
        where = f"deliverable {place + 1}"
        if not isinstance(one, Mapping):
            message = f"It must be a dictionary with its name, format and so on; found {one!r}."
            yield Fault("deliverables", where, message, 1 / len(listed))
            continue
        lacks = list(_lacking(one))
        if names[place] in names[:place]:
            lacks.append(f"a name of its own ({names[place]} stands there twice)")
        if lacks:
            message = f"{_named(one)} lacks {', '.join(lacks)}."
            yield Fault("deliverables", where, message, min(1.0, len(lacks) / 3) / len(listed))


def _lacking(one: Mapping[str, Any]) -> Iterator[str]:
    if not is_filled(one.get("name")):
        yield "a name"
    form = one.get("format")
    if form not in FORMATS:
        known = ", ".join(FORMATS)
        found = f" (found {form!r}{did_you_mean(str(form), FORMATS)})" if form else ""
        yield f"a format, one of {known}{found}"
    if not is_filled(one.get("file")):
        yield "a kind of file, such as JPG"
    kind, example = _WANTED_SIZE.get(form, (None, "80-120 words"))
    read = size(one.get("size"))
    if read is None or (kind and kind not in read and not (kind == "words" and read)):
        yield f"a size, such as {example}"
    elif any(max(read[kind]) < least for kind, least in _LEAST_SIZE.items() if kind in read):
        yield f"a size that can be worked with, such as {example}"
    number = one.get("number")
    if isinstance(number, bool) or not isinstance(number, Integral) or number < 1:
        yield "a number of pieces, such as 6"
    longest = one.get("alt_text")
    if form in SEEN and (
        isinstance(longest, bool) or not isinstance(longest, Integral) or longest < 1
    ):
        yield "the longest alt text in characters, such as 125"


def _named(one: Mapping[str, Any]) -> str:
    return f"“{one['name']}”" if is_filled(one.get("name")) else "It"


def _criteria(brief: dict, own: Sequence[str]) -> Iterator[Fault]:
    given = brief.get("criteria")
    listed = [given] if isinstance(given, str) else given
    listed = [str(one) for one in listed] if isinstance(listed, list | tuple) else []
    told, seen = 0, set()
    out_of = max(len(listed), FEWEST_CRITERIA)
    for place, text in enumerate(listed, 1):
        where, plain = f"criterion {place}", " ".join(text.casefold().split())
        bad = vague_words(text, own)
        if not is_filled(text):
            message = "Nothing stands here."
        elif plain in seen:
            message = f"“{text}” stands there already."
        elif bad:
            message = (
                f"“{text}”: “{bad[0]}” is read by each in another way. Name what can be seen or "
                "counted."
            )
        elif measure(text, own) is None:
            what = "Of what, in which unit?" if has_number(text) else "How would you test it?"
            message = (
                f"“{text}” can't be tested. {what} A number with its unit, a format, or a "
                "question that is answered by yes or no."
            )
        else:
            told += 1
            seen.add(plain)
            continue
        yield Fault("criteria", where, message, 1 / out_of)
    missing = FEWEST_CRITERIA - len(listed)
    if missing > 0:
        message = (
            f"{len(listed)} stand there; at least {FEWEST_CRITERIA} are wanted, by which "
            "both sides can tell that it is done."
        )
        yield Fault("criteria", "criteria", message, missing / out_of)


def _day(value: object) -> pd.Timestamp:
    if isinstance(value, str) and not has_date(value):
        return pd.NaT
    try:
        found = pd.NaT if isinstance(value, int | float) else pd.Timestamp(value)
    except (TypeError, ValueError):
        return pd.NaT
    return found if pd.isna(found) else found.tz_localize(None).normalize()


def _deadlines(brief: dict) -> Iterator[Fault]:
    days = brief.get("deadlines")
    days = days if isinstance(days, Mapping) else {"final": days}
    final, draft = _day(days.get("final")), _day(days.get("draft"))
    rounds = _rounds(brief) or 0
    if pd.isna(final):
        found = f"; found {days['final']!r}" if is_filled(str(days.get("final") or "")) else ""
        yield Fault("deadlines", "deadlines", f"The final day is missing, as 2026-07-31{found}.")
    if pd.isna(draft):
        yield Fault("draft", "deadlines", "On which day do you see a draft? As 2026-07-24.")
    elif pd.notna(final) and (final - draft).days < max(rounds, 1):
        yield Fault(
            "draft",
            "deadlines",
            f"From the draft on {draft.date()} to the end on {final.date()} there are "
            f"{(final - draft).days} days; each round wants a day at the least, and there are "
            f"{max(rounds, 1)}.",
        )


def _rounds(brief: dict) -> int | None:
    value = brief.get("revisions")
    if isinstance(value, Integral) and not isinstance(value, bool):
        return int(value) if value >= 0 else None
    found = _ROUNDS.search(slot_text(brief, "revisions"))
    if not found:
        return None
    number = found["number"].casefold()
    return _IN_WORDS[number] if number in _IN_WORDS else int(number)


def _revisions(brief: dict) -> Iterator[Fault]:
    text = slot_text(brief, "revisions")
    if not is_filled(text):
        yield Fault("revisions", "revisions", "How many rounds of changes are in the price?")
    elif _rounds(brief) is None:
        yield Fault(
            "revisions", "revisions", f"“{text}” names no number of rounds, such as “2 rounds”."
        )
