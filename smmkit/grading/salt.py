"""
The class's salt: a secret word from which the runs that a season is scored over follow.

It lies in one file of the course's folder, beside the gradebook. Nothing that is released, shown or
written for learners holds it, and it never goes into the sandbox: the judge outside uses it.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from smmkit.errors import ArgumentError

__all__ = ["FILE", "class_salt"]

FILE = "class-salt.txt"


def class_salt(course: Path) -> str:
    """
    Return the salt of the class that a course's folder is for; made at first use.

    Parameters
    ----------
    course : Path
        The course's folder.

    Returns
    -------
    str
        Whatever word the file holds; 32 letters and digits if it was made here.

    Raises
    ------
    ArgumentError
        If the file is empty.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     class_salt(Path(folder)) == class_salt(Path(folder))
    True
    """
    path = course / FILE
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        salt = path.read_text(encoding="utf-8").strip()
        if not salt:
            raise ArgumentError(
                f"{path} is empty; it must hold the class's secret word. Take it from your backup, "
                "or delete the file to have another one made (then everybody is graded anew)."
            ) from None
        return salt
    with os.fdopen(file, "w", encoding="utf-8") as out:
        salt = secrets.token_hex(16)
        out.write(f"{salt}\n")
    return salt
