"""The KPI explorer, moved without a browser."""

from __future__ import annotations

import re

import pytest

from smmkit import Brand, kpi
from smmkit.apps.kpi_explorer import kpi_explorer
from smmkit.errors import ArgumentError, TableError

BRAND = Brand.of("ada")


@pytest.fixture
def explorer():
    return kpi_explorer(BRAND.history().posts, followers=BRAND.followers)


def control(explorer, name):
    (found,) = [child for child in explorer.children[:-1] if child.description == name]
    return found


def text(explorer):
    return re.sub(r'src="[^"]*"', "", explorer.children[-1].value)


def test_it_shows_what_kpi_works_out(explorer):
    posts = BRAND.history().posts
    home = posts[posts["platform"] == BRAND.home]
    for word, rate in kpi.er_by_reach(home, by="format").items():
        assert word in text(explorer)
        assert f"{rate:.5f}" in text(explorer)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("platform", BRAND.platforms[1]),
        ("count", "saves"),
        ("divide by", "followers"),
        ("average", "median of ratios"),
        ("split by", "weekday"),
        ("fewest posts", 60),
    ],
)
def test_each_control_changes_what_is_shown(explorer, name, value):
    before = text(explorer)
    control(explorer, name).value = value
    assert text(explorer) != before


def test_every_choice_can_be_shown(explorer):
    for name in ("platform", "count", "divide by", "average", "split by"):
        for option in control(explorer, name).options:
            control(explorer, name).value = option
            assert option in text(explorer)


def test_small_groups_are_kept_and_said(explorer):
    control(explorer, "split by").value = "format, paid or organic"
    control(explorer, "fewest posts").value = 20
    assert "no rate" in text(explorer)
    assert re.search(
        r"Highest: \w+, (paid|organic)\. Lowest: \w+, (paid|organic)\.", text(explorer)
    )
    control(explorer, "fewest posts").value = 60
    assert "Ask for fewer posts" in text(explorer)
    assert "<img" not in text(explorer)


def test_the_picture_has_its_text(explorer):
    assert re.search(r'<img alt="Bars of engagements / reach[^"]+Highest: \w+', text(explorer))


def test_without_followers_there_is_no_rate_by_followers():
    explorer = kpi_explorer(BRAND.history().posts)
    assert "followers" not in control(explorer, "divide by").options


def test_a_page_without_posts_is_shown_too():
    assert "Ask for fewer posts" in text(kpi_explorer(BRAND.history().posts.head(0)))


def test_wrong_arguments_are_named():
    posts = BRAND.history().posts
    with pytest.raises(TableError, match='"platform"'):
        kpi_explorer(posts.drop(columns="platform"))
    with pytest.raises(ArgumentError, match="platform"):
        kpi_explorer(posts, followers={BRAND.home: 1000})


def test_words_from_a_file_are_escaped():
    posts = BRAND.history().posts.assign(format="<script>")
    assert "<script>" not in text(kpi_explorer(posts))
