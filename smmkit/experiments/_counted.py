"""What tests are told by: people, and those of them who did it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from smmkit.errors import ArgumentError, TableError, check_columns, check_number, did_you_mean

__all__ = ["check_whole", "control_first", "counted"]


def check_whole(name: str, value: object, high: int, *, low: int = 1) -> int:
    """
    Return `value` as an int if it is a whole number within its bounds.

    Parameters
    ----------
    name : str
        Name of the argument, for the message.
    value : object
        What was received.
    high, low : int
        Bounds, themselves allowed.

    Raises
    ------
    ArgumentError
        If it is not.

    Examples
    --------
    >>> check_whole("looks", 28, 200)
    28
    """
    number = check_number(name, value, low=low, high=high)
    if number != int(number):
        raise ArgumentError(f"{name} must be a whole number; received {value!r}.")
    return int(number)


def counted(
    table: pd.DataFrame, hits: str, people: str, where: str, *, fewest: int = 1
) -> tuple[np.ndarray, np.ndarray]:
    """
    Return two columns as floats if each row counts `hits` out of `people`.

    Parameters
    ----------
    table : pandas.DataFrame
        A row for each variant, post or day.
    hits, people : str
        Names of the columns.
    where : str
        Name of the calling function, for the message.
    fewest : int, default 1
        Rows needed.

    Raises
    ------
    TableError
        If there are too few rows, or a row has no people, or more hits than people.

    Examples
    --------
    >>> table = pd.DataFrame({"clicks": [3], "people": [2]}, index=["A"])
    >>> counted(table, "clicks", "people", "compare")
    Traceback (most recent call last):
    smmkit.errors.TableError: compare: in 1 of 1 rows "clicks" is not a number from 0 to \
"people" (at least 1): row A has 3 of 2.
    """
    check_columns(table, [hits, people], where)
    if len(table) < fewest:
        raise TableError(f"{where} needs at least {fewest} rows; the table has {len(table)}.")
    done, asked = _floats(table[hits]), _floats(table[people])
    # A comparison with NaN is false, so what is not known counts as wrong.
    wrong = np.flatnonzero(~((asked >= 1) & (done >= 0) & (done <= asked)))
    if wrong.size:
        row = table.iloc[wrong[0]]
        raise TableError(
            f'{where}: in {wrong.size} of {len(table)} rows "{hits}" is not a number from 0 to '
            f'"{people}" (at least 1): row {table.index[wrong[0]]} has {row[hits]} of '
            f"{row[people]}."
        )
    return done, asked


def control_first(names: pd.Index, control: object, where: str) -> object:
    """
    Return the control's name: the first one, unless another is named.

    Parameters
    ----------
    names : pandas.Index
        The variants.
    control : object
        A name, or None.
    where : str
        Name of the calling function, for the message.

    Raises
    ------
    TableError
        If two variants have one name, or none has the control's.

    Examples
    --------
    >>> control_first(pd.Index(["A", "B"]), None, "compare")
    'A'
    """
    twice = names[names.duplicated()]
    if len(twice):
        raise TableError(f"{where} needs one row for each variant; {twice[0]!r} stands twice.")
    if control is None:
        return names[0]
    if control not in names:
        raise TableError(
            f"{where}: the control must be one of {', '.join(map(str, names))}; received "
            f"{control!r}.{did_you_mean(str(control), map(str, names))}"
        )
    return control


def _floats(column: pd.Series) -> np.ndarray:
    return pd.to_numeric(column, errors="coerce").astype("Float64").to_numpy(float, na_value=np.nan)
