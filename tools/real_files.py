"""What plain pandas makes of each file of a folder, and what smmkit makes of it.

Every remark about pandas is found by comparing the two readings, none is written down here.

    python tools/real_files.py ../shared/real-exports
"""

from __future__ import annotations

import argparse
import textwrap
import warnings
from pathlib import Path

import pandas as pd

from smmkit import exports
from smmkit.errors import UnknownExportError
from smmkit.exports import clean, moments

DEFAULT = Path(__file__).parents[2] / "shared" / "real-exports"
DATES = "dates as text"
MOST = 0.8  # share of a column's filled cells that make it one of numbers, or of dates


def plain(path: Path) -> pd.DataFrame:
    """Read a file as somebody would who knows pandas and not the file."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if path.suffix.lower() in (".xlsx", ".xls"):
            return pd.read_excel(path, engine="calamine")
        return pd.read_json(path) if path.suffix.lower() == ".json" else pd.read_csv(path)


def wrongs(naive: pd.DataFrame, export: exports.Export) -> list[str]:
    """Say what is wrong with pandas' reading, where smmkit's shows it."""
    raw = export.tables["RAW"].drop(columns="section", errors="ignore")
    found = []
    names = {str(name).strip().strip("\ufeff") for name in naive.columns}
    if len(naive.columns) == 1 < len(raw.columns):
        found.append("all columns in one")
    elif not names & {str(name).removesuffix(" (2)") for name in raw.columns}:
        found.append("the header is not the header")
    twice = [name for name in names if name.endswith(".1") and name[:-2] in names]
    found += [f'"{twice[0][:-2]}" twice, the second as "{twice[0]}"'] if twice else []
    steps = {finding.step for finding in export.report}
    found += ["total row among the data"] if "totals" in steps else []
    shared = [name for name in raw.columns if name in naive.columns]
    texts = [name for name in shared if not pd.api.types.is_numeric_dtype(naive[name])]
    numbers = [name for name in texts if _mostly(raw[name], _number)]
    dates = [name for name in texts if name not in numbers and _mostly(raw[name], _date)]
    if numbers:
        found.append(f"{len(numbers)} columns of numbers as text")
    if dates:
        found.append(DATES)
    counts = {name: len(table) for name, table in export.tables.items() if name in _TABLES}
    if counts and shared and len(naive) > max(counts.values()):
        found.append(f"{len(naive) - max(counts.values()):,} rows that are no data")
    return found


_TABLES = ("POSTS", "DAILY", "ADS", "AUDIENCE")


def _mostly(cells: pd.Series, read) -> bool:
    filled = cells[~clean.is_null(cells)]
    return len(filled) > 0 and 1 - read(filled).mean() >= MOST


def _number(cells: pd.Series):
    return clean.numbers(cells).bad & clean.numbers(cells, decimal_comma=True).bad


def _date(cells: pd.Series):
    return moments.dates(cells).bad


def compare(path: Path) -> dict[str, str]:
    """Return a line of the table."""
    try:
        export = exports.read(path)
    except UnknownExportError as error:
        export, ours = None, f"not read: {str(error).splitlines()[0]}"
    else:
        sizes = [f"{n} {len(t):,}" for n, t in export.tables.items() if n in _TABLES]
        marks = [f"{len(export.report.at(level))} {level}" for level in ("repaired", "attention")]
        ours = f"{export.kind}: {', '.join(sizes) or 'kept in RAW'}; {', '.join(marks)}"
    try:
        naive = plain(path)
    except Exception as error:  # whatever pandas raises is the finding
        words = str(error).strip().splitlines() or [""]
        return {"file": path.name, "pandas": f"{type(error).__name__}: {words[0]}", "smmkit": ours}
    size = f"{len(naive):,} x {naive.shape[1]}"
    remarks = wrongs(naive, export) if export is not None else []
    return {"file": path.name, "pandas": "; ".join([size, *remarks]), "smmkit": ours}


def main() -> None:
    """Print the table, and how many files each way of reading gets."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("folder", type=Path, nargs="?", default=DEFAULT)
    folder = arguments.parse_args().folder
    files = [p for p in sorted(folder.iterdir()) if p.is_file() and p.name != "MANIFEST.csv"]
    rows = [compare(path) for path in files]
    for row in rows:
        print(row["file"])
        for who in ("pandas", "smmkit"):
            print(textwrap.shorten(f"    {who}  {row[who]}", 150, placeholder="…"))
    read = sum(not row["smmkit"].startswith("not read") for row in rows)
    raised = sum("Error: " in row["pandas"] for row in rows)
    remarks = [row["pandas"].split("; ")[1:] for row in rows if "Error: " not in row["pandas"]]
    misread = sum(bool({*found} - {DATES}) for found in remarks)
    print(
        f"\n{len(rows)} files. smmkit reads {read}. pandas raises on {raised}, misreads {misread}, "
        f"and leaves dates as text in {sum(found == [DATES] for found in remarks)} more."
    )


if __name__ == "__main__":
    main()
