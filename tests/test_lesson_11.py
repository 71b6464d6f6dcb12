"""What lesson 11 tells: true of every brand."""

from __future__ import annotations

import nbformat
import pandas as pd
import pytest
from conftest import ROOT
from lessons import run, source
from lessons import words as told
from scipy import stats

from smmkit import Brand, community, kpi
from smmkit.brand import hard_day
from smmkit.brand.arrivals import rota

LESSON = nbformat.read(ROOT / "course" / "11_community.ipynb", as_version=4)
BRANDS = [Brand.of(f"reader {number}", "lesson 11") for number in range(12)]
each_brand = pytest.mark.parametrize("brand", BRANDS, ids=lambda brand: brand.student)


def run_cells(brand, *cell_ids):
    """Run cells on a brand, without a kernel, and return the names they made."""
    names = {
        **{"stats": stats},
        **{"pd": pd, "community": community, "kpi": kpi, "rota": rota, "brand": brand},
        **{name: getattr(hard_day, name) for name in hard_day.__all__},
        "june": hard_day.weeks(brand),
    }
    return run(LESSON, names, cell_ids)


@each_brand
def test_the_price_of_each_way_is_as_the_lesson_reads_it(brand, capsys):
    made = run_cells(brand, "cost-by-hand")
    assert made["by_hand"] == made["priced"]["cost"].sum()
    ways = {}
    exec(source(LESSON, "cost-ways").replace("pd.Series({", "found = ({"), made, ways)
    found = ways["found"]
    assert found["the policy"] == 0
    # "hiding those would have cost us several times what answering costs"
    assert found["hide what is negative"] > 2 * found["answer everything"] > 0


@each_brand
def test_waits_by_hand_and_by_the_package(brand, capsys):
    made = run_cells(brand, "cost-by-hand", "waits-by-hand")
    june, waited = made["june"], made["waited"]
    # "Praise and some objections are answered because others read along, though nobody waits."
    unasked = june.loc[made["written"] & ~june["needs_answer"], "intent"]
    assert set(unasked) == {"praise", "objection"}
    assert made["written"].sum() == len(made["asking"]) + len(unasked)
    assert june.loc[june["intent"] == "objection", "needs_answer"].nunique() == 2
    assert kpi.response_rate(june) == pytest.approx(waited.notna().mean())
    # Those who never got an answer make the median longer, never shorter.
    assert kpi.response_time(june, as_of=hard_day.DRAWN)["median"] >= waited.median()


@each_brand
def test_irony_is_read_as_praise_and_put_right(brand, capsys):
    made = run_cells(brand, "mood-by-hand", "mood-package")
    tool, right = made["net"](made["june"]["tool_tone"]), made["net"](made["tone"])
    assert tool[0] > right[0]
    assert abs(right[1]) > abs(right[0])
    assert kpi.net_sentiment(made["said"]) == pytest.approx(right[0])
    assert (made["tone"] == made["june"]["tone"]).all()


@each_brand
def test_the_game_ends_as_the_short_readings_say(brand, capsys):
    run_cells(brand, "cost-by-hand", "game-finding")
    lines = capsys.readouterr().out.splitlines()[-4:]
    top, pressing, answered, hidden = (int(line.rsplit("cost ", 1)[1]) for line in lines)
    assert pressing <= top < answered < hidden
    assert all(int(line.split(" decided")[0].split()[-1]) < 18 for line in lines)


@each_brand
def test_the_replies_and_the_alarm_are_as_told(brand, capsys):
    made = run_cells(brand, "reply-case", "reply-drawer")
    assert community.score(made["found"]) < 2
    made = run_cells(brand, "reply-case", "reply-good")
    assert community.score(made["found"]) == 10
    made = run_cells(brand, "alarm-by-hand")
    first = community.alarm(made["late"]["received"], usual=made["usual"])
    # "The alarm comes with the first dozen messages"
    assert (made["late"]["received"] <= first).sum() <= 12
    # By hand the same message reaches the limit, and the picture's level is what its legend says.
    assert made["in_three"].index[made["in_three"] >= made["limit"]][0] == first
    made |= {"show": lambda drawing, alt: None, "plots": __import__("smmkit.plots").plots}
    run(LESSON, made, ["alarm-package", "plan-code"])
    calm = made["today_all"]["received"]
    calm = calm[calm < "2026-07-09"]
    assert made["most"] == calm.groupby([calm.dt.date, calm.dt.hour]).size().max()
    assert first <= hard_day.alarm_time(brand)  # "a little later than the rule of the lesson"


@each_brand
def test_longer_opening_hours_make_the_waits_longer(brand, capsys):
    waits = {}
    for more in (0, 1, 2):
        text = source(LESSON, "waits-turn").replace(
            'end = times["end"]', f'end = times["end"] + {more}'
        )
        names = {"kpi": kpi, "rota": rota, "brand": brand, "DRAWN": hard_day.DRAWN}
        names["june"] = hard_day.weeks(brand)
        # One room of names: a comprehension of the cell sees what the cell has made.
        exec(text.replace("kpi.response_time(", "found = kpi.response_time(", 1), names)
        waits[more] = names["found"][["median", "p90"]]
    assert (waits[0] <= waits[1]).all()
    assert (waits[1] <= waits[2]).all()
    assert waits[0]["p90"] < waits[2]["p90"]


def test_what_mistakes_cost_is_as_told():
    costs = community.costs()
    # "Hiding a justified complaint costs as much as eight thanks that nobody needed."
    assert costs.loc["answer", "hide"] == 8 * costs.loc["leave", "answer"]
    assert "as much as eight thanks" in told(LESSON, "recap")
    # "To hide a danger costs most, to sit on it next."
    dearest = costs.stack().nlargest(2).index.tolist()
    assert dearest == [("escalate", "hide"), ("escalate", "leave")]


@each_brand
def test_lesson_and_exercise_deal_different_piles_and_complaints(brand):
    piles = [set(hard_day.pile(brand, case)["text"]) for case in (0, 1)]
    assert not piles[0] & piles[1]
    told_of = [hard_day.complaint(brand, case)["cause"] for case in (0, 1)]
    assert told_of[0] != told_of[1]
    assert not any("you" in cause.split() for cause in told_of)
    log = hard_day.team_log(brand, hard_day.alarm_time(brand))
    due = hard_day.alarm_time(brand) + pd.to_timedelta(log["due_hours"], unit="h")
    assert 2 <= (log["done"] > due).sum() < len(log)


def test_the_mistake_is_the_one_it_explains():
    (cell,) = [c for c in LESSON.cells if "raises-exception" in c.metadata.get("tags", [])]
    with pytest.raises(ValueError, match="must be one of answer, pass on, escalate, hide, leave"):
        exec(cell.source, run_cells(BRANDS[0]))


def test_the_minutes_of_the_prose_are_those_of_the_package():
    words = told(LESSON, "game")
    assert "an answer takes six minutes, passing on four, escalating eight, hiding two" in words
    assert list(community.MINUTES.values()) == [6, 4, 8, 2, 1]
