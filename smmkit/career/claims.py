"""The windows of a claim held against rules, and claims to sort."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from smmkit.career.windows import Days, Window, counts_in, rank, window
from smmkit.content import holidays
from smmkit.findings import ADVICE, ERROR, WARNING, Fault, Rule, as_findings, rule_table

__all__ = ["WINDOW_RULES", "review_windows", "window_rules"]

SHORTEST = 14
MOST_ADS = 0.05
RARE = 0.05

WINDOW_RULES = {
    "overlap": Rule(ERROR, 3, "claim", "days in both windows are compared with themselves"),
    "length": Rule(ERROR, 3, "claim", "the longer window has more of everything"),
    "short": Rule(
        WARNING, 1.5, "claim", f"under {SHORTEST} days one lucky post is the whole window"
    ),
    "weekdays": Rule(WARNING, 1.5, "claim", "a weekend more, and readers were elsewhere"),
    "gap": Rule(WARNING, 1.5, "claim", "what was left out between them was left out by somebody"),
    "season": Rule(
        ADVICE, 0, "claim", "public holidays in one window and not the other; say so beside it"
    ),
    "ads": Rule(
        ERROR, 3, "claim",
        f"shares of ads {MOST_ADS:.0%} apart or more: what was bought is not the work's",
    ),
    "picked": Rule(
        ERROR, 3, "claim",
        f"at most {RARE:.0%} of all pairs rise as much, and no day of a change says why these two",
    ),
}  # fmt: skip


def window_rules() -> pd.DataFrame:
    """
    Return the rules that `review_windows` holds a claim against.

    Returns
    -------
    pandas.DataFrame
        Indexed by rule: severity, points (at most), per, why.

    Examples
    --------
    >>> window_rules().loc["overlap", "severity"]
    'error'
    """
    return rule_table(WINDOW_RULES)


def review_windows(
    days: pd.DataFrame,
    before: Days,
    after: Days,
    *,
    value: str,
    ads: str | None = None,
    changed: object = None,
    country: str | None = None,
) -> pd.DataFrame:
    """
    Hold the two windows of a claim against the rules.

    Parameters
    ----------
    days : pandas.DataFrame
        A row for each day of one page: date, `value`, and `ads` if it is named.
    before, after : pair of date or str
        First and last day of each window, both inside.
    value : str
        The column that is compared, a count.
    ads : str, optional
        A column: how much of `value` came by ads.
    changed : date or str, optional
        The day on which something was changed. Where the second window begins on it, the windows
        follow from a date and are not held to have been picked.
    country : str, optional
        ISO code, to look for public holidays.

    Returns
    -------
    pandas.DataFrame
        FINDINGS; `findings.score` makes a mark out of 10 of them. None found does not mean that
        the change is the work's: see `against`.

    Raises
    ------
    ArgumentError, TableError
        If a window cannot be read, or days of it are missing.

    Examples
    --------
    >>> days = pd.DataFrame({"date": pd.date_range("2026-05-04", periods=28), "asks": [2, 3] * 14})
    >>> found = review_windows(days, ("2026-05-04", "2026-05-17"), ("2026-05-18", "2026-05-26"),
    ...                        value="asks", changed="2026-05-18")
    >>> found["rule"].tolist()
    ['length', 'short', 'weekdays']
    """
    first, second = window("before", before), window("after", after)
    for one in (first, second):
        counts_in(days, one, value, "review_windows")
    found = [*_shape(first, second)]
    if country is not None:
        found += _season(first, second, country)
    if ads is not None:
        found += _ads(days, first, second, value, ads)
    begins = None if changed is None else pd.Timestamp(changed).normalize()
    if first.last < second.first and begins != second.first:
        found += _picked(days, before, after, value)
    return as_findings(found, WINDOW_RULES)


def _shape(first: Window, second: Window) -> Iterator[Fault]:
    where = f"{first}; {second}"
    if first.last >= second.first:
        yield Fault("overlap", where, "The windows share days, or stand the wrong way round.")
    elif (gap := (second.first - first.last).days - 1) > 0:
        yield Fault("gap", where, f"{gap} days between the windows are in neither. Why?")
    if first.days != second.days:
        yield Fault(
            "length", where, f"{first.days} days are held against {second.days}. Make them equal."
        )
    if min(first.days, second.days) < SHORTEST:
        shorter = min(first.days, second.days)
        yield Fault("short", where, f"{shorter} days; take {SHORTEST} or more.")
    if _weekdays(first) != _weekdays(second):
        yield Fault("weekdays", where, "The windows hold different weekdays. Take whole weeks.")


def _weekdays(one: Window) -> list[int]:
    share = pd.date_range(*one).day_of_week.value_counts(normalize=True)
    return share.reindex(range(7), fill_value=0).round(6).tolist()


def _season(first: Window, second: Window, country: str) -> list[Fault]:
    named = [holidays(country, one.first, one.last) for one in (first, second)]
    if len(named[0]) == len(named[1]):
        return []
    words = "; ".join(
        f"{name}: {', '.join(map(str, found)) or 'none'}"
        for name, found in zip(("before", "after"), named, strict=True)
    )
    return [Fault("season", f"{first}; {second}", f"Public holidays differ. {words}.")]


def _ads(days: pd.DataFrame, first: Window, second: Window, value: str, ads: str) -> list[Fault]:
    shares = []
    for one in (first, second):
        whole = counts_in(days, one, value, "review_windows").sum()
        bought = counts_in(days, one, ads, "review_windows").sum()
        shares.append(bought / whole if whole else 0.0)
    if abs(shares[1] - shares[0]) <= MOST_ADS:
        return []
    message = (
        f"{shares[0]:.0%} of {value} came by ads before and {shares[1]:.0%} after. Compare what "
        "came without them."
    )
    return [Fault("ads", f"{first}; {second}", message)]


def _picked(days: pd.DataFrame, before: Days, after: Days, value: str) -> list[Fault]:
    found = rank(days, before, after, value=value)
    if found["share"] > RARE or found["change"] <= 0:
        return []
    message = (
        f"Of {found['pairs']:.0f} such pairs {found['as_high']:.0f} rise by "
        f"{found['change']:.0%} or more. Name the day something was changed, and begin there."
    )
    return [Fault("picked", f"{before[0]}; {after[0]}", message)]
