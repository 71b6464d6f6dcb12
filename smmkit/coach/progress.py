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
    "practice",
)
MISSES = ("wrong", "partly")
# What a line written before there were practice brands does not say.
UNSAID = {"practice": 0}


def record(
    home: Path,
    verdict: Mapping[str, Any],
    answer: str,
    *,
    student: str,
    cohort: str,
    practice: int = 0,
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
    practice : int, default 0
        Which practice brand; 0 for the learner's own.

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
        "practice": practice,
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
        Columns time, student, cohort, question, status, score, points, misconception, answer
        and practice (0 on the learner's own brand). A line that a crash cut short is left out.
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
        if isinstance(entry, dict) and entry.keys() >= {*FIELDS} - UNSAID.keys():
            lines.append({name: entry.get(name, UNSAID.get(name)) for name in FIELDS})
    return pd.DataFrame(lines, columns=list(FIELDS))


def board(home: Path, *, student: str, cohort: str) -> pd.DataFrame:
    """
    Return where the learner stands: one row a question.

    Parameters
    ----------
    home : Path
        The learner's folder.
    student, cohort : str
        Whose brand; tries on another brand don't count, and practice only as practice.

    Returns
    -------
    pandas.DataFrame
        Indexed by question id: lesson, title, points, score (best so far), tries
        (different answers), status ("new", "right", "partly", "wrong", ...) and practised
        (number of practice brands it was answered right on).
    """
    everything = of_learner(attempts(home), student, cohort)
    tried = everything[everything["practice"] == 0]
    practised = everything[(everything["practice"] != 0) & (everything["status"] == "right")]
    brands = practised.groupby("question")["practice"].nunique()
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
                "practised": int(brands.get(question.id, 0)),
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


def wrong_tries(
    home: Path, question: str, *, student: str, cohort: str, practice: int = 0
) -> set[str]:
    """Return the fingerprints of the different wrong answers given to a question on a brand."""
    tried = of_learner(attempts(home), student, cohort)
    tried = tried[(tried["question"] == question) & (tried["practice"] == practice)]
    return set(tried.loc[tried["status"].isin(MISSES), "answer"])


def of_learner(tried: pd.DataFrame, student: str, cohort: str) -> pd.DataFrame:
    """Keep one learner's tries; a name is told apart as the brand tells it, so Ada is ada."""
    who = {"student": clean_name("student", student), "cohort": clean_name("cohort", cohort)}
    return tried[(tried["student"] == who["student"]) & (tried["cohort"] == who["cohort"])]


def _last_byte(file: BinaryIO) -> bytes:
    file.seek(-1, os.SEEK_END)
    return file.read(1)


def _path(home: Path) -> Path:
    return home / ".smmkit" / "progress.jsonl"
