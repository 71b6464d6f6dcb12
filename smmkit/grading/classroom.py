"""
A class's way through nbgrader, by a lesson's number.

Collecting, grading, feedback and export are nbgrader's own commands, run in the course's
folder with the course's settings.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from smmkit.errors import ArgumentError
from smmkit.grading.release import find_master, tool_path

__all__ = ["STEPS", "step"]

STEPS = {
    "collect": "collect",
    "grade": "autograde",
    "feedback": "generate_feedback",
    "export": "export",
}
"""The step's name, and nbgrader's for it."""


def step(name: str, number: str | None, *, course: Path) -> int:
    """
    Run one step for one exercise.

    Parameters
    ----------
    name : {"collect", "grade", "feedback", "export"}
        The step.
    number : str or None
        The lesson's number; None for "export", which takes the whole gradebook.
    course : Path
        The course's folder.

    Returns
    -------
    int
        nbgrader's exit code.

    Raises
    ------
    ArgumentError
        If this is no course folder, or there is no such exercise.
    """
    if not (course / "nbgrader_config.py").is_file():
        raise ArgumentError(
            f"{course.resolve()} is no course folder: nbgrader_config.py and solutions/ should be "
            "there. Go to your clone of smmkit, or name it with --course."
        )
    exercise = [] if number is None else [find_master(number, course).stem]
    command = [sys.executable, "-m", "nbgrader", STEPS[name], *exercise]
    environment = {**os.environ, "PATH": tool_path()}
    return subprocess.run(command, cwd=course, env=environment, check=False).returncode
