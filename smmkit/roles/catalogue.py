"""The duties of the trade on cards: what they are, who speaks of them, who does them where."""

from __future__ import annotations

import pandas as pd

from smmkit.tables import Column, Table

__all__ = ["DUTIES", "EMPLOYERS", "HEAD", "MANAGER", "RHYTHMS", "ROLES", "duties"]

EMPLOYERS = ("small", "hands-on", "large")
"""A firm where one person does it all; a post that writes and moderates but does not decide
on money or tools; a firm with a specialist for each task, where the manager leads."""

MANAGER, HEAD = "SMM manager", "head"
ROLES = (
    MANAGER,
    HEAD,  # the owner in a small firm, the marketing director elsewhere
    "copywriter",
    "designer",
    "photographer",
    "poster",
    "community manager",
    "targetologist",
    "content manager",
    "sales and support",
    "PR specialist",
    "account manager",
    "web developer",
    "SEO specialist",
)
"""Who may do a duty. Head: the owner in a small firm, the marketing director elsewhere."""

RHYTHMS = {"day": 7.0, "working day": 5.0, "week": 1.0, "month": 12 / 52}
"""How often a duty comes up, in times a week."""

DUTIES = Table(
    "DUTIES",
    {
        "what": Column("string", "text", "the duty, in a line"),
        "area": Column("string", "name", "strategy, content, community, advertising, ..."),
        "says": Column("string", "ids", "facts that call it the manager's, or describe it"),
        "denies": Column("string", "ids", "facts that call it somebody else's"),
        "discipline": Column("string", "name", "SMM, SMO, SEO or other"),
        "must_know": Column("string", "name", "what the manager must know if another does it"),
        "rhythm": Column("string", "name", "how often it comes up: " + ", ".join(RHYTHMS)),
        "hours": Column("Float64", "hours each time", "work it takes, an assumption to replace"),
        **{name: Column("string", "role", f"who does it, {name} employer") for name in EMPLOYERS},
        **{
            f"answers {name}": Column("string", "role", f"who answers for it, {name} employer")
            for name in EMPLOYERS
        },
    },
)

_BY_HAND, _BASICS, _NOTHING = "how to do it", "the basics", "nothing"
_M, _H = MANAGER, HEAD
_MINE = ((_M, _M),) * 3
_ORDERS = ("sales and support",) * 2
_CLIENTS = ("account manager",) * 2

# id, what, area, says, denies, discipline, must know, rhythm, hours; then (does, answers) for
# the small, the hands-on and the large employer.
_CARDS = (
    ("strategy", "set the brand's strategy on the networks", "strategy", "F18 F25 F45", "",
     "SMM", _BY_HAND, "month", 3.0, (_M, _H), (_H, _H), (_M, _H)),
    ("networks", "choose the networks that suit this business", "strategy", "F43", "",
     "SMM", _BY_HAND, "month", 0.5, (_M, _M), (_H, _H), (_M, _M)),
    ("audience", "find out who the public is, what it wants, where it is", "strategy",
     "F18 F27 F44", "", "SMM", _BY_HAND, "month", 2.0, (_M, _M), (_H, _H), (_M, _M)),
    ("plans", "write the media, content and promotion plans", "strategy", "F26 F35", "",
     "SMM", _BY_HAND, "month", 4.0, (_M, _M), (_M, _H), (_M, _M)),
    ("contests", "invent special projects and contests", "strategy", "F37", "",
     "SMM", _BY_HAND, "month", 3.0, (_M, _M), (_M, _H), (_M, _M)),
    ("loyalty", "build a reason for visitors to come back", "strategy", "F19", "",
     "SMM", _BY_HAND, "month", 2.0, (_M, _H), (_H, _H), (_M, _H)),
    ("texts", "write and edit the posts", "content", "F22 F31", "F2 F52",
     "SMM", _BY_HAND, "week", 4.0, (_M, _M), (_M, _M), ("copywriter", _M)),
    ("photos", "take photos, shoot and cut video", "content", "F22 F29 F30", "F53",
     "SMM", _BY_HAND, "week", 3.0, (_M, _M), (_M, _M), ("photographer", _M)),
    ("graphics", "make graphics and edit pictures", "content", "F22", "F53",
     "SMM", _BY_HAND, "week", 2.5, (_M, _M), ("designer", _M), ("designer", _M)),
    ("posting", "put posts online, by hand or by a scheduling service", "content",
     "F23 F34", "F61", "SMM", _BY_HAND, "working day", 0.25,
     (_M, _M), (_M, _M), ("poster", _M)),
    ("conversation", "answer comments and questions, start discussions", "community",
     "F6 F16 F42", "F54 F60", "SMM", _BY_HAND, "day", 0.5,
     (_M, _M), (_M, _M), ("community manager", _M)),
    ("complaints", "answer complaints and negative reviews", "community", "F6 F16 F21",
     "F54", "SMM", _BY_HAND, "day", 0.2, (_M, _H), (_M, _H), ("community manager", _M)),
    ("listening", "watch what is said about the firm, and sort it", "community", "F21 F41",
     "", "SMM", _BY_HAND, "working day", 0.25,
     (_M, _M), (_M, _M), ("community manager", _M)),
    ("orders", "settle orders and technical trouble of customers", "community", "", "F54",
     "other", _BY_HAND, "working day", 0.5, (_M, _H), _ORDERS, _ORDERS),
    ("ads", "set up the ads on the networks", "advertising", "F20 F28", "F2 F56",
     "SMM", _BY_HAND, "week", 2.0, (_M, _M), ("targetologist", _H), ("targetologist", _M)),
    ("budget", "plan and watch the advertising budget", "advertising", "F20 F28", "F64",
     "SMM", _BY_HAND, "week", 0.5, (_M, _H), (_H, _H), (_M, _H)),
    ("campaigns", "run a one-off PR or advertising campaign", "advertising", "", "F50",
     "other", _NOTHING, "month", 3.0, *(("PR specialist", _H),) * 3),
    ("reports", "report on the accounts, each week and each month", "measurement",
     "F36 F38", "", "SMM", _BY_HAND, "week", 1.25, *_MINE),
    ("competitors", "watch competitors and learn from the best", "measurement", "F24 F39",
     "", "SMM", _BY_HAND, "week", 0.75, *_MINE),
    ("tools", "set up scheduling, analytics and other services", "measurement", "F48", "F55",
     "SMM", _BY_HAND, "month", 2.0, (_M, _M), (_M, _H), ("content manager", _M)),
    ("contractors", "find helpers, brief them, check their work", "people", "F40 F46 F47",
     "", "SMM", _BY_HAND, "week", 1.5, (_M, _M), (_M, _H), (_M, _M)),
    ("proposals", "write proposals and look after clients", "people", "", "F51",
     "other", _NOTHING, "week", 2.0, (_H, _H), _CLIENTS, _CLIENTS),
    ("usability", "make the site easier to use and its pages easy to share", "site",
     "F19 F32", "F15", "SMO", _BASICS, "month", 4.0, *(("web developer", _H),) * 3),
    ("search", "make the site easy to find in search engines", "site", "F68 F73", "F15",
     "SEO", _BASICS, "month", 4.0, *(("SEO specialist", _H),) * 3),
    ("reading", "read the trade's news, 30 to 60 minutes a day", "oneself", "F49", "",
     "SMM", _BY_HAND, "working day", 0.75, *_MINE),
)  # fmt: skip


def duties() -> pd.DataFrame:
    """
    Return the duties as cards: one row each, free to be changed.

    Facts are numbered as in the course's lesson 01. Who does a duty and who answers for it
    follows those facts where they say so, and the course's own judgement where they don't.
    Hours are assumptions: put your own in their place.

    Returns
    -------
    pandas.DataFrame
        Indexed by duty (a word); columns as in `DUTIES.dictionary()`.

    Examples
    --------
    >>> cards = duties()
    >>> cards.loc["texts", ["says", "denies", "small", "large"]].tolist()
    ['F22 F31', 'F2 F52', 'SMM manager', 'copywriter']
    """
    rows = []
    for *plain, small, hands_on, large in _CARDS:
        posts = (small, hands_on, large)
        rows.append((*plain, *(post[0] for post in posts), *(post[1] for post in posts)))
    table = pd.DataFrame(rows, columns=["duty", *DUTIES.columns]).set_index("duty")
    return DUTIES.conform(table).set_index(table.index)
