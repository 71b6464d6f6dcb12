"""
A case page from one's own work, and the way from a case to a client.

Before and after with honest bounds, a check against picked windows, what would have happened
anyway, the funnel of contacts, and a case held to rules.
"""

from smmkit.career.case import case_beyond, case_change, case_texts, review_case, score
from smmkit.career.claims import review_windows, window_rules
from smmkit.career.conflicts import (
    CIRCUMSTANCES,
    conflicts,
    deal_cards,
    settlements,
    settles,
)
from smmkit.career.control import against, beyond, indexed
from smmkit.career.deal import (
    FAULTS,
    case_windows,
    deal_boast,
    deal_claims,
    deal_pages,
    known_of,
    organic_days,
)
from smmkit.career.funnel import (
    STAGES,
    conversion,
    funnel,
    hours_per_client,
    waiting,
)
from smmkit.career.rulebook import FIGURE, SLOTS, rules, slots
from smmkit.career.windows import Window, all_changes, change, rank, window
from smmkit.career.wording import cause_words, personal_data, praise_words

__all__ = [
    "CIRCUMSTANCES",
    "FAULTS",
    "FIGURE",
    "SLOTS",
    "STAGES",
    "Window",
    "against",
    "all_changes",
    "beyond",
    "case_beyond",
    "case_change",
    "case_texts",
    "case_windows",
    "cause_words",
    "change",
    "conflicts",
    "conversion",
    "deal_boast",
    "deal_cards",
    "deal_claims",
    "deal_pages",
    "funnel",
    "hours_per_client",
    "indexed",
    "known_of",
    "organic_days",
    "personal_data",
    "praise_words",
    "rank",
    "review_case",
    "review_windows",
    "rules",
    "score",
    "settlements",
    "settles",
    "slots",
    "waiting",
    "window",
    "window_rules",
]
