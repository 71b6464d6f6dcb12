"""What lesson 04 tells: true of every brand, and of its exercise."""

from __future__ import annotations

import pathlib
import re

import nbformat
import pandas as pd
import pytest
from conftest import ROOT
from lessons import source
from scipy import stats

from smmkit import Brand, strategy
from smmkit.apps.goal_board import goal_board
from smmkit.brand.last_strategy import PERIODS, report_lines, strategy_left, tactics_left
from smmkit.brand.prospects import accounts, brief_after_cut, owners_brief, prospects
from smmkit.coach.channel import LocalChannel, ask
from smmkit.coach.questions import find

LESSON = nbformat.read(ROOT / "course" / "04_strategy.ipynb", as_version=4)
MASTER = nbformat.read(ROOT / "solutions" / "04_strategy" / "04_strategy.ipynb", as_version=4)
BRANDS = [Brand.of(f"reader {number}", "lesson 04") for number in range(12)]
each_brand = pytest.mark.parametrize("brand", BRANDS, ids=lambda brand: brand.student)
CODE = [cell.id for cell in LESSON.cells if cell.cell_type == "code"]
NOT_RUN = ("tools", "board-app", "mistake-code")


def words(cell_id):
    return " ".join(source(LESSON, cell_id).split())


@pytest.fixture(scope="module", params=BRANDS, ids=lambda brand: brand.student)
def made(request):
    """Run the lesson's cells on a brand, without a kernel; return the names they made."""
    said, shown = [], []
    names = {
        **{"pd": pd, "Path": pathlib.Path, "strategy": strategy, "goal_board": goal_board},
        **{"accounts": accounts, "prospects": prospects, "owners_brief": owners_brief},
        **{"strategy_left": strategy_left, "my_brand": lambda: request.param},
        **{"show": lambda drawing, alt: shown.append(alt), "said": said, "shown": shown},
        **{"print": lambda *parts: said.append(" ".join(map(str, parts)))},
        **{"plots": __import__("smmkit.plots", fromlist=["plots"])},
    }
    for cell_id in CODE:
        if cell_id not in NOT_RUN:
            exec(source(LESSON, cell_id), names)
    return names


def told(made, start):
    """Return the numbers of the first printed line that begins so."""
    line = next(line for line in made["said"] if line.startswith(start))
    return [float(word.replace(",", "")) for word in re.findall(r"-?\d[\d,]*\.?\d*", line)]


def test_by_hand_and_by_the_package_agree(made):
    stock = made["stock"]
    rate = made["sums"]["engagements"] / made["sums"]["reach"]
    assert rate.to_dict() == pytest.approx(stock["engagement_rate"].to_dict())
    assert (made["days"].last() / made["days"].first() - 1).to_dict() == pytest.approx(
        stock["grown"].to_dict()
    )
    ahead = strategy.carry_on(made["weekly"], 26)
    assert made["expected"] == pytest.approx(ahead["expected"])
    assert made["expected"] + made["spread"] == pytest.approx(ahead["high"], rel=1e-3)
    by_hand = made["level"].iloc[-1] + 26 * made["change"].mean()
    assert by_hand == pytest.approx(made["ahead"]["expected"])
    assert made["profit"] == pytest.approx(strategy.implied_profit(made["plan"], made["brief"]))
    assert told(made, "left, by hand") == told(made, "left, in the book")


def test_the_lessons_strategy_stands_and_the_one_left_behind_does_not(made):
    assert strategy.score(made["found"]) == 0
    assert strategy.score(made["mine"]) >= 9
    assert made["band"].loc["profit", "anyway"] < made["plan"]["goal"]["target"]
    assert {"output", "own_words", "budget"} <= set(made["found"]["rule"])


def test_the_first_move_on_the_board_is_the_one_that_is_told(made):
    assert {"target", "adds_up"} <= set(made["now"]["rule"])
    assert strategy.score(made["now"]) < strategy.score(made["mine"])


def test_one_tactic_serves_no_objective_and_overdraws_the_money(made):
    assert any("Be present everywhere" in line for line in made["said"])
    money, there = told(made, "money: ")[:2]
    assert money == pytest.approx(there + 200, abs=1)
    assert len(made["tactics"]) == 3


def test_the_stop_rule_is_too_early_after_four_weeks(made):
    line = next(line for line in made["said"] if "after four weeks" in line)
    assert line.endswith("too early")
    by_hand = next(line for line in made["said"] if re.fullmatch(r"by hand: +(stop|go on)", line))
    assert by_hand.split(":")[1].strip() in line


def test_the_board_opens_on_the_lessons_strategy(made):
    assert goal_board(made["plan"], made["brief"]).children[0].description == "profit"


def test_about_every_second_brand_would_do_better_with_nothing():
    assert "about every second brand" in words("nothing-reading")
    some = [Brand.of(f"half {number}", "lesson 04") for number in range(30)]
    idle = [
        prospects(brand).loc["profit", "nothing"] > accounts(brand)["profit"].sum()
        for brand in some
    ]
    assert 9 <= sum(idle) <= 21


def test_the_numbers_of_the_prose_are_those_of_the_package():
    assert "1.71 times" in words("anyway")
    assert stats.t.ppf(0.95, 25) == pytest.approx(1.708, abs=5e-4)
    assert "five arrows" in words("tasks-reading")
    assert len(strategy.way("followers", "profit")) - 1 == 5
    assert "counts six times" in words("practice-reading")
    assert PERIODS == {"week": 26, "month": 6, "season": 1}
    brief = strategy.Brief(**owners_brief(BRANDS[0]))
    assert brief.elapsed(pd.Timestamp("2026-09-27")) == 0.5  # "halfway, on 27 September"
    assert str(brief.last.date()) == "2026-12-27"
    assert (brief.weeks, brief.budget) == (26, pytest.approx(6 * BRANDS[0].budget))


def test_the_mistake_is_the_one_it_explains():
    with pytest.raises(ValueError, match="no field is called 'goal_value'"):
        exec(
            source(LESSON, "mistake-code"),
            {"strategy": strategy, "plan": {"objectives": [], "tactics": []}}
            | {"brief": strategy.Brief(**owners_brief(BRANDS[0]))},
        )


@each_brand
def test_the_model_page_keeps_every_rule(brand):
    names = {"brand": brand, "strategy": strategy}
    names["brief"] = strategy.Brief(**brief_after_cut(brand))
    names["print"] = lambda *parts: None
    for cell_id in ("page-data", "page-answer"):
        exec(source(MASTER, cell_id), names)
    found = strategy.review(names["page"], names["brief"])
    assert strategy.score(found) == 10, found["message"].tolist()


@each_brand
def test_a_target_that_luck_reaches_is_told_from_one_that_comes_anyway(brand):
    row = strategy.Brief(**brief_after_cut(brand)).band.loc["orders"]
    kind = find("strategy.target").answer
    key = (row["clear"], row["reachable"])
    anyway = kind.judge(0.99 * row["anyway"], key, brand)
    assert "no more than what happens anyway" in anyway.says[-1]
    if row["anyway"] < row["clear"]:
        lucky = kind.judge((row["anyway"] + row["clear"]) / 2, key, brand)
        assert "by luck alone" in lucky.says[-1]
        assert f"{row['high']:.0f}" not in " ".join(lucky.says)  # part 3 asks for it


def test_some_brands_have_room_between_what_happens_anyway_and_luck():
    bands = [strategy.Brief(**brief_after_cut(brand)).band.loc["orders"] for brand in BRANDS]
    assert any(row["anyway"] < row["clear"] for row in bands)


def test_a_case_of_weeks_is_told_as_plain_numbers():
    brand = BRANDS[0]
    found = ask(LocalChannel(brand), "strategy.verdict", lambda weekly, below, weeks: "stop")
    said = " ".join(found["says"])
    assert "dtype" not in said
    assert re.search(r"begun, \(\[\d+, \d+\], \d+, 4\)", said)


def test_the_lessons_own_page_is_too_dear_for_the_exercise(made):
    assert strategy.score(made["mine"]) > 9
    found = strategy.review(made["plan"], strategy.Brief(**brief_after_cut(made["brand"])))
    assert {"budget"} <= set(found["rule"])
    assert strategy.score(found) < 8


def test_two_numbers_lead_straight_to_recall():
    straight = [kpi for kpi in strategy.kpis().index if len(strategy.way(kpi, "recall")) == 2]
    assert len(straight) == 2


def test_the_small_examples_of_the_exercise_are_right():
    ahead = strategy.carry_on(pd.Series([9, 11, 10, 10]), 4)
    assert (ahead["expected"], round(ahead["high"], 4)) == (40.0, 45.4349)
    assert stats.t.ppf(0.95, 3) == pytest.approx(2.353, abs=5e-4)
    assert (3 + 2 + 5 + 2) / 2 == 6
    assert (10 + 30) / 2 * 26 == 520
    names = {"pd": pd}
    for cell_id in ("stop-data", "stop-answer"):
        exec(source(MASTER, cell_id), names)
    assert names["verdict"](names["example"], below=10, weeks=2) == "stop"


def test_the_exercise_shows_no_answer():
    brand = BRANDS[0]
    assert report_lines(brand).columns.tolist() == ["line", "says"]
    assert tactics_left(brand).columns.tolist() == ["tactic", "what", "money", "per"]


def test_the_person_reads_a_fifth_to_a_third_of_the_points():
    points = {c.id: c.metadata.get("nbgrader", {}).get("points", 0) for c in MASTER.cells}
    assert sum(points.values()) == 27
    assert points["note-answer"] == 6
