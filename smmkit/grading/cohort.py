"""
What an exercise tells of a class: ``smmkit cohort NN``.

The numbers go into a data file, and a notebook that reads it shows tables and the picture, so that
an instructor can go on from there.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from smmkit.brand import Brand
from smmkit.errors import ArgumentError
from smmkit.grading import items, journal
from smmkit.grading.group import open_group, timestamp_of
from smmkit.grading.marks import marks
from smmkit.grading.paper import write_whole
from smmkit.grading.release import load_settings

__all__ = ["read", "report", "tell", "timeline"]


def read(path: str | Path) -> dict[str, pd.DataFrame]:
    """
    Read what :func:`tell` wrote.

    Parameters
    ----------
    path : str or Path
        The ``.json`` beside the notebook.

    Returns
    -------
    dict of str to pandas.DataFrame
        ``"items"``, ``"mistakes"``, ``"timeline"`` and ``"likenesses"``.
    """
    data = json.loads(Path(path).read_text(encoding="utf-8"))
    return {name: pd.DataFrame(**table) for name, table in data.items()}


def timeline(stamps: list[str | None]) -> pd.DataFrame:
    """
    Return how many had handed in by the end of each day.

    Parameters
    ----------
    stamps : list of str or None
        When each learner handed in last, as collecting noted it.

    Returns
    -------
    pandas.DataFrame
        Indexed by day: ``handed_in`` on that day, and ``together`` so far.

    Examples
    --------
    >>> timeline(["2027-03-01 10:00", None, "2027-03-03 09:00 UTC"])["together"].tolist()
    [1, 2]
    """
    from dateutil.parser import parse

    days = [parse(stamp).date() for stamp in stamps if stamp]
    counts = pd.Series(days, dtype=object).value_counts().sort_index()
    table = pd.DataFrame({"handed_in": counts, "together": counts.cumsum()})
    table.index = [day.isoformat() for day in counts.index]
    return table


def report(course: Path, number: str) -> dict[str, pd.DataFrame]:
    """
    Return all tables of a class for one exercise.

    Parameters
    ----------
    course : Path
        The course's folder.
    number : str
        The lesson's number.

    Raises
    ------
    ArgumentError
        If nothing of it has been graded.
    DamagedError
        If there is no gradebook, or it is damaged.
    """
    group = open_group(course, number)
    journal.check_gradebook(load_settings(group.course).CourseDirectory.db_url)
    learners = marks(group.course, number)["learners"]
    if not any(learner["questions"] for learner in learners):
        raise ArgumentError(f"Nothing of {group.exercise} has been graded: smmkit grade {number}.")
    answers = _answers(group)
    for learner in learners:
        learner["answers"] = answers.get(learner["student"], {})
    brands = {one["student"]: Brand.of(one["student"], group.cohort) for one in learners}
    stamps = [timestamp_of(group.submitted / name / group.exercise) for name in brands]
    return {
        "items": items.items(learners),
        "mistakes": items.mistakes(learners),
        "timeline": timeline(stamps),
        "likenesses": items.likenesses(learners, brands),
    }


def tell(course: Path, number: str, *, out: Path | None = None) -> Iterator[str]:
    """
    Write the notebook, its data and its picture, and say the same in lines.

    Parameters
    ----------
    course : Path
        The course's folder.
    number : str
        The lesson's number.
    out : Path, optional
        The notebook; ``cohort/NN_slug.ipynb`` in the course's folder by default.

    Yields
    ------
    str
        A line for each question, and what stands out.
    """
    tables = report(course, number)
    exercise = open_group(course, number).exercise
    target = out or course / "cohort" / f"{exercise}.ipynb"
    if target.suffix != ".ipynb":
        raise ArgumentError(f"--out must end in .ipynb; received {str(target)!r}.")
    data = {
        name: {key: value for key, value in table.to_dict("split").items()}
        for name, table in tables.items()
    }
    words = json.dumps(data, indent=1, default=_plain)
    write_whole(target.with_suffix(".json"), words)
    write_whole(target.with_suffix(".png"), _png(tables["items"]))
    write_whole(target, nbformat.writes(_notebook(exercise, target.with_suffix(".json").name)))
    yield from _lines(exercise, tables)
    yield f"Wrote {target}, with its data and its picture beside it."


def _answers(group: Any) -> dict[str, dict[str, Any]]:
    from nbgrader.api import Gradebook

    settings = load_settings(group.course)
    with Gradebook(settings.CourseDirectory.db_url, settings.CourseDirectory.course_id) as book:
        lines = journal.read(book.db, group.exercise)
    return {student: line.get("answers", {}) for student, line in lines.items()}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value.item()


def _png(table: pd.DataFrame) -> bytes:
    import io

    held = io.BytesIO()
    items.draw_items(table).figure.savefig(held, format="png", dpi=130, bbox_inches="tight")
    return held.getvalue()


def _lines(exercise: str, tables: dict[str, pd.DataFrame]) -> Iterator[str]:
    table, learners = tables["items"], int(tables["items"]["learners"].max())
    yield f"{exercise}: {learners} learners graded"
    yield "points: their mean share. tells apart: do those who have the rest right have it right?"
    yield "(1: they do; 0: no more than the others; below 0: the others do; with 95 % bounds)"
    yield f"{'question':34} {'points':>7} {'tells apart':>18}"
    for name, row in table.iterrows():
        apart = "" if pd.isna(row["discrimination"]) else f"{row['discrimination']:.2f}"
        if not pd.isna(row["low"]):
            apart += f" ({row['low']:.2f} to {row['high']:.2f})"
        yield f"{name:34} {row['difficulty']:>6.0%}  {apart:>18}  {row['note']}".rstrip()
    for _, row in tables["mistakes"].iterrows():
        if row["share"] >= 0.1 or row["learners"] >= 5:
            yield (
                f"{row['question']}: {row['mistake']!r} by {row['learners']}, "
                f"{row['share']:.0%} of those who answered"
            )
    for _, row in tables["likenesses"].iterrows():
        yield (
            f"{row['student']}: the answer to {row['question']} is wrong on their own brand and "
            f"right on that of {row['fits']} ({row['chance']:.1%} of the others' brands fit it). "
            "A reason to ask, not a verdict."
        )


def _notebook(exercise: str, data: str) -> Any:
    """Return the notebook, without outputs: it is run where its reader is."""
    cells = [
        new_markdown_cell(
            f"# How a class did in {exercise}\n\nWritten by `smmkit cohort`; run it from the top. "
            "It reads the data file beside it and changes nothing.",
            id="title",
        ),
        new_code_cell(
            "from smmkit import show\nfrom smmkit.grading import cohort, items\n\n"
            f'tables = cohort.read("{data}")',
            id="read",
        ),
        new_markdown_cell(
            "## How hard, and for whom\n\n`difficulty` is the mean share of the points: 1 is easy. "
            "`discrimination` is the correlation with all other questions together: below 0 a "
            "question misleads those who know the rest. `low` and `high` hold it with 95 % "
            "confidence; with few learners they are far apart, and then nothing is known.",
            id="items-words",
        ),
        new_code_cell('tables["items"].round(2)', id="items-table"),
        new_code_cell(
            'drawn = items.draw_items(tables["items"])\nshow(drawn, alt="Each question by the mean '
            'share of its points and its correlation with the others, as in the table above.")',
            id="items-picture",
        ),
        new_markdown_cell("## Which mistakes, by name", id="mistakes-words"),
        new_code_cell('tables["mistakes"].round(2)', id="mistakes-table"),
        new_markdown_cell("## When it was handed in", id="timeline-words"),
        new_code_cell('tables["timeline"]', id="timeline-table"),
        new_markdown_cell(
            "## Answers that fit somebody else's brand\n\nWrong on the learner's own brand, right "
            "on another's. `chance` is the share of all other brands it fits. It is a reason to "
            "ask two people, and no verdict: they may share a machine, or a number fits by chance.",
            id="likenesses-words",
        ),
        new_code_cell('tables["likenesses"].round(3)', id="likenesses-table"),
    ]
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})
