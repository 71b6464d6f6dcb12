"""Journeys in order, checked once for every model."""

from __future__ import annotations

import pandas as pd

from smmkit.errors import TableError, check_choice, check_columns

__all__ = ["WORTHS", "credit", "in_order"]

WORTHS = ("orders", "revenue")


def in_order(journeys: pd.DataFrame, where: str, *, worth: str = "orders") -> pd.DataFrame:
    """
    Return the touches of all journeys in order, with what each journey is worth.

    Parameters
    ----------
    journeys : pandas.DataFrame
        JOURNEYS of `smmkit.tables`, its rows in any order: journey_id, step, channel, converted;
        revenue if `worth` asks for it, and touched if there.
    where : str
        Name of the calling function, for the message.
    worth : {"orders", "revenue"}
        What a converted journey is worth: 1, or its revenue. Others are worth 0.

    Returns
    -------
    pandas.DataFrame
        Columns journey, step, channel, touched (if there), converted, worth.

    Raises
    ------
    TableError
        If a column is missing, a value is not known, two touches of a journey have one step, or
        a journey is said both to have ended in an order and not to; all of it is told.

    Examples
    --------
    >>> touches = pd.DataFrame({"journey_id": ["1", "1"], "step": [2, 1],
    ...                         "channel": ["email", "search"], "converted": [True, True]})
    >>> in_order(touches, "last")["channel"].tolist()
    ['search', 'email']
    """
    check_choice("worth", worth, WORTHS)
    needed = ["journey_id", "step", "channel", "converted"]
    needed += ["revenue"] if worth == "revenue" else []
    table = check_columns(journeys, needed, where)
    faults = [f"{name} is not known in some rows" for name in needed if table[name].isna().any()]
    if table.duplicated(["journey_id", "step"]).any():
        faults.append("a journey has the same step twice")
    for name in needed[3:]:
        if not faults and (table.groupby("journey_id")[name].nunique() > 1).any():
            faults.append(f"{name} differs within a journey")
    if faults:
        raise TableError(f"{where} cannot use these journeys: {'; '.join(faults)}.")
    found = pd.DataFrame(
        {
            "journey": table["journey_id"].astype(str),
            "step": table["step"].astype(int),
            "channel": table["channel"].astype(str),
            "converted": table["converted"].astype(bool),
        }
    )
    if "touched" in table.columns:
        found["touched"] = table["touched"]
    found["worth"] = found["converted"].astype(float)
    if worth == "revenue":
        found["worth"] *= table["revenue"].astype(float)
    return found.sort_values(["journey", "step"], kind="stable").reset_index(drop=True)


def credit(touches: pd.DataFrame, weights: pd.Series) -> pd.Series:
    """
    Share out each converted journey's worth by the weights of its touches.

    Parameters
    ----------
    touches : pandas.DataFrame
        What `in_order` returns.
    weights : pandas.Series
        Not negative, aligned with `touches`; within a converted journey they add up to more
        than 0.

    Returns
    -------
    pandas.Series
        Credit by channel, every channel of the table among them, by name. It adds up to what the
        journeys are worth.

    Examples
    --------
    >>> touches = in_order(pd.DataFrame({"journey_id": ["1", "1"], "step": [1, 2],
    ...     "channel": ["email", "search"], "converted": [True, True]}), "linear")
    >>> credit(touches, pd.Series([1.0, 3.0])).to_dict()
    {'email': 0.25, 'search': 0.75}
    """
    bought = touches["converted"]
    weights = weights[bought]
    shares = weights / weights.groupby(touches.loc[bought, "journey"]).transform("sum")
    sums = (shares * touches.loc[bought, "worth"]).groupby(touches.loc[bought, "channel"]).sum()
    names = pd.Index(sorted(touches["channel"].unique()), name="channel")
    return sums.reindex(names, fill_value=0.0).rename("credit")
