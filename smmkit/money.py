"""Amounts of money that know their currency and their period, and refuse to be mixed.

Nothing here converts on its own: a rate is given, with its date, or there is no conversion.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from numbers import Real

from smmkit.errors import ArgumentError, CurrencyError, check_choice, check_number

__all__ = ["PERIODS", "SAME", "Money", "unwrap"]

PERIODS = ("hour", "month", "year", "post", "project")

SAME = ("the same",)
"""In `unwrap`: any period will do, as long as all amounts marked so share it."""

_MONTHS = {"month": 1, "year": 12}


def _is_number(value: object) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool)


@dataclass(frozen=True)
class Money:
    """
    An amount in one currency, once or per period.

    Amounts of the same currency and period add, subtract and compare; numbers scale them;
    one divided by another of the same kind is a plain number. Anything else is refused.

    Parameters
    ----------
    amount : float
        Finite.
    currency : str
        ISO 4217 code, such as ``"USD"``.
    per : {"hour", "month", "year", "post", "project"}, optional
        What one amount is paid for. None: paid once.

    Raises
    ------
    CurrencyError
        On arithmetic between different currencies or periods, or with a bare number.
    ArgumentError
        If the amount is not finite, or the currency is no ISO 4217 code.

    Examples
    --------
    >>> fee = Money(500, "USD", per="month")
    >>> print(fee * 2)
    1,000.00 USD per month
    >>> fee + Money(100, "EUR", per="month")
    Traceback (most recent call last):
    smmkit.errors.CurrencyError: cannot add 100.00 EUR per month to 500.00 USD per month: the \
currencies USD and EUR differ. Convert one first, with a dated rate: Money.convert.
    """

    amount: float
    currency: str
    per: str | None = None

    # numpy's numbers would otherwise take Money apart before __rmul__ is asked.
    __array_ufunc__ = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "amount", check_number("amount", self.amount))
        code = self.currency
        if not (
            isinstance(code, str)
            and len(code) == 3
            and code.isascii()
            and code.isalpha()
            and code.isupper()
        ):
            raise ArgumentError(
                "currency must be an ISO 4217 code of three capital letters, such as "
                f'"USD" or "EUR"; received {code!r}.'
            )
        if self.per is not None:
            check_choice("per", self.per, PERIODS)

    def _other(self, other: object, doing: str) -> float:
        """Return the other amount, if it is of the same kind."""
        if not isinstance(other, Money):
            raise CurrencyError(
                f"cannot {doing.format(f'the bare number {other!r}', self)}: "
                f"write its currency, as in Money({other!r}, {self.currency!r})."
            )
        if other.currency != self.currency:
            raise CurrencyError(
                f"cannot {doing.format(other, self)}: the currencies {self.currency} and "
                f"{other.currency} differ. Convert one first, with a dated rate: Money.convert."
            )
        if other.per != self.per:
            raise CurrencyError(
                f"cannot {doing.format(other, self)}: one is {_period_words(self.per)}, the other "
                f"{_period_words(other.per)}. Months and years convert with Money.in_period."
            )
        return other.amount

    def __add__(self, other: Money) -> Money:
        return replace(self, amount=self.amount + self._other(other, "add {} to {}"))

    def __radd__(self, other: object) -> Money:
        # sum() starts from a bare 0, and nothing has no currency.
        return self if _is_number(other) and other == 0 else self + other

    def __sub__(self, other: Money) -> Money:
        return replace(self, amount=self.amount - self._other(other, "subtract {} from {}"))

    def __neg__(self) -> Money:
        return replace(self, amount=-self.amount)

    def __mul__(self, factor: float) -> Money:
        if not _is_number(factor):
            return NotImplemented
        return replace(self, amount=self.amount * float(factor))

    __rmul__ = __mul__

    def __truediv__(self, other: Money | float) -> Money | float:
        if isinstance(other, Money):
            divisor = self._other(other, "divide by {} the amount {}")
            return self.amount / divisor if divisor else math.nan
        if not _is_number(other):
            return NotImplemented
        return replace(self, amount=self.amount / check_number("divisor", _not_zero(other)))

    def __lt__(self, other: Money) -> bool:
        return self.amount < self._other(other, "compare {} with {}")

    def __le__(self, other: Money) -> bool:
        return self.amount <= self._other(other, "compare {} with {}")

    def __gt__(self, other: Money) -> bool:
        return self.amount > self._other(other, "compare {} with {}")

    def __ge__(self, other: Money) -> bool:
        return self.amount >= self._other(other, "compare {} with {}")

    def __str__(self) -> str:
        return format(self)

    def __format__(self, spec: str) -> str:
        period = f" per {self.per}" if self.per else ""
        return f"{format(self.amount, spec or ',.2f')} {self.currency}{period}"

    def in_period(self, per: str) -> Money:
        """
        Return the same pay told per month or per year.

        Parameters
        ----------
        per : {"month", "year"}
            The period wanted. Hours, posts and projects need to be counted first.

        Raises
        ------
        CurrencyError
            If this amount is not per month or per year.

        Examples
        --------
        >>> print(Money(2000, "USD", per="month").in_period("year"))
        24,000.00 USD per year
        """
        check_choice("per", per, tuple(_MONTHS))
        if self.per not in _MONTHS:
            raise CurrencyError(
                f"only pay per month or per year can be told per {per}; received {self}."
            )
        return replace(self, amount=self.amount * _MONTHS[per] / _MONTHS[self.per], per=per)

    def convert(self, rate: float, *, to: str, on: dt.date) -> Money:
        """
        Return the amount in another currency, at a rate you name and date.

        Parameters
        ----------
        rate : float
            How much of the new currency one unit of this one buys.
        to : str
            ISO 4217 code of the new currency.
        on : datetime.date
            The day of the rate. It changes nothing in the sum: it is asked for because
            a rate without its date can't be checked.

        Raises
        ------
        ArgumentError
            If the rate is not more than 0, or the date is no date.

        Examples
        --------
        >>> print(Money(500, "EUR").convert(1.08, to="USD", on=dt.date(2024, 5, 2)))
        540.00 USD
        """
        if not isinstance(on, dt.date):
            raise ArgumentError(
                f"on must be the date of the rate, a datetime.date; received {on!r}."
            )
        return replace(self, amount=self.amount * check_number("rate", rate, above=0), currency=to)


def _period_words(per: str | None) -> str:
    return f"per {per}" if per else "paid once"


def _not_zero(divisor: float) -> float:
    if divisor == 0:
        raise ArgumentError("an amount of money cannot be divided by 0.")
    return divisor


def unwrap(
    *signed: str,
    **given: tuple[float | Money, tuple[str | None, ...]],
) -> tuple[list[float], Callable[..., float | Money]]:
    """
    Turn amounts that are all numbers, or all Money, into floats for a formula.

    Parameters
    ----------
    *signed : str
        Names of the amounts that may be negative; the others must not.
    **given : (amount, periods)
        By name, each amount with the periods it may have (None: paid once), or
        `SAME`. Plain numbers have no period and pass. A plain 0 goes with anything.

    Returns
    -------
    amounts : list of float
        In the order given.
    wrap : callable
        ``wrap(result, per)`` gives the result the kind that came in: a float, or Money per
        `per`. Left out, `per` is the period of the amounts marked `SAME`. What is not finite
        stays a plain number.

    Raises
    ------
    CurrencyError
        If numbers and Money, or two currencies, or wrong periods meet.
    ArgumentError
        If an amount is negative or not finite.

    Examples
    --------
    >>> (price, cost), wrap = unwrap(
    ...     price=(Money(9, "EUR"), (None,)), cost=(Money(4, "EUR"), (None,))
    ... )
    >>> print(wrap(price - cost, None))
    5.00 EUR
    """
    moneys = {name: value for name, (value, _) in given.items() if isinstance(value, Money)}
    first = next(iter(moneys), None)
    model = next((name for name in moneys if given[name][1] == SAME), None)
    amounts = []
    for name, (value, periods) in given.items():
        number = value.amount if name in moneys else value
        low = None if name in signed else 0
        amounts.append(check_number(name, number, low=low, unit="money"))
        if not moneys or (name not in moneys and number == 0):
            continue
        if name not in moneys:
            raise CurrencyError(
                f"{first} is Money ({moneys[first]}) but {name} is the bare number {value!r}: "
                "give both as Money, or both as numbers of one currency."
            )
        if value.currency != moneys[first].currency:
            raise CurrencyError(
                f"{first} is in {moneys[first].currency} but {name} is in {value.currency}: "
                "convert one first, with a dated rate (Money.convert)."
            )
        allowed = (moneys[model].per,) if periods == SAME else periods
        if value.per not in allowed:
            wanted = " or ".join(map(_period_words, allowed))
            why = f", as {model} is" if periods == SAME else ""
            can_convert = {"month", "year"} <= {value.per, *allowed}
            hint = " Money.in_period turns one into the other." if can_convert else ""
            raise CurrencyError(f"{name} must be {wanted}{why}; received {value}.{hint}")

    own_period = moneys[model].per if model else None

    def wrap(result: float, per: str | None = own_period) -> float | Money:
        if not moneys or not math.isfinite(result):
            return result
        return Money(result, moneys[first].currency, per)

    return amounts, wrap
