"""Kills, two runs at once, a full disk and a damaged gradebook lose no mark: a small round."""

from __future__ import annotations

import subprocess
import sys

import pytest
from conftest import ROOT

from smmkit.grading.sandbox import missing

pytestmark = pytest.mark.xdist_group("sandbox")


def test_no_disturbance_loses_a_mark():
    """The full round, with hundreds of kills, is benchmarks/grading_kills.py."""
    if why := missing():
        pytest.skip(f"no sandbox: {why}")
    words = ["--quick", "--learners", "4", "--kills", "4", "--together", "1", "--full", "1"]
    done = subprocess.run(
        [sys.executable, "benchmarks/grading_kills.py", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "killed 4 times" in done.stdout
    assert "gradebook damaged in four ways: 0 wrong" in done.stdout
