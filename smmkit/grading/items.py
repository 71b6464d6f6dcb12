"""
How hard each question of an exercise was, how well it tells learners apart, and which mistakes
were made.

Difficulty is the mean share of a question's points (0: nobody, 1: everybody had all of them).
Discrimination is the correlation of a question's share with the points of all other questions
together, the corrected item-total correlation; for a question that is right or wrong it is the
point-biserial one. Source: Crocker and Algina, Introduction to Classical and Modern Test Theory
(1986), chapter 14.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from smmkit.coach.questions import find
from smmkit.coach.wire import decode
from smmkit.intervals import deviations
from smmkit.plots.frame import BLUE, GREY, new_axes

__all__ = ["draw_items", "items", "likenesses", "mistakes"]

ENOUGH = 20
"""Learners below which a correlation is told with the word few."""
_SAMENESS = 0.02
_COMMON_WORDS = ("unanswered", "right")


def items(learners: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """
    Return a line for each question.

    Parameters
    ----------
    learners : sequence of mapping
        As :func:`smmkit.grading.marks.marks` gives them: ``student`` and ``questions`` (id:
        ``score``, ``points``, ``status``, ``misconception``).

    Returns
    -------
    pandas.DataFrame
        Indexed by question: ``learners``, ``answered`` and ``difficulty`` (shares),
        ``discrimination`` with ``low`` and ``high`` (95 %, Fisher's transformation), and ``note``.
        NaN where nothing can be said.

    Examples
    --------
    >>> def one(a, b):
    ...     return {"student": "x", "questions": {"q.a": a, "q.b": b}}
    >>> yes = {"score": 2, "points": 2, "status": "right", "misconception": None}
    >>> no = {"score": 0, "points": 2, "status": "wrong", "misconception": "x"}
    >>> items([one(yes, yes), one(no, no), one(yes, no), one(no, no)]).difficulty.tolist()
    [0.5, 0.25]
    """
    found = [learner["questions"] for learner in learners if learner["questions"]]
    names = list(dict.fromkeys(name for questions in found for name in questions))
    scores = pd.DataFrame(
        [{name: q[name]["score"] for name in q} for q in found], columns=names, dtype=float
    )
    points = {name: q[name]["points"] for q in found for name in q}
    rows = {}
    for name in names:
        with_it = scores[scores[name].notna()]
        share = with_it[name] / points[name] if points[name] else with_it[name] * math.nan
        rest = with_it.drop(columns=name).sum(axis=1)
        tried = [q[name]["status"] != "unanswered" for q in found if name in q]
        r = _correlation(share, rest)
        low, high = _bounds(r, len(share))
        rows[name] = {
            "learners": len(share),
            "answered": sum(tried) / len(tried),
            "difficulty": share.mean(),
            "discrimination": r,
            "low": low,
            "high": high,
            "note": _note(share, r, low),
        }
    columns = ["learners", "answered", "difficulty", "discrimination", "low", "high", "note"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns)


def mistakes(learners: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """
    Return which named mistakes were made, the commonest of each question first.

    Returns
    -------
    pandas.DataFrame
        Columns question, mistake, learners, and share of those who answered the question.
    """
    answered: dict[str, int] = {}
    counted: dict[tuple[str, str], int] = {}
    for learner in learners:
        for name, verdict in learner["questions"].items():
            answered[name] = answered.get(name, 0) + (verdict["status"] != "unanswered")
            if verdict["misconception"]:
                key = (name, verdict["misconception"])
                counted[key] = counted.get(key, 0) + 1
    rows = [
        {"question": name, "mistake": word, "learners": n, "share": n / answered[name]}
        for (name, word), n in counted.items()
    ]
    table = pd.DataFrame(rows, columns=["question", "mistake", "learners", "share"])
    order = list(answered)
    table["order"] = table["question"].map(order.index)
    table = table.sort_values(["order", "learners", "mistake"], ascending=[True, False, True])
    return table.drop(columns="order").reset_index(drop=True)


def likenesses(learners: Sequence[Mapping[str, Any]], brands: Mapping[str, Any]) -> pd.DataFrame:
    """
    Return answers that are wrong on their learner's brand and right on somebody else's.

    It is a reason to talk to two people and proves nothing: two may have worked on one machine, or
    a number may fit by chance. So an answer is left out that fits more than one brand in fifty, and
    so is one of which a part alone fits.

    Parameters
    ----------
    learners : sequence of mapping
        With ``answers`` (question: what came over the wire).
    brands : mapping
        Student: brand.

    Returns
    -------
    pandas.DataFrame
        Columns student, question, fits (whose brand), and chance (the share of all other brands
        that it fits).
    """
    open_cases = [
        (learner["student"], name, answer)
        for learner in learners
        for name, answer in learner.get("answers", {}).items()
        if learner["questions"].get(name, {}).get("status", "right") not in _COMMON_WORDS
    ]
    fits: dict[int, list[str]] = {}
    for student, brand in brands.items():  # outermost, so that each key is worked out once
        for place, (own, name, answer) in enumerate(open_cases):
            if own != student and _is_right(name, answer, brand):
                fits.setdefault(place, []).append(student)
    most = max(1, math.floor(_SAMENESS * len(brands)))
    rows = [
        {"student": own, "question": name, "fits": other, "chance": len(who) / (len(brands) - 1)}
        for place, who in fits.items()
        if len(who) <= most
        for own, name, _ in [open_cases[place]]
        for other in who
    ]
    return pd.DataFrame(rows, columns=["student", "question", "fits", "chance"])


def draw_items(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """
    Draw each question by how many had it right and how well it tells learners apart.

    Parameters
    ----------
    table : pandas.DataFrame
        From :func:`items`.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        A question without a correlation stands on the line of zero, hollow.
    """
    ax = new_axes(ax)
    known = table["discrimination"].notna()
    height = table["discrimination"].fillna(0.0)
    some = table[known]
    below, above = some["discrimination"] - some["low"], some["high"] - some["discrimination"]
    ax.errorbar(
        some["difficulty"],
        some["discrimination"],
        yerr=[below.fillna(0.0), above.fillna(0.0)],
        fmt="o",
        color=BLUE,
        ecolor=GREY,
        capsize=3,
    )
    ax.plot(table["difficulty"][~known], height[~known], "o", mfc="none", color=BLUE)
    for name, x in table["difficulty"].items():
        ax.annotate(
            name.partition(".")[2],
            (x, height[name]),
            textcoords="offset points",
            xytext=(7, 4),
            fontsize=8,
        )
    ax.axhline(0, color=GREY, linewidth=0.8)
    ax.set(xlim=(-0.05, 1.15), ylim=(-1.05, 1.05))
    ax.set_xlabel("mean share of the points (right: easy)")
    ax.set_ylabel("correlation with the other questions")
    return ax


def _correlation(one: pd.Series, other: pd.Series) -> float:
    if len(one) < 3 or one.nunique() < 2 or other.nunique() < 2:
        return math.nan
    return float(one.corr(other))


def _bounds(r: float, n: int) -> tuple[float, float]:
    """Return Fisher's bounds of a correlation; none below five learners or at the ends."""
    if math.isnan(r) or n < 5 or abs(r) >= 1 - 1e-12:
        return math.nan, math.nan
    half = deviations(0.95) / math.sqrt(n - 3)
    return math.tanh(math.atanh(r) - half), math.tanh(math.atanh(r) + half)


def _note(share: pd.Series, r: float, low: float) -> str:
    if math.isnan(r):
        return "all did alike" if share.nunique() < 2 and len(share) > 2 else "too few to tell"
    if len(share) < ENOUGH:
        return f"few learners ({len(share)}): look, don't conclude"
    if r < 0:
        return "who did well elsewhere did worse here: read the question again"
    if math.isnan(low) or low > 0:
        return ""
    return "may tell nobody apart"


def _is_right(name: str, answer: Any, brand: Any) -> bool:
    try:
        question = find(name)
        received = decode(answer)
        if hasattr(question.answer, "calls"):
            return False
        return question.answer.judge(received, question.key(brand), brand).right
    except Exception:  # no answer, however odd, may stop the telling of a class
        return False
