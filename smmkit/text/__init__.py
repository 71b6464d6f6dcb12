"""
Texts of posts: what stands in them, how long each platform finds them, and what to mend.

Every function takes plain text and gives plain lists, numbers and tables. Lengths, limits and
rules carry their sources: see `limits` and `rules`.
"""

from __future__ import annotations

from smmkit.text.clusters import emoji, graphemes
from smmkit.text.count import cut, length
from smmkit.text.linter import review
from smmkit.text.parts import camel_case, hashtags, link_spans, links, mentions, words
from smmkit.text.platforms import FIELDS, UNCLICKABLE, limit_of, limits
from smmkit.text.reading import lix
from smmkit.text.rules import rules
from smmkit.text.sound import spoken

__all__ = [
    "FIELDS",
    "UNCLICKABLE",
    "camel_case",
    "cut",
    "emoji",
    "graphemes",
    "hashtags",
    "length",
    "limit_of",
    "limits",
    "link_spans",
    "links",
    "lix",
    "mentions",
    "review",
    "rules",
    "spoken",
    "words",
]
