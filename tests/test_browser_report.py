"""The report page in a real browser: whoever reads it, on whatever screen."""

from __future__ import annotations

import labdriver
import pytest
from axe_playwright_python.sync_playwright import Axe

from smmkit import exports, report
from smmkit.apps.report_page import page as report_page
from smmkit.brand import Brand

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("chromium")]


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("exports")
    Brand.of("ada").write_exports(folder)
    (folder / "bank.csv").write_text("Date;Amount\n01.02.2025;-12,40\n")
    file = tmp_path_factory.mktemp("page") / "report.html"
    file.write_text(report_page(report.build(exports.read_folder(folder))), encoding="utf-8")
    return file


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_report(written, scheme):
    with labdriver.browser(color_scheme=scheme) as page:
        page.goto(written.as_uri())
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            found = Axe().run(page).response["violations"]
            assert not found, [(one["id"], one["nodes"][0]["html"][:200]) for one in found]
            # Only tables may be wider than the screen, each in a frame of its own.
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_picture_of_the_report_is_told_in_words(written):
    with labdriver.browser() as page:
        page.goto(written.as_uri())
        alts = page.locator("img").evaluate_all("images => images.map(image => image.alt)")
        assert alts
        assert min(map(len, alts)) > 40
