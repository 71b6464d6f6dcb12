"""Contractors: the brief that orders, the split of the work, and the check of what comes back.

A brief is a dictionary of slots; `review_brief` holds it against `rules` and says every fault at
once. `assign` splits tasks at the least price within hours and skills. `review_delivery` holds
what came against what was ordered, `rank_creators` compares influencers, and `review_access`
tells who holds keys that should be back.
"""

from smmkit.team._split import prices
from smmkit.team.access import review_access
from smmkit.team.assign import assign, cost, gap, review_assignment
from smmkit.team.brief import review_brief, score
from smmkit.team.capacity import capacity
from smmkit.team.creators import rank_creators, signals
from smmkit.team.deal import deal_creators, deal_crew, deal_keys, task_by_task
from smmkit.team.delivery import DELIVERY, review_delivery, tally
from smmkit.team.reasons import why_not
from smmkit.team.rulebook import rules
from smmkit.team.slots import SLOTS, read_brief, slot_text, slots, with_slot, write_brief
from smmkit.team.trades import CHECKS, TRADES, deal_cards, trades
from smmkit.team.wording import VAGUE, measure, size, vague_words

__all__ = [
    "CHECKS",
    "DELIVERY",
    "SLOTS",
    "TRADES",
    "VAGUE",
    "assign",
    "capacity",
    "cost",
    "deal_cards",
    "deal_creators",
    "deal_crew",
    "deal_keys",
    "gap",
    "measure",
    "prices",
    "rank_creators",
    "read_brief",
    "review_access",
    "review_assignment",
    "review_brief",
    "review_delivery",
    "rules",
    "score",
    "signals",
    "size",
    "slot_text",
    "slots",
    "tally",
    "task_by_task",
    "trades",
    "vague_words",
    "why_not",
    "with_slot",
    "write_brief",
]
