"""The season's calendar: its weeks, public holidays, and how demand moves through the year."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from smmkit.brand.history import DAYS, FIRST_DAY, WEEKS
from smmkit.brand.parameters import value

__all__ = ["DAYS", "START", "WEEKS", "day_effect", "demand", "public_holidays"]

START = FIRST_DAY + DAYS
"""Monday of the first week: the day after the history ends."""


@lru_cache(maxsize=32)
def public_holidays(country: str) -> np.ndarray:
    """
    Tell which days of the season are public holidays in the whole country.

    Parameters
    ----------
    country : str
        ISO 3166 code.

    Returns
    -------
    numpy.ndarray of bool, shape (182,)
        Read only.

    Examples
    --------
    >>> public_holidays("FR")[15]  # 14 July
    np.True_
    """
    import holidays  # a fifth of a second, and only for those who plan a season

    days = START + np.arange(DAYS)
    years = sorted({int(str(day)[:4]) for day in days})
    named = holidays.country_holidays(country, years=years)
    found = np.array([day.astype(object) in named for day in days])
    found.flags.writeable = False
    return found


def day_effect(country: str, *, b2b: bool) -> np.ndarray:
    """
    Return the log effect of each day on reach: weekends and public holidays.

    Returns
    -------
    numpy.ndarray, shape (182,)
    """
    readers = "business" if b2b else "consumer"
    weekend = np.arange(DAYS) % 7 >= 5
    holiday = public_holidays(country)
    return np.where(
        holiday, value(f"holiday_reach.{readers}"), value(f"weekend_reach.{readers}") * weekend
    )


def demand(country: str, *, b2b: bool, peak: float) -> np.ndarray:
    """
    Return how many orders each week brings, against a usual one.

    A yearly wave with its top in week `peak` of the year, a rise before Christmas for
    shops (a fall at the end of the year for firms), and what public holidays cost.

    Returns
    -------
    numpy.ndarray, shape (26,)
        Factors around 1.
    """
    week = WEEKS + np.arange(WEEKS)
    log = value("season_amplitude") * np.cos(2 * np.pi * (week - peak) / 52)
    if b2b:
        log += value("gift_weeks.business") * (week >= 50)
    else:
        log += value("gift_weeks.consumer") * ((week >= 47) & (week <= 50))
    days_off = public_holidays(country).reshape(WEEKS, 7)[:, :6].sum(axis=1)
    return np.exp(log + value("holiday_demand") * days_off)
