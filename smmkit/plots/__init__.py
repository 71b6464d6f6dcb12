"""
Answers as pictures: each function takes a table and returns matplotlib Axes.

A picture goes into a notebook with :func:`show`, which asks for a text that says what
there is to see, for whoever cannot look at it.
"""

from __future__ import annotations

from smmkit.plots.calendar import calendar_grid, hours_by_week, message_hours, slot_lifts
from smmkit.plots.career import change_ranks, page_beside, rate_ranges, two_windows
from smmkit.plots.days import by_day, followers, reach_days
from smmkit.plots.doubts import budget_gains, change_words, measure_moves, share_intervals
from smmkit.plots.frame import new_axes, picture, show
from smmkit.plots.goals import feasible_band, goal_tree, weeks_ahead
from smmkit.plots.inbox import message_storm
from smmkit.plots.media import credit_bars, gain_curves, marginal_returns, pace
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
from smmkit.plots.team import creator_prices, hours_by_person, used_hours
from smmkit.plots.trials import chance_differences, difference_intervals, look_paths, raw_and_shrunk
from smmkit.plots.words import spread_by_group, text_room

__all__ = [
    "budget_gains",
    "by_day",
    "calendar_grid",
    "chance_differences",
    "change_ranks",
    "change_words",
    "choices",
    "creator_prices",
    "credit_bars",
    "day_blocks",
    "difference_intervals",
    "feasible_band",
    "followers",
    "gain_curves",
    "goal_tree",
    "group_words",
    "histogram",
    "hours_by_person",
    "hours_by_role",
    "hours_by_week",
    "journey_grid",
    "lines",
    "look_paths",
    "marginal_returns",
    "measure_moves",
    "message_hours",
    "message_storm",
    "new_axes",
    "pace",
    "page_beside",
    "picture",
    "price_parts",
    "rate_bars",
    "rate_ranges",
    "rate_trend",
    "rates_by_size",
    "raw_and_shrunk",
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
    "two_windows",
    "used_hours",
    "weeks_ahead",
    "where_they_are",
]
