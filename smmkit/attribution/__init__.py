"""
Which touch earned the order: seven models that share out credit, and how to doubt them.

Every function takes JOURNEYS of `smmkit.tables`, its rows in any order. Credits add up to the
orders. They are a way of counting what happened, never a measure of what would have happened
otherwise: that takes a test in which some people, drawn by lot, don't meet the channel.
"""

from smmkit.attribution.compare import MODELS, assisted, compare, misplaced
from smmkit.attribution.markov import markov, removal_effects, transitions
from smmkit.attribution.rules import first, last, linear, position, time_decay
from smmkit.attribution.shapley import MOST_PLAYERS, shapley, shapley_values

__all__ = [
    "MODELS",
    "MOST_PLAYERS",
    "assisted",
    "compare",
    "first",
    "last",
    "linear",
    "markov",
    "misplaced",
    "position",
    "removal_effects",
    "shapley",
    "shapley_values",
    "time_decay",
    "transitions",
]
