"""With what notebooks are shut in on this machine, and what it lacks, in words."""

from __future__ import annotations

import os
from collections.abc import Iterator

from smmkit.grading import seccomp

__all__ = ["NO_FILTER", "protection"]

_ISOLATED = (
    "Isolation: bubblewrap; each notebook in namespaces of its own (no network, no other process, "
    "nothing of the system to write to){filter}, and limits on time, memory, processes and files."
)
_FILTER = ", a filter of system calls"
NO_FILTER = (
    "WITHOUT THE FILTER OF SYSTEM CALLS: {why}. The rest holds, but a fault in the kernel is within"
    " a notebook's reach. smmkit doctor --sandbox tries what that means here."
)
_RISK = (
    "WITHOUT A SANDBOX: these notebooks run as you. They can read your files, the gradebook and the"
    " answer keys, use the network, and leave programs behind."
)
_NO_WATCH = (
    "WITHOUT A LIMIT ON MEMORY: this system has no /proc to watch it by. The limits on time hold."
)
_ELSEWHERE = (
    "Isolation: on the cluster's workers, each in a sandbox of its own; one that has none grades "
    "nothing."
)


def protection(*, isolated: bool, elsewhere: bool = False) -> Iterator[str]:
    """
    Say with what notebooks are shut in, and what is lacking.

    Parameters
    ----------
    isolated : bool
        Whether they run in the sandbox.
    elsewhere : bool, default False
        Whether they run on a cluster's workers.

    Yields
    ------
    str
        A sentence for what there is, then one for each thing that is not.

    Examples
    --------
    >>> print(*protection(isolated=True, elsewhere=True))
    Isolation: on the cluster's workers, each in a sandbox of its own; ...
    """
    if not isolated:
        yield _RISK
        if not elsewhere and not os.path.exists("/proc/self"):
            yield _NO_WATCH
    elif elsewhere:
        yield _ELSEWHERE
    else:
        why = seccomp.lacking()
        yield _ISOLATED.format(filter="" if why else _FILTER)
        if why:
            yield NO_FILTER.format(why=why)
