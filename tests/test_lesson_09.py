"""What lesson 09 tells: true of every brand, and of the tests it quotes."""

from __future__ import annotations

import re

import nbformat
import numpy as np
import pandas as pd
import pytest
from conftest import ROOT
from lessons import SILENT, run, source

import smmkit
from smmkit import Brand, experiments, plots
from smmkit.brand import batches, reposts, trials
from smmkit.coach.channel import LocalChannel, ask
from smmkit.coach.questions import find
from smmkit.errors import UnitError

LESSON = nbformat.read(ROOT / "course" / "09_experiments.ipynb", as_version=4)
MASTER = nbformat.read(ROOT / "solutions" / "09_experiments" / "09_experiments.ipynb", as_version=4)
BRANDS = [Brand.of(f"reader {number}", "lesson 09") for number in range(12)]
each_brand = pytest.mark.parametrize("brand", BRANDS, ids=lambda brand: brand.student)


def words(cell_id):
    return " ".join(source(LESSON, cell_id).split())


def run_cells(notebook, brand, *cell_ids):
    """Run cells on a brand, without a kernel, and return the names they made."""
    names = {
        **{"np": np, "pd": pd, "experiments": experiments, "plots": plots},
        **{"batches": batches, "trials": trials, "reposts": reposts, "my_brand": lambda: brand},
        **SILENT,
    }
    return run(notebook, names, cell_ids)


@each_brand
def test_chance_makes_such_a_lead_and_the_formula_says_so_too(brand):
    made = run_cells(
        LESSON,
        brand,
        *("brand", "chance-by-hand", "p-value-code", "interval-code", "decision-code"),
    )
    by_lot, by_formula = made["as_large"].mean(), made["compared"].loc["B", "p_value"]
    assert by_lot == pytest.approx(by_formula, abs=0.05)
    assert by_lot > 0.06  # "more than 50" of 1,000
    row, worth = made["row"], made["worth"]
    assert row["low"] < 0 < worth < row["high"]
    assert experiments.decide(row["low"], row["high"], worth=worth) == "undecided"
    by_hand = made["found"] - 1.96 * made["error"]
    assert by_hand == pytest.approx(row["low"], abs=0.001)


@each_brand
def test_three_days_find_little_and_the_glance_comes_near(brand, capsys):
    made = run_cells(
        LESSON,
        brand,
        *("brand", "chance-by-hand", "p-value-code", "interval-code", "decision-code"),
        *("size-simulated", "size-code", "size-goes-on"),
    )
    said = capsys.readouterr().out
    simulated = int(re.search(r"(\d+)% of the tests find it", said)[1])
    formula = int(re.search(r"by formula: (\d+)%", said)[1])
    assert simulated == pytest.approx(formula, abs=3)
    assert formula < 25
    glance = 16 * made["usual"] * (1 - made["usual"]) / made["change"] ** 2
    assert 1 < made["needed"] / glance < 1.15  # "exact, as B's rate scatters more"
    assert made["needed"] > made["n"]


def test_half_the_difference_takes_four_times_the_people():
    for rate in (0.03, 0.045, 0.06):
        one, half = (experiments.sample_size(rate, change=part * rate) for part in (0.2, 0.1))
        assert half / one == pytest.approx(4, rel=0.1)


def test_an_early_lead_is_too_large_four_times_in_five():
    leads = []
    for number in range(60):
        test = trials.first_days(Brand.of(f"reader {number}", "lesson 09"))
        found = experiments.compare(test.table).loc["B", "difference"]
        leads.append(found > test.truth["B"] - test.truth["A"])
    assert f"among {len(leads)} brands" in words("size-truth")
    assert f"above the truth in {sum(leads)}, about four in five" in words("size-truth")


def test_the_formula_counts_half_of_the_tests_that_hit_the_difference():
    below = []
    for brand in BRANDS:
        made = run_cells(LESSON, brand, "brand", "chance-by-hand", "p-value-code")
        hit = np.isclose(np.abs(made["by_chance"]), abs(made["found"]), rtol=0, atol=1e-12)
        below.append(
            made["as_large"].mean() - hit.mean() / 2 - made["compared"].loc["B", "p_value"]
        )
    assert np.mean(below) == pytest.approx(0, abs=0.006)


@each_brand
def test_the_answer_of_ones_own_turn_is_the_first_click_that_does_it(brand):
    made = run_cells(
        LESSON,
        brand,
        *("brand", "chance-by-hand", "p-value-code", "p-value-turn", "p-value-turn-answer"),
    )
    lucky, p_values = made["lucky"].copy(), []
    for more in (made["more"] - 1, made["more"]):
        lucky.loc["B", "clicks"] = made["clicks"]["B"] + more
        p_values.append(experiments.compare(lucky).loc["B", "p_value"])
    assert p_values[0] >= 0.05 > p_values[1]


@each_brand
def test_the_video_is_a_broken_split(brand, capsys):
    made = run_cells(LESSON, brand, "brand", "chance-by-hand", "split-code", "split-by-hand")
    assert made["checked"]["broken"]
    assert made["gap"] > np.abs(made["halves"] - made["total"] / 2).max() * 0.85
    assert "B is ahead" in capsys.readouterr().out
    assert experiments.compare(made["video"]).loc["B", "difference"] > 0


@each_brand
def test_peeking_fools_a_quarter_and_planned_bounds_do_not(brand):
    made = run_cells(
        LESSON,
        brand,
        *(
            "brand",
            "chance-by-hand",
            "p-value-code",
            "interval-code",
            "decision-code",
            "size-simulated",
        ),
        *("size-code", "peek-diary", "peek-simulated", "bounds-code"),
    )
    assert made["alarm"].any(axis=1).mean() == pytest.approx(0.275, abs=0.04)
    assert made["alarm"][28].mean() == pytest.approx(0.05, abs=0.02)
    crossed = made["alarm"].any(axis=1)
    assert (~made["alarm"].loc[crossed, 28]).mean() > 0.7  # "most come back"
    assert made["diary"].truth["A"] == made["diary"].truth["B"]
    weekly = made["weekly"]
    assert experiments.first_alarm(weekly, made["plans"]["obrien-fleming"]) is None
    assert made["table"]["false alarms"].tolist() == [0.126, 0.05, 0.05, 0.05]


@each_brand
def test_the_short_readings_of_the_lab_hold(brand):
    usual, people = trials.rate(brand), trials.people_a_day(brand)
    z = experiments.simulate_looks(usual, people=people, looks=28, change=0.005, tests=4000)
    found = {
        rule: experiments.stops(z, experiments.stopping_bounds(28, rule=rule), people=people)
        for rule in ("every look", "pocock", "obrien-fleming")
    }
    naive, pocock, late = found.values()
    assert naive["people"] < pocock["people"] < late["people"]
    assert naive["share"] > late["share"] > pocock["share"]


@each_brand
def test_seven_equal_captions_find_a_winner_in_a_fifth_of_tests(brand):
    made = run_cells(
        LESSON,
        brand,
        *(
            "brand",
            "chance-by-hand",
            "p-value-code",
            "interval-code",
            "decision-code",
            "size-simulated",
        ),
        *("several-simulated", "several-code"),
    )
    assert made["beyond"].any(axis=1).mean() > 0.2
    held = made["held"]
    assert (held["p_value"] < 0.05).sum() == 2
    better = held.index[held["truly better"]].tolist()
    for way in ("holm", "benjamini-hochberg"):
        assert held.index[held[way] < 0.05].tolist() == better
    kept = [(experiments.adjusted(made["list_of_ideas"], way=way) < 0.05).sum()
            for way in experiments.WAYS]  # fmt: skip
    assert kept[0] < kept[1]
    assert "1 − 0.95⁷, 30 %" in words("several-words")
    assert round(1 - 0.95**7, 2) == 0.30


@each_brand
def test_the_shuffle_agrees_with_quasi_poisson_and_not_with_poisson(brand, capsys):
    made = run_cells(
        LESSON,
        brand,
        *("brand", "chance-by-hand", "friends-by-hand", "scatter-shuffled", "scatter-code"),
    )
    said = capsys.readouterr().out
    every, coin = (float(number) for number in re.findall(r"alone = ([\d.]+)", said))
    assert every > coin
    shuffled = made["as_far"] / 2000
    assert shuffled == pytest.approx(made["ways"]["quasi-poisson"]["p_value"], abs=0.15)
    assert made["ways"]["poisson"]["p_value"] < 0.01
    low, high = made["ways"]["quasi-poisson"][["low", "high"]]
    assert low < 1 < high
    assert experiments.overdispersion(made["tossed"]) > 4  # "several times as much"


@each_brand
def test_the_forecast_by_hand_is_the_package_and_comes_nearer(brand):
    made = run_cells(LESSON, brand, "brand", "best-by-hand", "best-picture")
    assert (made["rates"]["by hand"] - made["rates"]["package"]).abs().max() < 1e-12
    shrunk, came = made["shrunk"], made["came"]
    off = {way: ((shrunk[way] - came) ** 2).mean() for way in ("raw", "shrunk")}
    assert off["shrunk"] < off["raw"]
    assert made["top"] != made["bet"]


def test_intervals_hold_the_truth_as_often_as_they_say(capsys):
    run_cells(LESSON, BRANDS[0], "brand", "chance-by-hand", "coverage-code")
    held = int(re.search(r"(\d+) of 400", capsys.readouterr().out)[1])
    assert held / 400 == pytest.approx(0.95, abs=0.03)


def test_the_quoted_experiments_are_quoted_rightly():
    assert "7,004 tests, 22 %" in words("split-reading")
    assert pytest.approx(0.22, abs=0.005) == 7004 / 32487
    told = words("p-value")
    assert "if A and B did not differ at all" in told
    assert "Not the chance that B is no better" in told


def test_the_mistake_is_the_one_it_explains():
    (cell,) = [c for c in LESSON.cells if "raises-exception" in c.metadata.get("tags", [])]
    made = run_cells(LESSON, BRANDS[0], "brand", "chance-by-hand")
    made["usual"] = trials.rate(BRANDS[0])
    with pytest.raises(UnitError, match=r"received 20\. For 20 % write 0\.2"):
        exec(cell.source, made)


def test_the_sample_of_ones_own_page_runs_and_is_undecided(capsys):
    run_cells(LESSON, BRANDS[0], "own-page-code")
    said = capsys.readouterr().out
    assert "split broken: False" in said
    assert "decision: undecided" in said


def test_the_small_examples_of_the_exercise_are_right():
    assert experiments.sample_size(0.05, change=0.1 * 0.05) == 31_234
    assert -(-62_468 // 1000) == 63
    test = pd.DataFrame({"people": [1000, 1000], "clicks": [40, 58]}, index=["A", "B"])
    found = experiments.compare(test).loc["B"]
    assert found[["difference", "low", "high"]].round(4).tolist() == [0.018, -0.001, 0.0373]
    assert experiments.decide(found["low"], found["high"], worth=0.002) == "undecided"
    assert experiments.split_check({"A": 5000, "B": 4700})["p_value"] == pytest.approx(
        0.00232, abs=5e-6
    )
    assert experiments.false_alarm_rate([1.96] * 14) == pytest.approx(0.220, abs=0.001)
    bounds = experiments.stopping_bounds(2)
    assert bounds.round(2).tolist() == [2.80, 1.98]
    assert experiments.first_alarm(pd.Series([2.1, 2.2], index=[7, 14]), bounds) == 14
    assert experiments.adjusted([0.01, 0.03, 0.04]).tolist() == [0.03, 0.06, 0.06]
    posts = pd.DataFrame(
        {"arm": ["statement"] * 3 + ["question"] * 3, "clicks": [10, 40, 10, 30, 50, 40]}
    )
    found = experiments.compare_counts(posts).loc["question"]
    assert found[["ratio", "low", "high"]].round(2).tolist() == [2.0, 0.55, 7.33]
    two = pd.DataFrame({"clicks": [5, 60], "reach": [50, 1000]}, index=["post 01", "post 02"])
    usual = pd.Series({"rate": 0.04, "people": 450})
    rates = experiments.shrunk_rates(two, usual=usual)["shrunk"]
    assert rates.round(4).tolist() == [0.046, 0.0538]


@each_brand
def test_the_letter_speaks_of_other_numbers_than_the_questions(brand, capsys, monkeypatch):
    monkeypatch.setattr(smmkit, "my_brand", lambda: brand)
    made = run_cells(MASTER, brand, "setup", "note-data")
    asked = trials.log(brand, deal=1).table
    assert made["test"]["clicks_b"] not in asked["clicks_b"].tolist()
    assert not made["month"].equals(reposts.evergreens(brand, deal=1).last)
    assert made["test"]["first_alarm"] < made["test"]["stop_day"]
    assert f"from {100 * trials.rate(brand):.1f}" in capsys.readouterr().out


def test_the_story_stops_where_the_plan_does():
    for brand in BRANDS:
        z = experiments.z_values(trials.log(brand, deal=2).table)
        weekly = z[6::7]
        stop = experiments.first_alarm(weekly, experiments.stopping_bounds(len(weekly)))
        story = trials.stopped_early(brand)
        assert story["crossed"] == (stop is not None)
        assert story["stop_day"] == (len(z) if stop is None else stop)
        assert story["first_alarm"] == experiments.first_alarm(z, [1.96] * len(z))


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ("posts", lambda right: {"clear": "no" if right["clear"] == "yes" else "yes"}),
        ("peeking", lambda right: {"found": "no" if right["found"] == "yes" else "yes"}),
        ("peeking", lambda right: {"stop_day": right["stop_day"] - 1}),
    ],
)
def test_a_slip_that_many_mistakes_share_is_not_put_down_to_one(question, wrong):
    asked = find(f"experiments.{question}")
    for brand in BRANDS:
        right = asked.right_answer(brand)
        verdict = ask(LocalChannel(brand), asked.id, right | wrong(right))
        assert verdict["misconception"] is None, verdict["says"]


def test_days_rounded_down_and_the_bounds_of_pocock_have_names_of_their_own():
    for brand in BRANDS:
        sample = find("experiments.sample").right_answer(brand)
        found = ask(
            LocalChannel(brand), "experiments.sample", sample | {"days": sample["days"] - 1}
        )
        assert found["misconception"] == "rounded down"
        (pocock,) = [
            m for m in find("experiments.peeking").misconceptions if m.name.startswith("Pocock")
        ]
        found = ask(LocalChannel(brand), "experiments.peeking", pocock.value(brand))
        assert found["misconception"] == pocock.name


def test_the_person_reads_a_fifth_to_a_third_of_the_points():
    points = {c.id: c.metadata.get("nbgrader", {}).get("points", 0) for c in MASTER.cells}
    assert sum(points.values()) == 28
    assert points["note-answer"] == 6
