"""Messages between the grader and what it does not trust: JSON with its length first."""

from __future__ import annotations

import json
import select
import socket
import struct
import time
from typing import Any

__all__ = ["FrameError", "Gone", "Late", "receive", "send"]

MAX_FRAME = 6_000_000
_MAX_DEPTH = 60


class Gone(Exception):
    """The other side has closed."""


class Late(Exception):
    """The other side did not answer in time."""


class FrameError(Exception):
    """The other side sent what is no message."""


def send(sock: socket.socket, message: dict[str, Any], deadline: float | None = None) -> None:
    """
    Send a message.

    Raises
    ------
    Gone
        If the other side has closed.
    Late
        If it does not take the message before `deadline`, a time of ``time.monotonic()``.
    """
    data = json.dumps(message).encode()
    data = memoryview(struct.pack(">I", len(data)) + data)
    while data:
        _wait(sock, deadline, writing=True)
        try:
            done = sock.send(data[: 1 << 16])
        except BlockingIOError:
            continue
        except OSError as error:
            raise Gone from error
        data = data[done:]


def receive(
    sock: socket.socket, deadline: float | None = None, also: socket.socket | None = None
) -> dict[str, Any]:
    """
    Receive a message.

    Parameters
    ----------
    sock : socket
        Where from.
    deadline : float, optional
        A time of ``time.monotonic()``; for ever by default.
    also : socket, optional
        Another socket, on which anything that can be read means that the first is dead.

    Raises
    ------
    Gone, Late, FrameError
        As they say.
    """
    (length,) = struct.unpack(">I", _exactly(sock, 4, deadline, also))
    if length > MAX_FRAME:
        raise FrameError(f"a message of {length:,} bytes; at most {MAX_FRAME:,} are read")
    data = _exactly(sock, length, deadline, also)
    try:
        message = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise FrameError("a message that is no JSON") from error
    if not isinstance(message, dict) or not _shallow(message, _MAX_DEPTH):
        raise FrameError("a message that is no object, or is nested too deep")
    return message


def _exactly(
    sock: socket.socket, size: int, deadline: float | None, also: socket.socket | None
) -> bytes:
    pieces = []
    while size:
        _wait(sock, deadline, also=also)
        try:
            piece = sock.recv(min(size, 1 << 16))
        except BlockingIOError:
            continue
        except OSError as error:
            raise Gone from error
        if not piece:
            raise Gone
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def _wait(
    sock: socket.socket,
    deadline: float | None,
    *,
    writing: bool = False,
    also: socket.socket | None = None,
) -> None:
    left = None if deadline is None else deadline - time.monotonic()
    if left is not None and left <= 0:
        raise Late
    watched = [] if writing else [sock]
    if also is not None:
        watched.append(also)
    ready, writable, _ = select.select(watched, [sock] if writing else [], [], left)
    if not ready and not writable:
        raise Late
    # What was sent before the end still counts, so the first socket goes first.
    if also in ready and sock not in ready and not writable:
        raise Gone


def _shallow(value: Any, depth: int) -> bool:
    level = [value]
    for _ in range(depth):
        level = [
            inner
            for item in level
            if isinstance(item, dict | list)
            for inner in (item.values() if isinstance(item, dict) else item)
        ]
        if not level:
            return True
    return False
