"""Response curves: what spending brings, less for each further coin."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from smmkit.errors import ArgumentError, check_columns, check_number

__all__ = ["Curve", "Hill", "Log", "Power", "curves", "marginal"]

Curve = Callable[[float], float]
"""Any function from money spent to what it brings. The classes here also know their `slope`."""

_STEP = 1e-5


@dataclass(frozen=True)
class Hill:
    """
    A curve with a ceiling: most / (1 + (half / spend) ** steepness).

    Parameters
    ----------
    most : float
        What no budget exceeds, such as orders a month.
    half : float
        Money at which half of it is reached, more than 0.
    steepness : float, default 1
        Up to 1 the first coin brings the most (a bow); above 1 little money does next to
        nothing (an S). More than 0.

    Notes
    -----
    The saturation of Meridian (developers.google.com/meridian) and of Robyn (github.com,
    facebookexperimental/Robyn).

    Examples
    --------
    >>> Hill(most=40, half=200)(200)
    20.0
    >>> Hill(most=40, half=200).slope(200)
    0.05
    """

    most: float
    half: float
    steepness: float = 1.0

    def __post_init__(self) -> None:
        check_number("most", self.most, low=0)
        check_number("half", self.half, above=0, unit="money")
        check_number("steepness", self.steepness, above=0)

    def __call__(self, spend: float) -> float:
        """Return what `spend` brings."""
        power = (spend / self.half) ** self.steepness
        return self.most * power / (1 + power)

    def slope(self, spend: float) -> float:
        """Return what one unit of money more brings at `spend`."""
        if spend == 0:
            return _at_zero(self.most / self.half, self.steepness)
        power = (spend / self.half) ** self.steepness
        return self.most * self.steepness * power / (spend * (1 + power) ** 2)


@dataclass(frozen=True)
class Log:
    """
    A curve without a ceiling that flattens: scale * log(1 + spend / bend).

    Parameters
    ----------
    scale : float
        What brings more by the same for each doubling far beyond `bend`.
    bend : float
        Money around which it begins to flatten, more than 0.

    Examples
    --------
    >>> round(Log(scale=10, bend=100)(100), 2)
    6.93
    """

    scale: float
    bend: float

    def __post_init__(self) -> None:
        check_number("scale", self.scale, low=0)
        check_number("bend", self.bend, above=0, unit="money")

    def __call__(self, spend: float) -> float:
        """Return what `spend` brings."""
        return self.scale * math.log1p(spend / self.bend)

    def slope(self, spend: float) -> float:
        """Return what one unit of money more brings at `spend`."""
        return self.scale / (self.bend + spend)


@dataclass(frozen=True)
class Power:
    """
    A curve of constant elasticity: scale * spend ** elasticity.

    Parameters
    ----------
    scale : float
        What one unit of money brings.
    elasticity : float
        Per cent more that 1 % more money brings; more than 0, at most 1.

    Examples
    --------
    >>> Power(scale=2, elasticity=0.5)(100)
    20.0
    """

    scale: float
    elasticity: float

    def __post_init__(self) -> None:
        check_number("scale", self.scale, low=0)
        check_number("elasticity", self.elasticity, above=0, high=1)

    def __call__(self, spend: float) -> float:
        """Return what `spend` brings."""
        return self.scale * spend**self.elasticity

    def slope(self, spend: float) -> float:
        """Return what one unit of money more brings at `spend`."""
        if spend == 0:
            return _at_zero(self.scale, self.elasticity)
        return self.scale * self.elasticity * spend ** (self.elasticity - 1)


def _at_zero(straight: float, exponent: float) -> float:
    """Return the slope at no money of straight * spend ** exponent."""
    return straight if exponent == 1 or straight == 0 else 0.0 if exponent > 1 else math.inf


def curves(table: pd.DataFrame) -> dict[str, Hill]:
    """
    Return the Hill curves that a table describes.

    Parameters
    ----------
    table : pandas.DataFrame
        Indexed by placement; columns most, half (money) and steepness.

    Raises
    ------
    TableError
        If a column is missing.
    ArgumentError
        If a number is out of its range.

    Examples
    --------
    >>> table = pd.DataFrame({"most": [40], "half": [200], "steepness": [1]}, index=["search"])
    >>> curves(table)["search"](200)
    20.0
    """
    rows = check_columns(table, ["most", "half", "steepness"], "curves")
    if rows.index.has_duplicates:
        raise ArgumentError("curves needs one row a placement; a placement stands twice.")
    return {
        str(name): Hill(float(row["most"]), float(row["half"]), float(row["steepness"]))
        for name, row in rows.iterrows()
    }


def marginal(curve: Curve, spend: float) -> float:
    """
    Return what one unit of money more brings, on top of what `spend` brings.

    Parameters
    ----------
    curve : callable
        From money to what it brings.
    spend : float
        Money spent already.

    Returns
    -------
    float
        The slope: the curve's own where it has one, otherwise a difference quotient. The average,
        curve(spend) / spend, is another number, and the larger one on a bow.

    Raises
    ------
    ArgumentError
        If `spend` is negative or the curve gives no finite number.

    Examples
    --------
    >>> marginal(Hill(most=40, half=200), 200)
    0.05
    >>> round(marginal(lambda money: 40 * money / (200 + money), 200), 6)
    0.05
    """
    spend = check_number("spend", spend, low=0, unit="money")
    if hasattr(curve, "slope"):
        return float(curve.slope(spend))
    step = _STEP * max(spend, 1.0)
    low = max(spend - step, 0.0)
    high = spend + step
    return (response(curve, high) - response(curve, low)) / (high - low)


def response(curve: Curve, spend: float, name: str = "curve") -> float:
    """
    Return what a curve gives, as a finite number.

    Parameters
    ----------
    curve : callable
        From money to what it brings.
    spend : float
        Money.
    name : str
        What to call the curve in a message.

    Raises
    ------
    ArgumentError
        If it is no function, or gives no finite number.

    Examples
    --------
    >>> response(lambda money: money / 2, 10)
    5.0
    """
    if not callable(curve):
        raise ArgumentError(
            f"{name} must be a function from money to what it brings, such as ads.Hill(...); "
            f"received {curve!r}."
        )
    return check_number(f"{name} at {spend:g}", curve(spend))
