"""
What has been graded, kept in the gradebook itself.

A learner's marks and the line that says they were given are written in one transaction, so that a
run killed at any moment is taken up where it stood: done means a committed line, not a file. The
line names what was graded by a hash of the submission, the exercise and the keys.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from smmkit import __version__
from smmkit.errors import ArgumentError, SmmkitError

__all__ = [
    "BusyError",
    "DamagedError",
    "StoppedError",
    "back_up",
    "check_gradebook",
    "fingerprint",
    "held",
    "key_version",
    "locked",
    "read",
    "resumable",
    "write",
]

TABLE = "smmkit_graded"
_KEPT = 10
_LOCK = 0x736D6D6B6974  # "smmkit", among the advisory locks of a PostgreSQL database
# What a verdict depends on: keys, judge, brands and the craft; not how anything looks.
_WITHOUT = ("apps", "plots", "lab", "grading", "report", "_content", "cli.py", "__main__.py")


class BusyError(SmmkitError):
    """Another run is grading this course."""


class DamagedError(SmmkitError):
    """The gradebook cannot be read."""


class StoppedError(SmmkitError):
    """A disk is full or a database gone; what was graded before stands."""


@contextlib.contextmanager
def resumable() -> Iterator[None]:
    """
    Say of a full disk or a lost database that the run can be taken up.

    Raises
    ------
    StoppedError
        With the system's own words.
    """
    try:
        yield
    except (OSError, sqlite3.Error, SQLAlchemyError) as error:
        why = str(getattr(error, "orig", None) or error).strip().splitlines()
        raise StoppedError(
            f"Grading stopped: {why[0] if why else type(error).__name__}. Marks written before "
            "stand, and none is half written. Mend that (a full disk needs room), then start the "
            "same command again: it goes on where it stood."
        ) from error


def key_version() -> str:
    """Return a hash of all the source that a verdict depends on."""
    package = Path(__file__).resolve().parents[1]
    whole = hashlib.sha256(__version__.encode())
    for path in sorted(package.rglob("*.py")):
        name = path.relative_to(package)
        if name.parts[0] not in _WITHOUT:
            whole.update(name.as_posix().encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()


def fingerprint(*parts: bytes | str) -> str:
    """
    Return a hash of several parts that stays the same as long as each of them does.

    Examples
    --------
    >>> fingerprint("a", "bc") == fingerprint("ab", "c")
    False
    """
    whole = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        whole.update(len(data).to_bytes(8, "big") + data)
    return whole.hexdigest()


@contextlib.contextmanager
def locked(course: Path) -> Iterator[None]:
    """
    Hold the course for one run; the lock falls with the process that holds it.

    Raises
    ------
    BusyError
        If another run holds it.
    """
    path = course / ".smmkit-grading.lock"
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:
            pass  # Windows, where nothing is graded by this engine
        except OSError as error:
            holder = os.read(file, 40).decode(errors="replace").strip()
            raise BusyError(
                f"Another smmkit grade (process {holder or 'unknown'}) is at work in {course}. "
                "Wait for it, or end it and start again: nothing is graded twice."
            ) from error
        os.ftruncate(file, 0)
        os.pwrite(file, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(file)


@contextlib.contextmanager
def held(db_url: str) -> Iterator[None]:
    """
    Hold a gradebook that is on a server for one run, whatever machine another may start on.

    The lock belongs to the connection, so that the server lets go of it when the run ends or dies.
    A file is held by :func:`locked`, and needs nothing here.

    Raises
    ------
    ArgumentError
        If the driver for it is not installed.
    DamagedError
        If the server cannot be reached.
    BusyError
        If another run holds it.
    """
    if db_url.startswith("sqlite:"):
        yield
        return
    try:
        engine = create_engine(db_url, poolclass=NullPool)
        connection = engine.connect()
    except ImportError as error:
        raise ArgumentError(
            f"The gradebook's server needs {error.name or 'a driver'}, which is not installed here:"
            " pip install 'smmkit[postgres]'."
        ) from error
    except SQLAlchemyError as error:
        why = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise DamagedError(
            f"The gradebook's server cannot be reached ({why}). Start it, or look at db_url in "
            "nbgrader_config.py; nothing was graded."
        ) from error
    try:
        if engine.dialect.name == "postgresql":
            taken = connection.execute(text(f"SELECT pg_try_advisory_lock({_LOCK})")).scalar()
            connection.commit()
            if not taken:
                raise BusyError(
                    "Another smmkit grade is at work on this gradebook, on this machine or another."
                    " Wait for it: nothing is graded twice."
                )
        yield
    finally:
        connection.invalidate()
        connection.close()
        engine.dispose()


def check_gradebook(db_url: str) -> Path | None:
    """
    Make sure that the gradebook is whole before anything is written.

    Parameters
    ----------
    db_url : str
        The gradebook's address.

    Returns
    -------
    Path or None
        Its file; None if it is on a server.

    Raises
    ------
    DamagedError
        If it is missing or damaged; it says which backup there is.
    """
    if not db_url.startswith("sqlite:///"):
        return None  # a server looks after its own files; `held` asks whether it is there
    path = Path(db_url.removeprefix("sqlite:///"))
    if not path.is_file() or path.stat().st_size == 0:
        raise DamagedError(
            f"There is no gradebook {path}. {_way_back(path)} Where none was ever made: "
            "smmkit release."
        )
    try:
        with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as book:
            (said,) = book.execute("PRAGMA integrity_check").fetchone()
            book.execute("SELECT count(*) FROM submitted_assignment").fetchone()
    except sqlite3.Error as error:
        said = str(error)
    if said != "ok":
        raise DamagedError(f"The gradebook {path} is damaged ({said[:120]}). {_way_back(path)}")
    return path


def back_up(path: Path) -> Path:
    """
    Copy the gradebook into ``backups/`` beside it, and keep the last few copies.

    Returns
    -------
    Path
        The copy, whole even while another program writes to the gradebook.
    """
    folder = path.parent / "backups"
    folder.mkdir(exist_ok=True)
    stamp = time.strftime("%Y%m%d-%H%M%S", time.gmtime())
    target = folder / f"{path.stem}-{stamp}.db"
    part = target.with_suffix(".part")
    try:
        with (
            contextlib.closing(sqlite3.connect(path)) as book,
            contextlib.closing(sqlite3.connect(part)) as copy,
        ):
            book.backup(copy)
        with part.open("rb") as file:
            os.fsync(file.fileno())
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)
    for old in sorted(folder.glob(f"{path.stem}-*.db"))[:-_KEPT]:
        old.unlink()
    return target


def read(session: Any, exercise: str) -> dict[str, dict[str, Any]]:
    """Return what has been graded of an exercise: student, and the line that was written."""
    _make_table(session)
    rows = session.execute(
        text(f"SELECT student, mark, told FROM {TABLE} WHERE exercise = :exercise"),
        {"exercise": exercise},
    )
    return {row.student: {"mark": row.mark, **json.loads(row.told)} for row in rows}


def write(session: Any, exercise: str, student: str, mark: str, told: Mapping[str, Any]) -> None:
    """Put a line in; it counts once the session's transaction, with the marks, is committed."""
    known = {"exercise": exercise, "student": student}
    session.execute(
        text(f"DELETE FROM {TABLE} WHERE exercise = :exercise AND student = :student"), known
    )
    session.execute(
        text(f"INSERT INTO {TABLE} VALUES (:exercise, :student, :mark, :told)"),
        {**known, "mark": mark, "told": json.dumps(told)},
    )


def _make_table(session: Any) -> None:
    session.execute(
        text(
            f"CREATE TABLE IF NOT EXISTS {TABLE} (exercise VARCHAR(128), student VARCHAR(128), "
            "mark VARCHAR(64), told TEXT, PRIMARY KEY (exercise, student))"
        )
    )
    session.commit()


def _way_back(path: Path) -> str:
    copies = sorted((path.parent / "backups").glob(f"{path.stem}-*.db"))
    if not copies:
        return "No backup of it is here."
    return f"The last backup is {copies[-1]}; copy it over the gradebook to go back to it."
