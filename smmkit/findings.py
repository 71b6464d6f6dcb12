"""Reviews of a piece of work: rules with points, faults, and the FINDINGS made of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from smmkit.errors import check_columns, check_number
from smmkit.tables import FINDINGS

__all__ = [
    "ADVICE",
    "ERROR",
    "WARNING",
    "WORTH",
    "Fault",
    "Rule",
    "announces_picture",
    "as_findings",
    "is_filled",
    "listed",
    "plain",
    "rule_table",
    "score",
]

WORTH = 10
"""Points of a piece of work without a fault."""

ERROR, WARNING, ADVICE = "error", "warning", "advice"

_ANNOUNCES = re.compile(
    r"\s*(?:(?:an?|the|our|this|what(?: the| our)?|une?|ein) )?"
    r"(?:image|picture|photo(?:graph)?|pic|bild|foto|imagen)"
    r"(?: of| for| shows| showing| de| d[’']| von|:|,)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Rule:
    """A rule: how grave, what it costs at most, what it counts, and why it stands."""

    severity: str
    points: float
    per: str
    why: str


class Fault(NamedTuple):
    """A broken rule, and out of how many cases."""

    rule: str
    where: str
    message: str
    out_of: int = 1


def rule_table(rules: Mapping[str, Rule]) -> pd.DataFrame:
    """
    Return rules as a table.

    Returns
    -------
    pandas.DataFrame
        Indexed by rule: severity, points, per, why.

    Examples
    --------
    >>> rule_table({"date": Rule(ERROR, 3, "post", "no date, no post")}).loc["date", "points"]
    np.int64(3)
    """
    rows = [(name, rule.severity, rule.points, rule.per, rule.why) for name, rule in rules.items()]
    names = ["rule", "severity", "points", "per", "why"]
    return pd.DataFrame(rows, columns=names).set_index("rule")


def as_findings(faults: Iterable[Fault], rules: Mapping[str, Rule]) -> pd.DataFrame:
    """
    Make FINDINGS of faults, in the order of the rules.

    A rule's points are charged once, in full if half of its cases break it or more, never less
    than a quarter; they are shared out among its findings.

    Examples
    --------
    >>> rules = {"date": Rule(ERROR, 3, "post", "no date, no post")}
    >>> as_findings([Fault("date", "row 1", "No date.", out_of=4)], rules)["points"].tolist()
    [1.5]
    """
    order = {name: place for place, name in enumerate(rules)}
    found = sorted(faults, key=lambda fault: order[fault.rule])
    broken = pd.Series([fault.rule for fault in found], dtype="object").value_counts()
    rows = []
    for fault in found:
        rule, count = rules[fault.rule], int(broken[fault.rule])
        cost = rule.points * float(np.clip(2 * count / max(fault.out_of, 1), 0.25, 1.0))
        rows.append((fault.rule, fault.where, rule.severity, fault.message, cost / count))
    return FINDINGS.conform(pd.DataFrame(rows, columns=list(FINDINGS.columns)))


def score(findings: pd.DataFrame, *, worth: float = WORTH) -> float:
    """
    Return what is left of a piece of work's points.

    Parameters
    ----------
    findings : pandas.DataFrame
        What a review found.
    worth : float, default 10
        Points of work without a fault.

    Returns
    -------
    float
        From 0 to `worth`.

    Examples
    --------
    >>> score(pd.DataFrame({"points": [1.5, 0.5, 0.0]}))
    8.0
    """
    check_columns(findings, ["points"], "score")
    check_number("worth", worth, above=0, unit="points")
    return max(0.0, float(worth) - float(findings["points"].sum()))


def is_filled(value: object) -> bool:
    """Tell whether a text field says anything."""
    return isinstance(value, str) and bool(re.search(r"\w", value))


def announces_picture(alt_text: str) -> bool:
    """
    Say whether an alt text begins by saying that it is one.

    Examples
    --------
    >>> announces_picture("What the picture shows: a loaf"), announces_picture("A loaf, cut")
    (True, False)
    """
    return _ANNOUNCES.match(alt_text) is not None


def plain(value: object) -> str:
    """
    Strip a text of what does not make it another one: capitals, accents, marks, numbers.

    Examples
    --------
    >>> plain("Tip 3: Café, again!"), plain("tip 4: cafe again")
    ('tip cafe again', 'tip cafe again')
    """
    if not isinstance(value, str):
        return ""
    apart = unicodedata.normalize("NFKD", value.casefold())
    letters = "".join(
        mark if mark.isalpha() else " " for mark in apart if not unicodedata.combining(mark)
    )
    return " ".join(letters.split())


def listed(words: Sequence[object]) -> str:
    """Write a list with commas."""
    return ", ".join(map(str, words))
