"""Where a learner stands, what comes next, and which mistakes came up."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import NamedTuple

import pandas as pd
from IPython.display import HTML

from smmkit.apps.html import table

__all__ = ["Step", "progress_board"]

_CAPTION = "Where you stand"
_HEAD = ("exercise", "questions right", "points", "progress", "next question")
_DONE = "✓ all right"
_NEXT = "Next step"
_NEXT_WORDS = "{title}, in exercise {lesson}"
_WEAK = "To practise"
_WEAK_WORDS = "{title}, missed {times} and not right since: {command}"
_ONCE, _TIMES = "once", "{count}\N{NO-BREAK SPACE}times"
_OPEN = "Mistakes that came up, with no right answer since"
_OVERCOME = "{count} overcome"
_SETTLED = "Mistakes overcome: a right answer to the same question followed"
_MISTAKE_HEAD = ("mistake", "came up", "in", "last seen")
_PRACTISE_HEAD = (*_MISTAKE_HEAD, "practise it")
_DATE = "{0.day}\N{NO-BREAK SPACE}{0:%b}\N{NO-BREAK SPACE}{0.year}"
_SETTLES = (
    "A mistake is overcome once the same question is answered right, on your brand or in practice."
)
_HOW = (
    "To take a question again on another brand put {load} and {call} in a cell and run it once. "
    "In a terminal {say} lists all there are."
)
_LOAD, _CALL = "from smmkit import practice", 'practice("{question}")'
_SAY = "smmkit practice"


class Step(NamedTuple):
    """A question to turn to: its id and title, its lesson, and a link to its exercise, if any."""

    question: str
    title: str
    lesson: str
    href: str = ""


def progress_board(
    standing: pd.DataFrame,
    mistakes: pd.DataFrame | None = None,
    *,
    titles: Mapping[str, str] | None = None,
    step: Step | None = None,
    weak: pd.Series | None = None,
) -> HTML:
    """
    Show where a learner stands in each exercise, what comes next, and what to practise.

    Parameters
    ----------
    standing : pandas.DataFrame
        What `smmkit.coach.progress.summary` returns of the learner's board.
    mistakes : pandas.DataFrame, optional
        What `smmkit.coach.weak.mistakes` returns.
    titles : mapping of str to str, optional
        The questions' titles by id; a question without one goes by its id.
    step : Step, optional
        The next question.
    weak : pandas.Series, optional
        What `smmkit.coach.weak.weak_questions` returns; its first is shown.

    Returns
    -------
    IPython.display.HTML
        A row an exercise, and one for all of them; then a row a mistake, those overcome folded
        away, and how to practise. Saved with the notebook.
    """
    titles = titles or {}
    parts = []
    if step:
        words = escape(_NEXT_WORDS.format(title=step.title, lesson=step.lesson))
        link = f'<a href="{escape(step.href)}">{words}</a>' if step.href else words
        parts.append(_line(_NEXT, link))
    if weak is not None and len(weak):
        question, count = weak.index[0], int(weak.iloc[0])
        told = escape(_WEAK_WORDS).format(
            title=escape(titles.get(question, question)),
            times=_times(count),
            command=_code(_CALL.format(question=question)),
        )
        parts.append(_line(_WEAK, told))
    parts.append(_standing(standing))
    if mistakes is not None and len(mistakes):
        parts.append(_mistakes(mistakes, titles))
    example = weak.index[0] if weak is not None and len(weak) else step and step.question
    if example:
        call = _code(_CALL.format(question=example))
        parts.append(_paragraph(_HOW.format(load=_code(_LOAD), call=call, say=_code(_SAY))))
    return HTML("".join(parts))


def _standing(standing: pd.DataFrame) -> str:
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


def _mistakes(mistakes: pd.DataFrame, titles: Mapping[str, str]) -> str:
    def cells(name: str, row: Mapping[str, object]) -> tuple[str, ...]:
        where = "; ".join(titles.get(question, question) for question in row["questions"])
        seen = row["last_seen"]
        date = "" if pd.isna(seen) else _DATE.format(seen)
        return escape(name), _times(int(row["times"])), escape(where), date

    open_rows, settled_rows = [], []
    for name, row in zip(mistakes.index, mistakes.to_dict("records"), strict=True):
        if row["overcome"]:
            settled_rows.append(cells(name, row))
        else:
            command = _code(_CALL.format(question=row["questions"][0]))
            open_rows.append((*cells(name, row), command))
    parts = []
    if open_rows:
        parts.append(table(open_rows, caption=f"<strong>{_OPEN}</strong>", head=_PRACTISE_HEAD))
        parts.append(_paragraph(_SETTLES))
    if settled_rows:
        inner = table(settled_rows, caption=_SETTLED, head=_MISTAKE_HEAD)
        count = _OVERCOME.format(count=len(settled_rows))
        parts.append(
            f'<details style="margin:.4em .9em"><summary>✓ {count}</summary>{inner}</details>'
        )
    return "".join(parts)


def _line(label: str, html: str) -> str:
    return _paragraph(f"<strong>{label}:</strong> {html}")


def _paragraph(html: str) -> str:
    return f'<p style="margin:.4em .9em;max-width:48em">{html}</p>'


def _times(count: int) -> str:
    return _ONCE if count == 1 else _TIMES.format(count=count)


def _code(words: str) -> str:
    return f"<code>{escape(words)}</code>"
