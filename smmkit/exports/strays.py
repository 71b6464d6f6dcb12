"""Rows that stand among the data and are none: a description, the header of another export."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from smmkit.exports.clean import is_null
from smmkit.exports.grid import Grid, listed
from smmkit.exports.kinds import Kind, match
from smmkit.exports.report import Report, row_list
from smmkit.exports.rows import Rows

__all__ = ["DESCRIBED", "set_strays_apart"]

DESCRIBED = "a row that describes the columns set apart"

_FEWEST = 3  # filled cells of a header


def set_strays_apart(rows: Rows, grid: Grid, kinds: Sequence[Kind], report: Report) -> Rows:
    """
    Leave rows that are no data out of what is read; they stay in RAW.

    Parameters
    ----------
    rows : Rows
        The rows below a header.
    grid : Grid
        Where they come from.
    kinds : sequence of Kind
        The kinds whose headers to look for.
    report : Report
        Takes what is found.

    Returns
    -------
    Rows
        The same, with `whole` False for rows that are not to be read.
    """
    whole = rows.whole.copy()
    if len(rows.raw) > 1 and _describes(*rows.raw.iloc[:2].to_numpy().tolist()):
        whole[0] = False
        report.add("rows", DESCRIBED, where=row_list(rows.number[:1]), level="repaired")
    words = {word for kind in kinds for key in kind.first_words for word in (key, key.casefold())}
    for place in np.flatnonzero(rows.raw.iloc[:, 0].isin(words)):
        cells = [cell for cell in rows.raw.iloc[place] if cell.strip()]
        line = listed(grid, [cells])
        other = next((k for k in kinds if k.check is None and not match(k, line, 0).missing), None)
        if other is not None and len(cells) >= _FEWEST:
            whole[place:] = False
            report.add(
                "sections",
                f"another export begins in the file ({other.name}): its {len(whole) - place:,} "
                "rows were left out. Save it as a file of its own",
                where=row_list(rows.number[place : place + 1]),
                level="attention",
            )
            break
    return replace(rows, whole=whole)


def _describes(row: Sequence[str], below: Sequence[str]) -> bool:
    """Say whether a row has words wherever the row below it has bare numbers."""
    numbers = [
        cell
        for cell, under in zip(row, below, strict=True)
        if any(map(str.isdigit, under)) and not any(map(str.isalpha, under))
    ]
    words = [
        any(map(str.isalpha, cell)) and not any(map(str.isdigit, cell)) and not null
        for cell, null in zip(numbers, is_null(pd.Series(numbers, dtype=object)), strict=True)
    ]
    return sum(words) > 1 and sum(words) == sum(bool(cell.strip()) for cell in numbers)
