"""The slots of a case page, and the rules it is held against."""

from __future__ import annotations

import pandas as pd

from smmkit.findings import ERROR, WARNING, Rule, rule_table

__all__ = ["FIGURE", "RULES", "SLOTS", "WORTH", "rules", "slots"]

WORTH = 20
"""Points of a case page without a fault."""

SLOTS = {
    "title": ("what was done for whom, in a line; no verdict", "Questions answered within the day"),
    "client": ("as the permission allows: the name, or “a bakery in Cork”", "a bakery in Cork"),
    "simulated": ("True for a practice case, as on a brand of this course: the page then says so; "
                  "False only for a real client's own numbers", True),
    "permission": ("who allowed it, and on which day",
                   {"who": "the owner", "on": "2026-06-20"}),
    "task": ("what the client wanted", "more enquiries on Facebook before the summer"),
    "role": ("your part, and whose the rest was", "I wrote and answered; photos: the owner"),
    "did": ("the one thing that was changed, and from which day on",
            {"what": "each question is answered within two hours", "on": "2026-05-04"}),
    "before": ("first and last day of the window before", ("2026-04-06", "2026-05-03")),
    "after": ("first and last day of the window after", ("2026-05-04", "2026-05-31")),
    "figures": ("each with the parts of FIGURE", [
        {"name": "enquiries", "before": 11.0, "after": 14.0, "unit": "a day", "n": 700,
         "low": 0.1, "high": 0.5, "source": "Facebook inbox, counted by hand"}]),
    "anyway": ("how it would have gone without you: by what you know it, and by how much",
               {"by": "our Instagram page, where nothing was changed", "change": 0.1}),
    "cost": ("hours, and money beside them, ads too", {"hours": 24, "money": "60 EUR for ads"}),
    "method": ("a method of today, and where you learned it", "difference in differences"),
    "limits": ("what the numbers do not show", "one town, one spring; no control by lot"),
}  # fmt: skip
"""Slots of a case page: what each holds, and an example."""

FIGURE = {
    "name": "what is counted",
    "before": "the number before",
    "after": "the number after",
    "unit": "of both; for a rate also what it is divided by",
    "n": "how many things both numbers rest on",
    "low": "lower bound of the change, a fraction",
    "high": "upper bound of the change, a fraction",
    "source": "where each number can be looked up",
    "beyond_low": "if known: lower bound of what is left once what happened anyway is taken off",
    "beyond_high": "if known: its upper bound",
}
"""Parts of a figure."""

RULES = {
    "simulated": Rule(ERROR, 3, "case", "a practice case shown as a real client's is a lie"),
    "permission": Rule(
        ERROR, 3, "case", "without somebody's yes and its day nothing of a client is shown"
    ),
    "personal": Rule(ERROR, 3, "case", "addresses and numbers of people are nobody's showpiece"),
    "period": Rule(ERROR, 2, "case", "two windows with dates; else nobody can check anything"),
    "windows": Rule(
        ERROR, 2, "case", "equal, whole weeks, two or more, side by side, the second from the day"
    ),
    "figures": Rule(ERROR, 3, "case", "a name, one unit, a number before and a number after"),
    "known": Rule(ERROR, 8, "figure", "windows and counts are those of the data, where known"),
    "source": Rule(ERROR, 1, "figure", "a number that nobody can look up is an anecdote"),
    "n": Rule(ERROR, 1, "figure", "three clients after two are no growth of a half"),
    "bounds": Rule(ERROR, 2, "figure", "low and high around the change: luck has a width"),
    "outcome": Rule(
        WARNING, 1, "case", "clients, orders, bookings, enquiries: what the client lives on"
    ),
    "anyway": Rule(
        ERROR, 3, "case", "what would have happened without you: a number, and what tells it"
    ),
    "cause": Rule(ERROR, 3, "case", "after is not because: no “thanks to”, no “because of me”"),
    "did": Rule(ERROR, 1, "case", "the one thing that was changed, and its first day"),
    "role": Rule(ERROR, 1, "case", "your part, and whose the rest was"),
    "task": Rule(WARNING, 0.5, "case", "who reads it has the same wish, or another"),
    "cost": Rule(WARNING, 0.5, "case", "hours and money: what it would take again"),
    "method": Rule(WARNING, 0.5, "case", "shows that you go on learning"),
    "limits": Rule(WARNING, 0.5, "case", "whoever names the limits is believed the rest"),
    "praise": Rule(WARNING, 0.5, "case", "amazing is what others say, or nobody"),
}


def slots() -> pd.DataFrame:
    """
    Return what a case page holds.

    Returns
    -------
    pandas.DataFrame
        Indexed by slot: holds and example.

    Examples
    --------
    >>> slots().loc["did", "holds"]
    'the one thing that was changed, and from which day on'
    """
    rows = [(name, holds, example) for name, (holds, example) in SLOTS.items()]
    return pd.DataFrame(rows, columns=["slot", "holds", "example"]).set_index("slot")


def rules() -> pd.DataFrame:
    """
    Return the rules that `review_case` holds a case page against.

    Returns
    -------
    pandas.DataFrame
        Indexed by rule: severity, points (at most, of 20), per, why.

    Examples
    --------
    >>> rules().loc["permission", "points"]
    np.float64(3.0)
    """
    return rule_table(RULES)
