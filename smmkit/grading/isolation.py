"""
What a child does to itself before it runs a stranger's code.

Called inside the sandbox, between fork and the first cell: namespaces of its own (so that all it
starts dies with it), empty writable folders, no capabilities, limits, and the filter of calls.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import sys
from collections.abc import Mapping

from smmkit.grading import seccomp

__all__ = ["enter", "leave_root", "limit", "seal"]

SCRATCH = "/scratch"
HOME, WORK, TEMPORARY = f"{SCRATCH}/home", f"{SCRATCH}/work", f"{SCRATCH}/tmp"
_NEW = 0x10000000 | 0x20000 | 0x20000000 | 0x08000000 | 0x40000000 | 0x04000000
_MS_NOSUID, _MS_NODEV, _MS_REC, _MS_PRIVATE = 2, 4, 1 << 14, 1 << 18
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_CAPBSET_DROP, _PR_SET_NO_NEW_PRIVS = 1, 4, 24, 38
_LAST_CAPABILITY = 63
_CAPABILITY_VERSION = 0x20080522


def leave_root(uid: int) -> None:
    """Give up being root, for good: become a user that owns nothing."""
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
    # The kernel hides /proc/self from whoever changed user; it is needed for the next namespaces.
    _libc().prctl(_PR_SET_DUMPABLE, ctypes.c_ulong(1))
    _drop_capabilities()


def enter(tmpfs_bytes: int) -> None:
    """
    Move into namespaces of one's own; returns in the first process in there.

    The process that called stays behind only to wait, and ends as the other ended.

    Parameters
    ----------
    tmpfs_bytes : int
        Size of the only folder that can be written to.

    Raises
    ------
    OSError
        If the kernel refuses; then nothing may be run.
    """
    libc = _libc()
    uid, gid = os.getuid(), os.getgid()
    _call(libc.unshare(_NEW), "unshare")
    for name, words in (
        ("setgroups", "deny"),
        ("uid_map", f"{uid} {uid} 1"),
        ("gid_map", f"{gid} {gid} 1"),
    ):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(words)
    first = os.fork()
    if first:
        _, status = os.waitpid(first, 0)
        code = os.waitstatus_to_exitcode(status)
        os._exit(code if code >= 0 else 128 - code)
    libc.prctl(_PR_SET_PDEATHSIG, ctypes.c_ulong(signal.SIGKILL))
    os.setsid()  # or a signal to its own group would reach the one that waits outside
    _mount(b"none", b"/", None, _MS_REC | _MS_PRIVATE, None)
    safe = _MS_NOSUID | _MS_NODEV
    size = b"size=%d,nr_inodes=20000,mode=0755" % tmpfs_bytes
    _mount(b"tmpfs", b"/dev/shm", b"tmpfs", safe, b"size=%d,nr_inodes=1000" % (tmpfs_bytes // 4))
    _mount(b"tmpfs", SCRATCH.encode(), b"tmpfs", safe, size)
    # Where Python itself lies below /tmp, what is there stays, and cannot be written to.
    if not any(path.startswith("/tmp/") for path in (*sys.path, sys.prefix, sys.base_prefix)):
        _mount(b"tmpfs", b"/tmp", b"tmpfs", safe, size)
    for folder in (HOME, WORK, TEMPORARY):
        os.mkdir(folder)
    # Its own list of processes; some kernels refuse, and then the sandbox's list stays, which
    # names the waiting processes and opens none of them.
    with contextlib.suppress(OSError):
        _mount(b"proc", b"/proc", b"proc", safe | 8, None)


def limit(limits: Mapping[str, int]) -> None:
    """
    Set limits that no child can raise again.

    Parameters
    ----------
    limits : mapping
        ``memory_bytes`` (beyond what is in use now), ``processes``, ``file_bytes``,
        ``open_files``, ``cpu_seconds``; one that is missing stays as it is.
    """
    kinds = {
        "processes": "RLIMIT_NPROC",
        "file_bytes": "RLIMIT_FSIZE",
        "open_files": "RLIMIT_NOFILE",
        "cpu_seconds": "RLIMIT_CPU",
    }
    for name, kind in kinds.items():
        if name in limits and hasattr(resource, kind):
            _lower(getattr(resource, kind), int(limits[name]))
    if "memory_bytes" in limits and sys.platform == "linux":
        with open("/proc/self/statm") as file:
            in_use = int(file.read().split()[0]) * resource.getpagesize()
        _lower(resource.RLIMIT_AS, in_use + int(limits["memory_bytes"]))
    _lower(resource.RLIMIT_CORE, 0)


def seal() -> None:
    """Drop every capability, and put the filter of system calls over this process."""
    _drop_capabilities()
    seccomp.install()


def _lower(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(kind, (value, value))


def _drop_capabilities() -> None:
    libc = _libc()
    for number in range(_LAST_CAPABILITY + 1):
        libc.prctl(_PR_CAPBSET_DROP, ctypes.c_ulong(number))
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0)
    none = (ctypes.c_uint32 * 6)()
    _call(libc.capset(header, none), "capset")
    one, zero = ctypes.c_ulong(1), ctypes.c_ulong(0)
    _call(libc.prctl(_PR_SET_NO_NEW_PRIVS, one, zero, zero, zero), "no_new_privs")


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _mount(source: bytes, at: bytes, kind: bytes | None, flags: int, options: bytes | None) -> None:
    done = _libc().mount(source, at, kind, ctypes.c_ulong(flags), options)
    _call(done, f"mount {os.fsdecode(at)}")


def _call(result: int, what: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
