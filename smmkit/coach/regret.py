"""An answer that is a choice: the better it does against the best one, the more it earns."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from typing import Any

from smmkit.coach.answers import Kind, Outcome, _describe
from smmkit.errors import SmmkitError

__all__ = ["LeastRegret"]

NONE = 1e-9


@dataclass(frozen=True)
class LeastRegret(Kind):
    """
    A list of names, marked by its regret: what it gives away against the best choice.

    The key is a best choice; another one that does as well is right too. A misconception's
    value is another list, and accounts for an answer that names the same.

    Parameters
    ----------
    regret : callable
        ``regret(names, brand)`` gives a fraction, 0 for the best. It raises a SmmkitError, which
        is shown, for a choice that is not allowed.
    worthless : float
        The regret from which on nothing is earned; between, points fall evenly.
    what : str
        What is asked for, in words.

    Examples
    --------
    >>> kind = LeastRegret(lambda names, brand: 0.0 if "a" in names else 0.05, 0.1, "a list")
    >>> kind.judge(["b"], None, brand=None).share
    0.5
    >>> kind.judge(["a"], None, brand=None).right
    True
    """

    regret: Callable[[Sequence[str], Any], float]
    worthless: float
    what: str

    def wanted(self) -> str:
        """Say in words what is asked for."""
        return self.what

    def compare(self, received: Any, reference: Any) -> Outcome:
        """Tell whether two choices name the same."""
        mine, other = _names(received), _names(reference)
        same = mine is not None and other is not None and set(mine) == set(other)
        return Outcome(1.0 if same else 0.0)

    def judge(self, received: Any, question_key: Any, brand: Any) -> Outcome:
        """Take points off for what the choice gives away."""
        names = _names(received)
        if not names:
            says = f"Asked for: {self.what}. Received: {_describe(received)}."
            return Outcome(0.0, (says,), usable=False)
        try:
            regret = float(self.regret(names, brand))
        except SmmkitError as error:
            return Outcome(0.0, (str(error),))
        if regret <= NONE:
            return Outcome(1.0)
        says = f"Your choice gives away {100 * regret:.1f} % of what the best choice brings."
        return Outcome(max(0.0, 1 - regret / self.worthless), (says,))


def _names(value: Any) -> list[str] | None:
    listed = isinstance(value, Sequence | Set) and not isinstance(value, str | bytes)
    if not listed or not all(isinstance(name, str) for name in value):
        return None
    return [name.strip().casefold() for name in value]
