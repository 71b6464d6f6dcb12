"""What an hour of work brings, by platform and format, and what to do with the hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from smmkit.brand.parameters import CAMPAIGNS, value
from smmkit.errors import TableError, check_columns, check_fraction, check_number

if TYPE_CHECKING:
    from smmkit import Brand

__all__ = ["choose_posts", "interest", "share_money", "side_by_side"]

_HOURS = ("text", "link", "photo", "story", "carousel", "reel", "video")


def interest(posts: pd.DataFrame, *, fewest: int = 5) -> pd.DataFrame:
    """
    Tell how many people react or click an hour of work, by platform and format.

    Parameters
    ----------
    posts : pandas.DataFrame
        POSTS with platform, format, engagements and clicks; paid ones are left out.
    fewest : int, default 5
        Formats with fewer posts are left out: they tell too little.

    Returns
    -------
    pandas.DataFrame
        Indexed by platform and format, the best first: posts; interest, engagements and clicks a
        post; hours, of work a post; per_hour, interest / hours.

    Raises
    ------
    TableError
        If a column is missing, or no format has enough posts.

    Examples
    --------
    >>> from smmkit import Brand
    >>> table = interest(Brand.of("ada").history().posts)
    >>> table.index.names, bool(table["per_hour"].is_monotonic_decreasing)
    (FrozenList(['platform', 'format']), True)
    """
    check_columns(posts, ["platform", "format", "engagements", "clicks"], "interest")
    check_number("fewest", fewest, low=1, unit="posts")
    own = posts[posts["format"].isin(_HOURS)]
    if "paid" in own:
        own = own[~own["paid"].fillna(False).astype(bool)]
    people = own["engagements"].astype(float).fillna(0) + own["clicks"].astype(float).fillna(0)
    heaps = people.groupby([own["platform"], own["format"]])
    table = pd.DataFrame({"posts": heaps.size(), "interest": heaps.mean()})
    table = table[table["posts"] >= fewest]
    if table.empty:
        raise TableError(f"interest needs a format with {fewest} organic posts; there is none.")
    table["hours"] = [value(f"format_hours.{form}") for _, form in table.index]
    table["per_hour"] = table["interest"] / table["hours"]
    return table.sort_values("per_hour", ascending=False, kind="stable")


def choose_posts(
    table: pd.DataFrame, *, hours: float, most: int = 3, least: float = 0.5
) -> pd.Series:
    """
    Fill a week's hours with the posts that bring most for them.

    Each platform gets the format that brings most beyond what its hours must bring, up to `most`
    times; platforms come in the order of what an hour there brings. What does not bring `least` of
    an average hour of the past is not made: those hours are better kept.

    Parameters
    ----------
    table : pandas.DataFrame
        What `interest` returns.
    hours : float
        Hours a week for posts.
    most : int, default 3
        Posts a week on a platform; more take reach from each other.
    least : float, default 0.5
        What an hour must bring, as a fraction of an average hour of the posts in the table.

    Returns
    -------
    pandas.Series
        Posts a week, indexed by platform and format.

    Examples
    --------
    >>> from smmkit import Brand
    >>> table = interest(Brand.of("ada").history().posts)
    >>> chosen = choose_posts(table, hours=9)
    >>> bool((table.loc[chosen.index, "hours"] * chosen).sum() <= 9)
    True
    """
    check_columns(table, ["posts", "interest", "hours", "per_hour"], "choose_posts")
    check_number("hours", hours, low=0, unit="hours")
    check_number("most", most, low=1, unit="posts")
    check_number("least", least, low=0)
    made = table["posts"]
    average = float((made * table["interest"]).sum() / (made * table["hours"]).sum())
    price = least * average
    gain = table["interest"] - price * table["hours"]
    paying = table[gain > 0].assign(gain=gain)
    chosen: dict[tuple[str, str], int] = {}
    best = paying.loc[paying.groupby(level="platform")["gain"].idxmax()] if len(paying) else paying
    order = (best["gain"] / best["hours"]).sort_values(ascending=False, kind="stable")
    left = float(hours)
    for platform, form in order.index:
        here = paying.xs(platform, level="platform").sort_values("gain", ascending=False)
        for _ in range(int(most)):
            fits = here[here["hours"] <= left + 1e-9]
            if fits.empty:
                break
            taken = form if form in fits.index else fits.index[0]
            chosen[platform, taken] = chosen.get((platform, taken), 0) + 1
            left -= float(here.loc[taken, "hours"])
    index = pd.MultiIndex.from_tuples(chosen, names=["platform", "format"])
    return pd.Series(list(chosen.values()), index=index, name="posts", dtype=int)


def side_by_side(chosen: pd.Series, table: pd.DataFrame) -> tuple[pd.Series, tuple[str, str, str]]:
    """
    Mix a second format into a week, so that two of one page can be compared.

    It takes the place of a post that is made twice a week or oftener, for no more hours; of all
    such pairs the one that loses least an hour of work. Where there is none, the two formats of a
    page that take the fewest hours take the place of the posts chosen last. Either of the two can
    have the other's posts later, within the same hours.

    Parameters
    ----------
    chosen : pandas.Series
        What `choose_posts` returns.
    table : pandas.DataFrame
        What `interest` returns.

    Returns
    -------
    mixed : pandas.Series
        Posts a week, as `chosen`.
    platform, format, other : tuple of str
        The page, its format, and the one beside it.

    Raises
    ------
    TableError
        If no page knows two formats.

    Examples
    --------
    >>> from smmkit import Brand
    >>> table = interest(Brand.of("ada").history().posts)
    >>> chosen = choose_posts(table, hours=15)
    >>> mixed, (page, form, other) = side_by_side(chosen, table)
    >>> int(mixed[page, form] - chosen[page, form]), int(mixed[page, other])
    (-1, 1)
    """
    check_columns(table, ["hours", "per_hour"], "side_by_side")
    pairs = [
        (there.at[other, "per_hour"] / there.at[form, "per_hour"], page, form, other)
        for (page, form), count in chosen.items()
        for there in [table.loc[page]]
        for other in there.index.difference(chosen[page].index)
        if count > 1 and there.at[other, "hours"] <= there.at[form, "hours"]
    ]
    if pairs:
        _, page, form, other = max(pairs)
        mixed = pd.concat([chosen, pd.Series({(page, other): 1})])
        mixed[page, form] -= 1
        return mixed, (page, form, other)
    page, (form, other) = _cheapest_two(table)
    mixed = chosen.drop(page, level=0, errors="ignore")
    room = (chosen * table.loc[chosen.index, "hours"]).sum() - 2 * table.at[(page, other), "hours"]
    while (mixed * table.loc[mixed.index, "hours"]).sum() > max(room, 0) + 1e-9:
        mixed.iloc[-1] -= 1
        mixed = mixed[mixed > 0]
    return pd.concat([mixed, pd.Series({(page, form): 1, (page, other): 1})]), (page, form, other)


def _cheapest_two(table: pd.DataFrame) -> tuple[str, list[str]]:
    """Return the page of which two formats take the fewest hours, and the two, the dearer last."""
    pairs = [
        (two.iloc[-1], page, [form for _, form in two.index])
        for page, hours in table["hours"].groupby(level=0)
        if len(two := hours.nsmallest(2)) == 2
    ]
    if not pairs:
        raise TableError("side_by_side needs a page that knows two formats; there is none.")
    return min(pairs)[1:]


def share_money(
    brand: Brand, *, weekly: float | None = None, home: float = 0.45, retargeting: float = 0.33
) -> dict[tuple[str, str], float]:
    """
    Share a week's advertising money over platforms and campaigns.

    Parameters
    ----------
    brand : Brand
        Whose.
    weekly : float, optional
        Money a week; unless given, all that the budget allows.
    home : float, default 0.45
        Share of the home platform; the others get equal parts.
    retargeting : float, default 0.33
        Share of retargeting, which meets people who come anyway.

    Returns
    -------
    dict of (str, str) to float
        By platform and campaign, as `even_media` takes it.

    Examples
    --------
    >>> from smmkit import Brand
    >>> round(sum(share_money(Brand.of("ada"), weekly=100).values()), 6)
    100.0
    """
    check_fraction("home", home)
    check_fraction("retargeting", retargeting)
    # A thousandth stays, so that rounding never overdraws the budget.
    money = 0.999 * brand.budget * 12 / 52 if weekly is None else weekly
    check_number("weekly", money, low=0, unit="money")
    others = len(brand.platforms) - 1
    pages = [home if others else 1.0] + [(1 - home) / max(others, 1)] * others
    kinds = dict(zip(CAMPAIGNS, (1 - retargeting, retargeting), strict=True))
    return {
        (page, kind): money * share * part
        for page, share in zip(brand.platforms, pages, strict=True)
        for kind, part in kinds.items()
    }
