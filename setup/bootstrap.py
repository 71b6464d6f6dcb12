"""
Build ``.venv`` from the hash-pinned lock, with nothing but the standard library.

``python setup/bootstrap.py`` makes what a learner needs, ``--dev`` adds the tests' tools. Safe to
run again: a complete ``.venv`` costs a few milliseconds, a half-built one is built anew.
"""

import argparse
import contextlib
import errno
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
STAMP = VENV / "smmkit-setup.json"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
UV = PYTHON.with_name("uv" + PYTHON.suffix)
LEARNER, DEV, UV_ITSELF = "requirements.lock", "requirements-dev.lock", "setup/requirements-uv.lock"

NO_DISK = "There is no room left on the disk. Setting up needs about 1 GB free in this folder."
NO_HASH = "A downloaded file is not the one that the lock names, so it was not installed."
NO_NETWORK = (
    "Packages could not be downloaded. The first run needs the network: "
    "check the connection (and HTTPS_PROXY, if you are behind a proxy), then run it again."
)
NO_VENV = (
    "This Python cannot make virtual environments: its venv or ensurepip module is missing. "
    "On Debian or Ubuntu: sudo apt-get install python3-venv. Then run it again."
)
REASONS = (
    (NO_DISK, ("No space left", "os error 28", "Disk quota exceeded", "os error 122")),
    (NO_HASH, ("DO NOT MATCH THE HASHES", "Hash mismatch")),
    (
        NO_NETWORK,
        (
            *("NewConnectionError", "Failed to fetch", "error sending request", "ProxyError"),
            *("Cannot connect to proxy", "name resolution", "ConnectTimeout", "Read timed out"),
        ),
    ),
)


class SetupError(Exception):
    """A reason to stop that the user can act on."""


def say(text):
    """Print at once, also into a pipe."""
    print(text, flush=True)


def digest(lock):
    """Return what `lock` and the project ask for, as a short fingerprint."""
    asked = (ROOT / lock).read_bytes() + (ROOT / "pyproject.toml").read_bytes()
    return hashlib.sha256(asked).hexdigest()[:16]


def read_stamp():
    """Return the stamp of a complete ``.venv`` that still works here, else an empty dict."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
        # A folder that was moved, or a Python that was removed, leaves a .venv that cannot start.
        works = subprocess.run([PYTHON, "-c", ""], capture_output=True).returncode == 0
        return stamp if works and stamp["root"] == str(ROOT) and stamp["complete"] else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def write_stamp(**values):
    """Write the stamp; one cut short counts as that of a half-built ``.venv``."""
    STAMP.write_text(json.dumps({"root": str(ROOT), **values}), encoding="utf-8")


def run(*command, lock_file):
    """Run `command`; raise a `SetupError` that says what went wrong."""
    env = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME")}
    env.update(PIP_USER="0", PIP_DISABLE_PIP_VERSION_CHECK="1", VIRTUAL_ENV=str(VENV))
    # A child that outlives a killed parent keeps the lock, so a second run waits for its end.
    keep = {} if os.name == "nt" else {"pass_fds": [lock_file.fileno()]}
    done = subprocess.run(
        [str(word) for word in command],
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        **keep,
    )
    if done.returncode == 0:
        return
    for reason, signs in REASONS:
        if any(sign in done.stdout for sign in signs):
            raise SetupError(reason)
    tail = "\n".join(done.stdout.strip().splitlines()[-6:])
    raise SetupError(f"This step failed: {' '.join(map(str, command))}\n{tail}")


def install(lock, lock_file):
    """Install `lock` by uv, or by pip where uv cannot be had, then smmkit itself."""
    pip = [PYTHON, "-m", "pip", "install", "-q", "--no-input", "--retries", "2"]
    pinned = ["--require-hashes", "--only-binary", ":all:", "-r"]
    itself = ["--no-deps", "--no-build-isolation", "-e", "."]
    try:
        if not UV.exists():
            run(*pip, *pinned, UV_ITSELF, lock_file=lock_file)
        uv = [UV, "pip", "install", "-q", "--python", PYTHON]
        run(*uv, *pinned, lock, lock_file=lock_file)
        run(*uv, *itself, lock_file=lock_file)
    except SetupError as error:
        if str(error) in (NO_DISK, NO_HASH):
            raise
        # uv does not read pip's settings (mirror, proxy, certificates): pip may get through.
        run(*pip, *pinned, lock, lock_file=lock_file)
        run(*pip, *itself, lock_file=lock_file)


def build(lock, lock_file):
    """Bring ``.venv`` to what `lock` asks for, from whatever state it is in."""
    stamp = read_stamp()
    done = stamp.get("locks", {})
    # The tools' lock holds all that the learner's lock holds.
    if digest(lock) in done.values():
        return
    started = time.monotonic()
    if stamp:
        say("Updating .venv to the lock ...")
    elif VENV.exists() and any(VENV.iterdir()):
        if not STAMP.exists():
            raise SetupError(
                f"{VENV} was not made by this set-up, so it is left alone. "
                "Move it away or delete it, then run again."
            )
        say("An earlier set-up was cut short or no longer fits: building .venv again.")
        for child in VENV.iterdir():
            if child.is_dir() and not child.is_symlink():
                shutil.rmtree(child)
            elif child != STAMP:
                child.unlink()
    VENV.mkdir(exist_ok=True)
    write_stamp(complete=False)
    if not stamp:
        if not importlib.util.find_spec("ensurepip"):
            raise SetupError(NO_VENV)
        say(f"Setting up .venv with Python {sys.version.split()[0]} (only this first time) ...")
        run(sys.executable, "-m", "venv", VENV, lock_file=lock_file)
    try:
        install(lock, lock_file)
    except SetupError as error:
        # Without the network nothing was replaced: what worked before still works.
        if stamp and str(error) == NO_NETWORK:
            write_stamp(complete=True, locks=done)
        raise
    write_stamp(complete=True, locks={name: digest(name) for name in {LEARNER, lock}})
    say(f"Set up in {time.monotonic() - started:.0f} s.")


@contextlib.contextmanager
def one_at_a_time():
    """Hold a lock that the system itself drops when this process and its children are gone."""
    with open(ROOT / ".venv.lock", "a", encoding="utf-8") as file:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say("Another set-up is at work in this folder: waiting for it.")
                fcntl.flock(file, fcntl.LOCK_EX)
        yield file


def main():
    """Set up, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    parser.add_argument("--dev", action="store_true", help="add what the tests need")
    dev = parser.parse_args().dev
    try:
        if sys.version_info < (3, 11):  # noqa: UP036  (the code that checks it)
            raise SetupError(
                f"smmkit needs Python 3.11 or newer; this is {sys.version.split()[0]}."
            )
        with one_at_a_time() as lock_file:
            build(DEV if dev else LEARNER, lock_file)
    except KeyboardInterrupt:
        say("Stopped. Run it again to finish the set-up.")
        return 130
    except SetupError as error:
        print(f"Set-up stopped. {error}", file=sys.stderr)
        return 1
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        reason = NO_DISK if full else f"{error.filename or ROOT}: {error.strerror}."
        print(f"Set-up stopped. {reason}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
