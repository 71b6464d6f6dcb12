"""
Grade on a Dask cluster: ``smmkit grade NN --scheduler ADDRESS``.

A worker gets a submission as bytes and the exercise, runs the notebook in a sandbox of its own,
judges outside of it, and sends back what :func:`smmkit.grading.single.grade_one` makes. Only the
process that was started writes. A worker that dies costs nothing: the scheduler gives its work to
another. Workers hold the answer keys, so that they must be as trusted as this machine.
"""

from __future__ import annotations

import os
import secrets
import tempfile
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from smmkit.errors import ArgumentError
from smmkit.grading import journal
from smmkit.grading.group import Group
from smmkit.grading.intake import Unreadable, find_notebook, read_bytes
from smmkit.grading.pool import Failed, Outcome
from smmkit.grading.sandbox import Limits, Sandbox, missing
from smmkit.grading.single import Graded, grade_one

__all__ = ["Parcel", "connect", "grade_on", "grade_parcel", "pack"]

_WAIT = "15s"
_MOST_NAMES = 1000
_here = threading.local()


@dataclass(frozen=True)
class Parcel:
    """A submission on its way to a worker: its files, those that are only named being empty."""

    student: str
    files: dict[str, bytes]


def connect(address: str) -> Any:
    """
    Return a client of the scheduler, once it and its workers are fit to grade.

    Parameters
    ----------
    address : str
        Such as ``"tcp://10.0.0.5:8786"``; ``tls://`` with Dask's own settings.

    Raises
    ------
    ArgumentError
        If nobody answers there, there is no worker, or a worker has other keys than this machine.
    """
    try:
        from distributed import Client
    except ImportError:
        raise ArgumentError(
            "--scheduler needs Dask, which is not installed here: pip install 'smmkit[cluster]'."
        ) from None
    try:
        client = Client(address, timeout=_WAIT)
    except (OSError, ValueError, TimeoutError) as error:
        raise ArgumentError(f"No Dask scheduler answers at {address!r}: {error}.") from error
    try:
        client.wait_for_workers(1, timeout=_WAIT)
        versions = client.run(journal.key_version)
    except TimeoutError as error:
        client.close()
        raise ArgumentError(f"The scheduler at {address} has no worker.") from error
    except Exception as error:  # what a worker lacks is told by whatever it raised
        client.close()
        raise ArgumentError(f"A worker of {address} cannot grade: {error}.") from error
    ours = journal.key_version()
    if others := sorted(worker for worker, theirs in versions.items() if theirs != ours):
        client.close()
        raise ArgumentError(
            f"These workers have another smmkit than this machine: {', '.join(others)}. Their "
            "marks would differ; install the same on all."
        )
    return client


def grade_on(
    client: Any, group: Group, students: Sequence[str], *, isolated: bool, limits: Limits
) -> Iterator[Outcome]:
    """
    Yield each learner's outcome as it comes from a cluster.

    Parameters
    ----------
    client : distributed.Client
        From :func:`connect`.
    group : Group
        The class.
    students : sequence of str
        Whose notebooks.
    isolated : bool
        Whether they run in a sandbox.
    limits : Limits
        What each may use.
    """
    from distributed import as_completed

    names, run = {}, secrets.token_hex(4)
    sent = client.scatter(replace(group, course=Path()), broadcast=True)
    wanted = journal.key_version()
    for student in students:
        try:
            parcel = pack(group, student)
        except Unreadable:
            # Nothing of it will run, so that no sandbox is needed.
            yield student, grade_one(Sandbox(isolated=isolated), group, student)
            continue
        key = f"smmkit-{run}-{student}"
        words = {"isolated": isolated, "limits": limits, "wanted": wanted}
        names[client.submit(grade_parcel, parcel, sent, key=key, pure=False, **words)] = student
    for future in as_completed(list(names)):
        error = future.exception()
        if error is None:
            yield names[future], future.result()
        else:
            yield names[future], Failed(f"{type(error).__name__}: {error}")
        future.release()


def pack(group: Group, student: str) -> Parcel:
    """
    Read what a learner handed in.

    Raises
    ------
    Unreadable
        If it cannot be read, or not safely.
    """
    folder = group.submitted / student / group.exercise
    path, _ = find_notebook(folder, group.exercise)
    files = dict.fromkeys(sorted(os.listdir(folder))[:_MOST_NAMES], b"")
    files[path.name] = read_bytes(path, group.submitted)
    try:
        files["timestamp.txt"] = read_bytes(folder / "timestamp.txt", folder)
    except Unreadable:
        files.pop("timestamp.txt", None)
    return Parcel(student, files)


def grade_parcel(
    parcel: Parcel, group: Group, *, isolated: bool, limits: Limits, wanted: str
) -> Graded | Failed:
    """
    Grade a submission on a worker.

    Parameters
    ----------
    parcel : Parcel
        The submission.
    group : Group
        The class; its folder is made here for the time being.
    isolated : bool
        Whether to use a sandbox.
    limits : Limits
        What the notebook may use.
    wanted : str
        Version of the keys.
    """
    if journal.key_version() != wanted:
        return Failed("the worker has another smmkit than the machine that grades")
    if isolated and (why := missing()):
        return Failed(f"the worker has no sandbox: {why}")
    with tempfile.TemporaryDirectory(prefix="smmkit-parcel-") as name:
        here = replace(group, course=Path(name).resolve())
        folder = here.submitted / parcel.student / here.exercise
        folder.mkdir(parents=True)
        for file, data in parcel.files.items():
            (folder / file).write_bytes(data)
        try:
            return grade_one(_sandbox(isolated, limits), here, parcel.student)
        except Exception as error:  # one notebook must not stop a class's grading
            _here.sandbox.stop()
            return Failed(f"{type(error).__name__}: {error}")


def _sandbox(isolated: bool, limits: Limits) -> Sandbox:
    """Return this thread's sandbox, kept warm for the next submission."""
    held = getattr(_here, "sandbox", None)
    if held is None or (held.isolated, held.limits) != (isolated, limits):
        if held is not None:
            held.stop()
        held = _here.sandbox = Sandbox(isolated=isolated, limits=limits)
    return held
