"""Lesson 09: is variant B better, or lucky?"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pandas as pd

from smmkit import experiments
from smmkit.brand import batches, reposts, trials
from smmkit.coach.answers import Choice, Number, Record, Rows
from smmkit.coach.questions import QuestionSet

QUESTIONS = QuestionSet("09", "experiments")

YES_NO = ("yes", "no")
USUAL = 0.05


@QUESTIONS.question(
    "sample",
    title="How many people, and how many days",
    points=3,
    answer=Record(
        {
            "per_variant": Number("people"),
            "total": Number("people"),
            "days": Number("days"),
        }
    ),
    hints=(
        "The wish is relative, a part of the rate; sample_size asks for the absolute difference. "
        "And it counts the people of one variant.",
        'change = wish["relative"] * wish["rate"]; experiments.sample_size(wish["rate"], '
        "change=change) is one variant; twice that, divided by the people a day and rounded up, "
        "are the days.",
    ),
    checked="the three whole numbers",
    not_checked="whether the rate will stay what it was",
)
def sample(brand):
    return _sample(brand)


def _sample(brand: Any, *, variants: int = 2, **instead: Any) -> dict[str, int]:
    wish = trials.plan(brand)
    options = {"change": wish["relative"] * wish["rate"]} | instead
    each = experiments.sample_size(wish["rate"], **options)
    return _in_days(each, variants * each, wish)


def _in_days(each: int, total: int, wish: pd.Series) -> dict[str, int]:
    return {
        "per_variant": each,
        "total": total,
        "days": math.ceil(total / wish["people_a_day"]),
    }


@sample.wrong(
    "relative read as absolute",
    "You took the relative wish for an absolute difference: a fifth more of 4 % is 4.8 %, not "
    "24 %. Multiply the wish by the rate first.",
)
def _(brand):
    return _sample(brand, change=trials.plan(brand)["relative"])


@sample.wrong(
    "one-sided for two-sided",
    "You planned a one-sided test, which looks for a better B only. It is cheaper because it is "
    "blind to a B that does harm. Leave two_sided as it is.",
)
def _(brand):
    return _sample(brand, two_sided=False)


@sample.wrong(
    "one variant for the whole test",
    "You counted one variant for the whole test. sample_size gives the people of each variant; "
    "A needs as many as B.",
)
def _(brand):
    return _sample(brand, variants=1)


@sample.wrong(
    "power forgotten",
    "Your test would find the difference every other time only: that is a power of one half. Ask "
    "for 80 %, as is usual; it is the default of sample_size.",
)
def _(brand):
    return _sample(brand, power=0.5)


@sample.wrong(
    "rule of thumb",
    "You took 16 p (1 - p) / d². Good for a first glance; it forgets that B's rate, being higher, "
    "scatters more. Take experiments.sample_size.",
)
def _(brand):
    wish = trials.plan(brand)
    rate, change = wish["rate"], wish["relative"] * wish["rate"]
    each = math.ceil(16 * rate * (1 - rate) / change**2)
    return _in_days(each, 2 * each, wish)


@sample.wrong(
    "whole weeks",
    "Whole weeks are wise; asked for are the days until the people are there.",
)
def _(brand):
    right = _sample(brand)
    return right | {"days": 7 * (right["days"] // 7 + 1)}


@sample.wrong(
    "rounded down",
    "You rounded the days down. At the end of that day some people are still missing: the part of "
    "a day counts as a day.",
)
def _(brand):
    right = _sample(brand)
    return right | {"days": right["days"] - 1}


@QUESTIONS.question(
    "difference",
    title="Three tests: ship, don't, undecided",
    points=4,
    answer=Rows(
        ["test"],
        {
            "difference": Number("fraction", rel=0.01, abs=1e-5),
            "low": Number("fraction", rel=0.02, abs=1e-4),
            "high": Number("fraction", rel=0.02, abs=1e-4),
            "decision": Choice(experiments.DECISIONS),
        },
        weights={"low": 0.5, "high": 0.5, "decision": 2},
    ),
    hints=(
        "B minus A, absolute, at 95 %. Ship only where the whole interval is worth it; don't, "
        "where none of it is.",
        'For each test: found = experiments.compare(heap.set_index("variant")).loc["B"]; then '
        'experiments.decide(found["low"], found["high"], worth=worth).',
    ),
    checked="differences, bounds and decisions of the three tests",
    not_checked="whether the split of each test was sound",
)
def difference(brand):
    return _decided(brand)


def _decided(
    brand: Any,
    decide: Callable[[pd.Series, float], str] | None = None,
    change: Callable[[pd.Series], pd.Series] = lambda found: found,
    level: float = 0.95,
) -> pd.DataFrame:
    tests, worth = batches.three_tests(brand)
    decide = decide or _by_interval
    rows = {}
    for name, heap in tests.groupby("test"):
        found = experiments.compare(heap.set_index("variant"), level=level).loc["B"]
        shown = change(found)
        rows[name] = {
            **shown[["difference", "low", "high"]].to_dict(),
            "decision": decide(found, worth),
        }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("test").reset_index()


def _by_interval(found: pd.Series, worth: float) -> str:
    return experiments.decide(found["low"], found["high"], worth=worth)


@difference.wrong(
    "relative for absolute",
    "Your differences are relative, B / A less one. What pays was given in points, so the "
    "difference must be absolute: B's rate minus A's.",
)
def _(brand):
    return _decided(brand, change=lambda found: found / found["control_rate"])


@difference.wrong(
    "better than nothing is enough",
    "You held the intervals against 0. A difference may be real and yet too small to pay for the "
    "change: hold them against worth.",
)
def _(brand):
    return _decided(brand, lambda found, worth: _by_interval(found, 0.0))


@difference.wrong(
    "the point decides",
    "You decided by the difference that was found, as if it were exact. Where the interval "
    "reaches to both sides of worth, the test has not decided yet.",
)
def _(brand):
    return _decided(brand, lambda found, worth: "ship" if found["difference"] >= worth else "don't")


@difference.wrong(
    "A minus B",
    "Your signs are turned round: you took A minus B. B is the new variant, so take B minus A.",
)
def _(brand):
    def turned(found: pd.Series) -> pd.Series:
        return pd.Series(
            {"difference": -found["difference"], "low": -found["high"], "high": -found["low"]}
        )

    return _decided(brand, change=turned)


@difference.wrong(
    "one-sided bounds",
    "Your bounds are those of 90 %, or of a one-sided test: too narrow. Take 95 % and both sides, "
    "which is what compare does unless told otherwise.",
)
def _(brand):
    return _decided(brand, level=0.9)


@QUESTIONS.question(
    "split",
    title="Which test must not be read at all",
    points=3,
    answer=Rows(
        ["test"],
        {"p_value": Number("fraction", rel=0.02, abs=1e-12), "broken": Choice(YES_NO)},
    ),
    hints=(
        "Count people, not clicks, and hold them against what was planned for that test. The "
        "alarm is at 0.001.",
        'experiments.split_check({"A": row["people_a"], "B": row["people_b"]}, '
        'planned={"A": row["planned_a"], "B": row["planned_b"]}) for each row.',
    ),
    checked="the p-value of each split and which is broken",
    not_checked="why it is broken",
)
def split(brand):
    return _splits(brand)


def _splits(
    brand: Any, *, what: str = "people", planned: bool = True, alarm: float = experiments.ALARM
) -> pd.DataFrame:
    rows = []
    for name, row in batches.splits(brand).iterrows():
        plan = {"A": row["planned_a"], "B": row["planned_b"]} if planned else None
        found = experiments.split_check(
            {"A": row[f"{what}_a"], "B": row[f"{what}_b"]}, planned=plan, alarm=alarm
        )
        rows.append((name, found["p_value"], "yes" if found["broken"] else "no"))
    return pd.DataFrame(rows, columns=["test", "p_value", "broken"])


@split.wrong(
    "half and half for every test",
    "You expected halves everywhere. One of these tests was planned 80 to 20: hold each test "
    "against its own plan.",
)
def _(brand):
    return _splits(brand, planned=False)


@split.wrong(
    "clicks for people",
    "You checked the split of the clicks. Clicks may differ, that is what the test is about; the "
    "lot dealt people.",
)
def _(brand):
    return _splits(brand, what="clicks")


@split.wrong(
    "alarm at 0.05",
    "You raised the alarm at 0.05. So every twentieth sound test would be thrown away; a broken "
    "split shows far more clearly than that. Take 0.001.",
)
def _(brand):
    return _splits(brand, alarm=USUAL)


@split.wrong(
    "the largest gap by eye",
    "You picked the test with the largest gap in people. A large test has large gaps by chance "
    "alone; a small one with a smaller gap can be the broken one. Let the p-value tell.",
)
def _(brand):
    table = batches.splits(brand)
    expected = (table["people_a"] + table["people_b"]) * table["planned_a"]
    largest = (table["people_a"] - expected).abs().idxmax()
    right = _splits(brand)
    return right.assign(broken=["yes" if name == largest else "no" for name in right["test"]])


@split.wrong(
    "the result for the split",
    "These are the p-values of the results: do A and B click alike? Asked for is whether the lot "
    "dealt people as planned, and clicks have no part in that.",
)
def _(brand):
    rows = []
    for name, row in batches.splits(brand).iterrows():
        counts = {"people": [row["people_a"], row["people_b"]]}
        counts["clicks"] = [row["clicks_a"], row["clicks_b"]]
        p = experiments.compare(pd.DataFrame(counts, index=["A", "B"])).loc["B", "p_value"]
        rows.append((name, p, "yes" if p < experiments.ALARM else "no"))
    return pd.DataFrame(rows, columns=["test", "p_value", "broken"])


@QUESTIONS.question(
    "peeking",
    title="When to stop",
    points=3,
    answer=Record(
        {
            "first_alarm": Number("the day, counted from the start"),
            "alarm_rate": Number("fraction", rel=0.12),
            "bound": Number("the z that stops the test", rel=0.01),
            "stop_day": Number("the day, counted from the start"),
            "found": Choice(YES_NO),
        }
    ),
    hints=(
        "The first two are about somebody who looks every evening with 1.96 in mind. The others "
        "are about the plan: a look a week, each with its own bound.",
        "z = experiments.z_values(diary); experiments.first_alarm(z, [1.96] * len(z)); "
        "experiments.false_alarm_rate([1.96] * len(z)). For the plan: weekly = z[6::7] and "
        "bounds = experiments.stopping_bounds(len(weekly)), of which the first is bounds.iloc[0]; "
        "if nothing is crossed, the test ends on its last day.",
    ),
    checked="both days, the rate of false alarms, the first bound and what was found",
    not_checked="what you would have felt on the day of the first alarm",
)
def peeking(brand):
    return _peeking(brand)


def _peeking(brand: Any, *, bounds: str = "obrien-fleming") -> dict[str, Any]:
    z = experiments.z_values(trials.log(brand, deal=1).table)
    usual = experiments.stopping_bounds(len(z), rule="every look")
    weekly = z[6::7]
    limits = experiments.stopping_bounds(len(weekly), rule=bounds)
    stop = experiments.first_alarm(weekly, limits)
    return {
        "first_alarm": int(experiments.first_alarm(z, usual)),
        "alarm_rate": experiments.false_alarm_rate(usual),
        "bound": float(limits.iloc[0]),
        "stop_day": len(z) if stop is None else int(stop),
        "found": "no" if stop is None else "yes",
    }


@peeking.wrong(
    "stopped at the first p < 0.05",
    "You stopped on the first evening with p < 0.05. Whoever looks every evening meets such an "
    "evening in one of four tests or so in which nothing differs. Stop where the plan says.",
)
def _(brand):
    right = _peeking(brand)
    return right | {"stop_day": right["first_alarm"], "found": "yes"}


@peeking.wrong(
    "the bound of a single look",
    "You held each weekly look against 1.96, which is the bound for one look alone. With several "
    "looks each has a higher one: stopping_bounds tells them.",
)
def _(brand):
    return _peeking(brand, bounds="every look")


@peeking.wrong(
    "Pocock for O'Brien and Fleming",
    "Your bound is Pocock's, which is the same at each look. The plan had named O'Brien and "
    "Fleming's: very high at first, hardly more than usual at the end.",
)
def _(brand):
    return _peeking(brand, bounds="pocock")


@peeking.wrong(
    "false alarms of the weekly looks",
    "You worked out the false alarms of one look a week. He looked each evening: the rate belongs "
    "to as many looks as the diary has evenings.",
)
def _(brand):
    looks = len(trials.log(brand, deal=1).table) // 7
    rate = experiments.false_alarm_rate(experiments.stopping_bounds(looks, rule="every look"))
    return _peeking(brand) | {"alarm_rate": rate}


@peeking.wrong(
    "five per cent however often you look",
    "You took 5 % for the rate of false alarms. That is the price of one look; each evening adds "
    "another chance to be fooled.",
)
def _(brand):
    return _peeking(brand) | {"alarm_rate": USUAL}


@peeking.wrong(
    "looks taken for independent",
    "You took each evening for a test of its own, 1 - 0.95 to the power of the looks. Each "
    "evening holds all the people of the evenings before, so they go together and the rate is "
    "lower.",
)
def _(brand):
    looks = len(trials.log(brand, deal=1).table)
    return _peeking(brand) | {"alarm_rate": 1 - (1 - USUAL) ** looks}


@QUESTIONS.question(
    "several",
    title="Seven captions at once",
    points=3,
    answer=Rows(
        ["variant"],
        {
            "p_value": Number("fraction", rel=0.02, abs=1e-6),
            "holm": Number("fraction", rel=0.02, abs=1e-6),
            "clear": Choice(YES_NO),
        },
    ),
    hints=(
        "Each caption against A, two-sided; then Holm's adjustment for all seven. Clear is what "
        "is below 0.05 after it.",
        'p = experiments.compare(captions)["p_value"]; holm = experiments.adjusted(p).',
    ),
    checked="both p-values of all seven captions, and which are clear",
    not_checked="whether the best caption is worth the change",
)
def several(brand):
    return _several(brand, experiments.adjusted)


def _several(
    brand: Any, adjust: Callable[[pd.Series], pd.Series], *, one_sided: bool = False
) -> pd.DataFrame:
    found = experiments.compare(batches.variants(brand, deal=1).table)
    p = found["p_value"]
    if one_sided:
        p = (p / 2).where(found["difference"] > 0, 1 - p / 2)
    holm = adjust(p)
    clear = ["yes" if value < USUAL else "no" for value in holm]
    table = pd.DataFrame({"p_value": p, "holm": holm, "clear": clear})
    return table.rename_axis("variant").reset_index()


@several.wrong(
    "no adjustment",
    "You left the p-values as they are. Of seven captions that are all alike, at least one shows "
    "p < 0.05 in about every fourth test. Adjust for all seven.",
)
def _(brand):
    return _several(brand, lambda p: p)


@several.wrong(
    "Bonferroni for Holm",
    "You multiplied every p-value by seven, which is Bonferroni's way. It is safe and gives away "
    "power; Holm multiplies the smallest by seven, the next by six, and so on.",
)
def _(brand):
    return _several(brand, lambda p: (p * len(p)).clip(upper=1))


@several.wrong(
    "Benjamini-Hochberg for Holm",
    "You used Benjamini and Hochberg's way. It holds the share of false alarms among the alarms, "
    "for long lists of candidates; Holm holds the chance of even one.",
)
def _(brand):
    return _several(brand, lambda p: experiments.adjusted(p, way="benjamini-hochberg"))


@several.wrong(
    "clear before the adjustment",
    "You adjusted and then judged by the values before it. Clear is what is below 0.05 in the "
    "column holm.",
)
def _(brand):
    right = _several(brand, experiments.adjusted)
    return right.assign(clear=["yes" if p < USUAL else "no" for p in right["p_value"]])


@several.wrong(
    "one-sided for two-sided",
    "Your p-values are one-sided, half as large. A caption could also have done harm: take both "
    "sides, as compare does.",
)
def _(brand):
    return _several(brand, experiments.adjusted, one_sided=True)


@QUESTIONS.question(
    "posts",
    title="Does a question draw more clicks?",
    points=3,
    answer=Record(
        {
            "ratio": Number(rel=0.01),
            "low": Number(rel=0.03),
            "high": Number(rel=0.03),
            "clear": Choice(YES_NO),
        }
    ),
    hints=(
        "Which posts got their first line by lot? And do posts scatter more than single clicks "
        "would?",
        'tossed = posts[posts["chosen_by"] == "coin"]; '
        'experiments.compare_counts(tossed, control="statement"). Clear is an interval that '
        "leaves 1 out.",
    ),
    checked="the ratio, its bounds and whether they leave 1 out",
    not_checked="whether other posts would behave alike",
)
def posts(brand):
    return _posts(brand)


def _posts(
    brand: Any, *, who: tuple[str, ...] = ("coin",), spread: str = "quasi-poisson"
) -> dict[str, Any]:
    table = reposts.coin_posts(brand, deal=1)
    some = table[table["chosen_by"].isin(who)]
    usual, tried = reposts.ARMS[1]
    found = experiments.compare_counts(some, control=usual, spread=spread).loc[tried]
    clear = not found["low"] <= 1 <= found["high"]
    return found[["ratio", "low", "high"]].to_dict() | {"clear": "yes" if clear else "no"}


@posts.wrong(
    "Poisson error on overdispersed counts",
    "You took Poisson's error, which holds where every click comes by itself. Posts differ by far "
    "more than that, so your interval is several times too narrow: take the spread that the posts "
    "show.",
)
def _(brand):
    return _posts(brand, spread="poisson")


@posts.wrong(
    "chosen posts taken for dealt ones",
    "You counted the posts whose first line the owner chose. They got a question because they "
    "promised to do well; only the coin makes the two arms alike. Keep chosen_by == “coin”.",
)
def _(brand):
    return _posts(brand, who=("coin", "owner"))


@posts.wrong(
    "chosen posts, with Poisson's error",
    "Two things at once: you counted the posts that the owner chose, and took Poisson's error. "
    "Keep the posts of the coin, and the spread that posts show.",
)
def _(brand):
    return _posts(brand, who=("coin", "owner"), spread="poisson")


@posts.wrong(
    "upside down",
    "You divided statement by question; name the arm to divide by: control=“statement”. Unless "
    "told otherwise compare_counts takes the first one in the table.",
)
def _(brand):
    right = _posts(brand)
    return right | {
        "ratio": 1 / right["ratio"],
        "low": 1 / right["high"],
        "high": 1 / right["low"],
    }


@QUESTIONS.question(
    "next_month",
    title="The best post of next month",
    points=3,
    answer=Record(
        {
            "post": Choice(tuple(f"post {number:02}" for number in range(1, 25))),
            "forecast": Number("fraction", rel=0.01),
            "lucky": Number("fraction", rel=0.01),
        }
    ),
    hints=(
        "A rate that rests on few people was helped by luck, if it is the highest of all. Pull "
        "each rate towards the usual one first, then look for the highest.",
        'found = experiments.shrunk_rates(last_month); found["shrunk"].idxmax() is the post; '
        'found["shrunk"].loc[found["raw"].idxmax()] is the forecast for the lucky one.',
    ),
    checked="the post and both forecasts",
    not_checked="what next month really brings",
)
def next_month(brand):
    last = reposts.evergreens(brand, deal=1).last
    found = experiments.shrunk_rates(last)
    return {
        "post": found["shrunk"].idxmax(),
        "forecast": float(found["shrunk"].max()),
        "lucky": float(found.loc[found["raw"].idxmax(), "shrunk"]),
    }


@next_month.wrong(
    "last month's rate believed",
    "You expect last month's highest rate to come again. Of many posts the highest was good and "
    "lucky, and luck does not come again: forecast with the rates that are pulled.",
)
def _(brand):
    raw = experiments.shrunk_rates(reposts.evergreens(brand, deal=1).last)["raw"]
    return {"post": raw.idxmax(), "forecast": float(raw.max()), "lucky": float(raw.max())}


@next_month.wrong(
    "most clicks",
    "You took the post with the most clicks. It has many because many people saw it; the question "
    "is which share of them clicks.",
)
def _(brand):
    last = reposts.evergreens(brand, deal=1).last
    raw = experiments.shrunk_rates(last)["raw"]
    most = last["clicks"].idxmax()
    return {"post": most, "forecast": float(raw[most]), "lucky": float(raw.max())}


@next_month.wrong(
    "all posts alike",
    "You forecast the usual rate for every post. That is the pull without the posts: a post which "
    "many people saw has shown what it can do, and keeps most of its own rate.",
)
def _(brand):
    last = reposts.evergreens(brand, deal=1).last
    usual = float(experiments.usual_rate(last)["rate"])
    best = experiments.shrunk_rates(last)["shrunk"].idxmax()
    return {"post": best, "forecast": usual, "lucky": usual}
