"""Who does what at the least price, within hours and skills."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from smmkit.errors import ArgumentError, did_you_mean
from smmkit.team._split import DUST, check_tables, findings, prices, skill_set, solve, takes_hours
from smmkit.team.reasons import why_not

__all__ = ["assign", "cost", "gap", "review_assignment"]


def assign(tasks: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """
    Find the cheapest split of tasks between people.

    Each task goes as a whole to one person who has its skill; nobody gets more hours than there
    are.

    Parameters
    ----------
    tasks, people : pandas.DataFrame
        As in `prices`.

    Returns
    -------
    pandas.DataFrame
        Indexed by task, in their order: person, hours (that this person takes), cost.

    Raises
    ------
    ArgumentError
        If no split is possible; it tells which task and which limit, as `why_not` does.
    TableError
        As in `prices`.

    Notes
    -----
    With x(t, p) = 1 where person p does task t: minimise Σ cost(t, p) x(t, p), subject to
    Σ x(t, ·) = 1 for each task and Σ hours(t, p) x(t, p) <= hours(p) for each person: the
    generalised assignment problem, solved to the optimum by HiGHS (scipy.optimize.milp).

    Examples
    --------
    Ben is cheaper for both, and has hours for one.

    >>> tasks = pd.DataFrame({"skill": ["copy", "copy"], "hours": [4.0, 2.0]}, index=["a", "b"])
    >>> people = pd.DataFrame({"skills": ["copy", "copy"], "hours": [9.0, 4.0],
    ...     "price": [30.0, 20.0], "pace": [1.0, 1.0]}, index=["Ana", "Ben"])
    >>> assign(tasks, people)["person"].to_dict()
    {'a': 'Ben', 'b': 'Ana'}
    """
    price = prices(tasks, people)
    found = solve(price, tasks, people, may_leave=False)
    if found is None:
        reasons = why_not(tasks, people)
        told = " ".join(reasons["message"])
        raise ArgumentError(
            f"No split is possible. {told} Find people or hours, split a task, or leave it out."
        )
    return _told(found, tasks, people)


def review_assignment(
    assignment: Mapping[str, str] | pd.Series, tasks: pd.DataFrame, people: pd.DataFrame
) -> pd.DataFrame:
    """
    Find what makes an assignment impossible.

    Parameters
    ----------
    assignment : mapping or Series of str to str
        Task to person.
    tasks, people : pandas.DataFrame
        As in `prices`.

    Returns
    -------
    pandas.DataFrame
        FINDINGS: rules "task", "person", "skill" and "hours"; empty if it can be done.

    Raises
    ------
    ArgumentError
        If `assignment` is no dictionary.
    TableError
        As in `prices`.

    Examples
    --------
    >>> tasks = pd.DataFrame({"skill": ["film"], "hours": [4.0]}, index=["reel"])
    >>> people = pd.DataFrame({"skills": ["copy"], "hours": [9.0], "price": [20.0],
    ...     "pace": [1.0]}, index=["Ana"])
    >>> review_assignment({"reel": "Ana"}, tasks, people)["message"].tolist()
    ['reel needs film; Ana has copy.']
    """
    check_tables(tasks, people)
    given = _given(assignment)
    found = [
        ("task", name, f"There is no task {name!r}.{did_you_mean(name, tasks.index)}")
        for name in given
        if name not in tasks.index
    ]
    takes, load = takes_hours(tasks, people), dict.fromkeys(people.index, 0.0)
    for task in tasks.index:
        if task not in given:
            found.append(("task", task, f"Nobody does {task}."))
            continue
        person = given[task]
        if person not in people.index:
            hint = did_you_mean(person, people.index)
            known = ", ".join(map(str, people.index))
            found.append(("person", task, f"{person!r} is none of {known}.{hint}"))
        elif math.isnan(takes.loc[task, person]):
            has = ", ".join(sorted(skill_set(people.loc[person, "skills"])))
            found.append(("skill", task, f"{task} needs {tasks.loc[task, 'skill']}; {person} has "
                                         f"{has}."))  # fmt: skip
        else:
            load[person] += takes.loc[task, person]
    for person, hours in load.items():
        there = float(people.loc[person, "hours"])
        if hours > there + DUST:
            message = f"{person} would work {hours:.1f} hours, and has {there:g}."
            found.append(("hours", person, message))
    return findings(found)


def cost(
    assignment: Mapping[str, str] | pd.Series, tasks: pd.DataFrame, people: pd.DataFrame
) -> float:
    """
    Return what an assignment costs.

    Parameters
    ----------
    assignment, tasks, people
        As in `review_assignment`.

    Returns
    -------
    float
        Money, in the currency of the prices.

    Raises
    ------
    ArgumentError
        If it can't be done: a task that nobody does, a skill or hours that are not there. Every
        reason is told.

    Examples
    --------
    >>> tasks = pd.DataFrame({"skill": ["copy"], "hours": [4.0]}, index=["posts"])
    >>> people = pd.DataFrame({"skills": ["copy"], "hours": [9.0], "price": [20.0],
    ...     "pace": [1.5]}, index=["Ana"])
    >>> cost({"posts": "Ana"}, tasks, people)
    120.0
    """
    faults = review_assignment(assignment, tasks, people)
    if len(faults):
        raise ArgumentError("It can't be done so. " + " ".join(faults["message"]))
    given, price = _given(assignment), prices(tasks, people)
    return float(sum(price.loc[task, given[task]] for task in tasks.index))


def gap(
    assignment: Mapping[str, str] | pd.Series, tasks: pd.DataFrame, people: pd.DataFrame
) -> float:
    """
    Return how much more an assignment costs than the cheapest.

    Parameters
    ----------
    assignment, tasks, people
        As in `review_assignment`.

    Returns
    -------
    float
        Fraction of the least cost: 0 for a cheapest one, 0.1 for a tenth more.

    Raises
    ------
    ArgumentError
        As in `cost`, or if all of it is free.

    Examples
    --------
    >>> tasks = pd.DataFrame({"skill": ["copy"], "hours": [4.0]}, index=["posts"])
    >>> people = pd.DataFrame({"skills": ["copy", "copy"], "hours": [9.0, 9.0],
    ...     "price": [20.0, 24.0], "pace": [1.5, 1.0]}, index=["Ana", "Ben"])
    >>> round(gap({"posts": "Ana"}, tasks, people), 2)
    0.25
    """
    mine = cost(assignment, tasks, people)
    least = float(assign(tasks, people)["cost"].sum())
    if least <= 0:
        raise ArgumentError("The cheapest split costs nothing, so there is nothing to divide by.")
    # Sums of the same numbers in another order differ in the last digit: that is no gap.
    more = mine / least - 1
    return more if more > DUST else 0.0


def _told(chosen: list[str], tasks: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    takes, price = takes_hours(tasks, people), prices(tasks, people)
    pairs = list(zip(tasks.index, chosen, strict=True))
    return pd.DataFrame(
        {
            "person": chosen,
            "hours": [float(takes.loc[task, person]) for task, person in pairs],
            "cost": [float(price.loc[task, person]) for task, person in pairs],
        },
        index=tasks.index,
    )


def _given(assignment: object) -> dict[str, str]:
    if not isinstance(assignment, Mapping | pd.Series) or not len(assignment):
        raise ArgumentError(
            "An assignment is a dictionary of task and person, such as "
            f'{{"reel": "Ana"}}; received {type(assignment).__name__}.'
        )
    return {str(task): str(person) for task, person in assignment.items()}
