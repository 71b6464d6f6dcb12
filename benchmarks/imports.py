"""Time `import smmkit`, and the imports an exercise begins with, beside `import pandas`."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

RUNS = 7
CASES = {
    "python alone": "pass",
    "import smmkit": "import smmkit",
    "import pandas": "import pandas",
    "from smmkit import kpi, my_brand": "from smmkit import kpi, my_brand",
    "from smmkit import check, kpi, my_brand, plots, show": (
        "from smmkit import check, kpi, my_brand, plots, show"
    ),
    "import pandas, matplotlib.figure": "import pandas, matplotlib.figure",
}


def seconds(code: str) -> float:
    """Return the median wall time of a fresh Python that runs `code`."""
    taken = []
    for _ in range(RUNS + 1):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken[1:])  # the first run fills the disk cache


def main() -> None:
    print(f"median of {RUNS} runs, each in a fresh Python")
    for name, code in CASES.items():
        print(f"{seconds(code):7.3f} s  {name}")


if __name__ == "__main__":
    main()
