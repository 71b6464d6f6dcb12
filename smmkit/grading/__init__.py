"""Notebooks of a class: release now; grading stands on nbgrader's own commands."""
