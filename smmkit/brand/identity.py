"""Who a brand belongs to, and the random numbers that follow from it.

Nothing here is secret and nothing depends on the machine: the same student, cohort
and version give the same numbers in every process.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata

import numpy as np

from smmkit.errors import ArgumentError

__all__ = ["VERSIONS", "Identity", "clean_name", "stream"]

VERSIONS = (1,)
LONGEST = 200

Identity = tuple[int, str, str]


def clean_name(what: str, value: object) -> str:
    """
    Return the form of a student's or cohort's name that the brand is dealt from.

    Capitals, spaces around and the two ways to write an accent make no difference.

    Parameters
    ----------
    what : str
        Name of the argument, for the message.
    value : str
        What was received.

    Raises
    ------
    ArgumentError
        If it is not text, holds no visible character, or is longer than 200 characters.

    Examples
    --------
    >>> clean_name("student", "  Ada  LOVELACE ")
    'ada lovelace'
    """
    if not isinstance(value, str):
        raise ArgumentError(f"{what} must be text such as 'ada'; received {value!r}.")
    name = " ".join(unicodedata.normalize("NFC", value).split())
    name = unicodedata.normalize("NFC", name.casefold())
    if not any(unicodedata.category(mark)[0] not in "CZ" for mark in name):
        raise ArgumentError(f"{what} must hold at least one visible character; received {value!r}.")
    if len(name) > LONGEST:
        raise ArgumentError(
            f"{what} must be at most {LONGEST} characters; received {len(name)}: {name[:20]!r}..."
        )
    return name


def stream(identity: Identity, name: str, attempt: int = 0) -> np.random.Generator:
    """
    Return the random numbers of one part of a brand's world.

    Each part has a stream of its own, so that one more draw in one never shifts another.

    Parameters
    ----------
    identity : tuple of (int, str, str)
        Version, cohort and student.
    name : str
        The part, such as ``"posts"``.
    attempt : int, default 0
        Which deal of that part.

    Examples
    --------
    >>> who = (1, "self", "ada")
    >>> a, b = stream(who, "posts"), stream(who, "posts")
    >>> bool(a.random() == b.random())
    True
    """
    # JSON keeps the parts apart: no name can be written so as to look like another pair.
    # A lone surrogate, which a file name can bring in, has no UTF-8 but has a JSON escape.
    key = json.dumps([*identity, name, attempt]).encode("ascii")
    seed = int.from_bytes(hashlib.sha256(key).digest(), "big")
    return np.random.Generator(np.random.PCG64(seed))
