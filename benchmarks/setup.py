"""
Time from nothing to a JupyterLab that answers: this kit beside a bare ``pip install jupyterlab``.

Run as ``python benchmarks/setup.py``. It works in a temporary folder on a clean clone of the last
commit, with empty download caches first and then with warm ones, and needs the network.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TIMEOUT = 900


def free_port():
    """Return a port that nothing listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def seconds_to_ready(command, port, folder, env):
    """Run `command` in a shell until a server answers at `port`, then stop it."""
    started = time.monotonic()
    with open(folder / "log.txt", "ab") as log:
        server = subprocess.Popen(
            command, shell=True, cwd=folder, env=env, stdout=log, stderr=log, start_new_session=True
        )
        try:
            while time.monotonic() - started < TIMEOUT:
                try:
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/api", timeout=5).close()
                    return time.monotonic() - started
                except (urllib.error.URLError, ConnectionError, TimeoutError):
                    time.sleep(0.05)
                if server.poll() is not None:
                    break
            sys.exit("No server came up:\n" + (folder / "log.txt").read_text()[-2000:])
        finally:
            if server.poll() is None:
                os.killpg(server.pid, signal.SIGTERM)
                server.wait()


def measure(scratch):
    """Return seconds by (what, cache), measured in the folder `scratch`."""
    env = os.environ | {"UV_CACHE_DIR": f"{scratch}/uv", "PIP_CACHE_DIR": f"{scratch}/pip"}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    root = "--allow-root" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""
    figures = {}
    for cache in ("cold", "warm"):
        clone, bare = scratch / f"clone-{cache}", scratch / f"bare-{cache}"
        subprocess.run(["git", "clone", "-q", ROOT, clone], check=True)
        bare.mkdir()
        port = free_port()
        lab = f"make lab PORT={port} BROWSER=0 PYTHON={sys.executable}"
        figures["make lab", cache] = seconds_to_ready(lab, port, clone, env)
        figures["make lab, again", cache] = seconds_to_ready(lab, port, clone, env)
        start = f"x/bin/jupyter lab --no-browser {root} --port {port}"
        pip = f"{sys.executable} -m venv x && x/bin/pip install -q jupyterlab && {start}"
        figures["pip install jupyterlab", cache] = seconds_to_ready(pip, port, bare, env)
        figures["jupyter lab, again", cache] = seconds_to_ready(start, port, bare, env)
    return figures


def main():
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="smmkit-setup-") as scratch:
        figures = measure(Path(scratch))
    print("seconds until the server answers    cold cache   warm cache")
    for what in dict.fromkeys(name for name, _ in figures):
        print(f"{what:34} {figures[what, 'cold']:11.1f}  {figures[what, 'warm']:11.1f}")


if __name__ == "__main__":
    main()
