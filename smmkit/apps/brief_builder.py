"""A contractor's brief in the making: fill a slot, and read at once what the review says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import ipywidgets

from smmkit import team
from smmkit.apps.html import table

__all__ = ["brief_builder"]

_WIDE = {"style": {"description_width": "6em"}, "layout": {"width": "min(46em, 100%)"}}
_LETTER = (
    "border:1px solid rgba(128,128,128,.5);border-radius:.6em;padding:.8em 1em;max-width:46em;"
    "white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.45"
)
_HEAD = ("rule", "where", "what to mend", "points off")
_FINDINGS = "What the review finds"
_CLEAN = "Nothing to find. Now have somebody read it who was not there."
_EMPTY = "Nothing stands here yet."
_AS_SENT = "The brief, as it would be sent"
_UNDO = "undo all"
_KINDS = (("work", "work"), ("an influencer's contract", "influencer"))
_FILLED, _MISSING = "{slot}", "{slot} (empty)"


def brief_builder(
    brief: Mapping[str, Any],
    *,
    own: Sequence[str] = (),
    agreed: Mapping[str, Any] | None = None,
) -> ipywidgets.Widget:
    """
    Let the reader fill the slots of a brief under the eyes of the review.

    Parameters
    ----------
    brief : mapping
        A brief to begin with; it may be empty. It is left as it is: the builder's own copy is
        its attribute ``brief``.
    own, agreed
        As in `smmkit.team.review_brief`.

    Returns
    -------
    ipywidgets.VBox
        Kind, slot and its text; below them what the slot holds, the mark, the findings and the
        whole brief as a letter.

    Raises
    ------
    ArgumentError
        If it is no brief.

    Examples
    --------
    >>> builder = brief_builder({"goal": "30 orders"})
    >>> [control.description for control in builder.children[:3]]
    ['kind', 'slot', 'text']
    """
    team.review_brief(brief, own=own, agreed=agreed)
    start = dict(brief)
    kind = ipywidgets.Dropdown(options=_KINDS, description="kind", **_WIDE)
    slot = ipywidgets.Dropdown(description="slot", **_WIDE)
    words = ipywidgets.Textarea(description="text", rows=5, continuous_update=False, **_WIDE)
    undo = ipywidgets.Button(description=_UNDO)
    about, shown = ipywidgets.HTML(), ipywidgets.HTML()
    builder = ipywidgets.VBox([kind, slot, words, about, undo, shown])
    busy = [False]  # while the builder fills its own controls, their changes are no edits

    def draw() -> None:
        busy[0] = True
        names = team.slots(kind.value)
        chosen = slot.value if slot.value in names.index else names.index[0]
        slot.options = [
            ((_FILLED if team.slot_text(builder.brief, name) else _MISSING).format(slot=name), name)
            for name in names.index
        ]
        slot.value = chosen
        busy[0] = False
        shown.value = _page(builder.brief, own, agreed)

    def fill() -> None:
        busy[0] = True
        words.value = team.slot_text(builder.brief, slot.value)
        busy[0] = False
        row = team.slots(kind.value).loc[slot.value]
        holds = row["holds"][0].upper() + row["holds"][1:]
        example = escape(row["example"])
        about.value = f'<p lang="en">{escape(holds)}.<br>Such as: <q>{example}</q></p>'

    def write(_: object) -> None:
        if not busy[0]:
            builder.brief = team.with_slot(builder.brief, slot.value, words.value)
            draw()

    def choose(_: object) -> None:
        if not busy[0]:
            fill()

    def change_kind(_: object) -> None:
        if not busy[0]:
            # The three slots of an influencer's contract stay with the brief, and come back.
            builder.brief = {**builder.brief, "kind": kind.value}
            draw()
            fill()

    def again(_: object = None) -> None:
        builder.brief = dict(start)
        busy[0] = True
        kind.value = start.get("kind", "work")
        busy[0] = False
        draw()
        fill()

    again()
    kind.observe(change_kind, names="value")
    slot.observe(choose, names="value")
    words.observe(write, names="value")
    undo.on_click(again)
    return builder


def _page(brief: Mapping[str, Any], own: Sequence[str], agreed: Mapping[str, Any] | None) -> str:
    found = team.review_brief(brief, own=own, agreed=agreed)
    told = f"{team.score(found):.1f} of 20 points; findings: {len(found)}."
    rows = [
        tuple(escape(one) for one in (row.rule, row.where or "–", row.message, f"{row.points:.2f}"))
        for row in found.itertuples(index=False)
    ]
    findings = table(rows, caption=_FINDINGS, head=_HEAD) if rows else f"<p>{_CLEAN}</p>"
    letter = escape(team.write_brief(brief) or _EMPTY)
    return (
        f'<div lang="en" style="line-height:1.4"><p role="status"><strong>{escape(told)}</strong>'
        f"</p>{findings}<details><summary>{_AS_SENT}</summary>"
        f'<div style="{_LETTER}">{letter}</div></details></div>'
    )
