"""Where a learner stands."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import ipywidgets
import pandas as pd

from smmkit.apps.html import table

__all__ = ["progress_board"]

_CAPTION = "Where you stand"
_HEAD = ("exercise", "questions right", "points", "progress", "next question")
_DONE = "✓ all right"
_AGAIN = "Look again"


def progress_board(read: Callable[[], pd.DataFrame]) -> ipywidgets.VBox:
    """
    Show where a learner stands in each exercise, and what comes next.

    Parameters
    ----------
    read : callable
        Returns the table to show, each time anew: `smmkit.coach.progress.summary` of the
        learner's board.

    Returns
    -------
    ipywidgets.VBox
        The table, and below it a button that reads it again.
    """
    board = ipywidgets.HTML()
    button = ipywidgets.Button(
        description=_AGAIN, tooltip="Read your progress again", icon="refresh"
    )

    def refresh(_: object = None) -> None:
        board.value = _html(read())

    button.on_click(refresh)
    refresh()
    return ipywidgets.VBox([board, button])


def _html(standing: pd.DataFrame) -> str:
    rows = []
    for lesson, row in zip(standing.index, standing.to_dict("records"), strict=True):
        name = row["title"] if lesson == "all" else f"{lesson} {row['title']}"
        points = f"{row['score']:g} of {row['points']:g}"
        bar = (
            f'<progress value="{row["score"]:g}" max="{row["points"]:g}" '
            f'aria-label="{escape(name)}: {points} points"></progress>'
        )
        right = f"{row['right']} of {row['questions']}"
        rows.append((escape(name), right, points, bar, escape(row["next"]) or _DONE))
    return table(rows, caption=f"<strong>{_CAPTION}</strong>", head=_HEAD, foot=True)
