"""
Answers as pictures: each function takes a table and returns matplotlib Axes.

A picture goes into a notebook with :func:`show`, which asks for a text that says what
there is to see, for whoever cannot look at it.
"""

from __future__ import annotations

from smmkit.plots.calendar import calendar_grid, hours_by_week, message_hours, slot_lifts
from smmkit.plots.days import by_day, followers, reach_days
from smmkit.plots.doubts import budget_gains, change_words, measure_moves, share_intervals
from smmkit.plots.frame import new_axes, picture, show
from smmkit.plots.goals import feasible_band, goal_tree, weeks_ahead
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
from smmkit.plots.roles import day_blocks, hours_by_role
from smmkit.plots.season import season_money
from smmkit.plots.words import spread_by_group, text_room

__all__ = [
    "budget_gains",
    "by_day",
    "calendar_grid",
    "change_words",
    "choices",
    "day_blocks",
    "feasible_band",
    "followers",
    "goal_tree",
    "group_words",
    "histogram",
    "hours_by_role",
    "hours_by_week",
    "journey_grid",
    "lines",
    "measure_moves",
    "message_hours",
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
    "season_money",
    "share_intervals",
    "share_ranges",
    "show",
    "slot_lifts",
    "spread_by_group",
    "text_room",
    "weeks_ahead",
    "where_they_are",
]
