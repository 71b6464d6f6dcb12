"""Messages sorted by what is to be done with them, and what a sorting costs."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from smmkit.community.policy import ACTIONS, MINUTES, costs, hours_for, policy
from smmkit.errors import ArgumentError, TableError, check_columns, did_you_mean

__all__ = ["triage", "triage_cost", "triage_tally"]


def triage(messages: pd.DataFrame, *, by: pd.DataFrame | None = None) -> pd.DataFrame:
    """
    Sort labelled messages: what is to be done, by whom, by when; the most pressing on top.

    Parameters
    ----------
    messages : pandas.DataFrame
        With the columns message_id, received, intent and urgency of MESSAGES.
    by : pandas.DataFrame, optional
        A policy of your own house, with the columns of `policy`.

    Returns
    -------
    pandas.DataFrame
        Indexed by message_id: action, owner, within (hours until a first word is due; NaN
        where none is), due (time). On top is what is due soonest after it came; of what is due
        alike, what costs most to leave; of that, what came first.

    Raises
    ------
    TableError
        If a column is missing, a number stands twice, or an intent is not in the policy.

    Examples
    --------
    >>> got = pd.DataFrame({"message_id": ["1", "2"], "intent": ["praise", "safety"],
    ...     "urgency": ["low", "high"], "received": pd.to_datetime(["2026-07-01 10:00"] * 2)})
    >>> triage(got)["action"].to_dict()
    {'2': 'escalate', '1': 'answer'}
    """
    check_columns(messages, ["message_id", "received", "intent", "urgency"], "triage")
    table = policy() if by is None else check_columns(by, ["action", "owner"], "triage: by")
    unknown = sorted(set(messages["intent"].dropna()) - set(table.index))
    if unknown or messages["intent"].isna().any():
        words = ", ".join(map(repr, unknown)) or "an empty cell"
        raise TableError(
            f"triage: the policy has no line for the intent {words}; it has "
            f"{', '.join(table.index)}."
        )
    ids = messages["message_id"].astype(str)
    if ids.duplicated().any():
        raise TableError(f"triage: the message {ids[ids.duplicated()].iloc[0]!r} stands twice.")
    found = table.loc[messages["intent"], ["action", "owner"]].set_index(ids.rename("message_id"))
    within = hours_for(messages["urgency"]).where(~found["action"].isin(["leave"]).to_numpy())
    found["within"] = within.to_numpy()
    received = messages["received"].to_numpy()
    found["due"] = received + pd.to_timedelta(found["within"], unit="h").to_numpy()
    order = pd.DataFrame({"within": found["within"], "received": received}, index=found.index)
    order["spared"] = -found["action"].map(costs()["leave"])
    return found.loc[order.sort_values(["within", "spared", "received"], kind="stable").index]


def triage_cost(
    decisions: Mapping[str, str] | pd.Series,
    messages: pd.DataFrame,
    *,
    by: pd.DataFrame | None = None,
    matrix: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """
    Hold decisions against the policy, message by message.

    Parameters
    ----------
    decisions : mapping or pandas.Series
        message_id to one of ACTIONS. A message that is not in it was left.
    messages : pandas.DataFrame
        As for `triage`.
    by, matrix : pandas.DataFrame, optional
        Policy and costs of your own house, in the form of `policy` and `costs`.

    Returns
    -------
    pandas.DataFrame
        Indexed by message_id, in the messages' order: right, taken, cost (points), minutes (of
        work).

    Raises
    ------
    ArgumentError
        If a decision names no action, or a message that is not there.
    TableError
        As for `triage`.

    Examples
    --------
    >>> got = pd.DataFrame({"message_id": ["1"], "intent": ["complaint"], "urgency": ["normal"],
    ...     "received": pd.to_datetime(["2026-07-01 10:00"])})
    >>> triage_cost({"1": "hide"}, got)["cost"].tolist()
    [8]
    """
    if not isinstance(decisions, Mapping | pd.Series):
        raise ArgumentError(
            "decisions must name an action for each message_id, such as "
            f'{{"17": "answer"}}; received {type(decisions).__name__}.'
        )
    table = costs() if matrix is None else matrix
    sorted_messages = triage(messages, by=by)
    chosen = {str(key): action for key, action in dict(decisions).items()}
    for key, action in chosen.items():
        if not isinstance(action, str) or action not in table.columns:
            raise ArgumentError(
                f"message {key}: the action must be one of {', '.join(ACTIONS)}; received "
                f"{action!r}.{did_you_mean(str(action), table.columns)}"
            )
        if key not in sorted_messages.index:
            raise ArgumentError(f"There is no message {key!r} among the {len(messages)}.")
    right = sorted_messages["action"].loc[messages["message_id"].astype(str)]
    taken = pd.Series([chosen.get(key, "leave") for key in right.index], index=right.index)
    cost = [int(table.loc[one, other]) for one, other in zip(right, taken, strict=True)]
    return pd.DataFrame(
        {"right": right, "taken": taken, "cost": cost, "minutes": taken.map(MINUTES)}
    )


def triage_tally(
    decisions: Mapping[str, str] | pd.Series, messages: pd.DataFrame
) -> dict[str, int]:
    """
    Count how far a sorting has come, and what it costs.

    Parameters
    ----------
    decisions, messages
        As for `triage_cost`.

    Returns
    -------
    dict
        decided and open (messages), minutes (of work so far), cost_decided and cost_open
        (points; what is open counts as left).

    Raises
    ------
    ArgumentError, TableError
        As for `triage_cost`.

    Examples
    --------
    >>> got = pd.DataFrame({"message_id": ["1", "2"], "intent": ["complaint", "safety"],
    ...     "urgency": ["normal", "high"], "received": pd.to_datetime(["2026-07-01 10:00"] * 2)})
    >>> triage_tally({"1": "answer"}, got)
    {'decided': 1, 'open': 1, 'minutes': 6, 'cost_decided': 0, 'cost_open': 12}
    """
    found = triage_cost(decisions, messages)
    done = found.index.isin([str(key) for key in dict(decisions)])
    return {
        "decided": int(done.sum()),
        "open": int((~done).sum()),
        "minutes": int(found.loc[done, "minutes"].sum()),
        "cost_decided": int(found.loc[done, "cost"].sum()),
        "cost_open": int(found.loc[~done, "cost"].sum()),
    }
