"""Dealt from a brand: claims to sort, and five case pages from poor to very good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from smmkit.brand.casework import Work, work
from smmkit.brand.identity import stream
from smmkit.brand.names import written
from smmkit.career.control import against
from smmkit.career.windows import Window, all_changes, change
from smmkit.errors import check_number

if TYPE_CHECKING:
    from smmkit.brand.cards import Brand

__all__ = [
    "FAULTS",
    "case_windows",
    "deal_boast",
    "deal_claims",
    "deal_pages",
    "known_of",
    "organic_days",
]

FAULTS = {
    "unequal windows": "sums over different numbers of days",
    "windows share days": "some days are in both windows",
    "picked week": "the best week against the worst, with no date of a change",
    "two denominators": "a rate over one thing against a rate over another",
    "ads in one window": "one window was helped by money, and the claim keeps silent",
    "after taken for because": "clean windows, and a cause claimed with nothing to compare with",
    "sound": "equal windows from a date, one count, and something to compare with",
}
"""What can be wrong with a claim of before and after; "sound": nothing is."""

_CARDS = "ABCDEFG"
_BOAST_DAYS = (7, 10)
_ENQUIRIES = "enquiries without ads"
_AGREED = "2026-06-29"
_SEASONS = ("spring", "autumn")


def case_windows(done: Work) -> tuple[Window, Window]:
    """
    Return the windows of a piece of work: as many whole weeks before its first day as after.

    Examples
    --------
    >>> from smmkit import Brand
    >>> before, after = case_windows(work(Brand.of("ada")))
    >>> before.days, after.days
    (56, 56)
    """
    length, day = pd.Timedelta(days=7 * done.weeks), pd.Timedelta(days=1)
    return (
        Window(done.changed - length, done.changed - day),
        Window(done.changed, done.changed + length - day),
    )


def organic_days(done: Work, page: str) -> pd.DataFrame:
    """
    Return the days of one page of a piece of work, with what came without ads.

    Returns
    -------
    pandas.DataFrame
        Columns date, reach, enquiries, from_ads and organic (enquiries - from_ads).

    Examples
    --------
    >>> from smmkit import Brand
    >>> done = work(Brand.of("ada"))
    >>> organic_days(done, done.page).columns.tolist()[-1]
    'organic'
    """
    days = done.days[done.days["page"] == page].drop(columns="page").reset_index(drop=True)
    return days.assign(organic=days["enquiries"] - days["from_ads"])


def deal_claims(brand: Brand) -> pd.DataFrame:
    """
    Deal seven claims of before and after, one of them sound.

    Parameters
    ----------
    brand : Brand
        The learner's: pages, dates and numbers are in its size. All are invented.

    Returns
    -------
    pandas.DataFrame
        Columns card (A to G) and claim. Each of `FAULTS` stands on one card; on which, a reader
        is to tell.

    Examples
    --------
    >>> from smmkit import Brand
    >>> deal_claims(Brand.of("ada"))["card"].tolist()
    ['A', 'B', 'C', 'D', 'E', 'F', 'G']
    """
    rng = stream(brand.identity, "career.claims")
    page, beside = map(written, brand.platforms[:2])
    low = int(rng.integers(40, 70))
    high = int(low * rng.uniform(1.5, 2.2))
    start = pd.Timestamp("2026-03-02") + pd.Timedelta(days=7 * int(rng.integers(0, 8)))

    def stretch(first: int, days: int) -> str:
        one = Window(start + pd.Timedelta(days=first), start + pd.Timedelta(days=first + days - 1))
        return str(one)

    four, then = stretch(-28, 28), stretch(0, 28)
    rise = f"{high / low - 1:+.0%}"
    say = {
        "unequal windows": (
            f"{page}: {low} enquiries from {stretch(-14, 14)}, {high} from {stretch(0, 28)}. "
            f"New pinned price list from {start:%Y-%m-%d}.",
            f"{page}: {2 * low} orders in the month before, {2 * high} in the seven weeks since "
            f"{start:%Y-%m-%d}, when the answers became quicker. That is {rise}.",
        ),
        "windows share days": (
            f"{page}: {low} enquiries from {stretch(-21, 28)}, {high} from {stretch(0, 28)}; "
            f"new greeting from {start:%Y-%m-%d}. {beside}, unchanged, stood still.",
            f"Profile visits of {page}: {10 * low} from {stretch(-20, 28)} and {10 * high} from "
            f"{stretch(1, 28)}, both without ads.",
        ),
        "picked week": (
            f"{page}, from our history of half a year: {low} engagements in the week from "
            f"{start:%Y-%m-%d}, {9 * high} in the week after it. We were busy then.",
            f"Look at {page}: the week from {start:%Y-%m-%d} had {9 * high} reactions, our weakest "
            f"one {low}. That is what we can do.",
        ),
        "two denominators": (
            f"Engagement of {page}: {low / 3000:.1%} of followers from {four}, {high / 800:.1%} of "
            f"reach from {then}. New pictures from {start:%Y-%m-%d}.",
            f"{page}: {low} enquiries a month before {start:%Y-%m-%d}, now {high} for every "
            "10,000 people who saw a post. The texts are new.",
        ),
        "ads in one window": (
            f"{page}: {low} enquiries from {four} and {high} from {then}, all messages counted. A "
            f"boosted post ran from {start + pd.Timedelta(days=14):%Y-%m-%d}; the new texts "
            f"began on {start:%Y-%m-%d}.",
            f"{page}: reach {100 * low:,} from {four}, {100 * high:,} from {then}. In the second "
            "window the budget was doubled, and the pictures are by the new photographer.",
        ),
        "after taken for because": (
            f"{page}: {low} enquiries from {four}, {high} from {then}, without ads. Our answers "
            f"became quicker on {start:%Y-%m-%d}. So quick answers bring {rise}.",
            f"From {start:%Y-%m-%d} on there was a film each Friday; {low} orders in the four "
            f"weeks before ({four}), {high} in the four after ({then}), no ads. The films did it.",
        ),
        "sound": (
            f"{page}: {low} enquiries from {four}, {high} from {then}, without ads, since answers "
            f"became quicker on {start:%Y-%m-%d}. {beside}, unchanged: {low + 20} and {low + 29}. "
            "More than chance; a cause we can't be sure of.",
            f"From {start:%Y-%m-%d} on the price list was pinned on {page}: {low} enquiries from "
            f"{four}, {high} from {then}, ads left out. On {beside}, where it was not, {low + 12} "
            f"and {low + 17}.",
        ),
    }  # fmt: skip
    rows = [
        (card, say[fault][int(rng.integers(2))])
        for card, fault in zip(_CARDS, rng.permutation(list(FAULTS)), strict=True)
    ]
    return pd.DataFrame(rows, columns=["card", "claim"])


def deal_boast(brand: Brand, case: int = 0) -> dict[str, Any]:
    """
    Return what somebody claims who looked through a history for the best windows.

    In the brand's history nothing was changed on any day, so whatever rises does so by luck.

    Parameters
    ----------
    brand : Brand
        Whose history.
    case : {0, 1}
        0 is the lesson's, the best pair of weeks there is; 1 the exercise's, a very good one.

    Returns
    -------
    dict
        platform, value (the column), before and after (windows).

    Raises
    ------
    ArgumentError
        If there is no such case.

    Examples
    --------
    >>> from smmkit import Brand
    >>> boast = deal_boast(Brand.of("ada"))
    >>> boast["value"], boast["before"].days, boast["after"].days
    ('engagements', 7, 7)
    """
    case = int(check_number("case", case, low=0, high=1))
    length, value = _BOAST_DAYS[case], "engagements"
    daily = brand.history().daily
    days = daily[daily["platform"] == brand.home]
    every = all_changes(days, before=length, after=length, value=value).dropna()
    ranked = every.sort_values(ascending=False, kind="stable")
    rng = stream(brand.identity, f"career.boast.{case}")
    place = int(rng.integers(3, 9)) if case else 0
    first, day = ranked.index[place], pd.Timedelta(days=1)
    return {
        "platform": brand.home,
        "value": value,
        "before": Window(first - length * day, first - day),
        "after": Window(first, first + (length - 1) * day),
    }


def known_of(brand: Brand, case: int = 0) -> dict[str, Any]:
    """
    Return what the data of a piece of work say, to hold a case page against.

    Parameters
    ----------
    brand : Brand
        For whom the work was done.
    case : {0, 1}
        As in `brand.casework.work`.

    Returns
    -------
    dict
        simulated (True), permission (the day of the owner's yes), before and after (windows),
        figures ("enquiries without ads" a day: before, after, n, and bounds of the change and of
        what is left of it, fractions), and anyway (by, a page; change, a fraction).

    Examples
    --------
    >>> from smmkit import Brand
    >>> list(known_of(Brand.of("ada"))["figures"]["enquiries without ads"])
    ['before', 'after', 'n', 'low', 'high', 'beyond_low', 'beyond_high']
    """
    done = work(brand, case)
    before, after = case_windows(done)
    own, other = (organic_days(done, page) for page in (done.page, done.beside))
    moved = change(own, before, after, value="organic")
    left = against(own, other, before, after, value="organic")
    figure = {
        "before": float(moved["before"]),
        "after": float(moved["after"]),
        "n": int(own.loc[own["date"].between(before.first, after.last), "organic"].sum()),
        "low": float(moved["low"]),
        "high": float(moved["high"]),
        "beyond_low": float(left["low"]),
        "beyond_high": float(left["high"]),
    }
    return {
        "simulated": True,
        "permission": _AGREED,
        "before": _iso(before),
        "after": _iso(after),
        "figures": {_ENQUIRIES: figure},
        "anyway": {"by": written(done.beside), "change": float(left["anyway"])},
    }


def deal_pages(brand: Brand, case: int = 0) -> list[dict[str, Any]]:
    """
    Write five case pages about one piece of work, from poor to very good.

    Parameters
    ----------
    brand : Brand
        For whom the work was done.
    case : {0, 1}
        As in `brand.casework.work`.

    Returns
    -------
    list of dict
        Cases, as `review_case` takes them, in order.

    Raises
    ------
    ArgumentError
        If there is no such case.

    Examples
    --------
    >>> from smmkit import Brand
    >>> from smmkit.career.case import review_case, score
    >>> marks = [score(review_case(page)) for page in deal_pages(Brand.of("ada"))]
    >>> marks == sorted(marks), marks[-1]
    (True, 20.0)
    """
    done = work(brand, int(check_number("case", case, low=0, high=1)))
    own, known = organic_days(done, done.page), known_of(brand, case)
    weeks = own.groupby(np.arange(len(own)) // 7)["enquiries"].sum()
    figure = {
        "name": _ENQUIRIES,
        "unit": "a day",
        **{part: round(number, 3) for part, number in known["figures"][_ENQUIRIES].items()},
        "source": f"{written(done.page)} inbox: messages that ask for a price, a date or a stock",
    }
    days = {window: known[window] for window in ("before", "after")}
    season = _SEASONS[case]
    began = {"what": done.what, "on": f"{done.changed:%Y-%m-%d}"}
    poor = {
        "title": f"How I made {brand.name} explode: incredible results!",
        "client": brand.name,
        "figures": [
            {"name": "likes", "before": int(weeks.min()), "after": int(9 * weeks.max()), "unit": ""}
        ],
        "limits": "Ask Mrs Bell, bell@customer.example, she is so happy!",
    }
    weak = {
        "title": f"More enquiries for {brand.name} thanks to my work",
        "client": brand.name,
        "simulated": known["simulated"],
        "did": {"what": "better posts", "on": ""},
        "figures": [
            {
                "name": "enquiries in a week",
                "before": int(weeks.min()),
                "after": int(weeks.max()),
                "unit": "a week",
            }
        ],
        "task": "more enquiries",
    }
    fair = {
        "title": f"Enquiries on {written(done.page)}, before and after",
        "client": brand.name,
        "simulated": known["simulated"],
        "permission": {"who": "the owner", "on": known["permission"]},
        "task": f"more enquiries this {season}",
        "did": began,
        **days,
        "figures": [{name: figure[name] for name in ("name", "before", "after", "unit")}],
        "role": "I wrote and answered; pictures came from the team",
    }
    bare = {name: part for name, part in figure.items() if not name.startswith("beyond")}
    good = fair | {
        "figures": [bare],
        "cost": {"hours": done.hours},
        "limits": f"ads of the last three weeks are left out; one {season}, one town",
    }
    very_good = good | {
        "figures": [figure],
        "anyway": {
            "by": f"{known['anyway']['by']}, the brand's other page, where nothing was changed",
            "change": round(known["anyway"]["change"], 3),
        },
        "method": "a page beside as control (difference in differences), learned this year",
    }
    return [poor, weak, fair, good, very_good]


def _iso(one: Window) -> tuple[str, str]:
    return f"{one.first:%Y-%m-%d}", f"{one.last:%Y-%m-%d}"
