"""A plan kept in a spreadsheet: its own headings, dates and decimal commas, made PLAN."""

from __future__ import annotations

import re

import pandas as pd

from smmkit.errors import ArgumentError, TableError, check_columns
from smmkit.tables import PLAN

__all__ = ["as_plan"]

_CALLED = {
    "publish_at": ("publish at", "publish date", "date", "day", "scheduled", "date and time"),
    "platform": ("platform", "channel", "network", "page"),
    "format": ("format", "type", "kind"),
    "pillar": ("pillar", "theme", "category", "rubric"),
    "title": ("title", "headline", "topic", "subject", "idea", "summary"),
    "text": ("text", "copy", "caption", "draft", "post", "body"),
    "alt_text": ("alt text", "alt", "image description"),
    "link": ("link", "url", "address"),
    "owner": ("owner", "responsible", "author", "made by"),
    "cover": ("cover", "answers", "on duty", "moderator"),
    "hours": ("hours", "effort", "work"),
    "status": ("status", "state"),
}
_TIME = ("time", "hour", "publish time")
_ALSO = {"ig": "instagram", "insta": "instagram", "fb": "facebook", "twitter": "x", "yt": "youtube"}
_ISO = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
_WITH_MARKS = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})(.*)", re.DOTALL)


def as_plan(sheet: pd.DataFrame, *, dayfirst: bool | None = None) -> pd.DataFrame:
    """
    Read the rows of a spreadsheet as a plan.

    Headings are known by their usual names (channel, caption, theme ...); a time in a column
    of its own joins its date. Columns with other headings are left out. What cannot be read
    as a date or as hours is left empty, so that `review` names it.

    Parameters
    ----------
    sheet : pandas.DataFrame
        What `pandas.read_csv` or `read_excel` gives.
    dayfirst : bool, optional
        Whether 03/07/2026 is the third of July. Needed only where no date of the sheet tells.

    Returns
    -------
    pandas.DataFrame
        PLAN, one row for each row that is not empty.

    Raises
    ------
    TableError
        If no heading means a date, or two mean the same.
    ArgumentError
        If the dates can be read in two ways and `dayfirst` is not given.

    Examples
    --------
    >>> sheet = pd.DataFrame({"Date": ["13/07/2026"], "Time": ["18:30"], "Channel": ["IG"]})
    >>> as_plan(sheet)[["publish_at", "platform"]].values.tolist()
    [[Timestamp('2026-07-13 18:30:00'), 'instagram']]
    """
    check_columns(sheet, [], "as_plan")
    sheet = sheet.dropna(how="all").reset_index(drop=True)
    names = {heading: _plain(heading) for heading in sheet.columns}
    columns: dict[str, pd.Series] = {}
    for name, words in _CALLED.items():
        found = [heading for heading, word in names.items() if word in words]
        if len(found) > 1:
            raise TableError(
                f"Two columns of the sheet mean {name}: {found[0]!r} and {found[1]!r}. Rename one."
            )
        if found:
            columns[name] = sheet[found[0]]
    if "publish_at" not in columns:
        raise TableError(
            f"as_plan needs a column of dates, called date or publish_at; the sheet has: "
            f"{', '.join(map(str, sheet.columns))}."
        )
    times = [heading for heading, word in names.items() if word in _TIME]
    clock = sheet[times[0]] if times else None
    done = {name: _texts(column) for name, column in columns.items()}
    done["publish_at"] = _moments(columns["publish_at"], clock, dayfirst)
    if "hours" in columns:
        plain = columns["hours"].astype("string").str.replace(",", ".", regex=False)
        done["hours"] = pd.to_numeric(plain, errors="coerce").astype("Float64")
    if "platform" in columns:
        lower = done["platform"].str.lower()
        done["platform"] = lower.map(lambda word: _ALSO.get(word, word), na_action="ignore")
    for name in ("format", "pillar", "status"):
        if name in columns:
            done[name] = done[name].str.lower()
    return PLAN.conform(pd.DataFrame(done, index=sheet.index))


def _plain(heading: object) -> str:
    return " ".join(re.findall(r"[a-z]+", str(heading).casefold().replace("_", " ")))


def _texts(column: pd.Series) -> pd.Series:
    stripped = column.astype("string").str.strip()
    return stripped.mask(stripped == "")


def _moments(dates: pd.Series, clock: pd.Series | None, dayfirst: bool | None) -> pd.Series:
    if pd.api.types.is_datetime64_any_dtype(dates):
        found = dates
    else:
        words = _texts(dates)
        first = _day_first(words) if dayfirst is None else dayfirst
        found = words.map(lambda word: _date(word, first), na_action="ignore")
        found = pd.to_datetime(found, errors="coerce")
    if clock is not None:
        spans = _texts(clock).map(_span, na_action="ignore")
        found = found + pd.to_timedelta(spans, errors="coerce").fillna(pd.Timedelta(0))
    return found.astype("datetime64[us]")


def _day_first(words: pd.Series) -> bool:
    parts = [_WITH_MARKS.fullmatch(word) for word in words.dropna()]
    pairs = [(int(part[1]), int(part[2])) for part in parts if part]
    day, month = any(a > 12 for a, _ in pairs), any(b > 12 for _, b in pairs)
    if day and not month:
        return True
    if month and not day:
        return False
    dotted = all("." in part[0][:3] for part in parts if part)
    if not pairs or (dotted and not month):
        return True
    raise ArgumentError(
        f"{parts[0][0] if parts[0] else 'A date'!r} may be day first or month first, and no date "
        "of the sheet tells which: say dayfirst=True or dayfirst=False."
    )


def _date(word: str, dayfirst: bool) -> object:
    marked = _WITH_MARKS.fullmatch(word)
    if marked:
        day, month = (marked[1], marked[2]) if dayfirst else (marked[2], marked[1])
        word = f"{marked[3]}-{month:0>2}-{day:0>2}{marked[4]}"
    if not _ISO.match(word):
        return pd.NaT
    return pd.to_datetime(word, errors="coerce")


def _span(word: str) -> object:
    whole = re.fullmatch(r"(\d{1,2})(?:[:.h](\d{2})?)?(?::\d{2})?\s*(am|pm)?", word.lower())
    if not whole:
        return pd.NaT
    hour = int(whole[1]) % 12 + 12 * (whole[3] == "pm") if whole[3] else int(whole[1])
    return pd.Timedelta(hours=hour, minutes=int(whole[2] or 0))
