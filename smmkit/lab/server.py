"""Start JupyterLab on the learner's folder."""

from __future__ import annotations

import errno
import os
import secrets
import socket
import sys
from pathlib import Path

from smmkit.errors import SmmkitError
from smmkit.lab.sync import sync

__all__ = ["arguments", "can_open_browser", "free_port", "is_free", "run"]

WELCOME = "course/00_welcome.ipynb"
FIRST_PORT = 8888


def is_free(port: int) -> bool:
    """
    Tell whether JupyterLab could listen at `port` of this machine, by IPv4 and IPv6.

    Raises
    ------
    SmmkitError
        If this user may not use the port at all.
    """
    for family, host in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        try:
            with socket.socket(family, socket.SOCK_STREAM) as probe:
                if os.name == "posix":
                    # As the server does: a port that was just given back counts as free.
                    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((host, port))
        except PermissionError:
            raise SmmkitError(
                f"Port {port} is reserved for the system: choose one from 1024 up."
            ) from None
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return False
            # Any other error means that this machine does not speak that family.
    return True


def free_port(first: int = FIRST_PORT) -> int:
    """Return the first free port from `first` on."""
    for port in range(first, first + 100):
        if is_free(port):
            return port
    raise SmmkitError(f"All ports from {first} to {first + 99} are in use: stop another server.")


def can_open_browser() -> bool:
    """Tell whether a browser window can be opened here; a browser inside the terminal is none."""
    import webbrowser

    has_screen = any(os.environ.get(name) for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"))
    if sys.platform.startswith("linux") and not has_screen:
        return False
    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return True


def arguments(folder: Path, *, port: int, token: str, browser: bool) -> list[str]:
    """Return JupyterLab's arguments."""
    chosen = [
        f"--ServerApp.root_dir={folder}",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--ServerApp.open_browser={browser}",
        f"--LabApp.default_url=/lab/tree/{WELCOME}",
        f"--IdentityProvider.token={token}",
        "--ServerApp.answer_yes=True",  # ctrl-C stops at once, without a question
        "--LanguageServerManager.autodetect=False",  # none is installed; looking takes a second
        "--Application.log_level=ERROR",
    ]
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*chosen, "--ServerApp.allow_root=True"] if is_root else chosen


def _announce(address: str, browser: bool) -> None:
    if browser:
        print("JupyterLab opens in your browser. Should it not:")
    print(f"Open this address: {address}")
    print("Leave this window open while you work; ctrl-C here stops JupyterLab.", flush=True)


def run(folder: str | os.PathLike[str], *, port: int | None = None, browser: bool = True) -> int:
    """
    Bring `folder` up to date, then serve it until ctrl-C.

    Parameters
    ----------
    folder : path
        The learner's folder.
    port : int, optional
        Port to listen at; the next free one from 8888 unless told.
    browser : bool, default True
        Open a browser where one can be opened.

    Returns
    -------
    int
        Exit code: 1 if the port is in use, else 0.
    """
    if port is not None and not is_free(port):
        print(
            f"Port {port} is in use by another program: choose another one, or none at all.",
            file=sys.stderr,
        )
        return 1
    for line in sync(folder):
        print(line)
    folder = Path(folder).resolve()
    os.chdir(folder)
    # Read below the user's own settings, which stay as they are: no pop-up asking for news.
    ours = str(Path(__file__).with_name("config"))
    paths = [*filter(None, [os.environ.get("JUPYTER_CONFIG_PATH")]), ours]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(paths)

    from jupyterlab.labapp import LabApp

    browser = browser and can_open_browser()
    token = secrets.token_hex(24)
    port = free_port() if port is None else port
    server = LabApp.initialize_server(arguments(folder, port=port, token=token, browser=browser))
    address = f"{server.connection_url}lab/tree/{WELCOME}?token={token}"
    # Queued behind the server's own binding of the port, so the address works once it is read.
    server.io_loop.add_callback(_announce, address, browser)
    server.start()
    print(f"JupyterLab has stopped. Your work is in {folder}.")
    return 0
