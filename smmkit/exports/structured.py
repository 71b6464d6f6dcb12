"""JSON as grids: every list of objects becomes a grid with a column for each key."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator

from smmkit.errors import UnknownExportError
from smmkit.exports.grid import Grid, listed

__all__ = ["read_json"]

_LARGEST = 512 * 1024**2  # characters; parsing takes some ten times the memory
_DEEPEST = 4  # levels at which lists are looked for; a whole Telegram account takes three


def read_json(name: str, modified: dt.date, text: str) -> list[Grid]:
    """
    Read a JSON file into grids.

    Parameters
    ----------
    name : str
        The file's name.
    modified : datetime.date
        When it was written.
    text : str
        Its content.

    Returns
    -------
    list of Grid
        One for each list of objects, longest first. Single values that stand beside
        the list are rows above its header. Lists and objects within a cell stay JSON.

    Raises
    ------
    UnknownExportError
        If it is no valid JSON, or holds no list of objects.
    """
    if len(text) > _LARGEST:
        raise UnknownExportError(
            f"{name!r} is JSON of {len(text) / 1024**2:,.0f} MB; up to "
            f"{_LARGEST / 1024**2:,.0f} MB can be read. Export a shorter period."
        )
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnknownExportError(
            f"{name!r} is damaged or cut-off JSON: {error}. Export it again."
        ) from None
    empty = Grid(name, modified, ())
    grids = [
        listed(empty, rows, title=title) for title, rows in _tables(document, "", _DEEPEST) if rows
    ]
    if not grids:
        raise UnknownExportError(
            f"{name!r} is JSON without a list of objects, so it holds no messages or posts."
        )
    return sorted(grids, key=lambda grid: -len(grid.rows))


def _tables(value: object, title: str, depth: int) -> Iterator[tuple[str, list[list[str]]]]:
    if isinstance(value, list):
        objects = [item for item in value if isinstance(item, dict)]
        inner = [(title, item) for item in objects]
        if objects and not _nests(objects[0]):
            keys = list(dict.fromkeys(key for item in objects for key in item))
            yield title, [keys, *([_cell(item.get(key)) for key in keys] for item in objects)]
            return
    elif isinstance(value, dict):
        inner = list(value.items())
    else:
        return
    if not depth:
        return
    single = []
    if isinstance(value, dict):
        single = [[key, _cell(v)] for key, v in value.items() if not isinstance(v, (list, dict))]
    for key, item in inner:
        for name, rows in _tables(item, str(key), depth - 1):
            yield name, [*single, *rows]


def _nests(item: dict) -> bool:
    """Say whether an object holds tables of its own, as a chat holds its messages."""
    return "messages" in item and isinstance(item["messages"], list)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
