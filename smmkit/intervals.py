"""How far chance may have moved a share, or a difference of two: what several rooms use."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np

__all__ = ["deviations", "newcombe", "pooled_z", "wilson"]


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


def newcombe(
    share_a: float, n_a: float, share_b: float, n_b: float, *, level: float = 0.95
) -> tuple[float, float]:
    """
    Return Newcombe's interval of the difference of two shares, b minus a.

    Each bound joins, by Pythagoras, the distances of the two shares from their Wilson bounds
    (R. G. Newcombe, Statistics in Medicine 17, 1998, 873-890, method 10). The arguments are
    taken as they are: callers check them in their own words.

    Parameters
    ----------
    share_a, share_b : float
        Fractions.
    n_a, n_b : float
        How many each was counted on, more than 0.
    level : float, default 0.95
        How often such bounds hold the true difference between them.

    Returns
    -------
    tuple of float
        Lower and upper bound, fractions from -1 to 1.

    Examples
    --------
    >>> [round(bound, 4) for bound in newcombe(48 / 80, 80, 56 / 70, 70)]
    [0.0524, 0.3339]
    """
    low_a, high_a = wilson(share_a, n_a, level=level)
    low_b, high_b = wilson(share_b, n_b, level=level)
    difference = share_b - share_a
    return (
        difference - math.hypot(share_b - low_b, high_a - share_a),
        difference + math.hypot(high_b - share_b, share_a - low_a),
    )


def pooled_z(
    hits_a: np.ndarray, n_a: np.ndarray, hits_b: np.ndarray, n_b: np.ndarray
) -> np.ndarray:
    """
    Return by how many standard errors two shares differ, b minus a, were the true ones equal.

    (p_b - p_a) / √(p(1-p)(1/n_a + 1/n_b)), where p is the share of both together; 0 where nobody
    or everybody did it, since nothing then tells the two apart.

    Parameters
    ----------
    hits_a, n_a, hits_b, n_b : float or array of float
        How many did it, out of how many (more than 0).

    Examples
    --------
    >>> round(float(pooled_z(300, 1000, 345, 1000)), 2)
    2.15
    """
    both = (hits_a + hits_b) / (n_a + n_b)
    error = np.sqrt(both * (1 - both) * (1 / n_a + 1 / n_b))
    difference = hits_b / n_b - hits_a / n_a
    return np.divide(difference, error, out=np.zeros_like(error), where=error > 0)
