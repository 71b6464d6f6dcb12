"""Pictures of a season: weeks and sums of weeks have an axis each."""

from __future__ import annotations

import pandas as pd
import pytest

from smmkit import plots
from smmkit.errors import TableError


def drawn(profit):
    ledger = pd.DataFrame({"margin": profit, "work": 0.0, "media": 0.0, "profit": profit})
    figure = plots.season_money(ledger)
    figure.draw_without_rendering()
    return figure.axes


def test_the_lower_panel_adds_up_and_large_sums_are_told_in_plain_thousands():
    weekly, so_far = drawn([400_000.0, 500_000.0, -100_000.0])
    assert [bar.get_height() for bar in so_far.patches] == [400_000, 900_000, 800_000]
    assert weekly.lines[0].get_ydata().tolist() == [400_000, 500_000, -100_000]
    for panel in (weekly, so_far):
        assert panel.yaxis.get_offset_text().get_text() == ""
    assert "800,000" in [tick.get_text() for tick in so_far.get_yticklabels()]


def test_a_season_in_which_nothing_came_in_repeats_no_tick():
    for panel in drawn([0.0, 0.0]):
        ticks = [tick.get_text() for tick in panel.get_yticklabels()]
        assert sorted(set(ticks)) == sorted(ticks)


def test_a_missing_column_is_named():
    with pytest.raises(TableError, match='"margin"'):
        plots.season_money(pd.DataFrame({"profit": [1.0]}))
