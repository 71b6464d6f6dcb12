"""The portfolio page in a real browser: whoever reads it, on whatever screen."""

from __future__ import annotations

import labdriver
import pytest
from axe_playwright_python.sync_playwright import Axe

from smmkit import career, plots
from smmkit.apps.portfolio_page import portfolio, save
from smmkit.brand import Brand
from smmkit.brand.casework import work

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("chromium")]


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    brand = Brand.of("ada")
    done = work(brand)
    before, _ = career.case_windows(done)
    days = done.days.assign(organic=done.days["enquiries"] - done.days["from_ads"])
    weeks = career.indexed(days, value="organic", by="page", before=before)
    drawn = plots.page_beside(weeks, changed=done.changed, first=done.page)
    *_, good, best = career.deal_pages(brand)
    page = portfolio(
        [best | {"title": "The best case"}, good],
        owner="Ada Example",
        contact="ada@example.org",
        about="I run pages of small shops.",
        pictures={"The best case": [(drawn, "Both pages by week; 100 is the mean before.")]},
    )
    return save(page, tmp_path_factory.mktemp("page") / "portfolio.html")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_portfolio(written, scheme):
    asked = []
    with labdriver.browser(color_scheme=scheme) as page:
        page.on("request", lambda request: asked.append(request.url))
        page.goto(written.as_uri())
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            found = Axe().run(page).response["violations"]
            assert not found, [(one["id"], one["nodes"][0]["html"][:200]) for one in found]
            assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


@pytest.mark.parametrize("width", [320, 400, 700])
def test_no_number_is_out_of_sight_on_a_narrow_screen(written, width):
    with labdriver.browser() as page:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(written.as_uri())
        assert (
            page.evaluate(
                "[...document.querySelectorAll('.wide, caption, td')]"
                ".filter(one => one.scrollWidth > one.clientWidth).length"
            )
            == 0
        )
        named = page.evaluate("getComputedStyle(document.querySelector('td'), '::before').content")
        assert (named == '"before"') == (width < 640)
        # Stacked or not, it is a table to who hears it.
        assert page.get_by_role("cell").count() == 2 * 5
        assert page.get_by_role("rowheader").count() == 2
