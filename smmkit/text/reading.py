"""How hard a text is to read."""

from __future__ import annotations

import math
import re

from smmkit.text.clusters import emoji
from smmkit.text.parts import without_parts, words

__all__ = ["lix"]

LONG_WORD = 6
_SENTENCE_END = re.compile(r"[.!?…:]+(?=\s|$)|\n+")


def lix(text: str) -> float:
    """
    Work out Björnsson's readability index, which serves any language with spaces.

    Words per sentence, plus the percentage of words longer than six letters. Links, hashtags
    and mentions do not count; a sentence ends at . ! ? : or a new line, or at an emoji that a
    capital follows.

    Parameters
    ----------
    text : str
        Any text. On fewer than about thirty words the index jumps with each word.

    Returns
    -------
    float
        Below 30 simple, 30 to 40 usual, above 50 hard; NaN without words.

    Raises
    ------
    ArgumentError
        If it is not text.

    References
    ----------
    C. H. Björnsson (1968), *Läsbarhet*; J. Anderson (1983), *Lix and Rix: variations on a
    little-known readability index*, Journal of Reading 26(6), 490-496.

    Examples
    --------
    >>> round(lix("We bake at night. Come early: the sourdough is gone by noon."), 1)
    12.3
    """
    found = words(text)
    if not found:
        return math.nan
    bare = without_parts(text)
    for picture in set(emoji(text)):
        bare = re.sub(re.escape(picture) + r"\s*(?=[^\W\d_a-z])", "\n", bare)
    # Alone, a part may read as a link or a tag that it is not in its place; one sentence there is.
    sentences = max(sum(bool(words(part)) for part in _SENTENCE_END.split(bare)), 1)
    long = sum(len(word) > LONG_WORD for word in found)
    return len(found) / sentences + 100 * long / len(found)
