"""
Answers as pictures: each function takes a table and returns matplotlib Axes.

A picture goes into a notebook with :func:`show`, which asks for a text that says what
there is to see, for whoever cannot look at it.
"""

from __future__ import annotations

import base64
import io
import itertools
from functools import partial
from html import escape

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import ConciseDateFormatter
from matplotlib.figure import Figure
from matplotlib.transforms import offset_copy

from smmkit import kpi
from smmkit.errors import ArgumentError, check_columns

__all__ = [
    "by_day",
    "followers",
    "lines",
    "picture",
    "price_parts",
    "rate_bars",
    "rate_trend",
    "rates_by_size",
    "reach_days",
    "returns",
    "reversal",
    "salary_ranges",
    "show",
]

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
        ax.plot(by_day.index, by_day[platform].astype(float), stroke, color=colour, label=platform)
    ax.set_ylim(bottom=0)
    ax.set_ylabel(_FOLLOWERS)
    ax.yaxis.set_major_formatter("{x:,.0f}")
    ax.xaxis.set_major_formatter(ConciseDateFormatter(ax.xaxis.get_major_locator()))
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    return ax


# -- reach: lesson 07 --------------------------------------------------------------------

_DAY_REACH = "accounts reached on the day"
_BEST_DAY = "best day: at least this many in all"


def reach_days(daily: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """
    Draw the reach of each day, with a line at the best one.

    The line is all that is certain of the whole time: at least so many were reached. The
    bars must not be stacked or added, since the same people come again.

    Parameters
    ----------
    daily : pandas.DataFrame
        Days of one platform, with the columns date and reach.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        One bar a day, and a dashed line.

    Raises
    ------
    TableError
        If a column is missing.

    Examples
    --------
    >>> days = pd.DataFrame({"date": pd.to_datetime(["2026-06-01"]), "reach": [200]})
    >>> reach_days(days).get_ylabel()
    'accounts reached on the day'
    """
    check_columns(daily, ["date", "reach"], "reach_days")
    ax = new_axes(ax, height=3.0)
    ax.bar(daily["date"], daily["reach"].astype(float), color=BLUE)
    ax.axhline(float(daily["reach"].max()), color=ORANGE, linestyle="--", label=_BEST_DAY)
    ax.set_ylabel(_DAY_REACH)
    ax.yaxis.set_major_formatter("{x:,.0f}")
    ax.xaxis.set_major_formatter(ConciseDateFormatter(ax.xaxis.get_major_locator()))
    ax.legend(frameon=False, loc="lower left", bbox_to_anchor=(0, 1))
    return ax


def by_day(counts: pd.Series, *, name: str, ax: Axes | None = None) -> Axes:
    """
    Draw a count day by day.

    Parameters
    ----------
    counts : pandas.Series
        Indexed by date; days not known leave a gap.
    name : str
        What is counted, for the axis.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        A line from zero up, with a mark at each day.

    Examples
    --------
    >>> by_day(pd.Series([4], index=pd.to_datetime(["2026-01-01"])), name="reach").get_ylabel()
    'reach'
    """
    ax = new_axes(ax, height=3.0)
    numbers = counts.astype("Float64").astype(float)
    ax.plot(numbers.index, numbers, "o-", color=BLUE, markersize=4)
    highest = numbers.max()
    ax.set_ylim(0, 1.1 * highest if highest > 0 else 1)
    ax.set_ylabel(name)
    ax.yaxis.set_major_formatter("{x:,.0f}")
    ax.xaxis.set_major_formatter(ConciseDateFormatter(ax.xaxis.get_major_locator()))
    return ax


# -- pay: lesson 13 ----------------------------------------------------------------------

_PAY = "{currency} per {per}"
_CLAIM = "{where}: {who}"
_OFFER = "your offer"
_PRICE_PART = "{currency} of each billable hour"


def salary_ranges(
    claims: pd.DataFrame, *, offer: float | None = None, ax: Axes | None = None
) -> Axes:
    """
    Draw pay ranges of one currency below each other.

    Parameters
    ----------
    claims : pandas.DataFrame
        One row a range: where, who, low, average, high, currency, per. NaN: not said.
    offer : float, optional
        A pay to compare with them, in their currency and period.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        A bar from the least to the most said, a dot for an average, an arrow where an end is
        not said.

    Raises
    ------
    TableError
        If a column is missing.
    ArgumentError
        If there is no range, or they are not all of one currency and period.

    Examples
    --------
    >>> from smmkit import pricing
    >>> claims = pricing.salary_claims()
    >>> salary_ranges(claims[claims["currency"] == "RUB"]).get_xlabel()
    'RUB per month'
    """
    needed = ["where", "who", "low", "average", "high", "currency", "per"]
    check_columns(claims, needed, "salary_ranges")
    units = claims[["currency", "per"]].drop_duplicates()
    if len(units) != 1:
        found = ", ".join(f"{one.currency} per {one.per}" for one in units.itertuples())
        raise ArgumentError(
            "claims must be ranges of one currency and period, or their lengths mean nothing; "
            f"received {found or 'no range'}."
        )
    ax = new_axes(ax, height=1.2 + 0.45 * len(claims))
    ax.grid(axis="x", color="#e5e7eb", linewidth=0.8)
    said = claims[["low", "average", "high"]].astype(float)
    for row, (low, average, high) in enumerate(said.itertuples(index=False)):
        start, end = said.iloc[row].min(), said.iloc[row].max()
        ax.plot([start, end], [row, row], color=BLUE, linewidth=9, solid_capstyle="butt")
        # The arrows stand just outside, where they hide no dot.
        for unsaid, edge, points in ((low, start, -9), (high, end, 9)):
            if pd.isna(unsaid):
                beside = offset_copy(ax.transData, ax.figure, x=points, units="points")
                arrow = "<" if points < 0 else ">"
                ax.plot(edge, row, arrow, color=BLUE, markersize=12, transform=beside)
        if pd.notna(average):
            ax.plot(average, row, "o", color="white", markeredgecolor="black", markersize=8)
    if offer is not None:
        ax.axvline(offer, color=ORANGE, linestyle="--")
        ax.annotate(
            _OFFER, (offer, 1), xycoords=("data", "axes fraction"), xytext=(0, 3),
            textcoords="offset points", ha="center", color=ORANGE,
        )  # fmt: skip
    words = [_CLAIM.format(where=one.where, who=one.who) for one in claims.itertuples()]
    ax.set_yticks(range(len(words)), words)
    ax.set_ylim(len(words) - 0.4, -0.6)
    ax.set_xlim(left=0)
    ax.xaxis.set_major_formatter("{x:,.0f}")
    ax.set_xlabel(_PAY.format(currency=units["currency"].iloc[0], per=units["per"].iloc[0]))
    return ax


def price_parts(parts: pd.Series, *, currency: str, ax: Axes | None = None) -> Axes:
    """
    Draw what the price of an hour is for.

    Parameters
    ----------
    parts : pandas.Series
        Money by part of the price, as `smmkit.pricing.rate_parts` gives it.
    currency : str
        ISO 4217 code.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        One bar a part, with its amount.

    Examples
    --------
    >>> price_parts(pd.Series({"keep": 22.0, "tax": 7.0}), currency="EUR").get_xlabel()
    'EUR of each billable hour'
    """
    ax = new_axes(ax, height=2.4)
    ax.grid(visible=False)
    bars = ax.barh(parts.index.astype(str), parts.astype(float), color=BLUE, height=0.6)
    ax.bar_label(bars, fmt="{:,.2f}", padding=4)
    ax.invert_yaxis()
    ax.margins(x=0.15)
    ax.set_xlabel(_PRICE_PART.format(currency=currency))
    return ax


def lines(
    table: pd.DataFrame,
    *,
    ylabel: str,
    mark: float | None = None,
    steps: bool = False,
    ax: Axes | None = None,
) -> Axes:
    """
    Draw each column of a table against its index.

    Parameters
    ----------
    table : pandas.DataFrame
        Numbers; the name of the index becomes the label below.
    ylabel : str
        What the numbers are, with their unit.
    mark : float, optional
        A place on the index to point out.
    steps : bool, default False
        Whether to keep level from one row to the next, as what is counted in wholes does.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        One line a column, told apart by stroke as well as colour, named if there are several.

    Examples
    --------
    >>> fees = pd.DataFrame({"flat": [500, 500]}, index=pd.Index([0, 9000], name="sales"))
    >>> lines(fees, ylabel="EUR per month").get_xlabel()
    'sales'
    """
    ax = new_axes(ax)
    draw = partial(ax.step, where="post") if steps else ax.plot
    for name, (colour, stroke) in zip(table.columns, itertools.cycle(_STROKES)):
        draw(table.index, table[name], stroke, color=colour, linewidth=2, label=str(name))
    if mark is not None:
        ax.axvline(mark, color=GREY, linewidth=1, linestyle=":")
    if table.shape[1] > 1:
        ax.legend(frameon=False)
    ax.set_ylim(bottom=0)
    ax.xaxis.set_major_formatter("{x:,g}")
    ax.yaxis.set_major_formatter("{x:,.0f}")
    ax.set_xlabel(str(table.index.name or ""))
    ax.set_ylabel(ylabel)
    return ax


# -- rates: lesson 08 --------------------------------------------------------------------

_RATE = "rate, in per cent"
_ER = "engagement rate by reach, in per cent"
_REACH = "accounts reached by the post (each step is ten times the last)"
_AVERAGES = (
    ("pooled", BLUE, "-"),
    ("mean of ratios", ORANGE, "--"),
    ("median of ratios", GREEN, ":"),
)
_ROAS = "ROAS: revenue for each unit of money spent"
_BREAK_EVEN = "break-even"
_WHOLE = "all posts"
_PAID = {False: ("organic", BLUE, "o"), True: ("paid", ORANGE, "D")}
_LARGEST_DOT = 420  # square points


def rate_bars(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """
    Draw one bar a group of posts, with the number of posts it rests on.

    Parameters
    ----------
    table : pandas.DataFrame
        Columns posts and rate (fraction), what `kpi.breakdown` returns.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        The first group on top; one without a rate keeps its place and says so.

    Raises
    ------
    TableError
        If a column is missing.

    Examples
    --------
    >>> table = pd.DataFrame({"posts": [3], "rate": [0.02]}, index=["reel"])
    >>> [words.get_text() for words in rate_bars(table).texts]
    ['2.00 %, 3 posts']
    """
    check_columns(table, ["posts", "rate"], "rate_bars")
    ax = new_axes(ax, height=0.9 + 0.45 * len(table))
    places = range(len(table))
    percent = 100 * table["rate"].fillna(0)
    ax.barh(places, percent, color=BLUE, height=0.6)
    for place, posts, rate in zip(places, table["posts"], table["rate"], strict=True):
        known = f"{100 * rate:.2f} %" if pd.notna(rate) else "no rate"
        ax.annotate(
            f"{known}, {posts} posts",
            (percent.iloc[place], place),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
        )
    ax.set_yticks(places, [group_words(group) for group in table.index])
    ax.invert_yaxis()
    ax.margins(x=0.3)
    ax.set_xlim(left=0)
    ax.grid(visible=False)
    ax.set_xlabel(_RATE)
    return ax


def group_words(group: object) -> str:
    """
    Say in words which group a row of `kpi.breakdown` is.

    Examples
    --------
    >>> group_words(("photo", True))
    'photo, paid'
    """
    parts = group if isinstance(group, tuple) else (group,)
    return ", ".join(
        "not known"
        if pd.isna(part)
        else _PAID[part][0]
        if pd.api.types.is_bool(part)
        else str(part)
        for part in parts
    )


def rates_by_size(posts: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """
    Draw each post's engagement rate over its reach, and the three averages as lines.

    Parameters
    ----------
    posts : pandas.DataFrame
        With columns engagements and reach.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        One dot a post; lines at the pooled rate, and at the mean and median of the posts' rates.

    Raises
    ------
    TableError
        If a column is missing.

    Examples
    --------
    >>> posts = pd.DataFrame({"engagements": [10, 10], "reach": [100, 900]})
    >>> [words.get_text() for words in rates_by_size(posts).get_legend().get_texts()]
    ['pooled: 2.00 %', 'mean of ratios: 5.56 %', 'median of ratios: 5.56 %']
    """
    rates = kpi.er_by_reach(posts, average="each row")
    ax = new_axes(ax)
    ax.scatter(
        posts["reach"].astype(float), 100 * rates, s=22, color=GREY, alpha=0.55, linewidths=0
    )
    ax.set_xscale("log")
    ax.set_xlabel(_REACH)
    ax.set_ylabel(_ER)
    for average, colour, stroke in _AVERAGES:
        rate = kpi.er_by_reach(posts, average=average)
        label = f"{average}: {100 * rate:.2f} %"
        ax.axhline(100 * rate, color=colour, linestyle=stroke, label=label)
    ax.legend(frameon=False, loc="lower left", bbox_to_anchor=(0, 1), ncols=len(_AVERAGES))
    return ax


def returns(roas: pd.Series, *, break_even: float, ax: Axes | None = None) -> Axes:
    """
    Draw the return on ad spend of each campaign against the one that loses nothing.

    Parameters
    ----------
    roas : pandas.Series
        What `kpi.roas` returns with `by`.
    break_even : float
        What `kpi.break_even_roas` returns.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        One bar a campaign; bars that end left of the dashed line cost more than they brought.

    Examples
    --------
    >>> drawn = returns(pd.Series({"Retargeting": 5.0}), break_even=2.5)
    >>> [words.get_text() for words in drawn.texts]
    ['5.0', 'break-even 2.5']
    """
    ax = new_axes(ax, height=1.2 + 0.5 * len(roas))
    bars = ax.barh([group_words(name) for name in roas.index], roas, color=BLUE, height=0.6)
    ax.bar_label(bars, fmt="%.1f", padding=4)
    ax.invert_yaxis()
    ax.axvline(break_even, color=ORANGE, linestyle="--")
    ax.annotate(
        f"{_BREAK_EVEN} {break_even:.1f}",
        (break_even, 1.02),
        xycoords=("data", "axes fraction"),
        color=ORANGE,
        ha="center",
    )
    ax.margins(x=0.12)
    ax.set_xlim(left=0)
    ax.grid(visible=False)
    ax.set_xlabel(_ROAS)
    return ax


def rate_trend(rates: pd.Series, *, name: str, ax: Axes | None = None) -> Axes:
    """
    Draw a rate from period to period.

    Parameters
    ----------
    rates : pandas.Series
        Fractions, in the order of the periods that index them.
    name : str
        What the rate is, for the axis.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        A line from zero up, with a number at each period.

    Examples
    --------
    >>> rate_trend(pd.Series({"May": 0.02, "June": 0.03}), name="CTR").get_ylabel()
    'CTR, in per cent'
    """
    ax = new_axes(ax, height=3.0)
    percent = 100 * rates
    ax.plot([str(period) for period in rates.index], percent, "o-", color=BLUE)
    for place, height in enumerate(percent):
        ax.annotate(
            f"{height:.1f}",
            (place, height),
            xytext=(0, 9),
            textcoords="offset points",
            ha="center",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
        )
    highest = percent.max()
    ax.set_ylim(0, 1.2 * highest if highest > 0 else 1)
    ax.set_ylabel(f"{name}, in per cent")
    return ax


def reversal(parts: pd.DataFrame, whole: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """
    Draw paid beside organic engagement: in all posts, and within each format.

    Parameters
    ----------
    parts : pandas.DataFrame
        Columns posts, weight and rate, indexed by format and paid: what `kpi.breakdown` returns.
    whole : pandas.DataFrame
        The same, indexed by paid.
    ax : matplotlib Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib Axes
        A row a format below the row of all posts. A dot's area tells the reach that stands
        behind it; organic is a circle, paid a diamond.

    Raises
    ------
    TableError
        If a column is missing.

    Examples
    --------
    >>> from smmkit import Brand
    >>> posts = Brand.of("ada").history().posts
    >>> parts = kpi.breakdown(posts, by=["format", "paid"])
    >>> drawn = reversal(parts, kpi.breakdown(posts, by="paid"))
    >>> drawn.get_yticklabels()[0].get_text()
    'all posts'
    """
    for table in (parts, whole):
        check_columns(table, ["posts", "weight", "rate"], "reversal")
    formats = list(parts.index.get_level_values(0).unique())
    rows = [(_WHOLE, whole), *((word, parts.loc[word]) for word in formats)]
    ax = new_axes(ax, height=1.4 + 0.55 * len(rows))
    for place, (_, row) in enumerate(rows):
        ax.plot(100 * row["rate"], [place] * len(row), color="#d1d5db", zorder=1)
        for paid, rate, weight in zip(row.index, row["rate"], row["weight"], strict=True):
            words, colour, mark = _PAID[bool(paid)]
            ax.scatter(
                100 * rate,
                place,
                s=30 + _LARGEST_DOT * weight / whole["weight"].max(),
                color=colour,
                marker=mark,
                alpha=0.85,
                label=words if place == 0 else None,
            )
    ax.axhline(0.5, color=GREY, linewidth=0.8, linestyle=":")
    ax.set_yticks(range(len(rows)), [words for words, _ in rows])
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.set_xlim(left=0)
    ax.grid(visible=False)
    ax.set_xlabel(f"{_ER} (area of a mark: reach behind it)")
    legend = ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    for handle in legend.legend_handles:
        handle.set_sizes([80])
    return ax
