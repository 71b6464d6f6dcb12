"""The calendar of posts: what was agreed, whether a plan keeps it, when, and who answers.

A plan is PLAN of `smmkit.tables`; times in it are the clock on the wall. What the client and
the manager agreed on is a `Brief`. `review` holds a plan against it and says every fault at
once; the rules, what each costs and why stand in `rules`.
"""

from smmkit.content.brief import Brief
from smmkit.content.dates import holidays
from smmkit.content.ics import from_ics, to_ics
from smmkit.content.layout import lay_out
from smmkit.content.linter import review
from smmkit.content.load import cover, hours, offers_to_replace
from smmkit.content.rulebook import rules
from smmkit.content.sheet import as_plan
from smmkit.content.slots import best_slots
from smmkit.findings import score

__all__ = [
    "Brief",
    "as_plan",
    "best_slots",
    "cover",
    "from_ics",
    "holidays",
    "hours",
    "lay_out",
    "offers_to_replace",
    "review",
    "rules",
    "score",
    "to_ics",
]
