"""
A filter of system calls for code from strangers, put together by hand.

Namespaces hide the machine; the filter takes away the calls that would make new ones, reach other
processes, or open a socket of another family than the one between processes. A refused call returns
an error, so honest code that tries one sees an exception and goes on.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys

__all__ = ["install", "lacking", "program"]

_ARCHES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_DENIED = {
    # unshare setns mount umount2 pivot_root chroot ptrace process_vm_readv process_vm_writev bpf
    # perf_event_open keyctl add_key request_key userfaultfd init_module finit_module delete_module
    # kexec_load kexec_file_load open_by_handle_at name_to_handle_at swapon swapoff reboot acct
    # quotactl settimeofday clock_settime adjtimex clock_adjtime sethostname setdomainname
    # personality kcmp; and memory that no watchdog sees: memfd_create memfd_secret shmget.
    # On x86_64 also iopl and ioperm.
    "x86_64": "272 308 165 166 155 161 101 310 311 321 298 250 248 249 323 175 313 176 246 320 304 "
    "303 167 168 169 163 179 164 227 159 305 170 171 135 312 319 447 29 172 173",
    "aarch64": "97 268 40 39 41 51 117 270 271 280 241 219 217 218 282 105 273 106 104 294 265 264 "
    "224 225 142 89 60 170 112 171 266 161 162 92 272 279 447 194",
}
# The newer calls have one number everywhere: io_uring_*, open_tree, move_mount, fsopen, fsconfig,
# fsmount, fspick, pidfd_getfd, mount_setattr.
_DENIED_EVERYWHERE = (425, 426, 427, 428, 429, 430, 431, 432, 433, 438, 442)
_SOCKET = {"x86_64": 41, "aarch64": 198}
_CLONE = {"x86_64": 56, "aarch64": 220}
_CLONE3 = 435
_X32 = 0x40000000
_AF_UNIX = 1
_CLONE_NEW = 0x7E020080  # every namespace there is

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCH, _FIRST = 0, 4, 16  # offsets in struct seccomp_data, little endian
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _MODE_FILTER = 38, 22, 2


def program(machine: str) -> bytes | None:
    """
    Put the filter together.

    Parameters
    ----------
    machine : str
        The processor, as ``platform.machine()`` names it.

    Returns
    -------
    bytes or None
        Instructions of 8 bytes each; None for a processor whose call numbers are not listed.

    Examples
    --------
    >>> program("riscv64") is None
    True
    """
    if machine not in _ARCHES or sys.byteorder != "little":
        return None
    refuse = (_RETURN, 0, 0, _ERRNO | errno.EPERM)
    code = [
        (_LOAD, 0, 0, _ARCH),
        (_EQUAL, 1, 0, _ARCHES[machine]),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
        # The second numbering of x86_64 would walk around the list.
        (_AT_LEAST, 0, 1, _X32),
        refuse,
    ]
    for number in (*map(int, _DENIED[machine].split()), *_DENIED_EVERYWHERE):
        code += [(_EQUAL, 0, 1, number), refuse]
    # The C library falls back to clone, whose flags can be looked at.
    code += [(_EQUAL, 0, 1, _CLONE3), (_RETURN, 0, 0, _ERRNO | errno.ENOSYS)]
    code += [
        (_EQUAL, 0, 4, _SOCKET[machine]),
        (_LOAD, 0, 0, _FIRST),
        (_EQUAL, 1, 0, _AF_UNIX),
        refuse,
        (_RETURN, 0, 0, _ALLOW),
        (_EQUAL, 0, 3, _CLONE[machine]),
        (_LOAD, 0, 0, _FIRST),
        (_ANY_BIT, 0, 1, _CLONE_NEW),
        refuse,
        (_RETURN, 0, 0, _ALLOW),
    ]
    return b"".join(struct.pack("<HBBI", *instruction) for instruction in code)


def lacking() -> str:
    """
    Say why there can be no filter here; nothing if there can.

    Returns
    -------
    str
        A clause, or ``""``.
    """
    machine = platform.machine()
    if program(machine) is None:
        return f"it is written for {' and '.join(_ARCHES)}, and this processor is {machine}"
    libc = ctypes.CDLL(None, use_errno=True)
    # A kernel that knows filters looks for one at the address it is given, and finds none there.
    libc.prctl(_PR_SET_SECCOMP, ctypes.c_ulong(_MODE_FILTER), None, None, None)
    number = ctypes.get_errno()
    if number == errno.EFAULT:
        return ""
    return f"this system's kernel takes none (seccomp: {os.strerror(number)})"


def install() -> bool:
    """
    Put the filter over this process and all it will start, for good.

    Returns
    -------
    bool
        False where there can be none, which :func:`lacking` tells.

    Raises
    ------
    OSError
        If the kernel refuses.
    """
    if lacking():
        return False
    code = program(platform.machine())
    libc = ctypes.CDLL(None, use_errno=True)

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))

    held = Program(len(code) // 8, code)
    zero = ctypes.c_ulong(0)
    for arguments in (
        (_PR_SET_NO_NEW_PRIVS, ctypes.c_ulong(1), zero, zero, zero),
        (_PR_SET_SECCOMP, ctypes.c_ulong(_MODE_FILTER), ctypes.byref(held), zero, zero),
    ):
        if libc.prctl(*arguments) != 0:
            number = ctypes.get_errno()
            raise OSError(number, f"seccomp: {os.strerror(number)}")
    return True
