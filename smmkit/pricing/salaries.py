"""What one text says of salaries, as a table of claims, and where an offer stands among them."""

from __future__ import annotations

import pandas as pd

from smmkit.errors import ArgumentError
from smmkit.money import Money

__all__ = ["place_salary", "salary_claims"]

# Articles on the trade, without author or date. None names a sample or a period: pay in the trade
# is told per month, so they are read so.
_CLAIMS = (
    ("Moscow", "anyone", 30_000, None, 80_000, "RUB"),
    ("Moscow", "5 years or more", 100_000, None, 120_000, "RUB"),
    ("some fields", "not said", 100_000, None, None, "RUB"),
    ("Russia", "anyone", None, 40_000, 150_000, "RUB"),
    ("America", "anyone", 561, 3_300, 12_914, "USD"),
)
_COLUMNS = ["where", "who", "low", "average", "high", "currency"]


def salary_claims() -> pd.DataFrame:
    """
    Return the salaries that the course's source text reports.

    Returns
    -------
    pandas.DataFrame
        One row a claim: where, who, low, average and high (NaN: not said), currency and per. The
        text has no date and names neither sample nor period: claims, not statistics. Per month
        is assumed.

    Examples
    --------
    >>> salary_claims()["currency"].unique().tolist()
    ['RUB', 'USD']
    """
    claims = pd.DataFrame(_CLAIMS, columns=_COLUMNS)
    numbers = dict.fromkeys(["low", "average", "high"], "float64")
    return claims.astype(numbers).assign(per="month")


def place_salary(offer: Money) -> pd.DataFrame:
    """
    Place an offer among the claims in its own currency.

    Parameters
    ----------
    offer : Money
        Per month or per year; a year is told per month.

    Returns
    -------
    pandas.DataFrame
        The claims of that currency, with stands and to_average (offer / average, NaN where no
        average is claimed). stands is "below", "within" or "above" the range; where one end is
        not said it is at most "not above" or "not below" the other. Empty where nothing is claimed
        in that currency: there is no dated rate to convert at.

    Raises
    ------
    ArgumentError
        If the offer is no Money.
    CurrencyError
        If it is not per month or per year.

    Examples
    --------
    >>> place_salary(Money(90_000, "RUB", per="month"))["stands"].tolist()
    ['above', 'below', 'below', 'not above']
    """
    if not isinstance(offer, Money):
        raise ArgumentError(
            f'offer must be Money, such as Money(90_000, "RUB", per="month"); received {offer!r}.'
        )
    amount = offer.in_period("month").amount
    claims = salary_claims()
    same = claims[claims["currency"] == offer.currency].reset_index(drop=True)
    stands = pd.Series("within", index=same.index, dtype="object")
    stands = stands.mask(same["low"].isna(), "not above").mask(same["high"].isna(), "not below")
    stands = stands.mask(same["low"] > amount, "below").mask(same["high"] < amount, "above")
    return same.assign(stands=stands, to_average=amount / same["average"])
