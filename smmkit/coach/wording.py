"""The kind of answer that is exact wording."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from smmkit.coach.answers import Kind, Outcome, _describe

__all__ = ["Wording"]


@dataclass(frozen=True)
class Wording(Kind):
    """
    A text that must be right letter by letter; outer spaces don't count.

    Parameters
    ----------
    what : str
        What is asked for, in words.

    Examples
    --------
    >>> Wording("a hashtag").compare("#ryebread", "#RyeBread").says
    ('You gave “#ryebread”: the letters are right, the capitals are not.',)
    """

    what: str = "a text"

    def wanted(self) -> str:
        """Say in words what is asked for."""
        return self.what

    def compare(self, received: Any, reference: Any) -> Outcome:
        """Compare a text with the reference."""
        if not isinstance(received, str):
            says = f"Asked for: {self.what}. Received: {_describe(received)}."
            return Outcome(0.0, (says,), usable=False)
        given = received.strip()
        if given == reference:
            return Outcome(1.0)
        if given.casefold() == reference.casefold():
            slip = "the letters are right, the capitals are not."
        else:
            slip = "that is not it, letter by letter."
        return Outcome(0.0, (f"You gave “{given[:80]}”: {slip}",))
