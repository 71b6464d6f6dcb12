"""The inbox: what the public writes to a brand, labelled, and when it is answered.

Each day has random numbers of its own, so that weeks run one by one give the same messages as
weeks run at once. The labels are true by construction: a message is made of frames that carry them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from smmkit.brand.identity import stream
from smmkit.brand.inbox_hand import Decks, Dice
from smmkit.brand.inbox_lines import INTENTS
from smmkit.brand.inbox_text import write
from smmkit.brand.inbox_words import WORDS
from smmkit.brand.parameters import value, values
from smmkit.brand.world.replies import MANNERS
from smmkit.errors import ArgumentError, check_choice, check_columns, check_number
from smmkit.tables import MESSAGES

if TYPE_CHECKING:
    from smmkit.brand.cards import Brand

__all__ = ["answered", "causes", "dangers", "inbox"]

# Random numbers kept for a message, more than the longest one takes.
NUMBERS = 128
INCIDENT_DAYS = 7
_ABOUT_INCIDENTS = (
    *("complaint", "sarcasm", "question", "refund", "insult", "press", "legal", "praise"),
    "safety",
)


def inbox(
    brand: Brand,
    *,
    first_day: str | np.datetime64 | pd.Timestamp,
    days: int,
    mood: Iterable[float] | None = None,
    incidents: Iterable[tuple[int, float, str | None]] = (),
    weekly: float | None = None,
    stream_name: str = "messages",
    attempt: int = 0,
) -> pd.DataFrame:
    """
    Return the messages that a brand gets on some days.

    A day's number is Poisson. A bad mood brings more complaints and less praise, by a factor
    of exp(tilt * mood) on each intent's share; an incident brings a burst that dies out over a
    week. A day's messages depend on the brand, the stream, the day, its mood and the incidents
    around it, never on the other days asked for.

    Parameters
    ----------
    brand : Brand
        To whom they are written.
    first_day : date
        The first day.
    days : int
        How many days.
    mood : sequence of float, optional
        Log mood of the public on each day; 0 is the usual one.
    incidents : sequence of (int, float, str or None)
        Day (0 is the first; it may lie before or after the days asked for), size in log mood,
        and what it is about: one of `causes`, another noun phrase, or None for one that the
        brand and the day decide.
    weekly : float, optional
        Messages expected in a week of usual mood; unless given, by the brand's followers.
    stream_name : str, default "messages"
        Which inbox of this brand: another name gives another one.
    attempt : int, default 0
        Which deal of it.

    Returns
    -------
    pandas.DataFrame
        MESSAGES, in order of arrival, none answered yet.

    Raises
    ------
    ArgumentError
        If an argument makes no sense, such as a mood of another length.

    Examples
    --------
    >>> from smmkit import Brand
    >>> ada = Brand.of("ada")
    >>> two = inbox(ada, first_day="2026-06-29", days=14)
    >>> second = inbox(ada, first_day="2026-07-06", days=7)
    >>> second.equals(two[two["received"] >= "2026-07-06"].reset_index(drop=True))
    True
    """
    first = _as_day(first_day)
    count = _whole("days", days)
    moods = _moods(mood, count)
    blows = [_incident(brand, first, *one, stream_name=stream_name) for one in incidents]
    if weekly is None:
        usual = value("messages_week") * sum(brand.followers.values())
        weekly = max(usual, value("fewest_messages"))
    daily = check_number("weekly", weekly, low=0, unit="messages") / 7

    public = _Public(brand)

    @cache
    def shuffle(kind: str, length: int) -> list[int]:
        rng = stream(brand.identity, f"{stream_name}.deck.{kind}", attempt)
        return rng.permutation(length).tolist()

    rows: list[tuple[object, ...]] = []
    for day, feeling in zip(first + np.arange(count), moods.tolist(), strict=True):
        name = f"{stream_name}.{day}"
        decks = Decks(shuffle, int(day.astype(int)))
        rng = stream(brand.identity, name, attempt)
        rows += _usual_day(rng, public, day, decks, daily, feeling)
        for number, (start, size, cause) in enumerate(blows):
            if start <= day < start + INCIDENT_DAYS:
                name = f"{stream_name}.{day}.incident.{start}.{_rank(blows, number)}"
                rng = stream(brand.identity, name, attempt)
                rows += _after_incident(
                    *(rng, public, day, decks, daily * size, cause),
                    age=int((day - start).astype(int)),
                )
    names = ["message_id", "received", "platform", "place", "author", "text", "intent", "tone"]
    frame = pd.DataFrame(rows, columns=[*names, "urgency", "needs_answer"])
    frame = frame.assign(account=brand.handle, answered=pd.NaT)
    frame = frame.sort_values(["received", "message_id"], kind="stable")
    return MESSAGES.conform(frame.astype({"received": MESSAGES.columns["received"].dtype}))


def causes(brand: Brand) -> tuple[str, ...]:
    """
    Return what incidents of the brand's trade are about, as noun phrases.

    Examples
    --------
    >>> from smmkit import Brand
    >>> len(causes(Brand.of("ada")))
    4
    """
    return tuple(_named(cause) for cause in WORDS[brand.trade].causes)


def dangers(brand: Brand) -> tuple[str, ...]:
    """
    Return those of `causes` that put people, data or property in danger.

    Examples
    --------
    >>> from smmkit import Brand
    >>> set(dangers(Brand.of("ada"))) < set(causes(Brand.of("ada")))
    True
    """
    marked = WORDS[brand.trade].causes
    return tuple(_named(cause) for cause in marked if cause.startswith("!"))


def _named(cause: str) -> str:
    return cause.removeprefix("!").split(" / ")[0]


def _short(brand: Brand, cause: str) -> str:
    for known in WORDS[brand.trade].causes:
        if _named(known) == cause:
            return known.split(" / ")[1]
    return cause


def answered(
    table: pd.DataFrame,
    *,
    within_hours: float,
    manner: str = "honest",
    rng: np.random.Generator,
    office: Mapping[str, object] | None = None,
    until: str | np.datetime64 | pd.Timestamp | None = None,
) -> pd.DataFrame:
    """
    Return messages with the times at which a brand that answers in this way answered them.

    The time to answer is lognormal. Only messages that need an answer get one; a few are
    overlooked. Whoever deletes answers no negative comment or review.

    Parameters
    ----------
    table : pandas.DataFrame
        MESSAGES.
    within_hours : float
        Median time to answer, in hours, before office hours are looked at.
    manner : str, default "honest"
        honest, template, delete or none.
    rng : numpy.random.Generator
        Where luck comes from; two draws a message, whatever the rest says.
    office : mapping, optional
        days (0 is Monday), start and end (hours), such as `smmkit.brand.arrivals.rota` returns:
        an answer outside them is given early on the next day of work.
    until : date and time, optional
        When the table was made: later answers are not in it yet.

    Returns
    -------
    pandas.DataFrame
        A copy, with `answered` filled in.

    Raises
    ------
    ArgumentError
        If an argument is out of its range.
    TableError
        If a column is missing.

    Examples
    --------
    >>> from smmkit import Brand
    >>> got = inbox(Brand.of("ada"), first_day="2026-06-29", days=28)
    >>> done = answered(got, within_hours=4, rng=np.random.default_rng(1))
    >>> bool((done["answered"].dropna() > done["received"][done["answered"].notna()]).all())
    True
    """
    needed = ["received", "answered", "needs_answer", "tone", "place"]
    check_columns(table, needed, "answered")
    check_choice("manner", manner, MANNERS)
    median = check_number("within_hours", within_hours, above=0, unit="hours")
    luck = rng.standard_normal(len(table)), rng.random(len(table))
    seen = table["needs_answer"].fillna(False).to_numpy(bool) & (
        luck[1] >= value("inbox_overlooked")
    )
    if manner == "delete":
        private = (table["place"] == "direct message").to_numpy(bool)
        seen &= private | (table["tone"] != "negative").to_numpy(bool)
    seen &= manner != "none"
    minutes = np.ceil(60 * median * np.exp(value("sd_inbox_answer") * luck[0])).astype("int64")
    times = table["received"].to_numpy("datetime64[m]") + np.maximum(minutes, 1)
    if office is not None:
        # The second number is used again: how early on the next day is not what was overlooked.
        times = _in_office(times, np.floor(90 * luck[1]).astype("int64"), office)
    if until is not None:
        seen &= times <= np.datetime64(pd.Timestamp(until), "m")
    times = np.where(seen, times, np.datetime64("NaT")).astype("datetime64[us]")
    return table.assign(answered=times)


class _Public:
    """Those who write to a brand: where, and at what hours."""

    def __init__(self, brand: Brand) -> None:
        self.brand = brand
        followers = np.array(list(brand.followers.values()))
        self.platform_shares = followers / followers.sum()
        self.peak_hours = brand.audience["peak_hour"].to_numpy()
        self.segment_shares = brand.audience["share"].to_numpy()


def _usual_day(
    rng: np.random.Generator,
    public: _Public,
    day: np.datetime64,
    decks: Decks,
    daily: float,
    mood: float,
) -> list[tuple[object, ...]]:
    kind = "business" if public.brand.b2b else "consumer"
    shares = values(f"inbox_share.{kind}", INTENTS)
    shares = shares * np.exp(mood * values("inbox_tilt", INTENTS))
    count = int(rng.poisson(daily * shares.sum() * _weekday(day, kind)))
    intents = rng.choice(list(INTENTS), size=count, p=shares / shares.sum())
    return _messages(rng, public, day, decks, _hours(rng, public, count), intents)


def _after_incident(
    rng: np.random.Generator,
    public: _Public,
    day: np.datetime64,
    decks: Decks,
    scale: float,
    cause: str,
    *,
    age: int,
) -> list[tuple[object, ...]]:
    kept = value("incident_kept")
    share = kept**age * (1 - kept) / (1 - kept**INCIDENT_DAYS)
    count = int(rng.poisson(7 * scale * value("incident_messages") * share))
    weights = values("incident_share", _ABOUT_INCIDENTS)
    weights[-1] *= cause in dangers(public.brand)
    intents = rng.choice(list(_ABOUT_INCIDENTS), size=count, p=weights / weights.sum())
    hours = _hours(rng, public, count)
    if age == 0:  # it comes out in the morning, and the day is what is left of it
        hours = 10 + 14 * rng.beta(1.2, 2.5, count)
    return _messages(rng, public, day, decks, hours, intents, cause=cause)


def _messages(
    rng: np.random.Generator,
    public: _Public,
    day: np.datetime64,
    decks: Decks,
    hours: np.ndarray,
    intents: np.ndarray,
    *,
    cause: str = "",
) -> list[tuple[object, ...]]:
    count = len(intents)
    platforms = rng.choice(public.brand.platforms, size=count, p=public.platform_shares)
    numbers = rng.integers(10**14, 10**15, size=count).astype(str)
    moments = day.astype("datetime64[m]") + np.floor(60 * hours).astype("int64")
    short = _short(public.brand, cause)
    rows = []
    for number, moment, platform, intent, row in zip(
        *(numbers.tolist(), moments, platforms.tolist(), intents.tolist()),
        rng.random((count, NUMBERS)).tolist(),
        strict=True,
    ):
        dice = Dice(row, decks)
        said = write(dice, public.brand, platform, intent, cause=cause, short_cause=short)
        labels = (said.intent, said.tone, said.urgency, said.needs_answer)
        rows.append((number, moment, platform, said.place, said.author, said.text, *labels))
    return rows


def _hours(rng: np.random.Generator, public: _Public, count: int) -> np.ndarray:
    """Return hours of the day: around each segment's peak, a few at any hour."""
    peaks = rng.choice(public.peak_hours, size=count, p=public.segment_shares)
    usual = (peaks + value("message_hour_spread") * rng.standard_normal(count)) % 24
    return np.where(rng.random(count) < value("night_messages"), 24 * rng.random(count), usual)


def _weekday(day: np.datetime64, kind: str) -> float:
    weekend = value(f"inbox_weekend.{kind}")
    is_weekend = (day.astype("datetime64[D]").astype(int) + 3) % 7 >= 5  # 1970 began on a Thursday
    return 7 * (weekend if is_weekend else 1.0) / (5 + 2 * weekend)


def _rank(blows: list[tuple[np.datetime64, float, str]], number: int) -> int:
    """Return which incident of its day this one is, so that others never shift its draws."""
    return sum(blow[0] == blows[number][0] for blow in blows[:number])


def _incident(
    brand: Brand,
    first: np.datetime64,
    day: int,
    size: float,
    cause: str | None,
    *,
    stream_name: str,
) -> tuple[np.datetime64, float, str]:
    if isinstance(day, bool) or not isinstance(day, (int, np.integer)):
        raise ArgumentError(f"an incident's day must be a whole number; received {day!r}.")
    start = first + int(day)
    size = check_number("an incident's size", size, low=0, unit="log mood")
    if cause is None:
        known = causes(brand)
        rng = stream(brand.identity, f"{stream_name}.cause.{start}")
        cause = known[rng.integers(len(known))]
    if not isinstance(cause, str) or not cause.strip() or set(cause) & set("{}"):
        raise ArgumentError(
            "an incident's cause must be a noun phrase such as 'the lost parcels'; received "
            f"{cause!r}."
        )
    return start, size, cause.strip()


def _as_day(day: object) -> np.datetime64:
    try:
        moment = pd.Timestamp(day)
    except (TypeError, ValueError) as error:
        raise ArgumentError(
            f"first_day must be a date such as '2026-06-29'; received {day!r}."
        ) from error
    if moment is pd.NaT or moment.tzinfo is not None:
        raise ArgumentError(f"first_day must be a date without a time zone; received {day!r}.")
    return np.datetime64(moment, "D")


def _whole(name: str, number: object) -> int:
    if isinstance(number, bool) or not isinstance(number, (int, np.integer)) or number < 0:
        raise ArgumentError(f"{name} must be a whole number, at least 0; received {number!r}.")
    return int(number)


def _moods(mood: Iterable[float] | None, days: int) -> np.ndarray:
    if mood is None:
        return np.zeros(days)
    moods = np.asarray(list(mood), dtype=float)
    if moods.shape != (days,) or not np.isfinite(moods).all():
        raise ArgumentError(
            f"mood must hold one finite number for each of the {days} days; received "
            f"{moods.size} of them, {int(np.isfinite(moods).sum())} finite."
        )
    return moods


def _in_office(times: np.ndarray, minutes: np.ndarray, office: Mapping[str, object]) -> np.ndarray:
    if not isinstance(office, Mapping) or set(office) != {"days", "start", "end"}:
        raise ArgumentError(
            'office must be a dictionary such as {"days": (0, 1, 2, 3, 4), "start": 9, "end": '
            f"17}}; received {office!r}."
        )
    start = check_number("office: start", office["start"], low=0, below=24, unit="hours")
    end = check_number("office: end", office["end"], above=start, high=24, unit="hours")
    at_work = np.isin(np.arange(7), list(office["days"]))
    if not at_work.any():
        raise ArgumentError(f"office: days must hold some of 0 to 6; received {office['days']!r}.")
    day = times.astype("datetime64[D]")
    clock = (times - day).astype("int64") / 60
    weekday = (day.astype("int64") + 3) % 7
    met = at_work[weekday] & (clock >= start) & (clock < end)
    wait = np.where(at_work[weekday] & (clock < start), 0, 1)
    # Days until somebody is there, from each weekday on, itself included.
    ahead = np.array([next(n for n in range(7) if at_work[(d + n) % 7]) for d in range(7)])
    wait += ahead[(weekday + wait) % 7]
    longest = int(60 * (end - start))
    opening = (day + wait).astype("datetime64[m]") + int(60 * start)
    return np.where(met, times, opening + np.minimum(minutes, longest - 1))
