import json
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smmkit import kpi
from smmkit.errors import ArgumentError, CurrencyError, SmmkitError, TableError, UnitError
from smmkit.money import Money
from smmkit.tables import ADS, DAILY, LISTENING, MESSAGES, POSTS

approx = pytest.approx

SHARED = Path(__file__).parents[2] / "shared"


def table(of, **columns):
    return of.conform(pd.DataFrame(columns))


def posts(**columns):
    return table(POSTS, **columns)


def ads(**columns):
    return table(ADS, **columns)


def shared(name):
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"the file {name} is not beside this clone, in ../shared")
    return path


@pytest.fixture(scope="module")
def golden():
    return json.loads(shared("domain/golden-vectors.json").read_text(encoding="utf-8"))


# Golden vectors: figures computed elsewhere from real files


def test_linkedin(golden):
    raw = pd.read_csv(shared("real-exports/linkedin-metrics-1.csv"))
    daily = raw.rename(
        columns={"Impressions (total)": "impressions", "Total Engagement": "engagements"}
    )[["impressions", "engagements"]]
    expected = golden["linkedin-metrics-1"]
    sums = kpi.volume(daily)
    for column in ("impressions", "engagements"):
        assert sums[column] == expected[column]
    assert sums["posts"] == expected["rows"]
    assert kpi.er_by_impressions(daily) == approx(expected["er_pooled"])
    mean = kpi.er_by_impressions(daily, average="mean of ratios")
    assert mean == approx(expected["er_mean_of_days"])
    each = kpi.er_by_impressions(daily, average="each row")
    assert (each - raw["Engagement rate (total)"]).abs().max() < 1e-12


def test_youtube(golden):
    raw = pd.read_csv(shared("real-exports/youtube-table-5.csv"))
    expected = golden["youtube-table-5"]
    videos = raw[raw["Content"] != "Total"]
    rate = videos["Impressions click-through rate (%)"] / 100
    videos = pd.DataFrame(
        {
            "impressions": videos["Impressions"],
            "clicks": videos["Impressions"] * rate,
            "video_views": videos["Views"],
        }
    )
    assert kpi.volume(videos)["posts"] == expected["rows"]
    assert kpi.volume(videos)["video_views"] == expected["sum_views"]
    assert 100 * kpi.ctr(videos) == approx(expected["ctr_weighted_pct"])
    mean = kpi.ctr(videos, average="mean of ratios")
    assert 100 * mean == approx(expected["ctr_simple_mean_pct"])
    assert round(100 * kpi.ctr(videos), 2) == expected["ctr_total_pct"]


def test_meta_ads(golden):
    raw = pd.read_csv(shared("real-exports/meta-ads-3-pt.csv"), encoding="utf-8-sig")
    raw = raw.rename(
        columns={
            "Plataforma": "platform",
            "Alcance": "reach",
            "Impressões": "impressions",
            "Moeda": "currency",
            "Valor usado (BRL)": "spend",
            "Leads": "leads",
        }
    )
    expected = golden["meta-ads-3-pt"]
    columns = ["platform", "reach", "impressions", "currency", "spend", "leads"]
    whole = ADS.conform(raw.loc[raw["Dia"].isna(), columns])
    days = ADS.conform(raw.loc[raw["Dia"].notna(), columns])
    assert kpi.volume(days)["impressions"] == expected["sum_impressions"]
    assert kpi.volume(whole)["reach_lower_bound"] == expected["total_reach"]
    assert kpi.reach_upper_bound(days) == expected["sum_daily_reach"]
    assert kpi.volume(days)["reach_lower_bound"] < expected["total_reach"]
    assert kpi.frequency(whole) == approx(expected["freq_check"])
    assert kpi.cpm(whole) == approx(expected["cpm"])
    assert kpi.cpl(whole) == approx(expected["cpl"])
    # The export's own days add up to 0.01 % less spend than its total row.
    assert kpi.cpm(days) == approx(expected["cpm"], rel=1e-4)
    assert kpi.cpl(days.fillna({"leads": 0})) == approx(expected["cpl"], rel=1e-4)
    assert kpi.cpl(days) < expected["cpl"], "days without leads are blank, and stay out"


@pytest.fixture(scope="module")
def uci():
    raw = pd.read_csv(shared("datasets/uci-facebook-metrics.csv"), sep=";")
    return raw.rename(
        columns={
            "Type": "format",
            "Paid": "paid",
            "Lifetime Post Total Reach": "reach",
            "Lifetime Post Total Impressions": "impressions",
            "comment": "comments",
            "like": "likes",
            "share": "shares",
            "Total Interactions": "engagements",
        }
    ).astype({"paid": "boolean"})


def test_uci_facebook(golden, uci):
    expected = golden["uci_facebook"]
    sums = kpi.volume(uci)
    assert sums["posts"] == expected["rows"]
    assert sums["engagements"] == expected["interactions"]
    assert kpi.reach_upper_bound(uci) == expected["reach"]
    for average, key in (
        ("pooled", "er_reach_pooled"),
        ("mean of ratios", "er_reach_mean"),
        ("median of ratios", "er_reach_median"),
    ):
        assert kpi.er_by_reach(uci, average=average) == approx(expected[key])
    median = kpi.frequency(uci, average="median of ratios")
    assert median == approx(expected["frequency_median"])
    below_one = (kpi.frequency(uci, average="each row") < 1).sum()
    assert below_one == expected["rows_impressions_lt_reach"]
    weighted = kpi.factored_er(uci, weights={"likes": 1, "comments": 1, "shares": 1})
    assert weighted == approx(kpi.er_by_reach(uci.dropna(subset=["likes", "shares"])))


def test_uci_facebook_split_by_paid_and_type(golden, uci):
    # These two golden figures were taken from the posts of which everything is known.
    complete = uci.dropna()
    by_paid = kpi.er_by_reach(complete, by="paid")
    for key, value in golden["uci_paid_er_pooled"].items():
        assert by_paid[key == "1"] == approx(value)
    by_both = kpi.er_by_reach(complete, by=["format", "paid"])
    assert len(by_both) == len(golden["uci_type_paid_er"])
    for key, value in golden["uci_type_paid_er"].items():
        kind, paid = key.split("|")
        assert by_both[kind, paid == "1"] == approx(value)
    everything = kpi.er_by_reach(uci, by="paid")
    assert len(everything) == 3, "the post whose paid flag is not known has a row of its own"


def test_x_has_a_post_with_more_engagements_than_impressions(golden):
    raw = pd.read_csv(shared("real-exports/x-content-1.csv"))
    raw = raw.rename(columns={"Impressions": "impressions", "Engagements": "engagements"})
    each = kpi.er_by_impressions(raw, average="each row")
    assert len(each) == golden["x_content_1"]["rows"]
    assert (each > 1).sum() == golden["x_content_1"]["er_gt_1"]


def test_thai_posts_are_counted_by_type(golden):
    raw = pd.read_csv(shared("datasets/uci-fb-live-thailand.csv"))
    expected = golden["uci_thai_live"]
    counted = kpi.volume(raw.rename(columns={"status_type": "format"}), by="format")["posts"]
    assert counted.to_dict() == expected["types"]
    assert counted.sum() == expected["rows"]


# Laws

counts = st.integers(0, 10**6)
known = st.integers(1, 10**6)


def frames(bottom=known):
    rows = st.tuples(counts, bottom, st.sampled_from("ab"))
    return st.lists(rows, min_size=1, max_size=12).map(
        lambda rows: pd.DataFrame(rows, columns=["engagements", "reach", "pillar"])
    )


@given(frames())
def test_pooled_lies_between_the_least_and_the_greatest_row(frame):
    each = kpi.er_by_reach(frame, average="each row")
    pooled = kpi.er_by_reach(frame)
    assert each.min() * (1 - 1e-12) <= pooled <= each.max() * (1 + 1e-12)
    assert kpi.er_by_reach(frame.head(1)) == each.iloc[0]


@settings(max_examples=30)
@given(frames(bottom=counts), st.randoms(use_true_random=False), st.integers(1, 1000))
def test_order_does_not_matter_and_scale_does_as_it_should(frame, random, factor):
    shuffled = frame.sample(frac=1, random_state=random.randrange(2**32))
    more = frame.assign(engagements=frame["engagements"] * factor)
    alike = frame.assign(engagements=frame["engagements"] * factor, reach=frame["reach"] * factor)
    for average in ("pooled", "mean of ratios", "median of ratios"):
        rate = kpi.er_by_reach(frame, average=average)
        for other, times in ((shuffled, 1), (more, factor), (alike, 1)):
            found = kpi.er_by_reach(other, average=average)
            assert found == approx(rate * times, nan_ok=True)


@given(frames())
def test_groups_weighted_by_their_reach_give_the_whole(frame):
    by_pillar = kpi.er_by_reach(frame, by="pillar")
    weights = frame.groupby("pillar")["reach"].sum()
    whole = (by_pillar * weights).sum() / weights.sum()
    assert whole == approx(kpi.er_by_reach(frame))


@settings(max_examples=30)
@given(
    st.lists(
        st.tuples(
            st.one_of(st.none(), counts), st.one_of(st.none(), counts), st.sampled_from("ab")
        ),
        max_size=8,
    )
)
def test_missing_and_zero_are_nan_and_never_a_warning(rows):
    frame = pd.DataFrame(rows, columns=["engagements", "reach", "pillar"])
    known = frame.dropna(subset=["engagements", "reach"]).astype({"reach": float})
    frame = POSTS.conform(frame)
    total = known["reach"].sum()
    expected = known["engagements"].sum() / total if total else math.nan
    pooled = kpi.er_by_reach(frame)
    assert type(pooled) is float
    assert pooled == approx(expected, nan_ok=True)
    for average in ("mean of ratios", "median of ratios"):
        assert math.isnan(kpi.er_by_reach(frame, average=average)) == (known["reach"] == 0).all()
        by = kpi.er_by_reach(frame, average=average, by="pillar")
        assert by.dtype == "float64"
        assert by.name == "er_by_reach"
    assert kpi.er_by_reach(frame, by="pillar").index.nunique() == frame["pillar"].nunique()


@settings(max_examples=30)
@given(
    st.lists(
        st.tuples(st.floats(0, 1e5), known, known, known, st.floats(0.01, 1e6)),
        min_size=1,
        max_size=8,
    )
)
def test_the_chain_of_costs_holds(rows):
    frame = ADS.conform(
        pd.DataFrame(rows, columns=["spend", "impressions", "clicks", "conversions", "revenue"])
    )
    assert kpi.cpm(frame) == approx(1000 * kpi.cpc(frame) * kpi.ctr(frame))
    assert kpi.cpc(frame) == approx(kpi.cpa(frame) * kpi.cr(frame))
    if frame["spend"].sum() > 1e-6:
        assert kpi.roas(frame) * kpi.cpa(frame) == approx(kpi.aov(frame))


@given(st.floats(0.01, 1), st.floats(0.01, 1e6))
def test_at_the_break_even_roas_romi_is_zero(margin, spend):
    revenue = kpi.break_even_roas(margin) * spend
    assert kpi.romi(revenue * margin, cost=spend) == approx(0, abs=1e-9)


@given(st.dictionaries(st.text(max_size=3), counts, min_size=1))
def test_shares_of_voice_add_up_to_one(mentions):
    shares = kpi.share_of_voice(mentions)
    if any(mentions.values()):
        assert shares.sum() == approx(1)
        assert ((shares >= 0) & (shares <= 1)).all()
    else:
        assert shares.isna().all()


@given(st.lists(st.integers(0, 10), min_size=1, max_size=40))
def test_nps_is_a_mean_of_marks_and_its_error_that_of_a_mean(scores):
    marks = np.select([np.array(scores) >= 9, np.array(scores) <= 6], [100, -100], 0)
    found = kpi.nps(scores)
    assert found.value == approx(marks.mean())
    assert found.standard_error == approx(marks.std() / math.sqrt(len(marks)), abs=1e-5)
    assert -100 <= found.low <= found.value + 1e-9
    assert found.value - 1e-9 <= found.high <= 100


waits = st.lists(st.integers(0, 10_000), min_size=1, max_size=30)


def messages(minutes, answered=None):
    received = pd.Series(pd.Timestamp("2026-03-02 08:00"), index=range(len(minutes)))
    answers = received + pd.to_timedelta(minutes, unit="min")
    if answered is not None:
        answers = answers.where(pd.Series(answered))
    return table(MESSAGES, received=received, answered=answers)


@given(waits)
def test_with_all_answered_the_response_time_is_the_plain_quantile(minutes):
    found = kpi.response_time(messages(minutes), as_of="2026-04-01")
    for name, q in (("median", 0.5), ("p90", 0.9)):
        expected = np.quantile(minutes, q, method="inverted_cdf") / 60
        assert found[name] == approx(expected)


@settings(max_examples=30)
@given(waits, st.data())
def test_leaving_messages_unanswered_never_looks_faster(minutes, data):
    answered = data.draw(
        st.lists(st.booleans(), min_size=len(minutes), max_size=len(minutes)), "answered"
    )
    everything = kpi.response_time(messages(minutes), as_of="2026-04-01")
    some = kpi.response_time(messages(minutes, answered), as_of="2026-04-01")
    for name in ("median", "p90"):
        assert math.isnan(some[name]) or some[name] >= everything[name] - 1e-9
    rate = kpi.response_rate(messages(minutes, answered))
    assert rate == approx(np.mean(answered))


followed = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=20)


@settings(max_examples=30)
@given(followed, st.integers(1000, 9000), st.randoms(use_true_random=False))
def test_a_balance_of_followers_balances(days, opening, random):
    won, lost = np.array(days).T
    daily = table(
        DAILY,
        date=pd.date_range("2026-01-01", periods=len(days)),
        new_followers=won,
        lost_followers=lost,
        followers=opening + np.cumsum(won - lost),
    ).sample(frac=1, random_state=random.randrange(2**32))
    balance = kpi.follower_balance(daily)
    assert balance["opening"] == opening
    assert balance["opening"] + balance["won"] - balance["lost"] == balance["closing"]
    assert kpi.growth(daily) * opening == approx(kpi.net_growth(daily))
    assert kpi.churn(daily) == approx(lost.sum() / opening)


# Each measure by hand


def test_rates_by_hand():
    frame = posts(
        platform=["x", "facebook"],
        engagements=[10, 30],
        reach=[100, 100],
        impressions=[200, 200],
        video_views=[None, 50],
        likes=[8, 20],
        comments=[2, 4],
        shares=[0, 6],
        saves=[1, 3],
    )
    assert kpi.er_by_reach(frame) == 0.2
    assert kpi.er_by_impressions(frame) == 0.1
    assert kpi.er_by_views(frame) == 0.6
    assert kpi.er_by_followers(frame, followers=400) == 0.05
    assert kpi.er_by_followers(frame, followers={"x": 100, "facebook": 300}) == 0.1
    assert kpi.er_by_followers(frame, followers=pd.Series([100, 700])) == 0.05
    assert kpi.reach_rate(frame, followers=400) == 0.25
    assert kpi.viral_rate(frame) == 0.03
    assert kpi.viral_rate(frame, per="impressions") == 0.015
    assert kpi.save_rate(frame) == 0.02
    assert kpi.frequency(frame) == 2
    assert kpi.factored_er(frame, weights={"likes": 1, "shares": 2}) == 0.2
    assert kpi.factored_er(frame, weights={"likes": 1, "shares": 2}, followers=400) == 0.05
    assert kpi.applause_rate(frame) == 14
    assert kpi.conversation_rate(frame) == 3
    assert kpi.amplification_rate(frame) == 3
    assert kpi.applause_rate(frame, per="1000 followers", followers=400) == 35
    assert kpi.applause_rate(frame, per="follower", followers=400) == 0.035
    assert kpi.economic_value(400, short_term=900, savings=100) == 2.5
    assert math.isnan(kpi.economic_value(0))


def test_daily_er_by_hand():
    daily = table(DAILY, engagements=[10, 30], followers=[100, 300])
    assert kpi.daily_er(daily) == 0.1
    assert kpi.daily_er(daily.assign(followers=[100, 600]), average="mean of ratios") == approx(
        0.075
    )


def test_reach_is_never_added_up_in_a_volume():
    frame = posts(reach=[100, 300, None], likes=[1, 2, None], pillar=["a", "b", "b"])
    found = kpi.volume(frame)
    assert "reach" not in found
    assert found["reach_lower_bound"] == 300
    assert found["likes"] == 3
    assert math.isnan(found["shares"])
    by_pillar = kpi.volume(frame, by="pillar")
    assert by_pillar.loc["b", ["posts", "likes", "reach_lower_bound"]].tolist() == [2, 2, 300]
    assert kpi.reach_upper_bound(frame, by="pillar").tolist() == [100, 300]
    assert kpi.volume(table(DAILY, posts=[2, 0], likes=[1, 2]))["posts"] == 2


def test_money_spent_in_vain_counts():
    frame = ads(spend=[30, 10], clicks=[10, 0])
    assert kpi.cpc(frame) == 4
    assert math.isnan(kpi.cpl(ads(spend=[30], leads=[0])))


def test_paid_by_hand():
    frame = ads(
        spend=[60, 40],
        impressions=[6_000, 4_000],
        clicks=[50, 50],
        engagements=[200, 200],
        video_views=[1_000, 1_000],
        leads=[5, 5],
        conversions=[4, 0],
        revenue=[500, 0],
        currency=["EUR", "EUR"],
    )
    found = {f.__name__: f(frame) for f in (kpi.cpm, kpi.cpc, kpi.cpl, kpi.cpa, kpi.cpe, kpi.cpv)}
    assert found == {"cpm": 10, "cpc": 1, "cpl": 10, "cpa": 25, "cpe": 0.25, "cpv": 0.05}
    assert (kpi.ctr(frame), kpi.cr(frame), kpi.vtr(frame)) == (0.01, 0.04, 0.2)
    assert (kpi.roas(frame), kpi.aov(frame)) == (5, 125)
    assert kpi.romi(500 * 0.4, cost=100) == 1.0
    assert kpi.romi(-50, cost=100) == -1.5
    assert math.isnan(kpi.roi(100, cost=0))
    assert math.isnan(kpi.break_even_roas(0))


def test_customer_value_by_hand_and_in_money():
    month, once = ("EUR", "month"), ("EUR",)
    assert kpi.cac(900, new_customers=30) == 30
    assert kpi.cac(Money(900, *month), new_customers=30) == Money(30, *once)
    assert math.isnan(kpi.cac(Money(900, *month), new_customers=0))
    assert kpi.ltv(Money(50, *once), orders_per_year=4, years=3, margin=0.5) == Money(300, *once)
    by_churn = kpi.ltv_from_churn(Money(20, *month), margin=0.5, monthly_churn=0.05)
    assert by_churn == Money(200, *once)
    assert (
        kpi.payback_months(Money(30, *once), revenue_per_month=Money(20, *month), margin=0.5) == 3
    )
    assert kpi.ltv_to_cac(Money(300, *once), Money(100, *once)) == 3
    assert math.isnan(kpi.ltv_to_cac(300, 0))
    with pytest.raises(CurrencyError, match="cost is in USD"):
        kpi.roi(Money(300, "EUR"), cost=Money(100, "USD"))


def test_share_of_voice_and_sentiment_by_month():
    said = table(
        LISTENING,
        month=pd.to_datetime(["2026-01-01", "2026-01-01", "2026-02-01", "2026-02-01"]),
        brand=["ours", "theirs"] * 2,
        mentions=[25, 75, 50, 50],
        positive=[10, 30, 20, 0],
        negative=[5, 0, 20, 0],
    )
    assert kpi.share_of_voice(said)["ours"] == 0.375
    assert kpi.share_of_voice(said, by="month")["ours"].tolist() == [0.25, 0.5]
    ours = said[said["brand"] == "ours"]
    assert kpi.net_sentiment(ours) == approx(5 / 75)
    assert kpi.net_sentiment(ours, convention="of opinionated") == approx(5 / 55)
    assert kpi.net_sentiment(said, by="brand")["theirs"] == 0.24


def test_business_hours_skip_the_weekend():
    # Friday 17:00 to Monday 10:00, open 9 to 18.
    frame = pd.DataFrame(
        {
            "received": pd.to_datetime(["2026-03-06 17:00"]),
            "answered": pd.to_datetime(["2026-03-09 10:00"]),
            "needs_answer": [True],
        }
    )
    clock = kpi.response_time(frame, as_of="2026-03-10")
    business = kpi.response_time(frame, as_of="2026-03-10", hours="business")
    assert (clock["median"], business["median"]) == (65, 2)
    unanswerable = pd.concat([frame, frame.assign(answered=pd.NaT, needs_answer=False)])
    assert kpi.response_rate(unanswerable) == 1
    by_day = kpi.response_time(
        frame.assign(day="Friday"), as_of="2026-03-10", hours="business", by="day"
    )
    assert by_day.loc["Friday"].tolist() == [2, 2]


def test_followers_of_several_accounts_are_balanced_one_by_one():
    daily = table(
        DAILY,
        date=pd.to_datetime(["2026-01-01", "2026-01-02"] * 2),
        platform=["x", "x", "tiktok", "tiktok"],
        followers=[105, 108, 1000, 1100],
        new_followers=[7, 4, None, None],
        lost_followers=[2, 1, None, None],
    )
    assert kpi.growth(daily, by="platform").to_dict() == {"tiktok": 0.1, "x": 0.08}
    assert kpi.growth(daily) == approx(108 / 1100)
    assert math.isnan(kpi.churn(daily, by="platform")["tiktok"])
    with pytest.raises(TableError, match="one row a day for each account"):
        kpi.growth(daily.drop(columns="platform"))


# Errors a learner understands


def test_a_missing_column_is_named():
    with pytest.raises(TableError, match=r'er_by_reach needs the column "reach".*Did you mean'):
        kpi.er_by_reach(pd.DataFrame({"engagements": [1], "reech": [2]}))
    with pytest.raises(TableError, match=r'needs the column "pilar".*Did you mean "pillar"'):
        kpi.er_by_reach(posts(engagements=[1], reach=[2]), by="pilar")
    with pytest.raises(TableError, match="received list"):
        kpi.volume([1, 2])


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (["1,200", "300"], "must hold numbers; it holds .*such as '1,200'"),
        ([-5.0, 1.0], "from 0 to 1e15; it holds -5"),
        ([math.inf, 1.0], "it holds inf"),
    ],
)
def test_a_column_of_no_counts_is_refused(values, words):
    with pytest.raises(TableError, match=words):
        kpi.er_by_reach(pd.DataFrame({"engagements": [1, 2], "reach": values}))


def test_a_column_that_stands_twice_is_refused():
    frame = pd.DataFrame([[1, 2, 3]], columns=["engagements", "reach", "reach"])
    with pytest.raises(TableError, match="more than once"):
        kpi.er_by_reach(frame)


def test_currencies_are_not_added_up():
    frame = ads(spend=[1, 2, 3], impressions=[10, 20, 30], currency=["EUR", "USD", None])
    with pytest.raises(CurrencyError, match=r"cpm cannot add .* EUR, USD, not known"):
        kpi.cpm(frame)
    assert kpi.cpm(frame, by="currency").tolist() == [100, 100, 100]
    assert kpi.cpm(ads(spend=[1, None], impressions=[10, 20], currency=["EUR", "USD"])) == 100
    assert kpi.ctr(frame.assign(clicks=1)) == 0.05


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda f: kpi.er_by_reach(f, average="mean"), ArgumentError, '"mean of ratios"'),
        (lambda f: kpi.er_by_reach(f, by=[]), ArgumentError, "at least one column"),
        (lambda f: kpi.er_by_reach(f, by="x", average="each row"), SmmkitError, '"x"'),
        (
            lambda f: kpi.er_by_reach(f, by="pillar", average="each row"),
            ArgumentError,
            "leave out by",
        ),
        (lambda f: kpi.er_by_followers(f, followers=-1), ArgumentError, "at least 0"),
        (lambda f: kpi.er_by_followers(f, followers={"x": 1}), ArgumentError, "tiktok"),
        (lambda f: kpi.er_by_followers(f, followers=pd.Series([1, 2])), ArgumentError, "2 for 1"),
        (lambda f: kpi.applause_rate(f, followers=5), ArgumentError, "per='post'"),
        (lambda f: kpi.applause_rate(f, per="follower"), ArgumentError, "followers=None"),
        (lambda f: kpi.viral_rate(f, per="likes"), ArgumentError, '"impressions"'),
        (lambda f: kpi.factored_er(f, weights={}), ArgumentError, "weights must be"),
        (lambda f: kpi.factored_er(f, weights={"likes": -1}), ArgumentError, "weights['likes']"),
        (lambda f: kpi.break_even_roas(40), UnitError, "For 40 % write 0.4"),
        (lambda f: kpi.share_of_voice({"a": 1}, by="month"), ArgumentError, "needs a table"),
        (lambda f: kpi.share_of_voice({"a": -1}), TableError, "from 0 to"),
        (lambda f: kpi.nps([11]), TableError, "from 0 to 10; received 11"),
        (lambda f: kpi.nps([9], confidence=95), ArgumentError, "less than 1"),
        (
            lambda f: kpi.net_sentiment(
                pd.DataFrame({"mentions": [1], "positive": [1], "negative": [1]})
            ),
            TableError,
            "more positive and negative",
        ),
    ],
)
def test_errors_name_what_was_wrong(call, error, words):
    frame = posts(
        platform=["tiktok"], engagements=[1], reach=[2], likes=[1], shares=[1], pillar=["a"]
    )
    with pytest.raises(error) as caught:
        call(frame)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("change", "options", "words"),
    [
        ({"answered": ["2026-03-01"]}, {}, "answered before it was received"),
        ({}, {"as_of": "2026-03-02 09:00"}, "received after as_of"),
        ({}, {"as_of": "2026-03-02 10:15"}, "answered after as_of"),
        ({}, {"as_of": "soon"}, "as_of must be a date and time; received 'soon'"),
        ({}, {"as_of": None}, "as_of must be"),
        ({}, {"hours": "busy"}, "hours must be one of"),
        ({}, {"hours": "business", "opens": 18, "closes": 9}, "closes must be"),
        ({}, {"hours": "business", "weekmask": "Mo"}, "weekmask must name days"),
    ],
)
def test_times_that_cannot_be_are_refused(change, options, words):
    frame = pd.DataFrame(
        {
            "received": pd.to_datetime(["2026-03-02 10:00"]),
            "answered": pd.to_datetime(change.get("answered", ["2026-03-02 10:30"])),
        }
    )
    with pytest.raises(SmmkitError) as caught:
        kpi.response_time(frame, **{"as_of": "2026-03-03", **options})
    assert words in str(caught.value)
    with pytest.raises(TableError, match="must hold dates and times"):
        kpi.response_rate(frame.astype({"answered": str}))


def test_nothing_known_gives_nan_everywhere():
    frame = POSTS.empty()
    assert math.isnan(kpi.er_by_reach(frame))
    assert kpi.er_by_reach(frame, by="pillar").empty
    assert kpi.volume(frame)["posts"] == 0
    assert math.isnan(kpi.nps([]).value)
    assert kpi.response_time(MESSAGES.empty(), as_of="2026-01-01").isna().all()
    assert kpi.response_time(MESSAGES.empty(), as_of="2026-01-01", by="platform").empty
    assert math.isnan(kpi.growth(DAILY.empty()))
    assert kpi.growth(DAILY.empty(), by="platform").empty
    assert kpi.share_of_voice(LISTENING.empty()).empty


def test_tables_are_left_as_they_were():
    frame = posts(engagements=[1, 2], reach=[10, 0], platform=["x", "x"])
    before = frame.copy(deep=True)
    kpi.er_by_reach(frame, by="platform", average="mean of ratios")
    kpi.volume(frame)
    kpi.er_by_followers(frame, followers={"x": 5})
    pd.testing.assert_frame_equal(frame, before)
