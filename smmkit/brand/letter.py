"""The sceptical owner's letter, and the figures that lie on the desk beside it.

All figures here are invented and belong to the brand's world; what the owner says are the nine
myths of the trade, in an owner's words.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from smmkit.brand.identity import stream
from smmkit.errors import ArgumentError, SmmkitError

if TYPE_CHECKING:
    from smmkit.brand.cards import Brand

__all__ = ["CASES", "METRICS", "MYTHS", "Letter", "owners_letter"]

MYTHS = {
    "interns": "Posting is a job for interns and students. My nephew could do it.",
    "hours": "It is eight hours a day, five days a week. Nobody needs you on a Saturday.",
    "unmeasured": "What it brings can't be measured anyway.",
    "likes": "To look lively, it is enough that friends and family like every post.",
    "unneeded": "We don't need it. It may work for others, not in our trade.",
    "settled": "The market for people like you has settled. I can hire one any day.",
    "cheap": "It should be cheap. There are people who do it for 200 dollars.",
    "following": "Whoever sells this must have thousands of followers of their own.",
    "everything": "One person can do all of it: ads, texts, pictures, films, replies.",
}
"""The nine lines, each under the name of its myth."""

# What could settle a line, and when its writer is right. Sorted by their words, so that the
# order gives nothing away; what belongs to what stands with the answer keys.
METRICS = (
    "clicks per 100 engagements",
    "engagement rate by followers",
    "followers lost and complaints, before and after the work changed hands",
    "followers of our page",
    "hours that the tasks take, against the hours there are",
    "how often competitors post",
    "margin minus cost at several monthly budgets",
    "margin of the orders that came through social media, against its whole cost",
    "messages by hour of the week, and the time until they were answered",
    "share of our own buyers who use a network, with the number asked",
    "vacancies for the job, counted each month at one source",
    "what a page that they ran for a client brought, before and after",
)
CASES = (
    "a count at one source stays level for a year",
    "hardly a message comes outside opening hours, and planned posts fill the rest",
    "it is the beginning, the goal is small, and the work goes on every month",
    "never: a myth is a myth",
    "orders are so few that a good month can't be told from luck",
    "the firm is small and the week's list short enough for one pair of hands",
    "the job is to be the face of the brand",
    "the product is unique and its marketing was right from the start",
    "they are buyers, and would have liked it unasked",
    "what is said is decided, and checked, by someone who answers for it",
)

# Widths at which z = 1.96 and the exact z ask for the same number of people.
_WIDTHS = (0.015, 0.025, 0.03, 0.04, 0.045, 0.05, 0.055, 0.06, 0.065, 0.075, 0.08)
_BUDGETS = (0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0)  # times the usual
_STEEPNESS = 1.8  # above 1 a little money does next to nothing: an S, not a bow
_MOST_ATTEMPTS = 2000


@dataclass(frozen=True, eq=False)
class Letter:
    """
    What the owner writes and what there is to answer it with; take it with `owners_letter`.

    Attributes
    ----------
    lines : pandas.DataFrame
        line (1 to 9) and claim: the nine myths, in the order of this letter.
    metrics, cases : pandas.DataFrame
        code and text: what could settle a line; when its writer would be right.
    share : float
        Share that a newsletter claims, without a source (fraction).
    half_width : float
        How far off a survey of one's own may be (fraction).
    bots : int
        Accounts in the package of followers that the owner was offered.
    bots_price : float
        Its price, in the brand's currency.
    ring : int
        Friends and relatives who would like every post.
    holdout : pandas.DataFrame
        group, people and orders: the ads were shown to one group and, by lot, not to the other.
    fee : float
        What the page costs each month before any money goes into ads, in the currency.
    offers : pandas.DataFrame
        budget (money per month) and orders (expected per month).
    vacancies : pandas.DataFrame
        month and vacancies: adverts for the job in one newspaper of the town.
    enquiries : pandas.DataFrame
        source, hours, contacts and clients: how a colleague found work in a year.
    """

    lines: pd.DataFrame
    metrics: pd.DataFrame
    cases: pd.DataFrame
    share: float
    half_width: float
    bots: int
    bots_price: float
    ring: int
    holdout: pd.DataFrame
    fee: float
    offers: pd.DataFrame
    vacancies: pd.DataFrame
    enquiries: pd.DataFrame

    def copy(self) -> Letter:
        """Return the same letter, its tables free to be changed."""
        parts = {name: getattr(self, name) for name in self.__dataclass_fields__}
        tables = {k: v.copy() for k, v in parts.items() if isinstance(v, pd.DataFrame)}
        return Letter(**(parts | tables))


def owners_letter(brand: Brand, *, number: int = 1) -> Letter:
    """
    Return a letter of a brand's owner: the same each time, in tables free to be changed.

    Parameters
    ----------
    brand : Brand
        The learner's.
    number : int, default 1
        Which letter: the first one of the lesson, or a later one with other figures.

    Returns
    -------
    Letter

    Raises
    ------
    ArgumentError
        If `number` counts no letter.

    Examples
    --------
    >>> from smmkit.brand import Brand
    >>> letter = owners_letter(Brand.of("ada"))
    >>> len(letter.lines), len(letter.offers)
    (9, 8)
    """
    if isinstance(number, bool) or not isinstance(number, int) or number < 1:
        raise ArgumentError(f"number must be a whole number from 1 up; received {number!r}.")
    return _dealt(brand, number).copy()


@lru_cache(maxsize=64)
def _dealt(brand: Brand, number: int) -> Letter:
    words = stream(brand.identity, f"letter.{number}.words")
    numbers = stream(brand.identity, f"letter.{number}.numbers")
    order = words.permutation(len(MYTHS))
    claims = [list(MYTHS.values())[place] for place in order]
    home = brand.history().posts
    home = home[home["platform"] == brand.home]
    usual = float(home["engagements"].sum()) / len(home)
    bots = int(round(numbers.uniform(0.3, 0.9) * brand.followers[brand.home], -2))
    fee, offers = _offers(brand, number)
    return Letter(
        lines=pd.DataFrame({"line": range(1, 1 + len(claims)), "claim": claims}),
        metrics=_coded(words, "M", METRICS),
        cases=_coded(words, "C", CASES),
        share=round(float(numbers.integers(62, 91)) / 100, 2),
        half_width=float(numbers.choice(_WIDTHS)),
        bots=bots,
        bots_price=float(round(numbers.uniform(0.05, 0.15) * brand.budget)),
        ring=int(np.clip(round(numbers.uniform(0.6, 1.2) * usual), 12, 60)),
        holdout=_holdout(numbers),
        fee=fee,
        offers=offers,
        vacancies=_vacancies(numbers),
        enquiries=_enquiries(numbers),
    )


def _coded(rng: np.random.Generator, mark: str, texts: tuple[str, ...]) -> pd.DataFrame:
    dealt = [texts[number] for number in rng.permutation(len(texts))]
    codes = [f"{mark}{number}" for number in range(1, 1 + len(dealt))]
    return pd.DataFrame({"code": codes, "text": dealt})


def _holdout(rng: np.random.Generator) -> pd.DataFrame:
    shown = 100 * int(rng.integers(60, 90))
    hidden = 100 * int(rng.integers(25, 45))
    orders = int(rng.integers(120, 200))
    # Clear of one half, where a share and the rest of it would be told apart by nothing.
    anyway = rng.uniform(0.25, 0.40)
    return pd.DataFrame(
        {
            "group": ["shown", "not shown"],
            "people": [shown, hidden],
            "orders": [orders, round(anyway * orders * hidden / shown)],
        }
    )


def _offers(brand: Brand, number: int) -> tuple[float, pd.DataFrame]:
    """Deal a fee and a response curve on which the usual slips lead to other budgets."""
    each = brand.order_value * brand.margin
    for attempt in range(_MOST_ATTEMPTS):
        rng = stream(brand.identity, f"letter.{number}.offers", attempt)
        budgets = np.array([round(times * brand.budget, -1) for times in _BUDGETS])
        fee = float(round(rng.uniform(0.3, 1.2) * brand.budget, -1))
        half = rng.uniform(0.8, 2.5) * brand.budget
        most = rng.uniform(3, 9) * brand.budget / each
        reply = budgets**_STEEPNESS / (half**_STEEPNESS + budgets**_STEEPNESS)
        orders = np.round(most * reply, 1)
        if _tells_apart(each, brand.order_value, budgets, orders, fee):
            return fee, pd.DataFrame({"budget": budgets, "orders": orders})
    raise SmmkitError(
        f"No offers worth learning from were found for student {brand.student!r}, cohort "
        f"{brand.cohort!r} in {_MOST_ATTEMPTS} deals; use another student name."
    )


def _tells_apart(
    each: float, order_value: float, budgets: np.ndarray, orders: np.ndarray, fee: float
) -> bool:
    gain = each * orders - budgets - fee
    smallest = [
        int(np.argmax(found >= 0)) if (found >= 0).any() else -1
        for found in (gain, gain + fee, order_value * orders - budgets - fee)
    ]
    best = int(gain.argmax())
    return (
        smallest[0] > 1
        and len(set(smallest)) == len(smallest)
        and min(smallest) >= 0
        and smallest[0] < best < len(budgets) - 1
        and int((each * orders / (budgets + fee)).argmax()) != best
        and int((order_value * orders - budgets).argmax()) != best
        and float(np.abs(gain).min()) > 0.02 * float(np.abs(gain).max())
        and gain[best] - np.sort(gain)[-2] > 0.02 * gain[best]
    )


def _vacancies(rng: np.random.Generator) -> pd.DataFrame:
    first = int(rng.integers(6, 10))
    return pd.DataFrame(
        {"month": ["a year ago", "now"], "vacancies": [first, 2 * first - int(rng.integers(0, 2))]}
    )


def _enquiries(rng: np.random.Generator) -> pd.DataFrame:
    told = int(rng.integers(8, 13))
    cold = 10 * int(rng.integers(12, 20))
    vacancies = int(rng.integers(15, 26))
    return pd.DataFrame(
        {
            "source": ["recommended by a client", "answered a vacancy", "wrote to strangers"],
            "hours": [told, 2 * vacancies, cold // 4],
            "contacts": [told, vacancies, cold],
            "clients": [int(rng.integers(3, 5)), int(rng.integers(2, 4)), int(rng.integers(1, 3))],
        }
    )
