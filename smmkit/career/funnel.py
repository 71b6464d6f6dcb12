"""From somebody who writes to a client: the book of contacts, its rates, and who is waiting."""

from __future__ import annotations

import math

import pandas as pd

from smmkit.errors import ArgumentError, TableError, check_choice, check_columns, check_number
from smmkit.kpi import share_interval

__all__ = ["STAGES", "conversion", "funnel", "hours_per_client", "waiting"]

STAGES = ("contact", "talk", "proposal", "client")
"""The steps, in order."""

_NEEDED = ["contact", "source", "stage", "date"]


def funnel(
    contacts: pd.DataFrame, *, as_of: object, settled_days: int = 0, by: str = "source"
) -> pd.DataFrame:
    """
    Count how many contacts came to each stage.

    Parameters
    ----------
    contacts : pandas.DataFrame
        CONTACTS: a row for each step that a contact has come to.
    as_of : date or str
        The day the book is read; later rows are left out.
    settled_days : int, default 0
        Contacts who first wrote fewer days ago are left out: they had no time to decide.
    by : str, default "source"
        A column of the contact.

    Returns
    -------
    pandas.DataFrame
        Indexed by `by`: a column for each of `STAGES`. A contact who skipped a stage counts as
        having come to it.

    Raises
    ------
    TableError
        If a column is missing, a stage is unknown, a contact has two sources, stands twice at a
        stage, or came to a later stage before an earlier one.
    ArgumentError
        If `settled_days` is below 0, or `as_of` is no day.

    Examples
    --------
    >>> book = pd.DataFrame({"contact": ["C1", "C1", "C2"], "source": "referral",
    ...                      "stage": ["contact", "client", "contact"],
    ...                      "date": pd.to_datetime(["2026-01-05", "2026-01-20", "2026-06-01"])})
    >>> funnel(book, as_of="2026-06-30").loc["referral"].tolist()
    [2, 1, 1, 1]
    >>> funnel(book, as_of="2026-06-30", settled_days=90).loc["referral", "contact"]
    np.int64(1)
    """
    table = _each(contacts, as_of, by, "funnel")
    old = table["first"] <= _day(as_of) - pd.Timedelta(days=check_number(
        "settled_days", settled_days, low=0, unit="days"
    ))  # fmt: skip
    table = table[old]
    counts = {
        stage: (table["place"] >= place).groupby(table[by], observed=True).sum()
        for place, stage in enumerate(STAGES)
    }
    return pd.DataFrame(counts).astype("int64").rename_axis(by)


def _each(contacts: pd.DataFrame, as_of: object, by: str, where: str) -> pd.DataFrame:
    """Return a row for each contact: its first and last day, and how far it came."""
    check_columns(contacts, [*_NEEDED, by], where)
    strangers = [one for one in contacts["stage"].unique() if one not in STAGES]
    if strangers:
        check_choice(f"{where}: stage", strangers[0], STAGES)
    table = contacts.assign(place=contacts["stage"].map(STAGES.index).astype(int))
    table["date"] = pd.to_datetime(table["date"])
    for column in (by, "date"):
        if table[column].isna().any():
            who = table.loc[table[column].isna(), "contact"].iloc[0]
            raise TableError(f'{where}: contact {who} has no "{column}" on one of its rows.')
    if table.duplicated(["contact", "stage"]).any():
        row = table[table.duplicated(["contact", "stage"])].iloc[0]
        raise TableError(f"{where}: contact {row['contact']} stands twice at {row['stage']!r}.")
    table = table.sort_values(["contact", "place"])
    backwards = table.groupby("contact")["date"].diff() < pd.Timedelta(0)
    if backwards.any():
        row = table[backwards].iloc[0]
        raise TableError(
            f"{where}: contact {row['contact']} came to {row['stage']!r} on "
            f"{row['date']:%Y-%m-%d}, before an earlier stage."
        )
    many = table.groupby("contact")[by].nunique()
    if (many > 1).any():
        raise TableError(f'{where}: contact {many.index[many > 1][0]} has more than one "{by}".')
    table = table[table["date"] <= _day(as_of)]
    return table.groupby("contact").agg(
        **{by: (by, "first")},
        first=("date", "min"),
        last=("date", "max"),
        place=("place", "max"),
    )


def _day(value: object) -> pd.Timestamp:
    try:
        day = pd.Timestamp(value)
    except (TypeError, ValueError) as error:
        raise ArgumentError(
            f'as_of must be a day such as "2026-06-28"; received {value!r}.'
        ) from error
    if pd.isna(day):
        raise ArgumentError(f'as_of must be a day such as "2026-06-28"; received {value!r}.')
    return day


def conversion(
    stages: pd.DataFrame, *, start: str = "contact", end: str = "client", level: float = 0.95
) -> pd.DataFrame:
    """
    Compute the share that goes from one stage to another, with its bounds.

    Parameters
    ----------
    stages : pandas.DataFrame
        What `funnel` returns.
    start, end : str
        Two of `STAGES`.
    level : float, default 0.95
        As in `kpi.share_interval`.

    Returns
    -------
    pandas.DataFrame
        For each row of `stages`, and for all of them together ("all"): n (at `start`), came (at
        `end`), rate (came / n: pooled, no mean of rates), low and high. NaN where n is 0.

    Raises
    ------
    ArgumentError
        If a stage is unknown, or `end` does not come after `start`.
    TableError
        If a column is missing.

    Examples
    --------
    >>> stages = pd.DataFrame({"contact": [10, 40], "talk": [8, 20], "proposal": [6, 8],
    ...                        "client": [4, 2]}, index=["referral", "cold message"])
    >>> conversion(stages)["rate"].round(2).to_dict()
    {'referral': 0.4, 'cold message': 0.05, 'all': 0.12}
    """
    for name, stage in (("start", start), ("end", end)):
        check_choice(name, stage, STAGES)
    if STAGES.index(end) <= STAGES.index(start):
        raise ArgumentError(f"end must come after start; received {start!r} and {end!r}.")
    check_columns(stages, [start, end], "conversion")
    counts = stages[[start, end]]
    counts = pd.concat([counts, counts.sum().to_frame("all").T]).rename_axis(stages.index.name)
    rows = [
        (int(n), int(came), *_rate(came, n, level))
        for n, came in counts.itertuples(index=False, name=None)
    ]
    return pd.DataFrame(rows, columns=["n", "came", "rate", "low", "high"], index=counts.index)


def _rate(came: float, n: float, level: float) -> tuple[float, float, float]:
    if not n:
        return math.nan, math.nan, math.nan
    return came / n, *share_interval(came / n, n=n, level=level)


def hours_per_client(
    contacts: pd.DataFrame, sources: pd.DataFrame, *, as_of: object, by: str
) -> pd.DataFrame:
    """
    Compute what a client costs in hours, all hours counted.

    Parameters
    ----------
    contacts : pandas.DataFrame
        CONTACTS.
    sources : pandas.DataFrame
        Indexed by source: hours, and the column `by`.
    as_of : date or str
        The day the book is read.
    by : str
        Column of `sources` that groups them, such as who wrote first.

    Returns
    -------
    pandas.DataFrame
        Indexed by `by`: contacts, clients, hours, share (of all clients, a fraction) and
        hours_per_client (the hours of those who did not become clients are among them; NaN
        without a client).

    Raises
    ------
    TableError
        As in `funnel`, or if a source has no row in `sources`.

    Examples
    --------
    >>> book = pd.DataFrame({"contact": ["C1", "C1", "C2"], "source": ["a", "a", "b"],
    ...                      "stage": ["contact", "client", "contact"], "date": "2026-01-05"})
    >>> sources = pd.DataFrame({"hours": [4, 9], "wrote_first": ["they", "you"]}, index=["a", "b"])
    >>> hours_per_client(book, sources, as_of="2026-06-30", by="wrote_first")["clients"].to_dict()
    {'they': 1, 'you': 0}
    """
    check_columns(sources, ["hours", by], "hours_per_client")
    stages = funnel(contacts, as_of=as_of)
    lost = [name for name in stages.index if name not in sources.index]
    if lost:
        raise TableError(f"hours_per_client: the table of sources has no row {lost[0]!r}.")
    stages = stages.reindex(sources.index, fill_value=0)
    table = pd.DataFrame(
        {"contacts": stages["contact"], "clients": stages["client"], "hours": sources["hours"]}
    )
    table = table.groupby(sources[by], observed=True).sum()
    table["share"] = table["clients"] / (table["clients"].sum() or math.nan)
    table["hours_per_client"] = table["hours"] / table["clients"].where(table["clients"] > 0)
    return table


def waiting(contacts: pd.DataFrame, *, as_of: object, days: int = 14) -> pd.DataFrame:
    """
    List who has been waiting: no client yet, and no step for so many days.

    Parameters
    ----------
    contacts : pandas.DataFrame
        CONTACTS.
    as_of : date or str
        The day the book is read.
    days : int, default 14
        From how many days without a step on.

    Returns
    -------
    pandas.DataFrame
        Indexed by contact, those nearest to an order first: source, stage (the last one), since
        (its day) and days. Whether to write once more, or to close it, a person decides.

    Raises
    ------
    TableError, ArgumentError
        As in `funnel`.

    Examples
    --------
    >>> book = pd.DataFrame({"contact": ["C1", "C2"], "source": "referral", "stage": "contact",
    ...                      "date": pd.to_datetime(["2026-01-05", "2026-06-29"])})
    >>> waiting(book, as_of="2026-06-30")["days"].to_dict()
    {'C1': 176}
    """
    check_number("days", days, low=0, unit="days")
    table = _each(contacts, as_of, "source", "waiting")
    table["days"] = (_day(as_of) - table["last"]).dt.days
    table = table[(table["place"] < len(STAGES) - 1) & (table["days"] >= days)]
    table = table.sort_values(["place", "days"], ascending=[False, True], kind="stable")
    stage = table["place"].map(dict(enumerate(STAGES)))
    return pd.DataFrame(
        {
            "source": table["source"],
            "stage": stage.astype(object),
            "since": table["last"],
            "days": table["days"],
        }
    )
