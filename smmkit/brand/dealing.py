"""Deal again until a test shows what it is there to teach."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from smmkit.brand.identity import stream
from smmkit.errors import SmmkitError

if TYPE_CHECKING:
    from smmkit.brand.cards import Brand

__all__ = ["DEALS", "first_that_teaches", "nothing_found", "rng_of"]

DEALS = 2000
"""How many deals are drawn at once."""

_ROUNDS = 50


def rng_of(brand: Brand, name: str, attempt: int = 0) -> np.random.Generator:
    """Return the random numbers of one of a brand's tests."""
    return stream(brand.identity, f"trials.{name}", attempt)


def first_that_teaches(
    brand: Brand,
    name: str,
    deal: Callable[[np.random.Generator], np.ndarray],
    teaches: Callable[[np.ndarray], np.ndarray],
) -> np.ndarray:
    """
    Return the first of many deals that teaches what it is there for.

    Parameters
    ----------
    brand : Brand
        Whose test.
    name : str
        Which test; it has random numbers of its own.
    deal : callable
        ``deal(rng)`` gives an array with `DEALS` deals along its first axis.
    teaches : callable
        ``teaches(deals)`` tells for each of them whether it will do.

    Raises
    ------
    SmmkitError
        If none does.

    Examples
    --------
    >>> from smmkit import Brand
    >>> heads = first_that_teaches(
    ...     Brand.of("ada"), "coins", lambda rng: rng.binomial(10, 0.5, DEALS), lambda n: n == 9
    ... )
    >>> int(heads)
    9
    """
    for attempt in range(_ROUNDS):
        dealt = deal(rng_of(brand, name, attempt))
        found = np.flatnonzero(teaches(dealt))
        if found.size:
            return dealt[found[0]]
    raise nothing_found(name)


def nothing_found(name: str) -> SmmkitError:
    """Return the error for a test of which no deal would teach."""
    return SmmkitError(f"No {name} worth learning from was found; use another student name.")
