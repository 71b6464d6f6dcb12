"""The calendar board, moved without a browser."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest

from smmkit import Brand, content
from smmkit.apps.calendar_board import calendar_board
from smmkit.brand.agreement import agreement, draft_plan
from smmkit.errors import ArgumentError, TableError
from smmkit.tables import PLAN

BRAND = Brand.of("ada")
BRIEF = content.Brief(**agreement(BRAND))
DRAFT = draft_plan(BRAND)


@pytest.fixture
def board():
    return calendar_board(DRAFT, BRIEF)


def control(board, name):
    (found,) = [c for c in board.children[:-1] if c.description == name]
    return found


def text(board):
    return re.sub(r'src="[^"]*"', "", board.children[-1].value)


def test_it_shows_what_the_review_finds(board):
    found = content.review(DRAFT, BRIEF)
    assert f"{content.score(found):.1f} of 10 points" in text(board)
    for rule in found["rule"].head(14).unique():
        assert rule in text(board)
    assert f"and {len(found) - 14} more" in text(board)
    assert text(board).count("<img alt=") == 2


@pytest.mark.parametrize(
    ("name", "value", "column"),
    [
        ("day", BRIEF.days[-1], "publish_at"),
        ("day", None, "publish_at"),
        ("hour", 3, "publish_at"),
        ("format", "live", "format"),
        ("pillar", "people", "pillar"),
        ("who answers", BRIEF.team[0], "cover"),
    ],
)
def test_each_control_changes_the_boards_own_plan_and_no_other(board, name, value, column):
    before = text(board)
    given = DRAFT.copy()
    control(board, name).value = value
    assert text(board) != before
    changed = board.plan.loc[0, column]
    if name == "hour":
        assert changed.hour == 3
    elif value is None:
        assert pd.isna(changed)
    else:
        assert changed == value or changed.normalize() == value
    pd.testing.assert_frame_equal(DRAFT, given)
    pd.testing.assert_frame_equal(board.plan.iloc[1:], given.iloc[1:])


def test_choosing_a_post_fills_the_controls_and_moves_nothing(board):
    control(board, "post").value = 5
    row = DRAFT.loc[5]
    assert control(board, "day").value == row["publish_at"].normalize()
    assert control(board, "hour").value == row["publish_at"].hour
    assert control(board, "format").value == row["format"]
    assert control(board, "who answers").value == ""
    pd.testing.assert_frame_equal(board.plan, DRAFT)


def test_another_hour_keeps_a_day_outside_the_plan():
    late = DRAFT.assign(publish_at=DRAFT["publish_at"] + pd.Timedelta(days=365))
    board = calendar_board(late, BRIEF)
    control(board, "hour").value = 15
    assert board.plan.loc[0, "publish_at"] == late.loc[0, "publish_at"].replace(hour=15)


def test_undo_brings_everything_back(board):
    before = text(board)
    control(board, "hour").value = 3
    control(board, "pillar").value = ""
    control(board, "undo all").click()
    pd.testing.assert_frame_equal(board.plan, DRAFT)
    assert text(board) == before


def test_a_moved_post_stays_chosen(board):
    control(board, "post").value = 4
    control(board, "hour").value = 7
    assert control(board, "post").value == 4
    assert "07:00" in dict((v, k) for k, v in control(board, "post").options)[4]


def test_a_plan_without_fault_and_one_without_dates_are_shown_too():
    small = replace(BRIEF, platforms={BRAND.home: 0}, contest=False, pillars=("people",), words=())
    row = {"platform": BRAND.home, "format": "text", "pillar": "people", "title": "Hello"}
    plan = content.lay_out(pd.DataFrame([row]), small)
    assert "keeps every rule" in text(calendar_board(plan, small))
    assert "no date" in text(calendar_board(plan.assign(publish_at=pd.NaT), small))


def test_wrong_arguments_are_named():
    with pytest.raises(ArgumentError, match="at least one post"):
        calendar_board(PLAN.empty(), BRIEF)
    with pytest.raises(ArgumentError, match="Brief"):
        calendar_board(DRAFT, {})
    with pytest.raises(TableError, match="titel"):
        calendar_board(pd.DataFrame({"titel": ["x"]}), BRIEF)


def test_words_from_a_file_are_escaped():
    assert "<script>" not in text(calendar_board(DRAFT.assign(title="<script>"), BRIEF))
