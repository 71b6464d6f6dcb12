"""The coach: questions, answer keys, checks, hints and progress."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smmkit.coach.client import check
from smmkit.coach.learner import Learner, identify, introduce, my_brand
from smmkit.coach.road import road

if TYPE_CHECKING:
    import ipywidgets

__all__ = ["Learner", "check", "identify", "introduce", "my_brand", "road", "show_progress"]


def show_progress() -> ipywidgets.VBox:
    """
    Show where you stand in each exercise, and what comes next.

    Returns
    -------
    ipywidgets.VBox
        The board, with a button that looks again.
    """
    from smmkit.apps.progress_board import progress_board  # only a notebook needs widgets
    from smmkit.coach import progress

    def standing():
        you = identify()
        return progress.summary(progress.board(you.home, student=you.student, cohort=you.cohort))

    return progress_board(standing)
