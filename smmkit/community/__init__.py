"""Talking with the public: what to do with a message, how to answer, and the worst day.

Messages are MESSAGES of `smmkit.tables`. `policy` says what is to be done with each intent, and
`costs` what a wrong decision costs; a house may hand in tables of its own.
"""

from smmkit.community.clock import alarm, crisis_plan
from smmkit.community.policy import ACTIONS, MINUTES, OWNERS, costs, policy
from smmkit.community.replies import Case, review, rules
from smmkit.community.triage import triage, triage_cost, triage_tally
from smmkit.findings import score

__all__ = [
    "ACTIONS",
    "MINUTES",
    "OWNERS",
    "Case",
    "alarm",
    "costs",
    "crisis_plan",
    "policy",
    "review",
    "rules",
    "score",
    "triage",
    "triage_cost",
    "triage_tally",
]
