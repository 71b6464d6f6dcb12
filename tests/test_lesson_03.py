"""What lesson 03 tells: true of every brand; its small examples; how its answers are marked."""

from __future__ import annotations

import nbformat
import pandas as pd
import pytest
from conftest import ROOT
from lessons import run, source

from smmkit import Brand, audience, plots
from smmkit.brand.public import NETWORKS, STAGES
from smmkit.coach.channel import LocalChannel, ask
from smmkit.coach.questions import find
from smmkit.errors import ArgumentError

LESSON = nbformat.read(ROOT / "course" / "03_audience.ipynb", as_version=4)
MASTER = nbformat.read(ROOT / "solutions" / "03_audience" / "03_audience.ipynb", as_version=4)
BRANDS = [Brand.of(f"reader {number}", "lesson 03") for number in range(12)]


def run_cells(brand, *cell_ids):
    """Run cells of the lesson on a brand, without a kernel, and return the names they made."""
    names = {
        "pd": pd, "audience": audience, "plots": plots, "my_brand": lambda: brand,
        "NETWORKS": NETWORKS, "STAGES": STAGES, "show": lambda drawing, alt: alt,
    }  # fmt: skip
    return run(LESSON, names, cell_ids)


@pytest.mark.parametrize("brand", BRANDS, ids=lambda brand: brand.student)
def test_the_story_holds_for_a_brand(brand):
    cells = ["brand", "customers-by-hand", "customers-package", "customers-turn"]
    cells += ["average-by-hand", "overlap-by-hand", "overlap-steps", "overlap-picture"]
    cells += ["choose-by-hand", "choose-rank", "choose-picture", "persona-profile", "persona-made"]
    made = run_cells(brand, *cells, "journey-picture")
    people, public, networks = made["people"], made["public"], made["networks"]

    # "Different people do it": the largest of the followers is not the largest of the customers.
    assert made["parts"]["followers"].index[0] != made["parts"]["customers"].index[0]
    assert not made["same"]
    # "Few near the mean."
    assert made["near"].mean() < 0.3
    assert made["near"].mean() == audience.near_mean(made["ages"], within=5)
    # Both ends: the ages are not one crowd.
    middle = made["ages"].between(*people["age"].quantile([0.3, 0.7]))
    assert middle.mean() < 0.25

    first, second, used = made["first"], made["second"], made["used"]
    once = audience.within_reach(people, [first, second])
    assert once == pytest.approx(used[first] + used[second] - made["both"])
    # "All six together take more than you have", and "the dark part is small even for large ones".
    assert sum(public.hours.values()) > brand.hours
    where = audience.only_here(people, networks)
    assert (where["only_here"] < where["on_it"] / 2).all()
    # "Largest first is not the best here."
    assert audience.regret(made["taken"], people, public.hours, budget=brand.hours) > 0
    # "All the hours from there to everywhere buy far fewer new people each than those within it."
    best, every = made["best"], made["every"].iloc[-1]
    beyond = (every["reached"] - best["reached"]) / (every["hours"] - best["hours"])
    assert beyond < best["reached"] / best["hours"] / 2

    # The owner's wish is what the review finds.
    found = audience.review_persona(made["persona"], people, about="customer")
    assert "not in the data" in set(found["rule"])
    place = audience.evidence(people, made["of"], "place", made["told"]["place"])
    good = made["persona"] | {"claims": [*made["claims"][:3], place]}
    assert set(audience.review_persona(good, people, about="customer")["rule"]) <= {"few people"}


@pytest.mark.parametrize("brand", BRANDS, ids=lambda brand: brand.student)
def test_the_exercise_can_be_learnt_from(brand):
    """Temptations cost something, stages have leaders of their own, the lesson tells less."""
    public = brand.public()
    for wrong in find("audience.chosen").misconceptions[:3]:
        names = wrong.value(brand)
        lost = audience.regret(
            names, public.people, public.hours, budget=brand.hours, worth="worth"
        )
        assert lost >= 0.01, wrong.name
    assert len(set(find("audience.journey").key(brand).values())) == len(STAGES)
    by_heads = audience.choose(public.people, public.hours, budget=brand.hours)["platforms"]
    assert set(by_heads) != set(find("audience.chosen").key(brand))


def test_the_mistake_is_the_one_it_explains():
    brand = BRANDS[0]
    (cell,) = [c for c in LESSON.cells if "raises-exception" in c.metadata.get("tags", [])]
    with pytest.raises(ArgumentError, match="hours a week, and the budget is"):
        exec(cell.source, run_cells(brand, "brand") | {"audience": audience})


def test_the_firm_of_the_lesson_sells_to_firms():
    consumer = next(brand for brand in BRANDS if not brand.b2b)
    names = run_cells(consumer, "brand") | {"Brand": Brand}
    exec(source(LESSON, "b2b-code"), names)
    assert names["firm"].b2b


def test_the_small_examples_of_the_exercise_are_right():
    ten = pd.DataFrame({"a": [True] * 4 + [False] * 6, "b": [False, *[True] * 5, *[False] * 4]})
    assert (ten["a"] & ten["b"]).sum() == 3
    assert audience.within_reach(ten, ["a", "b"]) == pytest.approx(0.6)
    assert audience.near_mean(pd.Series([20, 21, 40, 79]), within=3) == 0.25
    made = {"pd": pd}
    exec(source(MASTER, "reach-data"), made)
    exec(source(MASTER, "reach-answer"), made)
    assert made["within_reach"](made["example"], ["x", "tiktok"]) == 30 / 40
    assert made["within_reach"](made["example"], []) == 0
    three = pd.DataFrame({"a": [True, True, False], "b": [True, True, False]})
    three["c"] = [False, False, True]
    hours = dict.fromkeys("abc", 4)
    assert audience.regret(["a", "b"], three, hours, budget=8) == pytest.approx(1 / 3)
    assert audience.regret(["a", "c"], three, hours, budget=8) == 0


def test_a_choice_earns_by_its_regret():
    brand, question = BRANDS[0], find("audience.chosen")
    public = brand.public()
    ranked = audience.rank(public.people, public.hours, budget=brand.hours, worth="worth")
    ranked = ranked[ranked["platforms"].map(len) > 0]
    scores = [
        ask(LocalChannel(brand), question.id, list(names))["score"] for names in ranked["platforms"]
    ]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == question.points
    assert scores[-1] == 0


@pytest.mark.parametrize(
    ("answer", "status"),
    [("facebook", "unusable"), ([], "unusable"), ([1], "unusable"), (["myspace"], "wrong")],
)
def test_what_is_no_choice_is_met_with_words(answer, status):
    found = ask(LocalChannel(BRANDS[0]), "audience.chosen", answer)
    assert found["status"] == status
    assert found["score"] == 0
    assert found["says"]


def test_capitals_and_order_make_no_difference():
    brand = BRANDS[0]
    best = find("audience.chosen").key(brand)
    answer = [f" {name.upper()}" for name in reversed(best)]
    assert ask(LocalChannel(brand), "audience.chosen", answer)["status"] == "right"


def test_the_person_reads_a_quarter_of_the_points():
    points = {c.id: c.metadata.get("nbgrader", {}).get("points", 0) for c in MASTER.cells}
    assert sum(points.values()) == 20
    assert points["note-answer"] == 5
