"""
Lay lessons and exercises in a learner's folder, and never over the learner's own work.

Each file has three versions: the one laid last (base), the one in the folder (mine) and the one
that smmkit carries now (new). They are compared by fingerprint, and `plan` decides from these
alone what happens to each file.
"""

from __future__ import annotations

import enum
import errno
import hashlib
import itertools
import json
import os
import secrets
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from smmkit.errors import SmmkitError

__all__ = ["Action", "Kind", "content_root", "fingerprint", "plan", "sync"]

MANIFEST = PurePosixPath(".smmkit/manifest.json")

# Stands for a file that cannot be read as a plain file: no laid version ever equals it.
UNREADABLE = "unreadable"


class Kind(enum.Enum):
    """What happens to a file."""

    LAY = "lay"
    RESTORE = "restore"
    REFRESH = "refresh"
    BESIDE = "beside"


class Action(NamedTuple):
    """One file to write: what for, which of the new files, and under which name."""

    kind: Kind
    name: str
    target: str


def plan(base: Mapping[str, str], mine: Mapping[str, str], new: Mapping[str, str]) -> list[Action]:
    """
    Decide what to write, so that nothing the learner changed is overwritten.

    Parameters
    ----------
    base, mine, new : mapping of str to str
        Fingerprint by file name: as laid last, as found in the folder, as carried now.

    Returns
    -------
    list of Action
        In the order of `new`. A file that needs nothing is not in it.

    Examples
    --------
    Only the kit changed it; both changed it; it was deleted:

    >>> for action in plan(
    ...     {"a.ipynb": "1", "b.ipynb": "1", "c.ipynb": "1"},
    ...     {"a.ipynb": "1", "b.ipynb": "my own"},
    ...     {"a.ipynb": "2", "b.ipynb": "2", "c.ipynb": "1"},
    ... ):
    ...     print(action.kind.value, action.target)
    refresh a.ipynb
    beside b.new.ipynb
    restore c.ipynb
    """
    actions = []
    for name in new:
        if name not in mine:
            actions.append(Action(Kind.RESTORE if name in base else Kind.LAY, name, name))
        elif mine[name] == new[name] or base.get(name) == new[name]:
            continue
        elif mine[name] == base.get(name):
            actions.append(Action(Kind.REFRESH, name, name))
        else:
            actions.append(Action(Kind.BESIDE, name, _beside(name, base, mine, new)))
    return actions


def _beside(
    name: str, base: Mapping[str, str], mine: Mapping[str, str], new: Mapping[str, str]
) -> str:
    """Return the first free name beside `name`; an untouched earlier `.new` counts as free."""
    path = PurePosixPath(name)
    for mark in itertools.chain(["new"], (f"new-{n}" for n in itertools.count(2))):
        target = str(path.with_suffix(f".{mark}{path.suffix}"))
        ours = {base.get(name), new[name]}
        if target not in new and (target not in mine or mine[target] in ours):
            return target
    raise AssertionError("unreachable")


def fingerprint(name: str, data: bytes) -> str:
    """
    Return what tells one version of a file from another.

    A notebook's is that of its cells' types, sources and nbgrader settings: running a lesson is
    not editing it. Any other file's, and that of a notebook that cannot be read, is its bytes'.

    Examples
    --------
    >>> run = b'{"cells": [{"cell_type": "code", "source": ["1"], "outputs": [1]}]}'
    >>> fresh = b'{"cells": [{"cell_type": "code", "source": "1", "outputs": []}]}'
    >>> fingerprint("a.ipynb", run) == fingerprint("a.ipynb", fresh)
    True
    """
    if name.endswith(".ipynb"):
        try:
            cells = [
                [
                    cell["cell_type"],
                    "".join(cell["source"]),
                    cell.get("metadata", {}).get("nbgrader"),
                ]
                for cell in json.loads(data.decode("utf-8"))["cells"]
            ]
            data = json.dumps(cells, sort_keys=True).encode()
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            pass  # not a notebook that Jupyter could open either
    return hashlib.sha256(data).hexdigest()


def content_root() -> Path:
    """Return the folder with ``course`` and ``exercises``: of the clone, or inside the wheel."""
    package = Path(__file__).resolve().parents[1]
    clone = package.parent
    is_clone = (clone / "course").is_dir() and (clone / "pyproject.toml").is_file()
    return clone if is_clone else package / "_content"


def sync(folder: str | os.PathLike[str], *, content: Path | None = None) -> list[str]:
    """
    Bring the learner's `folder` up to date.

    Parameters
    ----------
    folder : path
        The learner's folder; made where it does not exist.
    content : Path, optional
        The folder with ``course`` and ``exercises``; `content_root` unless told.

    Returns
    -------
    list of str
        What the learner should know, a line each; empty when nothing happened.

    Raises
    ------
    SmmkitError
        If the folder cannot be used or written. No file is left half-written.
    """
    content = content_root() if content is None else content
    folder = Path(folder).resolve()
    if folder == content or (folder / "smmkit" / "lab" / "sync.py").exists():
        raise SmmkitError(
            f"DIR must be a folder of your own; received {folder}, which holds smmkit itself. "
            'Choose another, for example "work".'
        )
    files = _carried(content)
    if not files:
        raise SmmkitError(f"No lessons were found in {content}: install smmkit again.")
    new = {name: fingerprint(name, data) for name, data in files.items()}
    try:
        make_folders(folder, {*(PurePosixPath(name).parent for name in files), MANIFEST.parent})
        base, words = _read_manifest(folder / MANIFEST)
        actions = plan(base, _found(folder, new), new)
        for action in actions:
            write(folder / action.target, files[action.name])
        if base != new:
            write(folder / MANIFEST, json.dumps({"version": 1, "files": new}, indent=1).encode())
    except OSError as error:
        raise cannot_write(folder, error) from error
    return words + _words(actions, first=not base, folder=folder)


def cannot_write(folder: Path, error: OSError) -> SmmkitError:
    """Return what to tell a learner whose folder cannot be written to."""
    reason = "the disk is full" if error.errno == errno.ENOSPC else error.strerror
    return SmmkitError(
        f"Cannot write in {folder}: {reason}. What was in it is unchanged; "
        "choose a folder that you may write in, or make room, and run again."
    )


def make_folders(folder: Path, inner: Iterable[PurePosixPath]) -> None:
    """Make a learner's folder and those in it, and follow no link out of it."""
    folder.mkdir(parents=True, exist_ok=True)
    for relative in inner:
        # A link would lead the writing out of the learner's folder.
        for part in (relative, *relative.parents):
            if (folder / part).is_symlink():
                raise SmmkitError(
                    f"{folder / part} is a link. smmkit writes in real folders only: "
                    "move the link away, then run again."
                )
        (folder / relative).mkdir(parents=True, exist_ok=True)


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with open(beside, "xb") as file:
            file.write(data)
        os.replace(beside, path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def _carried(content: Path) -> dict[str, bytes]:
    paths = [*content.glob("course/*.ipynb"), *content.glob("exercises/*/**/*")]
    names = {path.relative_to(content).as_posix(): path for path in paths if path.is_file()}
    hidden = ("/.", "/__pycache__/")
    return {
        name: names[name].read_bytes()
        for name in sorted(names)
        if not any(mark in name for mark in hidden)
    }


def _found(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """Return the fingerprints of the named files in `folder` and of the `.new` ones beside them."""
    found = {}
    for name in names:
        path = folder / name
        for candidate in (path, *path.parent.glob(f"{path.stem}.new*{path.suffix}")):
            if os.path.lexists(candidate):
                relative = candidate.relative_to(folder).as_posix()
                found[relative] = _fingerprint_of(candidate)
    return found


def _fingerprint_of(path: Path) -> str:
    if path.is_symlink() or not path.is_file():
        return UNREADABLE
    try:
        return fingerprint(path.name, path.read_bytes())
    except OSError:
        return UNREADABLE


def _read_manifest(path: Path) -> tuple[dict[str, str], list[str]]:
    try:
        if path.is_symlink():
            raise ValueError("a link")
        files = json.loads(path.read_bytes())["files"]
        return {str(name): str(mark) for name, mark in files.items()}, []
    except FileNotFoundError:
        return {}, []
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        word = f"{path} was damaged, so every file that differs is taken for yours and kept."
        return {}, [word]


def _words(actions: list[Action], *, first: bool, folder: Path) -> list[str]:
    words = {
        Kind.LAY: "New: {name}",
        Kind.RESTORE: "Laid again, since it was missing: {name}",
        Kind.REFRESH: "Updated (you had not changed it): {name}",
        Kind.BESIDE: "Yours is kept: {name}. The updated one lies beside it: {target}",
    }
    laid = [action for action in actions if first and action.kind is Kind.LAY]
    start = [f"Laid {len(laid)} files in {folder}."] if laid else []
    return start + [
        words[action.kind].format(name=action.name, target=PurePosixPath(action.target).name)
        for action in actions
        if action not in laid
    ]
