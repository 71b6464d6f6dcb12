"""A working day in blocks, held to rules."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from smmkit.errors import TableError, check_columns, check_number, did_you_mean
from smmkit.tables import FINDINGS

__all__ = ["MINE", "READING", "READING_MINUTES", "review_routine"]

READING = "reading"
READING_MINUTES = (30, 60)
"""What the sources say of reading: 30 to 60 minutes a day (F49)."""

MINE = "mine"
SHORTEST = 15  # minutes for a duty to count as covered
_READING_FACT = "F49"
_BREAK_AFTER = 240

_BACKWARDS = "It must end after it starts; it starts {start} and ends {end}."
_OVERLAP = "It starts {start}, before {other} ends ({end}). One person does one thing at a time."
_TOO_LONG = "The blocks take {found} minutes; the day has {minutes}."
_UNREAD = "There is no block of reading. Plan {low} to {high} minutes a day."
_SHORT_READ = "Reading takes {found} minutes; {low} to {high} were asked for."
_UNCOVERED = "No block for it of at least {shortest} minutes."
_STRANGER = "{found} is none of the day's duties ({duties}).{hint}"
_NOT_THEIRS = (
    "Source {found!r}: the list of the day is lost, so this line is your own; write {mine!r}. "
    "Only reading has a fact, {fact}."
)
_NO_BREAK = "{found} minutes without a gap. A break keeps the last hour useful."
_CLOCK = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)")


def review_routine(routine: pd.DataFrame, *, duties: Iterable[str], minutes: float) -> pd.DataFrame:
    """
    Hold the plan of one working day to rules.

    Parameters
    ----------
    routine : pandas.DataFrame
        A row a block: start and end (text such as "9:30", up to "24:00"), duty (one of `duties`
        or "reading") and source ("mine", or for reading the fact F49).
    duties : iterable of str
        Duties that the day must hold, each with at least 15 minutes.
    minutes : float
        Working time that there is.

    Returns
    -------
    pandas.DataFrame
        FINDINGS. Errors: backwards, overlap, too long, no reading, reading length, not covered,
        not a duty, not theirs. Advice: no break.

    Raises
    ------
    TableError
        If a column is missing, or a start or end is no time of day.

    Examples
    --------
    >>> day = pd.DataFrame({"start": ["9:00", "9:30"], "end": ["9:30", "11:00"],
    ...                     "duty": ["reading", "texts"], "source": ["F49", "mine"]})
    >>> len(review_routine(day, duties=["texts"], minutes=120))
    0
    >>> review_routine(day.tail(1), duties=["texts"], minutes=60)["rule"].tolist()
    ['too long', 'no reading']
    """
    check_columns(routine, ["start", "end", "duty", "source"], "review_routine")
    minutes = check_number("minutes", minutes, above=0, unit="minutes")
    duties = [str(duty) for duty in duties]
    blocks = _blocks(routine)
    found = [*_in_time(blocks), *_length(blocks, minutes), *_reading(blocks)]
    found += _covered(blocks, duties)
    found += _honest(blocks)
    return FINDINGS.conform(pd.DataFrame(found, columns=list(FINDINGS.columns)))


def _blocks(routine: pd.DataFrame) -> pd.DataFrame:
    blocks = routine[["start", "end", "duty", "source"]].astype(object).reset_index(drop=True)
    for name in ("duty", "source"):
        blocks[name] = pd.array([str(value).strip() for value in blocks[name]], "string")
    for name in ("start", "end"):
        blocks[f"{name}_minute"] = pd.array([_minute(v, name) for v in blocks[name]], "int64")
    # A block that runs backwards takes nothing back from the others.
    blocks["minutes"] = (blocks["end_minute"] - blocks["start_minute"]).clip(lower=0)
    return blocks.sort_values("start_minute", kind="stable")


def _minute(value: object, name: str) -> int:
    text = value.strftime("%H:%M") if hasattr(value, "strftime") else str(value).strip()
    match = _CLOCK.fullmatch(text)
    minute = 60 * int(match[1]) + int(match[2]) if match else None
    if minute is None or minute > 24 * 60:
        raise TableError(
            f'review_routine needs times of day such as "9:30" in {name}; received {value!r}.'
        )
    return minute


def _error(rule: str, where: str, words: str, points: float) -> tuple:
    return rule, where, "error", words, points


def _in_time(blocks: pd.DataFrame) -> Iterable[tuple]:
    busy_until, before, stretch_from = -1, None, None
    for block in blocks.itertuples():
        where = f"{block.start}, {block.duty}"
        if block.end_minute <= block.start_minute:
            words = _BACKWARDS.format(start=block.start, end=block.end)
            yield _error("backwards", where, words, 1.0)
            continue
        if block.start_minute < busy_until:
            words = _OVERLAP.format(start=block.start, other=before.duty, end=before.end)
            yield _error("overlap", where, words, 1.0)
        if block.start_minute > busy_until:
            stretch_from = block.start_minute
        if block.end_minute > busy_until:
            if block.end_minute - stretch_from > _BREAK_AFTER >= busy_until - stretch_from:
                words = _NO_BREAK.format(found=block.end_minute - stretch_from)
                yield "no break", where, "advice", words, 0.0
            busy_until, before = block.end_minute, block


def _length(blocks: pd.DataFrame, minutes: float) -> Iterable[tuple]:
    total = int(blocks["minutes"].sum())
    if total > minutes:
        words = _TOO_LONG.format(found=total, minutes=f"{minutes:g}")
        yield _error("too long", "", words, 1.5)


def _reading(blocks: pd.DataFrame) -> Iterable[tuple]:
    low, high = READING_MINUTES
    read = blocks.loc[blocks["duty"].str.casefold() == READING, "minutes"]
    if not len(read):
        yield _error("no reading", "", _UNREAD.format(low=low, high=high), 1.0)
    elif not low <= read.sum() <= high:
        words = _SHORT_READ.format(found=int(read.sum()), low=low, high=high)
        yield _error("reading length", "", words, 0.5)


def _covered(blocks: pd.DataFrame, duties: list[str]) -> Iterable[tuple]:
    spent = blocks.groupby("duty")["minutes"].sum()
    for duty in duties:
        if spent.get(duty, 0) < SHORTEST:
            yield _error("not covered", duty, _UNCOVERED.format(shortest=SHORTEST), 1.0)
    for stranger in dict.fromkeys(blocks["duty"]):
        if stranger not in duties and stranger.casefold() != READING:
            words = _STRANGER.format(
                found=f"“{stranger}”",
                duties=", ".join(duties),
                hint=did_you_mean(stranger, [*duties, READING]),
            )
            yield _error("not a duty", stranger, words, 0.5)


def _honest(blocks: pd.DataFrame) -> Iterable[tuple]:
    for block in blocks.itertuples():
        theirs = block.duty.casefold() == READING and block.source == _READING_FACT
        if block.source.casefold() != MINE and not theirs:
            words = _NOT_THEIRS.format(found=block.source, mine=MINE, fact=_READING_FACT)
            # One slip, however many lines repeat it.
            yield _error("not theirs", f"{block.start}, {block.duty}", words, 0.5)
            return
