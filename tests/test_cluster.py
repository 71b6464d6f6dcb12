"""A class graded on a Dask cluster has the marks it has on one machine, dead workers or not."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import ROOT
from fixtures_grading import by_name, hand_in, make_course, released, solved

from smmkit import cli
from smmkit.grading import cluster
from smmkit.grading.grade import Options, outcomes_of
from smmkit.grading.group import open_group
from smmkit.grading.intake import Unreadable
from smmkit.grading.sandbox import Limits, missing
from smmkit.grading.seccomp import lacking
from smmkit.grading.single import grade_one

pytest.importorskip("distributed", reason="Dask is not installed: pip install 'smmkit[cluster]'")
pytestmark = pytest.mark.xdist_group("sandbox")

WELCOME = "00_welcome"
MARKS = {"ann": 6, "ben": 4, "cy": 0, "dee": 0, "eve": 6, "fay": 6, "gus": 4, "hal": 6}


@pytest.fixture
def course(tmp_path):
    if why := missing():
        pytest.skip(f"no sandbox: {why}")
    course = make_course(tmp_path, WELCOME)
    assert cli.main(["release", "00", "--no-proof", "--course", str(course)]) == 0
    half = solved(WELCOME)
    by_name(half, "home-followers-answer").source = "home_followers = 1 / 0"
    kinds = {6: solved(WELCOME), 4: half, 0: released(WELCOME)}
    for name, points in MARKS.items():
        hand_in(course, name, WELCOME, '{"cells": [' if name == "dee" else kinds[points])
    return course


# The cluster's own threads and sockets are not this suite's to hold to its warnings.
SCRIPT = """
import os, signal, sys, threading, time
from pathlib import Path
from types import SimpleNamespace
from distributed import Client, LocalCluster
from smmkit import cli

course = Path(sys.argv[1])

def die_in_the_middle(address):
    while not list((course / "autograded").glob("*/*/*.ipynb")):
        time.sleep(0.02)
    with Client(address) as client:
        pid = sorted(client.run(os.getpid).values())[0]
    os.kill(pid, signal.SIGKILL)
    print("killed", pid, flush=True)

if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        words = ["--course", str(course), "--scheduler", cluster.scheduler_address]
        killer = threading.Thread(target=die_in_the_middle, args=[cluster.scheduler_address])
        killer.start()
        code = cli.main(["grade", "00", *words])
        killer.join()
        before = {p: p.stat().st_mtime_ns for p in (course / "autograded").glob("*/*/*.ipynb")}
        again = cli.main(["grade", "00", *words])
        after = {p: p.stat().st_mtime_ns for p in before}
        print("codes", code, again, before == after, flush=True)
"""


def test_a_worker_that_is_killed_costs_nobody_a_mark(course, tmp_path):
    script = tmp_path / "on_cluster.py"
    script.write_text(SCRIPT)
    done = subprocess.run(
        [sys.executable, str(script), str(course)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=540,
    )
    assert "codes 0 0 True" in done.stdout, (done.stdout, done.stderr[-3000:])
    assert "killed" in done.stdout
    for name, points in MARKS.items():
        assert f"{name}: {points} of 6 points" in done.stdout


def test_what_a_worker_makes_of_a_parcel_is_what_is_made_here(course, monkeypatch):
    group = open_group(course, "00")
    folder = course / "submitted" / "ann" / WELCOME
    (folder / "timestamp.txt").write_text("2027-03-01 12:00:00 UTC")
    (folder / "random.py").write_text("secret words")
    parcel = cluster.pack(group, "ann")
    assert parcel.files["random.py"] == b""
    words = {"isolated": True, "limits": Limits(), "wanted": cluster.journal.key_version()}
    there = cluster.grade_parcel(
        parcel, dataclasses.replace(group, course=Path("/nowhere")), **words
    )
    try:
        here = grade_one(cluster._here.sandbox, group, "ann")
    finally:
        cluster._here.sandbox.stop()
    assert (there.mark, there.told(), there.scores()) == (here.mark, here.told(), here.scores())
    assert there.timestamp == here.timestamp == "2027-03-01 12:00:00 UTC"
    assert there.result.score == 6
    other = cluster.grade_parcel(parcel, group, **{**words, "wanted": "older"})
    assert "another smmkit" in other.why
    monkeypatch.setattr(cluster, "missing", lambda: "this is a test")
    assert "no sandbox: this is a test" in cluster.grade_parcel(parcel, group, **words).why


def test_what_must_not_be_read_is_not_sent(course):
    path = course / "submitted" / "ann" / WELCOME / f"{WELCOME}.ipynb"
    path.unlink()
    path.symlink_to("/etc/passwd")
    with pytest.raises(Unreadable, match="is a link"):
        cluster.pack(open_group(course, "00"), "ann")


def test_a_scheduler_that_is_not_there_is_told(course, monkeypatch, capsys):
    monkeypatch.setattr(cluster, "_WAIT", "0.3s")
    words = ["grade", "00", "--course", str(course), "--scheduler"]
    assert cli.main([*words, "nowhere"]) == 2
    assert "No Dask scheduler answers at 'nowhere'" in capsys.readouterr().err
    assert cli.main([*words, "tcp://127.0.0.1:9", "--jobs", "2"]) == 2
    assert "--jobs is for this machine" in capsys.readouterr().err


class NoWorkersFilter:
    """A client whose one worker has a kernel without filters."""

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass

    def run(self, function):
        assert function is lacking
        return {"tcp://10.0.0.7:1": "its kernel takes none"}


def test_what_a_worker_lacks_is_told_before_grading(monkeypatch):
    monkeypatch.setattr(cluster, "connect", lambda address: NoWorkersFilter())
    monkeypatch.setattr(cluster, "grade_on", lambda *words, **more: iter(()))
    said = []
    options = Options(scheduler="tcp://10.0.0.5:8786")
    assert list(outcomes_of(SimpleNamespace(group=None), ["ann"], options, said.append)) == []
    assert "tcp://10.0.0.7:1: WITHOUT THE FILTER OF SYSTEM CALLS: its kernel" in said[0]
