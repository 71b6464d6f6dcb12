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

_FEWEST_WORDS = 12
_SHORT = 4

# Stems, without accents, of English and French.
_SORRY = r"\b(?:sorry|apolog|regret|desole|excus|pardon)"
# Sorry for what the other one feels, or for what may not have been: neither is an apology.
_NO_APOLOGY = (
    r"\b(?:sorry|apologi\w+|regret|desolee?s?)\s+(?:(?:that|for how|about how|for the way|"
    r"to hear|que)\s+){0,2}(?:you|vous)\s+(?:(?:may|might|now|clearly|seem to|le|la)\s+)?"
    r"(?:feel|felt|think|thought|see|saw|took|take|(?:are|were|got) "
    r"(?:upset|angry|offended|annoyed|unhappy|disappointed|cross|not happy)|"
    r"ressent|pens|pren|soyez|etes|le voyez)\w*"
    r"|\b(?:sorry|apologi\w+|regret|desolee?s?)\s+(?:if|s'il|si)\b"
)
_DOES = (
    r"(?:answer|ask|bring|call|change|check|clarif|clean|clear|close|collect|contact|email|"
    r"examin|find|fix|follow|gather|get|give|go|hold|inform|inspect|investigat|keep|let|listen|"
    r"look|mail|meet|offer|pay|phone|post|publish|put|read|recall|refund|repair|replac|reply|"
    r"report|respond|return|review|ring|send|share|sort|speak|stop|take|talk|tell|test|trac|"
    r"updat|withdraw|work|writ)"
)
_DID = r"(?:brought|found|gave|got|held|kept|met|paid|rang|sent|spoke|told|took|went|wrote)"
_ALSO = r"(?:(?:\w+ly|now|just|also|both|then|still|already|personally|here)\s+){0,2}"
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_FAIT = (
    r"(?:appel|cherch|contact|demand|donn|ecri|enquet|envo[iy]|examin|fai|inform|met|occup|parl|"
    r"pren|prepar|publi|rappel|regard|rembours|remplac|renseign|repar|repond|revien|reven|"
    r"signal|suiv|tien|transm|verifi|vois|voyons)"
)
_NEXT = (
    rf"\b(?:we|i)\s?(?:'ll|will|'m going to|'re going to|am going to|are going to|can)\s+{_ALSO}"
    rf"(?!(?:not|never|{_DAY})\b)\w+"
    rf"|\b(?:we|i)\s?(?:'ve|have)\s+{_ALSO}(?:\w\w+ed|\w+[eow]n|{_DOES}|{_DID}|made|done|begun)\w*\b"
    rf"|\b(?:we|i)\s?(?:'m|'re|am|are)\s+{_ALSO}\w\w+ing\b"
    rf"|\b(?:we|i)\s+{_ALSO}(?:{_DOES}\w*|{_DID}\b)"
    rf"|\b(?:will|is going to)\s+{_ALSO}{_DOES}\w*|\b(?:is|are) {_ALSO}{_DOES}\w*ing\b"
    r"|\b(?:nous|on|je)\s+(?:allons|vais|va)\s+(?:\w+\s+){0,3}?\w+(?:er|ir|re)\b"
    r"|\b(?:nous\s+avons|j'ai)\s+(?:\w+\s+){0,2}?\w+(?:e|es|i|is|it|ert|u|us)\b"
    rf"|\b(?:nous|je|on|j')\s?(?:(?:vous|nous|me|m'|y|en|le|la|les|l')\s?){{0,3}}{_FAIT}\w*"
    r"|\bnous sommes en train de\b|\w+(?:erons|irons|rai|rons)\b"
)
_COUNT = (
    r"(?:\d+|an?|one|two|three|four|six|twelve|half an|un|une|deux|trois|quatre|six|douze|"
    r"quelques|next few)"
)
_WHEN = (
    rf"\b(?:today|tonight|tomorrow|noon|midday|midnight|this (?:morning|afternoon|evening|week)|"
    rf"next week|{_DAY}|\d{{1,2}}[:.h]\d\d|\d{{1,2}}\s?(?:am|pm|h|o'clock|hours?|heures?)|"
    rf"(?:at|by|before|until|from) (?:\d{{1,2}}|one|two|three|four|five|six|seven|eight|nine|ten|"
    rf"eleven|twelve|lunch|closing|opening|the end of|the weekend)|"
    rf"(?:within|in|dans|sous|d'ici) (?:the )?{_COUNT}\s?(?:minutes?|hours?|days?|heures?|jours?)|"
    rf"within the (?:hour|day)|in the (?:morning|afternoon|evening)|"
    rf"aujourd'hui|ce (?:matin|soir)|cet apres-midi|demain|midi|minuit|"
    rf"(?:a|avant|d'ici|vers) \d{{1,2}}|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b"
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
    r"must have|could have)\b|\bas (?:we|i) (?:already )?(?:said|explained|told)\b|\bnobody else\b"
    r"|\byou (?:did not|didn't|have not|haven't|had not|hadn't|never)\s+(?:even )?(?:read|check|"
    r"checked|follow|followed|look|looked|listen|listened|tell|told|mention|mentioned|understand|"
    r"understood|say|said|bother|bothered|pay attention)\b"
    r"|(?:^|[.,;:!?]\s|\bbut |\bbecause |\bthat |\bunfortunately )you (?:failed|forgot|misread|"
    r"misunderst|ignored|were (?:too )?late|came (?:too )?late)"
    r"|\bif you had (?:only )?(?:read|checked|asked|looked|told|called|listened)\b"
    r"|\bvous auriez du\b|\bvotre (?:faute|erreur)\b|\bcomme (?:nous|je) (?:vous )?l'?(?:avons|ai)"
    r" (?:deja )?dit|\bpersonne d'autre\b|\bvous n'avez pas (?:lu|regarde|verifie|ecoute|suivi|"
    r"compris|dit|precise)\b|\bvous avez (?:mal|oublie|ignore)\b|\bsi vous aviez\b"
)
_PROMISE = (
    r"\b(?:will|shall|can|does|'ll) never (?:ever )?(?:happen|occur)\w*(?: again)?|\b(?:won't|"
    r"will not|shall not) (?:ever )?(?:happen|occur) again|\bguarantee\w*|"
    r"\b(?:refund|compensat|reimburs|replac|pay)\w*\b[^.!?]*?\b(?:everybody|everyone|all of you|"
    r"all (?:our )?(?:customers|guests|clients)|anybody|anyone|every (?:customer|guest|client))\b|"
    r"\b(?:everybody|everyone|all (?:our )?(?:customers|guests|clients)|every (?:customer|guest|"
    r"client)) (?:will|gets?|receives?)\b[^.!?]*?\b(?:refund|money|compensat|free|replac)\w*|"
    r"\bne se (?:re)?produira (?:plus|jamais)|\bgaranti\w*|\b(?:rembours|indemnis|dedommag)\w*"
    r"[^.!?]*?\b(?:tout le monde|tous|toutes|chacun)\b"
)
_ATTACK = (
    r"\b(?:a|are|is|all|only|just|these|such|pure) lies?\b|\bliars?\b|\byou(?:'re| are) lying\b|"
    r"\b(?:rivals?|competitors?|competition)\b|\b(?:sue|suing|slander\w*|libel\w*|defam\w*|"
    r"trolls?|haters?|ridiculous|nonsense|rubbish)\b|\bfake (?:news|reviews?|comments?|profiles?)\b"
    r"|\b(?:mensonges?|menteu\w+|concurren\w+|diffam\w+|porter plainte|poursuivr\w+ en justice|"
    r"ridicules?|n'importe quoi)\b"
)
_HUSH = (
    r"\b(?:delete|remove|take down|change|withdraw)\w* (?:your|this|the) "
    r"(?:comment|review|post|rating|stars?)|\b(?:supprim|retir|modifi|effac)\w* "
    r"(?:votre|ce|cet|l')\s?(?:commentaire|avis|note|post)"
)
_EMPTY = (
    r"any inconvenience|valued customer|is important to us|do our best|we strive|dear customer|"
    r"la gene occasionnee|cher client|votre avis (?:nous )?(?:est|compte)|"
    r"tout inconvenient"
)


RULES = {
    "name": Rule(WARNING, 1, "always", "whoever wrote is a person with a name"),
    "about": Rule(ERROR, 4, "always", "words of the case show that the message was read"),
    "sorry": Rule(ERROR, 1.5, "unhappy writers", "an apology for what they met costs nothing"),
    "next": Rule(ERROR, 2, "always", "what happens now, and who does it"),
    "when": Rule(ERROR, 1.5, "unhappy writers", "“soon” is no time"),
    "signed": Rule(WARNING, 0.5, "always", "a person answers, not a logo"),
    "length": Rule(
        WARNING,
        1,
        "always",
        f"{_FEWEST_WORDS} words at least; at most {MOST_CHARACTERS} characters are read",
    ),
    "data": Rule(ERROR, 3, "in public", "a public comment is no place for numbers of a person"),
    "blame": Rule(ERROR, 3, "always", "readers side with the one who is blamed"),
    "promise": Rule(ERROR, 2, "always", "what nobody can keep is quoted on the day it is broken"),
    "attack": Rule(ERROR, 3, "always", "who strikes back in public has lost those who read along"),
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
    ['name', 'about', 'sorry', 'next', 'when', 'signed', 'length', 'data', 'hush', 'loud']
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
    if not any(_told(words, text) for words in case.about):
        yield "about", f"Nothing of the case is named: {', '.join(case.about)}."
    if unhappy and not re.search(_SORRY, re.sub(_NO_APOLOGY, " ", text)):
        none = re.search(_NO_APOLOGY, text)
        yield (
            "sorry",
            (
                f"“{none[0]}” is no apology: say sorry for what happened, not for how they take it."
                if none
                else "There is no word of apology."
            ),
        )
    if not re.search(_NEXT, text):
        yield "next", "It does not say what you do now (“we have asked …”, “I will call …”)."
    if unhappy and not re.search(_WHEN, text):
        yield "when", "It does not say by when: name a day or an hour."
    if not any(_named(name, text) for name in case.team):
        yield "signed", f"Nobody has signed it: {', '.join(case.team)}."
    if len(reply) > MOST_CHARACTERS:
        yield "length", f"It has {len(reply)} characters; {MOST_CHARACTERS} are enough."
    elif (said := len(re.findall(r"\w[\w'-]*", text))) < _FEWEST_WORDS:
        yield "length", f"It has {said} words: too few to say what happened and what happens now."
    if public and (asked := _asks_for_data(text)):
        yield "data", f"It asks for “{asked}” in public: ask for a direct message instead."
    for rule, pattern, words in (
        ("blame", _BLAME, "It blames the writer: “{}”."),
        ("promise", _PROMISE, "Can that be kept? “{}”. Promise what is in your own hands."),
        ("attack", _ATTACK, "It strikes back: “{}”. Whoever reads along sees a quarrel."),
        ("hush", _HUSH, "It asks to take the message down: “{}”."),
        ("empty", _EMPTY, "A phrase that fits everybody: “{}”."),
    ):
        for found in re.finditer(pattern, text):
            # The matter itself may hold such a word: artwork that went to a competitor.
            if not any(_told(words, found[0]) for words in case.about):
                yield rule, words.format(found[0])
                break
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


def _told(words: str, text: str) -> bool:
    """Tell whether a word of the case stands there, in its singular, plural or a longer form."""
    stem = re.sub(r"(?:'s?|ies|(?<=ss)es|(?<=[^s])s)$", "", _plain(words))
    # "tip" is not told by "tiptoe"; a long word may go on as it likes.
    ends = "" if len(stem) > _SHORT else r"(?:s|es|y|ies|'s)?(?!\w)"
    return re.search(rf"(?<!\w){re.escape(stem)}{ends}", text) is not None


def _plain(text: str) -> str:
    """Return a text in small letters, without accents, its quotes straight."""
    apart = unicodedata.normalize("NFKD", text.replace("’", "'").casefold())
    return "".join(mark for mark in apart if not unicodedata.combining(mark))
