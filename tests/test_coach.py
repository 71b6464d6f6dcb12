"""The coach: the wire, comparing, judging, feedback, who the learner is, progress."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import math
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmkit import Money
from smmkit.coach import channel, check, feedback, identify, introduce, progress, questions, wire
from smmkit.coach.answers import Call, Choice, Function, Number, Record, Rows
from smmkit.coach.questions import QuestionSet
from smmkit.errors import ArgumentError

plain = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
answers = st.recursive(
    plain, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4)
)


def crossed(value):
    return wire.decode(wire.load(wire.dump({"answer": wire.encode(value)}))["answer"])


@given(answers)
def test_what_crosses_the_wire_arrives_as_it_was(value):
    assert repr(crossed(value)) == repr(value)


@given(st.recursive(plain, lambda v: st.lists(v) | st.dictionaries(st.text(), v), max_leaves=20))
def test_decode_reads_a_strangers_json_or_refuses_it(data):
    with contextlib.suppress(wire.WireError):
        wire.decode(json.loads(json.dumps(data)))


@pytest.mark.parametrize(
    "body",
    [
        {"$table": {"columns": ["a", "a"], "data": [[1], [2]]}},
        {"$table": {"columns": ["a"], "data": [[1], [2]]}},
        {"$table": {"columns": ["a", "b"], "data": [[1], [2, 3]]}},
        {"$table": 3},
        {"$series": {"index": [1], "values": [1, 2]}},
        {"$float": "1e9"},
        {"$date": "yesterday"},
        {"$money": ["much", "USD", None]},
        {"$pickle": "gASV"},
        {"$money": [None]},
        {"two": 1, "keys": 2},
        [10**350],
    ],
)
def test_a_malformed_message_is_refused(body):
    with pytest.raises(wire.WireError):
        wire.decode(body)


def test_tables_series_money_and_dates_cross():
    table = pd.DataFrame({"format": ["reel", "photo"], "er": [0.5, None], "n": [np.int64(3), 4]})
    assert crossed(table).equals(table)
    by_format = table.set_index("format")["er"]
    assert crossed(by_format).to_dict()["reel"] == 0.5
    assert crossed(table.groupby("format")[["n"]].sum()).columns.tolist() == ["format", "n"]
    assert crossed(Money(5, "EUR", per="month")) == Money(5, "EUR", per="month")
    assert crossed(pd.Timestamp("2026-03-01")) == dt.datetime(2026, 3, 1)
    assert crossed(pd.Period("2026-03", "M")) == "2026-03"
    assert crossed(pd.NA) is None
    assert crossed(pd.array([1, None], dtype="Int64")) == [1, None]


def test_a_number_is_a_number_in_whatever_form():
    assert crossed(np.where(True, 0.5, 1.0)) == crossed(np.vectorize(float)(0.5)) == 0.5
    assert crossed([Decimal("0.25"), Fraction(1, 4)]) == [0.25, 0.25]
    assert math.isnan(crossed(Decimal("NaN")))
    for odd in (Decimal("sNaN"), Fraction(10**400)):
        with pytest.raises(wire.WireError):
            wire.encode(odd)


def test_a_key_that_is_index_and_column_crosses_once():
    table = pd.DataFrame({"format": ["reel", "photo"], "n": [1, 2]})
    assert crossed(table.set_index("format", drop=False)).equals(table)


def test_a_row_without_a_key_is_one_too_many():
    kind = Rows(["format"], {"n": Number("posts")})
    right = pd.DataFrame({"format": pd.Series(["reel", "photo"], dtype="str"), "n": [1, 2]})
    odd = pd.DataFrame({"format": pd.Series(["reel", None], dtype="str"), "n": [1, 2]})
    assert "Rows missing" in kind.compare(odd, right).says[0]


def test_an_answer_of_a_kind_size_or_depth_that_cannot_cross_is_named():
    with pytest.raises(wire.WireError, match="received object"):
        wire.encode(object())
    with pytest.raises(wire.WireError, match=r"50,000"):
        wire.encode(list(range(60_000)))
    deep = []
    for _ in range(40):
        deep = [deep]
    with pytest.raises(wire.WireError, match="nested"):
        wire.encode(deep)
    with pytest.raises(wire.WireError, match="bytes"):
        wire.dump({"answer": "x" * 3_000_000})


def test_an_object_equal_to_everything_gains_nothing():
    class Yes(float):
        def __eq__(self, other):
            return True

        __hash__ = float.__hash__

    assert crossed(Yes(3)) == 3.0
    assert type(crossed(Yes(3))) is float


# -- comparing ---------------------------------------------------------------------------


@given(st.floats(1e-6, 1e9), st.floats(-0.0009, 0.0009))
def test_a_number_within_tolerance_is_right(value, off):
    assert Number().compare(value * (1 + off), value).right


@given(st.floats(1e-6, 1e9), st.floats(0.002, 10))
def test_a_number_beyond_tolerance_is_wrong_and_the_reference_stays_hidden(value, off):
    outcome = Number().compare(value * (1 + off), value)
    assert not outcome.right
    assert "too high" in outcome.says[0] or "rounded" in outcome.says[0]


@pytest.mark.parametrize(
    ("received", "words"),
    [
        (1.5259, "per cent"),
        (-0.015259, "sign"),
        (0.015, "rounded too early"),
        (0.9, "too high"),
        (float("nan"), "not known"),
    ],
)
def test_a_slip_is_named(received, words):
    assert words in Number("fraction").compare(received, 0.0152567).says[0]


@pytest.mark.parametrize("received", ["0.5", [0.5], True, pd.Series([0.5])])
def test_what_is_no_number_is_unusable_and_says_what_it_is(received):
    outcome = Number().compare(received, 0.5)
    assert not outcome.usable
    assert "Received" in outcome.says[0]


def test_money_is_compared_with_its_unit():
    fee = Money(500, "USD", per="month")
    assert Number("money").compare(Money(500, "USD", per="month"), fee).right
    assert Number("money").compare(500, fee).right
    assert "EUR" in Number("money").compare(Money(500, "EUR", per="month"), fee).says[0]
    assert "year" in Number("money").compare(Money(500, "USD", per="year"), fee).says[0]
    assert not Number("clients").compare(Money(5, "USD"), 5).usable


def test_nan_is_right_only_where_nan_is_meant():
    assert Number().compare(float("nan"), float("nan")).right
    assert not Number().compare(0.0, float("nan")).right


def test_a_record_earns_its_parts_and_names_what_is_missing():
    kind = Record({"growth": Number(), "churn": Number()})
    outcome = kind.compare({"growth": 1, "chrun": 2}, {"growth": 1, "churn": 2})
    assert outcome.share == 0.5
    assert "churn" in outcome.says[0]
    assert kind.compare(pd.Series({"growth": 1, "churn": 2}), {"growth": 1, "churn": 2}).right


def test_rows_are_found_by_key_in_any_order_and_any_shape():
    kind = Rows(["format"], {"er": Number()})
    truth = pd.DataFrame({"format": ["reel", "photo"], "er": [0.2, 0.1]})
    assert kind.compare(truth.iloc[::-1], truth).right
    assert kind.compare(truth.set_index("format"), truth).right
    assert kind.compare(truth.set_index("format")["er"], truth).right
    assert "missing" in kind.compare(truth.head(1), truth).says[0]
    assert "fromat" in kind.compare(truth.rename(columns={"format": "fromat"}), truth).says[0]
    wrong = truth.assign(er=[0.2, 0.3])
    assert "er, row photo" in kind.compare(wrong, truth).says[0]


@pytest.mark.parametrize(("rows", "slips", "share"), [(8, 1, 0.75), (8, 2, 0.5), (4, 1, 0.5)])
def test_a_slip_in_a_long_column_costs_half_of_it(rows, slips, share):
    kind = Rows(["post"], {"er": Number(), "posts": Number()})
    truth = pd.DataFrame({"post": range(rows), "er": 0.1, "posts": 7})
    given = truth.assign(er=[0.5] * slips + [0.1] * (rows - slips))
    assert kind.compare(given, truth).share == share


def test_a_choice_forgives_capitals_and_names_a_slip_of_the_pen():
    kind = Choice(("paid", "organic"))
    assert kind.compare(" Organic", "organic").right
    assert 'Did you mean "organic"?' in kind.compare("orgnic", "paid").says[0]


# -- judging -----------------------------------------------------------------------------


@pytest.fixture
def asked(monkeypatch):
    """A small set of questions of the test's own, in place of the course's."""
    found = QuestionSet("99", "trial")

    @found.question(
        "rate",
        title="Rate",
        points=2,
        answer=Number("fraction"),
        hints=("first hint", "second hint"),
        checked="the number",
        not_checked="the way",
    )
    def rate(brand):
        return 0.02

    @rate.wrong("by followers", "You divided by followers.")
    def _(brand):
        return 0.01

    @found.question(
        "function",
        title="Function",
        points=4,
        answer=Function(
            Number(),
            lambda brand: [Call("your brand", (8, 2)), Call("zero", (1, 0)), Call("one", (3, 1))],
        ),
        hints=("a", "b"),
        checked="three calls",
        not_checked="speed",
    )
    def function(brand):
        return lambda a, b: a / b if b else math.nan

    @function.wrong("upside down", "You divided the wrong way round.")
    def _(brand):
        return lambda a, b: b / a

    @found.question(
        "record",
        title="Record",
        points=2,
        answer=Record({"growth": Number("fraction"), "churn": Number("fraction")}),
        hints=("a", "b"),
        checked="both",
        not_checked="neither",
    )
    def record(brand):
        return {"growth": 0.1, "churn": 0.2}

    @record.wrong("closing", "You took the closing count.")
    def _(brand):
        return {"growth": 0.9, "churn": 0.2}

    @record.wrong("net", "You took the net loss.")
    def _(brand):
        return {"growth": 0.1, "churn": 0.8}

    monkeypatch.setattr(questions, "_load", lambda name: found)
    monkeypatch.setattr(questions, "_set_names", lambda: ["trial"])
    monkeypatch.setattr(questions.importlib.util, "find_spec", lambda name: found)
    return found


def verdict(answer, question="trial.rate"):
    return channel.ask(channel.LocalChannel(brand=None), question, answer)


def test_the_verdict_of_a_right_wrong_mistaken_missing_and_unusable_answer(asked):
    assert verdict(0.02)["score"] == 2
    assert verdict(0.5)["status"] == "wrong"
    mistaken = verdict(0.01)
    assert (mistaken["status"], mistaken["misconception"]) == ("wrong", "by followers")
    assert mistaken["says"][0] == "You divided by followers."
    assert verdict(...)["status"] == "unanswered"
    assert verdict("two")["status"] == "unusable"
    refused = verdict(object())
    assert refused["status"] == "unusable"
    assert "received object" in refused["says"][0]


def divide(a, b):
    return a / b if b else float("nan")


def test_a_function_is_called_on_each_case(asked):
    assert verdict(divide, "trial.function")["score"] == 4


def test_a_function_that_fails_on_one_case_earns_the_others_and_is_told_which(asked):
    found = verdict(lambda a, b: a / b, "trial.function")
    assert found["status"] == "partly"
    assert found["score"] == pytest.approx(2.67)
    assert "zero" in found["says"][1]
    assert "ZeroDivisionError" in found["says"][1]


def test_a_mistaken_function_is_recognised(asked):
    assert verdict(lambda a, b: b / a, "trial.function")["misconception"] == "upside down"


def test_a_function_that_returns_nothing_is_not_answered_yet(asked):
    assert verdict(lambda a, b: None, "trial.function")["status"] == "unanswered"


def test_a_function_that_prints_is_told_to_return_and_its_prints_are_swallowed(asked, capsys):
    found = verdict(lambda a, b: print(a / 2), "trial.function")
    assert found["status"] == "unusable"
    assert "return" in found["says"][0]
    assert capsys.readouterr().out == ""


def test_two_mistakes_in_one_dictionary_are_both_named(asked):
    found = verdict({"growth": 0.9, "churn": 0.8}, "trial.record")
    assert [words for words in found["says"] if words.startswith("You")] == [
        "You took the closing count.",
        "You took the net loss.",
    ]
    one = verdict({"growth": 0.1, "churn": 0.8}, "trial.record")
    assert (one["misconception"], one["score"]) == ("net", 1.0)
    assert verdict({"growth": 0.3, "churn": 0.3}, "trial.record")["misconception"] is None


def test_what_can_be_counted_is_met_exactly():
    assert not Number("people").compare(18_200, 18_212).right
    assert "rounded" not in Number("people").compare(18_200, 18_212).says[0]
    assert "18,200" in Number("people").compare(18_200, 18_212).says[0]
    assert Number("people").compare(18_212.0, 18_212).right


def test_the_result_of_a_function_is_no_function(asked):
    assert "without brackets" in verdict(4.0, "trial.function")["says"][0]


def test_only_json_text_passes_between_check_and_judge(asked):
    class Listening(channel.LocalChannel):
        heard: ClassVar[list[str]] = []

        def exchange(self, text):
            reply = super().exchange(text)
            self.heard += [text, reply]
            return reply

    listening = Listening(brand=None)
    channel.ask(listening, "trial.function", divide)
    kinds = [json.loads(text)["type"] for text in listening.heard]
    assert kinds == ["answer", "calls", "results", "verdict"]


def test_the_verdict_never_names_the_right_number(asked):
    assert "0.02" not in json.dumps(verdict(0.5))


def test_an_unknown_question_names_the_nearest(asked):
    with pytest.raises(ArgumentError, match=r"Did you mean .trial\.rate"):
        questions.find("trial.rat")


# -- feedback ----------------------------------------------------------------------------


def test_feedback_is_a_number_as_plain_text_and_words_otherwise(asked):
    note = feedback.Feedback(verdict(0.01), hints_shown=1)
    bundle = note._repr_mimebundle_()
    assert float(bundle["text/plain"]) == float(note) == 0.0
    for words in ("Not yet: 0 of 2 points", "You divided by followers.", "first hint"):
        assert words in bundle["text/html"]
        assert words in str(note)
    assert "second hint" not in str(note)
    assert "second hint" in str(feedback.Feedback(verdict(0.01), hints_shown=2))


def test_feedback_escapes_what_a_learner_typed(asked):
    html = feedback.Feedback(verdict("<script>alert(1)</script>"))._repr_mimebundle_()["text/html"]
    assert "<script" not in html
    assert "&lt;script" in html


# -- the learner and their progress ------------------------------------------------------


def test_a_guest_has_a_brand_and_is_told_how_to_get_their_own(learner_folder, asked):
    assert identify().student == "guest"
    assert "Welcome" in str(check("trial.rate", 0.02))


def test_introducing_yourself_deals_a_brand_and_is_remembered(learner_folder):
    brand = introduce("Ada", cohort="2027")
    assert identify().brand == brand
    exercise = learner_folder / "exercises" / "08_kpis"
    exercise.mkdir(parents=True)
    found = identify(exercise)
    assert (found.student, found.cohort, found.home) == ("Ada", "2027", learner_folder)


def test_a_name_that_is_none_is_refused(learner_folder):
    for name in ("", "  ", "...", ..., None, 3):
        with pytest.raises(ArgumentError, match="name"):
            introduce(name)
    assert not (learner_folder / "smmkit.json").exists()


def test_a_broken_card_is_named(learner_folder):
    (learner_folder / "smmkit.json").write_text("{", encoding="utf-8")
    with pytest.raises(ArgumentError, match=r"smmkit\.json cannot be read"):
        identify()


def test_a_card_with_a_name_makes_a_folder_a_learners_and_a_classs_card_does_not(
    tmp_path, monkeypatch
):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    folder = tmp_path / "plain"
    folder.mkdir()
    assert identify(folder, {}).home == tmp_path / "home" / ".smmkit-learner"
    (folder / "smmkit.json").write_text('{"cohort": "2027"}')
    assert identify(folder, {}).home == tmp_path / "home" / ".smmkit-learner"
    (folder / "smmkit.json").write_text('{"student": "Ada", "cohort": "2027"}')
    found = identify(folder / "course", {})
    assert (found.student, found.home) == ("Ada", folder)


def test_while_nbgrader_grades_the_folder_says_who(learner_folder, monkeypatch):
    graded = learner_folder / "autograded" / "bob" / "08_kpis"
    graded.mkdir(parents=True)
    (learner_folder / "smmkit.json").write_text('{"cohort": "2027", "student": "teacher"}')
    found = identify(graded, {"NBGRADER_EXECUTION": "autograde", "JUPYTERHUB_USER": "teacher"})
    assert (found.student, found.cohort) == ("bob", "2027")


def test_hints_grow_with_different_misses_not_with_the_same_one_again(learner_folder, asked):
    introduce("Ada")
    assert "second hint" not in str(check("trial.rate", 0.5))
    assert "second hint" not in str(check("trial.rate", 0.5))
    assert "second hint" in str(check("trial.rate", 0.6))
    assert "hint" not in str(check("trial.rate", 0.02))


def test_the_board_keeps_the_best_try_of_this_learner(learner_folder, asked):
    introduce("Ada")
    for answer in (0.5, 0.02, 0.6):
        check("trial.rate", answer)
    mine = progress.board(learner_folder, student="Ada", cohort="self").loc["trial.rate"]
    assert (mine["score"], mine["tries"], mine["status"]) == (2, 3, "right")
    again = progress.board(learner_folder, student=" ADA", cohort="Self").loc["trial.rate"]
    assert again.equals(mine)
    other = progress.board(learner_folder, student="Bob", cohort="self").loc["trial.rate"]
    assert (other["score"], other["status"]) == (0, "new")


def test_a_line_cut_short_costs_only_itself(learner_folder, asked):
    introduce("Ada")
    check("trial.rate", 0.5)
    path = learner_folder / ".smmkit" / "progress.jsonl"
    path.write_text(path.read_text() + '{"time": "2026-', encoding="utf-8")
    check("trial.rate", 0.02)
    assert progress.attempts(learner_folder)["status"].tolist() == ["wrong", "right"]


def test_a_check_goes_on_when_progress_cannot_be_saved(learner_folder, asked):
    introduce("Ada")
    (learner_folder / ".smmkit" / "progress.jsonl").mkdir()
    note = check("trial.rate", 0.02)
    assert float(note) == 2
    assert "could not be saved" in str(note)


def test_nothing_is_recorded_while_a_class_is_graded(learner_folder, asked, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    check("trial.rate", 0.5)
    assert progress.attempts(learner_folder).empty


def test_another_try_at_a_function_earns_another_hint(learner_folder, asked):
    introduce("Ada")
    assert "Stronger" not in str(check("trial.function", lambda a, b: a))
    assert "Stronger" in str(check("trial.function", lambda a, b: 7.0))
