"""The trades around the manager: what each makes, and by what its work is judged."""

from __future__ import annotations

from typing import Any

import pandas as pd

from smmkit.brand.campaign import campaign
from smmkit.brand.identity import stream
from smmkit.errors import ArgumentError, check_number

__all__ = ["CHECKS", "MANAGER", "NOTHING", "TRADES", "deal_cards", "trades"]

MANAGER = "SMM manager"
NOTHING = "nothing"

# trade: facts, what it makes, by what the manager judges it (in short, then in a sentence)
_TRADES = {
    MANAGER: (
        "F40 F46 F47 F64", "splits the goal into tasks, finds people, briefs them, checks",
        "hours and cost", "do the hours and the price add up to what there is?",
    ),
    "director": (
        "F59", "receives the reports, decides on the budget",
        NOTHING, "is the one who checks you",
    ),
    "community manager": (
        "F54 F60", "talks on the networks, answers messages and comments",
        "answered in time", "which share is answered within the hours agreed, and in which tone?",
    ),
    "posting assistant": (
        "F61", "puts the posts out, by a planning tool or by hand; picks pictures with some wit",
        "out as planned", "is each post out at its hour, with link and alt text?",
    ),
    "targetologist": (
        "F56 F63", "sets up the ads on the networks",
        "cost per result", "what did one result cost, within the budget that was capped?",
    ),
    "copywriter": (
        "F52 F63", "writes the posts",
        "facts and length", "are the facts right, the length kept, and what should I do next?",
    ),
    "photographer": (
        "F46 F53 F63", "takes the pictures",
        "size and consent", "are size and number as ordered, and did who is seen sign?",
    ),
    "designer": (
        "F53 F63", "makes graphics and layouts",
        "readable on a phone", "can it be read at arm's length, in the brand's colours?",
    ),
    "content manager": (
        "F55 F63", "sets up the service or the page that content stands on",
        "links and loading", "does each link lead where it should, and does the page load?",
    ),
}  # fmt: skip
TRADES = tuple(_TRADES)
CHECKS = tuple(dict.fromkeys(check for _, _, check, _ in _TRADES.values()))

# Two orders for each trade; which is whose stands with the answer keys.
_DEALT_ALWAYS = (
    (
        "Answer what people ask under the posts about the {item}.",
        "Reply to messages on {platform}, on Saturdays as well.",
    ),
    (
        "Put next week's finished posts into the planning tool of {platform}.",
        "Publish the finished picture of {person} at 18:00, with its alt text.",
    ),
    (
        "Read the month's report on the {item}, and decide on the budget.",
        "Release the money for the {item} campaign.",
    ),
)
_DEALT_SOMETIMES = (
    ("Split the goal of the {item} campaign into tasks, and brief each.",
     "Find somebody to photograph {person}, and set out what is wanted."),
    ("Set up the ads for the {item} on {platform}.",
     "Try two groups of people in {town} with paid posts: which orders the {item} for less?"),
    ("Write four posts about the {item}.",
     "Turn the notes of {person} into a text of 80 words."),
    ("Take six pictures of the {item}.",
     "Make a portrait of {person} at work, by daylight."),
    ("Make the graphic with the price of the {item}.",
     "Draw a sign for the contest, to be read on a phone."),
    ("Set up the page that the link of the {item} campaign leads to.",
     "Build the form behind the contest."),
)  # fmt: skip


def trades() -> pd.DataFrame:
    """
    List the trades around the manager.

    Returns
    -------
    pandas.DataFrame
        Indexed by trade: makes, check (in two or three words), question (the check as a
        question), facts (numbers of the source's facts). The checks are this course's.

    Examples
    --------
    >>> trades().loc["targetologist", "check"]
    'cost per result'
    """
    rows = [
        (name, makes, check, question, facts)
        for name, (facts, makes, check, question) in _TRADES.items()
    ]
    names = ["trade", "makes", "check", "question", "facts"]
    return pd.DataFrame(rows, columns=names).set_index("trade")


def deal_cards(brand: Any, count: int = 6) -> pd.DataFrame:
    """
    Deal orders of a brand, to be given to the right trade.

    Parameters
    ----------
    brand : Brand
        Whose orders.
    count : int, default 6
        4 to 9. Three trades that are often mixed up are always among them.

    Returns
    -------
    pandas.DataFrame
        Columns card (a letter) and task; each for another trade.

    Raises
    ------
    ArgumentError
        If `count` is not from 4 to 9.

    Examples
    --------
    >>> from smmkit import Brand
    >>> deal_cards(Brand.of("ada"))["card"].tolist()
    ['A', 'B', 'C', 'D', 'E', 'F']
    """
    if check_number("count", count, low=4, high=len(TRADES), unit="cards") != int(count):
        raise ArgumentError(f"count must be a whole number of cards; received {count!r}.")
    rng = stream(brand.identity, "order cards")
    more = rng.permutation(len(_DEALT_SOMETIMES))[: int(count) - len(_DEALT_ALWAYS)]
    pairs = [*_DEALT_ALWAYS, *(_DEALT_SOMETIMES[number] for number in more)]
    told = campaign(brand, 1)
    words = {"item": told["item"], "person": told["person"], "town": brand.town}
    rows = [
        (letter, pairs[number][int(rng.integers(2))].format(platform=brand.home, **words))
        for letter, number in zip("ABCDEFGHI", rng.permutation(len(pairs)), strict=False)
    ]
    return pd.DataFrame(rows, columns=["card", "task"])
