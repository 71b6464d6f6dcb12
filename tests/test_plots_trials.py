"""Pictures of tests: what is coloured, drawn and left out."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex

from smmkit import plots
from smmkit.errors import ArgumentError, TableError
from smmkit.plots.frame import ORANGE


@pytest.mark.parametrize("people", [200, 1000, 50_000])
@pytest.mark.parametrize("sign", [1, -1])
def test_the_orange_bars_are_the_p_value(people, sign):
    rng = np.random.default_rng(2)
    simulated = (rng.binomial(people, 0.05, 4000) - rng.binomial(people, 0.05, 4000)) / people
    found = sign * round(1.3 * (2 * 0.05 * 0.95 * people) ** 0.5) / people
    ax = plots.chance_differences(simulated, found=found)
    heights = {True: 0.0, False: 0.0}
    for bar in ax.patches:
        heights[to_hex(bar.get_facecolor()) == ORANGE.lower()] += bar.get_height()
    beyond = (np.abs(simulated) >= abs(found) - 1e-12).sum()
    assert sum(heights.values()) == 4000
    # Where several differences share a bar, one of them may lie just on the line.
    assert heights[True] == pytest.approx(beyond, abs=0 if people <= 1000 else 40)


def test_no_simulated_test_is_refused_and_equal_ones_are_drawn():
    with pytest.raises(ArgumentError, match="at least one difference"):
        plots.chance_differences([], found=0.1)
    assert plots.chance_differences([0.0, 0.0], found=0.0).patches


def test_an_infinite_bound_is_not_drawn():
    z = pd.DataFrame([[0.5, 1.0, 2.5]], columns=[7, 14, 21])
    ax = plots.look_paths(z, bounds=[np.inf, np.inf, 1.96], crossed=[True])
    bound = next(line for line in ax.lines if line.get_label() == "bound")
    assert bound.get_xdata().tolist() == [21]


def test_what_came_is_drawn_beside_its_post():
    table = pd.DataFrame({"raw": [0.1, 0.02], "shrunk": [0.05, 0.03]}, index=["b", "a"])
    ax = plots.raw_and_shrunk(table, usual=0.04, this_month=pd.Series({"a": 0.01, "b": 0.06}))
    came = next(line for line in ax.lines if line.get_label() == "this month")
    assert came.get_xdata().tolist() == [6.0, 1.0]
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["b", "a"]


def test_the_line_of_what_pays_is_there_only_if_it_is_known():
    table = pd.DataFrame({"difference": [0.01], "low": [0.0], "high": [0.02]}, index=["B"])
    without, with_it = (
        len(plots.difference_intervals(table, worth=worth).lines) for worth in (None, 0.01)
    )
    assert with_it == without + 1
    with pytest.raises(TableError, match='"low"'):
        plots.difference_intervals(table.drop(columns="low"))


@pytest.mark.parametrize("names", [["B"], ["carousel against photo", "carousel against video"]])
@pytest.mark.parametrize("bounds", [(-0.001, 0.02), (0.01, 0.02), (-0.1, -0.02), (-12.0, 34.0)])
def test_the_bounds_in_words_stay_within_the_axes(names, bounds):
    low, high = bounds
    row = {"difference": (low + high) / 2, "low": low, "high": high}
    ax = plots.difference_intervals(pd.DataFrame([row] * len(names), index=names), label="a less b")
    ax.figure.draw_without_rendering()
    frame = ax.get_window_extent()
    for words in ax.texts:
        assert frame.x0 <= words.get_window_extent().x0
        assert words.get_window_extent().x1 <= frame.x1
    assert ax.get_xlabel() == "a less b"
