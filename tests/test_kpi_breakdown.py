"""Laws and errors of the breakdown of a rate."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smmkit import kpi
from smmkit.errors import ArgumentError, TableError
from smmkit.tables import POSTS

WORDS = st.sampled_from(["photo", "reel", "link"])
COUNT = st.none() | st.integers(0, 10_000)


def posts_of(rows):
    frame = pd.DataFrame(rows, columns=["format", "paid", "reach", "engagements"])
    return POSTS.conform(frame)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(WORDS, st.booleans(), COUNT, COUNT), min_size=1))
def test_the_weights_lead_back_to_the_whole(rows):
    posts = posts_of(rows)
    parts = kpi.breakdown(posts, by=["format", "paid"])
    assert parts["posts"].sum() == (posts["reach"].notna() & posts["engagements"].notna()).sum()
    told = (parts["rate"] * parts["weight"]).sum(min_count=1) / parts["weight"].sum()
    whole = kpi.er_by_reach(posts)
    # Groups that reached nobody have no rate; their engagements are in the whole.
    if (parts["weight"] > 0).all():
        assert told == pytest.approx(whole)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(WORDS, st.booleans(), COUNT, COUNT), min_size=1), st.integers(1, 5))
def test_small_groups_keep_their_row_and_lose_their_rate(rows, min_posts):
    posts = posts_of(rows)
    every = kpi.breakdown(posts, by="format")
    some = kpi.breakdown(posts, by="format", min_posts=min_posts)
    assert some["posts"].equals(every["posts"])
    assert some["rate"].equals(every["rate"].where(every["posts"] >= min_posts))


@pytest.mark.parametrize("average", ["pooled", "mean of ratios", "median of ratios"])
def test_it_agrees_with_the_named_rates(average):
    posts = posts_of([("reel", True, 100, 3), ("reel", False, 300, 3), ("link", True, 50, 1)])
    posts = posts.assign(platform="x", impressions=posts["reach"] * 2)
    options = {"by": "format", "average": average}
    expected = {
        "reach": kpi.er_by_reach(posts, **options),
        "impressions": kpi.er_by_impressions(posts, **options),
        "followers": kpi.er_by_followers(posts, followers={"x": 1000}, **options),
    }
    for per, rates in expected.items():
        followers = {"x": 1000} if per == "followers" else None
        found = kpi.breakdown(posts, per=per, followers=followers, **options)
        pd.testing.assert_series_equal(found["rate"], rates, check_names=False)


def test_weekdays_stand_in_the_order_of_the_week():
    posts = posts_of([("reel", True, 100, 3)] * 3).assign(
        published=pd.to_datetime(["2026-06-28", "2026-06-22", "2026-06-24"])
    )
    found = kpi.breakdown(posts, by="weekday")
    assert list(found.index) == ["Monday", "Wednesday", "Sunday"]


def test_a_post_without_a_date_has_no_weekday():
    found = kpi.breakdown(posts_of([("reel", True, 100, 3)]), by="weekday")
    assert found.index.isna().all()


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"by": "fromat"}, TableError, "Did you mean"),
        ({"by": "format", "per": "followers"}, ArgumentError, "followers="),
        ({"by": "format", "count": "reach"}, ArgumentError, "count must be one of"),
        ({"by": "format", "average": "each row"}, ArgumentError, "average must be one of"),
        ({"by": "format", "min_posts": 0}, ArgumentError, "min_posts"),
        ({"by": []}, ArgumentError, "at least one column"),
    ],
)
def test_wrong_arguments_are_named(options, error, words):
    with pytest.raises(error, match=words):
        kpi.breakdown(posts_of([("reel", True, 100, 3)]), **options)
