"""Journeys with a known truth: causes counted by taking them away, and last clicks that mislead."""

from __future__ import annotations

import hashlib
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from conftest import ROOT
from scipy.stats import spearmanr

from smmkit.brand import Brand
from smmkit.brand.journeys import DAYS, DIRECT, channels, deal
from smmkit.brand.world import logs
from smmkit.brand.world.deal import deal as fair_world
from smmkit.brand.world.even import even_media
from smmkit.brand.world.journeys import NO_CHANNEL, _People
from smmkit.brand.world.journeys import channels as season_channels
from smmkit.errors import ArgumentError
from smmkit.tables import JOURNEYS

ADA = Brand.of("ada")
BRANDS = [Brand.of(f"journey {number}") for number in range(30)]


def last_clicks(found) -> pd.Series:
    """Count orders by the last channel touched before each."""
    bought = found.table[found.table["converted"]]
    return bought.groupby("journey_id")["channel"].last().value_counts()


@pytest.fixture(scope="module")
def dealt():
    return [deal(brand) for brand in BRANDS]


def test_it_is_the_table_of_journeys(dealt):
    for brand, found in zip(BRANDS, dealt, strict=True):
        table = found.table
        pd.testing.assert_frame_equal(table, JOURNEYS.conform(table))
        assert table.notna().all(axis=None)
        assert set(table["channel"]) <= {*channels(brand), DIRECT}
        assert table["touched"].between("2026-05-04", "2026-06-29").all()
        by = table.groupby("journey_id")
        assert by["touched"].apply(lambda moments: moments.is_monotonic_increasing).all()
        assert (by.cumcount() + 1 == table["step"]).all()
        assert (by["converted"].nunique() == 1).all()
        assert (by["revenue"].nunique() == 1).all()
        assert ((table["revenue"] > 0) == table["converted"]).all()
        assert by["converted"].first().sum() == found.orders
        assert by["converted"].first().mean() < 0.5
        alone = table[table["channel"] == DIRECT]
        assert alone["converted"].all()
        assert table[table["journey_id"].isin(alone["journey_id"])].shape == alone.shape


def test_the_truth_is_a_count_without_the_channel(dealt):
    for brand, found in zip(BRANDS[:5], dealt, strict=False):
        for name in channels(brand):
            without = deal(brand, spend={name: 0})
            assert found.orders - without.orders == found.truth.loc[name, "orders"]
            assert name not in set(without.table["channel"])
        off = deal(brand, spend=dict.fromkeys(channels(brand), 0))
        assert off.orders == found.base_orders == off.base_orders
        assert set(off.table["channel"]) == {DIRECT}


def test_what_causes_nothing_has_a_truth_of_nothing():
    for brand in BRANDS[:10]:
        idle = deal(brand, effects=dict.fromkeys(channels(brand), 0))
        assert (idle.truth["orders"] == 0).all()
        assert idle.orders == idle.base_orders
        # And still the last click hands out every order.
        assert last_clicks(idle).drop(DIRECT, errors="ignore").sum() > 0.8 * idle.orders


def test_more_effect_or_more_touches_never_cost_orders():
    for brand in BRANDS[:5]:
        usual = deal(brand)
        paid = f"paid {brand.home}"
        louder = deal(brand, spend={paid: 2})
        stronger = deal(brand, effects={paid: 2 * usual.truth.loc[paid, "effect"]})
        for other in (louder, stronger):
            assert other.orders >= usual.orders
            assert other.truth.loc[paid, "orders"] > usual.truth.loc[paid, "orders"]
            assert other.base_orders == usual.base_orders
        # The next touches bring less than the first ones: people order once.
        assert louder.truth.loc[paid, "orders"] < 2.2 * usual.truth.loc[paid, "orders"]


def test_touches_together_cause_what_no_channel_causes_alone(dealt):
    for found in dealt:
        assert (found.truth["orders"] >= 0).all()
        assert found.truth["orders"].max() <= found.orders - found.base_orders
        assert found.orders - found.base_orders > 0.1 * found.orders


def test_last_click_misleads(dealt):
    given, true, ranks = [], [], []
    for brand, found in zip(BRANDS, dealt, strict=True):
        late = [f"retargeting {brand.home}", "search"]
        last = last_clicks(found).reindex(found.truth.index, fill_value=0)
        given.append(last[late].sum() / last.sum())
        true.append(found.truth.loc[late, "orders"].sum() / found.truth["orders"].sum())
        ranks.append(spearmanr(last, found.truth["orders"]).statistic)
    given, true = np.array(given), np.array(true)
    assert (given > true + 0.25).sum() >= 27
    assert np.median(given) > 4 * np.median(true)
    assert np.median(ranks) < 0.4
    assert np.mean(np.array(ranks) > 0.9) < 0.2


def test_intent_is_why():
    found = deal(ADA)
    by = found.table.groupby("journey_id")
    bought = by["converted"].first()
    searched = found.table[found.table["channel"] == "search"]["journey_id"].unique()
    other = bought[~bought.index.isin(searched)]
    assert bought[searched].mean() > 1.8 * other.mean()
    assert found.truth.loc["search", "orders"] < 0.05 * found.orders


def test_the_same_bytes_in_another_process():
    code = (
        "import hashlib; from smmkit import Brand; from smmkit.brand.journeys import deal; "
        "f = deal(Brand.of('ada'), customers=800); "
        "print(hashlib.sha256((f.table.to_csv() + f.truth.to_csv()).encode()).hexdigest())"
    )
    here = deal(ADA, customers=800)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    both = (here.table.to_csv() + here.truth.to_csv()).encode()
    assert done.stdout.strip() == hashlib.sha256(both).hexdigest()
    assert not here.table.equals(deal(Brand.of("ada", "b"), customers=800).table)


def test_one_customer_and_none_touched():
    assert deal(ADA, customers=1).table["journey_id"].nunique() <= 1
    assert DAYS == 56


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"customers": 0}, "customers must be"),
        ({"customers": 10.0}, "whole number"),
        ({"spend": {"serch": 1}}, 'Did you mean "search"'),
        ({"spend": {"search": -1}}, "spend: search must be"),
        ({"effects": {"email": float("nan")}}, "effects: email must be"),
        ({"effects": 3}, "must map channels"),
    ],
)
def test_senseless_arguments_are_named(change, words):
    with pytest.raises(ArgumentError, match=words):
        deal(ADA, **change)


# The journeys of a season


def season_of(number, weeks=26):
    """Run a sensible manager's plan."""
    brand = Brand.of(f"season {number}", "world")
    plan = fair_world(brand).sensible
    return brand.run(
        logs.as_plan(plan, brand.platforms),
        logs.as_media(plan, brand.platforms, brand.currency),
        weeks=weeks,
        replies=plan.replies[0],
    )


@pytest.fixture(scope="module")
def seasons():
    return [season_of(number) for number in range(10)]


def test_a_seasons_orders_are_the_ledgers(seasons):
    for season in seasons:
        table, causes, book = season.journeys, season.causes, season.ledger
        pd.testing.assert_frame_equal(table, JOURNEYS.conform(table))
        assert table.notna().all(axis=None)
        assert table["touched"].between("2026-06-29", "2026-12-28").all()
        by = table.groupby("journey_id", sort=False)
        assert (by.cumcount() + 1 == table["step"]).all()
        assert by["touched"].apply(lambda moments: moments.is_monotonic_increasing).all()
        assert (by[["converted", "revenue"]].nunique() == 1).all(axis=None)
        first = by.first()
        assert first["converted"].sum() == causes["orders"].sum() == book["orders"].sum()
        for money in (first["revenue"].sum(), causes["revenue"].sum()):
            assert money == pytest.approx(book["revenue"].sum())
        met = table[table["channel"] != DIRECT]["channel"].value_counts()
        assert (causes["touches"][met.index] == met).all()
        assert causes["touches"].sum() == met.sum()
        ran = season.media.groupby(["platform", "campaign"])["budget"].sum()
        assert set(met.index[met.index.str.startswith("paid")]) == {
            f"paid {platform}" for platform, campaign in ran.index if campaign == "Prospecting"
        }


def test_what_play_caused_is_what_the_truth_says(seasons):
    season = seasons[0]
    caused = season.causes["orders"]
    played = season._played
    for number, platform in enumerate(season.brand.platforms):
        drawn = sum(one.post_orders[0, number] for one in played)
        late = sum(one.post_orders[0, number] for one in played[-3:])
        assert drawn - late <= caused[f"organic {platform}"] <= drawn
    assert caused["search"] == 0
    assert caused[NO_CHANNEL] > 0
    claimed = season.ads["conversions"].sum()
    assert claimed > caused[caused.index.str.startswith(("paid", "retargeting"))].sum()


def test_in_a_season_too_the_last_click_misleads(seasons):
    given, true = [], []
    for season in seasons:
        bought = season.journeys[season.journeys["converted"]]
        last = bought.groupby("journey_id")["channel"].last()
        given.append(last.str.startswith(("retargeting", "search")).mean())
        caused = season.causes["orders"]
        late = caused.index.str.startswith(("retargeting", "search"))
        true.append(caused[late].sum() / caused.sum())
    assert (np.array(given) > np.array(true) + 0.2).sum() >= 9


def test_a_week_to_come_changes_no_touch_of_those_before(seasons):
    columns = ["journey_id", "step", "touched", "channel"]
    early, late = season_of(0, weeks=9).journeys, seasons[0].journeys
    same = late[late["touched"] < "2026-08-31"].reset_index(drop=True)
    pd.testing.assert_frame_equal(early[columns], same[columns])
    assert same["converted"].sum() > early["converted"].sum()


def test_ads_are_remembered_after_they_stop_and_never_before_they_start():
    brand = Brand.of("season 0", "world")
    money = brand.budget * 12 / 52 * 3
    media = even_media({(brand.home, "Prospecting"): money}, currency=brand.currency, weeks=8)
    season = brand.run(None, media.iloc[4:])
    paid = season.journeys[season.journeys["channel"] == f"paid {brand.home}"]
    assert paid["touched"].between("2026-07-27", "2026-08-24").all()
    assert season.causes.loc[f"paid {brand.home}", "orders"] > 0
    assert brand.run(None).causes["orders"].drop(NO_CHANNEL).sum() == 0
    assert set(brand.run(None).journeys["channel"]) == {"search", DIRECT}
    assert brand.season().journeys.empty


def test_an_order_of_a_campaign_that_met_nobody_still_has_a_customer():
    brand = Brand.of("season 0", "world")
    people = _People(brand, fair_world(brand).truth, season_channels(brand.platforms))
    nobody = np.zeros(0, dtype=np.int64)
    assert people.drawn(np.random.default_rng(1), 0, 3, nobody).size == 3
    assert set(people.drawn(np.random.default_rng(1), 0, 9, np.array([5, 7]))) == {5, 7}
