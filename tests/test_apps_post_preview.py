"""The post preview, moved without a browser."""

from __future__ import annotations

import pandas as pd
import pytest

from smmkit import Brand, text
from smmkit.apps.post_preview import post_preview
from smmkit.brand.drafts import drafts, facts
from smmkit.errors import TableError

BRAND = Brand.of("ada")
DESK = drafts(BRAND)


@pytest.fixture
def preview():
    return post_preview(DESK, facts={letter: facts(BRAND, letter) for letter in "ACD"})


def control(preview, name):
    (found,) = [child for child in preview.children[:-1] if child.description == name]
    return found


def page(preview):
    return preview.children[-1].value


def test_it_shows_what_the_review_finds(preview):
    control(preview, "draft").value = "C"
    row = DESK.set_index("draft").loc["C"]
    found = text.review(
        row["text"], row["platform"], alt_text=row["alt_text"], facts=facts(BRAND, "C")
    )
    for rule in found["rule"]:
        assert rule in page(preview)
    assert f"{len(found)} findings, {found['points'].sum():g} points off" in page(preview)


def test_a_draft_brings_its_platform_text_and_alt_text(preview):
    for row in DESK.itertuples():
        control(preview, "draft").value = row.draft
        assert control(preview, "platform").value == row.platform
        assert control(preview, "text").value == row.text
        assert control(preview, "alt text").value == (
            row.alt_text if pd.notna(row.alt_text) else ""
        )


@pytest.mark.parametrize(
    ("name", "value"),
    [("platform", "youtube"), ("text", "Rye bread today"), ("alt text", "IMG_1.jpg")],
)
def test_each_control_changes_what_is_shown(preview, name, value):
    before = page(preview)
    control(preview, name).value = value
    assert page(preview) != before


def test_the_fold_and_the_limit_are_shown(preview):
    control(preview, "draft").value = "A"
    assert "beyond the limit" in page(preview)
    assert "of 280" in page(preview)
    control(preview, "draft").value = "C"
    assert "after a tap on" in page(preview)
    control(preview, "platform").value = "vk"
    assert "no limit found" in page(preview)


def test_links_are_underlined_where_they_work(preview):
    control(preview, "text").value = "Order at https://a.example/b today #RyeBread"
    control(preview, "platform").value = "facebook"
    assert "<u>https://a.example/b</u>" in page(preview)
    control(preview, "platform").value = "instagram"
    assert "<u>https" not in page(preview)
    assert "<u>#RyeBread</u>" in page(preview)


def test_a_clean_post_is_said_to_be_one(preview):
    control(preview, "platform").value = "facebook"
    control(preview, "draft").value = "E"
    assert "No rule is broken" in page(preview)


def test_what_is_written_is_escaped(preview):
    control(preview, "text").value = "<script>alert(1)</script> #<b>"
    control(preview, "alt text").value = "<img src=x>"
    assert "<script>" not in page(preview)
    assert "<img" not in page(preview)


def test_an_empty_desk_and_an_empty_text_are_shown_too(preview):
    assert page(post_preview(DESK.head(0)))
    control(preview, "text").value = ""
    assert "empty" in page(preview)


def test_a_missing_column_is_named():
    with pytest.raises(TableError, match='"alt_text"'):
        post_preview(DESK.drop(columns="alt_text"))
