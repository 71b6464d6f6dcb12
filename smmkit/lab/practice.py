"""
Any question again, on another brand, as often as wanted.

Each round lays a small notebook in the learner's folder, ``practice/NAME_N/NAME_N.ipynb``, dealt
for the learner's practice brand N. It has a folder of its own, as an exercise has, since a notebook
may write files beside itself. Nothing that lies there is ever overwritten.
"""

from __future__ import annotations

import itertools
import json
import os
import re
import shutil
from collections.abc import Sequence
from html import escape
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from smmkit.coach import progress, weak
from smmkit.coach.learner import HOMELESS, Learner, identify
from smmkit.coach.questions import Question, all_questions, find
from smmkit.coach.road import road
from smmkit.errors import ArgumentError, SmmkitError, did_you_mean
from smmkit.lab.excerpt import excerpt
from smmkit.lab.sync import cannot_write, content_root, make_folders, write

if TYPE_CHECKING:
    from IPython.display import HTML

__all__ = ["WEAKEST", "lay", "listing", "practice"]

WEAKEST = "weakest"
PLACE = PurePosixPath("practice")

_LAID = 'Laid for you: <a href="{href}">{name}</a>. Open it, and run it from the top.'
_NO_WEAKNESS = (
    "There is no weakest question: none was missed without being answered right since. "
    'Name one instead, such as "{example}", or a lesson, such as "{lesson}".'
)


class _Round(NamedTuple):
    """What is practised: the questions, and how the notebook is named, called and asked for."""

    questions: Sequence[Question]
    stem: str
    title: str
    what: str


def practice(what: str = WEAKEST) -> HTML:
    """
    Lay a practice notebook, from within a notebook, and link to it.

    Parameters
    ----------
    what : str, default "weakest"
        A question's id, such as ``"kpis.er_by_reach"``; a lesson's number, such as ``"08"``, for
        its whole exercise; or ``"weakest"``, for the question most missed.

    Returns
    -------
    IPython.display.HTML
        A link to the new notebook. Each call lays another one, on another brand.

    Raises
    ------
    ArgumentError
        If there is no such question or lesson, or no weakest one.
    SmmkitError
        If this is not a learner's folder, or it cannot be written to.
    """
    from IPython.display import HTML

    made = lay(what)
    href = PurePosixPath(os.path.relpath(made, Path.cwd())).as_posix()
    return HTML(f"<p>{_LAID.format(href=escape(href), name=escape(made.name))}</p>")


def lay(
    what: str = WEAKEST,
    *,
    folder: str | os.PathLike[str] | None = None,
    content: Path | None = None,
) -> Path:
    """
    Lay a practice notebook in a learner's folder.

    Parameters
    ----------
    what : str, default "weakest"
        A question's id, a lesson's number, or ``"weakest"``.
    folder : path, optional
        The learner's folder, or one in it; unless given, the current one, or ``work`` in it.
    content : Path, optional
        The folder with ``exercises``; `content_root` unless told.

    Returns
    -------
    Path
        The new notebook.

    Raises
    ------
    ArgumentError
        If there is no such question or lesson, or no weakest one.
    SmmkitError
        If it is not a learner's folder, or it cannot be written to. Nothing is left half-laid.
    """
    place, you = _learner(folder)
    content = content_root() if content is None else content
    try:
        return _lay(_choose(what, you, content), place, you, content)
    except OSError as error:
        raise cannot_write(place, error) from error


def listing(folder: str | os.PathLike[str] | None = None) -> str:
    """
    Say what can be practised, and where the learner is weak.

    Parameters
    ----------
    folder : path, optional
        The learner's folder, or one in it; unless given, the current one, or ``work`` in it.

    Returns
    -------
    str
        Lines for a terminal.

    Raises
    ------
    SmmkitError
        If it is not a learner's folder, or its progress cannot be read.
    """
    place, you = _learner(folder)
    who = {"student": you.student, "cohort": you.cohort}
    try:
        board = progress.board(you.home, **who)
        misses = weak.weak_questions(you.home, **who)
        named = weak.mistakes(you.home, **who)
    except OSError as error:
        raise SmmkitError(
            f"Your progress in {you.home} cannot be read: {error.strerror}."
        ) from error
    lines = [f"Practice of {you.student}, cohort {you.cohort}, in {place / PLACE}", ""]
    if len(misses):
        lines.append("Weak now, the weakest first (different misses since the last right answer):")
        for question, count in misses.items():
            mine = named[~named["overcome"]]
            names = [name for name, row in mine.iterrows() if question in row["questions"]]
            lines.append(f"  {question:30} {count}  {'; '.join(names)}".rstrip())
    else:
        lines.append("Weak now: nothing. No question was missed without a right answer since.")
    for lesson, part in board.groupby("lesson"):
        lines += ["", f"{lesson} {road().loc[lesson, 'title']}"]
        for question, row in part.iterrows():
            brands = f" (right on practice brands: {row['practised']})" if row["practised"] else ""
            lines.append(f"  {question:30} {row['status']:8} {row['title']}{brands}")
    first = misses.index[0] if len(misses) else board.index[0]
    lines += [
        "",
        "On another brand, as often as you like:",
        f"  smmkit practice {first:20}  one question",
        f"  smmkit practice {board['lesson'].iloc[-1]:20}  a whole exercise",
        f"  smmkit practice {WEAKEST:20}  the question you miss most",
    ]
    return "\n".join(lines)


def _learner(folder: str | os.PathLike[str] | None) -> tuple[Path, Learner]:
    """Return the folder to lay in, and whose it is."""
    start = Path.cwd() if folder is None else Path(folder)
    near = [start, start / "work"] if folder is None else [start]
    homeless = Path.home() / HOMELESS
    for place in near:
        you = identify(place)
        if you.home != homeless:
            return you.home, you
    if folder is None and os.environ.get("JUPYTERHUB_USER"):
        return Path.home(), identify(Path.home())  # on a class's server the home is the folder
    raise SmmkitError(
        f"{start.resolve()} is not a learner's folder: no lessons were laid in it. "
        "Lay them first with smmkit lab DIR, or name the folder where they are with --dir."
    )


def _choose(what: str, you: Learner, content: Path) -> _Round:
    every = all_questions()
    if what == WEAKEST:
        misses = weak.weak_questions(you.home, student=you.student, cohort=you.cohort)
        if misses.empty:
            last = every[-1]
            raise ArgumentError(_NO_WEAKNESS.format(example=last.id, lesson=last.lesson))
        what = misses.index[0]
    number = re.fullmatch(r"(\d{1,2})(_\w+)?", what) if isinstance(what, str) else None
    if not number:
        if isinstance(what, str) and "." not in what:
            known = [WEAKEST, *(question.id for question in every)]
            raise ArgumentError(
                'What to practise is a question, such as "kpis.er_by_reach", a lesson\'s number, '
                f'such as "08", or "{WEAKEST}"; received {what!r}.{did_you_mean(what, known)}'
            )
        question = find(what)
        name = _exercise(question.lesson, content).stem
        stem = f"{name}_{question.id.partition('.')[2]}"
        return _Round([question], stem, question.title, question.id)
    lesson = number[1].zfill(2)
    questions = [question for question in every if question.lesson == lesson]
    if not questions:
        here = sorted({question.lesson for question in every})
        raise ArgumentError(
            f"Lesson {what!r} has nothing to practise; these have: {', '.join(here)}."
        )
    title = f"all of {road().loc[lesson, 'title']}"
    return _Round(questions, _exercise(lesson, content).stem, title, lesson)


def _exercise(lesson: str, content: Path) -> Path:
    for path in sorted(content.glob(f"exercises/{lesson}_*/{lesson}_*.ipynb")):
        if path.stem == path.parent.name:
            return path
    raise SmmkitError(f"Exercise {lesson} was not found in {content}: install smmkit again.")


def _lay(wanted: _Round, place: Path, you: Learner, content: Path) -> Path:
    exercise = _exercise(wanted.questions[0].lesson, content)
    make_folders(place, [PLACE])
    folder, number = _claim(place / PLACE, wanted.stem, after=_practised(wanted, you))
    try:
        for path in exercise.parent.iterdir():
            if path.is_file() and path != exercise and not path.name.startswith("."):
                write(folder / path.name, path.read_bytes())
        notebook = excerpt(
            json.loads(exercise.read_bytes()),
            wanted.questions,
            name=exercise.stem,
            number=number,
            title=wanted.title,
            what=wanted.what,
        )
        text = json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"
        made = folder / f"{folder.name}.ipynb"
        write(made, text.encode())
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)  # claimed a moment ago: nothing of the learner's
        raise
    return made


def _practised(wanted: _Round, you: Learner) -> int:
    """Return the last practice brand on which one of the questions was tried, or 0."""
    tried = progress.of_learner(progress.attempts(you.home), you.student, you.cohort)
    ours = tried["question"].isin([question.id for question in wanted.questions])
    return int(tried.loc[ours, "practice"].max()) if ours.any() else 0


def _claim(place: Path, stem: str, *, after: int) -> tuple[Path, int]:
    """Make the first folder whose number is free, and whose brand was not practised on yet."""
    for number in itertools.count(after + 1):
        folder = place / f"{stem}_{number}"
        try:
            folder.mkdir()
        except FileExistsError:
            continue
        return folder, number
    raise AssertionError("unreachable")
