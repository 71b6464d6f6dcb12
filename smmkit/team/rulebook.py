"""The rules of a contractor's brief: what each costs, and what goes wrong without it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

__all__ = ["RULES", "WORTH", "Rule", "rules"]

FEWEST_CRITERIA = 3
FEWEST_OWN = 3
FEWEST_AUDIENCE_WORDS = 3

WORTH = 20
"""Points of a brief without a fault."""

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True)
class Rule:
    """A rule: how grave, what it costs at most, what it wants, and why it stands."""

    severity: str
    points: float
    wants: str
    why: str


RULES = {
    "goal": Rule(ERROR, 2, "a number and a date as 2026-07-31", "else nobody knows if it helped"),
    "audience": Rule(
        ERROR, 1, "whom, in three words or more; not everybody", "all the rest is made for them"
    ),
    "deliverables": Rule(
        ERROR,
        3,
        "each: a name, a known format, a kind of file, a size that fits the format, a number; "
        "for what is seen the longest alt text. Points are shared out among the deliverables",
        "what is not ordered is not delivered, and cannot be refused",
    ),
    "criteria": Rule(
        ERROR,
        4,
        f"at least {FEWEST_CRITERIA} different ones, and each can be tested: a number with its "
        "unit, a format, or a question with yes or no; no vague word. Points are shared out",
        "the quarrel about “done” is decided here, or on the phone",
    ),
    "deadlines": Rule(ERROR, 1.5, "the final day, as 2026-07-31", "“soon” is a day for each"),
    "draft": Rule(
        WARNING,
        0.5,
        "a draft's day, as many days before the final one as there are rounds, or more",
        "a change asked for on the last day is a new order",
    ),
    "revisions": Rule(
        ERROR, 1.5, "how many rounds, in a number; 0 is one", "without it: endless, or none"
    ),
    "budget": Rule(ERROR, 1, "an amount and its currency", "a price agreed later is a quarrel"),
    "payment": Rule(
        ERROR, 1, "when: after so many days, on delivery, or on a date", "people live on it"
    ),
    "rights": Rule(
        ERROR,
        1.5,
        "where it may be used, and until when: a number of months or years, a date, or “unlimited”",
        "in many countries the price of a picture does not include its use",
    ),
    "credit": Rule(WARNING, 0.5, "whose name, where; or that none is", "a name is part of the pay"),
    "materials": Rule(
        WARNING, 0.5, "what is handed over, each by its name", "waiting for a logo costs a week"
    ),
    "approver": Rule(ERROR, 1, "one name, and an address or number", "three people, three tastes"),
    "access": Rule(
        ERROR,
        0.5,
        "none; or a role and the day it ends as 2026-07-31; no password",
        "who leaves keeps what nobody takes back",
    ),
    "disclosure": Rule(
        ERROR,
        0.5,
        "that nothing is a paid recommendation; or its label and the place. In an influencer's "
        "contract a label that says advertising, at the beginning: 3 points",
        "a paid recommendation that hides it deceives",
    ),
    "claims": Rule(ERROR, 1, "influencer: what may be said", "you answer for what is said for you"),
    "exclusivity": Rule(
        WARNING, 0.5, "influencer: a number of days, or none", "the rival's post comes on Friday"
    ),
    "results": Rule(
        ERROR, 1, "influencer: which numbers, after how many days", "only they can see them"
    ),
    "vague": Rule(
        WARNING, 1, "no vague word outside the criteria", "two people read it in two ways"
    ),
    "agreed": Rule(
        ERROR,
        8,
        "what was agreed before stands in its slot, where it is known. Points are shared out",
        "a brief that says another price or day starts a quarrel",
    ),
    "own_words": Rule(
        ERROR,
        12,
        f"at least {FEWEST_OWN} different things of the brand's own, where they are known: one "
        "that lacks costs a ninth, two cost four, three all",
        "a brief that fits any firm was written for none",
    ),
}  # fmt: skip

LABEL_POINTS = 3.0


def rules() -> pd.DataFrame:
    """
    Return the rules that `review_brief` holds a brief against.

    A brief without a fault is worth 20 points. A rule about a list shares its points out among
    the entries, so that one bad entry of five costs a fifth; an empty list costs all of them.

    Returns
    -------
    pandas.DataFrame
        Indexed by rule: severity (error or warning), points (at most), wants, why.

    Examples
    --------
    >>> rules().loc["criteria", "points"]
    np.float64(4.0)
    """
    rows = [(name, r.severity, r.points, r.wants, r.why) for name, r in RULES.items()]
    names = ["rule", "severity", "points", "wants", "why"]
    return pd.DataFrame(rows, columns=names).set_index("rule")
