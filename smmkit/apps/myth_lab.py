"""Bots and a ring of friends under two sliders: which of the page's measures move?"""

from __future__ import annotations

from html import escape

import ipywidgets
import pandas as pd

from smmkit import kpi, plots
from smmkit.apps.html import table
from smmkit.errors import check_number

__all__ = ["myth_lab"]

_WIDE = {
    "style": {"description_width": "16em"},
    "layout": {"width": "min(40em, 100%)"},
}
_BOTS = "bots, per 100 followers"
_SEEN = "bots are shown the posts"
_RING = "friends who like every post"
_HEAD = ("measure", "before", "after", "change")
_CAPTION = "The page as it is, and with what you added"
_WAYS = {"up": "Up: {}.", "down": "Down: {}.", "stays": "Not moved: {}."}
_ALT = "A bar for each measure, by how far it moved. {}"
_NOT_KNOWN = "not known"
_RATES = ("engagement rate by followers", "engagement rate by reach", "click-through rate")
_MOST_BOTS, _FEWEST_FRIENDS = 200, 100


def myth_lab(
    posts: pd.DataFrame, *, followers: float, orders_per_click: float
) -> ipywidgets.Widget:
    """
    Let the reader add bots or a likes ring and watch which measures move.

    Parameters
    ----------
    posts : pandas.DataFrame
        POSTS of one account.
    followers : float
        Its followers, all of them people.
    orders_per_click : float
        Orders that a click brings on average.

    Returns
    -------
    ipywidgets.VBox
        Three labelled controls, and below them a picture, a table and a sentence.

    Raises
    ------
    TableError
        If a column is missing.
    ArgumentError
        If there are no followers.

    Examples
    --------
    >>> from smmkit import Brand
    >>> brand = Brand.of("ada")
    >>> posts = brand.history().posts
    >>> home = posts[posts["platform"] == brand.home]
    >>> lab = myth_lab(home, followers=brand.followers[brand.home], orders_per_click=0.05)
    >>> [control.description for control in lab.children[:2]]
    ['bots, per 100 followers', 'friends who like every post']
    """
    check_number("followers", followers, above=0, unit="accounts")
    before = kpi.vital_signs(posts, followers=followers, orders_per_click=orders_per_click)
    bots = ipywidgets.IntSlider(
        0, min=0, max=_MOST_BOTS, step=10, description=_BOTS, continuous_update=False, **_WIDE
    )
    ring = ipywidgets.IntSlider(
        0, min=0, max=_most_friends(posts), description=_RING, continuous_update=False, **_WIDE
    )
    seen = ipywidgets.Checkbox(False, description=_SEEN, **_WIDE)
    shown = ipywidgets.HTML()

    def redraw(_: object = None) -> None:
        bought = round(bots.value * followers / 100)
        # Bots first: they are shown what followers are, and the friends' looks are no part of that.
        fed = kpi.with_bot_views(posts, bought if seen.value else 0, followers=followers)
        page = kpi.with_likes_ring(fed, ring.value)
        after = kpi.vital_signs(
            page, followers=followers + bought, orders_per_click=orders_per_click
        )
        shown.value = _page(kpi.moves(before, after))

    for control in (bots, ring, seen):
        control.observe(redraw, names="value")
    redraw()
    return ipywidgets.VBox([bots, ring, seen, shown])


def _most_friends(posts: pd.DataFrame) -> int:
    # Enough to hide twice the followers: that takes a friend for each engagement of a usual post.
    usual = float(posts["engagements"].sum()) / max(len(posts), 1)
    return max(_FEWEST_FRIENDS, round(2 * usual))


def _page(found: pd.DataFrame) -> str:
    told = _finding(found["way"])
    picture = plots.picture(plots.measure_moves(found), alt=_ALT.format(told))
    rows = [
        (
            escape(str(name)),
            _written(str(name), row["before"]),
            _written(str(name), row["after"]),
            plots.change_words(row["change"]),
        )
        for name, row in found.iterrows()
    ]
    status = f'<p role="status">{escape(told)}</p>'
    return picture + table(rows, caption=_CAPTION, head=_HEAD) + status


def _finding(way: pd.Series) -> str:
    parts = {name: ", ".join(way.index[way == name]) for name in _WAYS}
    return " ".join(_WAYS[name].format(some) for name, some in parts.items() if some)


def _written(name: str, value: float) -> str:
    if pd.isna(value):
        return _NOT_KNOWN
    return f"{100 * value:.3f} %" if name in _RATES else f"{value:,.1f}".removesuffix(".0")
