"""The myth lab, moved without a browser."""

from __future__ import annotations

import re

import pytest

from smmkit import Brand, kpi
from smmkit.apps.myth_lab import myth_lab
from smmkit.errors import ArgumentError, TableError

BRAND = Brand.of("ada")
POSTS = BRAND.history().posts
HOME = POSTS[POSTS["platform"] == BRAND.home]
FOLLOWERS = BRAND.followers[BRAND.home]


@pytest.fixture
def lab():
    return myth_lab(HOME, followers=FOLLOWERS, orders_per_click=0.05)


def text(lab):
    return re.sub(r'src="[^"]*"', "", lab.children[-1].value)


def finding(lab):
    return re.search(r'role="status">([^<]*)<', lab.children[-1].value)[1]


def test_it_begins_with_the_page_as_it_is(lab):
    assert finding(lab).startswith("Not moved: followers,")
    assert text(lab).count("no change") >= 8
    assert f"{100 * kpi.er_by_reach(HOME):.3f} %" in text(lab)


def test_sleeping_bots_move_followers_and_the_rate_by_followers_only(lab):
    lab.children[0].value = 100
    assert finding(lab) == (
        "Up: followers. Down: engagement rate by followers. Not moved: summed reach, "
        "engagement rate by reach, click-through rate, clicks, clicks per 100 engagements, "
        "orders expected."
    )
    assert "-50.0 %" in text(lab)


def test_bots_that_are_shown_posts_lower_every_rate_of_the_public(lab):
    lab.children[0].value = 100
    lab.children[2].value = True
    assert finding(lab) == (
        "Up: followers, summed reach. Down: engagement rate by followers, engagement rate by "
        "reach, click-through rate. Not moved: clicks, clicks per 100 engagements, orders expected."
    )


def test_a_ring_raises_engagement_and_no_click(lab):
    lab.children[1].value = 30
    assert finding(lab) == (
        "Up: summed reach, engagement rate by followers, engagement rate by reach. Down: "
        "click-through rate, clicks per 100 engagements. Not moved: followers, clicks, "
        "orders expected."
    )


def test_no_setting_moves_orders(lab):
    for bots, friends, seen in [(200, 0, True), (0, 100, False), (200, 100, True)]:
        for control, value in zip(lab.children[:3], (bots, friends, seen), strict=True):
            control.value = value
        assert "orders expected" in finding(lab).split("Not moved: ")[1]


def test_the_ring_can_hide_twice_the_followers_on_every_page():
    for student in ["ada", "bo", "cy", "di", "ed", "flo"]:
        brand = Brand.of(student)
        posts = brand.history().posts
        home = posts[posts["platform"] == brand.home]
        lab = myth_lab(home, followers=brand.followers[brand.home], orders_per_click=0.05)
        assert lab.children[1].max >= home["engagements"].sum() / len(home)


def test_the_picture_has_its_text(lab):
    assert re.search(r'<img alt="A bar for each measure[^"]+Not moved: followers', text(lab))


def test_a_page_without_posts_is_shown_too():
    lab = myth_lab(HOME.head(0), followers=10, orders_per_click=0.05)
    lab.children[1].value = 5
    assert "not known" in text(lab)


def test_wrong_arguments_are_named():
    with pytest.raises(TableError, match='"clicks"'):
        myth_lab(HOME.drop(columns="clicks"), followers=10, orders_per_click=0.05)
    with pytest.raises(ArgumentError, match="followers must be"):
        myth_lab(HOME, followers=0, orders_per_click=0.05)
    with pytest.raises(ArgumentError, match="orders_per_click must be"):
        myth_lab(HOME, followers=10, orders_per_click=-1)
