"""
Play written policies of rising skill through the season, over many brands.

Each policy uses what a manager can see: the brand's card, its past, its own exports. None looks at
the world's true effects. The table shows that the season can be lost, and that who did the lessons
does better than who guesses: ``python tools/season_policies.py --brands 30``.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

import numpy as np
import pandas as pd

from smmkit import Brand, steering
from smmkit.brand.identity import stream
from smmkit.brand.parameters import CAMPAIGNS, PILLARS, formats, value
from smmkit.brand.world.calendar import START, WEEKS
from smmkit.brand.world.even import even_media, even_plan
from smmkit.brand.world.season import Season
from smmkit.report.chance import bounds

TEMPLATE = {"manner": "template", "within_hours": 24}
HONEST = {"manner": "honest", "within_hours": 24}
STEPS = (4, 5, 5, 6, 6)


def nothing(brand: Brand) -> Season:
    """Do nothing at all."""
    return brand.run(None)


def guesses(brand: Brand) -> Season:
    """Post anything anywhere at any hour; spend the budget in equal parts; answer by template."""
    rng = stream(brand.identity, "a guesser")
    room = (brand.hours - steering.answer_hours(brand, TEMPLATE)) * rng.uniform(0.3, 0.9)
    rows = []
    for week in range(WEEKS):
        left = room
        while True:
            page = str(rng.choice(brand.platforms))
            form = str(rng.choice(formats(page)))
            left -= value(f"format_hours.{form}")
            if left < 0:
                break
            rows.append(
                (
                    _moment(week, rng.integers(7), rng.integers(7, 23)),
                    page,
                    form,
                    str(rng.choice(PILLARS)),
                )
            )
    equal = {(page, kind): 1.0 for page in brand.platforms for kind in CAMPAIGNS}
    return brand.run(_plan(rows), _spend(brand, equal), replies=TEMPLATE)


def imitates(brand: Brand) -> Season:
    """Do again what was done in the half year before, as far as the hours reach."""
    past = brand.history()
    plan = past.posts[["published", "platform", "format", "pillar"]]
    plan = plan.rename(columns={"published": "publish_at"})
    plan["publish_at"] += pd.Timedelta(weeks=WEEKS)
    week = (plan["publish_at"] - pd.Timestamp(START)).dt.days // 7
    hours = plan["format"].map(lambda form: value(f"format_hours.{form}"))
    room = brand.hours - steering.answer_hours(brand, TEMPLATE)
    plan = plan[hours.groupby(week).cumsum() <= room]
    campaigns = past.ads[past.ads["campaign"] != "Boosted posts"]
    spent = campaigns.groupby(["platform", "campaign"])["spend"].sum().astype(float)
    return brand.run(plan, _spend(brand, spent.to_dict()), replies=TEMPLATE)


def keeps_rules(brand: Brand) -> Season:
    """Keep lesson 05's rules: within the hours, all pages, few offers, evenings, honest answers."""
    replies = HONEST
    room = brand.hours - steering.answer_hours(brand, replies)
    if room < brand.hours / 2:
        replies = TEMPLATE
        room = brand.hours - steering.answer_hours(brand, replies)
    counts: dict[str, int] = dict.fromkeys(brand.platforms, 0)
    for page in brand.platforms * 4:
        dearest = max(value(f"format_hours.{form}") for form in formats(page))
        if dearest <= room:
            counts[page] += 1
            room -= dearest
    plan = even_plan(counts, offer_every=6)
    return brand.run(plan, _spend(brand, _two_pages(brand)), replies=replies)


def picks_formats(brand: Brand) -> Season:
    """Choose pages and formats by the past; any evening, no offers, ads on two pages."""
    counts = steering.choose_posts(_of_the_past(brand), hours=_room(brand, TEMPLATE), least=0)
    plan = steering.lay_weeks(counts, hour=18, pillars=("product", "people", "advice"))
    return brand.run(plan, _spend(brand, _two_pages(brand)), replies=TEMPLATE)


def picks_hours(brand: Brand) -> Season:
    """Choose the hour by the card and the days by the past as well."""
    counts = steering.choose_posts(_of_the_past(brand), hours=_room(brand, TEMPLATE), least=0)
    days, pillars = steering.best_days(brand.history().posts), ("product", "people", "advice")
    hour = steering.best_hour(brand.audience)
    plan = steering.lay_weeks(counts, hour=hour, days=days, pillars=pillars)
    return brand.run(plan, _spend(brand, _two_pages(brand)), replies=TEMPLATE)


def uses_data(brand: Brand) -> Season:
    """Keep hours that bring too little, answer as hours allow, sell in one post of five, too."""
    return _by_data(brand, (WEEKS,))


def steers(brand: Brand) -> Season:
    """Do the same in steps; change formats where the own exports say so beyond chance."""
    return _by_data(brand, STEPS)


POLICIES: dict[str, Callable[[Brand], Season]] = {
    "does nothing": nothing,
    "imitates the past": imitates,
    "guesses": guesses,
    "keeps the rules": keeps_rules,
    "picks formats": picks_formats,
    "picks formats and hours": picks_hours,
    "uses all own data": uses_data,
    "steers in steps": steers,
}
"""From the least to the most skilled; what does nothing is a yardstick."""


def _by_data(brand: Brand, steps: Sequence[int]) -> Season:
    past = brand.history().posts
    replies = steering.choose_replies(brand)
    hour, days = steering.best_hour(brand.audience), steering.best_days(past)
    money = steering.share_money(brand)
    counts = steering.choose_posts(_of_the_past(brand), hours=_room(brand, replies))
    season = brand.season()
    for weeks in steps:
        if season.week:
            seen = pd.concat([past, season.posts])
            other = steering.choose_posts(steering.interest(seen), hours=_room(brand, replies))
            counts = _changed(counts, other, seen)
        where = {"first_week": season.week, "weeks": weeks}
        plan = steering.lay_weeks(counts, hour=hour, days=days, **where)
        media = even_media(money, currency=brand.currency, **where)
        season = season.run(plan, media, weeks=weeks, replies=replies)
    return season


def _changed(now: pd.Series, other: pd.Series, seen: pd.DataFrame) -> pd.Series:
    """Return the other choice if the formats that it changes bring more an hour beyond chance."""
    if now.equals(other):
        return now
    dropped, added = now.index.difference(other.index), other.index.difference(now.index)
    if not len(dropped) or not len(added):
        return now
    people = (seen["engagements"] + seen["clicks"]).astype(float)
    hours = seen["format"].map(lambda form: value(f"format_hours.{form}"))
    work = pd.DataFrame({"people": people, "hours": hours})
    here = pd.MultiIndex.from_frame(seen[["platform", "format"]])
    own = ~seen["paid"].fillna(False).astype(bool).to_numpy()
    _, low, _ = bounds(*(work[here.isin(some) & own] for some in (added, dropped)))
    return other if low > 0 else now


def _of_the_past(brand: Brand) -> pd.DataFrame:
    return steering.interest(brand.history().posts)


def _room(brand: Brand, replies: dict[str, object]) -> float:
    return brand.hours - steering.answer_hours(brand, replies)


def _two_pages(brand: Brand) -> dict[tuple[str, str], float]:
    main = dict(zip(brand.platforms[:2], (0.7, 0.3), strict=True))
    return {
        (page, kind): part * share
        for page, part in main.items()
        for kind, share in zip(CAMPAIGNS, (0.7, 0.3), strict=True)
    }


def _moment(week: int, day: int, hour: int) -> np.datetime64:
    return (START + 7 * week + int(day)).astype("datetime64[m]") + 60 * int(hour)


def _plan(rows: list[tuple]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["publish_at", "platform", "format", "pillar"])


def _spend(brand: Brand, parts: dict[tuple[str, str], float]) -> pd.DataFrame:
    weekly = 0.999 * brand.budget * 12 / 52 / sum(parts.values())
    money = {key: weekly * part for key, part in parts.items()}
    return even_media(money, currency=brand.currency)


def skills(student: str, cohort: str, names: Iterable[str] = tuple(POLICIES)) -> dict[str, float]:
    """Return the skill of each policy for one brand."""
    brand = Brand.of(student, cohort)
    return {name: brand.score(POLICIES[name](brand)).skill for name in names}


def table(
    brands: int, *, cohort: str = "policies", names: Iterable[str] = tuple(POLICIES), jobs: int = 1
) -> pd.DataFrame:
    """
    Return the skill of each policy on each brand.

    Returns
    -------
    pandas.DataFrame
        A row a brand, a column a policy; 0 is the world's own guesses, 1 the reference.
    """
    students = [f"learner {number}" for number in range(brands)]
    one = partial(skills, cohort=cohort, names=tuple(names))
    if jobs == 1:
        return pd.DataFrame([one(student) for student in students], index=students)
    with ProcessPoolExecutor(jobs) as pool:
        return pd.DataFrame(list(pool.map(one, students)), index=students)


def summary(found: pd.DataFrame) -> pd.DataFrame:
    """Return mean, spread and range of each policy's skill, and the points it earns on average."""
    points = found.map(steering.points_for)
    return pd.DataFrame(
        {
            "mean": found.mean(),
            "sd": found.std(),
            "lowest": found.min(),
            "median": found.median(),
            "highest": found.max(),
            "share of points": points.mean(),
            "full marks": (points == 1).mean(),
        }
    )


def main(words: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--brands", type=int, default=30)
    parser.add_argument("--cohort", default="policies")
    parser.add_argument("--jobs", type=int, default=1)
    given = parser.parse_args(words)
    found = table(given.brands, cohort=given.cohort, jobs=given.jobs)
    print(summary(found).round(2).to_string())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
