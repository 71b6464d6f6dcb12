"""
Other forms of a right answer, and answers that miss it narrowly.

A learner may hand in a Series where the key is a dictionary, or a table in another order, and be
right; a number five per cent off is wrong. Both are made from the right answer itself, to try a
question before a class does (`smmkit.grading.proof`).
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterator, Mapping, Set
from numbers import Integral, Real
from typing import Any

import numpy as np
import pandas as pd

from smmkit.coach.answers import Choice, Function, Kind, Number, Record, Rows
from smmkit.money import Money

__all__ = ["near_misses", "right_forms"]

Named = tuple[str, Any]
_OFF = 1.05  # beyond any tolerance that a question has reason to allow


def right_forms(kind: Kind, value: Any) -> Iterator[Named]:
    """
    Yield the same answer in forms that a professional might give it, each with its name.

    Parameters
    ----------
    kind : Kind
        What the question asks for.
    value : object
        A right answer.

    Examples
    --------
    >>> [name for name, _ in right_forms(Number("posts"), 12)]
    ['a numpy number', 'a number with a point']
    """
    if type(kind) is Number and isinstance(value, Money):
        yield "the amount alone", value.amount
    elif _is_number(value):
        yield "a numpy number", np.float64(value) if isinstance(value, float) else np.int64(value)
        if isinstance(value, Integral):
            yield "a number with a point", float(value)
        elif float(value).is_integer():
            yield "a whole number", int(value)
    elif isinstance(value, str) and type(kind) is Choice:
        yield "capitals and spaces", f" {value.upper()} "
    elif isinstance(value, Mapping) and type(kind) is Record:
        yield "a Series", pd.Series(dict(value), dtype=object)
        yield "another order", dict(reversed(value.items()))
        yield "with one more part", {**value, "another": 1}
    elif isinstance(value, pd.DataFrame) and type(kind) is Rows:
        yield "rows in another order", value.iloc[::-1]
        yield "columns in another order", value[list(reversed(value.columns))]
        yield "with one more column", value.assign(another=1)
        yield "keys in the index", value.set_index(list(kind.key))
        if len(kind.key) == len(kind.columns) == 1:
            yield "a Series", value.set_index(kind.key[0])[next(iter(kind.columns))]
    elif isinstance(value, list | tuple):
        yield "a tuple", tuple(value)
        yield "a Series", pd.Series(list(value), dtype=object)
    elif type(kind) is Function and callable(value):
        for name, change in (("returns a numpy number", _to_numpy), ("returns a Series", _to_row)):
            if _gives(kind.returns, name):
                yield name, _after(value, change)


def near_misses(kind: Kind, value: Any) -> Iterator[Named]:
    """
    Yield answers that miss a right one narrowly, each with its name.

    A kind of answer of which several may be right has none: a neighbour may be right too.

    Parameters
    ----------
    kind : Kind
        What the question asks for.
    value : object
        The right answer.

    Examples
    --------
    >>> list(near_misses(Number("posts"), 12))
    [('one too many', 13), ('the other sign', -12)]
    """
    if type(kind) is Number and _is_number(value):
        yield from _near_numbers(kind, value)
    elif type(kind) is Choice and isinstance(value, str | Set):
        accepted = {str(word) for word in (value if isinstance(value, Set) else {value})}
        yield from ((f"the word “{word}”", word) for word in kind.options if word not in accepted)
    elif type(kind) is Record and isinstance(value, Mapping):
        for part, of in kind.parts.items():
            for name, near in near_misses(of, value[part]):
                yield f"{part}: {name}", {**value, part: near}
    elif type(kind) is Rows and isinstance(value, pd.DataFrame) and len(value):
        yield "a row missing", value.iloc[:-1]
        for column, of in kind.columns.items():
            for name, near in near_misses(of, value[column].tolist()[0]):
                changed = value.astype({column: object}).reset_index(drop=True)
                changed.loc[0, column] = near
                yield f"{column}, first row: {name}", changed
    elif type(kind) is Function and callable(value) and type(kind.returns) is Number:
        yield "5 % too much", _after(value, lambda result: result * _OFF if result else 1.0)


def _near_numbers(kind: Number, value: Any) -> Iterator[Named]:
    if isinstance(value, Integral):
        yield "one too many", int(value) + 1
    elif math.isnan(value):
        yield "zero for not known", 0.0
        return
    elif value:
        off = max(_OFF, 1 + 10 * kind.rel)
        yield f"{100 * (off - 1):.0f} % too much", float(value) * off
        if kind.unit == "fraction":
            yield "in per cent", float(value) * 100
    if value:
        yield "the other sign", -value


def _is_number(value: Any) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool | np.bool_)


def _gives(returns: Kind, name: str) -> bool:
    return type(returns) is (Record if "Series" in name else Number)


def _to_numpy(result: Any) -> Any:
    return np.float64(result) if isinstance(result, float) else result


def _to_row(result: Any) -> Any:
    return pd.Series(result, dtype=object) if isinstance(result, Mapping) else result


def _after(function: Callable[..., Any], change: Callable[[Any], Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def changed(*args: Any, **kwargs: Any) -> Any:
        return change(function(*args, **kwargs))

    return changed
