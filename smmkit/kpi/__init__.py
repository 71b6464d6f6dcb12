"""The measures of the trade, each with its denominator in its name or its first line.

Four rules hold for every rate of a table.

- **Average.** ``"pooled"``, the default, divides the sum by the sum: large posts weigh
  more. ``"mean of ratios"`` and ``"median of ratios"`` give each row the same weight.
  ``"each row"`` gives a Series with the rate of each row. Cost per something is pooled only.
- **Missing.** A row whose numerator or denominator is not known stays out of both.
- **Zero.** Where there is nothing to divide by the result is NaN, without a warning. In a
  pooled figure such a row still counts: money spent without a click was spent. The mean and
  the median of ratios leave it out.
- **Form.** A float, or with ``by`` a float64 Series with a row for each value, "not known"
  being one of them. Ratios are fractions, not per cent, and are not cut at 1.
"""

from smmkit.kpi.audience import churn, follower_balance, growth, net_growth
from smmkit.kpi.breakdown import breakdown
from smmkit.kpi.costs import aov, cpa, cpc, cpe, cpl, cpm, cpv, cr, ctr, roas, vtr
from smmkit.kpi.doubt import (
    gain_over_nothing,
    highest_anyway,
    sample_needed,
    share_interval,
)
from smmkit.kpi.engagement import (
    daily_er,
    er_by_followers,
    er_by_impressions,
    er_by_reach,
    er_by_views,
    factored_er,
)
from smmkit.kpi.reactions import (
    amplification_rate,
    applause_rate,
    conversation_rate,
    economic_value,
    save_rate,
    viral_rate,
)
from smmkit.kpi.returns import (
    break_even_roas,
    cac,
    ltv,
    ltv_from_churn,
    ltv_to_cac,
    payback_months,
    roi,
    romi,
)
from smmkit.kpi.rigged import (
    moves,
    vital_signs,
    with_bot_views,
    with_bought_followers,
    with_likes_ring,
)
from smmkit.kpi.service import response_rate, response_time
from smmkit.kpi.voice import NPS, net_sentiment, nps, share_of_voice
from smmkit.kpi.volume import frequency, reach_rate, reach_upper_bound, volume

__all__ = [
    "NPS",
    "amplification_rate",
    "aov",
    "applause_rate",
    "break_even_roas",
    "breakdown",
    "cac",
    "churn",
    "conversation_rate",
    "cpa",
    "cpc",
    "cpe",
    "cpl",
    "cpm",
    "cpv",
    "cr",
    "ctr",
    "daily_er",
    "economic_value",
    "er_by_followers",
    "er_by_impressions",
    "er_by_reach",
    "er_by_views",
    "factored_er",
    "follower_balance",
    "frequency",
    "gain_over_nothing",
    "growth",
    "highest_anyway",
    "ltv",
    "ltv_from_churn",
    "ltv_to_cac",
    "moves",
    "net_growth",
    "net_sentiment",
    "nps",
    "payback_months",
    "reach_rate",
    "reach_upper_bound",
    "response_rate",
    "response_time",
    "roas",
    "roi",
    "romi",
    "sample_needed",
    "save_rate",
    "share_interval",
    "share_of_voice",
    "viral_rate",
    "vital_signs",
    "volume",
    "vtr",
    "with_bot_views",
    "with_bought_followers",
    "with_likes_ring",
]
