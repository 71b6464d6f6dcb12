"""
Grade many notebooks at a time on this machine.

One at a time needs no other process. Several are graded by as many processes, each with a sandbox
and a judge of its own; what they made comes back to the one process that writes.
"""

from __future__ import annotations

import contextlib
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
from smmkit.grading.single import Graded, grade_one

__all__ = ["Failed", "Outcome", "grade_many"]

_TRIES = 3  # how often a process may end under a notebook before that one is given up
_here: dict[str, Any] = {}


@dataclass(frozen=True)
class Failed:
    """Why a notebook could not be graded: the grader's failure, not the notebook's."""

    why: str


Outcome = tuple[str, Graded | Failed]


def grade_many(
    group: Group, students: Sequence[str], *, jobs: int, isolated: bool, limits: Limits
) -> Iterator[Outcome]:
    """
    Yield each learner's outcome as it comes.

    A process that ends in the middle (the system may end one when memory runs out) costs nobody a
    mark: what it had in hand is graded again by another.

    Parameters
    ----------
    group : Group
        The class.
    students : sequence of str
        Whose notebooks.
    jobs : int
        How many at a time.
    isolated : bool
        Whether they run in the sandbox.
    limits : Limits
        What each may use.
    """
    jobs = max(1, min(jobs, len(students)))
    if jobs == 1:
        with Sandbox(group.course, isolated=isolated, limits=limits) as sandbox:
            for name in students:
                yield name, _try(sandbox, group, name)
        return
    left, tries = list(students), dict.fromkeys(students, 0)
    while left:
        done = []
        try:
            for outcome in _one_pool(group, left, min(jobs, len(left)), isolated, limits):
                done.append(outcome[0])
                yield outcome
        except BrokenProcessPool:
            pass
        left = [name for name in left if name not in set(done)]
        for name in left[: 2 * jobs]:  # those that may have been in hand
            tries[name] += 1
            if tries[name] >= _TRIES:
                left.remove(name)
                yield name, Failed(f"the process that graded it ended {_TRIES} times")


def _one_pool(
    group: Group, students: Sequence[str], jobs: int, isolated: bool, limits: Limits
) -> Iterator[Outcome]:
    # A fork of this process would hold its gradebook.
    pool = ProcessPoolExecutor(
        jobs, mp_context=server.context(), initializer=_begin, initargs=(group, isolated, limits)
    )
    try:
        open_: dict[Future, str] = {pool.submit(_work, name): name for name in students}
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
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begin(group: Group, isolated: bool, limits: Limits) -> None:
    """Make a process of the pool ready; it ends with the process that writes."""
    parent = multiprocessing.parent_process()
    threading.Thread(target=lambda: (parent.join(), os._exit(1)), daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that writes decides when to end
    sandbox = Sandbox(group.course, isolated=isolated, limits=limits)
    Finalize(None, sandbox.stop, exitpriority=10)
    with contextlib.suppress(SandboxError):  # told by the first notebook that needs it
        sandbox.start()
    _here.update(group=group, sandbox=sandbox)


def _work(name: str) -> Graded | Failed:
    return _try(_here["sandbox"], _here["group"], name)


def _try(sandbox: Sandbox, group: Group, name: str) -> Graded | Failed:
    try:
        return grade_one(sandbox, group, name)
    except Exception as error:  # one notebook must not stop a class's grading
        sandbox.stop()
        return Failed(f"{type(error).__name__}: {error}")
