"""
Show simulated posts beside measured ones: how far reach spreads, and what it does to engagement.

Formats differ in both, so that like is held against like: photos against photos, and all posts in
the shares of formats that the measured page has.

    python tools/world_picture.py PATH/uci-facebook-metrics.csv --out picture.png
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from smmkit import Brand
from smmkit.brand.parameters import formats
from smmkit.brand.world.deal import deal
from smmkit.brand.world.play import play, start
from smmkit.plots import new_axes

LIKES = 139_441  # most page likes in the table
SEASONS = 60
RUNS = 8
"""Seasons of a brand, so that it has some hundred photos."""
FIGURES = ("sd of log reach", "elasticity of engagements to reach")


def measured(path: Path) -> pd.DataFrame:
    """Return format, reach and engagements of the 500 published Facebook posts."""
    table = pd.read_csv(path, sep=";")
    columns = {"Lifetime Post Total Reach": "reach", "Total Interactions": "engagements"}
    table = table.rename(columns=columns).assign(format=table["Type"].str.lower())
    return table[["format", "reach", "engagements"]]


def simulated(count: int) -> list[pd.DataFrame]:
    """Return the posts on Facebook of some seasons of guessing, for each of some brands there."""
    found, number = [], 0
    while len(found) < count:
        brand = Brand.of(f"picture {number}", "world")
        number += 1
        if "facebook" not in brand.platforms:
            continue
        dealt, here = deal(brand), brand.platforms.index("facebook")
        plan = dealt.naive[0]
        # Of the published page's size, so that counts are as coarse as its own.
        size = LIKES / dealt.truth.followers[here]
        truth = replace(dealt.truth, followers=dealt.truth.followers * size)
        weeks, _ = play(truth, plan, brand.identity, start(truth, RUNS))
        there = plan.platform == here
        columns = {
            name: np.concatenate([getattr(week, name) for week in weeks], axis=1)[:, there]
            for name in ("reach", "engagements")
        }
        posts = pd.DataFrame({name: one.ravel() for name, one in columns.items()})
        made = np.array(formats("facebook"))[plan.form[there]]
        found.append(posts.assign(format=np.tile(made, RUNS)).query("reach > 0"))
    return found


def photos(posts: pd.DataFrame) -> pd.DataFrame:
    """Return the photos among some posts."""
    return posts[posts["format"] == "photo"]


def in_shares(posts: pd.DataFrame, real: pd.DataFrame) -> pd.DataFrame:
    """Return posts drawn so that each format has the share that it has among the real ones."""
    # The brands make no statuses on Facebook; a photo comes nearest.
    counts = real["format"].replace("status", "photo").value_counts()
    groups = [
        group.sample(counts[form], replace=True, random_state=0)
        for form, group in posts.groupby("format")
    ]
    return pd.concat(groups)


def draw(real: pd.DataFrame, seasons: list[pd.DataFrame]) -> Figure:
    """Draw the spread of reach, and engagement over reach, each against its own median."""
    figure = Figure(figsize=(10, 4), layout="constrained")
    left, right = (new_axes(ax) for ax in figure.subplots(1, 2))
    thin, thick = {"color": "#0072B2", "lw": 0.5}, {"color": "#D55E00", "lw": 2}
    for posts, line in [*((one, thin) for one in seasons), (real, thick)]:
        log = np.sort(np.log(posts["reach"] / posts["reach"].median()))
        left.plot(log, np.linspace(0, 1, log.size), **line)
        rate = posts["engagements"] / posts["reach"]
        groups = pd.qcut(posts["reach"], 5, labels=False, duplicates="drop")
        middle = np.log(posts["reach"].groupby(groups).median() / posts["reach"].median())
        typical = rate.groupby(groups).mean() / rate.mean()
        right.plot(middle, typical, **line)
    left.set_xlabel("log of reach / median reach")
    left.set_ylabel("share of posts below")
    right.set_xlabel("log of reach / median reach, fifths of the posts")
    right.set_ylabel("engagement rate / mean rate")
    return figure


def summary(posts: pd.DataFrame) -> tuple[float, float]:
    """Return the standard deviation of log reach, and the elasticity of engagements to reach."""
    some = posts[posts["engagements"] > 0]
    slope = np.polyfit(np.log(some["reach"]), np.log(some["engagements"]), 1)[0]
    return float(np.log(posts["reach"]).std()), float(slope)


def main(words: list[str] | None = None) -> int:
    """Write the picture of the photos, and print the figures, those simulated from 5 to 95 %."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("csv", type=Path)
    parser.add_argument("--out", type=Path, default=Path("world.png"))
    parser.add_argument("--seasons", type=int, default=SEASONS)
    options = parser.parse_args(words)
    real, seasons = measured(options.csv), simulated(options.seasons)
    draw(photos(real), [photos(posts) for posts in seasons]).savefig(options.out, dpi=130)
    mixed = [in_shares(posts, real) for posts in seasons]
    for words, one, many in (
        ("photos", photos(real), [photos(posts) for posts in seasons]),
        ("all posts, in the page's shares of formats", real, mixed),
    ):
        bounds = np.percentile([summary(posts) for posts in many], [5, 95], axis=0).T
        for what, value, (low, high) in zip(FIGURES, summary(one), bounds, strict=True):
            print(f"{words}: {what} measured {value:.2f}, simulated {low:.2f} to {high:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
