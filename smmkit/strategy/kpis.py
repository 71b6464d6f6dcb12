"""What is counted in social media, whose doing it is, and what it leads to."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from smmkit.errors import check_choice

__all__ = ["GOALS", "KPIS", "STAGES", "Kpi", "kpis", "leads_to", "way"]

STAGES = ("output", "outcome", "impact")

GOALS = {"sales": "profit", "awareness": "recall", "image": "recommendation"}
"""The kinds of task, and the number at the top of each."""


@dataclass(frozen=True)
class Kpi:
    """A number that is counted: its stage, what it leads to next, and what it is."""

    stage: str
    next: tuple[str, ...]
    what: str


KPIS = {
    "posts": Kpi("output", ("reach",), "posts published"),
    "ad_spend": Kpi("output", ("reach",), "money paid for ads"),
    "answers": Kpi("output", ("answered_in_a_day",), "answers written"),
    "reach": Kpi("outcome", ("clicks", "recall"), "accounts that saw a post, a weight"),
    "followers": Kpi("outcome", ("reach",), "accounts that follow"),
    "engagement_rate": Kpi("outcome", ("reach",), "engagements / reach"),
    "clicks": Kpi("outcome", ("orders_by_posts", "orders_by_ads"), "clicks on a link"),
    "answered_in_a_day": Kpi(
        "outcome", ("net_sentiment",), "messages answered within a day / messages"
    ),
    "share_of_voice": Kpi("outcome", ("recall",), "own mentions / mentions of all in the trade"),
    "net_sentiment": Kpi("outcome", ("recommendation",), "(praise - complaint) / mentions"),
    "orders_by_posts": Kpi("impact", ("orders",), "orders of people whom posts brought"),
    "orders_by_ads": Kpi("impact", ("orders",), "orders of people whom ads brought"),
    "orders": Kpi("impact", ("profit",), "all orders"),
    "profit": Kpi("impact", (), "margin of orders less ads and work"),
    "recall": Kpi("impact", (), "share of people asked who name the brand unprompted"),
    "recommendation": Kpi("impact", (), "share of customers who would recommend it"),
}


def kpis() -> pd.DataFrame:
    """
    Return what may be counted.

    Returns
    -------
    pandas.DataFrame
        Indexed by kpi: stage (output: what the team does; outcome: what people do then; impact:
        what the business has of it), leads_to (the next ones), goals (sales, awareness, image:
        those whose top number it leads to), what.

    Examples
    --------
    >>> kpis().loc["posts", "stage"]
    'output'
    >>> kpis().loc["net_sentiment", "goals"]
    'image'
    """
    rows = [
        (
            name,
            kpi.stage,
            ", ".join(kpi.next),
            ", ".join(task for task, top in GOALS.items() if leads_to(name, top)),
            kpi.what,
        )
        for name, kpi in KPIS.items()
    ]
    return pd.DataFrame(rows, columns=["kpi", "stage", "leads_to", "goals", "what"]).set_index(
        "kpi"
    )


def way(kpi: str, goal: str) -> list[str]:
    """
    Return the shortest way from a number to one further up, both included.

    Returns
    -------
    list of str
        Empty if there is none.

    Raises
    ------
    ArgumentError
        If one of them is not known.

    Examples
    --------
    >>> way("followers", "profit")
    ['followers', 'reach', 'clicks', 'orders_by_posts', 'orders', 'profit']
    >>> way("net_sentiment", "profit")
    []
    """
    for name in (kpi, goal):
        check_choice("kpi", name, tuple(KPIS))
    ways = [[kpi]]
    for found in ways:
        if found[-1] == goal:
            return found
        ways += [[*found, step] for step in KPIS[found[-1]].next]
    return []


def leads_to(kpi: str, goal: str) -> bool:
    """
    Tell whether a number leads to another one, or is it.

    Examples
    --------
    >>> leads_to("orders", "profit"), leads_to("profit", "orders")
    (True, False)
    """
    return bool(way(kpi, goal))
