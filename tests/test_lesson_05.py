"""What lesson 05 tells: true of every brand, and of the published posts it quotes."""

from __future__ import annotations

import dataclasses
import io
import re

import nbformat
import numpy as np
import pandas as pd
import pytest
from conftest import ROOT
from lessons import SILENT, run, source

from smmkit import Brand, content, tables
from smmkit.brand.agreement import agreement, draft_plan, routine, wish_list
from smmkit.brand.arrivals import arrivals, rota

LESSON = nbformat.read(ROOT / "course" / "05_content.ipynb", as_version=4)
MASTER = nbformat.read(ROOT / "solutions" / "05_content" / "05_content.ipynb", as_version=4)
BRANDS = [Brand.of(f"reader {number}", "lesson 05") for number in range(12)]
each_brand = pytest.mark.parametrize("brand", BRANDS, ids=lambda brand: brand.student)


def run_cells(notebook, brand, *cell_ids):
    """Run cells on a brand, without a kernel, and return the names they made."""
    names = {
        **{"pd": pd, "content": content, "tables": tables, "my_brand": lambda: brand},
        **{"agreement": agreement, "draft_plan": draft_plan, "routine": routine},
        **{"arrivals": arrivals, "rota": rota, "wish_list": wish_list},
        **{"replace": dataclasses.replace, "StringIO": io.StringIO},
        **SILENT,
        **{"plots": __import__("smmkit.plots", fromlist=["plots"])},
    }
    return run(notebook, names, cell_ids)


@each_brand
def test_by_hand_and_by_the_package_agree(brand, capsys):
    made = run_cells(
        LESSON,
        brand,
        *("brand", "agreed-code", "hours-routine", "hours-by-hand", "hours-package"),
        *("mix-by-hand", "cover-by-hand", "cover-package"),
    )
    said = capsys.readouterr().out
    by_hand = made["work"].groupby(made["draft"]["publish_at"].dt.to_period("W")).sum()
    assert made["weekly"][made["weekly"] > 0].tolist() == pytest.approx(by_hand.tolist())
    hand, package = re.findall(r"to be replaced, by \w+: +(\d+)", said)
    assert hand == package
    assert made["covered"]["quiet_share"] == pytest.approx((~made["there"]).mean())
    assert made["covered"]["staffed_hours"] == made["staffed"]
    # "It begins on the last staffed evening of the week": longer than any night.
    assert made["covered"]["longest_wait"] > 24
    # The share of hours and that of messages are two numbers.
    assert abs(made["covered"]["quiet_share"] - made["covered"]["quiet_hours"] / 168) > 0.01


@each_brand
def test_the_draft_cannot_be_approved_and_the_own_week_nearly_can(brand):
    made = run_cells(LESSON, brand, "brand", "agreed-code", "review-draft")
    assert content.score(made["found"]) < 3
    assert {"owner", "cover", "contest", "promise"} <= set(made["found"]["rule"])
    made = run_cells(
        LESSON, brand, "brand", "agreed-code", "own-week", "own-week-plan", "board-finding"
    )
    assert content.score(made["left"]) >= 7
    assert content.score(made["now"]) < content.score(made["left"])
    assert "quiet" in set(made["now"]["rule"])
    assert content.from_ics(content.to_ics(made["plan"])).equals(made["plan"])


@each_brand
def test_a_best_hour_from_few_posts_is_pulled_back(brand):
    made = run_cells(LESSON, brand, "brand", "when-hours")
    slots = made["slots"]
    assert (slots["low"] < 0).mean() > 0.8
    few = slots[slots["posts"] <= 2]
    assert (few["lift"].abs() < 0.6 * few["raw"].abs() + 0.02).all()


def test_the_luck_of_a_post_is_quoted_rightly(shared):
    table = pd.read_csv(shared / "datasets" / "uci-facebook-metrics.csv", sep=";")
    plan = table[["Type", "Category", "Post Weekday", "Post Hour", "Post Month", "Paid"]]
    log = np.log(table["Lifetime Post Total Reach"])
    known = plan.notna().all(axis=1)
    dummies = pd.get_dummies(plan[known].astype(str), drop_first=True, dtype=float)
    design = np.column_stack([np.ones(len(dummies)), dummies])
    rest = log[known] - design @ np.linalg.lstsq(design, log[known], rcond=None)[0]
    explained = 1 - rest.var() / log[known].var()
    columns = design.shape[1]
    adjusted = 1 - (1 - explained) * (len(rest) - 1) / (len(rest) - columns)
    assert adjusted < 0.25
    assert "less than\na quarter" in source(LESSON, "when-luck")


def test_the_numbers_of_the_prose_are_those_of_the_package():
    assert "more than four people" in source(LESSON, "cover")
    assert 4 < 168 / 40 < 5
    hours = content.Brief("2026-06-29", "2026-06-30", platforms={"x": 1}, hours=1).format_hours
    assert "video takes three hours and a photo one" in " ".join(
        source(LESSON, "board-reading").split()
    )
    assert (hours["video"], hours["photo"]) == (3, 1)
    assert set(re.findall(r"\d\. |\d: ", source(LESSON, "board"))) == {
        f"{n}. " for n in range(1, 6)
    }


def test_the_mistake_is_the_one_it_explains():
    (cell,) = [c for c in LESSON.cells if "raises-exception" in c.metadata.get("tags", [])]
    made = run_cells(LESSON, BRANDS[0], "brand", "agreed-code", "own-week", "own-week-plan")
    with pytest.raises(ValueError, match="row 2 has none"):
        exec(cell.source, made)


def test_the_sample_of_ones_own_page_is_read_and_judged():
    made = run_cells(LESSON, BRANDS[0], "own-page-read")
    assert made["yours"]["platform"].tolist() == ["instagram", "instagram"]
    rules = set(content.review(made["yours"], made["mine"])["rule"])
    assert {"holiday", "quiet", "owner", "cover", "hours"} <= rules


@each_brand
def test_the_model_plan_keeps_every_rule(brand):
    made = _model(brand)
    found = content.review(made["plan"], made["brief"])
    assert content.score(found) == 10, found["message"].tolist()


def _model(brand):
    names = {"brand": brand, "content": content, "pd": pd}
    names["brief"] = content.Brief(**agreement(brand))
    for cell_id in ("plan-data", "plan-answer"):
        exec(source(MASTER, cell_id), names)
    return names


def test_the_small_examples_of_the_exercise_are_right():
    assert content.offers_to_replace(12, 5) == 3
    messages = pd.DataFrame({"received": pd.to_datetime(["2026-06-05 17:00", "2026-06-08 10:00"])})
    covered = content.cover(messages, days=range(5), start=9, end=17)
    assert covered[["staffed_hours", "quiet_share", "longest_wait"]].tolist() == [40, 0.5, 64]
    names = {"brand": BRANDS[0], "content": content, "pd": pd}
    for cell_id in ("lost-data", "lost-answer"):
        exec(source(MASTER, cell_id), names)
    assert names["lost_posts"](names["example"], names["example_file"]) == 1
    days = pd.bdate_range("2026-06-29", "2026-07-10")
    assert (len(days) - 1, (len(days) - 1) * 20 / 5) == (9, 36.0)


def test_the_year_of_the_exercise_has_fifty_two_weeks():
    days = pd.date_range("2026-06-29", "2027-06-27")
    assert len(days) == 52 * 7
    assert (days[0].weekday(), days[-1].weekday()) == (0, 6)


def test_the_person_reads_a_fifth_to_a_third_of_the_points():
    points = {c.id: c.metadata.get("nbgrader", {}).get("points", 0) for c in MASTER.cells}
    assert sum(points.values()) == 26
    assert points["note-answer"] == 6
