"""What lesson 14 tells: true of every brand."""

from __future__ import annotations

import contextlib
import math
import re
from functools import cache

import nbformat
import pandas as pd
import pytest
from conftest import ROOT
from lessons import SILENT, run, source, words

from smmkit import Brand, career, kpi, plots
from smmkit.apps.case_builder import case_builder
from smmkit.apps.portfolio_page import PRACTICE, portfolio, save
from smmkit.brand.casework import work
from smmkit.brand.clients_book import clients_book
from smmkit.brand.hard_day import weeks
from smmkit.brand.names import written

LESSON = nbformat.read(ROOT / "course" / "14_career.ipynb", as_version=4)
MASTER = nbformat.read(ROOT / "solutions" / "14_career" / "14_career.ipynb", as_version=4)
BRANDS = [Brand.of(f"reader {number}", "lesson 14") for number in range(8)]
# Its tests share what the lesson made, so they go to one worker.
pytestmark = pytest.mark.xdist_group("lesson 14")
each_brand = pytest.mark.parametrize("brand", BRANDS, ids=lambda brand: brand.student)
ALL = [
    cell.id
    for cell in LESSON.cells
    if cell.cell_type == "code"
    and cell.id not in ("tools", "own-page-read")
    and "raises-exception" not in cell.metadata.get("tags", [])
]


@pytest.fixture(scope="module")
def lessons(tmp_path_factory):
    """Return what runs the lesson on a brand, once, in a folder of its own."""

    @cache
    def run_on(brand):
        folder = tmp_path_factory.mktemp("lesson")
        with contextlib.chdir(folder):
            return _run(brand) | {"folder": folder}

    return run_on


@pytest.fixture
def made(brand, lessons):
    """Return the names that the lesson's cells make on a brand."""
    return lessons(brand)


def _run(brand):
    names = {
        **{"pd": pd, "career": career, "kpi": kpi, "plots": plots, "my_brand": lambda: brand},
        **{"work": work, "clients_book": clients_book, "written": written},
        **{"portfolio": portfolio, "save": save, "case_builder": case_builder},
        **SILENT,
    }
    return run(LESSON, names, ALL)


@each_brand
def test_the_page_in_the_drawer_is_the_best_search(made):
    assert made["claimed"] == pytest.approx(made["every"].max())
    assert (made["changes"] >= made["claimed"]).sum() == 1
    assert made["ranked"]["as_high"] == 1
    assert len(made["changes"]) == made["ranked"]["pairs"] == 169
    assert made["changes"].to_numpy() == pytest.approx(made["every"].to_numpy())
    # "The longer the windows, the less there is to find by searching."
    best = list(made["best"].values())
    assert best == sorted(best, reverse=True)


@each_brand
def test_before_and_after_by_hand_and_by_the_package(made):
    moved, first, second = made["moved"], made["first"], made["second"]
    assert moved["change"] == pytest.approx(second.mean() / first.mean() - 1)
    # "The second column looks better. Part of it was bought."
    assert made["with_ads"]["change"] > moved["change"]
    found = made["found"]
    assert found["ours"].empty
    assert set(found["ads left in"]["rule"]) == {"ads"}
    assert {"length", "short", "weekdays", "gap"} <= set(found["the last ten days"]["rule"])


@each_brand
def test_the_page_beside_takes_a_part_off_and_widens_the_bounds(made):
    left, moved = made["left"], made["moved"]
    assert left["anyway"] == pytest.approx(made["anyway"])
    assert left["expected"] == pytest.approx(made["expected"])
    assert 0 < left["effect"] < moved["change"]
    width = [math.log1p(one["high"]) - math.log1p(one["low"]) for one in (moved, left)]
    assert width[1] > width[0]
    assert set(made["nothing"].index) >= {"effect", "low", "high"}


def test_a_change_that_never_was_mostly_shows_none():
    held = []
    for brand in BRANDS:
        done = work(brand)
        before, _ = career.case_windows(done)
        own, beside = (career.organic_days(done, page) for page in (done.page, done.beside))
        middle = before.first + pd.Timedelta(days=28)
        day = pd.Timedelta(days=1)
        halves = (before.first, middle - day), (middle, before.last)
        found = career.against(own, beside, *halves, value="organic")
        held.append(found["low"] <= 0 <= found["high"])
    assert sum(held) >= len(held) - 2


@each_brand
def test_the_page_is_sound_and_written(made):
    assert career.score(career.review_case(made["pages"][0])) == 0
    assert made["result"].empty
    text = (made["folder"] / "portfolio_draft.html").read_text(encoding="utf-8")
    assert text == made["page"]
    assert "<script" not in text
    assert PRACTICE in text
    # "Read its second line": under the title, before all else.
    assert text.index("<h2") < text.index(PRACTICE) < text.index('class="of"')
    assert PRACTICE in words(LESSON, "page-publish")
    assert made["brand"].name.replace("'", "&#x27;") in text
    with pytest.raises(ValueError, match="was not made"):
        portfolio(made["pages"][:1], owner="A", contact="B")


@each_brand
def test_the_book_is_counted_alike_by_hand(made):
    assert made["steps"].to_numpy().tolist() == made["stages"].to_numpy().tolist()
    pooled = made["steps"]["client"] / made["steps"]["contact"]
    assert pooled.tolist() == pytest.approx(made["rates"]["rate"].iloc[:-1].tolist())
    # "In this book a client who wrote first cost far fewer hours."
    hours = made["sides"]["hours_per_client"]
    assert hours["you"] > 2 * hours["they"]


@each_brand
def test_a_community_of_that_size_is_nothing_to_live_on(made):
    assert made["month"] < 10 * made["rate"]


def test_the_mistake_is_the_one_it_explains():
    (cell,) = [c for c in LESSON.cells if "raises-exception" in c.metadata.get("tags", [])]
    done = work(BRANDS[0])
    before, after = career.case_windows(done)
    own = career.organic_days(done, done.page)
    names = {"career": career, "own": own, "before": before, "after": after}
    with pytest.raises(ValueError, match=r"42 days are not in the table, the first is 2025-01-06"):
        exec(cell.source, names)


def test_the_sample_of_ones_own_page_is_read():
    names = {"pd": pd, "career": career, "day": pd.Timedelta(days=1), **SILENT}
    made = run(LESSON, names, ["own-page-read"])
    assert len(made["table"]) == 14


def test_words_and_numbers_of_the_prose():
    assert len(career.SLOTS) == 14
    assert "fourteen slots" in words(LESSON, "page")
    points = career.rules()["points"]
    top = set(points.drop("known").nlargest(4, keep="all").index)
    assert {"simulated", "permission", "personal", "cause"} <= top
    for sentence in re.findall(r"\*cause\*: “?\"(thanks to me)", source(LESSON, "page-reading")):
        assert career.cause_words(sentence)
    beyond = {one for c in LESSON.cells for one in c.metadata.get("smmkit", {}).get("beyond", [])}
    assert beyond == {"CRM", "portfolio"}
    for cell in LESSON.cells:
        if cell.metadata.get("smmkit", {}).get("beyond"):
            assert "Beyond the articles" in cell.source, cell.id


def test_the_small_examples_of_the_exercise_are_right():
    days = pd.DataFrame({"date": pd.date_range("2026-05-04", periods=42)})
    days["asks"] = [n for n in (8, 10, 12, 11, 13, 15) for _ in range(7)]
    windows = ("2026-05-04", "2026-05-24"), ("2026-05-25", "2026-06-14")
    found = career.change(days, *windows, value="asks")
    assert found[["before", "after", "change"]].tolist() == pytest.approx([10, 13, 0.3])
    four = pd.DataFrame({"date": pd.date_range("2026-05-04", periods=4), "asks": [2, 1, 3, 3]})
    place = career.rank(
        four, ("2026-05-05", "2026-05-05"), ("2026-05-06", "2026-05-06"), value="asks"
    )
    assert place[["change", "pairs", "as_high", "share"]].tolist() == [2, 3, 1, 1 / 3]
    assert career.beyond(100, 180, beside_before=200, beside_after=240).tolist() == pytest.approx(
        [0.2, 120, 60, 0.5]
    )
    assert (10 + 20) / (4 + 1) == 6
    assert (30 + 40) / (1 + 1) == 35


@each_brand
def test_the_cards_of_the_exercise_can_all_be_told(brand):
    made = {"brand": brand, "career": career, "pd": pd}
    made["cards"], made["situations"] = career.deal_claims(brand), career.deal_cards(brand)
    for cell_id in ("claims-answer", "settles-answer"):
        exec(source(MASTER, cell_id), made)
    assert sorted(made["faults"]["fault"]) == sorted(career.FAULTS)
    assert set(made["settled"]["holds"]) == {"first", "second"}
    assert not set(made["situations"]["situation"]) & set(career.settlements()["situation"])


@each_brand
def test_the_model_page_of_the_exercise_earns_all(brand):
    done = work(brand, 1)
    made = {"brand": brand, "career": career, "done": done}
    made["own"] = career.organic_days(done, done.page)
    made["beside"] = career.organic_days(done, done.beside)
    made["before"], made["after"] = career.case_windows(done)
    made["written"] = written
    run(MASTER, made, ["case-data", "case-answer"])
    found = career.review_case(made["case"], known=made["known"])
    assert found.empty, found["message"].tolist()


@each_brand
def test_the_two_pieces_of_work_stand_apart_and_before_the_history(brand):
    ours, theirs = work(brand, 0), work(brand, 1)
    assert ours.what != theirs.what
    assert ours.days["date"].max() < theirs.days["date"].min()
    assert theirs.days["date"].max() < brand.history().daily["date"].min()
    assert (ours.changed, theirs.changed) == (
        pd.Timestamp("2025-05-05"),
        pd.Timestamp("2025-10-20"),
    )
    # "With far fewer questions in it."
    month = ours.days[ours.days["date"] >= ours.days["date"].max() - pd.Timedelta(days=27)]
    questions = weeks(brand)["intent"].eq("question").sum()
    assert questions < month["enquiries"].sum() / 3


@pytest.mark.parametrize("cell", ["case-data", "case-task"])
def test_the_page_of_the_exercise_does_not_print_what_other_parts_ask(cell, capsys):
    brand = BRANDS[0]
    assert "career.change(" not in source(MASTER, cell)
    if cell == "case-data":
        done = work(brand, 1)
        exec(source(MASTER, cell), {"brand": brand, "career": career, "done": done})
        known = career.known_of(brand, 1)
        numbers = [*known["figures"]["enquiries without ads"].values(), known["anyway"]["change"]]
        said = capsys.readouterr().out
        assert not [number for number in numbers if f"{number:.2f}" in said]


def test_a_person_reads_a_fifth_to_a_third_of_the_points():
    points = {c.id: c.metadata.get("nbgrader", {}).get("points", 0) for c in MASTER.cells}
    assert sum(points.values()) == 35
    assert points["voice-answer"] == 8
