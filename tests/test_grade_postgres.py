"""A gradebook on a PostgreSQL server: the same marks, one run at a time, and a lost server told."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from fixtures_grading import by_name, hand_in, make_course, released, solved
from nbgrader.api import Gradebook

from smmkit import cli
from smmkit.grading import grade as engine
from smmkit.grading import journal, pool
from smmkit.grading.sandbox import missing

pytest.importorskip("psycopg2", reason="no driver: pip install 'smmkit[postgres]'")
pytestmark = pytest.mark.xdist_group("sandbox")

WELCOME = "00_welcome"
MARKS = {"ann": 6, "ben": 4, "cy": 0}


def _binary(name):
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(found[-1]) if found else shutil.which(name)


class Server:
    """A PostgreSQL server of this test's own, on a socket in a folder."""

    def __init__(self, folder):
        self.folder, self.data = folder, folder / "data"

    def run(self, name, *words):
        command = [_binary(name), *words]
        if os.geteuid() == 0:  # the server refuses to run as root
            command = [
                "setpriv",
                "--reuid=postgres",
                "--regid=postgres",
                "--clear-groups",
                *command,
            ]
        subprocess.run(command, cwd=self.folder, check=True, stdout=subprocess.DEVNULL, timeout=120)

    def make(self):
        self.run("initdb", "-D", str(self.data), "-U", "smmkit", "-A", "trust", "--no-sync")

    def start(self):
        settings = f"-k {self.folder} -c listen_addresses= -c fsync=off"
        log = str(self.folder / "log")
        self.run("pg_ctl", "-D", str(self.data), "-w", "-l", log, "-o", settings, "start")

    def stop(self):
        self.run("pg_ctl", "-D", str(self.data), "-w", "-m", "immediate", "stop")

    def url(self, database):
        return f"postgresql+psycopg2://smmkit@/{database}?host={self.folder}"


@pytest.fixture(scope="module")
def server():
    if _binary("initdb") is None or (os.geteuid() == 0 and shutil.which("setpriv") is None):
        pytest.skip("PostgreSQL is not installed (apt install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="smmkit-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    server = Server(folder)
    try:
        server.make()
        server.start()
        yield server
        server.stop()
    finally:
        shutil.rmtree(folder)


@pytest.fixture
def course(server, tmp_path, request):
    if why := missing():
        pytest.skip(f"no sandbox: {why}")
    name = f"t{abs(hash(request.node.name))}"
    server.run("createdb", "-h", str(server.folder), "-U", "smmkit", name)
    course = make_course(tmp_path, WELCOME)
    with (course / "nbgrader_config.py").open("a") as file:
        file.write(f"\nc.CourseDirectory.db_url = {server.url(name)!r}\n")
    assert cli.main(["release", "00", "--no-proof", "--course", str(course)]) == 0
    half = solved(WELCOME)
    by_name(half, "home-followers-answer").source = "home_followers = 1 / 0"
    for student, notebook in zip(MARKS, (solved(WELCOME), half, released(WELCOME)), strict=True):
        hand_in(course, student, WELCOME, notebook)
    return course


def run(course, command="grade", *words):
    return cli.main([command, "00", "--course", str(course), "--jobs", "1", *words])


def url_of(course):
    from smmkit.grading.release import load_settings

    return load_settings(course).CourseDirectory.db_url


def marks(course):
    with Gradebook(url_of(course), "smmkit") as book:
        return {s.student.id: s.score for s in book.find_assignment(WELCOME).submissions}


def test_a_class_is_graded_into_a_server_and_a_lost_server_is_told(
    course, server, capsys, monkeypatch
):
    real, asked = pool.grade_one, []

    def lose(sandbox, group, student):
        asked.append(student)
        made = real(sandbox, group, student)
        if len(asked) == 2:
            server.stop()
        return made

    monkeypatch.setattr(pool, "grade_one", lose)
    try:
        assert run(course) == 2
    finally:
        server.start()
    assert "Grading stopped" in capsys.readouterr().err
    assert marks(course) == {"ann": 6}
    assert run(course) == 0
    assert asked == ["ann", "ben", "ben", "cy"]
    assert marks(course) == MARKS
    assert not (course / "backups").exists()
    assert run(course) == 0
    assert asked == ["ann", "ben", "ben", "cy"], "graded work is left alone"


def test_one_run_at_a_time_whatever_machine_it_is_on(course, capsys, monkeypatch):
    monkeypatch.setattr(engine, "outcomes_of", lambda *a: iter(()))
    with journal.held(url_of(course)):
        assert run(course) == 2
        assert "on this machine or another" in capsys.readouterr().err
    assert run(course) == 0


def test_a_server_that_is_not_there_is_told(course, server, capsys):
    server.stop()
    try:
        assert run(course) == 2
    finally:
        server.start()
    assert "server cannot be reached" in capsys.readouterr().err
