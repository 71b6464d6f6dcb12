"""
The figures of a month from a page's exports, each with its files, rows and formula.

`build` makes the page that `smmkit report` writes. `weekly` and `monthly` give rows, a number each
with its KPI, period and filter, and `recompute` checks anybody's rows.

Reach is never added up, a rate is a sum divided by a sum and has its denominator in its name,
and a change stands beside a word on whether chance alone would make it.
"""

from smmkit.report.build import build
from smmkit.report.catalogue import kpis
from smmkit.report.recompute import recompute, review_rows
from smmkit.report.rows import monthly, one_row, weekly
from smmkit.report.values import Figure, MonthlyReport, Section

__all__ = [
    "Figure",
    "MonthlyReport",
    "Section",
    "build",
    "kpis",
    "monthly",
    "one_row",
    "recompute",
    "review_rows",
    "weekly",
]
