"""Pictures of texts: what they draw is what they were given."""

from __future__ import annotations

import pandas as pd
import pytest

from smmkit import plots
from smmkit.errors import TableError


def test_room_is_a_share_of_the_limit_and_says_what_is_too_long():
    table = pd.DataFrame({"used": [140, 300], "limit": [280, 200]}, index=["x", "y"])
    axes = plots.text_room(table)
    assert sorted(bar.get_width() for bar in axes.patches) == [50, 150]
    assert [words.get_text() for words in axes.texts] == ["140 of 280", "300 of 200"]
    assert [words.get_text() for words in axes.get_legend().get_texts()] == [
        *("limit", "fits", "too long")
    ]
    with pytest.raises(TableError, match='"limit"'):
        plots.text_room(table[["used"]])


def test_groups_are_drawn_from_the_highest_median_down():
    likes = pd.Series([0, 4, 9, 100, None, 50], name="likes")
    groups = pd.Series(["a", "a", "b", "b", "b", "c"])
    axes = plots.spread_by_group(likes, groups)
    assert [label.get_text() for label in axes.get_yticklabels()] == ["b (2)", "c (1)", "a (2)"]
    assert axes.get_xlabel().startswith("likes")
    assert len(plots.spread_by_group(likes.head(0), groups.head(0)).get_yticklabels()) == 0


def test_twelve_groups_at_most():
    numbers = pd.Series(range(40))
    axes = plots.spread_by_group(numbers, pd.Series([f"g{n % 20}" for n in range(40)]))
    assert len(axes.get_yticklabels()) == 12
