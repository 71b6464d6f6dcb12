"""Strategy: what happens anyway, the band, the way up the KPI tree, and the review of a page."""

from __future__ import annotations

import copy
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import ADS, BOILERPLATES, LADDER, POSTS, measured_boilerplate, very_good

from smmkit import Brand, strategy
from smmkit.brand.last_strategy import PERIODS, report_lines, strategy_left, tactics_left
from smmkit.brand.prospects import accounts, owners_brief, prospects
from smmkit.brand.world.deal import deal
from smmkit.brand.world.rivals import nothing
from smmkit.brand.world.worth import worth
from smmkit.errors import ArgumentError, TableError
from smmkit.findings import ERROR, WARNING, Fault, Rule, as_findings
from smmkit.strategy.kpis import GOALS, KPIS, STAGES
from smmkit.strategy.rulebook import RULES
from smmkit.tables import FINDINGS

BRANDS = [Brand.of(f"strategist {number}", "tests") for number in range(8)]
each_brand = pytest.mark.parametrize("brand", BRANDS, ids=lambda brand: brand.student)


def brief_of(brand):
    return strategy.Brief(**owners_brief(brand))


BRIEF = brief_of(BRANDS[0])
PLAN = very_good(BRANDS[0], BRIEF)


def broken(plan, brief=BRIEF):
    return set(strategy.review(plan, brief)["rule"])


def changed(part, place=None, **fields):
    plan = copy.deepcopy(PLAN)
    (plan[part] if place is None else plan[part][place]).update(fields)
    return plan


# Deliverables, from poor to very good


@each_brand
def test_five_strategies_rank_as_a_reader_would_rank_them(brand):
    brief = brief_of(brand)
    marks = [strategy.score(strategy.review(make(brand, brief), brief)) for make in LADDER]
    assert marks == sorted(marks)
    assert len(set(marks)) == 5
    assert marks[0] == 0
    assert marks[1] < 3 < marks[2] < 7 < marks[3] < 9
    assert marks[4] == 10


@each_brand
@pytest.mark.parametrize("make", BOILERPLATES, ids=lambda make: make.__name__)
def test_boilerplate_fails(brand, make):
    brief = brief_of(brand)
    found = strategy.review(make(brand, brief), brief)
    assert strategy.score(found) < 4
    assert "baseline" in set(found["rule"])


@each_brand
def test_the_right_numbers_under_anybodys_words_fail_too(brand):
    brief = brief_of(brand)
    found = strategy.review(measured_boilerplate(brand, brief), brief)
    assert "own_words" in set(found["rule"])
    assert strategy.score(found) < 5


def test_own_words_are_known_with_another_article_and_in_the_plural():
    brief = replace(BRIEF, words=("Fold & Co", "Ghent", "mailer box", "our print operator"))
    said = ("Portraits of the print operator", "Ads for mailer boxes", "A tour for Fold & Co")
    plan = PLAN | {"tactics": [PLAN["tactics"][0] | {"what": words} for words in said]}
    assert "own_words" not in set(strategy.review(plan, brief)["rule"])
    plan["tactics"] += [PLAN["tactics"][0] | {"what": f"Content of kind {n}"} for n in "abc"]
    found = strategy.review(plan, brief).set_index("rule")
    assert found.loc["own_words", "message"].startswith(
        "3 of 6 tactics name something of the brand's own; at least 4 must. "
        "Nothing is named in tactic 4, 5, 6. Word for word, such as "
    )


def _said(*texts):
    rows = zip(PLAN["tactics"], texts, strict=False)
    return PLAN | {"tactics": [one | {"what": words} for one, words in rows]}


def _own_words(plan):
    found = strategy.review(plan, replace(BRIEF, words=("bun", "rye", "tart", "Ghent")))
    mine = found[found["rule"] == "own_words"]
    return mine["points"].sum(), mine["message"].tolist()


def test_own_words_says_which_of_its_parts_failed_and_charges_for_that_one():
    points, (says,) = _own_words(_said("Buns, rye and tart", "Content", "More of it"))
    assert says.startswith("1 of 3 tactics names something of the brand's own; at least 2 must.")
    assert points == RULES["own_words"].points / 2 < RULES["budget"].points + RULES["hours"].points
    points, (says,) = _own_words(_said("A bun", "Two buns", "Many buns"))
    assert says.startswith("1 different thing of the brand's own is named in all; at least 3 must")
    assert points == RULES["own_words"].points / 2
    points, says = _own_words(_said("A bun", "Content", "More of it"))
    assert (points, len(says)) == (RULES["own_words"].points, 2)


def test_own_words_in_the_goal_alone_cost_as_much_as_none():
    plan = _said("Content", "Stories", "Ads") | {
        "goal": PLAN["goal"] | {"why": "More money left from bun, rye and tart"}
    }
    points, (says,) = _own_words(plan)
    assert says.startswith("0 of 3 tactics name something")
    assert points == RULES["own_words"].points


@each_brand
def test_another_brands_page_does_not_pass(brand):
    other = BRANDS[(BRANDS.index(brand) + 1) % len(BRANDS)]
    found = strategy.review(very_good(other, brief_of(other)), brief_of(brand))
    assert strategy.score(found) < 5


@each_brand
def test_what_the_freelancer_left_is_no_strategy(brand):
    found = strategy.review(strategy_left(brand), brief_of(brand))
    assert strategy.score(found) == 0
    assert {"output", "downstream", "budget", "own_words", "stop", "date"} <= set(found["rule"])


# Each rule


def _low(kpi):
    return BRIEF.band.loc[kpi, "anyway"]


@pytest.mark.parametrize(
    ("rule", "plan"),
    [
        ("goal", changed("goal", why="Grow")),
        ("goal", changed("goal", task="image")),
        ("goal", changed("goal", why=None)),
        ("downstream", changed("goal", kpi="recall")),
        ("kpi", changed("goal", kpi="proffit")),
        ("kpi", changed("objectives", 0, kpi=None)),
        ("kpi", changed("objectives", 0, kpi="clicks")),  # leads there, but nobody has data
        ("output", changed("objectives", 0, kpi="posts")),
        ("downstream", changed("objectives", 0, kpi="share_of_voice")),
        ("downstream", changed("objectives", 0, kpi="profit")),
        ("baseline", changed("objectives", 0, baseline=PLAN["objectives"][0]["baseline"] * 1.1)),
        ("baseline", changed("objectives", 0, baseline="many")),
        ("baseline", changed("goal", baseline=None)),
        ("target", changed("objectives", 0, target=_low(POSTS))),
        ("target", changed("goal", target=None)),
        ("target", changed("goal", target=float("nan"))),
        ("target", changed("goal", target=True)),
        ("luck", changed("objectives", 0, target=BRIEF.band.loc[POSTS, "clear"])),
        ("reach", changed("objectives", 0, target=BRIEF.band.loc[POSTS, "reachable"] + 1)),
        ("date", changed("goal", by="2026-12-28")),
        ("date", changed("goal", by="2026-06-29")),
        ("date", changed("goal", by="soon")),
        ("date", changed("goal", by=20261227)),
        ("owner", changed("goal", owner=" ")),
        ("owner", changed("tactics", 0, owner="Someone")),
        ("stop", changed("objectives", 0, stop="when it does not work")),
        ("stop", changed("objectives", 0, stop={"below": 5, "on": "2026-09-27"})),
        ("stop", changed("objectives", 0, stop={"below": 5, "on": "later", "then": "stop"})),
        ("stop", changed("objectives", 0, stop={"below": 5, "on": "2026-12-27", "then": "stop"})),
        (
            "stop_level",
            changed("objectives", 0, stop={"below": 0, "on": "2026-09-27", "then": "stop"}),
        ),
        (
            "stop_level",
            changed(
                *("objectives", 0),
                stop={"below": PLAN["objectives"][0]["target"], "on": "2026-09-27", "then": "stop"},
            ),
        ),
        ("objectives", PLAN | {"objectives": PLAN["objectives"][:1]}),
        ("objectives", PLAN | {"objectives": [PLAN["objectives"][0]] * 2}),
        ("tactic", PLAN | {"tactics": []}),
        ("tactic", changed("tactics", 0, what="...")),
        ("serves", changed("tactics", 0, serves="orders")),
        ("idle", PLAN | {"tactics": PLAN["tactics"][:3]}),
        ("cost", changed("tactics", 0, money=-1)),
        ("cost", changed("tactics", 0, hours="three")),
        ("cost", changed("tactics", 0, money=0, hours=0)),
        ("budget", changed("tactics", 0, money=BRIEF.budget)),
        ("hours", changed("tactics", 0, hours=BRIEF.hours)),
        ("adds_up", changed("goal", target=0.99 * BRIEF.band.loc["profit", "reachable"])),
        ("adds_up", PLAN | {"tactics": [t | {"hours": 0.1, "money": 1} for t in PLAN["tactics"]]}),
        ("duplicate", changed("tactics", 1, what=PLAN["tactics"][0]["what"])),
        ("own_words", PLAN | {"tactics": [t | {"what": "Content"} for t in PLAN["tactics"]]}),
    ],
)
def test_each_fault_is_found_by_its_rule(rule, plan):
    assert broken(PLAN) == set()
    assert rule in broken(plan)


def _stopped_on(day):
    return changed("objectives", 0, stop=PLAN["objectives"][0]["stop"] | {"on": day})


@pytest.mark.parametrize(
    ("plan", "says"),
    [
        (_stopped_on("27 September"), "`on` has no year: write it as 2026-09-27."),
        (_stopped_on("9/27"), "`on` has no year: write it as 2026-09-27."),
        (_stopped_on("27th of September"), "`on` has no year: write it as 2026-09-27."),
        (changed("objectives", 0, by="20 December"), "`by` has no year: write it as 2026-12-20."),
        (changed("goal", by="December 20"), "`by` has no year: write it as 2026-12-20."),
    ],
)
def test_a_day_without_a_year_is_named_as_such_and_as_nothing_else(plan, says):
    found = strategy.review(plan, BRIEF)
    assert found[["rule", "message"]].to_numpy().tolist() == [["date", says]]
    assert not strategy.page(plan).map(lambda cell: "0001" in cell).any(axis=None)


def test_a_brief_asks_for_the_year_as_well():
    with pytest.raises(ArgumentError, match="first and last must be dates"):
        replace(BRIEF, first="29 June")


def test_a_season_over_new_year_gives_each_day_its_own_year():
    season = replace(BRIEF, first="2026-09-28", last="2027-03-28")
    assert str(season.dated("31 January").date()) == "2027-01-31"
    assert str(season.dated("31 October").date()) == "2026-10-31"
    assert season.dated("2026-10-31") is None
    assert season.dated("soon") is None


def test_a_stop_rule_without_a_year_still_lacks_what_else_it_lacks():
    stop = {"below": 5, "on": "27 September"}
    found = strategy.review(changed("objectives", 0, stop=stop), BRIEF).set_index("rule")
    assert found.loc["stop", "message"] == "The stop rule lacks what happens then (then)."
    with pytest.raises(ArgumentError, match="on must be a date"):
        strategy.fired(stop, pd.Series(dtype=float))


def test_every_rule_can_be_broken_and_says_why():
    marks = test_each_fault_is_found_by_its_rule.pytestmark
    tried = {case[0] for mark in marks for case in mark.args[1]}
    assert tried == set(RULES)
    table = strategy.rules()
    assert table.index.tolist() == list(RULES)
    assert (table["points"] > 0).all()


@settings(max_examples=60, deadline=None)
@given(kpi=st.sampled_from([POSTS, ADS]), place=st.floats(-0.5, 1.5))
def test_a_target_passes_exactly_where_the_band_says(kpi, place):
    row = BRIEF.band.loc[kpi]
    target = row["clear"] + place * (row["reachable"] - row["clear"])
    found = broken(changed("objectives", [POSTS, ADS].index(kpi), target=target))
    assert bool(found & {"target", "luck", "reach"}) is not (
        row["clear"] < target <= row["reachable"]
    )


def test_a_finding_names_its_place_and_its_numbers():
    found = strategy.review(changed("goal", target=1), BRIEF)
    (row,) = found[found["rule"] == "target"].to_dict("records")
    assert row["where"] == "goal"
    assert f"{BRIEF.band.loc['profit', 'nothing']:,.0f}" in row["message"]
    assert found.equals(FINDINGS.conform(found))


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        ([], "must be a dictionary"),
        ({"goal": {}}, "must have the part 'objectives'"),
        ({"gaol": {}}, 'Did you mean "goal"'),
        ({"goal": 3, "objectives": [], "tactics": []}, "goal must be a dictionary"),
        ({"goal": {}, "objectives": "none", "tactics": []}, "must be a list of dictionaries"),
        ({"goal": {}, "objectives": [], "tactics": [1]}, "must be a list of dictionaries"),
        ({"goal": {"traget": 3}, "objectives": [], "tactics": []}, 'Did you mean "target"'),
        (
            {"goal": {}, "objectives": [{"stop": {"under": 3}}], "tactics": []},
            "number 1, stop: no field is called 'under'",
        ),
    ],
)
def test_what_cannot_be_read_is_named(plan, words):
    with pytest.raises(ArgumentError, match=words):
        strategy.review(plan, BRIEF)
    with pytest.raises(ArgumentError, match=words):
        strategy.page(plan)


def test_a_brief_is_asked_for():
    with pytest.raises(ArgumentError, match=r"must be a strategy\.Brief"):
        strategy.review(PLAN, {})


# What happens anyway


def test_a_flow_is_the_regression_on_a_constant():
    values = pd.Series([9.0, 14, 11, 7, 12, 10, 8, 13])
    fit = sm.OLS(values, np.ones(len(values))).fit()
    one = fit.get_prediction([[1.0]]).summary_frame(alpha=0.1)
    found = strategy.carry_on(values, 1)
    assert found["expected"] == pytest.approx(one["mean"].iloc[0])
    assert found["low"] == pytest.approx(one["obs_ci_lower"].iloc[0])
    assert found["high"] == pytest.approx(one["obs_ci_upper"].iloc[0])


@pytest.mark.parametrize("kind", ["flow", "stock"])
def test_nine_of_ten_seasons_lie_within(kind):
    rng = np.random.default_rng(1)
    weeks = rng.gamma(4, 5, size=(1500, 52))
    if kind == "stock":
        weeks = 1000 + weeks.cumsum(axis=1)
    inside = 0
    for past, ahead in zip(weeks[:, :26], weeks[:, 26:], strict=True):
        found = strategy.carry_on(pd.Series(past), 26, kind=kind)
        came = ahead.sum() if kind == "flow" else ahead[-1]
        inside += found["low"] <= came <= found["high"]
    assert inside / len(weeks) == pytest.approx(0.9, abs=0.03)


@settings(deadline=None)
@given(
    values=st.lists(st.floats(0, 1e6), min_size=5, max_size=40),
    weeks=st.integers(1, 60),
    shift=st.floats(-1e5, 1e5),
)
def test_a_stock_is_its_last_level_and_the_flow_of_its_changes(values, weeks, shift):
    levels = pd.Series(values)
    stock = strategy.carry_on(levels, weeks, kind="stock")
    flow = strategy.carry_on(levels.diff().dropna(), weeks)
    assert stock.to_numpy() == pytest.approx(flow.to_numpy() + values[-1], abs=1e-3)
    moved = strategy.carry_on(levels + shift, weeks, kind="stock")
    assert moved.to_numpy() == pytest.approx(stock.to_numpy() + shift, abs=1e-2)
    assert stock["low"] <= stock["expected"] <= stock["high"]


@pytest.mark.parametrize(
    "values", [pd.Series([1, 2, 3]), pd.Series([1, 2, 3, None]), pd.Series(list("abcd")), 5]
)
def test_a_series_too_short_or_with_gaps_is_named(values):
    with pytest.raises(ArgumentError, match="at least 4 numbers, one a week"):
        strategy.carry_on(values, 4)


@pytest.mark.parametrize("wrong", [{"kind": "flows"}, {"weeks": 0}, {"level": 1}])
def test_wrong_arguments_are_named(wrong):
    arguments = {"values": pd.Series([1.0, 2, 3, 4]), "weeks": 4} | wrong
    with pytest.raises(ArgumentError, match=next(iter(wrong))):
        strategy.carry_on(**arguments)


@each_brand
def test_the_band_of_a_brand_has_room(brand):
    band = brief_of(brand).band
    assert (band["anyway"] == band[["baseline", "nothing"]].max(axis=1)).all()
    assert (band["anyway"] <= band["clear"]).all()
    assert (band["clear"] < band["reachable"]).all()


def test_a_lucky_future_beyond_the_ceiling_is_no_floor():
    ends = pd.DataFrame({"nothing": [0.0], "reachable": [45.0]}, index=["orders"])
    row = strategy.band(pd.DataFrame({"orders": [2, 18, 5, 15]}), ends, 4).loc["orders"]
    assert row["high"] > row["reachable"]
    assert row["clear"] == row["anyway"] == 40
    with pytest.raises(TableError, match="profit"):
        strategy.band(pd.DataFrame({"orders": [1] * 4}), ends.set_axis(["profit"]), 4)


# The tree


def test_every_way_ends_at_a_goal_and_none_turns_round():
    assert {kpi.stage for kpi in KPIS.values()} == set(STAGES)
    for name, kpi in KPIS.items():
        assert any(strategy.leads_to(name, goal) for goal in GOALS.values())
        assert not any(strategy.leads_to(step, name) for step in kpi.next)
        for step in kpi.next:
            assert STAGES.index(KPIS[step].stage) >= STAGES.index(kpi.stage)
    with pytest.raises(ArgumentError, match="kpi"):
        strategy.way("likes", "profit")


def test_the_branches_add_up_to_the_ledger():
    past = pd.DataFrame({name: [10.0] * 4 for name in ("orders", POSTS, ADS)})
    ends = pd.DataFrame({"nothing": [7.0, 0, 0], "reachable": [90.0, 60, 40]}, index=list(past))
    agreed = strategy.Brief(
        *("2026-06-29", "2026-07-26", "sales", past, ends),
        **{"budget": 100, "hours": 9, "gain": 5.0, "wage": 2.0},
    )
    tactics = [{"money": 30, "hours": 3}, {"money": None, "hours": 1}]
    parts = [{"kpi": POSTS, "target": 20}, {"kpi": ADS, "target": 13}]
    plan = {"goal": {}, "objectives": parts, "tactics": tactics}
    assert strategy.implied_profit(plan, agreed) == 5 * (7 + 20 + 13) - 30 - 2 * 4 * 4
    whole = plan | {"objectives": [{"kpi": "orders", "target": 50}]}
    assert strategy.implied_profit(whole, agreed) == 5 * 50 - 30 - 2 * 4 * 4
    assert strategy.implied_profit(plan | {"objectives": []}, agreed) is None
    assert strategy.implied_profit(plan, replace(agreed, gain=None)) is None


def test_the_page_shows_every_part_below_what_it_serves():
    table = strategy.page(changed("tactics", 0, serves="fun"))
    levels = table["level"].tolist()
    assert levels == ["goal", "objective", "tactic", "tactic", "objective", "tactic", "tactic"]
    assert table["what"].iloc[-1] == PLAN["tactics"][0]["what"]
    assert table.map(lambda cell: isinstance(cell, str)).all(axis=None)


# Stop rules


@pytest.mark.parametrize(
    ("weeks", "below", "says"),
    [
        ([], 9, "too early"),
        ([4, 5], 9, "too early"),
        ([4, 5, 1], 10, "go on"),
        ([4, 5, 0], 10, "stop"),
    ],
)
def test_a_stop_rule_looks_on_its_day_and_not_before(weeks, below, says):
    came = pd.Series(weeks, pd.date_range("2026-06-29", periods=len(weeks), freq="7D"), dtype=float)
    assert strategy.fired({"below": below, "on": "2026-07-19"}, came) == says
    later = pd.concat([came, pd.Series([99.0], [pd.Timestamp("2026-07-20")])])
    if says != "too early":
        assert strategy.fired({"below": below, "on": "2026-07-19"}, later) == says


def test_a_stop_rule_without_number_or_day_is_named():
    with pytest.raises(ArgumentError, match="below"):
        strategy.fired({"on": "2026-07-19"}, pd.Series(dtype=float))
    with pytest.raises(ArgumentError, match="on must be a date"):
        strategy.fired({"below": 3, "on": "soon"}, pd.Series(dtype=float))


# Taking stock


@each_brand
def test_the_audit_is_the_brands_own(brand):
    past = brand.history()
    stock = strategy.audit(past.posts, past.daily)
    assert stock["followers"].astype(int).to_dict() == brand.followers
    assert stock["posts_a_week"].sum() * 26 == pytest.approx(len(past.posts))
    assert (stock["silent_days"] >= 0).all()


def test_a_page_without_posts_is_in_the_audit():
    past = BRANDS[0].history()
    mute = past.posts[past.posts["platform"] != BRANDS[0].home]
    row = strategy.audit(mute, past.daily).loc[BRANDS[0].home]
    assert row["posts_a_week"] == 0
    assert np.isnan(row["silent_days"])


# A brand's accounts and prospects


@each_brand
def test_the_accounts_are_whole_and_leave_room(brand):
    book, ends = accounts(brand), prospects(brand)
    assert len(book) == 26
    assert book["profit"].to_numpy() == pytest.approx(
        (book["margin"] - book["media"] - book["work"]).to_numpy(), abs=0.011
    )
    assert book["media"].sum() == pytest.approx(float(brand.history().ads["spend"].sum()), abs=0.2)
    for kpi in (POSTS, ADS):
        assert book[kpi].sum() <= 0.9 * ends.loc[kpi, "reachable"]
    book.loc[0, "orders"] = -1
    assert accounts(brand).loc[0, "orders"] >= 0


@each_brand
def test_prospects_are_the_worlds(brand):
    dealt, ends = deal(brand), prospects(brand)
    idle = worth(dealt.truth, nothing(dealt.truth), dealt.luck)
    assert ends.loc["profit", "nothing"] == pytest.approx(float(idle.profit.mean()), abs=0.05)
    assert (ends["nothing"] < ends["reachable"]).all()
    parts = ends.loc[[POSTS, ADS], "reachable"].sum() + ends.loc["orders", "nothing"]
    assert parts == pytest.approx(ends.loc["orders", "reachable"], rel=0.15)


@each_brand
def test_what_was_left_behind_is_dealt_evenly(brand):
    lines, listed = report_lines(brand, stages=True), tactics_left(brand, tasks=True)
    assert lines["stage"].value_counts().to_dict() == dict.fromkeys(STAGES, 3)
    assert listed["task"].value_counts().to_dict() == dict.fromkeys((*GOALS, "none"), 2)
    assert set(listed["per"]) == set(PERIODS)
    assert "stage" not in report_lines(brand)
    assert "task" not in tactics_left(brand)
    assert not lines["says"].str.contains(r"[{}]|nan", regex=True).any()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"first": "2027-01-01"}, "first and last must be dates in this order"),
        ({"last": None}, "first and last must be dates"),
        ({"task": "likes"}, "task must be one of"),
        ({"budget": -1}, "budget must be"),
        ({"gain": 0}, "gain must be"),
        ({"team": "Ana"}, "team must be a list"),
        ({"prospects": prospects(BRANDS[0]).rename(index={"orders": "ordres"})}, "ordres"),
    ],
)
def test_a_brief_that_cannot_be_used_is_named(change, words):
    with pytest.raises((ArgumentError, TableError), match=words):
        strategy.Brief(**owners_brief(BRANDS[0]) | change)


# Findings, which every review shares


def test_a_rule_is_charged_in_full_from_half_of_its_cases_on():
    rules = {"a": Rule(ERROR, 4, "row", "why"), "b": Rule(WARNING, 1, "plan", "why")}

    def cost(count, out_of):
        return as_findings([Fault("a", "", "", out_of)] * count, rules)["points"].sum()

    assert [cost(1, 10), cost(2, 8), cost(4, 8), cost(8, 8)] == [1.0, 2.0, 4.0, 4.0]
    found = as_findings([Fault("b", "", ""), Fault("a", "", "")], rules)
    assert found["rule"].tolist() == ["a", "b"]
    assert found["severity"].tolist() == ["error", "warning"]
