"""
What a learner has tried, kept as one line of JSON a check in their own folder.

The file is only ever added to, so that a crash costs one line at most.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

import pandas as pd

from smmkit.brand.identity import clean_name
from smmkit.coach.questions import all_questions
from smmkit.coach.road import road

__all__ = ["attempts", "board", "record", "summary"]

FIELDS = (
    "time",
    "student",
    "cohort",
    "question",
    "status",
    "score",
    "points",
    "misconception",
    "answer",
)


def record(
    home: Path, verdict: Mapping[str, Any], answer: str, *, student: str, cohort: str
) -> None:
    """
    Add a check to the learner's progress.

    Parameters
    ----------
    home : Path
        The learner's folder.
    verdict : mapping
        What the judge said.
    answer : str
        The answer as it crossed the wire; only a fingerprint of it is kept.
    student, cohort : str
        Whose brand it was checked on.

    Raises
    ------
    OSError
        If the folder cannot be written to.
    """
    line = {
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "student": clean_name("student", student),
        "cohort": clean_name("cohort", cohort),
        **{
            name: verdict[name]
            for name in ("question", "status", "score", "points", "misconception")
        },
        "answer": fingerprint(answer),
    }
    path = _path(home)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        whole = file.tell() == 0 or _last_byte(file) == b"\n"
        # A crash may have cut the last line short; the next one must not join it.
        file.write((b"" if whole else b"\n") + json.dumps(line).encode() + b"\n")


def fingerprint(answer: str) -> str:
    """Return a short fingerprint of an answer, to tell a new try from the same one again."""
    return hashlib.sha256(answer.encode()).hexdigest()[:12]


def attempts(home: Path) -> pd.DataFrame:
    """
    Return every check recorded in a folder, oldest first.

    Parameters
    ----------
    home : Path
        The learner's folder.

    Returns
    -------
    pandas.DataFrame
        Columns time, student, cohort, question, status, score, points, misconception
        and answer. A line that a crash cut short is left out.
    """
    try:
        text = _path(home).read_text(encoding="utf-8")
    except FileNotFoundError:
        text = ""
    lines = []
    for line in text.splitlines():
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        if isinstance(entry, dict) and all(name in entry for name in FIELDS):
            lines.append({name: entry[name] for name in FIELDS})
    return pd.DataFrame(lines, columns=list(FIELDS))


def board(home: Path, *, student: str, cohort: str) -> pd.DataFrame:
    """
    Return where the learner stands: one row a question.

    Parameters
    ----------
    home : Path
        The learner's folder.
    student, cohort : str
        Whose brand; tries on another brand don't count.

    Returns
    -------
    pandas.DataFrame
        Indexed by question id: lesson, title, points, score (best so far), tries
        (different answers) and status ("new", "right", "partly", "wrong", ...).
    """
    tried = _of(attempts(home), student, cohort)
    rows = []
    for question in all_questions():
        mine = tried[tried["question"] == question.id]
        best = mine.loc[mine["score"].astype(float).idxmax()] if len(mine) else None
        rows.append(
            {
                "question": question.id,
                "lesson": question.lesson,
                "title": question.title,
                "points": question.points,
                "score": float(best["score"]) if best is not None else 0.0,
                "tries": int(mine["answer"].nunique()),
                "status": str(best["status"]) if best is not None else "new",
            }
        )
    return pd.DataFrame(rows).set_index("question")


def summary(board: pd.DataFrame) -> pd.DataFrame:
    """
    Add a learner's board up to one row an exercise, and one for all of them.

    Parameters
    ----------
    board : pandas.DataFrame
        What :func:`board` returns.

    Returns
    -------
    pandas.DataFrame
        Indexed by lesson, the last row "all": title, questions, right, score, points and
        next (title of the first question that is not right yet, or "").
    """
    titles = road()["title"]

    def row(questions: pd.DataFrame, title: str) -> dict[str, Any]:
        open_ones = questions[questions["status"] != "right"]
        return {
            "title": title,
            "questions": len(questions),
            "right": len(questions) - len(open_ones),
            "score": round(float(questions["score"].sum()), 2),
            "points": float(questions["points"].sum()),
            "next": open_ones["title"].iloc[0] if len(open_ones) else "",
        }

    parts = board.groupby("lesson")
    rows = {lesson: row(part, titles.get(lesson, lesson)) for lesson, part in parts}
    rows["all"] = row(board, "All exercises")
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("lesson")


def wrong_tries(home: Path, question: str, *, student: str, cohort: str) -> set[str]:
    """Return the fingerprints of the different wrong answers given to a question so far."""
    tried = _of(attempts(home), student, cohort)
    missed = (tried["question"] == question) & tried["status"].isin(["wrong", "partly"])
    return set(tried.loc[missed, "answer"])


def _of(tried: pd.DataFrame, student: str, cohort: str) -> pd.DataFrame:
    """Keep one learner's tries; a name is told apart as the brand tells it, so Ada is ada."""
    who = {"student": clean_name("student", student), "cohort": clean_name("cohort", cohort)}
    return tried[(tried["student"] == who["student"]) & (tried["cohort"] == who["cohort"])]


def _last_byte(file: BinaryIO) -> bytes:
    file.seek(-1, os.SEEK_END)
    return file.read(1)


def _path(home: Path) -> Path:
    return home / ".smmkit" / "progress.jsonl"
