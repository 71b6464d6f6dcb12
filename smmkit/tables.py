"""The tidy tables that everything in smmkit speaks.

A real export, a simulated brand and a fixture all become these tables; every
craft function, plot and check takes them. A column, its dtype and its unit stand
here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from smmkit.errors import TableError, check_columns, did_you_mean

__all__ = [
    "ADS",
    "AUDIENCE",
    "CONTACTS",
    "DAILY",
    "FINDINGS",
    "FORMATS",
    "JOURNEYS",
    "LISTENING",
    "MEDIA",
    "MESSAGES",
    "PLAN",
    "PLATFORMS",
    "POSTS",
    "Column",
    "Table",
]

PLATFORMS = (
    "facebook",
    "instagram",
    "x",
    "tiktok",
    "linkedin",
    "youtube",
    "vk",
    "telegram",
)

FORMATS = ("photo", "carousel", "video", "reel", "story", "text", "link", "live", "other")


@dataclass(frozen=True)
class Column:
    """One column: its pandas dtype, its unit and what it means."""

    dtype: str
    unit: str
    meaning: str


@dataclass(frozen=True)
class Table:
    """
    A named set of columns.

    Examples
    --------
    >>> posts = POSTS.conform(pd.DataFrame({"post_id": ["1"], "reach": [200]}))
    >>> posts["reach"].dtype
    Int64Dtype()
    >>> bool(posts["likes"].isna().all())
    True
    """

    name: str
    columns: Mapping[str, Column]

    def empty(self) -> pd.DataFrame:
        """Return the table with all its columns and no rows."""
        return pd.DataFrame({n: pd.Series(dtype=c.dtype) for n, c in self.columns.items()})

    def conform(self, frame: pd.DataFrame) -> pd.DataFrame:
        """
        Return `frame` with this table's columns, order and dtypes.

        Parameters
        ----------
        frame : pandas.DataFrame
            Some or all of the columns. A missing one is filled with "not known".

        Returns
        -------
        pandas.DataFrame
            A new table with a fresh row number index.

        Raises
        ------
        TableError
            If a column is not one of this table's, or a value does not fit its dtype.
        """
        check_columns(frame, [], self.name)
        strangers = [name for name in frame.columns if name not in self.columns]
        if strangers:
            raise TableError(
                f"{self.name} has no column {strangers[0]!r}; its columns are "
                f"{', '.join(self.columns)}.{did_you_mean(str(strangers[0]), self.columns)}"
            )
        done = {}
        for name, column in self.columns.items():
            if name not in frame.columns:
                done[name] = pd.Series(None, index=frame.index, dtype=column.dtype)
                continue
            if str(frame[name].dtype) == column.dtype:
                done[name] = frame[name]
                continue
            try:
                done[name] = frame[name].astype(column.dtype)
            except (TypeError, ValueError) as error:
                raise TableError(
                    f"{self.name}: column {name!r} must hold {column.dtype} ({column.unit}); "
                    f"{error}."
                ) from error
        return pd.DataFrame(done, index=frame.index).reset_index(drop=True)

    def dictionary(self) -> pd.DataFrame:
        """Return the data dictionary: one row a column, with unit and meaning."""
        rows = [(n, c.unit, c.meaning) for n, c in self.columns.items()]
        return pd.DataFrame(rows, columns=["column", "unit", "meaning"]).set_index("column")


def _count(unit: str, meaning: str) -> Column:
    return Column("Int64", unit, meaning)


_WHO = {
    "platform": Column("string", "name", "the network: " + ", ".join(PLATFORMS)),
    "account": Column("string", "name", "the page or profile"),
}

_WORK = {
    "reach": _count(
        "accounts", "different accounts that saw it; added up: a weight, never a number of people"
    ),
    "impressions": _count("displays", "times it was displayed (Meta calls these views since 2025)"),
    "likes": _count("actions", "likes and other reactions"),
    "comments": _count("actions", "comments and replies"),
    "shares": _count("actions", "shares and reposts"),
    "saves": _count("actions", "saves and bookmarks"),
    "engagements": _count("actions", "engagements as the platform adds them up"),
    "clicks": _count("clicks", "clicks on the link"),
}

POSTS = Table(
    "POSTS",
    {
        "post_id": Column("string", "id", "the platform's number of the post, kept as text"),
        **_WHO,
        "published": Column("datetime64[us]", "date and time", "when it went out"),
        "format": Column("string", "name", "the kind of post: " + ", ".join(FORMATS)),
        "pillar": Column("string", "name", "the content theme it belongs to"),
        "text": Column("string", "text", "what it says"),
        "paid": Column("boolean", "yes or no", "whether money was spent to show it"),
        **_WORK,
        "video_views": _count("views", "times its video was played"),
        "follows": _count("accounts", "accounts that followed from this post"),
        "duration_s": Column("Float64", "seconds", "length of its video"),
        "permalink": Column("string", "address", "where it can be seen"),
    },
)

DAILY = Table(
    "DAILY",
    {
        "date": Column("datetime64[us]", "date", "the day"),
        **_WHO,
        "posts": _count("posts", "posts published that day"),
        **_WORK,
        "profile_visits": _count("visits", "visits to the profile"),
        "followers": _count("accounts", "followers at the end of the day"),
        "new_followers": _count("accounts", "followers won that day"),
        "lost_followers": _count("accounts", "followers lost that day"),
        "video_views": _count("views", "times its videos were played"),
    },
)

ADS = Table(
    "ADS",
    {
        "date": Column("datetime64[us]", "date", "the day"),
        **_WHO,
        "campaign": Column("string", "name", "the campaign"),
        "currency": Column("string", "ISO 4217 code", "currency of spend and revenue"),
        "spend": Column("Float64", "money", "what was paid to the platform"),
        "reach": _WORK["reach"],
        "impressions": _WORK["impressions"],
        "clicks": _WORK["clicks"],
        "engagements": _WORK["engagements"],
        "video_views": _count("views", "times its video was viewed, by the platform's own rule"),
        "leads": _count("people", "people who left a contact"),
        "conversions": _count("orders", "orders the platform attributes to the ad"),
        "revenue": Column("Float64", "money", "value of those orders"),
    },
)

AUDIENCE = Table(
    "AUDIENCE",
    {
        "date": Column("datetime64[us]", "date", "the day, if the numbers are of one"),
        **_WHO,
        "dimension": Column("string", "name", "what divides the audience: age, country, city"),
        "segment": Column("string", "name", "the part of it, such as 25-34 or France"),
        "metric": Column("string", "name", "what is counted: followers, women, views"),
        "value": Column("Float64", "see unit", "how many, or what share"),
        "unit": Column("string", "name", "the value's unit: accounts, views, fraction (0-1)"),
    },
)

LISTENING = Table(
    "LISTENING",
    {
        "month": Column("datetime64[us]", "date", "first day of the month"),
        "brand": Column("string", "name", "the brand spoken of, the learner's or a competitor's"),
        "own": Column("boolean", "yes or no", "whether it is the learner's brand"),
        "mentions": _count("messages", "public messages that name the brand"),
        "positive": _count("messages", "of these, in praise"),
        "neutral": _count("messages", "of these, neither"),
        "negative": _count("messages", "of these, in complaint"),
    },
)

MESSAGES = Table(
    "MESSAGES",
    {
        "message_id": Column("string", "id", "the platform's number of the message, kept as text"),
        **_WHO,
        "received": Column("datetime64[us]", "date and time", "when it came in, local time"),
        "answered": Column("datetime64[us]", "date and time", "when it was first answered"),
        "needs_answer": Column("boolean", "yes or no", "whether its writer expects an answer"),
        "place": Column("string", "name", "where it was written: comment, direct message, review"),
        "author": Column("string", "name", "who wrote it"),
        "text": Column("string", "text", "what it says"),
        "intent": Column("string", "name", "what its writer wants, as a label"),
        "tone": Column("string", "name", "positive, neutral or negative"),
        "urgency": Column("string", "name", "high, normal or low"),
    },
)

JOURNEYS = Table(
    "JOURNEYS",
    {
        "journey_id": Column("string", "id", "one customer's way, kept as text"),
        "step": _count("number", "place of the touch in the journey, from 1"),
        "touched": Column("datetime64[us]", "date and time", "when the touch happened"),
        "channel": Column("string", "name", "where: organic or paid, and the network"),
        "converted": Column("boolean", "yes or no", "whether the journey ended in an order"),
        "revenue": Column("Float64", "money", "value of that order, on every row of the journey"),
    },
)

CONTACTS = Table(
    "CONTACTS",
    {
        "contact": Column("string", "id", "a number in place of a name, kept as text"),
        "source": Column("string", "name", "how you came together: referral, portfolio page"),
        "stage": Column("string", "name", "the step: contact, talk, proposal, client"),
        "date": Column("datetime64[us]", "date", "the day it was come to"),
    },
)

PLAN = Table(
    "PLAN",
    {
        "publish_at": Column("datetime64[us]", "date and time", "when it is to go out, local time"),
        "platform": _WHO["platform"],
        "format": POSTS.columns["format"],
        "pillar": POSTS.columns["pillar"],
        "title": Column("string", "text", "what it is about, in a line"),
        "text": Column("string", "text", "the draft"),
        "alt_text": Column("string", "text", "what its picture or film shows, in a sentence"),
        "link": Column("string", "address", "where it leads, if anywhere"),
        "owner": Column("string", "name", "who makes it"),
        "cover": Column("string", "name", "who answers its comments on the day"),
        "hours": Column("Float64", "hours", "work it takes, from idea to published"),
        "status": Column("string", "name", "idea, draft, approved or scheduled"),
    },
)

MEDIA = Table(
    "MEDIA",
    {
        "week": Column("datetime64[us]", "date", "Monday of the week"),
        "platform": _WHO["platform"],
        "campaign": ADS.columns["campaign"],
        "currency": Column("string", "ISO 4217 code", "currency of the budget"),
        "budget": Column("Float64", "money", "what may be spent in that week"),
    },
)

FINDINGS = Table(
    "FINDINGS",
    {
        "rule": Column("string", "name", "the rule that is broken"),
        "where": Column("string", "text", "the row, field or date it is about; empty: all of it"),
        "severity": Column("string", "name", "error, warning or advice"),
        "message": Column("string", "text", "what is wrong, what is wanted and what was found"),
        "points": Column("Float64", "points", "what it costs in a mark; 0 for advice"),
    },
)
