"""A season as data: packed for whoever judges it, run again, and reviewed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pandas as pd

from smmkit.brand.parameters import value
from smmkit.brand.world.calendar import WEEKS
from smmkit.brand.world.laid import PlanError
from smmkit.errors import ArgumentError, TableError
from smmkit.findings import WORTH
from smmkit.steering.decision import review_decision
from smmkit.tables import FINDINGS, MEDIA, PLAN

if TYPE_CHECKING:
    from smmkit import Brand
    from smmkit.brand.world.season import Season

__all__ = ["DECISION", "FULL", "NONE", "pack", "points_for", "replay", "review_season"]

NONE, FULL = 0.1, 0.5
"""Skill up to which a season earns nothing, and from which it earns everything."""

DECISION = 0.25
"""Share of a season's points that its decision earns; the rest is for its skill."""

_COLUMNS = {"plan": ["publish_at", "platform", "format", "pillar"], "media": list(MEDIA.columns)}
_MOST_ON_ONE = 0.8
_FEW_POSTS = 2  # a week


def pack(season: Season, decision: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """
    Return all that was decided in a season, as plain data.

    Parameters
    ----------
    season : Season
        As far as it was run.
    decision : mapping, optional
        One decision and its numbers, see `smmkit.steering.decision.review_decision`.

    Returns
    -------
    dict
        plan (publish_at, platform, format, pillar), media (week, platform, campaign, currency,
        budget) and replies (week from 1, manner, within_hours); and decision, if there is one.

    Examples
    --------
    >>> from smmkit import Brand
    >>> ada = Brand.of("ada")
    >>> season = ada.run(None, weeks=2, replies={"manner": "template"})
    >>> replay(ada, pack(season)).ledger.equals(season.ledger)
    True
    """
    ways = [(week, way.manner, way.within_hours) for week, way in enumerate(season.replies, 1)]
    replies = pd.DataFrame(ways, columns=["week", "manner", "within_hours"])
    packed = {
        "plan": season.plan[_COLUMNS["plan"]].reset_index(drop=True),
        "media": season.media[_COLUMNS["media"]].reset_index(drop=True),
        "replies": replies,
    }
    return packed if decision is None else packed | {"decision": dict(decision)}


def replay(brand: Brand, log: Mapping[str, Any]) -> Season:
    """
    Run a packed season again: the same decisions, the same weeks, the same numbers.

    Parameters
    ----------
    brand : Brand
        Whose.
    log : mapping
        What `pack` returns.

    Raises
    ------
    ArgumentError
        If a table is missing or cannot be read.
    PlanError
        If the plan cannot be run.
    """
    plan, media = (_table(log, name) for name in _COLUMNS)
    replies = log.get("replies")
    if not isinstance(replies, pd.DataFrame) or not {"manner", "within_hours"} <= set(replies):
        raise ArgumentError("A season's log needs the table replies, as steering.pack makes it.")
    ways = list(zip(replies["manner"], replies["within_hours"], strict=True))
    if not 1 <= len(ways) <= WEEKS:
        raise ArgumentError(f"replies must have a row for each week run, 1 to {WEEKS}.")
    season = brand.season()
    for (manner, within), weeks in groupby(ways):
        way = {"manner": str(manner), "within_hours": float(within)}
        season = season.run(plan, media, weeks=len(list(weeks)), replies=way)
    return season


def points_for(skill: float, *, full: float = FULL) -> float:
    """
    Return the share of the points for skill that a season earns.

    Nothing up to 0.1, for luck and guessing get that far; all of them from `full`; evenly between.

    Examples
    --------
    >>> [round(points_for(skill), 2) for skill in (-0.4, 0.0, 0.3, 0.7)]
    [0.0, 0.0, 0.5, 1.0]
    """
    return float(min(max((skill - NONE) / (full - NONE), 0.0), 1.0))


def review_season(
    log: Mapping[str, Any],
    brand: Brand,
    *,
    salt: str = "",
    worth: float = 10,
    full: float = FULL,
) -> pd.DataFrame:
    """
    Score a packed season on hidden runs, hold its decision to its numbers, and say what is lost.

    Parameters
    ----------
    log : mapping
        What `pack` returns.
    brand : Brand
        Whose.
    salt : str
        Which hidden runs, see `smmkit.brand.world.score`.
    worth : float, default 10
        Points of a season with skill enough and a decision that its numbers justify; a quarter of
        them is the decision's.
    full : float, default 0.5
        Skill that is enough.

    Returns
    -------
    pandas.DataFrame
        FINDINGS of `smmkit.tables`; none for a season that earns everything. What is lost for
        want of skill stands with the rule skill, shared with the named causes that were seen.

    Raises
    ------
    ArgumentError
        If the log cannot be read.

    Examples
    --------
    >>> from smmkit import Brand
    >>> ada = Brand.of("ada")
    >>> review_season(pack(ada.run(None)), ada)["rule"].tolist()
    ['skill', 'hardly a post', 'nobody answers', 'no comparison']
    """
    try:
        season = replay(brand, log)
    except PlanError as error:
        words = " ".join(str(error).split())
        rule = "hours over capacity" if "hours a week" in words else "cannot be run"
        return _findings([(rule, "plan", words)], worth)
    decided = review_decision(log.get("decision"), season)
    # Several faults of one decision cost no more than the decision.
    per_point = DECISION * worth / max(float(decided["points"].sum()), WORTH)
    decided = decided.assign(points=decided["points"] * per_point)
    skill = brand.score(season, salt=salt).skill
    lost = (1 - DECISION) * worth * (1 - points_for(skill, full=full))
    if not lost:
        return decided
    said = f"Skill {skill:.2f} on hidden runs: 0 is guessing; {full:.2g} and more earn all of it."
    played = _findings([("skill", "", said), *_causes(season)], lost)
    return pd.concat([played, decided], ignore_index=True) if len(decided) else played


def _causes(season: Season) -> Iterator[tuple[str, str, str]]:
    brand, plan, media = season.brand, season.plan, season.media
    if season.week < WEEKS:
        yield "stopped early", "", f"{season.week} of {WEEKS} weeks were run."
    if len(plan) < _FEW_POSTS * season.week:
        yield "hardly a post", "plan", f"{len(plan)} posts in {season.week} weeks."
    elif (plan["pillar"] == "offer").mean() > value("offer_share") + 0.05:
        share = (plan["pillar"] == "offer").mean()
        yield "too many offers", "plan", f"{share:.0%} of the posts sell; people bear a fifth."
    parts = media.groupby(["platform", "campaign"])["budget"].sum().astype(float)
    if parts.sum() and parts.max() > _MOST_ON_ONE * parts.sum():
        where = " ".join(parts.idxmax())
        yield "one lever", "media", f"{parts.max() / parts.sum():.0%} of the money is on {where}."
    silent = sum(way.manner == "none" for way in season.replies)
    if silent > season.week / 2:
        yield "nobody answers", "replies", f"In {silent} weeks nobody answered."
    deleted = sum(way.manner == "delete" for way in season.replies)
    if deleted:
        yield "deleted", "replies", f"In {deleted} weeks complaints were deleted."
    if len(plan) and (plan["publish_at"].dt.hour < 7).mean() > 0.5:
        yield "posted at night", "plan", f"Most posts of {brand.name} went out before seven."


def _findings(lines: list[tuple[str, str, str]], points: float) -> pd.DataFrame:
    rows = [(rule, where, "error", words, points / len(lines)) for rule, where, words in lines]
    return FINDINGS.conform(pd.DataFrame(rows, columns=list(FINDINGS.columns)))


def _table(log: Mapping[str, Any], name: str) -> pd.DataFrame:
    table = log.get(name)
    if not isinstance(table, pd.DataFrame) or not set(_COLUMNS[name]) <= set(table.columns):
        raise ArgumentError(
            f"A season's log needs the table {name} with {', '.join(_COLUMNS[name])}, as "
            "steering.pack makes it."
        )
    table = table[_COLUMNS[name]]
    if not len(table):
        return (PLAN if name == "plan" else MEDIA).empty()
    try:
        return (PLAN if name == "plan" else MEDIA).conform(table)
    except TableError as error:
        raise ArgumentError(f"The log's {name} cannot be read: {error}") from error
