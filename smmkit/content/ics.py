"""A plan as a calendar file that a phone opens, and back."""

from __future__ import annotations

import datetime as dt
import hashlib
import zoneinfo
from collections import Counter
from urllib.parse import quote, unquote

import pandas as pd

from smmkit.errors import ArgumentError, SmmkitError, TableError, check_columns, did_you_mean
from smmkit.tables import PLAN

__all__ = ["from_ics", "to_ics"]

_PRODUCT = "-//smmkit//content plan//EN"
_OWN = "X-SMMKIT-"
_HOUSE = "@smmkit"
_KEPT = [name for name in PLAN.columns if name != "publish_at"]
_LENGTH = dt.timedelta(minutes=15)
# RFC 5545 wants a stamp; a fixed one keeps the same plan the same bytes.
_STAMP = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
_MEANING = '%\\;,\n"^\ufeff'  # the last, a byte order mark, is lost where a value begins with it
_LOWEST = " "  # control characters below it have no place in a calendar, but line breaks do


def to_ics(plan: pd.DataFrame, *, zone: str | None = None) -> str:
    """
    Write a plan as an iCalendar file (RFC 5545), one event a post.

    Times of a plan are the clock on the wall. Without a zone they are written so: 12:00 is
    noon wherever the phone is. With one, they are noon there. An event's UID follows from
    platform and title, so that a post that moves to another day moves in the calendar too and
    does not stand there twice.

    Parameters
    ----------
    plan : pandas.DataFrame
        PLAN, or some of its columns; publish_at must be filled in. Seconds are kept, parts of
        seconds are not.
    zone : str, optional
        A time zone such as ``"Europe/Paris"``.

    Returns
    -------
    str
        The file's text, with the line ends that the standard wants; the same each time.

    Raises
    ------
    TableError
        If it is no plan, or a row has no date.
    ArgumentError
        If the zone is not known.

    Examples
    --------
    >>> plan = pd.DataFrame({"publish_at": ["2026-07-01 12:00"], "platform": ["instagram"],
    ...                      "title": ["Rye bread"]})
    >>> [line for line in to_ics(plan).splitlines() if line.startswith(("DTSTART", "SUMMARY"))]
    ['SUMMARY:instagram: Rye bread', 'DTSTART:20260701T120000']
    """
    import icalendar  # here: it is slow to load, and most functions don't need it

    table = PLAN.conform(check_columns(plan, ["publish_at"], "to_ics"))
    undated = [str(number) for number, when in enumerate(table["publish_at"], 1) if pd.isna(when)]
    if undated:
        raise TableError(
            f"to_ics needs a date for every row; row {', '.join(undated)} has none. "
            "plan.dropna(subset='publish_at') leaves such rows out."
        )
    place = None if zone is None else _zone(zone)
    calendar = icalendar.Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    seen: Counter[tuple[str, str]] = Counter()
    for row in table.itertuples(index=False):
        platform, title = (_text(value) for value in (row.platform, row.title))
        seen[platform, title] += 1
        event = icalendar.Event()
        event.add("uid", _uid(platform, title, seen[platform, title]))
        event.add("dtstamp", _STAMP)
        event.add("summary", f"{platform}: {title}" if platform else title)
        start = row.publish_at.to_pydatetime().replace(microsecond=0)
        event.add("dtstart", start if place is None else start.replace(tzinfo=place))
        event.add("duration", _LENGTH)
        event.add("description", _text(row.text))
        for name in _KEPT:
            value = getattr(row, name)
            if pd.notna(value):
                kept = repr(float(value)) if name == "hours" else _text(value)
                event.add(_property(name), icalendar.vText(_sealed(kept)))
        calendar.add_component(event)
    if place is not None and len(table):
        calendar.add_missing_timezones()
    return calendar.to_ical().decode("utf-8")


def from_ics(text: str, *, zone: str | None = None) -> pd.DataFrame:
    """
    Read a calendar file as a plan.

    A file that `to_ics` wrote gives back the same plan. Of another's, an event gives its
    time, its summary as title, its description as text and its URL as link; a whole day
    begins at midnight.

    Parameters
    ----------
    text : str
        What the file says.
    zone : str, optional
        Where the plan's clock hangs: times that name a zone are told in this one. Without
        it, each is told in its own.

    Returns
    -------
    pandas.DataFrame
        PLAN, in the file's order.

    Raises
    ------
    TableError
        If the text is no calendar.
    ArgumentError
        If the zone is not known.

    Examples
    --------
    >>> plan = pd.DataFrame({"publish_at": ["2026-07-01 12:00"], "title": ["Rye bread"]})
    >>> from_ics(to_ics(plan))["title"].tolist()
    ['Rye bread']
    """
    import icalendar

    place = None if zone is None else _zone(zone)
    if not isinstance(text, str) or "BEGIN:VCALENDAR" not in text:
        raise TableError(
            "from_ics needs the text of a calendar file, which begins with BEGIN:VCALENDAR; "
            f"received {str(text)[:40]!r}."
        )
    try:
        calendar = icalendar.Calendar.from_ical(text)
    except (ValueError, KeyError, IndexError) as error:
        raise TableError(f"The calendar file is damaged: {error}.") from error
    rows = []
    for event in calendar.walk("VEVENT"):
        if "DTSTART" not in event:
            continue
        row = {"publish_at": _moment(event["DTSTART"].dt, place)}
        own = {
            name: unquote(str(event[_property(name)])) for name in _KEPT if _property(name) in event
        }
        if str(event.get("UID", "")).endswith(_HOUSE):
            row |= own
        else:
            foreign = {"title": "SUMMARY", "text": "DESCRIPTION", "link": "URL"}
            row |= {name: str(event[key]) for name, key in foreign.items() if key in event}
        rows.append(row)
    frame = pd.DataFrame(rows, columns=list(PLAN.columns))
    return PLAN.conform(frame.assign(hours=pd.to_numeric(frame["hours"]).astype("Float64")))


def _property(name: str) -> str:
    return _OWN + name.upper().replace("_", "-")


def _sealed(value: str) -> str:
    """Write marks that have a meaning in a calendar as in an address: readers differ on them."""
    return "".join(quote(mark) if mark in _MEANING else mark for mark in value)


def _text(value: object) -> str:
    if pd.isna(value):
        return ""
    return "".join(mark for mark in str(value) if mark >= _LOWEST or mark == "\n")


def _uid(platform: str, title: str, number: int) -> str:
    key = "\n".join((platform, title, str(number))).encode("utf-8", "replace")
    return f"{hashlib.sha256(key).hexdigest()[:32]}{_HOUSE}"


def _moment(found: object, place: zoneinfo.ZoneInfo | None) -> dt.datetime:
    if not isinstance(found, dt.datetime):
        return dt.datetime.combine(found, dt.time())
    if found.tzinfo is not None and place is not None:
        found = found.astimezone(place)
    return found.replace(tzinfo=None)


def _zone(name: object) -> zoneinfo.ZoneInfo:
    try:
        return zoneinfo.ZoneInfo(name)
    except (KeyError, ValueError, TypeError, OSError, SmmkitError) as error:
        known = zoneinfo.available_timezones()
        raise ArgumentError(
            f"zone must be a time zone such as 'Europe/Paris'; received {name!r}."
            f"{did_you_mean(str(name), known)}"
        ) from error
