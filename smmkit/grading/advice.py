"""What a learner should know of a notebook before it is handed in, in plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from smmkit.grading.consult import exercise_of
from smmkit.grading.doctor import examine, load_master
from smmkit.grading.intake import FATAL, REPAIRED, TAMPERED, TOLD
from smmkit.grading.submit import hidden_state, is_untouched

__all__ = ["advise"]

_CLEAN = "Nothing to mend: it can be handed in as it was saved."
_FOUND = "It can be handed in; look at this first."
_OPEN = "Nothing is answered in it yet."
_FATAL = "It cannot be graded as it was saved."
_FRESH = (
    "A run from the top may show something else than you see. Choose Restart Kernel and Run All "
    "Cells in the menu Kernel, save, and look again:"
)
_HEADINGS = {
    FATAL: "This is in the way:",
    TAMPERED: "Changed where nothing may be changed; the original counts:",
    REPAIRED: "Mended by itself in the copy that is graded:",
    TOLD: "Only you can mend this:",
}


def advise(path: Path, exercises: Path) -> tuple[str, Mapping[str, Sequence[str]]]:
    """
    Look at a learner's saved notebook.

    Parameters
    ----------
    path : Path
        The notebook.
    exercises : Path
        The folder of released exercises.

    Returns
    -------
    tuple of str and dict
        A headline; then by heading what was found, a sentence each.

    Raises
    ------
    ArgumentError
        If its name tells no exercise.
    """
    master = load_master(exercise_of(path, exercises))
    examined = examine(path, master)
    found: dict[str, list[str]] = {}
    for finding in examined.public:
        words = f"{finding.where}: {finding.what}"
        found.setdefault(_HEADINGS[finding.level], []).append(words)
    if examined.fatal is not None:
        return _FATAL, found
    if is_untouched(examined, master):
        return _OPEN, found
    if told := hidden_state(path):
        found[_FRESH] = told
    return (_FOUND if found else _CLEAN), found
