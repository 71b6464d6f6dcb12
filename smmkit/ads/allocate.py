"""How to split a budget over curves, and what any other split gives away."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from smmkit.ads.curves import Curve, marginal, response
from smmkit.errors import ArgumentError, check_choice, check_number

__all__ = ["allocate", "regret", "returns"]

_STEPS = 200
_HALVINGS = 16
_WINDOW = 4
_A_HAIR = 1e-9


def allocate(
    curves: Mapping[str, Curve], *, budget: float, worth: float = 1.0, spend_all: bool = False
) -> pd.DataFrame:
    """
    Split a budget so that it leaves the most.

    Parameters
    ----------
    curves : mapping of str to callable
        For each placement, what a sum of money brings there, such as orders a month: `Hill`,
        `Log`, `Power`, or any function of one number.
    budget : float
        Money there is, more than 0.
    worth : float, default 1
        Money that one unit of response leaves before advertising: for orders, margin times order
        value. With the default the response must be money itself.
    spend_all : bool, default False
        Whether all of it has to go out. Otherwise what would not come back is kept.

    Returns
    -------
    pandas.DataFrame
        `returns` of the best split.

    Raises
    ------
    ArgumentError
        If there is no curve, a number is out of its range, or a curve gives no finite number.

    Notes
    -----
    Maximises sum(worth * curve(spend) - spend) subject to sum(spend) <= budget. At the optimum
    every placement with money has the same marginal return: more than 1 if the budget is short,
    exactly 1 if some of it is kept (Dorfman and Steiner, American Economic Review 44, 1954).

    For S-shaped curves equal marginal returns are necessary and not sufficient, so the best split
    is looked for among all of a grid of budget / 200, by dynamic programming, then around it on
    grids that get finer by halves. A peak narrower than a step of the first grid can be missed.

    Examples
    --------
    >>> from smmkit.ads.curves import Log
    >>> plan = allocate({"a": Log(10, 50), "b": Log(20, 50)}, budget=200, worth=30)
    >>> plan["spend"].round(1).tolist(), plan["marginal"].round(3).tolist()
    ([50.0, 150.0], [3.0, 3.0])
    """
    _check(curves)
    budget = check_number("budget", budget, above=0, unit="money")
    worth = check_number("worth", worth, low=0, unit="money")
    cost = 0.0 if spend_all else 1.0
    unit, total = budget / _STEPS, _STEPS

    def values(units: list[np.ndarray]) -> list[np.ndarray]:
        found = []
        for (name, curve), counts in zip(curves.items(), units, strict=True):
            money = counts * unit
            left = [
                worth * response(curve, x, name) - cost * x if x >= 0 else -np.inf
                for x in money.tolist()
            ]
            found.append(np.array(left))
        return found

    chosen = np.array(
        _split(values([np.arange(total + 1)] * len(curves)), total, exact=spend_all), dtype=int
    )
    offsets = np.arange(-_WINDOW, _WINDOW + 1)
    for _ in range(_HALVINGS):
        unit, total, chosen = unit / 2, 2 * total, 2 * chosen
        room = total - int(chosen.sum()) + _WINDOW * len(curves)
        picks = _split(values([count + offsets for count in chosen]), room, exact=spend_all)
        chosen = chosen + offsets[picks]
    spend = dict(zip(curves, (chosen * unit).tolist(), strict=True))
    return returns(curves, spend, worth=worth)


def _split(values: list[np.ndarray], limit: int, *, exact: bool) -> list[int]:
    """
    Return how many units each takes, so that their values add up to the most.

    `values[i][k]` is what k units are worth in the i-th; together they take at most `limit`
    units, or exactly so many. Of equals the fewest units win.
    """
    best, takes = np.zeros(1), []
    for row in values:
        size = min(best.size + row.size - 1, limit + 1)
        rest = np.arange(size)[:, None] - np.arange(row.size)
        there = (rest >= 0) & (rest < best.size)
        total = np.where(there, best[np.clip(rest, 0, best.size - 1)] + row, -np.inf)
        takes.append(total.argmax(axis=1))
        best = total.max(axis=1)
    left = limit if exact else int(best.argmax())
    chosen = []
    for take in reversed(takes):
        chosen.append(int(take[left]))
        left -= chosen[-1]
    return chosen[::-1]


def returns(
    curves: Mapping[str, Curve], spend: Mapping[str, float] | pd.DataFrame, *, worth: float = 1.0
) -> pd.DataFrame:
    """
    Tell what a split of money brings, on average and at the margin.

    Parameters
    ----------
    curves, worth
        As in `allocate`.
    spend : mapping of str to float, or DataFrame
        Money for each placement; one that is not named gets nothing. Of a table, as `allocate`
        returns it, the column spend.

    Returns
    -------
    pandas.DataFrame
        Indexed by placement, in the order of `curves`: spend (money), response, average (worth *
        response / spend: what a unit of money left; NaN without spend), marginal (worth * slope:
        what the next unit would leave) and gain (worth * response - spend, money).

    Raises
    ------
    ArgumentError
        If a placement is not one of the curves', or an amount is negative.

    Examples
    --------
    >>> from smmkit.ads.curves import Hill
    >>> table = returns({"search": Hill(40, 200)}, {"search": 200}, worth=25)
    >>> table.loc["search"].to_dict()
    {'spend': 200.0, 'response': 20.0, 'average': 2.5, 'marginal': 1.25, 'gain': 300.0}
    """
    _check(curves)
    worth = check_number("worth", worth, low=0, unit="money")
    if isinstance(spend, pd.DataFrame) and "spend" in spend:
        spend = spend["spend"]
    if not isinstance(spend, Mapping | pd.Series):
        raise ArgumentError(
            'spend must name placements and their money, such as {"search": 100}; '
            f"received {spend!r}."
        )
    money = dict.fromkeys(curves, 0.0)
    for name, amount in spend.items():
        check_choice("a placement in spend", name, list(curves))
        money[name] = check_number(f"spend of {name}", amount, low=0, unit="money")
    brought = [response(curve, money[name], name) for name, curve in curves.items()]
    table = pd.DataFrame(
        {"spend": money, "response": dict(zip(curves, brought, strict=True))}, index=list(curves)
    )
    table["average"] = worth * table["response"] / table["spend"].where(table["spend"] > 0)
    table["marginal"] = [worth * marginal(curve, money[name]) for name, curve in curves.items()]
    table["gain"] = worth * table["response"] - table["spend"]
    table.index.name = "placement"
    return table


def regret(
    spend: Mapping[str, float],
    curves: Mapping[str, Curve],
    *,
    budget: float,
    worth: float = 1.0,
) -> float:
    """
    Return the share of the best split's gain that a split gives away.

    Parameters
    ----------
    spend : mapping of str to float
        Money for each placement.
    curves, budget, worth
        As in `allocate`.

    Returns
    -------
    float
        1 - gain / best gain: 0 for the best split, 1 for one that leaves nothing, more where money
        is lost. Where nothing pays, 0 for spending nothing and 1 for anything else.

    Raises
    ------
    ArgumentError
        If the split takes more than the budget, or as in `returns`.

    Examples
    --------
    >>> from smmkit.ads.curves import Log
    >>> offers = {"a": Log(10, 50), "b": Log(20, 50)}
    >>> round(regret({"a": 100, "b": 100}, offers, budget=200, worth=30), 3)
    0.061
    """
    mine = returns(curves, spend, worth=worth)
    taken = float(mine["spend"].sum())
    if taken > check_number("budget", budget, above=0, unit="money") * (1 + _A_HAIR):
        raise ArgumentError(f"the split takes {taken:,.2f} and the budget is {budget:,.2f}.")
    best = float(allocate(curves, budget=budget, worth=worth)["gain"].sum())
    if best <= 0:
        return float(taken > 0)
    return max(0.0, 1 - float(mine["gain"].sum()) / best)


def _check(curves: Mapping[str, Curve]) -> None:
    if not isinstance(curves, Mapping) or not curves:
        raise ArgumentError(
            'curves must name placements and their curves, such as {"search": ads.Hill(40, 200)}; '
            f"received {curves!r}."
        )
