"""Cards dealt for an exercise: other ones to each learner, every kind of case among them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from smmkit.brand.identity import Identity, stream
from smmkit.roles.catalogue import MANAGER, duties
from smmkit.roles.conflicts import conflicts
from smmkit.roles.tasks import tasks

__all__ = ["Desk", "deal"]

_LETTERS = "ABCDEFGH"
_FIRMS = {"small": "A small firm", "hands-on": "A hands-on post", "large": "A large firm"}
_CASE = "{firm}. To {what}: {does}. {answers}."
_DOES_YOU, _DOES_OTHER = "you do it", "the {role} does it"
_ANSWER_YOU = "If it goes wrong, it is you who is asked why"
_ANSWER_OTHER = "If it goes wrong, the {role} is asked why"
_BEFORE, _AFTER = "; you are heard before it is decided", "; you learn of it when it is done"

# Duties whose owner the sources leave in no doubt, by what the two employers differ in.
_ALWAYS = ["contests", "plans", "reports", "competitors", "contractors", "reading"]
_SPLIT = ["texts", "photos", "graphics", "posting", "conversation", "ads"]
_SITE = ["usability", "search"]
_LEFT = ["campaigns", "proposals"]
_KNOWN = ["texts", "photos", "graphics", "conversation", "tools", "ads"]
_DAY = ["texts", "photos", "graphics", "posting", "conversation", "complaints", "listening"]
_DAY += ["ads", "reports", "competitors", "contractors", "plans"]

# Pairs of employer and duty for each letter of the manager.
_CASES = {
    "AR": [("small", "texts"), ("small", "ads"), ("large", "reports"), ("large", "plans"),
           ("hands-on", "conversation"), ("small", "photos")],
    "A": [("large", "texts"), ("large", "ads"), ("large", "photos"), ("hands-on", "graphics"),
          ("large", "conversation"), ("large", "tools")],
    "R": [("hands-on", "plans"), ("hands-on", "contests"), ("small", "budget"),
          ("large", "strategy"), ("hands-on", "complaints")],
    "C": [("hands-on", "ads"), ("large", "usability"), ("small", "search"),
          ("hands-on", "audience")],
    "I": [("large", "campaigns"), ("large", "proposals"), ("hands-on", "proposals"),
          ("small", "campaigns")],
}  # fmt: skip
_HOW_MANY = {"AR": 2, "A": 2, "R": 2, "C": 1, "I": 1}

_ONLY_ONE = ["X6", "X7"]  # one circumstance settles them, and it is not the firm's size
_SEVERAL = ["X1", "X2", "X3", "X4", "X5", "X10", "X14"]


@dataclass(frozen=True, eq=False)
class Desk:
    """
    What lies on a learner's desk in exercise 01; take it with `deal`.

    Attributes
    ----------
    tasks : pandas.DataFrame
        Indexed by card (A to H): task.
    duties : pandas.DataFrame
        Indexed by duty, seven rows: what.
    stances : pandas.DataFrame
        Indexed by card: duty, what.
    cases : pandas.DataFrame
        Indexed by card: employer, duty, case (text).
    conflicts : pandas.DataFrame
        Indexed by "first", "second", "third": conflict, one, other (claims).
    log : pandas.DataFrame
        Indexed by duty: what, rhythm, hours (each time).
    day : tuple of str
        Five duties that a day must hold.
    """

    tasks: pd.DataFrame
    duties: pd.DataFrame
    stances: pd.DataFrame
    cases: pd.DataFrame
    conflicts: pd.DataFrame
    log: pd.DataFrame
    day: tuple[str, ...]


def deal(identity: Identity) -> Desk:
    """
    Deal the cards of exercise 01.

    Parameters
    ----------
    identity : tuple of (int, str, str)
        Whose: ``brand.identity``.

    Returns
    -------
    Desk
        The same each time, in tables that may be changed freely.

    Examples
    --------
    >>> desk = deal((1, "self", "ada"))
    >>> len(desk.duties), len(desk.day)
    (7, 5)
    """
    cards = duties()

    def rng(name: str) -> np.random.Generator:
        return stream(identity, f"roles.{name}")

    return Desk(
        tasks=_tasks(rng("tasks")),
        duties=cards.loc[_some(rng("duties"), (_ALWAYS, 2), (_SPLIT, 4), (_SITE, 1)), ["what"]],
        stances=_stances(rng("stances"), cards),
        cases=_cases(rng("cases"), cards),
        conflicts=_conflicts(rng("conflicts")),
        log=_log(rng("log"), cards),
        day=tuple(_some(rng("day"), (_DAY, 5))),
    )


def _some(rng: np.random.Generator, *heaps: tuple[list, int]) -> list:
    """Take so many of each heap, and shuffle them together."""
    taken = [heap[i] for heap, n in heaps for i in rng.choice(len(heap), n, replace=False)]
    return [taken[i] for i in rng.permutation(len(taken))]


def _cards(rows: list, columns: list[str]) -> pd.DataFrame:
    index = pd.Index(list(_LETTERS[: len(rows)]), name="card")
    return pd.DataFrame(rows, columns=columns, index=index)


def _tasks(rng: np.random.Generator) -> pd.DataFrame:
    by_kind = {kind: heap["task"].tolist() for kind, heap in tasks().groupby("discipline")}
    heaps = ((by_kind["SMM"], 3), (by_kind["SMO"], 3), (by_kind["SEO"], 2))
    return _cards([(task,) for task in _some(rng, *heaps)], ["task"])


def _stances(rng: np.random.Generator, cards: pd.DataFrame) -> pd.DataFrame:
    chosen = _some(rng, (_ALWAYS, 3), (_KNOWN, 3), (_LEFT, 2))
    return _cards([(duty, cards.loc[duty, "what"]) for duty in chosen], ["duty", "what"])


def _cases(rng: np.random.Generator, cards: pd.DataFrame) -> pd.DataFrame:
    chosen = _some(rng, *((pairs, _HOW_MANY[which]) for which, pairs in _CASES.items()))
    rows = [(employer, duty, _case(employer, cards.loc[duty])) for employer, duty in chosen]
    return _cards(rows, ["employer", "duty", "case"])


def _case(employer: str, card: pd.Series) -> str:
    does, answers = card[employer], card[f"answers {employer}"]
    end = ""
    if MANAGER not in (does, answers):
        end = _AFTER if card["must_know"] == "nothing" else _BEFORE
    return _CASE.format(
        firm=_FIRMS[employer],
        what=card["what"],
        does=_DOES_YOU if does == MANAGER else _DOES_OTHER.format(role=does),
        answers=(_ANSWER_YOU if answers == MANAGER else _ANSWER_OTHER.format(role=answers)) + end,
    )


def _conflicts(rng: np.random.Generator) -> pd.DataFrame:
    chosen = _some(rng, (_ONLY_ONE, 1), (_SEVERAL, 2))
    table = conflicts().loc[chosen, ["first", "second"]].reset_index()
    table.columns = ["conflict", "one", "other"]
    return table.set_index(pd.Index(["first", "second", "third"], name="card"))


def _log(rng: np.random.Generator, cards: pd.DataFrame) -> pd.DataFrame:
    """Note hours for all that one person of a small firm might do, site and clients left out."""
    kept = cards[cards["small"] == MANAGER]
    table = kept[["what", "rhythm", "hours"]].copy()
    # Noted in quarters of an hour, and never less than one.
    noted = np.round(table["hours"].astype(float) * rng.uniform(0.85, 1.3, len(table)) * 4) / 4
    table["hours"] = np.maximum(noted, 0.25)
    return table
