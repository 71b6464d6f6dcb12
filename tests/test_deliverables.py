"""Answers that are work: held to rules, or to a range."""

from __future__ import annotations

import pandas as pd
import pytest

from smmkit.coach.answers import Choice
from smmkit.coach.deliverables import Between, Reviewed
from smmkit.coach.regret import LeastRegret
from smmkit.errors import TableError
from smmkit.tables import FINDINGS


def review(work, brand):
    if "rows" not in work:
        raise TableError("The plan has no rows.")
    found = [("dates", f"row {n}", "error", "A date is missing.", 1.0) for n in range(work["rows"])]
    found += [("style", "", "advice", "Shorter is better.", 0.0)]
    return FINDINGS.conform(pd.DataFrame(found, columns=list(FINDINGS.columns)))


KIND = Reviewed(dict, review, worth=4, what="a plan")


@pytest.mark.parametrize(("rows", "share"), [(0, 1.0), (1, 0.75), (4, 0.0), (9, 0.0)])
def test_findings_take_their_points_off_and_never_below_nothing(rows, share):
    found = KIND.judge({"rows": rows}, {}, None)
    assert found.share == share
    assert len(found.says) <= 6
    assert all("Shorter" not in words for words in found.says)


@pytest.mark.parametrize("junk", [None, "plan", 3, {}, [], pd.DataFrame({"rows": [1]})])
def test_what_is_no_such_work_is_named(junk):
    found = KIND.judge(junk, {}, None)
    assert not found.usable
    assert found.share == 0


def test_work_that_cannot_be_read_says_why():
    assert KIND.judge({"lines": 3}, {}, None).says == ("The plan has no rows.",)


def test_a_mistake_accounts_for_work_that_breaks_the_same_rules():
    one = KIND.trace({"rows": 1}, None)

    def accounts(work):
        return KIND.explained_by(work, None, KIND.judge(work, None, None))

    assert accounts({"rows": 3})(one)
    assert not accounts({"rows": 0})(one)
    assert not accounts({"rows": 3})(KIND.trace({"rows": 0}, None))


@pytest.mark.parametrize(
    ("given", "right"), [(3, True), (6, True), (2.9, False), (7, False), (True, False)]
)
def test_a_number_between(given, right):
    assert Between("posts").compare(given, (3, 6)).right is right


def test_why_a_number_is_too_low_is_told_where_the_question_knows():
    kind = Between("posts", lambda given, brand: f"{brand} needs more than {given}.")
    assert kind.judge(2, (3, 6), "Ada").says == (
        "You gave 2: that is too low.",
        "Ada needs more than 2.",
    )
    assert kind.judge(3, (3, 6), "Ada").right
    assert kind.judge(7, (3, 6), "Ada").says == ("You gave 7: that is too high.",)
    assert not kind.judge("2", (3, 6), "Ada").usable


def test_several_words_may_be_right():
    kind = Choice(("Mon", "Tue", "Sun"))
    assert kind.compare(" mon", frozenset({"Mon", "Tue"})).right
    assert not kind.compare("Sun", {"Mon", "Tue"}).right


def lost(choice, brand):
    """Give away a tenth for each task that is not with Ana."""
    if "Zoe" in choice.values():
        raise TableError("There is no Zoe.")
    return sum(person != "Ana" for person in choice.values()) / 10


SPLIT = LeastRegret(lost, 0.4, "a dictionary of task and person", "{:.0f} % dearer.")
BEST = {"film": "Ana", "text": "Ana"}


def test_who_gets_what_is_marked_by_what_it_gives_away():
    assert SPLIT.judge(BEST, BEST, None).right
    assert SPLIT.judge(pd.Series({"film ": " Ana", "text": "Ana"}), BEST, None).right
    partly = SPLIT.judge(BEST | {"text": "Ben"}, BEST, None)
    assert (partly.share, partly.says) == (0.75, ("10 % dearer.",))
    refused = SPLIT.judge(BEST | {"text": "Zoe"}, BEST, None)
    assert (refused.share, refused.usable, refused.says) == (0.0, True, ("There is no Zoe.",))


def test_who_gets_what_is_the_same_only_task_by_task():
    swapped = {"film": "Ben", "text": "Ana"}
    assert SPLIT.compare({"text": "Ana", "film": "Ben"}, swapped).right
    assert not SPLIT.compare({"film": "Ana", "text": "Ben"}, swapped).right
    assert not SPLIT.compare(["ana", "ben"], swapped).right


@pytest.mark.parametrize("junk", [["Ana"], {}, {"film": 3}, "Ana", None])
def test_what_gives_nobody_anything_is_named(junk):
    assert not SPLIT.judge(junk, BEST, None).usable
