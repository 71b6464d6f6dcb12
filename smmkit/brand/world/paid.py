"""What advertising brings: remembered for a while, and less for each further coin."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from smmkit.brand.parameters import value
from smmkit.brand.world.calendar import WEEKS
from smmkit.brand.world.truth import Truth

__all__ = ["adstock", "hill", "marginal", "orders"]


@lru_cache(maxsize=8)
def _lags() -> np.ndarray:
    """Return weeks between spend (column) and effect (row); -1 where there is none."""
    gap = np.arange(WEEKS)[:, None] - np.arange(WEEKS)
    return np.where((gap >= 0) & (gap < value("adstock_weeks")), gap, -1)


def memory(kept: np.ndarray) -> np.ndarray:
    """
    Return the share of each week's spend that works in each week.

    Geometric adstock in Meridian's normalised form, w_k = a^k / sum of a^j over the weeks
    it is remembered (developers.google.com/meridian).

    Parameters
    ----------
    kept : numpy.ndarray
        a, share left after a week.

    Returns
    -------
    numpy.ndarray, shape (*kept.shape, 26, 26)
        Effect week by spend week.
    """
    gap = _lags()
    a = kept[..., None, None]
    whole = (a[..., 0] ** np.arange(int(value("adstock_weeks")))).sum(axis=-1)
    return np.where(gap >= 0, a ** np.maximum(gap, 0), 0.0) / whole[..., None, None]


def adstock(spend: np.ndarray, kept: np.ndarray) -> np.ndarray:
    """Return the spend that works in each week; both of shape (26, P, C)."""
    return _felt(spend, memory(kept))


@lru_cache(maxsize=16)
def _memory(truth: Truth) -> np.ndarray:
    """Return the memory of a world's campaigns, which a search asks for a thousand times."""
    return memory(truth.kept)


def _felt(spend: np.ndarray, kept: np.ndarray) -> np.ndarray:
    return np.einsum("pcws,spc->wpc", kept, spend)


def hill(spend: np.ndarray, half: np.ndarray, slope: np.ndarray) -> np.ndarray:
    """Return the share of the most that `spend` brings, 1 / (1 + (spend / half)^-slope)."""
    power = (spend / half) ** slope
    return power / (1 + power)


def orders(truth: Truth, spend: np.ndarray) -> np.ndarray:
    """
    Return the orders a week that advertising causes, before demand and mood.

    Parameters
    ----------
    truth : Truth
        The world.
    spend : numpy.ndarray, shape (26, P, C)
        Money.

    Returns
    -------
    numpy.ndarray, shape (26, P, C)
    """
    return truth.top * hill(_felt(spend, _memory(truth)), truth.half, truth.slope)


def marginal(truth: Truth, spend: np.ndarray, worth: np.ndarray) -> np.ndarray:
    """
    Return what one more unit of money in each week and campaign is worth.

    Parameters
    ----------
    truth : Truth
        The world.
    spend : numpy.ndarray, shape (26, P, C)
        Money.
    worth : numpy.ndarray, shape (26,)
        Money an order is worth in each week.

    Returns
    -------
    numpy.ndarray, shape (26, P, C)
        Derivative of sum(worth * orders).
    """
    ratio = np.maximum(_felt(spend, _memory(truth)) / truth.half, 1e-9)
    power = ratio**truth.slope
    slope = truth.top * truth.slope * power / (ratio * truth.half * (1 + power) ** 2)
    return np.einsum("pcws,wpc->spc", _memory(truth), slope * worth[:, None, None])
