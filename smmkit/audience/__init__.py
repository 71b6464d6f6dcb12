"""
Who the public is, and where it can be met.

Every function takes a table of people, one row a person, whatever its columns are called: a
survey, an export of a newsletter tool, a list of customers. A platform is a column of that table
that is true where the person uses it. A row counts once, however many platforms it is on.
"""

from smmkit.audience.choose import choose, rank, regret, subsets
from smmkit.audience.evidence import evidence, profile
from smmkit.audience.journey import journey
from smmkit.audience.overlap import inclusion_exclusion, only_here, overlap, within_reach
from smmkit.audience.persona import FEWEST_PEOPLE, review_persona
from smmkit.audience.shares import interval, near_mean, sizes

__all__ = [
    "FEWEST_PEOPLE",
    "choose",
    "evidence",
    "inclusion_exclusion",
    "interval",
    "journey",
    "near_mean",
    "only_here",
    "overlap",
    "profile",
    "rank",
    "regret",
    "review_persona",
    "sizes",
    "subsets",
    "within_reach",
]
