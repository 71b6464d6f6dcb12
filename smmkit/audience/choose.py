"""Which platforms to be on, if the hours do not reach for all."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
import pandas as pd

from smmkit.audience.overlap import uses, weights
from smmkit.errors import ArgumentError, check_choice, check_number

__all__ = ["MOST_PLATFORMS", "choose", "rank", "regret", "subsets"]

MOST_PLATFORMS = 14
TIE = 1e-12


def subsets(
    people: pd.DataFrame, hours: Mapping[str, float], *, worth: str | None = None
) -> pd.DataFrame:
    """
    Return what every choice of platforms takes and reaches.

    Parameters
    ----------
    people : pandas.DataFrame
        One row a person; a column for each platform, true where the person uses it.
    hours : mapping of str to float
        Platforms to choose from, at most 14, and the hours a week that each takes.
    worth : str, optional
        Column with what a person is worth; without it each person counts 1.

    Returns
    -------
    pandas.DataFrame
        One row a choice, nothing at all being the first: platforms (tuple), hours, summed
        (the platforms' own people added up, as a fraction; can pass 1) and reached (the same
        people counted once, `within_reach`).

    Raises
    ------
    ArgumentError
        If there are no platforms or too many, or hours are no positive numbers.
    TableError
        If a column is missing, or nobody is worth anything.

    Notes
    -----
    With S a choice, U(p) the people on platform p and w their worth,
    reached(S) = Σ w(i) over i in ∪ U(p), p in S, divided by Σ w(i) over all.

    Examples
    --------
    >>> asked = pd.DataFrame({"x": [True, True, False], "vk": [True, False, True]})
    >>> table = subsets(asked, {"x": 2, "vk": 3})
    >>> table["hours"].tolist(), table["reached"].round(2).tolist()
    ([0.0, 2.0, 3.0, 5.0], [0.0, 0.67, 0.67, 1.0])
    """
    if not isinstance(hours, Mapping) or not 1 <= len(hours) <= MOST_PLATFORMS:
        received = len(hours) if isinstance(hours, Mapping) else type(hours).__name__
        raise ArgumentError(
            f"hours must name 1 to {MOST_PLATFORMS} platforms with the hours each takes, such as "
            f'{{"instagram": 6}}; received {received}.'
        )
    names = list(hours)
    cost = np.array(
        [check_number(f"hours of {name}", hours[name], above=0, unit="hours") for name in names]
    )
    counted = weights(people, worth, "subsets")
    total = counted.sum()
    if total <= 0:
        raise ArgumentError("people must hold at least one person who is worth something.")
    on = uses(people, names, "subsets")
    bits = np.arange(len(names))
    picks = np.arange(2 ** len(names))
    # Bit i of a choice says whether platform i is in it. People with the same platforms are
    # one heap, so that the work does not grow with the survey.
    heaps = np.bincount(on @ (1 << bits), counted, len(picks))
    within = (picks[:, None] >> bits) & 1
    missed = np.array([heaps[(picks & pick) == 0].sum() for pick in picks])
    return pd.DataFrame(
        {
            "platforms": [
                tuple(name for name, in_it in zip(names, row, strict=True) if in_it)
                for row in within
            ],
            "hours": within @ cost,
            "summed": within @ (counted @ on) / total,
            "reached": np.maximum(0.0, 1 - missed / total),
        }
    )


def rank(
    people: pd.DataFrame,
    hours: Mapping[str, float],
    *,
    budget: float,
    worth: str | None = None,
) -> pd.DataFrame:
    """
    Return every choice of platforms that fits a budget of hours, the best first.

    Parameters
    ----------
    people, hours, worth
        As in `subsets`.
    budget : float
        Hours a week that may be spent.

    Returns
    -------
    pandas.DataFrame
        `subsets` that fit, and regret: 1 - reached / the best one's reached. Among equals those
        that take the fewest hours, then the fewest platforms, come first.

    Raises
    ------
    ArgumentError, TableError
        As in `subsets`.

    Examples
    --------
    >>> asked = pd.DataFrame({"x": [True, False, False], "vk": [True, True, False]})
    >>> rank(asked, {"x": 2, "vk": 3}, budget=4)["regret"].tolist()
    [0.0, 0.5, 1.0]
    """
    table = subsets(people, hours, worth=worth)
    table = table[table["hours"] <= check_number("budget", budget, low=0, unit="hours")]
    best = table["reached"].max()
    lost = 1 - table["reached"] / best if best > 0 else 0.0
    # Sums of the same numbers in another order differ in the last digit: that is no regret.
    table = table.assign(regret=lost).assign(
        regret=lambda t: t["regret"].where(t["regret"] > TIE, 0.0)
    )
    order = table.assign(count=table["platforms"].map(len)).sort_values(
        ["regret", "hours", "count"], kind="stable"
    )
    return table.loc[order.index].reset_index(drop=True)


def choose(
    people: pd.DataFrame,
    hours: Mapping[str, float],
    *,
    budget: float,
    worth: str | None = None,
) -> dict[str, Any]:
    """
    Find the platforms that reach the most within a budget of hours.

    Parameters
    ----------
    people, hours, budget, worth
        As in `rank`.

    Returns
    -------
    dict
        platforms (tuple, in the order of `hours`), hours (those they take) and reached
        (fraction of the people, or of their worth, counted once): the first row of `rank`.

    Raises
    ------
    ArgumentError, TableError
        As in `subsets`.

    Notes
    -----
    argmax of reached(S) over all S whose hours add up to at most the budget, found by trying
    every S. Taking the largest platform first, then the next, can miss it: the problem is the
    budgeted maximum coverage problem (Khuller, Moss and Naor, Inf. Proc. Letters 70, 1999).

    Examples
    --------
    The two large platforms have the same people; the small one has others.

    >>> asked = pd.DataFrame(
    ...     {"a": [True, True, False], "b": [True, True, False], "c": [False, False, True]}
    ... )
    >>> choose(asked, {"a": 4, "b": 4, "c": 4}, budget=8)["platforms"]
    ('a', 'c')
    """
    best = rank(people, hours, budget=budget, worth=worth).iloc[0]
    return {
        "platforms": best["platforms"],
        "hours": float(best["hours"]),
        "reached": float(best["reached"]),
    }


def regret(
    chosen: Collection[str],
    people: pd.DataFrame,
    hours: Mapping[str, float],
    *,
    budget: float,
    worth: str | None = None,
) -> float:
    """
    Return what a choice of platforms gives away against the best one.

    Parameters
    ----------
    chosen : collection of str
        The platforms chosen; the order makes no difference.
    people, hours, budget, worth
        As in `rank`.

    Returns
    -------
    float
        1 - reached(chosen) / reached(best): 0 for the best choice, 1 for one that reaches nobody.

    Raises
    ------
    ArgumentError
        If a platform is not one to choose from, or the choice takes more than the budget.

    Examples
    --------
    >>> asked = pd.DataFrame({"a": [True, True, False, False], "b": [True, True, True, True]})
    >>> regret(["a"], asked, {"a": 4, "b": 4}, budget=4)
    0.5
    """
    if isinstance(chosen, str) or not isinstance(chosen, Collection):
        raise ArgumentError(f"chosen must be a list of platforms; received {chosen!r}.")
    for name in chosen:
        check_choice("a platform in chosen", name, list(hours))
    takes = sum(hours[name] for name in set(chosen))
    if takes > check_number("budget", budget, low=0, unit="hours"):
        raise ArgumentError(f"chosen takes {takes:g} hours a week, and the budget is {budget:g}.")
    table = rank(people, hours, budget=budget, worth=worth)
    return float(table.loc[table["platforms"].map(set) == set(chosen), "regret"].iloc[0])
