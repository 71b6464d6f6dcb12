"""A learner's desk: what a notebook offers before it is handed in."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smmkit.errors import ArgumentError

if TYPE_CHECKING:
    import ipywidgets

__all__ = ["doctor"]

_NAME_IT = 'Name it in a cell of your own, as in doctor("08_kpis.ipynb"), and run that.'
_NOT_TOLD = f"What this notebook is called could not be found out here. {_NAME_IT}"
_MOVED = "There is no {name} any more: it was renamed or moved since it was opened. " + _NAME_IT
_FIRST = "First of all:"
_NOT_SAVED = (
    "You ran cells that the saved notebook does not show. Save it and press again, unless you "
    "deleted those cells or cleared what they showed."
)
_LOOKED = "{name} as it was saved at {when}: {words}"


def doctor(file: str | os.PathLike[str] | None = None) -> ipywidgets.Widget | None:
    """
    Offer a button that looks at this notebook as a grader will: ``smmkit doctor``, in a notebook.

    Nothing is changed and nothing is sent. While a class is graded there is no button.

    Parameters
    ----------
    file : path-like, optional
        The notebook; unless told, the one that this is run in.

    Returns
    -------
    ipywidgets.VBox or None
        The button. What was found stands below it: what would be mended, what only the learner can
        mend, and what a run from the top may show differently.

    Examples
    --------
    >>> doctor("08_kpis.ipynb").children[1].description
    'Look at this notebook'
    """
    if os.environ.get("NBGRADER_EXECUTION"):
        return None
    from smmkit.apps.doctor_button import doctor_button

    return doctor_button(lambda: _look(file))


def _look(file: str | os.PathLike[str] | None) -> tuple[str, Mapping[str, Sequence[str]]]:
    from smmkit.grading.advice import advise
    from smmkit.lab.sync import content_root

    # Jupyter's server tells a kernel at its start for which notebook that is.
    told = file or os.environ.get("JPY_SESSION_NAME")
    if not told:
        return _NOT_TOLD, {}
    path = Path(told)
    if not path.is_file():
        return _MOVED.format(name=path.name), {}
    try:
        words, found = advise(path, content_root() / "exercises")
    except ArgumentError as error:
        return str(error), {}
    if _ran() > _saved(path):
        found = {_FIRST: [_NOT_SAVED], **found}
    when = time.strftime("%H:%M:%S", time.localtime(path.stat().st_mtime))
    return _LOOKED.format(name=path.name, when=when, words=words), found


def _ran() -> int:
    """Return the number of the last cell that was run in this kernel; 0 outside of one."""
    from IPython import get_ipython

    shell: Any = get_ipython()
    return 0 if shell is None else shell.execution_count - 1


def _saved(path: Path) -> float:
    """Return the highest number of a cell in the saved notebook."""
    from smmkit.grading.intake import Unreadable, read_notebook

    try:
        return max((cell.count or 0 for cell in read_notebook(path).cells), default=0)
    except Unreadable:
        return float("inf")  # the doctor says why
