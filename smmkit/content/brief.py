"""What was agreed before the first post was planned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from smmkit.brand.parameters import value
from smmkit.errors import ArgumentError, check_choice, check_number
from smmkit.tables import FORMATS, PLATFORMS

__all__ = ["Brief", "day"]

_FORMATS = ("text", "link", "photo", "story", "carousel", "reel", "video")
FORMAT_HOURS = {form: value(f"format_hours.{form}") for form in _FORMATS}


def day(name: str, value: object) -> pd.Timestamp:
    """
    Return a date at midnight.

    Raises
    ------
    ArgumentError
        If `value` is no date.

    Examples
    --------
    >>> day("first", "2026-06-29")
    Timestamp('2026-06-29 00:00:00')
    """
    try:
        found = pd.NaT if isinstance(value, int | float) else pd.Timestamp(value)
    except (TypeError, ValueError):
        found = pd.NaT
    if pd.isna(found):
        raise ArgumentError(f"{name} must be a date such as '2026-06-29'; received {value!r}.")
    return found.tz_localize(None).normalize()


@dataclass(frozen=True)
class Brief:
    """
    What a content plan has to keep to. `dataclasses.replace` changes a copy.

    Parameters
    ----------
    first, last : date or str
        First and last day of the plan, both in it.
    platforms : mapping of str to int
        Posts promised a week on each platform; 0 for "when there is something to say".
    hours : float
        Hours of work a week for making posts: what is left after reading, answering and
        reporting.
    format_hours : mapping of str to float
        Hours of work a post of each format takes, from idea to published.
    country : str, optional
        ISO code, for public holidays; without it none are looked up.
    pillars : sequence of str
        The themes agreed on.
    offers : str
        Which of them sells.
    team : sequence of str
        Who may own a post or answer. Empty: anybody.
    blackout : mapping of date to str
        Days on which nothing goes out, with the reason.
    quiet : (int, int)
        Hours from when to when nobody is awake; (22, 7) runs over midnight.
    peaks : sequence of int
        Hours at which the public is most active, as its insights tell. Empty: not known.
    words : sequence of str
        What is the brand's own: goods, people, topics. Empty: not checked.
    contest : bool, default False
        Whether a contest was agreed on.

    Raises
    ------
    ArgumentError
        If a value cannot be used; the message names it.

    Examples
    --------
    >>> brief = Brief("2026-06-29", "2026-07-26", platforms={"instagram": 3}, hours=8)
    >>> len(brief.weeks)
    4
    """

    first: pd.Timestamp
    last: pd.Timestamp
    platforms: Mapping[str, int]
    hours: float
    format_hours: Mapping[str, float] = field(default_factory=lambda: dict(FORMAT_HOURS))
    country: str | None = None
    pillars: tuple[str, ...] = ("product", "people", "advice", "offer")
    offers: str = "offer"
    team: tuple[str, ...] = ()
    blackout: Mapping[pd.Timestamp, str] = field(default_factory=dict)
    quiet: tuple[int, int] = (22, 7)
    peaks: tuple[int, ...] = ()
    words: tuple[str, ...] = ()
    contest: bool = False

    def __post_init__(self) -> None:
        first, last = day("first", self.first), day("last", self.last)
        if last < first:
            raise ArgumentError(
                f"last must not be before first; received {last.date()} and {first.date()}."
            )
        if not isinstance(self.platforms, Mapping) or not self.platforms:
            raise ArgumentError(
                "platforms must be a dictionary of platform and posts a week, such as "
                f"{{'instagram': 3}}; received {self.platforms!r}."
            )
        for name, promised in self.platforms.items():
            check_choice("platform", name, PLATFORMS)
            check_number(f"platforms[{name!r}]", promised, low=0, unit="posts a week")
        check_number("hours", self.hours, above=0, high=168, unit="hours a week")
        for name, cost in self.format_hours.items():
            check_choice("format", name, FORMATS)
            check_number(f"format_hours[{name!r}]", cost, low=0, unit="hours")
        for name in ("pillars", "team", "words", "peaks", "quiet"):
            if isinstance(getattr(self, name), str):
                raise ArgumentError(
                    f"{name} must be a list; received the text {getattr(self, name)!r}."
                )
        for hour in (*self.quiet, *self.peaks):
            check_number("an hour of the day", hour, low=0, high=24, unit="hours")
        if len(self.quiet) != 2:
            raise ArgumentError(
                f"quiet must be two hours of the day, such as (22, 7); received {self.quiet!r}."
            )
        for name in ("pillars", "team", "words", "peaks", "quiet"):
            object.__setattr__(self, name, tuple(getattr(self, name)))
        closed = {day("a blackout date", date): str(why) for date, why in self.blackout.items()}
        for name, done in (("first", first), ("last", last), ("blackout", closed)):
            object.__setattr__(self, name, done)

    @property
    def days(self) -> pd.DatetimeIndex:
        """Every day of the plan."""
        return pd.date_range(self.first, self.last, freq="D")

    @property
    def weeks(self) -> pd.DatetimeIndex:
        """The Monday of each week that the plan touches."""
        return pd.DatetimeIndex((self.days - pd.to_timedelta(self.days.day_of_week, "D")).unique())

    def is_quiet(self, hour: float) -> bool:
        """
        Tell whether nobody is awake at an hour of the day.

        Examples
        --------
        >>> brief = Brief("2026-06-29", "2026-07-26", platforms={"instagram": 3}, hours=8)
        >>> brief.is_quiet(23), brief.is_quiet(7)
        (True, False)
        """
        start, end = self.quiet
        return start <= hour < end if start <= end else hour >= start or hour < end
