"""
The process that a pool's graders are forked from.

It holds nothing of a class, has imported all that grading needs, once, and can do so while the
process that writes is still importing its own.
"""

from __future__ import annotations

import multiprocessing
from multiprocessing.context import ForkServerContext

__all__ = ["context", "start"]


def context() -> ForkServerContext:
    """Return what makes a pool's processes."""
    made = multiprocessing.get_context("forkserver")
    made.set_forkserver_preload(["smmkit.grading.pool"])
    return made


def start() -> None:
    """Start the process, unless it runs or the system has none, without waiting for it."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return  # Windows, where the command says further on what it needs
    from multiprocessing import forkserver

    context()
    forkserver.ensure_running()
