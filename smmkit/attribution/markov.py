"""Credit by removal: how many orders a chain of touches loses without a channel."""

from __future__ import annotations

import numpy as np
import pandas as pd

from smmkit.attribution.journeys import in_order

__all__ = ["NOTHING", "ORDER", "START", "markov", "removal_effects", "transitions"]

START, ORDER, NOTHING = "(start)", "(order)", "(nothing)"


def transitions(journeys: pd.DataFrame) -> pd.DataFrame:
    """
    Return how often each touch was followed by each other, as probabilities.

    Parameters
    ----------
    journeys : pandas.DataFrame
        JOURNEYS of `smmkit.tables`, those that ended in nothing included.

    Returns
    -------
    pandas.DataFrame
        A row for the start and each channel, a column for each channel, the order and nothing;
        rows add up to 1.

    Raises
    ------
    TableError
        If a column is missing or the journeys contradict themselves.

    Examples
    --------
    >>> two = pd.DataFrame({"journey_id": ["1", "1", "2"], "step": [1, 2, 1],
    ...     "channel": ["a", "b", "a"], "converted": [True, True, False]})
    >>> transitions(two).loc["a", ["b", NOTHING]].tolist()
    [0.5, 0.5]
    """
    return _chain(in_order(journeys, "transitions"))


def _chain(touches: pd.DataFrame) -> pd.DataFrame:
    by = touches.groupby("journey")["channel"]
    before = by.shift(1).fillna(START)
    ends = touches.loc[by.cumcount(ascending=False) == 0]
    steps = pd.concat(
        [
            pd.DataFrame({"from": before, "to": touches["channel"]}),
            pd.DataFrame(
                {
                    "from": ends["channel"],
                    "to": np.where(ends["converted"], ORDER, NOTHING),
                }
            ),
        ]
    )
    names = sorted(touches["channel"].unique())
    counts = pd.crosstab(steps["from"], steps["to"]).reindex(
        index=[START, *names], columns=[*names, ORDER, NOTHING], fill_value=0
    )
    return counts.div(counts.sum(axis=1), axis=0)


def removal_effects(journeys: pd.DataFrame) -> pd.Series:
    """
    Return the share of orders that the chain of touches loses without each channel.

    Parameters
    ----------
    journeys : pandas.DataFrame
        As in `transitions`.

    Returns
    -------
    pandas.Series
        1 - P(order without the channel) / P(order), by channel; 0 to 1. Whoever would have gone
        on to the channel is taken to leave. They do not add up to 1.

    Raises
    ------
    TableError
        As in `transitions`.

    Notes
    -----
    An absorbing Markov chain of first order: P(order) is the entry of (I - Q)^-1 r that belongs to
    the start, with Q among start and channels and r into the order. Anderl, Becker, von Wangenheim
    and Schumann, International Journal of Research in Marketing 33 (2016). What the chain loses
    on paper is no cause: nobody was kept from a channel to see what happens.

    Examples
    --------
    >>> three = pd.DataFrame({"journey_id": ["1", "1", "2", "3"], "step": [1, 2, 1, 1],
    ...     "channel": ["a", "b", "a", "b"], "converted": [True, True, False, True]})
    >>> removal_effects(three).round(9).to_dict()
    {'a': 0.5, 'b': 1.0}
    """
    return _removal(in_order(journeys, "removal_effects"))


def _removal(touches: pd.DataFrame) -> pd.Series:
    chain = _chain(touches)
    names = list(chain.index[1:])
    whole = _order_chance(chain, list(chain.index))
    lost = [
        1 - _order_chance(chain, [row for row in chain.index if row != name]) / whole
        if whole
        else 0.0
        for name in names
    ]
    return pd.Series(lost, index=pd.Index(names, name="channel"), name="removal effect").clip(0, 1)


def _order_chance(chain: pd.DataFrame, rows: list[str]) -> float:
    """Return P(order) from the start among these rows; a step to any other leads to nothing."""
    if len(chain) == 1:
        return 0.0
    inner = chain.loc[rows].reindex(columns=rows, fill_value=0.0).to_numpy(float)
    into = chain.loc[rows, ORDER].to_numpy(float)
    return float(np.linalg.solve(np.eye(len(rows)) - inner, into)[0])


def markov(journeys: pd.DataFrame, *, worth: str = "orders") -> pd.Series:
    """
    Share out the orders in proportion to the removal effects.

    Parameters
    ----------
    journeys : pandas.DataFrame
        As in `transitions`.
    worth : {"orders", "revenue"}
        What is shared out. Revenue is shared as orders are: the chain knows no amounts.

    Returns
    -------
    pandas.Series
        Credit by channel; it adds up to all orders, or to all their revenue.

    Raises
    ------
    TableError
        As in `transitions`.

    Examples
    --------
    >>> three = pd.DataFrame({"journey_id": ["1", "1", "2", "3"], "step": [1, 2, 1, 1],
    ...     "channel": ["a", "b", "a", "b"], "converted": [True, True, False, True]})
    >>> markov(three).round(4).to_dict()
    {'a': 0.6667, 'b': 1.3333}
    """
    touches = in_order(journeys, "markov", worth=worth)
    effects = _removal(touches)
    whole = touches.drop_duplicates("journey")["worth"].sum()
    shares = effects / effects.sum() if effects.sum() else effects
    return (shares * whole).rename("credit")
