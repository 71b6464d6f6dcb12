"""Lesson 06: the drafts made to fit."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from smmkit import text as craft
from smmkit.brand.drafts import briefs, drafts, employers, facts
from smmkit.coach.answers import Call, Choice, Function, Number, Record, Rows
from smmkit.coach.deliverables import Reviewed
from smmkit.coach.questions import QuestionSet
from smmkit.coach.wording import Wording
from smmkit.errors import check_columns
from smmkit.tables import FINDINGS

QUESTIONS = QuestionSet("06", "text")

YES_NO = ("yes", "no")
TO_REPAIR = ("A", "C", "D")
FEWEST_WORDS = 12
WORTH = 19.0

_NUMBER_TAG = re.compile(r"(?<!\w)#\d+(?!\w)")


def _texts(brand: Any) -> pd.Series:
    return drafts(brand).set_index("draft")["text"]


@QUESTIONS.question(
    "parts",
    title="What stands in draft B",
    points=3,
    answer=Record(
        {
            "hashtags": Number("hashtags"),
            "mentions": Number("mentions"),
            "links": Number("links"),
            "emoji": Number("emoji"),
        }
    ),
    hints=(
        "Read the draft once for each of the four. Which # begins a word that holds a letter? "
        "Which @ begins a name? What would a reader tap? How many pictures does she see?",
        "text.hashtags(busy), text.mentions(busy), text.links(busy) and text.emoji(busy) give "
        "lists; len counts what is in a list.",
    ),
    checked="the four counts",
    not_checked="whether the hashtags are any good",
)
def parts(brand):
    return _parts(_texts(brand)["B"])


def _parts(words: str, **instead: int) -> dict[str, int]:
    right = {
        "hashtags": len(craft.hashtags(words)),
        "mentions": len(craft.mentions(words)),
        "links": len(craft.links(words)),
        "emoji": len(craft.emoji(words)),
    }
    return right | instead


@parts.wrong(
    "every # counted",
    "You counted every #. The one inside the link leads to a place on the page, and a number "
    "alone is no hashtag: neither can be tapped as one.",
)
def _(brand):
    words = _texts(brand)["B"]
    return _parts(words, hashtags=words.count("#") - words.count("#️⃣"))


@parts.wrong(
    "# inside the link counted",
    "You counted the # inside the link as a hashtag. There it names a place on the page; leave "
    "links out before you look for hashtags.",
)
def _(brand):
    words = _texts(brand)["B"]
    inside = sum("#" in link for link in craft.links(words))
    return _parts(words, hashtags=len(craft.hashtags(words)) + inside)


@parts.wrong(
    "a number as hashtag",
    "You counted #2026 and the table's number. A hashtag of digits alone is not linked by the "
    "platforms: it needs at least one letter.",
)
def _(brand):
    words = _texts(brand)["B"]
    numbers = len(_NUMBER_TAG.findall(words))
    return _parts(words, hashtags=len(craft.hashtags(words)) + numbers)


@parts.wrong(
    "e-mail as mention",
    "You counted every @. The one inside the e-mail address mentions nobody: a mention begins a "
    "word.",
)
def _(brand):
    words = _texts(brand)["B"]
    return _parts(words, mentions=words.count("@"))


@parts.wrong(
    "only links with https",
    "You counted only the links that begin with https. Platforms link a bare address such as "
    "shop.com too.",
)
def _(brand):
    words = _texts(brand)["B"]
    return _parts(words, links=words.count("https://"))


@parts.wrong(
    "code points for emoji",
    "Your emoji are too many: you counted the code points they are made of. A family is glued "
    "from seven or so, a flag from two letters, and a reader sees one picture each.",
)
def _(brand):
    words = _texts(brand)["B"]
    return _parts(words, emoji=sum(map(len, craft.emoji(words))))


@QUESTIONS.question(
    "fits",
    title="Which drafts fit where",
    points=3,
    answer=Rows(
        ["draft"],
        {
            "used_on_x": Number("characters, as X counts"),
            "fits_x": Choice(YES_NO),
            "fits_telegram": Choice(YES_NO),
        },
    ),
    hints=(
        "X counts an emoji 2, a link 23 and a Chinese, Japanese or Korean sign 2. Telegram counts "
        "UTF-16 units and takes 1,024 of them under a picture.",
        'text.length(words, "x") against 280, and text.length(words, "telegram", field="caption") '
        'against 1024, once for each draft; "yes" where it is not more.',
    ),
    checked="each draft's length on X, and yes or no for both platforms",
    not_checked="whether the text is worth posting there",
)
def fits(brand):
    return _fits(brand, lambda words: craft.length(words, "x"))


def _fits(brand: Any, on_x: Any, on_telegram: Any = None) -> pd.DataFrame:
    count = on_telegram or (lambda words: craft.length(words, "telegram", field="caption"))
    rows = [
        (draft, on_x(words), _word(on_x(words) <= 280), _word(count(words) <= 1024))
        for draft, words in _texts(brand).items()
    ]
    return pd.DataFrame(rows, columns=["draft", "used_on_x", "fits_x", "fits_telegram"])


def _word(fit: bool) -> str:
    return "yes" if fit else "no"


@fits.wrong(
    "len()",
    "You counted with len(), which counts code points. X counts a link 23 however long it is, an "
    "emoji 2 however many code points it has, and signs of Chinese, Japanese and Korean 2; "
    "Telegram counts UTF-16 units.",
)
def _(brand):
    return _fits(brand, len, len)


@fits.wrong(
    "UTF-8 bytes",
    "You counted UTF-8 bytes. That is how a file is stored: an é takes two bytes, an emoji four or "
    "more. Of the platforms here only YouTube's interface counts so.",
)
def _(brand):
    return _fits(brand, lambda words: len(words.encode()), lambda words: len(words.encode()))


@fits.wrong(
    "links at full length",
    "You counted links at their full length. X puts its own short address in their place and "
    "counts 23 for each: a long campaign link costs no more than a short one.",
)
def _(brand):
    def used(words: str) -> int:
        whole = sum(len(link) - 23 for link in craft.links(words))
        return craft.length(words, "x") + whole

    return _fits(brand, used)


@fits.wrong(
    "an emoji as one",
    "You counted what a reader sees, each emoji and each sign once. X charges 2 for an emoji and "
    "for a Chinese, Japanese or Korean sign.",
)
def _(brand):
    def used(words: str) -> int:
        short = sum(23 - len(link) for link in craft.links(words))
        return len(craft.graphemes(words)) + short

    return _fits(brand, used)


@fits.wrong(
    "UTF-16 units on X",
    "You counted UTF-16 units, as Telegram does. X has weights of its own: a link is 23, an emoji "
    "2 even if it is a whole family.",
)
def _(brand):
    return _fits(brand, lambda words: craft.length(words, "telegram"))


@QUESTIONS.question(
    "count_emoji",
    title="Emoji counted as people see them",
    points=2,
    answer=Function(returns=Number("emoji"), calls=lambda brand: _emoji_calls(brand)),
    hints=(
        "Cut the text into what a reader sees as one character, then ask of each whether it is an "
        "emoji. A digit and a # are not, although keycaps are built on them.",
        "text.graphemes(words) cuts, emoji.is_emoji(mark) tells; add up the ones that are. "
        "text.emoji(words) does both: count what is in its list.",
    ),
    checked="your function on your drafts, on families, flags, skin tones, keycaps, and no emoji",
    not_checked="how it does it",
)
def count_emoji(brand):
    return lambda words: len(craft.emoji(words))


def _emoji_calls(brand: Any) -> list[Call]:
    from smmkit.brand import Brand

    other = Brand.of("another brand", brand.cohort)
    return [
        Call("your draft B", args=(_texts(brand)["B"],)),
        Call("another brand's draft B", args=(_texts(other)["B"],)),
        Call("two families", args=("Both 👨‍👩‍👧‍👦 and 👩‍👧",)),
        Call("flags", args=("🇮🇪🇫🇷 and 🇩🇪",)),
        Call("the same emoji three times", args=("👍🏽👍🏽👍🏽",)),
        Call("a keycap among digits", args=("Step 1️⃣ of 24, #1 in town",)),
        Call("an old sign made a picture", args=("Sun ☀️ and heart ❤️",)),
        Call("no emoji", args=("Café, crème & 24 % off!",)),
        Call("nothing at all", args=("",)),
    ]


@count_emoji.wrong(
    "code points",
    "Your function counts the code points of the emoji. A family is one picture made of seven, a "
    "flag one made of two. Count what the reader sees.",
)
def _(brand):
    return lambda words: sum(map(len, craft.emoji(words)))


@count_emoji.wrong(
    "far code points",
    "Your function counts code points beyond U+FFFF. A family holds several of these, a sun and a "
    "keycap none: so it finds too many of one and misses the other.",
)
def _(brand):
    return lambda words: sum(mark > "\uffff" for mark in words)


@count_emoji.wrong(
    "each kind once",
    "Your function counts each emoji once, however often it stands there. Three thumbs are three: "
    "a reader sees them, and a screen reader says each.",
)
def _(brand):
    return lambda words: len(set(craft.emoji(words)))


@count_emoji.wrong(
    "everything that is not plain",
    "Your function counts every character outside plain ASCII. An é is a letter, and a family of "
    "emoji is more than one such character.",
)
def _(brand):
    return lambda words: sum(not mark.isascii() for mark in words)


@count_emoji.wrong(
    "signs that are emoji alone",
    "Your function looks at one code point after the other and asks whether it is an emoji. Parts "
    "of a family are, so it counts each member; half a flag and half a keycap are not, so it "
    "misses those. Cut into what a reader sees first.",
)
def _(brand):
    import emoji

    return lambda words: sum(emoji.is_emoji(mark) for mark in words)


@QUESTIONS.question(
    "camel_tag",
    title="A hashtag that can be heard",
    points=2,
    answer=Function(returns=Wording("a hashtag, as text"), calls=lambda brand: _phrases(brand)),
    hints=(
        "Take out the apostrophes, make a space of each hyphen, then split. What must be done to "
        "the first letter of each word, and what must not be done to the others?",
        'parts = phrase.replace("\'", "").replace("-", " ").split(), then part[0].upper() + '
        'part[1:] for each, joined with "" behind a "#".',
    ),
    checked="your function on the brand's items, an apostrophe, a hyphen, capitals, accents",
    not_checked="whether anybody follows such a hashtag",
)
def camel_tag(brand):
    return craft.camel_case


def _phrases(brand: Any) -> list[Call]:
    told = briefs(brand)
    items = told.loc[told["fact"] == "item", "must_say"]
    return [
        *(Call("an item of the brand", args=(f"{item} {brand.town}",)) for item in items),
        Call("an apostrophe", args=("children's summer party",)),
        Call("a hyphen", args=("year-end sale",)),
        Call("letters that stand for words", args=("SMM tips for you",)),
        Call("an accent", args=("été à Besançon",)),
        Call("one word", args=("bread",)),
    ]


def _tag(phrase: str, change: Any, *, between: str = "", bare: bool = True) -> str:
    if bare:
        phrase = phrase.replace("'", "").replace("-", " ")
    return "#" + between.join(change(part) for part in phrase.split())


def _capital(part: str) -> str:
    return part[0].upper() + part[1:]


@camel_tag.wrong(
    "all small",
    "Your hashtags are run together in small letters. A screen reader meets one long word that "
    "does not exist, and so does the eye.",
)
def _(brand):
    return lambda phrase: _tag(phrase, str.lower)


@camel_tag.wrong(
    "capitals lost",
    "Your function turns SMM into Smm: capitalize() and title() make the rest of a word small. "
    "Raise the first letter and leave the others alone.",
)
def _(brand):
    return lambda phrase: _tag(phrase, str.capitalize)


@camel_tag.wrong(
    "the first word left small",
    "Your function leaves the first word small, as programmers write names. For a hashtag each "
    "word gets its capital, the first one too.",
)
def _(brand):
    def tag(phrase: str) -> str:
        whole = _tag(phrase, _capital)
        first = phrase.replace("'", "").replace("-", " ").split()[0]
        return "#" + first + whole[1 + len(first) :]

    return tag


@camel_tag.wrong(
    "signs kept",
    "Your hashtags keep the apostrophe or the hyphen. Platforms end a hashtag there: "
    "#Children's links “Children” and nothing more.",
)
def _(brand):
    return lambda phrase: _tag(phrase, _capital, bare=False)


@camel_tag.wrong(
    "underscores",
    "You parted the words with underscores. It can be read, but it is not what was asked for, and "
    "nobody types it: people follow #RyeBread.",
)
def _(brand):
    return lambda phrase: _tag(phrase, _capital, between="_")


@camel_tag.wrong(
    "title()",
    "You used title(). It raises the letter behind an apostrophe or a hyphen and makes the rest "
    "small: Children'S, Smm. Split first, then raise the first letter of each part.",
)
def _(brand):
    return lambda phrase: "#" + phrase.title().replace(" ", "").replace("'", "").replace("-", "")


def review_repairs(work: pd.DataFrame, brand: Any) -> pd.DataFrame:
    """Hold three repaired posts to the rules, to their briefs and to their pictures."""
    check_columns(work, ["draft", "text", "alt_text"], "The repair")
    rows = {str(row["draft"]).strip(): row for row in work.to_dict("records")}
    asked = drafts(brand).set_index("draft")
    found = []
    for draft in TO_REPAIR:
        row = rows.get(draft)
        if row is None or not isinstance(row["text"], str):
            found.append(("draft missing", draft, "error", "There is no text for it.", 6.0))
            continue
        platform = asked.loc[draft, "platform"]
        alt = row["alt_text"] if isinstance(row["alt_text"], str) else None
        wanted = facts(brand, draft)
        part = craft.review(row["text"], platform, alt_text=alt, facts=wanted)
        found += [(f, f"{draft}, {w}", *rest) for f, w, *rest in part.itertuples(index=False)]
        found += _more(draft, row["text"], alt, wanted)
    return FINDINGS.conform(pd.DataFrame(found, columns=list(FINDINGS.columns)))


def _more(draft: str, words: str, alt: str | None, wanted: dict[str, str]) -> list[tuple]:
    found = []
    if len(craft.words(words)) < FEWEST_WORDS:
        say = "Facts in a row are no post: write a sentence or two around them."
        found.append(("only facts", draft, "warning", say, 1.0))
    if alt and not set(_small(wanted["item"])) & set(_small(alt)):
        say = "The photo shows the item's name on a sign: the alt text does not say it."
        found.append(("alt text off the picture", draft, "warning", say, 1.0))
    return found


def _small(words: str) -> list[str]:
    return [word.casefold().replace("’", "'") for word in craft.words(words) if len(word) > 2]


@QUESTIONS.question(
    "repaired",
    title="Three drafts repaired",
    points=4,
    answer=Reviewed(
        pd.DataFrame,
        review_repairs,
        worth=WORTH,
        what="a table with the columns draft, text, alt_text and a row for A, C and D",
    ),
    hints=(
        "Take one draft at a time: write the point first, then the facts of its brief, and leave "
        "out what the reader would not miss. Look at text.review after each try.",
        "Each text says its item, price, date, link and hashtag word for word as briefs(brand) "
        "has them; each alt text says who is seen, where, and what the sign says.",
    ),
    checked="the rules of text.rules, the brief's facts, the platform's limit, the alt texts",
    not_checked="whether it sounds like the brand: that is the last question",
)
def repaired(brand):
    return _repaired(brand)


_SENTENCES = {
    "A": "The {item} is here at last, tried and tasted by half of the town. From {date}, {price}. "
    "There is not much of it: {link} {hashtag}",
    "C": "The {item} is back on {date}, for {price}. So many of you asked for it that we could "
    "not say no. To keep one for you: {link}. {hashtag}",
    "D": "One day only: the {item} for {price}, on {date}. Meet the people who make it and ask "
    "them anything. Book here: {link} {hashtag}",
}


def _alt_texts(brand: Any) -> pd.Series:
    return drafts(brand).set_index("draft")["picture"]


def _repaired(brand: Any, change: Any = None) -> pd.DataFrame:
    pictures = _alt_texts(brand)
    rows = []
    for draft, pattern in _SENTENCES.items():
        row = {"draft": draft, "text": pattern.format(**facts(brand, draft))}
        row["alt_text"] = pictures[draft]
        rows.append(row | (change(row) if change else {}))
    return pd.DataFrame(rows)


@repaired.wrong(
    "drafts as they were",
    "These are the drafts as they came. Run text.review on each and mend what it finds, the "
    "dearest finding first.",
)
def _(brand):
    table = drafts(brand)
    return table.loc[table["draft"].isin(TO_REPAIR), ["draft", "text", "alt_text"]]


@repaired.wrong(
    "cut off at the limit",
    "You cut the texts off where the room ended. What comes last in these drafts is the price, "
    "the link and the hashtag: say the same in fewer words instead.",
)
def _(brand):
    table = drafts(brand).set_index("draft")
    said = {draft: craft.cut(table.loc[draft, "text"], "x")[:120] for draft in TO_REPAIR}
    return _repaired(brand, lambda row: {"text": said[row["draft"]]})


@repaired.wrong(
    "caption as alt text",
    "Your alt texts repeat the posts. Whoever listens hears the same twice and still does not "
    "know what the picture shows: say who is seen, where, and what the sign says.",
)
def _(brand):
    return _repaired(brand, lambda row: {"alt_text": row["text"].partition(":")[0]})


@repaired.wrong(
    "no alt text",
    "The posts have no alt text. For somebody who cannot see them the pictures are not there: one "
    "sentence each is enough.",
)
def _(brand):
    return _repaired(brand, lambda row: {"alt_text": ""})


@repaired.wrong(
    "hashtags run together",
    "Your hashtags are in small letters, run together. Give each word its capital, so that eyes "
    "and screen readers find the words.",
)
def _(brand):
    def small(row: dict) -> dict:
        tag = facts(brand, row["draft"])["hashtag"]
        return {"text": row["text"].replace(tag, tag.lower())}

    return _repaired(brand, small)


@repaired.wrong(
    "a text for everybody",
    "Your texts would fit any brand: the facts of the briefs are not in them. A reader needs to "
    "know what, for how much, when, and where to tap.",
)
def _(brand):
    general = (
        "Great things are coming your way this summer, so stay tuned and do not miss our news. "
        "Visit us, tell your friends and share this post!"
    )
    return _repaired(brand, lambda row: {"text": general, "alt_text": "Happy people in our shop"})


WRITE, BRIEF, LEAVE = "write it", "brief and check", "leave it"

# Adverts in which nobody but the manager could write.
_ALONE = ("A shop with four", "Your own first", "A start-up", "A dentist", "A farm")


@QUESTIONS.question(
    "duty",
    title="Is writing the manager's duty?",
    points=2,
    answer=Rows(["employer"], {"duty": Choice((WRITE, BRIEF, LEAVE))}),
    hints=(
        "Look for a person in each advert, other than you, whose work is words. If there is one, "
        "what is left for you to do?",
        "Nobody to write: you write it. A writer, an editor, a journalist, a press office: you "
        "brief and check. The text never is no business of yours.",
    ),
    checked="your label for each of the six employers",
    not_checked="which of them you would rather work for",
)
def duty(brand):
    return _duty(brand, lambda advert: WRITE if advert.startswith(_ALONE) else BRIEF)


def _duty(brand: Any, label: Any) -> pd.DataFrame:
    table = employers(brand)
    return pd.DataFrame({"employer": table["employer"], "duty": table["advert"].map(label)})


@duty.wrong(
    "always yours",
    "You write everything everywhere. Where a writer is paid for it, your work is the brief and "
    "the check; two people who write the same post are one too many.",
)
def _(brand):
    return _duty(brand, lambda advert: WRITE)


@duty.wrong(
    "never yours",
    "You never write. In a small firm there is nobody else: the one who looks after the pages "
    "does it all, at the start of a career most of all.",
)
def _(brand):
    return _duty(brand, lambda advert: BRIEF)


@duty.wrong(
    "not my business",
    "Where there is a writer you leave the text alone. You answer for what goes out: you must know "
    "what to ask for, and see whether you got it.",
)
def _(brand):
    return _duty(brand, lambda advert: WRITE if advert.startswith(_ALONE) else LEAVE)


@duty.wrong(
    "upside down",
    "You have it upside down: you write where writers are paid, and wait for texts where nobody "
    "could write them but you.",
)
def _(brand):
    return _duty(brand, lambda advert: BRIEF if advert.startswith(_ALONE) else WRITE)
