"""Bounds of a share, gain over doing nothing, and pages with bots or a ring of friends."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint, samplesize_confint_proportion

from smmkit import Brand, kpi
from smmkit.errors import ArgumentError, CurrencyError, TableError, UnitError
from smmkit.money import Money

approx = pytest.approx

counts = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
shares = st.floats(0, 1)
sizes = st.integers(1, 10**6)
levels = st.sampled_from([0.5, 0.8, 0.9, 0.95, 0.99])

SMALL = pd.DataFrame(
    {
        "platform": "facebook",
        "likes": [3, 0, 7],
        "comments": [1, 0, 2],
        "engagements": [4, 0, 9],
        "reach": [100, 40, 250],
        "impressions": [150, 50, 400],
        "clicks": [2, 0, 5],
    }
).convert_dtypes()


@given(counts, levels)
def test_the_interval_is_statsmodels_wilson(count, level):
    found, n = count
    theirs = proportion_confint(found, n, alpha=1 - level, method="wilson")
    assert kpi.share_interval(found / n, n=n, level=level) == approx(theirs, abs=1e-12)


@given(shares, sizes)
def test_an_interval_holds_its_share_and_stays_on_the_scale(share, n):
    low, high = kpi.share_interval(share, n=n)
    assert 0 <= low <= share + 1e-12
    assert share - 1e-12 <= high <= 1


@given(shares, sizes)
def test_the_other_share_has_the_mirrored_interval(share, n):
    low, high = kpi.share_interval(share, n=n)
    assert kpi.share_interval(1 - share, n=n) == approx((1 - high, 1 - low), abs=1e-12)


@given(shares, st.integers(1, 10**5), st.integers(1, 10**5))
def test_more_people_never_widen_it(share, n, more):
    def width(size):
        low, high = kpi.share_interval(share, n=size)
        return high - low

    assert width(n + more) <= width(n) + 1e-12


@given(st.floats(0.005, 0.5), st.floats(0.01, 0.99), levels)
def test_the_number_to_ask_is_statsmodels_rounded_up(half_width, share, level):
    theirs = samplesize_confint_proportion(share, half_width, alpha=1 - level)
    assert kpi.sample_needed(half_width, share=share, level=level) == max(
        1, math.ceil(theirs - 1e-9)
    )


@given(st.floats(0.01, 0.2))
def test_half_the_width_takes_four_times_the_people(half_width):
    once, half = kpi.sample_needed(half_width), kpi.sample_needed(half_width / 2)
    assert 4 * (once - 1) < half <= 4 * once


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: kpi.share_interval(79, n=400), UnitError, "For 79 % write 0.79"),
        (lambda: kpi.share_interval(0.79, n=0), ArgumentError, "n must be"),
        (lambda: kpi.share_interval(0.79, n=10, level=1), ArgumentError, "level must be"),
        (lambda: kpi.sample_needed(5), UnitError, "For 5 % write 0.05"),
        (lambda: kpi.sample_needed(0), ArgumentError, "no sample is exact"),
        (lambda: kpi.gain_over_nothing(1, cost=1, anyway=30), UnitError, "anyway must be"),
        (
            lambda: kpi.gain_over_nothing(Money(1, "EUR"), cost=Money(1, "USD")),
            CurrencyError,
            "USD",
        ),
    ],
)
def test_wrong_arguments_are_named(call, error, words):
    with pytest.raises(error, match=words):
        call()


@given(st.floats(1, 1e6), st.floats(0, 1e6))
def test_at_the_highest_share_anyway_nothing_is_gained(margin, cost):
    anyway = kpi.highest_anyway(margin, cost=cost)
    if 0 <= anyway <= 1:
        assert kpi.gain_over_nothing(margin, cost=cost, anyway=anyway) == approx(0, abs=1e-6)
    else:
        assert kpi.gain_over_nothing(margin, cost=cost) < 0


def test_gain_keeps_its_money():
    gain = kpi.gain_over_nothing(Money(90, "EUR"), cost=Money(60, "EUR"), anyway=0.5)
    assert gain == Money(-15, "EUR")
    assert math.isnan(kpi.highest_anyway(0, cost=5))


@given(st.integers(0, 10**5), st.integers(1, 10**5))
def test_bots_lower_rates_and_leave_what_people_did(bots, followers):
    seen = kpi.with_bot_views(SMALL, bots, followers=followers)
    done = ["likes", "comments", "engagements", "clicks"]
    pd.testing.assert_frame_equal(seen[done], SMALL[done])
    assert kpi.er_by_reach(seen) <= kpi.er_by_reach(SMALL)
    assert kpi.ctr(seen) <= kpi.ctr(SMALL)
    assert kpi.er_by_followers(seen, followers=followers + bots) <= kpi.er_by_followers(
        SMALL, followers=followers
    )
    grown = float(seen["reach"].sum()) / float(SMALL["reach"].sum())
    assert grown == approx(1 + bots / followers, abs=0.5 * len(SMALL) / 390)


@given(st.integers(1, 10**5))
def test_a_ring_raises_the_engagement_rate_and_lowers_ctr(members):
    page = kpi.with_likes_ring(SMALL, members)
    assert kpi.er_by_reach(page) > kpi.er_by_reach(SMALL)
    assert kpi.ctr(page) < kpi.ctr(SMALL)
    assert page["clicks"].equals(SMALL["clicks"])
    assert page["likes"].min() >= members
    assert (page["engagements"] - page["likes"]).equals(SMALL["engagements"] - SMALL["likes"])


def test_nothing_added_is_nothing_changed():
    pd.testing.assert_frame_equal(kpi.with_likes_ring(SMALL, 0), SMALL)
    pd.testing.assert_frame_equal(kpi.with_bot_views(SMALL, 0, followers=10), SMALL)
    days = Brand.of("ada").history().daily
    days = days[days["platform"] == days["platform"].iloc[0]]
    same = kpi.with_bought_followers(days, 0, on="2026-06-01")
    pd.testing.assert_frame_equal(same, days)


def test_a_table_is_not_changed_in_place():
    before = SMALL.copy()
    kpi.with_likes_ring(SMALL, 5)
    kpi.with_bot_views(SMALL, 5, followers=10)
    pd.testing.assert_frame_equal(SMALL, before)


def test_what_is_not_known_stays_so():
    unknown = SMALL.assign(reach=pd.array([100, None, 250], dtype="Int64"))
    assert kpi.with_bot_views(unknown, 5, followers=10)["reach"].isna().tolist() == [0, 1, 0]
    assert kpi.with_likes_ring(unknown, 5)["reach"].isna().tolist() == [0, 1, 0]


@given(st.integers(0, 10**5), st.sampled_from(["2025-12-29", "2026-03-01", "2026-06-28"]))
def test_bought_followers_stand_in_the_books(bots, day):
    daily = Brand.of("ada").history().daily
    days = daily[daily["platform"] == "facebook"]
    before = kpi.follower_balance(days)
    after = kpi.follower_balance(kpi.with_bought_followers(days, bots, on=day))
    assert after["opening"] == before["opening"]
    assert after["closing"] == before["closing"] + bots
    assert after["opening"] + after["won"] - after["lost"] == after["closing"]


@pytest.mark.parametrize("day", ["2030-01-01", "June", None, 3.5])
def test_a_day_outside_the_table_is_refused(day):
    days = Brand.of("ada").history().daily
    with pytest.raises(ArgumentError, match="2025-12-29 to 2026-06-28"):
        kpi.with_bought_followers(days[days["platform"] == "facebook"], 10, on=day)


def test_several_accounts_are_refused():
    with pytest.raises(TableError, match="Choose the rows of one account"):
        kpi.with_bought_followers(Brand.of("ada").history().daily, 10, on="2026-06-01")


@pytest.mark.parametrize("members", [-1, 2.5, "ten", float("nan")])
def test_members_are_counted(members):
    with pytest.raises(ArgumentError, match="members must be"):
        kpi.with_likes_ring(SMALL, members)


def test_columns_are_asked_for_by_name():
    with pytest.raises(TableError, match='with_likes_ring needs the column "likes"'):
        kpi.with_likes_ring(SMALL.drop(columns="likes"), 5)
    with pytest.raises(TableError, match='with_bot_views needs the column "reach"'):
        kpi.with_bot_views(SMALL.drop(columns="reach"), 5, followers=10)
    with pytest.raises(TableError, match='vital_signs needs the column "clicks"'):
        kpi.vital_signs(SMALL.drop(columns="clicks"), followers=10, orders_per_click=0.1)


def test_vital_signs_are_those_of_kpi():
    signs = kpi.vital_signs(SMALL, followers=1000, orders_per_click=0.1)
    assert signs["engagement rate by reach"] == kpi.er_by_reach(SMALL)
    assert signs["engagement rate by followers"] == kpi.er_by_followers(SMALL, followers=1000)
    assert signs["click-through rate"] == kpi.ctr(SMALL)
    assert signs["clicks per 100 engagements"] == approx(100 * 7 / 13)
    assert signs["orders expected"] == approx(0.7)


def test_moves_say_which_way():
    before = pd.Series({"a": 2.0, "b": 2.0, "c": 2.0, "d": 0.0})
    after = pd.Series({"a": 3.0, "b": 1.0, "c": 2.0005, "d": 1.0})
    found = kpi.moves(before, after)
    assert found["way"].tolist() == ["up", "down", "stays", "not known"]
    assert found["change"].iloc[:2].tolist() == [0.5, -0.5]
    with pytest.raises(ArgumentError, match="the same measures"):
        kpi.moves(before, after.drop("a"))
