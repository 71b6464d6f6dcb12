"""What was found in a file and what was done about it."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import astuple, dataclass

import numpy as np
import pandas as pd

from smmkit.errors import check_choice

__all__ = ["LEVELS", "STEPS", "Finding", "Report", "row_list"]

STEPS = (
    "container",
    "encoding",
    "delimiter",
    "header",
    "language",
    "kind",
    "sections",
    "column",
    "ids",
    "dates",
    "nulls",
    "rows",
    "totals",
    "numbers",
)

LEVELS = ("recognised", "repaired", "attention")


@dataclass(frozen=True)
class Finding:
    """
    One thing found while reading a file.

    Attributes
    ----------
    step : str
        Where in the reading, one of `STEPS`.
    what : str
        What was found, in words.
    where : str
        The columns or rows it concerns; empty for the whole file.
    level : str
        "recognised" (nothing to do), "repaired" (smmkit put it right) or
        "attention" (a person should look).
    """

    step: str
    what: str
    where: str
    level: str


class Report:
    """
    The findings of one reading, in the order they were made.

    Examples
    --------
    >>> report = Report()
    >>> report.add("encoding", "UTF-8 with a byte order mark")
    >>> report.add("rows", "the last row is cut off", where="row 9", level="attention")
    >>> print(report)
    recognised  encoding   UTF-8 with a byte order mark
    attention   rows       the last row is cut off (row 9)
    >>> [finding.what for finding in report.at("attention")]
    ['the last row is cut off']
    """

    def __init__(self) -> None:
        self._findings: list[Finding] = []

    def add(self, step: str, what: str, *, where: str = "", level: str = "recognised") -> None:
        """
        Append a finding.

        Parameters
        ----------
        step : str
            One of `STEPS`.
        what : str
            What was found, in words.
        where : str, optional
            The columns or rows it concerns.
        level : str, default "recognised"
            One of `LEVELS`.

        Raises
        ------
        ArgumentError
            If `step` or `level` is not a known word.
        """
        check_choice("step", step, STEPS)
        check_choice("level", level, LEVELS)
        self._findings.append(Finding(step, what, where, level))

    def at(self, level: str) -> list[Finding]:
        """Return the findings of one level."""
        check_choice("level", level, LEVELS)
        return [finding for finding in self if finding.level == level]

    def to_frame(self) -> pd.DataFrame:
        """Return the findings as a table with the columns step, what, where, level."""
        return pd.DataFrame(
            [astuple(finding) for finding in self], columns=["step", "what", "where", "level"]
        )

    def __iter__(self) -> Iterator[Finding]:
        return iter(self._findings)

    def __len__(self) -> int:
        return len(self._findings)

    def __str__(self) -> str:
        return "\n".join(
            f"{f.level:<11} {f.step:<10} {f.what}{f' ({f.where})' if f.where else ''}" for f in self
        )

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(self.at(level))} {level}" for level in LEVELS)
        return f"<Report: {counts}>"

    def _repr_html_(self) -> str:
        # The theme's own colours, so that it can be read on dark and on light.
        cell = '<td style="text-align:left;vertical-align:top;white-space:pre-line">{}</td>'.format
        rows = "".join(
            "<tr>" + "".join(cell(html.escape(part)) for part in (f.level, f.step, f.what, f.where))
            for f in self
        )
        heads = "".join(
            f'<th scope="col" style="text-align:left">{name}</th>'
            for name in ("level", "step", "what", "where")
        )
        return (
            '<table style="color:inherit;background:transparent">'
            "<caption>What was read, and how</caption>"
            f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        )


def row_list(rows: np.ndarray, *, most: int = 6) -> str:
    """
    Name some rows of a file in words.

    Parameters
    ----------
    rows : array of int
        Row numbers as a spreadsheet shows them (the first row of the file is 1).
    most : int, default 6
        How many to name before counting the rest.

    Returns
    -------
    str

    Examples
    --------
    >>> row_list(np.array([2, 3, 9]), most=2)
    'rows 2, 3 and 1 more'
    """
    named = ", ".join(str(row) for row in rows[:most])
    rest = f" and {len(rows) - most:,} more" if len(rows) > most else ""
    return f"{'row' if len(rows) == 1 else 'rows'} {named}{rest}"
