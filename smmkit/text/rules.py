"""The rules that a post's text is held to, with what each costs and why."""

from __future__ import annotations

import pandas as pd

__all__ = ["rules"]

MOST_EMOJI = 4
LONG_ALT = 250
HARD_LIX = 50
RUN_TOGETHER = 14
SHOUTED = 3

_SCREEN_READER = "read aloud by a screen reader"

# rule, severity, points, what it looks at, why
_RULES = (
    ("empty", "error", 4.0, "no word in the text", "there is nothing to read"),
    ("too long", "error", 3.0, "longer than the platform takes", "it cannot be published"),
    ("fact missing", "error", 2.0, "a fact of the brief is not there", "the reader cannot act"),
    ("no alt text", "error", 2.0, "a picture nobody has described",
     "who does not see it gets nothing (WCAG 2.2, 1.1.1)"),
    ("garbled", "error", 1.0, "letters such as Ã© in place of é", "read in the wrong encoding"),
    ("too many hashtags", "error", 1.0, "more than the platform takes", "the rest is not linked"),
    ("alt text is a file name", "error", 2.0, "a name such as IMG_2041.jpg",
     _SCREEN_READER + ", letter by letter"),
    ("alt text repeats the text", "warning", 1.0, "it says what the post says",
     "heard twice, and the picture stays unknown"),
    ("alt text announces", "warning", 1.0, "begins with “image of”, “photo of”",
     "a screen reader says that itself (W3C WAI, Tips and Tricks)"),
    ("alt text too short", "warning", 1.0, "fewer than three words", "it names, it does not show"),
    ("alt text too long", "warning", 1.0,
     f"longer than the platform takes, or than {LONG_ALT} characters",
     "it cannot be skimmed; the limit of comfort is this course's choice"),
    ("point hidden", "warning", 1.0, "the brief's first fact comes after the fold",
     "most readers never tap “more”"),
    ("hashtag not in CamelCase", "warning", 1.0, "several words run together",
     _SCREEN_READER + " as one unknown word"),
    ("emoji as bullets", "warning", 1.0, "two or more lines begin with one",
     "each is " + _SCREEN_READER + " by its name"),
    ("too many emoji", "warning", 1.0, f"more than {MOST_EMOJI}",
     "each is " + _SCREEN_READER + "; the number is this course's choice"),
    ("capitals", "warning", 1.0, f"{SHOUTED} or more words of four letters in capitals",
     "shouting, and slow to read"),
    ("dead link", "warning", 1.0, "a link where captions do not link", "nobody types it"),
    ("quotes open", "warning", 0.5, "a quotation mark without its partner", "looks careless"),
    ("double space", "warning", 0.5, "two spaces in a row", "looks careless"),
    ("hard to read", "advice", 0.0, f"a LIX above {HARD_LIX}", "read in passing, on a phone"),
    ("nothing to do", "advice", 0.0, "no link, no question, no verb of asking",
     "a post may be worth it all the same"),
)  # fmt: skip

COSTS = {name: (severity, points) for name, severity, points, *_ in _RULES}


def rules() -> pd.DataFrame:
    """
    Return the rules of `review`.

    Returns
    -------
    pandas.DataFrame
        Index rule; columns severity, points (what each breach costs), looks_at, why.

    Examples
    --------
    >>> rules().loc["too long", "points"]
    np.float64(3.0)
    """
    columns = ["rule", "severity", "points", "looks_at", "why"]
    return pd.DataFrame(_RULES, columns=columns).set_index("rule")
