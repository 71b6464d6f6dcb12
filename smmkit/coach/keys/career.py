"""Lesson 14: a case from one's own work, and the way from a case to a client."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import pandas as pd

from smmkit import career
from smmkit.brand.casework import Work, work
from smmkit.brand.clients_book import ClientsBook, clients_book
from smmkit.coach.answers import Call, Choice, Function, Number, Record, Rows
from smmkit.coach.deliverables import Reviewed
from smmkit.coach.questions import QuestionSet
from smmkit.experiments import compare_counts

QUESTIONS = QuestionSet("14", "career")

CASE = 1  # of work, boast and book: 0 is the lesson's
SETTLED = 90
THEY, YOU = "they", "you"

# What tells the claim on a card, and so its fault.
_FAULTS = {
    "New pinned price list": "unequal windows",
    "in the seven weeks since": "unequal windows",
    "new greeting": "windows share days",
    "Profile visits": "windows share days",
    "our history of half a year": "picked week",
    "our weakest": "picked week",
    "of followers from": "two denominators",
    "for every 10,000": "two denominators",
    "all messages counted": "ads in one window",
    "the budget was doubled": "ads in one window",
    "So quick answers bring": "after taken for because",
    "The films did it": "after taken for because",
    "More than chance": "sound",
    "where it was not": "sound",
}
# How a situation begins, which claim holds in it, and each circumstance that settles it.
_SETTLED = {
    "A maker of running shoes": ("first", "what is sold"),
    "A dentist": ("second", "what is sold", "proof", "who decides"),
    "A hospital's contract": ("second", "whose wall", "employer size"),
    "You hold workshops": ("first", "what is sold", "whose wall"),
    "You would run a newsletter": ("first", "what is sold"),
    "An agency wants a planner": (
        "second", "what is sold", "step of the ladder", "whose wall", "employer size",
    ),
    "An airport": ("first", "who decides", "employer size"),
    "A gardener": ("second", "who decides", "proof", "employer size"),
    "A studio": ("second", "step of the ladder"),
    "A brewery": ("first", "step of the ladder", "employer size"),
    "A café owner": ("second", "proof", "who decides", "employer size"),
    "A ministry": ("first", "who decides", "employer size", "proof"),
}  # fmt: skip


@lru_cache(maxsize=64)
def _work(brand: Any) -> tuple[Work, pd.DataFrame, pd.DataFrame, Any, Any]:
    """Return the work, the days of both pages, and the windows."""
    done = work(brand, CASE)
    own, beside = (career.organic_days(done, page) for page in (done.page, done.beside))
    return done, own, beside, *career.case_windows(done)


@lru_cache(maxsize=64)
def _book(brand: Any) -> ClientsBook:
    return clients_book(brand, CASE)


@QUESTIONS.question(
    "change",
    title="Before and after, with its bounds",
    points=3,
    answer=Record(
        {
            "before": Number("enquiries a day"),
            "after": Number("enquiries a day"),
            "change": Number("fraction"),
            "low": Number("fraction"),
            "high": Number("fraction"),
        }
    ),
    hints=(
        "Which days belong to each window, and which enquiries would have come without any ad? "
        "Both windows have the same number of days.",
        "career.case_windows(done) gives the windows, career.organic_days(done, done.page) the "
        'days with a column "organic". career.change does the rest.',
    ),
    checked="the two means, the change and its bounds",
    not_checked="whether the work made the change: two numbers cannot tell",
)
def change(brand):
    _, own, _, before, after = _work(brand)
    return _change_of(career.change(own, before, after, value="organic"))


def _change_of(found: pd.Series) -> dict[str, float]:
    return {name: float(found[name]) for name in ("before", "after", "change", "low", "high")}


@change.wrong(
    "bought enquiries left in",
    "You counted the enquiries that came by ads as well. They were paid for in one window only: "
    "compare what came without them.",
)
def _(brand):
    _, own, _, before, after = _work(brand)
    return _change_of(career.change(own, before, after, value="enquiries"))


@change.wrong(
    "best week against worst week",
    "You took the best week after and the worst week before. Every page has such a pair, without "
    "any work. Take all the weeks of both windows.",
)
def _(brand):
    _, own, _, before, after = _work(brand)
    low, high = (
        _weeks(own, one, "organic").agg(how) / 7 for one, how in ((before, "min"), (after, "max"))
    )
    return change.key(brand) | {"before": low, "after": high, "change": high / low - 1}


def _weeks(days: pd.DataFrame, one: Any, value: str) -> pd.Series:
    inside = days[days["date"].between(*one)]
    return inside.groupby((inside["date"] - one.first).dt.days // 7)[value].sum()


@change.wrong(
    "windows of two lengths",
    "Your window before holds every day of the table. Older weeks belong to another season: take "
    "as many days before as there are after.",
)
def _(brand):
    _, own, _, before, after = _work(brand)
    longer = (own["date"].min(), before.last)
    return _change_of(career.change(own, longer, after, value="organic"))


@change.wrong(
    "as if messages came one by one",
    "Your bounds take each message for a throw of its own. Weeks differ more than that: multiply "
    "the variance by what they show, as compare_counts does unless told otherwise.",
)
def _(brand):
    _, own, _, before, after = _work(brand)
    parts = [
        pd.DataFrame({"arm": name, "clicks": _weeks(own, one, "organic")})
        for name, one in (("before", before), ("after", after))
    ]
    table = compare_counts(pd.concat(parts), spread="poisson").loc["after"]
    bounds = {"low": table["low"] - 1, "high": table["high"] - 1}
    return change.key(brand) | {name: float(bound) for name, bound in bounds.items()}


@QUESTIONS.question(
    "rank",
    title="How many windows would say as much?",
    points=3,
    answer=Record(
        {
            "change": Number("fraction"),
            "pairs": Number("pairs of windows"),
            "as_high": Number("pairs of windows"),
            "share": Number("fraction"),
        }
    ),
    hints=(
        "Slide both windows together, one day at a time, over the whole history. Each place is a "
        "pair; the claimed one is among them.",
        "career.all_changes(days, before=10, after=10, value=...) gives the change of every pair; "
        "leave out the unknown ones and count those at least as high as the claim. career.rank "
        "does both.",
    ),
    checked="the claimed change, how many pairs there are, and how many rise as much or more",
    not_checked="whether somebody searched for the pair: only they know",
)
def rank(brand):
    days, boast = _history(brand)
    found = career.rank(days, boast["before"], boast["after"], value=boast["value"])
    return _ranked(found["change"], int(found["pairs"]), int(found["as_high"]))


def _history(brand: Any) -> tuple[pd.DataFrame, dict[str, Any]]:
    boast = career.deal_boast(brand, CASE)
    daily = brand.history().daily
    return daily[daily["platform"] == boast["platform"]], boast


def _every(brand: Any) -> pd.Series:
    days, boast = _history(brand)
    length = boast["before"].days
    return career.all_changes(days, before=length, after=length, value=boast["value"])


def _ranked(change: float, pairs: int, as_high: int) -> dict[str, Any]:
    return {"change": float(change), "pairs": pairs, "as_high": as_high, "share": as_high / pairs}


@rank.wrong(
    "the claim itself left out",
    "You counted only pairs that rise more than the claim. It asks for at least as much: the "
    "claimed pair is one of them.",
)
def _(brand):
    right = rank.key(brand)
    return _ranked(right["change"], right["pairs"], right["as_high"] - 1)


@rank.wrong(
    "the pairs below",
    "You counted the pairs that rise less. The question is how easily as much is found: count "
    "those at least as high.",
)
def _(brand):
    right = rank.key(brand)
    return _ranked(right["change"], right["pairs"], right["pairs"] - right["as_high"])


@rank.wrong(
    "windows end to end",
    "You moved the windows by their own length. Who looks for a good pair may begin on any day: "
    "move them by one day.",
)
def _(brand):
    right, every = rank.key(brand), _every(brand)
    some = every.iloc[:: _history(brand)[1]["before"].days].dropna()
    return _ranked(right["change"], len(some), int((some >= right["change"] - 1e-12).sum()))


@rank.wrong(
    "after divided by before",
    "Your change is after / before. That is the factor: 1.5 means half as much again, a change of "
    "0.5. Take one off.",
)
def _(brand):
    right = rank.key(brand)
    return right | {"change": right["change"] + 1}


@QUESTIONS.question(
    "claims",
    title="What is wrong with it",
    points=3,
    answer=Rows(["card"], {"fault": Choice(tuple(career.FAULTS))}),
    hints=(
        "Ask each claim in turn: equal windows? no day in both? from a date, or searched for? one "
        "count, over one thing? money in one window? and if all is well: does it say because?",
        "Count the days of each window in the text. A claim with clean windows that says its work "
        "did it is “after taken for because”; one that also shows a page without the change, and "
        "claims no cause, is sound. Each fault stands on one card.",
    ),
    checked="the fault of each card",
    not_checked="whether the numbers on the cards are true",
)
def claims(brand):
    cards = career.deal_claims(brand)
    faults = [
        next(fault for words, fault in _FAULTS.items() if words in claim)
        for claim in cards["claim"]
    ]
    return pd.DataFrame({"card": cards["card"], "fault": faults})


def _taken_for_sound(*faults: str) -> Callable[[Any], pd.DataFrame]:
    def value(brand: Any) -> pd.DataFrame:
        cards = claims.key(brand)
        return cards.assign(fault=cards["fault"].where(~cards["fault"].isin(faults), "sound"))

    return value


claims.wrong(
    "after is because",
    "You let a claim pass whose windows are clean and which says: so my work did it. After is not "
    "because. What would have happened anyway is not on that card.",
)(_taken_for_sound("after taken for because"))

claims.wrong(
    "more days are better data",
    "You let a claim pass that holds few days against many. The longer window has more of "
    "everything: sums over unequal windows cannot be compared.",
)(_taken_for_sound("unequal windows"))

claims.wrong(
    "a large number is a true one",
    "You let the best week pass for an after. It was looked for and found; no date of a change "
    "says why that week.",
)(_taken_for_sound("picked week"))

claims.wrong(
    "per cent are per cent",
    "You let a rate over one thing pass against a rate over another. Of followers and of reach "
    "are two rates, and nothing between them is a change.",
)(_taken_for_sound("two denominators"))

claims.wrong(
    "money is work too",
    "You let a claim pass of which one window was helped by ads. What was bought is gone when the "
    "money is.",
)(_taken_for_sound("ads in one window"))


@QUESTIONS.question(
    "beyond",
    title="What would have happened anyway",
    points=3,
    answer=Function(
        returns=Record(
            {
                "anyway": Number("fraction"),
                "expected": Number("enquiries"),
                "brought": Number("enquiries"),
                "effect": Number("fraction"),
            }
        ),
        calls=lambda brand: _calls(brand),
    ),
    hints=(
        "By which factor did the page beside change, where nothing was done? Your page would have "
        "changed by the same factor.",
        "anyway = beside_after / beside_before - 1; expected = before * (1 + anyway); brought = "
        "after - expected; effect = after / expected - 1. Nothing to divide by: float('nan').",
    ),
    checked="your function on your numbers, on small ones, on falling ones, and without any",
    not_checked="whether the two pages would have moved together: that is an assumption",
)
def beyond(brand):
    return _beyond


def _beyond(before: float, after: float, beside_before: float, beside_after: float) -> dict:
    found = career.beyond(before, after, beside_before=beside_before, beside_after=beside_after)
    return found.to_dict()


def _calls(brand: Any) -> list[Call]:
    _, own, beside, before, after = _work(brand)
    sums = [
        int(days.loc[days["date"].between(*one), "organic"].sum())
        for days in (own, beside)
        for one in (before, after)
    ]
    cases = {
        "your page and the one beside it": sums,
        "the small example": [100, 180, 200, 240],
        "a page that stood still while the other fell": [100, 100, 80, 60],
        "a page that fell less than the other": [200, 150, 100, 50],
        "a page where nothing happened": [50, 60, 100, 120],
        "a page that fell while the other rose": [90, 60, 30, 45],
        "no enquiries beside it before": [40, 50, 0, 10],
        "no enquiries before": [0, 12, 20, 30],
    }
    return [Call(why, args=tuple(numbers)) for why, numbers in cases.items()]


def _mistaken(**parts: Callable[..., float]) -> Callable[..., Callable[..., dict]]:
    """Make a function that is right but for some parts."""

    def value(brand: Any) -> Callable[..., dict]:
        def found(before, after, beside_before, beside_after):
            numbers = (before, after, beside_before, beside_after)
            return _beyond(*numbers) | {name: part(*numbers) for name, part in parts.items()}

        return found

    return value


def _over(top: float, bottom: float) -> float:
    return top / bottom if bottom else math.nan


beyond.wrong(
    "post hoc",
    "You take all that changed for the work's. After is not because: the page beside changed too, "
    "without any work. What was expected is before times the factor of the page beside.",
)(
    _mistaken(
        expected=lambda b, a, x, y: b,
        brought=lambda b, a, x, y: a - b,
        effect=lambda b, a, x, y: _over(a, b) - 1,
    )
)

beyond.wrong(
    "numbers taken off, not factors",
    "You added the other page's enquiries to yours. A page twice as large gains twice as many: "
    "what carries over is the factor.",
)(
    _mistaken(
        expected=lambda b, a, x, y: b + y - x,
        brought=lambda b, a, x, y: a - (b + y - x),
        effect=lambda b, a, x, y: _over(a, b + y - x) - 1,
    )
)

beyond.wrong(
    "per cent taken from per cent",
    "Your effect is one change minus the other. Factors are divided: 1.8 over 1.2 is 1.5, and not "
    "1 + 0.8 - 0.2.",
)(_mistaken(effect=lambda b, a, x, y: _over(a, b) - _over(y, x)))

beyond.wrong(
    "nothing beside, so nothing anyway",
    "Where the page beside had no enquiries before, you say that nothing would have changed. It "
    "is not known: float('nan'), and no 0.",
)(
    _mistaken(
        anyway=lambda b, a, x, y: y / x - 1 if x else 0.0,
        expected=lambda b, a, x, y: b * (y / x if x else 1.0),
        brought=lambda b, a, x, y: a - b * (y / x if x else 1.0),
        effect=lambda b, a, x, y: _over(a, b * (y / x if x else 1.0)) - 1,
    )
)


@QUESTIONS.question(
    "sources",
    title="From contact to client, by source",
    points=3,
    answer=Rows(
        ["source"],
        {"contacts": Number("contacts"), "clients": Number("clients"), "rate": Number("fraction")},
    ),
    hints=(
        "Whose first day is at least 90 days before the book was closed? Only they have had time. "
        "Then: clients divided by contacts, in one step.",
        "career.funnel(book.contacts, as_of=book.as_of, settled_days=90) counts, and "
        "career.conversion(...) divides. Leave out the row “all”.",
    ),
    checked="contacts, clients and rate of each source",
    not_checked="the bounds: a dozen contacts allow almost any rate",
)
def sources(brand):
    return _rates(_stages(brand, SETTLED))


def _stages(brand: Any, settled: int) -> pd.DataFrame:
    book = _book(brand)
    return career.funnel(book.contacts, as_of=book.as_of, settled_days=settled)


def _rates(stages: pd.DataFrame, rate: pd.Series | None = None) -> pd.DataFrame:
    table = stages[["contact", "client"]].set_axis(["contacts", "clients"], axis="columns")
    rate = table["clients"] / table["contacts"] if rate is None else rate
    return table.assign(rate=rate).reset_index()


@sources.wrong(
    "stages averaged",
    "Your rate is the mean of the three steps' rates. Rates in a row are multiplied: in one step, "
    "clients divided by contacts.",
)
def _(brand):
    stages = _stages(brand, SETTLED)
    steps = [stages[b] / stages[a] for a, b in zip(career.STAGES, career.STAGES[1:], strict=False)]
    return _rates(stages, sum(steps) / len(steps))


@sources.wrong(
    "another denominator",
    "You divided by the talks. Those who never came to a talk wrote too: the question begins at "
    "the contact.",
)
def _(brand):
    stages = _stages(brand, SETTLED)
    return _rates(stages, stages["client"] / stages["talk"])


@sources.wrong(
    "the young counted as lost",
    "You counted everybody in the book. Who wrote last week has had no time to become a client: "
    "leave out the contacts of the last 90 days.",
)
def _(brand):
    return _rates(_stages(brand, 0))


@QUESTIONS.question(
    "search",
    title="Do clients find you?",
    points=3,
    answer=Record(
        {
            "they_share": Number("fraction"),
            "they_hours": Number("hours per client"),
            "you_hours": Number("hours per client"),
        }
    ),
    hints=(
        "Join the two sources of each side first, then divide. Hours count whether or not they "
        "led to a client.",
        'career.hours_per_client(book.contacts, book.sources, as_of=book.as_of, by="wrote_first") '
        "has all three: share, and hours_per_client of each row.",
    ),
    checked="the share of clients who wrote first, and the hours per client of each side",
    not_checked="what the hours were worth, and who would have come anyway",
)
def search(brand):
    table = _sides(brand)
    return {
        "they_share": float(table.loc[THEY, "share"]),
        "they_hours": float(table.loc[THEY, "hours_per_client"]),
        "you_hours": float(table.loc[YOU, "hours_per_client"]),
    }


def _sides(brand: Any) -> pd.DataFrame:
    book = _book(brand)
    return career.hours_per_client(book.contacts, book.sources, as_of=book.as_of, by="wrote_first")


@search.wrong(
    "contacts for clients",
    "You counted contacts. Many write and few buy, and not the same share of each side: count "
    "clients.",
)
def _(brand):
    table = _sides(brand)
    hours = table["hours"] / table["contacts"]
    return {
        "they_share": float(table.loc[THEY, "contacts"] / table["contacts"].sum()),
        "they_hours": float(hours[THEY]),
        "you_hours": float(hours[YOU]),
    }


@search.wrong(
    "hours per client averaged over sources",
    "You took the mean of the two sources' hours per client. Pool them: all hours of the side, "
    "divided by all its clients.",
)
def _(brand):
    book = _book(brand)
    clients = career.funnel(book.contacts, as_of=book.as_of)["client"]
    each = (book.sources["hours"] / clients).groupby(book.sources["wrote_first"]).mean()
    return search.key(brand) | {"they_hours": float(each[THEY]), "you_hours": float(each[YOU])}


@search.wrong(
    "the sides swapped",
    "You have the two sides the wrong way round: “they” is who was found by clients, “you” who "
    "wrote first.",
)
def _(brand):
    right = search.key(brand)
    return {
        "they_share": 1 - right["they_share"],
        "they_hours": right["you_hours"],
        "you_hours": right["they_hours"],
    }


@QUESTIONS.question(
    "settles",
    title="Followers, years, or a page to show",
    points=3,
    answer=Rows(
        ["card"],
        {"holds": Choice(("first", "second")), "because": Choice(tuple(career.CIRCUMSTANCES))},
    ),
    hints=(
        "Neither claim is wrong. Who decides in this situation, what do they buy, and what can you "
        "show them?",
        "career.settles(conflict, circumstance) shows situations that a circumstance settles, and "
        "comes back empty where it settles none; conflict is “X11” for followers and “X15” for "
        "years. Several circumstances may fit: any of them is right.",
    ),
    checked="the claim that holds on each card, and a circumstance that settles it",
    not_checked="circumstances of your own that are not in the list",
    example=lambda brand: _settled(brand, lambda names: names[0]),
)
def settles(brand):
    return _settled(brand, frozenset)


def _settled(brand: Any, pick: Callable[[tuple[str, ...]], Any]) -> pd.DataFrame:
    cards = career.deal_cards(brand)
    told = [
        next(found for words, found in _SETTLED.items() if situation.startswith(words))
        for situation in cards["situation"]
    ]
    return pd.DataFrame(
        {
            "card": cards["card"],
            "holds": [holds for holds, *_ in told],
            "because": [pick(tuple(names)) for _, *names in told],
        }
    )


def _claimed(words: dict[str, str]) -> Callable[[Any], pd.DataFrame]:
    def value(brand: Any) -> pd.DataFrame:
        table = _settled(brand, lambda names: names[0])
        return table.assign(holds=table["holds"].map(words))

    return value


settles.wrong(
    "the first claim always holds",
    "You let the first claim hold everywhere: followers and years. That is what forms and sellers "
    "of attention ask for; somebody who looks at your work asks for something else.",
)(_claimed({"first": "first", "second": "first"}))

settles.wrong(
    "the second claim always holds",
    "You let the second claim hold everywhere: no followers, no years. It holds where somebody "
    "looks at your work. A form does not look, and a buyer of your public wants to see it.",
)(_claimed({"first": "second", "second": "second"}))

settles.wrong(
    "the other way round",
    "You have the two claims the wrong way round. First is the one that asks for something: "
    "followers of your own, or years.",
)(_claimed({"first": "second", "second": "first"}))


@QUESTIONS.question(
    "case",
    title="The case page",
    points=6,
    answer=Reviewed(
        dict,
        lambda case, brand: career.review_case(case, known=career.known_of(brand, CASE)),
        worth=20,
        what="a case: a dictionary with the slots of career.slots()",
    ),
    hints=(
        "career.review_case(case, known=known) says every fault; begin with the errors. "
        "career.slots() shows an example for each slot, career.FIGURE the parts of a figure.",
        "Give simulated, permission (who, on), both windows, one figure with the name “enquiries "
        "without ads” and all parts of career.FIGURE, and anyway (by, change), as known has them. "
        "No word that claims a cause, and no praise.",
    ),
    checked="everything that career.review_case looks at, and that the numbers are the data's",
    not_checked="whether it reads well: a person decides that",
)
def case(brand):
    return _case(brand)


def _case(brand: Any) -> dict[str, Any]:
    return career.deal_pages(brand, CASE)[-1]


@case.wrong(
    "post hoc",
    "Your page claims that the work caused the change, and does not say what would have happened "
    "anyway. After is not because: name the page beside, with its number.",
)
def _(brand):
    whole = {name: value for name, value in _case(brand).items() if name != "anyway"}
    return whole | {"title": "More enquiries thanks to my work"}


@case.wrong(
    "because of me",
    "A sentence of your page claims a cause. Say what was changed and on which day, and what "
    "changed after it; the reader draws the line, or does not.",
)
def _(brand):
    return _case(brand) | {"limits": "It is one spring. But my work brought the rise."}


@case.wrong(
    "the best week",
    "Your windows are single weeks. Every page has a good one: take the whole windows of the work, "
    "and their numbers.",
)
def _(brand):
    whole = _case(brand)
    days = [pd.Timestamp(whole[name][0]) for name in ("before", "after")]
    week = [(f"{day:%Y-%m-%d}", f"{day + pd.Timedelta(days=6):%Y-%m-%d}") for day in days]
    (figure,) = whole["figures"]
    wrong = figure | {"after": 2 * figure["after"], "high": 3.0}
    return whole | {"before": week[0], "after": week[1], "figures": [wrong]}


@case.wrong(
    "no number beside the number",
    "A figure of yours has no bounds, or does not say on how many things it rests. Without n, low "
    "and high nobody can tell a result from luck.",
)
def _(brand):
    whole = _case(brand)
    (figure,) = whole["figures"]
    kept = {name: part for name, part in figure.items() if name not in ("n", "low", "high")}
    return whole | {"figures": [kept]}


@case.wrong(
    "nobody was asked",
    "Nobody's permission stands on your page. The numbers are the client's: ask, and write down "
    "who said yes, and when.",
)
def _(brand):
    return {name: value for name, value in _case(brand).items() if name != "permission"}


@case.wrong(
    "a client who is none",
    "Your page shows a practice case as a real client's. The business and its numbers are "
    "simulated, and whoever reads the page has to be told.",
)
def _(brand):
    return _case(brand) | {"simulated": False}


@case.wrong(
    "somebody's address",
    "There is an address or a number of a person on your page. Whoever is shown to the world has "
    "to be asked first; leave it out.",
)
def _(brand):
    return _case(brand) | {"limits": "One spring. Ask jo@customer.example what she thinks."}
