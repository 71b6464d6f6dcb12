"""After a key was mended: whose marks change and why, before anything is written."""

from __future__ import annotations

import json
import shutil

import pytest
from fixtures_grading import by_name, hand_in, make_course, released, solved
from nbgrader.api import Gradebook

from smmkit import cli
from smmkit.coach.questions import find
from smmkit.grading import journal, pool
from smmkit.grading.pool import Failed
from smmkit.grading.regrade import Change, Regraded, changes
from smmkit.grading.sandbox import missing

pytestmark = pytest.mark.xdist_group("sandbox")

WELCOME = "00_welcome"
FOLLOWERS = "welcome.home_followers"


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A course in which three learners were graded: all right, one wrong, untouched."""
    if why := missing():
        pytest.skip(f"no sandbox: {why}")
    course = make_course(tmp_path_factory.mktemp("course"), WELCOME)
    assert run(course, "release", "--no-proof") == 0
    hand_in(course, "ann", WELCOME, solved(WELCOME))
    off = solved(WELCOME)
    by_name(off, "home-followers-answer").source += "\nhome_followers += 1"
    hand_in(course, "ben", WELCOME, off)
    hand_in(course, "cy", WELCOME, released(WELCOME))
    assert run(course, "grade") == 0
    return course


@pytest.fixture
def course(graded, tmp_path):
    return shutil.copytree(graded, tmp_path / "course")


@pytest.fixture
def mended(monkeypatch):
    """The key of one question is off by one more than it was."""
    question = find(FOLLOWERS)
    real = question.key
    monkeypatch.setattr(question, "key", lambda brand: real(brand) + 1)
    monkeypatch.setattr(journal, "key_version", lambda: "mended")


def run(course, command, *words):
    more = ["--jobs", "1"] if command != "release" else []
    return cli.main([command, "00", "--course", str(course), *more, *words])


def gradebook(course):
    return Gradebook(f"sqlite:///{course / 'gradebook.db'}", "smmkit")


def marks(course):
    with gradebook(course) as book:
        return {s.student.id: s.score for s in book.find_assignment(WELCOME).submissions}


def test_a_preview_tells_who_gains_and_loses_and_writes_nothing(course, mended, capsys):
    before = (course / "gradebook.db").read_bytes()
    assert run(course, "regrade", "--preview") == 0
    out = capsys.readouterr().out
    assert f"ann: {FOLLOWERS}: 2 -> 0 of 2 points (right -> wrong)" in out
    assert f"ben: {FOLLOWERS}: 0 -> 2 of 2 points (wrong -> right)" in out
    assert "ann: -2 points\nben: +2 points" in out
    assert "Of 3 learners 1 gain, 1 lose, 1 keep their marks." in out
    assert f"Verdicts changed on: {FOLLOWERS} (2)." in out
    assert "Nothing was written." in out
    assert "cy:" not in out
    assert (course / "gradebook.db").read_bytes() == before


def test_a_regrade_writes_and_a_mark_by_hand_stays(course, mended, capsys):
    with gradebook(course) as book:
        book.find_grade("home-followers-check", WELCOME, WELCOME, "ann").manual_score = 1.5
        book.db.commit()
    assert run(course, "regrade", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["written"]
    assert told["looked_at"] == 3
    assert {(c["student"], c["gain"], c["by_hand"]) for c in told["changes"]} == {
        ("ann", 0.0, 1.5),
        ("ben", 2.0, None),
    }
    assert marks(course) == {"ann": 5.5, "ben": 6, "cy": 0}
    assert run(course, "regrade", "--preview") == 0
    assert "0 gain, 0 lose, 3 keep" in capsys.readouterr().out


def test_marks_as_data_of_some(course, capsys):
    assert run(course, "grade", "--json", "--students", "ben") == 0
    told = json.loads(capsys.readouterr().out)
    assert [learner["student"] for learner in told["learners"]] == ["ben"]


def test_marks_as_data(course, capsys):
    assert run(course, "grade", "--json") == 0
    out, err = capsys.readouterr()
    assert "ann: 6 of 6 points" in err
    told = json.loads(out)
    assert told["exercise"] == WELCOME
    assert told["failed"] == {}
    ann, ben, _ = told["learners"]
    assert (ann["student"], ann["score"], ann["max_score"]) == ("ann", 6.0, 6.0)
    assert ben["questions"][FOLLOWERS] == {
        "score": 0.0,
        "points": 2,
        "status": "wrong",
        "misconception": None,
    }


def test_only_those_named_are_looked_at(course, monkeypatch, capsys):
    asked = []
    monkeypatch.setattr(pool, "grade_one", lambda *a: asked.append(a[2]) or 1 / 0)
    assert run(course, "regrade", "--preview", "--students", "ben", "--no-sandbox") == 1
    assert asked == ["ben"]
    assert "Of 0 learners" in capsys.readouterr().out
    assert Failed("x").why == "x"


def test_a_verdict_that_changes_without_points_is_told():
    wrong = {"score": 0.0, "points": 2, "status": "wrong", "misconception": None}
    named = {**wrong, "misconception": "upside down"}
    (found,) = changes("ann", {"q": wrong}, {"q": named}, {})
    assert str(found) == "ann: q: 0 -> 0 of 2 points (wrong -> wrong, “upside down”)"
    assert found.gain == 0
    assert changes("ann", {"q": wrong}, {"q": wrong}, {}) == []
    (gone,) = changes("ann", {"q": wrong}, {}, {})
    assert gone.after["status"] == "not asked"


def test_the_sums_count_each_learner_once():
    old, new = ({"score": s, "status": "x", "misconception": None} for s in (0, 1))
    up = [Change("ann", q, 1, old, new) for q in ("a", "b")]
    told = Regraded((*up, Change("ann", "c", 1, new, old)), 5, ("zoe",), {}).lines()
    assert "ann: +1 points" in told
    assert "zoe: not graded before" in told
    assert "Of 5 learners 1 gain, 0 lose, 4 keep their marks." in told


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--memory", "5"], "whole number from 100 to 1,000,000; received '5'"),
        (["--memory", "much"], "received 'much'"),
        (["--seconds", "0"], "a number from 1 to 3600; received '0'"),
        (["--seconds", "nan"], "received 'nan'"),
        (["--cell-seconds", "-1"], "a number from 0.1 to 3600"),
        (["--jobs", "0"], "whole number from 1 to 256"),
    ],
)
def test_a_limit_that_makes_no_sense_is_refused(words, says, capsys):
    with pytest.raises(SystemExit):
        cli.main(["grade", "00", *words])
    assert says in " ".join(capsys.readouterr().err.split())


def test_limits_reach_the_sandbox(course, monkeypatch, capsys):
    seen = []
    monkeypatch.setattr(pool, "Sandbox", lambda *a, limits, **k: seen.append(limits) or 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run(course, "regrade", "--preview", "--memory", "300", "--seconds", "12.5")
    (limits,) = seen
    assert (limits.memory_bytes, limits.notebook_seconds) == (300_000_000, 12.5)
    assert (limits.cell_seconds, limits.cpu_seconds) == (12.5, 13)
    assert run(course, "grade", "--seconds", "5", "--cell-seconds", "6") == 2
    assert "at most 5; received 6" in capsys.readouterr().err
