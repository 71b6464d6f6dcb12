"""
Seconds a submission: otter-grader on the exercise that `benchmarks/grading.py` grades.

otter is no dependency of ours. Give it an environment of its own, beside ours in the same versions:

    python -m venv /tmp/otter
    /tmp/otter/bin/pip install otter-grader -r requirements.lock
    python benchmarks/grading_otter.py /tmp/otter/bin/python [learners]

Each check cell becomes a test in otter's form that asks the coach, in the learner's own kernel:
part of a question's points cannot be given, and the answer keys lie open to the notebook.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from fixtures_grading import COHORT, solved  # noqa: E402

from smmkit.grading.matching import is_check  # noqa: E402
from smmkit.grading.release import checked  # noqa: E402

EXERCISE = "08_kpis"
TEST = """OK_FORMAT = True

test = {{"name": {name!r}, "points": {points!r}, "suites": [{{"type": "doctest", "cases": [
    {{"code": {code!r}, "hidden": False, "locked": False}}]}}]}}
"""
ASK = ">>> from smmkit import check\n>>> float(check({question!r}, {answer})) == {points!r}\nTrue"
LOOP = """
import sys, time
from otter.api import grade_submission
for _ in range(int(sys.argv[1])):
    began = time.perf_counter()
    made = grade_submission("notebook.ipynb", "autograder.zip", quiet=True)
    print("took", time.perf_counter() - began, made.total, made.possible, flush=True)
"""


def lay(folder):
    """Lay the solved exercise and its tests, in otter's form."""
    (folder / "tests").mkdir()
    (folder / "out").mkdir()
    notebook = solved(EXERCISE)
    notebook.cells.insert(0, new_code_cell("import otter\ngrader = otter.Notebook()"))
    for cell in filter(is_check, notebook.cells):
        name, points = f"q{len(list((folder / 'tests').iterdir()))}", cell.metadata.nbgrader.points
        question, answer = checked(cell.source)
        code = ASK.format(question=question, answer=answer, points=float(points))
        test = TEST.format(name=name, points=points, code=code)
        (folder / "tests" / f"{name}.py").write_text(test, encoding="utf-8")
        cell.source = f"grader.check({name!r})"
    nbformat.write(notebook, folder / "notebook.ipynb")


def main(python, learners):
    whose = {"SMMKIT_STUDENT": "s0", "SMMKIT_COHORT": COHORT, "PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryDirectory(prefix="smmkit-bench-") as name:
        folder = Path(name)
        lay(folder)

        def run(*words):
            began = time.perf_counter()
            done = subprocess.run(
                [python, *words],
                cwd=folder,
                env={**os.environ, **whose},
                capture_output=True,
                text=True,
                check=True,
            )
            return time.perf_counter() - began, done.stdout

        otter = ["-m", "otter"]
        run(*otter, "generate", "-t", "tests", "-o", "autograder.zip", "--no-environment")
        words = [*otter, "run", "notebook.ipynb", "-a", "autograder.zip", "-o", "out"]
        cold = [run(*words) for _ in range(learners)]
        right = sum("Total Score: 16.000 / 16.000" in told for _, told in cold)
        seconds = statistics.median(took for took, _ in cold)
        print(f"otter run        {seconds:6.3f} s a submission, {right} of {learners} full marks")
        told = [line.split() for line in run("-c", LOOP, str(learners + 1))[1].splitlines()]
        warm = [line[1:] for line in told if line[:1] == ["took"]][1:]
        right = sum(total == possible for _, total, possible in warm)
        seconds = statistics.median(float(took) for took, *_ in warm)
        print(f"otter.api, warm  {seconds:6.3f} s a submission, {right} of {learners} full marks")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        print("left out: name a Python that has otter-grader, as the head of this file says")
    else:
        main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 4)
