"""The ``smmkit`` command: one function a subcommand, each importing what it needs when called."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from smmkit import __version__
from smmkit.errors import SmmkitError
from smmkit.grading.commands import ADDED, add_commands

__all__ = ["main"]


_CLASSROOM = {
    "feedback": "write each learner's feedback",
}


def _port(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= 65535:
        return int(text)
    raise argparse.ArgumentTypeError(f"must be a number from 1 to 65535; received {text!r}")


def _lab(args: argparse.Namespace) -> int:
    from smmkit.lab import server

    return server.run(args.dir, port=args.port, browser=not args.no_browser)


def _practice(args: argparse.Namespace) -> int:
    from smmkit.lab import practice

    if args.what is None:
        words = practice.listing(args.dir)
    else:
        words = f"Laid {practice.lay(args.what, folder=args.dir)}\nOpen it in JupyterLab."
    # A mistake's name, or a learner's, may hold a letter that this terminal cannot show.
    coding = sys.stdout.encoding or "utf-8"
    print(words.encode(coding, "replace").decode(coding))
    return 0


def _classroom(args: argparse.Namespace) -> int:
    from smmkit.grading.classroom import step

    return step(args.step, args.number, course=Path(args.course))


def _doctor(args: argparse.Namespace) -> int:
    from smmkit.errors import ArgumentError

    if args.sandbox:
        return _try_sandbox()
    if args.file is None:
        raise ArgumentError("Name a notebook, or say --sandbox.")
    from smmkit.grading.consult import consult
    from smmkit.lab.sync import content_root

    out = Path(args.out) if args.out else None
    examined, words = consult(Path(args.file), content_root() / "exercises", out=out)
    coding = sys.stdout.encoding or "utf-8"
    print(words.encode(coding, "replace").decode(coding))
    return 1 if examined.fatal else 0


def _submit(args: argparse.Namespace) -> int:
    from smmkit.coach.learner import identify
    from smmkit.grading.submit import submit
    from smmkit.lab.sync import content_root

    folder = Path(args.dir)
    out = Path(args.out) if args.out else None
    student = identify(folder).student
    coding = sys.stdout.encoding or "utf-8"
    for line in submit(args.number, folder, content_root() / "exercises", student=student, out=out):
        print(line.encode(coding, "replace").decode(coding))
    return 0


def _try_sandbox() -> int:
    from smmkit.grading import probes, sandbox
    from smmkit.grading.protection import protection

    if why := sandbox.missing():
        print(f"There is no sandbox here: {why}.")
        return 1
    for line in protection(isolated=True):
        print(line)
    held = True
    for attempt in probes.attempt_all():
        held = held and attempt.held
        mark = "held" if attempt.held else "BROKEN OUT"
        print(f"{mark:10}  {attempt.probe.tries}: {attempt.what}")
    print("The sandbox held." if held else "Do not grade strangers' notebooks here.")
    return 0 if held else 1


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


def _report(args: argparse.Namespace) -> int:
    from smmkit import exports, report
    from smmkit.errors import ArgumentError

    out = Path(args.out)
    if out.suffix.lower() not in (".html", ".xlsx"):
        raise ArgumentError(f"--out must end in .html or .xlsx; received {args.out!r}.")
    folder = exports.read_folder(args.folder, day_first=args.day_first)
    # A report of before that lies among the exports is none that failed, an export no report.
    failed = {n: w for n, w in folder.failed.items() if not _same(Path(args.folder, n), out)}
    if any(_same(Path(args.folder, name), out) for name in folder.exports):
        raise ArgumentError(f"--out must not be one of the exports; received {args.out!r}.")
    found = report.build(replace(folder, failed=failed), month=args.month)
    if out.suffix.lower() == ".html":
        from smmkit.apps.report_page import page

        data = page(found).encode("utf-8", "replace")
    else:
        from smmkit.apps.report_sheets import workbook

        data = workbook(found)
    beside = out.with_name(f".{out.name}.part")
    try:
        beside.write_bytes(data)
        os.replace(beside, out)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise ArgumentError(f"{args.out!r} cannot be written: {error.strerror}.") from error
    print(f"Wrote {out}: {found.period}; {len(folder.exports)} files read, {len(failed)} not")
    for name, why in failed.items():
        print(f"  not read: {name}: {why.splitlines()[0]}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="smmkit", description="Learn to run social media for a living, in JupyterLab."
    )
    parser.add_argument("--version", action="version", version=f"smmkit {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    lab = commands.add_parser("lab", help="open the lessons in JupyterLab, in a folder of your own")
    lab.add_argument("dir", nargs="?", default="work", metavar="DIR", help="default: work")
    lab.add_argument("--port", type=_port, metavar="N", help="default: the next free from 8888")
    lab.add_argument("--no-browser", action="store_true", help="print the address instead")
    lab.set_defaults(run=_lab)

    practice = commands.add_parser(
        "practice", help="take a question again on another brand; alone, list what and where"
    )
    practice.add_argument(
        "what",
        nargs="?",
        metavar="WHAT",
        help='a question such as kpis.er_by_reach, a lesson such as 08, or "weakest"',
    )
    practice.add_argument(
        "--dir", metavar="DIR", help="the learner's folder; default: this one, or work in it"
    )
    practice.set_defaults(run=_practice)

    report = commands.add_parser(
        "report", help="make a month's KPI report from a folder of exports"
    )
    report.add_argument("folder", metavar="FOLDER", help="where the files of the platforms are")
    report.add_argument("--month", metavar="YYYY-MM", help="default: the last complete month")
    report.add_argument(
        "--out", default="report.html", metavar="FILE", help=".html or .xlsx; default: report.html"
    )
    order = report.add_mutually_exclusive_group()
    for first, value in (("day", True), ("month", False)):
        order.add_argument(
            f"--{first}-first",
            action="store_const",
            dest="day_first",
            const=value,
            help=f"read 03/04/2025 {first} first, where no date of a file tells",
        )
    report.set_defaults(run=_report)

    doctor = commands.add_parser(
        "doctor", help="look at an exercise's notebook before it is handed in"
    )
    doctor.add_argument("file", nargs="?", metavar="FILE", help="the notebook")
    doctor.add_argument(
        "--sandbox", action="store_true", help="try to break out of the grader's sandbox"
    )
    doctor.add_argument("--out", metavar="COPY", help="write a repaired copy there")
    doctor.set_defaults(run=_doctor)

    submit = commands.add_parser(
        "submit", help="hand in an exercise: looked at, mended where that is safe, and said so"
    )
    submit.add_argument("number", metavar="NN", help="the lesson's number, such as 08")
    submit.add_argument("--dir", default=".", metavar="DIR", help="your folder; default: this one")
    submit.add_argument("--out", metavar="DIR", help="where the copy goes; default: handed_in")
    submit.set_defaults(run=_submit)

    for name, words in _CLASSROOM.items():
        step = commands.add_parser(name, help=words)
        step.add_argument("number", metavar="NN", help="the lesson's number, such as 08")
        step.set_defaults(run=_classroom, step=name, number=None)
    add_commands(commands)
    for command in (*ADDED, *_CLASSROOM):
        commands.choices[command].add_argument(
            "--course", default=".", metavar="DIR", help="the course's folder; default: this one"
        )
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """
    Run the ``smmkit`` command.

    Parameters
    ----------
    argv : sequence of str, optional
        Arguments; those of the process unless given.

    Returns
    -------
    int
        Exit code: 0, or 2 with one line on stderr when something was asked that cannot be done.
    """
    args = _parser().parse_args(argv)
    try:
        return args.run(args)
    except SmmkitError as error:
        print(f"smmkit: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
