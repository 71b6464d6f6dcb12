"""The A/B lab, moved without a browser."""

from __future__ import annotations

import re

import pytest

from smmkit import experiments
from smmkit.apps.ab_lab import ab_lab
from smmkit.errors import ArgumentError, UnitError


@pytest.fixture
def lab():
    return ab_lab(0.04, people=28 * 300)


def text(lab):
    return re.sub(r'src="[^"]*"', "", lab.children[-1].value)


def finding(lab):
    return re.search(r'role="status">([^<]*)<', lab.children[-1].value)[1]


def shares(lab):
    """Return per cent found by simulation, and by calculation if it is there."""
    return [float(number) for number in re.findall(r"(\d+\.\d) %", finding(lab))]


def test_one_look_raises_the_false_alarms_it_should(lab):
    simulated, calculated = shares(lab)
    assert calculated == 5.0
    assert simulated == pytest.approx(5, abs=2)
    assert "Nothing differs" in finding(lab)


def test_peeking_raises_five_times_as_many(lab):
    lab.children[0].value = 28
    simulated, calculated = shares(lab)
    assert calculated == pytest.approx(27.5, abs=0.1)
    assert simulated == pytest.approx(calculated, abs=4)
    z = experiments.simulate_looks(0.04, people=300, looks=28, seed=9)
    found = experiments.stops(z, [1.959964] * 28, people=300)
    assert simulated == pytest.approx(100 * found["share"], abs=0.05)
    for count in ("early", "last", "never"):
        assert f">{found[count]:,.0f}<" in text(lab)


@pytest.mark.parametrize("rule", ["pocock", "obrien-fleming", "end only"])
def test_a_planned_rule_keeps_its_promise_however_often_one_looks(lab, rule):
    lab.children[1].value = rule
    for looks in (4, 28):
        lab.children[0].value = looks
        simulated, calculated = shares(lab)
        assert calculated == 5.0
        assert simulated == pytest.approx(5, abs=2)


def test_a_difference_that_is_there_is_found(lab):
    lab.children[2].value = 1.0
    assert finding(lab).startswith("There is a difference, and ")
    assert shares(lab)[0] > 80
    assert "8,400 people in each variant." in finding(lab)
    lab.children[0].value = 28
    sooner = int(re.search(r"after ([\d,]+) people", finding(lab))[1].replace(",", ""))
    assert sooner < 8400


def test_all_numbers_of_looks_use_as_many_people(lab):
    for looks in (1, 2, 4, 7, 14, 28):
        lab.children[0].value = looks
        assert "8,400 people in each variant at the end" in text(lab)


def test_the_picture_has_its_text(lab):
    lab.children[0].value = 14
    assert re.search(r'<img alt="40 tests as lines over the looks, \d+ of which crossed', text(lab))


def test_no_alarm_at_all_is_said():
    lab = ab_lab(0.0, people=28, tests=20)
    assert finding(lab).startswith("Nothing differs, and 0.0 %")
    lab.children[1].value = "end only"
    lab.children[2].value = 0.1
    assert finding(lab) == "There is a difference, and no test raised an alarm."


def test_wrong_arguments_are_named():
    with pytest.raises(UnitError, match="rate"):
        ab_lab(4, people=9000)
    with pytest.raises(ArgumentError, match="people must be"):
        ab_lab(0.04, people=5)
