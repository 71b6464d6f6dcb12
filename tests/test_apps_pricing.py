"""The salary and price calculator, without a browser."""

from __future__ import annotations

import time

import pytest

from smmkit import Brand, pricing
from smmkit.apps.pricing_calculator import pricing_calculator


@pytest.fixture
def books():
    return Brand.of("Ada").books()


def figures(books) -> dict:
    names = ("net_target", "overhead", "tax", "holiday_weeks", "sick_weeks")
    return {name: getattr(books, name) for name in (*names, "hours_per_week", "utilisation")}


@pytest.fixture
def app(books):
    """The controls of both tabs by their description, and the two results."""
    price, salary = pricing_calculator(books).children
    controls = {c.description: c for tab in (price, salary) for c in tab.children[:-1]}
    return controls, price.children[-1], salary.children[-1]


def test_it_begins_with_the_books(app, books):
    _, price, _ = app
    rate = pricing.hourly_rate(**figures(books), profit=books.profit, profit_as="margin")
    assert f"{rate:,.2f} {books.currency}" in price.value


@pytest.mark.parametrize(
    ("control", "value"),
    [
        ("utilisation, %", 40),
        ("holiday weeks", 12),
        ("tax, %", 10),
        ("profit, %", 40),
        ("profit is a share of", "markup"),
    ],
)
def test_moving_a_control_changes_the_result(app, control, value):
    controls, price, _ = app
    before = price.value
    start = time.perf_counter()
    controls[control].value = value
    assert time.perf_counter() - start < 3  # 0.3 s on an idle machine; room for a busy one
    assert price.value != before


def test_forty_typed_is_forty_per_cent(app, books):
    controls, price, _ = app
    controls["utilisation, %"].value = 40
    rate = pricing.hourly_rate(
        **figures(books) | {"utilisation": 0.40}, profit=books.profit, profit_as="margin"
    )
    assert f"{rate:,.2f} {books.currency}" in price.value


def test_the_retainer_is_the_one_of_the_lesson(app, books):
    cost = pricing.hourly_rate(**figures(books))
    fee = pricing.retainer(
        books.retainer_hours,
        cost,
        overhead=books.client_overhead,
        buffer=books.buffer,
        margin=books.profit,
    )
    assert f"{fee:,.2f} {books.currency}" in app[1].value


def test_money_sliders_name_their_currency(app, books):
    controls, price, _ = app
    before = price.value
    for name in (f"keep per year, {books.currency}", f"a client pays per month, {books.currency}"):
        controls[name].value = controls[name].max
        assert price.value != before
        before = price.value


def test_the_ends_of_every_slider_work(app):
    controls, price, _ = app
    for control in controls.values():
        if hasattr(control, "step") and hasattr(control, "readout_format"):
            for end in (control.min, control.max):
                control.value = end
                assert "<table" in price.value


def test_an_offer_is_placed_in_its_own_currency_only(app):
    controls, _, salary = app
    controls["currency"].value = "RUB"
    controls["pay offered, before tax"].value = 90_000
    assert "Moscow" in salary.value
    assert "America" not in salary.value
    assert "2.25" in salary.value
    controls["per"].value = "year"
    assert "2.25" not in salary.value
    controls["currency"].value = "EUR"
    assert "exchange rate" in salary.value
    assert "<img" not in salary.value


def test_no_offer_has_no_place(app):
    controls, _, salary = app
    controls["currency"].value = "RUB"
    controls["pay offered, before tax"].value = 0
    assert "<table" not in salary.value
    assert "more than 0" in salary.value


def test_a_claim_is_written_with_its_ends_apart(app):
    controls, _, salary = app
    controls["currency"].value = "USD"
    assert "from 561, on average 3,300, to 12,914" in salary.value
    controls["currency"].value = "RUB"
    assert "from 30,000 to 80,000" in salary.value


def test_pictures_and_controls_can_be_read_aloud(app):
    controls, price, _ = app
    assert 'alt="Bars.' in price.value
    assert all(controls)
