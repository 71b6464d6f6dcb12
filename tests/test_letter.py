"""The owner's letter: the same each time, whole, and fit to tell mistakes apart."""

from __future__ import annotations

import pandas as pd
import pytest

from smmkit import Brand, kpi
from smmkit.brand.letter import CASES, METRICS, MYTHS, owners_letter
from smmkit.errors import ArgumentError

BRANDS = [Brand.of(f"owner {number}", "letters") for number in range(60)]


def values(letter):
    return {name: getattr(letter, name) for name in letter.__dataclass_fields__}


def test_a_letter_is_the_same_each_time_and_may_be_changed():
    brand = BRANDS[0]
    first = owners_letter(brand)
    first.offers["orders"] = 0
    first.lines["claim"] = ""
    for name, value in values(owners_letter(brand)).items():
        again = getattr(owners_letter(brand), name)
        assert value.equals(again) if isinstance(value, pd.DataFrame) else value == again, name
    assert set(owners_letter(brand).lines["claim"]) == set(MYTHS.values())


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("brand", BRANDS, ids=lambda brand: brand.student)
def test_a_letter_is_whole(brand, number):
    letter = owners_letter(brand, number=number)
    assert sorted(letter.lines["claim"]) == sorted(MYTHS.values())
    assert letter.lines["line"].tolist() == list(range(1, 10))
    assert sorted(letter.metrics["text"]) == list(METRICS)
    assert sorted(letter.cases["text"]) == list(CASES)
    assert 0.6 < letter.share < 0.95
    assert letter.bots >= 500
    assert letter.bots_price > 0
    assert 12 <= letter.ring <= 60


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("brand", BRANDS, ids=lambda brand: brand.student)
def test_a_letter_teaches(brand, number):
    letter = owners_letter(brand, number=number)
    # 1.96 and the exact number of standard errors ask for the same people, and never a whole
    # number, so that rounding down differs from rounding up.
    exact = 1.96**2 * 0.25 / letter.half_width**2
    assert kpi.sample_needed(letter.half_width) == int(exact) + 1

    gain = brand.margin * brand.order_value * letter.offers["orders"]
    gain = gain - letter.offers["budget"] - letter.fee
    assert (gain.iloc[:2] < 0).all()
    assert gain.idxmax() < len(gain) - 1
    pays = gain[gain >= 0].index[0]
    assert pays < gain.idxmax()
    assert letter.offers["budget"].is_monotonic_increasing
    assert letter.offers["budget"].is_unique
    assert letter.offers["orders"].is_monotonic_increasing

    shown, hidden = letter.holdout["orders"] / letter.holdout["people"]
    assert 0.2 < hidden / shown < 0.45

    counts = letter.vacancies["vacancies"]
    for times, held in [(1, True), (10, False)]:
        now, total = times * counts.iloc[1], times * counts.sum()
        low, high = kpi.share_interval(now / total, n=total)
        assert (low < 0.5 < high) == held
    assert counts.iloc[1] >= 1.8 * counts.iloc[0]

    found = letter.enquiries.set_index("source")
    per_contact = found["clients"] / found["contacts"]
    assert per_contact.is_monotonic_decreasing
    assert (found["clients"] <= found["contacts"]).all()


def test_owners_write_different_letters():
    letters = [owners_letter(brand) for brand in BRANDS]
    assert len({tuple(letter.lines["claim"]) for letter in letters}) > 55
    assert len({letter.share for letter in letters}) > 15
    assert len({letter.half_width for letter in letters}) > 7


def test_a_second_letter_has_other_figures():
    first, second = (owners_letter(BRANDS[0], number=number) for number in (1, 2))
    assert first.lines["claim"].tolist() != second.lines["claim"].tolist()
    assert not first.offers.equals(second.offers)


@pytest.mark.parametrize("number", [0, 1.5, True, "two"])
def test_letters_are_counted_from_one(number):
    with pytest.raises(ArgumentError, match="number must be"):
        owners_letter(BRANDS[0], number=number)
