"""
Steer a season: choose posts by what they bring an hour, lay weeks out, change what the numbers say.

Everything here is worked out from what a manager can see: the brand's card, its past, its own
exports, and what a format takes in hours. Nothing looks at the world's true effects.
"""

from smmkit.steering.change import compare, review_change, shares_of
from smmkit.steering.decision import evidence, review_decision
from smmkit.steering.desk import asked_month, asked_week, hasty_month
from smmkit.steering.journal import pack, points_for, replay, review_season
from smmkit.steering.noise import decided, differences, price_decisions
from smmkit.steering.weeks import answer_hours, best_days, best_hour, choose_replies, lay_weeks
from smmkit.steering.yields import choose_posts, interest, share_money, side_by_side

__all__ = [
    "answer_hours",
    "asked_month",
    "asked_week",
    "best_days",
    "best_hour",
    "choose_posts",
    "choose_replies",
    "compare",
    "decided",
    "differences",
    "evidence",
    "hasty_month",
    "interest",
    "lay_weeks",
    "pack",
    "points_for",
    "price_decisions",
    "replay",
    "review_change",
    "review_decision",
    "review_season",
    "share_money",
    "shares_of",
    "side_by_side",
]
