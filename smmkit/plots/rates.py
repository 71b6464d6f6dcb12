"""Pictures of rates and returns."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from smmkit import kpi
from smmkit.errors import check_columns
from smmkit.plots.frame import BLUE, GREEN, GREY, ORANGE, new_axes

__all__ = ["group_words", "rate_bars", "rate_trend", "rates_by_size", "returns", "reversal"]

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
