"""How little is too little, and how much too much: the budgets that pay."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from scipy.optimize import brentq, minimize_scalar

from smmkit.ads.curves import Curve, response
from smmkit.errors import check_number

__all__ = ["paying_range"]

_STEPS = 2000


def paying_range(curve: Curve, *, worth: float, most: float, fee: float = 0.0) -> pd.Series:
    """
    Find the smallest budget that pays, the best, and the largest that pays.

    Parameters
    ----------
    curve : callable
        From money to what it brings, such as orders a month.
    worth : float
        Money that one unit of response leaves before advertising: margin times order value.
    most : float
        Highest budget to look at, more than 0.
    fee : float, default 0
        Money due as soon as anything is spent at all.

    Returns
    -------
    pandas.Series
        smallest, best, largest (money) and gain (money, at the best). With
        gain(spend) = worth * curve(spend) - spend - fee, smallest and largest bound where it is
        not negative; `largest` is `most` where it still pays there. All NaN where no budget pays.

    Raises
    ------
    ArgumentError
        If a number is out of its range, or the curve gives no finite number.

    Notes
    -----
    Looked for on 2000 steps, then refined. On a bow without a fee the smallest is 0: any little
    helps. On an S, or with a fee, it is not: below it, doing nothing is better.

    Examples
    --------
    >>> from smmkit.ads.curves import Hill
    >>> found = paying_range(Hill(40, 200), worth=25, fee=150, most=2000)
    >>> found[["smallest", "best", "largest"]].round(1).tolist()
    [50.0, 247.2, 600.0]
    """
    worth = check_number("worth", worth, low=0, unit="money")
    most = check_number("most", most, above=0, unit="money")
    fee = check_number("fee", fee, low=0, unit="money")

    def gain(spend: float) -> float:
        return worth * response(curve, spend) - spend - fee

    money = np.linspace(0, most, _STEPS + 1)[1:]
    gains = np.array([gain(x) for x in money.tolist()])
    top = int(gains.argmax())
    step = most / _STEPS
    bounds = (max(money[top] - step, 0.0), min(money[top] + step, most))
    peak = minimize_scalar(lambda x: -gain(x), bounds=bounds, method="bounded").x
    best = float(max((peak, float(money[top])), key=gain))
    if gain(best) < 0:
        return pd.Series(dict.fromkeys(("smallest", "best", "largest", "gain"), math.nan))
    pays = np.flatnonzero(gains >= 0)
    first, last = (int(pays[0]), int(pays[-1])) if pays.size else (top, top)
    return pd.Series(
        {
            "smallest": _crossing(gain, money[first] - step, min(money[first], best)),
            "best": best,
            "largest": most if last == _STEPS - 1 else _crossing(gain, best, money[last] + step),
            "gain": gain(best),
        }
    )


def _crossing(gain: Curve, low: float, high: float) -> float:
    """Return where the gain changes its sign, or the end at which it is not negative."""
    low = max(float(low), 0.0)
    if low < _tiny(high) and gain(_tiny(high)) >= 0:
        return 0.0
    if gain(low) * gain(high) > 0:
        return low if gain(low) >= 0 else float(high)
    return float(brentq(gain, low, float(high)))


def _tiny(spend: float) -> float:
    return 1e-6 * float(spend)
