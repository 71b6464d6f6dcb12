"""How a brand stands in what people say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

import pandas as pd

from smmkit.errors import ArgumentError, TableError, check_choice, check_columns, check_number
from smmkit.kpi._ratio import By, divide, group_keys, numbers, ratio, total

__all__ = ["NPS", "net_sentiment", "nps", "share_of_voice"]


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
