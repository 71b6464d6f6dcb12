"""Credit by coalition: what each channel adds, on average, to the channels that were there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from math import comb

import pandas as pd

from smmkit.attribution.journeys import credit, in_order
from smmkit.errors import ArgumentError, check_number

__all__ = ["MOST_PLAYERS", "shapley", "shapley_values"]

MOST_PLAYERS = 16


def shapley(journeys: pd.DataFrame, *, worth: str = "orders") -> pd.Series:
    """
    Share out the orders by the Shapley value of each channel.

    Parameters
    ----------
    journeys : pandas.DataFrame
        JOURNEYS of `smmkit.tables`.
    worth : {"orders", "revenue"}
        What is shared out.

    Returns
    -------
    pandas.Series
        Credit by channel; it adds up to all orders, or to all their revenue.

    Raises
    ------
    TableError
        If a column is missing or the journeys contradict themselves.

    Notes
    -----
    A set of channels is worth the orders of the journeys that needed no other channel. This game
    is a sum of one game a journey, in which its channels are worth the order together and nothing
    apart; the Shapley value of such a game is an even split, so the exact value for any number of
    channels is: each order evenly among its *different* channels. `shapley_values` finds the same
    by trying all coalitions. The simplified method of Zhao, Mahboobi and Bagheri, "Shapley value
    methods for attribution modeling in online advertising" (arXiv 1804.05327, 2018). Journeys
    without an order have no say in it.

    Examples
    --------
    >>> one = pd.DataFrame({"journey_id": ["1"] * 3, "step": [1, 2, 3], "converted": [True] * 3,
    ...                     "channel": ["paid x", "paid x", "search"]})
    >>> shapley(one).to_dict()
    {'paid x': 0.5, 'search': 0.5}
    """
    touches = in_order(journeys, "shapley", worth=worth)
    once = touches.drop_duplicates(["journey", "channel"])
    return credit(once, pd.Series(1.0, index=once.index))


def shapley_values(
    players: Sequence[str], worth: Callable[[frozenset[str]], float]
) -> dict[str, float]:
    """
    Return the exact Shapley values of any game, over all coalitions.

    Parameters
    ----------
    players : sequence of str
        At most 16, each once.
    worth : callable
        What a set of players is worth; asked once for each of the 2 ** n sets.

    Returns
    -------
    dict of str to float
        They add up to worth(all) - worth(none).

    Raises
    ------
    ArgumentError
        If there are too many players, one stands twice, or a worth is no finite number.

    Notes
    -----
    phi(i) = sum over S without i of |S|! (n - |S| - 1)! / n! (worth(S + i) - worth(S)). Shapley, "A
    value for n-person games" (1953).

    Examples
    --------
    Two shoes are worth 10 as a pair; who has the only left one gets more.

    >>> values = shapley_values(["left", "right", "other right"],
    ...                         lambda who: 10.0 if "left" in who and len(who) > 1 else 0.0)
    >>> {name: round(value, 2) for name, value in values.items()}
    {'left': 6.67, 'right': 1.67, 'other right': 1.67}
    """
    names = list(players)
    if not 1 <= len(names) <= MOST_PLAYERS or len(set(names)) != len(names):
        raise ArgumentError(
            f"players must be 1 to {MOST_PLAYERS} names, each once; received {len(names)} names."
        )
    sets = [
        frozenset(chosen) for size in range(len(names) + 1) for chosen in combinations(names, size)
    ]
    value = {one: check_number(f"worth of {sorted(one)}", worth(one)) for one in sets}
    weight = [1 / (len(names) * comb(len(names) - 1, size)) for size in range(len(names))]
    return {
        name: sum(
            weight[len(one)] * (value[one | {name}] - value[one]) for one in sets if name not in one
        )
        for name in names
    }
