"""A reply held to what it must say, and to what it must never say, in English and French."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pandas as pd

from smmkit.errors import ArgumentError, check_choice
from smmkit.findings import ERROR, WARNING, Fault, Rule, as_findings, rule_table

__all__ = ["Case", "review", "rules"]

PLACES = ("comment", "direct message", "review")
UNHAPPY = ("complaint", "sarcasm", "order problem", "refund", "safety", "objection")
MOST_CHARACTERS = 700
_LOUD = 3  # exclamation marks, or words in capitals, that a calm reply doesn't have

# Stems, without accents, of English and French.
_SORRY = r"\b(?:sorry|apolog|regret|desole|excus|pardon)"
_NEXT = (
    r"\b(?:we|i)(?:'ll| will|'m going| are going| am going|'re going|'ve| have|'re| are)\b"
    r"|\b(?:nous|on|je)\s+(?:allons|va|vais|avons|a|ai)\b|\bj'ai\b|\bje\s+m'en\s+occupe"
    r"|\bnous\s+nous\s+en\s+occupons|\w+(?:erons|irons|rai|rons)\b"
)
_WHEN = (
    r"\b(?:today|tonight|tomorrow|within|by|before|until|this (?:morning|afternoon|evening)|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{1,2}(?::\d\d)?\s?(?:am|pm|h|o'clock|hours?)|"
    r"aujourd'hui|ce (?:matin|soir)|demain|d'ici|avant|sous \d+|lundi|mardi|mercredi|jeudi|"
    r"vendredi|samedi|dimanche)\b"
)
_PRIVATE_WORD = (
    r"\b(?:direct message|private message|dm|message us|in private|privately|mp|message prive|"
    r"en prive)\b"
)
# "Send us your order number", which only a private message may hold.
_ASKS_FOR_DATA = (
    r"\b(?:send|give|tell|post|write|share|let us have|envoye|donne|communique|indique|ecri)\w*\b"
    r".*?\b(?:your|votre|vos)\b.*?\b(phone|telephone|e-?mail|address|order number|"
    r"booking number|card number|iban|date of birth|numero|adresse|courriel)\b"
)
_BLAME = (
    r"\byou should have\b|\byour (?:own )?(?:fault|mistake)\b|\byou (?:obviously|clearly|simply|"
    r"must have)\b|\bas (?:we|i) (?:already )?(?:said|explained|told)\b|\bnobody else\b"
    r"|\bvous auriez du\b|\bvotre (?:faute|erreur)\b|\bcomme (?:nous|je) (?:vous )?l'?(?:avons|ai)"
    r" (?:deja )?dit|\bpersonne d'autre\b"
)
_HUSH = (
    r"\b(?:delete|remove|take down|change|withdraw)\w* (?:your|this|the) "
    r"(?:comment|review|post|rating|stars?)|\b(?:supprim|retir|modifi|effac)\w* "
    r"(?:votre|ce|cet|l')\s?(?:commentaire|avis|note|post)"
)
_EMPTY = (
    r"any inconvenience|valued customer|is important to us|do our best|we strive|dear customer|"
    r"sorry you feel|la gene occasionnee|cher client|votre avis (?:nous )?(?:est|compte)|"
    r"tout inconvenient"
)


RULES = {
    "name": Rule(WARNING, 1, "always", "whoever wrote is a person with a name"),
    "about": Rule(ERROR, 4, "always", "words of the case show that the message was read"),
    "sorry": Rule(ERROR, 1.5, "unhappy writers", "an apology for what they met costs nothing"),
    "next": Rule(ERROR, 2, "always", "what happens now, and who does it"),
    "when": Rule(ERROR, 1.5, "unhappy writers", "“soon” is no time"),
    "signed": Rule(WARNING, 0.5, "always", "a person answers, not a logo"),
    "length": Rule(WARNING, 1, "always", f"at most {MOST_CHARACTERS} characters are read"),
    "data": Rule(ERROR, 3, "in public", "a public comment is no place for numbers of a person"),
    "blame": Rule(ERROR, 3, "always", "readers side with the one who is blamed"),
    "hush": Rule(ERROR, 4, "always", "asking to take it down is the next screenshot"),
    "empty": Rule(WARNING, 1.5, "always", "a phrase that fits everybody is for nobody"),
    "loud": Rule(WARNING, 1, "always", "capitals and exclamation marks read as anger"),
}


@dataclass(frozen=True)
class Case:
    """
    What is to be answered.

    Parameters
    ----------
    intent : str
        What the writer wants, as in MESSAGES.
    place : {"comment", "direct message", "review"}
        Where it was written; a direct message is private, the others are not.
    author : str
        First name of the writer; "" if the account shows none.
    about : sequence of str
        Words or phrases of which a reply that fits names one at least: the thing, the day, the
        fault.
    team : sequence of str
        First names of those who may sign.

    Raises
    ------
    ArgumentError
        If the place is none, or `about` or `team` is empty or no list of names.

    Examples
    --------
    >>> Case("complaint", "comment", "Mara", about=["rye loaf"], team=["Ana"]).place
    'comment'
    """

    intent: str
    place: str
    author: str
    about: Sequence[str] = field(default_factory=tuple)
    team: Sequence[str] = field(default_factory=tuple)

    def __post_init__(self) -> None:
        check_choice("place", self.place, PLACES)
        for name in ("about", "team"):
            words = getattr(self, name)
            if isinstance(words, str) or not words or not all(isinstance(w, str) for w in words):
                raise ArgumentError(f"{name} must be a list of words; received {words!r}.")


def rules() -> pd.DataFrame:
    """
    Return the rules that `review` holds a reply to.

    Returns
    -------
    pandas.DataFrame
        Indexed by rule: severity, points (of 10), per (when it is looked at), why.

    Examples
    --------
    >>> rules().loc["hush", "points"]
    np.float64(4.0)
    """
    return rule_table(RULES)


def review(reply: str, case: Case) -> pd.DataFrame:
    """
    Hold a reply to the rules.

    Words are looked for, not their sense: a reply that keeps every rule may still be cold, and
    that is for a person to read.

    Parameters
    ----------
    reply : str
        The reply, in English or French.
    case : Case
        What it answers.

    Returns
    -------
    pandas.DataFrame
        FINDINGS, in the order of `rules`; empty if nothing was found.

    Raises
    ------
    ArgumentError
        If the reply is no text or says nothing, or the case is none.

    Examples
    --------
    >>> case = Case("complaint", "comment", "Mara", about=["rye loaf"], team=["Ana"])
    >>> review("Hello Mara, we are sorry about the rye loaf. We have put one aside for you and "
    ...        "will call you today. Ana", case)["rule"].tolist()
    []
    >>> review("Please delete your comment!!! Send us your phone number.", case)["rule"].tolist()
    ['name', 'about', 'sorry', 'next', 'when', 'signed', 'data', 'hush', 'loud']
    """
    if not isinstance(case, Case):
        raise ArgumentError(f"case must be a community.Case; received {type(case).__name__}.")
    if not isinstance(reply, str) or not re.search(r"\w", reply):
        raise ArgumentError(f"reply must be a text that says something; received {reply!r}.")
    faults = (Fault(rule, "", message) for rule, message in _faults(reply, case))
    return as_findings(faults, RULES)


def _faults(reply: str, case: Case) -> Iterator[tuple[str, str]]:
    text = _plain(reply)
    unhappy, public = case.intent in UNHAPPY, case.place != "direct message"
    if case.author and not _named(case.author, text):
        yield "name", f"{case.author} is not addressed by name."
    if not any(_named(words, text) for words in case.about):
        yield "about", f"Nothing of the case is named: {', '.join(case.about)}."
    if unhappy and not re.search(_SORRY, text):
        yield "sorry", "There is no word of apology."
    if not re.search(_NEXT, text):
        yield "next", "It does not say what you do now (“we have …”, “I will …”)."
    if unhappy and not re.search(_WHEN, text):
        yield "when", "It does not say by when: name a day or an hour."
    if not any(_named(name, text) for name in case.team):
        yield "signed", f"Nobody has signed it: {', '.join(case.team)}."
    if len(reply) > MOST_CHARACTERS:
        yield "length", f"It has {len(reply)} characters; {MOST_CHARACTERS} are enough."
    if public and (asked := _asks_for_data(text)):
        yield "data", f"It asks for “{asked}” in public: ask for a direct message instead."
    for rule, pattern, words in (
        ("blame", _BLAME, "It blames the writer: “{}”."),
        ("hush", _HUSH, "It asks to take the message down: “{}”."),
        ("empty", _EMPTY, "A phrase that fits everybody: “{}”."),
    ):
        if found := re.search(pattern, text):
            yield rule, words.format(found[0])
    capitals = [word for word in re.findall(r"\b[^\W\d_]{4,}\b", reply) if word.isupper()]
    if reply.count("!") >= _LOUD or len(capitals) >= _LOUD:
        yield "loud", "It shouts: fewer exclamation marks and capitals."


def _asks_for_data(text: str) -> str:
    """Return what a sentence asks for that no public comment should hold."""
    for sentence in re.split(r"[.!?\n]", text):
        asked = re.search(_ASKS_FOR_DATA, sentence)
        if asked and not re.search(_PRIVATE_WORD, sentence):
            return asked[1]
    return ""


def _named(words: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(_plain(words))}", text) is not None


def _plain(text: str) -> str:
    """Return a text in small letters, without accents, its quotes straight."""
    apart = unicodedata.normalize("NFKD", text.replace("’", "'").casefold())
    return "".join(mark for mark in apart if not unicodedata.combining(mark))
