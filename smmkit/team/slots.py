"""The slots of a contractor's brief, and the brief written as plain text and read again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from smmkit.errors import ArgumentError, check_choice, did_you_mean

__all__ = ["KINDS", "SLOTS", "Slot", "read_brief", "slot_text", "slots", "with_slot", "write_brief"]

KINDS = ("work", "influencer")
PARTS = ("name", "format", "file", "size", "number", "alt_text")


@dataclass(frozen=True)
class Slot:
    """A slot: its heading in English and French, what it holds, an example, whom it is for."""

    heading: str
    french: str
    holds: str
    example: str
    kinds: tuple[str, ...] = KINDS
    form: str = "text"


_PARTNER = ("influencer",)
SLOTS = {
    "goal": Slot("Goal", "Objectif", "what should change: a number, and the date it is counted on",
                 "30 bookings of the spring service by 2026-07-26"),
    "audience": Slot("Audience", "Public", "whom it is made for, not “everybody”",
                     "office workers of 25 to 39 who cycle to work in Galway"),
    "deliverables": Slot("Deliverables", "Livrables",
                         "each with name; format; kind of file; size; number; longest alt text",
                         "photos; photo; JPG; 1080 x 1350 px; 6; 125", form="deliverables"),
    "criteria": Slot("Criteria", "Critères",
                     "how each side can tell that it is done: a number with a unit, a format, or a "
                     "question answered by yes or no",
                     "Is the price readable on a phone at arm's length?", form="list"),
    "deadlines": Slot("Deadlines", "Échéances", "the draft's day and the final day, as 2026-07-31",
                      "draft: 2026-07-03", form="dates"),
    "revisions": Slot("Revisions", "Retouches", "how many rounds are in the price",
                      "2 rounds, each answered within 2 days"),
    "budget": Slot("Budget", "Budget", "an amount and its currency", "480 EUR, VAT not included"),
    "payment": Slot("Payment", "Paiement", "when it is paid",
                    "half on order, half within 14 days of acceptance"),
    "rights": Slot("Rights", "Droits", "where it may be used, and until when",
                   "Instagram, Facebook and the site, for 12 months; may be cropped"),
    "credit": Slot("Credit", "Mention", "whose name is told, and where; or that none is",
                   "“Photo: Mina Okoye” in the caption"),
    "materials": Slot("Materials", "Matériel", "what you hand over", "logo.svg, the colour card",
                      form="list"),
    "approver": Slot("Approver", "Validation", "one name, and how to reach it",
                     "Ana Bell, manager, ana@example.org"),
    "access": Slot("Access", "Accès",
                   "none; or a role of the contractor's own and the day it ends; never a password",
                   "role “content” on the Instagram account until 2026-07-31, two-step login"),
    "disclosure": Slot("Disclosure", "Transparence",
                       "the label of a paid recommendation and its place; or that nothing is one",
                       "“Ad” as the first word, before “more”"),
    "claims": Slot("Claims", "Allégations", "what may be said of the product, and what may not",
                   "says only what it tried itself; no word on health", _PARTNER),
    "exclusivity": Slot("Exclusivity", "Exclusivité", "which competitors, for how long; or none",
                        "no other bike workshop for 30 days", _PARTNER),
    "results": Slot("Results", "Bilan", "which numbers are sent, and when",
                    "screenshots of reach and clicks after 7 days", _PARTNER),
}  # fmt: skip
"""The slots of a brief, in order; the last three belong to an influencer's contract alone."""

_HEADS = {
    name.casefold(): slot
    for slot, about in SLOTS.items()
    for name in (slot, about.heading, about.french)
} | {
    "public cible": "audience",
    "critères d'acceptation": "criteria",
    "acceptance criteria": "criteria",
    "deadline": "deadlines",
    "délais": "deadlines",
    "droits d'utilisation": "rights",
    "licence": "rights",
    "crédit": "credit",
    "contact": "approver",
}
_HEAD = re.compile(r"(?P<head>[^\W\d_][\w' -]{2,28}?)\s*:(?P<rest>.*)")


def slots(kind: str = "work") -> pd.DataFrame:
    """
    List the slots of a brief.

    Parameters
    ----------
    kind : {"work", "influencer"}
        A brief for work, or a contract with an influencer, which has three slots more.

    Returns
    -------
    pandas.DataFrame
        Indexed by slot: holds, example.

    Examples
    --------
    >>> len(slots()), len(slots("influencer"))
    (14, 17)
    """
    check_choice("kind", kind, KINDS)
    rows = [(name, s.holds, s.example) for name, s in SLOTS.items() if kind in s.kinds]
    return pd.DataFrame(rows, columns=["slot", "holds", "example"]).set_index("slot")


def slot_text(brief: Mapping[str, Any], slot: str) -> str:
    """
    Write one slot as text: a line for each entry of a list.

    Parameters
    ----------
    brief : mapping
        A brief; the slot may be missing.
    slot : str
        One of `SLOTS`.

    Examples
    --------
    >>> print(slot_text({"deadlines": {"draft": "2026-07-03", "final": "2026-07-10"}}, "deadlines"))
    draft: 2026-07-03
    final: 2026-07-10
    """
    check_choice("slot", slot, list(SLOTS))
    value = brief.get(slot)
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return "\n".join(f"{name}: {_word(one)}" for name, one in value.items())
    if isinstance(value, list | tuple):
        return "\n".join(_line(one) for one in value)
    return _word(value)


def with_slot(brief: Mapping[str, Any], slot: str, text: str) -> dict[str, Any]:
    """
    Return a copy of a brief in which one slot is what a text says.

    Parameters
    ----------
    brief : mapping
        A brief.
    slot : str
        One of `SLOTS`.
    text : str
        As `slot_text` writes it; blank: the slot is taken out.

    Examples
    --------
    >>> with_slot({}, "deliverables", "photos; photo; JPG; 1080 x 1350 px; 6")["deliverables"]
    [{'name': 'photos', 'format': 'photo', 'file': 'JPG', 'size': '1080 x 1350 px', 'number': 6}]
    """
    check_choice("slot", slot, list(SLOTS))
    copy = {name: value for name, value in brief.items() if name != slot}
    lines = [re.sub(r"^\s*[-•*]\s+", "", line).strip() for line in text.splitlines()]
    lines = [line for line in lines if line]
    if not lines:
        return copy
    form = SLOTS[slot].form
    if form == "deliverables":
        copy[slot] = [_deliverable(line) for line in lines]
    elif form == "list":
        copy[slot] = lines
    elif form == "dates":
        parts = [line.partition(":") for line in lines]
        copy[slot] = {name.strip().casefold(): date.strip() for name, _, date in parts}
    else:
        copy[slot] = " ".join(lines)
    order = {name: place for place, name in enumerate(SLOTS)}
    return dict(sorted(copy.items(), key=lambda item: order.get(item[0], -1)))


def write_brief(brief: Mapping[str, Any]) -> str:
    """
    Write a brief as plain text, to be sent as a letter.

    Parameters
    ----------
    brief : mapping
        A brief.

    Returns
    -------
    str
        A heading for each slot that is there; lists in lines of their own.

    Examples
    --------
    >>> print(write_brief({"goal": "30 bookings by 2026-07-26", "criteria": ["Each is a JPG"]}))
    Goal: 30 bookings by 2026-07-26
    Criteria:
    - Each is a JPG
    """
    parts = [f"Kind: {brief['kind']}"] if "kind" in brief else []
    for name, slot in SLOTS.items():
        text = slot_text(brief, name)
        if text and slot.form == "text":
            parts.append(f"{slot.heading}: {text}")
        elif text:
            parts.append("\n".join([f"{slot.heading}:", *(f"- {x}" for x in text.splitlines())]))
    return "\n".join(parts)


def read_brief(text: str) -> dict[str, Any]:
    r"""
    Read a brief from plain text.

    Parameters
    ----------
    text : str
        Headings of `SLOTS` in English or French, each followed by a colon, at the start of a
        line. Lines below belong to the heading above; a dash before them is left out.

    Returns
    -------
    dict
        The brief.

    Raises
    ------
    ArgumentError
        If it is no text, or holds no heading of a brief.

    Examples
    --------
    >>> read_brief("Objectif : 30 commandes\nCritères :\n- Fichiers en JPG")
    {'goal': '30 commandes', 'criteria': ['Fichiers en JPG']}
    """
    if not isinstance(text, str):
        raise ArgumentError(f"A brief is read from text; received {type(text).__name__}.")
    kind, gathered, slot = None, {}, None
    for line in text.splitlines():
        head = _HEAD.fullmatch(line.strip())
        name = " ".join(head["head"].casefold().replace("’", "'").split()) if head else ""
        if name == "kind":
            kind = head["rest"].strip().casefold()
        elif name in _HEADS:
            slot = _HEADS[name]
            gathered.setdefault(slot, []).append(head["rest"])
        elif slot:
            gathered[slot].append(line)
    if not gathered:
        first = text.strip().splitlines()[0][:40] if text.strip() else ""
        raise ArgumentError(
            f"A brief has headings such as “Goal:” or “Objectif :”; found none in {first!r}."
            f"{did_you_mean(first.partition(':')[0], _HEADS)}"
        )
    brief = {} if kind is None else {"kind": kind}
    for name, lines in gathered.items():
        brief = with_slot(brief, name, "\n".join(lines))
    return brief


def _line(one: object) -> str:
    if isinstance(one, Mapping):
        named = [_word(one.get(part, "")) for part in PARTS]
        while named and not named[-1]:
            named.pop()
        return "; ".join(named)
    return _word(one)


def _word(value: object) -> str:
    return " ".join(str(value).split())


def _deliverable(line: str) -> dict[str, Any]:
    parts = [part.strip() for part in line.split(";")]
    found = {name: part for name, part in zip(PARTS, parts, strict=False) if part}
    for name in ("number", "alt_text"):
        if name in found and found[name].isdecimal():
            found[name] = int(found[name])
    return found
