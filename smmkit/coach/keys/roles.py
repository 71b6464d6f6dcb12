"""Lesson 01: who does what."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import pandas as pd

from smmkit import roles
from smmkit.coach.answers import Choice, Number, Record, Rows
from smmkit.coach.deliverables import Reviewed
from smmkit.coach.questions import QuestionSet

QUESTIONS = QuestionSet("01", "roles")

CARDS = "ABCDEFGH"
NEWER, MAJORITY = "the newer article", "what more articles say"
WAYS_OUT = (*roles.CIRCUMSTANCES, NEWER, MAJORITY)


@lru_cache(maxsize=32)
def _desk(brand: Any) -> roles.Desk:
    return roles.deal(brand.identity)


def _relabel(answers: dict[str, str], labels: dict[str, str]) -> dict[str, str]:
    """Return the answers with some labels written for others, as a mistake would."""
    return {card: labels.get(label, label) for card, label in answers.items()}


@QUESTIONS.question(
    "disciplines",
    title="SMM, SMO or SEO",
    points=2,
    answer=Record(dict.fromkeys(CARDS, Choice(roles.DISCIPLINES))),
    hints=(
        "Two questions, in this order: is it done for search engines? If not: is it done on an "
        "outside platform or on the firm's own site?",
        "For search engines: SEO, wherever it is done. For people, on a network, a forum or "
        "somebody's blog: SMM. For people, on the own site: SMO.",
    ),
    checked="each card's discipline",
    not_checked="who in the firm should do it",
)
def disciplines(brand):
    known = roles.tasks().set_index("task")["discipline"]
    return _desk(brand).tasks["task"].map(known).to_dict()


@disciplines.wrong(
    "site work counted as SMM",
    "You counted work on the site as SMM, because it has to do with networks. The articles draw "
    "the line by place: all of SMM happens on outside platforms. Work on the site, for those who "
    "come from there or share from there, is SMO, and needs somebody who may change the site.",
)
def _(brand):
    return _relabel(disciplines.key(brand), {"SMO": "SMM"})


@disciplines.wrong(
    "all site work is SMO",
    "You called SMO what is done for search engines. That is SEO, on the site or elsewhere: "
    "another trade with other tools. Ask whom the work is for.",
)
def _(brand):
    return _relabel(disciplines.key(brand), {"SEO": "SMO"})


@disciplines.wrong(
    "SMO and SEO swapped",
    "You have SMO and SEO the wrong way round. The S of SEO is search, the SM of SMO social media.",
)
def _(brand):
    return _relabel(disciplines.key(brand), {"SEO": "SMO", "SMO": "SEO"})


@disciplines.wrong(
    "SMM and SMO swapped",
    "You have SMM and SMO the wrong way round; many do, for both serve the brand. SMM works "
    "outside the site, SMO on it and with it.",
)
def _(brand):
    return _relabel(disciplines.key(brand), {"SMM": "SMO", "SMO": "SMM"})


@disciplines.wrong(
    "everything is SMM",
    "You called SMM what is done on the site or for search engines. A manager who says yes to that "
    "has taken on two more trades. Look where each task is done, and for whom.",
)
def _(brand):
    return dict.fromkeys(CARDS, "SMM")


@QUESTIONS.question(
    "owners",
    title="Who does it, small and large",
    points=3,
    answer=Rows(["duty"], {"small": Choice(roles.ROLES), "large": Choice(roles.ROLES)}),
    hints=(
        "In a small firm one person does all that happens on the networks. In a large one, which "
        "of these duties has a specialist? And one card is not about the networks at all.",
        "Look at the lists of roles and of non-duties in sections 3 and 4 of the lesson. Work on "
        "the site is a web developer's or an SEO specialist's in either firm.",
    ),
    checked="who does each duty, in a small firm and in a large one",
    not_checked="who answers for it: that is another letter",
)
def owners(brand):
    return _owners(brand)


def _dealt(brand: Any) -> pd.DataFrame:
    return roles.duties().loc[_desk(brand).duties.index]


def _owners(brand: Any, **instead: Any) -> pd.DataFrame:
    cards = _dealt(brand)
    table = pd.DataFrame({"small": cards["small"], "large": cards["large"]})
    return table.assign(**instead).reset_index()


@owners.wrong(
    "everything is the manager's",
    "You gave every duty to the manager, in both firms. That is one person for a whole department, "
    "and section 7 of the lesson counts the hours. A large firm has a specialist for each task, "
    "and the site is somebody else's in either.",
)
def _(brand):
    return _owners(brand, small=roles.MANAGER, large=roles.MANAGER)


@owners.wrong(
    "specialists in the small firm too",
    "You gave the small firm all the large one's specialists. They are not there: in a small firm "
    "the manager does the networks' work alone, from texts to films.",
)
def _(brand):
    return _owners(brand, small=_dealt(brand)["large"])


@owners.wrong(
    "no specialists in the large firm",
    "You left the large firm's duties where the small firm's are. What changes with size is just "
    "this: where there is a specialist, the manager briefs and checks.",
)
def _(brand):
    return _owners(brand, large=_dealt(brand)["small"])


@owners.wrong(
    "site work is the manager's",
    "You gave the work on the site to the manager. The articles are split on it, but the line they "
    "draw is clear: SMM touches no site. The manager may ask for it; somebody else does it.",
)
def _(brand):
    cards = _dealt(brand)
    site = cards["area"] == "site"
    return _owners(
        brand,
        small=cards["small"].mask(site, roles.MANAGER),
        large=cards["large"].mask(site, roles.MANAGER),
    )


@owners.wrong(
    "who answers for who does",
    "You named who answers for the result. Here the question is who does the work: in a large firm "
    "the manager answers for texts that a copywriter writes.",
)
def _(brand):
    cards = _dealt(brand)
    return _owners(brand, small=cards["answers small"], large=cards["answers large"])


@QUESTIONS.question(
    "stances",
    title="Do it, brief and check it, or leave it",
    points=2,
    answer=Record(dict.fromkeys(CARDS, Choice(roles.STANCES))),
    hints=(
        "“Not mine” has two meanings. Which of these must the manager still be able to ask for, "
        "and to judge?",
        "A specialist's work on the page (texts, pictures, ads, talk, services): brief and check. "
        "What belongs to PR or to the account manager: leave. The rest: do.",
    ),
    checked="each card's stance, for the manager of a large firm",
    not_checked="how well you would brief",
)
def stances(brand):
    cards = roles.duties().loc[_desk(brand).stances["duty"]]
    stance = roles.assign(cards, employer="large")["manager"]
    return dict(zip(CARDS, stance, strict=True))


@stances.wrong(
    "not mine where it must be known",
    "You left to others what they do, and looked away. The articles say of just these: done by a "
    "specialist, and the manager must know how all the same, to say what is wanted, to supervise, "
    "to be taken seriously. Brief and check.",
)
def _(brand):
    return _relabel(stances.key(brand), {"brief and check": "leave"})


@stances.wrong(
    "does the specialist's work",
    "You do what a specialist is there for. Knowing how is not the same as doing: brief and check.",
)
def _(brand):
    return _relabel(stances.key(brand), {"brief and check": "do"})


@stances.wrong(
    "everything is the manager's",
    "You do other people's work yourself. This firm pays a specialist for part of it, and for "
    "another part whole departments.",
)
def _(brand):
    return dict.fromkeys(CARDS, "do")


@stances.wrong(
    "supervises other departments",
    "You brief and check one-off campaigns and proposals too. Those are not the manager's to "
    "supervise: PR people and account managers have their own heads.",
)
def _(brand):
    return _relabel(stances.key(brand), {"leave": "brief and check"})


@stances.wrong(
    "hands nothing to do",
    "You brief and check where the articles name a duty that stays with the manager, such as plans "
    "or reports. Somebody has to do something: do.",
)
def _(brand):
    return _relabel(stances.key(brand), {"do": "brief and check"})


@QUESTIONS.question(
    "raci",
    title="Your letter in eight cases",
    points=3,
    answer=Record(dict.fromkeys(CARDS, Choice(roles.LETTERS))),
    hints=(
        "Ask of each case: do my hands do it? Am I the one who is asked why? If neither: am I "
        "heard before, or told after?",
        "Hands: R. Asked why: A. Both: AR. Neither, and heard before: C. Neither, "
        "and told after: I.",
    ),
    checked="your letter in each case",
    not_checked="the letters of the others",
)
def raci(brand):
    cards = roles.duties()
    return {
        card: roles.raci(cards.loc[[case["duty"]]], employer=case["employer"])[roles.MANAGER].iloc[
            0
        ]
        for card, case in _desk(brand).cases.iterrows()
    }


@raci.wrong(
    "accountable and responsible swapped",
    "You have A and R the wrong way round. Responsible is who does the work, accountable who "
    "answers for its result, even if other hands did it.",
)
def _(brand):
    return _relabel(raci.key(brand), {"A": "R", "R": "A"})


@raci.wrong(
    "who does it answers for it",
    "You wrote AR wherever your hands do the work. In some of these cases another is asked why: "
    "there you are R alone.",
)
def _(brand):
    return _relabel(raci.key(brand), {"R": "AR"})


@raci.wrong(
    "everything is the manager's",
    "You wrote AR where other hands do the work. Both letters are yours only where you do it and "
    "are asked why; somebody who is AR everywhere leaves the others nothing.",
)
def _(brand):
    return dict.fromkeys(CARDS, "AR")


@raci.wrong(
    "only hands count",
    "You wrote I where another does the work and you are asked why. That is the letter of an "
    "onlooker. Who answers for it holds the A.",
)
def _(brand):
    return _relabel(raci.key(brand), {"A": "I"})


@raci.wrong(
    "one letter at a time",
    "You wrote R where you do the work and answer for it as well. Nobody else holds the A there, "
    "so it is yours: AR.",
)
def _(brand):
    return _relabel(raci.key(brand), {"AR": "R"})


@raci.wrong(
    "consulted and informed swapped",
    "You have C and I the wrong way round. Consulted is heard before the decision, informed is "
    "told after it.",
)
def _(brand):
    return _relabel(raci.key(brand), {"C": "I", "I": "C"})


@QUESTIONS.question(
    "circumstances",
    title="What settles it",
    points=2,
    answer=Record(dict.fromkeys(("first", "second", "third"), Choice(WAYS_OUT))),
    hints=(
        "Both claims were written by somebody who had a case in mind. What is different in the two "
        "cases?",
        "Tell each claim as a story: in which firm, in which post, on which page, about which "
        "message is it true? roles.settle tries a circumstance, and comes back empty where it "
        "settles nothing.",
    ),
    checked="that the circumstance settles the contradiction; any that does is accepted",
    not_checked="which of several good ones you took",
    example=lambda brand: {place: min(found) for place, found in circumstances.key(brand).items()},
)
def circumstances(brand):
    table = roles.settlements()
    by_conflict = table.groupby("conflict")["circumstance"].agg(frozenset)
    return {place: by_conflict[name] for place, name in _desk(brand).conflicts["conflict"].items()}


def _the_same(word: str) -> dict[str, str]:
    return dict.fromkeys(("first", "second", "third"), word)


@circumstances.wrong(
    "size settles everything",
    "You let the firm's size settle what it can't. It settles much, but a complaint is no spam in "
    "a large firm either, and the site is the site in a small one. Ask another question there.",
)
def _(brand):
    return _the_same("employer size")


@circumstances.wrong(
    "a specialist settles everything",
    "You let it depend on whether somebody is hired for it. That settles who does a thing, not "
    "what the thing is or whether it is right. Ask another question there.",
)
def _(brand):
    return _the_same("specialist")


@circumstances.wrong(
    "hours settle everything",
    "You let the hours settle it. They tell whether everything fits, not which duty is given away "
    "or whether it is right: they settle only the claim that one person does everything.",
)
def _(brand):
    return _the_same("hours")


@circumstances.wrong(
    "the newer article wins",
    "You let the newer article win. None of them carries a reliable date, and a rule that holds in "
    "one kind of firm does not expire. Both claims can be true: ask where.",
)
def _(brand):
    return _the_same(NEWER)


@circumstances.wrong(
    "counting articles",
    "You counted articles. Three that have the same kind of firm in mind say no more than one. "
    "Both claims can be true: ask where.",
)
def _(brand):
    return _the_same(MAJORITY)


@QUESTIONS.question(
    "capacity",
    title="All duties against the hours there are",
    points=2,
    answer=Record(
        {"needed": Number("hours a week"), "share": Number("fraction"), "people": Number("people")}
    ),
    hints=(
        "Bring every line to hours a week first. How often does a day come in a week of the page, "
        "how often a month in a week?",
        "day x 7, working day x 5, week x 1, month x 12 / 52; add up. share = hours there are / "
        "hours needed. People come whole, and the last one counts: round up.",
    ),
    checked="the three numbers, hours and share to four digits",
    not_checked="whether the hours in the log are true",
)
def capacity(brand):
    return _capacity(brand)


def _capacity(brand: Any, times: dict[str, float] = roles.RHYTHMS, **instead: Any) -> dict:
    log = _desk(brand).log
    needed = float((log["rhythm"].map(times).astype(float) * log["hours"].astype(float)).sum())
    right = {
        "needed": needed,
        "share": brand.hours / needed,
        "people": math.ceil(round(needed / brand.hours, 9)),
    }
    return right | instead


@capacity.wrong(
    "added as they stand",
    "You added the hours as they stand in the log. An hour each day and an hour each month are not "
    "the same: bring each to hours a week first.",
)
def _(brand):
    return _capacity(brand, dict.fromkeys(roles.RHYTHMS, 1.0))


@capacity.wrong(
    "a month of four weeks",
    "You divided the monthly hours by four. A year has 52 weeks and 12 months, so a month "
    "has 4.33.",
)
def _(brand):
    return _capacity(brand, {**roles.RHYTHMS, "month": 1 / 4})


@capacity.wrong(
    "a month times four",
    "You multiplied the monthly hours by four. They are spread over the weeks of a month: times "
    "12, divided by 52.",
)
def _(brand):
    return _capacity(brand, {**roles.RHYTHMS, "month": 4.0})


@capacity.wrong(
    "monthly hours taken for weekly",
    "You took the monthly hours for weekly ones. Times 12, divided by 52.",
)
def _(brand):
    return _capacity(brand, {**roles.RHYTHMS, "month": 1.0})


@capacity.wrong(
    "five days for a page of seven",
    "You counted five days where the log says day. People write on Sunday too: that is why the log "
    "tells day and working day apart.",
)
def _(brand):
    return _capacity(brand, {**roles.RHYTHMS, "day": 5.0})


@capacity.wrong(
    "rounded down",
    "You rounded the people down. Then part of the work stays undone, every week. Round up.",
)
def _(brand):
    return _capacity(brand, people=math.floor(_capacity(brand)["needed"] / brand.hours))


@capacity.wrong(
    "people in parts",
    "You gave a part of a person. People come whole: round up.",
)
def _(brand):
    return _capacity(brand, people=_capacity(brand)["needed"] / brand.hours)


@capacity.wrong(
    "upside down",
    "Your share stands upside down: it says how many times too much there is. Asked for is the "
    "part of the work that fits: hours there are over hours needed.",
)
def _(brand):
    return _capacity(brand, share=_capacity(brand)["needed"] / brand.hours)


def _review(work: pd.DataFrame, brand: Any) -> pd.DataFrame:
    minutes = roles.day_minutes(brand.hours)
    return roles.review_routine(work, duties=_desk(brand).day, minutes=minutes)


@QUESTIONS.question(
    "routine",
    title="The lost day",
    points=4,
    answer=Reviewed(
        pd.DataFrame,
        _review,
        worth=4,
        what="a table with the columns start, end, duty and source, a row for each block",
    ),
    hints=(
        "Start with what is fixed: the minutes of the day, and reading. Divide what is left among "
        "the five duties; the day need not be full.",
        'Reading 30 to 60 minutes, each duty 15 or more, no two at once, source "mine" in every '
        "line. roles.review_routine lists what is still wrong.",
    ),
    checked="that it fits the day, holds the five duties and the reading, and claims no source",
    not_checked="whether it is a good day: morning or evening, one long block or two short ones",
)
def routine(brand):
    return _routine(brand)


def _clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"


def _day(lengths: dict[str, int], *, start: int = 540) -> pd.DataFrame:
    rows, now = [], start
    for duty, minutes in lengths.items():
        rows.append((_clock(now), _clock(now + minutes), duty, roles.MINE))
        now += minutes
    return pd.DataFrame(rows, columns=["start", "end", "duty", "source"])


def _lengths(brand: Any, **instead: int) -> dict[str, int]:
    day = _desk(brand).day
    each = (roles.day_minutes(brand.hours) - 30) // len(day) // 5 * 5
    return {roles.READING: 30, **dict.fromkeys(day, each)} | instead


def _routine(brand: Any, **instead: int) -> pd.DataFrame:
    return _day(_lengths(brand, **instead))


@routine.wrong(
    "a day of 24 hours",
    "Your day takes more time than there is. Online all day is the page's life; yours has the "
    "hours of the card. Shorten blocks before you drop one.",
)
def _(brand):
    day = _desk(brand).day
    return _day({roles.READING: 30, **dict.fromkeys(day, 1410 // len(day))}, start=0)


@routine.wrong(
    "no reading",
    "Your day holds no reading. It is the one line of the day that the articles do give: half an "
    "hour to an hour, every day. It never shouts, so it goes first; plan it.",
)
def _(brand):
    return _day({duty: n for duty, n in _lengths(brand).items() if duty != roles.READING})


@routine.wrong(
    "reading without measure",
    "Your reading is shorter or longer than 30 to 60 minutes. Five minutes keep nobody up to date, "
    "and two hours are paid by the page.",
)
def _(brand):
    return _routine(brand, reading=10)


@routine.wrong(
    "a duty left out",
    "A duty of the day has no block. What has no hour is done in somebody's evening, or "
    "not at all.",
)
def _(brand):
    last = _desk(brand).day[-1]
    return _day({duty: n for duty, n in _lengths(brand).items() if duty != last})


@routine.wrong(
    "two things at once",
    "Two blocks of yours overlap. On paper one can answer comments while cutting a film.",
)
def _(brand):
    table = _routine(brand)
    table.loc[2, ["start", "end"]] = table.loc[1, ["start", "end"]].tolist()
    return table


@routine.wrong(
    "passed off as the articles'",
    "You gave a source to lines that have none. The list of the day is lost in the articles; these "
    "hours are your own proposal, and saying so costs nothing.",
)
def _(brand):
    return _routine(brand).assign(source="F94")
