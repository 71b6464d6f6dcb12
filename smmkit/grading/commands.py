"""The class's own commands, from release to export: their options and their words."""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

__all__ = ["ADDED", "add_commands"]

ADDED = ("release", "collect", "grade", "regrade", "cohort", "export")
"""The commands that :func:`add_commands` adds."""


def add_commands(commands: Any) -> None:
    """
    Add the class's commands to a parser.

    Parameters
    ----------
    commands : object
        What ``ArgumentParser.add_subparsers`` returned.
    """
    release = commands.add_parser("release", help="make an exercise from its master, and try it")
    release.add_argument("number", nargs="?", metavar="NN", help="default: all of them")
    release.add_argument(
        "--no-proof",
        action="store_true",
        help="leave out trying each check with right and wrong answers",
    )
    release.set_defaults(run=_release)
    grade = commands.add_parser("grade", help="grade what was collected, into the gradebook")
    _add_how(grade)
    grade.add_argument(
        "--engine",
        choices=("smmkit", "nbgrader"),
        default="smmkit",
        help="nbgrader: its own autograde, one after the other, without a sandbox",
    )
    grade.set_defaults(run=_grade, step="grade")
    regrade = commands.add_parser(
        "regrade", help="grade again, and tell whose marks change and why"
    )
    _add_how(regrade)
    regrade.add_argument("--preview", action="store_true", help="only tell, and write nothing")
    regrade.set_defaults(run=_regrade)
    _add_files(commands)


def _add_files(commands: Any) -> None:
    """Add what takes files in, tells of a class, and gives marks out."""
    collect = commands.add_parser("collect", help="fetch what the class has submitted")
    collect.add_argument("number", metavar="NN", help="the lesson's number, such as 08")
    collect.add_argument(
        "--zip", metavar="FILE", help="what Moodle or Canvas gives: all submissions in one file"
    )
    collect.add_argument(
        "--roster",
        metavar="CSV",
        help="with --zip: a line a learner, the id here, then names there",
    )
    collect.set_defaults(run=_collect)
    cohort = commands.add_parser("cohort", help="tell how hard each question was, and for whom")
    cohort.add_argument("number", metavar="NN", help="the lesson's number, such as 08")
    cohort.add_argument("--out", metavar="FILE", help="the notebook; default: cohort/NN_slug.ipynb")
    cohort.set_defaults(run=_cohort)
    export = commands.add_parser("export", help="write the gradebook's marks")
    export.add_argument("--format", choices=("csv", "moodle", "canvas"), default="csv")
    export.add_argument("--out", metavar="FILE", help="default: grades.csv, grades-moodle.csv, ...")
    export.set_defaults(run=_export)


def _add_how(parser: argparse.ArgumentParser) -> None:
    """Add what says how notebooks are run."""
    parser.add_argument("number", metavar="NN", help="the lesson's number, such as 08")
    parser.add_argument(
        "--students", nargs="+", default=[], metavar="ID", help="only these; default: all"
    )
    parser.add_argument(
        "--jobs",
        type=_whole(1, 256),
        metavar="N",
        help="notebooks at a time; default: one a core",
    )
    parser.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="run and judge on the workers of this Dask scheduler, such as tcp://10.0.0.5:8786",
    )
    parser.add_argument(
        "--no-sandbox",
        action="store_true",
        help="run the notebooks as you, which lets them do whatever you can",
    )
    parser.add_argument(
        "--seconds",
        type=_between(1, 3600),
        metavar="S",
        help="time for a whole notebook; default: 120",
    )
    parser.add_argument(
        "--cell-seconds",
        type=_between(0.1, 3600),
        metavar="S",
        help="time for one cell; default: 30",
    )
    parser.add_argument(
        "--call-seconds",
        type=_between(0.1, 3600),
        metavar="S",
        help="time for one call of a function answer; default: 5",
    )
    parser.add_argument(
        "--memory",
        type=_whole(100, 1_000_000),
        metavar="MB",
        help="memory for a notebook; default: 1000",
    )
    parser.add_argument(
        "--json", action="store_true", help="print the marks for a program, and words on stderr"
    )


def _whole(low: int, high: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if text.isdecimal() and low <= int(text) <= high:
            return int(text)
        raise argparse.ArgumentTypeError(
            f"must be a whole number from {low:,} to {high:,}; received {text!r}"
        )

    return read


def _between(low: float, high: float) -> Callable[[str], float]:
    def read(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if low <= value <= high:
            return value
        raise argparse.ArgumentTypeError(
            f"must be a number from {low:g} to {high:g}; received {text!r}"
        )

    return read


def _release(args: argparse.Namespace) -> int:
    from smmkit.coach.learner import identify
    from smmkit.grading.classroom import check_course, say
    from smmkit.grading.proof import ProofError, hold
    from smmkit.grading.release import find_master, master_names, release
    from smmkit.grading.salt import class_salt

    course = Path(args.course)
    check_course(course)
    salt = class_salt(course)
    code = 0
    for number in [args.number] if args.number else master_names(course):
        master, cohort = find_master(number, course), identify(course).cohort

        def proof(made: Path, master: Path = master, cohort: str = cohort) -> None:
            hold(made, master, cohort=cohort, salt=salt, say=say)

        try:
            made = release(number, course=course, proof=None if args.no_proof else proof)
        except ProofError as error:
            say(str(error))
            code = 1
        else:
            say(f"Released {made}")
    return code


def _grade(args: argparse.Namespace) -> int:
    if args.engine == "smmkit" and args.jobs != 1 and not args.scheduler:
        from smmkit.grading import server

        server.start()
    from smmkit.errors import ArgumentError
    from smmkit.grading import classroom

    course = Path(args.course)
    if args.engine == "nbgrader":
        if args.json:
            raise ArgumentError("--json goes with the engine smmkit; received --engine nbgrader.")
        return classroom.step("grade", args.number, course=course)
    classroom.check_course(course)
    failed = classroom.grade_class(args.number, _options(args), course=course, say=_tell(args))
    if args.json:
        from smmkit.grading.marks import marks

        _print(marks(course, args.number, args.students) | {"failed": failed})
    return 1 if failed else 0


def _regrade(args: argparse.Namespace) -> int:
    from smmkit.grading import classroom
    from smmkit.grading.regrade import regrade

    course = Path(args.course)
    classroom.check_course(course)
    tell = _tell(args)
    found = regrade(course, args.number, _options(args), preview=args.preview, say=tell)
    for line in found.lines():
        tell(line)
    tell("Nothing was written." if args.preview else "The gradebook holds the new marks.")
    if args.json:
        _print(found.data() | {"written": not args.preview})
    return 1 if found.failed else 0


def _collect(args: argparse.Namespace) -> int:
    from smmkit.errors import ArgumentError
    from smmkit.grading import classroom

    course = Path(args.course)
    if args.zip is None:
        if args.roster:
            raise ArgumentError("--roster goes with --zip; received no --zip.")
        if code := classroom.step("collect", args.number, course=course):
            classroom.say(
                "Without an exchange: put each notebook in submitted/STUDENT/EXERCISE/, or give "
                "the zip of all submissions with --zip."
            )
        return code
    from smmkit.grading.handins import collect_zip, read_roster
    from smmkit.grading.release import find_master

    classroom.check_course(course)
    exercise = find_master(args.number, course).stem
    roster = read_roster(Path(args.roster)) if args.roster else None
    for line in collect_zip(Path(args.zip), exercise, course, roster):
        classroom.say(line)
    return 0


def _cohort(args: argparse.Namespace) -> int:
    from smmkit.grading import classroom
    from smmkit.grading.cohort import tell

    course = Path(args.course)
    classroom.check_course(course)
    for line in tell(course, args.number, out=Path(args.out) if args.out else None):
        classroom.say(line)
    return 0


def _export(args: argparse.Namespace) -> int:
    from smmkit.grading import classroom
    from smmkit.grading.lms import export

    course = Path(args.course)
    classroom.check_course(course)
    out = Path(args.out) if args.out else None
    classroom.say(f"Wrote {export(course, args.format, out=out)}")
    return 0


def _options(args: argparse.Namespace) -> Any:
    """Return how a class is graded, as the command line says."""
    from smmkit.errors import ArgumentError
    from smmkit.grading.grade import Options
    from smmkit.grading.sandbox import Limits

    if args.scheduler and args.jobs:
        raise ArgumentError("--jobs is for this machine: a cluster has as many as its workers.")
    if args.seconds and args.cell_seconds and args.cell_seconds > args.seconds:
        raise ArgumentError(
            f"--cell-seconds is part of --seconds: at most {args.seconds:g}; "
            f"received {args.cell_seconds:g}."
        )
    if args.seconds and not args.cell_seconds:
        args.cell_seconds = min(args.seconds, Limits.cell_seconds)
    given = {
        "notebook_seconds": args.seconds,
        "cell_seconds": args.cell_seconds,
        "call_seconds": args.call_seconds,
        "memory_bytes": args.memory and args.memory * 1_000_000,
        "cpu_seconds": args.seconds and math.ceil(args.seconds),
    }
    return Options(
        students=tuple(args.students),
        jobs=args.jobs,
        sandbox=not args.no_sandbox,
        scheduler=args.scheduler,
        limits=Limits(**{name: value for name, value in given.items() if value is not None}),
    )


def _tell(args: argparse.Namespace) -> Callable[[str], None]:
    """Return where words go: stdout is a program's, if one asked."""
    from smmkit.grading.classroom import say

    return (lambda line: say(line, sys.stderr)) if args.json else say


def _print(data: dict[str, Any]) -> None:
    # Only ASCII, so that any terminal and any reader takes it.
    print(json.dumps(data, indent=1))
