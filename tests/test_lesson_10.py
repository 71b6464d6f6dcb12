"""What lesson 10 tells: true of every brand."""

from __future__ import annotations

import nbformat
import numpy as np
import pandas as pd
import pytest
from conftest import ROOT
from lessons import SILENT, run, source

import smmkit
from smmkit import Brand, ads, attribution, kpi, plots, roles, tables
from smmkit.brand.journeys import deal
from smmkit.brand.media import (
    BOUGHT,
    PLACEMENTS,
    channel_costs,
    flight,
    media_offer,
)
from smmkit.coach.channel import LocalChannel, ask
from smmkit.coach.regret import LeastRegretSplit
from smmkit.errors import ArgumentError, UnitError
from smmkit.tables import ADS, MEDIA

LESSON = nbformat.read(ROOT / "course" / "10_ads.ipynb", as_version=4)
MASTER = nbformat.read(ROOT / "solutions" / "10_ads" / "10_ads.ipynb", as_version=4)
BRANDS = [Brand.of(f"reader {number}", "lesson 10") for number in range(12)]
each_brand = pytest.mark.parametrize("brand", BRANDS, ids=lambda brand: brand.student)


def run_cells(notebook, brand, *cell_ids):
    """Run cells on a brand, without a kernel, and return the names they made."""
    names = {
        **{"pd": pd, "np": np, "ads": ads, "attribution": attribution, "kpi": kpi, "roles": roles},
        **{"tables": tables, "plots": plots, "my_brand": lambda: brand, "deal": deal},
        **{"channel_costs": channel_costs, "flight": flight, "media_offer": media_offer},
        **SILENT,
    }
    return run(notebook, names, cell_ids)


@each_brand
def test_the_chain_by_hand_is_the_package(brand, capsys):
    made = run_cells(LESSON, brand, "brand", "chain-by-hand", "chain-package")
    for name, row in made["sheet"].iterrows():
        found = ads.chain(cpm=row["cpm"], ctr=row["ctr"], cr=row["cr"])
        assert (row["cpc"], row["cpa"]) == pytest.approx((found["cpc"], found["cpa"])), name
        assert row["pays"] == (row["cpa"] <= made["each"])


@each_brand
def test_the_next_coin_is_not_the_average_one(brand, capsys):
    made = run_cells(LESSON, brand, "brand", "curves-by-hand", "curves-package")
    now = made["now"]
    assert made["average"] == pytest.approx(now.loc["prospecting", "average"])
    assert made["one_more"] == pytest.approx(now.loc["prospecting", "marginal"], rel=0.05)
    assert now["average"].idxmax() != now["marginal"].idxmax()


@each_brand
def test_the_best_split_is_level_and_the_fair_one_is_not(brand, capsys):
    made = run_cells(
        LESSON, brand, "brand", "curves-package", "split-code", "split-more", "planner-finding"
    )
    plan, rich = made["plan"], made["rich"]
    assert plan["spend"].sum() == pytest.approx(made["offer"].budget, rel=0.01)
    assert plan["marginal"].min() > 1
    assert plan["marginal"].to_numpy() == pytest.approx(plan["marginal"].iloc[0], rel=1e-3)
    assert made["lost"] > 0.05
    assert made["kept"] > 0
    assert rich["marginal"].to_numpy() == pytest.approx(1, rel=1e-3)
    assert made["blind"]["spend"].sum() > 1.15 * rich["spend"].sum()
    assert made["off"] < min(0.25, made["lost"])


@each_brand
def test_little_is_fine_on_a_bow_and_lost_on_an_s(brand, capsys):
    made = run_cells(LESSON, brand, "brand", "curves-package", "split-code", "small-code")
    ranges, little = made["ranges"], made["little"]
    assert ranges["search"]["smallest"] == 0
    assert ranges["creators"]["smallest"] > little
    gain = {name: made["each"] * made["curves"][name](little) - little for name in made["two"]}
    assert gain["search"] > 0 > gain["creators"]


@each_brand
def test_late_money_looks_like_a_failure_first(brand, capsys):
    made = run_cells(LESSON, brand, "brand", "curves-package", "split-code", "late-code")
    flow = made["flow"]
    assert flow["bread"].iloc[0] > 0 > flow["flats"].iloc[0]
    assert flow["bread"].iloc[-1] == pytest.approx(flow["flats"].iloc[-1])
    assert flow["bread"].iloc[-1] == pytest.approx(made["plan"]["gain"].sum())


@each_brand
def test_pacing_by_hand_is_the_package(brand, capsys):
    made = run_cells(LESSON, brand, "brand", "pacing-by-hand",
                     "pacing-package")  # fmt: skip
    assert made["planned"] == pytest.approx(made["paced"]["planned"])
    assert made["projected"] == pytest.approx(made["paced"]["projected"])


def test_each_of_the_last_three_links_has_its_fault(capsys):
    made = run_cells(LESSON, BRANDS[0], "brand", "links-code")
    found = ads.review_utm(made["links"])
    assert set(found["where"]) == set(made["links"][2:])
    assert ads.channel(made["links"][3]) == "other"


@each_brand
def test_closers_get_what_others_caused(brand, capsys):
    made = run_cells(
        LESSON,
        brand,
        *("brand", "journeys-code", "models-by-hand", "models-package-code", "assisted-code"),
        *("truth-code", "romi-code", "explorer-finding"),
    )
    journeys, credits, costs = made["journeys"], made["credits"], made["costs"]
    assert (made["met"] == 1).mean() < 0.5  # "most buyers met several"
    for name in ("last", "first"):
        assert made["by_hand"][name].to_dict() == {
            k: v for k, v in credits[name].to_dict().items() if v or k in made["by_hand"].index
        }
    helped = attribution.assisted(journeys).loc[made["paid"]]
    assert (helped["last"], helped["assisted"]) == (
        made["closed"],
        len(made["with_it"]) - made["closed"],
    )
    caused = made["caused"]
    assert caused["search"] == made["found"].orders - made["without"].orders
    late = ["search", f"retargeting {brand.home}"]
    assert credits.loc[late, "last"].sum() > 3 * caused[late].sum()
    assert made["wrong"]["last"] > 0.35
    assert made["wrong"].idxmax() == "last"  # "last click is the worst"
    ratios = attribution.assisted(journeys).drop(index="direct", errors="ignore")["ratio"]
    # "Search has the lowest ratio: it mostly closes; retargeting, the next, does both."
    assert ratios.sort_values().index[:2].tolist() == late
    assert ratios["search"] < 0.8 < ratios[late[1]]
    assert credits.loc["direct", "markov"] < credits.loc["direct"].drop("markov").min()
    assert made["wrong"]["first"] < made["wrong"]["last"]
    # "None: every model gives a channel credit for being there."
    assert (credits.loc[late].sum() > caused[late].sum()).all()
    # Which to cut changes with the column.
    by_last = made["each"] * costs["last_click"] - costs["cost"]
    assert costs["gain"].idxmin() in ("retargeting", "search")
    assert by_last.idxmin() != costs["gain"].idxmin()
    assert by_last[costs["gain"].idxmin()] > 0 > costs["gain"].min()
    assert (made["long"] - credits["linear"]).abs().max() < 0.1
    assert (made["short"] - credits["last"]).abs().max() < 0.05 * made["found"].orders


@each_brand
def test_the_second_answer_changes_the_first(brand, capsys):
    made = run_cells(
        LESSON,
        brand,
        *("brand", "curves-package", "split-code", "journeys-code", "models-by-hand"),
        *("models-package-code", "assisted-code", "truth-code", "split-again"),
    )
    plan, again = made["plan"]["spend"], made["again"]["spend"]
    late = ["search", "retargeting"]
    assert again[late].sum() < 0.2 * plan[late].sum()
    assert made["wasted"] > 0.02
    assert made["away"] > 0
    splits = made["splits"]
    assert splits.sum().tolist() == pytest.approx([made["offer"].budget] * 3)
    # "It goes where a coin still brings back more than itself, or it is kept."
    kept = splits.loc["kept", "by orders caused"] > 0.01 * made["offer"].budget
    assert kept == (made["again"]["marginal"].max() < 1.01)
    assert (
        splits.loc["search", "by orders caused"] < 0.05 * splits.loc["search", "by orders closed"]
    )
    factor = made["caused"][made["paid"]] / made["last"][made["paid"]]
    whole = made["real"].loc["creators", "most"]
    assert made["guessed"].loc["creators", "most"] == pytest.approx(factor * whole)
    assert made["offer"].responses.equals(media_offer(brand).responses)  # untouched


def test_the_mistake_is_the_one_it_explains():
    with pytest.raises(UnitError, match=r"0\.012"):
        exec(source(LESSON, "mistake-code"), {"ads": ads})
    cost_of_a_click = 6 / 1000 / 1.2
    assert cost_of_a_click == pytest.approx(0.005)
    assert "half a cent" in " ".join(source(LESSON, "client").split())


def test_who_sets_up_ads_differs_by_employer():
    made = run_cells(LESSON, BRANDS[0], "roles-code")
    table = pd.DataFrame(made["stances"]).loc[["ads", "budget", "campaigns"]]
    assert table.loc["ads"].nunique() > 1


# What the exercise is made from


@each_brand
def test_an_offer_teaches_on_every_brand(brand):
    each = brand.margin * brand.order_value
    for number in (1, 2):
        offer = media_offer(brand, number=number)
        assert tuple(offer.responses.index) == tuple(offer.quotes.index) == PLACEMENTS
        curves = ads.curves(offer.responses)
        best = ads.allocate(curves, budget=offer.budget, worth=each)
        assert best["spend"].min() > 0
        # The quotes are those of the curves, at the money spent now.
        now = ads.returns(curves, offer.responses["now"], worth=each)
        for name, quote in offer.quotes.iterrows():
            paid = now.loc[name, "spend"] / now.loc[name, "response"]
            assert ads.chain(**quote)["cpa"] == pytest.approx(paid, rel=0.02)
        spent = best["spend"].sum() / offer.budget
        assert spent > 0.99 if number == 1 else 0.25 < spent < 0.85
        offer.responses["most"] = 0  # a copy of one's own
        assert media_offer(brand, number=number).responses["most"].min() > 0


@each_brand
def test_a_flight_is_tables_of_the_house(brand):
    media, spent, today = flight(brand)
    pd.testing.assert_frame_equal(media, MEDIA.conform(media))
    pd.testing.assert_frame_equal(spent, ADS.conform(spent))
    assert media["week"].dt.day_of_week.eq(0).all()
    assert media["budget"].is_monotonic_increasing
    assert 14 < len(spent) < 21
    assert spent["date"].max() == today


def test_the_next_coin_goes_elsewhere_for_other_brands():
    places = []
    for brand in BRANDS:
        offer, each = media_offer(brand, number=2), brand.margin * brand.order_value
        now = ads.returns(ads.curves(offer.responses), offer.responses["now"], worth=each)
        places.append(now["marginal"].idxmax())
        assert now["average"].idxmax() != places[-1]
    assert len(set(places)) == 3


@each_brand
def test_the_letter_speaks_of_other_numbers_than_the_questions(brand, capsys, monkeypatch):
    monkeypatch.setattr(smmkit, "my_brand", lambda: brand)
    made = run_cells(MASTER, brand, "setup", "assisted-data", "cut-data", "note-data")
    assert not made["later"].responses.equals(made["offer"].responses)
    assert made["bills"]["cost"].tolist() != made["costs"]["cost"].tolist()
    table = made["table"]
    assert table.loc["search", "by orders caused"] < table.loc["search", "by orders closed"]
    assert table.sum().tolist() == pytest.approx([made["later"].budget] * 3)
    assert channel_costs(brand, made["people"], number=3)["cost"].tolist() == list(
        made["bills"]["cost"]
    )


def test_there_is_no_offer_number_nothing():
    with pytest.raises(ArgumentError, match="number must be"):
        media_offer(BRANDS[0], number=0)
    assert channel_costs(BRANDS[0], deal(BRANDS[0])).index.tolist() == list(BOUGHT)


def test_the_small_examples_of_the_exercise_are_right():
    found = ads.chain(cpm=6, ctr=0.01, cr=0.05)
    assert (found["cpc"], found["cpa"]) == pytest.approx((0.6, 12.0))
    assert ads.highest_cpm(ctr=0.01, cr=0.05, worth=20) == pytest.approx(10)
    media = pd.DataFrame({"week": ["2026-06-29", "2026-07-06"], "budget": [70, 140]})
    spent = pd.DataFrame({"date": pd.date_range("2026-06-29", periods=7), "spend": 12.0})
    paced = ads.pacing(spent, media, on="2026-07-05")
    assert paced[["planned", "projected", "over"]].tolist() == [70, 168, -42]
    assert kpi.romi(10 * 15, cost=100) == 0.5
    names = {"pd": pd}
    for cell_id in ("ends-data", "ends-answer"):
        exec(source(MASTER, cell_id), names)
    assert names["ends"](names["example"]).to_dict() == {"email": 1.5, "search": 0.5}


def test_the_placement_of_an_equal_split_is_not_called_an_average():
    for brand in BRANDS:
        offer, each = media_offer(brand, number=2), brand.margin * brand.order_value
        equal = dict.fromkeys(PLACEMENTS, offer.budget / len(PLACEMENTS))
        at = ads.returns(ads.curves(offer.responses), equal, worth=each)["marginal"]
        answer = {"placement": at.idxmax(), "marginal": at.max()}
        assert ask(LocalChannel(brand), "ads.marginal", answer)["misconception"] is None


def test_the_person_reads_a_fifth_to_a_third_of_the_points():
    points = {c.id: c.metadata.get("nbgrader", {}).get("points", 0) for c in MASTER.cells}
    assert sum(points.values()) == 27
    assert points["note-answer"] == 6


# The kind of answer that is a split

KIND = LeastRegretSplit(lambda split, brand: abs(split["a"] - 6) / 10, 0.5, "a split", free=0.01)


@pytest.mark.parametrize(
    ("given", "share"), [({"A ": 6.05}, 1.0), ({"a": 8.5}, 0.5), ({"a": 20}, 0)]
)
def test_a_split_earns_less_the_more_it_gives_away(given, share):
    assert KIND.judge(given, None, brand=None).share == pytest.approx(share)
    assert KIND.judge(pd.Series(given), None, brand=None).share == pytest.approx(share)


@pytest.mark.parametrize("junk", [None, 3, "a", [], {}, {"a": "x"}, {"a": True}, ["a"]])
def test_what_is_no_split_is_named(junk):
    assert not KIND.judge(junk, None, brand=None).usable


def test_a_split_may_be_a_table_and_one_that_loses_money_is_told_so():
    kind = LeastRegretSplit(
        lambda split, brand: 6 - split["a"], 0.5, "a split", column="spend", worse="It loses money."
    )
    table = pd.DataFrame({"placement": ["a", "b"], "spend": [6.0, 4.0], "gain": [1.0, 2.0]})
    assert kind.judge(table, None, brand=None).right
    assert kind.judge(table.set_index("placement"), None, brand=None).right
    assert not kind.judge(table[["placement"]], None, brand=None).usable
    assert kind.judge({"a": 3}, None, brand=None).says == ("It loses money.",)
    assert "60.0 %" in kind.judge({"a": 5.4}, None, brand=None).says[0]


def test_two_splits_are_alike_within_a_hundredth_of_the_sum():
    assert KIND.compare({"a": 60, "b": 40}, {"a": 60.9, "b": 39.1}).right
    assert not KIND.compare({"a": 60, "b": 40}, {"a": 62, "b": 38}).right
    assert KIND.compare({"a": 60}, {"a": 60, "b": 0}).right
    assert not KIND.compare({"a": float("nan")}, {"a": 60}).right
