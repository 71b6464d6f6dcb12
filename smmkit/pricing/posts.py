"""What a single post is sold for: folk rules of 2018 to 2022, and a check on them."""

from __future__ import annotations

from smmkit.errors import check_choice, check_fraction, check_number
from smmkit.money import Money, unwrap

__all__ = ["cpe_price", "cpm_on_reach", "cpm_price", "post_rate", "tier_er"]

_MULTIPLIERS = {
    "post": 1,
    "video": 2,
    "blog": 2,
    "giveaway": 1.5,
    "takeover": 1.5,
    "story": 1 / 3,
}

_TIERS = ((1_000, 0.08), (5_000, 0.057), (10_000, 0.04), (100_000, 0.024))


def post_rate(
    followers: float,
    *,
    format: str = "post",
    per_follower: float | Money = 0.01,
    adjust: float = 0,
) -> float | Money:
    """
    Estimate what an influencer asks for one post.

    Parameters
    ----------
    followers : float
        Of the influencer.
    format : {"post", "video", "blog", "giveaway", "takeover", "story"}
        A video or blog article costs twice a post, a giveaway or takeover one and a half
        times, a story a third.
    per_follower : float or Money, default 0.01
        For a post: 0.01 USD, as in 100 USD for 10,000 followers.
    adjust : float
        Fraction to add, -0.2 to 0.2, for an engagement rate above or below `tier_er`.

    Returns
    -------
    float or Money
        Per post.

    Notes
    -----
    Folk rule (USA Today, by way of yabs.io; multipliers from sproutlaw.com): a starting
    point for talks. `cpm_on_reach` shows what it means for those who see the post.

    Examples
    --------
    >>> post_rate(45_000, format="video")
    900.0
    """
    check_choice("format", format, tuple(_MULTIPLIERS))
    (rate,), wrap = unwrap(per_follower=(per_follower, (None,)))
    followers = check_number("followers", followers, low=0, unit="accounts")
    change = 1 + check_number("adjust", adjust, low=-0.2, high=0.2)
    return wrap(followers * rate * _MULTIPLIERS[format] * change, "post")


def tier_er(followers: float) -> float:
    """
    Look up the engagement rate by followers that is usual for an account of this size.

    Parameters
    ----------
    followers : float
        Of the account.

    Returns
    -------
    float
        Fraction: 0.08 up to 1,000 followers, 0.057 to 5,000, 0.04 to 10,000, 0.024 to
        100,000, 0.017 above (sproutlaw.com; a folk rule).

    Examples
    --------
    >>> tier_er(45_000)
    0.024
    """
    followers = check_number("followers", followers, low=0, unit="accounts")
    return next((er for top, er in _TIERS if followers <= top), 0.017)


def cpm_price(audience: float, *, cpm: float | Money) -> float | Money:
    """
    Price a post by the thousand of those who see it.

    Parameters
    ----------
    audience : float
        Reach, or followers: say which.
    cpm : float or Money
        Price of a thousand.

    Returns
    -------
    float or Money
        cpm * audience / 1000.

    Examples
    --------
    >>> cpm_price(4_500, cpm=10)
    45.0
    """
    (cpm,), wrap = unwrap(cpm=(cpm, (None,)))
    return wrap(cpm * check_number("audience", audience, low=0, unit="accounts") / 1000, "post")


def cpe_price(engagements: float, *, cpe: float | Money) -> float | Money:
    """
    Price a post by the engagements it is expected to get.

    Parameters
    ----------
    engagements : float
        Expected.
    cpe : float or Money
        Price of one.

    Returns
    -------
    float or Money
        cpe * engagements.

    Examples
    --------
    >>> cpe_price(400, cpe=0.25)
    100.0
    """
    (cpe,), wrap = unwrap(cpe=(cpe, (None,)))
    return wrap(cpe * check_number("engagements", engagements, low=0, unit="actions"), "post")


def cpm_on_reach(price: float | Money, followers: float, *, reach_rate: float) -> float | Money:
    """
    Compute what a post's price means for a thousand of those it really reaches.

    Parameters
    ----------
    price : float or Money
        Of the post.
    followers : float
        Of the account; more than 0.
    reach_rate : float
        Fraction of the followers that a post reaches, more than 0; 0.05 to 0.15 is usual.

    Returns
    -------
    float or Money
        1000 * price / (followers * reach_rate).

    Examples
    --------
    >>> round(cpm_on_reach(100, 10_000, reach_rate=0.1), 2)
    100.0
    """
    (price,), wrap = unwrap(price=(price, ("post", None)))
    followers = check_number("followers", followers, above=0, unit="accounts")
    share = check_fraction("reach_rate", check_number("reach_rate", reach_rate, above=0))
    return wrap(1000 * price / (followers * share), None)
