"""A freelancer's book of a year: who came how, how far it went, and what the search cost.

All of it is invented. A contact has a number and no name: whoever reads the book needs none.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from smmkit.brand.history import DAYS, FIRST_DAY
from smmkit.brand.identity import stream
from smmkit.errors import ArgumentError, SmmkitError
from smmkit.tables import CONTACTS

if TYPE_CHECKING:
    from smmkit.brand.cards import Brand

__all__ = ["ClientsBook", "clients_book"]

AS_OF = FIRST_DAY + DAYS - 1
YEAR = 364
_MOST_ATTEMPTS = 400
_STAGES = ("contact", "talk", "proposal", "client")
# source: who wrote first, what is counted as reached, contacts a year, chances of the next steps,
# reached for each contact, hours of the year
_SOURCES = {
    "referral": ("they", "", (18, 24), (0.80, 0.75, 0.60), None, (8, 16)),
    "portfolio page": ("they", "views of a case", (26, 36), (0.60, 0.55, 0.45), (14, 24), (30, 46)),
    "cold message": ("you", "messages sent", (26, 38), (0.42, 0.42, 0.26), (7, 11), (60, 95)),
    "job board": ("you", "adverts answered", (22, 30), (0.45, 0.50, 0.33), (2, 4), (36, 60)),
}
_DAYS_BETWEEN = (6, 9, 16)
_SETTLED = 90
_FEWEST = 12


@dataclass(frozen=True, eq=False)
class ClientsBook:
    """
    The year's contacts, step by step, and what was done to get them.

    Attributes
    ----------
    contacts : pandas.DataFrame
        CONTACTS of `smmkit.tables`: a row for each step that a contact has come to.
    sources : pandas.DataFrame
        Indexed by source: wrote_first (they or you), reached (NaN for referrals), reached_what
        and hours (spent on the source, whatever came of it).
    as_of : pandas.Timestamp
        The day the book was closed.
    """

    contacts: pd.DataFrame
    sources: pd.DataFrame
    as_of: pd.Timestamp


def clients_book(brand: Brand, case: int = 0) -> ClientsBook:
    """
    Return the book of whoever works for a brand, as a freelancer.

    Parameters
    ----------
    brand : Brand
        The freelancer's main client.
    case : {0, 1}
        0 is the lesson's, 1 the exercise's.

    Raises
    ------
    ArgumentError
        If there is no such case.

    Examples
    --------
    >>> from smmkit import Brand
    >>> clients_book(Brand.of("ada")).contacts.columns.tolist()
    ['contact', 'source', 'stage', 'date']
    """
    if case not in (0, 1):
        raise ArgumentError(f"case must be 0 (the lesson's) or 1; received {case!r}.")
    book = _dealt(brand, case)
    return ClientsBook(book.contacts.copy(), book.sources.copy(), book.as_of)


@lru_cache(maxsize=64)
def _dealt(brand: Brand, case: int) -> ClientsBook:
    for attempt in range(_MOST_ATTEMPTS):
        rng = stream(brand.identity, f"clients_book.{case}", attempt)
        contacts, sources = _contacts(rng), _sources(rng)
        if _teaches(contacts):
            count = contacts.groupby("source")["contact"].nunique()
            each = sources.pop("each")
            sources["reached"] = (each * count.reindex(sources.index)).round()
            if not _searching_is_dear(contacts, sources):
                continue
            return ClientsBook(contacts, sources, pd.Timestamp(AS_OF))
    raise SmmkitError(
        f"No book worth learning from was found for student {brand.student!r}, cohort "
        f"{brand.cohort!r}; use another student name."
    )


def _searching_is_dear(contacts: pd.DataFrame, sources: pd.DataFrame) -> bool:
    """Tell whether a client one wrote to first took more than twice the hours of the others."""
    clients = contacts[contacts["stage"] == "client"].groupby("source").size()
    sides = sources.assign(clients=clients).groupby("wrote_first")[["hours", "clients"]].sum()
    each = sides["hours"] / sides["clients"]
    return bool(each["you"] > 2 * each["they"])


def _contacts(rng: np.random.Generator) -> pd.DataFrame:
    rows = []
    for source, (_, _, (low, high), chances, _, _) in _SOURCES.items():
        # More of them lately: a book that grows holds many who had no time to decide.
        days = np.sort((YEAR * rng.uniform(0, 1, rng.integers(low, high + 1)) ** 0.8).astype(int))
        for day in days:
            rows.append((source, "contact", day, len(rows)))
            who, at = len(rows) - 1, float(day)
            for stage, chance, between in zip(_STAGES[1:], chances, _DAYS_BETWEEN, strict=True):
                at += 1 + rng.gamma(2, between / 2)
                if rng.random() >= chance or at >= YEAR:
                    break
                rows.append((source, stage, int(at), who))
    table = pd.DataFrame(rows, columns=["source", "stage", "day", "who"])
    order = table.loc[table["stage"] == "contact"].sort_values("day", kind="stable")["who"]
    number = pd.Series(np.arange(1, len(order) + 1), index=order.to_numpy())
    table["contact"] = table["who"].map(number).map("C{:03d}".format)
    table["date"] = (AS_OF - YEAR + 1 + table["day"].to_numpy()).astype("datetime64[us]")
    table = table.sort_values(["date", "contact"], kind="stable")
    return CONTACTS.conform(table[["contact", "source", "stage", "date"]])


def _sources(rng: np.random.Generator) -> pd.DataFrame:
    rows = []
    for source, (first, what, _, _, each, (low, high)) in _SOURCES.items():
        reached = rng.uniform(*each) if each else np.nan
        rows.append((source, first, what, reached, int(rng.integers(low, high + 1))))
    names = ["source", "wrote_first", "reached_what", "each", "hours"]
    return pd.DataFrame(rows, columns=names).set_index("source")


def _teaches(contacts: pd.DataFrame) -> bool:
    """Tell whether young contacts matter, each side has clients, and wrong rates show as wrong."""
    first = contacts.groupby("contact")["date"].transform("min")
    old = first <= pd.Timestamp(AS_OF) - pd.Timedelta(days=_SETTLED)
    every, settled = (
        part.groupby(["source", "stage"]).size().unstack(fill_value=0).astype(int)
        for part in (contacts, contacts[old])
    )
    if (settled["contact"] < _FEWEST).any() or (settled["talk"] == 0).any():
        return False
    if (settled["proposal"] == 0).any() or (every["contact"] == settled["contact"]).any():
        return False
    if (every["client"] == 0).any():
        return False
    clients = settled["client"]
    they, you = clients[["referral", "portfolio page"]].sum(), clients.sum()
    rate = clients / settled["contact"]
    return bool(they >= 5 and you - they >= 2 and rate["referral"] > rate["cold message"])
