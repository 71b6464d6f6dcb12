"""What all pictures share: colours, axes, and the way into a notebook with a text alternative."""

from __future__ import annotations

import base64
import io
from html import escape

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from smmkit.errors import ArgumentError

__all__ = ["BLUE", "GREEN", "GREY", "ORANGE", "PURPLE", "STROKES", "new_axes", "picture", "show"]

# Okabe and Ito's colours, told apart by people with any kind of colour vision.
BLUE, ORANGE, GREEN, PURPLE, GREY = "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#6b7280"

STROKES = ((BLUE, "-"), (ORANGE, "--"), (GREEN, "-."), (PURPLE, ":"))
"""Lines that are told apart by colour and by stroke."""

_PIXELS_AN_INCH = 130


def picture(drawing: Axes | Figure, *, alt: str) -> str:
    """
    Turn a drawing into an HTML image with a text alternative.

    Parameters
    ----------
    drawing : matplotlib Axes or Figure
        What to show. Its figure is left as it is.
    alt : str
        What there is to see, in a sentence.

    Returns
    -------
    str
        One ``<img>`` element with the picture inside, on a white card that is readable
        in a dark theme too.

    Raises
    ------
    ArgumentError
        If `alt` says nothing.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> picture(Figure().subplots(), alt="An empty frame.")[:29]
    '<img alt="An empty frame." sr'
    """
    if not isinstance(alt, str) or not alt.strip():
        raise ArgumentError(
            f"alt must say in a sentence what there is to see in the picture; received {alt!r}."
        )
    figure = drawing if isinstance(drawing, Figure) else drawing.figure
    buffer = io.BytesIO()
    figure.savefig(
        buffer, format="png", dpi=_PIXELS_AN_INCH, bbox_inches="tight", facecolor="white"
    )
    data = base64.b64encode(buffer.getvalue()).decode()
    return (
        f'<img alt="{escape(alt.strip())}" src="data:image/png;base64,{data}" '
        'style="max-width:100%;box-sizing:border-box;background:white;padding:.5em;border-radius:.4em">'
    )


def show(drawing: Axes | Figure, *, alt: str) -> None:
    """
    Show a drawing in the notebook, once, with a text alternative.

    Parameters
    ----------
    drawing : matplotlib Axes or Figure
        What to show.
    alt : str
        What there is to see, in a sentence.

    Raises
    ------
    ArgumentError
        If `alt` says nothing.
    """
    import matplotlib.pyplot as plt
    from IPython.display import HTML, display

    figure = drawing if isinstance(drawing, Figure) else drawing.figure
    display(HTML(picture(figure, alt=alt)))
    plt.close(figure)  # else the inline backend shows it a second time, without the text


def new_axes(ax: Axes | None, *, width: float = 7.0, height: float = 3.8) -> Axes:
    """
    Return `ax`, or the axes of a new figure in the house style.

    Parameters
    ----------
    ax : matplotlib Axes or None
        Where to draw, if the caller has a place.
    width, height : float
        Size of a new figure, in inches.

    Examples
    --------
    >>> new_axes(None).get_title()
    ''
    """
    if ax is None:
        # A Figure of our own, not pyplot's: nothing global, and no window to close.
        ax = Figure(figsize=(width, height), layout="constrained").subplots()
    ax.spines[["top", "right"]].set_visible(False)
    ax.grid(axis="y", color="#e5e7eb", linewidth=0.8)
    ax.set_axisbelow(True)
    return ax
