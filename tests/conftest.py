"""Fixtures that several rooms' tests share."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is no fault of the code; and continuous integration tries the same examples
# each time, so that it fails for what was changed and nothing else.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

ROOT = Path(__file__).parents[1]
LEARNER = ("SMMKIT_STUDENT", "SMMKIT_COHORT", "JUPYTERHUB_USER")
SHARED = ROOT.parent / "shared"


@pytest.fixture(autouse=True)
def _nobody(monkeypatch, tmp_path_factory):
    """Let no test see, or write to, the folder and the name of whoever runs the suite."""
    for name in (*LEARNER, "NBGRADER_EXECUTION", "JPY_SESSION_NAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path_factory.mktemp("home")))


@pytest.fixture
def learner_folder(tmp_path, monkeypatch):
    """A learner's folder, as `smmkit lab` lays it, and the current one."""
    folder = tmp_path / "work"
    (folder / ".smmkit").mkdir(parents=True)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture(scope="session")
def shared():
    """The folder of real files beside the clone."""
    if not SHARED.is_dir():
        pytest.skip("the real files (../shared) are not beside this clone")
    return SHARED


@pytest.fixture(scope="session")
def chromium():
    """Path of the system's Chromium."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("chromium is not installed (apt-get install chromium)")
    return path
