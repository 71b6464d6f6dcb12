"""The experiments room: against statsmodels, published tables, laws and simulation."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats import proportion
from statsmodels.stats.multitest import multipletests

from smmkit import experiments as lab
from smmkit.errors import ArgumentError, TableError, UnitError
from smmkit.intervals import newcombe, pooled_z

rates = st.floats(0.005, 0.5)
counts = st.tuples(st.integers(1, 5000), st.floats(0, 1)).map(lambda c: (c[0], int(c[0] * c[1])))


def table(*rows, names="ABCDEFGH"):
    people, clicks = zip(*rows, strict=True)
    return pd.DataFrame({"people": people, "clicks": clicks}, index=list(names[: len(rows)]))


# --- before the test


@pytest.mark.parametrize("rate", [0.005, 0.04, 0.3])
@pytest.mark.parametrize("change", [0.0025, 0.02, 0.2])
@pytest.mark.parametrize(("power", "alpha"), [(0.8, 0.05), (0.9, 0.01)])
@pytest.mark.parametrize("two_sided", [True, False])
def test_the_sample_size_is_that_of_statsmodels(rate, change, power, alpha, two_sided):
    theirs = proportion.samplesize_proportions_2indep_onetail(
        change, rate, power, alpha=alpha, alternative="two-sided" if two_sided else "larger"
    )
    ours = lab.sample_size(rate, change=change, power=power, alpha=alpha, two_sided=two_sided)
    assert ours == pytest.approx(np.ceil(theirs), rel=0.002, abs=1)


@given(rates, st.floats(0.001, 0.4), st.floats(0.3, 0.99))
def test_the_sample_just_reaches_the_power_it_was_asked_for(rate, change, power):
    n = lab.sample_size(rate, change=change, power=power)
    assert lab.power(rate, change=change, n=n) >= power - 1e-9
    assert n == 1 or lab.power(rate, change=change, n=n - 1) < power


@given(rates, st.integers(10, 10**6), st.floats(0.1, 0.95))
def test_the_smallest_change_is_what_that_many_people_find(rate, n, power):
    change = lab.smallest_change(rate, n=n, power=power)
    if np.isnan(change):
        assert lab.power(rate, change=1 - rate, n=n) < power
    else:
        assert lab.power(rate, change=change, n=n) == pytest.approx(power, abs=1e-6)


def test_a_drop_takes_as_many_people_as_the_rise_that_mirrors_it():
    assert lab.sample_size(0.3, change=-0.1) == lab.sample_size(0.7, change=0.1)


def test_power_is_what_simulated_tests_find():
    n = lab.sample_size(0.05, change=0.015)
    z = lab.simulate_looks(0.05, change=0.015, people=n, looks=1, tests=20_000)[1]
    assert (z > 1.96).mean() == pytest.approx(0.8, abs=0.012)


def test_sizes_in_the_wrong_unit_are_refused():
    with pytest.raises(UnitError, match=r"write 0\.1"):
        lab.sample_size(0.04, change=10)
    with pytest.raises(UnitError, match=r"write 0\.04"):
        lab.sample_size(4, change=0.1)
    for wrong in ({"change": 0}, {"change": -0.05}, {"change": 0.97}):
        with pytest.raises(ArgumentError, match="change must not be 0"):
            lab.sample_size(0.04, **wrong)
    with pytest.raises(ArgumentError, match="power must be more than alpha"):
        lab.sample_size(0.04, change=0.01, power=0.01, alpha=0.5)


# --- after the test


@given(counts, counts)
def test_bounds_and_p_value_are_those_of_statsmodels(a, b):
    found = lab.compare(table(a, b)).loc["B"]
    low, high = proportion.confint_proportions_2indep(
        b[1], b[0], a[1], a[0], method="newcomb", compare="diff"
    )
    assert (found["low"], found["high"]) == pytest.approx((low, high), abs=1e-9)
    if 0 < a[1] + b[1] < a[0] + b[0]:
        _, p_value = proportion.proportions_ztest([b[1], a[1]], [b[0], a[0]])
        assert found["p_value"] == pytest.approx(p_value, abs=1e-9)
    else:
        assert found["p_value"] == 1


@given(counts, counts, st.floats(0.5, 0.99))
def test_swapping_the_variants_turns_the_interval_round(a, b, level):
    one, other = lab.compare(table(a, b), level=level), lab.compare(table(b, a), level=level)
    assert one.loc["B", "low"] == pytest.approx(-other.loc["B", "high"])
    assert one.loc["B", "p_value"] == pytest.approx(other.loc["B", "p_value"])
    assert -1 <= one.loc["B", "low"] <= one.loc["B", "difference"] <= one.loc["B", "high"] <= 1


def test_newcombe_gives_his_published_examples():
    # Newcombe (1998), table II, method 10.
    for (x, m), (y, n), bounds in [
        ((56, 70), (48, 80), (0.0524, 0.3339)),
        ((9, 10), (3, 10), (0.1705, 0.8090)),
        ((10, 10), (0, 20), (0.6791, 1.0)),
        ((5, 56), (0, 29), (-0.0381, 0.1926)),
    ]:
        assert newcombe(y / n, n, x / m, m) == pytest.approx(bounds, abs=5e-5)


def test_the_interval_holds_the_truth_as_often_as_it_says():
    rng = np.random.default_rng(3)
    inside = 0
    for a, b in zip(rng.binomial(400, 0.04, 3000), rng.binomial(300, 0.07, 3000), strict=True):
        low, high = newcombe(a / 400, 400, b / 300, 300)
        inside += low <= 0.03 <= high
    assert inside / 3000 == pytest.approx(0.95, abs=0.013)


def test_several_variants_are_held_against_the_control_that_is_named():
    test = table((100, 5), (100, 9), (200, 20))
    found = lab.compare(test, control="B")
    assert found.index.tolist() == ["A", "C"]
    assert found["difference"].tolist() == pytest.approx([-0.04, 0.01])
    assert found.loc["A", "relative"] == pytest.approx(-4 / 9)
    assert np.isnan(lab.compare(table((10, 0), (10, 1))).loc["B", "relative"])


def test_tables_that_cannot_be_compared_are_refused():
    with pytest.raises(TableError, match="row B has 11 of 10"):
        lab.compare(table((10, 1), (10, 11)))
    with pytest.raises(TableError, match="at least 2 rows"):
        lab.compare(table((10, 1)))
    with pytest.raises(TableError, match="stands twice"):
        lab.compare(table((10, 1), (10, 2), names="AA"))
    with pytest.raises(TableError, match="control must be one of A, B; received 'C'"):
        lab.compare(table((10, 1), (10, 2)), control="C")
    with pytest.raises(TableError, match='"clicks"'):
        lab.compare(table((10, 1), (10, 2)).rename(columns={"clicks": "klicks"}))
    with pytest.raises(TableError, match="row A"):
        lab.compare(table((10, 1), (10, 2)).assign(clicks=[None, 2]))


@given(st.floats(-1, 1), st.floats(-1, 1), st.floats(0, 0.5))
def test_a_decision_follows_the_bounds(one, other, worth):
    low, high = sorted((one, other))
    decision = lab.decide(low, high, worth=worth)
    assert decision in lab.DECISIONS
    assert (decision == "ship") == (low >= worth)
    assert (decision == "don't") == (high < worth)


def test_a_decision_asks_for_bounds_in_order_and_a_fraction():
    with pytest.raises(ArgumentError, match="low must be at most high"):
        lab.decide(0.2, 0.1)
    with pytest.raises(UnitError):
        lab.decide(0.1, 0.2, worth=2)


# --- the split


@given(st.lists(st.integers(1, 10**6), min_size=2, max_size=5), st.data())
def test_the_split_is_the_chi_square_test(people, data):
    planned = data.draw(st.lists(st.integers(1, 9), min_size=len(people), max_size=len(people)))
    names = list("ABCDE"[: len(people)])
    found = lab.split_check(
        dict(zip(names, people, strict=True)), planned=dict(zip(names, planned, strict=True))
    )
    expected = sum(people) * np.array(planned) / sum(planned)
    statistic = ((people - expected) ** 2 / expected).sum()
    assert found["statistic"] == pytest.approx(statistic, rel=1e-9, abs=1e-9)
    assert found["p_value"] == pytest.approx(stats.chi2.sf(statistic, len(people) - 1), abs=1e-12)
    assert found["broken"] == (found["p_value"] < 0.001)


def test_a_split_that_cannot_be_checked_is_refused():
    with pytest.raises(TableError, match="at least two variants"):
        lab.split_check({"A": 10})
    with pytest.raises(TableError, match="not all of them 0; received A: 0, B: 0"):
        lab.split_check({"A": 0, "B": 0})
    with pytest.raises(TableError, match="B: -1"):
        lab.split_check({"A": 5, "B": -1})
    with pytest.raises(ArgumentError, match="planned must give A, B a weight"):
        lab.split_check({"A": 5, "B": 6}, planned={"A": 0.5, "C": 0.5})


# --- looks


@pytest.mark.parametrize(
    ("looks", "rate"),
    # Armitage, McPherson and Rowe (1969), table 2, at 5 %.
    [
        *((1, 0.050), (2, 0.083), (3, 0.107), (4, 0.126), (5, 0.142)),
        *((10, 0.193), (20, 0.248), (50, 0.320)),
    ],
)
def test_naive_peeking_costs_what_was_published(looks, rate):
    assert lab.false_alarm_rate([stats.norm.isf(0.025)] * looks) == pytest.approx(rate, abs=6e-4)


@pytest.mark.parametrize(
    ("looks", "pocock", "obrien_fleming"),
    # Jennison and Turnbull (1999), tables 2.1 and 2.3, at 5 %.
    [
        *((2, 2.178, 1.977), (3, 2.289, 2.004), (4, 2.361, 2.024), (5, 2.413, 2.040)),
        *((10, 2.555, 2.087), (20, 2.672, 2.126)),
    ],
)
def test_bounds_are_those_of_the_tables(looks, pocock, obrien_fleming):
    assert lab.stopping_bounds(looks, rule="pocock")[looks] == pytest.approx(pocock, abs=6e-4)
    late = lab.stopping_bounds(looks)
    assert late[looks] == pytest.approx(obrien_fleming, abs=6e-4)
    assert (late * np.sqrt(late.index)).round(8).nunique() == 1


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 40), st.sampled_from(["pocock", "obrien-fleming", "end only"]), st.data())
def test_bounds_spend_just_what_they_may(looks, rule, data):
    alpha = data.draw(st.floats(0.001, 0.3))
    bounds = lab.stopping_bounds(looks, rule=rule, alpha=alpha)
    assert lab.false_alarm_rate(bounds) == pytest.approx(alpha, abs=1e-5)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.floats(0.5, 6), min_size=1, max_size=12), st.data())
def test_a_lower_bound_or_one_more_look_never_lowers_the_alarms(bounds, data):
    rate = lab.false_alarm_rate(bounds)
    place = data.draw(st.integers(0, len(bounds) - 1))
    lower = [bound * (0.8 if number == place else 1) for number, bound in enumerate(bounds)]
    assert lab.false_alarm_rate(lower) >= rate - 1e-9
    assert lab.false_alarm_rate([*bounds, 2]) >= rate - 1e-9
    assert 2 * stats.norm.sf(min(bounds)) <= rate + 1e-7  # one look alone alarms that often


def test_many_looks_cost_what_simulation_says():
    z = lab.simulate_looks(0.2, people=400, looks=100, tests=8000)
    for rule in ("every look", "pocock", "obrien-fleming"):
        bounds = lab.stopping_bounds(100, rule=rule)
        simulated = lab.first_alarm(z, bounds).notna().mean()
        assert simulated == pytest.approx(lab.false_alarm_rate(bounds), abs=0.013), rule


def test_simulated_tests_find_a_difference_that_is_there():
    z = lab.simulate_looks(0.05, change=0.02, people=500, looks=10, tests=2000, seed=4)
    once = lab.simulate_looks(0.05, change=0.02, people=5000, looks=1, tests=2000)
    assert z[10].mean() == pytest.approx(once[1].mean(), rel=0.05)
    assert (lab.first_alarm(z, lab.stopping_bounds(10)).notna()).mean() > 0.9
    assert lab.simulate_looks(0.05, people=5, looks=2, tests=3).equals(
        lab.simulate_looks(0.05, people=5, looks=2, tests=3)
    )


def test_a_log_gives_the_z_of_each_look():
    log = pd.DataFrame(
        {"people_a": [100, 210], "clicks_a": [5, 12], "people_b": [90, 205], "clicks_b": [9, 25]},
        index=["Mon", "Tue"],
    )
    for day, z in lab.z_values(log).items():
        row = log.loc[day]
        theirs, _ = proportion.proportions_ztest(
            [row["clicks_b"], row["clicks_a"]], [row["people_b"], row["people_a"]]
        )
        assert z == pytest.approx(theirs)
    with pytest.raises(TableError, match=r"people_a falls from row Mon to row Tue.*cumsum"):
        lab.z_values(log.assign(people_a=[100, 90], clicks_a=[5, 6]))


def test_the_first_alarm_is_the_first():
    z = pd.DataFrame([[1, 2, 3], [0, 0, -2.5], [1, 1, 1.0]], columns=[7, 14, 21])
    found = lab.first_alarm(z, [1.96] * 3)
    assert found[:2].tolist() == [14, 21]
    assert np.isnan(found[2])
    assert lab.first_alarm(z.loc[2], [1.96] * 3) is None
    with pytest.raises(ArgumentError, match="each of the 3 looks; received 2"):
        lab.first_alarm(z, [2, 2])


def test_looks_out_of_range_are_refused():
    for call in (
        lambda: lab.stopping_bounds(0),
        lambda: lab.stopping_bounds(2.5),
        lambda: lab.stopping_bounds(3, rule="peek"),
        lambda: lab.stopping_bounds(3, alpha=5),
        lambda: lab.false_alarm_rate([]),
        lambda: lab.false_alarm_rate([0]),
        lambda: lab.simulate_looks(0.5, people=0, looks=3),
        lambda: lab.simulate_looks(0.5, change=0.6, people=1, looks=3),
        lambda: lab.simulate_looks(0.5, people=1, looks=200, tests=10**6),
    ):
        with pytest.raises(ArgumentError):
            call()


# --- many


@settings(max_examples=40)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_adjusted_p_values_are_those_of_statsmodels(p):
    for ours, theirs in [("holm", "holm"), ("benjamini-hochberg", "fdr_bh")]:
        expected = multipletests(p, method=theirs)[1]
        assert lab.adjusted(p, way=ours).tolist() == pytest.approx(expected.tolist(), abs=1e-12)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12), st.randoms())
def test_adjusting_knows_no_order_and_never_lowers(p, random):
    series = pd.Series(p, index=[f"v{number}" for number in range(len(p))])
    mixed = series.sample(frac=1, random_state=random.randint(0, 10**6))
    for way in lab.WAYS:
        found = lab.adjusted(series, way=way)
        assert (found >= series - 1e-12).all()
        assert (lab.adjusted(mixed, way=way).reindex(series.index) - found).abs().max() < 1e-12
    assert (lab.adjusted(series) >= lab.adjusted(series, way="benjamini-hochberg") - 1e-12).all()


def test_p_values_that_are_none_are_refused():
    for wrong in ([], [1.2], [float("nan")]):
        with pytest.raises(ArgumentError, match="p_values must be numbers from 0 to 1"):
            lab.adjusted(wrong)


# --- counts of posts


def scattered(seed, *, mean=60.0, alpha=0.4, ratio=1.0, posts=20):
    rng = np.random.default_rng(seed)
    arms = np.repeat(["A", "B"], posts)
    expected = np.where(arms == "A", mean, ratio * mean)
    noise = rng.gamma(1 / alpha, alpha, size=arms.size)
    return pd.DataFrame({"arm": arms, "clicks": rng.poisson(expected * noise)})


@pytest.mark.parametrize("seed", range(5))
def test_ratios_of_counts_are_those_of_statsmodels(seed):
    posts = scattered(seed, ratio=1.4)
    design = sm.add_constant((posts["arm"] == "B").astype(float))
    model = sm.GLM(posts["clicks"], design, family=sm.families.Poisson())
    for spread, fitted in {
        "poisson": model.fit(),
        "quasi-poisson": model.fit(scale="X2", use_t=True),
    }.items():
        found = lab.compare_counts(posts, spread=spread).loc["B"]
        assert found["ratio"] == pytest.approx(np.exp(fitted.params["arm"]))
        low, high = np.exp(fitted.conf_int().loc["arm"])
        assert (found["low"], found["high"]) == pytest.approx((low, high), rel=1e-6)
        assert found["p_value"] == pytest.approx(fitted.pvalues["arm"], abs=1e-5)
    assert lab.overdispersion(posts) == pytest.approx(model.fit(scale="X2").scale)


def test_poisson_cries_wolf_and_quasi_poisson_does_not():
    alarms = {spread: 0 for spread in lab.SPREADS}
    for seed in range(400):
        posts = scattered(seed)
        for spread in alarms:
            alarms[spread] += lab.compare_counts(posts, spread=spread).loc["B", "p_value"] < 0.05
    assert alarms["poisson"] > 0.55 * 400
    assert alarms["quasi-poisson"] / 400 == pytest.approx(0.05, abs=0.035)


def test_poisson_counts_are_not_overdispersed():
    found = [lab.overdispersion(scattered(seed, alpha=1e-6)) for seed in range(100)]
    assert np.mean(found) == pytest.approx(1, abs=0.06)
    nb = np.mean([lab.overdispersion(scattered(seed)) for seed in range(200)])
    assert nb == pytest.approx(1 + 0.4 * 60, rel=0.12)  # 1 + alpha times mean


def test_counts_that_cannot_be_compared_are_refused():
    posts = scattered(1)
    with pytest.raises(TableError, match="at least two arms"):
        lab.compare_counts(posts[posts["arm"] == "A"])
    with pytest.raises(TableError, match="B: 0"):
        lab.compare_counts(posts.assign(clicks=posts["clicks"].where(posts["arm"] == "A", 0)))
    with pytest.raises(TableError, match="in 1 of 40 rows"):
        lab.compare_counts(posts.assign(clicks=posts["clicks"].where(posts.index != 3)))
    with pytest.raises(TableError, match="an arm with two posts"):
        lab.overdispersion(posts.drop_duplicates("arm"))
    with pytest.raises(ArgumentError, match="spread must be one of"):
        lab.compare_counts(posts, spread="normal")


def test_equal_counts_have_no_spread():
    posts = pd.DataFrame({"arm": list("AABB"), "clicks": [5, 5, 5, 5]})
    found = lab.compare_counts(posts).loc["B"]
    assert found[["ratio", "low", "high", "p_value"]].tolist() == [1, 1, 1, 1]
    assert np.isnan(lab.overdispersion(posts.assign(clicks=0)))


# --- the best of many


def dealt(seed, *, rate=0.04, size=300, posts=200):
    rng = np.random.default_rng(seed)
    true = rng.beta(rate * size, (1 - rate) * size, posts)
    reach = np.exp(rng.normal(6.5, 1, posts)).astype(int) + 20
    table = pd.DataFrame({"reach": reach, "clicks": rng.binomial(reach, true)})
    return true, table


def test_the_usual_rate_is_found_again():
    found = pd.DataFrame([lab.usual_rate(dealt(seed)[1]) for seed in range(30)])
    assert found["rate"].mean() == pytest.approx(0.04, rel=0.03)
    assert found["people"].median() == pytest.approx(300, rel=0.12)


def test_the_usual_rate_is_the_likeliest():
    _, posts = dealt(5)
    usual = lab.usual_rate(posts)

    def likelihood(rate, size):
        a, b = rate * size, (1 - rate) * size
        return stats.betabinom.logpmf(posts["clicks"], posts["reach"], a, b).sum()

    best = likelihood(usual["rate"], usual["people"])
    for rate in (0.98, 1, 1.02):
        for size in (0.9, 1, 1.1):
            assert likelihood(rate * usual["rate"], size * usual["people"]) <= best + 1e-6


def test_shrunk_rates_forecast_better_and_hold_the_truth():
    better, inside, best_falls = [], [], []
    for seed in range(40):
        true, posts = dealt(seed, posts=60)
        found = lab.shrunk_rates(posts)
        errors = [((found[name] - true) ** 2).mean() for name in ("shrunk", "raw")]
        better.append(errors[0] < errors[1])
        inside.append(found["low"].le(true).mean() - found["high"].lt(true).mean())
        best_falls.append(true[found["raw"].idxmax()] < found["raw"].max())
    assert np.mean(better) > 0.95
    assert np.mean(inside) == pytest.approx(0.9, abs=0.02)
    assert np.mean(best_falls) > 0.9


@given(st.lists(counts, min_size=2, max_size=12), rates, st.floats(1, 1e6))
def test_a_shrunk_rate_lies_between_the_own_and_the_usual(rows, rate, size):
    people, clicks = zip(*rows, strict=True)
    posts = pd.DataFrame({"reach": people, "clicks": clicks})
    found = lab.shrunk_rates(posts, usual=pd.Series({"rate": rate, "people": size}))
    expected = found["own"] * found["raw"] + (1 - found["own"]) * rate
    assert found["shrunk"].tolist() == pytest.approx(expected.tolist())
    assert (found["low"] <= found["high"]).all()
    assert found["own"].between(0, 1).all()


def test_posts_that_are_alike_are_pulled_all_the_way():
    posts = pd.DataFrame({"reach": [1000] * 20, "clicks": [40] * 20})
    posts.loc[0, "clicks"] = 44
    found = lab.shrunk_rates(posts)
    assert found["shrunk"].max() - found["shrunk"].min() < 1e-4
    nothing = lab.usual_rate(posts.assign(clicks=0))
    assert nothing["rate"] == 0


def test_a_forecast_asks_for_posts_that_were_seen():
    with pytest.raises(TableError, match="at least 2 rows"):
        lab.usual_rate(pd.DataFrame({"reach": [5], "clicks": [1]}))
    with pytest.raises(TableError, match="row 1 has 7 of 5"):
        lab.shrunk_rates(pd.DataFrame({"reach": [5, 5], "clicks": [1, 7]}))
    with pytest.raises(ArgumentError, match="usual people"):
        lab.shrunk_rates(
            pd.DataFrame({"reach": [5], "clicks": [1]}),
            usual=pd.Series({"rate": 0.1, "people": 0}),
        )


def test_z_takes_numbers_and_arrays():
    assert float(pooled_z(0, 10, 0, 10)) == 0
    assert pooled_z(np.array([5, 0]), 10, np.array([5, 10]), 10).tolist() == pytest.approx(
        [0, np.sqrt(20)]
    )
