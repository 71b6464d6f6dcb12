"""
Make a clean notebook of whatever was handed in.

The released exercise is the truth for order, locked cells and points. From the learner come the
sources of the cells that are theirs to change, and of cells they added. Every difference becomes a
finding, told to learner and instructor; nothing in a notebook makes this raise.
"""

from __future__ import annotations

import ast
import builtins
import copy
import re
import sys
import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from smmkit.grading.intake import (
    FATAL,
    REPAIRED,
    TAMPERED,
    TOLD,
    Finding,
    RawCell,
    RawNotebook,
    Unreadable,
    beside,
    read_notebook,
)
from smmkit.grading.matching import Match, is_check, is_solution, match
from smmkit.grading.suspicion import suspicions

__all__ = ["Examined", "examine", "load_master", "named", "parsed"]

RESERVED = frozenset(
    {"pandas", "numpy", "scipy", "matplotlib", "IPython", "smmkit", "nbformat"}
) | (frozenset(sys.stdlib_module_names))
_MAX_EXTRA = 300
_MAGICS_OF_PYTHON = ("%%time", "%%capture", "%%prun")
_OFFERED = {"get_ipython", "display", "In", "Out", "_", "__", "___", "exit", "quit", "__file__"}


@dataclass(frozen=True)
class Examined:
    """
    A notebook after the doctor.

    Parameters
    ----------
    notebook : NotebookNode
        The rebuilt notebook: the master's order, and the learner's words in their places. The
        untouched exercise if nothing could be read.
    findings : tuple of Finding
        What was found, worst first.
    """

    notebook: Any
    findings: tuple[Finding, ...]

    @property
    def fatal(self) -> Finding | None:
        """Why nothing can be graded, or None."""
        return next((found for found in self.findings if found.level == FATAL), None)

    @property
    def public(self) -> tuple[Finding, ...]:
        """What a learner is told: what an instructor alone is told is a guess."""
        return tuple(found for found in self.findings if not found.private)


def load_master(path: Path) -> Any:
    """Return the released exercise, which the instructor made and is trusted."""
    return nbformat.read(path, as_version=4)


def examine(path: Path, master: Any, below: Path | None = None) -> Examined:
    """
    Look at a notebook that was handed in, and rebuild it.

    Parameters
    ----------
    path : Path
        The notebook. It may be anything.
    master : NotebookNode
        The released exercise, from :func:`load_master`.
    below : Path, optional
        The trusted folder under which no link is followed; the notebook's own by default.

    Returns
    -------
    Examined
        The rebuilt notebook and what was found.
    """
    try:
        raw = read_notebook(path, below)
        notebook, findings = _rebuild(raw, master)
    except Unreadable as error:
        return Examined(_clean(master), (Finding(str(error), path.name, FATAL),))
    except (RecursionError, MemoryError) as error:
        words = f"it cannot be taken apart ({type(error).__name__})"
        return Examined(_clean(master), (Finding(words, path.name, FATAL),))
    found = [*raw.findings, *findings, *beside(path.parent, RESERVED)]
    order = (FATAL, TAMPERED, REPAIRED, TOLD)
    return Examined(notebook, tuple(sorted(found, key=lambda one: order.index(one.level))))


def named(cell: Any) -> str:
    """Return the name by which a cell of the master is told."""
    return cell.metadata.get("nbgrader", {}).get("grade_id") or cell.get("id", "a cell")


def _clean(master: Any) -> Any:
    notebook = new_notebook(metadata=copy.deepcopy(dict(master.metadata)))
    for cell in master.cells:
        fresh = copy.deepcopy(cell)
        if fresh.cell_type == "code":
            fresh.outputs, fresh.execution_count = [], None
        notebook.cells.append(fresh)
    return notebook


def _rebuild(raw: RawNotebook, master: Any) -> tuple[Any, list[Finding]]:
    found: list[Finding] = []
    matched = match(raw.cells, master.cells)
    notebook = _clean(master)
    kernel = master.metadata.get("kernelspec", {}).get("name", "python3")
    if raw.kernel != kernel:
        words = f"the kernel was {raw.kernel[:60] or 'not named'}, put back to {kernel}"
        found.append(Finding(words, "notebook", REPAIRED))
    for place, cell in enumerate(master.cells):
        theirs = matched.taken.get(place)
        found += _compare(cell, theirs, matched, place)
        if theirs is not None and _is_theirs(cell):
            notebook.cells[place].source = theirs.source
    found += _metadata_findings(raw.cells, master.cells)
    found += _order_findings(raw.cells, matched)
    notebook.cells = _with_extras(notebook, master, raw.cells, matched, found)
    found += _code_findings(notebook.cells)
    return notebook, found


def _is_theirs(cell: Any) -> bool:
    """Whether the learner may change this cell of the master."""
    return is_solution(cell) or "nbgrader" not in cell.metadata


def _compare(cell: Any, theirs: RawCell | None, matched: Match, place: int) -> list[Finding]:
    where = named(cell)
    if theirs is None:
        if not is_solution(cell) and "nbgrader" not in cell.metadata:
            return []
        words = "the answer cell is missing; counted as not answered"
        return [
            Finding(words if is_solution(cell) else "was missing; put back", where, REPAIRED),
        ]
    found = []
    if how := matched.how.get(place):
        found.append(Finding(f"had lost its name; recognised by {how}", where, REPAIRED))
    if theirs.kind != cell.cell_type:
        found.append(Finding(f"was turned into a {theirs.kind} cell; put back", where, REPAIRED))
    if not _is_theirs(cell) and _tight(theirs.source) != _tight(cell.source):
        if is_check(cell):
            found.append(Finding("the check cell was changed; put back", where, TAMPERED))
        else:
            found.append(Finding("the locked cell was changed; put back", where, REPAIRED))
    return found


def _tight(source: str) -> str:
    """Return a source without what an editor changes by itself."""
    return "\n".join(line.rstrip() for line in source.strip().splitlines())


def _metadata_findings(cells: Sequence[RawCell], master: Sequence[Any]) -> list[Finding]:
    truth = {
        cell.metadata.nbgrader["grade_id"]: cell.metadata.nbgrader
        for cell in master
        if "nbgrader" in cell.metadata
    }
    found, seen = [], Counter(cell.grade_id for cell in cells if cell.grade_id)
    for name, times in seen.items():
        if times > 1:
            found.append(Finding(f"stands {times} times; one is taken", name[:60], REPAIRED))
        if name not in truth:
            found.append(Finding("names a cell the exercise does not have", name[:60], TOLD))
    for cell in cells:
        ours = truth.get(cell.grade_id)
        if ours is None:
            continue
        for key in ("points", "grade", "solution", "locked", "task"):
            if key in cell.grading and cell.grading[key] != ours.get(key):
                words = f"its {key} was changed to {str(cell.grading[key])[:40]}; put back"
                found.append(Finding(words, cell.grade_id, TAMPERED))
    ids = Counter(cell.id for cell in cells if cell.id)
    twice = sorted(name for name, times in ids.items() if times > 1)
    if twice:
        words = f"{len(twice)} cell ids stood twice; made anew"
        found.append(Finding(words, "notebook", REPAIRED))
    return found


def _order_findings(cells: Sequence[RawCell], matched: Match) -> list[Finding]:
    found = []
    order = [cell.place for _, cell in sorted(matched.taken.items())]
    if order != sorted(order):
        found.append(Finding("the cells were moved; put back in order", "notebook", REPAIRED))
    counts = [cell.count for cell in cells if cell.kind == "code" and cell.count is not None]
    if counts != sorted(counts):
        words = (
            "the cells were last run out of order; they are graded from the top, so run "
            "Restart Kernel and Run All Cells before handing in"
        )
        found.append(Finding(words, "notebook", TOLD))
    return found


def _with_extras(
    notebook: Any, master: Any, raw: Sequence[RawCell], matched: Match, found: list[Finding]
) -> list[Any]:
    """Put cells that the learner added behind the cell they followed."""
    ours = {_tight(cell.source) for cell in master.cells}
    ids = {cell.get("id") for cell in master.cells}
    after: dict[int, list[Any]] = {}
    place_of = {cell.place: place for place, cell in matched.taken.items()}
    anchor, kept = -1, 0
    for cell in raw:
        if cell.place in place_of:
            anchor = place_of[cell.place]
            continue
        if not cell.source.strip() or cell.kind == "raw":
            continue
        where = f"cell {cell.place + 1}"
        if _tight(cell.source) in ours:
            # An untouched copy of an answer cell would undo the answer above it.
            words = "an unchanged copy of a cell of the exercise; left out"
            found.append(Finding(words, where, REPAIRED))
            continue
        if kept >= _MAX_EXTRA:
            found.append(Finding("one added cell too many; left out", where, TOLD))
            continue
        kept += 1
        make = new_code_cell if cell.kind == "code" else new_markdown_cell
        fresh = make(cell.source, id=f"added-{cell.place + 1}")
        if fresh.id not in ids:
            after.setdefault(anchor, []).append(fresh)
    if kept:
        found.append(Finding(f"{kept} cells were added; kept in their places", "notebook", TOLD))
    rebuilt = list(after.get(-1, []))
    for place, cell in enumerate(notebook.cells):
        rebuilt += [cell, *after.get(place, [])]
    return rebuilt


def _code_findings(cells: Sequence[Any]) -> list[Finding]:
    """Look for odd code, and for names that no cell makes."""
    found, known = [], set(dir(builtins)) | _OFFERED
    for cell in cells:
        if cell.cell_type != "code":
            continue
        if _is_theirs(cell):
            odd = suspicions(cell.source)
            found += [Finding(words, named(cell), TAMPERED, private=True) for words in odd]
        try:
            tree = parsed(cell.source)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            if _is_theirs(cell):
                words = "is no valid Python; everything in it is lost"
                found.append(Finding(words, named(cell), TOLD))
            continue
        made, used, everything = _names(tree)
        known |= made
        if everything:  # from x import *: anything may be there
            return found
        unknown = sorted(used - known)
        if unknown and is_solution(cell):
            some = ", ".join(name[:60] for name in unknown[:3])
            words = (
                f"uses {some}, which no cell above makes: it may be left in the kernel from before"
            )
            found.append(Finding(words, named(cell), TOLD))
    return found


def parsed(source: str) -> ast.AST:
    """Return a cell's tree as IPython reads it: magics and calls of the shell are no Python."""
    lines = source.split("\n")
    first = next((line for line in lines if line.strip()), "").lstrip()
    if first.startswith("%%") and not first.startswith(_MAGICS_OF_PYTHON):
        lines = []
    # Line by line, since a pattern over all of them takes for ever on a cell made for that.
    for place, line in enumerate(lines):
        bare = line.strip()
        if bare[:1] in tuple("%!?") or bare.endswith("?"):
            lines[place] = ""
        elif found := re.match(r"(\s*[\w, ]{1,80}=)\s*[!%]", line):
            lines[place] = f"{found[1]} None"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # an odd escape in a string is no fault
        return ast.parse("\n".join(lines))


def _names(tree: ast.AST) -> tuple[set[str], set[str], bool]:
    """Return the names that a cell makes, those it uses, and whether it takes in everything."""
    made, used, everything = set(), set(), False
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            (used if isinstance(node.ctx, ast.Load) else made).add(node.id)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            made.add(node.name)
        elif isinstance(node, ast.arg):
            made.add(node.arg)
        elif isinstance(node, ast.ExceptHandler) and node.name:
            made.add(node.name)
        elif isinstance(node, ast.alias):
            made.add((node.asname or node.name).partition(".")[0])
            everything = everything or node.name == "*"
        elif isinstance(node, ast.MatchAs | ast.MatchStar) and node.name:
            made.add(node.name)
    return made, used, everything
