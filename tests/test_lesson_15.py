"""What lesson 15 tells: true of every brand."""

from __future__ import annotations

import nbformat
import pandas as pd
import pytest
from conftest import ROOT
from lessons import run

from smmkit import Brand, plots, report, steering
from smmkit.apps.cockpit import cockpit
from smmkit.brand import parameters
from smmkit.brand.parameters import value
from smmkit.brand.world.even import even_media, even_plan
from smmkit.brand.world.laid import PlanError
from smmkit.coach.channel import LocalChannel, ask
from smmkit.coach.questions import find

LESSON = nbformat.read(ROOT / "course" / "15_season.ipynb", as_version=4)
MASTER = nbformat.read(ROOT / "solutions" / "15_season" / "15_season.ipynb", as_version=4)
BRANDS = [Brand.of(f"reader {number}", "lesson 15") for number in range(4)]
each_brand = pytest.mark.parametrize("brand", BRANDS, ids=lambda brand: brand.student)


def run_cells(brand, *cell_ids):
    names = {"pd": pd, "plots": plots, "report": report, "steering": steering, "value": value}
    names |= {"my_brand": lambda: brand, "show": lambda drawing, alt: None, "cockpit": cockpit}
    names |= {"even_media": even_media, "even_plan": even_plan, "parameters": parameters}
    return run(LESSON, names, cell_ids)


FIRST = ("brand", "hour-hand", "hour-package", "answers-hours", "week-package", "when-code")
FIRST += ("run-first",)


@each_brand
def test_by_hand_and_by_package_agree(brand):
    made = run_cells(brand, *FIRST, "report-hand", "report-package", "report-wrong")
    for form, people in made["by_format"].items():
        found = made["yields"].loc[(brand.home, form), "per_hour"]
        assert found == pytest.approx(people / value(f"format_hours.{form}"))
    week = made["week"].set_index(["kpi", "platform"])["value"]
    last = made["last_week"]
    assert week["posts", "all"] == len(last)
    assert week["largest_reach", "all"] == last["reach"].max()
    rate = last["engagements"].sum() / last["reach"].sum()
    assert week["er_by_reach", "all"] == pytest.approx(float(rate))
    assert made["season"].week == 4
    verdicts = report.recompute(made["told"], made["season"])["verdict"].tolist()
    assert verdicts == ["right", "mean of ratios", "reach added up"]


@each_brand
def test_the_mistake_is_the_one_it_explains(brand):
    (cell,) = [c for c in LESSON.cells if "raises-exception" in c.metadata.get("tags", [])]
    made = run_cells(brand, *FIRST)
    with pytest.raises(PlanError, match="hours a week"):
        exec(cell.source, made)
    assert made["season"].week == 4


@each_brand
def test_the_season_of_the_lesson_beats_guessing_by_far(brand):
    made = run_cells(brand, *FIRST, "steer-run", "steer-decide", "steer-undo", "end-run")
    assert made["season"].week == 26
    assert steering.review_decision(made["decision"], made["season"]).empty
    assert brand.score(made["season"]).skill > 0.3
    assert brand.score(None).skill < 0


@each_brand
def test_what_the_cockpit_lets_one_find(brand):
    """More than three posts bring little more; spread money orders more than heaped money."""
    crowd = value("crowding")
    assert 9 * 2.718281828 ** (-crowd * 6) < 1.1 * 3
    weekly = 0.999 * brand.budget * 12 / 52
    spread = even_media(steering.share_money(brand), currency=brand.currency)
    heaped = even_media({(brand.platforms[-1], "Retargeting"): weekly}, currency=brand.currency)
    margins = [brand.score(None, media).parts["margin"] for media in (heaped, spread)]
    assert margins[0] < margins[1]


def test_a_person_reads_a_fifth_of_the_points():
    points = {c.id: c.metadata.get("nbgrader", {}).get("points", 0) for c in MASTER.cells}
    assert sum(points.values()) == 30
    assert points["letter-answer"] == 6


def test_where_the_past_misleads_the_lessons_way_is_enough():
    brand, question = Brand.of("p93", "self"), find("season.run")
    log = question.right_answer(brand)
    skill = brand.score(steering.replay(brand, log)).skill
    assert steering.points_for(skill) < 1
    for salt in ("", "a class's"):
        assert ask(LocalChannel(brand, salt=salt), question.id, log)["score"] == question.points
