"""Lesson 15: a season taken over, reported, steered and run."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations, permutations, product
from typing import Any

import pandas as pd

from smmkit import report, steering
from smmkit.brand.handover import handed_over
from smmkit.brand.parameters import CAMPAIGNS, formats, value
from smmkit.brand.world.calendar import WEEKS
from smmkit.brand.world.even import even_media, even_plan
from smmkit.coach.decisions import Decisions
from smmkit.coach.deliverables import Reviewed, Scored
from smmkit.coach.questions import QuestionSet
from smmkit.report.rows import COLUMNS
from smmkit.steering.desk import asked_month, asked_week, hasty_month
from smmkit.steering.journal import FULL, NONE

QUESTIONS = QuestionSet("15", "season")

RUNS = "the exercise's own runs"
"""
Another set of runs than `Brand.score` shows: whoever fits a plan to those gains nothing here.

A class's salt is put behind it, for this word can be read: in a class the runs are a secret's.
"""

_NEARLY = 0.95  # another plan made the lesson's way is not the same to the last post

_ROWS = "a table of rows with kpi, start, end, the filters and value"


def _rows_of(brand: Any, asked: pd.DataFrame) -> pd.DataFrame:
    season = handed_over(brand)
    keys = asked.to_dict("records")
    rows = [
        report.one_row(
            season,
            row["kpi"],
            row["start"],
            row["end"],
            **{name: row[name] for name in ("platform", "format", "campaign")},
        )
        for row in keys
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))[[*asked.columns, "value"]]


@QUESTIONS.question(
    "weekly",
    title="The week in rows",
    points=4,
    answer=Reviewed(
        pd.DataFrame,
        lambda rows, brand: report.review_rows(rows, handed_over(brand), asked=asked_week(brand)),
        worth=10,
        what=_ROWS,
    ),
    hints=(
        "Which days does a row name, which page, which format? A rate is a sum divided by a sum.",
        "report.one_row(found, row.kpi, row.start, row.end, platform=row.platform, "
        'format=row.format, campaign=row.campaign)["value"] gives one; go row by row.',
    ),
    checked="every row, computed again from the season's tables",
    not_checked="whether these are the numbers that the owner needs",
)
def weekly(brand):
    return _week_rows(brand).copy()


@lru_cache(maxsize=64)
def _week_rows(brand: Any) -> pd.DataFrame:
    return _rows_of(brand, asked_week(brand))


def _posts_of(brand: Any, row: pd.Series) -> pd.DataFrame:
    posts = handed_over(brand).posts
    within = posts["published"].between(row["start"], row["end"] + pd.Timedelta(hours=23.99))
    if row["platform"] != "all":
        within &= posts["platform"] == row["platform"]
    return posts[within]


def _instead(rows: pd.DataFrame, kpi: str, count: Any) -> pd.DataFrame:
    """Return rows with the values of a KPI made another way."""
    rows = rows.copy()
    for place in rows.index[rows["kpi"] == kpi]:
        rows.loc[place, "value"] = float(count(rows.loc[place]))
    return rows


@weekly.wrong(
    "reach added up",
    "You added up reach. Whoever saw two posts is one account and was counted twice: a report says "
    "the largest reach of one post, or its median, and never a total.",
)
def _(brand):
    return _instead(
        _week_rows(brand), "largest_reach", lambda row: _posts_of(brand, row)["reach"].sum()
    )


@weekly.wrong(
    "per cent",
    "Your rate is in per cent. A report's table holds fractions: 5 % is 0.05, and whoever shows it "
    "chooses the form.",
)
def _(brand):
    right = _week_rows(brand)
    return _instead(right, "er_by_reach", lambda row: 100 * row["value"])


@weekly.wrong(
    "the week before",
    "Your numbers are right, for other days. A row says from when to when: take those days, the "
    "last one whole.",
)
def _(brand):
    week = pd.Timedelta(days=7)
    asked = asked_week(brand)
    shifted = asked.assign(start=asked["start"] - week, end=asked["end"] - week)
    return _week_rows(brand).assign(value=_rows_of(brand, shifted)["value"])


@weekly.wrong(
    "filter left out",
    "A number of yours is right for another filter. A row names its page, its format or its "
    "campaign: keep those rows of the table before you compute.",
)
def _(brand):
    asked = asked_week(brand)
    wide = _rows_of(brand, asked.assign(campaign="all"))
    right = _week_rows(brand)
    return right.assign(value=right["value"].where(right["kpi"] != "spend", wide["value"]))


@QUESTIONS.question(
    "monthly",
    title="The month's report, mended",
    points=4,
    answer=Reviewed(
        pd.DataFrame,
        lambda rows, brand: report.review_rows(
            rows, handed_over(brand), asked=asked_month(brand), worth=10
        ),
        worth=6,
        what=_ROWS,
    ),
    hints=(
        "Compute each row again and look where the two differ. What would make just that value?",
        "report.recompute(hasty, found) says what is wrong in each row, and what is right in the "
        "column recomputed: hasty.assign(value=...).",
    ),
    checked="every row of the month, computed again",
    not_checked="what the owner is told beside the numbers",
)
def monthly(brand):
    return _month_rows(brand).copy()


@lru_cache(maxsize=64)
def _month_rows(brand: Any) -> pd.DataFrame:
    return _rows_of(brand, asked_month(brand))


@monthly.wrong(
    "handed on unread",
    "You handed the report on as it came. Several of its numbers can't be computed again from the "
    "tables: check each before it goes out under your name.",
)
def _(brand):
    return hasty_month(brand)


def _but(brand: Any, kpi: str) -> pd.DataFrame:
    right, hasty = _month_rows(brand), hasty_month(brand)
    return right.assign(value=right["value"].where(right["kpi"] != kpi, hasty["value"]))


@monthly.wrong(
    "reach added up",
    "The reach is still a total over posts and pages. People who were reached several times are in "
    "it several times; no sum of reach is a number of people.",
)
def _(brand):
    return _but(brand, "largest_reach")


@monthly.wrong(
    "mean of ratios",
    "The engagement rate is still the mean of the posts' own rates. Divide the sums: all "
    "engagements of the month by all reach.",
)
def _(brand):
    return _but(brand, "er_by_reach")


@monthly.wrong(
    "more than the month",
    "The money spent is still that of all weeks. A month's report holds the month's rows alone.",
)
def _(brand):
    return _but(brand, "spend")


@QUESTIONS.question(
    "noise",
    title="Act, or wait?",
    points=3,
    answer=Decisions(
        lambda decisions, brand: steering.price_decisions(decisions, _decided(brand)),
        # Acting on everything, or on nothing, earns nothing.
        lambda brand: min(pd.Series(_decided(brand)).value_counts()),
        0,
        'a dictionary such as {"A": "act", "B": "wait"}',
    ),
    hints=(
        "Not how large a difference is, but how much of it comes and goes by itself. How many "
        "posts stand behind it, and how unlike each other are they?",
        "steering.compare(found, row.kpi, more, less, row.start, row.end) with more = "
        '{"platform": row.platform, "format": row.more} gives low and high: act where both are on '
        "the same side of 0.",
    ),
    checked="each decision, against the bounds of two standard errors",
    not_checked="whether the change is worth the trouble",
)
def noise(brand):
    return dict(_decided(brand))


@lru_cache(maxsize=64)
def _cases(brand: Any) -> pd.DataFrame:
    return steering.differences(handed_over(brand))


@lru_cache(maxsize=64)
def _decided(brand: Any) -> dict[str, str]:
    return steering.decided(_cases(brand), handed_over(brand))


@noise.wrong(
    "the other way round",
    "You took differences with a 0 between their bounds for sure, and those without for doubtful. "
    "Bounds on the same side of 0 mean: more than chance usually makes.",
)
def _(brand):
    other = {"act": "wait", "wait": "act"}
    return {case: other[word] for case, word in _decided(brand).items()}


@noise.wrong(
    "chasing noise",
    "You would act on every difference. Some of these come and go by themselves: who runs after "
    "them changes the plan each week and learns nothing.",
)
def _(brand):
    return dict.fromkeys(_decided(brand), "act")


@noise.wrong(
    "never moved",
    "You would wait each time. Some of these differences are far beyond what chance does, and each "
    "week of waiting costs posts that bring little.",
)
def _(brand):
    return dict.fromkeys(_decided(brand), "wait")


@QUESTIONS.question(
    "change",
    title="A change that its numbers justify",
    points=5,
    answer=Reviewed(
        dict,
        lambda change, brand: steering.review_change(change, handed_over(brand)),
        worth=10,
        what="a dictionary with kpi, start, end, more, less, values, low, high and plan",
    ),
    hints=(
        "Look for two formats of one page whose difference is far beyond chance, over all weeks. "
        "Then lay out the coming weeks so that the better one gets more of the posts.",
        'apart = steering.compare(found, "engagements_per_post", more, less, "2026-06-29", '
        '"2026-09-20"); steering.lay_weeks(counts, hour=18, first_week=12, weeks=4) lays the '
        "weeks out; steering.review_change(change, found) tells what is wrong.",
    ),
    checked="the numbers, whether the difference is beyond chance, and whether the plan follows it",
    not_checked="whether it is the best change there is",
)
def change(brand):
    return dict(_good_change(brand))


_SPAN = ("2026-06-29", "2026-09-20")
_KPI = "engagements_per_post"


@lru_cache(maxsize=64)
def _apart(brand: Any) -> list[tuple[str, str, str, pd.Series]]:
    """Compare the formats of each page over all weeks, the better one first."""
    season, found = handed_over(brand), []
    for page in brand.platforms[:2]:
        for pair in combinations(formats(page), 2):
            sides = [{"platform": page, "format": form} for form in pair]
            one = steering.compare(season, _KPI, *sides, *_SPAN)
            if one["difference"] < 0:
                pair = pair[::-1]
                one = steering.compare(season, _KPI, *sides[::-1], *_SPAN)
            if pd.notna(one["low"]) and one["difference"]:
                found.append((page, *pair, one))
    return sorted(found, key=lambda case: -case[3]["low"] / case[3]["difference"])


def _written(
    brand: Any, more: dict, less: dict, found: pd.Series, span: tuple, plan: pd.DataFrame
) -> dict[str, Any]:
    return {
        "kpi": _KPI,
        "start": span[0],
        "end": span[1],
        "more": more,
        "less": less,
        "values": [float(found["more"]), float(found["less"])],
        "low": float(found["low"]),
        "high": float(found["high"]),
        "plan": plan[["publish_at", "platform", "format", "pillar"]],
    }


def _next_weeks(brand: Any, page: str, form: str, posts: int = 2) -> pd.DataFrame:
    index = pd.MultiIndex.from_tuples([(page, form)], names=["platform", "format"])
    counts = pd.Series([posts], index=index)
    return steering.lay_weeks(counts, hour=18, first_week=12, weeks=4)


@lru_cache(maxsize=64)
def _good_change(brand: Any) -> dict[str, Any]:
    page, better, worse, found = _apart(brand)[0]
    sides = ({"platform": page, "format": form} for form in (better, worse))
    return _written(brand, *sides, found, _SPAN, _next_weeks(brand, page, better))


@change.wrong(
    "two things at once",
    "Your two sides differ in the page and in the format. Whatever comes of it, nobody will know "
    "which of them did it: let one thing differ.",
)
def _(brand):
    season = handed_over(brand)
    page, better, *_ = _apart(brand)[0]
    other = next(one for one in brand.platforms[:2] if one != page)
    for form in formats(other):
        if form == better:
            continue
        sides = [{"platform": page, "format": better}, {"platform": other, "format": form}]
        found = steering.compare(season, _KPI, *sides, *_SPAN)
        if found["beyond_chance"] and found["difference"] > 0:
            break
    plan = _next_weeks(brand, page, better)
    return _written(brand, *sides, found.fillna(0.0), _SPAN, plan)


@change.wrong(
    "chasing noise",
    "The difference that you act on may be chance alone: a few posts of a few days. Take more "
    "weeks or another pair, and act where the bounds are on the same side of 0.",
)
def _(brand):
    page, better, worse, _ = _apart(brand)[0]
    sides = [{"platform": page, "format": form} for form in (better, worse)]
    span = ("2026-09-17", "2026-09-18")
    found = steering.compare(handed_over(brand), _KPI, *sides, *span)
    plan = _next_weeks(brand, page, better)
    return _written(brand, *sides, found.fillna(0.0), span, plan)


@change.wrong(
    "the wrong way",
    "Your plan does more of what brings less. Look again at which side the difference favours: "
    "where it is above 0, it speaks for what you named first.",
)
def _(brand):
    page, better, worse, _ = _apart(brand)[0]
    sides = [{"platform": page, "format": form} for form in (worse, better)]
    found = steering.compare(handed_over(brand), _KPI, *sides, *_SPAN)
    return _written(brand, *sides, found, _SPAN, _next_weeks(brand, page, worse))


@change.wrong(
    "a change on paper",
    "The numbers justify a change, and the plan goes on as before. A change happens when the "
    "coming weeks' posts are others: shift them towards what brings more.",
)
def _(brand):
    season = handed_over(brand)
    past = season.plan[["publish_at", "platform", "format", "pillar"]]
    last = past[past["publish_at"] >= "2026-08-24"]
    plan = last.assign(publish_at=last["publish_at"] + pd.Timedelta(weeks=4))
    return _good_change(brand) | {"plan": plan}


@change.wrong(
    "hours over capacity",
    "Your coming weeks take more hours than the team has. What is not made brings nothing: count "
    "each post with the hours of its format.",
)
def _(brand):
    change = _good_change(brand)
    page, form = change["more"]["platform"], change["more"]["format"]
    posts = min(int(brand.hours / value(f"format_hours.{form}")) + 2, 46)
    return change | {"plan": _next_weeks(brand, page, form, posts)}


@QUESTIONS.question(
    "run",
    title="Your season",
    points=8,
    answer=Scored(
        dict,
        lambda log, brand, salt="": steering.review_season(
            log, brand, salt=RUNS + salt, full=_enough(brand, RUNS + salt)
        ),
        worth=10,
        what="the log of your season, as steering.pack(season, decision) makes it",
        beside=frozenset({"skill", "no comparison"}),
    ),
    hints=(
        "What did an hour of each format bring in the past? When is your public there? Which hours "
        "are left once somebody answers? Then run some weeks, look, and go on.",
        "steering.interest(past.posts), steering.choose_posts, steering.best_hour, "
        "steering.best_days, steering.choose_replies and steering.share_money each answer one; "
        "steering.lay_weeks makes the plan, season.run runs it. For the decision make two formats "
        "of one page for eight weeks (steering.side_by_side mixes them), then "
        'decision = {"do": ..., "week": season.week, **steering.evidence(season, ...)}; '
        "steering.review_decision(decision, season) tells at the end what is wrong.",
    ),
    checked="what your season is worth over hidden runs, luck left out; and whether the numbers of "
    "your decision are right, known by then, and followed",
    not_checked="how lucky your own run was: that changes no mark",
)
def run(brand):
    return _good_log(brand)


@lru_cache(maxsize=64)
def _enough(brand: Any, salt: str) -> float:
    """Return the skill that earns all; where the past misleads, what it leads to is enough."""
    led = brand.score(steering.replay(brand, _good_log(brand)), salt=salt).skill
    return min(FULL, max(_NEARLY * led, 2 * NONE))


@lru_cache(maxsize=64)
def _good_log(brand: Any) -> dict[str, pd.DataFrame]:
    return _log(brand, follow=True)


_TRIED = 8  # weeks with two formats side by side
_LOOKED_AT = ("2026-06-29", "2026-08-23")
_KPIS = (_KPI, "er_by_reach", "clicks_per_post", "er_by_impressions")


def _log(brand: Any, *, follow: bool, kpi: str = _KPI) -> dict[str, Any]:
    """Try a second format for eight weeks, then decide, and do what was decided or its opposite."""
    table = steering.interest(brand.history().posts)
    room = brand.hours - steering.answer_hours(brand, steering.choose_replies(brand))
    counts = steering.choose_posts(table, hours=room)
    mixed, (page, form, other) = steering.side_by_side(counts, table)
    season = _run_on(brand.season(), mixed, _TRIED)
    pair = [{"platform": page, "format": one} for one in (form, other)]
    if steering.compare(season, kpi, *pair, *_LOOKED_AT)["difference"] < 0:
        pair = pair[::-1]
    decision = _decision(season, kpi, *pair, *_LOOKED_AT)
    if (decision["do"] == "act") == follow:
        better, worse = (side["format"] for side in pair)
        mixed[page, better] += mixed[page, worse]
        mixed[page, worse] = 0
    return steering.pack(_run_on(season, mixed, WEEKS - _TRIED), decision)


def _run_on(season: Any, counts: pd.Series, weeks: int) -> Any:
    brand, where = season.brand, {"first_week": season.week, "weeks": weeks}
    hour, days = steering.best_hour(brand.audience), steering.best_days(brand.history().posts)
    plan = steering.lay_weeks(counts, hour=hour, days=days, **where)
    media = even_media(steering.share_money(brand), currency=brand.currency, **where)
    return season.run(plan, media, weeks=weeks, replies=steering.choose_replies(brand))


def _decision(season: Any, kpi: str, more: dict, less: dict, start: str, end: str) -> dict:
    beyond = steering.compare(season, kpi, more, less, start, end)["beyond_chance"]
    told = steering.evidence(season, kpi, more, less, start, end)
    return {"do": "act" if beyond else "wait", "week": _TRIED, **told}


@run.also("decided by the engagement rate")
def _(brand):
    return _log(brand, follow=True, kpi="er_by_reach")


def _poor_plan(brand: Any, *, pillars: int = 0) -> pd.DataFrame:
    """Return the cheapest format of the smallest page, at noon: a plan that brings little."""
    page = brand.platforms[-1]
    form = min(formats(page), key=lambda word: value(f"format_hours.{word}"))
    return even_plan({page: 3}, form={page: form}, offer_every=pillars, hour=7)


@run.wrong(
    "nothing done",
    "There is hardly a post in your season, and nobody answers. That saves hours, and loses more: "
    "followers leave, and those who asked go elsewhere.",
)
def _(brand):
    return steering.pack(brand.run(None))


@run.wrong(
    "all budget on one lever",
    "Nearly all your money is on one campaign. Each further coin there brings less than the one "
    "before: the first coins elsewhere bring more.",
)
def _(brand):
    weekly = 0.999 * brand.budget * 12 / 52
    media = even_media({(brand.platforms[-1], CAMPAIGNS[1]): weekly}, currency=brand.currency)
    replies = {"manner": "template", "within_hours": 24}
    return steering.pack(brand.run(_poor_plan(brand), media, replies=replies))


@run.wrong(
    "too many offers",
    "Far more than a fifth of your posts sell. People tire of offers: they leave, and those who "
    "stay stop buying from them.",
)
def _(brand):
    replies = {"manner": "template", "within_hours": 24}
    return steering.pack(brand.run(_poor_plan(brand, pillars=1), replies=replies))


@run.wrong(
    "complaints deleted",
    "Your team deletes complaints. What is deleted is told elsewhere and grows: answer it, in "
    "public and honestly.",
)
def _(brand):
    replies = {"manner": "delete", "within_hours": 24}
    return steering.pack(brand.run(_poor_plan(brand), replies=replies))


@run.wrong(
    "stopped early",
    "Your season stops before its 26 weeks are over. What is not run is scored as weeks without "
    "posts, ads or answers: go on from where you are.",
)
def _(brand):
    replies = {"manner": "template", "within_hours": 24}
    return steering.pack(brand.run(_poor_plan(brand), weeks=4, replies=replies))


@run.wrong(
    "hours over capacity",
    "Your plan takes more hours than the team has, so it can't be run. Count posts by the hours of "
    "their format, and leave room for answers.",
)
def _(brand):
    log = _good_log(brand)
    rows = [log["plan"]] * 12
    return log | {"plan": pd.concat(rows, ignore_index=True).iloc[: 12 * len(log["plan"])]}


@run.wrong(
    "decision left out",
    "Your log tells no decision with its comparison. One is asked for, acting or waiting: what you "
    "held against what, over which weeks, and how sure it was.",
)
def _(brand):
    return {name: part for name, part in _good_log(brand).items() if name != "decision"}


@lru_cache(maxsize=64)
def _other_decision(brand: Any, beyond: bool) -> dict[str, Any]:
    """Return a true comparison of the season's formats or pages, beyond chance or not."""
    season = steering.replay(brand, _good_log(brand))
    made = season.posts[["platform", "format"]].drop_duplicates().to_dict("records")
    pairs = [pair for pair in permutations(made, 2) if pair[0]["platform"] == pair[1]["platform"]]
    pairs += permutations([{"platform": page} for page in brand.platforms] + [{}], 2)
    first = pd.Timestamp(_LOOKED_AT[0])
    # All weeks before the decision, or the last four: one of them tells on every brand.
    spans = [(week, start) for week in (_TRIED, 16, 25) for start in (0, week - 4)]
    for (week, start), kpi, pair in product(spans, _KPIS, pairs):
        days = [first + pd.Timedelta(days=day) for day in (7 * start, 7 * week - 1)]
        found = steering.compare(season, kpi, *pair, *days)
        known = pd.notna(found["low"]) and (found["difference"] > 0 or not beyond)
        if known and found["beyond_chance"] == beyond:
            return _decision(season, kpi, *pair, *days) | {"week": week}
    raise AssertionError(f"nothing in the season of {brand} is {beyond} beyond chance")


@run.wrong(
    "numbers from after the change",
    "Some of your numbers are of days after the decision. What you didn't know then can't have "
    "been your reason: take the weeks before it.",
)
def _(brand):
    log = _good_log(brand)
    told, season = log["decision"], steering.replay(brand, log)
    sides = (told["more"], told["less"])
    later = steering.evidence(season, told["kpi"], *sides, told["start"], "2026-08-24")
    return log | {"decision": told | later}


@run.wrong(
    "acted on noise",
    "You act on a difference that may be chance alone: its bounds lie on either side of 0. Then "
    "waiting is the decision, and it earns as much.",
)
def _(brand):
    return _good_log(brand) | {"decision": _other_decision(brand, False) | {"do": "act"}}


@run.wrong(
    "waited on a clear difference",
    "You wait, and your own numbers are beyond chance. Act on them, or tell the comparison that "
    "made you wait.",
)
def _(brand):
    return _good_log(brand) | {"decision": _other_decision(brand, True) | {"do": "wait"}}


@run.wrong(
    "numbers nobody can compute again",
    "The values of your decision are not what your own season gives for that KPI, those days and "
    "those filters. Compute them from your season, and don't round.",
)
def _(brand):
    log = _good_log(brand)
    values = [1.1 * value + 1 for value in log["decision"]["values"]]
    return log | {"decision": log["decision"] | {"values": values}}


@run.wrong(
    "a change against its numbers",
    "Your numbers speak for one side and you act for the other. Where the difference is above 0, "
    "it speaks for what you named first.",
)
def _(brand):
    told, log = _other_decision(brand, True), _good_log(brand)
    sides = (told["less"], told["more"])
    season = steering.replay(brand, log)
    turned = steering.evidence(season, told["kpi"], *sides, told["start"], told["end"])
    return log | {"decision": told | turned}


@run.wrong(
    "said and not done",
    "Your log says one thing and your plan does another. Who acts makes more of the better side in "
    "the four weeks after; who waits goes on as before.",
)
def _(brand):
    return _log(brand, follow=False)
