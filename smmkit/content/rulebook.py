"""The rules of a content plan: what each costs, and why a professional keeps it."""

from __future__ import annotations

import pandas as pd

from smmkit.findings import ADVICE, ERROR, WARNING, Rule, rule_table

__all__ = ["RULES", "rules"]

MOST_OFFERS = 0.2
MOST_OF_ONE_PILLAR = 0.5
LEAST_OF_A_PILLAR = 0.1
HOURS_APART = 4
HOURS_FROM_PEAK = 2
LEAST_AT_PEAKS = 0.5
LONGEST_GAP = 10
MOST_DAYS_OF_COVER = 5
ALIKE = 0.92
LEAST_OWN = 0.6
FEWEST_OWN = 4
# A post there is a picture or a video; a link in its words cannot be followed.
NOT_TAKEN = {"instagram": ("text", "link"), "tiktok": ("link",)}

RULES = {
    "date": Rule(ERROR, 3, "post", "a post without a date is a wish"),
    "period": Rule(ERROR, 2, "post", "a date before or after the plan was typed wrongly"),
    "platform": Rule(ERROR, 3, "post", "the account is not there, or was not agreed on"),
    "format": Rule(
        ERROR,
        2,
        "post",
        "nobody can make, or cost, what has no known format, or none of that platform's",
    ),
    "title": Rule(ERROR, 2, "post", "the owner approves what each post is about"),
    "text": Rule(WARNING, 1, "post", "what is approved or scheduled has words"),
    "alt_text": Rule(
        ERROR, 1.5, "post", "who doesn't see the picture reads it: what is seen, not the title"
    ),
    "owner": Rule(ERROR, 1.5, "post", "a post that everybody makes is made by nobody"),
    "pillar": Rule(ERROR, 1.5, "post", "a theme that was not agreed on cannot be balanced"),
    "hours_of_a_post": Rule(ERROR, 1, "post", "work is a number of hours, and never negative"),
    "offers": Rule(
        ERROR, 2, "plan", f"a page of adverts is left: at most {MOST_OFFERS:.0%} offers"
    ),
    "balance": Rule(
        WARNING,
        1.5,
        "pillar",
        f"each theme at least {LEAST_OF_A_PILLAR:.0%}, none above {MOST_OF_ONE_PILLAR:.0%}; "
        "selling may be less",
    ),
    "hours": Rule(ERROR, 3, "week", "a plan above the team's hours is late by Wednesday"),
    "spacing": Rule(
        WARNING, 1, "post", f"two posts within {HOURS_APART} hours compete with each other"
    ),
    "quiet": Rule(WARNING, 1, "post", "nobody is awake, and nobody answers"),
    "peaks": Rule(
        WARNING,
        1,
        "plan",
        f"at least {LEAST_AT_PEAKS:.0%} within {HOURS_FROM_PEAK} hours of the public's busy hours",
    ),
    "holiday": Rule(ERROR, 1.5, "post", "business as usual on a public holiday looks absent"),
    "holiday_unplanned": Rule(ADVICE, 0, "day", "a greeting or silence: decide it beforehand"),
    "blackout": Rule(ERROR, 2, "post", "it was agreed that nothing goes out on that day"),
    "duplicate": Rule(WARNING, 2, "post", "who has read it once is told the same again"),
    "cover": Rule(ERROR, 1.5, "day", "a post brings questions on its day; somebody answers"),
    "rota": Rule(
        WARNING, 1, "week", f"24/7 by one person: at most {MOST_DAYS_OF_COVER} days of cover a week"
    ),
    "promise": Rule(ERROR, 2, "platform and week", "the posts that were promised"),
    "gap": Rule(
        WARNING, 1, "platform", f"silence of more than {LONGEST_GAP} days where posts were promised"
    ),
    "contest": Rule(
        ERROR, 1.5, "plan", "a contest needs a link to its rules and the day it ends, in writing"
    ),
    "own_words": Rule(
        ERROR,
        4,
        "plan",
        f"at least {LEAST_OWN:.0%} of posts name something of the brand's own, and in all "
        f"{FEWEST_OWN} different things; else the plan would fit any page",
    ),
}


def rules() -> pd.DataFrame:
    """
    Return the rules that `review` holds a plan against.

    A rule is charged once: its points in full if half of the cases it looks at (posts, days,
    weeks) break it or more, less if fewer do, never less than a quarter. A rule about the
    whole plan is charged in full. A plan without a fault is worth 10 points.

    Returns
    -------
    pandas.DataFrame
        Indexed by rule: severity (error, warning, advice), points (at most), per (what it
        looks at), why.

    Examples
    --------
    >>> rules().loc["offers", "points"]
    np.float64(2.0)
    """
    return rule_table(RULES)
