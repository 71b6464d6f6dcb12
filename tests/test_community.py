"""Community: the policy and its costs, replies held to rules, the alarm."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from smmkit import Brand, community
from smmkit.brand import hard_day
from smmkit.brand.inbox_lines import INTENTS
from smmkit.brand.inbox_words import WORDS
from smmkit.brand.messages import inbox
from smmkit.errors import ArgumentError, TableError

BRANDS = [Brand.of(f"reader {number}", "community") for number in range(8)]


def inbox_of(intents, urgency="normal"):
    ids = [str(number) for number in range(len(intents))]
    times = pd.date_range("2026-07-01 08:00", periods=len(intents), freq="7min")
    table = {"message_id": ids, "received": times, "intent": intents, "urgency": urgency}
    return pd.DataFrame(table)


def test_every_intent_of_an_inbox_has_a_line_in_the_policy():
    policy = community.policy()
    assert set(policy.index) == set(INTENTS)
    assert set(policy["action"]) == set(community.ACTIONS)
    assert set(policy["owner"]) == set(community.OWNERS)


def test_what_is_right_is_free_and_no_mistake_is():
    costs = community.costs()
    assert list(costs.index) == list(costs.columns) == list(community.ACTIONS)
    assert (np.diag(costs) == 0).all()
    assert (costs.to_numpy()[~np.eye(len(costs), dtype=bool)] > 0).all()
    # Hiding is the dearest mistake wherever something was to be answered.
    for right in ("answer", "pass on", "escalate"):
        assert costs.loc[right].idxmax() == "hide"


@settings(max_examples=25)
@given(st.lists(st.sampled_from(sorted(INTENTS)), min_size=1, max_size=12), st.randoms())
def test_the_policy_costs_nothing_and_the_whole_is_its_parts(intents, random):
    messages = inbox_of(intents)
    by_policy = community.triage(messages)["action"]
    assert community.triage_cost(by_policy, messages)["cost"].sum() == 0
    taken = {key: random.choice(list(community.ACTIONS)) for key in messages["message_id"]}
    whole = community.triage_cost(taken, messages)
    for place, key in enumerate(messages["message_id"]):
        one = community.triage_cost({key: taken[key]}, messages.iloc[[place]])
        assert one.iloc[0].tolist() == whole.loc[key].tolist()


def test_what_is_not_decided_was_left():
    messages = inbox_of(["safety", "thanks"])
    assert community.triage_cost({}, messages)["cost"].tolist() == [12, 0]


def test_the_most_pressing_comes_first_and_what_asks_nothing_last():
    messages = inbox_of(["question", "thanks", "safety"]).assign(urgency=["normal", "low", "high"])
    found = community.triage(messages)
    assert found.index.tolist() == ["2", "0", "1"]
    assert found["within"].tolist()[:2] == [1.0, 24.0]
    assert found["due"].isna().tolist() == [False, False, True]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: community.triage_cost({"0": "ignore"}, inbox_of(["praise"])), "must be one of"),
        (lambda: community.triage_cost({"9": "hide"}, inbox_of(["praise"])), "no message '9'"),
        (lambda: community.triage_cost(["hide"], inbox_of(["praise"])), "received list"),
        (lambda: community.alarm(["noon"], usual=1), "cannot be read"),
        (lambda: community.alarm([], usual=0), "usual"),
        (lambda: community.crisis_plan("soon"), "date and time"),
        (lambda: community.review("  ", CASE), "says something"),
        (lambda: community.Case("complaint", "wall", "", ["x"], ["y"]), "place"),
        (lambda: community.Case("complaint", "review", "", "x", ["y"]), "about"),
    ],
)
def test_what_cannot_be_read_is_said(call, words):
    with pytest.raises(ArgumentError, match=words):
        call()


def test_an_intent_the_policy_does_not_know_is_named():
    with pytest.raises(TableError, match="'gossip'"):
        community.triage(inbox_of(["gossip"]))


@given(
    st.lists(st.integers(0, 3 * 24 * 60), max_size=60),
    st.floats(0.05, 5),
    st.sampled_from([1, 3, 6]),
)
def test_the_alarm_is_the_first_window_too_full_for_chance(minutes, usual, window):
    start = pd.Timestamp("2026-07-01")
    times = sorted(start + pd.Timedelta(minutes=minute) for minute in minutes)
    expected = None
    for place, now in enumerate(times):
        count = sum(now - pd.Timedelta(hours=window) < time for time in times[: place + 1])
        if stats.poisson.sf(count - 1, usual * window) < 0.001:
            expected = now
            break
    assert community.alarm(times, usual=usual, window=window) == expected


def test_a_storm_is_told_in_its_first_hours_and_a_usual_week_seldom():
    false = 0
    for brand in BRANDS:
        june = hard_day.weeks(brand)["received"]
        by_day = june[june.dt.hour.between(8, 21)]
        usual = len(by_day) / 28 / 14
        day = hard_day.hard_day(brand)["received"]
        raised = community.alarm(day[day >= hard_day.HARD_DAY], usual=usual)
        assert raised < pd.Timestamp(hard_day.HARD_DAY) + pd.Timedelta(hours=13)
        calm = inbox(brand, first_day="2026-08-03", days=7, weekly=60, stream_name="calm")
        false += community.alarm(calm["received"], usual=usual) is not None
    assert false <= len(BRANDS) / 2


CASE = community.Case("complaint", "comment", "Mara", ["rye loaf", "Saturday"], ["Ana", "Ben"])

# Written by hand, from poor to very good.
REPLIES = (
    "Dear customer!!! Delete your comment or send us your phone number. You should have asked.",
    "Hello Mara, sorry you feel that way. We are a small team.",
    "Hello Mara, we are sorry for any inconvenience. We will look into it.",
    "Hello Mara, we are sorry about the rye loaf. We are looking into it.",
    "Hello Mara, we are sorry about the rye loaf. We have put one aside for you and will call you "
    "by Friday noon; please send us a direct message with your order number. Ana",
)


def test_five_replies_rank_as_a_reader_would_rank_them():
    scores = [community.score(community.review(text, CASE)) for text in REPLIES]
    assert scores == sorted(scores)
    assert len(set(scores)) == len(scores)
    assert scores[0] == 0
    assert scores[-1] == 10


def test_a_boilerplate_that_keeps_the_form_fails():
    text = (
        "Hello, thank you for your feedback, which is important to us. We are sorry and will do "
        "our best within 24 hours. The team"
    )
    assert community.score(community.review(text, CASE)) < 5


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Bonjour Mara, supprimez votre commentaire.", "hush"),
        ("Bonjour Mara, vous auriez dû demander.", "blame"),
        ("Bonjour Mara, veuillez excuser la gêne occasionnée.", "empty"),
        ("Envoyez-nous votre numéro de commande ici.", "data"),
        ("PLEASE LISTEN, MARA, THIS IS NOT TRUE.", "loud"),
    ],
)
def test_what_must_not_be_said_is_found_in_both_languages(text, rule):
    assert rule in set(community.review(text, CASE)["rule"])


def named(*body):
    return f"Hello Mara, {' '.join(body)} Ana, for all of us in the bakery"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("we are sorry that you feel this way about the rye loaf. We will call today.", "sorry"),
        ("sorry if the rye loaf was not to your taste. We will call you today.", "sorry"),
        ("désolé que vous le preniez ainsi pour le rye loaf. Je vous rappelle demain.", "sorry"),
        ("sorry about the rye loaf. We will refund everybody by noon.", "promise"),
        ("sorry about the rye loaf. We check it today; it will never happen again.", "promise"),
        ("désolé pour le rye loaf. Cela ne se reproduira plus, je vérifie ce soir.", "promise"),
        ("sorry, but the rye loaf is a lie from our rivals. We write here tonight.", "attack"),
        ("sorry about the rye loaf. We are told by noon, and we will sue.", "attack"),
        ("sorry. Unfortunately you did not read our price list. We call you today.", "blame"),
        ("sorry about the rye loaf. You forgot the label. We will call you today.", "blame"),
        ("sorry about the rye loaf. We are a small team, and it is Monday.", "next"),
        ("sorry, rye loaf, we will Friday", "next"),
        ("sorry about the rye loaf. We are looking into it and will write soon.", "when"),
    ],
)
def test_what_a_reader_would_not_let_pass_costs(text, rule):
    assert rule in set(community.review(named(text), CASE)["rule"])


@pytest.mark.parametrize(
    "text",
    [
        "sorry about the rye loaf. I'll be back here at 19:00.",
        "sorry about the rye loaf. I am asking my colleagues now and write here again at 7.",
        "sorry that you had to wait for a rye loaf. We report here tonight.",
        "we are sorry about the rye loaf. We've asked the bakers and know more in two hours.",
        "I apologise for the rye loaf. Ben is checking it and will post the result by noon.",
        "sorry about the rye loaf. If you did not get your money, we send it by Friday.",
        "we apologise for the rye loaf. We write to everybody who bought one by Friday.",
        "désolée pour le rye loaf. Nous nous renseignons et vous répondons ici ce soir.",
        "désolés pour le rye loaf. Je vérifie et je reviens vers vous ici à 19h30.",
        "désolée pour le rye loaf. J'ai demandé au fournil, on vous rappelle demain.",
    ],
)
def test_what_a_professional_would_write_passes(text):
    assert community.review(named(text), CASE).empty


@pytest.mark.parametrize("trade", sorted(WORDS))
def test_a_cause_can_be_named_by_any_of_its_words_and_is_no_attack_in_itself(trade):
    for cause in WORDS[trade].causes:
        named_so = cause.removeprefix("!").split(" / ")[0]
        about = hard_day.telling(named_so)
        assert about
        case = community.Case("complaint", "comment", "Mara", about, ["Ana"])
        for words in (named_so, *about):
            text = f"sorry about this: {words}. We are checking it and write here by 6 pm."
            assert community.review(named(text), case).empty, words


def test_short_words_are_found_as_words_and_in_both_numbers():
    case = community.Case("complaint", "comment", "", ["tips", "jar"], ["Ana"])
    for words, missing in (("the tip", 0), ("the jars", 0), ("a tiptoe", 1), ("never", 1)):
        text = f"Hello, we are sorry about {words} here. We will call you today about it. Ana"
        assert len(community.review(text, case)) == missing


def test_a_good_french_reply_passes():
    text = (
        "Bonjour Mara, nous sommes désolés pour le rye loaf de Saturday. Nous allons vous rappeler "
        "demain ; écrivez-nous votre numéro en message privé. Ben"
    )
    assert community.review(text, CASE).empty


def test_a_private_place_may_ask_for_data_and_praise_needs_no_apology():
    private = community.Case("praise", "direct message", "", ["rye loaf"], ["Ana"])
    text = "Thank you. We will send you the recipe of the rye loaf; tell me your address. Ana"
    assert community.review(text, private).empty


@pytest.mark.parametrize("brand", BRANDS, ids=lambda brand: brand.student)
def test_the_hard_day_of_every_brand_can_be_worked_on(brand):
    messages = hard_day.labels(brand)
    assert len(messages) == 18
    assert set(messages["intent"].map(community.policy()["action"])) == set(community.ACTIONS)
    assert not set(hard_day.pile(brand)) & {"intent", "tone", "urgency", "needs_answer"}
    owners = hard_day.owner_cases(brand)["intent"].map(community.policy()["owner"])
    assert set(owners) == set(community.OWNERS)
    case = hard_day.complaint(brand)
    assert case["message"]["place"] != "direct message"
    log = hard_day.team_log(brand, hard_day.alarm_time(brand))
    assert (log["done"].diff().dropna() > pd.Timedelta(0)).all()
