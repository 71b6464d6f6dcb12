"""What the tests of lessons share: finding a cell, and running cells without a kernel."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

SILENT = {"display": lambda thing: None, "show": lambda drawing, alt: None}


def source(notebook: Any, cell_id: str) -> str:
    """Return what a cell says."""
    (found,) = [cell.source for cell in notebook.cells if cell.id == cell_id]
    return found


def words(notebook: Any, cell_id: str) -> str:
    """Return what a cell says, in one line."""
    return " ".join(source(notebook, cell_id).split())


def run(notebook: Any, names: dict[str, Any], cell_ids: Iterable[str]) -> dict[str, Any]:
    """Run cells on names, and return the names with those that the cells made."""
    for cell_id in cell_ids:
        exec(source(notebook, cell_id), names)
    return names
