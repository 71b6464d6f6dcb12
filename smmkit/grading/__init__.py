"""Notebooks of a class: released, collected, graded in a sandbox, told and counted."""

import sys

# nbformat's validator brings a grammar of web addresses along, for a check that it never makes:
# building it is 0.9 of the 1.0 s that importing nbformat takes, in every process that grades.
sys.modules.setdefault("rfc3987_syntax", None)
