"""A brand's own tests: each shows what it is there to teach, and its truth is told."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from smmkit import Brand, experiments
from smmkit.brand import batches, reposts, trials
from smmkit.errors import ArgumentError

BRANDS = [Brand.of(f"tester {number}", "trials") for number in range(20)]
each_brand = pytest.mark.parametrize("brand", BRANDS, ids=lambda brand: brand.student)


def test_the_same_brand_gets_the_same_tests():
    brand, again = Brand.of("ada"), Brand.of("ada")
    assert trials.first_days(brand).table.equals(trials.first_days(again).table)
    assert reposts.coin_posts(brand).equals(reposts.coin_posts(again))
    assert reposts.evergreens(brand).last.equals(reposts.evergreens(again).last)
    assert not reposts.evergreens(brand).last.equals(reposts.evergreens(brand, deal=1).last)
    assert not batches.variants(brand).table.equals(batches.variants(brand, deal=1).table)


@each_brand
def test_the_first_days_decide_nothing(brand):
    test = trials.first_days(brand)
    found = experiments.compare(test.table).loc["B"]
    assert found["relative"] > 0.12
    assert 0.08 < found["p_value"] < 0.5
    ended = trials.go_on(brand, people=20_000)
    assert ended.truth.equals(test.truth)
    assert (ended.table["clicks"] >= test.table["clicks"]).all()
    z = (ended.table["clicks"] / 20_000 - test.truth) / (test.truth / 20_000) ** 0.5
    assert z.abs().max() < 4.5


def test_a_test_goes_on_only_forwards():
    brand = BRANDS[0]
    for wrong in (10, 2_000_000, 5000.5):
        with pytest.raises(ArgumentError, match="people"):
            trials.go_on(brand, people=wrong)


@each_brand
def test_a_slow_variant_breaks_the_split_and_looks_better(brand):
    test = trials.slow_variant(brand)
    found = experiments.compare(test.table).loc["B"]
    assert found["difference"] > 0
    assert found["p_value"] < 0.05
    assert experiments.split_check(test.table["people"])["broken"]
    assert test.truth["A"] == test.truth["B"]


@each_brand
def test_one_split_of_three_is_broken_and_none_of_the_others(brand):
    table = batches.splits(brand)
    p = {
        name: experiments.split_check(
            {"A": row["people_a"], "B": row["people_b"]},
            planned={"A": row["planned_a"], "B": row["planned_b"]},
        )["p_value"]
        for name, row in table.iterrows()
    }
    assert sorted(value < 0.001 for value in p.values()) == [False, False, True]
    assert sum(0.001 < value < 0.05 for value in p.values()) == 1
    assert min(p, key=p.get) == table["people_a"].add(table["people_b"]).idxmin()


@each_brand
def test_the_diary_alarms_too_early(brand):
    z = experiments.z_values(trials.log(brand).table)
    assert 2 < experiments.first_alarm(z, [1.96] * 28) < 22
    assert abs(z.iloc[-1]) < 1.96
    assert experiments.first_alarm(z[6::7], experiments.stopping_bounds(4)) is None


@each_brand
def test_the_second_diary_stops_later_than_a_peek_would(brand):
    log = trials.log(brand, deal=1)
    z = experiments.z_values(log.table)
    weekly = z[6::7]
    stop = experiments.first_alarm(weekly, experiments.stopping_bounds(len(weekly)))
    naive = experiments.first_alarm(weekly, [1.96] * len(weekly))
    assert (stop is not None) == (log.truth["B"] > log.truth["A"])
    assert experiments.first_alarm(z, [1.96] * len(z)) < naive < (stop or len(z))


def test_half_of_the_second_diaries_have_something_to_find():
    real = [trials.log(brand, deal=1).truth.nunique() == 2 for brand in BRANDS]
    assert 4 < sum(real) < 16


def test_the_bounds_it_was_dealt_by_are_those_of_the_craft():
    for looks, constant in trials.LATE_BOUND.items():
        assert experiments.stopping_bounds(looks)[looks] == pytest.approx(constant, abs=6e-4)


@each_brand
@pytest.mark.parametrize("deal", [0, 1])
def test_of_seven_captions_one_is_better_and_one_lucky(brand, deal):
    test = batches.variants(brand, deal=deal)
    p = experiments.compare(test.table)["p_value"]
    clear = p.index[experiments.adjusted(p) < 0.05]
    assert (p < 0.05).sum() == 2
    assert clear.tolist() == [test.truth.idxmax()]


@each_brand
def test_the_three_tests_are_decided_in_three_ways(brand):
    tests, worth = batches.three_tests(brand)
    decisions = []
    for _, heap in tests.groupby("test"):
        found = experiments.compare(heap.set_index("variant")).loc["B"]
        decisions.append(experiments.decide(found["low"], found["high"], worth=worth))
        if decisions[-1] == "undecided":
            assert found["p_value"] < 0.05
    assert sorted(decisions) == sorted(experiments.DECISIONS)


@each_brand
@pytest.mark.parametrize("deal", [0, 1])
def test_the_coin_and_the_owner_tell_two_stories(brand, deal):
    posts = reposts.coin_posts(brand, deal=deal)
    usual, tried = reposts.ARMS[deal]
    tossed = posts[posts["chosen_by"] == "coin"]
    poisson, quasi = (
        experiments.compare_counts(tossed, control=usual, spread=spread).loc[tried]
        for spread in ("poisson", "quasi-poisson")
    )
    every = experiments.compare_counts(posts, control=usual).loc[tried]
    assert poisson["p_value"] < 0.01
    assert quasi["times"] > 4
    assert every["ratio"] > 1.08 * quasi["ratio"]
    if not deal:
        assert quasi["p_value"] > 0.1


def test_half_of_the_second_coins_found_something():
    clear = []
    for brand in BRANDS:
        posts = reposts.coin_posts(brand, deal=1)
        tossed = posts[posts["chosen_by"] == "coin"]
        clear.append(experiments.compare_counts(tossed, control="statement")["low"].item() > 1)
    assert 4 < sum(clear) < 16


@each_brand
@pytest.mark.parametrize("deal", [0, 1])
def test_the_best_rate_is_a_small_posts_luck(brand, deal):
    found = reposts.evergreens(brand, deal=deal)
    rates = experiments.shrunk_rates(found.last)
    top, bet = rates["raw"].idxmax(), rates["shrunk"].idxmax()
    assert top != bet
    assert found.last.loc[top, "reach"] < found.last.loc[bet, "reach"]
    assert found.truth[bet] > found.truth.median()


def test_forecasts_of_many_brands_are_nearer_than_last_months_rates():
    off = {"raw": [], "shrunk": []}
    falls = []
    for number in range(60):
        found = reposts.evergreens(Brand.of(f"forecaster {number}"))
        rates = experiments.shrunk_rates(found.last)
        came = found.this["clicks"] / found.this["reach"]
        for way in off:
            off[way].append(((rates[way] - came) ** 2).mean() ** 0.5)
        falls.append(came[rates["raw"].idxmax()] < rates["raw"].max())
    assert np.mean(np.array(off["shrunk"]) < np.array(off["raw"])) > 0.9
    assert 0.75 < np.mean(falls) < 1  # lesson 09 says: in about nine of ten


@each_brand
def test_the_plan_can_be_carried_out(brand):
    wish = trials.plan(brand)
    each = experiments.sample_size(wish["rate"], change=wish["relative"] * wish["rate"])
    assert 7 <= 2 * each / wish["people_a_day"] <= 120
    assert isinstance(wish, pd.Series)
