"""
Write the graded notebook that formgrader and feedback show.

Check cells show what the judge said. Everything a learner made is cleaned first: what they printed
or wrote must not run in anybody's browser.
"""

from __future__ import annotations

import base64
import binascii
import copy
import html
import os
import re
import tempfile
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_markdown_cell, new_output

from smmkit.coach.feedback import Feedback
from smmkit.coach.questions import find
from smmkit.grading.intake import Finding
from smmkit.grading.matching import is_check
from smmkit.grading.patience import Overdue, within
from smmkit.grading.release import checked
from smmkit.grading.session import Result

__all__ = ["Room", "clean_markdown", "clean_outputs", "graded", "write_whole"]

MAX_OUTPUT = 60_000
MAX_PICTURES = 900_000  # of a notebook's outputs together, like the two below
MAX_TEXTS = 600_000
HTML_SECONDS = 4.0  # of work on cleaning HTML, which tags that nobody closes draw out
_PLACE = 100  # what an output takes of a page by being there
MAX_SOURCE = 30_000  # what a person reads of a cell; the mark stands on all of it
MAX_SOURCES = 300_000
MAX_LINES = 1_000
_CUT = "[the rest of this cell, {:,} characters, is left out here]"
_TITLE = "**A note from the grader.** Your notebook was read as follows:"
_WHOSE = "Graded on the brand of {student} in the cohort {cohort}: {brand}."
_OPEN = "**What no machine graded**"
_PERSON = "all of it, since a person reads it"
_EVERYWHERE = "Everywhere: comments, pictures, and cells of your own."
_LEVELS = {"repaired": "mended", "told": "note", "tampered": "put back", "fatal": "not graded"}
_SIGNATURES = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}
# A browser passes over blanks within such a word.
_SCHEMES = "|".join(r"\s*".join(word) for word in ("javascript", "vbscript", "data"))
_SCRIPTS = re.compile(rf"({_SCHEMES})\s*:(?=\S)", re.IGNORECASE)
# A letter by its number, however often the sign before it was itself spelled out: a page and the
# browser each undo that once.
_SPELLED = re.compile(r"&(?:amp;)*(#\w{1,8}|colon|tab|newline);?", re.IGNORECASE)
_TABLE = ("table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption")
_TEXT = ("p", "div", "span", "b", "strong", "em", "i", "code", "pre", "br", "ul", "ol", "li")


@dataclass
class Room:
    """What is left of a page for a learner's outputs: letters, pictures, seconds of cleaning."""

    texts: int = MAX_TEXTS
    pictures: int = MAX_PICTURES
    seconds: float = HTML_SECONDS


def graded(
    notebook: Any, result: Result, findings: Iterable[Finding], *, whose: Mapping[str, str]
) -> Any:
    """
    Return the notebook with what the judge said in it, and at its end what no machine graded.

    Parameters
    ----------
    notebook : NotebookNode
        The rebuilt notebook.
    result : Result
        What came of it.
    findings : iterable of Finding
        What the doctor found; guesses are left out.
    whose : mapping
        ``student``, ``cohort`` and ``brand``, as the learner is told.
    """
    paper = copy.deepcopy(notebook)
    room, words, count = Room(), MAX_SOURCES, 0
    for place, cell in enumerate(paper.cells):
        if not cell.metadata.get("nbgrader", {}).get("locked"):
            cell.source = _shortened(cell.source, min(MAX_SOURCE, words))
            words -= len(cell.source)
        if cell.cell_type == "markdown":
            if not cell.metadata.get("nbgrader", {}).get("locked"):
                cell.source = clean_markdown(cell.source)
                cell.pop("attachments", None)
            continue
        if cell.cell_type != "code":
            continue
        if is_check(cell):
            count += 1
            cell.execution_count = count
            cell.outputs = [_verdict(cell, result, whose)]
        elif place in result.outputs:
            count += 1
            cell.execution_count = count
            cell.outputs = clean_outputs(result.outputs[place], room)
    if told := _note(findings, result):
        paper.cells.insert(0, new_markdown_cell(told, id="grader-note"))
    paper.cells.append(new_markdown_cell(_ungraded(notebook), id="no-machine-graded"))
    nbformat.validate(paper)
    return paper


def clean_outputs(outputs: Any, room: Room | None = None) -> list[Any]:
    """
    Return a cell's outputs as far as they can do no harm and there is room for them.

    Text stays text; of HTML only tables and plain words stay; pictures must be pictures; anything
    else is left out.

    Parameters
    ----------
    outputs : object
        What the sandbox sent.
    room : Room, optional
        What is left of the page; what is kept is taken off it.

    Examples
    --------
    >>> data = {"text/html": "<b onclick='x()'>1</b><script>x()</script>"}
    >>> clean_outputs([{"output_type": "display_data", "data": data}])[0]["data"]
    {'text/html': '<b>1</b>x()'}
    """
    room, kept = room or Room(), []
    for output in outputs if isinstance(outputs, list) else []:
        if not isinstance(output, dict) or room.texts <= 0:
            continue
        room.texts -= _PLACE
        kind = output.get("output_type")
        if kind == "stream":
            name = "stderr" if output.get("name") == "stderr" else "stdout"
            kept.append(new_output("stream", name=name, text=_fitting(output.get("text"), room)))
        elif kind == "error":
            lines = output.get("traceback")
            lines = lines if isinstance(lines, list) else []
            kept.append(
                new_output(
                    "error",
                    ename=_text(output.get("ename"), 200),
                    evalue=_text(output.get("evalue"), 2000),
                    traceback=_fitting("\n".join(map(_text, lines)), room).split("\n"),
                )
            )
        elif kind in ("display_data", "execute_result"):
            data = _data(output.get("data"), room)
            if data:
                kept.append(new_output("display_data", data=data))
    return kept


def clean_markdown(source: str) -> str:
    """
    Return a learner's markdown with its HTML shown as text.

    Examples
    --------
    >>> clean_markdown("a < b, <script>alert(1)</script>")
    'a < b, &lt;script>alert(1)&lt;/script>'
    """
    safe = re.sub(r"<(?=[A-Za-z/!?])", "&lt;", source)
    return _without_scripts(_SPELLED.sub(_letter, safe))


def _without_scripts(words: str) -> str:
    """Return words in which no address is a script: MathJax makes links out of plain text too."""
    return _SCRIPTS.sub(lambda found: f"{found[1]} :", words)


def _shortened(source: str, most: int) -> str:
    """Return as much of a cell as a page has room for."""
    kept = "\n".join(source[:most].split("\n", MAX_LINES)[:MAX_LINES])
    if len(kept) == len(source):
        return source
    return f"{kept}\n{_CUT.format(len(source) - len(kept))}"


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file so that at any moment either the old one stands there whole or the new one."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
    if hasattr(os, "O_DIRECTORY"):
        folder = os.open(path.parent, os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _verdict(cell: Any, result: Result, whose: Mapping[str, str]) -> Any:
    """Return a check cell's output: a number for nbgrader, words for the learner."""
    question, _ = checked(cell.source)
    verdict = result.verdicts[question]
    missed = verdict["score"] < verdict["points"]
    remarks = [result.notes.get(question, ""), _WHOSE.format(**whose) if missed else ""]
    feedback = Feedback(
        verdict, hints_shown=int(missed), remark=" ".join(filter(None, remarks)), graded=True
    )
    data = feedback._repr_mimebundle_()
    return new_output("execute_result", data=data, execution_count=cell.execution_count)


def _note(findings: Iterable[Finding], result: Result) -> str:
    lines = [
        f"- {_LEVELS[found.level]}: {found.where}: {found.what}"
        for found in findings
        if not found.private
    ]
    lines += [f"- stopped: {problem}" for problem in result.problems]
    # A learner's own names stand in there, of cells and of files.
    return clean_markdown("\n".join([_TITLE, "", *lines[:40]])) if lines else ""


def _ungraded(notebook: Any) -> str:
    """List what of an exercise no machine graded, in its order."""
    lines, heading = [], ""
    for cell in notebook.cells:
        grading = cell.metadata.get("nbgrader", {})
        if cell.cell_type == "markdown" and grading.get("locked"):
            found = re.search(r"^## (.+)", cell.source, re.MULTILINE)
            heading = found[1] if found else heading
        if is_check(cell):
            question = find(checked(cell.source)[0])
            lines.append(f"- {question.title}: {question.not_checked}")
        elif grading.get("grade"):
            lines.append(f"- {heading}: {_PERSON}")
    return "\n".join([_OPEN, "", *lines, f"- {_EVERYWHERE}"])


def _text(value: Any, most: int = MAX_OUTPUT) -> str:
    if isinstance(value, list):
        value = "".join(item for item in value if isinstance(item, str))
    if not isinstance(value, str):
        return ""
    return value.encode("utf-8", "replace").decode()[:most]


def _fitting(value: Any, room: Room) -> str:
    words = _text(value, max(0, min(MAX_OUTPUT, room.texts)))
    room.texts -= len(words)
    return words


def _data(data: Any, room: Room) -> dict[str, str]:
    kept: dict[str, str] = {}
    for form, value in data.items() if isinstance(data, dict) else ():
        if form == "text/plain":
            kept[form] = _fitting(value, room)
        elif form == "text/html":
            source = _text(value, 4 * MAX_OUTPUT)
            safe = _in_time(source, room) if len(source) <= room.texts else None
            if safe is not None and len(safe) <= room.texts:
                kept[form] = safe
                room.texts -= len(safe)
        elif form in _SIGNATURES and isinstance(value, str) and len(value) <= room.pictures:
            picture = _picture(value, _SIGNATURES[form])
            if picture:
                kept[form] = picture
                room.pictures -= len(picture)
    return kept


def _in_time(source: str, room: Room) -> str | None:
    """Return clean HTML; None if the page's seconds for that are over."""
    if room.seconds <= 0:
        return None
    began = time.thread_time()
    try:
        with within(room.seconds):
            return _html(source)
    except Overdue:
        room.seconds = 0.0
        return None
    finally:
        room.seconds -= time.thread_time() - began


def _html(source: str) -> str:
    import bleach

    # What stands in a style element is no text for a reader.
    head, *parts = re.split(r"(?i)<style\b", source)
    source = head + "".join(_behind_style(part) for part in parts)
    allowed = {"td": ["colspan", "rowspan"], "th": ["colspan", "rowspan", "scope"]}
    safe = bleach.clean(source, tags={*_TABLE, *_TEXT}, attributes=allowed, strip=True)
    return _without_scripts(_SPELLED.sub(_letter, safe))


def _letter(found: re.Match[str]) -> str:
    """Return the letter that a number stands for; what has a meaning in HTML stays a number."""
    letter = html.unescape(f"&{found[1]};")
    return letter if letter.isalnum() or letter in ":\t\n" else found[0]


def _behind_style(part: str) -> str:
    _, closed, behind = part.partition("</style>")
    return behind if closed else ""


def _picture(value: str, signature: bytes) -> str:
    try:
        raw = base64.b64decode("".join(value.split()), validate=True)
    except (binascii.Error, ValueError):
        return ""
    return base64.b64encode(raw).decode() if raw.startswith(signature) else ""
