"""
Answers as pictures: each function takes a table and returns matplotlib Axes.

A picture goes into a notebook with :func:`show`, which asks for a text that says what
there is to see, for whoever cannot look at it.
"""

from __future__ import annotations

import base64
import io
import itertools
from html import escape

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import ConciseDateFormatter
from matplotlib.figure import Figure

from smmkit.errors import ArgumentError, check_columns

__all__ = ["followers", "picture", "show"]

# Okabe and Ito's colours, told apart by people with any kind of colour vision.
BLUE, ORANGE, GREEN, PURPLE, GREY = "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#6b7280"

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
        'style="max-width:100%;background:white;padding:.5em;border-radius:.4em">'
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


# -- followers: lesson 00 ----------------------------------------------------------------

_FOLLOWERS = "followers at the end of the day"
_STROKES = ((BLUE, "-"), (ORANGE, "--"), (GREEN, "-."), (PURPLE, ":"))


def followers(daily: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """
    Draw the followers of each platform day by day, the largest first.

    Parameters
    ----------
    daily : pandas.DataFrame
        Days, with the columns date, platform and followers.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        One line a platform, told apart by stroke as well as colour.

    Raises
    ------
    TableError
        If a column is missing.

    Examples
    --------
    >>> from smmkit import Brand
    >>> followers(Brand.of("ada").history().daily).get_ylabel()
    'followers at the end of the day'
    """
    check_columns(daily, ["date", "platform", "followers"], "followers")
    ax = new_axes(ax)
    by_day = daily.pivot(index="date", columns="platform", values="followers")
    by_size = by_day.iloc[-1].sort_values(ascending=False).index
    for platform, (colour, stroke) in zip(by_size, itertools.cycle(_STROKES)):
        ax.plot(
            by_day.index, by_day[platform].astype(float), stroke, color=colour, label=platform
        )
    ax.set_ylim(bottom=0)
    ax.set_ylabel(_FOLLOWERS)
    ax.yaxis.set_major_formatter("{x:,.0f}")
    ax.xaxis.set_major_formatter(ConciseDateFormatter(ax.xaxis.get_major_locator()))
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    return ax
