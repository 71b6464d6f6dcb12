"""Rules that share out an order by the place of each touch alone."""

from __future__ import annotations

import numpy as np
import pandas as pd

from smmkit.attribution.journeys import credit, in_order
from smmkit.errors import TableError, check_fraction, check_number

__all__ = ["first", "last", "linear", "position", "time_decay"]

_DAY = pd.Timedelta(days=1)


def last(journeys: pd.DataFrame, *, worth: str = "orders") -> pd.Series:
    """
    Give each order to the last channel touched before it.

    Parameters
    ----------
    journeys : pandas.DataFrame
        JOURNEYS of `smmkit.tables`; the rows may be in any order.
    worth : {"orders", "revenue"}
        What is shared out.

    Returns
    -------
    pandas.Series
        Credit by channel; it adds up to all orders, or to all their revenue. A rule, no cause:
        who touches last is often who was met on the way to the till.

    Raises
    ------
    TableError
        If a column is missing or the journeys contradict themselves.

    Examples
    --------
    >>> one = pd.DataFrame({"journey_id": ["1"] * 3, "step": [1, 2, 3], "converted": [True] * 3,
    ...                     "channel": ["paid x", "email", "search"]})
    >>> last(one).to_dict()
    {'email': 0.0, 'paid x': 0.0, 'search': 1.0}
    """
    touches = in_order(journeys, "last", worth=worth)
    return credit(touches, _from_end(touches) == 0)


def first(journeys: pd.DataFrame, *, worth: str = "orders") -> pd.Series:
    """
    Give each order to the first channel touched.

    Parameters
    ----------
    journeys, worth
        As in `last`.

    Returns
    -------
    pandas.Series
        As in `last`.

    Raises
    ------
    TableError
        As in `last`.

    Examples
    --------
    >>> one = pd.DataFrame({"journey_id": ["1"] * 2, "step": [1, 2], "converted": [True] * 2,
    ...                     "channel": ["paid x", "search"]})
    >>> first(one).to_dict()
    {'paid x': 1.0, 'search': 0.0}
    """
    touches = in_order(journeys, "first", worth=worth)
    return credit(touches, _from_start(touches) == 0)


def linear(journeys: pd.DataFrame, *, worth: str = "orders") -> pd.Series:
    """
    Share each order evenly among its touches.

    Parameters
    ----------
    journeys, worth
        As in `last`.

    Returns
    -------
    pandas.Series
        As in `last`. A channel touched twice in a journey gets two shares of it.

    Raises
    ------
    TableError
        As in `last`.

    Examples
    --------
    >>> one = pd.DataFrame({"journey_id": ["1"] * 2, "step": [1, 2], "converted": [True] * 2,
    ...                     "channel": ["paid x", "search"]})
    >>> linear(one).to_dict()
    {'paid x': 0.5, 'search': 0.5}
    """
    touches = in_order(journeys, "linear", worth=worth)
    return credit(touches, pd.Series(1.0, index=touches.index))


def time_decay(
    journeys: pd.DataFrame, *, half_life_days: float = 7.0, worth: str = "orders"
) -> pd.Series:
    """
    Share each order by age: a touch counts half as much as one that is a half-life younger.

    Parameters
    ----------
    journeys, worth
        As in `last`; the column touched is needed too.
    half_life_days : float, default 7
        More than 0; seven days is what Google used.

    Returns
    -------
    pandas.Series
        As in `last`.

    Raises
    ------
    TableError
        As in `last`, or if a moment is not known.

    Notes
    -----
    w = 2 ** (-days before the last touch / half-life). Whether days are counted from the last touch
    or from the order makes no difference: both change all weights of a journey by one factor.
    developers.google.com, Google Ads API, AttributionModelEnum.

    Examples
    --------
    >>> one = pd.DataFrame({"journey_id": ["1"] * 2, "step": [1, 2], "converted": [True] * 2,
    ...                     "channel": ["paid x", "search"],
    ...                     "touched": pd.to_datetime(["2026-06-01", "2026-06-08"])})
    >>> time_decay(one).round(4).to_dict()
    {'paid x': 0.3333, 'search': 0.6667}
    """
    half_life = check_number("half_life_days", half_life_days, above=0, unit="days")
    touches = in_order(journeys, "time_decay", worth=worth)
    if "touched" not in touches.columns or touches["touched"].isna().any():
        raise TableError('time_decay needs the column "touched", a moment in every row.')
    moments = pd.to_datetime(touches["touched"])
    age = (moments.groupby(touches["journey"]).transform("max") - moments) / _DAY
    return credit(touches, np.exp2(-age / half_life))


def position(
    journeys: pd.DataFrame,
    *,
    first: float = 0.4,
    last: float = 0.4,
    worth: str = "orders",
) -> pd.Series:
    """
    Give the first and the last touch fixed shares of an order, and the rest to those between.

    Parameters
    ----------
    journeys, worth
        As in `last`.
    first, last : float
        Shares, fractions that add up to at most 1. The rule of the trade is 40 / 20 / 40.

    Returns
    -------
    pandas.Series
        As in `last`. With two touches nothing lies between: the two share in proportion; a
        single touch gets all.

    Raises
    ------
    TableError
        As in `last`.
    ArgumentError
        If the shares are no fractions, add up to more than 1, or are both 0.

    Examples
    --------
    >>> one = pd.DataFrame({"journey_id": ["1"] * 4, "step": range(4), "converted": [True] * 4,
    ...                     "channel": ["paid x", "email", "email", "search"]})
    >>> position(one).round(9).to_dict()
    {'email': 0.2, 'paid x': 0.4, 'search': 0.4}
    """
    head, tail = check_fraction("first", first), check_fraction("last", last)
    check_number("first + last", head + tail, above=0, high=1)
    touches = in_order(journeys, "position", worth=worth)
    before, behind = _from_start(touches), _from_end(touches)
    length = before + behind + 1
    between = (1 - head - tail) / (length - 2).clip(lower=1)
    weights = between.where((before > 0) & (behind > 0), 0.0)
    weights += head * (before == 0) + tail * (behind == 0)
    return credit(touches, weights)


def _from_start(touches: pd.DataFrame) -> pd.Series:
    return touches.groupby("journey").cumcount()


def _from_end(touches: pd.DataFrame) -> pd.Series:
    return touches.groupby("journey").cumcount(ascending=False)
