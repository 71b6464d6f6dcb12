"""How an audience grows and shrinks."""

from __future__ import annotations

import pandas as pd

from smmkit.errors import TableError, check_columns
from smmkit.kpi._ratio import By, divide, group_keys, numbers, total

__all__ = [
    "churn",
    "follower_balance",
    "growth",
    "net_growth",
]


def follower_balance(daily: pd.DataFrame, *, by: By = None) -> pd.Series | pd.DataFrame:
    """
    Draw up the followers of a period like a bank statement.

    Parameters
    ----------
    daily : pandas.DataFrame
        With columns date, followers, new_followers and lost_followers; platform and account
        where it holds several. Rows may stand in any order.
    by : str or list of str, optional
        One row for each value of these columns.

    Returns
    -------
    pandas.Series or pandas.DataFrame
        opening (followers on the evening before the first day), won, lost and closing
        (followers on the evening of the last day). Several accounts are added up. Days
        whose followers are not known open and close nothing. Where the first day's new or
        lost are not known, its own followers are the opening.

    Raises
    ------
    TableError
        If a column is missing, or an account has two rows for one day.

    Examples
    --------
    >>> daily = pd.DataFrame({
    ...     "date": pd.to_datetime(["2026-01-01", "2026-01-02"]),
    ...     "followers": [105, 108], "new_followers": [7, 4], "lost_followers": [2, 1],
    ... })
    >>> follower_balance(daily).to_dict()
    {'opening': 100.0, 'won': 11.0, 'lost': 3.0, 'closing': 108.0}
    """
    where = "follower_balance"
    check_columns(daily, ["date", "followers", "new_followers", "lost_followers"], where)
    keys = group_keys(daily, by, where) or []
    accounts = [daily[column] for column in ("platform", "account") if column in daily]
    rows = pd.DataFrame(
        {
            "date": daily["date"],
            "closing": numbers(daily, "followers", where),
            "won": numbers(daily, "new_followers", where),
            "lost": numbers(daily, "lost_followers", where),
            # At least one key, so that a single account needs no case of its own.
            "all": 0,
            **{f"key{n}": key for n, key in enumerate([*keys, *accounts])},
        }
    )
    one_account = list(rows.columns[4:])
    twice = rows[rows.duplicated([*one_account, "date"])]
    if len(twice):
        raise TableError(
            f"{where} needs one row a day for each account; "
            f"{twice['date'].iloc[0]} stands there more than once."
        )
    rows["opening"] = rows["closing"] - (rows["won"] - rows["lost"]).fillna(0)
    each = rows.sort_values("date").groupby(one_account, dropna=False, observed=True)
    balance = pd.concat(
        [
            each["opening"].first(),
            each[["won", "lost"]].sum(min_count=1),
            each["closing"].last(),
        ],
        axis=1,
    )
    if not keys:
        return balance.sum(min_count=1).rename(where)
    levels = list(range(1, 1 + len(keys)))
    totals = balance.groupby(level=levels, dropna=False).sum(min_count=1)
    return totals.rename_axis([key.name for key in keys])


def _of_balance(daily, by, name, formula):
    balance = follower_balance(daily, by=by)
    found = formula(balance)
    return float(found) if by is None else found.rename(name)


def growth(daily: pd.DataFrame, *, by: By = None) -> float | pd.Series:
    """
    Compute the growth of followers over a period.

    Parameters
    ----------
    daily, by
        As in `follower_balance`.

    Returns
    -------
    float or pandas.Series
        (closing - opening) / opening, a fraction; NaN where the opening is 0 or not known.

    Examples
    --------
    >>> daily = pd.DataFrame({
    ...     "date": pd.to_datetime(["2026-01-01", "2026-01-02"]),
    ...     "followers": [105, 108], "new_followers": [7, 4], "lost_followers": [2, 1],
    ... })
    >>> growth(daily)
    0.08
    """
    return _of_balance(
        daily, by, "growth", lambda b: divide(b["closing"] - b["opening"], b["opening"])
    )


def net_growth(daily: pd.DataFrame, *, by: By = None) -> float | pd.Series:
    """
    Subtract the followers lost from those won.

    Parameters
    ----------
    daily : pandas.DataFrame
        With columns new_followers and lost_followers.
    by : str or list of str, optional
        One figure for each value of these columns.

    Returns
    -------
    float or pandas.Series
        Accounts.

    Examples
    --------
    >>> net_growth(pd.DataFrame({"new_followers": [7, 4], "lost_followers": [2, 1]}))
    8.0
    """
    name = "net_growth"
    net = numbers(daily, "new_followers", name) - numbers(daily, "lost_followers", name)
    found = total(net, group_keys(daily, by, name))
    return found if by is None else found.rename(name)


def churn(daily: pd.DataFrame, *, by: By = None) -> float | pd.Series:
    """
    Compute the share of followers lost over a period.

    Parameters
    ----------
    daily, by
        As in `follower_balance`.

    Returns
    -------
    float or pandas.Series
        lost / opening, a fraction; NaN where the opening is 0 or not known.

    Examples
    --------
    >>> daily = pd.DataFrame({
    ...     "date": pd.to_datetime(["2026-01-01", "2026-01-02"]),
    ...     "followers": [105, 108], "new_followers": [7, 4], "lost_followers": [2, 1],
    ... })
    >>> churn(daily)
    0.03
    """
    return _of_balance(daily, by, "churn", lambda b: divide(b["lost"], b["opening"]))
