"""Lesson 04: a strategy on one page, between what happens anyway and what can be reached."""

from __future__ import annotations

import copy
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from smmkit import strategy
from smmkit.brand.last_strategy import PERIODS, report_lines, tactics_left
from smmkit.brand.prospects import accounts, brief_after_cut
from smmkit.coach.answers import Call, Choice, Function, Number, Record, Rows
from smmkit.coach.deliverables import Between, Reviewed
from smmkit.coach.questions import QuestionSet

QUESTIONS = QuestionSet("04", "strategy")

STAGES = ("output", "outcome", "impact")
TASKS = ("sales", "awareness", "image", "none")
WORDS = ("too early", "stop", "go on")
WEEKS, QUARTER = 26, 13
POSTS, ADS = "orders_by_posts", "orders_by_ads"
HALFWAY, END = "2026-09-27", "2026-12-27"


@lru_cache(maxsize=32)
def _brief(brand: Any) -> strategy.Brief:
    return strategy.Brief(**brief_after_cut(brand))


@QUESTIONS.question(
    "stages",
    title="Output, outcome, impact",
    points=2,
    answer=Record({letter: Choice(STAGES) for letter in "ABCDEFGHI"}),
    hints=(
        "Who did it: the team, or people out there? And if people did: is it already money, or "
        "what somebody thinks of the firm, that the business has of it?",
        "Three lines are output (made, paid, answered by the team), three outcome (people saw, "
        "followed, clicked, said), three impact (orders, money left, what people would do).",
    ),
    checked="the word of each of the nine lines",
    not_checked="which of the lines you would keep in a report",
)
def stages(brand):
    known = report_lines(brand, stages=True)
    return dict(zip(known["line"], known["stage"], strict=True))


def _renamed(words: dict[str, str], change: dict[str, str]) -> dict[str, str]:
    return {letter: change.get(word, word) for letter, word in words.items()}


@stages.wrong(
    "output taken for outcome",
    "You took what the team does for what people do then. Posts, films, money spent and answers "
    "written rise with the team's diligence even if nobody looks: that is output.",
)
def _(brand):
    return _renamed(stages.key(brand), {"output": "outcome"})


@stages.wrong(
    "outcome taken for impact",
    "You took what people do on the networks for what the business has of it. Nobody pays a bill "
    "with reach, follows or praise: those are outcomes, on the way to an impact.",
)
def _(brand):
    return _renamed(stages.key(brand), {"outcome": "impact"})


@stages.wrong(
    "impact taken for outcome",
    "You took what the business has of it for what people do on the way. Orders, money left and "
    "being recommended are why the firm is there at all: those are impacts.",
)
def _(brand):
    return _renamed(stages.key(brand), {"impact": "outcome"})


@stages.wrong(
    "outcome and impact swapped",
    "You have outcome and impact the wrong way round. Outcome comes first: people see, click, "
    "follow. Impact is what the business has of it: orders, money, being recommended.",
)
def _(brand):
    return _renamed(stages.key(brand), {"outcome": "impact", "impact": "outcome"})


@QUESTIONS.question(
    "baseline",
    title="Where we stand",
    points=2,
    answer=Record({"orders": Number("orders a week"), "profit": Number("money")}),
    hints=(
        "Which weeks? And which orders did posts and ads bring, and which came by themselves?",
        '(quarter["orders_by_posts"] + quarter["orders_by_ads"]).mean() and '
        '26 * quarter["profit"].mean().',
    ),
    checked="the two numbers",
    not_checked="whether the last quarter is a better guide than the half-year",
)
def baseline(brand):
    return _stood(accounts(brand).tail(QUARTER))


def _stood(book: pd.DataFrame) -> dict[str, float]:
    brought = book[POSTS] + book[ADS]
    return {"orders": float(brought.mean()), "profit": float(WEEKS * book["profit"].mean())}


@baseline.wrong(
    "all of the half-year",
    "You took all 26 weeks. The owner asked for the last quarter: its 13 weeks are in quarter.",
)
def _(brand):
    return _stood(accounts(brand))


@baseline.wrong(
    "orders that come by themselves",
    "You counted all orders. Some people come by themselves; what social media brought are those "
    "by posts and by ads.",
)
def _(brand):
    orders = accounts(brand).tail(QUARTER)["orders"].mean()
    return baseline.key(brand) | {"orders": float(orders)}


@baseline.wrong(
    "work left out",
    "You took margin less ads for the profit. Hours of work are paid too: profit is margin less "
    "media less work.",
)
def _(brand):
    book = accounts(brand).tail(QUARTER)
    return baseline.key(brand) | {"profit": float(WEEKS * (book["margin"] - book["media"]).mean())}


@baseline.wrong(
    "thirteen weeks for twenty-six",
    "Your profit is that of 13 weeks. A baseline covers as many weeks as the season: take the mean "
    "of a week times 26.",
)
def _(brand):
    right = baseline.key(brand)
    return right | {"profit": right["profit"] / 2}


@QUESTIONS.question(
    "anyway",
    title="What happens anyway",
    points=3,
    answer=Record(
        {"expected": Number("orders"), "high": Number("orders"), "profit": Number("money")}
    ),
    hints=(
        "Two things make the sum unsure: the weeks to come scatter, and the mean is known from 26 "
        "weeks only. And the owner may choose between two things that happen anyway.",
        "strategy.carry_on(weekly, 26) gives expected and high; for the profit take the larger of "
        'book["profit"].sum() and idle.',
    ),
    checked="the three numbers",
    not_checked="whether the weeks to come are like the past ones",
)
def anyway(brand):
    book = accounts(brand)
    ahead = strategy.carry_on(book["orders"], WEEKS)
    return {
        "expected": float(ahead["expected"]),
        "high": float(ahead["high"]),
        "profit": max(_left(brand)),
    }


def _left(brand: Any) -> tuple[float, float]:
    """Return the profit of carrying on, and of doing nothing."""
    idle = float(_brief(brand).band.loc["profit", "nothing"])
    return float(accounts(brand)["profit"].sum()), idle


def _high(brand: Any, factor: float) -> dict[str, float]:
    """Put another factor in place of the root of 52."""
    right = anyway.key(brand)
    spread = (right["high"] - right["expected"]) * factor / np.sqrt(2 * WEEKS)
    return right | {"high": right["expected"] + spread}


@anyway.wrong(
    "one week's scatter",
    "You added one week's scatter to the sum of 26. The sum scatters more than a week does: by the "
    "root of 26 + 26 times as much.",
)
def _(brand):
    return _high(brand, 1)


@anyway.wrong(
    "the mean taken as known",
    "You took the root of 26. That is right if the mean of a week were known for sure; it rests on "
    "26 weeks only, which adds as much again: the root of 26 + 26.",
)
def _(brand):
    return _high(brand, np.sqrt(WEEKS))


@anyway.wrong(
    "all weeks bad or good together",
    "You took a week's scatter 26 times. Then every week would have to be lucky at once; good and "
    "bad weeks make up for each other, so the scatter grows with the root.",
)
def _(brand):
    return _high(brand, WEEKS)


@anyway.wrong(
    "the smaller of the two",
    "For the profit you took the smaller of carrying on and doing nothing. The owner is free to do "
    "either, so what happens anyway is the larger; a target between the two lies below it.",
)
def _(brand):
    return anyway.key(brand) | {"profit": min(_left(brand))}


@QUESTIONS.question(
    "target",
    title="A target you can defend",
    points=3,
    answer=Between("orders in the season", lambda given, brand: _too_low(given, brand)),
    example=lambda brand: sum(_ends(brand)) / 2,
    hints=(
        "Which number would carrying on reach with luck, and which one does the best plan reach?",
        'Any number of orders between brief.band.loc["orders", "clear"] and '
        'brief.band.loc["orders", "reachable"].',
    ),
    checked="whether it lies above luck and within reach",
    not_checked="how brave or how careful it is in between",
)
def target(brand):
    return _ends(brand)


def _ends(brand: Any) -> tuple[float, float]:
    row = _brief(brand).band.loc["orders"]
    return float(np.nextafter(row["clear"], np.inf)), float(row["reachable"])


def _too_low(given: float, brand: Any) -> str:
    if given > _brief(brand).band.loc["orders", "anyway"]:
        return "It is more than what happens anyway, but carrying on may reach it by luck alone."
    return "It is no more than what happens anyway, by carrying on or by doing nothing."


@target.wrong(
    "target below doing nothing",
    "Your target is no more than a season without posts, ads or answers brings. Nobody needs to be "
    "paid for that: it has to beat both doing nothing and carrying on.",
)
def _(brand):
    return float(_brief(brand).band.loc["orders", "nothing"])


@target.wrong(
    "no more than last time",
    "Your target is what the last half-year brought. It happens anyway if all goes on; a target "
    "says what the strategy adds, and by more than luck.",
)
def _(brand):
    return float(_brief(brand).band.loc["orders", "baseline"])


@target.wrong(
    "a year for half a year",
    "Your target is for 52 weeks. The season has 26, and so have all numbers of the band.",
)
def _(brand):
    return float(sum(_ends(brand)))


@target.wrong(
    "growth in place of a sum",
    "You gave a growth rate. Asked for are the orders of the season: from where to where, as "
    "numbers that somebody can count in December.",
)
def _(brand):
    lowest, highest = _ends(brand)
    return (lowest + highest) / 2 / float(_brief(brand).band.loc["orders", "baseline"]) - 1


@QUESTIONS.question(
    "tactics",
    title="Which tactic serves what, and its cost",
    points=3,
    answer=Rows(["tactic"], {"task": Choice(TASKS), "season": Number("money")}),
    hints=(
        "Whom does it speak to: somebody about to order, somebody who has never heard of us, "
        "somebody who has doubts, or nobody? And how many weeks, how many months has a season?",
        'Two tactics serve each task, and two none. season = listed["money"] * '
        'listed["per"].map({"week": 26, "month": 6, "season": 1}).',
    ),
    checked="the task and the cost of each tactic",
    not_checked="whether you would do it",
)
def tactics(brand):
    return _costed(brand, PERIODS)


def _costed(brand: Any, periods: dict[str, float], tasks: dict[str, str] | None = None) -> Any:
    listed = tactics_left(brand, tasks=True)
    return pd.DataFrame(
        {
            "tactic": listed["tactic"],
            "task": listed["task"].replace(tasks or {}),
            "season": listed["money"] * listed["per"].map(periods),
        }
    )


@tactics.wrong(
    "a month of four weeks",
    "You counted a month as four weeks. The season's 26 weeks are six months, so what is told a "
    "month counts six times.",
)
def _(brand):
    return _costed(brand, PERIODS | {"month": WEEKS / 4})


@tactics.wrong(
    "periods left out",
    "You took the money as it stands. It is told a week, a month or a season: bring all of it to a "
    "season before you add up.",
)
def _(brand):
    return _costed(brand, dict.fromkeys(PERIODS, 1))


@tactics.wrong(
    "awareness and image swapped",
    "You have awareness and image the wrong way round. Awareness is whether people know the firm "
    "at all; image is what those who know it think of it.",
)
def _(brand):
    return _costed(brand, PERIODS, {"awareness": "image", "image": "awareness"})


@tactics.wrong(
    "a number filled for a task",
    "You let bought followers, daily posts about anything or a program's likes serve awareness. "
    "They fill a number; nobody gets to know the firm by them.",
)
def _(brand):
    return _costed(brand, PERIODS, {"none": "awareness"})


@QUESTIONS.question(
    "verdict",
    title="A stop rule that somebody else can read",
    points=2,
    answer=Function(returns=Choice(WORDS), calls=lambda brand: _cases(brand)),
    hints=(
        "Which weeks does the rule look at: all of them, the last one, or the last few together? "
        "And what if there are not yet so many?",
        'if len(weekly) < weeks: return "too early"; then compare weekly.tail(weeks).sum() with '
        "below.",
    ),
    checked="your function on seasons that begin, go well, go badly, and turn",
    not_checked="whether the rule is set at a fair height",
)
def verdict(brand):
    return _says


def _says(weekly: pd.Series, below: float, weeks: int) -> str:
    if len(weekly) < weeks:
        return "too early"
    return "stop" if weekly.tail(weeks).sum() < below else "go on"


def _cases(brand: Any) -> list[Call]:
    past = accounts(brand)["orders"]
    usual = int(past.mean()) + 10
    good, bad = 2 * usual, usual // 2
    cases = {
        "a season that has just begun": ([bad, bad], 4),
        "a good start and four bad weeks": ([good] * 6 + [bad] * 4, 4),
        "a bad start and four good weeks": ([bad] * 6 + [good] * 4, 4),
        "one bad week among good ones": ([good, good, bad, good], 4),
        "one good week among bad ones": ([bad, good, bad, bad, bad, bad], 4),
        "exactly as much as is asked for": ([usual, usual], 2),
        "as many weeks as are looked at": ([bad, bad, bad], 3),
    }
    return [
        Call(why, args=(pd.Series(weekly), usual * weeks, weeks))
        for why, (weekly, weeks) in cases.items()
    ]


@verdict.wrong(
    "one bad week stops",
    "Your function stops at a single bad week. One week is weather: add up the last weeks, and "
    "compare their sum.",
)
def _(brand):
    def found(weekly, below, weeks):
        if len(weekly) < weeks:
            return "too early"
        return "stop" if (weekly.tail(weeks) < below / weeks).any() else "go on"

    return found


@verdict.wrong(
    "all weeks added up",
    "Your function adds up all weeks. Then a good start hides everything that follows: only the "
    "last weeks count.",
)
def _(brand):
    def found(weekly, below, weeks):
        if len(weekly) < weeks:
            return "too early"
        return "stop" if weekly.sum() < below else "go on"

    return found


@verdict.wrong(
    "never too early",
    "Your function judges before enough weeks are over. Two weeks cannot bring what four are asked "
    "for: say “too early”.",
)
def _(brand):
    return lambda weekly, below, weeks: "stop" if weekly.tail(weeks).sum() < below else "go on"


@verdict.wrong(
    "as much as asked for stops",
    "Your function stops although exactly as much came in as is asked for. The rule says fewer "
    "than: compare with <.",
)
def _(brand):
    def found(weekly, below, weeks):
        if len(weekly) < weeks:
            return "too early"
        return "stop" if weekly.tail(weeks).sum() <= below else "go on"

    return found


@QUESTIONS.question(
    "page",
    title="The strategy on one page",
    points=6,
    answer=Reviewed(
        form=dict,
        review=lambda work, brand: strategy.review(work, _brief(brand)),
        worth=10,
        what="a dictionary with goal, objectives and tactics",
    ),
    hints=(
        "Begin with the band: two numbers that lead to profit, a target for each. What do the "
        "tactics cost, and what is left then?",
        "strategy.review(page, brief) says every fault at once. Baselines and targets come from "
        "brief.band, and the goal's target from strategy.implied_profit(page, brief).",
    ),
    checked="numbers, dates, sums, stop rules, and whether the branches carry the goal",
    not_checked="whether the tactics are good: that is read by a person",
)
def page(brand):
    brief = _brief(brand)
    goods, people, topics = brief.words[2:6], brief.words[6:9], brief.words[9:12]
    lead, second = brief.team[:2]
    rows = [
        (f"A film a week: how to {topics[0]}", POSTS, 0.0, 0.4 * brief.hours, lead),
        (f"Portraits of {people[0]}", POSTS, 0.0, 0.3 * brief.hours, second),
        (f"Ads for the {goods[0]}", ADS, 0.9 * brief.budget, 1.0, second),
    ]
    fields = ("what", "serves", "money", "hours", "owner")
    made = {
        "goal": {
            "why": f"{brand.name} wants more money left from social media than last half-year",
            **{"task": "sales", "kpi": "profit", "target": None, "by": END, "owner": lead},
            "baseline": float(brief.band.loc["profit", "baseline"]),
        },
        "objectives": [_objective(brief, kpi, lead) for kpi in (POSTS, ADS)],
        "tactics": [dict(zip(fields, row, strict=True)) for row in rows],
    }
    carried = strategy.implied_profit(made, brief)
    ceiling = float(brief.band.loc["profit", "reachable"])
    made["goal"]["target"] = 0.97 * min(carried, ceiling)
    return made


def _objective(brief: strategy.Brief, kpi: str, lead: str) -> dict[str, Any]:
    row = brief.band.loc[kpi].drop("unit").astype(float)
    return {
        "kpi": kpi,
        "baseline": float(row["baseline"]),
        "target": float(row["clear"] + 0.6 * (row["reachable"] - row["clear"])),
        "by": END,
        "owner": lead,
        "stop": {
            "below": float(0.45 * row["anyway"]),
            **{"on": HALFWAY, "then": "its hours go into answers"},
        },
    }


def _changed(brand: Any) -> dict[str, Any]:
    return copy.deepcopy(page.key(brand))


def _instead(brand: Any, kpi: str) -> dict[str, Any]:
    """Count something else in place of orders by posts."""
    made = _changed(brand)
    made["objectives"][0]["kpi"] = kpi
    for tactic in made["tactics"]:
        tactic["serves"] = kpi if tactic["serves"] == POSTS else tactic["serves"]
    return made


@page.wrong(
    "output taken for outcome",
    "One of your objectives counts what the team does. Anybody can publish more; ask what people "
    "do then, and count that.",
)
def _(brand):
    return _instead(brand, "posts")


@page.wrong(
    "KPI not downstream of the goal",
    "One of your objectives counts what does not lead to the goal. It may rise all season "
    "without a coin more: strategy.way(kpi, goal) shows whether there is a way.",
)
def _(brand):
    return _instead(brand, "net_sentiment")


@page.wrong(
    "target below what happens anyway",
    "A target of yours lies below what happens anyway, by carrying on or by doing nothing. The "
    "owner would pay for what comes without you.",
)
def _(brand):
    made = _changed(brand)
    made["goal"]["target"] = min(_left(brand))
    return made


@page.wrong(
    "fits any brand",
    "Your tactics would fit any brand. Name your goods, your people, your customers' questions: "
    "whoever reads the page must know whose it is.",
)
def _(brand):
    made = _changed(brand)
    texts = ("Engaging content every day", "Stories with a call to action", "Ads for everybody")
    for tactic, words in zip(made["tactics"], texts, strict=True):
        tactic["what"] = words
    return made


@page.wrong(
    "no stop rule",
    "An objective of yours never ends. Write down while you are calm below which number, on which "
    "day, and what happens then.",
)
def _(brand):
    made = _changed(brand)
    for one in made["objectives"]:
        one["stop"] = None
    return made
