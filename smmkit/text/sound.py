"""A post as it sounds when a screen reader reads it."""

from __future__ import annotations

import re

import emoji as _emoji

from smmkit.text.clusters import emoji, graphemes
from smmkit.text.parts import hashtags, tag_words

__all__ = ["spoken"]


def spoken(text: str) -> str:
    """
    Write out a text about as a screen reader says it in English.

    Each emoji is said by its name, a hashtag word by word as far as its capitals tell them
    apart. Readers differ and can be set up; this shows where a listener has a hard time, not
    what one product says.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        On one line.

    Raises
    ------
    ArgumentError
        If it is not text.

    Examples
    --------
    >>> spoken("New 🎁 #RyeBread #ryebread")
    'New, wrapped gift, hashtag Rye Bread hashtag ryebread'
    """
    said = "".join(
        f", {_name(cluster)}, " if emoji(cluster) else cluster for cluster in graphemes(text)
    )
    for tag in sorted(set(hashtags(text)), key=len, reverse=True):
        said = re.sub(re.escape(tag) + r"(?!\w)", "hashtag " + " ".join(tag_words(tag)), said)
    said = re.sub(r"\s+,", ",", " ".join(said.split()))
    return re.sub(r"(?:,\s*)+,", ",", said).strip(" ,")


def _name(cluster: str) -> str:
    named = _emoji.demojize(cluster, delimiters=("", " ")).replace("_", " ")
    return " ".join(named.replace("\u200d", " ").split())
