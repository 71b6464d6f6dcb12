"""
Learn to run social media for a living, on a brand of your own.

The names a notebook needs stand here; each is loaded when it is first used, so that
``import smmkit`` costs next to nothing.
"""

from __future__ import annotations

import importlib

__version__ = "0.1.0"

_HOME = {
    "Brand": "smmkit.brand",
    "Money": "smmkit.money",
    "check": "smmkit.coach",
    "doctor": "smmkit.desk",
    "my_brand": "smmkit.coach",
    "practice": "smmkit.lab.practice",
    "show": "smmkit.plots",
}

_ROOMS = (
    *("ads", "attribution", "audience", "brand", "career", "coach", "community", "content"),
    *("experiments", "exports", "kpi", "plots", "pricing", "report", "roles", "steering"),
    *("strategy", "tables", "team", "text"),
)

__all__ = sorted([*_HOME, *_ROOMS])


def __getattr__(name: str) -> object:
    if name in _HOME:
        return getattr(importlib.import_module(_HOME[name]), name)
    if name in _ROOMS:
        return importlib.import_module(f"smmkit.{name}")
    raise AttributeError(f"module 'smmkit' has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
