"""
Find for each cell of an exercise the one that was handed in for it.

By nbgrader's name of the cell; else by the cell's id; else by an unchanged source; else by what it
makes; else by its place between two cells that are known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from smmkit.grading.intake import RawCell

__all__ = ["Match", "is_check", "is_solution", "made_by", "match"]


@dataclass
class Match:
    """
    Which cell was taken for which.

    Parameters
    ----------
    taken : dict
        Place in the master: the cell handed in.
    how : dict
        Place in the master: how a cell that had lost its name was recognised.
    """

    taken: dict[int, RawCell] = field(default_factory=dict)
    how: dict[int, str] = field(default_factory=dict)


def is_solution(cell: Any) -> bool:
    """Whether a cell of the master is the learner's to answer in."""
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))


def is_check(cell: Any) -> bool:
    """Whether a cell of the master is a check that earns points."""
    grading = cell.metadata.get("nbgrader", {})
    return bool(grading.get("grade")) and not grading.get("solution")


def made_by(source: str) -> str:
    r"""
    Return the name that a cell makes in its first line, or nothing.

    Examples
    --------
    >>> made_by("er_by_reach = ...\n# your lines here")
    'er_by_reach'
    """
    found = re.search(
        r"^(?:def\s+|class\s+)?([A-Za-z_]\w*)\s*(?:=(?!=)|\(|:)", source, re.MULTILINE
    )
    return found[1] if found else ""


def match(cells: Sequence[RawCell], master: Sequence[Any]) -> Match:
    """
    Match the cells that were handed in with those of the exercise.

    Parameters
    ----------
    cells : sequence of RawCell
        What was handed in, in order.
    master : sequence of NotebookNode
        The exercise's cells.

    Returns
    -------
    Match
        Each cell is taken at most once.
    """
    found = Match()
    free = {cell.place: cell for cell in cells if cell.kind != "raw" or cell.source}
    steps = (
        ("", lambda cell, ours: cell.grade_id and cell.grade_id == _grade_id(ours)),
        ("its id", lambda cell, ours: cell.id and cell.id == ours.get("id") and not cell.grade_id),
        ("its words", lambda cell, ours: cell.source.strip() == ours.source.strip()),
        ("what it makes", _makes_the_same),
    )
    for how, fits in steps:
        for place, ours in enumerate(master):
            if place in found.taken:
                continue
            fitting = [cell for cell in free.values() if fits(cell, ours)]
            if fitting:
                _take(found, place, _best(fitting, ours, cells, master, place), how, free)
    _by_place(found, free, master)
    for place in list(found.how):
        if "nbgrader" not in master[place].metadata or not found.how[place]:
            del found.how[place]
    return found


def _grade_id(cell: Any) -> str:
    return cell.metadata.get("nbgrader", {}).get("grade_id", "")


def _take(found: Match, place: int, cell: RawCell, how: str, free: dict[int, RawCell]) -> None:
    found.taken[place], found.how[place] = cell, how
    del free[cell.place]


def _makes_the_same(cell: RawCell, ours: Any) -> bool:
    if not is_solution(ours) or cell.kind != "code" or ours.cell_type != "code":
        return False
    name = made_by(ours.source)
    return (
        bool(name)
        and re.search(
            rf"^(?:def\s+{name}\b|{name}\s*(?::[^=\n]*)?=(?!=))", cell.source, re.MULTILINE
        )
        is not None
    )


def _best(
    fitting: list[RawCell], ours: Any, cells: Sequence[RawCell], master: Sequence[Any], place: int
) -> RawCell:
    """
    Choose among copies of a cell.

    For an answer it is the one whose value the check saw: the last changed one above the check.
    """
    if len(fitting) == 1 or not is_solution(ours):
        return fitting[0]
    changed = [cell for cell in fitting if cell.source.strip() != ours.source.strip()]
    check = next((_grade_id(cell) for cell in master[place:] if is_check(cell)), "")
    ends = [cell.place for cell in cells if check and cell.grade_id == check]
    above = [cell for cell in changed if not ends or cell.place < ends[0]]
    return (above or changed or fitting)[-1]


def _by_place(found: Match, free: dict[int, RawCell], master: Sequence[Any]) -> None:
    """Take the only unknown cell of a kind that stands between two known ones."""
    for place, ours in enumerate(master):
        if place in found.taken or not is_solution(ours):
            continue
        before = [found.taken[p].place for p in range(place) if p in found.taken]
        after = [found.taken[p].place for p in range(place + 1, len(master)) if p in found.taken]
        low, high = max(before, default=-1), min(after, default=1 << 30)
        between = [
            cell
            for cell in free.values()
            if low < cell.place < high and cell.kind == ours.cell_type and cell.source.strip()
        ]
        if len(between) == 1:
            _take(found, place, between[0], "its place", free)
