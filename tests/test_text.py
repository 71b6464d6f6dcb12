"""Texts: what stands in them, how long they are, how they are cut, said and reviewed."""

from __future__ import annotations

import math
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmkit import tables, text
from smmkit.errors import ArgumentError
from smmkit.text.parts import without_parts

FAMILY, FLAG, KEYCAP, THUMB = "👨‍👩‍👧‍👦", "🇮🇪", "1️⃣", "👍🏽"
ENGLAND = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
PIECES = (
    *(FAMILY, FLAG, KEYCAP, THUMB, ENGLAND, "☀️", "❤", "e\u0301", "ü", "한", "歓", "हि"),
    *("word", "a", " ", "  ", "\n", "#Tag", "#", "@name", "https://a.example/b#c", "shop.com"),
    *("...", "\u200d", "\ufe0f", "\U0001f1eb", "🏽", "7", "x" * 90),
)
any_text = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=60).map("".join)
platforms = st.sampled_from(tables.PLATFORMS)
LENGTHS = [
    (row.platform, row.field) for row in text.limits().itertuples() if row.field != "hashtags"
]


@given(any_text)
def test_graphemes_joined_give_the_text_back(words):
    assert "".join(text.graphemes(words)) == words


@given(any_text)
def test_an_emoji_is_one_of_what_a_reader_sees(words):
    seen = text.graphemes(words)
    assert all(mark in seen for mark in text.emoji(words))
    assert len(text.emoji(words)) <= len(seen) <= len(words)


@pytest.mark.parametrize(
    ("words", "seen", "pictures"),
    [
        (FAMILY, 1, 1),
        (THUMB + THUMB, 2, 2),
        (FLAG + "🇫🇷" + "🇩🇪", 3, 3),
        ("🇮🇪🇫", 2, 1),
        (KEYCAP, 1, 1),
        ("1⃣", 1, 1),
        (ENGLAND, 1, 1),
        ("☀️☀", 2, 2),
        ("© ® ™", 5, 0),
        ("©️", 1, 1),
        ("24 # *", 6, 0),
        ("e\u0301", 1, 0),
        ("a🏽", 1, 0),
        ("👩‍🐶", 1, 1),
        ("a\u200db", 2, 0),
        ("\r\n", 1, 0),
        ("\u1112\u1161\u11ab\u1100", 2, 0),
        ("", 0, 0),
    ],
)
def test_what_a_reader_sees(words, seen, pictures):
    assert len(text.graphemes(words)) == seen
    assert len(text.emoji(words)) == pictures


@pytest.mark.parametrize(
    ("words", "tags"),
    [
        ("#a1 #1st #2026 #7", ["#a1", "#1st"]),
        ("#хлеб #été #हिन्दी #트위터", ["#хлеб", "#été", "#हिन्दी", "#트위터"]),
        ("C#sharp &#39; #", []),
        ("https://a.example/#top shop.com/#b #real", ["#real"]),
        ("#Children's #year-end #a_b", ["#Children", "#year", "#a_b"]),
        ("(#one), #two.", ["#one", "#two"]),
        ("#one#two", []),
        ("#sale☀️ #1️⃣", ["#sale"]),
        ("#same #same", ["#same", "#same"]),
        ("＃wide", ["＃wide"]),
    ],
)
def test_hashtags(words, tags):
    assert text.hashtags(words) == tags


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("@a and (@b_c), by @mill.hill.", ["@a", "@b_c", "@mill.hill"]),
        ("us@shop.com @", []),
        ("https://a.example/@name @name", ["@name"]),
        ("@@twice a@b", []),
        ("cafe\u0301@name, caf\u00e9@name", []),
        ("@name\u0301 @na_me", ["@na_me"]),
    ],
)
def test_mentions(words, names):
    assert text.mentions(words) == names


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("https://a.example/b?c=d#e.", ["https://a.example/b?c=d#e"]),
        ("(see http://a.example/x_(y))", ["http://a.example/x_(y)"]),
        ("shop.com, www.shop.co/x and Shop.COM!", ["shop.com", "www.shop.co/x", "Shop.COM"]),
        ("us@shop.com e.g. 3.50 loaf.Then", []),
        ("“https://a.example/q”", ["https://a.example/q"]),
        ("two https://a.example https://b.example", ["https://a.example", "https://b.example"]),
        ("#Tage\u0301https://a.example/b#c", ["a.example/b#c"]),
        ("\u2764\ufe0fhttps://a.example", ["https://a.example"]),
    ],
)
def test_links(words, found):
    assert text.links(words) == found
    assert [words[slice(*span)] for span in text.link_spans(words)] == found


@given(any_text)
def test_nothing_found_lies_inside_a_link(words):
    bare = words
    for start, end in text.link_spans(words):
        bare = bare[:start] + " " * (end - start) + bare[end:]
    assert text.mentions(bare) == text.mentions(words)
    assert len(without_parts(words)) == len(words)
    for tag in text.hashtags(words):
        assert tag in bare
        assert any(mark.isalpha() for mark in tag)


# Facts of twitter-text's conformance tests and of X's documentation.
@pytest.mark.parametrize(
    ("words", "weight"),
    [
        ("This is a test.", 15),
        ("http://test.com", 23),
        ("https://test.com", 23),
        ("test.com", 23),
        ("Test https://test.com test https://test.com test.com test", 86),
        ("저찀쯿쿿", 8),
        ("H🐱☺", 5),
        (FAMILY, 2),
        (FLAG, 2),
        (KEYCAP, 2),
        ("👩‍🐶", 5),
        ("é", 1),
        ("e\u0301", 1),
        ("“quoted” – yes… €", 19),
        ("", 0),
        ("の" * 140, 280),
        ("🐱" * 140, 280),
    ],
)
def test_length_on_x(words, weight):
    assert text.length(words, "x") == weight


@given(st.text(), platforms)
def test_length_has_its_oracles(words, platform):
    units = text.length(words, "telegram")
    assert units == len(words.encode("utf-16-le", "surrogatepass")) // 2
    assert text.length(words, "youtube") == len(words.encode("utf-8", "surrogatepass"))
    assert text.length(words, platform) >= 0
    assert text.length(words, "instagram", field="hashtags") == len(text.hashtags(words))


@given(st.text(alphabet="abc é,!"), st.text(alphabet="歓迎の한"))
def test_the_weights_of_x_add_up(light, heavy):
    light = unicodedata.normalize("NFC", light)
    assert text.length(light + heavy, "x") == len(light) + 2 * len(heavy)


@given(any_text, st.sampled_from(LENGTHS), st.sampled_from(["", "…", " more"]))
def test_a_cut_text_fits_is_a_beginning_and_stays(words, place, ending):
    platform, field = place
    made = text.cut(words, platform, field=field, ending=ending)
    most = text.limit_of(platform, field)
    assert text.length(made, platform, field=field) <= most
    assert text.cut(made, platform, field=field, ending=ending) == made
    if made != words:
        kept = made[: len(made) - len(ending)]
        assert words.startswith(kept)
        seen = text.graphemes(words)
        assert text.graphemes(kept) == seen[: len(text.graphemes(kept))]
        spans = text.link_spans(words)
        assert not any(start < len(kept) < end for start, end in spans)


def test_a_cut_is_made_between_words():
    words = "Fresh bread every morning " * 20
    made = text.cut(words, "x")
    assert made.endswith(("Fresh", "bread", "every", "morning"))
    assert 280 - text.length(made, "x") < len(" morning")
    assert text.cut(words, "x", ending="…").endswith("…")


def test_one_long_word_is_cut_between_characters():
    assert text.cut(FAMILY * 200, "x") == FAMILY * 140
    assert text.cut("x" * 300, "x") == "x" * 280
    assert text.cut("https://a.example/" + "x" * 400, "instagram", field="before more") == ""


def test_what_cannot_be_cut_is_said():
    with pytest.raises(ArgumentError, match="No limit"):
        text.cut("words", "vk")
    with pytest.raises(ArgumentError, match="hashtags"):
        text.cut("words", "instagram", field="hashtags")
    with pytest.raises(ArgumentError, match="ending"):
        text.cut("word " * 100, "x", ending="…" * 300)


def test_wrong_arguments_are_named():
    with pytest.raises(ArgumentError, match="facebook"):
        text.length("words", "facbook")
    with pytest.raises(ArgumentError, match="field"):
        text.length("words", "x", field="body")
    for function in (
        text.hashtags,
        text.mentions,
        text.links,
        text.emoji,
        text.graphemes,
        text.lix,
    ):
        with pytest.raises(ArgumentError, match="between quotes"):
            function(None)
    with pytest.raises(ArgumentError, match="dictionary"):
        text.review("words", "x", facts=["4.50"])


def test_every_limit_says_where_it_comes_from():
    table = text.limits()
    assert set(table["platform"]) <= set(tables.PLATFORMS)
    assert set(table["field"]) <= set(text.FIELDS)
    assert not table.duplicated(["platform", "field"]).any()
    assert (table["limit"] > 0).all()
    assert (table["source"].str.startswith("not found") == ~table["own_word"]).all()
    assert table["checked"].str.fullmatch(r"\d{4}-\d\d-\d\d").all()
    for row in table.itertuples():
        assert text.limit_of(row.platform, row.field) == row.limit


@pytest.mark.parametrize(
    ("phrase", "tag"),
    [
        ("rye bread", "#RyeBread"),
        ("children's box", "#ChildrensBox"),
        ("kids’ club", "#KidsClub"),
        ("year-end SMM tips 24", "#YearEndSMMTips24"),
        ("été à Besançon", "#ÉtéÀBesançon"),
        ("хлеб дня", "#ХлебДня"),
    ],
)
def test_camel_case(phrase, tag):
    assert text.camel_case(phrase) == tag
    assert text.hashtags(tag) == [tag]


@given(st.text())
def test_a_made_hashtag_is_one_or_is_refused(phrase):
    try:
        tag = text.camel_case(phrase)
    except ArgumentError:
        return
    assert text.hashtags(tag) == [tag]


def test_lix_by_hand():
    two = "We bake at night, come early. The sourdough is gone by noon. https://shop.com #Bread"
    assert text.lix(two) == pytest.approx(12 / 2 + 100 / 12)
    assert text.lix("Nous ouvrons demain matin.") == pytest.approx(4 + 25)
    assert text.lix("One line\nmore line") == pytest.approx(2)
    assert text.lix("Come in 🎁 Tell us") == pytest.approx(2)
    assert math.isnan(text.lix("24 % 🎁 #Only"))


@given(any_text)
def test_what_is_said_is_one_line_without_pictures(words):
    said = text.spoken(words)
    assert "\n" not in said
    assert FAMILY not in said


def test_hashtags_are_said_as_far_as_capitals_go():
    assert text.spoken("#RyeBread #SMMTips #rye_bread2") == (
        "hashtag Rye Bread hashtag SMM Tips hashtag rye bread 2"
    )
    assert text.spoken("#Rye #RyeBread") == "hashtag Rye hashtag Rye Bread"
    assert text.spoken("#BreadÉvora #ŁódźŻyje") == "hashtag Bread Évora hashtag Łódź Żyje"


def breaks(words, platform="facebook", *, alt_text="Two bakers lift loaves from an oven", **more):
    found = text.review(words, platform, alt_text=alt_text, **more)
    return set(found.loc[found["severity"] != "advice", "rule"])


GOOD = "Fresh rye bread today. Come early! #RyeBread"


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("🎁🎁 24", "empty"),
        (GOOD + " cafÃ©", "garbled"),
        (GOOD + " itâ€™s", "garbled"),
        (GOOD + " 🎁🎁🎁🎁🎁", "too many emoji"),
        ("✨ one\n✨ two\nthree", "emoji as bullets"),
        ("ONLY TODAY THERE is bread", "capitals"),
        (GOOD + " “never closed", "quotes open"),
        (GOOD + ' 5" of', "quotes open"),
        ("Fresh bread  today", "double space"),
        ("Rye bread in town #ryebread", "hashtag not in CamelCase"),
        ("Come #summerholidayswithus", "hashtag not in CamelCase"),
    ],
)
def test_each_rule_of_the_text(words, rule):
    assert rule in breaks(words)
    assert breaks(GOOD) == set()


@pytest.mark.parametrize(
    ("alt_text", "rule"),
    [
        (None, "no alt text"),
        ("  ", "no alt text"),
        ("IMG_2041", "alt text is a file name"),
        ("summer-final.PNG", "alt text is a file name"),
        ("Image of two bakers", "alt text announces"),
        ("Photo de deux boulangers", "alt text announces"),
        ("A baker", "alt text too short"),
        ("Fresh rye bread today", "alt text repeats the text"),
        ("A baker and a loaf of bread. " * 12, "alt text too long"),
    ],
)
def test_each_rule_of_the_alt_text(alt_text, rule):
    assert rule in breaks(GOOD, alt_text=alt_text)
    assert breaks(GOOD, alt_text=alt_text, picture=False) == set()


def test_rules_of_one_platform():
    assert "too long" in breaks("word " * 60, "x")
    assert "dead link" in breaks(GOOD + " shop.com", "instagram")
    assert "dead link" not in breaks(GOOD + " shop.com", "linkedin")
    assert "too many hashtags" in breaks("Bread " + "#Tag " * 6, "instagram")
    assert "too many hashtags" not in breaks("Bread " + "#Tag " * 6, "facebook")


def test_facts_have_to_be_said_and_the_point_to_be_seen():
    must = {"item": "rye bread", "price": ("4.50 EUR", "EUR 4.50")}
    assert breaks(GOOD, facts=must) == {"fact missing"}
    assert breaks(GOOD + " EUR 4.50", facts=must) == set()
    assert breaks(GOOD + " 14.50 EUR", facts=must) == {"fact missing"}
    late = "We have news for all of you today. " * 5 + GOOD + " EUR 4.50"
    assert breaks(late, "instagram", facts=must) == {"point hidden"}
    assert breaks(late, "facebook", facts=must) == set()


@given(any_text, platforms, st.none() | any_text, st.booleans())
def test_any_text_can_be_reviewed(words, platform, alt_text, picture):
    found = text.review(words, platform, alt_text=alt_text, picture=picture)
    assert found.columns.tolist() == list(tables.FINDINGS.columns)
    known = text.rules()
    assert set(found["rule"]) <= set(known.index)
    for row in found.to_dict("records"):
        assert row["points"] == known.loc[row["rule"], "points"]
    assert found["points"].is_monotonic_decreasing


def test_a_single_word_in_small_letters_is_no_mistake():
    assert breaks("Come and climb #bouldering #bakery #пекарня") == set()
