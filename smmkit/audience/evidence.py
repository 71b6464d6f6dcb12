"""What the data say of a claim about some of the people."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from numbers import Real
from typing import Any

import pandas as pd

from smmkit.audience.shares import interval
from smmkit.errors import ArgumentError, TableError, check_columns

__all__ = ["evidence", "evidence_of_rows", "is_number", "is_yes_no", "profile", "rows_of"]

_RANGE = re.compile(r"\s*(\d+(?:\.\d+)?)\s*[-–]\s*(\d+(?:\.\d+)?)\s*")


def evidence(people: pd.DataFrame, of: Mapping[str, Any], column: str, value: Any) -> dict:
    """
    Look up what the data say of one claim about some of the people.

    Parameters
    ----------
    people : pandas.DataFrame
        One row a person.
    of : mapping of str to object
        Whom the claim is about: a value for each of some columns, all of which must hold.
    column : str
        What the claim is about.
    value : object
        What is claimed: a word; True or False; for numbers a range in words, ends included,
        such as "30-44".

    Returns
    -------
    dict
        column, is (the value), share (of the people meant whose answer is known, fraction), n
        (their number), low and high (`interval`), and others (the share among everybody else).

    Raises
    ------
    TableError
        If a column is missing.
    ArgumentError
        If `of` fits nobody, or the value is no range where one is needed.

    Examples
    --------
    >>> asked = pd.DataFrame({"segment": ["a", "a", "b", "b"], "age": [31, 50, 35, 70]})
    >>> found = evidence(asked, {"segment": "a"}, "age", "30-44")
    >>> found["share"], found["n"], found["others"]
    (0.5, 2, 0.5)
    """
    check_columns(people, [column], "evidence")
    return evidence_of_rows(people, rows_of(people, of), column, value)


def evidence_of_rows(people: pd.DataFrame, meant: pd.Series, column: str, value: Any) -> dict:
    """Look up a claim as `evidence` does, about people already found by `rows_of`."""
    known = people[column].notna()
    yes = _holds(people[column], column, value)
    inside = yes[meant & known]
    count, n = int(inside.sum()), len(inside)
    low, high = interval(count, n)
    rest = yes[~meant & known]
    return {
        "column": column,
        "is": value,
        "share": count / n if n else float("nan"),
        "n": n,
        "low": low,
        "high": high,
        "others": float(rest.mean()) if len(rest) else float("nan"),
    }


def profile(people: pd.DataFrame, of: Mapping[str, Any], columns: Sequence[str]) -> pd.DataFrame:
    """
    List what sets some of the people apart from the others.

    Parameters
    ----------
    people : pandas.DataFrame
        One row a person.
    of : mapping of str to object
        Whom it is about, as in `evidence`.
    columns : sequence of str
        What to compare. Of words the commonest among them, of yes or no the yes, of numbers the
        range from the tenth to the ninetieth of a hundred.

    Returns
    -------
    pandas.DataFrame
        One row a column, what sets apart the most on top: `evidence`, and apart (share - others).

    Examples
    --------
    >>> asked = pd.DataFrame({"segment": ["a", "a", "b"], "x": [True, True, False]})
    >>> profile(asked, {"segment": "a"}, ["x"])[["column", "is", "apart"]].values.tolist()
    [['x', True, 1.0]]
    """
    check_columns(people, list(columns), "profile")
    meant = rows_of(people, of)
    rows = []
    for column in columns:
        answers = people.loc[meant, column].dropna()
        if not len(answers):
            continue
        if is_number(answers):
            ends = answers.astype(float).quantile([0.1, 0.9])
            value: Any = f"{ends.iloc[0]:.0f}-{ends.iloc[1]:.0f}"
        else:
            value = True if is_yes_no(answers) else answers.value_counts().index[0]
        rows.append(evidence_of_rows(people, meant, column, value))
    table = pd.DataFrame(rows, columns=["column", "is", "share", "n", "low", "high", "others"])
    table["apart"] = table["share"] - table["others"]
    return table.sort_values("apart", ascending=False, kind="stable").reset_index(drop=True)


def rows_of(people: pd.DataFrame, of: Mapping[str, Any]) -> pd.Series:
    """Return, row by row, whether a person is one of those meant; raise if nobody is."""
    check_columns(people, list(of), "of")
    rows = pd.Series(True, index=people.index)
    for column, value in of.items():
        rows &= _holds(people[column], column, value)
        if not rows.any():
            some = ", ".join(map(str, people[column].dropna().unique()[:12]))
            raise ArgumentError(
                f"of fits nobody: no row is left at {column} = {value!r}. The column holds: {some}."
            )
    return rows


def _holds(column: pd.Series, name: str, value: Any) -> pd.Series:
    if is_number(column) and not isinstance(value, Real):
        ends = _RANGE.fullmatch(value) if isinstance(value, str) else None
        if ends is None:
            raise ArgumentError(
                f'{name} holds numbers; claim a range such as "30-44"; received {value!r}.'
            )
        low, high = map(float, ends.groups())
        yes = (column >= low) & (column <= high)
    elif is_yes_no(column) and not isinstance(value, bool):
        raise ArgumentError(f"{name} holds yes or no; claim True or False; received {value!r}.")
    elif isinstance(value, Mapping | list | tuple | set):
        raise TableError(f"{name}: claim one word, not {type(value).__name__}.")
    else:
        yes = column == value
    return yes.fillna(False).astype(bool)


def is_yes_no(column: pd.Series) -> bool:
    """Tell whether a column holds True and False."""
    return pd.api.types.is_bool_dtype(column)


def is_number(column: pd.Series) -> bool:
    """Tell whether a column holds numbers."""
    return pd.api.types.is_numeric_dtype(column) and not is_yes_no(column)
