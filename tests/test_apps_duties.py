"""The duty-card sorter, moved without a browser."""

from __future__ import annotations

import re

import pytest

from smmkit import roles
from smmkit.apps.duty_sorter import duty_sorter
from smmkit.errors import ArgumentError, TableError

CARDS = roles.duties()


@pytest.fixture
def sorter():
    return duty_sorter(CARDS, hours=20)


def control(sorter, name):
    (found,) = [child for child in sorter.children if getattr(child, "description", "") == name]
    return found


def said(sorter):
    return re.sub("<[^>]+>", "", sorter.children[4].value)


def piles(sorter):
    return re.sub(r'src="[^"]*"', "", sorter.children[-1].value)


def guess(sorter, card, role):
    control(sorter, "card").value = card
    control(sorter, "who does it?").value = role
    control(sorter, "Put it there").click()


@pytest.mark.parametrize("employer", roles.EMPLOYERS)
def test_it_shows_what_roles_works_out(sorter, employer):
    control(sorter, "employer").value = employer
    for role, hours in roles.hours_by_role(CARDS, employer=employer).items():
        assert f"{role} {hours:.1f}" in piles(sorter)
    for duty in CARDS.index:
        assert duty in piles(sorter)


def test_a_guess_is_told_with_its_facts_and_counted(sorter):
    guess(sorter, "texts", "copywriter")
    assert said(sorter).startswith("Not here: for the small employer the card “texts” is the SMM")
    assert "F22 F31" in said(sorter)
    assert "F2 F52" in said(sorter)
    guess(sorter, "usability", "web developer")
    assert "the card “usability” is the web developer&#x27;s to do." in said(sorter)
    assert "The head answers for it." in said(sorter)
    assert "So far 1 of 2 cards agree." in said(sorter)


def test_another_guess_for_a_card_takes_the_place_of_the_first(sorter):
    guess(sorter, "texts", "copywriter")
    guess(sorter, "texts", "SMM manager")
    assert "So far 1 of 1 cards agree." in said(sorter)


def test_another_employer_begins_anew(sorter):
    guess(sorter, "texts", "copywriter")
    control(sorter, "employer").value = "large"
    assert "Choose a role" in said(sorter)
    guess(sorter, "texts", "copywriter")
    assert "So far 1 of 1 cards agree." in said(sorter)


def test_no_role_is_no_guess(sorter):
    control(sorter, "Put it there").click()
    assert "Choose a role" in said(sorter)


def test_the_hours_move_the_share(sorter):
    assert "there are 20." in piles(sorter)
    control(sorter, "hours").value = 40
    assert "there are 40. 100% of it fits." in piles(sorter)


def test_the_picture_has_its_text(sorter):
    assert re.search(r'<img alt="A bar a role, hours a week for the small employer', piles(sorter))


def test_wrong_arguments_are_named():
    with pytest.raises(ArgumentError, match="hours must be"):
        duty_sorter(CARDS, hours=0)
    with pytest.raises(TableError, match="what"):
        duty_sorter(CARDS.drop(columns="what"), hours=20)


def test_words_of_ones_own_are_escaped():
    cards = CARDS.copy()
    cards["small"] = "<b>me</b>"
    assert "<b>me" not in piles(duty_sorter(cards, hours=20))
