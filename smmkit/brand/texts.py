"""What the posts say: short sentences in the brand's voice."""

from __future__ import annotations

import numpy as np

from smmkit.brand.names import Trade

__all__ = ["write"]

_OPENINGS = {
    "product": (
        "On our list this week: {item}.",
        "This week's favourite is the {item}.",
        "You asked for it. Here it is: {item}.",
        "A closer look at our {item}.",
        "What goes into our {item}? More than you would think.",
        "New in {town}: {item}.",
        "If you only try one thing this week, make it the {item}.",
    ),
    "people": (
        "Meet {person}. Ask them anything below.",
        "Behind the scenes with {person}.",
        "Who keeps {name} going? Today it is {person}.",
        "A morning with {person} in {town}.",
        "Three years with us this week: {person}.",
        "{person_cap} had an idea. We tried it.",
        "Our favourite message this month came from a customer in {town}.",
    ),
    "advice": (
        "How to {topic}: our short answer.",
        "A question we hear often: how do you {topic}?",
        "Save this one: how to {topic}.",
        "Three small steps to {topic}.",
        "Most people get this wrong: how to {topic}.",
        "Before the weekend: a quick way to {topic}.",
        "We tried five ways to {topic}. Here is what worked.",
    ),
    "offer": (
        "Until Sunday: 15 % off the {item}.",
        "Two for one on the {item} this Thursday.",
        "Reserve your {item} by Friday and save.",
        "Last call for the {item} offer.",
        "Bring a friend and the second {item} is half price.",
        "Only this week in {town}: {item} at a special price.",
        "Our {item} offer is back.",
    ),
}
_CLOSINGS = {
    "product": ("Have you tried it yet?", "Come and see.", "Which one is yours?", "✨", ""),
    "people": ("Say hello!", "👋", "We are lucky to have them.", "Who should be next?", ""),
    "advice": ("What would you add?", "Tell us how it went.", "💡", "Questions? Ask below.", ""),
    "offer": ("Link in the profile.", "While stocks last.", "🎁", "Tell a friend.", ""),
}


def write(
    rng: np.random.Generator, pillars: np.ndarray, trade: Trade, *, name: str, town: str
) -> list[str]:
    """
    Return a text for each post.

    Parameters
    ----------
    rng : numpy.random.Generator
        Stream of the texts.
    pillars : numpy.ndarray
        Content theme of each post.
    trade : Trade
        Where products, people, topics and hashtags come from.
    name, town : str
        The brand.
    """
    picks = rng.random((pillars.size, 7))
    town_tag = "".join(mark for mark in town.lower() if mark.isalnum())
    tags = (*trade.tags, town_tag)

    def pick(words: tuple[str, ...], share: float) -> str:
        return words[int(share * len(words))]

    texts = []
    for pillar, row in zip(map(str, pillars), picks.tolist(), strict=True):
        person = pick(trade.people, row[2])
        body = pick(_OPENINGS[pillar], row[0]).format(
            item=pick(trade.items, row[1]),
            person=person,
            person_cap=person[0].upper() + person[1:],
            topic=pick(trade.topics, row[3]),
            name=name,
            town=town,
        )
        chosen = dict.fromkeys((pick(tags, row[5]), pick(tags, row[6])))
        hashtags = " ".join(f"#{tag}" for tag in chosen)
        texts.append(" ".join(filter(None, (body, pick(_CLOSINGS[pillar], row[4]), hashtags))))
    return texts
