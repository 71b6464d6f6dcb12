"""Who holds the keys to the accounts, and what should change today."""

from __future__ import annotations

import pandas as pd

from smmkit.errors import ArgumentError, check_columns
from smmkit.tables import FINDINGS

__all__ = ["review_access"]

FEWEST_ADMINS, MOST_ADMINS = 2, 3
ADMIN = "admin"
_COLUMNS = ["account", "person", "role", "needs", "own_login", "two_step", "until"]


def review_access(access: pd.DataFrame, *, today: object) -> pd.DataFrame:
    """
    Find what is wrong with a list of who can get into which account.

    Parameters
    ----------
    access : pandas.DataFrame
        A row for each person and account: account, person, role (what the person may do now),
        needs (the role the work takes), own_login (a login of the person's own, no shared
        password), two_step (a second step when logging in) and until (last day of the work; empty
        for who stays).
    today : date or str
        The day to judge by.

    Returns
    -------
    pandas.DataFrame
        FINDINGS, a point each. Rules: "left" (the work is over, the access is not), "shared" (a
        password that several know), "two_step", "too_much" (an admin who needs less), "admins"
        (fewer than two: one lost phone locks all out; more than three: nobody watches).

    Raises
    ------
    ArgumentError
        If `today` is no date.
    TableError
        If a column is missing.

    Notes
    -----
    The rules are common practice in security: a login for each person, the least rights that the
    work takes, a second factor, and access that ends with the work.

    Examples
    --------
    >>> keys = pd.DataFrame({"account": ["Instagram"], "person": ["Ana"], "role": ["content"],
    ...     "needs": ["content"], "own_login": [True], "two_step": [True], "until": ["2026-03-31"]})
    >>> review_access(keys, today="2026-07-01")["rule"].tolist()
    ['left', 'admins']
    """
    check_columns(access, _COLUMNS, "review_access")
    day = pd.to_datetime(today, errors="coerce") if isinstance(today, str) else pd.Timestamp(today)
    if pd.isna(day):
        raise ArgumentError(f"today must be a date such as '2026-07-01'; received {today!r}.")
    ends = pd.to_datetime(access["until"])
    found = []
    for row, end in zip(access.itertuples(index=False), ends, strict=True):
        where = f"{row.account}, {row.person}"
        if pd.notna(end) and end < day:
            found.append(("left", where, f"The work ended on {end.date()}. Take the access back."))
            continue
        if not row.own_login:
            message = "A password that several know: nobody can tell who did it. A login for each."
            found.append(("shared", where, message))
        if not row.two_step:
            found.append(("two_step", where, "One stolen password opens it. Add a second step."))
        if row.role == ADMIN and row.needs != ADMIN:
            message = f"May do everything; the work needs the role {row.needs}."
            found.append(("too_much", where, message))
    stays = access[~(ends < day)]
    for account in dict.fromkeys(access["account"]):
        admins = int(((stays["account"] == account) & (stays["role"] == ADMIN)).sum())
        if not FEWEST_ADMINS <= admins <= MOST_ADMINS:
            count = "1 admin" if admins == 1 else f"{admins} admins"
            message = f"{count}; {FEWEST_ADMINS} or {MOST_ADMINS} are wanted."
            found.append(("admins", account, message))
    rows = [(rule, where, "error", message, 1.0) for rule, where, message in found]
    return FINDINGS.conform(pd.DataFrame(rows, columns=list(FINDINGS.columns)))
