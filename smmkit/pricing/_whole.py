"""Whole clients from quotients that floats miss by a hair."""

from __future__ import annotations

import math


def _snap(quotient: float) -> float:
    """Return the whole number that `quotient` stands for, if it is one but for rounding."""
    nearest = float(round(quotient))
    return nearest if math.isclose(quotient, nearest, rel_tol=1e-9) else quotient


def floor(quotient: float) -> int:
    """Round down; 2.9999999999 is 3."""
    return math.floor(_snap(quotient))


def ceil(quotient: float) -> int:
    """Round up; 3.0000000001 is 3."""
    return math.ceil(_snap(quotient))
