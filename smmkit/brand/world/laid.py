"""A plan, its money and its replies as arrays: checked once, every fault named at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from smmkit.brand.parameters import CAMPAIGNS, PILLARS, formats, value
from smmkit.brand.world.calendar import DAYS, START, WEEKS
from smmkit.brand.world.replies import NOBODY, Replies
from smmkit.errors import SmmkitError, TableError, check_columns, did_you_mean

__all__ = [
    "Laid",
    "PlanError",
    "empty_spend",
    "first_of_each",
    "hours_of",
    "laid_from",
    "lay",
    "place_in_each",
]

MOST_SHOWN = 12


class PlanError(SmmkitError):
    """
    A plan cannot be run; `faults` lists everything that is wrong with it.

    Parameters
    ----------
    faults : list of str
        One sentence a fault.
    """

    def __init__(self, faults: list[str]) -> None:
        self.faults = list(faults)
        more = len(faults) - MOST_SHOWN
        lines = faults[:MOST_SHOWN] + ([f"And {more} more."] if more > 0 else [])
        count = "a fault" if len(faults) == 1 else f"{len(faults)} faults"
        super().__init__("\n- ".join([f"The plan has {count}:", *lines]))


def first_of_each(ordered: np.ndarray) -> np.ndarray:
    """
    Return where each value of a sorted array begins.

    Examples
    --------
    >>> first_of_each(np.array([2, 2, 5, 7, 7])).tolist()
    [0, 2, 3]
    """
    # A season asks for it every week: np.diff with its prepend takes thirty times as long.
    other = np.ones(ordered.size, dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=other[1:])
    return np.flatnonzero(other)


def place_in_each(ordered: np.ndarray) -> np.ndarray:
    """
    Number the entries of a sorted array from 0 within each value.

    Examples
    --------
    >>> place_in_each(np.array([2, 2, 5, 7, 7])).tolist()
    [0, 1, 0, 0, 1]
    """
    starts = first_of_each(ordered)
    return np.arange(ordered.size) - np.repeat(starts, np.diff(starts, append=ordered.size))


@dataclass(frozen=True, eq=False)
class Laid:
    """
    What a brand does in a season, as arrays.

    Parameters
    ----------
    platform, form, pillar, day, hour, minute : numpy.ndarray of int
        One entry a post, sorted by week, platform and time. Platforms count as in
        ``brand.platforms``, formats and pillars as in `smmkit.brand.parameters`.
    spend : numpy.ndarray, shape (26, platforms, campaigns)
        Money a week.
    replies : tuple of Replies
        The way to answer in each of the 26 weeks.
    """

    platform: np.ndarray
    form: np.ndarray
    pillar: np.ndarray
    day: np.ndarray
    hour: np.ndarray
    minute: np.ndarray
    spend: np.ndarray
    replies: tuple[Replies, ...]

    @cached_property
    def week(self) -> np.ndarray:
        """Week of each post, 0 to 25."""
        return self.day // 7

    @cached_property
    def cell(self) -> np.ndarray:
        """Week and platform of each post as one number."""
        return self.week * self.spend.shape[1] + self.platform

    @cached_property
    def rank(self) -> np.ndarray:
        """Place of each post among those of its platform and week, in order of time."""
        return place_in_each(self.cell)

    def between(self, first: int, last: int) -> Laid:
        """Return the posts of the weeks `first` to before `last`, with all money and replies."""
        inside = (self.week >= first) & (self.week < last)
        return self.take(inside)

    def take(self, rows: np.ndarray) -> Laid:
        """Return some of the posts; money and replies stay."""
        names = ("platform", "form", "pillar", "day", "hour", "minute")
        return replace(self, **{name: getattr(self, name)[rows] for name in names})


def laid_from(
    platform: np.ndarray,
    form: np.ndarray,
    pillar: np.ndarray,
    day: np.ndarray,
    hour: np.ndarray,
    *,
    minute: np.ndarray | None = None,
    spend: np.ndarray,
    replies: tuple[Replies, ...] | None = None,
) -> Laid:
    """Put posts in order and lay them out; unless given, minutes are 0 and nobody answers."""
    minute = np.zeros_like(day) if minute is None else minute
    order = np.lexsort((pillar, form, minute, hour, day, platform, day // 7))
    columns = (column[order] for column in (platform, form, pillar, day, hour, minute))
    return Laid(*columns, spend=spend, replies=replies or (NOBODY,) * WEEKS)


def empty_spend(platforms: int) -> np.ndarray:
    """Return a season without advertising."""
    return np.zeros((WEEKS, platforms, len(CAMPAIGNS)))


def hours_of(platforms: tuple[str, ...]) -> np.ndarray:
    """
    Return the hours of work a post of each format takes.

    Returns
    -------
    numpy.ndarray, shape (platforms, 3)
        0 where a platform has fewer formats.
    """
    table = np.zeros((len(platforms), 3))
    for row, platform in enumerate(platforms):
        for column, form in enumerate(formats(platform)):
            table[row, column] = value(f"format_hours.{form}")
    return table


def lay(
    plan: pd.DataFrame | None,
    media: pd.DataFrame | None,
    *,
    platforms: tuple[str, ...],
    currency: str,
) -> tuple[Laid, list[str]]:
    """
    Turn a PLAN and a MEDIA table into arrays, and list what is wrong with them.

    Rows with a fault are left out of the arrays, so that the rest can still be checked.

    Parameters
    ----------
    plan, media : pandas.DataFrame or None
        PLAN (publish_at, platform, format, pillar) and MEDIA (week, platform, campaign, budget)
        of `smmkit.tables`; None for nothing.
    platforms : tuple of str
        Those the brand is on.
    currency : str
        The brand's.

    Raises
    ------
    TableError
        If one is no table, or a needed column is missing.
    """
    faults: list[str] = []
    posts = _posts(plan, platforms, faults)
    spend = _spend(media, platforms, currency, faults)
    return laid_from(**posts, spend=spend), faults


def _codes(
    column: pd.Series, names: tuple[str, ...], what: str, where: str, faults: list[str]
) -> np.ndarray:
    """Return places in `names`, -1 for a stranger; each different stranger is one fault."""
    codes = pd.Index(names).get_indexer(column.astype(object))
    for word in pd.unique(column[codes < 0]):
        rows = column.index[column.isna() if pd.isna(word) else column == word].to_numpy()
        given = "is missing" if pd.isna(word) else f"is {word!r}"
        faults.append(
            f"{where}, {_rows(rows)}: the {what} {given}; it must be one of {', '.join(names)}."
            f"{'' if pd.isna(word) else did_you_mean(str(word), names)}"
        )
    return codes


def _rows(rows: np.ndarray) -> str:
    """Write row numbers as a person counts them in a table: from 0, a few and how many more."""
    shown = ", ".join(map(str, rows[:3]))
    more = f" and {rows.size - 3} more" if rows.size > 3 else ""
    return f"row{'s' if rows.size > 1 else ''} {shown}{more}"


def _moments(column: pd.Series, name: str, where: str, faults: list[str]) -> pd.Series:
    try:
        moments = pd.to_datetime(column)
    except (ValueError, TypeError) as error:
        raise TableError(
            f"{where}: the column {name!r} must hold dates such as 2026-07-06 18:00; {error}."
        ) from error
    if getattr(moments.dt, "tz", None) is not None:
        moments = moments.dt.tz_localize(None)
    lost = np.flatnonzero(moments.isna().to_numpy())
    if lost.size:
        faults.append(f"{where}, {_rows(lost)}: {name} is missing.")
    day = (moments - pd.Timestamp(START)) // pd.Timedelta(days=1)
    outside = np.flatnonzero(((day < 0) | (day >= DAYS)).to_numpy())
    if outside.size:
        first, last = START, START + DAYS - 1
        given = str(moments.iloc[outside[0]])[:10]
        faults.append(
            f"{where}, {_rows(outside)}: {name} is {given}; the season runs from {first} to {last}."
        )
    return moments


def _posts(
    plan: pd.DataFrame | None, platforms: tuple[str, ...], faults: list[str]
) -> dict[str, np.ndarray]:
    names = ("platform", "form", "pillar", "day", "hour", "minute")
    if plan is None:
        return {name: np.zeros(0, dtype=np.int64) for name in names}
    check_columns(plan, ["publish_at", "platform", "format", "pillar"], "A plan")
    plan = plan.reset_index(drop=True)
    moments = _moments(plan["publish_at"], "publish_at", "plan", faults)
    platform = _codes(plan["platform"], platforms, "platform", "plan", faults)
    pillar = _codes(plan["pillar"], PILLARS, "pillar", "plan", faults)
    form = np.full(len(plan), -1)
    for number, name in enumerate(platforms):
        here = platform == number
        if here.any():
            words = plan["format"][here]
            form[here] = _codes(words, formats(name), f"format on {name}", "plan", faults)
    day = ((moments - pd.Timestamp(START)) // pd.Timedelta(days=1)).fillna(-1).to_numpy(np.int64)
    good = (platform >= 0) & (form >= 0) & (pillar >= 0) & (day >= 0) & (day < DAYS)
    columns = (
        *(platform, form, pillar, day),
        moments.dt.hour.fillna(0).to_numpy(np.int64),
        moments.dt.minute.fillna(0).to_numpy(np.int64),
    )
    return {name: column[good] for name, column in zip(names, columns, strict=True)}


def _spend(
    media: pd.DataFrame | None, platforms: tuple[str, ...], currency: str, faults: list[str]
) -> np.ndarray:
    spend = empty_spend(len(platforms))
    if media is None:
        return spend
    check_columns(media, ["week", "platform", "campaign", "budget"], "A media plan")
    media = media.reset_index(drop=True)
    moments = _moments(media["week"], "week", "media", faults)
    platform = _codes(media["platform"], platforms, "platform", "media", faults)
    campaign = _codes(media["campaign"], CAMPAIGNS, "campaign", "media", faults)
    budget = pd.to_numeric(media["budget"], errors="coerce").astype(float).to_numpy()
    bad = np.flatnonzero(~np.isfinite(budget) | (budget < 0))
    if bad.size:
        given = media["budget"].iloc[bad[0]]
        faults.append(f"media, {_rows(bad)}: the budget must be money, 0 or more; it is {given!r}.")
    if "currency" in media.columns:
        other = np.flatnonzero(media["currency"].notna() & (media["currency"] != currency))
        if other.size:
            given = media["currency"].iloc[other[0]]
            faults.append(
                f"media, {_rows(other)}: the currency is {given!r}; the brand pays in {currency}."
            )
    week = ((moments - pd.Timestamp(START)) // pd.Timedelta(days=7)).fillna(-1).to_numpy(np.int64)
    good = (platform >= 0) & (campaign >= 0) & (week >= 0) & (week < WEEKS)
    good &= np.isfinite(budget) & (budget >= 0)
    np.add.at(spend, (week[good], platform[good], campaign[good]), budget[good])
    return spend
