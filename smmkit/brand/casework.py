"""A piece of work done for a brand, with a page beside it where nothing was changed.

Everything is invented, and told: how enquiries would have gone anyway, and what the work truly
added. A real manager knows neither. The tables stand apart from the brand's history and inbox: both
pieces of work lie in the year before the history, in which nothing is changed, and their enquiries
are many more than its inbox holds, for a few would show no change at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from smmkit.brand.history import FIRST_DAY
from smmkit.brand.identity import stream
from smmkit.errors import ArgumentError, SmmkitError

if TYPE_CHECKING:
    from smmkit.brand.cards import Brand

__all__ = ["Work", "work"]

WEEKS = (8, 6)
"""Whole weeks before and after, of the lesson's work and of the exercise's."""

ENDS = (FIRST_DAY - 26 * np.timedelta64(7, "D"), FIRST_DAY - 4 * np.timedelta64(7, "D"))
"""The day after the last of each; both before the history, and neither within the other."""

_SPARE = 3  # weeks before the window, to look at what came earlier
_MOST_ATTEMPTS = 400
_ADS_WEEKS = 3
_WHAT = (
    "each question is answered within two hours of the working day",
    "the price list is pinned on top of the page",
    "each post ends with one question that can be answered in a word",
    "each Friday the stock of the week is shown in a film of 20 seconds",
)
_WEEK = np.array([0.16, 0.15, 0.15, 0.15, 0.16, 0.13, 0.10])


@dataclass(frozen=True, eq=False)
class Work:
    """
    What was changed, when, where, and what was counted around it.

    Attributes
    ----------
    what : str
        The change, one thing.
    page, beside : str
        The page where it was made, and the page of the brand where nothing was.
    changed : pandas.Timestamp
        The first day of it, a Monday.
    weeks : int
        Whole weeks after it in the table; as many are to be compared.
    hours : int
        Hours of work that it took in these weeks.
    days : pandas.DataFrame
        Columns date, page, reach (accounts on the day), enquiries (messages that ask for a price,
        a date or a stock) and from_ads (of these, who came by an ad).
    truth : pandas.Series
        anyway and effect: by how much organic enquiries were multiplied by the season, from window
        to window, and by the work.
    """

    what: str
    page: str
    beside: str
    changed: pd.Timestamp
    weeks: int
    hours: int
    days: pd.DataFrame
    truth: pd.Series


def work(brand: Brand, case: int = 0) -> Work:
    """
    Return a piece of work done for a brand.

    Parameters
    ----------
    brand : Brand
        Whose page.
    case : {0, 1}
        0 is the lesson's, 1 the exercise's.

    Raises
    ------
    ArgumentError
        If there is no such case.

    Examples
    --------
    >>> from smmkit import Brand
    >>> done = work(Brand.of("ada"))
    >>> done.days.columns.tolist()
    ['date', 'page', 'reach', 'enquiries', 'from_ads']
    >>> done.changed.day_name(), done.page == done.beside
    ('Monday', False)
    """
    if case not in (0, 1):
        raise ArgumentError(f"case must be 0 (the lesson's) or 1; received {case!r}.")
    made = _dealt(brand, case)
    return Work(**{**vars(made), "days": made.days.copy(), "truth": made.truth.copy()})


@lru_cache(maxsize=64)
def _dealt(brand: Brand, case: int) -> Work:
    weeks = WEEKS[case]
    count = _SPARE + 2 * weeks
    first = ENDS[case] - 7 * count
    for attempt in range(_MOST_ATTEMPTS):
        rng = stream(brand.identity, f"casework.{case}", attempt)
        trend, effect = rng.uniform(1.14, 1.3), rng.uniform(1.3, 1.55)
        # From the middle of one window to the middle of the other lie `weeks` weeks.
        anyway = trend ** ((np.arange(count) - count + 1) / weeks)
        lift = np.where(np.arange(count) >= _SPARE + weeks, effect, 1.0)
        own = _page(rng, rng.uniform(85, 130) * anyway * lift)
        other = _page(rng, rng.uniform(120, 170) * anyway)
        ads = np.zeros_like(own)
        ads[-_ADS_WEEKS:] = rng.poisson(np.maximum(0.3 * own[-_ADS_WEEKS:], 1.0))
        if not _teaches(own, other, weeks):
            continue
        pages = {brand.platforms[0]: (own, ads), brand.platforms[1]: (other, np.zeros_like(ads))}
        return Work(
            what=_what(brand, case, int(rng.integers(len(_WHAT)))),
            page=brand.platforms[0],
            beside=brand.platforms[1],
            changed=pd.Timestamp(first + 7 * (_SPARE + weeks)),
            weeks=weeks,
            hours=int(rng.integers(3, 7)) * weeks,
            days=_table(rng, pages, first),
            truth=pd.Series({"anyway": trend, "effect": effect}),
        )
    raise SmmkitError(
        f"No work worth learning from was found for student {brand.student!r}, cohort "
        f"{brand.cohort!r}; use another student name."
    )


def _what(brand: Brand, case: int, drawn: int) -> str:
    """Return the change that was drawn; the exercise's is another than the lesson's."""
    if case:
        others = [words for words in _WHAT if words != _dealt(brand, 0).what]
        return others[drawn % len(others)]
    return _WHAT[drawn]


def _page(rng: np.random.Generator, mean: np.ndarray) -> np.ndarray:
    """Draw the enquiries of each week and day; weeks scatter more than single messages do."""
    luck = rng.gamma(150, 1 / 150, mean.size)
    return rng.poisson((mean * luck)[:, None] * _WEEK)


def _teaches(own: np.ndarray, other: np.ndarray, weeks: int) -> bool:
    """Tell whether season and work can both be seen, and wrong sums differ from the right one."""
    after, before = own[-weeks:].sum(), own[-2 * weeks : -weeks].sum()
    moved, stood = other[-weeks:].sum(), other[-2 * weeks : -weeks].sum()
    anyway = moved / stood
    return (
        1.08 < anyway < 1.4
        and 1.25 < after / before / anyway < 1.7
        and abs((before + moved - stood) / (before * anyway) - 1) > 0.005
    )


def _table(
    rng: np.random.Generator, pages: dict[str, tuple[np.ndarray, np.ndarray]], first: np.datetime64
) -> pd.DataFrame:
    parts = []
    for page, (organic, ads) in pages.items():
        asked = organic + ads
        a_post = rng.lognormal(3.0, 0.35, asked.size)
        parts.append(
            pd.DataFrame(
                {
                    "date": (first + np.arange(asked.size)).astype("datetime64[us]"),
                    "page": page,
                    "reach": (a_post * (asked.ravel() + 4)).round().astype(int),
                    "enquiries": asked.ravel(),
                    "from_ads": ads.ravel(),
                }
            )
        )
    return pd.concat(parts, ignore_index=True)
