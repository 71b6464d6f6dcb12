"""The case builder, moved without a browser."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from smmkit import Brand, career
from smmkit.apps.case_builder import case_builder
from smmkit.errors import ArgumentError, TableError

BRAND = Brand.of("ada")
DAILY = BRAND.history().daily
DAYS = DAILY[DAILY["platform"] == BRAND.home]


@pytest.fixture
def builder():
    return case_builder(DAYS)


def control(builder, words):
    (found,) = [c for c in builder.children if getattr(c, "description", "") == words]
    return found


def text(builder):
    return re.sub(r"<img[^>]*>", "", builder.children[-1].value)


def windows(builder):
    begin = control(builder, "second window begins").value
    length = pd.Timedelta(days=control(builder, "days in each window").value)
    day = pd.Timedelta(days=1)
    return (begin - length, begin - day), (begin, begin + length - day)


def test_what_it_shows_is_what_the_craft_says(builder):
    before, after = windows(builder)
    ranked = career.rank(DAYS, before, after, value="engagements")
    moved = career.change(DAYS, before, after, value="engagements")
    said = text(builder)
    assert f"{ranked['change']:+.0%} from window to window" in said
    assert f"({moved['low']:+.0%} to {moved['high']:+.0%})" in said
    assert f"Of {ranked['pairs']:.0f} such pairs" in said
    assert f"{ranked['as_high']:.0f} rise as much or more ({ranked['share']:.0%})" in said
    assert f"before {career.window('before', before)}" in said


def test_the_best_start_is_the_first_of_all_pairs(builder):
    control(builder, "days in each window").value = 7
    every = career.all_changes(DAYS, before=7, after=7, value="engagements")
    control(builder, "second window begins").value = every.idxmax()
    assert "1 rise as much or more" in text(builder)
    assert "picked" in text(builder)


def test_longer_windows_keep_the_day_as_far_as_they_fit(builder):
    begin = control(builder, "second window begins")
    begin.value = begin.options[0][1]
    control(builder, "days in each window").value = 56
    assert begin.value == DAYS["date"].min() + pd.Timedelta(days=56)
    before, after = windows(builder)
    assert before[0] == DAYS["date"].min()
    assert after[1] <= DAYS["date"].max()


def test_another_count_is_compared(builder):
    control(builder, "what is counted").value = "new_followers"
    before, after = windows(builder)
    moved = career.rank(DAYS, before, after, value="new_followers")
    assert f"New followers: {moved['change']:+.0%}" in text(builder)


def test_an_empty_window_is_told_and_not_divided_by():
    days = pd.DataFrame({"date": pd.date_range("2026-03-02", periods=28)})
    days["engagements"] = [0] * 20 + [4] * 8
    builder = case_builder(days)
    assert "nothing was counted" in text(builder)


def test_a_window_after_that_is_empty_has_a_change_and_no_bounds():
    days = pd.DataFrame({"date": pd.date_range("2026-03-02", periods=28)})
    days["engagements"] = [4] * 14 + [0] * 14
    builder = case_builder(days)
    assert "-100% from window to window. Of" in text(builder)
    assert "bounds of the change" not in text(builder)


def test_what_it_cannot_work_with_is_refused():
    with pytest.raises(TableError, match="at least 14 days"):
        case_builder(DAYS.head(10))
    with pytest.raises(TableError, match="stands more than once"):
        case_builder(DAILY)
    with pytest.raises((TableError, ArgumentError)):
        case_builder(DAYS, value="likes_of_cats")
