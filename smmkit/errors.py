"""What a learner is told when an argument is wrong.

Every error names what was wrong, what is allowed and what was received.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable, Sequence
from numbers import Real
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "ArgumentError",
    "CurrencyError",
    "SmmkitError",
    "TableError",
    "UnitError",
    "UnknownExportError",
    "check_choice",
    "check_columns",
    "check_fraction",
    "check_number",
    "did_you_mean",
]


class SmmkitError(ValueError):
    """Base of every error that smmkit raises on purpose."""


class ArgumentError(SmmkitError):
    """An argument has a value that the function cannot use."""


class UnitError(ArgumentError):
    """A number is in the wrong unit, such as 40 where the fraction 0.40 is meant."""


class CurrencyError(ArgumentError):
    """Two amounts of money differ in currency or period."""


class TableError(SmmkitError):
    """A table lacks a column, or holds values its column cannot hold."""


class UnknownExportError(SmmkitError):
    """A file is not an export that smmkit knows, or is damaged past reading."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """
    Suggest the nearest known word, as the end of an error message.

    Parameters
    ----------
    word : str
        What was received.
    known : iterable of str
        What would have been right.

    Returns
    -------
    str
        ``' Did you mean "reach"?'`` with a leading space, or ``''``.

    Examples
    --------
    >>> did_you_mean("raech", ["reach", "likes"])
    ' Did you mean "reach"?'
    """
    by_lower = {name.casefold(): name for name in map(str, known)}
    near = difflib.get_close_matches(str(word).casefold(), by_lower, n=1, cutoff=0.7)
    return f' Did you mean "{by_lower[near[0]]}"?' if near else ""


def check_choice(name: str, value: object, allowed: Sequence[str]) -> str:
    """
    Return `value` if it is one of the allowed words.

    Parameters
    ----------
    name : str
        Name of the argument, for the message.
    value : object
        What was received.
    allowed : sequence of str
        The legal values.

    Raises
    ------
    ArgumentError
        If `value` is not among `allowed`.

    Examples
    --------
    >>> check_choice("by", "format", ["format", "platform"])
    'format'
    """
    if isinstance(value, str) and value in allowed:
        return value
    options = ", ".join(f'"{item}"' for item in allowed)
    raise ArgumentError(
        f"{name} must be one of {options}; received {value!r}.{did_you_mean(str(value), allowed)}"
    )


def check_number(
    name: str,
    value: object,
    *,
    low: float | None = None,
    high: float | None = None,
    above: float | None = None,
    below: float | None = None,
    unit: str = "",
) -> float:
    """
    Return `value` as a float if it is a finite number within its bounds.

    Parameters
    ----------
    name : str
        Name of the argument, for the message.
    value : object
        What was received.
    low, high : float, optional
        Bounds, themselves allowed.
    above, below : float, optional
        Bounds, themselves not allowed.
    unit : str, optional
        Unit, for the message.

    Raises
    ------
    ArgumentError
        If `value` is not a finite number within the bounds.

    Examples
    --------
    >>> check_number("hours", 20, above=0, unit="hours")
    20.0
    """
    what = f"a number of {unit}" if unit else "a number"
    limits = [
        f"{words} {bound:g}"
        for words, bound in (
            ("at least", low),
            ("more than", above),
            ("at most", high),
            ("less than", below),
        )
        if bound is not None
    ]
    allowed = " ".join([what, " and ".join(limits)]).strip()
    is_number = isinstance(value, Real) and not isinstance(value, bool)
    if not is_number or not math.isfinite(value):
        raise ArgumentError(f"{name} must be {allowed}; received {value!r}.")
    number = float(value)
    outside = (
        (low is not None and number < low)
        or (high is not None and number > high)
        or (above is not None and number <= above)
        or (below is not None and number >= below)
    )
    if outside:
        raise ArgumentError(f"{name} must be {allowed}; received {value!r}.")
    return number


def check_fraction(name: str, value: object, *, one_allowed: bool = True) -> float:
    """
    Return `value` if it is a share between 0 and 1.

    Parameters
    ----------
    name : str
        Name of the argument, for the message.
    value : object
        What was received.
    one_allowed : bool, default True
        Whether 1 itself makes sense.

    Raises
    ------
    UnitError
        If the number looks like per cent (more than 1).
    ArgumentError
        If it is no number, or negative.

    Examples
    --------
    >>> check_fraction("margin", 0.4)
    0.4
    >>> check_fraction("margin", 40)
    Traceback (most recent call last):
    smmkit.errors.UnitError: margin must be a fraction between 0 and 1; received 40. For 40 % \
write 0.4.
    """
    number = check_number(name, value, low=0.0)
    if number > 1:
        raise UnitError(
            f"{name} must be a fraction between 0 and 1; received {value!r}. "
            f"For {number:g} % write {number / 100:g}."
        )
    if number == 1 and not one_allowed:
        raise ArgumentError(f"{name} must be a fraction below 1; received {value!r}.")
    return number


def check_columns(table: object, needed: Sequence[str], where: str) -> pd.DataFrame:
    """
    Return `table` if it is a DataFrame with all needed columns.

    Parameters
    ----------
    table : object
        What was received.
    needed : sequence of str
        Columns that the caller reads.
    where : str
        Name of the calling function, for the message.

    Raises
    ------
    TableError
        If it is no DataFrame or a column is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> check_columns(pd.DataFrame({"reech": [1]}), ["reach"], "er_by_reach")
    Traceback (most recent call last):
    smmkit.errors.TableError: er_by_reach needs the column "reach"; the table has: reech. \
Did you mean "reech"?
    """
    import pandas as pd  # here, so that the command line, which needs no tables, starts at once

    if hasattr(table, "tables") and hasattr(table, "report"):
        raise TableError(
            f"{where} needs a table; received a whole export. Hand in one of its tables, such as "
            "export.posts."
        )
    if not isinstance(table, pd.DataFrame):
        with_columns = f" with the columns {', '.join(needed)}" if needed else ""
        raise TableError(
            f"{where} needs a table (a pandas DataFrame){with_columns}; "
            f"received {type(table).__name__}."
        )
    missing = [name for name in needed if name not in table.columns]
    if not missing:
        return table
    words = "column" if len(missing) == 1 else "columns"
    raise TableError(
        f"{where} needs the {words} {', '.join(f'{chr(34)}{name}{chr(34)}' for name in missing)}; "
        f"the table has: {', '.join(map(str, table.columns))}."
        f"{did_you_mean(missing[0], map(str, table.columns))}"
    )
