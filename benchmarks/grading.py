"""
Seconds a submission: `smmkit grade` with its sandbox beside `nbgrader autograde`.

All grade the same solved exercise 08 in fresh copies of one course folder, in the same run. Cold
includes the start of the program; warm leaves out what is paid once. nbgrader, being slow, grades
fewer learners, and the line says how many. The floor is a fork that runs the cells in an IPython
shell: no sandbox, no judge, no gradebook. otter-grader needs an environment of its own:
`benchmarks/grading_otter.py`.

    python benchmarks/grading.py [learners [learners for nbgrader]]
"""

from __future__ import annotations

import contextlib
import os
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
from smmkit.grading.release import load_settings  # noqa: E402
from smmkit.grading.sandbox import Sandbox, missing  # noqa: E402
from smmkit.grading.session import imports_of, run_notebook  # noqa: E402

EXERCISE = "08_kpis"


def cold(course, *words):
    began = time.perf_counter()
    command = [sys.executable, "-m", "smmkit", "grade", "08", "--course", str(course), *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - began
    right = done.stdout.count(": 16 of 20 points")
    return seconds, right


def with_api(course, learners):
    """Grade with nbgrader's own interface in two forked processes, which share the gradebook."""
    began = time.perf_counter()
    children = []
    for half in (0, 1):
        pid = os.fork()
        if pid == 0:
            from nbgrader.apps import NbGraderAPI

            api = NbGraderAPI(config=load_settings(course))
            with open(os.devnull, "w") as quiet, contextlib.redirect_stderr(quiet):
                done = [
                    api.autograde(EXERCISE, f"s{n}")["success"] for n in range(half, learners, 2)
                ]
            os._exit(0 if all(done) else 1)
        children.append(pid)
    codes = [os.waitpid(pid, 0)[1] for pid in children]
    return time.perf_counter() - began, "all" if codes == [0, 0] else "NOT ALL"


def floor(learners):
    """Fork, run the cells, end: what no grader can go below."""
    from smmkit.grading.warm import _warm_up

    cells = [c.source for c in solved(EXERCISE).cells if c.cell_type == "code"]
    cells = [source for source in cells if not source.startswith("check(")]
    shell, times = _warm_up(imports_of(solved(EXERCISE))), []
    for number in range(learners + 2):
        began = time.perf_counter()
        pid = os.fork()
        if pid == 0:
            os.environ.update(SMMKIT_STUDENT=f"s{number}", SMMKIT_COHORT=COHORT)
            # What a notebook shows is not the benchmark's to print.
            with open(os.devnull, "w") as quiet, contextlib.redirect_stdout(quiet):
                done = [shell.run_cell(source).success for source in cells]
            os._exit(0 if all(done) else 1)
        assert os.waitpid(pid, 0)[1] == 0
        times.append(time.perf_counter() - began)
    return statistics.median(times[2:])


def warm(learners, *, isolated):
    notebook = solved(EXERCISE)
    with Sandbox(ROOT, isolated=isolated, uses=imports_of(notebook)) as box:
        times = []
        for number in range(learners + 2):
            brand = Brand.of(f"s{number}", COHORT)
            began = time.perf_counter()
            run_notebook(box, notebook, student=f"s{number}", cohort=COHORT, brand=brand)
            times.append(time.perf_counter() - began)
    return statistics.median(times[2:])


def tell(label, seconds, count, more):
    each = seconds / count
    print(f"{label:26} {seconds:6.1f} s cold, {each:6.3f} s a submission, {more}", flush=True)


def main(learners, fewer):
    print(f"{learners} learners, exercise {EXERCISE}")
    with tempfile.TemporaryDirectory(prefix="smmkit-bench-") as name:
        blank = Path(name, "blank")
        blank.mkdir()
        make_course(blank, EXERCISE)
        assert cli.main(["release", "08", "--no-proof", "--course", str(blank)]) == 0
        for number in range(learners):
            hand_in(blank, f"s{number}", EXERCISE, solved(EXERCISE))
        ways = {
            "smmkit, sandbox, 1 job": ["--jobs", "1"],
            "smmkit, sandbox, 2 jobs": ["--jobs", "2"],
            "smmkit, NO sandbox, 2 jobs": ["--no-sandbox", "--jobs", "2"],
        }
        if why := missing():
            print(f"no sandbox: {why}")
            ways = {label: words for label, words in ways.items() if "--no-sandbox" in words}
        for label, words in ways.items():
            course = shutil.copytree(blank, Path(name, label.replace(" ", "-")))
            seconds, right = cold(course, *words)
            tell(label, seconds, learners, f"{right} of {learners} with full marks")
        for number in range(fewer, learners):
            shutil.rmtree(blank / "submitted" / f"s{number}")
        course = shutil.copytree(blank, Path(name, "autograde"))
        seconds, right = cold(course, "--engine", "nbgrader")
        tell("nbgrader autograde", seconds, fewer, f"{right} of {fewer} with full marks")
        course = shutil.copytree(blank, Path(name, "api"))
        seconds, done = with_api(course, fewer)
        tell("nbgrader API, 2 forks", seconds, fewer, f"{done} of {fewer} graded")
    for isolated in (True, False):
        if isolated and missing():
            continue
        label = "warm, sandbox" if isolated else "warm, no sandbox"
        print(f"{label:26} {warm(learners, isolated=isolated):6.3f} s a submission (median)")
    print(f"{'floor: fork and shell':26} {floor(learners):6.3f} s a submission (median)")


if __name__ == "__main__":
    counts = [int(word) for word in sys.argv[1:]] or [8]
    main(counts[0], min(counts[0], counts[1] if len(counts) > 1 else 4))
