"""The vectors P1 to P11 of the pricing reference, its pitfalls, and the laws of each formula."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmkit import pricing
from smmkit.errors import ArgumentError, CurrencyError, TableError, UnitError
from smmkit.money import Money

P1 = {
    "overhead": 3_600,
    "tax": 0.25,
    "holiday_weeks": 5,
    "sick_weeks": 1,
    "hours_per_week": 40,
    "utilisation": 0.6,
}

fees = st.floats(0.01, 1e6)
fractions = st.floats(0.01, 0.99)


# Vectors


def test_p1_hourly_rate():
    hours = {k: P1[k] for k in ("holiday_weeks", "sick_weeks", "hours_per_week", "utilisation")}
    assert pricing.billable_hours(**hours) == pytest.approx(1104)
    assert pricing.hourly_rate(24_000, **P1) == pytest.approx(32.2464, abs=5e-5)
    not_deductible = pricing.hourly_rate(24_000, **P1, overhead_deductible=False)
    assert not_deductible == pytest.approx(33.3333, abs=5e-5)


def test_p2_retainer():
    fee = pricing.retainer(20, 32, overhead=60, buffer=0.10, margin=0.20)
    assert fee == pytest.approx(1000)
    assert pricing.effective_rate(fee, hours=20) == pytest.approx(50)


def test_p3_indifferent_sales():
    assert pricing.indifferent_sales(500, fixed=250, share=0.05) == pytest.approx(5_000)


def test_p4_clients_to_justify_is_strictly_more():
    assert pricing.clients_to_justify(500, 100) == 6
    assert pricing.clients_to_justify(500, 100, margin=0.4) == 13
    assert not pricing.fee_justified(500, 100, clients=5)
    assert pricing.fee_justified(500, 100, clients=6)


def test_p5_big_ticket():
    assert pricing.clients_to_justify(500, 12_000, margin=0.05) == 1
    assert pricing.first_sale_wait(0.2) == pytest.approx(5)
    assert pricing.chance_of_no_sale(0.2) == pytest.approx(0.8187, abs=5e-5)


def test_p6_break_even_clients():
    low, high = pricing.implied_fee_range(1000, clients_low=2, clients_high=3)
    assert (low, high) == (pytest.approx(333.33, abs=0.005), 500)
    found = [pricing.clients_to_break_even(1000, fee) for fee in (1000, 500, 333.34, 333.33, 250)]
    assert found == [1, 2, 3, 4, 4]
    assert pricing.clients_to_break_even(1000, low) == 3


def test_p7_cheap_freelancer():
    assert pricing.clients_to_break_even(1000, 200) == 5


def test_p8_salaries():
    assert pricing.midpoint(30_000, 80_000) == 55_000
    assert pricing.pay_ratio(55_000, 40_000) == pytest.approx(1.375)
    assert pricing.pay_ratio(pricing.midpoint(100_000, 120_000), 40_000) == pytest.approx(2.75)
    assert pricing.pay_ratio(150_000, 40_000) == pytest.approx(3.75)
    assert pricing.pay_ratio(3_300, 561) == pytest.approx(5.8824, abs=5e-5)
    assert pricing.pay_ratio(12_914, 3_300) == pytest.approx(3.9133, abs=5e-5)


def test_p9_what_a_small_business_will_not_offer():
    assert pricing.pay_ratio(2_000, 3_300) == pytest.approx(0.606, abs=5e-4)


def test_p10_agency():
    staff = pd.DataFrame({"role": ["manager"] * 3, "hours": [160 * 0.75] * 3, "need": [24] * 3})
    assert pricing.client_capacity(staff) == 15
    assert pricing.solo_capacity(360, hours_per_client=24) == 15
    assert pricing.utilisation(360, available=480) == 0.75
    cost = 3 * 1_200 + 900
    assert pricing.gross_margin(15 * 450, delivery_cost=cost) == pytest.approx(1 / 3)


def test_p11_posts():
    assert pricing.post_rate(45_000, format="story") == pytest.approx(150)
    assert pricing.post_rate(45_000, format="video") == pytest.approx(900)
    on_reach = [pricing.cpm_on_reach(100, 10_000, reach_rate=r) for r in (0.15, 0.05)]
    assert on_reach == [pytest.approx(66.67, abs=0.005), pytest.approx(200)]


# Pitfalls


def test_markup_is_not_margin():
    cost = pricing.hourly_rate(24_000, **P1)
    markup = pricing.hourly_rate(24_000, **P1, profit=0.2)
    margin = pricing.hourly_rate(24_000, **P1, profit=0.2, profit_as="margin")
    assert markup == pytest.approx(cost * 1.2)
    assert margin == pytest.approx(cost * 1.25)
    assert (margin - cost) / margin == pytest.approx(0.2)
    with pytest.raises(ArgumentError, match='profit_as must be one of "markup", "margin"'):
        pricing.hourly_rate(24_000, **P1, profit_as="Margin")


def test_monthly_income_is_refused_where_a_yearly_one_is_meant():
    options = {**P1, "overhead": Money(3_600, "USD", "year")}
    monthly = Money(2_000, "USD", "month")
    with pytest.raises(CurrencyError, match=r"net_target must be per year; received 2,000.00 USD"):
        pricing.hourly_rate(monthly, **options)
    rate = pricing.hourly_rate(monthly.in_period("year"), **options)
    assert rate.amount == pytest.approx(32.2464, abs=5e-5)
    assert (rate.currency, rate.per) == ("USD", "hour")


def test_a_range_that_lost_its_thousands_is_recognised():
    with pytest.raises(ArgumentError, match=r"means 30,000 to 80,000"):
        pricing.midpoint(30, 80_000)
    with pytest.raises(ArgumentError, match="low must not be more than high"):
        pricing.midpoint(80_000, 30_000)
    assert pricing.midpoint(0, 1_000) == 500


def test_currencies_are_never_mixed():
    with pytest.raises(CurrencyError, match="fee is in EUR but order_value is in USD"):
        pricing.clients_to_justify(Money(500, "EUR", "month"), Money(100, "USD"))
    with pytest.raises(CurrencyError, match="bare number 100"):
        pricing.clients_to_justify(Money(500, "EUR", "month"), 100)
    with pytest.raises(CurrencyError, match="base must be per month, as pay is"):
        pricing.pay_ratio(Money(55_000, "RUB", "month"), Money(480_000, "RUB", "year"))


def test_the_tax_base_matters():
    deducted = pricing.hourly_rate(24_000, **P1)
    taxed = pricing.hourly_rate(24_000, **P1, overhead_deductible=False)
    assert (taxed - deducted) * 1104 == pytest.approx(3_600 / 0.75 - 3_600)


@pytest.mark.parametrize("utilisation", [1, 0, 1.0])
def test_nobody_sells_every_hour(utilisation):
    with pytest.raises(ArgumentError, match="Nobody sells every hour"):
        pricing.billable_hours(hours_per_week=40, utilisation=utilisation)


@pytest.mark.parametrize(
    "call",
    [
        lambda: pricing.billable_hours(hours_per_week=40, utilisation=60),
        lambda: pricing.hourly_rate(24_000, **{**P1, "tax": 25}),
        lambda: pricing.hourly_rate(24_000, **P1, profit=20),
        lambda: pricing.retainer(20, 32, buffer=10),
        lambda: pricing.retainer(20, 32, margin=20),
        lambda: pricing.indifferent_sales(500, fixed=250, share=5),
        lambda: pricing.fixed_plus_share(250, share=5, sales=1_000),
        lambda: pricing.clients_to_justify(500, 100, margin=40),
        lambda: pricing.price_floor(300, margin=40),
        lambda: pricing.cpm_on_reach(100, 1_000, reach_rate=10),
        lambda: pricing.share_pay_sd(5, sales_sd=100),
    ],
)
def test_per_cent_is_told_from_a_fraction(call):
    with pytest.raises(UnitError, match=r"For \d+ % write 0\.\d+"):
        call()


def test_clients_are_whole_and_rounding_errors_do_not_make_one_more():
    # 0.3 / 0.1 is 2.9999999999999996 in floats.
    assert pricing.clients_to_justify(0.3, 0.1) == 4
    assert pricing.clients_to_break_even(0.3, 0.1) == 3
    assert not pricing.fee_justified(0.3, 0.1, clients=3)
    assert pricing.clients_to_break_even(1.1 * 3, 1.1) == 3


def test_media_outside_the_fee_counts_as_cost():
    assert pricing.clients_to_justify(500, 100, media=100) == 7
    assert pricing.fee_romi(500, 100, clients=6) == pytest.approx(0.2)
    assert pricing.fee_romi(500, 100, clients=6, media=100) == pytest.approx(0)
    with pytest.raises(CurrencyError, match="media must be per month, as fee is"):
        pricing.clients_to_justify(
            Money(500, "EUR", "month"), Money(100, "EUR"), media=Money(1200, "EUR", "year")
        )


# Errors a learner understands


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (
            lambda: pricing.billable_hours(hours_per_week=40, utilisation=0.6, holiday_weeks=52),
            "52",
        ),
        (lambda: pricing.billable_hours(hours_per_week=200, utilisation=0.6), "at most 168"),
        (lambda: pricing.retainer(20, 32, buffer=0.5, margin=0.5), "together 1"),
        (lambda: pricing.clients_to_justify(500, 0), "order_value and margin must be more than 0"),
        (lambda: pricing.clients_to_break_even(500, 0), "fee must be"),
        (lambda: pricing.indifferent_sales(500, fixed=250, share=0), "share must be"),
        (lambda: pricing.implied_fee_range(1, clients_low=3, clients_high=2), "at least 3"),
        (lambda: pricing.gross_margin(0, delivery_cost=1), "fees must be"),
        (lambda: pricing.utilisation(500, available=480), "at most 480"),
        (lambda: pricing.post_rate(1_000, format="vidoe"), 'Did you mean "video"'),
        (lambda: pricing.post_rate(1_000, adjust=0.5), "at most 0.2"),
        (
            lambda: pricing.effective_rate(Money(50, "USD", "hour"), hours=20),
            "fee must be per month",
        ),
        (lambda: pricing.retainer(20, Money(32, "USD", "month")), "rate must be per hour"),
        (lambda: pricing.price_floor(300, margin=1), "below 1"),
        (lambda: pricing.first_sale_wait(0), "more than 0"),
    ],
)
def test_errors_name_the_argument_and_what_is_allowed(call, words):
    with pytest.raises(ArgumentError) as caught:
        call()
    assert words in str(caught.value)


def test_a_staff_table_is_checked():
    with pytest.raises(TableError, match="one need; it has 8, 9"):
        pricing.client_capacity(pd.DataFrame({"role": ["a", "a"], "hours": 10, "need": [8, 9]}))
    with pytest.raises(TableError, match="at least one role"):
        pricing.client_capacity(pd.DataFrame({"role": ["a"], "hours": [10], "need": [0]}))
    with pytest.raises(TableError, match='column "need"'):
        pricing.client_capacity(pd.DataFrame({"role": ["a"], "hours": [10]}))


def test_the_scarcest_role_decides():
    staff = pd.DataFrame({"role": ["a", "b", "b"], "hours": [100, 30, 30], "need": [10, 10, 10]})
    assert pricing.client_capacity(staff) == 6


# Laws


@given(fees, st.floats(1, 1e6), fractions, st.floats(0, 3), st.floats(0, 1e5))
def test_the_count_found_is_enough_and_one_fewer_is_not(fee, order, margin, repeat, media):
    options = {"margin": margin, "repeat": repeat, "media": media}
    n = pricing.clients_to_justify(fee, order, **options)
    assert pricing.fee_justified(fee, order, clients=n, **options)
    assert not pricing.fee_justified(fee, order, clients=n - 1, **options)
    assert pricing.fee_romi(fee, order, clients=n, **options) > 0


@given(st.integers(1, 10**6), st.integers(1, 10**4))
def test_whole_cents_agree_with_whole_numbers(fee_cents, order_cents):
    expected = fee_cents // order_cents + 1
    assert pricing.clients_to_justify(fee_cents / 100, order_cents / 100) == expected
    assert pricing.clients_to_break_even(fee_cents / 100, order_cents / 100) == -(
        -fee_cents // order_cents
    )


@given(fees, fees, fractions)
def test_both_offers_pay_the_same_at_the_indifferent_sales(a, b, share):
    flat, fixed = max(a, b), min(a, b)
    sales = pricing.indifferent_sales(flat, fixed=fixed, share=share)
    assert pricing.fixed_plus_share(fixed, share=share, sales=sales) == pytest.approx(flat)
    assert pricing.indifferent_sales(fixed, fixed=flat, share=share) == 0


@given(fees, fractions)
def test_the_price_floor_leaves_its_margin(cost, margin):
    price = pricing.price_floor(cost, margin=margin)
    assert pricing.gross_margin(price, delivery_cost=cost) == pytest.approx(margin)


@given(fees, st.floats(0, 1e5), st.floats(0, 0.9), fractions)
def test_an_hourly_rate_earns_the_target_back(net, overhead, tax, utilisation):
    options = {"hours_per_week": 40, "utilisation": utilisation}
    for deductible in (True, False):
        rate = pricing.hourly_rate(
            net, overhead=overhead, tax=tax, overhead_deductible=deductible, **options
        )
        earned = rate * pricing.billable_hours(**options)
        before_tax, after_tax = (overhead, 0) if deductible else (0, overhead)
        kept = (earned - before_tax) * (1 - tax) - after_tax
        assert kept == pytest.approx(net, rel=1e-6, abs=1e-6)


@given(st.floats(0.1, 300), fees, st.floats(0, 0.4), st.floats(0, 0.5))
def test_a_retainer_pays_its_buffer_and_its_margin(hours, rate, buffer, margin):
    fee = pricing.retainer(hours, rate, overhead=10, buffer=buffer, margin=margin)
    assert fee - fee * (buffer + margin) == pytest.approx(hours * rate + 10)
    assert pricing.effective_rate(fee, hours=hours) * hours == pytest.approx(fee)


@given(fees, st.floats(0, 100), st.floats(0, 0.01))
def test_risk_never_adds_to_what_pay_is_worth(expected, sd, aversion):
    worth = pricing.certainty_equivalent(expected, sd=sd, risk_aversion=aversion)
    assert worth <= expected
    assert pricing.certainty_equivalent(expected, sd=sd, risk_aversion=0) == expected


@given(st.floats(0, 5), st.floats(0, 12), st.floats(0, 12))
def test_no_sale_in_two_stretches_is_no_sale_in_both(rate, first, second):
    both = pricing.chance_of_no_sale(rate, months=first + second)
    apart = math.prod(pricing.chance_of_no_sale(rate, months=m) for m in (first, second))
    assert both == pytest.approx(apart)


@given(st.floats(1, 1e7), st.floats(0.1, 100), fractions)
def test_a_price_by_reach_has_its_cpm_on_reach(followers, cpm, reach_rate):
    price = pricing.cpm_price(followers * reach_rate, cpm=cpm)
    assert pricing.cpm_on_reach(price, followers, reach_rate=reach_rate) == pytest.approx(cpm)


def test_tiers_step_at_their_tops():
    sizes = (1_000, 1_001, 5_000, 10_000, 100_000, 100_001)
    assert [pricing.tier_er(n) for n in sizes] == [0.08, 0.057, 0.057, 0.04, 0.024, 0.017]


def test_raise_is_capped():
    assert pricing.ask_factor(6_000, 1_000, target_multiple=4, cap=2) == 1.5
    assert pricing.ask_factor(60_000, 1_000, target_multiple=4, cap=2) == 2
    assert pricing.ask_factor(60_000, 1_000, target_multiple=4) == 15


@pytest.mark.parametrize(
    ("result", "per"),
    [
        (lambda m: pricing.retainer(20, m(32, "hour"), overhead=m(60, "month")), "month"),
        (lambda m: pricing.effective_rate(m(1000, "month"), hours=20), "hour"),
        (
            lambda m: pricing.fixed_plus_share(m(250, "month"), share=0.1, sales=m(9, "month")),
            "month",
        ),
        (
            lambda m: pricing.indifferent_sales(m(500, "month"), fixed=m(250, "month"), share=1),
            "month",
        ),
        (lambda m: pricing.share_pay_sd(0.05, sales_sd=m(9, "month")), "month"),
        (
            lambda m: pricing.certainty_equivalent(m(9, "year"), sd=m(1, "year"), risk_aversion=1),
            "year",
        ),
        (
            lambda m: pricing.implied_fee_range(m(9, "month"), clients_low=2, clients_high=3)[0],
            "month",
        ),
        (lambda m: pricing.midpoint(m(3, "month"), m(8, "month")), "month"),
        (lambda m: pricing.price_floor(m(300, "month"), margin=0.4), "month"),
        (lambda m: pricing.post_rate(1000, per_follower=m(0.01, None)), "post"),
        (lambda m: pricing.cpm_price(1000, cpm=m(10, None)), "post"),
        (lambda m: pricing.cpe_price(1000, cpe=m(0.1, None)), "post"),
        (lambda m: pricing.cpm_on_reach(m(100, "post"), 1000, reach_rate=0.1), None),
    ],
)
def test_money_in_gives_money_out(result, per):
    plain = result(lambda amount, _: amount)
    money = result(lambda amount, period: Money(amount, "EUR", period))
    assert isinstance(plain, float)
    assert money == Money(plain, "EUR", per)
