"""Credit for orders: laws that hold for every model, and answers of others held against ours."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smmkit import attribution
from smmkit.attribution import MODELS
from smmkit.attribution.markov import NOTHING, ORDER, START
from smmkit.errors import ArgumentError, TableError
from smmkit.tables import JOURNEYS

each_model = pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
START_DAY = pd.Timestamp("2026-05-04 12:00")


def journeys(*paths):
    """Write paths such as ("a > b", True) as JOURNEYS, a touch a day."""
    rows = [
        {
            "journey_id": str(number),
            "step": step + 1,
            "touched": START_DAY + pd.Timedelta(days=step),
            "channel": channel,
            "converted": converted,
            "revenue": 10.0 * (number + 1) if converted else 0.0,
        }
        for number, (path, converted) in enumerate(paths)
        for step, channel in enumerate(path.split(" > "))
    ]
    return JOURNEYS.conform(pd.DataFrame(rows))


some_paths = st.lists(
    st.tuples(
        st.lists(st.sampled_from("abcde"), min_size=1, max_size=6).map(" > ".join), st.booleans()
    ),
    min_size=1,
    max_size=25,
)


@each_model
@settings(max_examples=25)
@given(paths=some_paths, seed=st.integers(0, 99))
def test_credits_add_up_and_no_order_of_rows_changes_them(model, paths, seed):
    table = journeys(*paths)
    found = model(table)
    assert (found >= -1e-12).all()
    assert found.sum() == pytest.approx(sum(bought for _, bought in paths), abs=1e-9)
    assert set(found.index) == set(table["channel"])
    money = model(table, worth="revenue")
    assert money.sum() == pytest.approx(
        table.drop_duplicates("journey_id")["revenue"].sum(), abs=1e-6
    )
    shuffled = table.sample(frac=1, random_state=seed)
    pd.testing.assert_series_equal(model(shuffled), found)


@each_model
@settings(max_examples=25)
@given(channels=st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), min_size=1))
def test_on_single_touches_all_models_agree(model, channels):
    found = model(journeys(*channels))
    bought = pd.Series([name for name, converted in channels if converted], dtype=object)
    expected = bought.value_counts().reindex(found.index, fill_value=0)
    assert found.to_numpy() == pytest.approx(expected.to_numpy(dtype=float))


@each_model
def test_who_is_in_no_order_gets_nothing(model):
    found = model(journeys(("a > b", True), ("b", True), ("z", False), ("a > z", False)))
    assert found["z"] == 0


@each_model
def test_without_an_order_there_is_nothing_to_share(model):
    assert (model(journeys(("a > b", False), ("c", False))) == 0).all()
    empty = model(JOURNEYS.empty())
    assert empty.empty


# The rules


def test_the_rules_by_hand():
    table = journeys(("a > b > b > c", True), ("c > a", True), ("b", False))
    assert attribution.last(table).to_dict() == {"a": 1, "b": 0, "c": 1}
    assert attribution.first(table).to_dict() == {"a": 1, "b": 0, "c": 1}
    assert attribution.linear(table).to_dict() == {"a": 0.75, "b": 0.5, "c": 0.75}
    position = attribution.position(table).round(9).to_dict()
    assert position == {"a": 0.4 + 0.5, "b": 0.2, "c": 0.4 + 0.5}
    assert attribution.shapley(table).round(9).to_dict() == pytest.approx(
        {"a": 1 / 3 + 1 / 2, "b": 1 / 3, "c": 1 / 3 + 1 / 2}
    )
    weights = 2.0 ** -np.array([3, 2, 1, 0])
    decay = attribution.time_decay(table, half_life_days=1)
    assert decay["b"] == pytest.approx(weights[1:3].sum() / weights.sum())


@settings(max_examples=30)
@given(some_paths)
def test_time_decay_lies_between_last_and_linear(paths):
    table = journeys(*paths)
    short = attribution.time_decay(table, half_life_days=0.02)
    pd.testing.assert_series_equal(short, attribution.last(table), atol=1e-6)
    long = attribution.time_decay(table, half_life_days=1e9)
    pd.testing.assert_series_equal(long, attribution.linear(table), atol=1e-6)


@settings(max_examples=30)
@given(some_paths)
def test_position_holds_first_and_last_as_its_ends(paths):
    table = journeys(*paths)
    first = attribution.position(table, first=1, last=0)
    pd.testing.assert_series_equal(first, attribution.first(table))
    last = attribution.position(table, first=0, last=1)
    pd.testing.assert_series_equal(last, attribution.last(table))


# Markov


def test_markov_by_hand():
    table = journeys(("a > b", True), ("a", False), ("b", True))
    chain = attribution.transitions(table)
    assert chain.loc[START].tolist() == pytest.approx([2 / 3, 1 / 3, 0, 0])
    assert chain.loc["a", ["b", NOTHING]].tolist() == [0.5, 0.5]
    assert chain.loc["b", ORDER] == 1
    assert attribution.removal_effects(table).to_dict() == pytest.approx({"a": 0.5, "b": 1.0})
    assert attribution.markov(table).to_dict() == pytest.approx({"a": 2 / 3, "b": 4 / 3})


# Worked out with do-attribution 0.0.2 (MIT; Python package): MarkovAttribution
# with removal_strategy="redirect_to_null", and ShapleyAttribution. Kept as numbers and not as a
# dependency: the package is young, and its Shapley value is of another game than ours.
PATHS = [
    ("a > b > c", 1), ("a", 0), ("b > a > b", 1), ("c", 1), ("a > a > c", 0), ("b", 0),
    ("c > b", 1), ("a > c > a > b", 0), ("b > c", 1), ("a > b", 0), ("c > a", 0), ("d > a", 0),
    ("d", 0), ("d > c > b", 1),
]  # fmt: skip
REMOVAL = {
    "a": 0.4558823529411764,
    "b": 0.6470588235294117,
    "c": 0.6688311688311688,
    "d": 0.157442748091603,
}
EXACT_SETS = {"abc": 1, "ab": 1, "c": 1, "bc": 2, "bcd": 1}
THEIR_SHAPLEY = {"a": -1 / 3, "b": 1 / 3, "c": 1 / 2, "d": -1 / 2}


def test_another_package_finds_the_same():
    table = journeys(*((path, bool(bought)) for path, bought in PATHS))
    effects = attribution.removal_effects(table)
    assert effects.to_dict() == pytest.approx(REMOVAL, rel=1e-12)
    whole = sum(REMOVAL.values())
    assert attribution.markov(table).to_dict() == pytest.approx(
        {name: 6 * effect / whole for name, effect in REMOVAL.items()}
    )
    values = attribution.shapley_values("abcd", lambda who: EXACT_SETS.get("".join(sorted(who)), 0))
    assert values == pytest.approx(THEIR_SHAPLEY)


@settings(max_examples=30)
@given(some_paths)
def test_the_closed_form_is_what_walking_the_chain_comes_to(paths):
    table = journeys(*paths)
    chain = attribution.transitions(table)
    names = list(chain.index[1:])

    def walked(without=None):
        kept = [name for name in chain.index if name != without]
        inner = chain.loc[kept].reindex(columns=kept, fill_value=0.0)
        steps = inner.assign(order=chain.loc[kept, ORDER]).to_numpy(float)
        steps = np.vstack([steps, [0.0] * len(kept) + [1.0]])
        return float(np.linalg.matrix_power(steps, 2**14)[0, -1])

    whole = walked()
    effects = attribution.removal_effects(table)
    for name in names:
        expected = 1 - walked(name) / whole if whole else 0.0
        assert effects[name] == pytest.approx(expected, abs=1e-6)
    assert chain.sum(axis=1).to_numpy() == pytest.approx(1)


# Shapley


@settings(max_examples=30)
@given(some_paths)
def test_the_even_split_is_the_shapley_value_over_all_coalitions(paths):
    table = journeys(*paths)
    bought = [frozenset(path.split(" > ")) for path, converted in paths if converted]
    exact = attribution.shapley_values(
        sorted(table["channel"].unique()), lambda who: sum(needed <= who for needed in bought)
    )
    assert attribution.shapley(table).to_dict() == pytest.approx(exact, abs=1e-9)


@given(st.dictionaries(st.frozensets(st.sampled_from("abcd")), st.floats(-5, 5)))
def test_shapley_values_keep_their_axioms(game):
    def worth(who):
        return game.get(who - {"n"}, 0.0)

    values = attribution.shapley_values("abcdn", worth)
    whole = worth(frozenset("abcdn")) - worth(frozenset())
    assert sum(values.values()) == pytest.approx(whole, abs=1e-9)
    assert values["n"] == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("players", [[], ["a", "a"], [str(n) for n in range(17)]])
def test_too_many_players_are_refused(players):
    with pytest.raises(ArgumentError, match="players must be"):
        attribution.shapley_values(players, len)


# Side by side


@settings(max_examples=30)
@given(some_paths)
def test_assists_are_counted_by_order(paths):
    table = journeys(*paths)
    found = attribution.assisted(table)
    assert found["last"].to_dict() == attribution.last(table).to_dict()
    for name in found.index:
        within = [p.split(" > ") for p, bought in paths if bought and name in p.split(" > ")]
        assert found.loc[name, "assisted"] == sum(steps[-1] != name for steps in within)


def test_compare_holds_the_models_beside_each_other():
    table = journeys(("a > b > c", True), ("a", False))
    found = attribution.compare(table)
    assert list(found.columns) == list(MODELS)
    for name, model in MODELS.items():
        assert found[name].to_dict() == model(table).to_dict()


@given(st.dictionaries(st.sampled_from("abc"), st.floats(0.1, 9), min_size=1))
def test_misplaced_is_a_distance(truth):
    assert attribution.misplaced(truth, truth) == pytest.approx(0, abs=1e-12)
    doubled = {name: 2 * value for name, value in truth.items()}
    assert attribution.misplaced(doubled, truth) == pytest.approx(0, abs=1e-12)
    other = {"z": 1.0} | dict.fromkeys(truth, 0.0)
    assert attribution.misplaced(other, truth | {"z": 0.0}) == pytest.approx(1)


@pytest.mark.parametrize(
    ("credits", "truth", "words"),
    [({"a": -1}, {"a": 1}, "credits"), ({"a": 1}, {"a": 0}, "truth"), ({}, {"a": 1}, "credits")],
)
def test_what_cannot_be_compared_is_named(credits, truth, words):
    with pytest.raises(ArgumentError, match=words):
        attribution.misplaced(credits, truth)


# Journeys that cannot be used


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"channel": None}, "channel is not known"),
        ({"step": 1}, "the same step twice"),
        ({"converted": [True, False, True]}, "converted differs"),
        ({"channel": None, "step": 1}, "channel is not known in some rows; a journey has the same"),
    ],
)
@each_model
def test_journeys_that_contradict_themselves_are_refused(model, change, words):
    table = journeys(("a > b > c", True)).assign(**change)
    with pytest.raises(TableError, match=words):
        model(table)


def test_a_missing_column_and_a_wrong_word_are_named():
    table = journeys(("a", True))
    with pytest.raises(TableError, match='"step"'):
        attribution.last(table.drop(columns="step"))
    with pytest.raises(TableError, match='"touched"'):
        attribution.time_decay(table.drop(columns="touched"))
    with pytest.raises(TableError, match='"revenue"'):
        attribution.last(table.drop(columns="revenue"), worth="revenue")
    with pytest.raises(ArgumentError, match="worth must be"):
        attribution.last(table, worth="money")
    with pytest.raises(ArgumentError, match=r"first \+ last must be"):
        attribution.position(table, first=0.8, last=0.8)
    with pytest.raises(ArgumentError, match="half_life_days"):
        attribution.time_decay(table, half_life_days=0)
