"""
The warm process in the sandbox: everything imported once, a child forked for each notebook.

It holds no secret, runs no learner's code itself, and watches the child: how many processes it has,
how much memory they hold, and that nothing is left of them afterwards.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import io
import json
import os
import resource
import select
import signal
import socket
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

__all__ = ["main"]

_LOOK_EVERY = 0.05
_PAGE = resource.getpagesize()


def main(argv: list[str]) -> int:
    """
    Serve the grader until it closes the control socket.

    Parameters
    ----------
    argv : list of str
        ``--control FD``, and ``--leave-root UID`` where the process was started as root.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("--control", type=int, required=True)
    parser.add_argument("--leave-root", type=int)
    parser.add_argument("--uses", default="")
    args = parser.parse_args(argv)
    if args.leave_root:
        from smmkit.grading.isolation import leave_root

        leave_root(args.leave_root)
    control = socket.socket(fileno=args.control)
    control.set_inheritable(False)
    shell = _warm_up(args.uses)
    _tell(control, ready=True)
    while True:
        data, fds, _, _ = socket.recv_fds(control, 1 << 16, 1)
        if not data:
            return 0
        job = json.loads(data)
        if job.get("do") != "fork":  # a kill that came too late
            continue
        _run(shell, control, job, fds[0])


def _warm_up(uses: str) -> Any:
    """Import what notebooks use, and build the shell they run in."""
    from smmkit.brand import Brand
    from smmkit.grading.runner import build_shell

    Brand.of("nobody", "warm-up").history()
    shell = build_shell()
    # The first error, table and picture import much more than they show.
    table = "import pandas\npandas.DataFrame({'a': [1]})"
    for source in (*uses.splitlines(), table, f"{table}['b']"):
        shell.run_cell(source, store_history=False)
    if plots := sys.modules.get("matplotlib.pyplot"):
        plots.figure().savefig(io.BytesIO())
        plots.close("all")
    shell.reset(new_session=True)  # collects the garbage as well
    gc.freeze()
    return shell


def _run(shell: Any, control: socket.socket, job: Mapping[str, Any], fd: int) -> None:
    """Fork a child for one notebook, watch it, and say how it ended."""
    keeper = os.fork()
    if keeper == 0:
        try:
            control.close()
            _child(shell, job, fd)
            os._exit(0)
        except BaseException as error:
            with contextlib.suppress(OSError):
                sys.__stderr__.write(f"{type(error).__name__}: {error}\n")
                sys.__stderr__.flush()
        finally:
            os._exit(70)
    os.close(fd)
    why = _watch(control, keeper, job.get("limits", {}))
    if not job["isolated"]:
        with contextlib.suppress(OSError):
            os.killpg(keeper, signal.SIGKILL)
    _tell(control, ended=True, why=why)


def _child(shell: Any, job: Mapping[str, Any], fd: int) -> None:
    from smmkit.grading import isolation, runner

    os.setsid()
    null = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1):
        os.dup2(null, number)
    home = work = temporary = job.get("work", "")
    if job["isolated"]:
        isolation.enter(job["limits"]["file_bytes"])
        home, work, temporary = isolation.HOME, isolation.WORK, isolation.TEMPORARY
    isolation.limit(job.get("limits", {}))
    if job["isolated"]:
        isolation.seal()
    os.dup2(null, 2)
    sock = socket.socket(fileno=fd)
    sock.set_inheritable(False)
    runner.serve(shell, sock, {**job, "home": home, "work": work, "temporary": temporary})


def _watch(control: socket.socket, keeper: int, limits: Mapping[str, Any]) -> str:
    """Wait for a child to end, or end it; return why."""
    handle = os.pidfd_open(keeper) if hasattr(os, "pidfd_open") else None
    watched = [control] if handle is None else [control, handle]
    base, why, looked = _held(os.getpid()), "", 0.0
    try:
        while True:
            ready, _, _ = select.select(watched, [], [], _LOOK_EVERY)
            ended, status = os.waitpid(keeper, os.WNOHANG)
            if ended:
                return why or _ending(status)
            if control in ready:
                order = control.recv(1 << 16)
                if not order:
                    _kill(keeper)
                    os._exit(0)  # the grader is gone, and nobody would hear the rest
                why = "stopped by the grader"
            elif (
                limits and time.monotonic() - looked > _LOOK_EVERY and os.path.exists("/proc/self")
            ):
                looked = time.monotonic()
                why = _too_much(limits, base)
            if why:
                _kill(keeper)
                os.waitpid(keeper, 0)
                return why
    finally:
        if handle is not None:
            os.close(handle)


def _too_much(limits: Mapping[str, Any], base: int) -> str:
    """Say which limit all processes of the notebook together have passed, if any."""
    me, count, held = os.getpid(), 0, 0
    for name in os.listdir("/proc"):
        # In the sandbox the first process is bubblewrap's; without one only descendants count.
        if not name.isdecimal() or int(name) in (1, me) or not _is_below(int(name), me):
            continue
        count += 1
        # What a child shares with the warm process is not its own.
        held += max(0, _held(int(name)) - base)
    if count > limits["processes"] + 2:
        return f"it started more than {limits['processes']} processes"
    if held > limits["memory_bytes"]:
        return f"it used more than {limits['memory_bytes'] / 1e6:,.0f} MB of memory"
    return ""


def _is_below(pid: int, ancestor: int) -> bool:
    """Whether a process descends from another; orphans in the sandbox do, through its first."""
    for _ in range(64):
        if pid == ancestor:
            return True
        try:
            words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except (OSError, ValueError):
            return False
        pid = int(words[1])
        if pid <= 1:
            return False
    return False


def _held(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
    except (OSError, ValueError, IndexError):
        return 0


def _ending(status: int) -> str:
    code = os.waitstatus_to_exitcode(status)
    if code == 0:
        return ""
    if code == 70:
        return "it could not be started or lost its line to the grader"
    number = -code if code < 0 else code - 128
    if 0 < number < 65:
        with contextlib.suppress(ValueError):
            return f"its process was ended by {signal.Signals(number).name}"
    return f"its process ended by itself with code {code}"


def _kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _tell(control: socket.socket, **message: Any) -> None:
    control.sendall(json.dumps(message).encode() + b"\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
