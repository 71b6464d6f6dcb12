"""A contractor's brief held against the rules: every fault at once, with what would mend it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from numbers import Integral
from typing import Any

import pandas as pd

from smmkit.errors import ArgumentError, check_choice, did_you_mean
from smmkit.findings import score as left_of
from smmkit.tables import FINDINGS
from smmkit.team import _terms, _work
from smmkit.team._fault import Fault
from smmkit.team.rulebook import FEWEST_OWN, LABEL_POINTS, RULES, WORTH
from smmkit.team.slots import KINDS, SLOTS, slot_text
from smmkit.team.wording import MONEY_NAMES, has_date, own_words, vague_words

__all__ = ["review_brief", "score"]


def review_brief(
    brief: Mapping[str, Any],
    *,
    own: Sequence[str] = (),
    agreed: Mapping[str, Any] | None = None,
) -> pd.DataFrame:
    """
    Hold a contractor's brief against the rules.

    Parameters
    ----------
    brief : mapping
        Its slots, as `slots` lists them: texts; criteria and materials as lists of texts;
        deliverables as a list of dictionaries with name, format, file, size, number and alt_text
        (the most characters); deadlines as {"draft": date, "final": date}. With
        "kind": "influencer" it is an influencer's contract, which needs three slots more.
        `read_brief` makes one from plain text.
    own : sequence of str, optional
        The brand's own words: name, town, goods, people. Empty: that rule is not looked at.
    agreed : mapping, optional
        What was agreed before, by slot: words that must stand there, such as
        {"budget": "480 EUR"}; for deliverables pieces by format, such as {"photo": 6}.

    Returns
    -------
    pandas.DataFrame
        FINDINGS, every fault at once in the order of `rules`; with `score` they make a mark.

    Raises
    ------
    ArgumentError
        If it is no mapping, or holds a slot that a brief does not have.

    Notes
    -----
    The rules read words, in English and French. They can tell that a number stands there; not
    whether it is a sensible one.

    Examples
    --------
    >>> found = review_brief({"criteria": ["Make it nice"], "budget": "300 EUR"})
    >>> found.loc[found["rule"] == "criteria", "message"].tolist()[0]
    '“Make it nice”: “nice” is read by each in another way. Name what can be seen or counted.'
    """
    whole = _checked(brief)
    kind = whole.get("kind", "work")
    if isinstance(own, str):
        raise ArgumentError(f"own must be a list of words; received the text {own!r}.")
    found = [*_work.faults(whole, own), *_terms.faults(whole), *_vague(whole, own)]
    found += [*_agreed(whole, agreed or {}), *_own(whole, own)]
    order = {name: place for place, name in enumerate(RULES)}
    found.sort(key=lambda fault: order[fault.rule])
    rows = [
        (f.rule, f.where, RULES[f.rule].severity, f.message, f.share * _worth(f.rule, kind))
        for f in found
    ]
    return FINDINGS.conform(pd.DataFrame(rows, columns=list(FINDINGS.columns)))


def score(findings: pd.DataFrame, *, worth: float = WORTH) -> float:
    """
    Return what is left of a brief's points.

    Parameters
    ----------
    findings : pandas.DataFrame
        What `review_brief` found.
    worth : float, default 20
        Points of a brief without a fault.

    Returns
    -------
    float
        From 0 to `worth`.

    Examples
    --------
    >>> score(pd.DataFrame({"points": [1.5, 0.5]}))
    18.0
    """
    return left_of(findings, worth=worth)


def _worth(rule: str, kind: str) -> float:
    return LABEL_POINTS if (rule, kind) == ("disclosure", "influencer") else RULES[rule].points


def _checked(brief: object) -> dict[str, Any]:
    if isinstance(brief, str):
        raise ArgumentError("A brief is a dictionary of slots; team.read_brief(text) makes one.")
    if not isinstance(brief, Mapping):
        raise ArgumentError(f"A brief is a dictionary of slots; received {type(brief).__name__}.")
    known = ["kind", *SLOTS]
    strangers = [str(name) for name in brief if name not in known]
    if strangers:
        raise ArgumentError(
            f"A brief has no slot {strangers[0]!r}; its slots are {', '.join(SLOTS)}."
            f"{did_you_mean(strangers[0], known)}"
        )
    check_choice("kind", brief.get("kind", "work"), KINDS)
    return dict(brief)


def _vague(brief: dict, own: Sequence[str]) -> Iterator[Fault]:
    places = [name for name in SLOTS if name != "criteria" and slot_text(brief, name)]
    bad = [(name, words) for name in places if (words := vague_words(slot_text(brief, name), own))]
    for name, words in bad:
        quoted = ", ".join(f"“{word}”" for word in words)
        message = f"{quoted}: each reads it in another way. What can be seen or counted?"
        yield Fault("vague", name, message, 1 / len(bad))


def _agreed(brief: dict, agreed: Mapping[str, Any]) -> Iterator[Fault]:
    faults = []
    for slot, wanted in agreed.items():
        check_choice("a slot of agreed", slot, list(SLOTS))
        if isinstance(wanted, Mapping):
            pieces = _pieces(brief)
            for form, number in wanted.items():
                if pieces.get(form, 0) != number:
                    found = pieces.get(form, 0)
                    faults.append(
                        (slot, f"{number} of the format {form} were agreed, not {found}.")
                    )
        elif not _holds(slot_text(brief, slot), str(wanted)):
            faults.append((slot, f"“{wanted}” was agreed, and does not stand here."))
    for slot, message in faults:
        yield Fault("agreed", slot, message, 1 / max(len(faults), len(agreed)))


def _holds(text: str, wanted: str) -> bool:
    """Tell whether a text says what was agreed; thousands may be set apart, in any order."""
    text = re.sub(r"(?<=\d)[ ,.'’\u00a0\u202f](?=\d{3}(?!\d))", "", text)
    if has_date(wanted):
        return bool(own_words([text], [wanted]))
    # "600EUR" and "€600" are two words to a reader.
    text = re.sub(r"(?<=\d)(?=[^\W\d])|(?<=[^\W\d])(?=\d)", " ", text)
    return all(
        own_words([text], [word]) or re.search(MONEY_NAMES.get(word, "(?!)"), text, re.IGNORECASE)
        for word in wanted.split()
    )


def _pieces(brief: dict) -> dict[str, int]:
    """Count the pieces of each format."""
    pieces: dict[str, int] = {}
    listed = brief.get("deliverables")
    for one in listed if isinstance(listed, list | tuple) else ():
        if isinstance(one, Mapping) and isinstance(one.get("number"), Integral):
            form = str(one.get("format"))
            pieces[form] = pieces.get(form, 0) + int(one["number"])
    return pieces


def _own(brief: dict, own: Sequence[str]) -> Iterator[Fault]:
    if not own:
        return
    found = own_words([slot_text(brief, name) for name in SLOTS], own)
    wanted = min(FEWEST_OWN, len(own))
    if len(found) < wanted:
        told = ", ".join(found) or "nothing"
        yield Fault(
            "own_words",
            "",
            f"Of the brand's own the brief names: {told}. At least {wanted} are wanted (its name, "
            "its town, goods, people), else it fits any firm.",
            (1 - len(found) / wanted) ** 2,
        )
