"""
Is variant B better, or lucky? Plans of tests, and what their numbers allow one to say.

Everything here speaks of chance alone. It holds where variants were dealt to people, or to posts,
by lot; what was chosen by somebody, or by a platform, differs in more than luck.
"""

from smmkit.experiments.compare import DECISIONS, compare, decide
from smmkit.experiments.counts import SPREADS, compare_counts, overdispersion
from smmkit.experiments.looks import (
    RULES,
    false_alarm_rate,
    stopping_bounds,
    z_values,
)
from smmkit.experiments.many import WAYS, adjusted
from smmkit.experiments.plan import power, sample_size, smallest_change
from smmkit.experiments.shrink import shrunk_rates, usual_rate
from smmkit.experiments.simulate import first_alarm, simulate_looks, stops
from smmkit.experiments.split import ALARM, split_check

__all__ = [
    "ALARM",
    "DECISIONS",
    "RULES",
    "SPREADS",
    "WAYS",
    "adjusted",
    "compare",
    "compare_counts",
    "decide",
    "false_alarm_rate",
    "first_alarm",
    "overdispersion",
    "power",
    "sample_size",
    "shrunk_rates",
    "simulate_looks",
    "smallest_change",
    "split_check",
    "stopping_bounds",
    "stops",
    "usual_rate",
    "z_values",
]
