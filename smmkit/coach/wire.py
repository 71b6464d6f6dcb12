"""
The plain-JSON wire between a notebook's `check` and whatever judges the answer.

An answer crosses as JSON text and nothing else, so that the judge may sit in the same
process today and outside a sandbox tomorrow, and never unpickles what a stranger sent.
What is not plain JSON travels under a tag, a one-key object such as ``{"$float": "nan"}``.
"""

from __future__ import annotations

import datetime as dt
import inspect
import json
import math
import numbers
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from smmkit.errors import SmmkitError
from smmkit.money import Money

__all__ = ["UNANSWERED", "FunctionHandle", "WireError", "decode", "dump", "encode", "load"]

MAX_BYTES = 2_000_000
MAX_DEPTH = 12
MAX_ITEMS = 50_000
MAX_DIGITS = 300  # a float holds as many

UNANSWERED = ...
_NON_FINITE = ("nan", "inf", "-inf")
_WHOLE = 10**MAX_DIGITS
_COUNTED = (int, float)
_PLAIN = frozenset({str, bool, int, float, type(None)})


class WireError(SmmkitError):
    """An answer is of a kind, size or depth that cannot cross the wire."""


@dataclass(frozen=True)
class FunctionHandle:
    """What the judge knows of a function answer: it can only ask for calls to it."""

    name: str
    parameters: tuple[str, ...]


def encode(value: Any, depth: int = 0) -> Any:
    """
    Turn an answer into JSON-ready data.

    Parameters
    ----------
    value : object
        ``...`` (not answered), None, bool, int, float, str, date, list, tuple, set,
        dict with text keys, Fraction, Decimal, numpy scalar or array, Series, DataFrame, Money, or
        function.
    depth : int
        How deep inside the answer this value sits.

    Raises
    ------
    WireError
        If the value is of another kind, or too deep.

    Examples
    --------
    >>> encode({"er": np.float64(0.02), "posts": [1, float("nan")]})
    {'$dict': {'er': 0.02, 'posts': [1, {'$float': 'nan'}]}}
    """
    if depth > MAX_DEPTH:
        raise WireError(f"The answer is nested more than {MAX_DEPTH} levels deep.")
    below = depth + 1
    if value is UNANSWERED:
        return {"$unanswered": True}
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    # np.where and np.vectorize give an array without dimensions for a single number.
    if isinstance(value, np.generic) or (isinstance(value, np.ndarray) and value.ndim == 0):
        value = value.item()
    if isinstance(value, bool):
        return bool(value)
    if isinstance(value, int):
        _limit_digits(value)
        return int(value)
    if isinstance(value, numbers.Rational | Decimal):
        value = _as_float(value)
    if isinstance(value, float):
        number = float(value)
        return number if math.isfinite(number) else {"$float": repr(number)}
    if isinstance(value, str):
        return "".join(value)
    if isinstance(value, Money):
        return {"$money": [encode(value.amount), value.currency, value.per]}
    if isinstance(value, pd.Period):  # "2026-03", as its cell shows it
        return str(value)
    if isinstance(value, dt.date):  # Timestamp and datetime are dates too
        return {"$date": value.isoformat()}
    if isinstance(value, pd.DataFrame):
        return {"$table": _encode_table(value, below)}
    if isinstance(value, pd.Series):
        index = encode(value.index.tolist(), below)
        return {"$series": {"index": index, "values": encode(value.tolist(), below)}}
    if isinstance(value, np.ndarray | pd.Index | pd.api.extensions.ExtensionArray):
        value = value.tolist()
    if isinstance(value, set | frozenset):
        value = sorted(value, key=repr)
    if isinstance(value, list | tuple):
        _limit(len(value))
        plain = below <= MAX_DEPTH and _are_plain(value)
        return list(value) if plain else [encode(item, below) for item in value]
    if isinstance(value, Mapping):
        _limit(len(value))
        return {"$dict": {_text_key(k): encode(v, below) for k, v in value.items()}}
    if callable(value):
        return {"$function": _describe(value)}
    raise WireError(
        "An answer must be a number, text, date, list, dictionary, table or function; "
        f"received {type(value).__name__}."
    )


def decode(data: Any, depth: int = 0) -> Any:
    """
    Turn JSON data from the wire back into an answer, trusting nothing about it.

    Parameters
    ----------
    data : object
        What :func:`encode` made, after a trip as JSON text.
    depth : int
        How deep inside the answer this value sits.

    Raises
    ------
    WireError
        If the data is not of the shape :func:`encode` makes.

    Examples
    --------
    >>> decode({"$dict": {"er": 0.02, "posts": [1, {"$float": "nan"}]}})
    {'er': 0.02, 'posts': [1, nan]}
    """
    if depth > 2 * MAX_DEPTH:
        raise WireError(f"The answer is nested more than {MAX_DEPTH} levels deep.")
    below = depth + 1
    if isinstance(data, int):
        _limit_digits(data)
    if data is None or isinstance(data, bool | int | float | str):
        return data
    if isinstance(data, list):
        _limit(len(data))
        plain = below <= 2 * MAX_DEPTH and _are_plain(data)
        return list(data) if plain else [decode(item, below) for item in data]
    if isinstance(data, dict) and len(data) == 1:
        ((tag, body),) = data.items()
        reader = _READERS.get(tag)
        if reader is not None:
            try:
                return reader(body, below)
            except (TypeError, ValueError, LookupError, AttributeError, OverflowError) as error:
                if isinstance(error, WireError):
                    raise
                raise WireError(f"A {tag[1:]} on the wire is malformed: {error}.") from error
    raise WireError(f"The wire carries something unknown: {str(data)[:80]}.")


def dump(message: Mapping[str, Any]) -> str:
    """
    Write a message as one line of JSON text.

    Raises
    ------
    WireError
        If it is longer than 2,000,000 bytes.

    Examples
    --------
    >>> dump({"type": "answer", "answer": 0.5})
    '{"type": "answer", "answer": 0.5}'
    """
    text = json.dumps(message, allow_nan=False)
    if len(text) > MAX_BYTES:
        raise WireError(
            f"The answer is {len(text):,} bytes long; at most {MAX_BYTES:,} can be checked."
        )
    return text


def load(text: str) -> dict[str, Any]:
    """
    Read a message that :func:`dump` wrote.

    Raises
    ------
    WireError
        If the text is too long, or is no JSON object.

    Examples
    --------
    >>> load('{"type": "answer"}')
    {'type': 'answer'}
    """
    if len(text) > MAX_BYTES:
        raise WireError(f"A message of {len(text):,} bytes; at most {MAX_BYTES:,} are read.")
    try:
        message = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise WireError(f"A message that is no JSON: {error}.") from error
    if not isinstance(message, dict):
        raise WireError(f"A message must be a JSON object; received {type(message).__name__}.")
    return message


def _limit(items: int) -> None:
    if items > MAX_ITEMS:
        raise WireError(f"The answer holds {items:,} items; at most {MAX_ITEMS:,} can be checked.")


def _are_plain(items: Sequence[Any]) -> bool:
    """Whether JSON takes all of these as they are; columns mostly are, and have many."""
    if not set(map(type, items)) <= _PLAIN:
        return False
    # A float that is none is not less than anything.
    return all(abs(item) < _WHOLE for item in items if type(item) in _COUNTED)


def _limit_digits(number: int) -> None:
    if abs(number) >= _WHOLE:
        raise WireError(f"The answer holds a whole number of more than {MAX_DIGITS} digits.")


def _as_float(number: Any) -> float:
    try:
        return float(number)
    except (ArithmeticError, ValueError) as error:
        raise WireError(f"The answer holds a number that is none: {error}.") from error


def _text_key(key: Any) -> str:
    if isinstance(key, np.generic):
        key = key.item()
    if isinstance(key, str | int | float | bool):
        return str(key)
    raise WireError(f"A dictionary's keys must be text or numbers; received {type(key).__name__}.")


def _describe(function: Any) -> dict[str, Any]:
    try:
        parameters = list(inspect.signature(function).parameters)
    except (TypeError, ValueError):
        parameters = []
    return {"name": str(getattr(function, "__name__", "function")), "parameters": parameters}


def _encode_table(frame: pd.DataFrame, depth: int) -> dict[str, Any]:
    _limit(frame.size)
    plain_index = isinstance(frame.index, pd.RangeIndex) and frame.index.name is None
    if not plain_index:
        # A group-by leaves its keys in the index; they are part of the answer.
        names = [name for name in frame.index.names if name is not None]
        if names and set(names) <= set(frame.columns):  # set_index(..., drop=False)
            names = []
        frame = frame.reset_index(drop=not names)
    columns = [
        ".".join(map(str, name)) if isinstance(name, tuple) else str(name) for name in frame.columns
    ]
    data = [encode(frame.iloc[:, place].tolist(), depth) for place in range(frame.shape[1])]
    return {"columns": columns, "data": data}


def _read_function(body: Any, depth: int) -> FunctionHandle:
    return FunctionHandle(str(body["name"])[:80], tuple(str(name) for name in body["parameters"]))


def _read_table(body: Any, depth: int) -> pd.DataFrame:
    columns, data = body["columns"], body["data"]
    if len(set(columns)) != len(columns):
        raise WireError("A table has two columns of the same name.")
    if len(columns) != len(data):
        raise WireError("A table has more columns than column names, or fewer.")
    read = {
        str(name): pd.Series(decode(values, depth))
        for name, values in zip(columns, data, strict=True)
    }
    if len({len(column) for column in read.values()}) > 1:
        raise WireError("A table's columns differ in length.")
    return pd.DataFrame(read)


def _read_series(body: Any, depth: int) -> pd.Series:
    return pd.Series(decode(body["values"], depth), index=decode(body["index"], depth))


def _read_float(body: Any, depth: int) -> float:
    if body not in _NON_FINITE:
        raise WireError(f"A float on the wire must be one of {_NON_FINITE}; received {body!r}.")
    return float(body)


def _read_refused(body: Any, depth: int) -> Any:
    raise WireError(str(body)[:500])


_READERS = {
    "$refused": _read_refused,
    "$unanswered": lambda body, depth: UNANSWERED,
    "$float": _read_float,
    "$date": lambda body, depth: dt.datetime.fromisoformat(body),
    "$money": lambda body, depth: Money(decode(body[0], depth), body[1], per=body[2]),
    "$dict": lambda body, depth: {str(k): decode(v, depth) for k, v in body.items()},
    "$series": _read_series,
    "$table": _read_table,
    "$function": _read_function,
}
