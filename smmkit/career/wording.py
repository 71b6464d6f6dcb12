"""Words of a case page: claims of a cause, praise of oneself, and data of persons."""

from __future__ import annotations

import re

__all__ = ["cause_words", "guess_words", "nobody", "outcome_words", "personal_data", "praise_words"]

_RAISED = r"raised|lifted|boosted|drove|brought|generated"
# These may say what a number did by itself, unless another number follows.
_ROSE = r"increased|doubled|tripled|multiplied|grew|won"
_CAUSE = (
    rf"(?:i|we|my|our)(?: [\w-]+){{0,3}} (?:{_RAISED}|{_ROSE})(?: [\w-]+){{0,2}} "
    r"(?:sales?|orders?|enquir\w+|bookings?|clients?|customers?|reach|followers|results?|numbers)|"
    rf"(?:my|our)(?: [\w-]+){{1,3}} (?:{_RAISED})|"
    r"(?:mes|mon|ma|nos|notre)(?: [\w-]+){1,3} (?:ont|a) (?:fait )?"
    r"(?:augment|doubl|tripl|mont|grimp)\w+ (?:les?|la|nos|mes)|"
    r"thanks to (?:me|us|my|our|this|the)|because of (?:me|us|my|our|this|the)|"
    r"due to (?:me|my|our)|caused|guarantee[sd]?|proves? that|which is why|owes? it to|"
    r"i (?:doubled|tripled|made)|"
    r"made (?:sales|orders|enquiries) (?:rise|explode)|"
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
# Who says that a cause is not known, names it and does not claim it.
_OPEN = r"(?:whether|if|not|cannot|nobody|\w+n['’]t|si|pas)(?: [\w-]+){0,3} $"
_NEAR = 120  # letters before a claim in which it may be called open
_GUESS = r"guess\w*|gut|feeling|hunch|intuition|au hasard|au pif|estimé à vue"
_NOBODY = r"(?:nobody|no ?one|none|n/?a|unknown|personne|aucun)"
# Each begins where its run begins and ends in time, or a long text takes for ever.
_MAIL = r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_HANDLE = r"(?<![\w@/])@\w[\w.]{2,}"
# Seven digits and more, as telephones are written; a date is none.
_PHONE = r"(?<![\w.,-])(?:\+|00)?\d[\d ()/.-]{5,30}\d(?![\w-])"
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
    >>> cause_words("My films raised enquiries by 81 %")
    ['my films raised enquiries']
    >>> cause_words("Orders rose after 4 May; we can't say whether our films raised them")
    []
    """
    words = text.casefold()
    found = re.finditer(rf"(?<!\w)(?:{_CAUSE})(?!\w)", words)
    before = ((one, words[max(0, one.start() - _NEAR) : one.start()]) for one in found)
    claimed = [one.group() for one, near in before if not re.search(_OPEN, near)]
    return list(dict.fromkeys(claimed))


def guess_words(text: str) -> list[str]:
    """
    List words that say that a number was guessed.

    Examples
    --------
    >>> guess_words("a guess"), guess_words("our page on X, where nothing was changed")
    (['guess'], [])
    """
    return _found(_GUESS, text)


def nobody(text: str) -> bool:
    """
    Tell whether a text that should name somebody else names nobody.

    Examples
    --------
    >>> nobody("Nobody"), nobody("the owner")
    (True, False)
    """
    return bool(re.fullmatch(_NOBODY, text.strip(" .-").casefold()))


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
