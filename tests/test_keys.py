"""Every question of the course: its key, its misconceptions, its words."""

from __future__ import annotations

import inspect

import pytest

from smmkit import Brand
from smmkit.coach.answers import Function
from smmkit.coach.channel import LocalChannel, ask
from smmkit.coach.questions import all_questions

QUESTIONS = all_questions()
BRANDS = [Brand.of(f"learner {number}", "keys") for number in range(20)]
each_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)


def verdict(question, brand, answer):
    return ask(LocalChannel(brand), question.id, answer)


@each_question
def test_the_key_earns_every_point_on_every_brand(question):
    for brand in BRANDS:
        found = verdict(question, brand, question.right_answer(brand))
        assert found["status"] == "right", (brand.student, found["says"])
        assert found["score"] == question.points


@each_question
def test_every_other_way_to_it_earns_as_much(question):
    for other in question.alternatives:
        for brand in BRANDS:
            found = verdict(question, brand, other.value(brand))
            assert found["status"] == "right", (other.name, brand.student, found["says"])


@each_question
def test_each_misconception_is_recognised_by_its_own_name_on_every_brand(question):
    assert len(question.misconceptions) >= 2
    for misconception in question.misconceptions:
        for brand in BRANDS:
            found = verdict(question, brand, misconception.value(brand))
            assert found["misconception"] == misconception.name, (brand.student, found["says"])
            assert found["says"][0] == misconception.says
            assert found["score"] < question.points


# A right function is right for everyone.
@pytest.mark.parametrize(
    "question",
    [question for question in QUESTIONS if not isinstance(question.answer, Function)],
    ids=lambda question: question.id,
)
def test_another_learners_answer_is_no_answer(question):
    theirs = [verdict(question, BRANDS[0], question.right_answer(brand)) for brand in BRANDS[1:]]
    assert sum(found["status"] == "right" for found in theirs) <= len(theirs) * 0.6


@each_question
@pytest.mark.parametrize(
    "junk", [None, ..., "", "junk", 0, -1, True, [], {}, [[]], float("nan"), object(), print]
)
def test_junk_earns_nothing_and_is_met_with_words(question, junk):
    found = verdict(question, BRANDS[0], junk)
    assert found["score"] == 0
    assert found["misconception"] is None
    assert found["says"]


@each_question
def test_the_words_are_whole(question):
    assert question.points > 0
    assert len(question.hints) == 2
    assert len(set(question.hints)) == 2
    assert question.checked
    assert question.not_checked
    assert question.title
    names = [misconception.name for misconception in question.misconceptions]
    said = [misconception.says for misconception in question.misconceptions]
    assert len(set(names)) == len(names)
    assert len(set(said)) == len(said)
    for words in (*question.hints, *said):
        assert words[-1] in ".?!", words


@each_question
def test_a_key_is_made_from_the_brand(question):
    assert list(inspect.signature(question.key).parameters) == ["brand"]
