"""
Where a learner is weak: which mistakes came up, where, and whether they are overcome.

A miss is overcome by a later right answer to the same question, on the learner's own brand
or on a practice brand: what was learnt there was learnt.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from smmkit.coach.progress import MISSES, attempts, of_learner
from smmkit.coach.questions import all_questions

__all__ = ["mistakes", "weak_questions"]


def mistakes(home: Path, *, student: str, cohort: str) -> pd.DataFrame:
    """
    Return the named mistakes that a learner has made: those still open first.

    Parameters
    ----------
    home : Path
        The learner's folder.
    student, cohort : str
        Whose tries, on their own brand and on their practice brands.

    Returns
    -------
    pandas.DataFrame
        Indexed by mistake, its name: times (different wrong answers), questions (tuple of
        ids, those still open first), last_seen (UTC) and overcome (whether each of those
        questions was answered right since).
    """
    tried = _followed(home, student, cohort)
    named = tried[tried["misconception"].notna()]
    rows = {}
    for name, mine in named.groupby("misconception"):
        still = mine.groupby("question", sort=False)["open"].any()
        rows[name] = {
            "times": len(mine.drop_duplicates(["question", "practice", "answer"])),
            "questions": tuple(still.sort_values(ascending=False, kind="stable").index),
            "last_seen": mine["time"].max(),
            "overcome": not still.any(),
        }
    columns = ["times", "questions", "last_seen", "overcome"]
    found = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
    found["overcome"] = found["overcome"].astype(bool)
    order = ["overcome", "times", "last_seen"]
    found = found.sort_values(order, ascending=[True, False, False], kind="stable")
    return found.rename_axis("mistake")


def weak_questions(home: Path, *, student: str, cohort: str) -> pd.Series:
    """
    Return the questions missed and not answered right since: the weakest first.

    Parameters
    ----------
    home : Path
        The learner's folder.
    student, cohort : str
        Whose tries, on their own brand and on their practice brands.

    Returns
    -------
    pandas.Series
        Different misses since the last right answer, by question id.
    """
    tried = _followed(home, student, cohort)
    tried = tried[tried["open"]].drop_duplicates(["question", "practice", "answer"], keep="last")
    parts = tried.groupby("question")["time"].agg(["size", "max"])
    parts = parts.sort_values(["size", "max"], ascending=False, kind="stable")
    return parts["size"].rename("misses")


def _followed(home: Path, student: str, cohort: str) -> pd.DataFrame:
    """Return the misses at questions there are, each with whether no right answer followed."""
    tried = of_learner(attempts(home), student, cohort).reset_index(drop=True)
    tried = tried[tried["question"].isin([question.id for question in all_questions()])]
    last_right = tried[tried["status"] == "right"].groupby("question").tail(1)
    # The file is in order of time; its times are whole seconds and may tie.
    settled = dict(zip(last_right["question"], last_right.index, strict=True))
    missed = tried[tried["status"].isin(MISSES)]
    still = [row > settled.get(name, -1) for row, name in missed["question"].items()]
    times = pd.to_datetime(missed["time"], utc=True, errors="coerce")
    return missed.assign(time=times, open=pd.array(still, dtype=bool))
