"""
Run a stranger's cells, one at a time, as the grader outside asks for them.

This stands inside the sandbox, in a child that was forked for one notebook. Nothing here judges: an
answer is looked up by the expression of the master's check cell and leaves as plain JSON.
"""

from __future__ import annotations

import base64
import contextlib
import os
import pickle
import random
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type
from traitlets.config import Config

from smmkit.brand.history import give
from smmkit.coach import client
from smmkit.coach.channel import answer_call, ask
from smmkit.coach.wire import dump, load
from smmkit.grading import frames

__all__ = ["build_shell", "serve"]

MAX_TEXT = 50_000  # characters of a cell's output; a feedback page is to stay small
MAX_RICH = 400_000
MAX_OUTPUTS = 100
_KEPT = ("text/plain", "text/html", "image/png", "image/jpeg")
_AGAIN = 0.25  # a limit that code swallows is raised again


class TimeUp(KeyboardInterrupt):
    """The time of a cell or a call is over; no `except Exception` holds it up."""


class Outputs:
    """What a cell shows, as nbformat's outputs, within bounds."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        self.items: list[dict[str, Any]] = []
        self.room, self.rich = MAX_TEXT, MAX_RICH

    def text(self, name: str, words: str) -> None:
        """Add to a stream, as long as there is room."""
        if self.room <= 0 or not words:
            return
        if len(words) >= self.room:
            words = words[: self.room] + "\n... the rest of this output was cut off\n"
            self.room = 0
        else:
            self.room -= len(words)
        last = self.items[-1] if self.items else {}
        if last.get("output_type") == "stream" and last["name"] == name:
            last["text"] += words
        elif len(self.items) < MAX_OUTPUTS:
            self.items.append({"output_type": "stream", "name": name, "text": words})

    def show(self, kind: str, data: Mapping[str, Any]) -> None:
        """Add something rich, in the forms that are kept."""
        kept = {}
        for form in _KEPT:
            value = data.get(form)
            if isinstance(value, bytes):
                import base64

                value = base64.b64encode(value).decode()
            if isinstance(value, str) and len(value) <= self.rich:
                self.rich -= len(value)
                kept[form] = value
        if len(self.items) < MAX_OUTPUTS:
            item = {"output_type": kind, "data": kept, "metadata": {}}
            self.items.append(item | ({"execution_count": None} if kind[0] == "e" else {}))

    def error(self, name: str, words: str, traceback: list[str]) -> None:
        """Add an error."""
        told = "\n".join(traceback)
        if len(told) > MAX_TEXT:
            told = f"{told[: MAX_TEXT // 2]}\n...\n{told[-MAX_TEXT // 2 :]}"
        self.items.append(
            {
                "output_type": "error",
                "ename": name[:200],
                "evalue": words[:2000],
                "traceback": told.split("\n"),
            }
        )


class Stream:
    """Stands for sys.stdout or sys.stderr."""

    encoding, errors, closed = "utf-8", "strict", False

    def __init__(self, name: str, outputs: Outputs) -> None:
        self.name, self._outputs = name, outputs

    def write(self, words: str) -> int:
        if not isinstance(words, str):
            raise TypeError(f"write() argument must be str, not {type(words).__name__}")
        self._outputs.text(self.name, words)
        return len(words)

    def writelines(self, lines: Any) -> None:
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        pass

    def isatty(self) -> bool:
        return False

    def writable(self) -> bool:
        return True

    def readable(self) -> bool:
        return False

    def fileno(self) -> int:
        import io

        raise io.UnsupportedOperation("fileno")


class _Hook(DisplayHook):
    def write_output_prompt(self) -> None:
        pass

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        self.shell.outputs.show("execute_result", format_dict)


class _Publisher(DisplayPublisher):
    def publish(self, data: Any, metadata: Any = None, **more: Any) -> None:
        self.shell.outputs.show("display_data", data)

    def clear_output(self, wait: bool = False) -> None:
        self.shell.outputs.clear()


class Shell(InteractiveShell):
    """An IPython shell that keeps what is shown instead of printing it."""

    displayhook_class = Type(_Hook)
    display_pub_class = Type(_Publisher)

    def __init__(self, **more: Any) -> None:
        self.outputs = Outputs()
        super().__init__(**more)

    def enable_gui(self, gui: Any = None) -> None:
        pass

    def init_virtualenv(self) -> None:
        pass

    def _tee(self, channel: str) -> contextlib.AbstractContextManager[None]:
        # IPython would keep all that is printed a second time, without bound.
        return contextlib.nullcontext()

    def _showtraceback(self, etype: Any, evalue: Any, stb: Any) -> None:
        if etype is TimeUp:  # where in the grader's own code it was raised says nothing
            stb = [_words(evalue)]
        self.outputs.error(str(getattr(etype, "__name__", etype)), _words(evalue), list(stb))


class Deferred:
    """Stands for the judge wherever a learner's own cell calls `check`: nothing is judged there."""

    def exchange(self, text: str) -> str:
        """Say that the judge will look later."""
        verdict = {"type": "verdict", "status": "deferred", "score": 0, "points": 0}
        words = {"says": [], "hints": [], "checked": "", "not_checked": "", "misconception": None}
        return dump({**verdict, **words, "question": str(load(text).get("question"))[:80]})


class _Outside:
    """The way to the judge outside."""

    def __init__(self, sock: socket.socket, ask_id: str) -> None:
        self.sock, self.ask_id = sock, ask_id

    def exchange(self, text: str) -> str:
        # Time spent waiting for the judge is not the learner's.
        signal.setitimer(signal.ITIMER_REAL, 0)
        frames.send(self.sock, {"id": self.ask_id, "message": load(text)})
        return dump(frames.receive(self.sock))


def build_shell() -> Shell:
    """Return the shell, ready to be forked: it keeps no history and starts no thread."""
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "NoColor"
    config.InteractiveShell.xmode = "Plain"
    # As the instance, or display() and IPython.get_ipython() find no shell.
    return Shell.instance(config=config)


def serve(shell: Shell, sock: socket.socket, job: Mapping[str, Any]) -> None:
    """
    Answer the grader's requests until it closes the socket.

    Parameters
    ----------
    shell : Shell
        From :func:`build_shell`, built before the fork.
    sock : socket
        The way to the grader.
    job : mapping
        ``student``, ``cohort``, ``seed``, ``home``, ``work`` and ``temporary``.
    """
    _prepare(job)
    # A process that a cell forks must neither answer in this one's place nor hold its line open.
    runner = os.getpid()
    os.register_at_fork(after_in_child=sock.close)
    client.use_channel(Deferred())
    streams = Stream("stdout", shell.outputs), Stream("stderr", shell.outputs)
    sys.stdout, sys.stderr = streams
    while True:
        try:
            request = frames.receive(sock)
        except frames.Gone:
            return
        shell.outputs.clear()
        began = time.monotonic()
        if past := request.get("past"):
            give(*pickle.loads(base64.b64decode(past)))
        asked = request["do"] == "answer"
        problem, late = (_answer(shell, sock, request), False) if asked else _run(shell, request)
        if os.getpid() != runner:
            os._exit(0)
        sys.stdout, sys.stderr = streams
        reply = {"id": request["id"], "done": True, "outputs": shell.outputs.items}
        reply |= {"problem": problem, "late": late, "seconds": time.monotonic() - began}
        frames.send(sock, reply)


def _prepare(job: Mapping[str, Any]) -> None:
    """Make every fork the same: settings, seeds, clock, folder."""
    os.environ.update(
        SMMKIT_STUDENT=job["student"],
        SMMKIT_COHORT=job["cohort"],
        NBGRADER_EXECUTION="graded",
        PYTHONBREAKPOINT="0",  # nobody is there to answer a debugger
        HOME=job["home"],
        TMPDIR=job["temporary"],
    )
    os.chdir(job["work"])
    sys.argv = [""]
    sys.path[:] = [entry for entry in sys.path if entry]
    time.tzset()
    random.seed(job["seed"])
    # The global generator is what a learner's np.random.rand() uses, and a fork shares its state.
    np.random.seed(job["seed"])  # noqa: NPY002


@dataclass
class _Limit:
    """
    The seconds that code may take.

    What is raised when they are over may come out as something else: code catches it, and so do the
    shell's own ways out. That they were over is kept here.
    """

    seconds: float
    over: bool = False
    lifted: bool = False

    def end(self, number: int, frame: Any) -> None:
        if not self.lifted:
            self.over = True
            raise TimeUp(f"its {self.seconds:g} seconds are over")


@contextlib.contextmanager
def _limited(seconds: float) -> Iterator[_Limit]:
    limit = _Limit(seconds)
    signal.signal(signal.SIGALRM, limit.end)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield limit
    finally:
        limit.lifted = True
        signal.setitimer(signal.ITIMER_REAL, 0)


def _run(shell: Shell, request: Mapping[str, Any]) -> tuple[str | None, bool]:
    """Run a cell; return what stopped it, or None, and whether that was its time."""
    try:
        with _limited(request["seconds"]) as limit:
            result = shell.run_cell(request["source"], store_history=True)
            raised = result.error_before_exec or result.error_in_exec
    except BaseException as error:  # whatever gets through the shell is the cell's own
        raised = error
    if limit.over:
        return f"it took longer than {request['seconds']:g} seconds and was stopped", True
    problem = None if raised is None else f"{type(raised).__name__}: {_words(raised)}"[:500]
    return problem, False


def _answer(shell: Shell, sock: socket.socket, request: Mapping[str, Any]) -> str | None:
    """Send an answer to the judge; return why there is none, or None."""
    channel = _Outside(sock, request["id"])
    try:
        with _limited(request["seconds"]):
            code = compile(request["source"], "<check>", "eval")
            value = eval(code, shell.user_global_ns, shell.user_ns)
    except NameError:
        return _tell_unanswered(channel, request, "was not made")
    except BaseException as error:
        return _tell_unanswered(channel, request, f"cannot be read: {type(error).__name__}")
    try:
        with _limited(request["seconds"]):
            within = _calls_within(request["call_seconds"], request["seconds"])
            ask(channel, request["question"], value, call=within)
    except (frames.Gone, frames.Late, frames.FrameError):
        raise
    except BaseException as error:
        return _tell_unanswered(channel, request, f"cannot be read: {type(error).__name__}")
    return None


def _tell_unanswered(channel: _Outside, request: Mapping[str, Any], why: str) -> str:
    answer = {"type": "answer", "question": request["question"], "answer": {"$unanswered": True}}
    channel.exchange(dump(answer))
    return why


def _calls_within(each: float, together: float) -> Callable[[Callable[..., Any], dict], dict]:
    """Return what calls a function answer: a call that hangs costs its own case only."""
    left = together

    def call(function: Callable[..., Any], case: dict[str, Any]) -> dict[str, Any]:
        nonlocal left
        if left <= 0:
            return {"error": "TimeoutError", "message": "the calls before took all the time"}
        began = time.monotonic()
        try:
            with _limited(min(each, left)) as limit:
                return answer_call(function, case)
        except BaseException as error:  # sys.exit() in a function is an answer like any other
            if limit.over:
                return {"error": "TimeoutError", "message": f"it took over {each:g} seconds"}
            return {"error": type(error).__name__, "message": _words(error)[:300]}
        finally:
            left -= time.monotonic() - began

    return call


def _words(error: Any) -> str:
    try:
        return str(error)[:2000]
    except BaseException:  # an exception of the learner's own making may have no words
        return ""
