"""Rules that look at one post at a time."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import pandas as pd

from smmkit.content import rulebook
from smmkit.content._words import date_words, rows_of
from smmkit.content.brief import Brief
from smmkit.content.dates import holidays
from smmkit.content.load import row_hours
from smmkit.errors import did_you_mean
from smmkit.findings import Fault, announces_picture, is_filled, listed, plain
from smmkit.tables import FORMATS, PLATFORMS

_WORDS_ALONE = ("text", "link")
_READY = ("approved", "scheduled")
_GREETING = "people"
_FEWEST_SEEN = 3  # words of an alt text that are not its title's


def faults(table: pd.DataFrame, brief: Brief, labels: Sequence[str]) -> Iterator[Fault]:
    """Yield the faults of each row."""
    closed = holidays(brief.country, brief.first, brief.last) if brief.country else pd.Series()
    work = row_hours(table, brief.format_hours)
    for row, label, hours in zip(rows_of(table), labels, work, strict=True):
        for rule, message in (
            *_when(row, brief, closed),
            *_what(row, brief),
            *_who(row, brief),
            *_how_much(row, brief, hours),
        ):
            yield Fault(rule, label, message, len(table))


def _when(row: object, brief: Brief, closed: pd.Series) -> Iterator[tuple[str, str]]:
    if row.publish_at is None:
        yield "date", "When does it go out? Date and time are missing."
        return
    date = row.publish_at.normalize()
    if not brief.first <= date <= brief.last:
        side = "before the plan begins" if date < brief.first else "after the plan ends"
        yield "period", f"{date.date()} is {side} ({brief.first.date()} to {brief.last.date()})."
        return
    if brief.is_quiet(row.publish_at.hour):
        start, end = brief.quiet
        yield (
            "quiet",
            f"It goes out at {row.publish_at:%H:%M}, while the public sleeps ({start} to {end} h).",
        )
    if date in brief.blackout:
        why = brief.blackout[date]
        yield "blackout", f"Nothing goes out on {date_words(date)}: {why}. Move it."
    # People wishing each other a good day is no business; the rest of the themes is.
    if date in closed.index and row.pillar != _GREETING:
        yield (
            "holiday",
            f"{date_words(date)} is a public holiday ({closed[date]}): greet, or move the "
            f"{row.pillar if is_filled(row.pillar) else 'post'} to another day.",
        )


def _what(row: object, brief: Brief) -> Iterator[tuple[str, str]]:
    agreed = list(brief.platforms)
    if not is_filled(row.platform):
        yield "platform", f"The platform is missing. Agreed on: {listed(agreed)}."
    elif row.platform not in PLATFORMS:
        yield (
            "platform",
            f"No platform is called {row.platform!r}.{did_you_mean(row.platform, PLATFORMS)}",
        )
    elif row.platform not in agreed:
        yield "platform", f"The brand is not on {row.platform}. Agreed on: {listed(agreed)}."
    if not is_filled(row.format):
        yield "format", "The format is missing, and with it the work."
    elif row.format not in FORMATS:
        yield "format", f"No format is called {row.format!r}.{did_you_mean(row.format, FORMATS)}"
    elif row.format in rulebook.NOT_TAKEN.get(row.platform, ()):
        yield "format", f"{row.platform} takes no {row.format} posts: they need a picture or video."
    if not is_filled(row.title):
        yield "title", "What is it about? The title is missing."
    if row.status in _READY and not is_filled(row.text):
        yield "text", f"It is {row.status}, and has no text yet."
    if row.format not in _WORDS_ALONE and (unseen := _unseen(row)):
        yield "alt_text", unseen
    if not is_filled(row.pillar):
        yield "pillar", f"The theme is missing. Agreed on: {listed(brief.pillars)}."
    elif row.pillar not in brief.pillars:
        yield (
            "pillar",
            f"{row.pillar!r} is none of the themes agreed on: {listed(brief.pillars)}."
            f"{did_you_mean(row.pillar, brief.pillars)}",
        )


def _unseen(row: object) -> str | None:
    """Say why an alt text shows nothing to those who do not see the picture."""
    if not is_filled(row.alt_text):
        shown = row.format if is_filled(row.format) else "post"
        return f"Say in a sentence what the {shown} shows."
    if announces_picture(row.alt_text):
        return "Its alt text announces a picture: begin with what is seen."
    told, words = plain(row.title).split(), plain(row.alt_text).split()
    seen = sum(word not in told for word in words)
    if seen < _FEWEST_SEEN and 2 * seen < len(words):
        return "Its alt text tells the title again: say who or what is seen, where, doing what."
    return None


def _who(row: object, brief: Brief) -> Iterator[tuple[str, str]]:
    if not is_filled(row.owner):
        yield "owner", "Who makes it? The owner is missing."
    elif brief.team and row.owner not in brief.team:
        yield (
            "owner",
            f"{row.owner!r} is not in the team: {listed(brief.team)}."
            f"{did_you_mean(row.owner, brief.team)}",
        )


def _how_much(row: object, brief: Brief, hours: object) -> Iterator[tuple[str, str]]:
    own = row.hours
    if own is not None and (math.isinf(own) or own < 0):
        yield "hours_of_a_post", f"Its work must be a number of hours from 0 up; found {own:g}."
    elif pd.isna(hours) and row.format in FORMATS:
        costed = listed(brief.format_hours)
        yield (
            "hours_of_a_post",
            f"Nobody has said how long a {row.format} takes: fill in its hours. Known: {costed}.",
        )
