"""The goal board, moved without a browser."""

from __future__ import annotations

import copy
import re

import pytest
from strategies import POSTS, very_good

from smmkit import Brand, strategy
from smmkit.apps.goal_board import goal_board
from smmkit.brand.last_strategy import strategy_left
from smmkit.brand.prospects import owners_brief
from smmkit.errors import ArgumentError

BRAND = Brand.of("ada")
BRIEF = strategy.Brief(**owners_brief(BRAND))
PLAN = very_good(BRAND, BRIEF)


@pytest.fixture
def board():
    return goal_board(PLAN, BRIEF)


def control(board, name):
    (found,) = [c for c in board.children[:-1] if c.description == name]
    return found


def text(board):
    return re.sub(r'src="[^"]*"', "", board.children[-1].value)


def test_it_shows_what_the_review_finds():
    left = strategy_left(BRAND)
    found = strategy.review(left, BRIEF)
    shown = text(goal_board(left, BRIEF))
    assert f"{strategy.score(found):.1f} of 10 points; findings: {len(found)}." in shown
    for rule in found["rule"].unique():
        assert rule in shown
    assert shown.count("<img alt=") == 2


def test_a_strategy_without_fault_says_so_and_what_it_leaves(board):
    assert "keeps every rule" in text(board)
    assert f"{strategy.implied_profit(PLAN, BRIEF):,.0f} {BRAND.currency}" in text(board)


@pytest.mark.parametrize(
    ("name", "value", "rule"),
    [
        ("profit", 0.0, "target"),
        ("orders by posts", 0.0, "target"),
        ("serves", "", "serves"),
        ("money a season", 1.2 * BRIEF.budget, "budget"),
        ("hours a week", BRIEF.hours, "hours"),
    ],
)
def test_each_control_changes_the_boards_own_strategy_and_no_other(board, name, value, rule):
    given, before = copy.deepcopy(PLAN), text(board)
    control(board, name).value = value
    assert text(board) != before
    assert rule in text(board)
    assert given == PLAN
    assert board.plan != PLAN
    assert set(strategy.review(board.plan, BRIEF)["rule"]) >= {rule}


def test_choosing_a_tactic_fills_the_controls_and_moves_nothing(board):
    control(board, "tactic").value = 3
    row = PLAN["tactics"][3]
    assert control(board, "serves").value == row["serves"]
    assert control(board, "money a season").value == row["money"]
    assert control(board, "hours a week").value == row["hours"]
    assert board.plan == PLAN


def test_undo_brings_everything_back(board):
    before = text(board)
    control(board, "orders by posts").value = 1.0
    control(board, "hours a week").value = 0.5
    control(board, "undo all").click()
    assert board.plan == PLAN
    assert text(board) == before


def test_the_sliders_reach_beyond_what_can_be_reached(board):
    assert control(board, "orders by posts").max > BRIEF.band.loc[POSTS, "reachable"]
    assert control(board, "money a season").max > BRIEF.budget


def test_wrong_arguments_are_named():
    with pytest.raises(ArgumentError, match="at least one tactic"):
        goal_board(PLAN | {"tactics": []}, BRIEF)
    with pytest.raises(ArgumentError, match="Brief"):
        goal_board(PLAN, {})
    with pytest.raises(ArgumentError, match="must have the part"):
        goal_board({"goal": {}}, BRIEF)


def test_words_from_a_learner_are_escaped():
    tactics = [PLAN["tactics"][0] | {"what": "<script>"}, *PLAN["tactics"][1:]]
    assert "<script>" not in text(goal_board(PLAN | {"tactics": tactics}, BRIEF))
