"""Lesson 10: a media plan, and what it returned."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from smmkit import ads, attribution, kpi
from smmkit.brand.journeys import Journeys, deal
from smmkit.brand.media import BOUGHT, PLACEMENTS, channel_costs, flight, media_offer
from smmkit.coach.answers import Call, Choice, Function, Number, Record, Rows
from smmkit.coach.questions import QuestionSet
from smmkit.coach.regret import LeastRegretSplit
from smmkit.tables import PLATFORMS

QUESTIONS = QuestionSet("10", "ads")

CUSTOMERS = 4000
QUOTED = "creators"
OFFER = 2
BILLS = 2


def _each(brand: Any) -> float:
    return brand.margin * brand.order_value


@lru_cache(maxsize=32)
def _found(brand: Any) -> Journeys:
    return deal(brand, customers=CUSTOMERS)


@QUESTIONS.question(
    "chain",
    title="From a thousand displays to an order",
    points=3,
    answer=Record({"cpc": Number("money"), "cpa": Number("money"), "highest_cpm": Number("money")}),
    hints=(
        "Follow a thousand displays: how many clicks come of them, how many orders, and what did "
        "they cost together? The last part asks what those orders leave.",
        "cpc = cpm / 1000 / ctr; cpa = cpc / cr; highest_cpm = 1000 * ctr * cr * each. "
        "ads.chain(cpm=..., ctr=..., cr=...) and ads.highest_cpm do it too.",
    ),
    checked="the three amounts",
    not_checked="whether the agency's rates will come true",
)
def chain(brand):
    quote = _quote(brand)
    found = ads.chain(**quote)
    return _links(
        found["cpc"],
        found["cpa"],
        ads.highest_cpm(ctr=quote["ctr"], cr=quote["cr"], worth=_each(brand)),
    )


def _quote(brand: Any) -> dict[str, float]:
    return media_offer(brand, number=OFFER).quotes.loc[QUOTED].to_dict()


def _links(cpc: float, cpa: float, highest: float) -> dict[str, float]:
    return {"cpc": float(cpc), "cpa": float(cpa), "highest_cpm": float(highest)}


@chain.wrong(
    "one display for a thousand",
    "You took CPM for the price of one display. It is the price of a thousand: divide it by 1000 "
    "before you divide by the rates, and multiply by 1000 on the way back.",
)
def _(brand):
    cpm, ctr, cr = _quote(brand).values()
    return _links(cpm / ctr, cpm / ctr / cr, ctr * cr * _each(brand))


@chain.wrong(
    "revenue for margin",
    "Your highest CPM lets the ads eat the whole price of an order. Most of it pays for what was "
    "sold: only the margin is there to pay for advertising.",
)
def _(brand):
    quote = _quote(brand)
    right = ads.chain(**quote)
    high = ads.highest_cpm(ctr=quote["ctr"], cr=quote["cr"], worth=brand.order_value)
    return _links(right["cpc"], right["cpa"], high)


@chain.wrong(
    "multiplied by the rate",
    "You multiplied by a rate where the price has to be divided. Few of those who see it click, so "
    "a click costs more than a display; few who click order, so an order costs more than a click.",
)
def _(brand):
    cpm, ctr, cr = _quote(brand).values()
    return _links(cpm / 1000 * ctr, cpm / 1000 * ctr * cr, 1000 * ctr * cr * _each(brand))


@chain.wrong(
    "orders from displays",
    "You applied the conversion rate to displays. It is a share of clicks: first CTR turns "
    "displays into clicks, then CR turns clicks into orders.",
)
def _(brand):
    cpm, ctr, cr = _quote(brand).values()
    return _links(cpm / 1000 / ctr, cpm / 1000 / cr, 1000 * cr * _each(brand))


def _other_quote(name: str) -> None:
    @chain.wrong(
        f"the quote for {name}",
        f"You followed the quote for {name}. Asked for is the one for {QUOTED}.",
    )
    def _(brand):
        quote = media_offer(brand, number=OFFER).quotes.loc[name].to_dict()
        found = ads.chain(**quote)
        high = ads.highest_cpm(ctr=quote["ctr"], cr=quote["cr"], worth=_each(brand))
        return _links(found["cpc"], found["cpa"], high)


for _name in PLACEMENTS:
    if _name != QUOTED:
        _other_quote(_name)


@QUESTIONS.question(
    "marginal",
    title="Where the next money goes",
    points=3,
    answer=Record(
        {"placement": Choice(PLACEMENTS), "marginal": Number("money per money spent", rel=0.02)}
    ),
    hints=(
        "What was spent is spent. Not the best so far is asked for, but where one unit of money "
        "more brings the most now.",
        'plan = ads.returns(curves, offer.responses["now"], worth=each); the row with the largest '
        '"marginal", which plan["marginal"].idxmax() names, and its value.',
    ),
    checked="the placement, and its marginal return to two per cent",
    not_checked="how far you would go in that direction",
)
def marginal(brand):
    return _top(_now(brand, _each(brand)), "marginal")


def _curves(brand: Any) -> tuple[dict[str, ads.Hill], pd.Series, float]:
    offer = media_offer(brand, number=OFFER)
    return ads.curves(offer.responses), offer.responses["now"], offer.budget


def _now(brand: Any, worth: float) -> pd.DataFrame:
    curves, now, _ = _curves(brand)
    return ads.returns(curves, now, worth=worth)


def _top(plan: pd.DataFrame, column: str, value: str | None = None) -> dict[str, Any]:
    name = str(plan[column].idxmax())
    return {"placement": name, "marginal": float(plan.loc[name, value or column])}


@marginal.wrong(
    "average for marginal",
    "You took what a unit of money brought on average. The first coins brought the most, and they "
    "are spent: the next one goes where the curve is still steep. Look at the column marginal.",
)
def _(brand):
    return _top(_now(brand, _each(brand)), "average")


@marginal.wrong(
    "revenue for margin",
    "The placement is right, but you counted the price of the orders. What they leave is the "
    "margin: hand in worth=each.",
)
def _(brand):
    return _top(_now(brand, brand.order_value), "marginal")


@marginal.wrong(
    "orders for money",
    "The placement is right, but your number is orders a unit of money. Multiply by what an order "
    "leaves.",
)
def _(brand):
    return _top(_now(brand, 1.0), "marginal")


@marginal.wrong(
    "the highest ceiling",
    "You took the placement that could bring the most orders in the end. Its ceiling may be far "
    "away: what counts for the next coin is how steep the curve is at the money spent now.",
)
def _(brand):
    responses = media_offer(brand, number=OFFER).responses
    plan = _now(brand, _each(brand)).assign(most=responses["most"])
    return _top(plan, "most", "marginal")


@QUESTIONS.question(
    "split",
    title="The month's split",
    points=4,
    answer=LeastRegretSplit(
        regret=lambda split, brand: _regret(split, brand),
        worthless=0.15,
        what='a dictionary of placements and their money, such as {"search": 40, "creators": 0}',
        free=0.001,
        worse="Your split loses money: what it brings back is less than what it costs.",
        column="spend",
    ),
    hints=(
        "Move money from the placement with the lowest marginal return to the one with the "
        "highest, until they are equal. And what of a coin that brings back less than itself?",
        'ads.allocate(curves, budget=offer.budget, worth=each)["spend"] is the best split; the '
        "money that would not come back is kept.",
    ),
    checked="how much of the best gain your split gives away (points end at 15 %)",
    not_checked="whether the curves are right: somebody expects them, nobody has measured them",
)
def split(brand):
    return _best(brand, worth=_each(brand))


@lru_cache(maxsize=64)
def _best(brand: Any, *, worth: float, spend_all: bool = False) -> dict[str, float]:
    curves, _, budget = _curves(brand)
    plan = ads.allocate(curves, budget=budget, worth=worth, spend_all=spend_all)
    return plan["spend"].to_dict()


@lru_cache(maxsize=256)
def _rank(brand: Any, split: tuple[tuple[str, float], ...]) -> float:
    curves, _, budget = _curves(brand)
    return ads.regret(dict(split), curves, budget=budget, worth=_each(brand))


def _regret(split: dict[str, float], brand: Any) -> float:
    return _rank(brand, tuple(split.items()))


@split.wrong(
    "equal split",
    "You gave every placement the same. It looks fair, and the placements are not alike: one is "
    "full after a little money, another one does nothing until it gets enough.",
)
def _(brand):
    _, _, budget = _curves(brand)
    return dict.fromkeys(PLACEMENTS, budget / len(PLACEMENTS))


@split.wrong(
    "all of the budget",
    "You spent it all. A budget is a limit and no order: the last coins come back as less than a "
    "coin, so the owner keeps more by keeping them. Stop where the marginal return is 1.",
)
def _(brand):
    return _best(brand, worth=_each(brand), spend_all=True)


@split.wrong(
    "revenue for margin",
    "You stopped where the next coin brings a coin of revenue. Most of that pays for what was "
    "sold: hand in worth=each, the margin of an order.",
)
def _(brand):
    return _best(brand, worth=brand.order_value)


@split.wrong(
    "by average return",
    "You split in proportion to what each placement brought on average. An average tells of the "
    "money that is spent; the split is decided by what the next unit brings.",
)
def _(brand):
    _, _, budget = _curves(brand)
    average = _now(brand, _each(brand))["average"]
    return (budget * average / average.sum()).to_dict()


_CLOSERS = ("search", "retargeting")


@split.wrong(
    "everything where orders close",
    "You gave the whole budget to search and retargeting, as the owner would. Both are full after "
    "little money; most of yours comes back as less than itself.",
)
def _(brand):
    _, _, budget = _curves(brand)
    return dict.fromkeys(_CLOSERS, budget / len(_CLOSERS))


@split.wrong(
    "nothing but where orders close",
    "You gave money to search and retargeting alone. You stopped there in time; but by these "
    "curves the other two would bring more than they cost as well.",
)
def _(brand):
    curves, _, budget = _curves(brand)
    two = {name: curves[name] for name in _CLOSERS}
    return ads.allocate(two, budget=budget, worth=_each(brand))["spend"].to_dict()


@split.wrong(
    "coin by coin from nothing",
    "Creators get nothing. Whoever begins with empty hands and gives each coin to where the next "
    "one brings most never begins there: at the foot of an S the first coins bring next to "
    "nothing, and the later ones a lot. Look at whole splits.",
)
def _(brand):
    curves, _, budget = _curves(brand)
    three = {name: curve for name, curve in curves.items() if name != "creators"}
    return ads.allocate(three, budget=budget, worth=_each(brand))["spend"].to_dict()


@QUESTIONS.question(
    "pacing",
    title="Is it spent as planned?",
    points=3,
    answer=Record(
        {"planned": Number("money"), "projected": Number("money"), "over": Number("money")}
    ),
    hints=(
        "The weeks' budgets differ, so half of the days is not half of the money. And what do the "
        "last seven days say about the days to come?",
        "ads.pacing(spent, media, on=today) returns all three under these names.",
    ),
    checked="the three amounts",
    not_checked="what you would do about it",
)
def pacing(brand):
    return _pace(brand)


@lru_cache(maxsize=64)
def _flight(brand: Any) -> tuple[pd.DataFrame, pd.DataFrame, pd.Timestamp]:
    return flight(brand)


def _pace(brand: Any, **options: Any) -> dict[str, float]:
    media, spent, today = _flight(brand)
    found = ads.pacing(spent, media, on=today, **options)
    return found[["planned", "projected", "over"]].to_dict()


@pacing.wrong(
    "days for plan",
    "You took the share of days for the share of money. This plan grows from week to week: add up "
    "the budgets of the weeks that are over and the part of the week that is running.",
)
def _(brand):
    media, spent, _ = _flight(brand)
    whole = float(media["budget"].sum())
    return _pace(brand) | {"planned": whole * len(spent) / 28}


@pacing.wrong(
    "over until today",
    "Your “over” compares what was spent with what was planned until today. Asked for is the end: "
    "the projection against the whole budget.",
)
def _(brand):
    _, spent, _ = _flight(brand)
    right = _pace(brand)
    return right | {"over": float(spent["spend"].sum()) - right["planned"]}


@pacing.wrong(
    "rate of all days",
    "You projected with the average of all days. The first weeks were meant to be small; the last "
    "seven days tell what a day costs now.",
)
def _(brand):
    return _pace(brand, window=28)


@pacing.wrong(
    "in proportion to the plan",
    "You stretched the whole budget by spent / planned, as if every week would go like the ones so "
    "far. Asked for is the rate of the last seven days, carried on.",
)
def _(brand):
    media, spent, today = _flight(brand)
    found = ads.pacing(spent, media, on=today)
    projected = found["budget"] * found["pace"]
    return _pace(brand) | {"projected": projected, "over": projected - found["budget"]}


@pacing.wrong(
    "today not over",
    "You counted today as a day to come. Its money stands in the table already: planned and spent "
    "both hold until the end of today.",
)
def _(brand):
    media, spent, today = _flight(brand)
    right = _pace(brand)
    day = float(spent["spend"].tail(7).mean())
    planned = ads.pacing(spent.iloc[:-1], media, on=today - pd.Timedelta(days=1))["planned"]
    return {
        "planned": float(planned),
        "projected": right["projected"] + day,
        "over": right["over"] + day,
    }


@QUESTIONS.question(
    "ends",
    title="A rule of your own: half and half",
    points=3,
    answer=Function(
        returns=Rows(["channel"], {"orders": Number("orders")}),
        calls=lambda brand: _journeys(brand),
    ),
    hints=(
        "Keep the journeys that ended in an order. Half of each order belongs to the channel of "
        "its first touch, half to that of its last. What if there is only one touch?",
        'bought = journeys[journeys["converted"]].sort_values(["journey_id", "step"]); ends = '
        'bought.groupby("journey_id")["channel"].agg(["first", "last"]); then count the values of '
        "both columns, add with fill_value=0, and halve.",
    ),
    checked="your function on your journeys, on others, on rows in disorder, and on single touches",
    not_checked="whether the rule is wise",
)
def ends(brand):
    return lambda journeys: _halves(_bought(journeys))


def _bought(journeys: pd.DataFrame) -> pd.DataFrame:
    rows = journeys[journeys["converted"].astype(bool)]
    return rows.sort_values(["journey_id", "step"])


def _table(counts: pd.Series) -> pd.DataFrame:
    return pd.DataFrame({"channel": counts.index, "orders": counts.to_numpy(float)})


def _halves(rows: pd.DataFrame) -> pd.DataFrame:
    both = rows.groupby("journey_id", sort=False)["channel"].agg(["first", "last"])
    first, last = both["first"].value_counts(), both["last"].value_counts()
    return _table(first.add(last, fill_value=0) / 2)


def _journeys(brand: Any) -> list[Call]:
    columns = ["journey_id", "step", "channel", "converted"]
    own = _found(brand).table[columns]
    names = own["journey_id"].unique()
    few = own[own["journey_id"].isin(names[:300])]
    other = own[own["journey_id"].isin(names[300:500])]
    shuffled = other.sample(frac=1, random_state=np.random.RandomState(10))
    lengths = own.groupby("journey_id")["step"].transform("size")
    # Once as the first touch, once as the last: one touch more than journeys.
    rows = [
        ("1", 1, "email", True), ("2", 1, "search", True), ("2", 2, "email", True),
        ("2", 3, "search", True), ("3", 1, "email", False), ("3", 2, "paid x", False),
    ]  # fmt: skip
    small = pd.DataFrame(rows, columns=columns)
    single = own[(lengths == 1) & own["converted"].astype(bool)].head(20)
    return [
        Call("three journeys", args=(small,)),
        Call("the first 300 customers", args=(few.reset_index(drop=True),)),
        Call("journeys whose rows lie in disorder", args=(shuffled.reset_index(drop=True),)),
        Call("orders with a single touch", args=(pd.concat([small.head(1), single]),)),
    ]


@ends.wrong(
    "who never bought",
    "Your function counts journeys that ended in nothing. Credit is shared out for orders: keep "
    "the rows where converted is true first.",
)
def _(brand):
    return lambda journeys: _halves(journeys.sort_values(["journey_id", "step"]))


@ends.wrong(
    "order of the rows",
    "Your function takes the rows as they lie. A table may come in any order: sort by journey_id "
    "and step before you ask for first and last.",
)
def _(brand):
    return lambda journeys: _halves(journeys[journeys["converted"].astype(bool)])


@ends.wrong(
    "last click",
    "Your function gives all of an order to the last touch. The rule shares it: half for the first "
    "and half for the last.",
)
def _(brand):
    return lambda journeys: _table(
        _bought(journeys).groupby("journey_id")["channel"].last().value_counts()
    )


@ends.wrong(
    "whole orders twice",
    "Your function gives a whole order to the first and another one to the last touch, so the "
    "credits add up to twice the orders. Halve them.",
)
def _(brand):
    return lambda journeys: _halves(_bought(journeys)).assign(orders=lambda t: 2 * t["orders"])


@ends.wrong(
    "half for a single touch",
    "Your function gives only half of an order to a touch that stands alone. It is the first and "
    "the last one, so it gets both halves.",
)
def _(brand):
    def lost(journeys: pd.DataFrame) -> pd.DataFrame:
        rows = _bought(journeys)
        touches = rows.groupby("journey_id")["channel"].transform("size")
        whole, single = _halves(rows), _halves(rows[touches == 1])
        off = whole["channel"].map(single.set_index("channel")["orders"]).fillna(0) / 2
        return whole.assign(orders=whole["orders"] - off)

    return lost


@ends.wrong(
    "every touch the same",
    "Your function shares each order evenly among all its touches: that is the linear rule. Here "
    "those between the first and the last get nothing.",
)
def _(brand):
    def linear(journeys: pd.DataFrame) -> pd.DataFrame:
        rows = _bought(journeys)
        share = 1 / rows.groupby("journey_id")["channel"].transform("size")
        return _table(share.groupby(rows["channel"]).sum())

    return linear


@ends.wrong(
    "first touch",
    "Your function gives all of an order to the first touch. The rule shares it: half for the "
    "first and half for the last.",
)
def _(brand):
    return lambda journeys: _table(
        _bought(journeys).groupby("journey_id")["channel"].first().value_counts()
    )


@QUESTIONS.question(
    "assisted",
    title="Who prepares, who closes",
    points=2,
    answer=Record({"assisted": Number("orders"), "last": Number("orders"), "ratio": Number()}),
    hints=(
        "Count orders, not touches. In how many did the channel appear while another channel "
        "closed? How many did it close itself?",
        "attribution.assisted(journeys).loc[name] returns all three under these names.",
    ),
    checked="the two counts and their ratio",
    not_checked="whether the channel caused any of them: this counts who was there",
)
def assisted(brand):
    return _ratio(*_counts(brand))


def _paid(brand: Any) -> str:
    return f"paid {brand.home}"


def _counts(brand: Any) -> tuple[int, int]:
    row = attribution.assisted(_found(brand).table).loc[_paid(brand)]
    return int(row["assisted"]), int(row["last"])


def _ratio(helped: int, closed: int) -> dict[str, float]:
    return {"assisted": helped, "last": closed, "ratio": kpi.roi(helped + closed, cost=closed)}


@assisted.wrong(
    "touches for orders",
    "You counted touches. A customer who saw three ads is one order that was assisted: count each "
    "journey once.",
)
def _(brand):
    bought = _bought(_found(brand).table)
    closed = _counts(brand)[1]
    return _ratio(int((bought["channel"] == _paid(brand)).sum()) - closed, closed)


@assisted.wrong(
    "closing counted as helping",
    "You counted every order in which the channel appears as assisted. Those that it closed stand "
    "in “last”: take them off.",
)
def _(brand):
    helped, closed = _counts(brand)
    return _ratio(helped + closed, closed)


@assisted.wrong(
    "who never bought",
    "You counted journeys that ended in nothing. An order is assisted only if there is one: keep "
    "converted journeys.",
)
def _(brand):
    table = _found(brand).table
    everybody = attribution.assisted(table.assign(converted=True)).loc[_paid(brand)]
    return _ratio(int(everybody["assisted"]), int(everybody["last"]))


@assisted.wrong(
    "helped itself",
    "You counted orders in which the channel has a touch before the last one, also where it "
    "closes them itself. Assisted are only those that another channel closed.",
)
def _(brand):
    bought = _bought(_found(brand).table)
    earlier = bought[bought["journey_id"].duplicated(keep="last")]
    named = earlier.loc[earlier["channel"] == _paid(brand), "journey_id"]
    return _ratio(int(named.nunique()), _counts(brand)[1])


@assisted.wrong(
    "changed places",
    "Your two counts have changed places: “last” are the orders that the channel closed, "
    "“assisted” those that another one did.",
)
def _(brand):
    helped, closed = _counts(brand)
    return _ratio(closed, helped)


@assisted.wrong(
    "ratio upside down",
    "Both counts are right and the ratio stands upside down: asked for is assisted / last.",
)
def _(brand):
    helped, closed = _counts(brand)
    return _ratio(helped, closed) | {"ratio": _ratio(closed, helped)["ratio"]}


_NAMES = {f"{kind} {where}": kind for kind in ("paid", "retargeting") for where in PLATFORMS}


@QUESTIONS.question(
    "cut",
    title="Which channel to cut",
    points=3,
    answer=Record({"cut": Choice(BOUGHT, _NAMES), "romi": Number("fraction")}),
    hints=(
        "Who closed an order need not have caused it. Put margin on the orders that would not have "
        "come without the channel, and its cost against it.",
        'gain = each * costs["caused"] - costs["cost"]; cut gain.idxmin(); for the rest '
        'kpi.romi(each * rest["caused"].sum(), cost=rest["cost"].sum()).',
    ),
    checked="the channel, and what the other three returned together",
    not_checked="whether the others would cause as much next year",
)
def cut(brand):
    costs = _costs(brand)
    return _decision(costs, _each(brand) * costs["caused"])


@lru_cache(maxsize=32)
def _costs_of(brand: Any) -> pd.DataFrame:
    found = _found(brand)
    closed = attribution.assisted(found.table)["last"]
    costs = channel_costs(brand, found, number=BILLS)
    return costs.assign(last_click=costs["channel"].map(closed).fillna(0).astype(int))


def _costs(brand: Any) -> pd.DataFrame:
    return _costs_of(brand).copy()


def _decision(costs: pd.DataFrame, brought: pd.Series) -> dict[str, Any]:
    name = (brought - costs["cost"]).idxmin()
    rest = costs.index != name
    romi = kpi.romi(float(brought[rest].sum()), cost=float(costs.loc[rest, "cost"].sum()))
    return {"cut": str(name), "romi": romi}


@cut.wrong(
    "last click for truth",
    "You took last clicks for what the channels brought. Retargeting and search meet people on "
    "their way to the till: they close orders that would have come anyway. Count what would not "
    "have come without the channel: the column caused.",
)
def _(brand):
    costs = _costs(brand)
    return _decision(costs, _each(brand) * costs["last_click"])


@cut.wrong(
    "revenue for margin",
    "You counted the price of the orders. What is there to pay a channel is the margin: each = "
    "margin * order value.",
)
def _(brand):
    costs = _costs(brand)
    right = _decision(costs, _each(brand) * costs["caused"])
    rest = costs.index != right["cut"]
    revenue = brand.order_value * float(costs.loc[rest, "caused"].sum())
    return right | {"romi": kpi.romi(revenue, cost=float(costs.loc[rest, "cost"].sum()))}


@cut.wrong(
    "cost not taken off",
    "Your number is margin over cost. A return on investment takes the cost off first: 0 means "
    "that the money came back and nothing more.",
)
def _(brand):
    costs = _costs(brand)
    right = _decision(costs, _each(brand) * costs["caused"])
    return right | {"romi": right["romi"] + 1}


@cut.wrong(
    "all four channels",
    "You worked out the return of all four. Asked for is what the others return once the one you "
    "cut, and its cost, are gone.",
)
def _(brand):
    costs = _costs(brand)
    right = _decision(costs, _each(brand) * costs["caused"])
    whole = _each(brand) * float(costs["caused"].sum())
    return right | {"romi": kpi.romi(whole, cost=float(costs["cost"].sum()))}


@cut.wrong(
    "the mean of three returns",
    "You took the mean of three returns. A channel with a small bill would weigh as much as one "
    "with a large one: add up margins and costs first, then divide once.",
)
def _(brand):
    costs = _costs(brand)
    right = _decision(costs, _each(brand) * costs["caused"])
    rest = costs.drop(index=right["cut"])
    each = _each(brand) * rest["caused"] / rest["cost"] - 1
    return right | {"romi": float(each.mean())}


@cut.wrong(
    "the return of the channel cut",
    "Your number is the return of the channel you cut. Asked for is what the other three returned "
    "together.",
)
def _(brand):
    costs = _costs(brand)
    right = _decision(costs, _each(brand) * costs["caused"])
    gone = costs.loc[right["cut"]]
    return right | {
        "romi": kpi.romi(_each(brand) * float(gone["caused"]), cost=float(gone["cost"]))
    }
