"""A strategy on one page: from the business's goal down to what is done, paid and counted.

What happens anyway and what can be reached come in as data (`Brief`); what lies between is the
band in which a target makes sense. `review` holds a strategy against it and says every fault at
once; the rules, what each costs and why stand in `rules`.
"""

from smmkit.findings import score
from smmkit.strategy.audit import audit
from smmkit.strategy.brief import Brief, band
from smmkit.strategy.forecast import carry_on
from smmkit.strategy.kpis import kpis, leads_to, way
from smmkit.strategy.linter import review
from smmkit.strategy.page import implied_profit, page
from smmkit.strategy.rulebook import rules
from smmkit.strategy.stops import fired

__all__ = [
    "Brief",
    "audit",
    "band",
    "carry_on",
    "fired",
    "implied_profit",
    "kpis",
    "leads_to",
    "page",
    "review",
    "rules",
    "score",
    "way",
]
