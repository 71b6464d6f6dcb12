"""What a house does with each kind of message, and what a wrong decision costs it."""

from __future__ import annotations

import pandas as pd

__all__ = ["ACTIONS", "MINUTES", "OWNERS", "costs", "policy"]

ACTIONS = {
    "answer": "write back yourself, where it was asked",
    "pass on": "write a first line, hand the case to who can solve it, and stay with it",
    "escalate": "tell who decides, at once, before any word goes out",
    "hide": "take it out of sight under the published rules, and keep a copy",
    "leave": "let it stand; a like at most",
}
"""What can be done with a message."""

OWNERS = ("community manager", "support", "sales", "management")
"""Who sees a case to its end."""

MINUTES = {"answer": 6, "pass on": 4, "escalate": 8, "hide": 2, "leave": 1}
"""How long it takes to read a message and do that; an assumption, measure your own."""

# Intent: what is to be done, by whom, and why.
_POLICY = {
    "question": ("answer", "community manager", "whoever asks may buy, and others read along"),
    "complaint": ("answer", "community manager", "a good answer is read by more than the writer"),
    "sarcasm": ("answer", "community manager", "it is a complaint in other clothes"),
    "objection": ("answer", "community manager", "a doubt that is met calmly is half a sale"),
    "praise": ("answer", "community manager", "people come back to where they were seen"),
    "order problem": ("pass on", "support", "only who sees the order can put it right"),
    "refund": ("pass on", "support", "money is given back by who may give it"),
    "partnership": ("pass on", "sales", "an offer is answered by who may agree to it"),
    "job": ("pass on", "management", "whoever hires answers"),
    "press": ("escalate", "management", "what is said is printed"),
    "legal": ("escalate", "management", "what is said may be read in court"),
    "privacy": ("escalate", "management", "the law sets a term, and it runs already"),
    "safety": ("escalate", "management", "somebody may be hurt while you draft"),
    "spam": ("hide", "community manager", "it harms those who read it"),
    "insult": ("hide", "community manager", "it breaks the published rules; keep a copy"),
    "thanks": ("leave", "community manager", "a like says enough"),
    "tag a friend": ("leave", "community manager", "they talk to each other, not to you"),
    "off topic": ("leave", "community manager", "nothing is asked of you"),
}
_HOURS = {"high": 1.0, "normal": 24.0, "low": 72.0}

# Right action: cost of each action in the order of ACTIONS.
_COSTS = {
    "answer": (0, 1, 2, 8, 3),
    "pass on": (2, 0, 1, 8, 4),
    "escalate": (6, 3, 0, 20, 12),
    "hide": (2, 2, 1, 0, 2),
    "leave": (1, 1, 2, 4, 0),
}


def policy() -> pd.DataFrame:
    """
    Return what is to be done with each kind of message.

    Returns
    -------
    pandas.DataFrame
        Indexed by intent: action (one of ACTIONS), owner (one of OWNERS) and why. An assumption
        of the course for a small house; a larger one has more owners.

    Examples
    --------
    >>> policy().loc["refund", "owner"]
    'support'
    """
    names = ["action", "owner", "why"]
    return pd.DataFrame.from_dict(_POLICY, orient="index", columns=names).rename_axis("intent")


def costs() -> pd.DataFrame:
    """
    Return what a decision costs, by what would have been right.

    The numbers are points, an assumption of the course. They are not symmetric: to hide a
    complaint that is justified, or to sit on a danger, is far worse than to answer what needed
    no answer.

    Returns
    -------
    pandas.DataFrame
        Indexed by the right action, a column for each action taken.

    Examples
    --------
    >>> table = costs()
    >>> int(table.loc["escalate", "hide"]), int(table.loc["leave", "answer"])
    (20, 1)
    """
    table = pd.DataFrame.from_dict(_COSTS, orient="index", columns=list(ACTIONS))
    return table.rename_axis("right")


def hours_for(urgency: pd.Series) -> pd.Series:
    """Return within how many hours a first word is due; unknown urgency counts as normal."""
    return urgency.map(_HOURS).astype("float64").fillna(_HOURS["normal"])
