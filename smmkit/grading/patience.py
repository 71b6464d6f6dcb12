"""A limit of time on what is done outside the sandbox with a stranger's words."""

from __future__ import annotations

import contextlib
import ctypes
import signal
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

__all__ = ["Overdue", "within"]

_AGAIN = 0.25  # a limit that a library swallows is raised again


class Overdue(BaseException):
    """It took longer than it may; no ``except Exception`` of a library's holds it up."""


@contextlib.contextmanager
def within(seconds: float) -> Iterator[None]:
    """
    Raise Overdue in what takes more than some seconds of this thread's own work.

    Work is counted and not time, so that a machine with much else to do costs nobody a mark. There
    is no limit on Windows, nor on macOS outside a program's first thread.

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
    first = threading.current_thread() is threading.main_thread()
    if first and hasattr(signal, "setitimer"):
        limit = _by_signal
    elif not first and hasattr(time, "pthread_getcpuclockid"):
        limit = _by_watching
    else:
        limit = contextlib.nullcontext
    try:
        with limit(seconds):
            yield
    except Overdue:
        raise Overdue(f"it took longer than {seconds:g} seconds") from None


@contextlib.contextmanager
def _by_signal(seconds: float) -> Iterator[None]:
    open_ = True

    def end(number: int, frame: Any) -> None:
        if open_:
            raise Overdue

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, _AGAIN)
    try:
        yield
    finally:
        open_ = False
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@contextlib.contextmanager
def _by_watching(seconds: float) -> Iterator[None]:
    """Let another thread look at this one's clock, since no signal is heard here."""
    here, done = threading.get_ident(), threading.Event()
    clock = time.pthread_getcpuclockid(here)
    until = time.clock_gettime(clock) + seconds

    def watch() -> None:
        while not done.wait(_AGAIN):
            if time.clock_gettime(clock) > until:
                _raise_in(here, Overdue)

    watching = threading.Thread(target=watch, daemon=True)
    watching.start()
    try:
        yield
    finally:
        _surely(done.set)
        _surely(watching.join)
        _raise_in(here, None)  # what was sent and has not come yet


def _surely(do: Callable[[], Any]) -> None:
    """Do what may be met by an Overdue on its way, and be done with it."""
    while True:
        with contextlib.suppress(Overdue):
            do()
            return


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    raised = ctypes.py_object(error) if error else None
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), raised)
