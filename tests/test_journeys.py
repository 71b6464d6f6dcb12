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
