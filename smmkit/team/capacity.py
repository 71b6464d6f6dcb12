"""Hours needed against hours there are, by skill, with each person's hours counted once."""

from __future__ import annotations

import math

import pandas as pd

from smmkit.team._split import check_tables, skill_set

__all__ = ["capacity"]

ALL = "all"


def capacity(tasks: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """
    Hold the hours that tasks need against those there are, skill by skill.

    Parameters
    ----------
    tasks : pandas.DataFrame
        Indexed by task: skill, and hours that a person of usual pace takes.
    people : pandas.DataFrame
        Indexed by person: skills, hours, price and pace, as for `assign`.

    Returns
    -------
    pandas.DataFrame
        Indexed by skill in the order of the tasks, and "all" at the end: needed (usual hours),
        people (who have the skill), available (usual hours they can do: hours / pace) and
        utilisation (needed / available; a fraction, NaN where nothing is there). Who has two
        skills stands in both rows; in "all" everybody counts once, and only who has a skill that
        is needed. So the rows add up to more than "all".

    Raises
    ------
    TableError
        As in `assign`.

    Notes
    -----
    A utilisation of 1 or less in each row and in "all" is needed for a split, and is not enough:
    the same hours can't be worked twice, and tasks are not cut in two. `assign` tells.

    Examples
    --------
    >>> tasks = pd.DataFrame({"skill": ["copy", "film"], "hours": [6.0, 4.0]}, index=["a", "b"])
    >>> people = pd.DataFrame({"skills": ["copy, film"], "hours": [10.0], "price": [20.0],
    ...     "pace": [1.25]}, index=["Ana"])
    >>> capacity(tasks, people)["utilisation"].to_dict()
    {'copy': 0.75, 'film': 0.5, 'all': 1.25}
    """
    check_tables(tasks, people)
    needed = tasks.groupby("skill", sort=False)["hours"].sum().astype(float)
    usual = people["hours"].astype(float) / people["pace"].astype(float)
    has = [skill_set(one) for one in people["skills"]]
    wanted = {skill: str(skill).strip().casefold() for skill in needed.index}
    rows = [
        (skill, needed[skill], [word in skills for skills in has]) for skill, word in wanted.items()
    ]
    rows.append((ALL, float(needed.sum()), [bool(skills & {*wanted.values()}) for skills in has]))
    table = pd.DataFrame(
        [(skill, hours, sum(able), float(usual[able].sum())) for skill, hours, able in rows],
        columns=["skill", "needed", "people", "available"],
    ).set_index("skill")
    share = table["needed"] / table["available"].where(table["available"] > 0, math.nan)
    return table.assign(utilisation=share)
