"""Days that a plan has to know: public holidays."""

from __future__ import annotations

from functools import cache, lru_cache

import pandas as pd

from smmkit.content.brief import day
from smmkit.errors import ArgumentError, did_you_mean

__all__ = ["holidays"]


def holidays(country: str, first: object, last: object) -> pd.Series:
    """
    Return a country's public holidays between two days.

    The dates are those of the `holidays` library, which knows the whole country's; a region
    may have more.

    Parameters
    ----------
    country : str
        ISO code, such as ``"FR"``.
    first, last : date or str
        Both counted in.

    Returns
    -------
    pandas.Series
        Names in English where the library has them, indexed by date, in order of time.

    Raises
    ------
    ArgumentError
        If the country is not known, or a date is none.

    Examples
    --------
    >>> holidays("FR", "2026-07-01", "2026-07-31")
    2026-07-14    National Day
    Name: holiday, dtype: object
    """
    start, end = day("first", first), day("last", last)
    known = _countries()
    if not isinstance(country, str) or country not in known:
        raise ArgumentError(
            f"country must be a two-letter code such as 'FR'; received {country!r}."
            f"{did_you_mean(str(country), known)}"
        )
    named = _of_years(country, start.year, end.year)
    return named[(named.index >= start) & (named.index <= end)].copy()


@cache
def _countries() -> tuple[str, ...]:
    import holidays as library  # here: it is slow to load, and most functions don't need it

    return tuple(library.list_supported_countries())


@lru_cache(maxsize=64)
def _of_years(country: str, first: int, last: int) -> pd.Series:
    import holidays as library

    found = library.country_holidays(country, years=range(first, last + 1), language="en_US")
    rows = {pd.Timestamp(date): name for date, name in sorted(found.items())}
    named = pd.Series(rows, dtype=object, name="holiday")
    named.index = pd.DatetimeIndex(named.index)
    return named
