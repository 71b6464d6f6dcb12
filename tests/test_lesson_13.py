"""What is special to lesson 13: its facts, its figures, its parts of the package."""

from __future__ import annotations

import json
import math
import re

import pandas as pd
import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from smmkit import Brand, Money, plots, pricing
from smmkit.coach.channel import LocalChannel, ask
from smmkit.coach.questions import find
from smmkit.errors import ArgumentError, CurrencyError

LESSON = ROOT / "course" / "13_pricing.ipynb"
MASTER = ROOT / "solutions" / "13_pricing" / "13_pricing.ipynb"

figures = st.fixed_dictionaries(
    {
        "net_target": st.floats(1, 1e6),
        "overhead": st.floats(0, 1e6),
        "tax": st.floats(0, 0.9),
        "holiday_weeks": st.integers(0, 20),
        "hours_per_week": st.floats(1, 60),
        "utilisation": st.floats(0.05, 0.95),
        "profit": st.floats(0, 0.9),
        "profit_as": st.sampled_from(["markup", "margin"]),
    }
)


def test_it_covers_what_it_was_given():
    covers = json.loads(LESSON.read_text(encoding="utf-8"))["metadata"]["smmkit"]["covers"]
    pay = {f"F{number}" for number in range(100, 120)}
    assert set(covers) == pay | {"F88", "F89", "X8", "X12", "X17"}


@pytest.mark.parametrize("path", [LESSON, MASTER], ids=["lesson", "master"])
def test_nothing_is_converted(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = "".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    assert not re.search(r"\.convert\(", code)


@given(figures)
def test_the_parts_of_a_rate_add_up_to_it(given_figures):
    parts = pricing.rate_parts(**given_figures)
    assert math.isclose(parts.sum(), pricing.hourly_rate(**given_figures), rel_tol=1e-9)
    assert (parts >= -1e-9 * parts.sum()).all()


@given(figures, st.floats(1, 1e5))
def test_the_clients_of_a_sheet_bring_the_revenue(given_figures, fee):
    sheet = pricing.price_sheet(**given_figures, client_fee=fee, retainer_hours=10)
    assert sheet["clients"] * fee >= sheet["revenue_per_month"] * (1 - 1e-9)
    assert (sheet["clients"] - 1) * fee < sheet["revenue_per_month"]


def test_nobody_needed_means_no_hours_per_client():
    sheet = pricing.price_sheet(
        0, overhead=0, tax=0, hours_per_week=40, utilisation=0.5, client_fee=1, retainer_hours=1
    )
    assert sheet["clients"] == 0
    assert math.isnan(sheet["hours_per_client_per_month"])


@given(figures, st.floats(1, 100), st.floats(0, 1e4), st.floats(0, 0.09))
def test_the_retainer_of_a_sheet_pays_its_cost_buffer_and_profit(given_figures, hours, extra, kept):
    share = given_figures["profit"]
    if given_figures["profit_as"] == "markup":
        share = share / (1 + share)
    cost = given_figures | {"profit": 0}
    sheet = pricing.price_sheet(
        **given_figures, client_fee=1, retainer_hours=hours, client_overhead=extra, buffer=kept
    )
    fee = sheet["retainer_per_month"]
    spent = hours * pricing.hourly_rate(**cost) + extra
    assert math.isclose(fee - fee * (kept + share), spent, rel_tol=1e-9)
    bare = pricing.price_sheet(**given_figures, client_fee=1, retainer_hours=hours)
    assert math.isclose(bare["retainer_per_month"], hours * bare["price_per_hour"], rel_tol=1e-9)


def test_a_yearly_offer_is_placed_per_month():
    monthly = pricing.place_salary(Money(3_300, "USD", per="month"))
    yearly = pricing.place_salary(Money(39_600, "USD", per="year"))
    assert monthly.equals(yearly)
    assert monthly["to_average"].tolist() == [1.0]
    assert monthly["stands"].tolist() == ["within"]


def test_the_ends_of_a_range_are_within_it():
    for amount in (30_000, 80_000):
        places = pricing.place_salary(Money(amount, "RUB", per="month"))
        assert places.loc[places["where"] == "Moscow", "stands"].tolist() == ["within", "below"]


@pytest.mark.parametrize(
    ("amount", "stands"),
    [
        (50_000, ["within", "below", "below", "not above"]),
        (120_000, ["above", "within", "not below", "not above"]),
        (160_000, ["above", "above", "not below", "above"]),
    ],
)
def test_no_place_is_given_beside_an_end_that_nobody_said(amount, stands):
    places = pricing.place_salary(Money(amount, "RUB", per="month"))
    assert places["stands"].tolist() == stands


def test_an_end_that_nobody_said_is_drawn_open():
    claims = pricing.salary_claims()
    drawn = plots.salary_ranges(claims[claims["currency"] == "RUB"])
    arrows = [(line.get_marker(), line.get_xdata()[0]) for line in drawn.lines]
    assert [arrow for arrow in arrows if arrow[0] in "<>"] == [(">", 100_000), ("<", 40_000)]


def test_whole_clients_are_drawn_in_steps():
    counts = pd.DataFrame({"clients": [3, 2]}, index=pd.Index([0.4, 0.5], name="margin"))
    (step,) = plots.lines(counts, ylabel="clients a month", steps=True).lines
    assert step.get_drawstyle() == "steps-post"


def test_nothing_is_claimed_in_other_currencies():
    assert pricing.place_salary(Money(2_000, "EUR", per="month")).empty


def test_a_bare_number_or_an_hour_can_not_be_placed():
    with pytest.raises(ArgumentError, match="offer must be Money"):
        pricing.place_salary(2_000)
    with pytest.raises(CurrencyError, match="per month or per year"):
        pricing.place_salary(Money(20, "USD", per="hour"))


def test_ranges_of_two_currencies_are_not_drawn_on_one_axis():
    with pytest.raises(ArgumentError, match="RUB per month, USD per month"):
        plots.salary_ranges(pricing.salary_claims())


def test_the_even_point_of_the_picture_is_where_the_lines_cross():
    even = pricing.indifferent_sales(500, fixed=250, share=0.05)
    assert pricing.fixed_plus_share(250, share=0.05, sales=even) == 500


MONEY = {"hourly_rate": "hour", "retainer": "month", "indifferent_sales": "month"}


@pytest.mark.parametrize("name", MONEY)
def test_an_amount_is_taken_plain_or_in_the_right_currency_and_period_only(name):
    brand = Brand.of("Ada")
    right = find(f"pricing.{name}").key(brand)
    assert (right.currency, right.per) == (brand.currency, MONEY[name])

    def given(answer):
        return ask(LocalChannel(brand), f"pricing.{name}", answer)

    assert given(right)["status"] == given(right.amount)["status"] == "right"
    for wrong in (Money(right.amount, "JPY", right.per), Money(right.amount, brand.currency)):
        verdict = given(wrong)
        assert (verdict["status"], verdict["score"]) == ("unusable", 0)
        assert "must be in" in verdict["says"][0]


def test_midpoints_are_taken_plain_or_in_the_right_currency_and_period_only():
    brand = Brand.of("Ada")
    right = find("pricing.salary_table").key(brand)

    def score(midpoint):
        answer = right.assign(midpoint=midpoint)
        return ask(LocalChannel(brand), "pricing.salary_table", answer)["score"]

    amounts = [pay.amount for pay in right["midpoint"]]
    assert score(right["midpoint"]) == score(amounts) == 3
    assert score([Money(amount, "JPY", per="month") for amount in amounts]) < 3
    assert score([Money(amount, brand.currency, per="year") for amount in amounts]) < 3
