"""
Answers as pictures: each function takes a table and returns matplotlib Axes.

A picture goes into a notebook with :func:`show`, which asks for a text that says what
there is to see, for whoever cannot look at it.
"""

from __future__ import annotations

from smmkit.plots.days import by_day, followers, reach_days
from smmkit.plots.frame import new_axes, picture, show
from smmkit.plots.pay import lines, price_parts, salary_ranges
from smmkit.plots.public import choices, histogram, journey_grid, share_ranges, where_they_are
from smmkit.plots.rates import (
    group_words,
    rate_bars,
    rate_trend,
    rates_by_size,
    returns,
    reversal,
)

__all__ = [
    "by_day",
    "choices",
    "followers",
    "group_words",
    "histogram",
    "journey_grid",
    "lines",
    "new_axes",
    "picture",
    "price_parts",
    "rate_bars",
    "rate_trend",
    "rates_by_size",
    "reach_days",
    "returns",
    "reversal",
    "salary_ranges",
    "share_ranges",
    "show",
    "where_they_are",
]
