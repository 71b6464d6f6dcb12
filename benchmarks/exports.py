"""Time and memory of reading a large synthetic posts export, beside plain pandas.

Plain pandas reads numbers as numbers at once. RAW keeps every cell as text, so the time
that pandas takes to read all cells as text is the least that the reader can take.

Each reading has a fresh Python; its peak memory counts from what the imports took.
"""

from __future__ import annotations

import argparse
import csv
import random
import subprocess
import sys
import tempfile
from pathlib import Path

ROUNDS = 3
_MEASURE = """
import resource, sys, time
import pandas as pd
from smmkit import exports
unit = 1024 if sys.platform != "darwin" else 1
def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1024**2
before, start = peak(), time.perf_counter()
table = {call}
print(time.perf_counter() - start, peak() - before, len(table))
"""
CASES = {
    "pandas.read_csv": "pd.read_csv(sys.argv[1])",
    "pandas.read_csv, all as text": (
        "pd.read_csv(sys.argv[1], dtype='string', na_filter=False, skip_blank_lines=False)"
    ),
    "smmkit exports.read": "exports.read(sys.argv[1]).posts",
}
HEADER = [
    "Post ID",
    "Account ID",
    "Account username",
    "Account name",
    "Description",
    "Duration (sec)",
    "Publish time",
    "Permalink",
    "Post type",
    "Data comment",
    "Date",
    "Views",
    "Reach",
    "Likes",
    "Shares",
    "Comments",
    "Saves",
    "Follows",
]
WORDS = [
    "bread",
    "rolls",
    "crust",
    "oven",
    "flour",
    "early",
    "morning",
    "dough",
    "rye",
    "seeds",
    "butter",
    "salt",
    "fresh",
]


def write(path: Path, rows: int) -> None:
    """Write an Instagram posts export, of texts and numbers that differ from row to row."""
    deal = random.Random(7)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow(HEADER)
        for number in range(rows):
            reach = int(deal.lognormvariate(7, 1.2)) + 1
            stamp = (
                f"{deal.randint(1, 12):02d}/{deal.randint(1, 28):02d}/{deal.randint(2019, 2025)}"
            )
            sheet.writerow(
                [
                    18_000_000_000_000_003 + number * 1_009,
                    17841400000000001,
                    "corner.bakery",
                    "Corner Bakery",
                    " ".join(deal.choices(WORDS, k=16)) + f'\n"No. {number}" 🥐',
                    deal.choice([0, 0, 12, 31]),
                    f"{stamp} {deal.randint(0, 23):02d}:{deal.randint(0, 59):02d}",
                    f"https://www.instagram.com/p/{number:011x}/",
                    deal.choice(["IG image", "IG reel", "IG carousel"]),
                    "",
                    "Lifetime",
                    int(reach * deal.uniform(1, 1.8)),
                    reach,
                    reach // 30,
                    reach // 400,
                    reach // 300,
                    reach // 200,
                    "",
                ]
            )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, default=1_000_000)
    rows = arguments.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "posts.csv")
        write(file, rows)
        print(f"{rows:,} posts, {file.stat().st_size / 1024**2:,.0f} MB; best of {ROUNDS}")
        runs: dict[str, list[tuple[float, ...]]] = {name: [] for name in CASES}
        for _ in range(ROUNDS):  # in turn, so that a busy minute of the machine hits all alike
            for name, call in CASES.items():
                code = [sys.executable, "-c", _MEASURE.replace("{call}", call), str(file)]
                printed = subprocess.check_output(code, text=True).split()
                runs[name].append(tuple(map(float, printed)))
        best = {}
        for name, taken in runs.items():
            seconds, megabytes, length = (min(values) for values in zip(*taken, strict=True))
            assert length == rows
            best[name] = seconds, megabytes
            print(f"{seconds:7.1f} s {megabytes:9,.0f} MB  {name}")
        ours = best["smmkit exports.read"]
        for name in list(CASES)[:-1]:
            time, memory = (mine / theirs for mine, theirs in zip(ours, best[name], strict=True))
            print(f"{time:7.2f} x {memory:8.2f} x  exports.read / {name}")


if __name__ == "__main__":
    main()
