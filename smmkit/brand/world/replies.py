"""How the brand answers its public: what it costs in hours, what it does to the mood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from smmkit.brand.parameters import value
from smmkit.brand.world.calendar import WEEKS
from smmkit.errors import ArgumentError, check_choice, check_number

__all__ = [
    "MANNERS",
    "NOBODY",
    "Replies",
    "expected_messages",
    "mood_path",
    "next_mood",
    "read_replies",
    "shocks",
]

MANNERS = ("honest", "template", "delete", "none")


@dataclass(frozen=True)
class Replies:
    """
    A way to answer: in what manner, and within how many hours.

    Examples
    --------
    >>> Replies("honest", 12).share_taken > Replies("honest", 48).share_taken
    True
    >>> Replies("delete", 1).share_taken < 0
    True
    """

    manner: str
    within_hours: float = 24.0

    @property
    def share_taken(self) -> float:
        """Share of an incident that the answer takes away; negative where it makes it worse."""
        taken = value(f"care.{self.manner}")
        late = np.exp(-self.within_hours / value("care_hours"))
        return float(taken * late) if taken > 0 else taken

    def hours(self, followers: float) -> float:
        """Return the hours a week it takes, for a brand with this many followers in all."""
        if self.manner == "none":
            return 0.0
        messages = expected_messages(followers)
        watching = value("watch_hours") / max(self.within_hours, 1) ** value("watch_fall")
        return messages * value(f"reply_minutes.{self.manner}") / 60 + watching


NOBODY = Replies("none")


def expected_messages(followers: float) -> float:
    """
    Return the messages of a usual week, for a brand with this many followers in all.

    Examples
    --------
    >>> expected_messages(10_000)
    15.0
    """
    return max(value("messages_week") * followers, value("season_fewest_messages"))


def read_replies(given: Replies | Mapping[str, object] | None) -> Replies:
    """
    Return what a manager said about answering, checked.

    Parameters
    ----------
    given : mapping, Replies or None
        ``{"manner": "honest", "within_hours": 12}``; None means nobody answers.

    Raises
    ------
    ArgumentError
        If a key, the manner or the hours are not allowed.

    Examples
    --------
    >>> read_replies({"manner": "honest", "within_hours": 12}).manner
    'honest'
    """
    if given is None:
        return NOBODY
    if isinstance(given, Replies):
        return given
    if not isinstance(given, Mapping) or set(given) - {"manner", "within_hours"}:
        raise ArgumentError(
            'replies must be None or a dictionary such as {"manner": "honest", "within_hours": '
            f"12}}; received {given!r}."
        )
    manner = check_choice("replies: manner", given.get("manner"), MANNERS)
    if manner == "none":
        return NOBODY
    hours = check_number(
        "replies: within_hours", given.get("within_hours", 24), low=1, high=168, unit="hours"
    )
    return Replies(manner, hours)


def mood_path(rng: np.random.Generator, replies: list[Replies], runs: int) -> np.ndarray:
    """
    Return the log mood of the public at the start of each week, and after the last.

    mood' = kept mood + noise + everyday care - sum over incidents of size (1 - share taken).
    Incidents are Poisson, their size is lognormal; one draw a run and week whatever the
    replies, so that two ways to answer meet the same incidents.

    Returns
    -------
    numpy.ndarray, shape (runs, 27)
    """
    noise, blows = shocks(rng, runs)
    mood = np.zeros((runs, WEEKS + 1))
    for week, way in enumerate(replies):
        mood[:, week + 1] = next_mood(mood[:, week], noise[:, week], blows[:, week], way)
    return mood


def shocks(rng: np.random.Generator, runs: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the noise of the mood and the size of incidents (0: none), each (runs, 26)."""
    shape = (runs, WEEKS)
    noise = value("sd_mood") * rng.standard_normal(shape)
    size = value("incident_size") * np.exp(value("sd_incident") * rng.standard_normal(shape))
    return noise, size * rng.poisson(value("incident_rate"), shape)


def next_mood(mood: np.ndarray, noise: np.ndarray, blow: np.ndarray, way: Replies) -> np.ndarray:
    """Return the log mood a week later."""
    care = value(f"daily_care.{way.manner}")
    return value("mood_kept") * mood + noise + care - blow * (1 - way.share_taken)
