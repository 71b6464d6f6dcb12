"""
Seconds a submission: `smmkit grade` with its sandbox beside `nbgrader autograde`.

Both grade the same solved exercise 08 of the same learners in fresh copies of one course folder, in
the same run. Cold includes the start of the program; warm leaves out what is paid once.

    python benchmarks/grading.py [learners]
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from fixtures_grading import COHORT, hand_in, make_course, solved  # noqa: E402

from smmkit import cli  # noqa: E402
from smmkit.brand import Brand  # noqa: E402
from smmkit.grading.sandbox import Sandbox, missing  # noqa: E402
from smmkit.grading.session import run_notebook  # noqa: E402

EXERCISE = "08_kpis"


def cold(course, *words):
    began = time.perf_counter()
    command = [sys.executable, "-m", "smmkit", "grade", "08", "--course", str(course), *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - began
    right = done.stdout.count(": 16 of 20 points")
    return seconds, right


def warm(learners, *, isolated):
    notebook = solved(EXERCISE)
    with Sandbox(ROOT, isolated=isolated) as box:
        times = []
        for number in range(learners + 2):
            brand = Brand.of(f"s{number}", COHORT)
            began = time.perf_counter()
            run_notebook(box, notebook, student=f"s{number}", cohort=COHORT, brand=brand)
            times.append(time.perf_counter() - began)
    return statistics.median(times[2:])


def main(learners):
    print(f"{learners} learners, exercise {EXERCISE}")
    with tempfile.TemporaryDirectory(prefix="smmkit-bench-") as name:
        blank = Path(name, "blank")
        blank.mkdir()
        make_course(blank, EXERCISE)
        assert cli.main(["release", "08", "--course", str(blank)]) == 0
        for number in range(learners):
            hand_in(blank, f"s{number}", EXERCISE, solved(EXERCISE))
        ways = {
            "smmkit, sandbox, 1 job": ["--jobs", "1"],
            "smmkit, sandbox, 2 jobs": ["--jobs", "2"],
            "nbgrader autograde": ["--engine", "nbgrader"],
        }
        if why := missing():
            print(f"no sandbox: {why}")
            ways = {"smmkit, NO sandbox": ["--no-sandbox"], **dict(list(ways.items())[2:])}
        for label, words in ways.items():
            course = shutil.copytree(blank, Path(name, label.replace(" ", "-")))
            seconds, right = cold(course, *words)
            print(
                f"{label:26} {seconds:6.1f} s cold, {seconds / learners:6.3f} s a submission, "
                f"{right} of {learners} with full marks"
            )
    for isolated in (True, False):
        if isolated and missing():
            continue
        label = "warm, sandbox" if isolated else "warm, no sandbox"
        print(f"{label:26} {warm(learners, isolated=isolated):6.3f} s a submission (median)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 8)
