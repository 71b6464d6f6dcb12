"""A brand of one's own: dealt from a name, with a past to learn from."""

from __future__ import annotations

from smmkit.brand.books import Books
from smmkit.brand.cards import Brand
from smmkit.brand.history import History
from smmkit.brand.parameters import parameters
from smmkit.brand.public import Public

__all__ = ["Books", "Brand", "History", "Public", "parameters"]
