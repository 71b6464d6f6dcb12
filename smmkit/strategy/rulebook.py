"""The rules of a strategy: what each costs, and why a professional keeps it."""

from __future__ import annotations

import pandas as pd

from smmkit.findings import ERROR, WARNING, Rule, rule_table

__all__ = ["RULES", "rules"]

ROUNDING = 0.01
FEWEST_OBJECTIVES = 2
LEAST_OF_ANYWAY = 0.5
MOST_CARRIED = 1.1
LEAST_OWN = 0.6
FEWEST_OWN = 3
SHORTEST_REASON = 5

RULES = {
    "goal": Rule(ERROR, 2, "strategy", "whoever doesn't know what the owner wants gets no result"),
    "kpi": Rule(ERROR, 3, "number", "what nobody counts, or has no data, cannot be reached"),
    "output": Rule(ERROR, 3, "number", "what the team does is work; a goal is what comes of it"),
    "downstream": Rule(ERROR, 3, "number", "a number that leads elsewhere may rise for nothing"),
    "baseline": Rule(
        ERROR, 2.5, "number", f"own data, within {ROUNDING:.0%}; else nothing is proved"
    ),
    "target": Rule(ERROR, 3, "number", "what happens anyway needs no strategy, and no pay"),
    "reach": Rule(ERROR, 3, "number", "what nobody can reach is a promise that will be broken"),
    "luck": Rule(WARNING, 1, "number", "what luck alone may bring proves nothing"),
    "date": Rule(ERROR, 1.5, "number", "a target without a day inside the season is a wish"),
    "owner": Rule(ERROR, 1.5, "number or tactic", "what belongs to all is done by nobody"),
    "stop": Rule(
        ERROR, 1.5, "objective", "a number, a day, and what happens then; else none stops"
    ),
    "stop_level": Rule(
        WARNING,
        1,
        "objective",
        f"between {LEAST_OF_ANYWAY:.0%} of what happens anyway by then and the way to the target",
    ),
    "objectives": Rule(
        ERROR, 1.5, "strategy", f"at least {FEWEST_OBJECTIVES}, each with a number of its own"
    ),
    "tactic": Rule(ERROR, 1.5, "tactic", "what is not said is not done"),
    "serves": Rule(ERROR, 2, "tactic", "what serves no objective costs and brings nothing"),
    "idle": Rule(ERROR, 1.5, "objective", "an objective for which nothing is done"),
    "cost": Rule(ERROR, 1.5, "tactic", "money and hours as numbers; what costs neither is a wish"),
    "budget": Rule(ERROR, 2.5, "strategy", "money that is not there"),
    "hours": Rule(ERROR, 2.5, "strategy", "hours that are not there"),
    "adds_up": Rule(
        ERROR,
        2,
        "strategy",
        "the branches must carry the goal, their cost included, and not more than can be reached",
    ),
    "duplicate": Rule(WARNING, 1, "tactic", "the same, planned and paid twice"),
    "own_words": Rule(
        ERROR,
        5.5,
        "strategy",
        f"at least {LEAST_OWN:.0%} of tactics name something of the brand's own, and in all "
        f"{FEWEST_OWN} different things (half of the points each); else it would fit any brand",
    ),
}


def rules() -> pd.DataFrame:
    """
    Return the rules that `review` holds a strategy against.

    A rule is charged once: its points in full if half of the cases it looks at break it or more,
    less if fewer do, never less than a quarter. A strategy without a fault is worth 10 points.

    Returns
    -------
    pandas.DataFrame
        Indexed by rule: severity (error, warning), points (at most), per (what it looks at), why.

    Examples
    --------
    >>> rules().loc["output", "points"]
    np.float64(3.0)
    """
    return rule_table(RULES)
