"""
Disturb `smmkit grade`, and count what it costs: kills, two runs at once, full disks, damage.

A class is graded once undisturbed. Then a run on a fresh copy is killed (SIGKILL to all its
processes) at random moments, started again each time until it is through, and its marks are held
against the undisturbed ones. A submission is redone if its file was written before a kill and its
marks were not committed.

Starting a program and its sandboxes takes seconds in which nothing can be lost. `--quick` forks
each run from this process instead, and lets it take what the sandbox said the first time: journal,
gradebook and files are the same, and two hundred kills take minutes.

    python benchmarks/grading_kills.py --quick --learners 60 --kills 200 --together 50 --full 20
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from unittest import mock

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from fixtures_grading import by_name, hand_in, make_course, released, solved  # noqa: E402

from smmkit import cli  # noqa: E402
from smmkit.grading import journal, pool  # noqa: E402

EXERCISE = "00_welcome"


def lay(folder, learners):
    """Lay a class: a third right, a third half right, a third untouched."""
    folder.mkdir()
    course = make_course(folder, EXERCISE)
    assert cli.main(["release", "00", "--no-proof", "--course", str(course)]) == 0
    half = solved(EXERCISE)
    by_name(half, "home-followers-answer").source = "home_followers = 1 / 0"
    kinds = [solved(EXERCISE), half, released(EXERCISE)]
    for number in range(learners):
        hand_in(course, f"s{number:03}", EXERCISE, kinds[number % 3])
    return course


class Forked:
    """A run forked from this process, which takes what the sandbox said before."""

    def __init__(self, course, made):
        self.returncode, self.told = (
            None,
            Path(tempfile.gettempdir(), f"smmkit-kills-{os.getpid()}.out"),
        )
        sys.stdout.flush()
        self.pid = os.fork()
        if self.pid == 0:
            code = 70
            try:
                os.setsid()
                out = os.open(self.told, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
                for number in (1, 2):
                    os.dup2(out, number)
                pool.Sandbox = mock.Mock()
                pool.grade_one = lambda sandbox, group, student: made[student]
                code = cli.main(["grade", "00", "--course", str(course), "--jobs", "1"])
            except BaseException as error:
                os.write(2, repr(error).encode())
            finally:
                sys.stdout.flush()
                os._exit(code)

    def poll(self):
        """Return the exit code, or None while it runs."""
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def communicate(self):
        """Wait for its end; return what it said."""
        while self.poll() is None:
            time.sleep(0.005)
        return self.told.read_text(errors="replace"), None


MADE = {}


def remember(course):
    """Grade a class in this process, and keep what came of each notebook for quick runs."""
    real = pool.grade_one

    def kept(sandbox, group, student):
        MADE[student] = real(sandbox, group, student)
        return MADE[student]

    pool.grade_one = kept
    try:
        return cli.main(["grade", "00", "--course", str(course), "--jobs", "1"]), ""
    finally:
        pool.grade_one = real


def start(course, jobs):
    if MADE:
        return Forked(course, MADE)
    command = [sys.executable, "-m", "smmkit", "grade", "00", "--course", str(course)]
    return subprocess.Popen(
        [*command, "--jobs", str(jobs)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def finish(course, jobs):
    run = start(course, jobs)
    out, _ = run.communicate()
    return run.returncode, out


def marks(course):
    """Return each learner's points as the gradebook holds them, and who has a line."""
    with contextlib.closing(sqlite3.connect(course / "gradebook.db")) as book:
        points = dict(
            book.execute(
                "SELECT s.student_id, sum(g.auto_score) FROM submitted_assignment s "
                "JOIN submitted_notebook n ON n.assignment_id = s.id "
                "JOIN grade g ON g.notebook_id = n.id GROUP BY s.student_id"
            ).fetchall()
        )
        try:
            lines = {name for (name,) in book.execute(f"SELECT student FROM {journal.TABLE}")}
        except sqlite3.OperationalError:
            lines = set()
    return points, lines


def papers(course):
    found = (course / "autograded").glob(f"*/{EXERCISE}/{EXERCISE}.ipynb")
    return {path.parents[1].name: path.stat().st_mtime_ns for path in found}


def kill_at_random(blank, right, folder, kills, jobs, seed):
    """Return kills, classes, wrong outcomes, submissions redone, and the most for one kill."""
    chance = random.Random(seed)
    done = wrong = twice = unsure = rounds = 0
    while done < kills:
        course, waiting = shutil.copytree(blank, folder / f"kill-{rounds}"), set()
        rounds += 1
        while done < kills:
            had = len(papers(course))
            run = start(course, jobs)
            # Half of the kills at any moment, half close to a write: that is where it could hurt.
            until = time.monotonic() + chance.uniform(0, 3 if MADE else 12)
            close, extra = chance.random() < 0.5, chance.uniform(0, 0.3)
            while run.poll() is None and (close or time.monotonic() < until):
                time.sleep(0.002)
                if close and len(papers(course)) > had:
                    time.sleep(extra)
                    break
            if run.poll() is not None:
                break
            with contextlib.suppress(ProcessLookupError):
                os.killpg(run.pid, signal.SIGKILL)
            run.communicate()
            done += 1
            _, committed = marks(course)
            before = papers(course)
            lost = set(before) - committed  # written, not committed: graded again
            unsure = max(unsure, len(lost))
            twice += len(lost - waiting)
            waiting = lost
        code, out = finish(course, jobs)
        points, lines = marks(course)
        if code != 0 or points != right or len(lines) != len(right):
            wrong += 1
            print(f"WRONG after kills: code {code}, {len(points)} marks\n{out[-800:]}")
        shutil.rmtree(course)
    return done, rounds, wrong, twice, unsure


def two_at_once(blank, right, folder, times, jobs):
    """Return how often marks were wrong, or both runs did not end with one told to wait."""
    wrong = 0
    for number in range(times):
        course = shutil.copytree(blank, folder / f"two-{number}")
        runs = [start(course, jobs), start(course, jobs)]
        for run in runs:
            run.communicate()
        codes = sorted(run.returncode for run in runs)
        points, _ = marks(course)
        # The second may come when the first is through, and then finds nothing to do.
        wrong += codes not in ([0, 2], [0, 0]) or points != right
        shutil.rmtree(course)
    return wrong


def full_disk(blank, right, folder, times, jobs, seed):
    """Return how often a full disk was told, and how often marks were wrong after room was made."""
    chance, told, wrong = random.Random(seed), 0, 0
    need = sum(path.stat().st_size for path in blank.rglob("*") if path.is_file())
    for number in range(times):
        disk = folder / f"disk-{number}"
        disk.mkdir()
        size = need + chance.randrange(300_000, 1_500_000)
        mounted = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)]
        subprocess.run(mounted, check=True)
        try:
            course = shutil.copytree(blank, disk / "course")
            code, out = finish(course, jobs)
            told += code == 2 and "Grading stopped" in out
            wrong += code not in (0, 2)
            if code not in (0, 2):
                print(f"WRONG on a full disk: code {code}\n{out[-800:]}")
            remounted = ["mount", "-o", f"remount,size={need * 20}", str(disk)]
            subprocess.run(remounted, check=True)
            code, out = finish(course, jobs)
            points, _ = marks(course)
            if code != 0 or points != right:
                wrong += 1
                print(f"WRONG after a full disk: code {code}\n{out[-800:]}")
        finally:
            subprocess.run(["umount", str(disk)], check=True)
    return told, wrong


def damaged(blank, right, folder, jobs):
    """Return in how many of four ways damage was not told, or the way back did not work."""
    wrong = 0
    for how in ("gone", "empty", "junk", "cut"):
        course = shutil.copytree(blank, folder / how)
        path = course / "gradebook.db"
        copied, data = journal.back_up(path), path.read_bytes()
        path.unlink()
        if how != "gone":
            path.write_bytes({"empty": b"", "junk": b"x" * 9000, "cut": data[:40_000]}[how])
        code, out = finish(course, jobs)
        wrong += code != 2 or str(copied) not in out
        shutil.copy(copied, path)
        code, _ = finish(course, jobs)
        wrong += code != 0 or marks(course)[0] != right
    return wrong


def main(argv=None):
    parser = argparse.ArgumentParser()
    for name, default in (("learners", 60), ("kills", 200), ("together", 50), ("full", 20)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(argv)
    faults = 0
    with tempfile.TemporaryDirectory(prefix="smmkit-kills-") as name:
        folder = Path(name)
        blank = lay(folder / "blank", args.learners)
        calm = shutil.copytree(blank, folder / "calm")
        began = time.perf_counter()
        code, out = remember(calm) if args.quick else finish(calm, args.jobs)
        right, _ = marks(calm)
        assert code == 0, out
        assert len(right) == args.learners
        print(f"undisturbed: {args.learners} learners in {time.perf_counter() - began:.0f} s")
        if args.kills:
            done, rounds, wrong, twice, most = kill_at_random(
                blank, right, folder, args.kills, args.jobs, args.seed
            )
            print(
                f"killed {done} times in {rounds} classes: {wrong} with other marks than "
                f"undisturbed; {twice} submissions redone in all, at most {most} for a kill",
                flush=True,
            )
            faults += wrong + (most > 1)
        if args.together:
            wrong = two_at_once(blank, right, folder, args.together, args.jobs)
            print(f"two runs at once {args.together} times: {wrong} wrong", flush=True)
            faults += wrong
        if args.full and os.geteuid() == 0 and shutil.which("mount"):
            told, wrong = full_disk(blank, right, folder, args.full, args.jobs, args.seed)
            print(f"disk full {args.full} times: {told} ran into it and said so; {wrong} wrong")
            faults += wrong
        elif args.full:
            print("disk full: skipped, since a small disk of one's own needs root")
        wrong = damaged(blank, right, folder, args.jobs)
        print(f"gradebook damaged in four ways: {wrong} wrong")
        faults += wrong
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
