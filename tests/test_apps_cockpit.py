"""The cockpit, flown without a browser."""

from __future__ import annotations

import pytest

from smmkit import Brand, exports
from smmkit.apps.cockpit import cockpit

BRAND = Brand.of("season 0", "world")


@pytest.fixture
def seat(tmp_path):
    return cockpit(BRAND, folder=tmp_path / "out")


def control(seat, name):
    (found,) = [one for one in seat.children[:-2] if one.description == name]
    return found


def press(seat, name):
    (button,) = [one for one in seat.children[-2].children if one.description == name]
    button.click()


def shown(seat):
    return seat.children[-1].value


def test_weeks_are_run_looked_at_and_undone(seat):
    assert "No week has been run" in shown(seat)
    control(seat, f"posts a week, {BRAND.home}").value = 2
    control(seat, "weeks to run").value = 4
    press(seat, "Run")
    assert seat.season.week == 4
    assert len(seat.season.posts) == 8
    assert "4 of 26 weeks run" in shown(seat)
    assert "<img alt=" in shown(seat)
    control(seat, f"posts a week, {BRAND.home}").value = 1
    press(seat, "Run")
    assert seat.season.week == 8
    assert len(seat.season.posts) == 12
    press(seat, "Undo")
    press(seat, "Undo")
    press(seat, "Undo")
    assert seat.season.week == 0


def test_the_inbox_is_told(seat):
    control(seat, "answers").value = "delete"
    control(seat, "weeks to run").value = 13
    press(seat, "Run")
    season = seat.season
    table, waiting = season.messages, season.waiting
    assert 0 < len(waiting) < len(table)
    assert waiting["answered"].isna().all()
    assert f"Inbox: {len(table)} messages" in shown(seat)
    urgent = (waiting["urgency"] == "high").sum()
    assert f"{len(waiting)} wait for an answer, {urgent} of these urgent" in shown(seat)
    assert f"{len(season.deleted)} were deleted" in shown(seat)
    control(seat, "answers").value = "none"
    press(seat, "Run")
    assert len(seat.season.messages) > len(table)


def test_each_lever_changes_the_plan(seat):
    control(seat, f"posts a week, {BRAND.home}").value = 1
    form = control(seat, f"format, {BRAND.home}")
    form.value = form.options[1]
    control(seat, "offers").value = "one in 3"
    control(seat, "hour of the day").value = 9
    control(seat, f"Prospecting a week, {BRAND.home} ({BRAND.currency})").value = 5
    control(seat, "answers").value = "template"
    press(seat, "Run")
    plan = seat.season.plan
    assert set(plan["format"]) == {form.options[1]}
    assert "offer" in set(plan["pillar"])
    assert set(plan["publish_at"].dt.hour) == {9}
    assert seat.season.media["budget"].tolist() == [5.0] * 4
    assert seat.season.replies[0].manner == "template"


def test_a_plan_that_cannot_be_run_is_said_and_changes_nothing(seat):
    for platform in BRAND.platforms:
        control(seat, f"posts a week, {platform}").value = 12
    press(seat, "Run")
    assert seat.season.week == 0
    assert "hours a week" in shown(seat)


def test_a_whole_season_ends_and_is_written(seat):
    control(seat, f"posts a week, {BRAND.home}").value = 1
    control(seat, "weeks to run").value = 13
    press(seat, "Run")
    press(seat, "Run")
    assert "The season is over" in shown(seat)
    press(seat, "Run")
    assert seat.season.week == 26
    press(seat, "Write exports")
    assert "Written to" in shown(seat)
    assert not exports.read_folder(seat.folder).failed
