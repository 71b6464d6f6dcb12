"""
Write course/COVERAGE.md: which lesson and cell teaches what, and what is still open.

What there is to teach stands in facts.csv and beyond.csv beside this file. What is taught is read
from the lessons: the metadata of a cell names it, ``smmkit: {covers: [...], beyond: [...]}``.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
COURSE = ROOT / "course"
PAGE = COURSE / "COVERAGE.md"
DATA = Path(__file__).parent

KINDS = {"F": "Facts", "X": "Contradictions", "T": "Gaps"}
TOLD = {
    "F": "What the articles say of the trade. A lesson tells it, and says what is a mere claim.",
    "X": "Where the articles contradict themselves. A lesson sets the two sides side by side.",
    "T": "Where the articles lost something. A lesson says so, and fills nothing in silently.",
}
INTRO = """\
# Coverage

Made by `make coverage` from the metadata of the lessons; do not edit it by hand.

The course grew out of four articles on the profession. Here is what they hold, in our own words,
and where it is taught; then what the trade knows and the articles lack. *Open in* names the lessons
meant to teach it that are there and do not; *to come in*, those that are not written yet. Open on
top is what no lesson teaches so far."""
BEYOND = """\
## Beyond the source

Topics of the trade that the articles lack, each with the lesson meant to hold it. Where one touches
the law, the lesson is no legal advice."""


class Subject(NamedTuple):
    """Something to teach: its id, a few words, and the lessons it belongs to."""

    id: str
    words: str
    lessons: tuple[str, ...]


class Claim(NamedTuple):
    """A cell that says it teaches something."""

    subject: str
    notebook: str
    cell: str

    @property
    def lesson(self) -> str:
        """The lesson's number."""
        return self.notebook.partition("_")[0]


class Lesson(NamedTuple):
    """What a lesson's notebook and its cells say they teach, under one word of the metadata."""

    notebook: str
    whole: tuple[str, ...] | None
    cells: Mapping[str, tuple[str, ...]]


def read_subjects(name: str) -> dict[str, Subject]:
    """Return the subjects of a data file, by id, in its order."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return {row[0]: Subject(row[0], row[1], tuple(row[2].split())) for row in rows}


def read_lessons(course: Path, word: str) -> list[Lesson]:
    """Return what each lesson in a folder says it teaches, under ``covers`` or ``beyond``."""
    found = []
    for path in sorted(course.glob("[0-9][0-9]_*.ipynb")):
        if path.name.count(".") > 1:  # an update laid beside somebody's own
            continue
        notebook = json.loads(path.read_text(encoding="utf-8"))
        whole = notebook["metadata"].get("smmkit", {}).get(word)
        cells = {
            cell["id"]: tuple(cell["metadata"].get("smmkit", {}).get(word, ()))
            for cell in notebook["cells"]
        }
        cells = {name: ids for name, ids in cells.items() if ids}
        found.append(Lesson(path.stem, None if whole is None else tuple(whole), cells))
    return found


def claims(lessons: Iterable[Lesson]) -> list[Claim]:
    """Return every cell's claims, in the order of the course."""
    return [
        Claim(subject, lesson.notebook, cell)
        for lesson in lessons
        for cell, ids in lesson.cells.items()
        for subject in ids
    ]


def faults(lessons: Iterable[Lesson], known: Iterable[str]) -> list[str]:
    """Return what is wrong with the claims: a sentence each."""
    known, found = set(known), []
    for lesson in lessons:
        lists = {f"cell {name}": ids for name, ids in lesson.cells.items()}
        if lesson.whole is not None:
            lists["the notebook"] = lesson.whole
        for where, ids in lists.items():
            for subject in sorted({one for one in ids if ids.count(one) > 1}):
                found.append(f"{lesson.notebook}: {where} claims {subject} twice.")
            for subject in sorted({*ids} - known):
                found.append(f"{lesson.notebook}: {where} claims {subject}, which is not known.")
        told = {one for ids in lesson.cells.values() for one in ids}
        if lesson.whole is not None and {*lesson.whole} != told:
            differ = ", ".join(sorted({*lesson.whole} ^ told))
            found.append(f"{lesson.notebook}: the notebook and its cells differ in {differ}.")
    return found


def state(subject: Subject, made: Sequence[Claim], here: Iterable[str]) -> tuple[str, str, str]:
    """Return where a subject is taught, where it is open, and where it is to come, as Markdown."""
    mine = [claim for claim in made if claim.subject == subject.id]
    places: dict[str, list[str]] = {}
    for claim in mine:
        link = f"[{claim.cell}]({claim.notebook}.ipynb#cell-id={claim.cell})"
        places.setdefault(claim.lesson, []).append(link)
    here, taught = set(here), set(places)
    return (
        "; ".join(f"{lesson}: {', '.join(links)}" for lesson, links in places.items()),
        ", ".join(one for one in subject.lessons if one in here - taught),
        ", ".join(one for one in subject.lessons if one not in here),
    )


def page(course: Path = COURSE) -> str:
    """Return the whole page."""
    facts, beyond = read_subjects("facts.csv"), read_subjects("beyond.csv")
    lessons = read_lessons(course, "covers")
    here = [lesson.notebook.partition("_")[0] for lesson in lessons]
    made, further = claims(lessons), claims(read_lessons(course, "beyond"))
    groups = {
        title: [subject for subject in facts.values() if subject.id.startswith(kind)]
        for kind, title in KINDS.items()
    }
    parts = [INTRO, _summary({**groups, "Beyond the source": [*beyond.values()]}, made + further)]
    for title, told in zip(groups, TOLD.values(), strict=True):
        table = _table(("id", "subject"), groups[title], made, here)
        parts.append(f"## {title}\n\n{told}\n\n{table}")
    table = _table(("topic", "what it is"), beyond.values(), further, here)
    parts.append(f"{BEYOND}\n\n{table}")
    return "\n\n".join(parts) + "\n"


def _summary(groups: Mapping[str, Sequence[Subject]], made: Sequence[Claim]) -> str:
    taught = {one.subject for one in made}
    rows = ["| | taught | of | open |", "|---|---|---|---|"]
    for title, subjects in groups.items():
        missing = [one.id for one in subjects if one.id not in taught]
        done = len(subjects) - len(missing)
        rows.append(f"| {title} | {done} | {len(subjects)} | {shortened(missing) or 'none'} |")
    return "\n".join(rows)


def shortened(ids: Sequence[str]) -> str:
    """
    Write ids in a row, those that are numbered on drawn together.

    Examples
    --------
    >>> shortened(["F1", "F2", "F3", "F7", "alt text"])
    'F1-F3, F7, alt text'
    """
    runs: list[list[str]] = []
    for one in ids:
        numbered = re.fullmatch(r"([FXT])(\d+)", one)
        if runs and numbered and runs[-1][-1] == f"{numbered[1]}{int(numbered[2]) - 1}":
            runs[-1].append(one)
        else:
            runs.append([one])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _table(
    head: Sequence[str], subjects: Iterable[Subject], made: Sequence[Claim], here: Sequence[str]
) -> str:
    lines = [f"| {' | '.join(head)} | taught in | open in | to come in |", "|---" * 5 + "|"]
    for subject in subjects:
        cells = (subject.id, subject.words, *state(subject, made, here))
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def all_faults(course: Path = COURSE) -> list[str]:
    """Return what is wrong with the claims of a course's lessons."""
    return [
        *faults(read_lessons(course, "covers"), read_subjects("facts.csv")),
        *faults(read_lessons(course, "beyond"), read_subjects("beyond.csv")),
    ]


def main(argv: Sequence[str] | None = None) -> int:
    """Write the page, or with ``--check`` say whether the one that stands is right."""
    parser = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if it differs")
    wanted = parser.parse_args(argv)
    wrong = all_faults()
    for words in wrong:
        print(words, file=sys.stderr)
    text = page()
    if wanted.check:
        stands = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
        if text != stands:
            print("course/COVERAGE.md is not what the lessons say: make coverage", file=sys.stderr)
        return int(bool(wrong) or text != stands)
    PAGE.write_text(text, encoding="utf-8")
    print(f"Wrote {PAGE.relative_to(ROOT)}")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
