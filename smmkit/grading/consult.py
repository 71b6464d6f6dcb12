"""What a learner hears from the doctor: ``smmkit doctor FILE``."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat

from smmkit.errors import ArgumentError
from smmkit.grading.doctor import Examined, examine, load_master

__all__ = ["consult", "exercise_of"]


def exercise_of(path: Path, exercises: Path) -> Path:
    """
    Find the released exercise that a file is an answer to, by the number its name begins with.

    Parameters
    ----------
    path : Path
        The learner's file, such as ``"08_kpis (1).ipynb"``.
    exercises : Path
        The folder of released exercises.

    Raises
    ------
    ArgumentError
        If there is none; it names those there are.
    """
    names = sorted(found.stem for found in exercises.glob("*/*.ipynb"))
    number = re.match(r"\d+", path.name)
    for name in names:
        if number and name.startswith(f"{number[0]}_"):
            return exercises / name / f"{name}.ipynb"
    raise ArgumentError(
        f"Which exercise is {path.name!r}? Its name must begin with the number of one of: "
        f"{', '.join(names) or 'none is here'}."
    )


def consult(path: Path, exercises: Path, *, out: Path | None = None) -> tuple[Examined, str]:
    """
    Look at a learner's notebook, and say what a grader would make of it.

    Parameters
    ----------
    path : Path
        The notebook.
    exercises : Path
        The folder of released exercises.
    out : Path, optional
        Where to write a repaired copy; it must not be there yet.

    Returns
    -------
    tuple of Examined and str
        What was found, and the same in words.

    Raises
    ------
    ArgumentError
        If there is no such file or exercise, or `out` is there already.
    """
    if not path.exists():
        raise ArgumentError(f"There is no file {str(path)!r}.")
    master = exercise_of(path, exercises)
    examined = examine(path, load_master(master))
    lines = [f"{path.name}, held against {master.stem}:"]
    lines += [f"  {finding}" for finding in examined.public] or ["  nothing to mend"]
    if out is not None and examined.fatal is None:
        if out.exists():
            raise ArgumentError(f"{str(out)!r} is there already; name another file with --out.")
        nbformat.write(examined.notebook, out)
        lines.append(f"Wrote a repaired copy, without outputs: {out}")
    elif examined.public and examined.fatal is None:
        lines.append("The file is as it was. --out NEW.ipynb writes a repaired copy.")
    return examined, "\n".join(lines)
