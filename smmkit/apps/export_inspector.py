"""A file before and after: what is in it, what plain pandas makes of it, what smmkit does."""

from __future__ import annotations

import os
import warnings
from collections.abc import Sequence
from html import escape
from pathlib import Path

import ipywidgets
import pandas as pd

from smmkit import exports
from smmkit.apps.html import table
from smmkit.errors import ArgumentError, UnknownExportError

__all__ = ["export_inspector"]

_WIDE = {"style": {"description_width": "7em"}, "layout": {"width": "min(28em, 100%)"}}
_MOST_ROWS, _MOST_COLUMNS, _MOST_SIGNS = 12, 14, 60
_HEAD = 20_000  # bytes of a file that are looked at for its first lines
# Signs that a screen does not show, and that decide how a file is read.
_UNSEEN = str.maketrans({"\0": "·", "\t": "→", "\u00a0": "°", "\u202f": "°", "\ufeff": "[BOM]"})
_LEGEND = "· is a byte of zero, → a tab, ° a space that does not break, � what is no UTF-8."


def export_inspector(files: Sequence[str | os.PathLike[str]]) -> ipywidgets.Widget:
    """
    Let the reader look at files before and after they are read.

    Parameters
    ----------
    files : sequence of path-like
        The files to choose from.

    Returns
    -------
    ipywidgets.VBox
        Three labelled controls (the file, what to see of it, how many rows), and below
        them what was chosen.

    Raises
    ------
    ArgumentError
        If there are no files.

    Examples
    --------
    >>> import tempfile
    >>> from smmkit import Brand
    >>> from smmkit.brand.messy import messy_files
    >>> files = messy_files(Brand.of("ada"), tempfile.mkdtemp())
    >>> inspector = export_inspector(files)
    >>> inspector.children[0].description
    'file'
    """
    paths = [Path(file) for file in files]
    if not paths:
        raise ArgumentError("export_inspector needs at least one file; received none.")
    file = _choice("file", [(path.name, path) for path in paths])
    view = _choice("show", [(words, words) for words in _VIEWS])
    rows = ipywidgets.IntSlider(
        5, min=2, max=_MOST_ROWS, description="rows", continuous_update=False, **_WIDE
    )
    shown = ipywidgets.HTML()

    def redraw(_: object = None) -> None:
        shown.value = _VIEWS[view.value](file.value, rows.value)

    for control in (file, view, rows):
        control.observe(redraw, names="value")
    redraw()
    return ipywidgets.VBox([file, view, rows, shown])


def _choice(words: str, options: Sequence[tuple[str, object]]) -> ipywidgets.Dropdown:
    return ipywidgets.Dropdown(options=options, description=words, **_WIDE)


def _lines(path: Path, rows: int) -> str:
    with path.open("rb") as file:
        text = file.read(_HEAD).decode("utf-8", errors="replace")
    lines = "\n".join(line[:300] for line in text.replace("\r", "").split("\n")[:rows])
    return (
        f"<p>The first lines of {escape(path.name)}, read as UTF-8. {escape(_LEGEND)}</p>"
        f"{_verbatim(lines.translate(_UNSEEN))}"
    )


def _verbatim(text: str) -> str:
    style = "white-space:pre-wrap;overflow-wrap:anywhere"
    return f'<pre style="{style}">{escape(text)}</pre>'


def _plain(path: Path, rows: int) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            read = pd.read_csv(path)
    except (ValueError, pd.errors.ParserError) as error:
        return _stopped("pd.read_csv stops", error)
    return _rows(read, rows, f"pd.read_csv({path.name!r})")


def _report(path: Path, rows: int) -> str:
    try:
        export = exports.read(path)
    except UnknownExportError as error:
        return _stopped("exports.read stops", error)
    found = [[escape(cell) for cell in (f.level, f.step, f.what, f.where)] for f in export.report]
    return table(found, caption=escape(repr(export)), head=("level", "step", "what", "where"))


def _tidy(path: Path, rows: int) -> str:
    try:
        export = exports.read(path)
    except UnknownExportError as error:
        return _stopped("exports.read stops", error)
    return "".join(
        _rows(read.dropna(axis=1, how="all"), rows, f"{name} of {path.name}")
        for name, read in export.tables.items()
        if name != "RAW"
    )


def _stopped(what: str, error: Exception) -> str:
    return (
        f'<p role="status"><strong>{escape(what)}:</strong> {escape(type(error).__name__)}</p>'
        f"{_verbatim(str(error))}"
    )


def _rows(read: pd.DataFrame, rows: int, caption: str) -> str:
    some = read.iloc[:rows, :_MOST_COLUMNS]
    cells = [[str(number), *map(_cell, row)] for number, *row in some.itertuples()]
    size = f"rows {len(read):,}, columns {read.shape[1]}"
    head = ("no.", *(escape(str(name).translate(_UNSEEN)) for name in some))
    return (
        '<div style="overflow-x:auto">'
        f"{table(cells, caption=escape(f'{caption}: {size}'), head=head)}</div>"
    )


def _cell(value: object) -> str:
    if pd.isna(value):
        return "not known"
    words = str(value).translate(_UNSEEN)
    return escape(words if len(words) <= _MOST_SIGNS else f"{words[:_MOST_SIGNS]}…")


_VIEWS = {
    "before: the first lines": _lines,
    "before: what plain pandas reads": _plain,
    "between: what was found": _report,
    "after: the tidy tables": _tidy,
}
