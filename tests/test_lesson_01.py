"""What lesson 01 tells: true of the cards and of every brand."""

from __future__ import annotations

import nbformat
import pandas as pd
import pytest
from conftest import ROOT
from lessons import run

from smmkit import Brand, roles
from smmkit.coach.channel import LocalChannel, ask
from smmkit.errors import ArgumentError

LESSON = nbformat.read(ROOT / "course" / "01_roles.ipynb", as_version=4)
MASTER = nbformat.read(ROOT / "solutions" / "01_roles" / "01_roles.ipynb", as_version=4)
BRANDS = [Brand.of(f"reader {number}", "lesson 01") for number in range(12)]
CARDS = roles.duties()


def run_cells(on, *cell_ids, **names):
    """Run cells of the lesson on a brand, without a kernel, and return the names they made."""
    names |= {"pd": pd, "roles": roles, "brand": on, "cards": CARDS}
    names["display"] = lambda thing: None
    return run(LESSON, names, cell_ids)


def test_every_fact_of_its_row_is_told():
    wanted = {f"F{n}" for n in range(1, 81)} | {f"X{n}" for n in (*range(1, 8), 10, 14)}
    assert set(LESSON.metadata.smmkit.covers) >= wanted | {f"T{n}" for n in range(1, 11)}


def test_a_fact_of_a_table_stands_in_the_cell_that_claims_it():
    for cell in LESSON.cells:
        claimed = cell.metadata.get("smmkit", {}).get("covers", [])
        if "|" in cell.source:
            for fact in claimed:
                assert fact in cell.source, (cell.id, fact)


def test_what_is_said_of_the_cards_is_so():
    both = CARDS[(CARDS["says"] != "") & (CARDS["denies"] != "")]
    assert {"texts", "photos", "ads", "conversation"} <= set(both.index)
    assert CARDS.loc["reports", "denies"] == ""
    weekly = CARDS.assign(weekly=roles.weekly_hours(CARDS)).groupby("area")["weekly"]
    assert CARDS["area"].value_counts().idxmax() == "strategy"
    assert set(weekly.sum().nlargest(2).index) == {"content", "community"}


def test_what_is_said_of_the_letters_is_so():
    few = CARDS.loc[["strategy", "texts", "conversation", "ads", "reports", "usability"]]
    letters = roles.raci(few, employer="large")[roles.MANAGER]
    assert sum("R" in letter for letter in letters) == 2
    assert (letters == "A").sum() == 3


def test_size_settles_most_contradictions_and_not_two():
    table = roles.settlements()
    by_size = set(table.loc[table["circumstance"] == "employer size", "conflict"])
    assert set(roles.conflicts().index) - by_size == {"X6", "X7"}


@pytest.mark.parametrize("brand", BRANDS, ids=lambda brand: brand.student)
def test_the_hours_do_not_suffice_and_the_default_turn_says_so(brand, capsys):
    made = run_cells(brand, "hours-by-hand", "hours-turn")
    assert made["needed"] == pytest.approx(made["load"]["needed"])
    assert made["needed"] > brand.hours
    assert made["left"] > 0
    assert "give away more" in capsys.readouterr().out


@pytest.mark.parametrize("brand", BRANDS, ids=lambda brand: brand.student)
def test_the_busy_day_has_its_faults_and_the_mended_one_none(brand):
    made = run_cells(brand, "day-proposal")
    found = roles.review_routine(made["day"], duties=made["wanted"], minutes=made["minutes"])
    assert set(found["rule"]) == {"no break", "overlap", "too long", "no reading", "not theirs"}
    made |= run_cells(brand, "day-mended", **made, show=lambda *a, **k: None, plots=Plots)
    assert len(made["found"]) == 0


class Plots:
    """Stands in for the pictures, which have tests of their own."""

    @staticmethod
    def day_blocks(day):
        return day


def test_the_turn_is_not_done_before_it_is_begun(capsys):
    run_cells(BRANDS[0], "tasks-turn", "raci-turn", "settle-turn")
    assert "not yet" in capsys.readouterr().out


def test_the_mistake_is_the_one_it_explains():
    (cell,) = [c for c in LESSON.cells if "raises-exception" in c.metadata.get("tags", [])]
    with pytest.raises(ArgumentError, match="received 'medium'"):
        exec(cell.source, {"roles": roles, "cards": CARDS})


def test_the_small_examples_of_the_exercise_are_right():
    work = pd.DataFrame({"rhythm": ["day", "month"], "hours": [1, 13]})
    load = roles.workload(work, hours=8)
    assert (load["needed"], load["share"], load["people"]) == (10.0, 0.8, 2)
    assert roles.letter(roles.MANAGER, does="head", answers="head") == "I"
    assert roles.assign(CARDS, employer="large").loc["networks", "manager"] == "do"
    assert CARDS.loc["budget", ["small", "large"]].tolist() == [roles.MANAGER] * 2


@pytest.mark.parametrize("brand", BRANDS[:6], ids=lambda brand: brand.student)
def test_any_circumstance_that_settles_it_is_accepted(brand):
    table = roles.settlements()
    for place, name in roles.deal(brand.identity).conflicts["conflict"].items():
        for word in table.loc[table["conflict"] == name, "circumstance"].unique():
            found = ask(LocalChannel(brand), "roles.circumstances", {place: word.upper()})
            assert found["score"] == pytest.approx(2 / 3, abs=0.01), (name, word)


def test_one_mistake_among_right_cards_is_named():
    brand = BRANDS[0]
    desk = roles.deal(brand.identity)
    known = roles.tasks().set_index("task")["discipline"]
    given = desk.tasks["task"].map(known)
    card = given.index[given == "SMO"][0]
    found = ask(LocalChannel(brand), "roles.disciplines", given.to_dict() | {card: "SMM"})
    assert found["misconception"] == "site work counted as SMM"
    assert 0 < found["score"] < found["points"]


def test_the_person_reads_a_quarter_of_the_points():
    points = {c.id: c.metadata.get("nbgrader", {}).get("points", 0) for c in MASTER.cells}
    assert sum(points.values()) == 24
    assert points["page-answer"] == 6
