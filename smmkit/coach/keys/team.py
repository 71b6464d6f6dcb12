"""Lesson 12: brief, choose and check contractors."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import pandas as pd

from smmkit import team
from smmkit.brand.campaign import agreed_order, campaign, delivered, own_things, sound_brief
from smmkit.coach.answers import Call, Choice, Function, Number, Record, Rows
from smmkit.coach.deliverables import Reviewed
from smmkit.coach.questions import QuestionSet
from smmkit.coach.regret import LeastRegret

QUESTIONS = QuestionSet("12", "team")

CASE = 1  # of campaign, crew and influencers: 0 is the lesson's
SENT = 2  # the campaign whose files came
MANAGER, POSTER, ANSWERS = "SMM manager", "posting assistant", "community manager"
CHECKED_SLOTS = ("criteria", "deadlines", "deliverables", "revisions", "rights")
LETTERS = tuple("ABCDEF")

# How each order of a card begins, and whose it is.
_BEGINNINGS = {
    "Answer": ANSWERS,
    "Reply": ANSWERS,
    "Put next": POSTER,
    "Publish": POSTER,
    "Read the month": "director",
    "Release": "director",
    "Split": MANAGER,
    "Find": MANAGER,
    "Set up the ads": "targetologist",
    "Try two": "targetologist",
    "Write": "copywriter",
    "Turn": "copywriter",
    "Take": "photographer",
    "Make a portrait": "photographer",
    "Make the graphic": "designer",
    "Draw": "designer",
    "Set up the page": "content manager",
    "Build": "content manager",
}


@QUESTIONS.question(
    "trades",
    title="Whose work it is, and how you judge it",
    points=3,
    answer=Rows(
        ["card"], {"trade": Choice(team.TRADES), "check": Choice(team.CHECKS)}, by_cell=True
    ),
    hints=(
        "Who makes it with their own hands, and which question would you put to the result? Only "
        "one of these people checks you, and not the other way round.",
        "team.trades() lists each trade, what it makes and its check. Putting finished posts into "
        "a tool and answering people are two trades; the report is read by a third.",
    ),
    checked="the trade and the check of each card",
    not_checked="what your firm calls these people, and whether one person is several of them",
)
def trades(brand):
    return _cards(brand)


def _cards(brand: Any) -> pd.DataFrame:
    cards = team.deal_cards(brand)
    whose = [
        next(trade for start, trade in _BEGINNINGS.items() if task.startswith(start))
        for task in cards["task"]
    ]
    return _labelled(cards.assign(trade=whose))


def _labelled(cards: pd.DataFrame) -> pd.DataFrame:
    checks = team.trades().loc[cards["trade"], "check"].tolist()
    return cards.assign(check=checks)[["card", "trade", "check"]]


@trades.wrong(
    "everything is the manager's",
    "You gave everything to the manager. In a small firm that is how it begins; but one person who "
    "does everything does some of it badly. Say which trade each piece is, then decide who has it.",
)
def _(brand):
    return _labelled(_cards(brand).assign(trade=MANAGER))


@trades.wrong(
    "not mine, so not my business",
    "You check nothing of what others make. The manager need not do it by hand, but must know how "
    "it is done: to say what is wanted, to check it, and to talk with those who do it.",
)
def _(brand):
    cards = _cards(brand)
    return cards.assign(check=cards["check"].where(cards["trade"] == MANAGER, "nothing"))


@trades.wrong(
    "who posts also answers",
    "You mixed up the posting assistant, who puts finished posts out, and the community manager, "
    "who talks with people under them. One needs a clock, the other an ear.",
)
def _(brand):
    cards = _cards(brand)
    swapped = {POSTER: ANSWERS, ANSWERS: POSTER}
    return _labelled(cards.assign(trade=cards["trade"].replace(swapped)))


@QUESTIONS.question(
    "brief",
    title="A brief that can be worked from",
    points=6,
    answer=Reviewed(
        dict,
        lambda brief, brand: team.review_brief(
            brief, own=own_things(brand), agreed=agreed_order(brand, CASE)
        ),
        worth=20,
        what="a brief: a dictionary with the slots of team.slots()",
    ),
    hints=(
        "team.review_brief(brief, own=own, agreed=agreed) says every fault; begin with the errors. "
        "team.slots() shows an example for each slot.",
        "Each criterion needs a number with its unit, a format, or a question with yes or no, and "
        "no word such as nice. Each deliverable needs name, format, file, size, number and, where "
        "there is something to see, alt_text. Dates are written as 2026-07-31.",
    ),
    checked="everything that team.review_brief looks at, and what was agreed",
    not_checked="whether the numbers are sensible and the idea is good: a reader decides that",
)
def brief(brand):
    return _brief(brand)


def _brief(brand: Any) -> dict[str, Any]:
    told = campaign(brand, CASE)
    pieces = (
        ("photos", "photo", "JPG", "1080 x 1350 px"),
        ("reels", "reel", "MP4", "15-30 s"),
        ("texts", "text", "DOCX", "40-80 words"),
    )
    names = ("name", "format", "file", "size")
    return sound_brief(brand) | {
        "goal": f"{told['orders']} orders of the {told['item']} by {told['by']}, by telephone",
        "audience": told["audience"],
        "deliverables": [
            dict(zip(names, piece, strict=True)) | {"number": told[piece[0]], "alt_text": 125}
            for piece in pieces
        ],
        "criteria": [
            f"Can {told['person']} be recognised in at least 1 photo?",
            "Does each reel make sense with the sound off?",
            f"Each text has 1 link and names {brand.name}",
            "Files come as JPG, MP4 or DOCX",
        ],
        "deadlines": {"draft": told["draft"], "final": told["final"]},
        "revisions": f"{told['rounds']} round" + "s" * (told["rounds"] > 1),
        "budget": f"{told['price']} {told['currency']}",
        "payment": f"within {told['days']} days of acceptance",
    }


@brief.wrong(
    "fits any firm",
    "Your brief would fit any firm. Who reads it learns nothing of this brand: name it, its town, "
    "its goods, its people.",
)
def _(brand):
    told = campaign(brand, CASE)
    return _brief(brand) | {
        "goal": f"{told['orders']} orders by {told['by']}, counted in the till",
        "audience": "people of 30 to 50 who live nearby",
        "criteria": ["Files as JPG, MP4 or DOCX", "At least 2 photos show people", "1 link a text"],
        "materials": ["logo.svg"],
        "approver": "the manager, 0123 456 789",
    }


@brief.wrong(
    "deadline without rights or revisions",
    "Your brief says until when, but not how many rounds of changes are in the price, nor where "
    "and how long you may use the work. Both are quarrels with a date on them.",
)
def _(brand):
    whole = _brief(brand)
    return {name: value for name, value in whole.items() if name not in ("rights", "revisions")}


@brief.wrong(
    "make it nice",
    "A criterion of yours can't be tested: two people would not agree whether it is met. Say what "
    "can be seen or counted: a number with its unit, a format, a question with yes or no.",
)
def _(brand):
    whole = _brief(brand)
    return whole | {"criteria": [*whole["criteria"][:2], "Make it nice", "High quality"]}


@brief.wrong(
    "paid in thanks",
    "Your brief does not say what is paid, or when. Somebody's rent hangs on these two lines: an "
    "amount with its currency, and a number of days.",
)
def _(brand):
    return _brief(brand) | {"budget": "to be agreed", "payment": "after the work"}


@brief.wrong(
    "pieces without a size",
    "Your deliverables lack what can be measured. “Some photos” is any number in any size: give "
    "each its kind of file, its size and its number.",
)
def _(brand):
    whole = _brief(brand)
    kept = ("name", "format", "number", "alt_text")
    bare = [{name: one[name] for name in kept if name in one} for one in whole["deliverables"]]
    return whole | {"deliverables": bare}


@brief.wrong(
    "password in the brief",
    "There is a password in your brief, and briefs are forwarded. Give a role to a login of the "
    "contractor's own, with the day it ends, and change that password.",
)
def _(brand):
    return _brief(brand) | {"access": "our page, password: " + brand.town}


@QUESTIONS.question(
    "missing",
    title="A linter of your own",
    points=3,
    answer=Function(
        returns=Record(dict.fromkeys(CHECKED_SLOTS, Choice(("yes", "no")))),
        calls=lambda brand: _briefs(brand),
    ),
    hints=(
        "A slot can be missing in three ways: its name is not there; it holds nothing, or only "
        "spaces; it holds a placeholder. What does brief.get(slot) return for a name that is not "
        "there?",
        "text = team.slot_text(brief, slot) writes any slot as text, “” where there is none. Then "
        'text.strip().casefold() in ("", "tbd") tells. Return a dictionary: '
        "{slot: ... for slot in slots}.",
    ),
    checked="your function on whole briefs, and on briefs with a slot removed, empty or put off",
    not_checked="whether what stands in a slot is any good: that is team.review_brief's work",
)
def missing(brand):
    return _lacking(lambda brief, slot: _text(brief, slot).casefold() in ("", "tbd"))


def _text(brief: dict[str, Any], slot: str) -> str:
    return team.slot_text(brief, slot).strip()


def _lacking(test: Callable[[dict[str, Any], str], bool]) -> Callable[..., dict[str, str]]:
    return lambda brief: {slot: "yes" if test(brief, slot) else "no" for slot in CHECKED_SLOTS}


def _briefs(brand: Any) -> list[Call]:
    whole = _brief(brand)

    def without(*slots: str) -> dict[str, Any]:
        return {name: value for name, value in whole.items() if name not in slots}

    def changed(**slots: Any) -> dict[str, Any]:
        return slots | without(*slots)  # what is tried stands first, where it is read

    cases = {
        "a whole brief": whole,
        "a brief without rights": without("rights"),
        "a brief without rights and revisions": without("rights", "revisions"),
        "a brief without criteria or dates": without("criteria", "deadlines"),
        "a brief whose criteria are an empty list": changed(criteria=[]),
        "a brief whose rights are an empty text": changed(rights=""),
        "a brief whose revisions are spaces": changed(revisions="   "),
        "a brief whose rights and revisions are TBD": changed(rights="TBD", revisions=" tbd "),
        "a brief whose rights say something, and TBD": changed(rights="Instagram; months TBD"),
        "a brief without deliverables": without("deliverables"),
        "an empty brief": {},
    }
    return [Call(why, args=(brief,)) for why, brief in cases.items()]


@missing.wrong(
    "a name is no content",
    "Your function asks whether the slot's name is there. A form that nobody filled in has all its "
    "names: look at what stands behind them.",
)
def _(brand):
    return _lacking(lambda brief, slot: slot not in brief)


@missing.wrong(
    "spaces and TBD pass",
    "Your function takes spaces and “TBD” for content. They are what a form holds that somebody "
    "was going to fill in later: strip the text, and look for placeholders.",
)
def _(brand):
    return _lacking(lambda brief, slot: not brief.get(slot))


@missing.wrong(
    "TBD passes",
    "Your function takes “TBD” for content. To be decided means that it is not decided: count it "
    "as missing, in capitals or not.",
)
def _(brand):
    return _lacking(lambda brief, slot: not _text(brief, slot))


@missing.wrong(
    "TBD anywhere",
    "Your function takes a slot for missing as soon as TBD stands somewhere in it. “Instagram; "
    "months TBD” says something: only a slot that holds nothing else is missing.",
)
def _(brand):
    def test(brief, slot):
        text = _text(brief, slot).casefold()
        return not text or "tbd" in text

    return _lacking(test)


@missing.wrong(
    "the other way round",
    "Your function says True for what is there. The question is what is missing.",
)
def _(brand):
    return _lacking(lambda brief, slot: _text(brief, slot).casefold() not in ("", "tbd"))


@lru_cache(maxsize=64)
def _crew(brand: Any) -> tuple[pd.DataFrame, pd.DataFrame]:
    return team.deal_crew(brand, CASE)


@QUESTIONS.question(
    "capacity",
    title="Are there enough hours?",
    points=3,
    answer=Record(
        {
            "copy_needed": Number("hours"),
            "copy_used": Number("fraction"),
            "all_used": Number("fraction"),
        }
    ),
    hints=(
        "A slow person's hour is less than an hour of work: ten hours at pace 1.25 are eight. And "
        "who has two skills can't work both at the same time.",
        "usual = people.hours / people.pace; those with the skill: "
        'people.skills.str.contains("copy"). For all, each person once. team.capacity(tasks, '
        "people) has a row for each skill, and one for all.",
    ),
    checked="the three numbers",
    not_checked="whether the tasks can be shared out: whole tasks may still not fit",
)
def capacity(brand):
    return _used(brand)


def _used(brand: Any, *, pace: bool = True) -> dict[str, float]:
    tasks, people = _crew(brand)
    table = team.capacity(tasks, people if pace else people.assign(pace=1.0))
    return {
        "copy_needed": float(table.loc["copy", "needed"]),
        "copy_used": float(table.loc["copy", "utilisation"]),
        "all_used": float(table.loc["all", "utilisation"]),
    }


@capacity.wrong(
    "an hour is an hour",
    "You took everybody's hours as they are. A person of pace 1.25 takes an hour and a quarter for "
    "what others do in one: divide the hours by the pace.",
)
def _(brand):
    return _used(brand, pace=False)


@capacity.wrong(
    "two skills, counted twice",
    "For all together you added up the hours of the skills. Who has two skills stands in two rows, "
    "and has the hours once: count each person once.",
)
def _(brand):
    table = team.capacity(*_crew(brand)).drop(index="all")
    return _used(brand) | {"all_used": float(table["needed"].sum() / table["available"].sum())}


@capacity.wrong(
    "upside down",
    "You divided what there is by what is needed. Utilisation is the part that is used: needed "
    "divided by available.",
)
def _(brand):
    right = _used(brand)
    return right | {name: 1 / right[name] for name in ("copy_used", "all_used")}


@capacity.wrong(
    "pace multiplied",
    "You multiplied the hours by the pace. Who is slow would then have more to give: divide, so "
    "that ten hours at pace 1.25 are eight.",
)
def _(brand):
    tasks, people = _crew(brand)
    table = team.capacity(tasks, people.assign(pace=1 / people["pace"]))
    shares = {"copy_used": "copy", "all_used": "all"}
    return _used(brand) | {
        name: float(table.loc[row, "utilisation"]) for name, row in shares.items()
    }


@capacity.wrong(
    "mean of the skills",
    "For all together you took the mean of the skills' shares. A small skill then weighs as much "
    "as a large one: divide all hours needed by all hours there are.",
)
def _(brand):
    table = team.capacity(*_crew(brand)).drop(index="all")
    return _used(brand) | {"all_used": float(table["utilisation"].mean())}


@QUESTIONS.question(
    "assignment",
    title="Who gets which task",
    points=4,
    answer=LeastRegret(
        regret=lambda split, brand: team.gap(split, *_crew(brand)),
        worthless=0.25,
        what='a dictionary of task and person, such as {"reel": "Ana"}',
        says="Your split costs {:.1f} % more than the cheapest one.",
    ),
    hints=(
        "Price an hour is not price a task: multiply by the hours this person takes. And where two "
        "tasks want the same person, who of the others is least dear in the place of each?",
        'team.prices(tasks, people) shows each price, team.assign(tasks, people)["person"] the '
        "best split; .to_dict() makes a dictionary of it.",
    ),
    checked="that it can be done, and how much more it costs than the cheapest split",
    not_checked="whether these people get on, and who will still be there next year",
)
def assignment(brand):
    return team.assign(*_crew(brand))["person"].to_dict()


@assignment.wrong(
    "the lowest price an hour",
    "You gave each task to whoever has the skill and the lowest price an hour. A slow person takes "
    "more of these hours: compare hours x pace x price. And look at who has the hours.",
)
def _(brand):
    tasks, people = _crew(brand)
    able = team.prices(tasks, people).notna()
    return able.mul(people["price"]).where(able).idxmin(axis="columns").to_dict()


@assignment.wrong(
    "hours ignored",
    "Each task is with the person who does it at the least cost, and that person has not the hours "
    "for all of them. Add up the hours of each person before you sign.",
)
def _(brand):
    return team.prices(*_crew(brand)).idxmin(axis="columns").to_dict()


@assignment.wrong(
    "task after task",
    "You went down the list and took the cheapest who was free. The first tasks then take the "
    "hours that a later one needs more. Try exchanges, or let team.assign try them all.",
)
def _(brand):
    return team.task_by_task(*_crew(brand)).to_dict()


@assignment.wrong(
    "one person for everything",
    "You gave everything to the cheapest person. One who does everything does some of it badly, "
    "and here has neither the skills nor the hours.",
)
def _(brand):
    tasks, people = _crew(brand)
    return dict.fromkeys(tasks.index, people["price"].idxmin())


@QUESTIONS.question(
    "batch",
    title="What came, and what is still owed",
    points=3,
    answer=Record({"accepted": Number("files"), "owed": Number("pieces"), "late": Number("files")}),
    hints=(
        "Go down the table with the brief beside it. A good reel too many replaces no text, and "
        " a file that came twice is one file.",
        "team.review_delivery(batch, brief) says what is wrong with each file; team.tally(batch, "
        "brief) counts, a row for each deliverable: add up accepted, owed and late.",
    ),
    checked="the three numbers",
    not_checked="whether the pictures are any good, for which there are eyes",
)
def batch(brand):
    return _counted(brand)


def _counted(brand: Any, files: pd.DataFrame | None = None) -> dict[str, int]:
    files = delivered(brand, SENT) if files is None else files
    table = team.tally(files, sound_brief(brand, SENT))
    return {name: int(table[name].sum()) for name in ("accepted", "owed", "late")}


@batch.wrong(
    "what came is what is good",
    "You accepted all that came. Hold each file against the brief: its size, its length, its alt "
    "text, and whether it came before.",
)
def _(brand):
    table = team.tally(delivered(brand, SENT), sound_brief(brand, SENT))
    owed = int((table["ordered"] - table["came"]).clip(lower=0).sum())
    return _counted(brand) | {"accepted": int(table["came"].sum()), "owed": owed}


@batch.wrong(
    "a reel pays for a text",
    "You took all pieces together: a reel too many made up for a text that is missing. Count each "
    "deliverable by itself; more than was ordered is neither accepted nor a debt paid.",
)
def _(brand):
    table = team.tally(delivered(brand, SENT), sound_brief(brand, SENT))
    good, ordered = int(table["good"].sum()), int(table["ordered"].sum())
    return _counted(brand) | {"accepted": good, "owed": ordered - good}


@batch.wrong(
    "the draft's day",
    "You counted as late what came after the day of the draft. The draft may change; late is what "
    "comes after the final day.",
)
def _(brand):
    draft = pd.Timestamp(campaign(brand, SENT)["draft"])
    return _counted(brand) | {"late": int((delivered(brand, SENT)["delivered"] > draft).sum())}


@batch.wrong(
    "the final day is late",
    "You counted what came on the final day itself. That day is in time: late is what came after "
    "it.",
)
def _(brand):
    final = pd.Timestamp(campaign(brand, SENT)["final"])
    return _counted(brand) | {"late": int((delivered(brand, SENT)["delivered"] >= final).sum())}


@batch.wrong(
    "late only if good",
    "You counted as late only what is good. A file with a fault that came after the final day is "
    "late as well.",
)
def _(brand):
    files, ordered = delivered(brand, SENT), sound_brief(brand, SENT)
    found = team.review_delivery(files, ordered)
    faulty = found.loc[found["severity"] == "error", "where"]
    return _counted(brand) | {"late": _counted(brand, files[~files["file"].isin(faulty)])["late"]}


@batch.wrong(
    "late is refused",
    "You refused what came late. It is late, and it can be used: tell it, perhaps take something "
    "off, and accept the file.",
)
def _(brand):
    files = delivered(brand, SENT)
    final = pd.Timestamp(campaign(brand, SENT)["final"])
    on_time = files[files["delivered"] <= final]
    return _counted(brand, on_time) | {"late": int((files["delivered"] > final).sum())}


@lru_cache(maxsize=64)
def _creators(brand: Any) -> pd.DataFrame:
    return team.deal_creators(brand, CASE)


@QUESTIONS.question(
    "influencer",
    title="Whom you would pay for a post",
    points=3,
    answer=Record(
        {
            "name": Choice(LETTERS),
            "price_per_1000": Number("money for a thousand new people"),
            "doubtful": Choice(LETTERS),
        }
    ),
    hints=(
        "You don't pay for followers but for people near enough to buy who don't follow you yet. "
        "And whose numbers don't fit together: followers, reach, likes, clicks?",
        "new = reach * near_share * (1 - overlap_share); price / new * 1000. "
        "team.signals(creators) lists the signs, team.rank_creators(creators) puts those with two "
        "signs or more last.",
    ),
    checked="the two letters and the price",
    not_checked="whether they suit the brand: read twenty of their posts",
)
def influencer(brand):
    table = team.rank_creators(_creators(brand))
    return _paid(brand, table.index[0])


def _paid(brand: Any, name: str) -> dict[str, Any]:
    table = team.rank_creators(_creators(brand))
    doubtful = table.index[table["doubtful"]][0]
    price = float(table.loc[name, "price_per_1000"])
    return {"name": name, "price_per_1000": price, "doubtful": doubtful}


def _sound(brand: Any) -> pd.DataFrame:
    ranked = team.rank_creators(_creators(brand))
    return _creators(brand).loc[ranked.index[~ranked["doubtful"]]]


@influencer.wrong(
    "the most followers",
    "You chose whoever has the most followers. Most of them never see the post, and most who do "
    "live too far away to buy.",
)
def _(brand):
    return _paid(brand, _creators(brand)["followers"].idxmax())


@influencer.wrong(
    "too cheap to be asked",
    "You chose the cheapest, whose numbers don't fit together: many followers, hardly any reach, "
    "a jump on one day, likes without a click. A sign is no proof; several are a reason to ask.",
)
def _(brand):
    return _paid(brand, team.rank_creators(_creators(brand))["price_per_1000"].idxmin())


@influencer.wrong(
    "overlap forgotten",
    "You counted people who follow you already. They see your posts for nothing: multiply by "
    "1 - overlap_share.",
)
def _(brand):
    table = _sound(brand)
    price = 1000 * table["price"] / (table["reach"] * table["near_share"])
    return _paid(brand, price.idxmin()) | {"price_per_1000": float(price.min())}


@influencer.wrong(
    "near and far alike",
    "You counted everybody who sees the post, however far away. Multiply by near_share: the part "
    "that could buy from you.",
)
def _(brand):
    table = _sound(brand)
    price = 1000 * table["price"] / table["reach"]
    return _paid(brand, price.idxmin()) | {"price_per_1000": float(price.min())}


@influencer.wrong(
    "price of one person",
    "You gave the price of one new person. Asked is that of a thousand: times 1,000.",
)
def _(brand):
    right = influencer.key(brand)
    return right | {"price_per_1000": right["price_per_1000"] / 1000}


@influencer.wrong(
    "one sign is a verdict",
    "You would ask first whoever won many followers in a day. That is one sign, and may have been "
    "television; two signs or more make a profile doubtful.",
)
def _(brand):
    table = team.rank_creators(_creators(brand))
    return influencer.key(brand) | {"doubtful": table.index[table["signs"] == 1][0]}
