"""Why tasks can't be split between people: which task, and which limit."""

from __future__ import annotations

import pandas as pd

from smmkit.tables import FINDINGS
from smmkit.team._split import DUST, findings, prices, solve, takes_hours

__all__ = ["why_not"]


def why_not(tasks: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """
    Explain why there is no split.

    Parameters
    ----------
    tasks, people : pandas.DataFrame
        As in `prices`.

    Returns
    -------
    pandas.DataFrame
        FINDINGS; empty if there is a split. Rules: "skill" (nobody has it), "too long" (the task
        is longer than the hours of each who could do it), "hours" (the tasks of one skill take
        more than all who have it can give), "together" (each skill would do by itself, all
        together they don't: which tasks are left if as many hours as possible are given out).

    Examples
    --------
    >>> tasks = pd.DataFrame({"skill": ["copy", "copy"], "hours": [4.0, 3.0]}, index=["a", "b"])
    >>> people = pd.DataFrame({"skills": ["copy"], "hours": [5.0], "price": [20.0],
    ...     "pace": [1.0]}, index=["Ana"])
    >>> why_not(tasks, people)["message"].tolist()
    ['copy: the tasks a, b take 7 hours at the least, and all who can have 5.']
    """
    price, takes = prices(tasks, people), takes_hours(tasks, people)
    if solve(price, tasks, people, may_leave=False) is not None:
        return FINDINGS.empty()
    there = people["hours"].astype(float)
    found = []
    for task in tasks.index:
        able = takes.loc[task].dropna()
        if able.empty:
            message = f"{task}: nobody has the skill {tasks.loc[task, 'skill']}."
            found.append(("skill", task, message))
        elif (able > there[able.index] + DUST).all():
            nearest = (there[able.index] - able).idxmax()
            message = (
                f"{task}: would take {nearest} {able[nearest]:.1f} hours of {there[nearest]:g}, "
                "and the others lack more."
            )
            found.append(("too long", task, message))
    if not found:
        for skill, names in tasks.groupby("skill", sort=False).groups.items():
            able = takes.loc[names].dropna(axis="columns")
            least, hours = float(able.min(axis="columns").sum()), float(there[able.columns].sum())
            if least > hours + DUST:
                message = (
                    f"{skill}: the tasks {', '.join(names)} take {least:.3g} hours at the least, "
                    f"and all who can have {hours:g}."
                )
                found.append(("hours", skill, message))
    if not found:
        done = solve(takes, tasks, people, may_leave=True)
        left = [task for task, person in zip(tasks.index, done, strict=True) if person is None]
        message = (
            f"Each skill has its hours, but not all at once: {', '.join(left)} is left over when "
            "the rest is given out."
        )
        found.append(("together", ", ".join(left), message))
    return findings(found)
