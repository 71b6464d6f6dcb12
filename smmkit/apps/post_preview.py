"""A post as its readers get it, beside what an editor would say, while it is being written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

import ipywidgets
import pandas as pd

from smmkit import text as craft
from smmkit.apps.html import table
from smmkit.errors import check_columns
from smmkit.tables import PLATFORMS

__all__ = ["post_preview"]

_WIDE = {
    "style": {"description_width": "6em"},
    "layout": {"width": "min(46em, 100%)"},
}
_CARD = (
    "border:1px solid rgba(128,128,128,.5);border-radius:.6em;padding:.8em 1em;"
    "max-width:32em;white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.45"
)
_FAINT = "border-left:.25em solid rgba(128,128,128,.5);padding-left:.6em;display:block"
_HEAD = ("rule", "severity", "points", "where", "what to mend")
_FEED, _MORE, _OVER = "In the feed", "after a tap on “more”", "beyond the limit"
_PICTURE, _NO_ALT = "What a listener gets of the picture:", "nothing"
_SOUND = "About as a screen reader says it:"
_FINDINGS = "Findings"
_CLEAN = "No rule is broken. Read it aloud once more."
_NOT_KNOWN = "no limit found"


def post_preview(
    drafts: pd.DataFrame, *, facts: Mapping[str, Mapping[str, str]] | None = None
) -> ipywidgets.Widget:
    """
    Let the reader rewrite drafts and see them in the feed, with live findings.

    Parameters
    ----------
    drafts : pandas.DataFrame
        Columns draft, platform, text, alt_text.
    facts : mapping of str to mapping, optional
        What each draft has to say, by the draft's name.

    Returns
    -------
    ipywidgets.VBox
        Draft, platform, text and alt text; below them the preview and the findings.

    Raises
    ------
    TableError
        If a column is missing.

    Examples
    --------
    >>> drafts = pd.DataFrame(
    ...     {"draft": ["A"], "platform": ["x"], "text": ["Fresh rye."], "alt_text": [None]}
    ... )
    >>> post_preview(drafts).children[0].description
    'draft'
    """
    check_columns(drafts, ["draft", "platform", "text", "alt_text"], "post_preview")
    rows = drafts.set_index("draft")
    names = rows.index.tolist()
    draft = ipywidgets.Dropdown(options=names, description="draft", **_WIDE)
    platform = ipywidgets.Dropdown(options=PLATFORMS, description="platform", **_WIDE)
    words = ipywidgets.Textarea(description="text", rows=6, **_WIDE)
    alt = ipywidgets.Textarea(description="alt text", rows=2, **_WIDE)
    shown = ipywidgets.HTML()

    def redraw(_: object = None) -> None:
        wanted = (facts or {}).get(draft.value)
        shown.value = _page(words.value, platform.value, alt.value, wanted)

    def take_up(_: object = None) -> None:
        row = rows.loc[draft.value]
        platform.value = row["platform"]
        words.value = row["text"]
        alt.value = row["alt_text"] if pd.notna(row["alt_text"]) else ""
        redraw()

    if names:
        draft.observe(take_up, names="value")
        take_up()
    for control in (platform, words, alt):
        control.observe(redraw, names="value")
    redraw()
    return ipywidgets.VBox([draft, platform, words, alt, shown])


def _page(words: str, platform: str, alt: str, facts: Mapping[str, str] | None) -> str:
    found = craft.review(words, platform, alt_text=alt or None, facts=facts)
    rows = [
        (
            escape(row["rule"]),
            escape(row["severity"]),
            f"{row['points']:g}",
            f'<span style="overflow-wrap:anywhere">{escape(row["where"])}</span>',
            escape(row["message"]),
        )
        for row in found.to_dict("records")
    ]
    lost = f"{found['points'].sum():g}"
    told = f"{len(found)} findings, {lost} points off. {_used(words, platform)}"
    if found.empty:
        told = f"{_CLEAN} {_used(words, platform)}"
    seen = f"<p><b>{_PICTURE}</b> {escape(alt.strip() or _NO_ALT)}</p>"
    heard = f"<p><b>{_SOUND}</b> {escape(craft.spoken(words))}</p>"
    list_ = table(rows, caption=_FINDINGS, head=_HEAD) if rows else ""
    return (
        f'<div lang="en" style="line-height:1.4"><p role="status"><b>{escape(told)}</b></p>'
        f"<p><b>{_FEED}, {escape(platform)}</b></p>"
        f'<div style="{_CARD}">{_card(words, platform)}</div>{seen}{heard}{list_}</div>'
    )


def _used(words: str, platform: str) -> str:
    limit = craft.limit_of(platform, "post")
    used = craft.length(words, platform)
    return f"Length: {used:,} of {limit:,}." if limit else f"Length: {used:,}, {_NOT_KNOWN}."


def _card(words: str, platform: str) -> str:
    whole = craft.cut(words, platform) if craft.limit_of(platform, "post") else words
    fold = craft.limit_of(platform, "before more")
    seen = craft.cut(whole, platform, field="before more") if fold else whole
    parts = [_marked(seen, platform)]
    for start, end, label in ((len(seen), len(whole), _MORE), (len(whole), len(words), _OVER)):
        rest = words[start:end].strip()
        if rest:
            parts.append(f'<span style="{_FAINT}"><i>{label}:</i> {_marked(rest, platform)}</span>')
    return "".join(parts)


def _marked(words: str, platform: str) -> str:
    """Underline what can be tapped: hashtags, and links where they work."""
    taps = set(craft.hashtags(words))
    if platform not in craft.UNCLICKABLE:
        taps |= set(craft.links(words))
    if not taps:
        return escape(words)
    pattern = "|".join(re.escape(part) for part in sorted(taps, key=len, reverse=True))
    pieces = re.split(f"({pattern})", words)
    return "".join(f"<u>{escape(one)}</u>" if one in taps else escape(one) for one in pieces)
