"""One message of the inbox: its voice, its details, the hand it is written in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from smmkit.brand import inbox_hand as hand
from smmkit.brand.inbox_lines import CONCERNS, HURRY, INCIDENT, STORIES, VOICES, Voice, suits
from smmkit.brand.inbox_people import author, handle
from smmkit.brand.inbox_words import FAULTS, PRAISES, PROBLEMS, WORDS
from smmkit.brand.names import TRADES
from smmkit.brand.parameters import value

if TYPE_CHECKING:
    from smmkit.brand.cards import Brand
    from smmkit.brand.inbox_hand import Dice

__all__ = ["Message", "speaks_french", "write"]

_TWICE = re.compile(r"([!?])\.(?!\.)")

LONGEST_ON_X = 280

_TRADES = {trade.name: trade for trade in TRADES}
_FRENCH_TOWNS = ("Lausanne", "Bienne", "Sherbrooke")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_FAMILY = (
    *("mum", "dad", "sister", "brother", "wife", "husband", "daughter", "son", "gran", "aunt"),
    *("neighbour", "best friend", "flatmate", "father-in-law", "cousin", "girlfriend"),
)
_FAMILLE = ("ma mère", "mon mari", "ma fille", "mon frère", "ma voisine", "mon collègue")
_STAFF = (
    *("colleague", "boss", "assistant", "business partner", "office manager", "bookkeeper"),
    *("managing director", "predecessor", "team lead"),
)
_MONEY = {
    "EUR": ("€{}", "{} euros", "{} €"),
    "GBP": ("£{}", "{} quid", "£{}"),
    "USD": ("${}", "{} dollars", "{} bucks"),
    "AUD": ("${}", "{} dollars", "{} bucks"),
    "CAD": ("${}", "{} dollars", "{} $"),
    "CHF": ("CHF {}", "{} francs", "{} francs"),
    "CZK": ("{} Kč", "{} crowns", "{} CZK"),
    "PLN": ("{} zł", "{} zloty", "{} PLN"),
    "SEK": ("{} kr", "{} kronor", "{} SEK"),
}
_TWELVE_HOURS = ("AU", "CA", "GB", "IE", "US")
_GREETINGS = (
    *("Hi,", "Hello,", "Hi there,", "Hello {name},", "Good morning,", "Hi {name} team,"),
    *("Hello everyone,", "Dear {name},", "Good evening,", "Hey,"),
)
_GREETINGS_FIRM = ("Hello,", "Good morning,", "Dear {name} team,", "Dear Sir or Madam,", "Hi all,")
_CLOSINGS = (
    *("Thanks, {first}", "Best, {first}", "Kind regards, {first}", "{first}", "Cheers, {first}"),
    *("Regards, {first}", "Thank you, {first}", "Best wishes, {first}"),
)
_SULKS = ("{first}", "Regards, {first}", "Yours, {first}", "Waiting for your answer, {first}")
_HEARTS = ("😍", "❤️", "🔥", "👏", "🙌", "🥰", "🤩", "💛", "😋", "✨", "💪", "👌")
_SIGNED = ("question", "order problem", "partnership", "job", "privacy", "press", "objection")
_TOLD = {
    "question": STORIES,
    **dict.fromkeys(("order problem", "complaint", "refund", "legal"), CONCERNS),
}
# The slots that may be told twice.
_SLOT = re.compile(r"\{(?!name|town|handle|cause|[nms]\})(\w+)\}")
_ALWAYS_SHORT = ("tag a friend", "insult", "off topic", "spam", "thanks")
_NO_PICTURES = ("press", "legal", "safety", "privacy", "job", "off topic")


@dataclass(frozen=True)
class Message:
    """A message and what is true of it."""

    place: str
    author: str
    text: str
    intent: str
    tone: str
    urgency: str
    needs_answer: bool


class _Details(dict[str, str]):
    """
    What fills the braces of a frame, drawn when first asked for.

    A day, a price or a relative stays the same all through a message; bare numbers do not.
    """

    def __init__(self, brand: Brand, dice: Dice, *, french: bool, cause: str) -> None:
        super().__init__(name=brand.name, town=brand.town, handle=brand.handle, cause=cause)
        self._brand, self._dice, self._french = brand, dice, french
        self._trade, self._words = _TRADES[brand.trade], WORDS[brand.trade]

    def __missing__(self, name: str) -> str:
        drawn = getattr(self, f"_{name}")()
        if name not in ("n", "m", "s"):
            self[name] = drawn
        return drawn

    def _phrase(self, kind: str, shared: tuple[str, ...] = ()) -> str:
        known = (
            *getattr(self._words, kind),
            *suits(shared, b2b=self._brand.b2b, things=self._words.things),
        )
        return self._dice.deal(kind, known).format_map(self)

    def _question(self) -> str:
        return self._phrase("questions")

    def _problem(self) -> str:
        return self._phrase("problems", PROBLEMS)

    def _fault(self) -> str:
        return self._phrase("faults", FAULTS)

    def _letdown(self) -> str:
        return self._phrase("letdowns")

    def _praise(self) -> str:
        return self._phrase("praises", PRAISES)

    def _danger(self) -> str:
        return self._phrase("dangers")

    _fault2, _praise2 = _fault, _praise

    def _hearts(self) -> str:
        heart = self._dice.pick(_HEARTS)
        return heart * self._dice.number(1, 4) + self._dice.pick(("", "", *_HEARTS))

    def _order(self) -> str:
        return self._words.order_fr if self._french else self._words.order

    def _item(self) -> str:
        return self._dice.pick(self._trade.items)

    def _item2(self) -> str:
        return self._dice.pick([item for item in self._trade.items if item != self["item"]])

    def _topic(self) -> str:
        return self._dice.pick(self._trade.topics).replace("your ", "my ")

    def _person(self) -> str:
        person = self._dice.pick(self._trade.people)
        return person.replace("our ", "your ", 1) if person.startswith("our ") else person

    def _competitor(self) -> str:
        return self._dice.pick(self._brand.competitors)

    def _day(self) -> str:
        return self._dice.pick(_JOURS if self._french else _DAYS)

    def _relative(self) -> str:
        if self._french:
            return self._dice.pick(_FAMILLE)
        return self._dice.pick(_STAFF if self._brand.b2b else _FAMILY)

    def _friend(self) -> str:
        return handle(self._dice.pick, self._brand.country)

    _friend2 = _friend

    def _n(self) -> str:
        return str(self._dice.number(5, 14))

    def _m(self) -> str:
        return str(self._dice.number(20, 55))

    def _s(self) -> str:
        return str(self._dice.number(2, 4))

    def _code(self) -> str:
        return str(self._dice.number(10_000, 99_999))

    def _ref(self) -> str:
        initials = "".join(word[0] for word in self._brand.name.split()[:2]).upper()
        return self._dice.pick((f"{initials}-", "#", "")) + self["code"]

    def _time(self) -> str:
        hour, half = self._dice.number(9, 18), self._dice.pick(("00", "30", "15"))
        if self._french:
            return f"{hour}h" if half == "00" else f"{hour}h{half}"
        if self._brand.country in _TWELVE_HOURS:
            minutes = "" if half == "00" else f":{half}"
            return f"{(hour - 1) % 12 + 1}{minutes} {'am' if hour < 12 else 'pm'}"
        return f"{hour}:{half}"

    def _amount(self, low: int, high: int) -> str:
        money = self._brand.order_value * self._dice.number(low, high) / 100
        if money < 20:
            number = f"{max(round(2 * money), 1) / 2:.2f}".removesuffix(".00")
        else:
            number = str(round(money) if money < 200 else 10 * round(money / 10))
        styles = _MONEY[self._brand.currency]
        return (styles[2] if self._french else self._dice.pick(styles)).format(number)

    def _price(self) -> str:
        return self._amount(40, 130)

    def _less(self) -> str:
        return self._amount(8, 20)


def speaks_french(brand: Brand) -> bool:
    """
    Tell whether part of the brand's public writes French.

    Examples
    --------
    >>> from smmkit import Brand
    >>> ada = Brand.of("ada")
    >>> speaks_french(ada) == (ada.country == "FR")
    True
    """
    return brand.country == "FR" or brand.town in _FRENCH_TOWNS


@lru_cache(maxsize=256)
def _voices(
    intent: str, b2b: bool, things: bool, french: bool, incident: bool
) -> tuple[Voice, ...]:
    """Return the voices of an intent, with the frames that suit the brand, and only those."""
    found = []
    for voice in INCIDENT if incident else VOICES:
        if voice.intent == intent and voice.french == french:
            parts = [
                suits(lines, b2b=b2b, things=things)
                for lines in (voice.cores, voice.before, voice.after)
            ]
            if parts[0]:
                labels = (voice.intent, voice.tone, voice.urgency, voice.needs_answer, french)
                found.append(Voice(*labels, *parts))
    return tuple(found)


@lru_cache(maxsize=64)
def _fitting(part: str, intent: str, b2b: bool, things: bool) -> tuple[str, ...]:
    lines = {"told": _TOLD, "hurry": HURRY}[part].get(intent, ())
    return suits(lines, b2b=b2b, things=things)


def write(
    dice: Dice, brand: Brand, platform: str, intent: str, *, cause: str = "", short_cause: str = ""
) -> Message:
    """
    Write a message.

    Parameters
    ----------
    dice : Dice
        Where all its choices come from.
    brand : Brand
        To whom it is written.
    platform : str
        Where.
    intent : str
        One of `smmkit.brand.inbox_lines.INTENTS`.
    cause : str, optional
        What an incident is about; then the message is of those who write about it.
    short_cause : str, optional
        What people soon call it.

    Returns
    -------
    Message
        Its labels are those of the frames it is made of; something that cannot wait, said in
        the text, makes its urgency high.
    """
    french = speaks_french(brand) and dice.happens(value("inbox_french"))
    kind = (brand.b2b, WORDS[brand.trade].things)
    voices = _voices(intent, *kind, french, bool(cause))
    if not voices:
        french = False
        voices = _voices(intent, *kind, french, bool(cause))
    voice = dice.weighted(voices, [len(voice.cores) for voice in voices])
    place = _place(dice, platform, voice)
    if cause and dice.happens(value("incident_short")):
        cause = short_cause
    details = _Details(brand, dice, french=french, cause=cause)
    manner = _manner(dice, brand, platform, place, voice)
    who, first = author(dice.pick, brand.country, platform, spam=intent == "spam", french=french)
    deck = f"{intent}.{voice.tone}.{voice.urgency}.{french}.{bool(cause)}"
    core = dice.deal(deck, voice.cores).format_map(details)
    told = () if french or cause else _fitting("told", intent, *kind)
    hurry = _hurried(dice, voice, place) and not cause
    before = _aside(dice, manner, place, voice.before or told, details)
    after = "" if hurry else _aside(dice, manner, place, voice.after, details)
    last = dice.pick(_fitting("hurry", intent, *kind)).format_map(details) if hurry else ""
    if platform == "x" and len(" ".join((before, core, after, last))) > LONGEST_ON_X - 40:
        manner, before, after = "plain", "", ""
    text = core
    if before:
        text = f"{hand.finished(before)} {core[0].upper()}{core[1:]}"
    if after or last:
        text = f"{hand.finished(text)} {after or last}"
    if manner == "letter" and not french:
        text = _as_letter(dice, brand, voice, text, first, lower=(before or core)[0].islower())
    text = _by_hand(dice, manner, place, voice, text)
    if place == "comment" and platform == "x" and intent != "tag a friend":
        text = f"@{brand.handle} {text}" if dice.happens(0.6) else text
    urgency = "high" if hurry else voice.urgency
    # A phrase may end in a mark of its own, and the sentence it stands in adds one.
    text = _TWICE.sub(r"\1", text)
    return Message(place, who, text, intent, voice.tone, urgency, voice.needs_answer)


def _hurried(dice: Dice, voice: Voice, place: str) -> bool:
    can = voice.intent in ("question", "order problem") and place != "review" and not voice.french
    return dice.happens(value("inbox_hurry")) and can


def _place(dice: Dice, platform: str, voice: Voice) -> str:
    if dice.happens(value(f"inbox_private.{voice.intent}")):
        return "direct message"
    reviewed = voice.intent in ("praise", "complaint", "sarcasm")
    if platform == "facebook" and reviewed and dice.happens(value("inbox_review")):
        return "review"
    return "comment"


def _manner(dice: Dice, brand: Brand, platform: str, place: str, voice: Voice) -> str:
    if voice.intent in _ALWAYS_SHORT:
        return "curt" if dice.happens(0.6) else "plain"
    if voice.intent in ("press", "legal"):
        return "letter" if place == "direct message" else "plain"
    if place == "direct message":
        weights = (0.22, 0.43, 0.35)
    elif place == "review":
        weights = (0.15, 0.85, 0.0)
    else:
        weights = (0.45, 0.55, 0.0)
    if brand.b2b or platform == "linkedin":
        weights = (0.3 * weights[0], weights[1], 1.4 * weights[2])
    return dice.weighted(("curt", "plain", "letter"), weights)


def _aside(dice: Dice, manner: str, place: str, lines: tuple[str, ...], details: _Details) -> str:
    """Return a sentence beside the point, or none; none that repeats what was told already."""
    chance = {"curt": 0.0, "plain": 0.25, "letter": 0.7}[manner]
    if place == "direct message" and manner == "plain":
        chance = 0.45
    told = [line for line in lines if not any(slot in details for slot in _SLOT.findall(line))]
    return dice.pick(told).format_map(details) if told and dice.happens(chance) else ""


def _as_letter(
    dice: Dice, brand: Brand, voice: Voice, text: str, first: str, *, lower: bool
) -> str:
    cross = voice.tone == "negative"
    greeting = dice.pick(_GREETINGS_FIRM if brand.b2b else _GREETINGS).format(name=brand.name)
    closing = ""
    if cross or voice.intent in _SIGNED:
        closing = dice.pick(_SULKS if cross else _CLOSINGS).format(first=first)
    if text.lower().startswith(("hi,", "hello", "quick")):
        return hand.finished(f"{text[0].upper()}{text[1:]}") + f" {closing}".rstrip()
    text = hand.finished(text)
    if lower:
        text = text[0].lower() + text[1:]
    return " ".join(filter(None, (greeting, text, closing)))


def _by_hand(dice: Dice, manner: str, place: str, voice: Voice, text: str) -> str:
    formal = manner == "letter" or voice.intent in ("press", "legal", "spam")
    if manner == "curt" and dice.happens(0.65):
        text = text.lower() if dice.happens(0.7) else text
    elif manner != "letter":
        text = hand.finished(text)
        if not formal and place == "comment" and text.endswith(".") and dice.happens(0.5):
            text = text.removesuffix(".")
    if not formal and not voice.french and dice.happens(value("inbox_short_forms")):
        text = hand.shortened(text)
    if voice.tone == "negative" and not formal and dice.happens(value("inbox_capitals")):
        text = text.upper()
    elif dice.happens(value(f"inbox_typos.{manner}")):
        text = hand.slipped(dice, text)
    if formal or voice.intent in _NO_PICTURES:
        return text
    mood = "sarcasm" if voice.intent == "sarcasm" else voice.tone
    often = value("inbox_emoji.comment" if place == "comment" else "inbox_emoji.other")
    if dice.happens(2 * often if mood in ("sarcasm", "positive") else often):
        text = f"{text} {hand.emoji(dice, mood)}"
    return text
