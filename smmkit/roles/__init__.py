"""
Who does what: duties on cards, sorted for a small or a large employer.

The cards hold what a handful of articles on the trade say, numbered fact by fact, and where
these contradict each other. Put your own rows and hours in their place to split a real job
description.
"""

from __future__ import annotations

from smmkit.roles.assign import LETTERS, STANCES, assign, compare, letter, raci, review_raci
from smmkit.roles.catalogue import DUTIES, EMPLOYERS, HEAD, MANAGER, RHYTHMS, ROLES, duties
from smmkit.roles.conflicts import CIRCUMSTANCES, conflicts, settle, settlements
from smmkit.roles.deal import Desk, deal
from smmkit.roles.hours import day_minutes, hours_by_role, weekly_hours, workload
from smmkit.roles.routine import MINE, READING, READING_MINUTES, review_routine
from smmkit.roles.tasks import DISCIPLINES, PLACES, SERVES, discipline, tasks

__all__ = [
    "CIRCUMSTANCES",
    "DISCIPLINES",
    "DUTIES",
    "EMPLOYERS",
    "HEAD",
    "LETTERS",
    "MANAGER",
    "MINE",
    "PLACES",
    "READING",
    "READING_MINUTES",
    "RHYTHMS",
    "ROLES",
    "SERVES",
    "STANCES",
    "Desk",
    "assign",
    "compare",
    "conflicts",
    "day_minutes",
    "deal",
    "discipline",
    "duties",
    "hours_by_role",
    "letter",
    "raci",
    "review_raci",
    "review_routine",
    "settle",
    "settlements",
    "tasks",
    "weekly_hours",
    "workload",
]
