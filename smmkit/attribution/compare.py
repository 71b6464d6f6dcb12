"""The models side by side, what assists, and how far credit lies from a known truth."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from smmkit.attribution.journeys import in_order
from smmkit.attribution.markov import markov
from smmkit.attribution.rules import first, last, linear, position, time_decay
from smmkit.attribution.shapley import shapley
from smmkit.errors import ArgumentError

__all__ = ["MODELS", "assisted", "compare", "misplaced"]

Model = Callable[..., pd.Series]

MODELS: dict[str, Model] = {
    "last": last,
    "first": first,
    "linear": linear,
    "time decay": time_decay,
    "position": position,
    "markov": markov,
    "shapley": shapley,
}
"""The seven models, by name."""


def compare(journeys: pd.DataFrame, *, worth: str = "orders") -> pd.DataFrame:
    """
    Return what every model gives to every channel.

    Parameters
    ----------
    journeys : pandas.DataFrame
        JOURNEYS of `smmkit.tables`.
    worth : {"orders", "revenue"}
        What is shared out.

    Returns
    -------
    pandas.DataFrame
        A row a channel, a column a model; every column adds up to the same.

    Raises
    ------
    TableError
        If a column is missing or the journeys contradict themselves.

    Examples
    --------
    >>> one = pd.DataFrame({"journey_id": ["1"] * 2, "step": [1, 2], "converted": [True] * 2,
    ...                     "channel": ["paid x", "search"],
    ...                     "touched": pd.to_datetime(["2026-06-01", "2026-06-08"])})
    >>> compare(one).loc["search"].round(2).to_dict()
    {'last': 1.0, 'first': 0.0, 'linear': 0.5, 'time decay': 0.67, 'position': 0.5, 'markov': 0.5, \
'shapley': 0.5}
    """
    return pd.DataFrame({name: model(journeys, worth=worth) for name, model in MODELS.items()})


def assisted(journeys: pd.DataFrame) -> pd.DataFrame:
    """
    Count the orders that each channel helped on and another one closed.

    Parameters
    ----------
    journeys : pandas.DataFrame
        JOURNEYS of `smmkit.tables`.

    Returns
    -------
    pandas.DataFrame
        Indexed by channel: assisted (orders with a touch of the channel, but not the last one),
        last (orders whose last touch it was) and ratio (assisted / last; NaN without a last one).
        Near 0 the channel closes, near 1 it does both, above 1 it prepares.

    Raises
    ------
    TableError
        If a column is missing or the journeys contradict themselves.

    Notes
    -----
    As Google Analytics counted assisted conversions (support.google.com/analytics/answer/1191204).
    One order may be assisted by several channels, so that column adds up to no total.

    Examples
    --------
    >>> one = pd.DataFrame({"journey_id": ["1"] * 3, "step": [1, 2, 3], "converted": [True] * 3,
    ...                     "channel": ["email", "email", "search"]})
    >>> assisted(one)[["assisted", "last"]].to_dict("index")
    {'email': {'assisted': 1, 'last': 0}, 'search': {'assisted': 0, 'last': 1}}
    """
    touches = in_order(journeys, "assisted")
    names = pd.Index(sorted(touches["channel"].unique()), name="channel")
    bought = touches[touches["converted"]]
    closing = bought.groupby("journey")["channel"].transform("last") == bought["channel"]
    once = bought.assign(closing=closing).drop_duplicates(["journey", "channel"])
    counts = once.groupby("channel")["closing"].agg(["size", "sum"]).reindex(names, fill_value=0)
    table = pd.DataFrame({"assisted": counts["size"] - counts["sum"], "last": counts["sum"]})
    table["ratio"] = table["assisted"] / table["last"].where(table["last"] > 0)
    return table


def misplaced(credits: Mapping[str, float], truth: Mapping[str, float]) -> float:
    """
    Return the share of credit that stands with the wrong channel.

    Parameters
    ----------
    credits, truth : mapping of str to float, or pandas.Series
        Not negative; only the channels of `truth` are looked at, each in proportion to its sum.

    Returns
    -------
    float
        Half of the sum of |share of credit - share of truth|: 0 if every channel has its share, 1
        if all credit stands where nothing was caused.

    Raises
    ------
    ArgumentError
        If an amount is negative, or nothing is to be shared.

    Examples
    --------
    >>> misplaced({"search": 60, "paid x": 40}, {"search": 10, "paid x": 90})
    0.5
    """
    true = pd.Series(truth, dtype=float)
    given = pd.Series(credits, dtype=float).reindex(true.index).fillna(0.0)
    for name, amounts in (("credits", given), ("truth", true)):
        if (amounts < 0).any() or not amounts.sum() > 0:
            raise ArgumentError(
                f"{name} must hold amounts that are not negative, and at least one above 0; "
                f"received {amounts.tolist()}."
            )
    return float((given / given.sum() - true / true.sum()).abs().sum() / 2)
