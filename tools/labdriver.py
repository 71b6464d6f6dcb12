"""Drive JupyterLab in a real browser, as a learner would: for the tests and the screenshots."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, TimeoutError, sync_playwright

CHROMIUM_FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}
KERNEL = ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-KernelName"
IDLE = ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook-ExecutionIndicator[data-status=idle]"

# Running all goes to the last cell, so that one is drawn: tells whether its prompt shows a mark.
LAST_PROMPT = """mark => {
    const prompts = document.querySelectorAll(
        '.jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell .jp-InputPrompt');
    const last = prompts[prompts.length - 1];
    return last && new RegExp(mark).test(last.textContent);
}"""


def chromium_path() -> str | None:
    """Return where the system's Chromium is, or None."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


@contextmanager
def browser(**page_options) -> Iterator[Page]:
    """Open a page in a headless Chromium."""
    # Chromium's own sandbox refuses to run as root.
    as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(
            executable_path=chromium_path(), args=[*CHROMIUM_FLAGS, *as_root]
        )
        try:
            page = chrome.new_page(viewport={"width": 1280, "height": 1000}, **page_options)
            page.set_default_timeout(60_000)
            # Told to run before there is a kernel, Lab asks which to start; it proposes ours.
            which_kernel = page.locator(".jp-Dialog", has_text="Select Kernel")
            # Told twice, it asks twice: without no_wait_after the second question is waited for.
            page.add_locator_handler(
                which_kernel,
                lambda: which_kernel.locator(".jp-mod-accept").first.click(),
                no_wait_after=True,
            )
            yield page
        finally:
            chrome.close()


def a_port() -> int:
    """Return a port that the system gives out, so that labs started side by side don't meet."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Lab:
    """A running `smmkit lab`: its address, and what it printed on the way."""

    address: str
    printed: list[str]

    def address_of(self, path: str) -> str:
        """Return the address that opens a file of the learner's folder in a fresh workspace."""
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}/lab/tree/{path}?reset&{parts.query}"


@contextmanager
def lab(
    folder: Path, settings: Path, *, theme: str = "light", env: dict | None = None
) -> Iterator[Lab]:
    """Run `smmkit lab` on a folder, with Jupyter's settings in a place of its own."""
    words = ["smmkit", "lab", str(folder), "--no-browser", f"--port={a_port()}"]
    with _served(words, settings, theme=theme, env=env) as lab:
        yield lab


@contextmanager
def class_lab(course: Path, settings: Path) -> Iterator[Lab]:
    """Run plain `jupyter lab` in a course's folder, as its instructor does."""
    port = a_port()
    words = ["jupyter", "lab", "--no-browser", f"--port={port}", "--allow-root"]
    with _served(words, settings, cwd=course) as lab:
        # Jupyter tells its address before it listens there.
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield lab


@contextmanager
def _served(
    words: list[str],
    settings: Path,
    *,
    theme: str = "light",
    env: dict | None = None,
    cwd: Path | None = None,
) -> Iterator[Lab]:
    """Start a server, and end it at last; its address is the first that it prints with a token."""
    themes = settings / "lab" / "@jupyterlab" / "apputils-extension" / "themes.jupyterlab-settings"
    themes.parent.mkdir(parents=True, exist_ok=True)
    themes.write_text(json.dumps({"theme": THEMES[theme]}), encoding="utf-8")
    places = {
        "JUPYTER_CONFIG_DIR": str(settings / "config"),
        "JUPYTER_DATA_DIR": str(settings / "data"),
        "JUPYTER_RUNTIME_DIR": str(settings / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(settings / "lab"),
        "JUPYTERLAB_WORKSPACES_DIR": str(settings / "workspaces"),
        "IPYTHONDIR": str(settings / "ipython"),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=cwd,
        env={**os.environ, **places, **(env or {})},
    )
    try:
        printed = []
        for line in process.stdout:
            printed.append(line.rstrip())
            if found := re.search(r"http://\S+[?&]token=\w+", line):
                yield Lab(found[0], printed)
                break
        else:
            raise RuntimeError("the server did not start:\n" + "\n".join(printed))
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.communicate(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


def open_notebook(page: Page, address: str) -> None:
    """Open a notebook and wait for its kernel."""
    page.goto(address)
    page.wait_for_selector(IDLE)
    # Lab calls a notebook idle before it knows of a kernel.
    page.locator(KERNEL, has_text="Python 3").wait_for()


def scroll_to(page: Page, selector: str) -> None:
    """Scroll down from the notebook's top until something is on the page: Lab draws cells late."""
    page.locator(".jp-WindowedPanel-outer").first.hover()
    page.mouse.wheel(0, -1_000_000)
    for _ in range(100):
        page.wait_for_timeout(100)
        if page.locator(selector).count():
            page.locator(selector).first.scroll_into_view_if_needed()
            return
        page.mouse.wheel(0, 500)
    raise LookupError(f"{selector} is nowhere on the page")


def run_all(page: Page) -> None:
    """Run all cells and wait until the last one is done."""
    for _ in range(4):
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.locator('[data-command="runmenu:run-all"]').click()
        try:
            page.wait_for_function(LAST_PROMPT, arg="[*0-9]", timeout=10_000)
            break
        except TimeoutError:
            continue  # on a slow machine Lab calls a kernel idle before it takes any work
    page.wait_for_function(LAST_PROMPT, arg="[0-9]")
    page.wait_for_selector(IDLE)
