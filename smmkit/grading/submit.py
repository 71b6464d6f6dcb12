"""
A learner hands in: ``smmkit submit NN``.

The doctor looks first. What is safe to mend is mended in the copy that is handed in, never in the
learner's own file, and each thing is told. Where nbgrader's exchange is set up for this learner the
copy goes there; elsewhere it lies in ``handed_in/`` as one file to upload or to send.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat

from smmkit.coach.learner import GUEST
from smmkit.errors import SmmkitError
from smmkit.grading.consult import exercise_of
from smmkit.grading.doctor import Examined, examine, load_master
from smmkit.grading.intake import Unreadable, check_name, find_notebook, read_notebook
from smmkit.grading.paper import write_whole
from smmkit.grading.release import tool_path

__all__ = ["SubmitError", "hidden_state", "is_untouched", "submit"]

_UNTOUCHED = "as it was handed out: nothing is answered in it"


class SubmitError(SmmkitError):
    """A notebook cannot be handed in as it is."""


def hidden_state(path: Path) -> list[str]:
    """
    Say what a fresh run from the top may show differently from what the learner sees.

    Parameters
    ----------
    path : Path
        The learner's notebook.

    Returns
    -------
    list of str
        One sentence each; empty if it was last run from the top, whole and once.
    """
    cells = [c for c in read_notebook(path).cells if c.kind == "code" and c.source.strip()]
    counts = [cell.count for cell in cells]
    run = [count for count in counts if count is not None]
    found = []
    if not run:
        return ["It was saved without being run; run it once before handing in."]
    if missing := sum(count is None for count in counts):
        found.append(f"{missing} of its {len(cells)} code cells were not run.")
    if run != sorted(run):
        found.append("Its cells were run out of order.")
    elif max(run) > len(cells):
        found.append(
            "Some cells were run more than once, or deleted after they ran: what they left behind "
            "may be missing when it is graded."
        )
    return found


def submit(
    number: str, folder: Path, exercises: Path, *, student: str, out: Path | None = None
) -> Iterator[str]:
    """
    Hand in one exercise.

    Parameters
    ----------
    number : str
        The lesson's number.
    folder : Path
        The learner's folder, which holds ``exercises/``.
    exercises : Path
        The exercises as they were handed out.
    student : str
        Who hands in.
    out : Path, optional
        Where to lay the copy; ``handed_in/`` in the learner's folder by default.

    Yields
    ------
    str
        What was found, what was mended, and where the copy went.

    Raises
    ------
    ArgumentError
        If there is no such exercise, or a file's name cannot hold the learner's.
    SubmitError
        If the notebook cannot be read, or nothing is answered in it.
    """
    check_name(student)
    master = exercise_of(Path(number.zfill(2)), exercises)
    exercise = master.stem
    if not (folder / "exercises" / exercise).is_dir():
        raise SubmitError(
            f"There is no folder exercises/{exercise} in {folder.resolve()}. Go to your own "
            "folder, the one smmkit lab opened, or name it with --dir."
        )
    try:
        path, found = find_notebook(folder / "exercises" / exercise, exercise)
        examined = examine(path, load_master(master))
        told = hidden_state(path) if examined.fatal is None else []
    except Unreadable as error:
        raise SubmitError(f"{exercise} cannot be handed in: {error}.") from error
    if examined.fatal is not None:
        raise SubmitError(f"{exercise} cannot be handed in: {examined.fatal.what}.")
    if is_untouched(examined, load_master(master)):
        raise SubmitError(f"{path.name} is {_UNTOUCHED}. Save it in JupyterLab, then hand it in.")
    yield from map(str, (*found, *examined.public))
    yield from told
    if student == GUEST:
        yield "You work as a guest: say who you are in Welcome, or nobody knows whose this is."
    if told:
        yield "Graded is what a run from the top makes: Kernel, Restart Kernel and Run All Cells."
    copy = nbformat.writes(examined.notebook)
    stamp = time.strftime("%Y%m%d-%H%M%S", time.gmtime())
    target = (out or folder / "handed_in") / f"{exercise}--{student}--{stamp}.ipynb"
    write_whole(target, copy)
    yield f"Handed-in copy: {target}"
    yield _exchange(exercise, copy)


def is_untouched(examined: Examined, master: Any) -> bool:
    """Whether every cell is as the exercise was handed out, so that nothing is answered."""
    ours = {cell.get("id"): cell.source.strip() for cell in master.cells}
    return all(ours.get(cell.get("id")) == cell.source.strip() for cell in examined.notebook.cells)


def _exchange(exercise: str, copy: str) -> str:
    """Hand the copy in by nbgrader, if there is a course for this learner; say what came of it."""
    alone = "No class's exchange is set up here: upload or send that file."
    if importlib.util.find_spec("nbgrader") is None or not _has_exchange():
        return alone
    with tempfile.TemporaryDirectory(prefix="smmkit-submit-") as room:
        place = Path(room, exercise)
        place.mkdir()
        (place / f"{exercise}.ipynb").write_text(copy, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "nbgrader", "submit", exercise],
            cwd=room,
            env={**os.environ, "PATH": tool_path()},
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode == 0:
        return "Handed in to the class's exchange."
    last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
    return f"The class's exchange did not take it ({last[:200]}): upload or send that file."


def _has_exchange() -> bool:
    """Whether nbgrader is told of a course, and its exchange can be written to."""
    from nbgrader.apps import NbGrader

    app = NbGrader()
    app.load_config_file()
    course = app.config.CourseDirectory.get("course_id", "")
    root = Path(app.config.Exchange.get("root", "/usr/local/share/nbgrader/exchange"))
    return bool(course) and os.access(root / str(course) / "inbound", os.W_OK)
