"""The sums on the learner's own desk: what to earn, what a client pays, what a team can do.

All amounts are invented, sized by the country's rough price level, and say nothing about what
the market pays.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from smmkit.brand.identity import stream
from smmkit.brand.names import COUNTRIES
from smmkit.brand.prospects import accounts

if TYPE_CHECKING:
    from smmkit.brand.cards import Brand

__all__ = ["Books"]

_WEEKS_A_MONTH = 26 / 6  # the accounts' 26 weeks are six months

_LARGEST_SHARE = 0.2  # of sales, that an owner with a third or a half of them left would offer

_LEVELS = {country.code: country.price_level for country in COUNTRIES}

_MONEY_A_YEAR, _MONEY_A_MONTH, _MONEY_AN_HOUR = (
    "money per year",
    "money per month",
    "money per hour",
)


def _sum(unit: str, meaning: str):
    return field(metadata={"unit": unit, "meaning": meaning})


@dataclass(frozen=True, eq=False)
class Books:
    """
    The figures a freelancer for one brand works with; take them with `Brand.books`.

    Amounts are plain numbers in `currency`; `card` tells the unit of each.

    Examples
    --------
    >>> from smmkit.brand import Brand
    >>> books = Brand.of("ada").books()
    >>> books.card().columns.tolist()
    ['name', 'value', 'unit', 'meaning']
    """

    currency: str = _sum("ISO 4217 code", "currency of every amount here")
    net_target: float = _sum(_MONEY_A_YEAR, "what you want to keep")
    overhead: float = _sum(_MONEY_A_YEAR, "laptop, software, insurance; off before tax")
    tax: float = _sum("fraction", "tax and contributions, of income after overhead")
    holiday_weeks: int = _sum("weeks per year", "weeks you do not work by choice")
    sick_weeks: int = _sum("weeks per year", "weeks you allow for illness")
    hours_per_week: int = _sum("hours per week", "hours at the desk in a working week")
    utilisation: float = _sum("fraction", "share of those hours that somebody pays for")
    profit: float = _sum("fraction", "profit margin: a share of the price")
    quoted_rate: float = _sum(_MONEY_AN_HOUR, "what a colleague in town reckons an hour at")
    retainer_hours: int = _sum("hours per month", "hours the brand would book each month")
    client_overhead: float = _sum(_MONEY_A_MONTH, "tools and pictures for this brand alone")
    buffer: float = _sum("fraction", "share of the fee kept for work that runs over")
    order_value: float = _sum("money per order", "usual value of one of the brand's orders")
    margin: float = _sum("fraction", "what is left to the brand of an order")
    flat_fee: float = _sum(_MONEY_A_MONTH, "the brand's offer one: a flat fee")
    fixed_fee: float = _sum(_MONEY_A_MONTH, "the brand's offer two: a fixed part")
    share: float = _sum("fraction", "offer two: this share of sales by posts and ads")
    sales_mean: float = _sum(_MONEY_A_MONTH, "mean of those sales in the last accounts")
    sales_sd: float = _sum(_MONEY_A_MONTH, "standard deviation of those sales")
    target: float = _sum(_MONEY_A_MONTH, "what you want to keep")
    client_fee: float = _sum(_MONEY_A_MONTH, "what one small client pays")
    client_costs: float = _sum("fraction", "share of it for tax, tools and helpers")
    salary_offer: float = _sum(_MONEY_A_MONTH, "the job on the table, before tax")
    average_salary: float = _sum(_MONEY_A_MONTH, "average in town for this job, before tax")
    agency_fee: float = _sum(_MONEY_A_MONTH, "what a client of the small agency pays")
    agency_tools: float = _sum(_MONEY_A_MONTH, "the agency's tools and rent in all")
    staff: pd.DataFrame = field(repr=False)
    adverts: pd.DataFrame = field(repr=False)

    def card(self) -> pd.DataFrame:
        """
        Return every single figure with its unit and meaning.

        Returns
        -------
        pandas.DataFrame
            Columns name, value, unit, meaning. `staff` and `adverts` are tables of their own.
        """
        rows = [
            (one.name, getattr(self, one.name), one.metadata["unit"], one.metadata["meaning"])
            for one in fields(self)
            if one.metadata
        ]
        return pd.DataFrame(rows, columns=["name", "value", "unit", "meaning"])


def of(brand: Brand) -> Books:
    """Return the books of a brand: the same each time, in tables that may be changed freely."""
    level = _LEVELS[brand.country]
    parts = (_year, _offers, _small_clients, _jobs, _agency)
    figures: dict = {"currency": brand.currency}
    for part in parts:
        figures |= part(stream(brand.identity, f"books.{part.__name__}"), level, brand, figures)
    return Books(**figures)


# The ranges below keep typical mistakes apart from the right sum, and from each other, for
# every brand: tests/test_books.py and tests/test_keys.py hold them to it.


def _tidy(amount: float, digits: int = 2) -> float:
    """Round to the figures people say: 1,837 is 1,800."""
    return float(round(amount, digits - 1 - math.floor(math.log10(amount))))


def _pick(rng: np.random.Generator, *values: float) -> float:
    return values[rng.integers(len(values))]


def _year(rng: np.random.Generator, level: float, brand: Brand, figures: dict) -> dict:
    # So much to earn that one's own rate is always above the colleague's.
    quoted = float(round(rng.uniform(22, 38) * level))
    net = _tidy(quoted * rng.uniform(820, 910))
    hours = int(rng.integers(16, 31))
    return {
        "net_target": net,
        "overhead": _tidy(net * rng.uniform(0.10, 0.18)),
        "tax": _pick(rng, 0.28, 0.29, 0.30, 0.31),
        "holiday_weeks": _pick(rng, 5, 6),
        "sick_weeks": _pick(rng, 1, 2, 3),
        "hours_per_week": _pick(rng, 32, 35, 36, 38, 40),
        "utilisation": _pick(rng, 0.55, 0.58, 0.60, 0.62, 0.65, 0.68),
        "profit": _pick(rng, 0.10, 0.12, 0.16, 0.18, 0.20),
        "quoted_rate": quoted,
        "retainer_hours": hours,
        "client_overhead": _tidy(hours * quoted * rng.uniform(0.15, 0.19)),
        "buffer": _pick(rng, 0.05, 0.08, 0.10),
    }


def _flat_fee(rng: np.random.Generator, level: float, brand: Brand) -> float:
    # Half of the fees are a whole number of orders, where "more than" and "as much as" part.
    exact = rng.random() < 0.5
    fee = rng.uniform(300, 700) * level
    orders = math.ceil(fee / brand.order_value)
    exact = exact and orders * brand.order_value < 1.5 * fee and _tells_margin(brand, orders)
    fee = orders * brand.order_value if exact else _tidy(fee)
    while not _tells_margin(brand, fee / brand.order_value):
        fee += _tidy(0.01 * fee, 1)
    return fee


def _tells_margin(brand: Brand, orders: float) -> bool:
    """Say whether a count on sales and one on margin differ, and floats can tell either."""
    on_margin = orders / brand.margin
    # A whole number of margins would leave a learner's floor to the last bit of a float, except
    # at quarters, which floats hold exactly.
    held = brand.margin % 0.25 == 0 or abs(on_margin - round(on_margin)) > 1e-6
    return held and math.floor(orders) < math.floor(on_margin)


def _offers(rng: np.random.Generator, level: float, brand: Brand, figures: dict) -> dict:
    book = accounts(brand)
    sales = brand.order_value * (book["orders_by_posts"] + book["orders_by_ads"])
    mean = _tidy(sales.mean() * _WEEKS_A_MONTH)
    flat = _flat_fee(rng, level, brand)
    fixed = float(round(flat * _pick(rng, 0.35, 0.40, 0.60, 0.65)))
    # Expected pay is clearly below the flat fee, or above it where that is no absurd share.
    even, above = (flat - fixed) / mean, _pick(rng, 0.70, 1.4)
    wanted = even * (above if above * even < _LARGEST_SHARE else 0.70)
    return {
        "order_value": brand.order_value,
        "margin": brand.margin,
        "flat_fee": flat,
        "fixed_fee": fixed,
        "share": min(max(round(round(wanted / 0.005) * 0.005, 3), 0.01), _LARGEST_SHARE),
        "sales_mean": mean,
        "sales_sd": _tidy(sales.std() * math.sqrt(_WEEKS_A_MONTH)),
    }


def _small_clients(rng: np.random.Generator, level: float, brand: Brand, figures: dict) -> dict:
    target = _tidy(figures["net_target"] / 12)
    costs = _pick(rng, 0.35, 0.38, 0.40, 0.42, 0.45)
    clients = rng.integers(5, 9) + rng.uniform(0.3, 0.7)
    fee = float(round(target / (clients * (1 - costs))))
    return {"target": target, "client_fee": fee, "client_costs": costs}


def _jobs(rng: np.random.Generator, level: float, brand: Brand, figures: dict) -> dict:
    average = _tidy(rng.uniform(1800, 2300) * level)
    abroad = "EUR" if brand.currency == "USD" else "USD"
    jobs = [
        (brand.town, "none", 0.75, 0.95),
        (brand.town, "2 years", 0.95, 1.30),
        ("capital", "none", 0.90, 1.20),
        ("capital", "2 years", 1.25, 1.60),
        ("capital", "5 years", 1.80, 2.30),
        ("abroad, remote", "2 years", 1.10, 1.90),
    ]
    yearly = rng.permutation(5)[:2]
    rows = []
    for number, (place, experience, low, high) in enumerate(jobs):
        scale = average * rng.uniform(0.97, 1.03) * (12 if number in yearly else 1)
        rows.append(
            {
                "advert": "ABCDEF"[number],
                "place": place,
                "experience": experience,
                "low": _tidy(low * scale),
                "high": _tidy(high * scale),
                "per": "year" if number in yearly else "month",
                "currency": abroad if number == 5 else brand.currency,
            }
        )
    offer = _tidy(average * rng.uniform(0.9, 1.3))
    return {
        "average_salary": average,
        "salary_offer": offer,
        "adverts": pd.DataFrame(rows),
    }


def _agency(rng: np.random.Generator, level: float, brand: Brand, figures: dict) -> dict:
    roles = {"account manager": (5, 6), "writer": (9, 10), "designer": (6, 7), "ads buyer": (4, 5)}
    scarce = rng.integers(len(roles))
    clients = rng.integers(9, 15) + rng.uniform(0.35, 0.65)
    rows = []
    for number, (role, needs) in enumerate(roles.items()):
        need = int(_pick(rng, *needs))
        used = _pick(rng, 0.70, 0.75, 0.80)
        room = clients * (1.0 if number == scarce else rng.uniform(2.0, 2.4))
        people = max(2, math.ceil(room * need / used / 160))
        rows.append(
            {
                "role": role,
                "people": people,
                "paid_hours": round(room * need / used / people),
                "utilisation": used,
                "need": need,
            }
        )
    staff = pd.DataFrame(rows)
    hour = figures["quoted_rate"] * rng.uniform(0.45, 0.6)
    staff["cost"] = [_tidy(hour * hours) for hours in staff["paid_hours"]]
    pay = float((staff["people"] * staff["cost"]).sum())
    tools = _tidy(0.2 * pay)
    fee = _tidy((pay + tools) / (int(clients) * (1 - rng.uniform(0.17, 0.24))))
    return {"agency_fee": fee, "agency_tools": tools, "staff": staff}
