"""
Try to break out of the sandbox: ``smmkit doctor --sandbox``.

Each probe is a cell that a hostile notebook might hold. It reports ``"out"`` when it got what it
wanted. A sandbox is believed only if none does; and with the sandbox off every one of them must, or
the probe proves nothing.
"""

from __future__ import annotations

import ast
import contextlib
import os
import secrets
import select
import signal
import socket
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from smmkit.grading import frames
from smmkit.grading.sandbox import Limits, Sandbox

__all__ = ["PROBES", "Attempt", "Probe", "attempt_all"]

SECRET = "SMMKIT_PROBE_SECRET"
_TIGHT = Limits(
    cell_seconds=20.0,
    notebook_seconds=40.0,
    memory_bytes=300_000_000,
    processes=24,
    file_bytes=4_000_000,
    cpu_seconds=20,
)


@dataclass(frozen=True)
class Probe:
    """What is tried, and the cell that tries it: it ends in ``"out"`` or in how it was stopped."""

    name: str
    tries: str
    source: str


@dataclass(frozen=True)
class Attempt:
    """A probe, whether the sandbox held, and what happened."""

    probe: Probe
    held: bool
    what: str


_NETWORK = """
import socket
s = socket.create_connection(("127.0.0.1", {port}), timeout=3)
result = "out" if s.recv(2) == b"hi" else "nothing came"
"""
_KEYS = """
import smmkit.coach.keys.kpis
result = "out"
"""
_KEY_FILES = """
import glob, os, smmkit
folder = os.path.join(os.path.dirname(smmkit.__file__), "coach", "keys")
found = [name for name in glob.glob(folder + "/**", recursive=True) if os.path.isfile(name)]
result = "out" if found and open(found[0], "rb").read(1) else "nothing there"
"""
_READ = """
result = "out" if open({file!r}).read() == {words!r} else "something else is there"
"""
_WRITE = """
open({file!r}, "a").write("x")
result = "out"
"""
_SYSTEM = """
import os, smmkit, sys
tried = [os.path.dirname(smmkit.__file__), "/", "/dev", "/usr", "/etc", sys.prefix, {place!r}]
result = "nowhere"
for folder in tried:
    path = os.path.join(folder, {name!r})
    try:
        open(path, "w").close()
    except OSError as error:
        continue
    os.remove(path)
    result = "out"
    break
"""
_PROCESSES = """
import os, signal, time
made = []
try:
    while len(made) < 60:
        pid = os.fork()
        if pid == 0:
            time.sleep(30)
            os._exit(0)
        made.append(pid)
finally:
    result = "out" if len(made) >= 60 else f"stopped at {{len(made)}}"
    for pid in made:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
"""
_MEMORY = """
held = []
for _ in range(60):
    held.append(b"x" * 10_000_000)
result = "out"
del held
"""
_TOGETHER = """
import os, time
made = []
for _ in range(6):
    pid = os.fork()
    if pid == 0:
        held = b"x" * 120_000_000
        time.sleep(4)
        os._exit(0)
    made.append(pid)
for pid in made:
    os.waitpid(pid, 0)
result = "out"
"""
_FILE = """
with open("big", "wb") as file:
    for _ in range(20):
        file.write(b"x" * 1_000_000)
        file.flush()
result = "out"
import os; os.remove("big")
"""
_ENVIRONMENT = """
import glob, os
seen = [str(dict(os.environ))]
for path in glob.glob("/proc/[0-9]*/environ"):
    try:
        seen.append(open(path, "rb").read().decode(errors="replace"))
    except OSError:
        pass
result = "out" if {secret!r} in " ".join(seen) else "not seen"
"""
_OTHERS = """
import os
seen = []
for name in os.listdir("/proc"):
    if name.isdecimal():
        try:
            if {mark!r} in open(f"/proc/{{name}}/cmdline").read():
                seen.append(int(name))
        except OSError:
            pass
os.kill({pid}, 0)
result = "out" if {pid} in seen else "not seen"
"""
_DAEMON = """
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.execv("/bin/sleep", ["sleep", {mark!r}])
    os._exit(0)
time.sleep(0.3)
result = "started"
"""
_NAMESPACE = """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
result = "out" if libc.unshare(0x10000000) == 0 else "refused"
"""
PROBES = (
    Probe("network", "reach a server on this machine", _NETWORK),
    Probe("keys", "import the answer keys", _KEYS),
    Probe("key files", "read the answer keys as files", _KEY_FILES),
    Probe("gradebook", "read the gradebook", _READ),
    Probe("change gradebook", "write to the gradebook", _WRITE),
    Probe("submission", "read another learner's notebook", _READ),
    Probe("home", "read a file in the instructor's home", _READ),
    Probe("system", "write into the system or the package", _SYSTEM),
    Probe("processes", "start 60 processes", _PROCESSES),
    Probe("memory", "hold 600 MB in one process", _MEMORY),
    Probe("memory together", "hold 720 MB in six processes", _TOGETHER),
    Probe("file size", "write a file of 20 MB", _FILE),
    Probe("environment", "read a secret from the environment", _ENVIRONMENT),
    Probe("other processes", "see a process of the instructor", _OTHERS),
    Probe("namespaces", "make itself root in a namespace", _NAMESPACE),
    Probe("daemon", "leave a process behind", _DAEMON),
)


def attempt_all(*, isolated: bool = True, only: str | None = None) -> Iterator[Attempt]:
    """
    Try every probe, and tell of each whether the sandbox held.

    Parameters
    ----------
    isolated : bool, default True
        Whether to try the sandbox, or the same without one and without limits.
    only : str, optional
        Name of one probe.

    Yields
    ------
    Attempt
        One for each probe.
    """
    limits = _TIGHT if isolated else None
    with tempfile.TemporaryDirectory(prefix="smmkit-probe-") as name, _secret() as secret:
        course = Path(name, "course")
        facts, watcher, close = _lay(course, Path(name), secret)
        sandbox = Sandbox(course, isolated=isolated, limits=limits)
        try:
            sandbox.start()
            for probe in PROBES:
                if only in (None, probe.name):
                    yield _attempt(sandbox, probe, facts, watcher)
        finally:
            sandbox.stop()
            close()


@contextlib.contextmanager
def _secret() -> Iterator[str]:
    value = secrets.token_hex(16)
    os.environ[SECRET] = value
    try:
        yield value
    finally:
        del os.environ[SECRET]


def _lay(
    course: Path, home: Path, secret: str
) -> tuple[dict[str, dict[str, Any]], Callable[[str], list[int]], Callable[[], None]]:
    """Lay what a probe goes for, and start what it would reach."""
    words = secrets.token_hex(16)
    files = {
        "gradebook": course / "gradebook.db",
        "submission": course / "submitted" / "ben" / "08_kpis" / "08_kpis.ipynb",
        "home": home / ".netrc",
    }
    for path in files.values():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words)
    server = socket.create_server(("127.0.0.1", 0))
    server.setblocking(False)
    mark = f"7{secrets.randbelow(10**6):06d}.{secrets.randbelow(10**6):06d}"
    bystander = os.spawnlp(os.P_NOWAIT, "sleep", "sleep", f"{mark}1")
    facts: dict[str, dict[str, Any]] = {
        "network": {"port": server.getsockname()[1], "server": server},
        "change gradebook": {"file": str(files["gradebook"])},
        "system": {"name": f"smmkit-probe-{secrets.token_hex(4)}", "place": str(home)},
        "environment": {"secret": secret},
        "other processes": {"mark": f"{mark}1", "pid": bystander},
        "daemon": {"mark": mark},
    }
    for probe in files:
        facts[probe] = {"file": str(files[probe]), "words": words}

    def close() -> None:
        server.close()
        os.kill(bystander, signal.SIGKILL)
        os.waitpid(bystander, 0)

    return facts, _alive, close


def _attempt(
    sandbox: Sandbox, probe: Probe, facts: dict[str, dict[str, Any]], alive: Callable
) -> Attempt:
    given = dict(facts.get(probe.name, {}))
    server = given.pop("server", None)
    source = probe.source.format(**given)
    sock = sandbox.fork({"student": "probe", "cohort": "probe", "seed": 1})
    limit = sandbox.limits.cell_seconds if sandbox.limits else 20.0
    try:
        frames.send(sock, {"id": "1", "do": "run", "source": source, "seconds": limit})
        told = _reply(sandbox, sock, server, limit + 8)
        if told is None:
            frames.send(sock, {"id": "2", "do": "run", "source": "result", "seconds": limit})
            told = _reply(sandbox, sock, None, 5, shown=True)
    except frames.Gone:
        told = ""
    except frames.Late:
        told = "it had to be ended"
    finally:
        sock.close()
        ending = sandbox.end()
    told = told or ending
    if probe.name == "daemon":
        left = alive(given["mark"])
        for pid in left:
            os.kill(pid, signal.SIGKILL)
        told = "out" if left else "nothing was left"
    return Attempt(probe, told != "out", "it got through" if told == "out" else told)


def _reply(
    sandbox: Sandbox, sock: socket.socket, server: Any, seconds: float, *, shown: bool = False
) -> str | None:
    """Return what stopped the cell, or what it shows; None if it went through."""
    until = time.monotonic() + seconds
    while True:
        if server is not None:
            with contextlib.suppress(BlockingIOError):
                guest, _ = server.accept()
                guest.sendall(b"hi")
                guest.close()
        # A message once begun is read to its end: left halfway, its rest would be the next's head.
        ready, _, _ = select.select([sock, sandbox.control], [], [], 0.1)
        if ready or time.monotonic() > until:
            reply = frames.receive(sock, until, sandbox.control)
            break
    if reply.get("problem"):
        return str(reply["problem"])
    if not shown:
        return None
    data = next((out["data"] for out in reply["outputs"] if "data" in out), {})
    return ast.literal_eval(data.get("text/plain", "''"))


def _alive(mark: str) -> list[int]:
    """Return the processes on this machine whose command line ends in a mark."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if path.read_bytes().rstrip(b"\0").split(b"\0")[-1] == mark.encode():
                found.append(int(path.parent.name))
    return found
