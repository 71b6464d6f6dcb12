"""A plan held to what the brand has, and to what was run before: every fault told at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from smmkit.brand.world.calendar import START, WEEKS
from smmkit.brand.world.deal import deal
from smmkit.brand.world.laid import Laid, PlanError, laid_from, lay
from smmkit.brand.world.replies import Replies, read_replies
from smmkit.brand.world.truth import Truth
from smmkit.brand.world.worth import SLOTS, hours_used

if TYPE_CHECKING:
    from smmkit.brand.cards import Brand
    from smmkit.brand.world.season import Season

__all__ = ["Way", "checked"]

Way = Mapping[str, object] | Replies | None

_POSTS = ("platform", "form", "pillar", "day", "hour", "minute")


def checked(
    brand: Brand,
    plan: pd.DataFrame | None,
    media: pd.DataFrame | None,
    replies: Way,
    *,
    so_far: Season | None = None,
) -> Laid:
    """
    Return a plan as arrays, after what was run; or say everything that is wrong with it.

    Raises
    ------
    PlanError
        If it cannot be run; it lists every fault.
    """
    truth = deal(brand).truth
    way = read_replies(replies)
    new, faults = lay(plan, media, platforms=brand.platforms, currency=brand.currency)
    now = so_far.week if so_far else 0
    laid = replace(new, replies=(way,) * WEEKS)
    if now:
        past = so_far.laid
        faults += _rewritten(past, new, now)
        spend = np.concatenate([past.spend[:now], new.spend[now:]])
        both = [
            np.concatenate([getattr(one, name) for one in (past, new.between(now, WEEKS))])
            for name in _POSTS
        ]
        laid = laid_from(
            *both[:5], minute=both[5], spend=spend, replies=so_far.replies + (way,) * (WEEKS - now)
        )
    faults += _overdrawn(brand, truth, laid, now)
    if faults:
        raise PlanError(faults)
    return laid


def _rewritten(past: Laid, new: Laid, now: int) -> list[str]:
    """Say where a plan tells another past than the one that was run."""
    told = new.between(0, now)
    same = told.cell.size == past.cell.size and all(
        (getattr(told, name) == getattr(past, name)).all() for name in _POSTS
    )
    faults = []
    if told.cell.size and not same:
        monday = START + 7 * now
        faults.append(
            f"plan: it has posts before {monday}, in weeks that are over, and they are not those "
            "that were run; leave past weeks out or as they were."
        )
    if new.spend[:now].any() and not np.allclose(new.spend[:now], past.spend[:now]):
        faults.append(
            "media: it has money in weeks that are over, and not what was spent; leave past weeks "
            "out or as they were."
        )
    return faults


def _overdrawn(brand: Brand, truth: Truth, laid: Laid, now: int) -> list[str]:
    """Say where hours, money or posts a week are beyond what there is."""
    faults = []
    hours = hours_used(truth, laid)
    over = np.flatnonzero(hours > truth.hours + 1e-9)
    over = over[over >= now]
    if over.size:
        shown = ", ".join(f"{hours[week]:.1f} in that of {START + 7 * week}" for week in over[:3])
        more = f" and {over.size - 3} more" if over.size > 3 else ""
        faults.append(
            f"plan: the team has {truth.hours:g} hours a week; posts and replies take "
            f"{shown}{more}."
        )
    spent = float(laid.spend.sum())
    if spent > truth.money + 0.005:
        faults.append(
            f"media: it spends {spent:,.2f} {brand.currency} in all; the season's budget is "
            f"{truth.money:,.2f}, {brand.budget:,} a month."
        )
    if laid.rank.max(initial=0) >= SLOTS:
        faults.append(f"plan: more than {SLOTS} posts on one platform in a week.")
    return faults
