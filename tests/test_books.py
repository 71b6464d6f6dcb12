"""The learner's books: the same each time, plausible, and apart from typical mistakes."""

from __future__ import annotations

import math
import subprocess
import sys
from functools import cache

import pandas as pd
import pytest

from smmkit import Brand
from smmkit.brand.names import COUNTRIES
from smmkit.brand.prospects import accounts

# Books stand on a world, which is dealt once for all the tests of one worker.
pytestmark = pytest.mark.xdist_group("books")
BRANDS = [Brand.of(f"freelancer {number}", "books") for number in range(150)]
_DEALT = "from smmkit import Brand; b = Brand.of('Ada').books(); "
_PRINTED = "print(b.card().to_csv(), b.staff.to_csv(), b.adverts.to_csv())"


@cache
def books_of(brand):
    """Return a brand's books; no test of many brands changes them."""
    return brand.books()


def test_books_are_the_same_in_every_process():
    def dealt(seed):
        done = subprocess.run(
            [sys.executable, "-c", _DEALT + _PRINTED],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    assert dealt("1") == dealt("2") != ""


def test_changing_a_table_spoils_nothing():
    brand = Brand.of("Ada")
    spoilt = brand.books()
    spoilt.staff["need"] = 0
    del spoilt.adverts["low"]
    pd.testing.assert_frame_equal(brand.books().staff, Brand.of("ada").books().staff)
    assert (brand.books().staff["need"] > 0).all()
    assert "low" in brand.books().adverts


def test_every_figure_has_a_unit_and_a_meaning():
    card = Brand.of("Ada").books().card()
    assert (card["unit"].str.len() > 0).all()
    # pandas cuts a text of 50 or more short when it shows a table.
    assert card["meaning"].str.len().between(1, 49).all()
    assert card["name"].is_unique


def test_amounts_are_sized_by_the_country():
    levels = {country.code: country.price_level for country in COUNTRIES}
    for brand in BRANDS:
        books = books_of(brand)
        assert books.currency == brand.currency
        assert 20 <= books.quoted_rate / levels[brand.country] <= 50
        assert 10_000 <= books.net_target / levels[brand.country] <= 35_000


def test_the_books_agree_with_the_brand():
    for brand in BRANDS:
        books = books_of(brand)
        assert (books.order_value, books.margin) == (brand.order_value, brand.margin)
        assert (books.adverts["currency"] == brand.currency).sum() == 5
        assert (books.adverts["per"] == "year").sum() == 2
        assert (books.adverts["low"] < books.adverts["high"]).all()


@pytest.mark.parametrize("brand", BRANDS[:20], ids=lambda brand: brand.student)
def test_the_sales_are_those_of_the_accounts(brand):
    books, book = books_of(brand), accounts(brand)
    orders = (book["orders_by_posts"] + book["orders_by_ads"]).sum() / 6
    assert books.sales_mean == pytest.approx(orders * books.order_value, rel=0.05)
    assert 0.03 < books.sales_sd / books.sales_mean < 1


def test_the_offers_are_small_beside_the_sales_and_clearly_apart():
    above = 0
    for brand in BRANDS:
        books = books_of(brand)
        pay = books.fixed_fee + books.share * books.sales_mean
        assert books.flat_fee < books.sales_mean
        assert 0.01 <= books.share <= 0.2
        assert abs(pay / books.flat_fee - 1) > 0.05
        above += pay > books.flat_fee
    assert 0.1 < above / len(BRANDS) < 0.6


def test_fees_that_orders_only_just_equal_occur_but_not_always():
    orders = [b.flat_fee / b.order_value for b in (books_of(brand) for brand in BRANDS)]
    whole = sum(math.isclose(n, round(n), rel_tol=1e-9) for n in orders)
    assert 0.3 < whole / len(BRANDS) < 0.7


def test_typical_mistakes_in_counting_clients_lead_to_other_numbers():
    for brand in BRANDS:
        books = books_of(brand)
        each = books.client_fee * (1 - books.client_costs)
        right = math.ceil(books.target / each)
        assert len({right, right - 1, math.ceil(books.target / books.client_fee)}) == 3
        on_sales = math.floor(books.flat_fee / books.order_value)
        on_margin = math.floor(books.flat_fee / (books.order_value * books.margin))
        assert on_sales < on_margin


def test_a_learners_plain_floor_counts_right():
    for brand in BRANDS:
        books = books_of(brand)
        each = books.order_value * books.margin
        clients = math.floor(books.flat_fee / each) + 1
        assert clients * each > books.flat_fee
        assert (clients - 1) * each <= books.flat_fee


@pytest.mark.parametrize("brand", BRANDS[:30], ids=lambda brand: brand.student)
def test_one_role_is_clearly_the_scarcest(brand):
    staff = books_of(brand).staff
    hours = staff["people"] * staff["paid_hours"] * staff["utilisation"]
    room = sorted(hours / staff["need"])
    assert room[1] > 1.5 * room[0]
    assert math.floor(hours.sum() / staff["need"].sum()) > math.floor(room[0])
