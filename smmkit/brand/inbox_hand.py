"""The hand a message is written in: curt or polite, with typos, short forms and pictures."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from typing import TypeVar

__all__ = ["Decks", "Dice", "emoji", "finished", "shortened", "slipped"]

Thing = TypeVar("Thing")

_SENTENCE = re.compile(r"(^|(?<=[.!?] ))([a-zà-ÿ])")
_WORD = re.compile(r"(?<![\w@.#/-])[a-zà-ÿ]{5,}(?![\w@.#/-])")
_SHORT = (
    *(("you", "u"), ("please", "pls"), ("are", "r"), ("tomorrow", "tmrw"), ("because", "bc")),
    *(("thanks", "thx"), ("thank you", "ty"), ("people", "ppl"), ("really", "rly")),
    *(("to be honest", "tbh"), ("with", "w"), ("before", "b4"), ("probably", "prob")),
)
_EMOJI = {
    "positive": ("😍", "🥰", "❤️", "🙌", "😊", "🔥", "🤩", "👏", "💛", "😁"),
    "neutral": ("🙂", "🙏", "🤔", "👀", "😅"),
    "negative": ("😡", "😤", "🙄", "👎", "😞", "🤦", "😠"),
    "sarcasm": ("👏", "🙃", "😂", "👌", "❤️", "🥳", "😍", "👏👏👏"),
}


class Decks:
    """
    Shuffled decks of things to say, each day opening them at a place of its own.

    People rarely use the same words twice in a week, and a reader notices when they do. A day's
    cards depend on the day alone, not on the days before it.

    Parameters
    ----------
    shuffle : callable
        Gives the order of a deck from its kind and length.
    day : int
        Number of the day.

    Examples
    --------
    >>> decks = Decks(lambda kind, count: list(range(count)), day=0)
    >>> [decks.deal("letters", "abc") for _ in range(4)]
    ['a', 'b', 'c', 'a']
    """

    def __init__(self, shuffle: Callable[[str, int], Sequence[int]], day: int) -> None:
        self._shuffle, self._day = shuffle, day
        self._dealt: dict[str, int] = {}

    def deal(self, kind: str, things: Sequence[Thing]) -> Thing:
        """Return the next of the things of this kind."""
        dealt = self._dealt[kind] = self._dealt.get(kind, -1) + 1
        order = self._shuffle(kind, len(things))
        # A step that shares no factor with the length: days open a deck all over it.
        step = 3 if len(things) < 15 else 7
        while math.gcd(step, len(things)) > 1:
            step += 1
        return things[order[(self._day * step + dealt) % len(things)]]


class Dice:
    """
    Choices made from a row of random numbers, one after another.

    Parameters
    ----------
    row : list of float
        Numbers in [0, 1); more than the message will need.
    decks : Decks, optional
        Where `deal` takes from; without, it picks.

    Examples
    --------
    >>> dice = Dice([0.0, 0.99])
    >>> dice.pick("abc"), dice.pick("abc")
    ('a', 'c')
    """

    def __init__(self, row: list[float], decks: Decks | None = None) -> None:
        self._next = iter(row).__next__
        self._decks = decks

    def pick(self, things: Sequence[Thing]) -> Thing:
        """Return one of the things, each as likely."""
        return things[int(self._next() * len(things))]

    def deal(self, kind: str, things: Sequence[Thing]) -> Thing:
        """Return one of the things, no two alike until all of this kind were dealt."""
        if self._decks is None:
            return self.pick(things)
        return self._decks.deal(kind, things)

    def number(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`, both included."""
        return low + int(self._next() * (high - low + 1))

    def happens(self, chance: float) -> bool:
        """Tell whether something of this chance happens."""
        return self._next() < chance

    def weighted(self, things: Sequence[Thing], weights: Sequence[float]) -> Thing:
        """Return one of the things by weight."""
        left = self._next() * sum(weights)
        for thing, weight in zip(things, weights, strict=True):
            left -= weight
            if left < 0:
                return thing
        return things[-1]


def finished(text: str) -> str:
    """
    Return a text with its sentences begun by capitals and its last one ended.

    Examples
    --------
    >>> finished("still shut. when do you open")
    'Still shut. When do you open.'
    >>> finished("see you ❤️")
    'See you ❤️'
    """
    text = _SENTENCE.sub(lambda found: found[2].upper(), text)
    return text + "." if text[-1].isalnum() or text[-1] == ")" else text


def shortened(text: str) -> str:
    """
    Return a text in the short forms of a phone.

    Examples
    --------
    >>> shortened("can you call me please? I can't come before five")
    'can u call me pls? I cant come b4 five'
    """
    for long, short in _SHORT:
        text = re.sub(rf"\b{long}\b", short, text)
    return text.replace("n't", "nt")


def slipped(dice: Dice, text: str) -> str:
    """
    Return a text with one slip of the finger: letters swapped, lost or doubled.

    Names, numbers, addresses and short words stay as they are.

    Examples
    --------
    >>> slipped(Dice([0.0, 0.0, 0.0]), "the bread was stale")
    'the berad was stale'
    """
    words = list(_WORD.finditer(text))
    if not words:
        return text
    found = dice.pick(words)
    word = found[0]
    at = dice.number(1, len(word) - 3)
    changed = dice.pick(
        (
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[: at + 1] + word[at:],
        )
    )
    return text[: found.start()] + changed + text[found.end() :]


def emoji(dice: Dice, mood: str) -> str:
    """
    Return a picture for a mood: positive, neutral, negative or sarcasm.

    Examples
    --------
    >>> emoji(Dice([0.0]), "sarcasm")
    '👏'
    """
    return dice.pick(_EMOJI[mood])
