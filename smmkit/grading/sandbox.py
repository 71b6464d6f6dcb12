"""
The sandbox in which notebooks of strangers are run, as the grader outside holds it.

bubblewrap lays out a system of its own: read-only, without network, without the answer keys, the
gradebook, the course's folder or anybody's home. In it a warm process forks a child for each
notebook (`smmkit.grading.warm`), and the child shuts itself in further
(`smmkit.grading.isolation`).
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NoReturn

from smmkit.errors import SmmkitError
from smmkit.grading import frames

__all__ = ["Limits", "Sandbox", "SandboxError", "missing"]

NOBODY = 65534
SCRATCH = "/scratch"  # as in smmkit.grading.isolation, which only Unix can import
_START_SECONDS = 90
_USED = ("numpy", "pandas", "scipy", "matplotlib", "IPython", "holidays", "ipywidgets", "emoji")
_ENVIRONMENT = {
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONNOUSERSITE": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "MPLBACKEND": "agg",
}


class SandboxError(SmmkitError):
    """The sandbox is not there, or could not be started."""


@dataclass(frozen=True)
class Limits:
    """
    What one notebook may use.

    Parameters
    ----------
    cell_seconds, notebook_seconds, call_seconds : float
        Time for a cell, for the whole notebook, and for one call of a function answer.
    memory_bytes : int
        Memory beyond what is there before the first cell.
    processes, open_files, file_bytes, cpu_seconds : int
        Processes and threads, open files, bytes written, seconds of work of one process.
    """

    cell_seconds: float = 30.0
    notebook_seconds: float = 120.0
    call_seconds: float = 5.0
    memory_bytes: int = 1_000_000_000
    processes: int = 64
    open_files: int = 256
    file_bytes: int = 64_000_000
    cpu_seconds: int = 120


def missing() -> str:
    """
    Say why there is no sandbox on this machine; nothing if there is one.

    Returns
    -------
    str
        A sentence, or ``""``.
    """
    if sys.platform != "linux":
        return f"the sandbox needs Linux, and this is {sys.platform}"
    if shutil.which("bwrap") is None:
        return "bubblewrap is not installed (apt install bubblewrap)"
    done = subprocess.run(
        ["bwrap", *_namespaces(), "--ro-bind", "/", "/", "true"],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        return (
            "bubblewrap cannot make namespaces here (Docker's default profile and some settings of "
            f"AppArmor forbid it): {done.stderr.strip()}"
        )
    return ""


class Sandbox:
    """
    A warm process, in a sandbox or, if told so, in none.

    Parameters
    ----------
    course : Path, optional
        The course's folder, which is hidden.
    isolated : bool, default True
        Whether there is to be a sandbox.
    limits : Limits
        What a notebook may use; None for no limits at all, which only tests want.
    uses : str, optional
        Import statements of the notebooks to come, so that none pays for them; all rooms of smmkit
        by default.
    """

    def __init__(
        self,
        course: Path | None = None,
        *,
        isolated: bool = True,
        limits: Limits | None = Limits(),
        uses: str = "from smmkit import *\nimport matplotlib.pyplot, scipy.stats",
    ) -> None:
        self.isolated, self.limits, self.uses = isolated, limits, uses
        self._course = course
        self._process: subprocess.Popen | None = None
        self._control: socket.socket | None = None
        self._folder: tempfile.TemporaryDirectory | None = None
        self._heard, self._ready = b"", False

    def __enter__(self) -> Sandbox:
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    @property
    def control(self) -> socket.socket:
        """Readable as soon as the child of a notebook has ended."""
        assert self._control is not None
        return self._control

    def launch(self) -> None:
        """Start the warm process, unless it runs, without waiting until it is ready."""
        if self._process is not None and self._process.poll() is None:
            return
        self.stop()
        self._folder = tempfile.TemporaryDirectory(prefix="smmkit-grade-")
        room = Path(self._folder.name)
        ours, theirs = socket.socketpair()
        words = ["-m", "smmkit.grading.warm", "--control", str(theirs.fileno())]
        words += ["--uses", self.uses]
        environment = dict(_ENVIRONMENT)
        if self.isolated:
            if os.getuid() == 0:
                words += ["--leave-root", str(NOBODY)]
            environment["MPLCONFIGDIR"] = f"{SCRATCH}/matplotlib"
            environment["HOME"] = environment["IPYTHONDIR"] = environment["TMPDIR"] = SCRATCH
            command = [*_bubblewrap(self._course, environment), sys.executable, *words]
            environment = {"PATH": os.environ.get("PATH", os.defpath)}
        else:
            environment["MPLCONFIGDIR"] = _fonts().parent.as_posix()
            environment["HOME"] = environment["IPYTHONDIR"] = str(room)
            (room / "work").mkdir()
            command = [sys.executable, *words]
        with (room / "errors").open("wb") as errors:
            self._process = subprocess.Popen(
                command,
                env=environment,
                cwd="/" if self.isolated else room,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                start_new_session=True,
            )
        theirs.close()
        self._control, self._heard, self._ready = ours, b"", False

    def start(self) -> None:
        """
        Start the warm process, unless it runs, and wait until it is ready.

        Raises
        ------
        SandboxError
            If it cannot be started.
        """
        self.launch()
        if self._ready:
            return
        if not self._hear(_START_SECONDS).get("ready"):
            self._give_up("The process that runs notebooks could not be started")
        self._ready = True
        if not self._shuts_in():
            self._give_up("No notebook can be shut in here")

    def _shuts_in(self) -> bool:
        """Fork a child as for a notebook: what the system refuses it costs no learner a mark."""
        sock = self.fork({"student": "nobody", "cohort": "trial", "seed": 0})
        try:
            deadline = time.monotonic() + _START_SECONDS
            request = {"id": "trial", "do": "run", "source": "", "seconds": 1.0}
            frames.send(sock, request, deadline)
            return frames.receive(sock, deadline, self.control).get("done") is True
        except (frames.Gone, frames.Late, frames.FrameError):
            return False
        finally:
            sock.close()
            self.end()

    def _give_up(self, words: str) -> NoReturn:
        told = ""
        if self._folder is not None:  # gone, if the trial could not be stopped otherwise
            told = Path(self._folder.name, "errors").read_text(errors="replace").strip()[-1500:]
        self.stop()
        raise SandboxError(f"{words}: {told or 'no reason was given'}")

    def fork(self, job: Mapping[str, Any]) -> socket.socket:
        """Fork a child for one notebook, and return the way to it."""
        self.start()
        ours, theirs = socket.socketpair()
        order = {"do": "fork", "isolated": self.isolated, **job}
        if self.limits is not None:
            order["limits"] = asdict(self.limits)
        elif self.isolated:
            order["limits"] = {"file_bytes": 64_000_000}
        if not self.isolated:
            order["work"] = str(Path(self._folder.name, "work"))
        try:
            socket.send_fds(self.control, [json.dumps(order).encode()], [theirs.fileno()])
        except OSError as error:
            self.stop()
            raise SandboxError("The process that runs notebooks has ended.") from error
        finally:
            theirs.close()
        return ours

    def end(self, seconds: float = 3.0) -> str:
        """
        End the child, if it has not ended, and return why it did.

        Parameters
        ----------
        seconds : float
            How long to wait for it, before everything in the sandbox is ended.
        """
        message = self._hear(0.3)
        if "ended" not in message:
            with contextlib.suppress(OSError):
                self.control.send(b'{"do": "kill"}')
            message = self._hear(seconds)
        if "ended" not in message:
            self.stop()
            return "it could not be stopped, so that its whole sandbox was"
        if not self.isolated:
            work = Path(self._folder.name, "work")
            shutil.rmtree(work, ignore_errors=True)
            work.mkdir(exist_ok=True)
        return str(message.get("why", ""))

    def stop(self) -> None:
        """End the warm process and everything in its sandbox."""
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            try:
                self._process.wait(0.2)
            except subprocess.TimeoutExpired:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(self._process.pid, 9)
                self._process.wait()
        if self._folder is not None:
            with contextlib.suppress(OSError):
                self._folder.cleanup()
        self._process = self._control = self._folder = None

    def _hear(self, seconds: float) -> dict[str, Any]:
        """Return the warm process's next message, or nothing."""
        until = time.monotonic() + seconds
        while b"\n" not in self._heard:
            self.control.settimeout(max(0.001, until - time.monotonic()))
            try:
                piece = self.control.recv(1 << 16)
            except TimeoutError:
                return {}
            except OSError:
                piece = b""
            finally:
                self.control.settimeout(None)
            if not piece:
                return {}
            self._heard += piece
        line, _, self._heard = self._heard.partition(b"\n")
        return json.loads(line)


def _namespaces() -> list[str]:
    """
    Return bubblewrap's words for namespaces.

    Root needs no user namespace to make the others, and leaves being root inside: a user without
    rights on the host has real limits, and nothing of the host's root is his.
    """
    words = ["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"]
    words += ["--unshare-cgroup-try", "--die-with-parent", "--new-session", "--cap-drop", "ALL"]
    if os.getuid() == 0:
        for name in ("CAP_SETUID", "CAP_SETGID", "CAP_SETPCAP"):
            words += ["--cap-add", name]
        return words
    return [*words, "--unshare-user", "--uid", "1000", "--gid", "1000"]


def _bubblewrap(course: Path | None, environment: Mapping[str, str]) -> list[str]:
    words = ["bwrap", *_namespaces(), "--clearenv"]
    for name, value in environment.items():
        words += ["--setenv", name, value]
    for name in ("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"):
        if os.path.islink(name):
            words += ["--symlink", os.readlink(name), name]
        elif os.path.isdir(name):
            words += ["--ro-bind", name, name]
    words += ["--ro-bind", "/usr", "/usr"]
    for name in ("ld.so.cache", "alternatives", "fonts", "localtime"):
        words += ["--ro-bind-try", f"/etc/{name}", f"/etc/{name}"]
    words += ["--proc", "/proc", "--dev", "/dev", "--perms", "1777", "--tmpfs", "/tmp"]
    words += ["--perms", "1777", "--tmpfs", SCRATCH]
    package = _package()
    shown, hidden = {*_python(), package}, {package / "coach" / "keys"}
    if course is not None:
        hidden.add(course.resolve())
    made: set[Path] = {Path("/"), Path("/usr"), Path("/tmp")}
    # From the top down, so that what is shown within something hidden is seen, and the other
    # way round. A folder shown where a hidden one holds it goes on top of it.
    for path in sorted(shown | hidden, key=lambda path: (len(path.parts), path in hidden)):
        under = any(path.is_relative_to(other) for other in shown if other != path)
        if path in hidden and (under or path.is_relative_to("/usr")):
            words += ["--tmpfs", str(path), "--remount-ro", str(path)]
        elif path in shown and not path.is_relative_to("/usr"):
            for parent in reversed(path.parents):
                if parent not in made and not any(parent.is_relative_to(o) for o in shown):
                    words += ["--perms", "0755", "--dir", str(parent)]
                    made.add(parent)
            words += ["--ro-bind", str(path), str(path)]
    fonts = _fonts()
    words += [
        "--perms",
        "0777",
        "--dir",
        f"{SCRATCH}/matplotlib",
        "--ro-bind",
        str(fonts),
        f"{SCRATCH}/matplotlib/{fonts.name}",
    ]
    # What bubblewrap made itself can be written to by its user, unless told otherwise.
    for name in ("/tmp", "/dev", "/"):
        words += ["--remount-ro", name]
    return [*words, "--chdir", "/"]


def _package() -> Path:
    return Path(__file__).resolve().parents[1]


def _python() -> Iterator[Path]:
    """Yield the folders that Python and what notebooks import lie in."""
    prefixes = {Path(sys.prefix), Path(sys.base_prefix), Path(sys.executable).resolve().parents[1]}
    prefixes |= {prefix.resolve() for prefix in prefixes}
    prefixes.discard(Path("/"))
    yield from prefixes
    for name in _USED:
        found = importlib.util.find_spec(name)
        if found is not None and found.origin:
            site = Path(found.origin).parents[1]
            if not any(site.is_relative_to(prefix) for prefix in prefixes):
                yield site


def _fonts() -> Path:
    """Return matplotlib's list of fonts, made now if it never was: that takes seconds."""
    import matplotlib
    from matplotlib import font_manager

    version = font_manager.FontManager.__version__
    path = Path(matplotlib.get_cachedir(), f"fontlist-v{version}.json")
    if not path.is_file():
        font_manager.json_dump(font_manager.fontManager, str(path))
    return path
