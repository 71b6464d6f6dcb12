"""What an exercise tells of a class: its numbers against an oracle, and what it does not claim."""

from __future__ import annotations

import math
import random

import nbformat
import numpy as np
import pytest
from fixtures_grading import COHORT, by_name, hand_in, make_course, released, solved
from nbclient import NotebookClient
from scipy import stats

from smmkit import cli
from smmkit.brand import Brand
from smmkit.coach.questions import find
from smmkit.coach.wire import encode
from smmkit.grading import cohort, items
from smmkit.grading.sandbox import missing

pytestmark = pytest.mark.xdist_group("sandbox")
WELCOME = "00_welcome"


def learner(name, *scores, points=2, words=None):
    """A learner with these scores, question by question."""
    questions = {
        f"q.{place}": {
            "score": score,
            "points": points,
            "status": "right" if score == points else "wrong",
            "misconception": None if score == points else words,
        }
        for place, score in enumerate(scores)
    }
    return {"student": name, "questions": questions}


def test_discrimination_is_the_point_biserial_correlation_with_the_rest():
    dice = random.Random(5)
    group = [learner(f"s{n}", *(dice.choice((0, 2)) for _ in range(5))) for n in range(40)]
    scores = np.array([[v["score"] for v in one["questions"].values()] for one in group])
    table = items.items(group)
    for place in range(5):
        rest = scores.sum(axis=1) - scores[:, place]
        oracle = stats.pointbiserialr(scores[:, place] > 0, rest)
        row = table.loc[f"q.{place}"]
        assert row["discrimination"] == pytest.approx(oracle.statistic)
        assert row["difficulty"] == pytest.approx((scores[:, place] > 0).mean())
        bounds = stats.pearsonr(scores[:, place], rest).confidence_interval(0.95)
        assert (row["low"], row["high"]) == pytest.approx((bounds.low, bounds.high))


def test_worked_by_hand():
    """Shares 1, 1, 0, 0 against the rest 2, 0, 2, 0 and so on: four learners, two questions."""
    table = items.items(
        [learner("a", 2, 2), learner("b", 2, 1), learner("c", 0, 1), learner("d", 0, 0)]
    )
    # cov = mean((x - 1)(y - 1)) = 0.5, sd_x = 1, sd_y = sqrt(0.5)
    assert table.loc["q.0", "discrimination"] == pytest.approx(0.5 / math.sqrt(0.5))
    assert table["difficulty"].tolist() == [0.5, 0.5]
    assert math.isnan(table.loc["q.0", "low"]), "four learners bear no bounds"
    assert "few learners (4)" in table.loc["q.0", "note"]


def test_where_nothing_can_be_said_nothing_is():
    assert items.items([learner("a", 2, 0)])["note"].tolist() == ["too few to tell"] * 2
    alike = items.items([learner(f"s{n}", 2, n % 3) for n in range(9)])
    assert math.isnan(alike.loc["q.0", "discrimination"])
    assert alike.loc["q.0", "note"] == "all did alike"
    backwards = items.items([learner(f"s{n}", 2 * (n % 2), 2 * (n % 2 == 0)) for n in range(30)])
    assert "read the question again" in backwards.loc["q.0", "note"]
    assert len(items.draw_items(backwards).texts) == 2


def test_mistakes_are_counted_among_those_who_answered():
    group = [learner(f"s{n}", 0, 2, words="per cent") for n in range(3)]
    group.append({"student": "x", "questions": {"q.0": {**group[0]["questions"]["q.0"]}}})
    group[3]["questions"]["q.0"] |= {"status": "unanswered", "misconception": None}
    (row,) = items.mistakes(group).to_dict("records")
    assert row == {"question": "q.0", "mistake": "per cent", "learners": 3, "share": 1.0}


def test_an_answer_of_somebody_elses_brand_is_shown_and_a_common_one_is_not():
    brands = {f"s{n}": Brand.of(f"s{n}", COHORT) for n in range(6)}
    question = find("welcome.home_engagements")
    wrong = {"score": 0, "points": 2, "status": "wrong", "misconception": None}
    group = [
        {
            "student": name,
            "questions": {question.id: dict(wrong)},
            "answers": {question.id: encode(question.key(brands["s3"]))},
        }
        for name in ("s0", "s1")
    ]
    group[1]["answers"][question.id] = encode(12)
    (row,) = items.likenesses(group, brands).to_dict("records")
    assert row == {"student": "s0", "question": question.id, "fits": "s3", "chance": 0.2}
    group[0]["answers"][question.id] = {"$table": "junk"}
    assert items.likenesses(group, brands).empty


def test_an_answer_that_no_rule_can_read_stops_no_class():
    brands = {name: Brand.of(name, COHORT) for name in ("ann", "ben")}
    case = encode(find("career.case").right_answer(brands["ann"]))
    case["$dict"]["after"][1] = "nan"
    wrong = {"score": 0, "points": 6, "status": "unusable", "misconception": None}
    group = [
        {"student": "ben", "questions": {"career.case": wrong}, "answers": {"career.case": case}}
    ]
    assert items.likenesses(group, brands).empty


def test_the_notebook_of_a_class_runs_and_tells_what_the_command_does(tmp_path, capsys):
    if why := missing():
        pytest.skip(f"no sandbox: {why}")
    course = make_course(tmp_path, WELCOME)
    here = ["--course", str(course)]
    assert cli.main(["cohort", "00", *here]) == 2
    assert cli.main(["release", "00", "--no-proof", *here]) == 0
    for student in ("ann", "cy"):
        hand_in(course, student, WELCOME, solved(WELCOME))
    half = released(WELCOME)
    brand = Brand.of("ann", COHORT)
    posts = brand.history().posts
    copied = int(posts.loc[posts["platform"] == brand.home, "engagements"].sum())
    by_name(half, "home-engagements-answer").source = f"home_engagements = {copied}"
    source = "home_followers = int(home_daily['followers'].sum())"
    by_name(half, "home-followers-answer").source = source
    path = hand_in(course, "ben", WELCOME, half)
    (path.parent / "timestamp.txt").write_text("2027-03-01 10:00:00")
    assert cli.main(["grade", "00", "--jobs", "1", *here]) == 0
    capsys.readouterr()
    assert cli.main(["cohort", "00", *here]) == 0
    told = capsys.readouterr().out
    assert "00_welcome: 3 learners graded" in told
    assert "ben: the answer to welcome.home_engagements is wrong on their own brand" in told
    assert "not a verdict" in told
    made = course / "cohort" / f"{WELCOME}.ipynb"
    assert made.with_suffix(".png").read_bytes().startswith(b"\x89PNG")
    notebook = nbformat.read(made, as_version=4)
    nbformat.validate(notebook)
    NotebookClient(notebook, resources={"metadata": {"path": str(made.parent)}}).execute()
    shown = " ".join(str(cell.get("outputs", "")) for cell in notebook.cells)
    assert "added up over days" in shown
    assert "2027-03-01" in shown
    assert cohort.read(made.with_suffix(".json"))["likenesses"]["fits"].tolist() == ["ann"]
    assert cli.main(["cohort", "00", "--out", "x.txt", *here]) == 2
