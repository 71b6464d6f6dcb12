"""The audience room: laws of overlap and choice, published values, and what a review finds."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from smmkit import Brand, audience
from smmkit.errors import ArgumentError, SmmkitError, TableError

NAMES = ("a", "b", "c", "d")
BRANDS = [Brand.of(f"public {number}", "tests") for number in range(6)]

people_tables = st.lists(
    st.tuples(*[st.booleans()] * len(NAMES), st.integers(1, 9)), min_size=1, max_size=30
).map(lambda rows: pd.DataFrame(rows, columns=[*NAMES, "worth"]))
hour_tables = st.fixed_dictionaries({name: st.integers(1, 9) for name in NAMES})
some_names = st.lists(st.sampled_from(NAMES), unique=True)


# Overlap


@given(people_tables, some_names)
def test_counted_once_lies_between_the_largest_and_the_sum(people, names):
    each = [audience.within_reach(people, [name], worth="worth") for name in names]
    once = audience.within_reach(people, names, worth="worth")
    assert max(each, default=0) - 1e-12 <= once <= min(1, sum(each)) + 1e-12


@given(people_tables, some_names.filter(bool))
def test_inclusion_and_exclusion_end_at_the_union(people, names):
    steps = audience.inclusion_exclusion(people, names)
    assert steps["total"].iloc[-1] == int(people[names].any(axis=1).sum())
    assert len(steps) == 2 ** len(names) - 1


@given(people_tables, some_names.filter(bool))
def test_only_here_is_what_is_lost_without_a_platform(people, names):
    table = audience.only_here(people, names)
    for name in names:
        rest = audience.within_reach(people, [other for other in names if other != name])
        lost = audience.within_reach(people, names) - rest
        assert table.loc[name, "only_here"] == pytest.approx(lost)


@given(people_tables)
def test_overlap_is_the_same_people_seen_from_either_side(people):
    table = audience.overlap(people, NAMES)
    for one, other in itertools.combinations(NAMES, 2):
        both = int((people[one] & people[other]).sum())
        if people[one].any():
            assert table.loc[one, other] * people[one].sum() == pytest.approx(both)
    assert (table.isna().any(axis=1) == ~people[list(NAMES)].any().reindex(table.index)).all()


def test_who_is_not_known_to_use_it_does_not():
    people = pd.DataFrame({"a": pd.array([True, None, False], dtype="boolean")})
    assert audience.within_reach(people, ["a"]) == pytest.approx(1 / 3)
    assert audience.within_reach(people, []) == 0.0


def test_a_platform_named_twice_or_a_word_is_refused():
    people = pd.DataFrame({"a": [True]})
    with pytest.raises(ArgumentError, match="each platform once"):
        audience.within_reach(people, ["a", "a"])
    with pytest.raises(ArgumentError, match=r'such as \["a"\]'):
        audience.within_reach(people, "a")
    with pytest.raises(TableError, match="it holds 'often'"):
        audience.within_reach(pd.DataFrame({"a": ["often"]}), ["a"])
    with pytest.raises(TableError, match='Did you mean "youtube"'):
        audience.within_reach(pd.DataFrame({"youtube": [True]}), ["youtub"])
    with pytest.raises(TableError, match="at least 0"):
        audience.within_reach(people.assign(worth=-1), ["a"], worth="worth")
    with pytest.raises(ArgumentError, match="empty"):
        audience.only_here(people.head(0), ["a"])


# Choice


def by_hand(people, hours, budget, worth):
    """The best by trying each choice with plain sets, in another way than the room does."""
    best = 0.0
    for size in range(len(hours) + 1):
        for names in itertools.combinations(hours, size):
            if sum(hours[name] for name in names) <= budget:
                met = {i for name in names for i in people.index[people[name]]}
                best = max(best, float(people.loc[sorted(met), worth].sum()))
    return best / float(people[worth].sum())


@given(people_tables, hour_tables, st.integers(0, 40))
def test_the_chosen_are_the_best_and_fit(people, hours, budget):
    best = audience.choose(people, hours, budget=budget, worth="worth")
    assert best["reached"] == pytest.approx(by_hand(people, hours, budget, "worth"))
    assert sum(hours[name] for name in best["platforms"]) == best["hours"] <= budget
    assert audience.within_reach(people, best["platforms"], worth="worth") == pytest.approx(
        best["reached"]
    )
    assert audience.regret(best["platforms"], people, hours, budget=budget, worth="worth") == 0


@given(people_tables, hour_tables, st.integers(0, 40), some_names)
def test_regret_is_never_negative_and_belongs_to_what_fits(people, hours, budget, names):
    if sum(hours[name] for name in names) > budget:
        with pytest.raises(ArgumentError, match="and the budget is"):
            audience.regret(names, people, hours, budget=budget)
    else:
        assert 0 <= audience.regret(names, people, hours, budget=budget) <= 1


@given(people_tables, hour_tables, st.integers(0, 40), st.integers(0, 10))
def test_more_hours_never_reach_fewer(people, hours, budget, more):
    reached = [
        audience.choose(people, hours, budget=some)["reached"] for some in (budget, budget + more)
    ]
    assert reached[0] <= reached[1] + 1e-12


@given(people_tables, hour_tables)
def test_the_order_of_people_and_platforms_makes_no_difference(people, hours):
    turned = people.iloc[::-1].reset_index(drop=True)
    back = dict(reversed(hours.items()))
    one, other = audience.subsets(people, hours), audience.subsets(turned, back)
    by_names = [
        dict(zip(table["platforms"].map(frozenset), table["reached"], strict=True))
        for table in (one, other)
    ]
    assert by_names[0] == pytest.approx(by_names[1])


def test_among_equals_the_cheapest_comes_first():
    people = pd.DataFrame({"a": [True], "b": [True], "c": [True]})
    ranked = audience.rank(people, {"a": 3, "b": 2, "c": 2}, budget=9)
    assert ranked["platforms"].tolist()[:3] == [("b",), ("c",), ("a",)]
    assert ranked["regret"].iloc[-1] == 1
    assert ranked["platforms"].iloc[-1] == ()


def test_wrong_hours_are_named():
    people = pd.DataFrame({"a": [True]})
    with pytest.raises(ArgumentError, match="1 to 14 platforms"):
        audience.choose(people, {}, budget=3)
    with pytest.raises(ArgumentError, match="received int"):
        audience.choose(people, 3, budget=3)
    with pytest.raises(ArgumentError, match="hours of a must be a number of hours more than 0"):
        audience.choose(people, {"a": 0}, budget=3)
    with pytest.raises(ArgumentError, match="worth something"):
        audience.choose(people.assign(worth=0), {"a": 1}, budget=3, worth="worth")
    with pytest.raises(ArgumentError, match='Did you mean "facebook"'):
        audience.regret(["facebok"], people, {"facebook": 1}, budget=3)
    with pytest.raises(ArgumentError, match="must be a list"):
        audience.regret("a", people, {"a": 1}, budget=3)


# Shares


@given(st.integers(1, 300), st.data())
def test_the_interval_is_wilsons(n, data):
    count = data.draw(st.integers(0, n))
    ours = audience.interval(count, n)
    assert ours == pytest.approx(proportion_confint(count, n, method="wilson"), abs=1e-12)
    assert 0 <= ours[0] <= count / n + 1e-12
    assert count / n - 1e-12 <= ours[1] <= 1


def test_sizes_add_up_and_leave_out_the_unknown():
    people = pd.DataFrame({"segment": ["a", "b", "a", None]})
    table = audience.sizes(people, "segment", size=300)
    assert table["share"].sum() == pytest.approx(1)
    assert table["people"].tolist() == pytest.approx([200, 100])
    assert audience.sizes(people.head(0), "segment").empty
    with pytest.raises(ArgumentError, match="at most 3"):
        audience.interval(4, 3)


def test_near_the_mean_of_nobody_is_not_known():
    assert pd.isna(audience.near_mean(pd.Series([], dtype=float), within=3))
    assert audience.near_mean(pd.Series([1, None, 1]), within=0) == 1


# Journey


def test_a_journey_counts_platforms_and_nothing_else():
    people = pd.DataFrame({"heard": ["x", "a friend", None], "told": ["x", "vk", "x"]})
    table = audience.journey(people, ["heard", "told"], platforms=["vk", "x", "tiktok"])
    assert table.to_dict() == {
        "heard": {"vk": 0, "x": 1, "tiktok": 0},
        "told": {"vk": 1, "x": 2, "tiktok": 0},
    }
    with pytest.raises(ArgumentError, match="at least one name"):
        audience.journey(people, [], platforms=["x"])


# Persona


def right(people):
    """A persona that stands: the largest segment of the customers."""
    bought = people[people["customer"]]
    of = {"segment": bought["segment"].value_counts().index[0], "customer": True}
    table = audience.profile(people, of, ["age", "hour", "wants", "asks", "place"])
    claims = [
        audience.evidence(people, of, row["column"], row["is"]) for row in table.to_dict("records")
    ]
    return {"name": "Robin", "of": of, "claims": claims}


def rules(persona, people):
    return set(audience.review_persona(persona, people, about="customer")["rule"])


@pytest.mark.parametrize("brand", BRANDS, ids=lambda brand: brand.student)
def test_a_persona_from_the_data_stands(brand):
    people = brand.public().people
    assert rules(right(people), people) == set()


def test_each_flaw_is_found_by_its_rule():
    people = BRANDS[0].public().people
    good = right(people)
    first = good["claims"][0]

    def with_claim(**changes):
        return good | {"claims": [first | changes, *good["claims"][1:]]}

    assert rules(good | {"name": " "}, people) == {"no name"}
    assert "wrong people" in rules(good | {"of": {"segment": good["of"]["segment"]}}, people)
    assert rules(with_claim(share=first["share"] + 0.02), people) == {"wrong share"}
    assert rules(with_claim(share=None), people) == {"wrong share"}
    assert rules(with_claim(share=round(first["share"], 2)), people) == set()
    assert rules(with_claim(n=first["n"] + 1), people) == {"wrong n"}
    assert "not in the data" in rules(with_claim(column="dreams"), people)
    assert {"few claims", "fits anybody"} <= rules(good | {"claims": [first]}, people)
    age = {"column": "age", "is": 40, "share": 1.0, "n": 1}
    assert "one number" in rules(good | {"claims": [*good["claims"], age]}, people)
    nobody = audience.evidence(people, good["of"], "age", "90-99")
    assert "contradicted" in rules(good | {"claims": [*good["claims"], nobody]}, people)


def personas(people):
    """Write five personas from poor to very good, as people write them."""
    very_good = right(people)
    first, second, *rest = very_good["claims"]
    # One share told from memory.
    good = very_good | {"claims": [first | {"share": 0.99}, second, *rest]}
    # And a wish of the owner's in place of a fact.
    wish = {"column": "loves the brand", "is": True, "share": 0.9, "n": first["n"]}
    middling = good | {"claims": [first | {"share": 0.99}, wish, *rest]}
    # And another, where what people said of themselves had stood.
    taste = {"column": "taste", "is": "modern", "share": 0.8, "n": first["n"]}
    weak = middling | {"claims": [first | {"share": 0.99}, wish, taste, *rest]}
    # Nobody's portrait: of everybody, no name, two claims, one of them about an age to the year.
    age = {"column": "age", "is": 35, "share": 1.0, "n": 1}
    poor = {"name": "", "of": {"segment": very_good["of"]["segment"]}, "claims": [wish, age]}
    return [poor, weak, middling, good, very_good]


def mark(persona, people):
    """Return what is left of the six points that the exercise gives."""
    found = audience.review_persona(persona, people, about="customer")
    return max(0.0, 6 - float(found["points"].sum()))


@pytest.mark.parametrize("brand", BRANDS, ids=lambda brand: brand.student)
def test_five_personas_rank_as_a_reader_would_rank_them(brand):
    people = brand.public().people
    marks = [mark(persona, people) for persona in personas(people)]
    assert marks == sorted(marks)
    assert len(set(marks)) == 5, marks
    assert marks[0] == 0
    assert marks[-1] == 6


@pytest.mark.parametrize("brand", BRANDS, ids=lambda brand: brand.student)
def test_a_persona_from_over_coffee_fails(brand):
    """Julia, 35, loves life and good design: every field is filled, and no data in any."""
    people = brand.public().people
    of = {"segment": str(brand.audience["segment"].iloc[0]), "customer": True}
    told = {"loves": "life", "design": "good", "mood": "curious", "values": "authenticity"}
    claims = [{"column": name, "is": word, "share": 0.8, "n": 100} for name, word in told.items()]
    assert mark({"name": "Julia", "of": of, "claims": claims}, people) < 3
    # The same with the survey's own columns, and shares that sound right.
    asked = {"age": "30-44", "wants": people["wants"].iloc[0], "place": people["place"].iloc[0]}
    claims = [{"column": name, "is": word, "share": 0.7, "n": 100} for name, word in asked.items()]
    assert mark({"name": "Julia", "of": of, "claims": claims}, people) < 3


def test_few_people_are_a_warning():
    people = pd.DataFrame({"customer": [True] * 10 + [False] * 90, "x": [True] * 10 + [False] * 90})
    of = {"customer": True}
    claim = audience.evidence(people, of, "x", True)
    found = audience.review_persona({"name": "A", "of": of, "claims": [claim]}, people)
    few = found[found["rule"] == "few people"]
    assert few["severity"].tolist() == ["warning"]
    assert "Only 10 people" in few["message"].iloc[0]


@pytest.mark.parametrize(
    ("persona", "words"),
    [
        ("Ann", "must be a dictionary"),
        ({"name": "Ann"}, "must have a field 'of'"),
        ({"name": "Ann", "off": {}, "claims": []}, 'Did you mean "off"'),
        ({"of": {}, "claims": []}, "of must be a dictionary such as"),
        ({"of": {"segment": "a"}, "claims": "none"}, "claims must be a list"),
        ({"of": {"segment": "nobody"}, "claims": []}, "fits nobody"),
        ({"of": {"segmnt": "a"}, "claims": []}, 'Did you mean "segment"'),
        (
            {"of": {"segment": "a"}, "claims": [{"column": "age", "is": "young"}]},
            "claim a range",
        ),
        ({"of": {"segment": "a"}, "claims": [{"column": "x", "is": "often"}]}, "True or False"),
        ({"of": {"segment": "a"}, "claims": [{"column": "segment", "is": ["a"]}]}, "one word"),
    ],
)
def test_what_cannot_be_read_is_named(persona, words):
    people = pd.DataFrame({"segment": ["a", "b"], "age": [20, 30], "x": [True, False]})
    with pytest.raises(SmmkitError, match=words):
        audience.review_persona(persona, people)


# The brand's public


@pytest.mark.parametrize("brand", BRANDS, ids=lambda brand: brand.student)
def test_a_brands_public_is_whole(brand):
    public = brand.public()
    people = public.people
    assert people.notna().all(axis=None)
    assert set(people["segment"]) == set(brand.audience["segment"])
    assert people["person"].is_unique
    assert people["age"].between(16, 80).all()
    assert (people.loc[~people["customer"], ["checked", "told"]] == "not yet").all(axis=None)
    for stage in ("heard", "checked", "told"):
        for network in public.hours:
            assert people.loc[people[stage] == network, network].all()
    assert sum(public.hours.values()) > brand.hours
    assert public.odd_item in set(people["item"])


def test_a_public_is_the_same_each_time_and_free_to_change():
    brand = BRANDS[0]
    mine = brand.public().people
    mine.loc[0, "age"] = 99
    pd.testing.assert_frame_equal(
        brand.public().people, Brand.of("public 0", "tests").public().people
    )
    assert brand.public().people.loc[0, "age"] != 99
