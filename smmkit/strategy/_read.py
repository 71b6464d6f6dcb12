"""A strategy as a learner writes it: a dictionary with goal, objectives and tactics."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from numbers import Real
from typing import Any

from smmkit.errors import ArgumentError, did_you_mean
from smmkit.findings import is_filled

FIELDS = {
    "goal": ("why", "task", "kpi", "baseline", "target", "by", "owner"),
    "objectives": ("kpi", "baseline", "target", "by", "owner", "stop"),
    "tactics": ("what", "serves", "money", "hours", "owner"),
}
STOP = ("below", "on", "then")

Part = Mapping[str, Any]


def read(strategy: Any) -> tuple[Part, list[Part], list[Part]]:
    """
    Return goal, objectives and tactics.

    Raises
    ------
    ArgumentError
        If a part is missing, is of another kind, or has a field that nobody knows.
    """
    if not isinstance(strategy, Mapping):
        raise ArgumentError(f"strategy must be a dictionary; received {type(strategy).__name__}.")
    _known("strategy", strategy, tuple(FIELDS))
    for part in FIELDS:
        if part not in strategy:
            has = ", ".join(map(str, strategy)) or "nothing"
            raise ArgumentError(f"strategy must have the part {part!r}; it has: {has}.")
    goal = strategy["goal"]
    if not isinstance(goal, Mapping):
        raise ArgumentError(f"goal must be a dictionary; received {type(goal).__name__}.")
    _known("goal", goal, FIELDS["goal"])
    return goal, _rows(strategy, "objectives"), _rows(strategy, "tactics")


def _rows(strategy: Part, part: str) -> list[Part]:
    rows = strategy[part]
    if (
        not isinstance(rows, Sequence)
        or isinstance(rows, str)
        or not all(isinstance(row, Mapping) for row in rows)
    ):
        raise ArgumentError(
            f"{part} must be a list of dictionaries, each with {', '.join(FIELDS[part])}; "
            f"received {type(rows).__name__}."
        )
    for number, row in enumerate(rows, 1):
        _known(f"{part}, number {number}", row, FIELDS[part])
        if isinstance(row.get("stop"), Mapping):
            _known(f"{part}, number {number}, stop", row["stop"], STOP)
    return list(rows)


def _known(where: str, part: Part, fields: Sequence[str]) -> None:
    for name in part:
        if name not in fields:
            raise ArgumentError(
                f"{where}: no field is called {name!r}; there are {', '.join(fields)}."
                f"{did_you_mean(str(name), fields)}"
            )


def number(value: Any) -> float | None:
    """Return a finite number, None for anything else."""
    real = isinstance(value, Real) and not isinstance(value, bool) and math.isfinite(value)
    return float(value) if real else None


def text(value: Any) -> str:
    """Return a text that says something, else an empty one."""
    return value if is_filled(value) else ""
