"""
Open lessons in JupyterLab, run them, move their apps, and keep a picture of each before and after.

`python tools/apps_moved.py FOLDER [NN ...]`: all lessons by default, light and dark. It ends with a
line a lesson: what was moved, and whether the app answered. Exit code 1 if one did not.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import labdriver
from playwright.sync_api import Locator, Page

COURSE = Path(__file__).parents[1] / "course"
OUTPUT = ".jp-OutputArea-output"
APP = f"{OUTPUT}:has(.jupyter-widgets)"
LEARNER = {"SMMKIT_STUDENT": "Ada"}
SETTLE = 1500  # milliseconds in which an app draws its answer


def moves(app: Locator) -> list[tuple[str, Locator]]:
    """Return what can be moved in an app, the likeliest to be answered at once first."""
    kinds = {
        "slider": ".noUi-handle",
        "drop-down": "select",
        "toggle": ".jupyter-button:not([disabled])",
        "tick box": "input[type=checkbox]",
        "text": "textarea, input[type=text]",
    }
    found = [(name, app.locator(css).locator("visible=true")) for name, css in kinds.items()]
    return [(name, one.nth(n)) for name, one in found for n in range(min(one.count(), 3))]


def move(name: str, control: Locator) -> None:
    """Move a control as a person would."""
    control.scroll_into_view_if_needed()
    if name == "slider":
        control.focus()
        for _ in range(4):
            control.press("ArrowRight")
    elif name == "drop-down":
        control.select_option(index=control.locator("option").count() - 1)
    elif name == "text":
        control.fill("Only until Friday! #Sale https://example.org")
    else:
        control.click()


def shown(app: Locator) -> str:
    """Return what an app shows, pictures included."""
    return app.inner_text() + "".join(app.locator("img").evaluate_all("all => all.map(i => i.src)"))


def tried(page: Page, address: str, pictures: Path, name: str) -> tuple[bool, str]:
    """Run a lesson and move its app; return whether it answered and what to say of it."""
    labdriver.open_notebook(page, address)
    labdriver.run_all(page)
    try:
        labdriver.scroll_to(page, APP)
    except LookupError:
        return True, "has no app to move"
    app = page.locator(APP).first
    page.wait_for_timeout(SETTLE)
    app.screenshot(path=pictures / f"{name}-before.png")
    for what, control in moves(app):
        before = shown(app)
        move(what, control)
        page.wait_for_timeout(SETTLE)
        if shown(app) != before:
            app.screenshot(path=pictures / f"{name}-after.png")
            return True, f"a {what} moved, and the app answered"
    return False, "nothing that was moved made the app answer"


def main() -> int:
    """Try the lessons in both themes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("folder", type=Path)
    parser.add_argument("lessons", nargs="*")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    names = [path.stem for path in sorted(COURSE.glob("*.ipynb"))]
    wanted = [name for name in names if not options.lessons or name[:2] in options.lessons]
    silent = 0
    for theme in ("light", "dark"):
        with tempfile.TemporaryDirectory() as room:
            folder, settings = Path(room) / "work", Path(room) / "settings"
            running = labdriver.lab(folder, settings, theme=theme, env=LEARNER)
            with labdriver.browser() as page, running as lab:
                for name in wanted:
                    address = lab.address_of(f"course/{name}.ipynb")
                    moved, said = tried(page, address, options.folder, f"{name}-{theme}")
                    print(f"{name}, {theme}: {said}", flush=True)
                    silent += not moved
    return 1 if silent else 0


if __name__ == "__main__":
    sys.exit(main())
