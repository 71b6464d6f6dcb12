"""Advertising's arithmetic: the chain, splits held against other optimisers, pacing, links."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from smmkit import ads, kpi
from smmkit.errors import ArgumentError, CurrencyError, TableError, UnitError
from smmkit.money import Money

NAMES = ("spend", "impressions", "clicks", "conversions", "cpm", "ctr", "cpc", "cr", "cpa")
rates = st.floats(1e-4, 1)
counts = st.floats(100, 1e7)


# The chain


@given(counts, rates, rates, st.floats(0.1, 100), st.sets(st.sampled_from(NAMES)))
def test_what_follows_is_what_was_true(shown, ctr, cr, cpm, known):
    clicks = shown * ctr
    spend, orders = shown * cpm / 1000, clicks * cr
    true = dict(
        zip(NAMES, (spend, shown, clicks, orders, cpm, ctr, spend / clicks, cr, spend / orders),
            strict=True)
    )  # fmt: skip
    found = ads.chain(**{name: true[name] for name in known})
    assert list(found.index) == list(NAMES)
    for name, value in found.dropna().items():
        assert value == pytest.approx(true[name], rel=1e-6)
    assert known <= set(found.dropna().index)
    # Money, displays and two rates that lead to the order settle everything.
    if (
        {"spend", "impressions"} <= known
        and {"clicks", "ctr", "cpc"} & known
        and ({"conversions", "cr", "cpa"} & known)
    ):
        assert found.notna().all()


def test_it_is_the_chain_of_the_ratios_of_a_table():
    table = pd.DataFrame(
        {
            "spend": [30.0, 12.0],
            "impressions": [6000, 900],
            "clicks": [60, 30],
            "conversions": [3, 1],
        }
    )
    found = ads.chain(**table.sum().to_dict())
    for ratio in (kpi.cpm, kpi.ctr, kpi.cpc, kpi.cr, kpi.cpa):
        assert found[ratio.__name__] == pytest.approx(ratio(table))


def test_an_order_at_the_highest_cpm_costs_what_it_leaves():
    highest = ads.highest_cpm(ctr=0.013, cr=0.031, worth=17)
    assert ads.chain(cpm=highest, ctr=0.013, cr=0.031)["cpa"] == pytest.approx(17)


def test_nothing_bought_has_no_price():
    found = ads.chain(spend=10, clicks=50, conversions=0)
    assert found["cr"] == 0
    assert found["cpc"] == pytest.approx(0.2)
    assert math.isnan(found["cpa"])
    assert ads.chain().isna().all()


def test_money_keeps_its_currency_and_is_not_mixed():
    found = ads.chain(cpm=Money(6, "EUR"), ctr=0.01, cr=0.05)
    assert str(found["cpa"]) == "12.00 EUR"
    assert str(ads.highest_cpm(ctr=0.01, cr=0.05, worth=Money(20, "EUR"))) == "10.00 EUR"
    with pytest.raises(CurrencyError):
        ads.chain(cpm=Money(6, "EUR"), spend=Money(6, "USD"))


@pytest.mark.parametrize(
    ("known", "error", "words"),
    [
        ({"cpmm": 5}, ArgumentError, 'Did you mean "cpm"'),
        ({"ctr": 1.2}, UnitError, "0.012"),
        ({"cr": -0.1}, ArgumentError, "cr must be"),
        ({"cpm": "6"}, ArgumentError, "cpm"),
        ({"clicks": 10, "impressions": 1000, "ctr": 0.02}, ArgumentError, "contradict each other"),
        ({"cpm": 6, "ctr": 0.01, "cr": 0.05, "cpa": 13}, ArgumentError, "contradict each other"),
    ],
)
def test_what_cannot_be_is_named(known, error, words):
    with pytest.raises(error, match=words):
        ads.chain(**known)


# Curves and splits

bows = st.one_of(
    st.builds(ads.Hill, st.floats(1, 50), st.floats(10, 500), st.floats(0.6, 1)),
    st.builds(ads.Log, st.floats(0.5, 30), st.floats(5, 300)),
    st.builds(ads.Power, st.floats(0.1, 3), st.floats(0.2, 0.9)),
)
any_curve = bows | st.builds(ads.Hill, st.floats(1, 50), st.floats(20, 300), st.floats(1.2, 3))


@given(any_curve, st.floats(1, 1000))
def test_a_slope_is_what_one_more_brings(curve, spend):
    step = 1e-4 * spend
    numeric = (curve(spend + step) - curve(spend - step)) / (2 * step)
    assert curve.slope(spend) == pytest.approx(numeric, rel=1e-5, abs=1e-12)
    assert ads.marginal(lambda money: curve(money), spend) == pytest.approx(
        curve.slope(spend), rel=1e-3, abs=1e-9
    )


def test_at_no_money_a_bow_is_steep_and_an_s_is_flat():
    assert ads.marginal(ads.Hill(40, 200), 0) == 0.2
    assert ads.marginal(ads.Hill(40, 200, 2), 0) == 0
    assert ads.marginal(ads.Hill(40, 200, 0.5), 0) == math.inf
    assert ads.marginal(ads.Power(2, 0.5), 0) == math.inf
    assert ads.marginal(ads.Power(2, 1), 0) == 2
    assert ads.marginal(ads.Log(10, 5), 0) == 2
    assert ads.marginal(lambda money: 3 * money, 0) == pytest.approx(3)


@settings(max_examples=40)
@given(st.lists(bows, min_size=2, max_size=4), st.floats(50, 2000), st.floats(1, 50))
def test_at_the_best_split_marginal_returns_are_equal(curves, budget, worth):
    offers = {f"c{number}": curve for number, curve in enumerate(curves)}
    plan = ads.allocate(offers, budget=budget, worth=worth)
    assert plan["spend"].sum() <= budget * (1 + 1e-9)
    assert (plan["spend"] >= 0).all()
    inside = plan[plan["spend"] > 0.005 * budget]
    height = max(1.0, float(inside["marginal"].max())) if len(inside) else 1.0
    short = plan["spend"].sum() > 0.999 * budget
    if not short:
        height = 1.0
    assert inside["marginal"].to_numpy() == pytest.approx(height, rel=2e-3)
    # Whoever gets nothing would bring less with the first coin.
    nothing = plan.loc[plan["spend"] == 0, "marginal"]
    assert (nothing[np.isfinite(nothing)] <= height * 1.002).all()


@pytest.mark.parametrize("seed", range(6))
def test_slsqp_finds_nothing_better_on_bows(seed):
    rng = np.random.default_rng(seed)
    kinds = [
        ads.Hill(rng.uniform(5, 40), rng.uniform(30, 300), rng.uniform(0.7, 1)),
        ads.Log(rng.uniform(2, 20), rng.uniform(20, 200)),
        ads.Power(rng.uniform(0.3, 2), rng.uniform(0.3, 0.8)),
        lambda money: 15 * (1 - math.exp(-money / 90)),
    ]
    offers = dict(zip("abcd", kinds, strict=True))
    worth, budget = rng.uniform(5, 30), rng.uniform(100, 900)

    def loss(x):
        return -sum(worth * c(max(v, 0)) - v for c, v in zip(kinds, x, strict=True))

    found = minimize(
        loss,
        np.full(4, budget / 5),
        method="SLSQP",
        bounds=[(1e-9, budget)] * 4,
        constraints={"type": "ineq", "fun": lambda x: budget - x.sum()},
        options={"ftol": 1e-12, "maxiter": 500},
    )
    plan = ads.allocate(offers, budget=budget, worth=worth)
    assert plan["gain"].sum() >= -found.fun - 1e-6 * abs(found.fun)
    assert plan["spend"].to_numpy() == pytest.approx(found.x, abs=5e-3 * budget)


@pytest.mark.parametrize("seed", range(8))
def test_no_split_of_a_grid_is_better_on_curves_of_any_shape(seed):
    rng = np.random.default_rng(seed)
    steps, budget = 60, 600.0
    offers = {
        name: ads.Hill(rng.uniform(10, 40), rng.uniform(50, 400), rng.uniform(0.8, 4))
        for name in "abc"
    }
    worth = rng.uniform(8, 40)
    money = np.linspace(0, budget, steps + 1)
    best = max(
        sum(worth * c(x) - x for c, x in zip(offers.values(), (money[i], money[j], money[k]),
                                             strict=True))
        for i, j, k in itertools.product(range(steps + 1), repeat=3)
        if i + j + k <= steps
    )  # fmt: skip
    plan = ads.allocate(offers, budget=budget, worth=worth)
    assert plan["gain"].sum() >= best - 1e-9


def test_equal_slopes_at_the_foot_of_an_s_are_no_optimum():
    offers = {"a": ads.Hill(40, 300, 3), "b": ads.Hill(40, 300, 3)}
    split = ads.returns(offers, {"a": 150, "b": 150}, worth=30)
    pd.testing.assert_frame_equal(ads.returns(offers, split, worth=30), split)
    assert split["marginal"].iloc[0] == split["marginal"].iloc[1]
    best = ads.allocate(offers, budget=300, worth=30)
    assert sorted(best["spend"].round(2)) == [0, 300]
    assert best["gain"].sum() > 2 * split["gain"].sum()


def test_money_that_does_not_come_back_is_kept_unless_all_must_go():
    offers = {"a": ads.Log(10, 50), "b": ads.Log(20, 50)}
    kept = ads.allocate(offers, budget=5000, worth=30)
    assert kept["spend"].tolist() == pytest.approx([250, 550], abs=0.01)
    assert kept["marginal"].tolist() == pytest.approx([1, 1], rel=1e-4)
    spent = ads.allocate(offers, budget=5000, worth=30, spend_all=True)
    assert spent["spend"].sum() == pytest.approx(5000)
    assert spent["marginal"].nunique() <= 2
    assert spent["gain"].sum() < kept["gain"].sum()
    assert ads.allocate(offers, budget=100, worth=0)["spend"].sum() == 0


@settings(max_examples=25)
@given(st.lists(any_curve, min_size=2, max_size=3), st.data())
def test_regret_is_nothing_for_the_best_and_never_negative(curves, data):
    offers = {f"c{number}": curve for number, curve in enumerate(curves)}
    best = ads.allocate(offers, budget=400, worth=20)["spend"]
    assert ads.regret(best, offers, budget=400, worth=20) == 0
    parts = [data.draw(st.floats(0, 400 / len(curves))) for _ in curves]
    split = dict(zip(offers, parts, strict=True))
    assert ads.regret(split, offers, budget=400, worth=20) >= 0


def test_where_nothing_pays_spending_nothing_is_right():
    offers = {"a": ads.Hill(1, 100)}
    assert ads.regret({}, offers, budget=100, worth=1) == 0
    assert ads.regret({"a": 10}, offers, budget=100, worth=1) == 1


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: ads.allocate({}, budget=1), "curves must name"),
        (lambda: ads.allocate({"a": 3}, budget=1), "a must be a function"),
        (lambda: ads.allocate({"a": lambda x: "no"}, budget=1), "a at 0"),
        (lambda: ads.allocate({"a": ads.Log(1, 1)}, budget=0), "budget must be"),
        (lambda: ads.returns({"a": ads.Log(1, 1)}, {"b": 1}), "a placement in spend"),
        (lambda: ads.returns({"a": ads.Log(1, 1)}, {"a": -1}), "spend of a"),
        (lambda: ads.returns({"a": ads.Log(1, 1)}, [1]), "spend must name"),
        (lambda: ads.returns({"a": ads.Log(1, 1)}, pd.DataFrame({"a": [1]})), "spend must name"),
        (lambda: ads.regret({"a": 11}, {"a": ads.Log(1, 1)}, budget=10), "takes 11.00"),
        (lambda: ads.Hill(1, 0), "half must be"),
        (lambda: ads.Power(1, 1.5), "elasticity must be"),
        (lambda: ads.marginal(ads.Log(1, 1), -1), "spend must be"),
    ],
)
def test_senseless_splits_are_named(call, words):
    with pytest.raises(ArgumentError, match=words):
        call()


def test_curves_of_a_table():
    table = pd.DataFrame({"most": [4, 5], "half": [6, 7], "steepness": [1, 2]}, index=["a", "b"])
    assert ads.curves(table) == {"a": ads.Hill(4, 6, 1), "b": ads.Hill(5, 7, 2)}
    with pytest.raises(ArgumentError, match="twice"):
        ads.curves(table.set_axis(["a", "a"]))
    with pytest.raises(TableError, match='"half"'):
        ads.curves(table.rename(columns={"half": "haf"}))


# How little, how much


@given(
    st.builds(ads.Hill, st.floats(5, 60), st.floats(20, 300), st.floats(1, 3)),
    st.floats(5, 40),
    st.floats(0, 200),
)
def test_the_range_holds_just_the_budgets_that_pay(curve, worth, fee):
    most = 2000.0

    def gain(spend):
        return worth * curve(spend) - spend - fee

    found = ads.paying_range(curve, worth=worth, most=most, fee=fee)
    money = np.linspace(1, most, 1999)
    gains = np.array([gain(x) for x in money])
    if found.isna().all():
        assert gains.max() < 1e-6
        return
    assert found["smallest"] <= found["best"] <= found["largest"]
    assert found["gain"] == pytest.approx(gain(found["best"]))
    assert found["gain"] >= gains.max() - 1e-6
    inside = (money > found["smallest"] + 2) & (money < found["largest"] - 2)
    assert (gains[inside] > -1e-6).all()
    outside = (money < found["smallest"] - 2) | (money > found["largest"] + 2)
    assert (gains[outside] < 1e-6).all()


def test_on_a_bow_any_little_pays_and_on_an_s_it_does_not():
    assert ads.paying_range(ads.Hill(40, 200), worth=25, most=500)["smallest"] == 0
    assert ads.paying_range(ads.Hill(40, 200, 2), worth=25, most=500)["smallest"] > 30
    assert ads.paying_range(ads.Hill(40, 200), worth=25, most=500)["largest"] == 500
    assert ads.paying_range(ads.Hill(1, 200), worth=25, most=500).isna().all()


# Pacing

WEEKS = pd.DataFrame(
    {"week": pd.to_datetime(["2026-06-29", "2026-07-06"]), "budget": [70.0, 140.0]}
)


def spent(amounts, start="2026-06-29"):
    return pd.DataFrame({"date": pd.date_range(start, periods=len(amounts)), "spend": amounts})


def test_pacing_by_hand():
    found = ads.pacing(spent([12.0] * 7 + [20.0] * 2), WEEKS, on="2026-07-07")
    assert found["planned"] == 70 + 40
    assert found["spent"] == 124
    assert found["rate"] == pytest.approx((5 * 12 + 2 * 20) / 7)
    assert found["days_left"] == 5
    assert found["projected"] == pytest.approx(124 + 5 * 100 / 7)
    assert found["over"] == pytest.approx(found["projected"] - 210)
    assert found["per_day"] == pytest.approx(86 / 5)


@given(st.lists(st.floats(0, 100), min_size=1, max_size=14), st.integers(1, 20))
def test_the_last_day_projects_what_was_spent(amounts, window):
    last = pd.Timestamp("2026-07-12")
    found = ads.pacing(spent(amounts), WEEKS, on=last, window=window)
    assert found["projected"] == pytest.approx(sum(amounts))
    assert found["planned"] == pytest.approx(found["budget"])
    assert math.isnan(found["per_day"])
    days = ads.pace_by_day(spent(amounts), WEEKS, on=last)
    assert days["planned"].is_monotonic_increasing
    assert days["spent"].iloc[-1] == pytest.approx(sum(amounts))


def test_spending_to_plan_is_a_pace_of_one():
    found = ads.pacing(spent([10.0] * 7 + [20.0] * 7), WEEKS, on="2026-07-12")
    assert (found["pace"], found["over"]) == (1, 0)


def test_each_campaign_has_its_own_pace_and_days_outside_are_left_out():
    one = spent([10.0] * 20, start="2026-06-25").assign(campaign="a")
    two = spent([5.0] * 3).assign(campaign="b")
    media = pd.concat([WEEKS.assign(campaign="a"), WEEKS.assign(campaign="b")])
    found = ads.pacing(pd.concat([one, two]), media, on="2026-07-01", by="campaign")
    assert found["spent"].to_dict() == {"a": 30, "b": 15}
    whole = ads.pacing(pd.concat([one, two]), media, on="2026-07-01")
    assert whole["budget"] == found["budget"].sum()


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        ({"on": "2026-08-01"}, ArgumentError, "on must be a day of the plan"),
        ({"window": 0}, ArgumentError, "window"),
        ({"window": 2.5}, ArgumentError, "whole number"),
        ({"media": WEEKS.head(0)}, TableError, "at least one week"),
        ({"media": WEEKS.drop(columns="budget")}, TableError, '"budget"'),
        ({"media": WEEKS.assign(currency=["EUR", "USD"])}, CurrencyError, "EUR, USD"),
    ],
)
def test_what_cannot_be_paced_is_named(change, error, words):
    given_ = {"ads": spent([1.0]), "media": WEEKS, "on": "2026-06-29"} | change
    with pytest.raises(error, match=words):
        ads.pacing(given_["ads"], given_["media"], on=given_["on"],
                   window=given_.get("window", 7))  # fmt: skip


# Links

words = st.from_regex(r"[a-z0-9]{1,8}([._-][a-z0-9]{1,5}){0,2}", fullmatch=True)


@given(words, words, words, st.none() | words, st.none() | words)
def test_what_a_link_was_given_is_read_back(source, medium, campaign, content, term):
    asked = {"source": source, "medium": medium, "campaign": campaign}
    link = ads.utm("https://example.org/a?b=%20c&d=#e", content=content, term=term, **asked)
    extra = {"content": content, "term": term}
    assert ads.parse_utm(link) == asked | {k: v for k, v in extra.items() if v is not None}
    assert link.startswith("https://example.org/a?b=+c&d=&utm_source=")
    assert link.endswith("#e")
    assert ads.utm(link, content=content, term=term, **asked) == link


@pytest.mark.parametrize(
    ("source", "medium", "expected"),
    [
        ("instagram", "social", "organic instagram"),
        ("ig", "paid_social", "paid instagram"),
        ("l.facebook.com", "cpc", "paid facebook"),
        ("FB", "retargeting", "retargeting facebook"),
        ("t.co", "referral", "organic x"),
        ("m.vk.com", "social", "organic vk"),
        ("newsletter", "email", "email"),
        ("e-mail", "june", "email"),
        ("google", "organic", "search"),
        ("google", "cpc", "paid search"),
        ("partner", "organic", "search"),
        ("flyer", "qr", "other"),
    ],
)
def test_a_link_belongs_to_a_channel(source, medium, expected):
    link = f"https://example.org/?utm_source={source}&utm_medium={medium}"
    assert ads.channel(link) == expected


def test_a_review_finds_what_spoils_the_count():
    good = ads.utm("https://example.org", source="x", medium="social", campaign="june_launch")
    assert ads.review_utm([good]).empty
    bad = {
        "https://example.org/?utm_source=x": "missing",
        "https://example.org/?utm_source=X&utm_medium=social&utm_campaign=june_launch": "spelling",
        "https://example.org/?utm_source=x&utm_medium=social&utm_campaign=june-launch": "variants",
        "https://example.org/?utm_source=a@b.org&utm_medium=email&utm_campaign=c": "person",
        "https://example.org/?utm_source=flyer&utm_medium=qr&utm_campaign=c": "channel",
    }
    for link, rule in bad.items():
        assert rule in ads.review_utm([good, link])["rule"].tolist()


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: ads.utm("example.org", source="a", medium="b", campaign="c"), "whole link"),
        (lambda: ads.utm("https://e.org", source="Paid IG", medium="b", campaign="c"), "paid_ig"),
        (lambda: ads.utm("https://e.org", source="", medium="b", campaign="c"), "source must be"),
        (lambda: ads.utm("https://e.org", source="a", medium=None, campaign="c"), "medium must be"),
        (lambda: ads.parse_utm(None), "url must be"),
        (lambda: ads.review_utm("https://e.org"), "list of links"),
    ],
)
def test_what_is_no_link_is_named(call, words):
    with pytest.raises(ArgumentError, match=words):
        call()
