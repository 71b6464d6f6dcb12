"""People on several platforms, each counted once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from smmkit.errors import ArgumentError, TableError, check_columns

__all__ = ["inclusion_exclusion", "only_here", "overlap", "uses", "weights", "within_reach"]


def uses(people: pd.DataFrame, platforms: Sequence[str], where: str) -> np.ndarray:
    """
    Return who uses what, as an array of shape (people, platforms); not known is no.

    Raises
    ------
    TableError
        If a column is missing or does not say yes or no.
    ArgumentError
        If platforms is one word, or names a platform twice.
    """
    if isinstance(platforms, str):
        raise ArgumentError(f'platforms must be a list, such as ["{platforms}"]; received a word.')
    names = list(platforms)
    check_columns(people, names, where)
    if len(set(names)) < len(names):
        raise ArgumentError(f"platforms must name each platform once; received {names}.")
    columns = []
    for name in names:
        known = people[name].dropna()
        if not known.isin([True, False]).all():
            odd = known[~known.isin([True, False])].iloc[0]
            raise TableError(
                f"{where}: the column {name!r} must say for each person True or False, whether "
                f"the person uses it; it holds {odd!r}."
            )
        columns.append((people[name] == True).fillna(False).to_numpy(dtype=bool))  # noqa: E712
    return np.array(columns, dtype=bool).reshape(len(names), len(people)).T


def weights(people: pd.DataFrame, worth: str | None, where: str) -> np.ndarray:
    """
    Return what each person counts: 1, or the number in column `worth`.

    Raises
    ------
    TableError
        If the column is missing, or holds a negative number or none.
    """
    if worth is None:
        return np.ones(len(people))
    check_columns(people, [worth], where)
    numbers = pd.to_numeric(people[worth], errors="coerce").to_numpy(dtype=float, na_value=np.nan)
    if not (np.isfinite(numbers) & (numbers >= 0)).all():
        raise TableError(f"{where}: {worth!r} must hold a number of at least 0 for each person.")
    return numbers


def within_reach(
    people: pd.DataFrame, platforms: Sequence[str], *, worth: str | None = None
) -> float:
    """
    Return the share of people who use at least one of the platforms.

    Parameters
    ----------
    people : pandas.DataFrame
        One row a person; a column for each platform, true where the person uses it.
    platforms : sequence of str
        The platforms; none reach nobody.
    worth : str, optional
        Column with what a person is worth; without it each person counts 1.

    Returns
    -------
    float
        Fraction, of the people or of their worth; NaN if there is nobody, or nothing, to reach.

    Raises
    ------
    TableError
        If a column is missing or holds something else.

    Notes
    -----
    The size of a union, |A ∪ B| = |A| + |B| - |A ∩ B|: who is on both is one person.

    Examples
    --------
    >>> asked = pd.DataFrame({"x": [True, True, False, False], "vk": [True, False, True, False]})
    >>> within_reach(asked, ["x", "vk"])
    0.75
    """
    counted = weights(people, worth, "within_reach")
    met = uses(people, platforms, "within_reach").any(axis=1)
    total = counted.sum()
    return float(counted[met].sum() / total) if total > 0 else float("nan")


def inclusion_exclusion(people: pd.DataFrame, platforms: Sequence[str]) -> pd.DataFrame:
    """
    Return the steps from each platform's people to all of them counted once.

    Parameters
    ----------
    people : pandas.DataFrame
        As in `within_reach`.
    platforms : sequence of str
        At most ten; the number of steps doubles with each.

    Returns
    -------
    pandas.DataFrame
        One row for each group of platforms: on all of (text), n (people on every one of them),
        step (n, added for groups of odd size and taken off for even ones) and total so far. The
        last total is the number of people on at least one.

    Notes
    -----
    |A ∪ B ∪ C| = |A| + |B| + |C| - |A∩B| - |A∩C| - |B∩C| + |A∩B∩C|.

    Examples
    --------
    >>> asked = pd.DataFrame({"x": [True, True, False], "vk": [True, False, True]})
    >>> inclusion_exclusion(asked, ["x", "vk"])["total"].tolist()
    [2, 4, 3]
    """
    names = list(platforms)
    if len(names) > 10:
        raise ArgumentError(f"platforms must be at most 10 here; received {len(names)}.")
    on = uses(people, platforms, "inclusion_exclusion")
    rows = []
    for size in range(1, len(names) + 1):
        for group in combinations(range(len(names)), size):
            n = int(on[:, list(group)].all(axis=1).sum())
            rows.append((" and ".join(names[i] for i in group), n, n if size % 2 else -n))
    table = pd.DataFrame(rows, columns=["on all of", "n", "step"])
    return table.assign(total=table["step"].cumsum())


def overlap(people: pd.DataFrame, platforms: Sequence[str]) -> pd.DataFrame:
    """
    Return, of the people on one platform, the share who are on another too.

    Parameters
    ----------
    people : pandas.DataFrame
        As in `within_reach`.
    platforms : sequence of str
        The platforms.

    Returns
    -------
    pandas.DataFrame
        A row and a column for each platform: fraction of the row's people who use the column's
        platform too. 1 on the diagonal; a row of NaN where nobody is. Not symmetric.

    Examples
    --------
    >>> asked = pd.DataFrame({"x": [True, False, False], "vk": [True, True, False]})
    >>> table = overlap(asked, ["x", "vk"])
    >>> float(table.loc["x", "vk"]), float(table.loc["vk", "x"])
    (1.0, 0.5)
    """
    on = uses(people, platforms, "overlap").astype(float)
    both = on.T @ on
    with np.errstate(invalid="ignore"):
        shares = both / np.diag(both)[:, None]
    names = list(platforms)
    return pd.DataFrame(shares, index=names, columns=names)


def only_here(people: pd.DataFrame, platforms: Sequence[str]) -> pd.DataFrame:
    """
    Return what each platform reaches, and what would be lost without it.

    Parameters
    ----------
    people : pandas.DataFrame
        As in `within_reach`.
    platforms : sequence of str
        The platforms that are kept.

    Returns
    -------
    pandas.DataFrame
        Indexed by platform, the largest first: on_it and only_here, both fractions of all
        people. `only_here` are those who use none of the others.

    Examples
    --------
    >>> asked = pd.DataFrame({"x": [True, False, False], "vk": [True, True, False]})
    >>> only_here(asked, ["x", "vk"])["only_here"].round(2).to_dict()
    {'vk': 0.33, 'x': 0.0}
    """
    on = uses(people, platforms, "only_here")
    if not len(people):
        raise ArgumentError("people must hold at least one person; the table is empty.")
    alone = on & (on.sum(axis=1, keepdims=True) == 1)
    table = pd.DataFrame(
        {"on_it": on.mean(axis=0), "only_here": alone.mean(axis=0)}, index=list(platforms)
    )
    return table.sort_values("on_it", ascending=False, kind="stable")
