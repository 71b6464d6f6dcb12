"""An answer that is a choice: the better it does against the best one, the more it earns."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from numbers import Real
from typing import Any

import pandas as pd

from smmkit.coach.answers import Kind, Outcome, _as_mapping, _describe
from smmkit.errors import SmmkitError

__all__ = ["LeastRegret", "LeastRegretSplit"]

NONE = 1e-9
_ALIKE = 0.01


@dataclass(frozen=True)
class LeastRegret(Kind):
    """
    A list of names, marked by its regret: what it gives away against the best choice.

    Where each of several things is given to somebody, the choice is a dictionary (or a Series)
    of names. The key is a best choice; another one that does as well is right too. A
    misconception's value is another choice, and accounts for an answer that names the same.

    Parameters
    ----------
    regret : callable
        ``regret(choice, brand)`` gives a fraction, 0 for the best, from the list of names in
        small letters, or from the dictionary. It raises a SmmkitError, which is shown, for a
        choice that is not allowed.
    worthless : float
        The regret from which on nothing is earned; between, points fall evenly.
    what : str
        What is asked for, in words.
    says : str
        What is said of a regret, with its per cent for the braces.
    free : float
        The regret up to which nothing is taken off.
    worse : str
        What is said instead where the choice leaves less than nothing; "" says a regret there too.

    Examples
    --------
    >>> kind = LeastRegret(lambda names, brand: 0.0 if "a" in names else 0.05, 0.1, "a list")
    >>> kind.judge(["b"], None, brand=None).share
    0.5
    >>> kind.judge(["a"], None, brand=None).right
    True
    """

    regret: Callable[[Any, Any], float]
    worthless: float
    what: str
    says: str = "Your choice gives away {:.1f} % of what the best choice brings."
    free: float = NONE
    worse: str = ""

    def wanted(self) -> str:
        """Say in words what is asked for."""
        return self.what

    def compare(self, received: Any, reference: Any) -> Outcome:
        """Tell whether two choices name the same."""
        mine, other = self._read_both(received, reference)
        return Outcome(1.0 if mine and other and self._same(mine, other) else 0.0)

    def _read(self, value: Any) -> Any:
        return _choice(value)

    def _read_both(self, received: Any, reference: Any) -> tuple[Any, Any]:
        wanted = self._read(reference)
        if isinstance(wanted, list) and isinstance(received, pd.Series):
            received = received.tolist()  # a column of names is a list of them
        return self._read(received), wanted

    def _same(self, one: Any, other: Any) -> bool:
        if isinstance(one, list) and isinstance(other, list):
            return set(one) == set(other)
        return one == other

    def judge(self, received: Any, question_key: Any, brand: Any) -> Outcome:
        """Take points off for what the choice gives away."""
        choice, wanted = self._read_both(received, question_key)
        if not choice or (wanted is not None and type(choice) is not type(wanted)):
            says = f"Asked for: {self.what}. Received: {_describe(received)}."
            return Outcome(0.0, (says,), usable=False)
        try:
            regret = float(self.regret(choice, brand))
        except SmmkitError as error:
            return Outcome(0.0, (str(error),))
        if regret <= self.free:
            return Outcome(1.0)
        words = self.worse if self.worse and regret > 1 else self.says.format(100 * regret)
        return Outcome(max(0.0, 1 - regret / self.worthless), (words,))


def _choice(value: Any) -> list[str] | dict[str, str] | None:
    value = _as_mapping(value)
    names = list(value.values()) if isinstance(value, Mapping) else value
    listed = isinstance(names, Sequence | Set) and not isinstance(names, str | bytes)
    if not listed or not all(isinstance(name, str) for name in names):
        return None
    if isinstance(value, Mapping):
        return {str(key).strip(): name.strip() for key, name in value.items()}
    return [name.strip().casefold() for name in names]


@dataclass(frozen=True)
class LeastRegretSplit(LeastRegret):
    """
    Amounts by name, marked by their regret: how a sum is split.

    A misconception's value is another split; it accounts for one that differs from it nowhere by
    more than a hundredth of the sum.

    Parameters
    ----------
    column : str
        The column of amounts where a table is handed in, beside the one that names them.

    Examples
    --------
    >>> kind = LeastRegretSplit(lambda split, brand: abs(split["a"] - 6) / 10, 0.5, "a split")
    >>> kind.judge({"a": 6, "b": 4}, None, brand=None).right
    True
    >>> kind.compare({"a": 6.05, "b": 4}, {"a": 6, "b": 4}).right
    True
    """

    column: str = ""

    def _read(self, value: Any) -> dict[str, float] | None:
        mapping = _as_mapping(self._from_table(value))
        if not isinstance(mapping, Mapping) or not all(
            isinstance(name, str) and isinstance(amount, Real) and not isinstance(amount, bool)
            for name, amount in mapping.items()
        ):
            return None
        return {name.strip().casefold(): float(amount) for name, amount in mapping.items()}

    def _from_table(self, value: Any) -> Any:
        if not isinstance(value, pd.DataFrame) or self.column not in value.columns:
            return value
        named = [name for name in value.columns if value[name].map(type).eq(str).all()]
        return value.set_index(named[0])[self.column] if named else value[self.column]

    def _same(self, one: dict[str, float], other: dict[str, float]) -> bool:
        apart = [abs(one.get(name, 0) - other.get(name, 0)) for name in {*one, *other}]
        whole = max(sum(one.values()), sum(other.values()))
        return math.isfinite(whole) and max(apart) <= _ALIKE * whole
