"""The coach: questions, answer keys, checks, hints and progress."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smmkit.coach.client import check
from smmkit.coach.learner import Learner, identify, introduce, my_brand
from smmkit.coach.road import road

if TYPE_CHECKING:
    from IPython.display import HTML

__all__ = ["Learner", "check", "identify", "introduce", "my_brand", "road", "show_progress"]


def show_progress() -> HTML:
    """
    Show where you stand in each exercise, and what comes next.

    Returns
    -------
    IPython.display.HTML
        The board as it is now; call again to look again.
    """
    from smmkit.apps.progress_board import progress_board  # only a notebook needs it
    from smmkit.coach import progress

    you = identify()
    board = progress.board(you.home, student=you.student, cohort=you.cohort)
    return progress_board(progress.summary(board))
