"""
The figures of a month from a page's exports, each with its files, rows and formula.

Reach is never added up, a rate is a sum divided by a sum and has its denominator in its name,
and a change stands beside a word on whether chance alone would make it.
"""

from smmkit.report.build import build
from smmkit.report.values import Figure, MonthlyReport, Section

__all__ = ["Figure", "MonthlyReport", "Section", "build"]
