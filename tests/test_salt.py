"""A class's salt: it decides the season's runs, and no learner gets to see it."""

from __future__ import annotations

import pickle
import stat

import nbformat
import numpy as np
import pandas as pd
import pytest
from fixtures_grading import hand_in, make_course, solved

from smmkit import Brand, cli, steering
from smmkit.brand.parameters import formats
from smmkit.brand.world.calendar import WEEKS
from smmkit.brand.world.score import hidden
from smmkit.coach.channel import LocalChannel, ask
from smmkit.coach.keys.season import RUNS
from smmkit.coach.questions import find
from smmkit.errors import ArgumentError
from smmkit.grading import cluster, proof, single
from smmkit.grading.group import mark_of, open_group
from smmkit.grading.salt import FILE, class_salt
from smmkit.grading.sandbox import Limits, Sandbox, missing
from smmkit.grading.session import Result
from smmkit.tables import FINDINGS

pytestmark = pytest.mark.xdist_group("sandbox")

WELCOME = "00_welcome"
BRANDS = [Brand.of(f"salted {number}", "salts") for number in range(6)]
SALTS = ("spring", "autumn")


# -- where it lies -----------------------------------------------------------------------


def test_it_is_made_once_and_for_its_owner_alone(tmp_path):
    made = class_salt(tmp_path)
    assert len(made) == 32
    assert class_salt(tmp_path) == made
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    (tmp_path / FILE).write_text(" a word of ours\n", encoding="utf-8")
    assert class_salt(tmp_path) == "a word of ours"
    (tmp_path / FILE).write_text("\n", encoding="utf-8")
    with pytest.raises(ArgumentError, match="is empty"):
        class_salt(tmp_path)


def test_another_salt_grades_everybody_anew(tmp_path):
    course = make_course(tmp_path, WELCOME)
    hand_in(course, "ann", WELCOME, solved(WELCOME))
    marks = []
    for salt in (*SALTS, SALTS[0]):
        (course / FILE).write_text(salt, encoding="utf-8")
        group = open_group(course, "00")
        assert salt not in repr(group)
        marks.append(mark_of(group, "ann"))
    assert marks[0] == marks[2] != marks[1]


def test_it_reaches_the_judge_of_every_process_that_grades(tmp_path, monkeypatch):
    course = make_course(tmp_path, WELCOME)
    (course / FILE).write_text(SALTS[0], encoding="utf-8")
    hand_in(course, "ann", WELCOME, solved(WELCOME))
    heard = []

    def run(*args, salt, **more):
        heard.append(salt)
        return Result()

    monkeypatch.setattr(single, "run_notebook", run)
    monkeypatch.setattr(single.paper, "graded", lambda *args, **more: nbformat.v4.new_notebook())
    monkeypatch.setattr(proof, "run_notebook", run)
    group = pickle.loads(pickle.dumps(open_group(course, "00")))  # as it comes to a worker
    how = {"isolated": False, "limits": Limits(), "wanted": cluster.journal.key_version()}
    cluster.grade_parcel(cluster.pack(group, "ann"), group, **how)
    single.grade_one(Sandbox(isolated=False), group, "ann")
    list(proof.try_notebooks(None, None, cohort="2027", salt=group.salt, learners=["one"]))
    assert heard == [SALTS[0]] * 4


# -- what it does to marks ---------------------------------------------------------------


def test_an_honest_season_has_the_same_skill_under_any_salt():
    question = find("season.run")
    for brand in BRANDS:
        season = steering.replay(brand, question.key(brand))
        skills = [brand.score(season, salt=RUNS + salt).skill for salt in ("", *SALTS)]
        assert np.ptp(skills) < 0.03, brand.student
        assert len(set(skills)) == 3


def test_the_judge_scores_over_the_classs_runs_and_a_learner_over_the_known_ones(monkeypatch):
    heard = []

    def review(log, brand, salt, **more):
        heard.append(salt)
        return FINDINGS.empty()

    monkeypatch.setattr(steering, "review_season", review)
    log = {"plan": pd.DataFrame()}
    for salt in ("", SALTS[0]):
        ask(LocalChannel(BRANDS[0], salt=salt), "season.run", log)
    assert heard == [RUNS, RUNS + SALTS[0]]


def lucky_weeks(brand, lucky):
    """Post in the half of the weeks that is luckiest in the known runs, or in the other half."""
    page = brand.platforms[0]
    luck = hidden(brand, RUNS).luck.luck.mean(axis=1).reshape(WEEKS, len(brand.platforms), -1)
    order = np.argsort(luck[:, 0, :2].sum(axis=1))
    index = pd.MultiIndex.from_tuples([(page, formats(page)[0])], names=["platform", "format"])
    one = pd.Series([2], index=index)
    weeks = order[WEEKS // 2 :] if lucky else order[: WEEKS // 2]
    return pd.concat(
        [steering.lay_weeks(one, hour=18, first_week=int(week), weeks=1) for week in weeks]
    )


def test_a_plan_fitted_to_the_known_runs_has_its_gain_there_alone():
    plans = [(brand, lucky_weeks(brand, True), lucky_weeks(brand, False)) for brand in BRANDS]

    def gain(salt):
        skills = [[brand.score(one, salt=salt).skill for one in two] for brand, *two in plans]
        return float(np.mean([fitted - other for fitted, other in skills]))

    known, *others = (gain(RUNS + salt) for salt in ("", *SALTS))
    assert known - max(others) > 2 * np.ptp(others)


# -- who gets to see it ------------------------------------------------------------------

SPY = """
import os, re
found = dict(os.environ)
for name in ({path!r}, "/proc/1/environ", "/proc/self/environ", "/proc/1/cmdline"):
    try:
        found[name] = open(name, "rb").read()
    except OSError as error:
        found[name] = type(error).__name__
planted = "{planted}".replace("-", "")
words, word = set(), re.compile(rb"(?<![0-9a-f])[0-9a-f]{{32}}(?![0-9a-f])")
with open("/proc/self/mem", "rb") as memory:
    for line in open("/proc/self/maps"):
        start, end = (int(part, 16) for part in line.split()[0].split("-"))
        if line.split()[1].startswith("rw"):
            try:
                memory.seek(start)
                words.update(word.findall(memory.read(end - start)))
            except (OSError, OverflowError):
                pass
print(words, found)
"""


def test_it_is_in_nothing_that_a_learner_sees_or_runs(tmp_path):
    if why := missing():
        pytest.skip(f"no sandbox: {why}")
    course = make_course(tmp_path, WELCOME)
    where = ["--course", str(course)]
    assert cli.main(["release", "00", "--no-proof", *where]) == 0
    salt = class_salt(course)
    notebook = solved(WELCOME)
    planted = "0123-4567-89ab-cdef-fedc-ba98-7654-3210"
    spy = SPY.format(path=str(course / FILE), planted=planted)
    notebook.cells.append(nbformat.v4.new_code_cell(spy))
    hand_in(course, "ann", WELCOME, notebook)
    assert cli.main(["grade", "00", "--jobs", "1", *where]) == 0
    assert cli.main(["feedback", "00", *where]) == 0
    told = (course / "autograded" / "ann" / WELCOME / f"{WELCOME}.ipynb").read_text()
    assert planted.replace("-", "") in told  # the spy's memory was read
    assert "FileNotFoundError" in told
    holding = [
        path.relative_to(course).as_posix()
        for path in course.rglob("*")
        if path.is_file() and salt.encode() in path.read_bytes()
    ]
    assert holding == [FILE]
