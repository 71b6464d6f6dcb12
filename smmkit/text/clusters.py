"""Text cut into what a reader sees as one character each."""

from __future__ import annotations

import unicodedata

import emoji as _emoji

from smmkit.errors import ArgumentError

__all__ = ["check_text", "emoji", "graphemes"]

_JOINER = "\u200d"
_NO_JOINER = "\u200c"
# Signs that are letters' company unless a variation selector asks for the picture.
_PLAIN_SIGNS = frozenset("©®™")


def check_text(name: str, value: object) -> str:
    """
    Return `value` if it is text.

    Parameters
    ----------
    name : str
        Name of the argument, for the message.
    value : object
        What was received.

    Raises
    ------
    ArgumentError
        If it is not a string.

    Examples
    --------
    >>> check_text("text", 3)
    Traceback (most recent call last):
    smmkit.errors.ArgumentError: text must be text between quotes; received 3.
    """
    if isinstance(value, str):
        return value
    raise ArgumentError(f"{name} must be text between quotes; received {value!r}.")


def graphemes(text: str) -> list[str]:
    """
    Cut a text into the characters that a reader sees.

    One may be made of several code points: a letter and its accent, a flag, a family of
    emoji glued by joiners. The rules are those of Unicode's annex 29 that concern letters,
    marks, Hangul, flags and emoji; the order of rare scripts' prefixes is left out.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    list of str
        Joined together they give the text back.

    Raises
    ------
    ArgumentError
        If it is not text.

    References
    ----------
    Unicode Standard Annex 29, *Unicode text segmentation*.

    Examples
    --------
    >>> [len(mark) for mark in graphemes("né👨‍👩‍👧🇮🇪")]
    [1, 1, 5, 2]
    """
    found: list[str] = []
    for mark in check_text("text", text):
        if found and _belongs(mark, found[-1]):
            found[-1] += mark
        else:
            found.append(mark)
    return found


def emoji(text: str) -> list[str]:
    """
    List the emoji of a text, each counted once however many code points it takes.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    list of str
        In order; skin tones, flags, keycaps and joined families are one emoji each. The signs
        ©, ® and ™ are text unless a variation selector follows.

    Raises
    ------
    ArgumentError
        If it is not text.

    Examples
    --------
    >>> len(emoji("Bring them all 👨‍👩‍👧 👍🏽 1️⃣"))
    3
    """
    return [cluster for cluster in graphemes(text) if _is_picture(cluster)]


def _is_picture(cluster: str) -> bool:
    if cluster.isascii() or cluster in _PLAIN_SIGNS:
        return False
    first = next(iter(_emoji.emoji_list(cluster)), None)
    return first is not None and first["match_start"] == 0


def _belongs(mark: str, before: str) -> bool:
    last = before[-1]
    if last == "\r" or last == "\n" or mark == "\n" or mark == "\r":
        return last == "\r" and mark == "\n"
    if _extends(mark):
        return True
    if last == _JOINER:
        # A joiner glues pictures only: after a letter it shapes the letter and no more.
        return _emoji.is_emoji(mark) and _is_picture(before)
    if _is_flag_half(mark):
        return len(before) == 1 and _is_flag_half(last)
    return _hangul(mark, last)


def _extends(mark: str) -> bool:
    return (
        unicodedata.category(mark) in ("Mn", "Me", "Mc")
        or mark in (_JOINER, _NO_JOINER)
        or "\U0001f3fb" <= mark <= "\U0001f3ff"  # skin tones
        or "\U000e0020" <= mark <= "\U000e007f"  # the letters inside a region's flag
    )


def _is_flag_half(mark: str) -> bool:
    return "\U0001f1e6" <= mark <= "\U0001f1ff"


def _hangul(mark: str, last: str) -> bool:
    lead, vowel, tail = "\u1100", "\u1160", "\u11a8"
    if not (lead <= mark <= "\u11ff" or "\uac00" <= mark <= "\ud7a3"):
        return False
    open_syllable = "\uac00" <= last <= "\ud7a3" and (ord(last) - 0xAC00) % 28 == 0
    if lead <= last < vowel:
        return mark < tail or mark >= "\uac00"
    if vowel <= last < tail or open_syllable:
        return vowel <= mark <= "\u11ff"
    return tail <= mark <= "\u11ff" and (tail <= last <= "\u11ff" or "\uac00" <= last <= "\ud7a3")
