"""Lesson 03: who the public is, and where to meet it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from smmkit import audience
from smmkit.brand.public import NETWORKS, STAGES, Public
from smmkit.coach.answers import Call, Choice, Function, Number, Record, Rows
from smmkit.coach.deliverables import Reviewed
from smmkit.coach.questions import QuestionSet
from smmkit.coach.regret import LeastRegret

QUESTIONS = QuestionSet("03", "audience")

CLAIM = ("column", "is", "share", "n")
NEAR = 3  # years around the mean age
PROFILED = ("age", "hour", "wants", "asks", "place", *NETWORKS)


@QUESTIONS.question(
    "once",
    title="Two platforms, each person once",
    points=2,
    answer=Record({"at_least_one": Number("fraction"), "only_second": Number("fraction")}),
    hints=(
        "Draw two circles that overlap. Which people stand in both, and how often has each been "
        "counted when you add the circles up?",
        "at_least_one = (people[first] | people[second]).mean(); only_second = (~people[first] & "
        "people[second]).mean().",
    ),
    checked="the two numbers, to four digits",
    not_checked="how you worked them out",
)
def once(brand):
    public = brand.public()
    first, second = _pair(public)
    return {
        "at_least_one": float((first | second).mean()),
        "only_second": float((~first & second).mean()),
    }


def _pair(public: Public) -> tuple[pd.Series, pd.Series]:
    first, second = public.pair
    return public.people[first].astype(bool), public.people[second].astype(bool)


@once.wrong(
    "overlap counted twice",
    "You added the two platforms up. Whoever uses both is one person and stands in your sum "
    "twice: take those on both off once.",
)
def _(brand):
    first, second = _pair(brand.public())
    return {
        "at_least_one": float(first.mean() + second.mean()),
        "only_second": float(second.mean()),
    }


@once.wrong(
    "as if by chance",
    "You worked the overlap out from the two shares, as if using one platform told nothing about "
    "using the other. People who like one kind of network tend to like its neighbours: count those "
    "on both in the table.",
)
def _(brand):
    first, second = (float(one.mean()) for one in _pair(brand.public()))
    return {"at_least_one": first + second - first * second, "only_second": second * (1 - first)}


@once.wrong(
    "those on both",
    "Your at_least_one holds only the people on both. That is the overlap; whoever is on one of "
    "the two is within reach already. In pandas “or” is |, and & is “and”.",
)
def _(brand):
    first, second = _pair(brand.public())
    return {
        "at_least_one": float((first & second).mean()),
        "only_second": float((~first & second).mean()),
    }


@once.wrong(
    "the larger alone",
    "You took the larger platform alone. The smaller one also has people who are not on it: they "
    "come on top.",
)
def _(brand):
    first, second = (float(one.mean()) for one in _pair(brand.public()))
    return {"at_least_one": max(first, second), "only_second": max(0.0, second - first)}


@once.wrong(
    "people for shares",
    "You counted the people. Asked is which share of all those asked they are.",
)
def _(brand):
    first, second = _pair(brand.public())
    return {
        "at_least_one": float((first | second).sum()),
        "only_second": float((~first & second).sum()),
    }


@once.wrong(
    "of the second's own people",
    "Your only_second is a share of the second platform's people. Both shares are asked of all "
    "people in the survey.",
)
def _(brand):
    first, second = _pair(brand.public())
    return once.key(brand) | {"only_second": float((~first & second).sum() / second.sum())}


@QUESTIONS.question(
    "customers",
    title="Who buys, by segment",
    points=2,
    answer=Rows(["segment"], {"share": Number("fraction"), "people": Number("people")}),
    hints=(
        "Of whom is it a share? Keep those people first, and only then count segments.",
        'bought = people[people["customer"]]; share = bought["segment"].value_counts() / '
        "len(bought); people = bought's counts / len(people) * public.size.",
    ),
    checked="each segment's share of the customers, and its customers in the whole public",
    not_checked="how sure these numbers are: look at the intervals in audience.sizes",
)
def customers(brand):
    public = brand.public()
    return _segments(public, public.people[public.people["customer"]])


def _segments(public: Public, some: pd.DataFrame) -> pd.DataFrame:
    counts = some["segment"].value_counts()
    return pd.DataFrame(
        {
            "segment": counts.index.astype(str),
            "share": (counts / len(some)).to_numpy(dtype=float),
            "people": (counts / len(public.people) * public.size).to_numpy(dtype=float),
        }
    )


@customers.wrong(
    "followers for customers",
    "These are the shares of your followers. Those who like to follow and those who like to buy "
    "are not the same people: keep the rows where customer is true.",
)
def _(brand):
    public = brand.public()
    return _segments(public, public.people[public.people["follower"]])


@customers.wrong(
    "everybody asked",
    "These are the shares of everybody who was asked, buyers or not. Keep the rows where customer "
    "is true first.",
)
def _(brand):
    public = brand.public()
    return _segments(public, public.people)


@customers.wrong(
    "a share of everybody asked",
    "You divided the customers of each segment by everybody asked. Your shares add up to the share "
    "of customers; of those who buy, they are to add up to 1.",
)
def _(brand):
    people = brand.public().people
    table = customers.key(brand)
    return table.assign(share=table["share"] * float(people["customer"].astype(float).mean()))


@customers.wrong(
    "how many of a segment buy",
    "You divided by the people of each segment: of the parents, how many buy? The question was "
    "the other way round: of those who buy, how many are parents? Such shares add up to 1.",
)
def _(brand):
    public = brand.public()
    table = _segments(public, public.people[public.people["customer"]])
    asked = public.people["segment"].value_counts()
    bought = public.people[public.people["customer"]]["segment"].value_counts()
    rates = (bought / asked).astype(float)
    return table.assign(share=[rates[name] for name in table["segment"]])


@customers.wrong(
    "only those asked",
    "Your people are the customers in the survey. Each person asked stands for many: the survey's "
    "share of everybody asked, times public.size.",
)
def _(brand):
    public = brand.public()
    bought = public.people[public.people["customer"]]
    table = _segments(public, bought)
    return table.assign(people=(table["share"] * len(bought)).round())


@customers.wrong(
    "all of the public buy",
    "You gave each segment its share of the whole public, as if all of them bought. Only a part "
    "are customers: count them over everybody asked, then times public.size.",
)
def _(brand):
    public = brand.public()
    table = _segments(public, public.people[public.people["customer"]])
    return table.assign(people=table["share"] * public.size)


@QUESTIONS.question(
    "typical",
    title="An average age, and who is near it",
    points=1,
    answer=Record({"mean_age": Number("years"), "near": Number("fraction")}),
    hints=(
        "Whose ages? Keep the people who like the odd item best, then take the mean of them only.",
        'ages = people.loc[people["item"] == public.odd_item, "age"]; near = ((ages - '
        "ages.mean()).abs() <= 3).mean().",
    ),
    checked="the two numbers, to four digits",
    not_checked="what you would write on the poster",
)
def typical(brand):
    return _near(_odd(brand)["age"])


def _odd(brand: Any) -> pd.DataFrame:
    public = brand.public()
    return public.people[public.people["item"] == public.odd_item]


def _near(ages: pd.Series, centre: float | None = None, *, within: int = NEAR) -> dict[str, float]:
    centre = float(ages.mean()) if centre is None else centre
    return {"mean_age": centre, "near": float(((ages - centre).abs() <= within).mean())}


@typical.wrong(
    "five years, as in the lesson",
    "You counted within five years of the mean, as the lesson does. Here it is three.",
)
def _(brand):
    return _near(_odd(brand)["age"], within=5)


@typical.wrong(
    "younger counted as near",
    "You counted everybody who is younger than the mean as near it. Distance has no sign: take "
    ".abs() of the difference.",
)
def _(brand):
    ages = _odd(brand)["age"]
    return _near(ages) | {"near": float((ages - ages.mean() <= NEAR).mean())}


@typical.wrong(
    "everybody's age",
    "That is the age of everybody asked. The question was about the people who like one item "
    "best: keep their rows first.",
)
def _(brand):
    return _near(brand.public().people["age"])


@typical.wrong(
    "customers only",
    "That is what you get from customers alone. Asked for was everybody who likes the item best, "
    "whether they have bought or not.",
)
def _(brand):
    odd = _odd(brand)
    return _near(odd.loc[odd["customer"], "age"])


@typical.wrong(
    "the median",
    "That is the median, the age in the middle of the row. Between two peaks it falls into one of "
    "them by luck. Asked for was the mean: look how few people are near it.",
)
def _(brand):
    ages = _odd(brand)["age"]
    return _near(ages, float(ages.median()))


@QUESTIONS.question(
    "within_reach",
    title="Within reach, by what people are worth",
    points=3,
    answer=Function(returns=Number("fraction"), calls=lambda brand: _calls(brand)),
    hints=(
        "First mark each person once: on at least one of the platforms, yes or no? Then add up "
        "the worth of those marked, and divide by everybody's.",
        'met = people[platforms].any(axis=1), then people.loc[met, "worth"].sum() / '
        'people["worth"].sum().',
    ),
    checked="your function on your public, on another one, for one platform, for all, for none",
    not_checked="its style, and what it does where a column is missing",
)
def within_reach(brand):
    return lambda people, platforms: _reached(people, platforms)


def _reached(people: pd.DataFrame, platforms: list[str]) -> float:
    return audience.within_reach(people, platforms, worth="worth")


def _calls(brand: Any) -> list[Call]:
    from smmkit.brand import Brand

    def some(owner: Any) -> pd.DataFrame:
        # Every fourth row keeps all segments and makes a light parcel of five calls.
        return owner.public().people[["worth", *NETWORKS]].iloc[::4].reset_index(drop=True)

    mine, other = some(brand), some(Brand.of("another brand", brand.cohort))
    return [
        Call("two platforms of your public", args=(mine, list(brand.public().pair))),
        Call("three platforms of another public", args=(other, ["facebook", "x", "youtube"])),
        Call("one platform", args=(mine, ["linkedin"])),
        Call("all platforms", args=(mine, list(NETWORKS))),
        Call("no platform at all", args=(mine, [])),
    ]


def _counted(people: pd.DataFrame, platforms: list[str]) -> tuple[np.ndarray, np.ndarray]:
    on = people[platforms].to_numpy(dtype=bool).reshape(len(people), len(platforms))
    return people["worth"].to_numpy(dtype=float), on


@within_reach.wrong(
    "overlap counted twice",
    "Your function adds the platforms up, so somebody on three of them counts three times, and all "
    "platforms together pass 100 %. Mark each person once: any(axis=1).",
)
def _(brand):
    def mistaken(people, platforms):
        worth, on = _counted(people, platforms)
        return float((worth @ on).sum() / worth.sum())

    return mistaken


@within_reach.wrong(
    "heads for worth",
    "Your function counts heads. A customer of one segment brings several times the margin of "
    "another: add up the worth of those within reach.",
)
def _(brand):
    return lambda people, platforms: audience.within_reach(people, platforms)


@within_reach.wrong(
    "on every platform",
    "Your function keeps the people who are on every one of the platforms. One is enough to meet "
    "somebody: any, not all.",
)
def _(brand):
    def mistaken(people, platforms):
        worth, on = _counted(people, platforms)
        return float(worth[on.all(axis=1)].sum() / worth.sum())

    return mistaken


@within_reach.wrong(
    "money for a share",
    "Your function hands back the worth itself. Asked for was a fraction: divide by the worth of "
    "everybody in the table.",
)
def _(brand):
    return lambda people, platforms: (
        _reached(people, platforms) * float(people["worth"].astype(float).sum())
    )


@QUESTIONS.question(
    "chosen",
    title="The platforms to be on",
    points=3,
    answer=LeastRegret(
        regret=lambda names, brand: _regret(names, brand),
        worthless=0.10,
        what='a list of platforms, such as ["facebook", "x"]',
    ),
    hints=(
        "Which two platforms have different people? The largest one with a small one that has "
        "others can beat the two largest.",
        'audience.rank(people, public.hours, budget=brand.hours, worth="worth") tries every '
        "choice; look at its first row.",
    ),
    checked="how much of the worth within reach your choice gives away against the best one",
    not_checked="whether you can do good work there: the survey knows nothing of your talents",
)
def chosen(brand):
    public = brand.public()
    best = audience.choose(public.people, public.hours, budget=brand.hours, worth="worth")
    return list(best["platforms"])


def _regret(names: list[str], brand: Any) -> float:
    public = brand.public()
    return audience.regret(names, public.people, public.hours, budget=brand.hours, worth="worth")


def _ranked(brand: Any, worth: str | None) -> pd.DataFrame:
    public = brand.public()
    table = audience.subsets(public.people, public.hours, worth=worth)
    return table[table["hours"] <= brand.hours]


@chosen.wrong(
    "the largest first",
    "You took the largest platform, then the next that fits. Large platforms share their people, "
    "so the second adds little that the first had not. Ask of each platform: who is only there?",
)
def _(brand):
    public = brand.public()
    sizes, left, taken = public.people[list(NETWORKS)].mean().astype(float), brand.hours, []
    for name in sizes.sort_values(ascending=False, kind="stable").index:
        if public.hours[name] <= left:
            taken.append(name)
            left -= public.hours[name]
    return taken


@chosen.wrong(
    "overlap counted twice",
    "You took the choice with the largest sum of its platforms' people. In that sum whoever is on "
    "two of them counts twice. Count each person once.",
)
def _(brand):
    table = _ranked(brand, "worth")
    return list(table.loc[table["summed"].idxmax(), "platforms"])


@chosen.wrong(
    "heads for worth",
    "You reach the most heads. A customer of one segment brings several times the margin of "
    'another, and the most heads are not the most worth: hand in worth="worth".',
)
def _(brand):
    table = _ranked(brand, None)
    return list(table.loc[table["reached"].idxmax(), "platforms"])


@chosen.wrong(
    "everywhere",
    "You are everywhere. The hours do not reach for that: each account would get a fraction of "
    "what it takes, and none would be worth following. Leave something out.",
)
def _(brand):
    return list(NETWORKS)


@QUESTIONS.question(
    "journey",
    title="Which platform does which work",
    points=1,
    answer=Record({stage: Choice(NETWORKS) for stage in STAGES}),
    hints=(
        "Keep the customers. For each stage: which network did most of them name? “elsewhere” and "
        "“not yet” are no networks.",
        'audience.journey(bought, ["heard", "checked", "told"], platforms=...) counts; idxmax() '
        "names the row with the most in each column.",
    ),
    checked="the leading network of each stage",
    not_checked="whether the same would hold if you posted more there",
)
def journey(brand):
    return _leaders(brand, {stage: stage for stage in STAGES})


def _leaders(brand: Any, stages: dict[str, str]) -> dict[str, str]:
    people = brand.public().people
    table = audience.journey(people[people["customer"]], STAGES, platforms=NETWORKS)
    return {stage: str(table[column].idxmax()) for stage, column in stages.items()}


@journey.wrong(
    "the largest at every stage",
    "You named the most used network three times. To be used by many is one thing, to be where "
    "people make up their minds another: count the answers stage by stage.",
)
def _(brand):
    most = str(brand.public().people[list(NETWORKS)].mean().astype(float).idxmax())
    return dict.fromkeys(STAGES, most)


@journey.wrong(
    "the way back",
    "Your first and last stage are exchanged. heard is where they met the brand for the first "
    "time, told where they recommended it after they had bought.",
)
def _(brand):
    return _leaders(brand, dict(zip(STAGES, reversed(STAGES), strict=True)))


@journey.wrong(
    "one stage late",
    "You named a network that leads at another stage. Read the heading of each column again, and "
    "count the customers' answers, not those of all followers.",
)
def _(brand):
    return _leaders(brand, dict(zip(STAGES, (*STAGES[1:], STAGES[0]), strict=True)))


@QUESTIONS.question(
    "persona",
    title="A persona whose every claim stands in the data",
    points=3,
    answer=Reviewed(
        form=dict,
        review=lambda work, brand: audience.review_persona(
            work, brand.public().people, about="customer"
        ),
        worth=6,
        what="a dictionary with name, of (a segment, and customer True) and claims",
    ),
    hints=(
        "audience.profile lists what sets a group apart, the most telling on top. Which four rows "
        "would change what you post?",
        'of = {"segment": ..., "customer": True}, and as claims audience.evidence(people, of, '
        "column, value) for four columns that profile shows.",
    ),
    checked="each claim against the survey: share, number of people, and whether it sets apart",
    not_checked="whether the person comes alive: that is the next question",
)
def persona(brand):
    people = brand.public().people
    bought = people[people["customer"]]
    of = {"segment": str(bought["segment"].value_counts().index[0]), "customer": True}
    return _persona(brand, of)


def _persona(brand: Any, of: dict[str, Any]) -> dict[str, Any]:
    claims = [dict(claim) for claim in _claims(brand, tuple(of.items()))]
    return {"name": "Robin", "of": of, "claims": claims}


# A verdict compares with seven personas, and each takes a dozen look-ups in the survey.
@lru_cache(maxsize=256)
def _claims(brand: Any, of: tuple[tuple[str, Any], ...]) -> list[dict[str, Any]]:
    columns = [name for name in PROFILED if name not in dict(of)]
    rows = audience.profile(brand.public().people, dict(of), columns).to_dict("records")
    stand = [row for row in rows if row["share"] >= 0.5 or isinstance(row["is"], str)]
    return [{name: row[name] for name in CLAIM} for row in stand[:5]]


def _claim(people: pd.DataFrame, of: dict[str, Any], column: str, value: Any) -> dict[str, Any]:
    found = audience.evidence(people, of, column, value)
    return {name: found[name] for name in CLAIM}


def _right(brand: Any) -> tuple[pd.DataFrame, dict[str, Any]]:
    return brand.public().people, persona.key(brand)


@persona.wrong(
    "fits anybody",
    "Your persona fits anybody: its claims are as true of the others as of these people. A page "
    "written for anybody is read by nobody. Take what audience.profile shows on top.",
)
def _(brand):
    people, work = _right(brand)
    of = work["of"]
    wide = {"age": "1-99", "hour": "0-23", "worth": "0-999999"}
    claims = [_claim(people, of, column, value) for column, value in wide.items()]
    x = audience.evidence(people, of, "x", False)
    claims.append(_claim(people, of, "x", x["share"] >= 0.5))
    return work | {"claims": claims}


@persona.wrong(
    "followers for customers",
    "Your persona does not stand for customers, so its shares are of other people. Whoever follows "
    'need not buy. Add "customer": True to of, and look the shares up anew.',
)
def _(brand):
    people = brand.public().people
    follow = people[people["follower"]]
    largest = str(follow["segment"].value_counts().index[0])
    return _persona(brand, {"segment": largest, "follower": True})


@persona.wrong(
    "against the data",
    "Your persona says something that the data deny. It may be true of somebody you know; of "
    "these people most say otherwise. Take it out, or take what most of them say.",
)
def _(brand):
    people, work = _right(brand)
    meant = people[people["customer"] & (people["segment"] == work["of"]["segment"])]
    rare = str(meant["wants"].value_counts().index[-1])
    return work | {"claims": [*work["claims"], _claim(people, work["of"], "wants", rare)]}


@persona.wrong(
    "an average person",
    "Your persona has an average for an age or an hour. Few people are as old as their average; "
    "where there are two peaks, nobody may be. Say from where to where most of them are.",
)
def _(brand):
    people, work = _right(brand)
    meant = people[people["customer"] & (people["segment"] == work["of"]["segment"])]
    mean = round(float(meant["age"].mean()))
    claim = {"column": "age", "is": mean, "share": 1.0, "n": len(meant)}
    return work | {"claims": [*work["claims"], claim]}


@persona.wrong(
    "a handful of people",
    "Too few people stand behind your persona: each share may be off by a fifth or more. Ask for "
    "less in of, so that at least thirty are left.",
)
def _(brand):
    people = brand.public().people
    bought = people[people["customer"]]
    groups = bought.groupby(["segment", "place"]).size()
    small = groups[(groups >= 5) & (groups < audience.FEWEST_PEOPLE)].sort_values(kind="stable")
    segment, place = small.index[-1]
    return _persona(brand, {"segment": segment, "place": place, "customer": True})


@persona.wrong(
    "everybody's shares",
    "A share is not that of the persona's people. It may be everybody's, a guess, in per cent, or "
    "rounded to one digit: look the claim up among these people only, as a fraction.",
)
def _(brand):
    people, work = _right(brand)
    everyone = {"person": f"0-{len(people)}"}
    claims = [
        claim | {"share": _claim(people, everyone, claim["column"], claim["is"])["share"]}
        for claim in work["claims"]
    ]
    return work | {"claims": claims}


@persona.wrong(
    "nobody was asked",
    "Your persona says something that nobody was asked. It may be a good guess; mark it as one in "
    "the story, or ask it in the next survey, and keep it out of the claims.",
)
def _(brand):
    _, work = _right(brand)
    guess = {"column": "favourite film", "is": "a comedy", "share": 0.6, "n": 40}
    return work | {"claims": [*work["claims"], guess]}
