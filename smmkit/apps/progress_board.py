"""Where a learner stands."""

from __future__ import annotations

from html import escape

import pandas as pd
from IPython.display import HTML

from smmkit.apps.html import table

__all__ = ["progress_board"]

_CAPTION = "Where you stand"
_HEAD = ("exercise", "questions right", "points", "progress", "next question")
_DONE = "✓ all right"


def progress_board(standing: pd.DataFrame) -> HTML:
    """
    Show where a learner stands in each exercise, and what comes next.

    Parameters
    ----------
    standing : pandas.DataFrame
        What `smmkit.coach.progress.summary` returns of the learner's board.

    Returns
    -------
    IPython.display.HTML
        A row an exercise, and one for all of them; saved with the notebook.
    """
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
    return HTML(table(rows, caption=f"<strong>{_CAPTION}</strong>", head=_HEAD, foot=True))
