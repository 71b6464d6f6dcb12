"""The season can be lost, and who did the lessons does clearly better than who guesses."""

from __future__ import annotations

import inspect

import season_policies as policies

from smmkit import Brand

FOUND = policies.table(4, cohort="order of policies")


def test_there_are_policies_of_rising_skill():
    assert len(policies.POLICIES) >= 6
    means = FOUND.mean()
    ladder = ["keeps the rules", "picks formats and hours", "uses all own data"]
    assert means["guesses"] < means["keeps the rules"] + 0.15
    assert means[ladder].is_monotonic_increasing
    assert means["does nothing"] < means["guesses"]


def test_guessing_and_thinking_are_far_apart():
    guessed = FOUND[["does nothing", "imitates the past", "guesses"]].max(axis=1)
    thought = FOUND[["uses all own data", "steers in steps"]].min(axis=1)
    assert (thought > guessed + 0.2).all()
    points = policies.summary(FOUND)["share of points"]
    assert points["guesses"] < 0.1
    assert points["uses all own data"] > 0.8


def test_no_policy_looks_at_the_true_effects():
    source = inspect.getsource(policies)
    for word in ("truth", "reference", "deal(", "rivals"):
        assert word not in source.partition('"""')[2].partition('"""')[2].replace(
            "1 the reference", ""
        ), word


def test_a_policy_plays_the_same_season_again():
    brand = Brand.of("ada")
    assert policies.guesses(brand).plan.equals(policies.guesses(brand).plan)
