"""What lesson 02 tells: true of every brand, and its small examples are right."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from conftest import ROOT
from lessons import source

from smmkit import Brand, brand, exports, kpi, plots
from smmkit.brand.letter import MYTHS, owners_letter
from smmkit.coach.channel import LocalChannel, ask
from smmkit.errors import UnitError

LESSON = nbformat.read(ROOT / "course" / "02_myths.ipynb", as_version=4)
MASTER = nbformat.read(ROOT / "solutions" / "02_myths" / "02_myths.ipynb", as_version=4)
BRANDS = [Brand.of(f"reader {number}", "lesson 02") for number in range(12)]
SKIPPED = {"tools", "lab-app", "mistake-code"}


def run_lesson(one):
    """Run the lesson on a brand, without a kernel; return its names and what each cell printed."""
    names = {
        **{"pd": pd, "kpi": kpi, "plots": plots, "exports": exports, "Path": Path},
        **{"parameters": brand.parameters, "owners_letter": owners_letter},
        **{"my_brand": lambda: one, "show": lambda drawing, alt: print(alt)},
        "display": lambda thing: None,
    }
    printed = {}
    for cell in LESSON.cells:
        if cell.cell_type == "code" and cell.id not in SKIPPED:
            with contextlib.redirect_stdout(io.StringIO()) as out:
                exec(cell.source, names)
            printed[cell.id] = out.getvalue()
    return names, printed


@pytest.mark.parametrize("one", BRANDS, ids=lambda one: one.student)
def test_the_story_holds_for_a_brand(one):
    made, printed = run_lesson(one)
    home, real, ring = made["home"], made["real"], made["ring"]

    # Section 1: the doubling may be luck, ten times the counts could not.
    bounds = re.findall(r"holds ([\d.]+) to ([\d.]+)", printed["chart-code"])
    (low, high), (tenfold, _) = [tuple(map(float, pair)) for pair in bounds]
    assert low < 0.5 < high
    assert tenfold > 0.5

    # Section 2: asleep, bots lower one rate and leave the other; awake, they lower every one.
    without, with_bots = re.findall(
        r"followers ([\d.]+) +by reach ([\d.]+)", printed["bots-by-hand"]
    )
    assert float(with_bots[0]) < float(without[0])
    assert with_bots[1] == without[1]
    grew = re.search(r"growth +([\d.-]+) % -> ([\d.]+) %", printed["bots-by-hand"])
    assert float(grew[2]) > float(grew[1]) + 20
    way = kpi.moves(real, made["faked"])["way"]
    assert way.eq("up").sum() == 2
    assert way["followers"] == way["summed reach"] == "up"
    assert way.filter(like="rate").eq("down").all()
    assert way["clicks"] == way["orders expected"] == "stays"

    # Section 3: the ring raises the engagement rate; CTR falls a little, clicks stay.
    change = kpi.moves(real, made["loud"])["change"]
    assert change["engagement rate by reach"] > 0.1
    assert -0.1 < change["click-through rate"] < 0
    assert change["clicks"] == change["orders expected"] == 0
    assert change["clicks per 100 engagements"] < -0.1
    # "Now and then a post gets hardly any likes."
    assert home["likes"].min() <= 3
    assert made["cheered"]["likes"].min() >= ring

    # The lab: twice the followers, the same rate, half the clicks per engagement.
    masked = kpi.moves(real, made["masked"])["change"]
    assert masked["engagement rate by followers"] == pytest.approx(0, abs=0.03)
    assert masked["clicks per 100 engagements"] == pytest.approx(-0.5, abs=0.02)

    # Section 4: the sum by hand is the package's; the highest share is where it changes its sign.
    by_hand, by_package = re.findall(r"by [a-z ]+: +(-?[\d,]+)", printed["nothing-code"])
    assert by_hand == by_package
    assert (made["anyway"] < made["most"]) == (float(by_hand.replace(",", "")) > 0)

    # Section 5: half the fee leaves the best budget; it may lower the smallest.
    halved = re.search(r"smallest: ([\d.]+) +best: ([\d.]+)", printed["budget-turn"])
    assert float(halved[2]) == made["best"]
    assert float(halved[1]) <= made["pays"]

    # Section 6: recommended contacts become clients most often.
    funnel = made["funnel"]
    assert funnel["clients per contact"].idxmax() == "recommended by a client"
    assert funnel["contacts"].idxmin() == "recommended by a client"
    assert set(made["evidence"]) == set(MYTHS)


def test_the_numbers_in_the_text_are_right():
    _, printed = run_lesson(BRANDS[0])
    assert "n =   100: 79 % ± 8.0 points" in printed["share-by-hand"]
    assert "n =   400: 79 % ± 4.0 points" in printed["share-by-hand"]
    assert "85.4 to 104.6 %" in printed["share-wilson"]  # "more than 100 %"
    package = re.search(r"package: +([\d.]+) to ([\d.]+)", printed["share-wilson"])
    assert float(package[2]) < 100
    rule = 1.96 * (0.79 * 0.21 / 1000) ** 0.5
    low, high = kpi.share_interval(0.79, n=1000)
    assert (low, high) == pytest.approx((0.79 - rule, 0.79 + rule), abs=0.002)


def test_the_mistake_is_the_one_it_explains():
    (cell,) = [c for c in LESSON.cells if "raises-exception" in c.metadata.get("tags", [])]
    with pytest.raises(UnitError, match=r"For 79 % write 0\.79"):
        exec(cell.source, {"kpi": kpi})


def test_it_covers_what_it_was_given():
    facts = {f"F{n}" for n in (*range(81, 92), *range(95, 100))}
    assert set(LESSON.metadata.smmkit.covers) == facts | {"X9", "X13", "X16", "T4", "T10"}


def test_the_small_examples_of_the_exercise_are_right():
    approx = pytest.approx
    assert kpi.share_interval(0.5, n=100) == approx((0.4038, 0.5962), abs=5e-5)
    assert kpi.sample_needed(0.1) == 97
    post = pd.DataFrame({"engagements": [12], "reach": [200], "impressions": [200]})
    seen = kpi.with_bot_views(post, 500, followers=1000)
    assert kpi.er_by_followers(seen, followers=1500) == approx(0.008)
    assert kpi.er_by_reach(seen) == approx(0.04)
    post = pd.DataFrame(
        {"likes": [8], "engagements": [8], "reach": [90], "impressions": [190], "clicks": [9]}
    )
    page = kpi.with_likes_ring(post, 10)
    assert (kpi.er_by_reach(page), kpi.ctr(page)) == approx((0.18, 0.045))
    assert 100 * page["clicks"].item() / page["engagements"].item() == 50
    hidden, shown = 5 / 500, 40 / 1000
    assert hidden / shown == approx(0.25)
    assert kpi.gain_over_nothing(0.4 * 2000, cost=400, anyway=0.25) == approx(200)
    assert kpi.highest_anyway(0.4 * 2000, cost=400) == approx(0.5)
    gains = [20 * orders - budget - 30 for budget, orders in [(10, 1), (20, 3), (40, 5)]]
    assert gains == [-20, 10, 30]


@pytest.mark.parametrize(
    ("question", "answer", "named"),
    [
        ("myths.bots", {"er_by_followers": 0.5, "er_by_reach": 0.5}, None),
        ("myths.ring", "the ring clicks", "the ring clicks too"),
        ("myths.nothing", "half right", "everything counted as brought"),
    ],
)
def test_a_typical_answer_is_met_by_name(question, answer, named):
    one = BRANDS[0]
    letter, history = owners_letter(one, number=2), one.history()
    home = history.posts[history.posts["platform"] == one.home]
    if answer == "the ring clicks":
        m, n = letter.ring, len(home)
        e, r, i, c = home[["engagements", "reach", "impressions", "clicks"]].sum()
        answer = {
            "er_by_reach": (e + m * n) / (r + m * n),
            "ctr": (c + m * n) / (i + m * n),
            "clicks_per_100": 100 * (c + m * n) / (e + m * n),
        }
    elif answer == "half right":
        shown, hidden = letter.holdout["orders"] / letter.holdout["people"]
        margin, spend = one.margin * history.ads["revenue"].sum(), history.ads["spend"].sum()
        answer = {
            "anyway": hidden / shown,
            "gain": margin - spend,
            "highest_anyway": 1 - spend / margin,
        }
    found = ask(LocalChannel(one), question, answer)
    assert found["misconception"] == named
    assert found["score"] < found["points"]


def test_the_person_reads_a_quarter_of_the_points():
    points = {c.id: c.metadata.get("nbgrader", {}).get("points", 0) for c in MASTER.cells}
    assert sum(points.values()) == 20
    assert points["reply-answer"] == 5


@pytest.mark.parametrize("one", BRANDS[:4], ids=lambda one: one.student)
def test_the_reply_can_be_written_with_the_numbers_given(one, capsys):
    shown = []
    names = {"pd": pd, "kpi": kpi, "brand": one, "display": shown.append}
    history = one.history()
    names |= {"ads": history.ads, "letter": owners_letter(one, number=2)}
    names["home"] = history.posts[history.posts["platform"] == one.home]
    names["followers"] = one.followers[one.home]
    exec(source(MASTER, "reply-data"), names)
    assert f"newsletter {names['letter'].share:.0%}" in capsys.readouterr().out
    assert shown[0].loc["clicks", "bots"] == "+0%"
    month = names["month"]
    assert (month["margin"] - month["budget"] - month["fee"]).max() > 0
