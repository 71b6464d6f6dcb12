"""
Make the learner's exercise from its master.

The master is ``solutions/NN_slug/NN_slug.ipynb``; nbgrader cuts the solutions out and
locks the cells. Before that the master is held against the questions it asks, because
points stand in the question and an authoring mistake must not reach a class.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook
from traitlets.config import Config

from smmkit.coach.questions import find
from smmkit.errors import ArgumentError, SmmkitError

__all__ = [
    "MasterError",
    "checked",
    "find_master",
    "inspect_master",
    "load_settings",
    "master_names",
    "release",
    "tool_path",
]

_DOCTOR = "from smmkit import doctor\n\ndoctor()"


class MasterError(SmmkitError):
    """A master notebook has an authoring mistake."""


def find_master(number: str, course: Path) -> Path:
    """
    Return the master notebook of a lesson.

    Parameters
    ----------
    number : str
        The lesson's number, ``"08"`` or ``"8"``, or its whole name, ``"08_kpis"``.
    course : Path
        The folder that holds ``solutions/``.

    Raises
    ------
    ArgumentError
        If there is no such lesson; it names those there are.
    """
    names = master_names(course)
    wanted = str(number).zfill(2)
    for name in names:
        if wanted in (name, name.partition("_")[0]):
            return course / "solutions" / name / f"{name}.ipynb"
    raise ArgumentError(
        f"There is no exercise {number!r} in {course / 'solutions'}; "
        f"there are: {', '.join(names) or 'none'}."
    )


def master_names(course: Path) -> list[str]:
    """Return the names of all exercises that have a master in `course`, in order."""
    return sorted(path.stem for path in (course / "solutions").glob("*/*.ipynb"))


def inspect_master(path: Path) -> list[str]:
    """
    Return the authoring mistakes of a master notebook.

    Parameters
    ----------
    path : Path
        The master.

    Returns
    -------
    list of str
        One sentence a mistake; empty if there is none.
    """
    notebook = nbformat.read(path, as_version=4)
    found, asked, told = [], [], None
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            told = _told_points(cell.source) or told
        if cell.cell_type == "code" and (cell.outputs or cell.execution_count is not None):
            found.append(f"cell {cell.id} keeps its output; clear it")
        grading = cell.metadata.get("nbgrader", {})
        if cell.cell_type != "code" or not grading.get("grade") or grading.get("solution"):
            continue
        asks = checked(cell.source)
        if asks is None:
            found.append(f'check cell {cell.id} must be one line, check("question", answer)')
            continue
        name = asks[0]
        try:
            question = find(name)
        except ArgumentError as error:
            found.append(f"check cell {cell.id}: {error}")
            continue
        asked.append(name)
        if float(grading["points"]) != question.points:
            found.append(
                f"check cell {cell.id} gives {grading['points']:g} points, the question {name} "
                f"is worth {question.points:g}"
            )
        if told != question.points:
            found.append(
                f"the heading above {cell.id} tells {told} points, the question {name} is worth "
                f"{question.points:g}"
            )
    found += [f"{name} is asked twice" for name in sorted({n for n in asked if asked.count(n) > 1})]
    return found


def release(
    number: str,
    *,
    course: Path,
    to: Path | None = None,
    gradebook: bool = True,
    proof: Callable[[Path], None] | None = None,
) -> Path:
    """
    Make a lesson's exercise from its master, replacing the one that stood.

    Parameters
    ----------
    number : str
        The lesson's number or name.
    course : Path
        The folder that holds ``solutions/`` and ``nbgrader_config.py``.
    to : Path, optional
        The release folder; ``exercises/`` in `course` by default.
    gradebook : bool, default True
        Whether to enter the exercise in the course's gradebook, which grading needs.
    proof : callable, optional
        Called with the new exercise before it takes its place; what it raises stops the release.

    Returns
    -------
    Path
        The exercise's notebook.

    Raises
    ------
    ArgumentError
        If there is no such lesson.
    MasterError
        If the master has an authoring mistake. What stood is left as it was.
    """
    master = find_master(number, course)
    mistakes = inspect_master(master)
    if mistakes:
        raise MasterError(f"{master.name} can't be released: {'; '.join(mistakes)}.")
    name = master.stem
    target = (to or course / "exercises") / name
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".release-") as room:
        _generate(course, name, Path(room), gradebook=gradebook)
        made = Path(room) / name
        if proof is not None:
            proof(made / f"{name}.ipynb")
        if target.exists():
            shutil.rmtree(target)
        os.replace(made, target)
    return target / f"{name}.ipynb"


def _told_points(source: str) -> float | None:
    """Return the points that a question's heading tells: "## 2. Growth (3 points)"."""
    told = re.search(r"^## .*\((\d+(?:\.\d+)?) points?\b", source, re.MULTILINE)
    return float(told[1]) if told else None


def load_settings(course: Path) -> Config:
    """Return nbgrader's settings for the course in this folder, with its gradebook's address."""
    from traitlets.config.loader import PyFileConfigLoader

    config = PyFileConfigLoader("nbgrader_config.py", path=str(course)).load_config()
    config.CourseDirectory.root = str(course.resolve())
    if "db_url" not in config.CourseDirectory:
        config.CourseDirectory.db_url = f"sqlite:///{course.resolve() / 'gradebook.db'}"
    return config


def tool_path() -> str:
    """Return a PATH on which nbgrader finds alembic, also where no environment is activated."""
    return os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])


def checked(source: str) -> tuple[str, str] | None:
    """
    Return a check cell's question and the expression of its answer.

    Returns
    -------
    tuple of str and str, or None
        None if the cell is anything but one call of check with two arguments.

    Examples
    --------
    >>> checked('check("kpis.paid", paid)')
    ('kpis.paid', 'paid')
    """
    try:
        (statement,) = ast.parse(source).body
        call = statement.value
        if call.func.id != "check" or len(call.args) != 2:
            return None
        return call.args[0].value, ast.unparse(call.args[1])
    except (SyntaxError, ValueError, AttributeError, IndexError):
        return None


def _footer(room: Path) -> Path:
    """Lay the cell that every exercise ends with where nbgrader takes it from."""
    grading = {"grade": False, "solution": False, "locked": True, "task": False}
    about = {"nbgrader": {**grading, "grade_id": "doctor", "schema_version": 3}}
    cell = new_code_cell(_DOCTOR, id="doctor", metadata=about)
    path = room / "footer.ipynb"
    nbformat.write(new_notebook(cells=[cell]), path)
    return path


def _generate(course: Path, name: str, room: Path, *, gradebook: bool) -> None:
    """Run nbgrader's own release step, into a room of its own."""
    from nbgrader.apps import NbGraderAPI
    from nbgrader.utils import setenv

    config = load_settings(course)
    config.CourseDirectory.release_directory = str(room.resolve())
    config.IncludeHeaderFooter.footer = str(_footer(room).resolve())
    if not gradebook:
        config.CourseDirectory.db_url = f"sqlite:///{room.resolve() / 'gradebook.db'}"
    with setenv(PATH=tool_path()):
        outcome = NbGraderAPI(config=config).generate_assignment(name, force=True, create=True)
    if not outcome["success"]:
        raise MasterError(
            f"nbgrader could not release {name}: {outcome.get('error') or outcome['log']}"
        )
