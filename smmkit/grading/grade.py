"""
Grade a class: ``smmkit grade NN``.

Each notebook goes from the doctor through the sandbox to the judge, then into nbgrader's gradebook
and to where formgrader looks for it. Killed at any moment and started again, a run goes on where it
stood.
"""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat

from smmkit.brand import Brand
from smmkit.coach.learner import identify
from smmkit.errors import ArgumentError
from smmkit.grading import journal, paper
from smmkit.grading.doctor import Examined, examine, load_master
from smmkit.grading.intake import FATAL, Finding, Unreadable, check_name, find_notebook, read_bytes
from smmkit.grading.matching import is_check
from smmkit.grading.release import checked, find_master, load_settings
from smmkit.grading.sandbox import Limits, Sandbox, SandboxError, missing
from smmkit.grading.session import Result, run_notebook, unanswered

__all__ = ["Graded", "Options", "grade", "grade_one"]

_MAX_STAMP = 200
_RISK = (
    "WITHOUT A SANDBOX: these notebooks run as you. They can read your files, the gradebook and the"
    " answer keys, use the network, and leave programs behind."
)


@dataclass(frozen=True)
class Options:
    """
    How a class is graded.

    Parameters
    ----------
    students : sequence of str
        Only these; all by default.
    jobs : int, optional
        How many notebooks at a time; as many as there are cores by default.
    sandbox : bool, default True
        Whether notebooks run in the sandbox.
    limits : Limits
        What each may use.
    """

    students: Sequence[str] = ()
    jobs: int | None = None
    sandbox: bool = True
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True)
class Graded:
    """One learner's notebook, graded: what goes into gradebook and files."""

    student: str
    examined: Examined
    result: Result
    paper: str
    mark: str
    timestamp: str | None = None

    def told(self) -> dict[str, Any]:
        """What the journal keeps of it, for `smmkit grade` to tell and others to count."""
        return {
            "findings": [[f.level, f.where, f.what, f.private] for f in self.examined.findings],
            "problems": self.result.problems,
            "questions": {
                name: {key: verdict[key] for key in ("score", "status", "misconception")}
                for name, verdict in self.result.verdicts.items()
            },
        }


@dataclass(frozen=True)
class _Class:
    """What is the same for every notebook of a run."""

    course: Path
    exercise: str
    cohort: str
    master: Any
    key: str

    @property
    def submitted(self) -> Path:
        return self.course / "submitted"


def grade(
    course: Path, number: str, options: Options, say: Callable[[str], None] = print
) -> list[str]:
    """
    Grade what a class handed in for one exercise.

    Parameters
    ----------
    course : Path
        The course's folder.
    number : str
        The lesson's number.
    options : Options
        How.
    say : callable, default print
        What is told on the way goes there.

    Returns
    -------
    list of str
        Learners whose notebook could not be graded although it should have been: a failure of the
        grader's, not of the notebook's.

    Raises
    ------
    ArgumentError
        If there is no such exercise or student, or it was never released.
    SandboxError
        If there is no sandbox and none was waived.
    BusyError, DamagedError
        If another run is at work, or the gradebook is damaged.
    """
    from nbgrader.api import Gradebook

    from smmkit.grading import book as books

    if options.sandbox and (why := missing()):
        raise SandboxError(
            f"Nothing is graded, since {why}. On a machine of its own, and only there: "
            "smmkit grade --no-sandbox, which runs these notebooks as you."
        )
    if not options.sandbox:
        if os.name != "posix":
            raise SandboxError("Grading needs Linux or macOS; here use --engine nbgrader.")
        say(_RISK)
    course = course.resolve()
    exercise = find_master(number, course).stem
    released = course / "exercises" / exercise / f"{exercise}.ipynb"
    if not released.is_file():
        raise ArgumentError(f"{exercise} was not released: smmkit release {number}.")
    settings = load_settings(course)
    url = settings.CourseDirectory.db_url
    everything = f"{journal.key_version()}{released.read_text(encoding='utf-8')}"
    group = _Class(
        course,
        exercise,
        identify(course).cohort,
        load_master(released),
        journal.fingerprint(everything),
    )
    students = _students(group, options.students, say)
    with journal.locked(course):
        file = journal.check_gradebook(url)
        with Gradebook(url, settings.CourseDirectory.course_id) as book:
            books.check_entered(book, exercise, group.master)
            before = journal.read(book.db, exercise)
            todo = [name for name in students if not _stands(group, name, before)]
            if todo and file is not None:
                journal.back_up(file)
            failed = []
            for name, made in _in_parallel(group, todo, options):
                if isinstance(made, BaseException):
                    failed.append(name)
                    say(f"{name}: COULD NOT BE GRADED: {type(made).__name__}: {made}")
                    continue
                _keep(books, book, group, made)
                for line in _remarks(made):
                    say(f"{name}: {line}")
    return failed


def grade_one(sandbox: Sandbox, group: Any, student: str) -> Graded:
    """
    Grade one learner's notebook; nothing is written.

    Parameters
    ----------
    sandbox : Sandbox
        Where it is run.
    group : object
        The class: ``submitted``, ``exercise``, ``cohort``, ``master`` and ``key``.
    student : str
        Whose notebook.
    """
    folder = group.submitted / student / group.exercise
    mark = _mark(group, student)
    brand = Brand.of(student, group.cohort)
    try:
        path, found = find_notebook(folder, group.exercise)
        examined = examine(path, group.master, group.submitted)
        examined = Examined(examined.notebook, (*found, *examined.findings))
    except Unreadable as error:
        empty = examine(folder / "none.ipynb", group.master)
        examined = Examined(empty.notebook, (Finding(str(error), group.exercise, FATAL),))
    if examined.fatal is None:
        result = run_notebook(
            sandbox, examined.notebook, student=student, cohort=group.cohort, brand=brand
        )
    else:
        result = _nothing(examined, brand)
    whose = {"student": student, "cohort": group.cohort, "brand": brand.name}
    made = paper.graded(examined.notebook, result, examined.findings, whose=whose)
    return Graded(student, examined, result, nbformat.writes(made), mark, _timestamp(folder))


def _nothing(examined: Examined, brand: Brand) -> Result:
    """Return the result of a notebook of which nothing can be run: every question open."""
    result = Result()
    for cell in examined.notebook.cells:
        if is_check(cell) and (asked := checked(cell.source)):
            result.verdicts[asked[0]] = unanswered(asked[0], brand)
            result.notes[asked[0]] = f"Your notebook could not be graded: {examined.fatal.what}."
    return result


def _students(group: _Class, wanted: Sequence[str], say: Callable[[str], None]) -> list[str]:
    """Return whose notebooks there are; a folder that is none of a learner's is told."""
    for name in wanted:
        check_name(name)
    found = []
    for folder in sorted(group.submitted.glob("*")):
        try:
            name = check_name(folder.name)
        except ArgumentError as error:
            say(f"{folder.name}: left out. {error}")
            continue
        if folder.is_symlink():
            say(f"{name}: left out, since submitted/{name} is a link.")
        elif (folder / group.exercise).is_dir():
            found.append(name)
    if unknown := sorted(set(wanted) - set(found)):
        raise ArgumentError(f"Nothing of {', '.join(unknown)} is in {group.submitted}.")
    return sorted(set(wanted)) or found


def _stands(group: _Class, student: str, before: dict[str, dict[str, Any]]) -> bool:
    """Whether what was handed in has been graded with the same exercise and keys."""
    line = before.get(student)
    return (
        line is not None
        and line["mark"] == _mark(group, student)
        and _target(group, student).is_file()
    )


def _mark(group: _Class, student: str) -> str:
    """Return a hash of what a learner handed in, the exercise, and the keys."""
    folder = group.submitted / student / group.exercise
    try:
        path, _ = find_notebook(folder, group.exercise)
        data = path.name.encode() + b"\0" + read_bytes(path, group.submitted)
    except Unreadable as error:
        data = str(error).encode()
    return journal.fingerprint(group.key, group.cohort, student, data)


def _target(group: _Class, student: str) -> Path:
    return group.course / "autograded" / student / group.exercise / f"{group.exercise}.ipynb"


def _timestamp(folder: Path) -> str | None:
    """Return when it was handed in, as nbgrader's collecting notes it."""
    from dateutil.parser import ParserError
    from nbgrader.utils import parse_utc

    try:
        words = read_bytes(folder / "timestamp.txt", folder)[:_MAX_STAMP].decode().strip()
        parse_utc(words)
    except (Unreadable, UnicodeError, ParserError, ValueError, OverflowError):
        return None
    return words or None


def _keep(books: Any, book: Any, group: _Class, made: Graded) -> None:
    """
    Write a graded notebook and its marks.

    The file goes first: if the run is killed between the two, there is no line in the journal, and
    the notebook is graded again with the same outcome.
    """
    target = _target(group, made.student)
    paper.write_whole(target, made.paper)
    if made.timestamp:
        paper.write_whole(target.with_name("timestamp.txt"), made.timestamp)
    scores = {
        cell.metadata.nbgrader["grade_id"]: made.result.verdicts[checked(cell.source)[0]]["score"]
        for cell in made.examined.notebook.cells
        if is_check(cell)
    }
    books.enter(
        book,
        group.exercise,
        made.student,
        scores,
        made.examined.notebook,
        mark=made.mark,
        told=made.told(),
        timestamp=made.timestamp,
    )


def _remarks(made: Graded) -> Iterator[str]:
    for found in made.examined.findings:
        yield f"{found.level}: {found.where}: {found.what}"
    for problem in made.result.problems:
        yield f"stopped: {problem}"
    for name, verdict in made.result.verdicts.items():
        if "broken" in verdict:
            yield f"THE KEY OF {name} FAILED on this answer: {verdict['broken']}"


def _in_parallel(
    group: _Class, students: Sequence[str], options: Options
) -> Iterator[tuple[str, Graded | BaseException]]:
    """Yield each learner's outcome as it comes, from several sandboxes at a time."""
    todo: queue.SimpleQueue[str] = queue.SimpleQueue()
    for name in students:
        todo.put(name)
    done: queue.Queue[tuple[str, Graded | BaseException]] = queue.Queue()
    stop = threading.Event()

    def work() -> None:
        sandbox = Sandbox(group.course, isolated=options.sandbox, limits=options.limits)
        try:
            while not stop.is_set():
                try:
                    name = todo.get_nowait()
                except queue.Empty:
                    return
                try:
                    done.put((name, grade_one(sandbox, group, name)))
                except Exception as error:  # one notebook must not stop a class's grading
                    sandbox.stop()
                    done.put((name, error))
        finally:
            sandbox.stop()

    jobs = max(1, min(options.jobs or os.cpu_count() or 1, len(students)))
    workers = [threading.Thread(target=work, daemon=True) for _ in range(jobs)]
    for worker in workers:
        worker.start()
    try:
        for _ in students:
            yield done.get()
    finally:
        stop.set()
        for worker in workers:
            worker.join(10)
