"""The brief builder, filled without a browser."""

from __future__ import annotations

import pytest

from smmkit import Brand, team
from smmkit.apps.brief_builder import brief_builder
from smmkit.brand.campaign import agreed_order, hasty_brief, own_things, sound_brief
from smmkit.errors import ArgumentError

BRAND = Brand.of("ada")
OWN, AGREED = own_things(BRAND), agreed_order(BRAND)


@pytest.fixture
def builder():
    return brief_builder(hasty_brief(BRAND), own=OWN, agreed=AGREED)


def control(builder, name):
    (found,) = [c for c in builder.children if getattr(c, "description", "") == name]
    return found


def text(builder):
    return builder.children[-1].value


def put(builder, slot, words):
    control(builder, "slot").value = slot
    control(builder, "text").value = words


def test_it_shows_what_the_review_finds(builder):
    found = team.review_brief(hasty_brief(BRAND), own=OWN, agreed=AGREED)
    assert f"{team.score(found):.1f} of 20 points; findings: {len(found)}." in text(builder)
    for rule in found["rule"].unique():
        assert rule in text(builder)
    assert "Make it nice" in text(builder)


def test_a_poor_brief_becomes_a_sound_one_slot_by_slot(builder):
    given, sound = hasty_brief(BRAND), sound_brief(BRAND)
    marks = []
    for slot in team.slots().index:
        put(builder, slot, team.slot_text(sound, slot))
        found = team.review_brief(builder.brief, own=OWN, agreed=AGREED)
        marks.append(team.score(found))
    assert builder.brief == sound
    assert marks == sorted(marks)
    assert "20.0 of 20 points; findings: 0." in text(builder)
    assert "Nothing to find" in text(builder)
    assert given == hasty_brief(BRAND)


def test_choosing_a_slot_shows_its_text_and_changes_nothing(builder):
    before = dict(builder.brief)
    control(builder, "slot").value = "criteria"
    assert control(builder, "text").value.splitlines() == before["criteria"]
    control(builder, "slot").value = "credit"
    assert control(builder, "text").value == ""
    assert builder.brief == before
    assert team.SLOTS["credit"].example in builder.children[3].value


def test_a_cleared_slot_is_marked_as_empty(builder):
    put(builder, "goal", "")
    assert "goal" not in builder.brief
    assert ("goal (empty)", "goal") in control(builder, "slot").options
    assert control(builder, "slot").value == "goal"


def test_an_influencers_contract_asks_for_more_and_keeps_it_when_one_goes_back(builder):
    control(builder, "kind").value = "influencer"
    assert "claims" in text(builder)
    put(builder, "claims", "only what was tried")
    control(builder, "kind").value = "work"
    assert control(builder, "slot").value == "goal"
    assert builder.brief["claims"] == "only what was tried"


def test_undo_brings_everything_back(builder):
    before = text(builder)
    control(builder, "kind").value = "influencer"
    put(builder, "goal", "30 orders by 2026-08-01")
    control(builder, "undo all").click()
    assert builder.brief == hasty_brief(BRAND)
    assert text(builder) == before
    assert control(builder, "kind").value == "work"


def test_an_empty_brief_is_a_beginning_and_no_brief_is_refused():
    assert "Nothing stands here yet." in text(brief_builder({}))
    with pytest.raises(ArgumentError, match="read_brief"):
        brief_builder("Goal: more")


def test_words_of_the_reader_are_escaped(builder):
    put(builder, "criteria", "<script>alert(1)</script> nice")
    assert "<script>" not in text(builder)
