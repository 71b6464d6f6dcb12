"""The sandbox holds against every probe, and every probe gets through without it."""

from __future__ import annotations

import errno
import os
import signal
import socket
import struct
import sys
import time

import pytest
from conftest import ROOT

from smmkit import cli
from smmkit.grading import frames, probes, seccomp
from smmkit.grading import grade as engine
from smmkit.grading.grade import Options, check_sandbox
from smmkit.grading.sandbox import Limits, Sandbox, SandboxError, missing

pytestmark = pytest.mark.xdist_group("sandbox")
NAMES = [probe.name for probe in probes.PROBES]
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")


@pytest.fixture(scope="module")
def sandboxed():
    if why := missing():
        pytest.skip(f"no sandbox: {why}")
    return {attempt.probe.name: attempt for attempt in probes.attempt_all()}


@pytest.fixture(scope="module")
def unprotected():
    if sys.platform != "linux":
        pytest.skip("the probes are written for Linux")
    return {attempt.probe.name: attempt for attempt in probes.attempt_all(isolated=False)}


@pytest.mark.parametrize("name", NAMES)
def test_the_sandbox_denies(sandboxed, name):
    assert sandboxed[name].held, sandboxed[name].what


@pytest.mark.parametrize("name", NAMES)
def test_without_the_sandbox_the_same_probe_gets_through(unprotected, name):
    if name == "namespaces" and missing():
        pytest.skip(f"this system allows nobody a namespace: {missing()}")
    assert not unprotected[name].held, unprotected[name].what


def test_the_command_says_where_there_is_no_sandbox(monkeypatch, capsys):
    monkeypatch.setattr(sys, "platform", "darwin")
    assert cli.main(["doctor", "--sandbox"]) == 1
    assert "the sandbox needs Linux" in capsys.readouterr().out


def test_the_command_tells_each_attempt(monkeypatch, capsys):
    probe = probes.PROBES[0]
    monkeypatch.setattr("smmkit.grading.sandbox.missing", lambda: "")
    monkeypatch.setattr(probes, "attempt_all", lambda: [probes.Attempt(probe, False, "got it")])
    assert cli.main(["doctor", "--sandbox"]) == 1
    assert "BROKEN OUT  reach a server" in capsys.readouterr().out


# -- what it allows ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def box():
    if why := missing():
        pytest.skip(f"no sandbox: {why}")
    with Sandbox(ROOT, limits=Limits(cell_seconds=10)) as box:
        yield box


def run(box, *sources, seconds=10.0):
    """Run cells in one child, and return what came of each."""
    sock = box.fork({"student": "ann", "cohort": "2027", "seed": 1})
    told = []
    try:
        for number, source in enumerate(sources):
            frames.send(
                sock, {"id": str(number), "do": "run", "source": source, "seconds": seconds}
            )
            told.append(frames.receive(sock, time.monotonic() + 20, box.control))
    finally:
        sock.close()
        box.end()
    return told


def shown(reply):
    assert reply["problem"] is None, reply["problem"]
    return "".join(
        out.get("text") or out.get("data", {}).get("text/plain", "") for out in reply["outputs"]
    )


def test_honest_work_goes_on(box):
    sources = [
        "from smmkit import my_brand, show\nmy_brand().name",
        "import subprocess\nprint(subprocess.run(['echo', 'hi'], capture_output=True).stdout)",
        "import threading\nt = threading.Thread(target=print, args=('t',)); t.start(); t.join()",
        "open('mine.csv', 'w').write('a'); print(open('mine.csv').read())",
        "import matplotlib.pyplot as plt\nplt.plot([1, 2]); plt.show()",
        "import warnings; warnings.warn('careful'); import sys; print('!', file=sys.stderr)",
        "%time 1 + 1",
        "import asyncio\nawait asyncio.sleep(0)",
    ]
    for source, reply in zip(sources, run(box, *sources), strict=True):
        assert reply["problem"] is None, (source, reply["problem"])


def test_every_child_starts_the_same_and_knows_nothing_of_the_one_before(box):
    look = (
        "import random, time, os, locale, numpy as np\n"
        "places = [os.listdir(name) for name in ('.', os.environ['TMPDIR'], '/dev/shm')]\n"
        "(random.random(), np.random.rand(), hash('a'), time.tzname, places, locale.getlocale(),"
        " 'left' in globals())"
    )
    leave = (
        "left = 1; import tempfile; tempfile.mkstemp()\n"
        "open('left', 'w'); open('/dev/shm/left', 'w')\n"
        "import random, matplotlib; random.seed(5); matplotlib.rcParams['lines.linewidth'] = 9"
    )
    first, *_ = run(box, look, leave)
    second, _ = run(box, look, leave)
    assert shown(first) == shown(second)


def test_output_has_a_limit(box):
    (reply,) = run(box, "for _ in range(200_000): print('x' * 100)")
    assert len(shown(reply)) < 60_000
    assert "cut off" in shown(reply)


def test_a_cell_has_a_limit_and_the_next_one_runs(box):
    hang, after = run(box, "while True: pass", "6 * 7", seconds=0.5)
    assert "longer than 0.5 seconds" in hang["problem"]
    assert shown(after) == "42"


def test_what_ends_the_child_is_told(box):
    sock = box.fork({"student": "ann", "cohort": "2027", "seed": 1})
    frames.send(sock, {"id": "1", "do": "run", "source": "import os; os._exit(3)", "seconds": 5})
    with pytest.raises(frames.Gone):
        frames.receive(sock, time.monotonic() + 10, box.control)
    sock.close()
    assert box.end() == "its process ended by itself with code 3"


def test_a_killed_sandbox_starts_again(box):
    os.kill(box._process.pid, signal.SIGKILL)
    box._process.wait()
    assert shown(run(box, "1 + 1")[0]) == "2"


# -- the pieces --------------------------------------------------------------------------


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_the_filter_is_whole(machine):
    code = [struct.unpack_from("<HBBI", piece) for piece in _eights(seccomp.program(machine))]
    assert code[-1] == (0x06, 0, 0, 0x7FFF0000)
    for place, (kind, yes, no, _) in enumerate(code):
        if kind & 7 == 5:  # a jump lands inside the program
            assert place + 1 + max(yes, no) < len(code)


def _eights(data):
    return [data[at : at + 8] for at in range(0, len(data), 8)]


def run_filter(code, machine, number, argument=0):
    """What the kernel would do with a call: a machine for the five instructions that are used."""
    arch = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}[machine]
    memory, at, held = {0: number, 4: arch, 16: argument}, 0, 0
    while True:
        kind, yes, no, value = struct.unpack("<HBBI", code[at : at + 8])
        if kind == 0x06:
            return value
        if kind == 0x20:
            held = memory[value]
        else:
            test = {0x15: held == value, 0x35: held >= value, 0x45: bool(held & value)}[kind]
            at += 8 * (yes if test else no)
        at += 8


@pytest.mark.parametrize(
    ("machine", "number", "argument", "allowed"),
    [
        ("x86_64", 0, 0, True),  # read
        ("x86_64", 272, 0, False),  # unshare
        ("x86_64", 41, 1, True),  # socket of AF_UNIX
        ("x86_64", 41, 2, False),  # AF_INET
        ("x86_64", 41, 16, False),  # AF_NETLINK
        ("x86_64", 41, 40, False),  # AF_VSOCK
        ("x86_64", 56, 0x01200011, True),  # clone as fork does
        ("x86_64", 56, 0x10000000, False),  # with a user namespace
        ("x86_64", 435, 0, False),  # clone3
        ("x86_64", 0x40000000 + 101, 0, False),  # ptrace by its other number
        ("aarch64", 198, 1, True),
        ("aarch64", 198, 2, False),
        ("aarch64", 117, 0, False),  # ptrace
    ],
)
def test_the_filter_decides(machine, number, argument, allowed):
    verdict = run_filter(seccomp.program(machine), machine, number, argument)
    assert (verdict == 0x7FFF0000) == allowed


@pytest.mark.parametrize(
    "data",
    [
        struct.pack(">I", 1 << 31),
        struct.pack(">I", 4) + b"[1]\n",
        struct.pack(">I", 3) + b"{{{",
        struct.pack(">I", 200) + b'{"a":' + b"[" * 97 + b"1" + b"]" * 97,
    ],
    ids=["long", "list", "no json", "deep"],
)
def test_a_frame_that_is_no_message_is_refused(data):
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(data + b"}")
        theirs.close()
        with pytest.raises((frames.FrameError, frames.Gone)):
            frames.receive(ours, time.monotonic() + 2)


def test_a_frame_that_does_not_come_is_not_waited_for():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(struct.pack(">I", 10) + b"half")
        with pytest.raises(frames.Late):
            frames.receive(ours, time.monotonic() + 0.05)


@needs_fork
def test_a_sandbox_that_cannot_start_says_why(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(SandboxError, match="could not be started"):
        Sandbox(isolated=False).start()


@needs_fork
def test_what_the_system_refuses_a_child_is_told_before_a_notebook_is_run():
    if why := missing():
        pytest.skip(f"no sandbox: {why}")
    with pytest.raises(SandboxError, match=r"No notebook can be shut in here: OSError.*mount"):
        Sandbox(ROOT, limits=Limits(file_bytes=-1)).start()


def told_at_the_start(**options):
    said = []
    check_sandbox(Options(**options), said.append)
    return said


def test_the_isolation_is_told_before_grading(monkeypatch):
    monkeypatch.setattr(engine, "missing", lambda: "")
    monkeypatch.setattr(seccomp, "lacking", lambda: "")
    (line,) = told_at_the_start()
    assert "bubblewrap" in line
    assert "a filter of system calls" in line
    (line,) = told_at_the_start(scheduler="tcp://10.0.0.5:8786")
    assert "on the cluster's workers" in line


def test_a_processor_without_a_filter_is_told_before_grading(monkeypatch):
    monkeypatch.setattr(engine, "missing", lambda: "")
    monkeypatch.setattr(seccomp.platform, "machine", lambda: "riscv64")
    there, lacks = told_at_the_start()
    assert "a filter of system calls" not in there
    assert "WITHOUT THE FILTER OF SYSTEM CALLS" in lacks
    assert "this processor is riscv64" in lacks
    assert not seccomp.install()


@pytest.mark.skipif(sys.platform != "linux", reason="the filter is Linux's")
def test_a_kernel_without_filters_is_told_and_asked_for_none(monkeypatch):
    monkeypatch.setattr(seccomp.ctypes, "get_errno", lambda: errno.EINVAL)
    assert "kernel takes none (seccomp: Invalid argument)" in seccomp.lacking()
    assert not seccomp.install()


def test_what_no_sandbox_means_is_told(monkeypatch):
    assert "WITHOUT A SANDBOX" in told_at_the_start(sandbox=False)[0]
    monkeypatch.setattr(os.path, "exists", lambda path: False)
    assert "WITHOUT A LIMIT ON MEMORY" in told_at_the_start(sandbox=False)[1]
