"""
Grade a class: ``smmkit grade NN``.

Each notebook goes from the doctor through the sandbox to the judge, then into nbgrader's gradebook
and to where formgrader looks for it. Killed at any moment and started again, a run goes on where it
stood.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from smmkit.grading import journal, paper
from smmkit.grading.group import Group, mark_of, open_group, students_of, target_of
from smmkit.grading.pool import Crew, Failed, Outcome
from smmkit.grading.protection import NO_FILTER, protection
from smmkit.grading.release import load_settings
from smmkit.grading.sandbox import Limits, SandboxError, missing
from smmkit.grading.seccomp import lacking
from smmkit.grading.single import Graded

__all__ = ["Options", "check_sandbox", "crew_of", "grade", "outcomes_of", "signs_of_life"]

_SILENCE = 10.0  # seconds


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
    again : bool, default False
        Whether what stands graded is graded once more.
    scheduler : str, optional
        Address of a Dask scheduler, on whose workers notebooks are run and judged.
    """

    students: Sequence[str] = ()
    jobs: int | None = None
    sandbox: bool = True
    limits: Limits = field(default_factory=Limits)
    again: bool = False
    scheduler: str | None = None


def grade(
    course: Path, number: str, options: Options, say: Callable[[str], None] = print
) -> dict[str, str]:
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
    dict of str to str
        Learners whose notebook could not be graded although it should have been, and why: a
        failure of the grader's, not of the notebook's.

    Raises
    ------
    ArgumentError
        If there is no such exercise or student, or it was never released.
    SandboxError
        If there is no sandbox and none was waived.
    BusyError, DamagedError
        If another run is at work, or the gradebook is damaged.
    StoppedError
        If the disk is full or the gradebook's server gone; the next run goes on from there.
    """
    check_sandbox(options, say)
    group = open_group(course, number)
    students = students_of(group, options.students, say)
    settings = load_settings(group.course)
    url = settings.CourseDirectory.db_url
    with contextlib.ExitStack() as stack:
        for held in (journal.resumable(), journal.locked(group.course), journal.held(url)):
            stack.enter_context(held)
        file = journal.check_gradebook(url)
        crew = stack.enter_context(crew_of(group, students, options))
        stack.enter_context(_way_on(say))
        if not options.scheduler and not all(target_of(group, name).is_file() for name in students):
            crew.start()  # it gets ready while nbgrader is imported here
        from nbgrader.api import Gradebook

        from smmkit.grading import book as books

        with Gradebook(url, settings.CourseDirectory.course_id) as book:
            books.check_entered(book, group.exercise, group.master)
            before = journal.read(book.db, group.exercise)
            todo = [name for name in students if options.again or not _stands(group, name, before)]
            if todo and file is not None:
                journal.back_up(file)
            failed = {}
            for name, made in signs_of_life(outcomes_of(crew, todo, options, say), len(todo), say):
                if isinstance(made, Failed):
                    failed[name] = made.why
                    say(f"{name}: COULD NOT BE GRADED: {made.why}")
                    continue
                _keep(books, book, group, made)
                for line in made.remarks():
                    say(f"{name}: {line}")
            if not students:
                say(
                    f"Nothing was handed in: {group.exercise} is in no folder of {group.submitted}."
                )
            elif before:
                say(f"Graded now: {len(todo)}; as they stood: {len(students) - len(todo)}.")
    return failed


def signs_of_life(
    outcomes: Iterator[Outcome], count: int, say: Callable[[str], None]
) -> Iterator[Outcome]:
    """Yield the same, and give a sign of life where nothing else is told for a while."""
    silent_since = time.monotonic()
    for done, outcome in enumerate(outcomes, 1):
        yield outcome
        if time.monotonic() - silent_since > _SILENCE:
            silent_since = time.monotonic()
            say(f"{done} of {count} notebooks are through.")


@contextlib.contextmanager
def _way_on(say: Callable[[str], None]) -> Iterator[None]:
    """Tell whoever interrupts what becomes of the work so far."""
    try:
        yield
    except KeyboardInterrupt:
        say("Stopping. What is graded is kept; the same command goes on from here.")
        raise


def check_sandbox(options: Options, say: Callable[[str], None]) -> None:
    """
    Make sure that notebooks can be run as `options` want, and tell what shuts them in.

    Raises
    ------
    SandboxError
        If they can't.
    """
    if options.sandbox and not options.scheduler and (why := missing()):
        raise SandboxError(
            f"Nothing is graded, since {why}. On a machine of its own, and only there: "
            "smmkit grade --no-sandbox, which runs these notebooks as you."
        )
    if not options.sandbox and os.name != "posix":
        raise SandboxError("Grading needs Linux or macOS; here use --engine nbgrader.")
    elsewhere = options.scheduler is not None
    for line in protection(isolated=options.sandbox, elsewhere=elsewhere):
        say(line)


def crew_of(group: Group, students: Sequence[str], options: Options) -> Crew:
    """Return what runs these learners' notebooks on this machine, as `options` want it."""
    jobs = min(options.jobs or os.cpu_count() or 1, len(students))
    return Crew(group, jobs=jobs, isolated=options.sandbox, limits=options.limits)


def outcomes_of(
    crew: Crew, students: Sequence[str], options: Options, say: Callable[[str], None]
) -> Iterator[Outcome]:
    """Yield what comes of each learner's notebook, as `options` want it run; nothing is written."""
    if students and options.scheduler:
        from smmkit.grading.cluster import connect, grade_on

        with connect(options.scheduler) as client:
            for worker, why in client.run(lacking).items() if options.sandbox else ():
                if why:
                    say(f"{worker}: {NO_FILTER.format(why=why)}")
            how = {"isolated": options.sandbox, "limits": options.limits}
            yield from grade_on(client, crew.group, students, **how)
    else:
        yield from crew.outcomes(students)


def _stands(group: Group, student: str, before: dict[str, dict[str, Any]]) -> bool:
    """Whether what was handed in has been graded with the same exercise and keys."""
    line = before.get(student)
    return (
        line is not None
        and line["mark"] == mark_of(group, student)
        and target_of(group, student).is_file()
    )


def _keep(books: Any, book: Any, group: Group, made: Graded) -> None:
    """
    Write a graded notebook and its marks.

    The file goes first: if the run is killed between the two, there is no line in the journal, and
    the notebook is graded again with the same outcome.
    """
    target = target_of(group, made.student)
    paper.write_whole(target, made.paper)
    if made.timestamp:
        paper.write_whole(target.with_name("timestamp.txt"), made.timestamp)
    books.enter(
        book,
        group.exercise,
        made.student,
        made.scores(),
        made.examined.notebook,
        mark=made.mark,
        told=made.told(),
        timestamp=made.timestamp,
    )
