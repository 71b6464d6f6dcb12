"""What lesson 08 tells: true of every brand, and of the published posts it quotes."""

from __future__ import annotations

import re

import nbformat
import pandas as pd
import pytest
from conftest import ROOT
from lessons import run, source

from smmkit import Brand, kpi
from smmkit.coach.channel import LocalChannel, ask

LESSON = nbformat.read(ROOT / "course" / "08_kpis.ipynb", as_version=4)
MASTER = nbformat.read(ROOT / "solutions" / "08_kpis" / "08_kpis.ipynb", as_version=4)
BRANDS = [Brand.of(f"reader {number}", "lesson 08") for number in range(12)]


def run_cells(brand, *cell_ids):
    """Run cells of the lesson on a brand, without a kernel, and return the names they made."""
    names = {"pd": pd, "kpi": kpi, "my_brand": lambda: brand, "display": lambda thing: None}
    return run(LESSON, names, cell_ids)


@pytest.mark.parametrize("brand", BRANDS, ids=lambda brand: brand.student)
def test_the_story_holds_for_a_brand(brand, capsys):
    cells = ["brand", "denominator-by-hand", "reversal-whole", "reversal-parts-code"]
    made = run_cells(brand, *cells, "freelancer-recipe")
    home, whole, parts = made["home"], made["whole"], made["parts"]

    by_reach, by_impressions, by_followers = map(
        float, re.findall(r"by \w+: +([\d.e-]+)", capsys.readouterr().out)
    )
    assert by_reach == pytest.approx(kpi.er_by_reach(home), abs=5e-5)
    assert by_impressions == pytest.approx(kpi.er_by_impressions(home), abs=5e-5)
    assert by_followers == pytest.approx(
        kpi.er_by_followers(home, followers=made["followers"]), abs=5e-5
    )
    # "None of the three is the freelancer's number", and it grows with the period.
    assert made["claim"] > 1.2 * max(by_followers, by_impressions)
    assert made["claim"] != pytest.approx(by_reach, rel=0.02)
    assert 3 * made["claim"] < home["engagements"].sum() / made["followers"]

    assert whole.loc[False, "rate"] > whole.loc[True, "rate"]
    rates = parts["rate"].unstack("paid")
    assert (rates[True] > rates[False]).all()
    # "Of the format that people react to least the owner boosted a larger share than of any other."
    posts = parts["posts"].unstack("paid")
    assert (posts[True] / posts.sum(axis=1)).idxmax() == rates.mean(axis=1).idxmin()
    # "Above where the posts that reached few accounts have the higher rates."
    gap = kpi.er_by_reach(home, average="mean of ratios") - kpi.er_by_reach(home)
    lean = home["reach"].astype(float).cov(kpi.er_by_reach(home, average="each row"))
    assert (gap > 0) == (lean < 0)


@pytest.mark.parametrize("brand", BRANDS[:4], ids=lambda brand: brand.student)
def test_the_sheet_can_be_made_for_any_period(brand):
    made = run_cells(brand, "brand", "audience-by-hand", "sheet")
    for first, before in [("2026-06-01", "2026-06-29"), ("2026-06-08", "2026-06-15")]:
        lines = made["sheet"](first, before)
        assert lines["posts"] > 0
        assert 0 < lines["engagement rate by reach, pooled"] < 1
    assert made["sheet"]("2030-01-01", "2030-02-01").isna().sum() >= 3


def test_the_published_posts_are_quoted_rightly(shared):
    table = pd.read_csv(shared / "datasets" / "uci-facebook-metrics.csv", sep=";")
    reach = "Lifetime Post Total Reach"
    posts = table.rename(
        columns={reach: "reach", "Total Interactions": "engagements", "Paid": "paid"}
    )
    told = " ".join(source(LESSON, name) for name in ("average-reading", "reversal-reading"))
    paid = kpi.er_by_reach(posts, by="paid")
    rates = [kpi.er_by_reach(posts), kpi.er_by_reach(posts, average="mean of ratios"), *paid[:2]]
    for rate in rates:
        assert f"{100 * rate:.2f}" in told
    by_type = kpi.er_by_reach(posts, by=["Type", "paid"]).unstack("paid")
    assert (by_type[1] > by_type[0]).sum() == 3
    assert len(by_type) == 4


def test_the_mistake_is_the_one_it_explains():
    (cell,) = [c for c in LESSON.cells if "raises-exception" in c.metadata.get("tags", [])]
    with pytest.raises(ValueError, match='er_by_reach needs the column "reach"'):
        exec(cell.source, {"home": BRANDS[0].history().posts, "kpi": kpi})


def test_the_small_examples_of_the_exercise_are_right():
    example = {"pd": pd}
    exec(source(MASTER, "function-data"), example)
    exec(source(MASTER, "function-answer"), example)
    assert example["rate_by_reach"](example["example"]) == 0.05
    ads = pd.DataFrame({"spend": [100.0], "conversions": [10], "revenue": [500.0]})
    assert kpi.cpa(ads) == 10.0
    assert kpi.roas(ads) == 5.0
    assert kpi.romi(0.4 * 500, cost=100) == 1.0
    said = pd.DataFrame({"mentions": [50], "positive": [20], "negative": [10]})
    assert kpi.net_sentiment(said) == 0.2
    assert kpi.share_of_voice({"own": 50, "others": 150})["own"] == 0.25


def test_a_learners_plain_sums_are_recognised_without_a_warning():
    def rate_by_reach(posts):
        return posts["engagements"].sum() / posts["reach"].sum()

    found = ask(LocalChannel(BRANDS[0]), "kpis.rate_by_reach", rate_by_reach)
    assert found["misconception"] == "plain sums"
    assert 0 < found["score"] < found["points"]


def test_the_person_reads_a_fifth_of_the_points():
    points = {c.id: c.metadata.get("nbgrader", {}).get("points", 0) for c in MASTER.cells}
    assert sum(points.values()) == 20
    assert points["note-answer"] == 4
