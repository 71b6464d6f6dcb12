"""Reports in rows, changes held to their numbers, seasons packed and scored."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smmkit import Brand, report, steering
from smmkit.brand.handover import HANDED_OVER, handed_over
from smmkit.brand.parameters import formats
from smmkit.errors import ArgumentError, TableError

BRANDS = [Brand.of(f"steers {number}", "steering") for number in range(3)]
each_brand = pytest.mark.parametrize("brand", BRANDS, ids=lambda brand: brand.student)
ADA = Brand.of("ada")


@each_brand
def test_every_number_of_a_report_is_right_when_computed_again(brand):
    found = handed_over(brand)
    for rows in (report.weekly(found, "2026-08-26"), report.monthly(found, "2026-08")):
        assert set(report.recompute(rows, found)["verdict"]) == {"right"}
        assert report.review_rows(rows, found).empty
        assert rows["kpi"].isin(report.kpis().index).all()


def row_of(kpi, **filters):
    return report.one_row(handed_over(ADA), kpi, "2026-08-01", "2026-08-31", **filters)


def verdict(row, value):
    return report.recompute(pd.DataFrame([row | {"value": value}]), handed_over(ADA)).loc[
        0, "verdict"
    ]


def august():
    posts = handed_over(ADA).posts
    return posts[posts["published"].dt.month == 8]


def test_typical_mistakes_are_named():
    sent, days = august(), handed_over(ADA).daily
    days = days[days["date"].dt.month == 8]
    reach = row_of("largest_reach")
    assert verdict(reach, float(sent["reach"].sum())) == "reach added up"
    assert verdict(reach, float(days["reach"].sum())) == "reach added up"
    pages = sent.groupby("platform")["reach"].max()
    assert verdict(reach, float(pages.sum())) == "reach added up"
    rate = row_of("er_by_reach")
    assert verdict(rate, 100 * rate["value"]) == "per cent"
    mean = (sent["engagements"] / sent["reach"]).astype(float).mean()
    assert verdict(rate, mean) == "mean of ratios"
    july = report.one_row(handed_over(ADA), "er_by_reach", "2026-07-01", "2026-07-31")
    assert verdict(rate, july["value"]) == "another period"
    home = row_of("engagements", platform=ADA.home)
    assert verdict(row_of("engagements"), home["value"]) == "another filter"
    assert verdict(rate, row_of("er_by_impressions")["value"]) == "another KPI"
    assert verdict(rate, rate["value"] * 1.37 + 0.5) == "wrong"
    assert verdict(rate | {"kpi": "er_by_reech"}, 1) == "KPI unknown"
    assert verdict(rate, "many") == "no number"


def test_a_row_that_is_asked_for_and_missing_costs_its_part():
    found = handed_over(ADA)
    rows = report.weekly(found, "2026-08-26")
    lost = report.review_rows(rows.tail(-2), found, asked=rows)
    assert lost["rule"].tolist() == ["missing", "missing"]
    assert lost["points"].sum() == pytest.approx(20 / len(rows))


def test_bad_input_is_met_with_words():
    found = handed_over(ADA)
    for call, words in (
        (lambda: report.weekly(found, "tomorrow week"), "week must be a day"),
        (lambda: report.weekly(found, "2030-01-01"), "There are no days"),
        (lambda: report.monthly(found, "August"), "month must be written"),
        (lambda: report.weekly({"posts": found.posts}, "2026-08-26"), "has no daily"),
        (lambda: report.one_row(found, "reach", "2026-08-01", "2026-08-02"), "kpi must be"),
        (lambda: row_of("spend", format="video"), "knows the filters"),
        (lambda: steering.replay(ADA, {}), "needs the table plan"),
        (lambda: steering.review_change({"kpi": "posts"}, found), "missing"),
        (lambda: steering.compare(found, "spend", {}, {}, "2026-08-01", "2026-08-02"), "kpi must"),
    ):
        with pytest.raises(ArgumentError, match=words):
            call()
    with pytest.raises(TableError):
        report.recompute(pd.DataFrame({"kpi": ["posts"]}), found)


@each_brand
def test_the_predecessor_tried_everything_within_the_hours(brand):
    found = handed_over(brand)
    assert found.week == HANDED_OVER
    assert (found.ledger["hours"] <= brand.hours + 1e-9).all()
    assert found.posts.groupby("platform")["format"].nunique().max() >= 2
    words = steering.decided(steering.differences(found), found)
    assert set(words.values()) == {"act", "wait"}


@settings(max_examples=20, deadline=None)
@given(hours=st.floats(0, 60), most=st.integers(1, 7), least=st.floats(0, 1))
def test_chosen_posts_fit_into_the_hours(hours, most, least):
    table = steering.interest(ADA.history().posts)
    chosen = steering.choose_posts(table, hours=hours, most=most, least=least)
    assert (chosen * table.loc[chosen.index, "hours"]).sum() <= hours + 1e-6
    assert chosen.groupby(level="platform").sum().max() <= most if len(chosen) else True


def test_a_packed_season_plays_again_the_same_whatever_its_steps():
    counts = steering.choose_posts(steering.interest(ADA.history().posts), hours=10)
    plan = steering.lay_weeks(counts, hour=18)
    season = ADA.season()
    for weeks, manner in ((3, "honest"), (5, "template"), (4, "none")):
        season = season.run(plan, weeks=weeks, replies={"manner": manner})
    again = steering.replay(ADA, steering.pack(season))
    assert again.ledger.equals(season.ledger)
    assert again.posts.equals(season.posts)
    assert [way.manner for way in again.replies] == [way.manner for way in season.replies]


def test_points_rise_with_skill():
    shares = [steering.points_for(skill / 20) for skill in range(-20, 30)]
    assert shares == sorted(shares)
    assert shares[0] == steering.points_for(0.0) == 0
    assert shares[-1] == 1


@each_brand
def test_a_change_takes_the_place_of_what_it_was_compared_with(brand):
    season = handed_over(brand)
    page = brand.platforms[0]
    better, worse, third = formats(page)
    span = ("2026-06-29", "2026-09-20")
    told = steering.evidence(
        season,
        "er_by_reach",
        *({"platform": page, "format": one} for one in (better, worse)),
        *span,
    )
    last = season.plan[season.plan["publish_at"] >= "2026-08-24"]
    coming = last.assign(publish_at=last["publish_at"] + pd.Timedelta(weeks=4))
    for replaced, broken in ((worse, False), (third, True)):
        here = (coming["platform"] == page) & (coming["format"] == replaced)
        assert here.any()
        plan = coming.assign(format=coming["format"].mask(here, better))
        found = steering.review_change({**told, "plan": plan}, season)
        plans = found[(found["rule"] == "plan unchanged") & (found["where"] == "plan")]
        assert bool(len(plans)) == broken


# -- a decision in a season ----------------------------------------------------------------

WEEKS_TRIED = 8
SPAN = ("2026-06-29", "2026-08-23")


@pytest.fixture(scope="module")
def tried():
    """Two formats side by side for eight weeks, and a decision that its numbers justify."""
    table = steering.interest(ADA.history().posts)
    counts = steering.choose_posts(table, hours=15)
    mixed, (page, *pair) = steering.side_by_side(counts, table)
    plan = steering.lay_weeks(mixed, hour=18)
    season = ADA.run(plan, weeks=WEEKS_TRIED)
    sides = [{"platform": page, "format": form} for form in pair]
    if steering.compare(season, "er_by_reach", *sides, *SPAN)["difference"] < 0:
        sides.reverse()
    return season, mixed, sides, steering.compare(season, "er_by_reach", *sides, *SPAN)


def rules_broken(tried, word, follow=True, **other):
    """Return the rules that a decision breaks, with a plan that follows it or does the opposite."""
    season, mixed, (better, worse), _ = tried
    mixed = mixed.copy()
    if (word == "act") == follow:
        better, worse = ((side["platform"], side["format"]) for side in (better, worse))
        mixed[better] += mixed[worse]
        mixed[worse] = 0
    plan = steering.lay_weeks(mixed, hour=18, first_week=WEEKS_TRIED)
    told = steering.evidence(season, "er_by_reach", *tried[2], *SPAN)
    decision = {"do": word, "week": WEEKS_TRIED, **told, **other}
    return set(steering.review_decision(decision, season.run(plan))["rule"])


def test_a_decision_must_agree_with_its_numbers_and_with_the_plan(tried):
    beyond = tried[3]["beyond_chance"]
    right, wrong = ("act", "wait") if beyond else ("wait", "act")
    assert rules_broken(tried, right) == set()
    assert rules_broken(tried, right, follow=False) == {"not in the plan"}
    assert rules_broken(tried, wrong) == {"slept through" if beyond else "chasing noise"}


@pytest.mark.parametrize(
    ("other", "rule"),
    [
        ({"end": "2026-08-24"}, "hindsight"),
        ({"start": "2026-08-03"}, "too few weeks"),
        ({"values": [0.9, 0.8]}, "values"),
        ({"low": 1, "high": 2}, "interval"),
        ({"less": {}}, "two things at once"),
        ({"less": {"platform": "orkut"}}, "no comparison"),
        ({"less": {"platform": ["x"]}}, "no comparison"),
        ({"week": 3}, "no comparison"),
        ({"week": 8.5}, "no comparison"),
        ({"week": "eight"}, "no comparison"),
        ({"do": ["act"]}, "no comparison"),
        ({"kpi": "reach"}, "no comparison"),
        ({"kpi": ["er_by_reach"]}, "no comparison"),
        ({"start": "soon"}, "no comparison"),
        ({"end": pd.Timestamp("2026-08-23", tz="UTC")}, "no comparison"),
        ({"end": 7}, "no comparison"),
        ({"low": "much"}, "interval"),
        ({"values": "ab"}, "no comparison"),
    ],
)
def test_what_is_wrong_with_a_decision_is_named_and_never_stops_the_review(tried, other, rule):
    word = "act" if tried[3]["beyond_chance"] else "wait"
    assert rule in rules_broken(tried, word, **other)


def test_a_season_keeps_three_quarters_without_a_decision():
    counts = steering.choose_posts(steering.interest(ADA.history().posts), hours=15)
    log = steering.pack(ADA.run(steering.lay_weeks(counts, hour=18)))
    found = steering.review_season(log, ADA, worth=8)
    assert found.loc[found["rule"] == "no comparison", "points"].sum() == pytest.approx(2)
    for junk in ("act", 7, [], {}, {"do": "act"}):
        again = steering.review_season(log | {"decision": junk}, ADA, worth=8)
        assert again["points"].sum() == pytest.approx(found["points"].sum())


def test_two_formats_stand_side_by_side_within_the_hours():
    table = steering.interest(ADA.history().posts)
    for hours in range(4, 40, 3):
        counts = steering.choose_posts(table, hours=hours)
        mixed, (page, *pair) = steering.side_by_side(counts, table)
        assert all(mixed[page, form] > 0 for form in pair)
        if len(counts):
            for winner, loser in (pair, pair[::-1]):
                week = mixed.copy()
                week[page, winner] += week[page, loser]
                week[page, loser] = 0
                assert (week * table.loc[week.index, "hours"]).sum() <= hours + 1e-6
