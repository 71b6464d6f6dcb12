"""
Time from `smmkit lab` to the first rendered lesson, beside JupyterLab opening the same file.

Both run in the same environment, each with fresh settings; a headless Chromium waits
until the lesson's title is on the page.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tools"))

import labdriver  # noqa: E402

LESSON = "00_welcome.ipynb"
RUNS = 3


def with_smmkit(room: Path) -> float:
    """Return the seconds `smmkit lab` takes, its folder laid on the way."""
    with labdriver.browser() as page:
        start = time.perf_counter()
        with labdriver.lab(room / "work", room / "settings") as lab:
            return rendered(page, lab.address_of(f"course/{LESSON}"), start)


def with_jupyterlab(room: Path) -> float:
    """Return the seconds a bare `jupyter lab` takes on the same file."""
    shutil.copytree(ROOT / "course", room / "course")
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--port=8999"]
    command += ["--IdentityProvider.token=t", "--ServerApp.allow_root=True"]
    with labdriver.browser() as page:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=room, stderr=subprocess.PIPE, text=True)
        try:
            for line in process.stderr:
                if "is running at" in line:
                    break
            address = f"http://localhost:8999/lab/tree/course/{LESSON}?reset&token=t"
            return rendered(page, address, start)
        finally:
            process.terminate()
            process.communicate()


def rendered(page, address: str, start: float) -> float:
    """Return the seconds from `start` until the lesson's title is there to read."""
    page.goto(address)
    page.wait_for_selector(".jp-Notebook h1")
    return time.perf_counter() - start


def main() -> None:
    if labdriver.chromium_path() is None:
        print("skipped: chromium is not installed")
        return
    print(f"median of {RUNS} runs, from the command to the lesson's title on the page")
    for name, measure in (("smmkit lab", with_smmkit), ("jupyter lab", with_jupyterlab)):
        taken = []
        for _ in range(RUNS):
            with tempfile.TemporaryDirectory() as room:
                taken.append(measure(Path(room)))
        print(f"{statistics.median(taken):7.2f} s  {name}")


if __name__ == "__main__":
    main()
