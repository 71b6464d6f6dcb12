"""Lesson 05: a calendar of four weeks within the team's hours."""

from __future__ import annotations

import itertools
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from smmkit import content
from smmkit.brand.agreement import agreement, draft_plan, wish_list
from smmkit.brand.arrivals import arrivals, rota
from smmkit.brand.parameters import formats
from smmkit.coach.answers import Call, Choice, Function, Number, Record
from smmkit.coach.deliverables import Reviewed
from smmkit.coach.questions import QuestionSet

QUESTIONS = QuestionSet("05", "content")

PARTS = ("morning", "midday", "afternoon", "evening")
YEAR = (pd.Timestamp("2026-06-29"), pd.Timestamp("2027-06-27"))
ELSEWHERE = ("US", "PL", "GB", "CZ")


def _brief(brand: Any) -> content.Brief:
    return content.Brief(**agreement(brand))


@QUESTIONS.question(
    "capacity",
    title="What the owner's wish costs in hours",
    points=2,
    answer=Record({"needed": Number("hours"), "over": Number("hours")}),
    hints=(
        "A reel is not a link: what does one post of each row take? And which hours are left for "
        "posts, once reading, answering and reporting are done?",
        'needed = (wish["posts"] * wish["hours"]).sum(); over = needed - brief.hours.',
    ),
    checked="the two numbers of hours",
    not_checked="which posts you would strike out",
)
def capacity(brand):
    return _hours(brand, _needed(brand))


def _needed(brand: Any) -> float:
    wish = wish_list(brand)
    return float((wish["posts"] * wish["hours"]).sum())


def _hours(brand: Any, needed: float) -> dict[str, float]:
    return {"needed": needed, "over": needed - _brief(brand).hours}


@capacity.wrong(
    "hours without the format",
    "You counted an hour a post, whatever its format. A video takes more than four times a link: "
    "multiply each row's posts by its own hours, then add up.",
)
def _(brand):
    return _hours(brand, float(wish_list(brand)["posts"].sum()))


@capacity.wrong(
    "one hour figure for all formats",
    "You multiplied all posts by the plain average of the formats' hours. That average forgets how "
    "many posts of each format are wished for: multiply row by row, then add up.",
)
def _(brand):
    wish = wish_list(brand)
    return _hours(brand, float(wish["posts"].sum() * wish["hours"].mean()))


@capacity.wrong(
    "all of the team's hours",
    "You took all of the team's hours for making posts. Reading the field's news, answering and "
    "reporting come every week too: what is left for posts is brief.hours.",
)
def _(brand):
    return {"needed": _needed(brand), "over": _needed(brand) - brand.hours}


@capacity.wrong(
    "four weeks against one",
    "You added up four weeks of wishes. The table is one week's wish, and brief.hours are one "
    "week's hours: hold the one against the other.",
)
def _(brand):
    return _hours(brand, 4 * _needed(brand))


@QUESTIONS.question(
    "offers",
    title="A fifth may sell",
    points=2,
    answer=Record({"share": Number("fraction"), "replace": Number("posts")}),
    hints=(
        "Out of how many posts? And if the plan keeps its length, how many offers may stay?",
        'share = (draft["pillar"] == "offer").mean(); replace = offers minus the whole number of '
        "posts in 0.2 * len(draft). content.offers_to_replace does it too.",
    ),
    checked="the share, and the whole number of posts",
    not_checked="what you would post instead",
)
def offers(brand):
    posts, selling = _selling(brand)
    return {"share": selling / posts, "replace": content.offers_to_replace(posts, selling)}


def _selling(brand: Any) -> tuple[int, int]:
    draft = draft_plan(brand, attempt=1)
    return len(draft), int((draft["pillar"] == "offer").sum())


@offers.wrong(
    "offers against the others",
    "You divided the offers by the posts that are none. A share is a part of the whole: divide by "
    "all posts.",
)
def _(brand):
    posts, selling = _selling(brand)
    rest = posts - selling
    return {"share": selling / rest, "replace": content.offers_to_replace(posts, selling)}


@offers.wrong(
    "struck out instead of replaced",
    "You struck offers out, which makes the plan shorter and the fifth smaller, so more have to go "
    "than needed. Replaced means: the plan keeps its length, and some offers become other posts.",
)
def _(brand):
    posts, selling = _selling(brand)
    struck = next(n for n in range(posts) if 5 * (selling - n) <= posts - n)
    return {"share": selling / posts, "replace": struck}


@offers.wrong(
    "all offers",
    "You replaced every offer. A page may sell: a fifth of the posts may stay offers.",
)
def _(brand):
    posts, selling = _selling(brand)
    return {"share": selling / posts, "replace": selling}


@QUESTIONS.question(
    "best_slot",
    title="The part of the day you can defend",
    points=3,
    answer=Record({"slot": Choice((*PARTS, "night")), "lift": Number("fraction")}),
    hints=(
        "One post that flew tells of luck. Which column of the table has taken the format and the "
        "number of posts into account?",
        'slots = content.best_slots(home); sure = slots[slots["enough"]]; the row with the largest '
        '"lift", which sure["lift"].idxmax() names, and its lift.',
    ),
    checked="the part of the day and its lift",
    not_checked="whether the coming weeks will be like the past ones",
)
def best_slot(brand):
    return _best(content.best_slots(_home(brand)), "lift")


def _home(brand: Any) -> pd.DataFrame:
    posts = brand.history().posts
    return posts[posts["platform"] == brand.home]


def _best(slots: pd.DataFrame, column: str) -> dict[str, Any]:
    sure = slots[slots["enough"]]
    return {"slot": str(sure[column].idxmax()), "lift": float(sure[column].max())}


def _part(hour: int) -> str:
    bounds = zip((7, 11, 15, 19), PARTS, strict=True)
    return next((name for start, name in bounds if start <= hour < start + 4), "night")


@best_slot.wrong(
    "one lucky post",
    "You took the time of the one post that flew highest. Most of a single post's reach is luck, "
    "and somewhere there is always a highest one. Look at many posts of a slot together.",
)
def _(brand):
    home = _home(brand)
    best = home.loc[home["reach"].idxmax()]
    usual = home.loc[home["format"] == best["format"], "reach"].mean()
    return {
        "slot": _part(best["published"].hour),
        "lift": float(best["reach"] / usual - 1),
    }


@best_slot.wrong(
    "format left out",
    "You compared plain mean reach. A slot in which many videos or paid posts went out looks good "
    "for their sake: hold each post against the usual reach of its like, as best_slots does.",
)
def _(brand):
    home = _home(brand)
    mean = home.groupby(home["published"].dt.hour.map(_part))["reach"].mean()
    lift = mean / float(home["reach"].mean()) - 1
    return {"slot": str(lift.idxmax()), "lift": float(lift.max())}


@best_slot.wrong(
    "raw lift",
    "You took the column raw. It believes ten posts as firmly as a hundred, so the slot with the "
    "fewest posts wins too easily. Take lift, which is pulled towards zero where posts are few.",
)
def _(brand):
    return _best(content.best_slots(_home(brand)), "raw")


@best_slot.wrong(
    "chance for lift",
    "You took the column best for the lift. It is the chance that this slot is the best of all, "
    "and says how sure you may be; how much more it reaches stands under lift.",
)
def _(brand):
    slots = content.best_slots(_home(brand))
    right = _best(slots, "lift")
    return right | {"lift": float(slots.loc[right["slot"], "best"])}


@best_slot.wrong(
    "best of single hours",
    "You looked hour by hour. Many hours with few posts each leave much room for a lucky "
    "winner; the question is about parts of the day.",
)
def _(brand):
    best = _best(content.best_slots(_home(brand), by="hour"), "lift")
    return best | {"slot": _part(int(best["slot"]))}


@best_slot.wrong(
    "all platforms",
    "You took the posts of all platforms together. Each has its own public and its own hours: take "
    "home, which holds the home platform's posts alone.",
)
def _(brand):
    return _best(content.best_slots(brand.history().posts), "lift")


@QUESTIONS.question(
    "cover",
    title="Who answers, and when nobody does",
    points=3,
    answer=Record(
        {
            "staffed_hours": Number("hours"),
            "quiet_share": Number("fraction"),
            "longest_wait": Number("hours"),
        }
    ),
    hints=(
        "Staffed is when a person answers, and on which days. For the share, count messages, not "
        "hours. Who writes just after the week's last staffed hour waits longest.",
        "content.cover(messages, **rota) returns all three under these names.",
    ),
    checked="the three numbers",
    not_checked="whether the messages of June are like those of July",
)
def cover(brand):
    return _cover(brand)


def _cover(brand: Any, **instead: Any) -> dict[str, float]:
    found = content.cover(arrivals(brand), **(rota(brand) | instead))
    return found[["staffed_hours", "quiet_share", "longest_wait"]].to_dict()


@cover.wrong(
    "24/7 read as 168 staffed hours",
    "You counted all 168 hours of the week as staffed. Planning tools post around the clock; they "
    "answer nobody. Staffed hours are those in which a person of the rota reads and replies.",
)
def _(brand):
    return {"staffed_hours": 168.0, "quiet_share": 0.0, "longest_wait": 0.0}


@cover.wrong(
    "share of hours",
    "You took the share of hours without staff. Messages don't come evenly: count the messages "
    "that arrive in such hours, and divide by all messages.",
)
def _(brand):
    right = _cover(brand)
    return right | {"quiet_share": 1 - right["staffed_hours"] / 168}


@cover.wrong(
    "messages that met somebody",
    "You took the share of messages that met somebody. Asked is the rest, those that came in while "
    "nobody was there: 1 less your share.",
)
def _(brand):
    right = _cover(brand)
    return right | {"quiet_share": 1 - right["quiet_share"]}


@cover.wrong(
    "an hour too many",
    "You counted the hour that begins when the rota ends. From 9 to 17 is eight hours, and a "
    "message of 17:00 meets nobody: leave the last hour out.",
)
def _(brand):
    return _cover(brand, end=rota(brand)["end"] + 1)


@cover.wrong(
    "weekend staffed",
    "You let the rota run on all seven days. It names its days; at the weekend nobody answers, and "
    "that is when the longest wait begins.",
)
def _(brand):
    return _cover(brand, days=range(7))


@cover.wrong(
    "one night for the longest wait",
    "Your longest wait is a night from one staffed day to the next. Before a free day the wait is "
    "a night and that day and another night.",
)
def _(brand):
    times = rota(brand)
    return _cover(brand) | {"longest_wait": 24.0 - times["end"] + times["start"]}


@QUESTIONS.question(
    "year",
    title="The working days of a year",
    points=2,
    answer=Record({"working_days": Number("days"), "hours": Number("hours")}),
    hints=(
        "From Monday to Friday, less the public holidays that fall on such a day. Those on a "
        "weekend take nothing away.",
        "days = pd.bdate_range(first, last) holds Monday to Friday; "
        "closed = content.holidays(brand.country, first, last).index; "
        "(~days.isin(closed)).sum() counts what is left. One such day has brand.hours / 5 hours.",
    ),
    checked="the number of days and of hours",
    not_checked="leave, illness and the holidays of a region",
)
def year(brand):
    return _year(brand, brand.country)


def _year(brand: Any, country: str | None) -> dict[str, float]:
    days = pd.bdate_range(*YEAR)
    closed = content.holidays(country, *YEAR).index if country else []
    working = int((~days.isin(closed)).sum())
    return {"working_days": working, "hours": working * brand.hours / 5}


@year.wrong(
    "holiday missed",
    "You counted every Monday to Friday. On public holidays the team is at home, and the calendar "
    "of your own country says when: content.holidays(brand.country, first, last).",
)
def _(brand):
    return _year(brand, None)


@year.wrong(
    "another country's holidays",
    "You took the public holidays of another country. Your brand trades in brand.country: its own "
    "calendar counts.",
)
def _(brand):
    right = _year(brand, brand.country)
    others = (_year(brand, country) for country in ELSEWHERE if country != brand.country)
    return next(other for other in others if other != right)


@year.wrong(
    "a week's hours each day",
    "You gave each day the hours of a week. brand.hours are those of five days: a day has a fifth "
    "of them.",
)
def _(brand):
    right = _year(brand, brand.country)
    return right | {"hours": right["working_days"] * brand.hours}


@year.wrong(
    "seven-day week",
    "You counted Saturdays and Sundays as working days. The page may post on them, by a planning "
    "tool; the team works from Monday to Friday.",
)
def _(brand):
    days = pd.date_range(*YEAR)
    working = int((~days.isin(content.holidays(brand.country, *YEAR).index)).sum())
    return {"working_days": working, "hours": working * brand.hours / 5}


@QUESTIONS.question(
    "lost_posts",
    title="Is the whole plan in the calendar file?",
    points=2,
    answer=Function(returns=Number("posts"), calls=lambda brand: _files(brand)),
    hints=(
        "A post is found again by its time and its platform together. What if the file holds as "
        "many events as the plan has posts, but one of them is somebody's dentist?",
        'there = set(zip(read["publish_at"], read["platform"])), with read = '
        "content.from_ics(text); then count the pairs of the plan that are not in it.",
    ),
    checked="your function on a whole file, with a post lost, moved, swapped, and a stranger in it",
    not_checked="whether the texts arrived whole",
)
def lost_posts(brand):
    return _missing("publish_at", "platform")


def _missing(*columns: str) -> Any:
    def count(plan: pd.DataFrame, text: str) -> int:
        read = content.from_ics(text)
        there = set(zip(*(read[name] for name in columns), strict=True))
        asked = zip(*(plan[name] for name in columns), strict=True)
        return sum(key not in there for key in asked)

    return count


def _files(brand: Any) -> list[Call]:
    titles = [f"A word about {word}" for word in agreement(brand)["words"][2:8]]
    noon = pd.Timestamp("2026-07-01 12:00")
    plan = pd.DataFrame(
        {
            # The first two go out in the same minute, on two platforms.
            "publish_at": [noon, *(noon + pd.Timedelta(days=n) for n in range(5))],
            "platform": [brand.platforms[n % 3] for n in range(6)],
            "title": titles,
        }
    )
    dentist = pd.DataFrame(
        {"publish_at": [noon + pd.Timedelta(days=9)], "platform": [None], "title": ["Dentist"]}
    )
    moved = plan.assign(publish_at=plan["publish_at"].where(plan.index != 4, noon))
    cases = {
        "a whole file": plan,
        "a file that lacks two posts": plan.iloc[[0, 2, 3, 5]],
        "a file that lacks one of two posts of the same minute": plan.drop(index=1),
        "a file in which a post stands at another time": moved,
        "a file that lacks a post and holds a stranger": pd.concat([plan.iloc[1:], dentist]),
        "a file with a stranger beside the whole plan": pd.concat([plan, dentist]),
    }
    return [Call(why, args=(plan, content.to_ics(table))) for why, table in cases.items()]


@lost_posts.wrong(
    "rows counted",
    "Your function compares the number of rows. A post may be lost and a stranger be there, and "
    "the numbers agree: look for each post of the plan.",
)
def _(brand):
    return lambda plan, text: len(plan) - len(content.from_ics(text))


@lost_posts.wrong(
    "time alone",
    "Your function looks for the time alone. Two platforms may post in the same minute: look for "
    "time and platform together.",
)
def _(brand):
    return _missing("publish_at")


@lost_posts.wrong(
    "title alone",
    "Your function looks for the title alone. A post that stands at a wrong time is lost as well: "
    "look for time and platform together.",
)
def _(brand):
    return _missing("title")


@QUESTIONS.question(
    "plan",
    title="The plan of four weeks",
    points=6,
    answer=Reviewed(
        pd.DataFrame,
        lambda plan, brand: content.review(plan, _brief(brand)),
        worth=10,
        what="a plan: a table with the columns of PLAN, a row for each post",
    ),
    hints=(
        "content.review(plan, brief) says every fault; begin with the errors. content.rules() "
        "tells what each costs and why.",
        "Write the ideas as a table with platform, format, pillar, title and alt_text, each naming "
        "something of the brand's own; content.lay_out(ideas, brief) gives them days, hours and "
        "people. One idea is the contest, with a link and the day it ends.",
    ),
    checked="everything that content.review looks at",
    not_checked="whether the ideas are good: a reader decides that",
)
def plan(brand):
    return _good_plan(brand)


def _good_plan(brand: Any) -> pd.DataFrame:
    return _kept_plan(brand).copy()


@lru_cache(maxsize=64)
def _kept_plan(brand: Any) -> pd.DataFrame:
    brief = _brief(brand)
    goods, people, topics = brief.words[2:6], brief.words[6:9], brief.words[9:12]
    ways = {
        "product": (goods, ("A closer look at our {}", "What goes into the {}")),
        "people": (people, ("A morning with {}", "You asked, we answer: {}")),
        "advice": (topics, ("How to {}", "What most people get wrong when they {}")),
        "offer": (goods, ("Until Sunday: the {} at a better price",)),
    }
    titles = {
        pillar: itertools.cycle([way.format(word) for way in phrases for word in words])
        for pillar, (words, phrases) in ways.items()
    }
    turns = itertools.cycle(["people", "advice", "product", "advice", "people", "product", "offer"])
    places = ("at the open door", "at the long table", "in front of a green wall")
    scenes = itertools.product(people, places, goods)
    seen = itertools.cycle([f"{who} {place}, beside a sign: {item}" for who, place, item in scenes])
    rows = []
    for platform, promised in brief.platforms.items():
        quick = min(formats(platform), key=brief.format_hours.get)
        for _ in range(4 * promised):
            pillar = next(turns)
            title = next(titles[pillar])
            alt = next(seen)
            rows.append((platform, quick, pillar, title, None, alt, None))
    names = ["platform", "format", "pillar", "title", "text", "alt_text", "link"]
    ideas = pd.DataFrame(rows, columns=names)
    contest = (
        f"Contest: show us your {goods[0]}",
        "Post your picture by 19 July; the team picks the winner by the rules behind the link.",
        "https://example.org/rules",
    )
    ideas.loc[0, ["title", "text", "link"]] = contest
    return content.lay_out(ideas, brief)


@plan.wrong(
    "one idea again and again",
    "Your plan tells the same thing again and again: titles that differ only by a number or a word "
    "read as one. Take the brand's goods, its people and the questions its customers ask in turn.",
)
def _(brand):
    good = _good_plan(brand)
    same = f"Something new from {brand.name}"
    return good.assign(title=good["title"].where(good["link"].notna(), same))


@plan.wrong(
    "a platform forgotten",
    "On one platform your plan keeps silent, though posts were promised there each week. Plan "
    "them, or tell the owner that you propose to leave that platform.",
)
def _(brand):
    good = _good_plan(brand)
    return good[good["platform"] != brand.platforms[-1]]


@plan.wrong(
    "fits any page",
    "Your titles would fit any page in any town. Name what only this brand has: its goods, its "
    "people, its customers' questions.",
)
def _(brand):
    good = _good_plan(brand)
    days = ("sun", "moon", "rain", "snow", "wind", "hill", "sea", "wood", "lake", "road", "star")
    moods = ("bright", "calm", "quick", "warm")
    any_page = [f"{mood} {thing} feelings" for thing in days for mood in moods]
    own = good["link"].notna()
    return good.assign(
        title=good["title"].where(own, pd.Series(any_page[: len(good)])),
        alt_text=[f"{word} in a frame" for word in any_page[: len(good)]],
    )


@plan.wrong(
    "too many offers",
    "More than a fifth of your posts sell. People follow a page for what it gives them; keep the "
    "offers few, and they are read.",
)
def _(brand):
    good = _good_plan(brand)
    for pillar in ("people", "product", "advice"):
        swap = good.index[(good["pillar"] == pillar) & good["link"].isna()][1::2]
        good.loc[swap, "pillar"] = "offer"
    return good


@plan.wrong(
    "hours without the format",
    "Your weeks hold more work than the team has hours. Count each post with what its format "
    "takes, and take quicker formats or promise less.",
)
def _(brand):
    return _good_plan(brand).assign(format="video", hours=4.5)


@plan.wrong(
    "closed day missed",
    "A post of yours goes out on a day on which nothing should. Holidays and closed days stand in "
    "brief.blackout and content.holidays: look there before you fix a date.",
)
def _(brand):
    good = _good_plan(brand)
    for date in _brief(brand).blackout:
        week = good["publish_at"].between(date - pd.Timedelta(days=3), date + pd.Timedelta(days=4))
        first = good.index[week & (good["platform"] == brand.home)][0]
        clock = good.loc[first, "publish_at"] - good.loc[first, "publish_at"].normalize()
        good.loc[first, "publish_at"] = date + clock
    return good


@plan.wrong(
    "posted while everybody sleeps",
    "Some of your posts go out at night. Being there around the clock does not mean posting around "
    "the clock: the first hours decide how far a post travels, and at night nobody answers.",
)
def _(brand):
    good = _good_plan(brand)
    night = good["publish_at"].dt.normalize() + pd.Timedelta(hours=3)
    return good.assign(publish_at=good["publish_at"].where(np.arange(len(good)) % 4 > 0, night))


@plan.wrong(
    "nobody answers",
    "Your plan names nobody who answers. A post brings questions within the hour; a planning tool "
    "publishes it and goes to sleep. Name a person of the team for each day with a post.",
)
def _(brand):
    return _good_plan(brand).assign(cover=None)


@plan.wrong(
    "contest without rules",
    "Your contest has no link to its rules. Who may enter, until when, what can be won and who "
    "decides must be written where everybody can read it, before the first entry.",
)
def _(brand):
    return _good_plan(brand).assign(link=None)
