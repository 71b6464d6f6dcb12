"""
The brand's season, timed: 128 runs beside a plain loop over posts, scores, deals.

With --picture FILE, 200 brands are dealt and shown: acceptance, and what doing nothing, guessing
and a sensible plan score.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))

import world_loop

from smmkit import Brand
from smmkit.brand.world import logs
from smmkit.brand.world.deal import deal
from smmkit.brand.world.laid import laid_from
from smmkit.brand.world.play import play, start
from smmkit.brand.world.worth import chances, worth

RUNS = 128
POSTS = 330
BRANDS = 40
PICTURED = 200


def best_of(times, action):
    """Return the least time an action takes, in seconds."""
    found = []
    for _ in range(times):
        began = time.perf_counter()
        action()
        found.append(time.perf_counter() - began)
    return min(found)


def of_posts(plan, count):
    """Return a plan with so many posts, those of another taken in turn."""
    turn = np.arange(count) % plan.cell.size
    columns = (getattr(plan, name)[turn] for name in ("platform", "form", "pillar", "day", "hour"))
    return laid_from(*columns, spend=plan.spend, replies=plan.replies)


def deals(count):
    """Deal brands; return seconds of each, attempts, and skill of the plans that measure."""
    rows = []
    for number in range(count):
        brand = Brand.of(f"bench {number}", "world")
        brand.history()
        began = time.perf_counter()
        dealt = deal(brand)
        took = time.perf_counter() - began
        low, high = dealt.marks["naive"], dealt.marks["reference"]
        skill = {name: (mark - low) / (high - low) for name, mark in dealt.marks.items()}
        rows.append((took, dealt.attempts, skill, dealt.reference.spend.sum() / dealt.truth.money))
    return rows


def picture(rows, path):
    """Draw what plans that measure others score, a dot a brand."""
    from matplotlib.figure import Figure

    from smmkit.plots import new_axes

    ax = new_axes(Figure(figsize=(7, 3.6), layout="constrained").subplots())
    rng = np.random.default_rng(0)
    names = ["nothing", "naive", "sensible", "reference"]
    for place, name in enumerate(names):
        skill = [row[2][name] for row in rows]
        ax.plot(place + rng.uniform(-0.2, 0.2, len(skill)), skill, "o", alpha=0.4, markersize=4)
    ax.set_xticks(range(len(names)), names)
    ax.set_ylabel("skill")
    ax.figure.savefig(path, dpi=130)


def main():
    """Print the timings."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--picture")
    options = parser.parse_args()
    brands = [Brand.of(f"bench {number}", "world") for number in range(12)]
    brand = min(brands, key=lambda one: abs(deal(one).sensible.cell.size - POSTS))
    dealt = deal(brand)
    truth, who, plan = dealt.truth, brand.identity, of_posts(dealt.sensible, POSTS)
    print(f"A season of 26 weeks, {plan.cell.size} posts, {RUNS} runs")
    luck = chances(truth, who, "bench", RUNS)
    print(f"  expected worth of the plan: {best_of(50, lambda: worth(truth, plan, luck)):.4f} s")
    fast = best_of(9, lambda: play(truth, plan, who, start(truth, RUNS)))
    slow = best_of(1, lambda: world_loop.season(truth, plan, who, RUNS))
    print(f"  smmkit {fast:.4f} s, a plain loop over posts {slow:.2f} s: {slow / fast:.0f} times")
    plans = [dealt.sensible, dealt.reference, *dealt.naive]
    many = best_of(3, lambda: [worth(truth, plans[n % 7], dealt.luck) for n in range(1000)])
    print(f"A thousand plans scored over {dealt.luck.runs} hidden runs: {many:.2f} s")
    table = logs.as_plan(dealt.sensible, brand.platforms)
    one = best_of(20, lambda: brand.score(table))
    print(f"  from a table, its faults looked for: {1000 * one:.1f} ms a plan")
    rows = deals(PICTURED if options.picture else BRANDS)
    took = [row[0] for row in rows]
    attempts = [row[1] for row in rows]
    print(
        f"{len(rows)} brands dealt: median {np.median(took):.2f} s, slowest {max(took):.2f} s; "
        f"{len(rows) / sum(attempts):.0%} of worlds drawn were fair, most tries {max(attempts)}"
    )
    spent = np.array([row[3] for row in rows])
    print(
        f"  the reference leaves a twentieth of the budget or more on {np.mean(spent < 0.95):.0%}, "
        f"a fifth on {np.mean(spent < 0.8):.0%} of them; least spent {spent.min():.0%}"
    )
    again = best_of(9, lambda: deal(brand))
    print(f"  a deal asked for again: {1e6 * again:.0f} microseconds")
    for name in ("nothing", "naive", "sensible", "reference"):
        skill = np.percentile([row[2][name] for row in rows], [5, 50, 95])
        print(f"  {name:9} skill, 5 / 50 / 95 %: {skill[0]:.2f} / {skill[1]:.2f} / {skill[2]:.2f}")
    if options.picture:
        picture(rows, options.picture)


if __name__ == "__main__":
    main()
