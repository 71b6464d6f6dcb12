"""Any engagement rate, split any way, with the number of posts it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import ipywidgets
import pandas as pd

from smmkit import kpi, plots
from smmkit.apps.html import table
from smmkit.errors import check_choice, check_columns

__all__ = ["kpi_explorer"]

_AVERAGES = ("pooled", "mean of ratios", "median of ratios")
_COUNTS = ("engagements", "likes", "comments", "shares", "saves", "clicks")
_PER = ("reach", "impressions", "followers")
_SPLITS = {
    "format": "format",
    "paid or organic": "paid",
    "format, paid or organic": ["format", "paid"],
    "content pillar": "pillar",
    "weekday": "weekday",
}
_WIDE = {
    "style": {"description_width": "7em"},
    "layout": {"width": "min(28em, 100%)"},
}
_HEAD = ("group", "posts", "rate, as a fraction", "in per cent")
_NO_RATE = "no rate"
_NOTHING = (
    "No group has as many posts with both numbers known. Ask for fewer posts, or divide by "
    "something else."
)


def kpi_explorer(
    posts: pd.DataFrame, *, followers: Mapping[str, float] | None = None
) -> ipywidgets.Widget:
    """
    Let the reader choose what is counted, what it is divided by, and how it is split.

    Parameters
    ----------
    posts : pandas.DataFrame
        POSTS, of one or more platforms.
    followers : mapping of str to float, optional
        Followers on each platform; without them there is no rate by followers.

    Returns
    -------
    ipywidgets.VBox
        Six labelled controls, and below them a picture and a table.

    Raises
    ------
    TableError
        If a column is missing.
    ArgumentError
        If `followers` lacks a platform.

    Examples
    --------
    >>> from smmkit import Brand
    >>> brand = Brand.of("ada")
    >>> explorer = kpi_explorer(brand.history().posts, followers=brand.followers)
    >>> explorer.children[0].description
    'platform'
    """
    check_columns(posts, ["platform"], "kpi_explorer")
    platforms = posts["platform"].value_counts().index.tolist()
    for platform in platforms if followers is not None else ():
        check_choice("a platform in posts", platform, list(followers))
    controls = {
        "platform": _choice("platform", platforms),
        "count": _choice("count", _COUNTS),
        "per": _choice("divide by", _PER if followers else _PER[:2]),
        "average": _choice("average", _AVERAGES),
        "split": _choice("split by", list(_SPLITS)),
        "min_posts": ipywidgets.IntSlider(
            1, min=1, max=60, description="fewest posts", continuous_update=False, **_WIDE
        ),
    }
    shown = ipywidgets.HTML()

    def draw(platform: str, split: str, **options: object) -> None:
        chosen = posts[posts["platform"] == platform]
        found = kpi.breakdown(chosen, by=_SPLITS[split], followers=followers, **options)
        title = (
            f"{options['count']} / {options['per']}, {options['average']}, by {split}: {platform}"
        )
        shown.value = _page(found, title)

    def redraw(_: object = None) -> None:
        draw(**{name: control.value for name, control in controls.items()})

    for control in controls.values():
        control.observe(redraw, names="value")
    redraw()
    return ipywidgets.VBox([*controls.values(), shown])


def _choice(words: str, options: object) -> ipywidgets.Dropdown:
    return ipywidgets.Dropdown(options=options, description=words, **_WIDE)


def _page(found: pd.DataFrame, title: str) -> str:
    rates = found["rate"].dropna()
    if rates.empty:
        finding = _NOTHING
        picture = ""
    else:
        high, low = plots.group_words(rates.idxmax()), plots.group_words(rates.idxmin())
        finding = f"Highest: {high}. Lowest: {low}."
        picture = plots.picture(plots.rate_bars(found), alt=f"Bars of {title}. {finding}")
    rows = [
        (
            escape(plots.group_words(group)),
            str(posts),
            *((f"{rate:.5f}", f"{100 * rate:.2f} %") if pd.notna(rate) else (_NO_RATE, "")),
        )
        for group, posts, rate in zip(found.index, found["posts"], found["rate"], strict=True)
    ]
    told = f'<p role="status">{escape(finding)}</p>'
    return picture + table(rows, caption=escape(title), head=_HEAD) + told
