"""
What advertising costs, how to split its budget, whether it keeps to plan, and its links.

Money is plain numbers in one currency, or `smmkit.Money` where a function says so. A curve is any
function from money to what it brings. The ratios of a table of ads are `smmkit.kpi`'s.
"""

from smmkit.ads.allocate import allocate, regret, returns
from smmkit.ads.chain import chain, highest_cpm
from smmkit.ads.curves import Curve, Hill, Log, Power, curves, marginal
from smmkit.ads.pacing import pace_by_day, pacing
from smmkit.ads.paying import paying_range
from smmkit.ads.utm import channel, parse_utm, review_utm, utm

__all__ = [
    "Curve",
    "Hill",
    "Log",
    "Power",
    "allocate",
    "chain",
    "channel",
    "curves",
    "highest_cpm",
    "marginal",
    "pace_by_day",
    "pacing",
    "parse_utm",
    "paying_range",
    "regret",
    "returns",
    "review_utm",
    "utm",
]
