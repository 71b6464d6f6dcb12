"""The brand's history as if its pages were on other platforms: for trying out their files.

Nothing is added to what the brand did: the posts and days of its home page are given another
platform's name and way of numbering.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from smmkit.tables import AUDIENCE

if TYPE_CHECKING:
    from smmkit.brand.history import History

__all__ = ["ELSEWHERE", "as_if_on"]

ELSEWHERE = (
    "facebook",
    "instagram",
    "x",
    "tiktok",
    "linkedin",
    "youtube",
    "vk",
    "telegram",
    "google",
    "ga4",
)

_OWNER = 181_000_001  # of a community that is not there
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
# A format that the platform does not have becomes one that it has.
_FORMATS = {
    "x": {"video": "text", "reel": "text", "carousel": "photo"},
    "tiktok": {"photo": "carousel", "link": "video", "text": "video", "reel": "video"},
    "linkedin": {"photo": "link", "carousel": "link", "reel": "video"},
    "facebook": {"carousel": "photo", "reel": "video", "text": "link"},
    "instagram": {"link": "photo", "text": "photo", "video": "reel"},
    "telegram": {"carousel": "photo", "reel": "video", "link": "text"},
}


def as_if_on(
    past: History, home: str, platforms: tuple[str, ...]
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """
    Return POSTS, DAILY, ADS and AUDIENCE of a history on other platforms.

    Parameters
    ----------
    past : History
        The history.
    home : str
        The platform whose page stands for those that the brand is not on.
    platforms : tuple of str
        Of `ELSEWHERE`. "google" is the ads as Google's, "ga4" the clicks as a website's
        sessions.
    """
    there = set(past.posts["platform"])

    def moved(table: pd.DataFrame, platform: str) -> pd.DataFrame:
        here = table["platform"] == (platform if platform in there else home)
        return table[here].assign(platform=platform)

    networks = [name for name in platforms if name not in ("google", "ga4")]
    posts = [_numbered(moved(past.posts, name), name, name in there) for name in networks]
    daily = [moved(past.daily, name) for name in networks]
    ads = [moved(past.ads, name) for name in networks]
    if "google" in platforms:
        ads.append(past.ads[past.ads["campaign"] != "Boosted posts"].assign(platform="google"))
    audience = _sessions(past.daily) if "ga4" in platforms else AUDIENCE.empty()
    tables = ((posts, past.posts), (daily, past.daily), (ads, past.ads))
    return (
        *(pd.concat([like.iloc[:0], *parts], ignore_index=True) for parts, like in tables),
        audience,
    )


def _numbered(posts: pd.DataFrame, platform: str, own: bool) -> pd.DataFrame:
    if own:
        return posts
    posts = posts.replace({"format": _FORMATS.get(platform, {})})
    count = pd.Series(range(1, len(posts) + 1), posts.index).astype(str)
    if platform == "youtube":
        posts = posts.assign(format="video", post_id=posts["post_id"].map(_video_id))
        return posts.assign(duration_s=posts["duration_s"].fillna(30.0))
    if platform == "vk":
        return posts.assign(account=f"club{_OWNER}", post_id=f"-{_OWNER}_" + count)
    return posts.assign(post_id="1" + count.str.zfill(6)) if platform == "telegram" else posts


def _video_id(number: str) -> str:
    """Write a number with 64 letters, 11 of them, the first no mark: spreadsheets spoil "-a"."""
    rest, letters = int(number), []
    for _ in range(10):
        rest, place = divmod(rest, len(_LETTERS))
        letters.append(_LETTERS[place])
    return "v" + "".join(letters)


def _sessions(daily: pd.DataFrame) -> pd.DataFrame:
    """Return the clicks as a website's sessions: by day, and by where they came from."""
    days = daily.groupby("date", as_index=False)["clicks"].sum()
    sources = daily.groupby("platform", as_index=False)["clicks"].sum()
    by_day = days.rename(columns={"clicks": "value"}).assign(dimension="all", segment="all")
    by_source = sources.rename(columns={"clicks": "value", "platform": "segment"})
    by_source = by_source.assign(dimension="Session source")
    both = pd.concat([by_day, by_source]).assign(platform="ga4", metric="sessions", unit="count")
    return AUDIENCE.conform(both)
