"""How an audience grows, and how a brand stands in what people say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

import pandas as pd

from smmkit.errors import ArgumentError, TableError, check_choice, check_columns, check_number
from smmkit.kpi._ratio import By, divide, group_keys, numbers, ratio, total

__all__ = [
    "NPS",
    "churn",
    "follower_balance",
    "growth",
    "net_growth",
    "net_sentiment",
    "nps",
    "share_of_voice",
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


def share_of_voice(
    voices: pd.DataFrame | Mapping[str, float] | pd.Series,
    *,
    measure: str = "mentions",
    by: By = None,
) -> pd.Series | pd.DataFrame:
    """
    Compute each brand's share of all that is said in its category.

    Parameters
    ----------
    voices : pandas.DataFrame, mapping or pandas.Series
        A table with the column brand and the measure (LISTENING), or a count for each brand.
        A brand that is not in it is not in the category: the share depends on the choice.
    measure : str, default "mentions"
        The column to share out; "spend" or "impressions" give the paid share of voice.
    by : str or list of str, optional
        Shares within each value of these columns, such as "month"; tables only.

    Returns
    -------
    pandas.Series or pandas.DataFrame
        Fractions that add up to 1, one for each brand; with `by`, a row for each value and a
        column for each brand. NaN where there is nothing to share out.

    Raises
    ------
    TableError
        If a column is missing or holds no counts.

    Examples
    --------
    >>> share_of_voice({"ours": 30, "theirs": 90}).to_dict()
    {'ours': 0.25, 'theirs': 0.75}
    """
    name = "share_of_voice"
    if isinstance(voices, Mapping | pd.Series):
        if by is not None:
            raise ArgumentError(f"{name}: by needs a table; received a count for each brand.")
        voices = pd.Series(voices, dtype="object").infer_objects()
        voices = voices.rename_axis("brand").rename(measure).reset_index()
    check_columns(voices, ["brand", measure], name)
    brands = numbers(voices, measure, name)
    keys = group_keys(voices, by, name)
    found = total(brands, [*(keys or []), voices["brand"]])
    if keys is None:
        return divide(found, pd.Series(found.sum(), index=found.index)).rename(name)
    table = found.unstack("brand")
    return table.div(table.sum(axis=1).where(lambda sums: sums != 0), axis=0)


def net_sentiment(
    listening: pd.DataFrame, *, by: By = None, convention: str = "of all"
) -> float | pd.Series:
    """
    Weigh praise against complaint.

    Parameters
    ----------
    listening : pandas.DataFrame
        With columns positive and negative, and mentions for "of all". Choose your own brand's
        rows first, or use ``by="brand"``.
    by : str or list of str, optional
        One figure for each value of these columns.
    convention : {"of all", "of opinionated"}
        Divide by all mentions, or by those with an opinion (positive + negative). Both are in
        use, and differ much where most mentions are neutral: say which.

    Returns
    -------
    float or pandas.Series
        From -1 to 1; NaN without mentions.

    Examples
    --------
    >>> said = pd.DataFrame({"mentions": [100], "positive": [30], "negative": [10]})
    >>> net_sentiment(said)
    0.2
    >>> net_sentiment(said, convention="of opinionated")
    0.5
    """
    name = "net_sentiment"
    check_choice("convention", convention, ("of all", "of opinionated"))
    positive, negative = (numbers(listening, c, name) for c in ("positive", "negative"))
    opinionated = positive + negative
    if convention == "of opinionated":
        bottom = opinionated
    else:
        bottom = numbers(listening, "mentions", name)
        if (opinionated > bottom).any():
            raise TableError(
                f"{name}: a row has more positive and negative mentions than mentions."
            )
    return ratio(listening, positive - negative, bottom, name=name, by=by)


class NPS(NamedTuple):
    """A net promoter score, in points from -100 to 100, and how sure it is."""

    value: float
    standard_error: float
    low: float
    high: float


def nps(scores: Iterable[float], *, confidence: float = 0.95) -> NPS:
    """
    Compute the net promoter score: the per cent of 9 and 10 minus the per cent of 0 to 6.

    Parameters
    ----------
    scores : iterable of int
        Answers from 0 to 10; those missing are left out.
    confidence : float, default 0.95
        Of the interval, a fraction.

    Returns
    -------
    NPS
        value, standard_error, low and high, in points: the field's unit, not a fraction.
        NaN without answers.

    Raises
    ------
    TableError
        If a score is not a whole number from 0 to 10.

    Notes
    -----
    With p promoters and d detractors as fractions of n answers, the standard error is
    ``sqrt((p + d - (p - d)**2) / n)`` and the interval normal, cut at -100 and 100. With few
    answers, or nearly all alike, the interval is too narrow.

    Examples
    --------
    >>> score = nps([10, 9, 9, 8, 3])
    >>> round(score.value), round(score.standard_error)
    (40, 36)
    """
    check_number("confidence", confidence, above=0, below=1)
    given = pd.Series(list(scores), dtype="object").dropna().infer_objects()
    answers = numbers(given.to_frame("scores"), "scores", "nps")
    if not answers.isin(range(11)).all():
        wrong = answers[~answers.isin(range(11))].iloc[0]
        raise TableError(f"nps needs whole scores from 0 to 10; received {wrong:g}.")
    n = len(answers)
    promoters, detractors = divide((answers >= 9).sum(), n), divide((answers <= 6).sum(), n)
    value = promoters - detractors
    error = sqrt(max(promoters + detractors - value**2, 0) / n) if n else value
    reach = NormalDist().inv_cdf((1 + confidence) / 2) * error
    return NPS(
        100 * value,
        100 * error,
        100 * max(value - reach, -1.0) if n else value,
        100 * min(value + reach, 1.0) if n else value,
    )
