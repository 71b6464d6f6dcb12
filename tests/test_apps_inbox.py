"""The inbox game, without a browser."""

from __future__ import annotations

import re

import pytest

from smmkit import Brand, community
from smmkit.apps.inbox_game import inbox_game
from smmkit.brand.hard_day import labels
from smmkit.errors import ArgumentError, TableError

MESSAGES = labels(Brand.of("ada", "game"))
RIGHT = MESSAGES.set_index("message_id")["intent"].map(community.policy()["action"])


def play(game, choose):
    """Decide until the game is over, and return the numbers in the order they were taken."""
    message, _, action, buttons, *_ = game.children
    taken = []
    while not buttons.children[0].disabled:
        taken.append(message.value)
        action.value = choose(message.value)
        buttons.children[0].click()
    return taken


def test_the_hour_ends_and_what_is_left_is_counted():
    game = inbox_game(MESSAGES)
    taken = play(game, lambda number: "answer")
    assert len(taken) == 10
    shown = game.children[1].value
    found = community.triage_cost(dict.fromkeys(taken, "answer"), MESSAGES)
    left = found.loc[~found.index.isin(taken), "cost"].sum()
    assert f"the 8 left open cost {left} more" in shown
    assert f"a cost of {found['cost'].sum() - left} points" in shown


def test_right_decisions_are_called_right_and_cost_nothing():
    game = inbox_game(MESSAGES, minutes=500)
    taken = play(game, RIGHT.get)
    assert sorted(taken) == sorted(RIGHT.index)
    assert "0 points of cost so far" in game.children[5].value
    assert "is what the policy asks for" in game.children[4].value


def test_a_wrong_decision_says_what_it_cost_and_why():
    game = inbox_game(MESSAGES)
    message, _, action, buttons, said, *_ = game.children
    message.value = next(n for n in RIGHT.index if RIGHT[n] == "escalate")
    action.value = "hide"
    buttons.children[0].click()
    assert re.search(r"costs 20\. The policy asks for “escalate”: \w+", said.value)
    buttons.children[1].click()
    assert said.value == ""
    assert len(message.options) == len(RIGHT)


def test_labels_are_not_shown_before_the_decision():
    message, text, *_ = inbox_game(MESSAGES).children
    assert [number for _, number in message.options] == MESSAGES["message_id"].tolist()
    shown = text.value
    assert MESSAGES["author"].iloc[0] in shown
    assert "intent" not in shown


def test_what_a_message_says_is_never_markup():
    hostile = MESSAGES.assign(text="<script>alert(1)</script>")
    assert "<script>" not in inbox_game(hostile).children[1].value


def test_what_cannot_be_played_is_said():
    with pytest.raises(TableError, match="intent"):
        inbox_game(MESSAGES.drop(columns="intent"))
    with pytest.raises(ArgumentError, match="minutes"):
        inbox_game(MESSAGES, minutes=0)
