"""What to expect of the best: rates pulled towards the usual one by how little they rest on."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import optimize, special, stats

from smmkit.errors import check_number
from smmkit.experiments._counted import counted

__all__ = ["shrunk_rates", "usual_rate"]

_MOST_PEOPLE = 1e7  # beyond that, all posts are taken to be alike


def usual_rate(table: pd.DataFrame, *, hits: str = "clicks", people: str = "reach") -> pd.Series:
    """
    Estimate the usual rate of posts like these, and how much it weighs.

    Parameters
    ----------
    table : pandas.DataFrame
        A row for each post, at least two.
    hits, people : str
        Columns: how many did it, and out of how many.

    Returns
    -------
    pandas.Series
        rate, the usual rate (a fraction), and people: the usual rate weighs as much as a post
        seen by so many. Many where posts differ hardly more than chance makes them, few where
        they differ much.

    Raises
    ------
    TableError
        If a column is missing, there are fewer than two posts, or a row counts more hits than
        people.

    Notes
    -----
    Posts' true rates are taken for a beta distribution with mean m and size s; hits are then
    beta-binomial. m and s are those under which the table is most likely (empirical Bayes by
    maximum likelihood). Where chance alone explains the differences, s is ten million.

    Examples
    --------
    >>> posts = pd.DataFrame({"clicks": [5, 30, 12, 45], "reach": [500, 1000, 400, 2500]})
    >>> usual = usual_rate(posts)
    >>> round(float(usual["rate"]), 3), round(usual["people"])
    (0.022, 656)
    """
    done, seen = counted(table, hits, people, "usual_rate", fewest=2)
    if not 0 < done.sum() < seen.sum():  # all at one end: there is nothing to tell posts apart
        return pd.Series({"rate": done.sum() / seen.sum(), "people": _MOST_PEOPLE})

    def unlikely(at: np.ndarray) -> float:
        rate, size = special.expit(at[0]), np.exp(at[1])
        a, b = rate * size, (1 - rate) * size
        return -float(np.sum(special.betaln(done + a, seen - done + b) - special.betaln(a, b)))

    pooled = special.logit(done.sum() / seen.sum())
    limits = [(pooled - 8, pooled + 8), (0.0, np.log(_MOST_PEOPLE))]
    # The likelihood is flat for large sizes, so several starts, and the best end.
    ends = [
        optimize.minimize(
            unlikely, [pooled, np.log(size)], bounds=limits, method="L-BFGS-B",
            options={"ftol": 1e-13, "gtol": 1e-9},
        )
        for size in (30, 1000, 30_000)
    ]  # fmt: skip
    best = min(ends, key=lambda end: end.fun).x
    # "Alike" unless the spread is worth at least a hair of likelihood.
    alike = unlikely(np.array([pooled, np.log(_MOST_PEOPLE)]))
    if alike - unlikely(best) < 1e-6:
        best = np.array([pooled, np.log(_MOST_PEOPLE)])
    return pd.Series({"rate": float(special.expit(best[0])), "people": float(np.exp(best[1]))})


def shrunk_rates(
    table: pd.DataFrame,
    *,
    hits: str = "clicks",
    people: str = "reach",
    usual: pd.Series | None = None,
    level: float = 0.9,
) -> pd.DataFrame:
    """
    Pull each post's rate towards the usual one, the more the fewer people saw it.

    Parameters
    ----------
    table : pandas.DataFrame
        A row for each post.
    hits, people : str
        Columns: how many did it, and out of how many.
    usual : pandas.Series, optional
        rate and people, from `usual_rate`; unless given, those of this table.
    level : float, default 0.9
        Chance that low and high hold a post's true rate, if the model holds.

    Returns
    -------
    pandas.DataFrame
        Indexed as the table: raw = hits / people; shrunk = (hits + usual people x usual rate) /
        (people + usual people), which is the forecast for the next time; own, the weight of the
        post's own people in it (a fraction); low and high.

    Raises
    ------
    TableError
        As in `usual_rate`.
    ArgumentError
        If the level, or a number in `usual`, is out of range.

    Notes
    -----
    The posterior mean and interval of a beta-binomial model. That the best of many is less good
    the next time is regression towards the mean (F. Galton, Journal of the Anthropological
    Institute 15, 1886); Efron and Morris, Scientific American 236 (1977), show the same with
    baseball players.

    Examples
    --------
    >>> posts = pd.DataFrame({"clicks": [5, 60], "reach": [50, 1000]}, index=["small", "large"])
    >>> usual = pd.Series({"rate": 0.04, "people": 450})
    >>> shrunk_rates(posts, usual=usual)[["raw", "shrunk", "own"]].round(3).loc["small"].tolist()
    [0.1, 0.046, 0.1]
    """
    done, seen = counted(table, hits, people, "shrunk_rates")
    level = check_number("level", level, above=0, below=1)
    if usual is None:
        usual = usual_rate(table, hits=hits, people=people)
    rate = check_number("usual rate", usual["rate"], low=0, high=1)
    size = check_number("usual people", usual["people"], above=0)
    a, b = done + rate * size, seen - done + (1 - rate) * size
    tail = (1 - level) / 2
    return pd.DataFrame(
        {
            "raw": done / seen,
            "shrunk": a / (a + b),
            "own": seen / (seen + size),
            "low": stats.beta.ppf(tail, a, b),
            "high": stats.beta.isf(tail, a, b),
        },
        index=table.index,
    )
