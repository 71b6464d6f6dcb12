"""Drafts on the manager's desk: written in the brand's voice, in a hurry, each with a flaw."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from smmkit.brand.identity import stream
from smmkit.brand.names import TRADES

if TYPE_CHECKING:
    from smmkit.brand.cards import Brand

__all__ = ["briefs", "drafts", "employers", "facts"]

_TRADES = {trade.name: trade for trade in TRADES}
_DAYS = ("4 July", "9 July", "11 July", "16 July", "18 July", "23 July")
_PAGES = ("book", "order", "summer", "news")
_PARTNERS = ("visit", "market", "hello", "love")
# Pictures that stand for people, skin tones, keycaps and plain ones: more code points than marks.
_PEOPLE = ("👨‍👩‍👧‍👦", "👩‍👧", "👩🏽‍🔧", "👨‍🍳", "👩🏾‍🏫")
_HANDS = ("👍🏽", "👏🏾", "🙌🏼", "👋🏿")
_KEYS = ("1️⃣", "2️⃣", "3️⃣")
_PLAIN = ("✨", "🎁", "☀️", "📍")
_WELCOME = ("歓迎", "欢迎光临", "환영합니다", "ようこそ", "いらっしゃいませ", "어서 오세요")

_STORY = (
    "It began with a question that a customer asked at the door.",
    "Nobody in the team had a good answer, so we went looking for one.",
    "{Person} stayed two evenings longer and wrote everything down.",
    "Half of what we tried did not work, and we said so to each other.",
    "The other half changed the way we work on the {item}.",
    "In {town} people notice such things faster than we do.",
    "The first three who saw it asked the same thing: why only now?",
    "We had no answer to that either.",
    "So here is the whole way, step by step, with the mistakes left in.",
    "You will see that most of it takes patience and little else.",
    "If you want to {topic}, the same rule holds.",
    "Take your time, begin small, and ask somebody who has done it before.",
    "We kept the first one, and it stands on the shelf beside the till.",
    "Come by and look at it whenever you pass.",
    "And should you find a better way, tell us, and we will try that one next.",
    "This is what we like about our work.",
    "Next month we begin with the question after that one.",
    "Until then the door is open, and the light is on until eight.",
)


def drafts(brand: Brand) -> pd.DataFrame:
    """
    Return the drafts that the last freelancer left.

    Parameters
    ----------
    brand : Brand
        Whose they are.

    Returns
    -------
    pandas.DataFrame
        Columns draft (A to G), platform (where it is meant to go), picture (what the photographer
        noted), text, alt_text (None where nobody wrote one). The same each time.

    Examples
    --------
    >>> from smmkit import Brand
    >>> drafts(Brand.of("ada"))["draft"].tolist()
    ['A', 'B', 'C', 'D', 'E', 'F', 'G']
    """
    deal = _deal(brand)
    rows = [
        ("A", "x", deal["pictures"][0], _too_long(deal), deal["pictures"][0]),
        ("B", "instagram", deal["pictures"][1], _busy(deal), None),
        ("C", "instagram", deal["pictures"][2], _buried(deal), deal["file"]),
        ("D", deal["third"], deal["pictures"][3], _careless(deal), None),
        ("E", "x", deal["pictures"][0], _long_link(deal), deal["pictures"][0]),
        ("F", "x", deal["pictures"][1], _visitors(deal), deal["pictures"][1]),
        ("G", "telegram", deal["pictures"][2], _story(deal), deal["pictures"][2]),
    ]
    return pd.DataFrame(rows, columns=["draft", "platform", "picture", "text", "alt_text"])


def briefs(brand: Brand) -> pd.DataFrame:
    """
    Return what the three drafts that are to be repaired have to say.

    Parameters
    ----------
    brand : Brand
        Whose they are.

    Returns
    -------
    pandas.DataFrame
        Columns draft (A, C, D), platform, fact, must_say. The first fact of each is its point.

    Examples
    --------
    >>> from smmkit import Brand
    >>> briefs(Brand.of("ada"))["draft"].unique().tolist()
    ['A', 'C', 'D']
    """
    deal = _deal(brand)
    rows = []
    for draft, platform, item in (("A", "x", 0), ("C", "instagram", 2), ("D", deal["third"], 3)):
        told = {
            "item": deal["items"][item],
            "price": deal["prices"][item],
            "date": deal["days"][item],
            "link": deal["link"],
            "hashtag": deal["tags"][item],
        }
        if platform == "instagram":
            told["link"] = "link in the profile"
        rows += [(draft, platform, fact, say) for fact, say in told.items()]
    return pd.DataFrame(rows, columns=["draft", "platform", "fact", "must_say"])


def facts(brand: Brand, draft: str) -> dict[str, str]:
    """
    Return the facts of one brief, as `smmkit.text.review` takes them.

    Parameters
    ----------
    brand : Brand
        Whose it is.
    draft : str
        A, C or D.

    Examples
    --------
    >>> from smmkit import Brand
    >>> list(facts(Brand.of("ada"), "A"))
    ['item', 'price', 'date', 'link', 'hashtag']
    """
    table = briefs(brand)
    mine = table[table["draft"] == draft]
    return dict(zip(mine["fact"], mine["must_say"], strict=True))


# Each says, in an employer's words, what there is around the manager.
_EMPLOYERS = (
    "A shop with four people. You are the first who looks after its pages.",
    "A chain of forty branches. Its press office writes; you plan and sign off.",
    "A maker of tools. The agency's copywriter is booked for twelve texts a month.",
    "Your own first client: a yoga teacher who pays for ten hours a month.",
    "A museum. A journalist on the staff writes the posts from your briefs.",
    "A start-up of six. The founder hates writing and has no money for a writer.",
    "An agency. You have nine clients, and two editors who write for all of them.",
    "A dentist. The receptionist takes the photos; there is nobody else.",
    "A bank. Four writers, a lawyer who reads each line, and a style guide.",
    "A farm with a stall. The owner takes part in films, and never types a word.",
)


def employers(brand: Brand) -> pd.DataFrame:
    """
    Return six employers who look for a manager, each in a sentence or two.

    Parameters
    ----------
    brand : Brand
        Whose manager looks around.

    Returns
    -------
    pandas.DataFrame
        Columns employer (1 to 6) and advert.

    Examples
    --------
    >>> from smmkit import Brand
    >>> employers(Brand.of("ada"))["employer"].tolist()
    ['1', '2', '3', '4', '5', '6']
    """
    chosen = stream(brand.identity, "employers").permutation(len(_EMPLOYERS))[:6]
    adverts = [_EMPLOYERS[number] for number in chosen]
    return pd.DataFrame({"employer": list("123456"), "advert": adverts})


def _deal(brand: Brand) -> dict:
    rng = stream(brand.identity, "drafts")
    trade = _TRADES[brand.trade]
    # A trade has three or four people and items; each draft has its own.
    items = [str(item) for item in rng.permutation(trade.items)]
    people = [str(person) for person in rng.permutation(trade.people)]
    days = [str(day) for day in rng.permutation(_DAYS)]
    prices = [_price(rng, brand) for _ in items]
    town = _ascii(brand.town)
    page = _PAGES[rng.integers(len(_PAGES))]
    partners = [f"@{name}{town.lower()}" for name in rng.permutation(_PARTNERS)[:2]]
    return {
        "rng": rng,
        "brand": brand,
        "items": items,
        "people": people,
        "topic": str(rng.choice(trade.topics)),
        "days": days,
        "prices": prices,
        "link": f"https://{brand.handle}.example/{page}#july",
        "tags": [_tag(f"{item} {brand.town}") for item in items],
        "trade_tags": [f"#{tag}" for tag in trade.tags],
        "partners": partners,
        "third": "linkedin" if brand.b2b else "facebook",
        "file": f"IMG_{rng.integers(1000, 9999)}.jpg",
        "pictures": [_picture(rng, people, item) for item in items],
    }


def _price(rng: np.random.Generator, brand: Brand) -> str:
    amount = brand.order_value * rng.uniform(0.6, 1.6)
    return f"{amount:.0f} {brand.currency}" if amount >= 50 else f"{amount:.2f} {brand.currency}"


def _picture(rng: np.random.Generator, people: list[str], item: str) -> str:
    person = people[rng.integers(len(people))]
    seen = ("beside a sign for the {item}", "smiling at a guest, {item} on the sign behind")
    where = ("at the open door", "in morning light", "in front of a green wall", "by the window")
    note = f"{person} {where[rng.integers(4)]}, {seen[rng.integers(2)].format(item=item)}"
    return note[0].upper() + note[1:]


def _ascii(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.replace("ł", "l").replace("ø", "o"))
    return "".join(mark for mark in plain if mark.isascii() and mark.isalnum())


def _tag(phrase: str) -> str:
    parts = phrase.replace("'", "").replace("-", " ").split()
    return "#" + "".join(part[0].upper() + part[1:] for part in parts)


def _first(words: str) -> str:
    return words[0].upper() + words[1:]


def _too_long(deal: dict) -> str:
    item, person, town = deal["items"][0], deal["people"][0], deal["brand"].town
    return (
        f"We have been thinking about this for months, and now it is here: the {item}. "
        f"{_first(person)} tried it again and again, asked half of {town} for an opinion, "
        "listened to every one of them, and decided in the end to do it the way we wanted to do "
        f"it all along. From {deal['days'][0]} on, for {deal['prices'][0]}. There is not much of "
        f"it, so do not wait: {deal['link']} {deal['tags'][0].lower()}"
    )


def _busy(deal: dict) -> str:
    rng, brand = deal["rng"], deal["brand"]
    flag = "".join(chr(0x1F1E6 + ord(letter) - ord("A")) for letter in brand.country)
    count = rng.integers(2, 6)
    pictures = [_one(rng, _PEOPLE), flag, _one(rng, _KEYS), _one(rng, _HANDS)]
    pictures += [_one(rng, _PLAIN) for _ in range(count - 2)]
    tags = [deal["tags"][1], *deal["trade_tags"], f"#{brand.town}"][: rng.integers(2, 6)]
    partners = deal["partners"][: rng.integers(1, 3)]
    bare = f"{brand.handle}.example"
    links = [deal["link"], bare] if rng.random() < 0.5 else [bare, deal["link"]]
    return (
        f"Saturday is for everyone {pictures[0]} {pictures[1]} Step {pictures[2]} come in, "
        f"meet {' and '.join(partners)} at table #{rng.integers(2, 10)} and try the "
        f"{deal['items'][1]} {pictures[3]} "
        f"All dates: {links[0]}, our other news: {links[1]}. "
        f"Questions? hello@{bare} {' '.join(tags)} #2026 {' '.join(pictures[4:])}"
    ).strip()


def _one(rng: np.random.Generator, options: tuple[str, ...]) -> str:
    return options[rng.integers(len(options))]


def _buried(deal: dict) -> str:
    item, person, town = deal["items"][2], deal["people"][-1], deal["brand"].town
    tags = " ".join(
        [deal["tags"][2].lower(), *deal["trade_tags"], "#love", f"#{_ascii(town).lower()}life"]
    )
    return (
        "Hello dear friends and followers, we hope that all of you had a lovely week and are "
        f"ready for the weekend in {town}. As so many of you have asked us again and again, "
        f"{person} has news for you today: there will be the {item} on {deal['days'][2]}, for "
        f"{deal['prices'][2]}. Click here: {deal['link']} {tags}"
    )


def _careless(deal: dict) -> str:
    item = deal["items"][3]
    return (
        f"SPECIAL SUMMER OFFER  for our clientÃ¨le: the “{item} for {deal['prices'][3]}, on "
        f"{deal['days'][3]} only.\n✨ meet {deal['people'][1]}\n✨ ask them anything\n"
        f"✨ book at {deal['link']}\n{deal['tags'][3].lower()}"
    )


def _long_link(deal: dict) -> str:
    rng = deal["rng"]
    text = (
        f"You asked, here is the short answer: how to {deal['topic']}. "
        f"{_first(deal['people'][0])} wrote it down, with the three mistakes that everybody makes "
        f"at first {_one(rng, _HANDS)} Read it before the weekend, and tell us what we forgot."
    )
    campaign = f"{deal['link'].partition('#')[0]}?utm_source=x&utm_medium=social"
    slug = "-".join(deal["topic"].replace("'", "").split())
    number = rng.integers(10, 99)
    return f"{text} {campaign}&utm_campaign={slug}-{number}&utm_content=summer-answers"


def _visitors(deal: dict) -> str:
    rng, town = deal["rng"], deal["brand"].town
    hello = ", ".join(rng.permutation(_WELCOME))
    text = (
        f"Visitors from everywhere come to {town} this summer, and we say hello to each of them "
        f"{_one(rng, _HANDS)} {hello}! Ask for the {deal['items'][1]}, and for the card of the "
        "town we drew for you."
    )
    more = (
        "It has every fountain, every bench in the shade and our favourite view.",
        "It shows where to sit, where to swim and where to hear music.",
        "It is free, it fits in a pocket, and it never runs out of battery.",
    )
    return f"{text} {_one(rng, more)}"


def _story(deal: dict) -> str:
    rng = deal["rng"]
    count = int(rng.integers(14, len(_STORY) + 1))
    kept = np.sort(rng.permutation(len(_STORY))[:count])
    told = " ".join(_STORY[number] for number in kept).format(
        Person=_first(deal["people"][0]),
        item=deal["items"][0],
        town=deal["brand"].town,
        topic=deal["topic"],
    )
    faces = "".join(_one(rng, _PEOPLE) for _ in range(int(rng.integers(3, 9))))
    return f"{told} {faces} {_tag('our story ' + deal['brand'].town)}"
