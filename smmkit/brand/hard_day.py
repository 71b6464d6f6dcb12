"""Four weeks of a brand's inbox, a pile of mixed messages, and the day on which all goes wrong."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from smmkit.brand.agreement import agreement
from smmkit.brand.arrivals import rota
from smmkit.brand.identity import stream
from smmkit.brand.messages import answered, causes, inbox

if TYPE_CHECKING:
    from smmkit.brand.cards import Brand

__all__ = [
    "DRAWN",
    "HARD_DAY",
    "STEPS",
    "alarm_time",
    "complaint",
    "hard_day",
    "labels",
    "owner_cases",
    "pile",
    "team_log",
    "telling",
    "weeks",
]

FIRST, DAYS = "2026-06-01", 28
DRAWN = pd.Timestamp("2026-06-30 18:00")
"""When the table of the four weeks was drawn."""

HARD_DAY = "2026-07-09"
"""The day on which all goes wrong."""

SIZE = 1.6  # log mood: a bad day of which a town talks
_BEFORE = 60.0  # messages a week at least, so that four weeks hold enough to count
_LABELS = ["intent", "tone", "urgency", "needs_answer"]
# How many of each group a pile holds; the rest of it is whatever comes next.
_GROUPS = (
    (("complaint",), 3),
    (("sarcasm",), 2),
    (("safety", "legal", "press", "privacy"), 2),
    (("order problem", "refund"), 2),
    (("spam", "insult"), 2),
    (("tag a friend", "off topic", "thanks"), 2),
    (("question",), 2),
    (("partnership", "job"), 1),
    (("praise",), 2),
)
_OWNED = (
    (("question", "complaint"), 2),
    (("order problem", "refund"), 2),
    (("partnership",), 1),
    (("legal", "press", "privacy"), 1),
)
_LEAST_MOOD, _MOST_ATTEMPTS = 0.02, 20
_RAISED_AT = 12  # messages of the day, by when nobody could overlook it
# Words of a cause that any other matter holds as well.
_WEAK_WORDS = (
    "a across after all an and announced are as at away because before big by came catch comes cut "
    "customer customers date day day's did do does during each every everybody evening failed fell "
    "for forgot found from full go got had happened has if in into is it its kept last late left "
    "let longer lost middle month name names natural never new next night no nobody not notice of "
    "off old on one opened or other's our out overnight own paid people ran saw send several sold "
    "take test that the their them third to twice under up was week weeks went were when who whole "
    "with without word wrong you your"
)
_WEAK = frozenset(_WEAK_WORDS.split())
# A cause is told as the public tells it; an answer tells it from the house's side.
_TURNED = {"you": "we", "your": "our", "our": "your"}
STEPS = ("scheduled posts stopped", "management told", "first word in public", "statement")
"""What a team owes on such a day, in order."""

_DUE = (0.0, 0.25, 1.0, 4.0)
_LATENESS = ((0.0, 0.6), (-0.2, 1.2), (0.3, 2.5), (-2.0, 5.0))
_IN_TIME = (-0.8, -0.1)  # of the last step, where each of the others was late
_NEXT_DAY = "2026-07-14"  # of the exercise's complaint, about another matter


def weeks(brand: Brand) -> pd.DataFrame:
    """
    Return the messages of June, with labels and the times at which the team answered.

    Returns
    -------
    pandas.DataFrame
        MESSAGES, from 1 to 28 June 2026, and `tool_tone`: how a program that looks for words
        read the tone. It takes sarcasm for praise. Drawn up on `DRAWN`.

    Examples
    --------
    >>> from smmkit import Brand
    >>> set(weeks(Brand.of("ada"))["tool_tone"]) <= {"positive", "neutral", "negative"}
    True
    """
    table = _june(brand)
    rng = stream(brand.identity, "hard day answers")
    hours = float(rng.uniform(3, 8))
    table = answered(table, within_hours=hours, rng=rng, office=rota(brand), until=DRAWN)
    return table.assign(tool_tone=table["tone"].mask(table["intent"] == "sarcasm", "positive"))


def pile(brand: Brand, case: int = 0) -> pd.DataFrame:
    """
    Return a pile of messages to be sorted, of every kind, without labels.

    Parameters
    ----------
    brand : Brand
        To whom they are written.
    case : int, default 0
        0 is the pile of the lesson, 1 that of the exercise: no message is in both.

    Returns
    -------
    pandas.DataFrame
        Indexed by message ("1", "2", ...): place, author, text.

    Examples
    --------
    >>> from smmkit import Brand
    >>> len(pile(Brand.of("ada")))
    18
    """
    return _pile(brand, case)[["place", "author", "text"]].copy()


def labels(brand: Brand, case: int = 0) -> pd.DataFrame:
    """
    Return what the messages of `pile` are, as whoever wrote them meant it.

    Parameters
    ----------
    brand, case
        As in `pile`.

    Returns
    -------
    pandas.DataFrame
        The columns of MESSAGES; message_id is the number in the pile.

    Examples
    --------
    >>> from smmkit import Brand
    >>> "sarcasm" in set(labels(Brand.of("ada"))["intent"])
    True
    """
    return _pile(brand, case).reset_index(drop=True)


def hard_day(brand: Brand) -> pd.DataFrame:
    """
    Return the messages of three usual days and of the day on which all goes wrong.

    Returns
    -------
    pandas.DataFrame
        MESSAGES, from 6 to 9 July 2026, none answered.

    Examples
    --------
    >>> from smmkit import Brand
    >>> days = hard_day(Brand.of("ada"))["received"].dt.day.value_counts()
    >>> int(days.idxmax())
    9
    """
    return inbox(
        brand,
        first_day="2026-07-06",
        days=4,
        incidents=[(3, SIZE, _cause(brand))],
        weekly=_BEFORE,
        stream_name="hard day",
    )


def complaint(brand: Brand, case: int = 0) -> dict[str, object]:
    """
    Return a public complaint, and what an answer to it can rest on.

    Parameters
    ----------
    brand : Brand
        About whom.
    case : int, default 0
        0 is one of the hard day, 1 the exercise's: of 14 July, about another matter.

    Returns
    -------
    dict
        message (row of MESSAGES), cause (what it is about, as the house would say it), author
        (first name, or ""), about (words of the cause), team (who may sign).

    Examples
    --------
    >>> from smmkit import Brand
    >>> sorted(complaint(Brand.of("ada")))
    ['about', 'author', 'cause', 'message', 'team']
    """
    cause = _cause(brand, case)
    day = _day_after(brand, cause) if case else hard_day(brand)
    about = telling(cause)
    told = day[
        (day["place"] != "direct message")
        & (day["intent"] == "complaint")
        & (day["received"] >= (_NEXT_DAY if case else HARD_DAY))
    ]
    on_it = told["text"].str.contains("|".join(map(re.escape, about)), case=False)
    named = told["author"].str.fullmatch(r"[^\W\d_]+ [^\W\d_]+\.?")
    likely = next(found for found in (told[on_it & named], told[on_it], told) if len(found))
    message = likely.iloc[0]
    name = message["author"].split()[0] if named[message.name] else ""
    team = list(agreement(brand)["team"])
    turned = re.sub(r"[a-z]+", lambda word: _TURNED.get(word[0], word[0]), cause)
    return {"message": message, "cause": turned, "author": name, "about": about, "team": team}


def telling(cause: str) -> list[str]:
    """
    Return the words of a cause that tell it from others.

    Examples
    --------
    >>> telling("the tip jar the staff never got")
    ['tip', 'jar', 'staff']
    """
    words = [word.strip('.,;"') for word in cause.split()]
    return [word for word in words if word.casefold() not in _WEAK]


def team_log(brand: Brand, alarm: pd.Timestamp) -> pd.DataFrame:
    """
    Return what a team did on such a day, and when.

    Parameters
    ----------
    brand : Brand
        Whose team.
    alarm : pandas.Timestamp
        When the alarm was raised.

    Returns
    -------
    pandas.DataFrame
        step, due_hours (agreed: hours after the alarm), done (time). One step at least is in
        time, and one at least is late.

    Examples
    --------
    >>> from smmkit import Brand
    >>> len(team_log(Brand.of("ada"), pd.Timestamp("2026-07-09 11:00")))
    4
    """
    rng = stream(brand.identity, "hard day team")
    minutes, earliest = [], 1
    for due, (low, high) in zip(_DUE, _LATENESS, strict=True):
        minutes.append(max(round(60 * (due + float(rng.uniform(low, high)))), earliest))
        earliest = minutes[-1] + 5  # nobody speaks before management knows
    if all(done > 60 * due for done, due in zip(minutes, _DUE, strict=True)):
        done = round(60 * (_DUE[-1] + float(rng.uniform(*_IN_TIME))))
        minutes[-1] = max(done, minutes[-2] + 5)
    done = pd.Timestamp(alarm) + pd.to_timedelta(minutes, unit="min")
    return pd.DataFrame({"step": STEPS, "due_hours": _DUE, "done": done})


def _cause(brand: Brand, case: int = 0) -> str:
    known = causes(brand)
    first = int(stream(brand.identity, "hard day cause").integers(len(known)))
    return known[(first + case) % len(known)]


def _day_after(brand: Brand, cause: str) -> pd.DataFrame:
    return inbox(
        brand,
        first_day=_NEXT_DAY,
        days=1,
        incidents=[(0, SIZE, cause)],
        weekly=_BEFORE,
        stream_name="day after",
    )


def owner_cases(brand: Brand) -> pd.DataFrame:
    """
    Return six messages that have different owners, in an order of the brand's own.

    Returns
    -------
    pandas.DataFrame
        MESSAGES indexed by "1" to "6": two for the community manager, one or more for each
        other owner.

    Examples
    --------
    >>> from smmkit import Brand
    >>> list(owner_cases(Brand.of("ada")).index)
    ['1', '2', '3', '4', '5', '6']
    """
    long = _long(brand)
    taken = [
        long.index[long["intent"].isin(intents)][-1 - number]
        for intents, count in _OWNED
        for number in range(count)
    ]
    found = long.loc[stream(brand.identity, "hard day owners").permutation(taken)]
    return found.set_axis([str(number) for number in range(1, len(found) + 1)])


def alarm_time(brand: Brand) -> pd.Timestamp:
    """
    Return when the brand's team raised the alarm on the hard day.

    Examples
    --------
    >>> from smmkit import Brand
    >>> str(alarm_time(Brand.of("ada")).date())
    '2026-07-09'
    """
    received = hard_day(brand)["received"]
    late = received[received >= HARD_DAY].reset_index(drop=True)
    return late[min(len(late), _RAISED_AT) - 1]


@lru_cache(maxsize=64)
def _june(brand: Brand) -> pd.DataFrame:
    for attempt in range(_MOST_ATTEMPTS):
        name = f"hard day {attempt}" if attempt else "hard day"
        table = inbox(brand, first_day=FIRST, days=DAYS, weekly=_BEFORE, stream_name=name)
        tones = table["tone"].value_counts()
        # A mood of zero is zero whatever it is divided by, and would teach nothing.
        if abs(tones["positive"] - tones["negative"]) > _LEAST_MOOD * len(table):
            break
    return table


@lru_cache(maxsize=64)
def _long(brand: Brand) -> pd.DataFrame:
    return inbox(
        brand, first_day="2026-03-02", days=112, weekly=2 * _BEFORE, stream_name="hard day pile"
    ).drop_duplicates("text")


@lru_cache(maxsize=64)
def _pile(brand: Brand, case: int) -> pd.DataFrame:
    long = _long(brand)
    rng = stream(brand.identity, "hard day pile order", case)
    taken = [
        row
        for intents, count in _GROUPS
        for row in long.index[long["intent"].isin(intents)][case * count : (case + 1) * count]
    ]
    found = long.loc[rng.permutation(taken)].sort_values("received", kind="stable")
    numbers = [str(number) for number in range(1, len(found) + 1)]
    return found.assign(message_id=pd.array(numbers, dtype="string")).set_axis(numbers)
