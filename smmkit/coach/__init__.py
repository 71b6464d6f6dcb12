"""The coach: questions, answer keys, checks, hints and progress."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from smmkit.coach.client import check
from smmkit.coach.learner import (
    Learner,
    identify,
    introduce,
    my_brand,
    use_practice_brand,
)
from smmkit.coach.road import road

if TYPE_CHECKING:
    import pandas as pd
    from IPython.display import HTML

    from smmkit.apps.progress_board import Step

__all__ = [
    "Learner",
    "check",
    "identify",
    "introduce",
    "my_brand",
    "road",
    "show_progress",
    "use_practice_brand",
]


def show_progress() -> HTML:
    """
    Show where you stand in each exercise, what comes next, and what to practise.

    Returns
    -------
    IPython.display.HTML
        The board as it is now; call again to look again.
    """
    from smmkit.apps.progress_board import progress_board  # only a notebook needs it
    from smmkit.coach import progress, weak

    you = identify()
    who = {"student": you.student, "cohort": you.cohort}
    board = progress.board(you.home, **who)
    return progress_board(
        progress.summary(board),
        weak.mistakes(you.home, **who),
        titles=board["title"].to_dict(),
        step=_next_step(board, you.home),
        weak=weak.weak_questions(you.home, **who),
    )


def _next_step(board: pd.DataFrame, home: Path) -> Step | None:
    """Return the first question that is not right yet, linked where its exercise lies."""
    from smmkit.apps.progress_board import Step

    open_ones = board[board["status"] != "right"]
    if open_ones.empty:
        return None
    question, row = open_ones.index[0], open_ones.iloc[0]
    laid = sorted(home.glob(f"exercises/{row['lesson']}_*/{row['lesson']}_*.ipynb"))
    href = os.path.relpath(laid[0]).replace(os.sep, "/") if laid else ""
    return Step(question, row["title"], row["lesson"], href)
