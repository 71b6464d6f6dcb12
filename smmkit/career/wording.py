"""Words of a case page: claims of a cause, praise of oneself, and data of persons."""

from __future__ import annotations

import re

__all__ = ["cause_words", "outcome_words", "personal_data", "praise_words"]

_CAUSE = (
    r"thanks to (?:me|us|my|our|this|the)|because of (?:me|us|my|our|this|the)|"
    r"due to (?:me|my|our)|caused|guarantee[sd]?|proves? that|which is why|owes? it to|"
    r"i (?:doubled|tripled|made)|"
    r"my work brought|made (?:sales|orders|enquiries) (?:rise|explode)|"
    r"grâce à|à cause de|garanti(?:e|s|es)?|prouve que|par mon travail"
)
_PRAISE = (
    r"amazing|awesome|best|incredible|unbelievable|viral|explod\w*|rock ?star|guru|ninja|"
    r"number one|#1|world-class|stunning|insane|crazy|magic|huge|massive|"
    r"incroyable|meilleure?s?|exceptionnel\w*|explos\w*|génial\w*|énorme\w*"
)
_OUTCOME = (
    r"client|customer|order|booking|enquir|inquir|lead|sale|sold|revenue|visitor|appointment|"
    r"request|quote|sign-?up|commande|réservation|demande|vente|devis|rendez-vous"
)
_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_HANDLE = r"(?<![\w@/])@\w[\w.]{2,}"
# Seven digits and more, as telephones are written; a date is none.
_PHONE = r"(?<![\w.,-])(?:\+|00)?\d[\d ()/.-]{5,}\d(?![\w-])"
_DATE = r"\d{4}-\d{2}-\d{2}"
_AMOUNT = r"\d{1,3}(?:[ ,.']\d{3})+(?!\d)"


def _found(pattern: str, text: str) -> list[str]:
    return list(dict.fromkeys(re.findall(rf"(?<!\w)(?:{pattern})(?!\w)", text.casefold())))


def cause_words(text: str) -> list[str]:
    """
    List words that claim a cause.

    Examples
    --------
    >>> cause_words("Orders doubled thanks to my posts")
    ['thanks to my']
    >>> cause_words("Orders rose after 4 May")
    []
    """
    return _found(_CAUSE, text)


def praise_words(text: str) -> list[str]:
    """
    List words of praise that prove nothing.

    Examples
    --------
    >>> praise_words("An amazing, viral campaign")
    ['amazing', 'viral']
    """
    return _found(_PRAISE, text)


def outcome_words(text: str) -> bool:
    """
    Tell whether a figure's name speaks of what a client lives on, and not of attention.

    Examples
    --------
    >>> outcome_words("enquiries"), outcome_words("likes")
    (True, False)
    """
    return bool(re.search(_OUTCOME, text.casefold()))


def personal_data(text: str) -> list[str]:
    """
    List what looks like somebody's address or number: e-mail, telephone, name of an account.

    Examples
    --------
    >>> personal_data("Ana (ana@example.org, +44 20 7946 0000) asked on 2026-05-04")
    ['ana@example.org', '+44 20 7946 0000']
    >>> personal_data("1 250 000 views, 12,400 of them on 2026-05-04 to 2026-05-31")
    []
    """
    mails = re.findall(_MAIL, text)
    rest = re.sub(rf"{_MAIL}|{_DATE}", " | ", text)
    numbers = [found.strip() for found in re.findall(_PHONE, rest)]
    phones = [one for one in numbers if not re.fullmatch(_AMOUNT, one.removeprefix("+"))]
    return [*mails, *re.findall(_HANDLE, rest), *phones]
