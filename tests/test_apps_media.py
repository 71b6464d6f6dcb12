"""The media planner and the attribution explorer, moved without a browser."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from smmkit import Brand, ads, attribution, plots
from smmkit.apps.attribution_explorer import attribution_explorer
from smmkit.apps.media_planner import media_planner
from smmkit.brand.journeys import deal
from smmkit.brand.media import flight, media_offer
from smmkit.errors import ArgumentError, TableError

BRAND = Brand.of("ada")
OFFER = media_offer(BRAND)
CURVES = ads.curves(OFFER.responses)
EACH = BRAND.margin * BRAND.order_value
FOUND = deal(BRAND, customers=800)
CREDITS = attribution.compare(FOUND.table)


def control(app, name):
    (found,) = [c for c in app.children[:-1] if c.description == name]
    return found


def text(app):
    return re.sub(r'src="[^"]*"', "", app.children[-1].value)


@pytest.fixture
def planner():
    return media_planner(CURVES, budget=OFFER.budget, worth=EACH, currency=BRAND.currency)


@pytest.fixture
def explorer():
    return attribution_explorer(FOUND.table, truth=FOUND.truth["orders"])


def test_it_begins_at_an_equal_split_and_says_where_the_next_coin_goes(planner):
    equal = ads.returns(CURVES, dict.fromkeys(CURVES, OFFER.budget / 4), worth=EACH)
    assert f"left with {equal['gain'].sum():,.0f} more" in text(planner)
    slopes = equal["marginal"]
    assert f"Moved from {slopes.idxmin()} to {slopes.idxmax()}, a coin brings" in text(planner)
    assert BRAND.currency in text(planner)
    assert text(planner).count("<img alt=") == 1
    assert "The best split" not in text(planner)


def test_a_slider_moves_the_plan_and_the_best_is_shown_on_request(planner):
    control(planner, "search").value = 0
    assert "The next coin brings most in" in text(planner)
    control(planner, "show the best split").value = True
    split = {name: control(planner, name).value for name in CURVES}
    regret = ads.regret(split, CURVES, budget=OFFER.budget, worth=EACH)
    assert f"give away {100 * regret:.0f} %" in text(planner)
    assert "The best split" in text(planner)


def test_too_much_is_named_and_so_is_the_end(planner):
    for name in CURVES:
        control(planner, name).value = OFFER.budget / 2
    assert f"take {OFFER.budget:,.0f} away" in text(planner)
    control(planner, "show the best split").value = True  # no regret of what is not allowed
    assert "give away" not in text(planner)
    one = media_planner({"a": ads.Hill(20, 50)}, budget=10, worth=50)
    assert "brings no more elsewhere" in text(one)
    few = media_planner({"a": ads.Hill(2, 10)}, budget=100, worth=5, spend={"a": 90})
    assert "No further coin would come back" in text(few)


def test_a_name_from_a_file_is_escaped_and_wrong_arguments_are_named():
    app = media_planner({"<script>": ads.Log(10, 5)}, budget=10, worth=5)
    assert "<script>" not in text(app)
    with pytest.raises(ArgumentError, match="curves must name"):
        media_planner({}, budget=10, worth=5)
    with pytest.raises(ArgumentError, match="a placement in spend"):
        media_planner(CURVES, budget=10, worth=5, spend={"serch": 1})


@pytest.mark.parametrize("model", CREDITS.columns)
def test_each_model_is_shown_as_the_package_finds_it(explorer, model):
    control(explorer, "model").value = model
    top = CREDITS[model].idxmax()
    assert f"By {model}, {top} gets the most: {CREDITS.loc[top, model]:.0f}" in text(explorer)
    assert "caused" not in text(explorer)


def test_the_truth_is_shown_on_request_and_only_where_it_is_known(explorer):
    control(explorer, "show what was caused").value = True
    wrong = attribution.misplaced(CREDITS["last"], FOUND.truth["orders"])
    assert f"{100 * wrong:.0f} % stands with the wrong ones" in text(explorer)
    without = attribution_explorer(FOUND.table)
    assert [c.description for c in without.children[:-1]] == ["model", "half-life, days"]


def test_the_half_life_moves_time_decay(explorer):
    control(explorer, "model").value = "time decay"
    control(explorer, "half-life, days").value = 0.5
    short = attribution.time_decay(FOUND.table, half_life_days=0.5)
    assert f"{short.max():.0f} of {FOUND.orders}" in text(explorer)


def test_journeys_without_an_order_and_such_as_cannot_be_used():
    nobody = FOUND.table[~FOUND.table["converted"]]
    assert "nothing to share out" in text(attribution_explorer(nobody))
    with pytest.raises(TableError):
        attribution_explorer(pd.DataFrame({"channel": ["a"]}))
    strange = FOUND.table.assign(channel="<b>")
    assert "<b>" not in text(attribution_explorer(strange))


# The pictures


def test_every_dot_stands_within_its_picture():
    for offers, split, worth in (
        ({"a": ads.Hill(20, 50)}, {"a": 10}, 50),
        ({"a": ads.Power(2, 0.5), "b": ads.Log(3, 4)}, {}, 9),
        (CURVES, {"search": 1}, EACH),
    ):
        plan = ads.returns(offers, split, worth=worth)
        axes = plots.marginal_returns(offers, plan, worth=worth)
        top, wide = axes.get_ylim()[1], axes.get_xlim()[1]
        assert plan["marginal"].replace(float("inf"), 0).max() < top
        assert plan["spend"].max() < wide
        axes.figure.draw_without_rendering()


def test_bars_and_diamonds_are_what_was_given():
    axes = plots.credit_bars(CREDITS, truth=FOUND.truth["orders"], model="first")
    bars = [bar.get_width() for bar in axes.patches]
    assert sorted(bars) == pytest.approx(sorted(CREDITS["first"]))
    names = [label.get_text() for label in axes.get_yticklabels()]
    diamonds = dict(zip(names, axes.lines[-1].get_xdata(), strict=True))
    assert {k: v for k, v in diamonds.items() if v == v} == FOUND.truth["orders"].to_dict()
    assert len(axes.lines) == len(CREDITS.columns)
    with pytest.raises(ArgumentError, match="model must be"):
        plots.credit_bars(CREDITS, model="lastt")


def test_gains_begin_at_the_fee_and_pace_ends_at_the_budget():
    axes = plots.gain_curves(CURVES, worth=EACH, most=100, fee=7)
    assert [line.get_ydata()[0] for line in axes.lines[:-1]] == [-7] * len(CURVES)
    media, spent, today = flight(BRAND)
    axes = plots.pace(ads.pace_by_day(spent, media, on=today))
    assert axes.lines[0].get_ydata()[-1] == pytest.approx(media["budget"].sum())
    assert len(axes.lines) == 3
    with pytest.raises(TableError, match="projected"):
        plots.pace(pd.DataFrame({"planned": [1], "spent": [1]}))
