import datetime as dt
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmkit.errors import ArgumentError, CurrencyError
from smmkit.money import PERIODS, SAME, Money, unwrap

amounts = st.floats(-1e9, 1e9)
moneys = st.builds(
    Money, amounts, st.sampled_from(["USD", "EUR", "RUB"]), st.sampled_from([None, *PERIODS])
)


@given(moneys, moneys)
def test_only_one_kind_adds_subtracts_and_compares(a, b):
    operations = (
        lambda: a + b,
        lambda: a - b,
        lambda: a / b,
        lambda: a < b,
        lambda: a <= b,
        lambda: a > b,
        lambda: a >= b,
    )
    if (a.currency, a.per) == (b.currency, b.per):
        for operation in operations:
            operation()
        assert (a + b).amount == a.amount + b.amount
        assert (a < b) == (a.amount < b.amount)
        return
    assert a != b
    for operation in operations:
        with pytest.raises(CurrencyError) as caught:
            operation()
        assert str(a) in str(caught.value)
        assert str(b) in str(caught.value)


@given(amounts, amounts)
def test_adding_and_taking_away_again_are_exact_opposites_of_floats(x, y):
    total = Money(x, "USD") + Money(y, "USD")
    assert total - Money(y, "USD") == Money(x + y - y, "USD")
    assert -Money(x, "USD") + Money(x, "USD") == Money(0, "USD")


@given(st.floats(-1e6, 1e6), st.floats(0.01, 1e6))
def test_scaling_from_either_side_keeps_the_kind(x, factor):
    money = Money(x, "EUR", "month")
    scaled = money * factor
    assert scaled == factor * money == np.float64(factor) * money == money * np.float64(factor)
    assert (scaled.currency, scaled.per) == ("EUR", "month")
    assert (scaled / factor).amount == pytest.approx(x)


def test_a_ratio_of_two_amounts_is_a_plain_number_and_nan_by_nothing():
    assert Money(55_000, "RUB", "month") / Money(40_000, "RUB", "month") == 1.375
    assert math.isnan(Money(5, "USD") / Money(0, "USD"))


def test_sum_starts_from_zero_and_bare_numbers_are_refused():
    assert sum([Money(1, "USD"), Money(2, "USD")]) == Money(3, "USD")
    with pytest.raises(CurrencyError, match="write its currency"):
        Money(1, "USD") + 2
    with pytest.raises(CurrencyError, match="bare number 2"):
        2 + Money(1, "USD")
    with pytest.raises(CurrencyError, match="bare number 5"):
        Money(1, "USD") < 5  # noqa: B015


def test_money_times_money_and_words_are_type_errors():
    for other in (Money(2, "USD"), "2", True):
        with pytest.raises(TypeError):
            Money(1, "USD") * other
    with pytest.raises(TypeError):
        Money(1, "USD") / "2"
    with pytest.raises(ArgumentError, match="divided by 0"):
        Money(1, "USD") / 0


@pytest.mark.parametrize("amount", [math.nan, math.inf, "5", None, True])
def test_amounts_are_finite_numbers(amount):
    with pytest.raises(ArgumentError, match="amount must be a number"):
        Money(amount, "USD")


@pytest.mark.parametrize("currency", ["usd", "$", "DOLLAR", "", None, "ÄÖÜ", "U5D"])
def test_currency_is_an_iso_code(currency):
    with pytest.raises(ArgumentError, match="ISO 4217"):
        Money(1, currency)


def test_period_is_one_of_those_known():
    with pytest.raises(ArgumentError, match='Did you mean "month"'):
        Money(1, "USD", "monthly")


def test_it_reads_as_people_write_it():
    assert str(Money(1000, "USD", "month")) == "1,000.00 USD per month"
    assert f"{Money(1234.5, 'EUR'):,.0f}" == "1,234 EUR"


def test_month_and_year_convert_when_asked_and_nothing_else_does():
    monthly = Money(2000, "USD", "month")
    assert monthly.in_period("year") == Money(24_000, "USD", "year")
    assert monthly.in_period("year").in_period("month") == monthly
    assert monthly.in_period("month") == monthly
    for other in (None, "hour", "post", "project"):
        with pytest.raises(CurrencyError, match="only pay per month or per year"):
            Money(1, "USD", other).in_period("year")
    with pytest.raises(ArgumentError, match="per must be one of"):
        monthly.in_period("hour")


def test_a_conversion_names_its_rate_and_its_day():
    day = dt.date(2024, 5, 2)
    assert Money(500, "EUR", "month").convert(2, to="USD", on=day) == Money(1000, "USD", "month")
    with pytest.raises(ArgumentError, match="on must be the date"):
        Money(500, "EUR").convert(2, to="USD", on="2024-05-02")
    with pytest.raises(ArgumentError, match="rate must be"):
        Money(500, "EUR").convert(0, to="USD", on=day)
    with pytest.raises(TypeError):
        Money(500, "EUR").convert(2, to="USD")


def test_unwrap_gives_back_the_kind_that_came():
    (a, b), wrap = unwrap(a=(3, SAME), b=(4, ("hour",)))
    assert (a, b, wrap(7.0)) == (3.0, 4.0, 7.0)
    (a, b), wrap = unwrap(
        a=(Money(3, "USD", "month"), SAME), b=(Money(4, "USD", "hour"), ("hour",))
    )
    assert wrap(7.0) == Money(7, "USD", "month")
    assert wrap(7.0, "year") == Money(7, "USD", "year")
    assert math.isnan(wrap(math.nan))


def test_unwrap_takes_a_bare_zero_beside_money():
    (fee, media), wrap = unwrap(fee=(Money(5, "USD", "month"), SAME), media=(0, SAME))
    assert (fee, media, wrap(1.0)) == (5, 0, Money(1, "USD", "month"))


def test_unwrap_refuses_mixtures_and_says_which():
    usd, eur = Money(1, "USD", "month"), Money(1, "EUR", "month")
    with pytest.raises(CurrencyError, match=r"a is Money \(1.00 USD per month\) but b is the bare"):
        unwrap(a=(usd, SAME), b=(1, SAME))
    with pytest.raises(CurrencyError, match="a is in USD but b is in EUR"):
        unwrap(a=(usd, SAME), b=(eur, SAME))
    with pytest.raises(CurrencyError, match=r"b must be per month, as a is.*in_period"):
        unwrap(a=(usd, SAME), b=(usd.in_period("year"), SAME))
    with pytest.raises(CurrencyError, match=r"a must be paid once or per post; received"):
        unwrap(a=(usd, (None, "post")))
    with pytest.raises(ArgumentError, match="a must be a number of money at least 0"):
        unwrap(a=(-1, SAME))
    assert unwrap("a", a=(-1, SAME))[0] == [-1]
