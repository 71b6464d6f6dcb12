"""What the work is worth: rates, fees, shares, salaries.

Amounts are plain numbers, all in one currency, or all `smmkit.Money`; the result is of the same
kind. Numbers and Money, two currencies, or a monthly and a yearly amount are refused, never
converted. Fractions are between 0 and 1: for 5 % write 0.05.
"""

from smmkit.pricing.agency import (
    ask_factor,
    client_capacity,
    gross_margin,
    midpoint,
    pay_ratio,
    price_floor,
    solo_capacity,
    utilisation,
)
from smmkit.pricing.clients import (
    chance_of_no_sale,
    clients_to_break_even,
    clients_to_justify,
    fee_justified,
    fee_romi,
    first_sale_wait,
    implied_fee_range,
)
from smmkit.pricing.posts import (
    cpe_price,
    cpm_on_reach,
    cpm_price,
    post_rate,
    tier_er,
)
from smmkit.pricing.rates import (
    billable_hours,
    certainty_equivalent,
    effective_rate,
    fixed_plus_share,
    hourly_rate,
    indifferent_sales,
    retainer,
    share_pay_sd,
)
from smmkit.pricing.salaries import place_salary, salary_claims
from smmkit.pricing.sheet import price_sheet, rate_parts

__all__ = [
    "ask_factor",
    "billable_hours",
    "certainty_equivalent",
    "chance_of_no_sale",
    "client_capacity",
    "clients_to_break_even",
    "clients_to_justify",
    "cpe_price",
    "cpm_on_reach",
    "cpm_price",
    "effective_rate",
    "fee_justified",
    "fee_romi",
    "first_sale_wait",
    "fixed_plus_share",
    "gross_margin",
    "hourly_rate",
    "implied_fee_range",
    "indifferent_sales",
    "midpoint",
    "pay_ratio",
    "place_salary",
    "post_rate",
    "price_floor",
    "price_sheet",
    "rate_parts",
    "retainer",
    "salary_claims",
    "share_pay_sd",
    "solo_capacity",
    "tier_er",
    "utilisation",
]
