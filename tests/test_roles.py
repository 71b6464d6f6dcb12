"""Who does what: cards, letters, contradictions, hours, a day held to rules."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmkit import Brand, plots, roles
from smmkit.errors import ArgumentError, TableError
from smmkit.tables import FINDINGS

CARDS = roles.duties()
each_employer = pytest.mark.parametrize("employer", roles.EMPLOYERS)


def test_the_cards_use_known_words():
    assert CARDS.index.is_unique
    assert set(CARDS["rhythm"]) <= set(roles.RHYTHMS)
    for employer in roles.EMPLOYERS:
        for column in (employer, f"answers {employer}"):
            assert set(CARDS[column]) <= set(roles.ROLES), column
    assert not CARDS.isna().any(axis=None)
    assert list(CARDS.columns) == list(roles.DUTIES.columns)


def test_every_duty_names_where_it_comes_from():
    for duty, facts in (CARDS["says"] + " " + CARDS["denies"]).items():
        assert facts.split(), duty
        assert all(fact[0] == "F" and 1 <= int(fact[1:]) <= 80 for fact in facts.split()), duty


def test_every_duty_of_the_three_lists_has_a_card():
    named = set(" ".join(CARDS["says"] + " " + CARDS["denies"]).split())
    # Character and knowledge are no duties: a sense of beauty, work with people.
    assert {f"F{n}" for n in range(18, 57)} - named <= {"F33"}


def test_the_cards_may_be_changed_freely():
    mine = roles.duties()
    mine.loc["texts", "small"] = "nobody"
    assert roles.duties().loc["texts", "small"] == roles.MANAGER


def test_site_work_is_never_the_managers_and_never_smm():
    site = CARDS[CARDS["area"] == "site"]
    assert not (site[list(roles.EMPLOYERS)] == roles.MANAGER).any(axis=None)
    assert "SMM" not in set(site["discipline"])


@each_employer
def test_what_must_be_known_is_never_left(employer):
    found = roles.assign(CARDS, employer=employer)["manager"]
    assert set(found) <= set(roles.STANCES)
    # F57: the manager must know how all of F52 to F56 is done.
    known = CARDS["denies"].str.contains(r"\bF5[2-6]\b")
    assert not (found[known] == "leave").any()


def test_in_a_small_firm_the_manager_does_more_and_answers_for_less():
    mine = {name: set(CARDS.index[CARDS[name] == roles.MANAGER]) for name in roles.EMPLOYERS}
    assert mine["small"] > mine["large"]
    assert mine["small"] > mine["hands-on"]
    # The hands-on post has no say over the budget or the choice of tools.
    assert CARDS.loc["budget", "answers hands-on"] == roles.HEAD


@each_employer
def test_each_row_of_the_raci_table_has_one_a_and_an_r(employer):
    table = roles.raci(CARDS, employer=employer)
    assert len(roles.review_raci(table)) == 0
    assert set(table.stack()) <= {*roles.LETTERS, ""}
    who = roles.assign(CARDS, employer=employer)
    for duty in table.index:
        assert "R" in table.loc[duty, who.loc[duty, "does"]]
        assert "A" in table.loc[duty, who.loc[duty, "answers"]]


def test_a_role_of_ones_own_has_its_column():
    mine = CARDS.loc[["texts"]].copy()
    mine["large"] = "my cousin"
    assert roles.raci(mine, employer="large").loc["texts", "my cousin"] == "R"


WORDS = st.sampled_from(["", "R", "A", "AR", "C", "I"])


@given(st.lists(st.lists(WORDS, min_size=3, max_size=3), min_size=1, max_size=6))
def test_a_raci_table_is_faulted_just_where_an_a_or_r_is_wrong(rows):
    table = pd.DataFrame(rows, columns=["you", "owner", "writer"])
    found = roles.review_raci(table)
    for number, row in enumerate(rows):
        rules = set(found.loc[found["where"] == str(number), "rule"])
        assert ("one answers" in rules) == (sum("A" in cell for cell in row) != 1)
        assert ("somebody does it" in rules) == (not any("R" in cell for cell in row))


def test_a_raci_table_may_write_ra_and_not_x():
    assert len(roles.review_raci(pd.DataFrame({"you": [" ra "]}))) == 0
    found = roles.review_raci(pd.DataFrame({"you": ["X"], "owner": ["A"]}))
    assert found["rule"].tolist() == ["letters"]
    assert len(roles.review_raci(pd.DataFrame({"you": ["AR"], "owner": [None]}))) == 0


def test_guesses_are_held_beside_the_table():
    found = roles.compare({"texts": "copywriter", "ads": "head"}, CARDS, employer="large")
    assert found["agrees"].tolist() == [True, False]
    with pytest.raises(ArgumentError, match="Did you mean"):
        roles.compare({"text": "copywriter"}, CARDS, employer="large")
    with pytest.raises(ArgumentError, match="role must be one of"):
        roles.compare({"texts": "me"}, CARDS, employer="large")


@pytest.mark.parametrize(
    ("place", "serves", "answer"),
    [
        ("outside", "people", "SMM"),
        ("own site", "people", "SMO"),
        ("own site", "search engines", "SEO"),
        ("outside", "search engines", "SEO"),
    ],
)
def test_place_and_public_name_the_discipline(place, serves, answer):
    assert roles.discipline(place, serves) == answer


def test_each_contradiction_has_a_way_out_and_two_claims_with_facts():
    table = roles.settlements()
    assert set(table["conflict"]) == set(roles.conflicts().index)
    assert set(table["circumstance"]) == set(roles.CIRCUMSTANCES)
    assert set(table["holds"]) == {"first", "second", "both"}
    assert not table.duplicated(["conflict", "circumstance", "case"]).any()
    for (conflict, word), cases in table.groupby(["conflict", "circumstance"]):
        holds = set(cases["holds"])
        # A circumstance settles: it parts the claims, keeps both apart, or rules one out.
        assert "both" in holds or holds == {"first", "second"} or len(cases) == 1, (conflict, word)
        assert roles.settle(conflict, word)["why"].tolist() == cases["why"].tolist()


def test_a_circumstance_that_is_none_is_named():
    with pytest.raises(ArgumentError, match="circumstance must be one of"):
        roles.settle("X1", "weather")


RHYTHM = st.sampled_from(list(roles.RHYTHMS))
WORK = st.lists(st.tuples(RHYTHM, st.floats(0, 40)), min_size=1, max_size=8)


@given(WORK, st.floats(1, 60))
def test_people_suffice_and_one_fewer_does_not(rows, hours):
    load = roles.workload(pd.DataFrame(rows, columns=["rhythm", "hours"]), hours=hours)
    dust = 1e-6 * hours
    assert load["people"] * hours >= load["needed"] - dust
    assert (load["people"] - 1) * hours <= load["needed"] + dust
    assert 0 < load["share"] <= 1


def test_a_year_of_months_is_a_year_of_weeks():
    work = pd.DataFrame({"rhythm": ["month"], "hours": [13]})
    assert roles.weekly_hours(work).iloc[0] == pytest.approx(3)
    assert 52 * roles.weekly_hours(work).iloc[0] == pytest.approx(12 * 13)


@each_employer
def test_no_hour_is_lost_between_roles(employer):
    split = roles.hours_by_role(CARDS, employer=employer)
    assert split.sum() == pytest.approx(roles.weekly_hours(CARDS).sum())
    assert split.is_monotonic_decreasing


def test_wrong_arguments_are_named():
    with pytest.raises(ArgumentError, match='employer must be one of "small"'):
        roles.assign(CARDS, employer="medium")
    with pytest.raises(TableError, match="answers small"):
        roles.assign(CARDS[["must_know", "small"]], employer="small")
    with pytest.raises(ArgumentError, match='Did you mean "month"'):
        roles.weekly_hours(pd.DataFrame({"rhythm": ["monthly"], "hours": [1]}))
    with pytest.raises(ArgumentError, match="more than 0"):
        roles.workload(CARDS, hours=0)
    with pytest.raises(ArgumentError, match="days"):
        roles.day_minutes(20, days=8)


def day(*blocks):
    return pd.DataFrame(blocks, columns=["start", "end", "duty", "source"])


GOOD = [("9:00", "9:30", "reading", "F49"), ("9:30", "10:00", "texts", "mine")]


def rules(*blocks, minutes=120, duties=("texts",)):
    return roles.review_routine(day(*blocks), duties=duties, minutes=minutes)["rule"].tolist()


def test_a_good_day_has_no_findings():
    assert rules(*GOOD) == []
    assert rules(*reversed(GOOD)) == []


@pytest.mark.parametrize(
    ("blocks", "minutes", "found"),
    [
        (GOOD[1:], 120, ["no reading"]),
        ([("9:00", "9:20", "reading", "mine"), GOOD[1]], 120, ["reading length"]),
        ([("8:00", "9:01", "reading", "mine"), GOOD[1]], 120, ["reading length"]),
        ([("8:00", "9:00", "Reading", "mine"), GOOD[1]], 120, []),
        (GOOD[:1], 120, ["not covered"]),
        ([GOOD[0], ("9:30", "9:40", "texts", "mine")], 120, ["not covered"]),
        ([GOOD[0], ("9:29", "10:00", "texts", "mine")], 120, ["overlap"]),
        (GOOD, 59, ["too long"]),
        ([*GOOD, ("11:00", "10:30", "texts", "mine")], 120, ["backwards"]),
        ([*GOOD, ("11:00", "11:15", "tekst", "mine")], 120, ["not a duty"]),
        ([GOOD[0], ("9:30", "10:00", "texts", "F49")], 120, ["not theirs"]),
        ([GOOD[0], ("9:30", "14:00", "texts", "mine")], 900, ["no break"]),
        ([GOOD[0], ("10:00", "14:00", "texts", "mine")], 900, []),
        ([("0:00", "0:30", "reading", "mine"), ("23:30", "24:00", "texts", "mine")], 120, []),
    ],
)
def test_each_rule_of_the_day_is_met_alone(blocks, minutes, found):
    assert rules(*blocks, minutes=minutes) == found


def test_a_long_block_hides_no_overlap_behind_a_short_one():
    blocks = [
        ("9:00", "12:00", "texts", "mine"),
        ("9:30", "10:00", "reading", "mine"),
        ("11:00", "11:30", "texts", "mine"),
    ]
    assert rules(*blocks, minutes=900).count("overlap") == 2


def test_findings_are_findings_and_advice_is_free():
    found = roles.review_routine(day(), duties=["texts"], minutes=60)
    assert list(found.columns) == list(FINDINGS.columns)
    long = roles.review_routine(
        day(GOOD[0], ("9:30", "15:00", "texts", "mine")), duties=["texts"], minutes=900
    )
    assert long["points"].sum() == 0
    assert (long["severity"] == "advice").all()


@pytest.mark.parametrize("odd", ["9", "25:00", "24:30", "nine", None, 9.5])
def test_what_is_no_time_of_day_is_named(odd):
    with pytest.raises(TableError, match='times of day such as "9:30" in start'):
        rules((odd, "10:00", "texts", "mine"))


def test_a_day_without_its_columns_is_named():
    with pytest.raises(TableError, match="source"):
        roles.review_routine(day(*GOOD).drop(columns="source"), duties=["texts"], minutes=60)


@given(st.integers(4, 12), st.integers(0, 60))
def test_blocks_end_to_end_never_overlap(count, start):
    edges = [start + 20 * n for n in range(count + 1)]
    clock = [f"{edge // 60}:{edge % 60:02}" for edge in edges]
    blocks = [(a, b, "texts", "mine") for a, b in pairwise(clock)]
    found = rules(*blocks, minutes=20 * count)
    assert "overlap" not in found
    assert "too long" not in found


@pytest.mark.parametrize("number", range(30))
def test_cards_are_dealt_alike_for_one_learner_and_hold_every_kind(number):
    brand = Brand.of(f"dealt {number}", "roles")
    desk, again = roles.deal(brand.identity), roles.deal(brand.identity)
    for name in ("tasks", "duties", "stances", "cases", "conflicts", "log"):
        assert getattr(desk, name).equals(getattr(again, name))
    known = roles.tasks().set_index("task")["discipline"]
    assert set(desk.tasks["task"].map(known)) == set(roles.DISCIPLINES)
    stances = roles.assign(CARDS.loc[desk.stances["duty"]], employer="large")["manager"]
    assert set(stances) == set(roles.STANCES)
    assert len(desk.cases) == 8
    # The log never fits the hours of any brand, so the number of people is always a question.
    load = roles.workload(desk.log, hours=brand.hours)
    assert load["people"] >= 2
    # Five duties of 15 minutes and half an hour of reading fit the shortest day.
    assert roles.day_minutes(brand.hours) >= 5 * 15 + 30


def test_the_cases_say_who_does_it_and_who_is_asked():
    for brand in (Brand.of(f"case {n}") for n in range(12)):
        for case in roles.deal(brand.identity).cases.itertuples():
            (mine,) = roles.raci(CARDS.loc[[case.duty]], employer=case.employer)[roles.MANAGER]
            assert ("R" in mine) == ("you do it" in case.case)
            assert ("A" in mine) == ("it is you who is asked why" in case.case)
            assert (mine == "C") == ("before it is decided" in case.case)
            assert (mine == "I") == ("when it is done" in case.case)


def test_pictures_show_what_was_worked_out():
    hours = roles.hours_by_role(CARDS, employer="large")
    ax = plots.hours_by_role(hours, available=20)
    assert [label.get_text() for label in ax.get_yticklabels()] == hours.index.tolist()
    assert [bar.get_width() for bar in ax.patches] == pytest.approx(hours.tolist())
    blocks = plots.day_blocks(day(*GOOD))
    assert [bar.get_x() for bar in blocks.patches] == [9.0, 9.5]
    assert [bar.get_width() for bar in blocks.patches] == [0.5, 0.5]
