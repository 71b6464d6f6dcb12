"""Take the README's pictures anew, from a fresh folder: docs/welcome.png, docs/kpi-explorer.png."""

from __future__ import annotations

import tempfile
from pathlib import Path

import labdriver

DOCS = Path(__file__).parents[1] / "docs"
LEARNER = {"SMMKIT_STUDENT": "Ada"}


def main() -> None:
    """Write both pictures."""
    DOCS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as room:
        folder, settings = Path(room) / "work", Path(room) / "settings"
        with labdriver.browser() as page, labdriver.lab(folder, settings, env=LEARNER) as lab:
            labdriver.open_notebook(page, lab.address)
            labdriver.run_all(page)
            card = page.get_by_text("home platform", exact=True).first
            card.scroll_into_view_if_needed()
            page.mouse.move(800, 500)
            page.screenshot(path=DOCS / "welcome.png")

            labdriver.open_notebook(page, lab.address_of("course/08_kpis.ipynb"))
            labdriver.run_all(page)
            explorer = page.locator(".jp-OutputArea-output:has(.noUi-handle)").first
            explorer.scroll_into_view_if_needed()
            explorer.screenshot(path=DOCS / "kpi-explorer.png")
    print("Wrote docs/welcome.png and docs/kpi-explorer.png")


if __name__ == "__main__":
    main()
