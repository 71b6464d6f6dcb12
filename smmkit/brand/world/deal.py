"""Deal a brand a fair world: one in which planning pays, and no single lever does it all."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from smmkit.brand.identity import stream
from smmkit.brand.parameters import value
from smmkit.brand.world import paid
from smmkit.brand.world.laid import Laid, empty_spend
from smmkit.brand.world.reference import outline, polish
from smmkit.brand.world.rivals import guesses, nothing, sensible
from smmkit.brand.world.truth import Truth, draw
from smmkit.brand.world.worth import Chances, certain, chances, hours_used, worth
from smmkit.errors import SmmkitError

if TYPE_CHECKING:
    from smmkit.brand.cards import Brand

__all__ = ["RUNS", "Deal", "deal", "fair", "lever_shares", "platform_shares", "under"]

MOST_ATTEMPTS = 60
RUNS = 64
MOST_OF_ONE_LEVER = 0.85
FEWEST_OF_A_PLATFORM = 0.05
"""Of the reference's cost: small, for where ads saturate little money makes a platform matter."""
GUESSING_PAYS = 0.05
"""What guessing must bring beyond doing nothing, in costs of the sensible plan."""


@dataclass(frozen=True, eq=False)
class Deal:
    """
    A brand's world, and the plans that others are measured by.

    Parameters
    ----------
    truth : Truth
        The world.
    luck : Chances
        The hidden runs by which plans are scored.
    marks : dict of str to float
        Expected worth, in money, of doing nothing, naive, sensible and reference plans.
    naive : list of Laid
        Five guesses, whose mean is 0 of the scale.
    sensible, reference : Laid
        A sensible manager's plan; the plan that is 1 of the scale.
    attempts : int
        Worlds drawn until one was fair.
    """

    truth: Truth
    luck: Chances
    marks: dict[str, float]
    naive: list[Laid]
    sensible: Laid
    reference: Laid
    attempts: int


@lru_cache(maxsize=64)
def deal(brand: Brand) -> Deal:
    """
    Deal the fair world that belongs to a brand.

    Nothing here is secret: the learner's season is played in this world. What a grader keeps to
    himself comes in with `smmkit.brand.world.score.hidden`, and changes the runs, not the world.

    Parameters
    ----------
    brand : Brand
        Whose.

    Raises
    ------
    SmmkitError
        If no fair world is found in many attempts.
    """
    for attempt in range(MOST_ATTEMPTS):
        truth = _scaled(brand, draw(brand, attempt), attempt)
        if truth is None:
            continue
        found = _measured(brand, truth, attempt)
        if fair(found):
            return _polished(brand, found)
    raise SmmkitError(
        f"No fair world was found for student {brand.student!r}, cohort {brand.cohort!r} in "
        f"{MOST_ATTEMPTS} deals; use another student name."
    )


def _scaled(brand: Brand, truth: Truth, attempt: int) -> Truth | None:
    """
    Set the open scales: base orders, orders by ads, orders by posts.

    The sensible plan is to bring, beyond doing nothing, its whole cost as often as is drawn; of
    what is left of that, ads bring a share that is drawn, or more where the history's ads did.
    Posts bring the rest, and more if guessing would else be worse than doing nothing. None if
    that would be too much.
    """
    rng = stream(brand.identity, "scale", attempt)
    share = rng.uniform(value("base_low"), value("base_high"))
    times = rng.uniform(value("worth_low"), value("worth_high"))
    ads_share = rng.uniform(value("ads_share_low"), value("ads_share_high"))
    base = share * truth.wage * truth.hours / (truth.gain * truth.followers.sum())
    plan = sensible(truth)
    media = float(plan.spend.sum())
    cost = media + truth.wage * float(hours_used(truth, plan).sum())
    brought = truth.gain * float((paid.orders(truth, plan.spend).sum(axis=(1, 2))).sum())
    wanted = media + ads_share * (times - 1) * cost
    truth = replace(truth, base=base, top=truth.top * max(wanted / brought, 1.0))
    flat = certain(truth)
    idle = float(worth(truth, nothing(truth), flat).all[0])

    def line(some: list[Laid]) -> np.ndarray:
        """Return a and b of: worth beyond doing nothing = a + b * close, mean of some plans."""
        none, one = (
            np.mean([worth(replace(truth, close=close), plan, flat).all[0] for plan in some])
            for close in (0.0, 1.0)
        )
        return np.array([none - idle, one - none])

    (start, rise), (low, slope) = line([plan]), line(guesses(truth, brand.identity))
    wanted = ((times - 1) * cost - start) / rise
    least = (GUESSING_PAYS * cost - low) / slope
    close = float(max(wanted, least))
    most = ((value("worth_high") - 1) * cost - start) / rise
    return replace(truth, close=close) if 0 < close <= most else None


def _measured(brand: Brand, truth: Truth, attempt: int) -> Deal:
    luck = chances(truth, brand.identity, "hidden ", RUNS)
    plans = guesses(truth, brand.identity), sensible(truth), outline(truth, luck)
    return under(Deal(truth, luck, {}, *plans, attempt + 1), luck)


def under(found: Deal, luck: Chances) -> Deal:
    """Return the same world and plans, measured over other runs."""
    truth = found.truth
    plans = {
        "nothing": [nothing(truth)],
        "naive": found.naive,
        "sensible": [found.sensible],
        "reference": [found.reference],
    }
    marks = {
        name: float(np.mean([worth(truth, plan, luck).all.mean() for plan in some]))
        for name, some in plans.items()
    }
    return replace(found, luck=luck, marks=marks)


def _polished(brand: Brand, found: Deal) -> Deal:
    """Return the deal with its reference tried post by post, if that is better and still fair."""
    best = polish(found.truth, found.reference, brand.identity)
    mark = float(worth(found.truth, best, found.luck).all.mean())
    better = replace(found, reference=best, marks=found.marks | {"reference": mark})
    return better if mark > found.marks["reference"] and fair(better) else found


def fair(found: Deal) -> bool:
    """
    Tell whether planning pays: nothing < naive < sensible < reference, and not by one lever.

    Of the reference's gain over doing nothing, its ads alone, its posts alone and each platform
    alone keep less than 85 %; and two platforms or more have a twentieth of its cost each.
    """
    marks = list(found.marks.values())
    if any(one >= other for one, other in itertools.pairwise(marks)):
        return False
    if np.count_nonzero(platform_shares(found) >= FEWEST_OF_A_PLATFORM) < 2:
        return False
    return max(lever_shares(found).values()) < MOST_OF_ONE_LEVER


def platform_shares(found: Deal) -> np.ndarray:
    """Return each platform's share of the reference's cost, shape (P,)."""
    truth, plan = found.truth, found.reference
    made = truth.wage * truth.hours_of[plan.platform, plan.form]
    cost = np.bincount(plan.platform, weights=made, minlength=truth.followers.size)
    cost = cost + plan.spend.sum(axis=(0, 2))
    return cost / cost.sum()


def lever_shares(found: Deal) -> dict[str, float]:
    """Return what each lever alone keeps of the reference's gain over doing nothing."""
    truth, plan = found.truth, found.reference
    nowhere = np.zeros(plan.cell.size, dtype=bool)
    alone = {
        "posts": replace(plan, spend=empty_spend(truth.followers.size)),
        "ads": plan.take(nowhere),
    }
    for number in range(truth.followers.size):
        spend = np.where(np.arange(truth.followers.size)[:, None] == number, plan.spend, 0.0)
        alone[f"platform {number}"] = replace(plan.take(plan.platform == number), spend=spend)
    low, high = found.marks["nothing"], found.marks["reference"]
    return {
        name: (float(worth(truth, one, found.luck).all.mean()) - low) / (high - low)
        for name, one in alone.items()
    }
