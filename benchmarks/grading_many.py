"""
A large class: is `smmkit grade` as fast, and as small, at its end as at its beginning?

Every learner hands in the same solved exercise 08 on a brand of their own. While the command runs,
the memory of its processes is read (of each what it shares with no other, from /proc); afterwards
the times of the graded files tell how many were graded a second.

    python benchmarks/grading_many.py [learners [jobs]]    400 and 2, unless told
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from fixtures_grading import hand_in, make_course, solved  # noqa: E402

from smmkit import cli  # noqa: E402

EXERCISE = "08_kpis"
PARTS = 10


def held(process):
    """Return MB of the process that writes, and of all below it."""
    sizes = []
    for one in [process, *process.children(recursive=True)]:
        try:
            sizes.append(one.memory_full_info().uss / 1e6)
        except psutil.NoSuchProcess:  # a notebook's, over since
            continue
    return (sizes[0], sum(sizes[1:])) if sizes else (0.0, 0.0)


def main(learners, jobs):
    with tempfile.TemporaryDirectory(prefix="smmkit-many-") as name:
        course = make_course(Path(name), EXERCISE)
        assert cli.main(["release", "08", "--no-proof", "--course", str(course)]) == 0
        notebook = solved(EXERCISE)
        for number in range(learners):
            hand_in(course, f"s{number:05}", EXERCISE, notebook)
        words = ["grade", "08", "--jobs", str(jobs), "--course", str(course)]
        command = [sys.executable, "-m", "smmkit", *words]
        began, sizes = time.time(), []
        with (Path(name) / "told").open("w") as told:
            process = psutil.Popen(command, cwd=ROOT, stdout=told, stderr=subprocess.STDOUT)
            while process.poll() is None:
                sizes.append((time.time(), *held(process)))
                time.sleep(1)
        seconds = time.time() - began
        right = (Path(name) / "told").read_text().count(": 16 of 20 points")
        ends = sorted(path.stat().st_mtime for path in course.glob("autograded/*/*/*.ipynb"))
        print(
            f"{learners} learners, {jobs} jobs: {seconds:.1f} s, {right} with full marks, code "
            f"{process.returncode}"
        )
        first = ends[0]
        for part in range(PARTS):
            share = ends[part * learners // PARTS : (part + 1) * learners // PARTS]
            last = share[-1]
            writer, others = (
                max((size[column] for size in sizes if first <= size[0] <= last), default=0.0)
                for column in (1, 2)
            )
            print(
                f"  to {(part + 1) * learners // PARTS:5}: {len(share) / (last - first):6.2f} a "
                f"second; at most {writer:5.0f} MB where marks are written, {others:5.0f} MB below"
            )
            first = last


if __name__ == "__main__":
    counts = [int(word) for word in sys.argv[1:]]
    main(counts[0] if counts else 400, counts[1] if len(counts) > 1 else 2)
