"""A limit of time on what is done outside the sandbox with a stranger's words."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from typing import Any

__all__ = ["Overdue", "within"]

_AGAIN = 0.25  # a limit that a library swallows is raised again


class Overdue(BaseException):
    """It took longer than it may; no ``except Exception`` of a library's holds it up."""


@contextlib.contextmanager
def within(seconds: float) -> Iterator[None]:
    """
    Raise Overdue in what takes more than some seconds of this process's own work.

    Work is counted and not time, so that a machine with much else to do costs nobody a mark. There
    is no limit outside a program's first thread, where no signal can be heard (a worker of a
    cluster), nor on Windows.

    Parameters
    ----------
    seconds : float
        Of work.

    Raises
    ------
    Overdue
        When they are over.

    Examples
    --------
    >>> with within(5):
    ...     sum(range(10))
    45
    """
    main = threading.current_thread() is threading.main_thread()
    if not main or not hasattr(signal, "setitimer"):
        yield
        return
    open_ = True

    def end(number: int, frame: Any) -> None:
        if open_:
            raise Overdue(f"it took longer than {seconds:g} seconds")

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, _AGAIN)
    try:
        yield
    finally:
        open_ = False
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
