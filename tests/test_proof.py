"""A release tries its checks: what passes a wrong answer or fails a right one is flagged."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import ROOT
from fixtures_grading import make_course

from smmkit import Brand, cli
from smmkit.coach.answers import Choice, Number, Record, Rows
from smmkit.coach.questions import QuestionSet, all_questions, find
from smmkit.grading import proof
from smmkit.grading.forms import near_misses, right_forms

pytestmark = pytest.mark.xdist_group("sandbox")

BRAND = Brand.of("proof", "2027")
WELCOME = "00_welcome"


def lax(rel):
    """A question whose tolerance is as wide as its author says."""
    questions = QuestionSet("00", "made_up")

    @questions.question(
        "lax",
        title="t",
        points=2,
        answer=Number("people", rel=rel),
        hints=("a.", "b."),
        checked="c",
        not_checked="d",
    )
    def lax(brand):
        return 10.5

    @lax.wrong("a tenth more", "That is a tenth more.")
    def _(brand):
        return 11.5

    return lax


@pytest.fixture
def asked(monkeypatch):
    """Let the judge find a question that stands in no file of keys."""

    def asked(question):
        monkeypatch.setattr("smmkit.coach.judge.find", lambda name: question)
        return list(proof.try_answers(question, BRAND))

    return asked


def test_a_check_that_is_too_lax_is_flagged(asked):
    assert proof.flags(asked(lax(1e-3))) == []
    (said, *more) = proof.flags(asked(lax(0.2)))
    assert said.startswith("made_up.lax PASSES A WRONG ANSWER: “a tenth more”")
    assert not more


def test_a_check_that_refuses_another_way_is_flagged(asked):
    question = lax(1e-3)
    question.also("by another road")(lambda brand: 10.52)
    trials = asked(question)
    (said,) = proof.flags(trials)
    assert said.startswith("made_up.lax FAILS A RIGHT ANSWER: “by another road”")
    head, line = proof.table(trials)
    assert "right answers" in head
    assert line.endswith("FLAGGED")


@pytest.mark.parametrize("question", all_questions(), ids=lambda question: question.id)
def test_no_question_of_the_course_is_flagged(question):
    assert proof.flags(list(proof.try_answers(question, BRAND))) == []


KINDS = {
    "number": (Number("fraction"), 0.25),
    "count": (Number("posts"), 12),
    "not known": (Number("fraction"), float("nan")),
    "word": (Choice(("paid", "organic")), "paid"),
    "record": (Record({"a": Number(), "b": Choice(("yes", "no"))}), {"a": 1.5, "b": "yes"}),
    "table": (
        Rows(["f"], {"n": Number("posts"), "er": Number("fraction")}),
        pd.DataFrame({"f": ["x", "y"], "n": [1, 2], "er": [0.1, 0.2]}),
    ),
}


@pytest.mark.parametrize("name", KINDS)
def test_forms_are_right_and_near_misses_are_not(name):
    kind, value = KINDS[name]
    before = value.copy() if isinstance(value, pd.DataFrame) else value
    assert all(kind.compare(form, value).right for _, form in right_forms(kind, value))
    misses = list(near_misses(kind, value))
    assert misses
    assert not any(kind.compare(miss, value).right for _, miss in misses)
    if isinstance(value, pd.DataFrame):
        pd.testing.assert_frame_equal(value, before)


def test_a_flagged_exercise_is_not_released(tmp_path, monkeypatch, capsys):
    course = make_course(tmp_path, WELCOME)
    path = course / "exercises" / WELCOME / f"{WELCOME}.ipynb"
    path.write_text("what stood")
    question = find("welcome.home_followers")
    monkeypatch.setattr(question, "answer", Number("followers", rel=0.9))
    monkeypatch.setattr(question, "key", lambda brand: 10.5)
    monkeypatch.setattr(proof, "LEARNERS", ("one",))
    monkeypatch.setattr(proof, "try_notebooks", lambda *a, **k: ())
    assert cli.main(["release", "00", "--course", str(course)]) == 1
    out = capsys.readouterr().out
    assert "welcome.home_followers PASSES A WRONG ANSWER: “900 % too much”" in out
    assert "FLAGGED" in out
    assert "was NOT released" in out
    assert path.read_text() == "what stood"
    assert cli.main(["release", "00", "--course", str(course), "--no-proof"]) == 0
    assert path.read_text() != "what stood"


def test_an_exercise_is_tried_solved_and_untouched():
    master = ROOT / "solutions" / WELCOME / f"{WELCOME}.ipynb"
    released = ROOT / "exercises" / WELCOME / f"{WELCOME}.ipynb"
    trials = proof.prove(released, master, cohort="2027", learners=("one",))
    assert proof.flags(trials) == []
    kinds = [trial.kind for trial in trials if trial.question == "welcome.first_look"]
    assert kinds.count(proof.MASTER) == kinds.count(proof.STUB) == 1
    assert kinds.count(proof.WRONG) > 5
