"""
Who the learner is, and where their folder is.

A learner is a name and a cohort; together they deal the brand. Both are kept in
``smmkit.json`` at the top of the learner's folder. Beside their own brand a learner has
practice brands, numbered from 1: a notebook may work on one of those instead.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from smmkit.brand import Brand
from smmkit.errors import ArgumentError, check_number

__all__ = ["GUEST", "Learner", "identify", "introduce", "my_brand", "use_practice_brand"]

GUEST = "guest"
SELF_STUDY = "self"
CARD = "smmkit.json"
HOMELESS = ".smmkit-learner"  # in the user's home, for whoever has neither folder nor card

# Which brand this process, a notebook's kernel, works on: 0 is the learner's own.
_practice = 0


@dataclass(frozen=True)
class Learner:
    """
    A learner: name, cohort, folder, and the brand in use.

    Parameters
    ----------
    student : str
        Name, or the id a class uses.
    cohort : str
        The class, or ``"self"``.
    home : Path
        The folder that keeps progress.
    practice : int, default 0
        Which of the practice brands is in use; 0 is the learner's own brand.
    """

    student: str
    cohort: str
    home: Path
    practice: int = 0

    @property
    def brand(self) -> Brand:
        """The brand in use: the one this learner was dealt, or one of the practice brands."""
        cohort = f"{self.cohort}, practice {self.practice}" if self.practice else self.cohort
        return Brand.of(self.student, cohort)


def identify(folder: Path | None = None, environ: Mapping[str, str] = os.environ) -> Learner:
    """
    Find out who is learning.

    Looked at in this order: while nbgrader grades, the folder it grades in,
    ``.../STUDENT/ASSIGNMENT``; ``SMMKIT_STUDENT`` and ``SMMKIT_COHORT``; the nearest
    ``smmkit.json`` in this folder or above it; the user's name on a JupyterHub; a guest.
    The practice brand is what `use_practice_brand` said, and none while nbgrader is at work.

    Parameters
    ----------
    folder : Path, optional
        Where to begin; the current folder by default.
    environ : mapping, optional
        The environment.

    Returns
    -------
    Learner
        Whoever it is; a guest has ``student == "guest"``.
    """
    folder = (folder or Path.cwd()).resolve()
    card, home = _nearest_card(folder)
    graded = folder.parent.name if environ.get("NBGRADER_EXECUTION") == "autograde" else None
    student = (
        graded
        or environ.get("SMMKIT_STUDENT")
        or card.get("student")
        or environ.get("JUPYTERHUB_USER")
        or GUEST
    )
    cohort = environ.get("SMMKIT_COHORT") or card.get("cohort") or SELF_STUDY
    practice = 0 if environ.get("NBGRADER_EXECUTION") else _practice
    return Learner(str(student), str(cohort), home, practice)


def introduce(student: str, *, cohort: str | None = None, folder: Path | None = None) -> Brand:
    """
    Say who you are, and be dealt your brand.

    What you are called is kept in your learner's folder: the nearest one, here or above, that
    `smmkit lab` laid or whose ``smmkit.json`` holds a name. Where there is none, it and your
    progress are kept in ``.smmkit-learner`` in your home folder.

    Parameters
    ----------
    student : str
        Your name; in a class, the id your instructor knows you by.
    cohort : str, optional
        Your class's word, if your instructor gave you one. What stood before is kept.
    folder : Path, optional
        Where to begin looking for your folder; the current one by default.

    Returns
    -------
    Brand
        Your brand: the same each time for the same name and cohort.

    Raises
    ------
    ArgumentError
        If the name or the cohort cannot be used.
    """
    now = identify(folder)
    if not isinstance(student, str) or student.strip() in ("", "..."):
        raise ArgumentError(f'Your name must be a text, such as "Ada"; received {student!r}.')
    cohort = now.cohort if cohort is None else cohort
    brand = Brand.of(student, cohort)
    now.home.mkdir(parents=True, exist_ok=True)
    path = now.home / CARD
    fresh = path.with_suffix(".part")
    fresh.write_text(
        json.dumps({"student": student.strip(), "cohort": cohort.strip()}, ensure_ascii=False)
        + "\n",
        encoding="utf-8",
    )
    fresh.replace(path)
    return brand


def my_brand() -> Brand:
    """
    Return the brand you were dealt.

    Returns
    -------
    Brand
        The brand of whoever `identify` finds; after `use_practice_brand`, that one.
    """
    return identify().brand


def use_practice_brand(number: int) -> None:
    """
    Work on a practice brand from here on, in this notebook.

    `my_brand` and `check` then both mean that brand, and what is checked is kept as practice. While
    a class is graded nothing changes: practice never counts there.

    Parameters
    ----------
    number : int
        Which practice brand, from 1; 0 goes back to your own brand.

    Raises
    ------
    ArgumentError
        If it is no whole number, or less than 0.

    Examples
    --------
    >>> own = my_brand()
    >>> use_practice_brand(2)
    >>> my_brand() == own
    False
    >>> use_practice_brand(0)
    >>> my_brand() == own
    True
    """
    global _practice
    if check_number("number", number, low=0) != int(number):
        raise ArgumentError(f"number must be a whole number, such as 2; received {number!r}.")
    _practice = int(number)


def _nearest_card(folder: Path) -> tuple[dict[str, str], Path]:
    """Merge the cards from here upwards, nearest first, and find the folder that keeps progress."""
    merged: dict[str, str] = {}
    near = [folder, *folder.parents][:4]
    named = []  # a card with a name is a learner's own; a class's holds the cohort alone
    for place in [*near, Path.home() / HOMELESS]:
        path = place / CARD
        if path.is_file():
            card = _read_card(path)
            merged = {**card, **merged}
            named += [place] if card.get("student") else []
    laid = [place for place in near if (place / ".smmkit").is_dir()]
    return merged, [*laid, *named, Path.home() / HOMELESS][0]


def _read_card(path: Path) -> dict[str, str]:
    try:
        card = json.loads(path.read_text(encoding="utf-8-sig"))
        if not isinstance(card, dict):
            raise ValueError("it holds no object")
    except ValueError as error:
        raise ArgumentError(
            f"{path} cannot be read ({error}). It should look like "
            '{"student": "Ada", "cohort": "self"}; mend or delete it.'
        ) from error
    return card
