"""
The kinds of answer a question may ask for, and how two answers are compared.

A kind knows its unit and its tolerance. It compares what a learner gave with a
reference, which is the key or a misconception's value, and says in plain words what
differs. It never reveals the reference.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from numbers import Integral, Real
from typing import Any

import pandas as pd

from smmkit.coach.wire import UNANSWERED, FunctionHandle
from smmkit.errors import did_you_mean
from smmkit.money import Money

__all__ = ["Call", "Choice", "Function", "Kind", "Number", "Outcome", "Record", "Rows"]


@dataclass(frozen=True)
class Outcome:
    """How much of an answer is right (0-1), and what to say of the rest."""

    share: float
    says: tuple[str, ...] = ()
    usable: bool = True
    broken: frozenset[str] = frozenset()
    """The rules that a piece of work breaks, where it is held to rules."""

    @property
    def right(self) -> bool:
        """Whether all of it is right."""
        return self.share == 1.0


RIGHT = Outcome(1.0)


def _unusable(words: str) -> Outcome:
    return Outcome(0.0, (words,), usable=False)


class Kind:
    """What an answer must be. A kind of answer overrides `compare` and `wanted`."""

    def wanted(self) -> str:
        """Say in words what is asked for."""
        raise NotImplementedError

    def compare(self, received: Any, reference: Any) -> Outcome:
        """Compare an answer with a reference."""
        raise NotImplementedError

    def under(self, salt: str) -> Kind:
        """Return the same kind for a class with this salt; only what is scored minds it."""
        return self

    def judge(self, received: Any, question_key: Any, brand: Any) -> Outcome:
        """Judge an answer for a brand; a kind that needs more than the key overrides this."""
        return self.compare(received, question_key)

    def trace(self, mistaken: Any, brand: Any) -> Any:
        """Return what is left to see of a misconception in its value; worked out once a brand."""
        return mistaken

    def explained_by(self, received: Any, brand: Any, outcome: Outcome) -> Callable[[Any], bool]:
        """Return what tells whether the trace of a misconception accounts for a judged answer."""
        return lambda trace: self.compare(received, trace).right


@dataclass(frozen=True)
class Number(Kind):
    """
    One number.

    Parameters
    ----------
    unit : str
        Its unit in words; ``"fraction"`` means a share or ratio with 1 for all of it. One that
        begins with "the", such as ``"the day"``, says which number it is rather than of what.
    rel : float
        Relative tolerance. The default accepts four significant digits. Where the reference
        is a whole number, nothing else is accepted.
    abs : float
        Absolute tolerance, for values near zero.

    Examples
    --------
    >>> print(Number("fraction").compare(2.51, 0.0251).says[0])
    You gave 2.51: that looks like per cent. This course writes a rate as a fraction,
    so 5 % is 0.05.
    >>> Number("posts").compare(12, 12).right
    True
    """

    unit: str = ""
    rel: float = 1e-3
    abs: float = 1e-9

    def wanted(self) -> str:
        """Say in words what is asked for."""
        if self.unit == "fraction":
            return "a number, as a fraction (5 % is 0.05)"
        if self.unit.startswith("the "):
            return f"a number: {self.unit}"
        return f"a number of {self.unit}" if self.unit else "a number"

    def same(self, one: float, other: float) -> bool:
        """Tell whether two numbers agree within the tolerance; two NaN do."""
        if math.isnan(one) or math.isnan(other):
            return math.isnan(one) and math.isnan(other)
        return math.isclose(one, other, rel_tol=self.rel, abs_tol=self.abs)

    def compare(self, received: Any, reference: Any) -> Outcome:
        """Compare an answer with a reference."""
        if isinstance(reference, Money):
            if isinstance(received, Money):
                return self._compare_money(received, reference)
            reference = reference.amount
        elif isinstance(received, Money) and "money" in self.unit:
            received = received.amount
        if isinstance(received, bool) or not isinstance(received, Real):
            return _unusable(f"Asked for: {self.wanted()}. Received: {_describe(received)}.")
        value, target = float(received), float(reference)
        # What can be counted has no rounding error: a whole number is met exactly or not at all.
        counted = isinstance(reference, Integral)
        if value == target if counted else self.same(value, target):
            return RIGHT
        return Outcome(0.0, (self._slip(value, target, counted=counted),))

    def _compare_money(self, received: Money, reference: Money) -> Outcome:
        if (received.currency, received.per) != (reference.currency, reference.per):
            return _unusable(
                f"The amount must be in {_money_unit(reference)}; yours is in "
                f"{_money_unit(received)}."
            )
        return self.compare(received.amount, reference.amount)

    def _slip(self, value: float, target: float, *, counted: bool) -> str:
        given = f"You gave {_written(value)}"
        if math.isnan(value):
            return f"{given}, which stands for “not known”; there is a number here."
        if math.isnan(target):
            return (
                f"{given}, but there is nothing to divide by here: the answer is NaN, “not known”."
            )
        if self.unit == "fraction" and self.same(value, 100 * target):
            return (
                f"{given}: that looks like per cent. This course writes a rate as a fraction, "
                "so 5 % is 0.05."
            )
        if self.same(value, -target):
            return f"{given}: the size is right, the sign is not."
        if not counted and _rounded_away(value, target):
            return f"{given}: close, but rounded too early. Keep at least four digits."
        return f"{given}: that is too {'high' if value > target else 'low'}."


@dataclass(frozen=True)
class Choice(Kind):
    """
    One word out of a list; capitals and outer spaces don't count.

    The reference is a word, or a set of words each of which is right.

    Parameters
    ----------
    options : tuple of str
        The words of the list.
    aliases : mapping of str to str
        Other words, in small letters, and the option that each of them means.

    Examples
    --------
    >>> Choice(("paid", "organic"), {"bought": "paid"}).compare("Bought ", "paid").right
    True
    >>> Choice(("Monday", "Tuesday", "Sunday")).compare("Tuesday", {"Monday", "Tuesday"}).right
    True
    """

    options: tuple[str, ...]
    aliases: Mapping[str, str] = field(default_factory=dict)

    def wanted(self) -> str:
        """Say in words what is asked for."""
        if set(self.options) == {"yes", "no"}:
            return "True or False"
        return "one of " + ", ".join(f"“{option}”" for option in self.options)

    def compare(self, received: Any, reference: Any) -> Outcome:
        """Compare an answer with a reference."""
        shown = f"“{received}”"
        if isinstance(received, bool) and set(self.options) == {"yes", "no"}:
            shown, received = str(received), "yes" if received else "no"
        if not isinstance(received, str):
            return _unusable(f"Asked for: {self.wanted()}. Received: {_describe(received)}.")
        word = received.strip().casefold()
        word = self.aliases.get(word, word).casefold()
        if word not in {option.casefold() for option in self.options}:
            hint = did_you_mean(received, self.options)
            return _unusable(f"Asked for: {self.wanted()}. Received: “{received}”.{hint}")
        accepted = reference if isinstance(reference, Set) else {reference}
        if word in {str(option).casefold() for option in accepted}:
            return RIGHT
        return Outcome(0.0, (f"{' '.join(shown.split())} is not it.",))


@dataclass(frozen=True)
class Record(Kind):
    """
    A dictionary, or a Series, with named parts; each part earns its share.

    Examples
    --------
    >>> kind = Record({"growth": Number("fraction"), "churn": Number("fraction")})
    >>> kind.compare({"growth": 0.1, "churn": 0.5}, {"growth": 0.1, "churn": 0.2}).share
    0.5
    """

    parts: Mapping[str, Kind]

    def wanted(self) -> str:
        """Say in words what is asked for."""
        return "a dictionary with " + ", ".join(f"“{name}”" for name in self.parts)

    def right_parts(self, received: Any, reference: Any) -> set[str]:
        """Return the names of the parts that agree with a reference."""
        given = _as_mapping(received)
        return {
            name
            for name, kind in self.parts.items()
            if name in given and kind.compare(given[name], reference[name]).right
        }

    def compare(self, received: Any, reference: Any) -> Outcome:
        """Compare an answer with a reference."""
        received = _as_mapping(received)
        if not isinstance(received, Mapping):
            return _unusable(f"Asked for: {self.wanted()}. Received: {_describe(received)}.")
        right, says = 0, []
        for name, kind in self.parts.items():
            if name not in received:
                says.append(f"“{name}” is missing.{did_you_mean(name, received)}")
            elif received[name] is UNANSWERED or received[name] is None:
                says.append(f"“{name}” is not answered yet.")
            else:
                outcome = kind.compare(received[name], reference[name])
                right += outcome.right
                says += [f"{name}: {words}" for words in outcome.says]
        return Outcome(right / len(self.parts), tuple(says))


@dataclass(frozen=True)
class Rows(Kind):
    """
    A table whose rows are found by key columns; each other column earns its share.

    A column of five rows or more with a slip in a fifth of them at most earns half of its share.

    Parameters
    ----------
    key : sequence of str
        Columns that tell the rows apart. Their order, and that of the rows, is free.
    columns : mapping of str to Kind
        The columns to be compared.
    by_cell : bool, default False
        Let each cell earn its share instead of each column; a row that is missing earns none.
    weights : mapping of str to float
        How much a column counts; 1 unless named.

    Examples
    --------
    >>> kind = Rows(["format"], {"er": Number("fraction")})
    >>> right = pd.DataFrame({"format": ["reel", "photo"], "er": [0.02, 0.01]})
    >>> kind.compare(right.iloc[::-1], right).right
    True
    """

    key: Sequence[str]
    columns: Mapping[str, Kind]
    by_cell: bool = False
    weights: Mapping[str, float] = field(default_factory=dict)

    def wanted(self) -> str:
        """Say in words what is asked for."""
        return "a table with the columns " + ", ".join([*self.key, *self.columns])

    def compare(self, received: Any, reference: Any) -> Outcome:
        """Compare an answer with a reference."""
        table = self._as_table(received)
        if table is None:
            return _unusable(f"Asked for: {self.wanted()}. Received: {_describe(received)}.")
        lost = [name for name in self.key if name not in table.columns]
        if lost:
            found = ", ".join(map(str, table.columns))
            return _unusable(
                f"The table has no column “{lost[0]}”; it has: {found}."
                f"{did_you_mean(lost[0], map(str, table.columns))}"
            )
        mine, truth = self._by_key(table), self._by_key(self._as_table(reference))
        says = _row_findings(mine, truth)
        if says and not (self.by_cell and truth.keys() > mine.keys()):
            return Outcome(0.0, tuple(says))
        right = 0.0
        whole = sum(self.weights.get(name, 1) for name in self.columns)
        for name, kind in self.columns.items():
            if name not in table.columns:
                says.append(f"The column “{name}” is missing.{did_you_mean(name, table.columns)}")
                continue
            wrong = [
                (row, outcome)
                for row in truth
                if row in mine
                and not (outcome := kind.compare(mine[row][name], truth[row][name])).right
            ]
            if self.by_cell:
                share = (len(mine) - len(wrong)) / len(truth)
            else:
                share = 1 - min(1, math.ceil(5 * len(wrong) / len(truth)) / 2)
            right += self.weights.get(name, 1) * share
            if wrong:
                row, outcome = wrong[0]
                where = f"{name}, row {', '.join(row)}"
                more = f" ({len(wrong)} of {len(truth)} rows differ.)" if len(wrong) > 1 else ""
                says.append(f"{where}: {' '.join(outcome.says)}{more}")
        return Outcome(right / whole, tuple(says))

    def _as_table(self, value: Any) -> pd.DataFrame | None:
        if isinstance(value, pd.Series) and len(self.key) == 1 and len(self.columns) == 1:
            (name,) = self.columns
            return pd.DataFrame({self.key[0]: value.index, name: value.to_numpy()})
        if not isinstance(value, pd.DataFrame):
            return None
        keyed = any(name in self.key for name in value.index.names)
        return value.reset_index() if keyed else value

    def _by_key(self, table: pd.DataFrame) -> dict[tuple[str, ...], dict[str, Any]]:
        # A key that is missing is a word like others, and no row's.
        named = (table[name].astype(str).fillna("nan").str.strip() for name in self.key)
        keys = zip(*named, strict=True)
        return dict(zip(keys, table.to_dict("records"), strict=True))


@dataclass(frozen=True)
class Call:
    """One trial of a function answer: its arguments, and why it is tried."""

    why: str
    args: tuple[Any, ...] = ()
    kwargs: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Function(Kind):
    """
    A function of the learner's, tried on their brand, on others and at the edges.

    Parameters
    ----------
    returns : Kind
        What each call must return.
    calls : callable
        ``calls(brand)`` gives the list of :class:`Call` to try.
    """

    returns: Kind
    calls: Callable[[Any], Sequence[Call]]

    def wanted(self) -> str:
        """Say in words what is asked for."""
        return f"a function that returns {self.returns.wanted()}"

    def compare(self, received: Any, reference: Any) -> Outcome:
        """Say whether the answer is a function at all; its calls are judged one by one."""
        if isinstance(received, FunctionHandle):
            return RIGHT
        return _unusable(
            f"Asked for: {self.wanted()}. Received: {_describe(received)}. "
            "Hand in the function itself, without brackets behind its name."
        )


def _as_mapping(value: Any) -> Any:
    """Return a Series as the dictionary it amounts to, anything else as it is."""
    if isinstance(value, pd.Series):
        return {str(name): item for name, item in zip(value.index, value.tolist(), strict=True)}
    return value


def _describe(value: Any) -> str:
    if value is None:
        return "None (nothing). Does the last line hand a value back?"
    if isinstance(value, pd.DataFrame):
        return f"a table of {len(value)} rows and {value.shape[1]} columns"
    if isinstance(value, pd.Series):
        return f"a column of {len(value)} values"
    if isinstance(value, FunctionHandle):
        return f"the function {value.name} itself; call it and give its result"
    if isinstance(value, dict):
        return f"a dictionary with {_entries(value)}"
    if isinstance(value, list):
        return f"a list with {_entries(value)}"
    if isinstance(value, Money):
        return f"an amount of money, {value}"
    if isinstance(value, str):
        return f"the text “{value[:60]}”"
    if isinstance(value, Real):
        return f"the number {_written(float(value))}" if not isinstance(value, bool) else str(value)
    return f"{type(value).__name__} {str(value)[:60]!r}"


def _entries(value: dict | list) -> str:
    return "one entry" if len(value) == 1 else f"{len(value)} entries"


def _written(value: float) -> str:
    """Write a number as a person would: no exponent, no more digits than tell it apart."""
    if not math.isfinite(value):
        return str(value)
    return f"{value:,.0f}" if abs(value) >= 1e6 or value == round(value) else f"{value:,.6g}"


def _money_unit(money: Money) -> str:
    return money.currency + (f" per {money.per}" if money.per else "")


def _rounded_away(value: float, target: float) -> bool:
    """Tell whether `value` is `target` rounded to one, two or three significant digits."""
    if target == 0 or not math.isfinite(value):
        return False
    place = 3 - math.floor(math.log10(abs(target)))
    return any(math.isclose(value, round(target, place - k), rel_tol=1e-12) for k in (1, 2, 3))


def _row_findings(mine: Mapping, truth: Mapping) -> list[str]:
    lost = [row for row in truth if row not in mine]
    extra = [row for row in mine if row not in truth]
    says = []
    if lost:
        says.append(f"Rows missing: {len(lost)} of {len(truth)}, such as {', '.join(lost[0])}.")
    if extra:
        says.append(f"Rows that don't belong: {len(extra)}, such as {', '.join(extra[0])}.")
    return says
