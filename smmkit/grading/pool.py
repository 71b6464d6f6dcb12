"""
Grade many notebooks at a time on this machine.

One at a time needs no other process. Several are graded by as many processes, each with a sandbox
and a judge of its own; what they made comes back to the one process that writes.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.util import Finalize
from typing import Any

from smmkit.grading import server
from smmkit.grading.group import Group
from smmkit.grading.sandbox import Limits, Sandbox, SandboxError
from smmkit.grading.session import imports_of
from smmkit.grading.single import Graded, grade_one

__all__ = ["Crew", "Failed", "Outcome"]

_TRIES = 3  # how often a process may end under a notebook before that one is given up
_here: dict[str, Any] = {}


@dataclass(frozen=True)
class Failed:
    """Why a notebook could not be graded: the grader's failure, not the notebook's."""

    why: str


Outcome = tuple[str, Graded | Failed]


class Crew:
    """
    The processes that grade a class's notebooks.

    A process that ends in the middle (the system may end one when memory runs out) costs nobody a
    mark: what it had in hand is graded again by another.

    Parameters
    ----------
    group : Group
        The class.
    jobs : int
        How many notebooks at a time.
    isolated : bool
        Whether they run in the sandbox.
    limits : Limits
        What each may use.
    """

    def __init__(self, group: Group, *, jobs: int, isolated: bool, limits: Limits) -> None:
        self.group, self._how, self._jobs = group, (isolated, limits), max(1, jobs)
        self._sandbox = _sandbox(group, *self._how)
        self._pool: ProcessPoolExecutor | None = None
        self._opening: threading.Thread | None = None

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None:
        if kind is not None and not issubclass(kind, Exception):
            # Whoever interrupts doesn't want to wait for the notebooks in hand, which are lost.
            for process in multiprocessing.active_children():
                process.kill()
        self._close()
        self._sandbox.stop()
        gc.unfreeze()

    def start(self) -> None:
        """Begin to get ready, without waiting for it."""
        if self._jobs == 1:
            self._sandbox.launch()
        else:
            # Whoever asks for a process waits until there is one.
            self._opening = threading.Thread(target=self._open, args=[self._jobs], daemon=True)
            self._opening.start()

    def outcomes(self, students: Sequence[str]) -> Iterator[Outcome]:
        """Yield the outcome of each of these learners as it comes."""
        _settle()
        if self._jobs == 1:
            for name in students:
                yield name, _try(self._sandbox, self.group, name)
            return
        left, tries = list(students), dict.fromkeys(students, 0)
        while left:
            done = []
            try:
                for outcome in self._together(left):
                    done.append(outcome[0])
                    yield outcome
            except BrokenProcessPool:
                self._close()  # the next round begins with a new one
            left = [name for name in left if name not in set(done)]
            for name in left[: 2 * self._jobs]:  # those that may have been in hand
                tries[name] += 1
                if tries[name] >= _TRIES:
                    left.remove(name)
                    yield name, Failed(f"the process that graded it ended {_TRIES} times")

    def _together(self, students: Sequence[str]) -> Iterator[Outcome]:
        if self._opening is not None:
            self._opening.join()
        if self._pool is None:
            self._open(min(self._jobs, len(students)))
        open_: dict[Future, str] = {self._pool.submit(_work, name): name for name in students}
        while open_:
            ready, _ = wait(open_, return_when=FIRST_COMPLETED)
            broken = None
            for future in ready:
                name = open_.pop(future)
                if isinstance(future.exception(), BrokenProcessPool):
                    broken = future.exception()
                else:
                    yield name, future.result()
            if broken is not None:
                raise broken

    def _open(self, jobs: int) -> None:
        # A fork of this process would hold its gradebook.
        context, begin = server.context(), (self.group, *self._how)
        self._pool = ProcessPoolExecutor(
            jobs, mp_context=context, initializer=_begin, initargs=begin
        )
        with contextlib.suppress(BrokenProcessPool):  # told to those who bring work
            for _ in range(jobs):  # it makes a process for each piece of work
                self._pool.submit(os.getpid)

    def _close(self) -> None:
        if self._opening is not None:
            self._opening.join()
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool = self._opening = None


def _begin(group: Group, isolated: bool, limits: Limits) -> None:
    """Make a process of the pool ready; it ends with the process that writes."""
    parent = multiprocessing.parent_process()
    threading.Thread(target=lambda: (parent.join(), os._exit(1)), daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that writes decides when to end
    sandbox = _sandbox(group, isolated, limits)
    Finalize(None, sandbox.stop, exitpriority=10)
    with contextlib.suppress(SandboxError):  # told by the first notebook that needs it
        sandbox.start()
    _here.update(group=group, sandbox=sandbox)
    _settle()


def _sandbox(group: Group, isolated: bool, limits: Limits) -> Sandbox:
    uses = imports_of(group.master)
    return Sandbox(group.course, isolated=isolated, limits=limits, uses=uses)


def _settle() -> None:
    """Leave all that stands now out of garbage collections, which take half of the time else."""
    gc.freeze()


def _work(name: str) -> Graded | Failed:
    return _try(_here["sandbox"], _here["group"], name)


def _try(sandbox: Sandbox, group: Group, name: str) -> Graded | Failed:
    try:
        return grade_one(sandbox, group, name)
    except Exception as error:  # one notebook must not stop a class's grading
        sandbox.stop()
        return Failed(f"{type(error).__name__}: {error}")
