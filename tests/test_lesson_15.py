"""What lesson 15 tells: true of every brand."""

from __future__ import annotations

import itertools

import nbformat
import pandas as pd
import pytest
from conftest import ROOT
from lessons import run

from smmkit import Brand, plots, report, steering, strategy
from smmkit.apps.cockpit import cockpit
from smmkit.brand import parameters
from smmkit.brand.parameters import CAMPAIGNS, value
from smmkit.brand.prospects import owners_brief
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
    names |= {"strategy": strategy, "owners_brief": owners_brief}
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
    cells = ("steer-run", "steer-decide", "steer-undo", "end-run", "strategy-look")
    made = run_cells(brand, *FIRST, *cells)
    assert made["season"].week == 26
    for row in made["held"].itertuples():
        assert row.anyway <= row.clear <= row.reachable
    assert steering.review_decision(made["decision"], made["season"]).empty
    assert brand.score(made["season"]).skill > 0.3
    assert brand.score(None).skill < 0


def margin(brand, plan=None, media=None):
    return brand.score(plan, media).parts["margin"]


def fits(brand, posts):
    try:
        brand.run(even_plan({brand.home: posts}, weeks=2), weeks=2)
    except PlanError:
        return False
    return True


def test_nine_posts_on_a_page_bring_fewer_orders_than_three_or_are_refused():
    able = [brand for brand in BRANDS if fits(brand, 9)]
    assert 0 < len(able) < len(BRANDS)
    for brand in able:
        three, nine = (margin(brand, even_plan({brand.home: posts})) for posts in (3, 9))
        assert nine < three


@each_brand
def test_spread_money_brings_more_than_heaped_or_without_retargeting(brand):
    def spent(shares):
        return margin(brand, media=even_media(shares, currency=brand.currency))

    weekly = sum(steering.share_money(brand).values())
    spread = spent(steering.share_money(brand))
    heaps = itertools.product(brand.platforms, CAMPAIGNS)
    assert all(spent({heap: weekly}) < spread for heap in heaps)
    assert spent(steering.share_money(brand, retargeting=0)) < spread


def test_what_the_lesson_says_of_the_campaigns_curves():
    assert value("half_high") < 1
    assert 3 ** (1 / value("hill_slope_high")) > 2  # three quarters cost more than twice the half
    caused, claimed = (
        [value(f"{name}.{kind}") for kind in CAMPAIGNS]
        for name in ("incremental", "campaign_orders")
    )
    assert caused[1] < caused[0]
    assert claimed[1] > claimed[0]
    assert caused[1] * claimed[1] == pytest.approx(caused[0] * claimed[0], rel=0.1)


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
