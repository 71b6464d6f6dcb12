"""Lesson 02: a sceptical owner's letter, answered."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from smmkit import kpi
from smmkit.brand.letter import CASES, METRICS, MYTHS, Letter, owners_letter
from smmkit.coach.answers import Choice, Number, Record, Rows
from smmkit.coach.questions import QuestionSet

QUESTIONS = QuestionSet("02", "myths")

ASKED = (100, 400, 1000)
Z = 1.959964  # standard errors to either side of 95 %


def _letter(brand: Any) -> Letter:
    return owners_letter(brand, number=2)


def _home(brand: Any) -> pd.DataFrame:
    posts = brand.history().posts
    return posts[posts["platform"] == brand.home]


def _followers(brand: Any) -> int:
    return brand.followers[brand.home]


@QUESTIONS.question(
    "interval",
    title="A share without its sample",
    points=2,
    answer=Rows(["n"], {"low": Number("fraction"), "high": Number("fraction")}),
    hints=(
        "The claim names no n, so work the same share out three times, as if 100, 400 and 1000 "
        "had been asked. Section 1 of the lesson has the function that gives the bounds.",
        "kpi.share_interval(letter.share, n=100) gives low and high; the same for 400 and 1000.",
    ),
    checked="the six bounds, to four digits",
    not_checked="whom the newsletter asked, and what it asked them",
)
def interval(brand):
    share = _letter(brand).share
    bounds = [kpi.share_interval(share, n=n) for n in ASKED]
    return _bounds(bounds)


def _bounds(bounds: list[tuple[float, float]]) -> pd.DataFrame:
    return pd.DataFrame(bounds, columns=["low", "high"]).assign(n=ASKED)


def _around(brand: Any, half_width: Any) -> pd.DataFrame:
    share = _letter(brand).share
    sd = math.sqrt(share * (1 - share))
    widths = [half_width(sd, n) for n in ASKED]
    return _bounds([(share - width, share + width) for width in widths])


@interval.wrong(
    "read as exact",
    "You gave the share itself as both bounds. That reads it as exact, and no share of a sample "
    "is: other people asked on another day would have given another number.",
)
def _(brand):
    return _around(brand, lambda sd, n: 0.0)


@interval.wrong(
    "sd for half-width",
    "You took the standard deviation of the single answers, √(p(1 − p)), for the width. It tells "
    "how people differ from each other and stays the same however many you ask. What shrinks with "
    "n is the standard error, the same divided by √n.",
)
def _(brand):
    return _around(brand, lambda sd, n: sd)


@interval.wrong(
    "two sd for half-width",
    "You went 1.96 standard deviations to either side and forgot to divide by √n: your bounds "
    "leave 0 to 1, where no share can lie, and asking more people would change nothing.",
)
def _(brand):
    return _around(brand, lambda sd, n: Z * sd)


@interval.wrong(
    "one standard error",
    "You went one standard error to either side. That holds the truth in about two samples of "
    "three; for 95 % it takes 1.96 of them.",
)
def _(brand):
    return _around(brand, lambda sd, n: sd / math.sqrt(n))


@interval.wrong(
    "divided by n",
    "You divided by n instead of √n. Four times as many people halve the width, they do not "
    "quarter it: certainty is dearer than it looks.",
)
def _(brand):
    return _around(brand, lambda sd, n: Z * sd / n)


@interval.wrong(
    "share plus or minus",
    "That is the textbook's share ± 1.96 standard errors: right in idea, and close at n = 1000. At "
    "n = 100 it is off by more than rounding forgives, and near 0 or 1 it leaves the scale. "
    "Wilson's interval was asked for: kpi.share_interval.",
)
def _(brand):
    return _around(brand, lambda sd, n: Z * sd / math.sqrt(n))


@QUESTIONS.question(
    "sample",
    title="How many to ask",
    points=2,
    answer=Number("people"),
    hints=(
        "Nothing is known about the share yet, so take the worst case, one half. How does n "
        "depend on the half-width: once, or squared?",
        "1.96² × 0.5 × 0.5 / half_width², rounded up; or kpi.sample_needed.",
    ),
    checked="the whole number",
    not_checked="how many of those asked would answer, and who they are",
)
def sample(brand):
    return kpi.sample_needed(_letter(brand).half_width)


@sample.wrong(
    "half-width not squared",
    "You divided by the half-width once. It stands in the formula squared: half the width costs "
    "four times the people.",
)
def _(brand):
    return math.ceil(Z**2 * 0.25 / _letter(brand).half_width)


@sample.wrong(
    "one standard error",
    "You left out the 1.96. Then the answer is off by more than you promised in one survey of "
    "three, not in one of twenty.",
)
def _(brand):
    return math.ceil(0.25 / _letter(brand).half_width ** 2)


@sample.wrong(
    "1.96 not squared",
    "You multiplied by 1.96 once. It sits under the square with the half-width: (1.96 / "
    "half-width)².",
)
def _(brand):
    return math.ceil(Z * 0.25 / _letter(brand).half_width ** 2)


@sample.wrong(
    "four times too many",
    "You ask four times as many people as you need. Either p(1 − p), a quarter, is left out, or "
    "the half-width was taken for the whole width: “off to either side” is the half.",
)
def _(brand):
    return math.ceil(Z**2 / _letter(brand).half_width ** 2)


@sample.wrong(
    "root of p(1 − p)",
    "You used √(p(1 − p)), the standard deviation. In n it stands squared, as p(1 − p): a quarter, "
    "not a half.",
)
def _(brand):
    return math.ceil(Z**2 * 0.5 / _letter(brand).half_width ** 2)


@sample.wrong(
    "rounded down",
    "You rounded down. Then you fall short of what you promised, if only by a hair: people come "
    "whole, so round up.",
)
def _(brand):
    return math.floor(Z**2 * 0.25 / _letter(brand).half_width ** 2)


@sample.wrong(
    "people in parts",
    "You left the number unrounded. People come whole, and the last part of one is needed too: "
    "round up.",
)
def _(brand):
    return Z**2 * 0.25 / _letter(brand).half_width ** 2


@sample.wrong(
    "the newsletter's share",
    "You took the newsletter's share for that of your buyers. Of them you know nothing yet, so "
    "take the share that asks for the most people: one half.",
)
def _(brand):
    share = _letter(brand).share
    return math.ceil(Z**2 * share * (1 - share) / _letter(brand).half_width ** 2)


@QUESTIONS.question(
    "bots",
    title="What bots do",
    points=2,
    answer=Record({"er_by_followers": Number("fraction"), "er_by_reach": Number("fraction")}),
    hints=(
        "Bots do nothing, so what stands above the line stays. What happens below it, in each of "
        "the two rates?",
        "kpi.with_bot_views(home, letter.bots, followers=followers) gives the posts as they would "
        "be; the page then has followers + letter.bots followers.",
    ),
    checked="the two rates, to four digits",
    not_checked="whether the platform would count these bots, or remove them first",
)
def bots(brand):
    return _rates(brand, er_by_reach=_seen_rate(brand))


def _rates(brand: Any, **instead: float) -> dict[str, float]:
    grown = _followers(brand) + _letter(brand).bots
    return {"er_by_followers": kpi.er_by_followers(_home(brand), followers=grown)} | instead


def _seen_rate(brand: Any) -> float:
    seen = kpi.with_bot_views(_home(brand), _letter(brand).bots, followers=_followers(brand))
    return kpi.er_by_reach(seen)


@bots.wrong(
    "bots raise both",
    "You let the rates rise with the number of followers, as if each bot acted like a person. Bots "
    "do nothing: the same engagements are divided by more accounts, and both rates fall.",
)
def _(brand):
    grown = 1 + _letter(brand).bots / _followers(brand)
    home = _home(brand)
    return {
        "er_by_followers": grown * kpi.er_by_followers(home, followers=_followers(brand)),
        "er_by_reach": grown * kpi.er_by_reach(home),
    }


@bots.wrong(
    "nothing moves",
    "You gave the rates of the page as it is. The bots do nothing, and just that moves the rates: "
    "they count below the line.",
)
def _(brand):
    home = _home(brand)
    return {
        "er_by_followers": kpi.er_by_followers(home, followers=_followers(brand)),
        "er_by_reach": kpi.er_by_reach(home),
    }


@bots.wrong(
    "reach left as it was",
    "Your rate by reach is that of the page without bots. It would hold if they slept; here they "
    "are shown each post like other followers, so they stand below the line of this rate too.",
)
def _(brand):
    return _rates(brand, er_by_reach=kpi.er_by_reach(_home(brand)))


@bots.wrong(
    "every bot sees every post",
    "You added all the bots to the reach of every post. A post reaches only a part of a page's "
    "followers; the bots are shown it as often as the others, so reach grows by bots / followers.",
)
def _(brand):
    home = _home(brand)
    crowded = home.assign(reach=home["reach"] + _letter(brand).bots)
    return _rates(brand, er_by_reach=kpi.er_by_reach(crowded))


@bots.wrong(
    "mean of the posts' rates",
    "You took the mean of the posts' rates, in which a post that hardly anybody saw weighs as much "
    "as your largest. Pooled means sum over sum: all engagements over all reach.",
)
def _(brand):
    seen = kpi.with_bot_views(_home(brand), _letter(brand).bots, followers=_followers(brand))
    return _rates(brand, er_by_reach=float((seen["engagements"] / seen["reach"]).mean()))


@bots.wrong(
    "bots for followers",
    "You divided by the bots alone. They come on top: the page has its followers and the bots.",
)
def _(brand):
    alone = kpi.er_by_followers(_home(brand), followers=_letter(brand).bots)
    return _rates(brand, er_by_followers=alone, er_by_reach=_seen_rate(brand))


@bots.wrong(
    "followers once",
    "Your rate by followers divides by the followers once for all posts, so it grows with each "
    "post. Followers count once for each post: kpi.er_by_followers does that.",
)
def _(brand):
    grown = _followers(brand) + _letter(brand).bots
    once = float(_home(brand)["engagements"].sum()) / grown
    return _rates(brand, er_by_followers=once, er_by_reach=_seen_rate(brand))


@QUESTIONS.question(
    "ring",
    title="What a likes ring does",
    points=2,
    answer=Record(
        {
            "er_by_reach": Number("fraction"),
            "ctr": Number("fraction"),
            "clicks_per_100": Number("clicks per 100 engagements"),
        }
    ),
    hints=(
        "Each friend opens each post once and likes it. Which of engagements, reach, impressions "
        "and clicks grow by that, for each post?",
        "page = kpi.with_likes_ring(home, letter.ring), then kpi.er_by_reach(page), kpi.ctr(page) "
        "and 100 * clicks / engagements from its sums.",
    ),
    checked="the three numbers, to four digits",
    not_checked="what the platform makes of the same likes from the same friends each time",
)
def ring(brand):
    return _ring(brand)


def _ring(brand: Any, **instead: float) -> dict[str, float]:
    page = kpi.with_likes_ring(_home(brand), _letter(brand).ring)
    return _three(page) | instead


def _three(page: pd.DataFrame) -> dict[str, float]:
    return {
        "er_by_reach": kpi.er_by_reach(page),
        "ctr": kpi.ctr(page),
        "clicks_per_100": 100 * float(page["clicks"].sum()) / float(page["engagements"].sum()),
    }


@ring.wrong(
    "the ring clicks too",
    "You let the ring raise the clicks. A friend who likes from a list in a chat has no use for "
    "the link: clicks stay as they were, and with more displays below the line CTR even falls.",
)
def _(brand):
    page = kpi.with_likes_ring(_home(brand), _letter(brand).ring)
    return _three(page.assign(clicks=page["clicks"] + _letter(brand).ring))


@ring.wrong(
    "nothing moves",
    "You gave the numbers of the page as it is. Add the ring to each post first.",
)
def _(brand):
    return _three(_home(brand))


@ring.wrong(
    "likes without a look",
    "You added the likes and not the looks. Whoever likes a post has been shown it, so each friend "
    "stands in its reach and its impressions too.",
)
def _(brand):
    home = _home(brand)
    liked = home["engagements"] + _letter(brand).ring
    return _three(home.assign(engagements=liked))


@ring.wrong(
    "the ring once",
    "You added the ring once, to the sums. It likes every post, so it counts once for each of "
    "them.",
)
def _(brand):
    home, ring = _home(brand), _letter(brand).ring
    once = {name: home[name].sum() + ring for name in ("engagements", "reach", "impressions")}
    return _three(pd.DataFrame(once | {"clicks": home["clicks"].sum()}, index=[0]))


@ring.wrong(
    "CTR as it was",
    "Your CTR is that of the page without the ring. The clicks stay, but the friends are shown the "
    "posts, so the impressions grow and CTR falls a little.",
)
def _(brand):
    return _ring(brand, ctr=kpi.ctr(_home(brand)))


@ring.wrong(
    "CTR by reach",
    "Your CTR divides by reach. CTR is clicks over impressions, displays and not accounts.",
)
def _(brand):
    page = kpi.with_likes_ring(_home(brand), _letter(brand).ring)
    return _ring(brand, ctr=float(page["clicks"].sum()) / float(page["reach"].sum()))


@ring.wrong(
    "engagements per click",
    "Your last number stands upside down: it tells engagements for 100 clicks. Asked is how many "
    "clicks come with 100 engagements, so the clicks stand above the line.",
)
def _(brand):
    return _ring(brand, clicks_per_100=1e4 / _ring(brand)["clicks_per_100"])


@ring.wrong(
    "clicks for one engagement",
    "Your last number is clicks for one engagement. Asked is how many come with 100.",
)
def _(brand):
    return _ring(brand, clicks_per_100=_ring(brand)["clicks_per_100"] / 100)


@QUESTIONS.question(
    "nothing",
    title="Against doing nothing",
    points=2,
    answer=Record(
        {
            "anyway": Number("fraction"),
            "gain": Number("money"),
            "highest_anyway": Number("fraction"),
        }
    ),
    hints=(
        "The group that was not shown the ads tells what happens without them, person for person. "
        "Which money is left of a sale, and which would be saved by doing nothing?",
        "anyway = orders per person not shown / orders per person shown; margin = brand.margin "
        "times the revenue of ads; then kpi.gain_over_nothing and kpi.highest_anyway with the "
        "whole spend as cost.",
    ),
    checked="the three numbers, to four digits",
    not_checked="whether the two groups were alike, and how far chance moves their orders",
)
def nothing(brand):
    return _nothing(brand)


def _sums(brand: Any) -> tuple[float, float, float]:
    """Return revenue and spend of the ads, and the share of buyers who come anyway."""
    ads = brand.history().ads
    groups = _letter(brand).holdout.set_index("group")
    rate = groups["orders"] / groups["people"]
    anyway = float(rate["not shown"] / rate["shown"])
    return float(ads["revenue"].sum()), float(ads["spend"].sum()), anyway


def _nothing(brand: Any, **instead: float) -> dict[str, float]:
    revenue, spend, anyway = _sums(brand)
    margin = brand.margin * revenue
    right = {
        "anyway": anyway,
        "gain": kpi.gain_over_nothing(margin, cost=spend, anyway=anyway),
        "highest_anyway": kpi.highest_anyway(margin, cost=spend),
    }
    return right | instead


@nothing.wrong(
    "orders counted, not people",
    "Your share compares the orders of the two groups and forgets that one group is larger. Divide "
    "each group's orders by its people first.",
)
def _(brand):
    revenue, spend, _ = _sums(brand)
    orders = _letter(brand).holdout.set_index("group")["orders"]
    share = orders["not shown"] / orders["shown"]
    gain = brand.margin * revenue * (1 - share) - spend
    return _nothing(brand, anyway=share, gain=gain)


@nothing.wrong(
    "one rate alone",
    "You gave the orders per person of the group that was not shown the ads. Asked is a share of "
    "the orders of those who were: divide by their orders per person.",
)
def _(brand):
    revenue, spend, _ = _sums(brand)
    groups = _letter(brand).holdout.set_index("group")
    rate = groups.loc["not shown", "orders"] / groups.loc["not shown", "people"]
    return _nothing(brand, anyway=rate, gain=brand.margin * revenue * (1 - rate) - spend)


@nothing.wrong(
    "what the ads brought",
    "Your share is that of the buyers whom the ads brought. Asked is the rest of them, those who "
    "would have come anyway.",
)
def _(brand):
    return _nothing(brand, anyway=1 - _sums(brand)[2])


@nothing.wrong(
    "everything counted as brought",
    "Your gain counts every order as brought by the ads. Part of these people would have bought "
    "anyway, and their margin would be there without the spend: take off that share first.",
)
def _(brand):
    revenue, spend, _ = _sums(brand)
    return _nothing(brand, gain=brand.margin * revenue - spend)


@nothing.wrong(
    "revenue for margin",
    "You counted with revenue. Most of a sale pays for the goods; what doing nothing would cost "
    "the owner is the margin of the lost sales.",
)
def _(brand):
    revenue, spend, anyway = _sums(brand)
    return _nothing(brand, gain=revenue * (1 - anyway) - spend, highest_anyway=1 - spend / revenue)


@nothing.wrong(
    "spend cut as well",
    "Your gain takes the share of those who come anyway off the spend as well. The ads were paid "
    "in full, whoever saw them.",
)
def _(brand):
    revenue, spend, anyway = _sums(brand)
    return _nothing(brand, gain=(brand.margin * revenue - spend) * (1 - anyway))


@nothing.wrong(
    "the wrong part kept",
    "Your gain keeps the margin of those who would have come anyway and drops the others. It is "
    "the others whom the ads brought: multiply by 1 − anyway.",
)
def _(brand):
    revenue, spend, anyway = _sums(brand)
    return _nothing(brand, gain=brand.margin * revenue * anyway - spend)


@nothing.wrong(
    "spend over margin",
    "Your last number is spend over margin, the share of the margin that must be brought. The rest "
    "of it may come anyway: 1 − spend / margin.",
)
def _(brand):
    revenue, spend, _ = _sums(brand)
    return _nothing(brand, highest_anyway=spend / (brand.margin * revenue))


@QUESTIONS.question(
    "budgets",
    title="The smallest budget, and the best",
    points=2,
    answer=Record({"smallest": Number("money per month"), "best": Number("money per month")}),
    hints=(
        "Work out for each row what a month leaves: which money comes in, and which two sums go "
        "out?",
        "gain = brand.margin * brand.order_value * orders − budget − fee; the smallest budget with "
        "a gain of 0 or more, and the budget with the highest gain.",
    ),
    checked="the two budgets",
    not_checked="whether the orders will come as the table expects",
)
def budgets(brand):
    return _budgets(brand)


def _budgets(brand: Any, **instead: float) -> dict[str, float]:
    return _chosen(*_month(brand)) | instead


def _month(
    brand: Any, *, of_sale: float | None = None, fee: bool = True
) -> tuple[pd.DataFrame, pd.Series]:
    letter = _letter(brand)
    left = brand.margin if of_sale is None else of_sale
    offers = letter.offers
    came = left * brand.order_value * offers["orders"]
    return offers, came - offers["budget"] - letter.fee * fee


def _chosen(offers: pd.DataFrame, gain: pd.Series) -> dict[str, float]:
    budget = offers["budget"]
    return {
        "smallest": float(budget[gain >= 0].min()),
        "best": float(budget[gain.idxmax()]),
    }


@budgets.wrong(
    "revenue for margin",
    "You counted the whole revenue as coming in. With it, a budget seems to pay long before it "
    "does: use margin times revenue.",
)
def _(brand):
    return _chosen(*_month(brand, of_sale=1.0))


@budgets.wrong(
    "fee left out",
    "You left out the fee. It is due whatever the budget, so a small budget has to carry it all: "
    "just this is why cheap can bring nothing.",
)
def _(brand):
    return _chosen(*_month(brand, fee=False))


@budgets.wrong(
    "most orders",
    "Your best budget is the one with the most orders. The last orders cost more than they leave: "
    "look for the highest gain.",
)
def _(brand):
    offers = _letter(brand).offers
    return _budgets(brand, best=float(offers["budget"].iloc[-1]))


@budgets.wrong(
    "highest return for each unit spent",
    "Your best budget has the highest return for each unit of money spent. A smaller sum at a "
    "better rate can leave less: the owner lives on the gain, not on the rate.",
)
def _(brand):
    letter = _letter(brand)
    offers = letter.offers
    rate = offers["orders"] / (offers["budget"] + letter.fee)
    return _budgets(brand, best=float(offers["budget"][rate.idxmax()]))


@budgets.wrong(
    "gains for budgets",
    "You gave what the two months leave. Asked is which budgets leave it: read their column.",
)
def _(brand):
    _, gain = _month(brand)
    return {"smallest": float(gain[gain >= 0].iloc[0]), "best": float(gain.max())}


@budgets.wrong(
    "the two swapped",
    "You have both budgets, under each other's name: the smallest that pays is the smaller one.",
)
def _(brand):
    right = _budgets(brand)
    return {"smallest": right["best"], "best": right["smallest"]}


# Which metric would settle a line, and when its writer would be right.
_SETTLED = {
    "interns": (
        "followers lost and complaints, before and after the work changed hands",
        "what is said is decided, and checked, by someone who answers for it",
    ),
    "hours": (
        "messages by hour of the week, and the time until they were answered",
        "hardly a message comes outside opening hours, and planned posts fill the rest",
    ),
    "unmeasured": (
        "margin of the orders that came through social media, against its whole cost",
        "orders are so few that a good month can't be told from luck",
    ),
    "likes": ("clicks per 100 engagements", "they are buyers, and would have liked it unasked"),
    "unneeded": (
        "share of our own buyers who use a network, with the number asked",
        "the product is unique and its marketing was right from the start",
    ),
    "settled": (
        "vacancies for the job, counted each month at one source",
        "a count at one source stays level for a year",
    ),
    "cheap": (
        "margin minus cost at several monthly budgets",
        "it is the beginning, the goal is small, and the work goes on every month",
    ),
    "following": (
        "what a page that they ran for a client brought, before and after",
        "the job is to be the face of the brand",
    ),
    "everything": (
        "hours that the tasks take, against the hours there are",
        "the firm is small and the week's list short enough for one pair of hands",
    ),
}


@QUESTIONS.question(
    "settled",
    title="Nine lines, nine ways to settle them",
    points=3,
    answer=Rows(
        ["line"],
        {
            "metric": Choice(tuple(f"M{n}" for n in range(1, 1 + len(METRICS)))),
            "right_if": Choice(tuple(f"C{n}" for n in range(1, 1 + len(CASES)))),
        },
    ),
    hints=(
        "Ask of each line: which count would I show the owner, so that one of us has to give in? "
        "Each metric serves one line, and three serve none. Each case serves one line, and one "
        "serves none.",
        "Begin with what the line is about: people, hours, money, likes, buyers, vacancies. How "
        "many followers there are, and which part of them reacts, settles none of the nine.",
    ),
    checked="the nine metrics and the nine cases, by their codes",
    not_checked="what the metrics would show on your page",
)
def settled(brand):
    return _settled(brand)


def _settled(brand: Any, swap: tuple[str, str] | None = None) -> pd.DataFrame:
    letter = _letter(brand)
    code = {
        row.text: row.code for row in (*letter.metrics.itertuples(), *letter.cases.itertuples())
    }
    name_of = {claim: name for name, claim in MYTHS.items()}
    names = [name_of[claim] for claim in letter.lines["claim"]]
    other = dict([swap, swap[::-1]]) if swap else {}
    return pd.DataFrame(
        {
            "line": letter.lines["line"],
            "metric": [code[_SETTLED[other.get(name, name)][0]] for name in names],
            "right_if": [code[_SETTLED[name][1]] for name in names],
        }
    )


def _with_metric(brand: Any, metric: str) -> pd.DataFrame:
    letter = _letter(brand)
    (found,) = letter.metrics.loc[letter.metrics["text"] == metric, "code"]
    return _settled(brand).assign(metric=found)


@settled.wrong(
    "followers settle everything",
    "You answered every line with followers. They can be bought for a few coins, as you have seen: "
    "a number that anybody can buy settles nothing.",
)
def _(brand):
    return _with_metric(brand, "followers of our page")


@settled.wrong(
    "an engagement rate settles everything",
    "You answered every line with the engagement rate. It falls with bots and rises with a ring of "
    "friends while orders stay: it is a thermometer, and most of these lines are not about "
    "temperature.",
)
def _(brand):
    return _with_metric(brand, "engagement rate by followers")


@settled.wrong(
    "competitors settle everything",
    "You answered every line with what competitors do. They may be wrong in the same way; look for "
    "a count on your own side that would make one of you give in.",
)
def _(brand):
    return _with_metric(brand, "how often competitors post")


@settled.wrong(
    "money settles everything",
    "You answered every line with margin against cost. That settles the line which says that "
    "nothing can be measured. The others ask about people, hours, buyers or the market.",
)
def _(brand):
    return _with_metric(brand, _SETTLED["unmeasured"][0])


@settled.wrong(
    "cheap and unmeasured swapped",
    "You swapped two lines about money. Whether it can be measured is settled by one sum, margin "
    "against whole cost. Whether cheap will do is settled by several budgets side by side.",
)
def _(brand):
    return _settled(brand, swap=("cheap", "unmeasured"))


@settled.wrong(
    "unneeded and unmeasured swapped",
    "You swapped the line about need with the one about measuring. Margin against cost shows that "
    "it can be measured; whether your trade needs it begins with whether your buyers are there.",
)
def _(brand):
    return _settled(brand, swap=("unneeded", "unmeasured"))


@settled.wrong(
    "interns and everything swapped",
    "You swapped the line about interns with the one about doing everything. One asks how well the "
    "work is done, and shows in people who leave; the other asks whether it fits into the hours.",
)
def _(brand):
    return _settled(brand, swap=("interns", "everything"))


@settled.wrong(
    "the owner is never right",
    "You gave the owner no case at all. Every one of these lines holds somewhere, and an owner who "
    "hears where listens to the rest.",
)
def _(brand):
    letter = _letter(brand)
    (never,) = letter.cases.loc[letter.cases["text"].str.startswith("never"), "code"]
    return _settled(brand).assign(right_if=never)
