"""An hour at the inbox: decide on one message after the other, and see what it cost."""

from __future__ import annotations

import textwrap
from html import escape

import ipywidgets
import pandas as pd

from smmkit import community
from smmkit.apps.html import table
from smmkit.errors import check_columns, check_number

__all__ = ["inbox_game"]

_WIDE = {"style": {"description_width": "6em"}, "layout": {"width": "min(44em, 100%)"}}
_MESSAGE, _ACTION, _DECIDE, _AGAIN = "message", "action", "Decide", "Begin again"
_WROTE = "{author}, {place}"
_LISTED = "{number}: {text}"
_CLOCK = (
    "{minutes} of {all:g} minutes used, {open} messages open, {cost_decided} points of cost so far."
)
_RIGHT = "Message {number}: “{taken}” is what the policy asks for."
_WRONG = "Message {number}: “{taken}” costs {cost}. The policy asks for “{right}”: {why}."
_OVER = (
    "The hour is over. {decided} messages were decided, at a cost of {cost_decided} points; the "
    "{open} left open cost {cost_open} more."
)
_HEAD = 60  # characters of a message that the list shows
_DONE_HEAD = ("message", "taken", "policy", "cost")
_DONE = "Decided so far"


def inbox_game(messages: pd.DataFrame, *, minutes: float = 60) -> ipywidgets.Widget:
    """
    Let the reader sort an inbox while the clock runs by the work done, not by the seconds.

    Parameters
    ----------
    messages : pandas.DataFrame
        MESSAGES with labels, which are shown only after each decision.
    minutes : float, default 60
        Working time there is.

    Returns
    -------
    ipywidgets.VBox
        A message to choose, its text, five actions, two buttons; below them what the decision
        cost, the clock, and a table of what was decided.

    Raises
    ------
    TableError
        If a column is missing.
    ArgumentError
        If the minutes are not above 0.

    Examples
    --------
    >>> from smmkit import Brand
    >>> from smmkit.brand.hard_day import labels
    >>> game = inbox_game(labels(Brand.of("ada")))
    >>> game.children[0].description
    'message'
    """
    needed = ["message_id", "received", "author", "place", "text", "intent", "urgency"]
    rows = check_columns(messages, needed, "inbox_game").set_index("message_id")
    check_number("minutes", minutes, above=0, unit="minutes")
    policy = community.policy()
    message = ipywidgets.Dropdown(description=_MESSAGE, **_WIDE)
    action = ipywidgets.ToggleButtons(
        options=list(community.ACTIONS),
        description=_ACTION,
        tooltips=list(community.ACTIONS.values()),
        style={"description_width": "6em", "button_width": "6.5em"},
    )
    decide = ipywidgets.Button(description=_DECIDE)
    again = ipywidgets.Button(description=_AGAIN)
    shown, said, clock, done = (ipywidgets.HTML() for _ in range(4))
    heads = {
        number: _LISTED.format(number=number, text=textwrap.shorten(text, _HEAD, placeholder=" …"))
        for number, text in rows["text"].items()
    }
    decisions: dict[str, str] = {}

    def show(_: object = None) -> None:
        if message.value is not None:
            row = rows.loc[message.value]
            who = escape(_WROTE.format(author=row["author"], place=row["place"]))
            shown.value = (
                f"<p><strong>{who}</strong></p><blockquote>{escape(row['text'])}</blockquote>"
            )

    def draw(last: str | None = None) -> None:
        found = community.triage_cost(decisions, messages)
        so_far = community.triage_tally(decisions, messages)
        over = so_far["minutes"] >= minutes or not so_far["open"]
        left = [number for number in rows.index if number not in decisions]
        message.options = [] if over else [(heads[number], number) for number in left]
        message.index = None if over else 0
        decide.disabled = over
        clock.value = _told(_CLOCK.format(all=minutes, **so_far))
        said.value = "" if last is None else _told(_verdict(found.loc[last], last))
        if over:
            shown.value = _told(_OVER.format(**so_far))
        lines = [
            (number, escape(row.taken), escape(row.right), str(row.cost))
            for number, row in found.loc[list(decisions)].iterrows()
        ]
        done.value = table(lines, caption=_DONE, head=_DONE_HEAD) if lines else ""

    def _verdict(row: pd.Series, number: str) -> str:
        if not row["cost"]:
            return _RIGHT.format(number=number, taken=row["taken"])
        why = policy.loc[rows.loc[number, "intent"], "why"]
        return _WRONG.format(number=number, why=why, **row[["taken", "cost", "right"]])

    def take(_: object) -> None:
        number = message.value
        decisions[number] = action.value
        draw(number)

    def begin(_: object) -> None:
        decisions.clear()
        draw()
        show()

    message.observe(show, names="value")
    decide.on_click(take)
    again.on_click(begin)
    draw()
    show()
    buttons = ipywidgets.HBox([decide, again])
    return ipywidgets.VBox([message, shown, action, buttons, said, clock, done])


def _told(words: str) -> str:
    return f'<p role="status">{escape(words)}</p>'
