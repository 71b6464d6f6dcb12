"""
What a learner sees after a check.

In a notebook it is a note with a mark, words and hints, in either theme and for a
screen reader. As plain text it is a number and nothing else: nbgrader reads a graded
cell's last value as partial credit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

__all__ = ["Feedback"]

_HEADLINES = {
    "right": ("✓", "Right", "#2e7d32"),
    "partly": ("◐", "Partly right", "#b26a00"),
    "wrong": ("✗", "Not yet", "#c62828"),
    "unusable": ("✗", "This can’t be checked as it is", "#c62828"),
    "unanswered": ("…", "Not answered yet", "#5f6b7a"),
    "deferred": ("…", "Judged outside this notebook", "#5f6b7a"),
}
_CHECKED = "Checked"
_NOT_CHECKED = "Not checked"
_HINT = "Hint"
_STRONGER = "Stronger hint"
_MORE = "A stronger hint comes with your next try."


@dataclass(frozen=True)
class Feedback:
    """
    A verdict, worded for the learner.

    Parameters
    ----------
    verdict : mapping
        What the judge said.
    hints_shown : int
        How many of the hints to show.
    remark : str
        Something about the check itself, such as progress that could not be saved.
    graded : bool
        Whether a class is being graded, so that there is no next try.
    """

    verdict: Mapping[str, Any]
    hints_shown: int = 0
    remark: str = ""
    graded: bool = False

    def __float__(self) -> float:
        return float(self.verdict["score"])

    def __repr__(self) -> str:
        return f"{float(self):g}"

    def __str__(self) -> str:
        return "\n".join(f"{label}: {words}" if label else words for label, words in self._lines())

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        return {"text/plain": repr(self), "text/html": self._html()}

    def _headline(self) -> str:
        mark, words, _ = _HEADLINES[self.verdict["status"]]
        score, points = self.verdict["score"], self.verdict["points"]
        if self.verdict["status"] == "deferred":
            return f"{mark} {words}"
        return f"{mark} {words}: {score:g} of {points:g} points"

    def _lines(self) -> list[tuple[str, str]]:
        """Return (label, words) pairs, headline first."""
        verdict = self.verdict
        lines = [("", self._headline()), *(("", words) for words in verdict["says"])]
        shown = verdict["hints"][: self.hints_shown]
        lines += zip((_HINT, _STRONGER), shown, strict=False)
        if 0 < len(shown) < len(verdict["hints"]) and not self.graded:
            lines.append(("", _MORE))
        if verdict["status"] not in ("unanswered", "deferred"):
            lines.append((_CHECKED, verdict["checked"]))
        lines.append((_NOT_CHECKED, verdict["not_checked"]))
        if self.remark:
            lines.append(("", self.remark))
        return lines

    def _html(self) -> str:
        colour = _HEADLINES[self.verdict["status"]][2]
        (_, headline), *rest = self._lines()
        # Text keeps the theme's own colour, so it is readable on light and dark alike;
        # the mark and the words tell what the edge's colour tells.
        body = "".join(
            f'<p style="margin:.35em 0 0">{f"<b>{escape(label)}:</b> " if label else ""}'
            f"{escape(words)}</p>"
            for label, words in rest
            if words
        )
        return (
            f'<div class="smmkit-check" role="status" lang="en" style="border-left:.35em solid '
            f'{colour};padding:.4em .9em;margin:.3em 0;max-width:48em;color:inherit">'
            f"<strong>{escape(headline)}</strong>{body}</div>"
        )
