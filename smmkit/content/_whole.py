"""Rules that look at the plan as a whole: mix, hours, rhythm, cover."""

from __future__ import annotations

import difflib
import itertools
import math
import re
from collections.abc import Iterator, Sequence

import pandas as pd

from smmkit.content import rulebook
from smmkit.content._words import date_words, rows_of
from smmkit.content.brief import Brief
from smmkit.content.dates import holidays
from smmkit.content.load import hours, offers_to_replace
from smmkit.findings import Fault, is_filled, listed, plain

_RESULT = re.compile(r"\b(winners?|won|results?)\b", re.I)
_CONTEST = re.compile(r"\b(contest|competition|giveaway|give-away|prize draw|raffle)\b", re.I)
_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_A_DATE = re.compile(
    rf"\d{{4}}-\d\d-\d\d|\b\d{{1,2}}[./]\d{{1,2}}\b"
    rf"|\b\d{{1,2}}(st|nd|rd|th)?( of)? ({_MONTH})|\b({_MONTH})[a-z]* \d{{1,2}}\b",
    re.I,
)
_NO_MIX = 2  # of two themes one always has half of the posts or more


def faults(table: pd.DataFrame, brief: Brief, labels: Sequence[str]) -> Iterator[Fault]:
    """Yield the faults of the whole plan."""
    inside = table["publish_at"].dt.normalize().between(brief.first, brief.last)
    dated = table[inside.fillna(False)]
    yield from _mix(table, brief)
    yield from _work(dated, brief)
    yield from _times(dated, brief, labels)
    yield from _repeats(table, labels)
    yield from _answers(dated, brief)
    yield from _rhythm(dated, brief)
    yield from _contests(table, brief, labels)
    yield from _own(table, brief)


def _mix(table: pd.DataFrame, brief: Brief) -> Iterator[Fault]:
    count = len(table)
    if not count:
        return
    offers = int((table["pillar"] == brief.offers).sum())
    too_many = offers_to_replace(count, offers, most=rulebook.MOST_OFFERS)
    if too_many:
        yield Fault(
            "offers",
            "",
            f"{offers} of {count} posts sell ({offers / count:.0%}); at most "
            f"{rulebook.MOST_OFFERS:.0%}: replace {too_many}.",
        )
    for pillar in brief.pillars:
        posts = int((table["pillar"] == pillar).sum())
        share = posts / count
        many = len(brief.pillars) > _NO_MIX and share > rulebook.MOST_OF_ONE_PILLAR
        if many and pillar != brief.offers:
            words = f"{posts} of {count} posts are “{pillar}” ({share:.0%}): the page has one note."
        elif share < rulebook.LEAST_OF_A_PILLAR and pillar != brief.offers:
            words = f"{posts} of {count} posts are “{pillar}”, a theme that was agreed on."
        else:
            continue
        yield Fault("balance", pillar, words, len(brief.pillars))


def _work(dated: pd.DataFrame, brief: Brief) -> Iterator[Fault]:
    weekly = hours(dated, format_hours=brief.format_hours)
    for week, work in weekly.items():
        # A sum of tenths of hours may miss a whole number by a hair.
        if pd.notna(work) and work > brief.hours + 1e-6:
            yield Fault(
                "hours",
                f"week of {date_words(week)}",
                f"{work:g} hours of work, and {brief.hours:g} are there: "
                f"{work - brief.hours:.1f} too many. Take a quicker format, or fewer posts.",
                len(brief.weeks),
            )


def _times(dated: pd.DataFrame, brief: Brief, labels: Sequence[str]) -> Iterator[Fault]:
    for platform, posts in dated.groupby("platform"):
        ordered = posts.sort_values("publish_at", kind="stable")
        apart = ordered["publish_at"].diff() / pd.Timedelta(hours=1)
        for place, gap in apart[apart < rulebook.HOURS_APART].items():
            yield Fault(
                "spacing",
                labels[place],
                f"Only {gap:.1f} hours after another post on {platform}; leave "
                f"{rulebook.HOURS_APART}.",
                len(dated),
            )
    if brief.peaks and len(dated):
        moments = [row.publish_at for row in rows_of(dated)]
        clock = [moment.hour + moment.minute / 60 for moment in moments]
        far = [min(abs((h - p + 12) % 24 - 12) for p in brief.peaks) for h in clock]
        near = sum(hours <= rulebook.HOURS_FROM_PEAK for hours in far) / len(far)
        if near < rulebook.LEAST_AT_PEAKS:
            yield Fault(
                "peaks",
                "",
                f"{near:.0%} of posts go out within {rulebook.HOURS_FROM_PEAK} hours of the "
                f"public's busy hours ({listed(f'{peak} h' for peak in brief.peaks)}); at least "
                f"{rulebook.LEAST_AT_PEAKS:.0%}.",
            )
    if brief.country:
        planned = set(dated["publish_at"].dt.normalize())
        for date, name in holidays(brief.country, brief.first, brief.last).items():
            if date not in planned:
                yield Fault(
                    "holiday_unplanned",
                    date_words(date),
                    f"{name}: a greeting, or silence? Decide it now.",
                )


def _repeats(table: pd.DataFrame, labels: Sequence[str]) -> Iterator[Fault]:
    for _, posts in table.groupby("platform", dropna=False):
        told: set[int] = set()
        for field in ("title", "text", "alt_text"):
            words = [(place, plain(value)) for place, value in posts[field].items()]
            known = [(place, value) for place, value in words if value]
            for (first, one), (second, other) in itertools.combinations(known, 2):
                # Two pictures may look much alike; told in the same words, one was not looked at.
                same = one == other if field == "alt_text" else _alike(one, other)
                if same and second not in told:
                    told.add(second)
                    yield Fault(
                        "duplicate",
                        labels[second],
                        f"Its {field.replace('_', ' ')} says the same as {labels[first]}.",
                        len(table),
                    )


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    match = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return match.quick_ratio() >= rulebook.ALIKE and match.ratio() >= rulebook.ALIKE


def _answers(dated: pd.DataFrame, brief: Brief) -> Iterator[Fault]:
    by_day: dict[pd.Timestamp, list[str]] = {}
    on_duty: dict[tuple[pd.Timestamp, str], set[pd.Timestamp]] = {}
    for row in rows_of(dated):
        date = row.publish_at.normalize()
        names = by_day.setdefault(date, [])
        if is_filled(row.cover):
            names.append(row.cover)
            monday = date - pd.Timedelta(days=date.weekday())
            on_duty.setdefault((monday, row.cover), set()).add(date)
    for date, names in sorted(by_day.items()):
        strangers = [name for name in names if brief.team and name not in brief.team]
        if not names:
            words = "A post goes out and nobody is named who answers."
        elif strangers:
            words = f"{strangers[0]!r} answers, and is not in the team: {listed(brief.team)}."
        else:
            continue
        yield Fault("cover", date_words(date), words, len(by_day))
    for (week, name), days in sorted(on_duty.items()):
        if len(days) > rulebook.MOST_DAYS_OF_COVER:
            yield Fault(
                "rota",
                f"week of {date_words(week)}",
                f"{name} answers on {len(days)} days of the week; at most "
                f"{rulebook.MOST_DAYS_OF_COVER}. Share it.",
                len(brief.weeks),
            )


def _rhythm(dated: pd.DataFrame, brief: Brief) -> Iterator[Fault]:
    days = [(row.platform, row.publish_at.normalize()) for row in rows_of(dated)]
    promised = {name: number for name, number in brief.platforms.items() if number}
    for name, number in promised.items():
        mine = sorted(date for platform, date in days if platform == name)
        for week in brief.weeks:
            last = week + pd.Timedelta(days=6)
            open_days = (min(last, brief.last) - max(week, brief.first)).days + 1
            wanted = math.floor(number * open_days / 7)
            there = sum(week <= date <= last for date in mine)
            if there < wanted:
                yield Fault(
                    "promise",
                    f"{name}, week of {date_words(week)}",
                    f"{there} of {wanted} promised posts.",
                    len(promised) * len(brief.weeks),
                )
        edges = [brief.first - pd.Timedelta(days=1), *mine, brief.last + pd.Timedelta(days=1)]
        silent = max((b - a).days - 1 for a, b in itertools.pairwise(edges))
        if number >= 1 and silent > rulebook.LONGEST_GAP:
            yield Fault(
                "gap",
                name,
                f"{silent} days in a row without a post; at most {rulebook.LONGEST_GAP}.",
                len(promised),
            )


def _contests(table: pd.DataFrame, brief: Brief, labels: Sequence[str]) -> Iterator[Fault]:
    found, whole, lacking = False, False, []
    for place, row in enumerate(rows_of(table)):
        if not (is_filled(row.title) and _CONTEST.search(row.title)):
            continue
        found = True
        words = f"{row.title} {row.text if is_filled(row.text) else ''}"
        lacks = [
            what
            for what, missing in (
                ("a link to its rules", not is_filled(row.link)),
                ("the day it ends, in its text", not _A_DATE.search(words)),
            )
            if missing
        ]
        whole |= not lacks
        if lacks:
            lacking.append((place, row.title, lacks))
    for place, title, lacks in lacking:
        # Who won a contest that stands in the plan with its rules is news, and needs none again.
        if not (whole and _RESULT.search(title)):
            yield Fault("contest", labels[place], f"The contest lacks {' and '.join(lacks)}.")
    if brief.contest and not found:
        yield Fault(
            "contest", "", "A contest was agreed on; no title names a contest, giveaway or raffle."
        )


def _own(table: pd.DataFrame, brief: Brief) -> Iterator[Fault]:
    own = {word: f" {plain(word)} " for word in brief.words if plain(word)}
    if not own or not len(table):
        return
    used: set[str] = set()
    naming = 0
    for title, text in zip(table["title"], table["text"], strict=True):
        said = f" {plain(title)} {plain(text)} "
        here = {word for word, sought in own.items() if sought in said}
        naming += bool(here)
        used |= here
    wanted = min(rulebook.FEWEST_OWN, len(own), len(table))
    if naming < rulebook.LEAST_OWN * len(table) or len(used) < wanted:
        yield Fault(
            "own_words",
            "",
            f"{naming} of {len(table)} posts name something of the brand's own, {len(used)} "
            f"different things in all; such as {listed(list(own)[2:6] or list(own))}. "
            "A plan that fits any page sells none.",
        )
