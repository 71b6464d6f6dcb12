import ast
import dataclasses
import hashlib
import os
import subprocess
import sys
from functools import cache

import numpy as np
import pandas as pd
import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from smmkit import tables
from smmkit.brand import Brand, History, parameters
from smmkit.brand import posts as equations
from smmkit.brand.audience import union_reach
from smmkit.brand.history import MOST_ATTEMPTS, teaches
from smmkit.brand.identity import stream
from smmkit.brand.parameters import NETWORKS, PILLARS, REACTIONS, formats, value
from smmkit.errors import ArgumentError, SmmkitError

STUDENTS = [f"student {number}" for number in range(30)]
KINDS = [field.name for field in dataclasses.fields(History)]

# What version 1 deals. If one of these changes, classes that have begun see other numbers:
# add a version instead.
GOLDEN = {
    ("ada", "self"): "a504a03f871c979c9d4f8eeaa43b260a593b6841afcb9ef7ea9092ac70ad6710",
    ("Łukasz 7", "spring 2026"): "3f37486ee2c5a64445f03ab503ce01941ea333a6f300ca49f2687e00da1bd53d",
}


def fingerprint(brand):
    past = brand.history()
    text = brand.card().to_csv(index=False, lineterminator="\n")
    for kind in KINDS:
        # A column that this version does not fill may be added to the tables later.
        frame = getattr(past, kind).dropna(axis="columns", how="all")
        text += frame.to_csv(index=False, date_format="%Y-%m-%dT%H:%M", lineterminator="\n")
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def brands():
    return [Brand.of(student, "tests") for student in STUDENTS]


@cache
def all_posts():
    frames = []
    for brand in brands():
        frame = brand.history().posts
        frame["brand"] = brand.student
        frame["home"] = frame["platform"] == brand.home
        frame["followers"] = frame["platform"].map(brand.followers).astype(float)
        frames.append(frame)
    posts = pd.concat(frames, ignore_index=True)
    counted = ["reach", "impressions", "engagements"]
    return posts.astype(dict.fromkeys(counted, float)).astype({"paid": float})


def anchor(name):
    return parameters()["value"][name]


# --- who gets which brand


@pytest.mark.parametrize(("student", "cohort"), GOLDEN)
def test_version_1_deals_what_it_always_dealt(student, cohort):
    assert fingerprint(Brand.of(student, cohort)) == GOLDEN[student, cohort]


@pytest.mark.parametrize("hash_seed", ["0", "4711"])
def test_another_process_deals_the_same(hash_seed):
    code = "import test_brand as t; print(t.fingerprint(t.Brand.of('ada')))"
    env = os.environ | {
        "PYTHONHASHSEED": hash_seed,
        "PYTHONPATH": os.path.dirname(__file__),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    run = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == fingerprint(Brand.of("ada"))


@given(st.text(min_size=1, max_size=40))
def test_any_name_deals_a_brand_or_says_why_not(name):
    try:
        brand = Brand.of(name)
    except ArgumentError as error:
        assert "visible" in str(error)  # noqa: PT017
    else:
        assert brand == Brand.of(f"  {name} ")
        assert hash(brand) == hash(Brand.of(name))


def test_capitals_spaces_and_accents_make_no_difference():
    assert Brand.of("Zoé  B") == Brand.of(" ZOE\u0301 b ")
    assert Brand.of("Straße") == Brand.of("STRASSE")


def test_the_parts_of_an_identity_cannot_be_mistaken_for_each_other():
    draws = [
        stream(who, "x").random() for who in [(1, "a|b", "c"), (1, "a", "b|c"), (1, "a b", "c")]
    ]
    assert len(set(draws)) == 3


def test_streams_are_apart():
    who = (1, "self", "ada")
    draws = {stream(who, name, n).random() for name in ("posts", "ads") for n in range(2)}
    assert len(draws) == 4


def test_students_get_brands_of_their_own_and_cohorts_change_them_all():
    here = [Brand.of(f"s{n}", "2026") for n in range(150)]
    there = [Brand.of(f"s{n}", "2027") for n in range(150)]
    assert len({brand.name for brand in here}) > 140
    assert len({tuple(brand.followers.values()) for brand in here}) == 150
    assert all(
        a.card()["value"].tolist() != b.card()["value"].tolist()
        for a, b in zip(here, there, strict=True)
    )
    assert len({brand.trade for brand in here}) >= 14


@pytest.mark.parametrize("student", ["", "   ", "\u200b", "\n"])
def test_an_empty_name_is_refused(student):
    with pytest.raises(ArgumentError, match="student must hold at least one visible"):
        Brand.of(student)


@pytest.mark.parametrize("student", [None, 7, b"ada", ["ada"]])
def test_a_name_that_is_no_text_is_refused(student):
    with pytest.raises(ArgumentError, match="student must be text such as 'ada'; received"):
        Brand.of(student)


def test_a_long_name_is_refused_without_repeating_it():
    with pytest.raises(ArgumentError, match="at most 200 characters; received 5000") as error:
        Brand.of("ada", "x" * 5000)
    assert "cohort" in str(error.value)
    assert len(str(error.value)) < 120


@pytest.mark.parametrize("version", [0, 2, "1", True, None])
def test_an_unknown_version_is_refused(version):
    with pytest.raises(ArgumentError, match="version must be one of 1; received"):
        Brand.of("ada", version=version)


# --- the card


@settings(max_examples=60)
@given(st.integers())
def test_a_card_holds_together(number):
    brand = Brand.of(str(number), "cards")
    assert 3 <= len(brand.platforms) <= 4
    assert set(brand.platforms) <= set(tables.PLATFORMS)
    assert not brand.b2b or "linkedin" in brand.platforms
    followers = list(brand.followers.values())
    assert followers[0] == max(followers)
    assert brand.home == brand.platforms[0]
    assert 400 <= min(followers) <= max(followers) <= 60_000
    assert brand.audience["share"].sum() == pytest.approx(1)
    assert (brand.audience["share"] > 0).all()
    assert brand.audience["peak_hour"].between(0, 23).all()
    assert 0.2 < brand.margin < 0.9
    assert brand.order_value > 0
    assert brand.budget >= 80
    assert 10 <= brand.hours <= 30
    assert len({brand.name, *brand.competitors}) == 4
    assert list(brand.card().columns) == ["what", "value"]
    assert all(isinstance(text, str) and text for text in brand.card()["value"])


def test_a_brand_cannot_be_changed_by_accident():
    brand = Brand.of("ada")
    before = fingerprint(brand)
    with pytest.raises(dataclasses.FrozenInstanceError):
        brand.budget = 0
    brand.followers["facebook"] = 0
    people = brand.audience
    people["share"] = 0
    past = brand.history()
    past.posts.loc[:, "reach"] = 1
    past.daily["followers"] = 0
    past.ads["spend"] = 0.0
    past.listening.iloc[0, past.listening.columns.get_loc("mentions")] = 0
    assert fingerprint(brand) == before


# --- the tables


@pytest.mark.parametrize("kind", KINDS)
def test_tables_conform(kind):
    frame = getattr(brands()[0].history(), kind)
    pd.testing.assert_frame_equal(frame, getattr(tables, kind.upper()).conform(frame))


@pytest.mark.parametrize("brand", brands(), ids=STUDENTS)
def test_posts_add_up(brand):
    posts = brand.history().posts
    assert (posts[list(REACTIONS)].sum(axis=1) == posts["engagements"]).all()
    assert (posts["reach"] >= 1).all()
    assert (posts["impressions"] >= posts["reach"]).all()
    assert (posts["clicks"] <= posts["reach"]).all()
    assert posts["post_id"].is_unique
    assert posts["published"].is_monotonic_increasing
    assert set(posts["pillar"]) == set(PILLARS)
    assert set(posts["format"]) <= set(tables.FORMATS)
    film = posts["format"].isin(["video", "reel"])
    assert (posts["video_views"].notna() == film).all()
    assert (posts["video_views"] <= posts["impressions"])[film].all()
    assert (posts["duration_s"].notna() == film).all()
    assert (posts["platform"] == brand.home).sum() >= 150
    assert 10 <= len(posts) / 26 <= 14
    assert 0.2 <= posts["paid"].mean() <= 0.3
    assert posts["text"].str.len().between(15, 220).all()
    assert not posts["text"].str.contains(r"[{}]|  ").any()
    assert posts["text"].nunique() > 0.7 * len(posts)


@pytest.mark.parametrize("brand", brands(), ids=STUDENTS)
def test_days_add_up(brand):
    past = brand.history()
    for platform, days in past.daily.groupby("platform"):
        dates = pd.date_range("2025-12-29", "2026-06-28")
        assert days["date"].tolist() == dates.tolist()
        net = days["new_followers"] - days["lost_followers"]
        assert (days["followers"].diff().iloc[1:] == net.iloc[1:]).all()
        assert days["followers"].iloc[-1] == brand.followers[platform]
        assert (days["followers"] > 0).all()
        assert (days[["new_followers", "lost_followers"]] >= 0).all(axis=None)
        assert (days["reach"] <= days["impressions"]).all()
        assert (days[list(REACTIONS)].sum(axis=1) == days["engagements"]).all()
        posts = past.posts[past.posts["platform"] == platform]
        per_day = posts.groupby(posts["published"].dt.normalize()).size()
        assert (days.set_index("date")["posts"].loc[per_day.index] == per_day).all()
        assert days["posts"].sum() == len(posts)
        # What comes in after the last day is in a post's result but in no day's.
        late = posts.loc[posts["published"] >= "2026-06-26", "engagements"].sum()
        missing = posts["engagements"].sum() - days["engagements"].sum()
        assert 0 <= missing <= late
    home = past.daily[past.daily["platform"] == brand.home]["followers"]
    assert home.iloc[0] != home.iloc[-1]


@pytest.mark.parametrize("brand", brands(), ids=STUDENTS)
def test_ads_add_up(brand):
    ads = brand.history().ads
    assert not ads.duplicated(["date", "platform", "campaign"]).any()
    funnel = ads[["impressions", "reach", "clicks", "leads", "conversions"]].to_numpy(int)
    assert (np.diff(funnel, axis=1) <= 0).all()
    assert (ads["engagements"] >= ads["clicks"]).all()
    assert ((ads["revenue"] > 0) == (ads["conversions"] > 0)).all()
    for money in ("spend", "revenue"):
        assert (ads[money] == ads[money].round(2)).all()
    assert (ads["spend"] > 0).all()
    assert ads["platform"].nunique() >= 2
    assert set(ads["currency"]) == {brand.currency}
    assert ads["spend"].sum() == pytest.approx(6 * brand.budget, rel=0.5)


def test_orders_are_worth_what_the_card_says():
    worth = [
        brand.history().ads["revenue"].sum()
        / brand.history().ads["conversions"].sum()
        / brand.order_value
        for brand in brands()
    ]
    assert np.mean(worth) == pytest.approx(1, abs=0.06)


@pytest.mark.parametrize("brand", brands(), ids=STUDENTS)
def test_listening_adds_up(brand):
    heard = brand.history().listening
    tone = heard[["positive", "neutral", "negative"]]
    assert (tone.sum(axis=1) == heard["mentions"]).all()
    assert (tone > 0).all(axis=None)
    assert heard.groupby("brand").size().to_dict() == dict.fromkeys(
        [brand.name, *brand.competitors], 6
    )
    assert set(heard.loc[heard["own"], "brand"]) == {brand.name}
    assert set(heard["month"].dt.strftime("%Y-%m")) == {f"2026-0{n}" for n in range(1, 7)}


# --- what lesson 08 finds


@pytest.mark.parametrize("brand", brands(), ids=STUDENTS)
def test_the_reversal_is_there(brand):
    posts = brand.history().posts.query("platform == @brand.home")
    sums = posts.groupby("paid")[["engagements", "reach"]].sum()
    pooled = sums["engagements"] / sums["reach"]
    assert pooled[False] > pooled[True]
    cells = posts.groupby(["format", "paid"])[["engagements", "reach"]].agg(["sum", "size"])
    rate = (cells["engagements", "sum"] / cells["reach", "sum"]).unstack()
    assert (rate[True] > rate[False]).all()
    assert cells["reach", "size"].min() >= 8
    overall = posts["engagements"].sum() / posts["reach"].sum()
    assert abs((posts["engagements"] / posts["reach"]).mean() / overall - 1) >= 0.05


def test_a_deal_without_the_reversal_is_not_accepted():
    count = 20
    cells = [(form, paid) for form in formats("instagram") for paid in (False, True)]
    sent = {
        "platform": np.repeat("instagram", count * len(cells)),
        "format": np.repeat([form for form, _ in cells], count),
        "paid": np.repeat([paid for _, paid in cells], count),
        "reach": np.full(count * len(cells), 100),
    }
    sent["engagements"] = np.where(sent["paid"], 2, 1)
    assert not teaches(sent, "instagram")


def test_a_brand_for_which_no_deal_holds_is_told(monkeypatch):
    monkeypatch.setattr("smmkit.brand.history.MOST_ATTEMPTS", 2)
    monkeypatch.setattr("smmkit.brand.history.teaches", lambda sent, home: False)
    with pytest.raises(SmmkitError, match=r"student 'nobody at all'.* in 2 deals"):
        Brand.of("nobody at all").history()
    assert MOST_ATTEMPTS > 100


# --- measured anchors


@pytest.mark.parametrize("platform", NETWORKS)
def test_reach_and_frequency_are_as_measured(platform):
    posts = all_posts().query("platform == @platform")
    log_rate = np.log(posts["reach"] / posts["followers"])
    within = log_rate - log_rate.groupby(posts["brand"]).transform("mean")
    assert within.std() == pytest.approx(anchor(f"sd_log_reach.{platform}"), rel=0.12)
    assert np.exp(log_rate.median()) == pytest.approx(anchor(f"reach_rate.{platform}"), rel=0.25)
    frequency = (posts["impressions"] / posts["reach"]).median()
    assert frequency == pytest.approx(anchor(f"frequency.{platform}"), rel=0.03)
    rate = (posts["engagements"] / posts["reach"]).median()
    assert rate == pytest.approx(anchor(f"er_by_reach.{platform}"), rel=0.25)


def test_most_of_a_posts_luck_is_luck():
    explained = []
    for _, posts in all_posts().query("home").groupby("brand"):
        hour = posts["published"].dt.hour.to_numpy(float)
        dummies = pd.get_dummies(posts[["format", "pillar"]].astype(str), drop_first=True)
        weekend = posts["published"].dt.day_of_week >= 5
        plan = np.column_stack([dummies, posts["paid"], weekend, *(hour**k for k in range(4))])
        plan = plan.astype(float)
        log_reach = np.log(posts["reach"].to_numpy())
        left = log_reach - plan @ np.linalg.lstsq(plan, log_reach)[0]
        explained.append(1 - (left @ left) / (len(posts) - plan.shape[1]) / log_reach.var(ddof=1))
    assert 0.2 <= np.median(explained) <= 0.5
    assert np.mean([0.1 <= share <= 0.55 for share in explained]) >= 0.9


def test_engagements_grow_slower_than_reach():
    posts = all_posts()
    # Quasi-Poisson with a mean of its own for each brand, platform, format and pillar.
    own = [posts["brand"] + posts["platform"], posts["platform"] + posts["format"], posts["pillar"]]
    dummies = [pd.get_dummies(keys.astype(str), drop_first=True, dtype=float) for keys in own]
    ones = np.ones(len(posts))
    design = np.column_stack([np.log(posts["reach"]), posts["paid"], ones, *dummies])
    done = posts["engagements"].to_numpy()
    mean = done + 0.5
    for _ in range(12):
        # Weights of the negative binomial: small counts tell less.
        weight = np.sqrt(mean / (1 + 0.4 * mean))
        target = np.log(mean) + (done - mean) / mean
        fit = np.linalg.lstsq(design * weight[:, None], target * weight)[0]
        mean = np.exp(np.clip(design @ fit, -8, 12))
    assert fit[0] == pytest.approx(value("elasticity"), abs=0.04)
    for platform in posts["platform"].unique():
        at = (posts["platform"] == platform).to_numpy()
        alpha = (((done - mean) ** 2 - mean)[at] / mean[at] ** 2)[mean[at] > 3].mean()
        assert alpha == pytest.approx(anchor(f"nb_alpha.{platform}"), rel=0.3)


@pytest.mark.parametrize("platform", NETWORKS)
def test_counts_are_negative_binomial_with_the_measured_alpha(platform):
    size = 200_000
    rng = np.random.default_rng(1)
    names = np.repeat(platform, size)
    done = equations.engagements(rng, np.full(size, 20.0), names, np.full(size, 10**6))
    assert done.mean() == pytest.approx(20, rel=0.01)
    alpha = (done.var() - 20) / 400
    assert alpha == pytest.approx(anchor(f"nb_alpha.{platform}"), rel=0.03)


@given(st.just(0.0) | st.floats(1e-3, 1e7), st.floats(1, 1e6), st.floats(1, 5))
def test_a_union_is_never_more_than_the_displays_or_the_pool(shown, pool, frequency):
    reach = union_reach(np.array([shown]), np.array([pool]), np.array([frequency]))[0]
    assert 0 <= reach <= min(shown, pool) * (1 + 1e-12)


def test_the_best_hour_is_the_audiences():
    hours = np.arange(24)
    effect = equations.hour_effect(hours, np.array([18]), np.array([1.0]))
    assert hours[effect.argmax()] == 18
    assert effect[7:23].mean() == pytest.approx(0, abs=1e-12)
    assert effect[18 - 3] < effect[18 + 3]


def test_every_number_has_a_unit_and_a_source():
    table = parameters()
    assert table.index.is_unique
    assert table["value"].map(np.isfinite).all()
    assert (table[["unit", "source"]].map(len) > 2).all(axis=None)
    for platform in NETWORKS:
        for name in ("format_share", "mix"):
            assert table.filter(like=f"{name}.{platform}.", axis=0)["value"].sum() == pytest.approx(
                1
            )
    for name in ("pillar_share", "day_share", "campaign_share"):
        assert table.filter(like=f"{name}.", axis=0)["value"].sum() == pytest.approx(1)


def test_no_number_of_the_world_is_named_twice():
    # A later entry of the same name would win without a word.
    tree = ast.parse((ROOT / "smmkit" / "brand" / "parameters.py").read_text(encoding="utf-8"))
    tables = [
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Dict)
        and node.targets[0].id in {"_OTHERS", "_SEASON", "_PUBLIC", "_INBOX", "_JOURNEYS"}
    ]
    names = [key.value for table in tables for key in table.keys if isinstance(key, ast.Constant)]
    assert len(tables) == 5
    assert sorted(names) == sorted(set(names))
