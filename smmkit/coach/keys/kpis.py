"""Lesson 08: the monthly KPI sheet."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from smmkit import kpi
from smmkit.coach.answers import Call, Function, Number, Record, Rows
from smmkit.coach.questions import QuestionSet

QUESTIONS = QuestionSet("08", "kpis")

MEAN = "mean of ratios"


def _home(brand: Any) -> pd.DataFrame:
    posts = brand.history().posts
    return posts[posts["platform"] == brand.home]


def _followers(brand: Any) -> int:
    return brand.followers[brand.home]


@QUESTIONS.question(
    "er_by_reach",
    title="Engagement rate by reach",
    points=2,
    answer=Number("fraction"),
    hints=(
        "The name says what to divide by, and pooled says when: add up first, divide once.",
        'home["engagements"].sum() over home["reach"].sum().',
    ),
    checked="the number, to three digits",
    not_checked="how you worked it out",
)
def er_by_reach(brand):
    return kpi.er_by_reach(_home(brand))


@er_by_reach.also("summed and divided by hand")
def _(brand):
    home = _home(brand)
    return home["engagements"].sum() / home["reach"].sum()


@er_by_reach.wrong(
    "divided by followers",
    "You divided by followers. Many of them never saw the post, so this rate falls whenever the "
    "platform shows a post to fewer people, however well it was liked. Divide by reach.",
)
def _(brand):
    return kpi.er_by_followers(_home(brand), followers=_followers(brand))


@er_by_reach.wrong(
    "followers once",
    "You added up all engagements and divided by the followers once: the freelancer's recipe. It "
    "grows with every post, good or bad. Divide by what grows with the posts too, their reach.",
)
def _(brand):
    return float(_home(brand)["engagements"].sum()) / _followers(brand)


@er_by_reach.wrong(
    "divided by impressions",
    "You divided by impressions. They count a person again each time, so the rate looks smaller "
    "than it is by reach. Both are in use, under two names; here reach was asked for.",
)
def _(brand):
    return kpi.er_by_impressions(_home(brand))


@er_by_reach.wrong(
    "mean of the posts' rates",
    "You took the mean of the posts' own rates. A post that ten people saw then counts as much as "
    "one that ten thousand saw. Pooled means: add up both columns first, then divide once.",
)
def _(brand):
    return kpi.er_by_reach(_home(brand), average=MEAN)


@er_by_reach.wrong(
    "all platforms",
    "You took the posts of all platforms together. Each platform counts in its own way, so such a "
    "rate moves with the mix of platforms. Take home, which holds the home platform's posts alone.",
)
def _(brand):
    return kpi.er_by_reach(brand.history().posts)


@QUESTIONS.question(
    "expected_engagements",
    title="A forecast for next month",
    points=2,
    answer=Number("engagements"),
    hints=(
        "Which average, times a summed reach, gives back the engagements that really came in?",
        "The pooled rate by reach of all home posts, times planned_reach.",
    ),
    checked="the number, to three digits",
    not_checked="whether next month will be like the past half-year",
)
def expected_engagements(brand):
    return _planned_reach(brand) * kpi.er_by_reach(_home(brand))


def _planned_reach(brand: Any) -> int:
    return int(_home(brand)["reach"].tail(28).sum())


@expected_engagements.wrong(
    "mean of the posts' rates",
    "You multiplied by the mean of the posts' rates. A post that few people saw counts as much in "
    "it as one that thousands saw: try it on the past half-year, and it gives a number that never "
    "came in. For a total, use the pooled rate.",
)
def _(brand):
    return _planned_reach(brand) * kpi.er_by_reach(_home(brand), average=MEAN)


@expected_engagements.wrong(
    "median post",
    "You multiplied by the median of the posts' rates. It describes a typical post well, but a "
    "total also holds the posts that did very well. For a total, use the pooled rate.",
)
def _(brand):
    return _planned_reach(brand) * kpi.er_by_reach(_home(brand), average="median of ratios")


@expected_engagements.wrong(
    "what the last posts brought",
    "You added up what the last 28 posts brought. That is what came in, luck included, and no "
    "forecast: use the rate of the whole half-year, which rests on far more posts.",
)
def _(brand):
    return float(_home(brand)["engagements"].tail(28).sum())


@expected_engagements.wrong(
    "rate by followers on reach",
    "You multiplied reach by a rate per follower. A rate goes with its own denominator: a rate by "
    "reach with reach, a rate by followers with followers.",
)
def _(brand):
    return _planned_reach(brand) * kpi.er_by_followers(_home(brand), followers=_followers(brand))


@QUESTIONS.question(
    "rate_by_reach",
    title="A rate that works on any page",
    points=3,
    answer=Function(returns=Number("fraction"), calls=lambda brand: _tables(brand)),
    hints=(
        "Try it on three rows by hand: one whole, one whose reach is not known, one of reach 0. "
        "Which rows may count, and what if nothing is left to divide by?",
        'Keep the rows with posts["reach"].notna() & posts["engagements"].notna(), add up both '
        'columns of these, and return float("nan") where the reach adds up to 0.',
    ),
    checked="your function on your brand, on another, with gaps in each column, without any reach",
    not_checked="its style, whether it calls kpi, what it does where a column is missing",
)
def rate_by_reach(brand):
    return kpi.er_by_reach


def _tables(brand: Any) -> list[Call]:
    from smmkit.brand import Brand

    columns = ["format", "reach", "impressions", "engagements"]
    home = _home(brand)[columns].reset_index(drop=True)
    other = _home(Brand.of("another brand", brand.cohort))[columns].reset_index(drop=True)
    no_reach = home.assign(reach=home["reach"].mask(home.index % 5 == 0))
    uncounted = home.assign(engagements=home["engagements"].mask(home.index % 4 == 0))
    unseen = home.head(2).assign(reach=0, impressions=0, engagements=[0, 1])
    return [
        Call("your brand", args=(home,)),
        Call("another brand", args=(other,)),
        Call("posts of which some have no reach", args=(no_reach,)),
        Call("posts of which some have no engagements", args=(uncounted,)),
        Call("posts that reached nobody", args=(unseen,)),
    ]


def _safe(posts: pd.DataFrame, below: str = "reach") -> float:
    bottom = float(posts[below].sum())
    return float(posts["engagements"].sum()) / bottom if bottom else math.nan


@rate_by_reach.also("rows without a gap, summed by hand")
def _(brand):
    def rate(posts):
        whole = posts.dropna(subset=["reach", "engagements"])
        reach = whole["reach"].sum()
        return whole["engagements"].sum() / reach if reach else float("nan")

    return rate


@rate_by_reach.wrong(
    "mean of the posts' rates",
    "Your function takes the mean of the posts' rates. Pooled means: add up both columns first, "
    "then divide once.",
)
def _(brand):
    return lambda posts: kpi.er_by_reach(posts, average=MEAN)


@rate_by_reach.wrong(
    "divided by impressions",
    "Your function divides by impressions, which count a person again each time. Its name promises "
    "reach.",
)
def _(brand):
    return lambda posts: _safe(posts, "impressions")


@rate_by_reach.wrong(
    "kept posts with a gap",
    "Your function keeps posts of which one number is not known. Their other number still enters "
    "its sum, so the rate comes out too high or too low. A post counts in both sums or in neither.",
)
def _(brand):
    return _safe


@rate_by_reach.wrong(
    "kept posts without reach",
    "Your function keeps the engagements of posts whose reach is not known. They swell the top and "
    "add nothing to the bottom, so the rate comes out too high. A post counts in both sums or in "
    "neither.",
)
def _(brand):
    return lambda posts: _safe(posts[posts["engagements"].notna()])


@rate_by_reach.wrong(
    "kept posts without engagements",
    "Your function keeps the reach of posts whose engagements are not known. They swell the bottom "
    "and add nothing to the top, so the rate comes out too low. A post counts in both sums or in "
    "neither.",
)
def _(brand):
    return lambda posts: _safe(posts[posts["reach"].notna()])


@rate_by_reach.wrong(
    "plain sums",
    "Your function divides one sum by the other and looks no further. A post of which one number "
    "is not known must stay out of both sums, and where nobody was reached there is nothing to "
    "divide by: answer NaN.",
)
def _(brand):
    return lambda posts: _safe(posts) if posts["reach"].sum() else math.inf


@rate_by_reach.wrong(
    "zero for not known",
    "Your function answers 0 where nobody was reached. Zero would say that people saw it and did "
    "nothing; nobody saw it. The honest answer is NaN, not known.",
)
def _(brand):
    return lambda posts: kpi.er_by_reach(posts) if posts["reach"].sum() else 0.0


@QUESTIONS.question(
    "paid",
    title="What the advertising cost and brought",
    points=3,
    answer=Record({"cpa": Number("money per order"), "roas": Number(), "romi": Number("fraction")}),
    hints=(
        "CPA: which money, and for how many orders? ROAS: the whole revenue, before any margin. "
        "ROMI: only margin times revenue stays, and the advertising is still to be paid out of it.",
        "cpa = spend / conversions, roas = revenue / spend, romi = (margin * revenue - spend) / "
        "spend, each from the sums over all of ads.",
    ),
    checked="the three numbers, to three digits",
    not_checked="whether these orders would have come without the ads",
)
def paid(brand):
    return _paid(brand)


def _paid(brand: Any, **instead: float) -> dict[str, float]:
    ads = brand.history().ads
    margin = float(ads["revenue"].sum()) * brand.margin
    right = {
        "cpa": kpi.cpa(ads),
        "roas": kpi.roas(ads),
        "romi": kpi.romi(margin, cost=float(ads["spend"].sum())),
    }
    return right | instead


@paid.wrong(
    "revenue for margin",
    "Your ROMI counts the whole revenue as gain. Most of a sale pays for the goods: a client who "
    "reads this spends more on ads that lose money. Use margin times revenue.",
)
def _(brand):
    return _paid(brand, romi=kpi.roas(brand.history().ads) - 1)


@paid.wrong(
    "cost not subtracted",
    "Your ROMI forgets to subtract the cost of the advertising. Getting back just what was spent "
    "must give 0, and yours gives 1.",
)
def _(brand):
    return _paid(brand, romi=kpi.roas(brand.history().ads) * brand.margin)


@paid.wrong(
    "margin of the gain",
    "Your ROMI takes the margin of revenue minus spend. The advertising is paid in full, not in "
    "margin: take the margin of the revenue first, then subtract all that was spent.",
)
def _(brand):
    return _paid(brand, romi=brand.margin * (kpi.roas(brand.history().ads) - 1))


@paid.wrong(
    "margin in ROAS",
    "Your ROAS counts only the margin. ROAS is revenue over spend, whatever the revenue cost; the "
    "margin comes in when ROAS is held against break-even, and in ROMI.",
)
def _(brand):
    return _paid(brand, roas=brand.margin * kpi.roas(brand.history().ads))


@paid.wrong(
    "upside down",
    "A ratio of yours stands upside down. The price of an order is money over orders; ROAS is "
    "what came in over what was spent, so that more is better.",
)
def _(brand):
    ads = brand.history().ads
    return _paid(brand, cpa=1 / kpi.cpa(ads), roas=1 / kpi.roas(ads))


@paid.wrong(
    "price of a click",
    "Your CPA divides by clicks: that is CPC, the price of a click. The A is the action that was "
    "wanted, here an order: divide by conversions.",
)
def _(brand):
    return _paid(brand, cpa=kpi.cpc(brand.history().ads))


@paid.wrong(
    "price of a lead",
    "Your CPA divides by leads: that is CPL. A lead left a contact and has bought nothing yet: "
    "divide by conversions.",
)
def _(brand):
    return _paid(brand, cpa=kpi.cpl(brand.history().ads))


@QUESTIONS.question(
    "audience",
    title="Growth and churn",
    points=2,
    answer=Record({"growth": Number("fraction"), "churn": Number("fraction")}),
    hints=(
        "Both compare with the beginning: how many were there before anything happened?",
        "growth = (closing - opening) / opening, churn = lost / opening; lost is the sum of "
        "lost_followers over all days.",
    ),
    checked="the two numbers, to three digits",
    not_checked="who came and who left",
)
def audience(brand):
    days = _days(brand)
    return {"growth": kpi.growth(days), "churn": kpi.churn(days)}


def _days(brand: Any) -> pd.DataFrame:
    daily = brand.history().daily
    return daily[daily["platform"] == brand.home]


@audience.also("from the first and last day")
def _(brand):
    days = _days(brand).sort_values("date")
    net = days["new_followers"].sum() - days["lost_followers"].sum()
    opening = days["followers"].iloc[-1] - net
    return {"growth": net / opening, "churn": days["lost_followers"].sum() / opening}


@audience.wrong(
    "divided by the end",
    "You divided by the followers at the end. They already hold the growth, so a page that doubles "
    "would show 50 %. Divide by the opening count.",
)
def _(brand):
    balance = kpi.follower_balance(_days(brand))
    net, lost = balance["closing"] - balance["opening"], balance["lost"]
    return {"growth": net / balance["closing"], "churn": lost / balance["closing"]}


@audience.wrong(
    "churn by the end",
    "Your churn divides by the followers at the end. Many of these came later and had less time to "
    "leave; churn asks what became of those who were there at the beginning. Divide by opening.",
)
def _(brand):
    balance = kpi.follower_balance(_days(brand))
    return {"growth": kpi.growth(_days(brand)), "churn": balance["lost"] / balance["closing"]}


@audience.wrong(
    "losses not subtracted",
    "Your growth counts the followers won and forgets those lost. A page can win hundreds and "
    "shrink. Use closing minus opening.",
)
def _(brand):
    balance = kpi.follower_balance(_days(brand))
    return {"growth": balance["won"] / balance["opening"], "churn": kpi.churn(_days(brand))}


@audience.wrong(
    "lost against won",
    "Your churn divides the lost by the won. That tells how fast the tap fills against the leak; "
    "churn asks which share of the people who were there has gone: divide by the opening count.",
)
def _(brand):
    balance = kpi.follower_balance(_days(brand))
    return {"growth": kpi.growth(_days(brand)), "churn": balance["lost"] / balance["won"]}


@QUESTIONS.question(
    "voice",
    title="Share of voice and net sentiment",
    points=2,
    answer=Record({"share_of_voice": Number("fraction"), "net_sentiment": Number("fraction")}),
    hints=(
        "Share of voice: of everything that was said in the category, your own part included. Net "
        "sentiment: which messages stand below the line?",
        "share_of_voice = own mentions / mentions of all four brands; net_sentiment = (positive - "
        "negative) / mentions, each added up over your own rows.",
    ),
    checked="the two numbers, to three digits",
    not_checked="whether the messages were sorted well into positive, neutral and negative",
)
def voice(brand):
    return _voice(brand)


def _said(brand: Any) -> tuple[pd.DataFrame, pd.DataFrame]:
    everyone = brand.history().listening
    return everyone, everyone[everyone["own"]]


def _voice(brand: Any, **instead: float) -> dict[str, float]:
    everyone, own = _said(brand)
    share = float(kpi.share_of_voice(everyone)[brand.name])
    return {"share_of_voice": share, "net_sentiment": kpi.net_sentiment(own)} | instead


@voice.wrong(
    "against the others only",
    "You divided your mentions by those of the others. That can pass 100 %, and shares of all "
    "brands no longer add up to 1. Count your own mentions below the line too.",
)
def _(brand):
    everyone, own = _said(brand)
    others = float(everyone.loc[~everyone["own"], "mentions"].sum())
    return _voice(brand, share_of_voice=float(own["mentions"].sum()) / others)


@voice.wrong(
    "neutral left out",
    "You divided by the messages with an opinion and left the neutral ones out. That is the other "
    "convention, and it gives a larger number. The one asked for divides by all mentions.",
)
def _(brand):
    return _voice(
        brand, net_sentiment=kpi.net_sentiment(_said(brand)[1], convention="of opinionated")
    )


@voice.wrong(
    "everybody's sentiment",
    "Your net sentiment is that of all brands together. Praise for a competitor is none for you: "
    "keep the rows of your own brand.",
)
def _(brand):
    return _voice(brand, net_sentiment=kpi.net_sentiment(_said(brand)[0]))


@voice.wrong(
    "praise per complaint",
    "Your net sentiment divides the praise by the complaints. Net means the difference: positive "
    "minus negative, and that over all mentions.",
)
def _(brand):
    _, own = _said(brand)
    return _voice(brand, net_sentiment=float(own["positive"].sum() / own["negative"].sum()))


@QUESTIONS.question(
    "reversal",
    title="Paid and organic, format by format",
    points=2,
    answer=Rows(["format", "paid"], {"posts": Number("posts"), "er_by_reach": Number("fraction")}),
    hints=(
        "One group is one format, either paid or organic. What has to be added up within it?",
        'kpi.breakdown(home, by=["format", "paid"]) adds up and divides. Then reset_index(), and '
        'rename(columns={"rate": "er_by_reach"}).',
    ),
    checked="each row's number of posts and rate",
    not_checked="what you conclude from it: that is the next question",
)
def reversal(brand):
    return _reversal(brand)


def _reversal(brand: Any, **options: Any) -> pd.DataFrame:
    parts = kpi.breakdown(_home(brand), by=["format", "paid"], **options)
    return parts.reset_index()[["format", "paid", "posts", "rate"]].rename(
        columns={"rate": "er_by_reach"}
    )


@reversal.also("grouped by hand, the groups left in the index")
def _(brand):
    groups = _home(brand).groupby(["format", "paid"])
    sums = groups[["engagements", "reach"]].sum()
    return pd.DataFrame(
        {"er_by_reach": sums["engagements"] / sums["reach"], "posts": groups.size()}
    )


@reversal.wrong(
    "mean of the posts' rates",
    "Your rates are means of the posts' own rates. In a group of ten posts one tiny post can then "
    "decide. Add up engagements and reach within the group first, then divide once.",
)
def _(brand):
    return _reversal(brand, average=MEAN)


@reversal.wrong(
    "divided by impressions",
    "Your rates divide by impressions. Paid posts are shown to the same people more often or less "
    "often than organic ones, so this mixes two questions. Divide by reach.",
)
def _(brand):
    return _reversal(brand, per="impressions")


@reversal.wrong(
    "divided by followers",
    "Your rates divide by followers. Money buys reach, so paid posts look good on this rate "
    "whatever people thought of them. Divide by reach.",
)
def _(brand):
    return _reversal(brand, per="followers", followers=_followers(brand))
