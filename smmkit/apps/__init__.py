"""Answers under sliders: each app wraps functions that the notebook has called by hand."""
