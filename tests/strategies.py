"""Five strategies for any brand, from very good to poor, and two boilerplates."""

from __future__ import annotations

import copy

from smmkit import strategy

POSTS, ADS = "orders_by_posts", "orders_by_ads"
END, HALFWAY = "2026-12-27", "2026-09-27"


def very_good(brand, brief):
    """Write what somebody writes who has read the accounts and knows the shop."""
    band, (lead, second) = brief.band, brief.team[:2]
    goods, people, topics = brief.words[2:6], brief.words[6:9], brief.words[9:12]

    def objective(kpi, then):
        row = band.loc[kpi]
        return {
            **{"kpi": kpi, "baseline": round(row["baseline"]), "by": END, "owner": lead},
            "target": row["clear"] + 0.6 * (row["reachable"] - row["clear"]),
            "stop": {"below": 0.48 * row["anyway"], "on": HALFWAY, "then": then},
        }

    def tactic(what, serves, money, hours, owner):
        return {"what": what, "serves": serves, "money": money, "hours": hours, "owner": owner}

    made = {
        "goal": {
            "why": f"{brand.name} in {brand.town} wants its posts to earn what they cost, and more",
            **{"task": "sales", "kpi": "profit", "by": END, "owner": lead},
            "baseline": round(band.loc["profit", "baseline"]),
            "target": None,
        },
        "objectives": [
            objective(POSTS, f"no more films; {second} answers instead"),
            objective(ADS, "the rest of the money is kept"),
        ],
        "tactics": [
            tactic(f"Each Tuesday a film: how to {topics[0]}", POSTS, 0, 0.4 * brief.hours, lead),
            tactic(
                f"Portraits of {people[0]}, with an order link", POSTS, 0, 0.2 * brief.hours, second
            ),
            tactic(
                f"Before weekends: what is left of the {goods[1]}",
                POSTS,
                0,
                0.1 * brief.hours,
                second,
            ),
            tactic(f"Ads for the {goods[0]}", ADS, round(0.9 * brief.budget), 0.5, lead),
        ],
    }
    made["goal"]["target"] = round(0.95 * strategy.implied_profit(made, brief))
    return made


def good(brand, brief):
    """Write the same, with one stop rule nobody can measure and a tactic without an owner."""
    made = very_good(brand, brief)
    made["objectives"][1]["stop"] = {"below": None, "on": HALFWAY, "then": "we look at it again"}
    made["tactics"][2]["owner"] = None
    return made


def middling(brand, brief):
    """Write a goal below what happens anyway, and let a tactic serve nothing."""
    made = good(brand, brief)
    row = brief.band.loc["profit"]
    made["goal"]["target"] = min(row["nothing"], row["baseline"])
    made["tactics"][1]["serves"] = "image"
    return made


def weak(brand, brief):
    """Count what the team does in place of what comes of it."""
    made = middling(brand, brief)
    made["objectives"][0] |= {"kpi": "posts", "baseline": 300, "target": 400}
    for one in made["tactics"]:
        one["serves"] = "posts" if one["serves"] == POSTS else one["serves"]
    return made


def poor(brand, brief):
    """Name no day, no owner, no money, and nothing of the brand's."""
    made = weak(brand, brief)
    for one in (made["goal"], *made["objectives"], *made["tactics"]):
        one["owner"] = None
    for one in made["objectives"]:
        one |= {"by": "soon", "kpi": "followers", "target": 10_000}
    for number, one in enumerate(made["tactics"]):
        one |= {"what": f"Content {number}", "money": None, "serves": "growth"}
    made["goal"] |= {"why": "Grow", "target": 10**9}
    return made


def boilerplate(brand, brief):
    """Fill in every field with what could stand in any firm's strategy."""
    by = {"by": END, "owner": brief.team[0]}
    stop = {"below": 100, "on": HALFWAY, "then": "optimise the content"}
    return {
        "goal": {
            "why": "Strengthen the brand's presence and create lasting value for our community",
            **{"task": "sales", "kpi": "profit", "baseline": 10_000, "target": 12_000, **by},
        },
        "objectives": [
            {"kpi": "engagement_rate", "baseline": 0.02, "target": 0.03, "stop": stop, **by},
            {"kpi": "followers", "baseline": 5000, "target": 10_000, "stop": stop, **by},
            {"kpi": "orders", "baseline": 500, "target": 600, "stop": stop, **by},
        ],
        "tactics": [
            {"what": what, "serves": serves, "money": 300, "hours": 3, "owner": brief.team[0]}
            for what, serves in (
                ("Publish engaging and authentic content on a regular basis", "engagement_rate"),
                ("Leverage influencers and user-generated content", "followers"),
                ("Run targeted campaigns along the customer journey", "orders"),
            )
        ],
    }


def dressed_boilerplate(brand, brief):
    """Put the brand's words into the boilerplate, and none of its numbers."""
    made = copy.deepcopy(boilerplate(brand, brief))
    for one, word in zip(made["tactics"], brief.words[2:5], strict=True):
        one["what"] += f" about the {word}"
    return made


def measured_boilerplate(brand, brief):
    """Copy the brand's numbers into a page whose words would fit any firm."""
    made = very_good(brand, brief)
    texts = ("Engaging content", "Community management", "Storytelling", "Performance ads")
    made["goal"]["why"] = "Strengthen the brand and create lasting value for everybody"
    for one, words in zip(made["tactics"], texts, strict=True):
        one["what"] = words
    return made


LADDER = (poor, weak, middling, good, very_good)
BOILERPLATES = (boilerplate, dressed_boilerplate)
