"""An answer that sorts things: each wrong decision has its price."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from smmkit.coach.answers import Kind, Outcome, _as_mapping, _describe
from smmkit.errors import SmmkitError

__all__ = ["Decisions"]

MOST_SAID = 3


@dataclass(frozen=True)
class Decisions(Kind):
    """
    A dictionary of decisions, marked by what they cost.

    The key decides everything rightly. A misconception's value is another dictionary; it
    accounts for an answer that decides the same wherever the misconception is wrong.

    Parameters
    ----------
    prices : callable
        ``prices(decisions, brand)`` gives a table with a row a thing: taken, right and cost (0
        where right). It raises a SmmkitError, which is shown, for what is no decision.
    worthless : callable
        ``worthless(brand)`` gives the cost from which on nothing is earned.
    free : float
        The cost up to which nothing is taken off; between, points fall evenly.
    what : str
        What is asked for, in words.

    Examples
    --------
    >>> def prices(decisions, brand):
    ...     taken = pd.Series(decisions)
    ...     return pd.DataFrame({"taken": taken, "right": "stay", "cost": 2 * (taken != "stay")})
    >>> kind = Decisions(prices, lambda brand: 4, 0, "a dictionary")
    >>> kind.judge({"1": "stay", "2": "go"}, {}, brand=None).share
    0.5
    """

    prices: Callable[[Mapping[str, str], Any], pd.DataFrame]
    worthless: Callable[[Any], float]
    free: float
    what: str

    def wanted(self) -> str:
        """Say in words what is asked for."""
        return self.what

    def judge(self, received: Any, question_key: Any, brand: Any) -> Outcome:
        """Take points off for what the decisions cost."""
        decisions = self._read(received)
        if not decisions:
            says = f"Asked for: {self.what}. Received: {_describe(received)}."
            return Outcome(0.0, (says,), usable=False)
        try:
            table = self.prices(decisions, brand)
        except SmmkitError as error:
            return Outcome(0.0, (str(error),), usable=False)
        cost = float(table["cost"].sum())
        if cost <= self.free:
            return Outcome(1.0)
        share = 1 - (cost - self.free) / (self.worthless(brand) - self.free)
        dear = table[table["cost"] > 0].sort_values("cost", ascending=False, kind="stable")
        if self.free:
            says = [f"Your mistakes cost {cost:g} in all; {self.free:g} would be forgiven."]
            each = "{name}: “{row.taken}” costs {row.cost:g}."
        else:
            says = [f"Of {len(table)} decisions {len(dear)} should be other ones."]
            each = "{name}: not “{row.taken}”."
        says += [each.format(name=name, row=row) for name, row in dear.head(MOST_SAID).iterrows()]
        return Outcome(max(0.0, share), tuple(says))

    def explained_by(self, received: Any, brand: Any, outcome: Outcome) -> Callable[[Any], bool]:
        """Return what tells whether an answer is wrong wherever a mistaken one is, and as it is."""
        mine = self.prices(self._read(received), brand)["taken"]

        def accounts(mistaken: Any) -> bool:
            table = self.prices(mistaken, brand)
            wrong = table.index[table["cost"] > 0]
            return bool(len(wrong)) and bool((mine[wrong] == table["taken"][wrong]).all())

        return accounts

    def _read(self, value: Any) -> dict[str, str] | None:
        mapping = _as_mapping(value)
        if not isinstance(mapping, Mapping) or not all(
            isinstance(name, str | int) and isinstance(taken, str)
            for name, taken in mapping.items()
        ):
            return None
        return {str(name): taken.strip().casefold() for name, taken in mapping.items()}
