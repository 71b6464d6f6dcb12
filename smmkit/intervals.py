"""How far chance may have moved a share: the one interval that several rooms use."""

from __future__ import annotations

import math
from statistics import NormalDist

__all__ = ["deviations", "wilson"]


def deviations(level: float) -> float:
    """
    Return how many standard errors to either side hold the truth that often.

    Parameters
    ----------
    level : float
        Above 0 and below 1.

    Examples
    --------
    >>> round(deviations(0.95), 2)
    1.96
    """
    return NormalDist().inv_cdf((1 + level) / 2)


def wilson(share: float, n: float, *, level: float = 0.95) -> tuple[float, float]:
    """
    Return Wilson's score interval of a share (Wilson, JASA 22, 1927).

    (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n). The arguments are taken as they are:
    callers check them in their own words.

    Parameters
    ----------
    share : float
        p, a fraction.
    n : float
        How many it was counted on, more than 0.
    level : float, default 0.95
        How often such bounds hold the true share between them.

    Returns
    -------
    tuple of float
        Lower and upper bound, fractions.

    Examples
    --------
    >>> [round(bound, 3) for bound in wilson(0.3, 100)]
    [0.219, 0.396]
    """
    z = deviations(level)
    spread = z * math.sqrt(share * (1 - share) / n + (z / (2 * n)) ** 2)
    middle, shrink = share + z**2 / (2 * n), 1 + z**2 / n
    # At 0 and at 1 the bound is the share itself, up to the last bit of a float.
    low = 0.0 if share == 0 else max(0.0, (middle - spread) / shrink)
    high = 1.0 if share == 1 else min(1.0, (middle + spread) / shrink)
    return low, high
