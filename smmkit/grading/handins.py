"""
Take hand-ins out of the zip that Moodle or Canvas gives: ``smmkit collect NN --zip FILE``.

Moodle ("Download all submissions") puts each learner's files in a folder named
``Full Name_123456_assignsubmission_file_``, or begins the file's name with that. Canvas ("Download
submissions") calls them ``lastfirst_LATE_123_456_name-1.ipynb``, the last number counting hand-ins.
No name in the archive is ever used as a path, and nothing but a notebook is taken out.
"""

from __future__ import annotations

import csv
import lzma
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from smmkit.errors import ArgumentError
from smmkit.grading.intake import MAX_BYTES, check_name
from smmkit.grading.paper import write_whole

__all__ = ["HandIn", "collect_zip", "read_roster"]

MAX_ENTRIES = 20_000
MAX_TOTAL = 4_000_000_000
_DAMAGED = (zlib.error, lzma.LZMAError)
_MOODLE = re.compile(r"(?P<who>.+)_(?P<number>\d+)_assignsubmission_file_?(?P<file>.*)", re.DOTALL)
_CANVAS = re.compile(
    r"(?P<who>[^_]+)_(?:(?P<late>LATE)_)?(?P<number>\d+)_\d+_(?P<file>.+?)(?:-(?P<time>\d+))?\.ipynb",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class HandIn:
    """One notebook in the archive: whose, which try, and whether it came late."""

    who: str
    number: str
    entry: zipfile.ZipInfo
    file: str
    time: int
    late: bool


def read_roster(path: Path) -> dict[str, str]:
    """
    Return who is who: a name or number in the other system, and the id here.

    Parameters
    ----------
    path : Path
        CSV without a header, a line for each learner: their id here, then every name the other
        system may know them by.

    Raises
    ------
    ArgumentError
        If it cannot be read, or one name stands for two.
    """
    found: dict[str, str] = {}
    try:
        lines = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    except (OSError, UnicodeError, csv.Error) as error:
        raise ArgumentError(f"The roster {str(path)!r} cannot be read: {error}.") from error
    for line in filter(None, lines):
        student = check_name(line[0].strip())
        for name in filter(None, (_plain(name) for name in line)):
            if found.setdefault(name, student) != student:
                raise ArgumentError(
                    f"In the roster {name!r} stands for {found[name]} and for {student}."
                )
    return found


def collect_zip(
    archive: Path, exercise: str, course: Path, roster: Mapping[str, str] | None = None
) -> Iterator[str]:
    """
    Lay the notebooks of an archive where grading looks for them.

    Parameters
    ----------
    archive : Path
        The zip file.
    exercise : str
        The exercise's name.
    course : Path
        The course's folder.
    roster : mapping, optional
        From :func:`read_roster`; without one a learner's id is the name in the archive, in small
        letters and without blanks.

    Yields
    ------
    str
        A line for each learner, and for each thing that was left out.

    Raises
    ------
    ArgumentError
        If it is no zip file, or one made to fill a disk.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            yield from _take(opened, exercise, course, roster or {})
    except (OSError, zipfile.BadZipFile, NotImplementedError) as error:
        raise ArgumentError(f"{str(archive)!r} cannot be read as a zip file: {error}.") from error


def _take(
    opened: zipfile.ZipFile, exercise: str, course: Path, roster: Mapping[str, str]
) -> Iterator[str]:
    entries = opened.infolist()
    if len(entries) > MAX_ENTRIES:
        raise ArgumentError(f"It holds {len(entries):,} files; at most {MAX_ENTRIES:,} are read.")
    theirs: dict[str, list[HandIn]] = {}
    for entry in entries:
        if entry.is_dir():
            continue
        found = _read_name(entry)
        if isinstance(found, str):
            yield f"left out: {entry.filename[:120]}: {found}"
            continue
        known = roster.get(found.number) or roster.get(_plain(found.who))
        if roster and known is None:
            yield f"left out: {entry.filename[:120]}: {found.who[:80]} is not in the roster"
            continue
        try:
            student = known or check_name(_plain(found.who).replace(" ", ""))
        except ArgumentError as error:
            yield f"left out: {entry.filename[:120]}: {error}"
            continue
        theirs.setdefault(student, []).append(found)
    total = 0
    for student in sorted(theirs):
        if len({found.number for found in theirs[student]}) > 1:
            yield f"{student}: left out, since two people would be {student}; name them in --roster"
            continue
        best = max(theirs[student], key=lambda one: _rank(one, exercise))
        data = _read(opened, best.entry)
        if data is None:
            yield f"{student}: left out, since {best.file[:80]} unpacks to more than it may"
            continue
        total += len(data)
        if total > MAX_TOTAL:
            raise ArgumentError(
                f"It unpacks to more than {MAX_TOTAL / 1e9:g} GB; it was not read on."
            )
        yield f"{student}: {_lay(course, student, exercise, best, data)}" + (
            f"; {len(theirs[student])} notebooks were there, the last one is taken"
            if len(theirs[student]) > 1
            else ""
        )


def _read_name(entry: zipfile.ZipInfo) -> HandIn | str:
    """Return whose file it is, or why it is none."""
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "a link"
    if entry.flag_bits & 1:
        return "encrypted"
    parts = PurePosixPath(entry.filename.replace("\\", "/")).parts
    if not parts or not parts[-1].lower().endswith(".ipynb"):
        return "no notebook"
    if any(part.startswith((".", "__MACOSX")) for part in parts):
        return "hidden, or a path that leads out of the archive"
    # A learner's folder is the outermost that is one; below it the learner chose the names.
    for place, part in enumerate(parts):
        if found := _MOODLE.fullmatch(part):
            file = parts[-1] if place < len(parts) - 1 else found["file"]
            return HandIn(found["who"], found["number"], entry, file, 0, False)
    if found := _CANVAS.fullmatch(parts[-1]):
        late, time = bool(found["late"]), int((found["time"] or "0")[:9])
        return HandIn(found["who"], found["number"], entry, f"{found['file']}.ipynb", time, late)
    return "named neither as Moodle names files nor as Canvas does"


def _rank(found: HandIn, exercise: str) -> tuple[bool, int, tuple[int, ...], str]:
    """The exercise's own name first, then the last hand-in."""
    named = found.file.lower().startswith(exercise.partition("_")[0])
    return named, found.time, tuple(found.entry.date_time), found.entry.filename


def _read(opened: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes | None:
    """Return a file's bytes as long as they are no more than a notebook may have."""
    # What the archive says of the size is not believed.
    try:
        with opened.open(entry) as file:
            data = file.read(MAX_BYTES + 1)
    except (zipfile.BadZipFile, RuntimeError, EOFError, ValueError, *_DAMAGED) as error:
        raise ArgumentError(f"{entry.filename[:120]!r} is damaged: {error}.") from error
    return data if len(data) <= MAX_BYTES else None


def _lay(course: Path, student: str, exercise: str, found: HandIn, data: bytes) -> str:
    submitted = course / "submitted"
    folder = submitted / student / exercise
    target = folder / f"{exercise}.ipynb"
    for path in (submitted, folder.parent, folder, target):
        if path.is_symlink():
            return f"left out, since {path.name} is a link"
    late = ", late" if found.late else ""
    if target.is_file():
        before = target.read_bytes()
        if before == data:
            return f"as it was{late}"
        number = len(list((course / "replaced").glob(f"{student}-{exercise}-*.ipynb"))) + 1
        write_whole(course / "replaced" / f"{student}-{exercise}-{number}.ipynb", before)
    write_whole(target, data)
    year, month, day, hour, minute, second = found.entry.date_time
    if year > 1980:  # what an archive says that knows no time
        stamp = f"{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"
        write_whole(folder / "timestamp.txt", stamp)
    return f"taken{late}"


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
