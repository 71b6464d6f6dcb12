"""A button that looks at the notebook it stands in, and tells what was found in plain words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape

import ipywidgets

__all__ = ["doctor_button"]

_LOOK = "Look at this notebook"
_BEFORE = "Save the notebook first (Ctrl S, or ⌘ S on a Mac), then press the button."


def doctor_button(look: Callable[[], tuple[str, Mapping[str, Sequence[str]]]]) -> ipywidgets.Widget:
    """
    Let the learner have a notebook looked at, as often as wanted.

    Parameters
    ----------
    look : callable
        Looks now; gives a headline, and under each heading what was found.

    Returns
    -------
    ipywidgets.VBox
        What to do before, a button, and below it what was found at the last press.

    Examples
    --------
    >>> button = doctor_button(lambda: ("Nothing to mend.", {}))
    >>> button.children[1].click()
    >>> "Nothing to mend." in button.children[-1].value
    True
    """
    before = ipywidgets.HTML(f'<p lang="en">{_BEFORE}</p>')
    button = ipywidgets.Button(description=_LOOK, layout={"width": "max-content"})
    # An empty region first: a screen reader reads out what changes in a region it knows.
    shown = ipywidgets.HTML('<div role="status"></div>')

    def press(_: object) -> None:
        shown.value = _page(*look())

    button.on_click(press)
    return ipywidgets.VBox([before, button, shown])


def _page(headline: str, found: Mapping[str, Sequence[str]]) -> str:
    parts = [
        f"<p>{escape(heading)}</p><ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"
        for heading, lines in found.items()
    ]
    return (
        '<div role="status" lang="en" style="line-height:1.4;max-width:48em">'
        f"<p><strong>{escape(headline)}</strong></p>{''.join(parts)}</div>"
    )
