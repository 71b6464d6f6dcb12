"""Rules about the terms: money, rights, people, access, labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from smmkit.team._fault import Fault
from smmkit.team.slots import SLOTS, slot_text
from smmkit.team.wording import has_date, is_filled

_MONEY = re.compile(
    r"\d[\d.,\u00a0\u202f ]*-?\s*(?:[A-Z]{3}\b|[€$£]|Kč|zł|kr\b|"
    r"(?:euros?|dollars?|pounds?|francs?|crowns?|koruny?|zlot\w+|kronor)\b)|"
    r"(?:\b[A-Z]{3}|[€$£])\s*\d"
)
_NOTHING = re.compile(r"\D*\b0+(?:[.,]0+)?\s*(?:[A-Z]{3}\b|[€$£]).*", re.DOTALL)
_NUMBER = r"(?:\d+|one|two|three|four|six|twelve|un|une|deux|trois|quatre|six|douze)"
_DAYS = re.compile(
    rf"\b{_NUMBER}\s*(?:working )?(?:days?|jours?|weeks?|semaines?|h|hours?|heures?)\b", re.I
)
_EVENT = re.compile(
    r"\bon (?:order|receipt|delivery|acceptance)\b|\bà (?:la commande|réception|la livraison)\b",
    re.IGNORECASE,
)
_LASTS = re.compile(
    rf"\b{_NUMBER}\s*(?:months?|mois|years?|ans?|années?|weeks?|semaines?)\b|"
    r"\b(?:unlimited|for good|forever|in perpetuity|without limit|illimitée?s?|sans limite)\b",
    re.IGNORECASE,
)
_PLACES = re.compile(
    r"\b(?:instagram|facebook|tiktok|linkedin|youtube|x|vk|telegram|site|website|web|online|"
    r"newsletter|ads|adverts|print|shop|channels?|accounts?|social media|networks?|everywhere|"
    r"all media|réseaux|comptes?|en ligne|partout|tous supports|tous médias|publicités?|affichage|"
    r"boutique)\b",
    re.IGNORECASE,
)
_REACHED = re.compile(r"[^\s@]+@[^\s@]+\.\w+|\+?\d[\d ()./-]{6,}")
_SEVERAL = re.compile(
    r"\b(?:all|both|any|either|two|three|four|\d) of (?:us|you|them)\b|\ball (?:two|three|four)\b|"
    r"\b(?:everybody|everyone|the owners|the whole team|the team)\b(?! lead)|"
    r"\b(?:nous|vous) (?:deux|trois|tous)\b|\btous les (?:deux|trois)\b|\btout le monde\b|"
    r"\btoute l'équipe\b|@[^@]*\s[^\s@]+@",
    re.IGNORECASE,
)
# Capitals tell a second person from “Head of sales and marketing”.
_SOMEBODY = r"(?:(?:[Tt]he|[Mm]y|[Oo]ur|[Ll][ea]) \w+|[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]*)*)"
_TWO_NAMES = re.compile(rf"\s*{_SOMEBODY} ?(?:\b(?:and|or|et|ou)\b|&|/|\+) ?{_SOMEBODY}")
_NONE = re.compile(r"\s*(?:none|no\b|not\b|nothing|aucune?|rien|pas d|sans objet)", re.IGNORECASE)
_ROLE = re.compile(
    r"\b(?:roles?|editor|content|analyst|advertiser|moderator|guest|partner|rôles?|éditeur|"
    r"éditrice|modérateur|modératrice|invitée?|partenaire|annonceur)\b",
    re.IGNORECASE,
)
_SECRET = re.compile(
    r"\b(?:passwords?|passwd|pwd|pass ?code|mots? de passe|mdp)\b\s*(?:is|:|=|est)", re.IGNORECASE
)
_LABEL = re.compile(
    r"(?<![\w-])(?:#?(?:ad|advert|advertisement|advertising|paid partnership|publicité|"
    r"collaboration commerciale|werbung|anzeige|publicidad|pubblicità|reklama|reclame))(?![\w-])",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"\b(?:first|beginning|begins?|start|starts|top|before|upfront|début|premiers?|première|"
    r"avant|en tête)\b",
    re.IGNORECASE,
)


def faults(brief: dict[str, Any]) -> Iterator[Fault]:
    """Yield the faults of the terms."""
    yield from _money(brief)
    yield from _rights(brief)
    yield from _filled(brief)
    yield from _access(brief)
    yield from _disclosure(brief)
    if brief.get("kind") == "influencer":
        yield from _partner(brief)


def _money(brief: dict) -> Iterator[Fault]:
    text = slot_text(brief, "budget")
    if not is_filled(text):
        yield Fault("budget", "budget", "What is paid? The budget is missing.")
    elif not _MONEY.search(text) or _NOTHING.fullmatch(text):
        yield Fault(
            "budget", "budget", f"“{text}” is no amount with its currency, such as 480 EUR."
        )
    text = slot_text(brief, "payment")
    if not is_filled(text):
        yield Fault("payment", "payment", "When is it paid? The terms are missing.")
    elif not (_DAYS.search(text) or _EVENT.search(text) or has_date(text)):
        yield Fault(
            "payment",
            "payment",
            f"“{text}” names no number of days, no event such as “on delivery” and no date.",
        )


def _rights(brief: dict) -> Iterator[Fault]:
    text = slot_text(brief, "rights")
    if not is_filled(text):
        yield Fault("rights", "rights", "Where may it be used, and until when?")
        return
    lacks = [
        words
        for words, there in (
            ("where it may be used", _PLACES.search(text)),
            ("until when", _LASTS.search(text) or has_date(text)),
        )
        if not there
    ]
    if lacks:
        message = f"“{text}” does not say {' or '.join(lacks)}."
        yield Fault("rights", "rights", message, len(lacks) / 2)


def _filled(brief: dict) -> Iterator[Fault]:
    if not is_filled(slot_text(brief, "credit")):
        yield Fault("credit", "credit", "Whose name is told, and where? “None” is an answer too.")
    handed = slot_text(brief, "materials").splitlines()
    if not any(map(is_filled, handed)):
        yield Fault("materials", "materials", "What do you hand over? Logo, colours, last photos?")
    text = slot_text(brief, "approver")
    if not is_filled(text):
        yield Fault("approver", "approver", "Who says yes? Name one person.")
    elif _SEVERAL.search(text) or _TWO_NAMES.match(text):
        yield Fault("approver", "approver", f"“{text}” are several. One person says yes: which?")
    elif not _REACHED.search(text):
        yield Fault("approver", "approver", f"How is “{text}” reached? An address or a number.")


def _access(brief: dict) -> Iterator[Fault]:
    for name in SLOTS:
        if _SECRET.search(slot_text(brief, name)):
            yield Fault(
                "access", name, "A password stands here. Take it out, change it, and give a role."
            )
            return
    text = slot_text(brief, "access")
    if not is_filled(text):
        yield Fault("access", "access", "Does it need access to an account? “None” is an answer.")
    elif not _NONE.match(text) and not (_ROLE.search(text) and has_date(text)):
        yield Fault(
            "access", "access", f"“{text}” lacks the role, or the day it ends as 2026-07-31."
        )


def _disclosure(brief: dict) -> Iterator[Fault]:
    text = slot_text(brief, "disclosure")
    partner = brief.get("kind") == "influencer"
    labelled = _LABEL.search(text) and _FIRST.search(text)
    if not is_filled(text):
        message = "Does somebody recommend for money? Then how is it labelled? If not, say so."
        yield Fault("disclosure", "disclosure", message)
    elif not labelled and (partner or not _NONE.match(text)):
        yield Fault(
            "disclosure",
            "disclosure",
            f"“{text}” is no plain label (such as “Ad”) with its place at the beginning.",
        )


def _partner(brief: dict) -> Iterator[Fault]:
    for name, asks, tested in (
        ("claims", "What may be said of the product, and what not?", None),
        ("exclusivity", "For how many days no competitor? “None” is an answer.", _DAYS),
        ("results", "Which numbers are sent, after how many days?", _DAYS),
    ):
        text = slot_text(brief, name)
        stated = is_filled(text) and (tested is None or tested.search(text))
        if not stated and not (name == "exclusivity" and _NONE.match(text)):
            yield Fault(name, name, asks)
