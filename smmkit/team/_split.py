"""Tasks, people and prices as arrays, and the solver behind every split."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp

from smmkit.errors import ArgumentError, TableError, check_columns, check_number
from smmkit.tables import FINDINGS

__all__ = ["DUST", "check_tables", "findings", "prices", "skill_set", "solve", "takes_hours"]

DUST = 1e-6  # hours; sums of the same numbers in another order differ in the last digits


def skill_set(skills: object) -> frozenset[str]:
    """
    Read skills as they stand in a table: a list, or words with commas.

    Examples
    --------
    >>> sorted(skill_set("photo, film"))
    ['film', 'photo']
    """
    parts = skills.split(",") if isinstance(skills, str) else skills
    return frozenset(str(part).strip().casefold() for part in parts if str(part).strip())


def prices(tasks: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """
    Work out what each task would cost with each person.

    Parameters
    ----------
    tasks : pandas.DataFrame
        Indexed by task: skill, and hours that a person of usual pace takes.
    people : pandas.DataFrame
        Indexed by person: skills (a list, or words with commas), hours there are, price (money an
        hour) and pace (hours this person takes for a usual hour; 0.8 is fast, 1.4 slow).

    Returns
    -------
    pandas.DataFrame
        A row a task, a column a person: hours x pace x price; NaN where the skill is lacking.

    Raises
    ------
    TableError
        If a column is missing, a name stands twice, or a number makes no sense; it tells all.

    Examples
    --------
    >>> tasks = pd.DataFrame({"skill": ["copy"], "hours": [4.0]}, index=["posts"])
    >>> people = pd.DataFrame({"skills": ["copy", "copy, film"], "hours": [9.0, 9.0],
    ...     "price": [20.0, 24.0], "pace": [1.5, 1.0]}, index=["Ana", "Ben"])
    >>> prices(tasks, people).loc["posts"].to_dict()
    {'Ana': 120.0, 'Ben': 96.0}
    """
    check_tables(tasks, people)
    return takes_hours(tasks, people) * people["price"].astype(float)


def solve(
    price: pd.DataFrame, tasks: pd.DataFrame, people: pd.DataFrame, *, may_leave: bool
) -> list[str | None] | None:
    """Return each task's person; with `may_leave` None for tasks left, as few hours as can be."""
    if not len(tasks):
        return []
    takes = takes_hours(tasks, people).to_numpy()
    able = ~np.isnan(takes)
    rows, columns = takes.shape
    count = rows * columns
    each_task = np.kron(np.eye(rows), np.ones(columns))
    each_person = np.hstack([np.diag(row) for row in np.nan_to_num(takes)])
    aim = np.nan_to_num(price.to_numpy()).ravel()
    if may_leave:
        # A task left costs more than all work together, so that little is left.
        worst = (1 + aim.sum()) * tasks["hours"].to_numpy(dtype=float)
        each_task = np.hstack([each_task, np.eye(rows)])
        each_person = np.hstack([each_person, np.zeros((columns, rows))])
        aim, able = np.concatenate([aim, worst]), np.append(able.ravel(), np.ones(rows, bool))
        count += rows
    solved = milp(
        aim,
        integrality=np.ones(count),
        bounds=Bounds(0, able.ravel().astype(float)),
        constraints=[
            LinearConstraint(each_task, 1, 1),
            LinearConstraint(each_person, -np.inf, people["hours"].to_numpy(dtype=float) + DUST),
        ],
        options={"mip_rel_gap": 0},
    )
    if solved.x is None:
        return None
    chosen = solved.x[: rows * columns].reshape(rows, columns) > 0.5
    return [people.index[row.argmax()] if row.any() else None for row in chosen]


def takes_hours(tasks: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """Return the hours each task takes each person; NaN where the skill is lacking."""
    skills = [skill_set(one) for one in people["skills"]]
    hours = np.outer(tasks["hours"].astype(float), people["pace"].astype(float))
    able = np.array(
        [[str(need).strip().casefold() in has for has in skills] for need in tasks["skill"]]
    ).reshape(hours.shape)
    return pd.DataFrame(
        np.where(able, hours, np.nan), index=tasks.index, columns=list(people.index)
    )


def check_tables(tasks: pd.DataFrame, people: pd.DataFrame) -> None:
    """Raise a TableError that tells everything wrong with the two tables."""
    check_columns(tasks, ["skill", "hours"], "tasks")
    check_columns(people, ["skills", "hours", "price", "pace"], "people")
    wrong = []
    for table, name, columns in (
        (tasks, "tasks", {"hours": 0.0}),
        (people, "people", {"hours": None, "price": None, "pace": 0.0}),
    ):
        twice = table.index[table.index.duplicated()].unique()
        wrong += [f"{name} names {one!r} twice" for one in twice]
        for column, above in columns.items():
            for row, value in table[column].items():
                try:
                    limit = {"low": 0} if above is None else {"above": above}
                    check_number(f"{name}: {column} of {row!r}", value, **limit)
                except ArgumentError as error:
                    wrong.append(str(error).rstrip("."))
    if not len(people):
        wrong.append("people holds nobody")
    if wrong:
        raise TableError(f"{'; '.join(wrong)}.")


def findings(found: list[tuple[str, str, str]]) -> pd.DataFrame:
    """Write (rule, where, message) as FINDINGS, a point each."""
    rows = [(rule, where, "error", message, 1.0) for rule, where, message in found]
    return FINDINGS.conform(pd.DataFrame(rows, columns=list(FINDINGS.columns)))
