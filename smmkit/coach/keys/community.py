"""Lesson 11: a hard day in the inbox."""

from __future__ import annotations

from typing import Any

import pandas as pd

from smmkit import community, kpi
from smmkit.brand import hard_day
from smmkit.brand.arrivals import rota
from smmkit.coach.answers import Call, Choice, Function, Number, Record
from smmkit.coach.decisions import Decisions
from smmkit.coach.deliverables import Between, Reviewed
from smmkit.coach.questions import QuestionSet
from smmkit.errors import ArgumentError

QUESTIONS = QuestionSet("11", "community")

CASE = 1  # of pile and complaint: 0 is the lesson's
ROUNDED = 1e-3  # what a number may be rounded by, relative to it
OWNER_CASES = ("1", "2", "3", "4", "5", "6")


def _priced(decisions: Any, brand: Any) -> pd.DataFrame:
    return community.triage_cost(decisions, hard_day.labels(brand, CASE))


def _decided(brand: Any, **instead: str) -> dict[str, str]:
    """Decide as the policy says, but for these intents."""
    actions = community.policy()["action"].to_dict() | {
        name.replace("_", " "): action for name, action in instead.items()
    }
    table = hard_day.labels(brand, CASE)
    return {number: actions[what] for number, what in table[["message_id", "intent"]].to_numpy()}


def _answer_all(brand: Any) -> dict[str, str]:
    return dict.fromkeys(hard_day.labels(brand, CASE)["message_id"], "answer")


@QUESTIONS.question(
    "triage",
    title="Sort the pile",
    points=6,
    answer=Decisions(
        _priced,
        lambda brand: float(_priced(_answer_all(brand), brand)["cost"].sum()),
        free=2,
        what="a dictionary that names one of community.ACTIONS for each message",
    ),
    hints=(
        "Begin with what can hurt: danger, law, press, data. Then what only another person can "
        "put right. Then ask of each rude message: is there something in it to put right?",
        "Money back and broken orders: pass on. Danger, lawyers, journalists, data: escalate. "
        "Adverts and bare insults: hide. Talk among friends and mere thanks: leave. Offers and "
        "job seekers: pass on. The rest, sarcasm too: answer.",
    ),
    checked="the action for each message, under the cost table of the lesson",
    not_checked="in which order you would do them",
)
def triage(brand):
    return _decided(brand)


@triage.wrong(
    "everything answered",
    "You answer everything yourself. Some messages only another person can put right, some must "
    "reach who decides before a word goes out, and adverts want no answer at all.",
)
def _(brand):
    return _answer_all(brand)


@triage.wrong(
    "complaints hidden",
    "You hide people who complain. An unhappy customer with something to put right is the one to "
    "answer best: hidden, the complaint comes back as a picture of what you did. Hide only what "
    "breaks the published rules.",
)
def _(brand):
    return _decided(brand, complaint="hide", sarcasm="hide")


@triage.wrong(
    "danger and law answered alone",
    "You answer yourself where a lawyer, a journalist, an authority or a danger is in play. What "
    "you write there is quoted. Tell who decides first.",
)
def _(brand):
    return _decided(brand, safety="answer", legal="answer", press="answer", privacy="answer")


@triage.wrong(
    "orders answered alone",
    "You answer refunds and broken orders yourself. You can't see the order and can't give money "
    "back: write a first line and pass the case on.",
)
def _(brand):
    return _decided(brand, order_problem="answer", refund="answer")


@triage.wrong(
    "praise left without a word",
    "You leave praise. Who praises tells others what is good here, and comes back to where they "
    "were seen: answer it. Mere thanks are another thing: they end a talk you have had, and a like "
    "is enough.",
)
def _(brand):
    return _decided(brand, praise="leave")


def _owner_rows(brand: Any) -> pd.DataFrame:
    table = hard_day.owner_cases(brand)
    return table.assign(owner=table["intent"].map(community.policy()["owner"]))


@QUESTIONS.question(
    "owners",
    title="Who sees it to its end",
    points=3,
    answer=Record({number: Choice(community.OWNERS) for number in OWNER_CASES}),
    hints=(
        "Not who writes the first line, but who can end the matter: who sees the order, who may "
        "sign, who decides?",
        "Money back and orders: support. Working together: sales. Lawyers, journalists, data, "
        "danger, jobs: management. All else stays with the community manager.",
    ),
    checked="one owner for each of the six messages",
    not_checked="how it is in a firm that has no support or sales: then it is you",
)
def owners(brand):
    return _owner_rows(brand)["owner"].to_dict()


@owners.wrong(
    "everything is the manager's",
    "You keep all six yourself. Talking with customers is yours; ending a refund, a contract or a "
    "lawsuit is not. Hand over, and stay with it until it is done.",
)
def _(brand):
    return dict.fromkeys(OWNER_CASES, "community manager")


@owners.wrong(
    "customers are not our business",
    "You give customers' talk to support. Questions and complaints in public are the community "
    "manager's; support ends what hangs on an order.",
)
def _(brand):
    rows = _owner_rows(brand)["owner"]
    return rows.replace("community manager", "support").to_dict()


def _sentiment(brand: Any, column: str) -> tuple[float, float, float]:
    tones = hard_day.weeks(brand)[column].value_counts()
    return tuple(float(tones.get(tone, 0)) for tone in ("positive", "negative", "neutral"))


def _net(positive: float, negative: float, neutral: float) -> dict[str, float]:
    said = pd.DataFrame(
        {"positive": [positive], "negative": [negative], "mentions": positive + negative + neutral}
    )
    return {
        "of_all": kpi.net_sentiment(said),
        "of_opinionated": kpi.net_sentiment(said, convention="of opinionated"),
    }


@QUESTIONS.question(
    "sentiment",
    title="The tool's tone, put right",
    points=3,
    answer=Record({"of_all": Number("fraction"), "of_opinionated": Number("fraction")}),
    hints=(
        "The tool reads words. Which intent uses friendly words and means the opposite? Count "
        "those as negative before you divide.",
        'tone = june["tool_tone"].mask(june["intent"] == "sarcasm", "negative"); then positive '
        "minus negative, divided by all messages, and by positive plus negative.",
    ),
    checked="both numbers",
    not_checked="whether other messages were labelled rightly",
)
def sentiment(brand):
    return _net(*_sentiment(brand, "tone"))


@sentiment.wrong(
    "sarcasm read as praise",
    "You took the tool's tone as it is. It counts “well done, wrong parcel again” as praise: turn "
    "sarcasm into negative first.",
)
def _(brand):
    return _net(*_sentiment(brand, "tool_tone"))


@sentiment.wrong(
    "sarcasm left out",
    "You left the sarcastic messages out. They are opinions, and clear ones: count them as "
    "negative.",
)
def _(brand):
    june = hard_day.weeks(brand)
    tones = june.loc[june["intent"] != "sarcasm", "tone"].value_counts()
    return _net(*(float(tones.get(tone, 0)) for tone in ("positive", "negative", "neutral")))


@sentiment.wrong(
    "sarcasm made neutral",
    "You counted sarcasm as neutral. Its writers are unhappy and say so: negative.",
)
def _(brand):
    positive, negative, neutral = _sentiment(brand, "tone")
    count = float((hard_day.weeks(brand)["intent"] == "sarcasm").sum())
    return _net(positive, negative - count, neutral + count)


@sentiment.wrong(
    "share of praise",
    "You gave the share of praise. Net means praise less complaint, then divided.",
)
def _(brand):
    positive, negative, neutral = _sentiment(brand, "tone")
    return {
        "of_all": positive / (positive + negative + neutral),
        "of_opinionated": positive / (positive + negative),
    }


@sentiment.wrong(
    "two intents instead of three tones",
    "You counted the intents praise and complaint. Thanks are friendly too, and refunds or insults "
    "are not: the tone says who is content, the intent says what they want.",
)
def _(brand):
    counts = hard_day.weeks(brand)["intent"].value_counts()
    praise, complaint = float(counts["praise"]), float(counts["complaint"])
    return _net(praise, complaint, counts.sum() - praise - complaint)


@sentiment.wrong(
    "the two swapped",
    "You have both numbers, under each other's names. Divided by all messages it is nearer to "
    "zero than divided by those with an opinion.",
)
def _(brand):
    right = _net(*_sentiment(brand, "tone"))
    return {"of_all": right["of_opinionated"], "of_opinionated": right["of_all"]}


def _asking(brand: Any) -> pd.DataFrame:
    june = hard_day.weeks(brand)
    return june[june["needs_answer"]]


def _waiting(rows: pd.DataFrame, brand: Any, **instead: float) -> dict[str, float]:
    waited = (rows["answered"] - rows["received"]) / pd.Timedelta(hours=1)
    return {
        "rate": float(rows["answered"].notna().mean()),
        "median": float(kpi.response_time(rows, as_of=hard_day.DRAWN)["median"]),
        "within_day": float((waited <= 24).mean()),
    } | instead


@QUESTIONS.question(
    "waiting",
    title="How long people wait",
    points=3,
    answer=Record(
        {"rate": Number("fraction"), "median": Between("hours"), "within_day": Number("fraction")}
    ),
    example=lambda brand: _waiting(_asking(brand), brand),
    hints=(
        "Who waits? Those who need an answer; and those who never got one wait longest of all.",
        'asking = june[june["needs_answer"]]; kpi.response_rate(june); '
        'kpi.response_time(june, as_of=DRAWN)["median"]; and the share of asking that was answered '
        "within 24 hours, out of all of asking.",
    ),
    checked="the three numbers",
    not_checked="whether the answers were any good",
)
def waiting(brand):
    return _waiting(_asking(brand), brand) | {"median": _middle(brand)}


def _middle(brand: Any) -> tuple[float, float]:
    """Return the two middle waits: a median of an even number is any number between them."""
    rows = _asking(brand)
    until = rows["answered"].fillna(hard_day.DRAWN)
    waits = sorted((until - rows["received"]) / pd.Timedelta(hours=1))
    low, high = waits[(len(waits) - 1) // 2], waits[len(waits) // 2]
    return low * (1 - ROUNDED), high * (1 + ROUNDED)


@waiting.wrong(
    "answered ones only",
    "You looked at answered messages only. Whoever never got an answer waits longest: leave them "
    "out, and the slowest team looks quick.",
)
def _(brand):
    rows = _asking(brand)
    return _waiting(rows[rows["answered"].notna()], brand)


@waiting.wrong(
    "mean instead of median",
    "You took the mean of the waits. A few long nights pull it up, and the unanswered have no wait "
    "to be averaged: take the median, in which they count as longer than all the others.",
)
def _(brand):
    rows = _asking(brand)
    waited = (rows["answered"] - rows["received"]) / pd.Timedelta(hours=1)
    return _waiting(rows, brand, median=float(waited.mean()))


@waiting.wrong(
    "all messages",
    "You divided by all messages. Thanks, adverts and talk among friends wait for nothing: keep "
    "the rows in which needs_answer is true.",
)
def _(brand):
    june = hard_day.weeks(brand)
    return _waiting(june.assign(needs_answer=True), brand)


@waiting.wrong(
    "median of the answered",
    "Your median is that of the answered ones. Whoever still waits has waited longer than most of "
    "them: fill in DRAWN for the missing answers, or use kpi.response_time.",
)
def _(brand):
    rows = _asking(brand)
    done = rows[rows["answered"].notna()]
    return _waiting(rows, brand, median=_waiting(done, brand)["median"])


@waiting.wrong(
    "hours of work",
    "You counted the hours in which somebody is there. Asked is what the writer lives through: the "
    "hours of the clock, nights and Sundays too.",
)
def _(brand):
    rows, times = _asking(brand), rota(brand)
    names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    found = kpi.response_time(
        rows,
        as_of=hard_day.DRAWN,
        hours="business",
        opens=times["start"],
        closes=times["end"],
        weekmask=" ".join(names[day] for day in times["days"]),
    )
    return _waiting(rows, brand, median=float(found["median"]))


@waiting.wrong(
    "the same date",
    "You counted who was answered on the same date. Who writes at eleven at night and gets an "
    "answer at eight waited nine hours: compare the wait with 24 hours.",
)
def _(brand):
    rows = _asking(brand)
    same = rows["answered"].dt.date == rows["received"].dt.date
    return _waiting(rows, brand, within_day=float(same.mean()))


def _first_alarm(hours, limit):
    ordered = sorted(hours)
    for place, now in enumerate(ordered):
        if sum(now - 3 < hour <= now for hour in ordered[: place + 1]) >= limit:
            return place + 1
    return 0


def _storms(brand: Any) -> list[Call]:
    received = hard_day.hard_day(brand)["received"]
    late = received[received >= hard_day.HARD_DAY]
    hours = (late - pd.Timestamp(hard_day.HARD_DAY)).dt.total_seconds() / 3600
    own = [round(hour, 2) for hour in hours.head(30)]
    return [
        Call("a small case", ([9.0, 9.5, 10.0, 10.1, 10.2], 4)),
        Call("messages three hours apart, which is not within", ([9.0, 12.0, 15.0, 18.0], 2)),
        Call("times in no order", ([11.2, 9.9, 10.1, 10.0, 9.8], 4)),
        Call("a window across the full hour", ([8.9, 9.1, 11.0, 13.0], 3)),
        Call("a slow day", ([1.0, 5.0, 9.0, 13.0, 17.0, 21.0], 3)),
        Call("fewer messages than the limit", ([10.0, 10.5], 5)),
        Call("no message", ([], 1)),
        Call("the morning of your hard day", (own, 7)),
    ]


@QUESTIONS.question(
    "alarm",
    title="When to raise the alarm",
    points=3,
    answer=Function(Number("messages, counted from the first"), _storms),
    hints=(
        "Put the times in order, then look back from each message: how many came in the three "
        "hours up to it, itself included?",
        "for place, now in enumerate(sorted(hours)): count those with now - 3 < hour <= now among "
        "the ones so far; if the count is at least limit, return place + 1. At the end, return 0.",
    ),
    checked="your function on eight days",
    not_checked="what the right limit is: community.alarm takes it from usual days",
)
def alarm(brand):
    return _first_alarm


@alarm.wrong(
    "since midnight",
    "Your function counts all messages since midnight. A slow day reaches any limit in the end: "
    "count only the last three hours.",
)
def _(brand):
    return lambda hours, limit: limit if len(hours) >= limit else 0


@alarm.wrong(
    "more than the limit",
    "Your function waits for more than the limit. “At least” is enough: use >= .",
)
def _(brand):
    return lambda hours, limit: _first_alarm(hours, limit + 1)


@alarm.wrong(
    "blocks of the clock",
    "Your function cuts the day into blocks from the clock. A storm that begins just before a "
    "block ends is cut in two: look back three hours from each message.",
)
def _(brand):
    def blocks(hours, limit):
        ordered = sorted(hours)
        for place, now in enumerate(ordered):
            if sum(hour // 3 == now // 3 for hour in ordered[: place + 1]) >= limit:
                return place + 1
        return 0

    return blocks


def _late(brand: Any, start: pd.Timestamp) -> dict[str, float]:
    log = hard_day.team_log(brand, hard_day.alarm_time(brand))
    due = start + pd.to_timedelta(log["due_hours"], unit="h")
    delay = (log["done"] - due) / pd.Timedelta(hours=1)
    return {"late": int((delay > 0).sum()), "worst": float(delay.max())}


@QUESTIONS.question(
    "clock",
    title="Was the team in time?",
    points=2,
    answer=Record({"late": Number("steps"), "worst": Number("hours")}),
    hints=(
        "Each step has an hour by which it was due, counted from the alarm. What is done minus "
        "due?",
        'due = alarm + pd.to_timedelta(log["due_hours"], unit="h"); delay = (log["done"] - due) / '
        "pd.Timedelta(hours=1); count those above 0, and take the largest.",
    ),
    checked="the number of late steps, and the longest delay",
    not_checked="what the statement said",
)
def clock(brand):
    return _late(brand, hard_day.alarm_time(brand))


@clock.wrong(
    "clock from midnight",
    "You count from the beginning of the day. The clock starts with the alarm.",
)
def _(brand):
    return _late(brand, pd.Timestamp(hard_day.HARD_DAY))


@clock.wrong(
    "time taken, not delay",
    "You gave how long after the alarm the last step was done. A step that was due four hours "
    "later is late only by what goes beyond: subtract due_hours.",
)
def _(brand):
    log = hard_day.team_log(brand, hard_day.alarm_time(brand))
    taken = (log["done"] - hard_day.alarm_time(brand)) / pd.Timedelta(hours=1)
    return {"late": int((taken > 0).sum()), "worst": float(taken.max())}


@clock.wrong(
    "minutes for hours",
    "Your delay is in minutes. Asked are hours: divide by pd.Timedelta(hours=1).",
)
def _(brand):
    right = _late(brand, hard_day.alarm_time(brand))
    return right | {"worst": 60 * right["worst"]}


@clock.wrong(
    "all delays added up",
    "You added up the delays. They run side by side; asked is the longest of them.",
)
def _(brand):
    log = hard_day.team_log(brand, hard_day.alarm_time(brand))
    due = hard_day.alarm_time(brand) + pd.to_timedelta(log["due_hours"], unit="h")
    delay = (log["done"] - due) / pd.Timedelta(hours=1)
    return {"late": int((delay > 0).sum()), "worst": float(delay.clip(lower=0).sum())}


@clock.wrong(
    "every step is late",
    "You counted all steps. One that was done before its hour is in time: count the delays above "
    "0.",
)
def _(brand):
    return _late(brand, hard_day.alarm_time(brand)) | {"late": len(hard_day.STEPS)}


def _case(brand: Any) -> community.Case:
    about = hard_day.complaint(brand, CASE)
    place = str(about["message"]["place"])
    return community.Case("complaint", place, about["author"], about["about"], about["team"])


def _review(work: Any, brand: Any) -> pd.DataFrame:
    if "text" not in work:
        raise ArgumentError(f'Give the reply under "text"; received {", ".join(map(str, work))}.')
    return community.review(work["text"], _case(brand))


def _reply(brand: Any, more: str = "", *, body: str | None = None) -> dict[str, str]:
    case = _case(brand)
    hello = f"Hello {case.author}," if case.author else "Hello,"
    if body is None:
        body = (
            f"you are right to be angry, and we are sorry. It is about {' '.join(case.about)}: we "
            "are looking into what happened and will write here what we know by 6 pm today. If it "
            "concerns you yourself, send us a direct message, and I will call you back tomorrow."
        )
    return {"text": " ".join(filter(None, (hello, body, more, case.team[0])))}


@QUESTIONS.question(
    "reply",
    title="An answer that everybody reads",
    points=4,
    answer=Reviewed(
        dict, _review, worth=10, what='a dictionary with the reply, a text, under "text"'
    ),
    hints=(
        "community.review(reply, case) says what is missing and what must go. Name the person, the "
        "matter, what you do and by when; then sign.",
        "Hello [name], we are sorry about [the matter]. We have [done this], and will [do that] by "
        "[day or hour]. Then sign with a name of "
        "the team.",
    ),
    checked="what community.review looks at",
    not_checked="its tone, which a person reads in the next answer; and whether what you promise "
    "can be kept: that you alone know",
)
def reply(brand):
    return _reply(brand)


@reply.wrong(
    "asks to take it down",
    "You ask the writer to take the words down. That is the sentence which gets photographed. Put "
    "the matter right; people change their reviews by themselves.",
)
def _(brand):
    return _reply(brand, "Please delete your comment until then.")


@reply.wrong(
    "blames the writer",
    "You put the blame on the writer. Even where it is true, everybody who reads along sides with "
    "them.",
)
def _(brand):
    return _reply(brand, "You should have asked us first.")


@reply.wrong(
    "asks for data in public",
    "You ask for personal data where everybody reads. Ask for a direct message.",
)
def _(brand):
    return _reply(brand, "Please tell us your phone number here.")


@reply.wrong(
    "a phrase for everybody",
    "Your answer would fit any complaint of any brand. Name the matter, what you do, and by when.",
)
def _(brand):
    phrase = "we apologise for any inconvenience. Your feedback is important to us."
    return _reply(brand, body=phrase)


@reply.wrong(
    "sorry for their feelings",
    "You are sorry for how they feel. That says the trouble is theirs: be sorry for what happened.",
)
def _(brand):
    body = (
        f"we are sorry that you feel this way about {' '.join(_case(brand).about)}. We are looking "
        "into it and will write here by 6 pm today."
    )
    return _reply(brand, body=body)


@reply.wrong(
    "promises what nobody can keep",
    "You promise more than you have in your hands. Say what you will do, and when you will say "
    "more; money for all and “never again” are for whoever can sign them.",
)
def _(brand):
    return _reply(brand, "We will refund everybody, and it will never happen again.")


@reply.wrong(
    "strikes back",
    "You strike back. The writer may be wrong; those who read along see a firm that quarrels.",
)
def _(brand):
    return _reply(brand, "All else is a lie from our rivals.")
