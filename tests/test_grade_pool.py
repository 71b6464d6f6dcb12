"""Several processes grade a class, and one that dies costs nobody a mark."""

from __future__ import annotations

import gc
import multiprocessing
import os
import re
import signal
import subprocess
import sys
import time

import pytest
from fixtures_grading import hand_in, make_course, solved

from smmkit import cli
from smmkit.grading import pool, server
from smmkit.grading.group import open_group, target_of
from smmkit.grading.matching import is_solution
from smmkit.grading.pool import Crew, Failed
from smmkit.grading.sandbox import Limits, missing

pytestmark = pytest.mark.xdist_group("sandbox")

WELCOME = "00_welcome"


@pytest.fixture
def group(tmp_path):
    if why := missing():
        pytest.skip(f"no sandbox: {why}")
    course = make_course(tmp_path, WELCOME)
    for number in range(6):
        hand_in(course, f"s{number}", WELCOME, solved(WELCOME))
    return open_group(course, "00")


def test_what_a_killed_process_had_in_hand_is_graded_by_another(group):
    students = [f"s{number}" for number in range(6)]
    outcomes = {}
    with Crew(group, jobs=2, isolated=True, limits=Limits()) as crew:
        for name, made in crew.outcomes(students):
            assert name not in outcomes, "nobody is graded twice"
            outcomes[name] = made
            if len(outcomes) == 1:
                os.kill(multiprocessing.active_children()[0].pid, signal.SIGKILL)
    assert sorted(outcomes) == students
    assert {made.result.score for made in outcomes.values()} == {6}


def test_a_notebook_under_which_processes_end_is_given_up(group, monkeypatch):
    def die(crew, students):
        yield from ()
        raise pool.BrokenProcessPool

    monkeypatch.setattr(Crew, "_together", die)
    with Crew(group, jobs=2, isolated=True, limits=Limits()) as crew:
        outcomes = dict(crew.outcomes(["s0", "s1"]))
    assert outcomes == dict.fromkeys(
        ["s0", "s1"], Failed("the process that graded it ended 3 times")
    )


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_crew_that_was_started_early_grades_the_same(group, jobs):
    students = ["s0", "s1"]
    with Crew(group, jobs=jobs, isolated=True, limits=Limits()) as late:
        expected = {name: made.paper for name, made in late.outcomes(students)}
    with Crew(group, jobs=jobs, isolated=True, limits=Limits()) as early:
        early.start()
        assert {name: made.paper for name, made in early.outcomes(students)} == expected
    assert gc.get_freeze_count() == 0


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_ends_it_at_once_and_keeps_what_is_graded(group, jobs):
    course, loop = group.course, solved(WELCOME)
    next(filter(is_solution, loop.cells)).source += "\nwhile True:\n    pass\n"
    for name in ("z1", "z2", "z3"):
        hand_in(course, name, WELCOME, loop)
    assert cli.main(["release", "00", "--no-proof", "--course", str(course)]) == 0
    command = [sys.executable, "-m", "smmkit", "grade", "00", "--course", str(course)]
    with subprocess.Popen(
        [*command, "--jobs", jobs], stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as run:
        while not all(target_of(group, f"s{number}").is_file() for number in range(6)):
            assert run.poll() is None
            time.sleep(0.1)
        os.killpg(run.pid, signal.SIGINT)
        # Without an end to it the loops would go on, for 30 seconds each.
        out, _ = run.communicate(timeout=25)
    assert run.returncode == 130
    assert "the same command goes on" in out
    assert not target_of(group, "z3").is_file()
    again = subprocess.run(
        [*command, "--cell-seconds", "1"], capture_output=True, text=True, check=False
    )
    assert again.returncode == 0
    # The last one's file may have been there before its marks: then it is graded again.
    now, stood = re.search(r"Graded now: (\d); as they stood: (\d)\.", again.stdout).groups()
    assert (int(now), int(stood)) in {(3, 6), (4, 5)}
    assert "z1: stopped: " in again.stdout


def test_a_system_without_a_fork_server_is_left_to_say_so(monkeypatch):
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    monkeypatch.setattr(server, "context", lambda: pytest.fail("there is none to be had"))
    server.start()
