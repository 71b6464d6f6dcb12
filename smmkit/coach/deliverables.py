"""The kinds of answer that are work and not a number: held to rules, or to a range."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from numbers import Real
from typing import Any

import pandas as pd

from smmkit.coach.answers import Kind, Number, Outcome, _as_mapping, _describe
from smmkit.errors import SmmkitError

__all__ = ["Between", "Reviewed", "Scored"]

MOST_SAID = 5


@dataclass(frozen=True)
class Between(Kind):
    """
    A number that must lie in a range worked out for the brand.

    The key is the pair (lowest, highest); a question of this kind names an `example`.

    Parameters
    ----------
    unit : str
        Its unit in words.
    too_low : callable, optional
        ``too_low(received, brand)`` says in words why a number below the range is too low.

    Examples
    --------
    >>> Between("posts a week").compare(4, (3, 6)).right
    True
    >>> Between("posts a week").compare(9, (3, 6)).says
    ('You gave 9: that is too high.',)
    """

    unit: str = ""
    too_low: Callable[[float, Any], str] | None = None

    def wanted(self) -> str:
        """Say in words what is asked for."""
        return Number(self.unit).wanted()

    def judge(self, received: Any, question_key: Any, brand: Any) -> Outcome:
        """Compare an answer with the range, and say why it is too low if the question knows."""
        outcome = self.compare(received, question_key)
        if not self.too_low or not outcome.usable or received >= question_key[0]:
            return outcome
        return replace(outcome, says=(*outcome.says, self.too_low(received, brand)))

    def compare(self, received: Any, reference: Any) -> Outcome:
        """Compare an answer with a range, or with another number."""
        if not isinstance(reference, tuple):
            return Number(self.unit).compare(received, reference)
        if isinstance(received, bool) or not isinstance(received, Real) or math.isnan(received):
            says = f"Asked for: {self.wanted()}. Received: {_describe(received)}."
            return Outcome(0.0, (says,), usable=False)
        lowest, highest = reference
        if lowest <= received <= highest:
            return Outcome(1.0)
        side = "low" if received < lowest else "high"
        return Outcome(0.0, (f"You gave {received:,g}: that is too {side}.",))


@dataclass(frozen=True)
class Reviewed(Kind):
    """
    A piece of work that is held to rules: a plan, a strategy, a brief.

    The key is one piece of work that keeps them all. A misconception's value is a piece that
    breaks some; it accounts for an answer that breaks those too.

    Parameters
    ----------
    form : type
        ``pandas.DataFrame`` or ``dict``: what the work is handed in as.
    review : callable
        ``review(work, brand)`` gives FINDINGS of `smmkit.tables`. It raises a SmmkitError
        where the work cannot be read.
    worth : float
        Points of all rules together; findings take theirs off.
    what : str
        What is asked for, in words.
    beside : frozenset of str
        Rules that say nothing of a mistake that breaks others too.

    Examples
    --------
    >>> from smmkit.tables import FINDINGS
    >>> def review(work, brand):
    ...     rows = [] if work.get("date") else [("date", "", "error", "The date is missing.", 1.0)]
    ...     return FINDINGS.conform(pd.DataFrame(rows, columns=list(FINDINGS.columns)))
    >>> kind = Reviewed(dict, review, worth=4, what="a brief")
    >>> kind.judge({"goal": "ten orders"}, {}, brand=None).share
    0.75
    """

    form: type
    review: Callable[[Any, Any], pd.DataFrame]
    worth: float
    what: str
    beside: frozenset[str] = frozenset()

    def wanted(self) -> str:
        """Say in words what is asked for."""
        return self.what

    def judge(self, received: Any, question_key: Any, brand: Any) -> Outcome:
        """Take the points of the rules that are broken off the whole."""
        work = _as_mapping(received) if self.form is dict else received
        if not isinstance(work, Mapping if self.form is dict else self.form) or not len(work):
            says = f"Asked for: {self.what}. Received: {_describe(received)}."
            return Outcome(0.0, (says,), usable=False)
        try:
            findings = self.review(work, brand)
        except SmmkitError as error:
            return Outcome(0.0, (str(error),), usable=False)
        costly = findings[findings["points"] > 0]
        share = max(0.0, 1 - float(costly["points"].sum()) / self.worth)
        lines = [_line(row) for row in costly.to_dict("records")]
        more = len(lines) - MOST_SAID
        says = lines[:MOST_SAID] + ([f"And {more} more."] if more > 0 else [])
        return Outcome(share, tuple(says), broken=self._broken(findings))

    def trace(self, mistaken: Any, brand: Any) -> frozenset[str]:
        """Return the rules that a piece of work breaks."""
        return self._broken(self.review(mistaken, brand))

    def _broken(self, findings: pd.DataFrame) -> frozenset[str]:
        broken = frozenset(findings.loc[findings["points"] > 0, "rule"])
        return broken - self.beside or broken

    def explained_by(
        self, received: Any, brand: Any, outcome: Outcome
    ) -> Callable[[frozenset[str]], bool]:
        """Return what tells whether the answer breaks every rule that a mistaken piece breaks."""
        return lambda broken: bool(broken) and broken <= outcome.broken


class Scored(Reviewed):
    """
    Work that is scored on hidden runs: ``review(work, brand, salt="")`` knows which.

    Without a salt the runs are those of a learner's own check; a class has others.

    Examples
    --------
    >>> from smmkit.tables import FINDINGS
    >>> def review(work, brand, salt=""):
    ...     rows = [("runs", "", "error", f"Scored on {salt or 'known'} runs.", 1.0)]
    ...     return FINDINGS.conform(pd.DataFrame(rows, columns=list(FINDINGS.columns)))
    >>> kind = Scored(dict, review, worth=4, what="a log")
    >>> [one.judge({"plan": 1}, {}, None).says[0] for one in (kind, kind.under("other"))]
    ['Scored on known runs.', 'Scored on other runs.']
    """

    def under(self, salt: str) -> Scored:
        """Return the same kind for a class with this salt."""
        return replace(self, review=partial(self.review, salt=salt))


def _line(row: Mapping[str, Any]) -> str:
    where = f"{row['where']}: " if pd.notna(row["where"]) and row["where"] else ""
    return f"{where}{row['message']}"
