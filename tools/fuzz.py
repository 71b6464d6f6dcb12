"""Read damaged exports, and count what comes of it.

Each input is a file of a folder, or one that the project writes itself, changed at random:
bytes flipped, cut, re-encoded; lines lost, doubled, swapped; columns lost or swapped; cells
that no platform writes. It is read in a process with limits of time and memory. Input k of a
seed is the same each time.

    python tools/fuzz.py --inputs 1000 --seed 1 ../shared/real-exports
"""

from __future__ import annotations

import argparse
import collections
import csv
import io
import multiprocessing
import random
import resource
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from smmkit import exports, report
from smmkit.apps.report_page import page
from smmkit.brand import Brand
from smmkit.errors import SmmkitError
from smmkit.exports.kinds import LANGUAGES

SECONDS = 20.0  # for one input
MEMORY = 3 * 1024**3  # bytes of address space
HOSTILE = (
    "",
    "-",
    "=1+1",
    '"',
    '""',
    "\0",
    "1e999",
    "-0",
    "99999999999999999999",
    "１２３",
    "٣",
    "½",
    "NaN",
    "2025-02-30",
    "00/00/0000",
    "31.12.9999",
    "👩‍👩‍👧‍👦" * 3,
    "a" * 70_000,
    "\r",
    "\u2028",
    ",",
    ";" * 40,
    "<script>alert(1)</script>",
    "Total",
    "{}",
    "[[",
)
ENCODINGS = ("utf-16", "utf-16-be", "utf-32", "cp1252", "cp1251", "mac-roman", "utf-8-sig", "utf-7")


def flipped(deal: random.Random, data: bytes) -> bytes:
    """Change some bytes."""
    array = bytearray(data)
    for _ in range(deal.choice((1, 3, 30))):
        array[deal.randrange(len(array))] = deal.randrange(256)
    return bytes(array)


def cut(deal: random.Random, data: bytes) -> bytes:
    """Keep the start, lose a piece, or say a piece twice."""
    a, b = sorted(deal.randrange(len(data) + 1) for _ in range(2))
    return deal.choice((data[:b], data[:a] + data[b:], data[:b] + data[a:]))


def recoded(deal: random.Random, data: bytes) -> bytes:
    """Write the text in another encoding, or read it in a wrong one."""
    codec = deal.choice(ENCODINGS)
    if deal.random() < 0.3:
        return data.decode(codec, "replace").encode("utf-8", "replace")
    return _text(data).encode(codec, "replace")


def shuffled(deal: random.Random, data: bytes) -> bytes:
    """Lose, double or move lines."""
    text = _text(data)
    lines = text.splitlines(keepends=True)
    for _ in range(deal.randint(1, 4)):
        if not lines:
            break
        line = lines.pop(deal.randrange(len(lines)))
        for _ in range(deal.choice((0, 1, 2))):
            lines.insert(deal.randrange(len(lines) + 1), line)
    return "".join(lines).encode("utf-8", "replace")


def rewritten(deal: random.Random, data: bytes) -> bytes:
    """Lose, double or swap columns; put cells there that no platform writes."""
    mark = deal.choice(",,,;\t|")
    try:
        rows = [list(row) for row in csv.reader(io.StringIO(_text(data), newline=""))]
    except csv.Error:
        return cut(deal, data)
    width = max(map(len, rows), default=0)
    if width > 1 and deal.random() < 0.5:
        a, b = deal.randrange(width), deal.randrange(width)
        for row in rows:
            if max(a, b) < len(row):
                row[a], row[b] = (row[b], row[a]) if a != b else (row[a], row[a])
    if width > 1 and deal.random() < 0.4:
        lost = deal.randrange(width)
        rows = [row[:lost] + row[lost + 1 :] for row in rows]
    for _ in range(deal.choice((0, 1, 5, 40))):
        row = deal.choice(rows) if rows else []
        if row:
            row[deal.randrange(len(row))] = deal.choice(HOSTILE)
    out = io.StringIO()
    csv.writer(
        out, delimiter=mark, quoting=deal.choice((csv.QUOTE_ALL, csv.QUOTE_MINIMAL))
    ).writerows(rows)
    return out.getvalue().encode("utf-8", "replace")


CHANGES: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    flipped,
    cut,
    recoded,
    shuffled,
    rewritten,
)


def _text(data: bytes) -> str:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return data.decode("utf-16" if wide else "utf-8-sig", "replace")


def originals(folder: Path | None, scratch: Path) -> list[Path]:
    """Return the files to change: those of the folder, and a brand's exports in each language."""
    files = [] if folder is None else [p for p in sorted(folder.iterdir()) if p.is_file()]
    for language in LANGUAGES:
        files += Brand.of("fuzz").write_exports(scratch / language, locale=language)
    return files


def changed(seed: int, number: int, files: list[Path]) -> tuple[str, str, bytes]:
    """Return how input `number` of a seed was changed, its name and its content."""
    deal = random.Random(f"{seed}.{number}")
    file = deal.choice(files)
    data, done = file.read_bytes()[: 2 * 1024**2], []
    for _ in range(deal.choice((1, 1, 2, 3))):
        change = deal.choice(CHANGES)
        data = change(deal, data) if data else data
        done.append(change.__name__)
    name = deal.choice((file.name, file.stem + deal.choice((".csv", ".xlsx", ".json", ""))))
    return "+".join(done), name or "file", data


def outcome(folder: Path) -> str:
    """Read a folder of one file and make its report; return what came of it."""
    try:
        read = exports.read_folder(folder)
        str(read), read._repr_html_()
        if not read.exports:
            return "refused"
        page(report.build(read))
    except SmmkitError:
        return "read, no report"
    except MemoryError:
        return "out of memory"
    except Exception:
        return traceback.format_exc()
    return "read and reported"


def _work(pipe) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    while folder := pipe.recv():
        pipe.send(outcome(folder))


class Worker:
    """A process that reads, and is replaced when it hangs or dies."""

    def __init__(self) -> None:
        self._start()

    def _start(self) -> None:
        self.pipe, end = multiprocessing.Pipe()
        context = multiprocessing.get_context("fork")
        self.process = context.Process(target=_work, args=(end,), daemon=True)
        self.process.start()
        end.close()

    def read(self, folder: Path) -> str:
        """Return what came of a folder."""
        self.pipe.send(folder)
        try:
            if self.pipe.poll(SECONDS):
                return self.pipe.recv()
            result = f"hang: more than {SECONDS:.0f} s"
        except EOFError:
            result = "the process died"
        self.process.kill()
        self.process.join()
        self._start()
        return result


def run(seed: int, inputs: int, folder: Path | None, keep: Path | None = None) -> dict[str, int]:
    """Read so many inputs; print what is no orderly end, and return how many ended how."""
    ends: collections.Counter[str] = collections.Counter()
    with tempfile.TemporaryDirectory() as room:
        files = originals(folder, Path(room, "brand"))
        worker = Worker()
        for number in range(inputs):
            how, name, data = changed(seed, number, files)
            place = Path(room, str(number))
            place.mkdir()
            (place / name).write_bytes(data)
            end = worker.read(place)
            if end.startswith(("Traceback", "hang", "the process", "out of")):
                print(f"seed {seed}, input {number} ({how}; {name}): {end.splitlines()[-1]}\n{end}")
                if keep is not None:
                    keep.mkdir(parents=True, exist_ok=True)
                    (keep / f"{seed}-{number}-{name}").write_bytes(data)
                end = "crash" if end.startswith("Traceback") else end.split(":")[0]
            ends[end] += 1
            (place / name).unlink()
            place.rmdir()
        worker.pipe.send(None)
        worker.process.join()
    return dict(ends)


def main() -> int:
    """Run, print the counts, and return 1 if anything crashed, hung or ran out of memory."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("folder", type=Path, nargs="?", help="more files to change")
    arguments.add_argument("--inputs", type=int, default=500)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--keep", type=Path, help="where to keep inputs that crash")
    given = arguments.parse_args()
    start = time.perf_counter()
    ends = run(given.seed, given.inputs, given.folder, given.keep)
    print(f"{given.inputs:,} inputs in {time.perf_counter() - start:,.0f} s, seed {given.seed}:")
    for end, count in sorted(ends.items()):
        print(f"  {count:7,}  {end}")
    return int(bool({*ends} - {"refused", "read, no report", "read and reported"}))


if __name__ == "__main__":
    sys.exit(main())
