"""The salary and price calculator, without a browser."""

from __future__ import annotations

import time

import pytest

from smmkit import Brand, pricing
from smmkit.apps.pricing_calculator import pricing_calculator


@pytest.fixture
def books():
    return Brand.of("Ada").books()


@pytest.fixture
def app(books):
    """The controls of both tabs by their description, and the two results."""
    price, salary = pricing_calculator(books).children
    controls = {c.description: c for tab in (price, salary) for c in tab.children[:-1]}
    return controls, price.children[-1], salary.children[-1]


def test_it_begins_with_the_books(app, books):
    _, price, _ = app
    rate = pricing.hourly_rate(
        books.net_target,
        overhead=books.overhead,
        tax=books.tax,
        holiday_weeks=books.holiday_weeks,
        sick_weeks=books.sick_weeks,
        hours_per_week=books.hours_per_week,
        utilisation=books.utilisation,
        profit=books.profit,
        profit_as="margin",
    )
    assert f"{rate:,.2f} {books.currency}" in price.value


@pytest.mark.parametrize(
    ("control", "value"),
    [
        ("utilisation", 0.4),
        ("holiday weeks", 12),
        ("tax", 0.1),
        ("profit", 0.4),
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


def test_pictures_and_controls_can_be_read_aloud(app):
    controls, price, _ = app
    assert 'alt="Bars.' in price.value
    assert all(controls)
