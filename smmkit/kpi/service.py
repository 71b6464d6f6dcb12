"""Whether and how fast a brand answers those who write to it."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from smmkit.errors import ArgumentError, TableError, check_choice, check_columns, check_number
from smmkit.kpi._ratio import By, group_keys, grouped, ratio

__all__ = ["response_rate", "response_time"]

_HOUR = np.timedelta64(1, "h")


def _times(messages: pd.DataFrame, column: str, where: str) -> pd.Series:
    values = check_columns(messages, [column], where)[column]
    if not pd.api.types.is_datetime64_dtype(values) and not values.isna().all():
        raise TableError(
            f'{where}: the column "{column}" must hold dates and times without a time zone '
            f"(pandas.to_datetime reads them); it holds {values.dtype}."
        )
    return values.astype("datetime64[us]")


def _needing_answer(messages: pd.DataFrame, where: str) -> pd.DataFrame:
    """Leave out what needs no answer, where the table tells."""
    check_columns(messages, ["received", "answered"], where)
    if "needs_answer" not in messages:
        return messages
    return messages[messages["needs_answer"].astype("boolean").fillna(True)]


def response_rate(messages: pd.DataFrame, *, by: By = None) -> float | pd.Series:
    """
    Divide the messages answered by those that needed an answer.

    Parameters
    ----------
    messages : pandas.DataFrame
        With columns received and answered (times; answered missing where nobody did), and
        needs_answer (yes or no) where known: without it every message counts.
    by : str or list of str, optional
        One figure for each value of these columns.

    Returns
    -------
    float or pandas.Series
        Fraction; NaN without messages.

    Examples
    --------
    >>> messages = pd.DataFrame({
    ...     "received": pd.to_datetime(["2026-03-02 10:00", "2026-03-02 11:00"]),
    ...     "answered": pd.to_datetime(["2026-03-02 10:30", None]),
    ... })
    >>> response_rate(messages)
    0.5
    """
    name = "response_rate"
    messages = _needing_answer(messages, name)
    answered = _times(messages, "answered", name).notna().astype("float64")
    one_each = pd.Series(1.0, index=messages.index)
    return ratio(messages, answered, one_each, name=name, by=by)


def response_time(
    messages: pd.DataFrame,
    *,
    as_of: pd.Timestamp | str,
    hours: str = "clock",
    opens: float = 9,
    closes: float = 18,
    weekmask: str = "Mon Tue Wed Thu Fri",
    by: By = None,
) -> pd.Series | pd.DataFrame:
    """
    Estimate how long half, and nine tenths, of those who wrote wait for an answer.

    Parameters
    ----------
    messages : pandas.DataFrame
        As in `response_rate`.
    as_of : timestamp or str
        When the table was drawn. What was unanswered then has waited at least so long, and
        counts as such: leaving it out would make a slow team look fast.
    hours : {"clock", "business"}
        Count all hours, or those in which the team is open.
    opens, closes : float
        Opening hours of a business day, 0 to 24.
    weekmask : str
        Business days, as numpy.busday_count takes them.
    by : str or list of str, optional
        One row for each value of these columns.

    Returns
    -------
    pandas.Series or pandas.DataFrame
        median and p90, hours. NaN where too many are unanswered to tell.

    Raises
    ------
    TableError
        If a column holds no times, or an answer comes before its message or after `as_of`.
    ArgumentError
        If `as_of` is no time, or the hours make no day.

    Notes
    -----
    Kaplan-Meier: at each answer the share still waiting falls by the answered over those
    still waiting then; the median is the first time at which half or less wait.

    Examples
    --------
    >>> messages = pd.DataFrame({
    ...     "received": pd.to_datetime(["2026-03-02 10:00"] * 3),
    ...     "answered": pd.to_datetime(["2026-03-02 10:30", "2026-03-02 12:00", None]),
    ... })
    >>> response_time(messages, as_of="2026-03-03").to_dict()
    {'median': 2.0, 'p90': nan}
    """
    name = "response_time"
    check_choice("hours", hours, ("clock", "business"))
    messages = _needing_answer(messages, name)
    received, answered = (_times(messages, c, name) for c in ("received", "answered"))
    drawn = _moment(as_of)
    for late, early, words in (
        (answered, received, "answered before it was received"),
        (pd.Series(drawn, index=messages.index), received, "received after as_of"),
        (pd.Series(drawn, index=messages.index), answered, "answered after as_of"),
    ):
        wrong = messages.index[late < early]
        if len(wrong):
            raise TableError(f"{name}: the message in row {wrong[0]!r} was {words}.")
    known = received.notna()
    end = answered.fillna(drawn)
    if hours == "clock":
        waited = (end - received) / pd.Timedelta(hours=1)
    else:
        day = (
            check_number("opens", opens, low=0, below=24),
            check_number("closes", closes, above=opens, high=24),
            weekmask,
        )
        begin = received.fillna(drawn)
        waited = _business_hours(end, day) - _business_hours(begin, day)
    waits = pd.DataFrame({"waited": waited, "seen": answered.notna()})[known]
    keys = group_keys(messages, by, name)
    if keys is None:
        return _quantiles(waits).rename(name)
    groups = grouped(waits, [key[known] for key in keys])
    rows = [_quantiles(group) for _, group in groups]
    return pd.DataFrame(rows, columns=["median", "p90"]).set_axis(groups.size().index)


def _moment(as_of: object) -> pd.Timestamp:
    try:
        moment = pd.Timestamp(as_of)
    except (TypeError, ValueError) as error:
        raise ArgumentError(f"as_of must be a date and time; received {as_of!r}.") from error
    if pd.isna(moment) or moment.tz is not None:
        raise ArgumentError(f"as_of must be a time without a time zone; received {as_of!r}.")
    return moment


def _business_hours(times: pd.Series, day: tuple[float, float, str]) -> pd.Series:
    """Count the open hours since 1970."""
    opens, closes, weekmask = day
    moments = times.to_numpy("datetime64[us]")
    dates = moments.astype("datetime64[D]")
    try:
        full_days = np.busday_count(np.datetime64("1970-01-01"), dates, weekmask=weekmask)
        open_today = np.is_busday(dates, weekmask=weekmask)
    except ValueError as error:
        raise ArgumentError(
            f'weekmask must name days, as in "Mon Tue Wed"; received {weekmask!r}.'
        ) from error
    today = np.clip((moments - dates) / _HOUR - opens, 0, closes - opens)
    return pd.Series(full_days * (closes - opens) + today * open_today, index=times.index)


def _quantiles(waits: pd.DataFrame) -> pd.Series:
    """Read median and 90th percentile off the Kaplan-Meier curve."""
    steps = waits.groupby("waited")["seen"].agg(["sum", "size"])
    still_waiting = len(waits) - steps["size"].cumsum().shift(fill_value=0)
    curve = (1 - steps["sum"] / still_waiting).cumprod()

    def first_at(share: float) -> float:
        # 1e-9: a product of fractions misses a round share by a rounding error.
        reached = curve.index[curve <= share + 1e-9]
        return float(reached[0]) if len(reached) else math.nan

    return pd.Series({"median": first_at(0.5), "p90": first_at(0.1)})
