"""The drafts on the desk: the same each time, each with the flaw it is there for."""

from __future__ import annotations

import pytest

from smmkit import Brand, text
from smmkit.brand.drafts import briefs, drafts, employers, facts
from smmkit.coach.keys.text import _ALONE
from smmkit.coach.wording import Wording

BRANDS = [Brand.of(f"writer {number}", "drafts") for number in range(25)]
each_brand = pytest.mark.parametrize("brand", BRANDS, ids=lambda brand: brand.student)


def broken(brand, letter):
    row = drafts(brand).set_index("draft").loc[letter]
    must = facts(brand, letter) if letter in "ACD" else None
    found = text.review(row["text"], row["platform"], alt_text=row["alt_text"], facts=must)
    return set(found.loc[found["points"] > 0, "rule"])


def test_a_brand_keeps_its_drafts():
    one, two = Brand.of("ada"), Brand.of(" ADA ")
    assert drafts(one).equals(drafts(two))
    assert briefs(one).equals(briefs(two))
    assert employers(one).equals(employers(two))
    assert not drafts(one).equals(drafts(Brand.of("bo")))


@each_brand
def test_each_draft_has_its_flaw(brand):
    said = drafts(brand).set_index("draft")["text"]
    assert {"too long", "hashtag not in CamelCase"} <= broken(brand, "A")
    assert {"no alt text", "too many emoji"} & broken(brand, "B") >= {"no alt text"}
    assert {
        *("point hidden", "dead link", "alt text is a file name", "hashtag not in CamelCase"),
        "too many hashtags",
    } <= broken(brand, "C")
    assert {
        *("garbled", "capitals", "emoji as bullets", "double space", "quotes open"),
        *("no alt text", "hashtag not in CamelCase"),
    } <= broken(brand, "D")
    assert broken(brand, "E") == set()
    assert broken(brand, "F") == {"too long"}
    # What the lesson says of them, and what the exercise's typical mistakes need.
    assert text.length(said["E"], "x") <= 280 < len(said["E"])
    assert len(said["F"]) <= 280 < text.length(said["F"], "x")
    assert any("#" in link for link in text.links(said["B"]))
    assert any(len(mark) > 2 for mark in text.emoji(said["B"]))
    assert text.length(said["D"], "x") <= 280


@each_brand
def test_a_brief_can_be_met(brand):
    for letter in "ACD":
        must = facts(brand, letter)
        assert must["hashtag"] == text.camel_case(f"{must['item']} {brand.town}")
        assert text.hashtags(must["hashtag"]) == [must["hashtag"]]
        words = f"The {', '.join(must.values())}. Come and see what we made of it this year."
        platform = drafts(brand).set_index("draft").loc[letter, "platform"]
        found = text.review(words, platform, facts=must, picture=False)
        assert found["points"].sum() == 0, found


@each_brand
def test_employers_come_in_both_kinds(brand):
    adverts = employers(brand)["advert"]
    alone = adverts.str.startswith(_ALONE)
    assert 0 < alone.sum() < len(adverts) == adverts.nunique()


@pytest.mark.parametrize(
    ("given", "right", "says"),
    [
        ("#RyeBread", True, None),
        (" #RyeBread ", True, None),
        ("#ryebread", False, "capitals"),
        ("#Rye", False, "letter by letter"),
    ],
)
def test_wording_is_exact(given, right, says):
    found = Wording("a hashtag").compare(given, "#RyeBread")
    assert found.right is right
    assert says is None or says in found.says[0]
    assert not Wording("a hashtag").compare(3, "#RyeBread").usable
