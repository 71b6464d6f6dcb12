"""The inbox: varied, labelled truly, the same bytes each time, its days independent."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from conftest import ROOT

from smmkit.brand import Brand
from smmkit.brand.arrivals import rota
from smmkit.brand.identity import stream
from smmkit.brand.inbox_hand import Decks, Dice, shortened, slipped
from smmkit.brand.inbox_lines import HURRY, INCIDENT, INTENTS, STORIES, VOICES, suits
from smmkit.brand.inbox_text import LONGEST_ON_X, speaks_french
from smmkit.brand.inbox_words import FAULTS, PRAISES, PROBLEMS, WORDS
from smmkit.brand.messages import answered, causes, dangers, inbox
from smmkit.brand.names import TRADES
from smmkit.brand.parameters import parameters, value
from smmkit.brand.world.even import even_plan
from smmkit.brand.world.messages import incidents
from smmkit.brand.world.replies import expected_messages
from smmkit.errors import ArgumentError
from smmkit.kpi import response_rate
from smmkit.tables import MESSAGES

MONDAY = "2026-06-29"
ADA = Brand.of("ada")


def of_sixty(number: int) -> pd.DataFrame:
    """Return the first sixty messages of a brand."""
    return inbox(Brand.of(f"learner {number}"), first_day=MONDAY, days=14, weekly=50)[:60]


@pytest.fixture(scope="module")
def inboxes() -> list[pd.DataFrame]:
    """Two hundred learners' inboxes of sixty messages."""
    return [of_sixty(number) for number in range(200)]


@pytest.fixture(scope="module")
def everything() -> pd.DataFrame:
    """A year of many messages and incidents, of one brand a trade."""
    firsts = {}
    for number in range(400):
        brand = Brand.of(f"s{number}")
        firsts.setdefault(brand.trade, brand)
    assert set(firsts) == set(WORDS)
    parts = []
    for brand in firsts.values():
        blows = [(15 * k, 0.6, cause) for k, cause in enumerate((*causes(brand), "the rumour"))]
        part = inbox(brand, first_day=MONDAY, days=90, weekly=100, incidents=blows)
        parts.append(part.assign(trade=brand.trade, b2b=brand.b2b))
    return pd.concat(parts, ignore_index=True)


def test_it_is_the_table_of_messages():
    table = inbox(ADA, first_day=MONDAY, days=28)
    pd.testing.assert_frame_equal(table, MESSAGES.conform(table))
    assert table["received"].is_monotonic_increasing
    assert table["received"].between(MONDAY, "2026-07-27").all()
    assert set(table["platform"]) <= set(ADA.platforms)
    assert table["answered"].isna().all()
    assert table.drop(columns="answered").notna().all(axis=None)
    assert inbox(ADA, first_day=MONDAY, days=0).equals(MESSAGES.empty())


def test_no_two_learners_see_the_same_inbox(inboxes):
    texts = [set(table["text"]) for table in inboxes]
    shared = [len(a & b) / 60 for a, b in combinations(texts, 2)]
    assert np.mean(shared) < 0.004
    assert max(shared) < 0.10
    within = [1 - len(set(table["text"])) / len(table) for table in inboxes]
    assert np.mean(within) < 0.005
    words = [len(table["text"].unique()) for table in inboxes]
    assert min(words) >= 57


def test_labels_agree_with_each_other(everything):
    assert set(everything["intent"]) == set(INTENTS)
    assert set(everything["tone"]) == {"positive", "neutral", "negative"}
    assert set(everything["urgency"]) == {"high", "normal", "low"}
    by = everything.groupby("intent")
    tones = by["tone"].unique().map(set)
    for intent in ("sarcasm", "complaint", "insult", "safety", "legal"):
        assert tones[intent] == {"negative"}
    for intent in ("praise", "thanks", "tag a friend"):
        assert tones[intent] == {"positive"}
    needs = by["needs_answer"].mean()
    for intent in ("praise", "thanks", "tag a friend", "spam", "insult", "off topic"):
        assert needs[intent] == 0
    for intent in set(INTENTS) - {"objection"} - set(needs.index[needs == 0]):
        assert needs[intent] == 1
    assert set(everything["urgency"][everything["intent"].isin(["press", "safety", "legal"])]) == {
        "high"
    }
    high = everything["intent"][everything["urgency"] == "high"]
    assert set(high) == {"press", "safety", "legal", "privacy", "question", "order problem"}
    assert not (everything["needs_answer"] & (everything["urgency"] == "low")).any() or set(
        everything["intent"][everything["needs_answer"] & (everything["urgency"] == "low")]
    ) == {"objection"}


def test_sarcasm_reads_like_praise(everything):
    said = everything[everything["intent"] == "sarcasm"]["text"].str.lower()
    kind = (
        "thank|great|best|love|congrat|bravo|brilliant|five stars|10 out of|10/10|happy|amazing|"
        "compliment|lovely|special|wow|favourite|proud|cinq étoiles|recommande|continuez|keep up"
    )
    # Typing slips spoil a few of the words.
    assert said.str.contains(kind).mean() > 0.97


def test_texts_are_whole(everything):
    texts = everything["text"]
    assert not texts.str.contains(r"[{}*%_]{1}\w*}|\{|\}|  |^\s|\s$| ,|\.\.$", regex=True).any()
    assert not texts.str.contains(r"(?<!\.)\.\.(?!\.)|\?\.|!\.", regex=True).any()
    assert not texts.str.startswith(("*", "%", "+", "<", ">", ".", ",")).any()
    assert texts[everything["platform"] == "x"].str.len().max() <= LONGEST_ON_X
    assert texts.str.len().max() < 600
    lengths = texts.str.len()
    assert lengths.quantile(0.05) <= 26
    assert lengths.quantile(0.95) > 150


def test_only_a_page_with_reviews_has_reviews(everything):
    reviews = everything[everything["place"] == "review"]
    assert set(reviews["platform"]) == {"facebook"}
    assert set(reviews["intent"]) == {"praise", "complaint", "sarcasm"}


def test_firms_are_not_spoken_to_like_a_bakery(everything):
    firms = everything[everything["b2b"]]
    family = r"\b(?:mum|gran|husband|girlfriend|flatmate)\b"
    assert not firms["text"].str.contains(family, case=False).any()
    assert firms["text"].str.contains("purchase order|Dear Sir or Madam|invoice").any()


def test_nobody_real_is_named_and_nobody_slurred(everything):
    phrases = [p for w in WORDS.values() for name in ("questions", "problems", "faults", "letdowns",
               "praises", "dangers", "causes") for p in getattr(w, name)]  # fmt: skip
    phrases += [
        *FAULTS,
        *PRAISES,
        *PROBLEMS,
        *STORIES,
        *(h for lines in HURRY.values() for h in lines),
    ]
    phrases += [line for v in VOICES + INCIDENT for line in (*v.cores, *v.before, *v.after)]
    said = " ".join([*phrases, *everything["text"].sample(3000, random_state=1)]).lower()
    real = (
        "google|facebook|instagram|tiktok|linkedin|youtube|meta|amazon|ebay|paypal|klarna|uber|"
        "trustpilot|yelp|tripadvisor|whatsapp|netflix|starbucks|ikea|lidl|aldi|tesco|nike|"
        "microsoft|shopify|visa|mastercard|dhl|fedex|hermes|bbc|guardian|quickbooks|sage|xero"
    )
    found = set(re.findall(rf"\b(?:{real})\b", said))
    assert not found
    assert not re.findall(r"\b(?:bitch|whore|slut|retard\w*|fag\w*|tranny|spastic|gyps\w*)\b", said)
    assert not re.search(r"\b\+?\d[\d ]{8,}\b", " ".join(phrases))  # no telephone numbers


def test_french_is_written_where_french_is_spoken():
    brands = [Brand.of(f"s{number}") for number in range(40)]
    french = r"\b(?:bonjour|merci|vous|pour|bravo à|c'est|bonsoir|jamais|fois|très|@\w+ on y va)\b"
    shares = {True: [], False: []}
    for brand in brands:
        table = inbox(brand, first_day=MONDAY, days=28, weekly=60)
        shares[speaks_french(brand)].append(table["text"].str.lower().str.contains(french).mean())
    assert 0.03 < np.mean(shares[True]) < 0.15
    assert max(shares[False]) < 0.01


def test_volume_follows_followers_and_the_shares_stand():
    brands = [Brand.of(f"v{number}") for number in range(60)]
    got, wanted = [], []
    for brand in brands:
        got.append(len(inbox(brand, first_day=MONDAY, days=28)))
        usual = value("messages_week") * sum(brand.followers.values())
        wanted.append(4 * max(usual, value("fewest_messages")))
    assert sum(got) == pytest.approx(sum(wanted), rel=0.05)
    assert np.corrcoef(got, wanted)[0, 1] > 0.95
    for kind in ("consumer", "business"):
        names = parameters().filter(like=f"inbox_share.{kind}.", axis=0)
        assert names["value"].sum() == pytest.approx(1)
    assert parameters().filter(like="incident_share.", axis=0)["value"].sum() == pytest.approx(1)


def test_hours_are_those_of_the_audience():
    table = inbox(ADA, first_day=MONDAY, days=182, weekly=100)
    hour = table["received"].dt.hour
    peak = ADA.audience.sort_values("share")["peak_hour"].iloc[-1]
    near = ((hour - peak + 12) % 24 - 12).abs() <= 3
    assert near.mean() > 2 * 7 / 24 * 0.7
    firm = next(b for n in range(50) if (b := Brand.of(f"s{n}")).b2b)
    days = inbox(firm, first_day=MONDAY, days=182, weekly=100)["received"].dt.day_of_week
    assert (days >= 5).mean() < 0.12


def test_weeks_one_by_one_are_weeks_at_once():
    mood = np.linspace(-0.4, 0.4, 28)
    blows = [(3, 0.5, None), (5, 0.4, None), (20, 0.3, "the lost keys")]
    whole = inbox(ADA, first_day=MONDAY, days=28, mood=mood, incidents=blows)
    weeks = [
        inbox(
            ADA,
            first_day=np.datetime64(MONDAY) + 7 * week,
            days=7,
            mood=mood[7 * week : 7 * week + 7],
            incidents=[(day - 7 * week, size, cause) for day, size, cause in blows],
        )
        for week in range(4)
    ]
    pd.testing.assert_frame_equal(pd.concat(weeks, ignore_index=True), whole)
    assert whole["message_id"].is_unique


def test_an_incident_only_adds():
    usual = inbox(ADA, first_day=MONDAY, days=14, weekly=40)
    blow = inbox(ADA, first_day=MONDAY, days=14, weekly=40, incidents=[(4, 0.8, "the lost keys")])
    both = usual.merge(blow, on="message_id", suffixes=("", "_2"))
    assert len(both) == len(usual)
    assert (both["text"] == both["text_2"]).all()
    added = blow[~blow["message_id"].isin(usual["message_id"])]
    assert added["received"].min() >= pd.Timestamp("2026-07-03 10:00")
    assert 20 < len(added) < 120
    assert (added["tone"] == "negative").mean() > 0.6
    assert added["text"].str.contains("lost keys", case=False).mean() > 0.5
    by_day = added["received"].dt.day.value_counts()
    assert by_day[3] == by_day.max()


def test_danger_calls_for_safety():
    for number in range(3):
        brand = Brand.of(f"d{number}")
        usual = inbox(brand, first_day=MONDAY, days=7, weekly=300)
        for cause in causes(brand):
            blow = inbox(brand, first_day=MONDAY, days=7, weekly=300, incidents=[(0, 3, cause)])
            added = blow[~blow["message_id"].isin(usual["message_id"])]
            assert (added["intent"] == "safety").any() == (cause in dangers(brand))


def test_mood_tilts_praise_against_complaint():
    counts = {}
    for mood in (-0.5, 0.0, 0.5):
        table = inbox(ADA, first_day=MONDAY, days=182, weekly=100, mood=[mood] * 182)
        counts[mood] = table["intent"].value_counts()
    for name, factor in (("complaint", np.exp(-1)), ("praise", np.exp(0.5))):
        assert counts[0.5][name] / counts[0][name] == pytest.approx(factor, rel=0.2)
        assert counts[0][name] / counts[-0.5][name] == pytest.approx(factor, rel=0.2)


def test_other_deals_are_other_inboxes():
    first = inbox(ADA, first_day=MONDAY, days=28)
    for other in (
        inbox(ADA, first_day=MONDAY, days=28, attempt=1),
        inbox(ADA, first_day=MONDAY, days=28, stream_name="hard day"),
        inbox(Brand.of("ada", "b"), first_day=MONDAY, days=28),
    ):
        assert not set(first["message_id"]) & set(other["message_id"])
        assert len(set(first["text"]) & set(other["text"])) < 0.1 * len(first)


def test_the_same_bytes_in_another_process():
    code = (
        "import hashlib; from smmkit import Brand; from smmkit.brand.messages import inbox; "
        f"t = inbox(Brand.of('ada'), first_day='{MONDAY}', days=21, incidents=[(2, .5, None)]); "
        "print(hashlib.sha256(t.to_csv().encode()).hexdigest())"
    )
    here = inbox(ADA, first_day=MONDAY, days=21, incidents=[(2, 0.5, None)]).to_csv()
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.strip() == hashlib.sha256(here.encode()).hexdigest()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"days": -1}, "days must be a whole number"),
        ({"days": 2.0}, "days must be a whole number"),
        ({"first_day": "soon"}, "first_day must be a date"),
        ({"first_day": pd.NaT}, "first_day must be a date"),
        ({"mood": [0.0]}, "each of the 7 days; received 1"),
        ({"mood": [np.nan] * 7}, "received 7 of them, 0 finite"),
        ({"weekly": -1}, "weekly must be"),
        ({"incidents": [(0.5, 1, None)]}, "day must be a whole number"),
        ({"incidents": [(0, -1, None)]}, "size must be"),
        ({"incidents": [(0, 1, "")]}, "noun phrase"),
        ({"incidents": [(0, 1, "the {ref}")]}, "noun phrase"),
    ],
)
def test_senseless_arguments_are_named(change, words):
    with pytest.raises(ArgumentError, match=re.escape(words)):
        inbox(ADA, **({"first_day": MONDAY, "days": 7} | change))


def luck() -> np.random.Generator:
    return stream(ADA.identity, "answers")


def test_answers_come_to_those_who_wait_for_them():
    table = inbox(ADA, first_day=MONDAY, days=182, weekly=100)
    done = answered(table, within_hours=6, rng=luck())
    assert table["answered"].isna().all()
    assert done[~done["needs_answer"]]["answered"].isna().all()
    hours = (done["answered"] - done["received"]).dropna() / pd.Timedelta("1h")
    assert hours.median() == pytest.approx(6, rel=0.1)
    assert np.log(hours).std() == pytest.approx(value("sd_inbox_answer"), rel=0.1)
    assert response_rate(done) == pytest.approx(1 - value("inbox_overlooked"), abs=0.015)
    faster = answered(table, within_hours=3, rng=luck())
    both = done["answered"].notna()
    assert faster["answered"].notna().equals(both)
    assert (faster["answered"][both] <= done["answered"][both]).all()
    pd.testing.assert_frame_equal(MESSAGES.conform(done), done)


def test_manners_and_limits_of_answering():
    table = inbox(ADA, first_day=MONDAY, days=56, weekly=100)
    deleted = answered(table, within_hours=6, manner="delete", rng=luck())
    public = (deleted["tone"] == "negative") & (deleted["place"] != "direct message")
    assert deleted[public]["answered"].isna().all()
    assert deleted[~public]["answered"].notna().any()
    assert answered(table, within_hours=6, manner="none", rng=luck())["answered"].isna().all()
    cut = answered(table, within_hours=48, rng=luck(), until="2026-07-10 12:00")
    assert cut["answered"].max() <= pd.Timestamp("2026-07-10 12:00")
    with pytest.raises(ArgumentError, match='Did you mean "honest"'):
        answered(table, within_hours=6, manner="honst", rng=luck())


def test_an_office_answers_in_its_hours():
    table = inbox(ADA, first_day=MONDAY, days=56, weekly=100)
    hours = rota(ADA)
    done = answered(table, within_hours=3, rng=luck(), office=hours).dropna(subset="answered")
    assert done["answered"].dt.day_of_week.isin(hours["days"]).all()
    assert done["answered"].dt.hour.between(hours["start"], hours["end"] - 1).all()
    assert (done["answered"] > done["received"]).all()
    free = answered(table, within_hours=3, rng=luck()).dropna(subset="answered")
    assert (done["answered"] >= free["answered"]).all()
    for wrong in (
        {"days": (0,)},
        {"days": (), "start": 9, "end": 17},
        {"days": (0,), "start": 9, "end": 9},
    ):
        with pytest.raises(ArgumentError, match="office"):
            answered(table, within_hours=3, rng=luck(), office=wrong)


def test_every_trade_has_words_of_its_own():
    assert set(WORDS) == {trade.name for trade in TRADES}
    for words in WORDS.values():
        assert len(words.questions) >= 8
        assert len(words.causes) == 4
        assert sum(cause.startswith("!") for cause in words.causes) == 1
        assert all(cause.count(" / ") == 1 for cause in words.causes)
    faults = [fault for words in WORDS.values() for fault in words.faults]
    assert len(set(faults)) == len(faults)


def test_decks_do_not_repeat_before_they_are_through():
    decks = Decks(lambda kind, count: list(range(count)), day=11)
    dealt = [decks.deal("a", range(31)) for _ in range(31)]
    assert sorted(dealt) == list(range(31))


def test_slips_spare_names_and_numbers():
    rng = np.random.default_rng(0)
    text = "@maria.reads order #48213 was nowhere near Norwich"
    for _ in range(200):
        slip = slipped(Dice(rng.random(10).tolist()), text)
        assert slip.startswith("@maria.reads ")
        assert "#48213" in slip
        assert "Norwich" in slip
        assert abs(len(slip) - len(text)) <= 1
    assert slipped(Dice([0.5]), "no way") == "no way"
    assert shortened("thank you") == "ty" or shortened("thank you") == "thank u"
    assert suits(("%a", "*b", "+c", "d"), b2b=False, things=False) == ("b", "d")


# The inbox of a season


def season_of(number: int, manner: str = "honest", weeks: int = 26, within: float = 12):
    """Run a season with two posts a week at home."""
    brand = Brand.of(f"season {number}", "world")
    way = {"manner": manner, "within_hours": within}
    return brand.run(even_plan({brand.home: 2}), weeks=weeks, replies=way)


@pytest.fixture(scope="module")
def seasons():
    return [season_of(number) for number in range(10)]


def test_a_season_has_its_messages(seasons):
    for season in seasons[:3]:
        table = season.messages
        pd.testing.assert_frame_equal(table, MESSAGES.conform(table))
        assert table["message_id"].is_unique
        assert table["received"].between(MONDAY, "2026-12-28").all()
        assert table["received"].is_monotonic_increasing
        assert season.deleted.empty
    one, other = (set(season.messages["text"]) for season in seasons[:2])
    assert len(one & other) < 0.1 * len(one)
    assert Brand.of("ada").season().messages.empty


def test_incidents_of_the_mood_are_those_of_the_inbox(seasons):
    got, wanted, after, usual = 0.0, 0.0, [], []
    for season in seasons:
        found = incidents(season.brand, season.replies)
        assert len(found) == len({day for day, _ in found})
        day = (season.messages["received"] - pd.Timestamp(MONDAY)).dt.days
        count = np.bincount(day, minlength=182)
        hot = np.zeros(182, dtype=bool)
        for start, _ in found:
            hot[start : start + 7] = True
        for week, one in enumerate(season._played):
            days = slice(7 * week, 7 * week + 7)
            calm = ~hot[days]
            got += count[days][calm].sum()
            wanted += expected_messages(float(one.start.followers.sum())) * calm.mean()
        for start, size in found:
            assert size > 0
            after.append(count[start : start + 2].sum())
            usual.append(2 * count[~hot].mean())
    assert 0.95 < got / wanted < 1.25
    assert np.sum(after) > 1.3 * np.sum(usual)


def test_a_way_to_answer_shows_in_the_inbox(seasons):
    for season in seasons[:4]:
        table, office = season.messages, rota(season.brand)
        assert response_rate(table) > 0.85
        done = table.dropna(subset="answered")
        assert done["answered"].dt.day_of_week.isin(office["days"]).all()
        assert done["answered"].dt.hour.between(office["start"], office["end"] - 1).all()
    waits = []
    for hours in (2, 12, 48):
        table = season_of(0, within=hours).messages
        waits.append((table["answered"] - table["received"]).median())
    assert waits == sorted(waits)
    assert waits[0] < 0.7 * waits[2]
    silent, deletes = season_of(0, "none"), season_of(0, "delete")
    assert silent.messages["answered"].isna().all()
    gone, left = deletes.deleted, deletes.messages
    assert len(gone) > 5
    assert (gone["place"] == "comment").all()
    assert (gone["tone"] == "negative").all()
    bad = left[(left["tone"] == "negative") & (left["place"] != "direct message")]
    assert bad["answered"].isna().all()
    assert (bad["place"] == "comment").sum() < 0.2 * len(gone)


def test_what_waits_at_the_end_of_a_week_is_answered_later(seasons):
    early, late = season_of(0, weeks=8).messages, seasons[0].messages
    end = pd.Timestamp(MONDAY) + pd.Timedelta(weeks=8)
    assert early["answered"].max() <= end
    same = late[late["received"] < end].reset_index(drop=True)
    cut = same.assign(answered=same["answered"].where(same["answered"] <= end))
    pd.testing.assert_frame_equal(cut, early)
    assert same["answered"].count() > early["answered"].count()
