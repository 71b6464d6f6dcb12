"""Links that tell where a visit came from: built, read, reviewed, and sorted into channels."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import pandas as pd

from smmkit.errors import ArgumentError
from smmkit.tables import FINDINGS, PLATFORMS

__all__ = ["channel", "parse_utm", "review_utm", "utm"]

_PARTS = ("source", "medium", "campaign", "content", "term")
_NEEDED = _PARTS[:3]
_TIDY = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")
_PERSON = re.compile(r"[^\s@]+@[^\s@]+")

# Google Analytics Help, "Default channel group" (answer 9756891).
_PAID = re.compile(r".*cp.*|ppc|retargeting|paid.*")
_EMAIL = re.compile(r"e[-_ ]?mail")
_SEARCH = ("google", "bing", "duckduckgo", "yahoo", "yandex", "baidu", "ecosia", "qwant")
_ALIASES = {"fb": "facebook", "ig": "instagram", "twitter": "x", "t.co": "x", "t.me": "telegram"}
_ALIASES |= {"youtu.be": "youtube", "vkontakte": "vk", "lnkd.in": "linkedin"}


def utm(
    url: str,
    *,
    source: str,
    medium: str,
    campaign: str,
    content: str | None = None,
    term: str | None = None,
) -> str:
    """
    Add campaign parameters to a link.

    Parameters
    ----------
    url : str
        Where it leads, beginning with http:// or https://.
    source, medium, campaign : str
        Who sends the visit ("instagram"), by what kind of work ("social", "paid_social", "email"),
        and for what ("summer_sale"). Small letters, digits and - _ . between them, for analytics
        keeps "Instagram" and "instagram" apart.
    content, term : str, optional
        Which of several links, and which search word.

    Returns
    -------
    str
        The link with its other parameters and its #place kept, and older utm ones replaced.

    Raises
    ------
    ArgumentError
        If the link is none, or a value breaks the convention; it offers a tidy one.

    Notes
    -----
    The five parameters are those of Google Analytics Help, "Collect campaign data with custom URLs"
    (answer 10917952).

    Examples
    --------
    >>> utm("https://example.org/?a=1#top", source="instagram", medium="social", campaign="june")
    'https://example.org/?a=1&utm_source=instagram&utm_medium=social&utm_campaign=june#top'
    """
    parts = _split(url)
    given = dict(zip(_PARTS, (source, medium, campaign, content, term), strict=True))
    for name, value in given.items():
        if value is None and name not in _NEEDED:
            continue
        if not isinstance(value, str) or not _TIDY.fullmatch(value):
            offer = _tidied(value) if isinstance(value, str) else ""
            raise ArgumentError(
                f"{name} must be small letters and digits, with - _ or . between them; received "
                f"{value!r}." + (f' Write "{offer}"?' if offer else "")
            )
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if name not in {f"utm_{part}" for part in _PARTS}
    ]
    added = [(f"utm_{name}", value) for name, value in given.items() if value is not None]
    return urlunsplit(parts._replace(query=urlencode([*kept, *added])))


def parse_utm(url: str) -> dict[str, str]:
    """
    Read the campaign parameters of a link.

    Parameters
    ----------
    url : str
        A link, with or without them.

    Returns
    -------
    dict of str to str
        Those of source, medium, campaign, content and term that are there, as they are written.

    Raises
    ------
    ArgumentError
        If it is no link.

    Examples
    --------
    >>> parse_utm("https://example.org/?utm_source=IG&utm_medium=social")
    {'source': 'IG', 'medium': 'social'}
    """
    found = dict(parse_qsl(_split(url).query))
    return {name: found[f"utm_{name}"] for name in _PARTS if f"utm_{name}" in found}


def channel(url: str) -> str:
    """
    Tell which channel a visit by a link is counted for, in the words of JOURNEYS.

    Parameters
    ----------
    url : str
        A link.

    Returns
    -------
    str
        "organic instagram", "paid instagram", "retargeting instagram", "email", "search", "paid
        search", "direct" where the link says nothing, or "other" where it says something that no
        rule knows.

    Raises
    ------
    ArgumentError
        If it is no link.

    Notes
    -----
    The rules of Google's default channel group, cut down to those channels: email by source or
    medium; paid by a medium that holds "cp", begins with "paid" or is ppc or retargeting;
    retargeting is told apart here by a medium that holds that word. Capitals make no difference.

    Examples
    --------
    >>> channel("https://example.org/?utm_source=instagram&utm_medium=paid_social")
    'paid instagram'
    >>> channel("https://example.org/")
    'direct'
    """
    found = {name: value.casefold() for name, value in parse_utm(url).items()}
    if not found:
        return "direct"
    source, medium = found.get("source", ""), found.get("medium", "")
    if _EMAIL.fullmatch(source) or _EMAIL.fullmatch(medium):
        return "email"
    network, paid = _network(source), _PAID.fullmatch(medium)
    if network:
        kind = "retargeting" if "retargeting" in medium else "paid" if paid else "organic"
        return f"{kind} {network}"
    if source.removeprefix("www.").split(".")[0] in _SEARCH:
        return "paid search" if paid else "search"
    return "search" if medium == "organic" else "other"


def review_utm(urls: Iterable[str]) -> pd.DataFrame:
    """
    Find what will spoil the counting of links before they go out.

    Parameters
    ----------
    urls : iterable of str
        Links of one campaign or many.

    Returns
    -------
    pandas.DataFrame
        FINDINGS: a needed parameter is missing, capitals or spaces, a person's address in it, one
        value spelt in several ways, or a channel that no rule knows. A point for each error.

    Raises
    ------
    ArgumentError
        If one is no link, or a single text is given.

    Examples
    --------
    >>> review_utm(["https://example.org/?utm_source=IG&utm_medium=social"])["rule"].tolist()
    ['missing', 'spelling']
    """
    if isinstance(urls, str):
        raise ArgumentError("review_utm takes a list of links; received one text.")
    rows, seen = [], {}
    for url in urls:
        found = parse_utm(url)
        if lost := [name for name in _NEEDED if not found.get(name)]:
            rows.append((url, "missing", f"It lacks {' and '.join(f'utm_{n}' for n in lost)}."))
        for name, value in found.items():
            if _PERSON.search(value):
                words = f"utm_{name} holds a person's address; links are logged and shared."
                rows.append((url, "person", words))
            elif not _TIDY.fullmatch(value):
                words = f'utm_{name} is "{value}": analytics keeps it apart from other spellings.'
                offer = _tidied(value)
                rows.append((url, "spelling", words + (f' Write "{offer}".' if offer else "")))
            alike = re.sub(r"[\W_]", "", value.casefold())
            other = seen.setdefault((name, alike), value)
            if other != value and _tidied(other) != _tidied(value):
                rows.append(
                    (url, "variants", f'utm_{name} is "{value}" here and "{other}" elsewhere.')
                )
        if not lost and channel(url) == "other":
            words = "No rule knows this source and medium: the visit will stand under “other”."
            rows.append((url, "channel", words))
    table = pd.DataFrame(rows, columns=["where", "rule", "message"])
    return FINDINGS.conform(table.assign(severity="error", points=1.0))


def _split(url: str):
    parts = urlsplit(url) if isinstance(url, str) else None
    if parts is None or parts.scheme not in ("http", "https") or not parts.netloc:
        raise ArgumentError(
            f"url must be a whole link that begins with https:// or http://; received {url!r}."
        )
    return parts


def _tidied(value: str) -> str:
    """Return a value in the convention's letters; nothing if no letter is left."""
    return re.sub(r"[^a-z0-9._-]+", "_", value.strip().casefold()).strip("._-")


def _network(source: str) -> str | None:
    """Return the network that a source names, if as an address such as l.facebook.com."""
    if source in _ALIASES:
        return _ALIASES[source]
    words = [_ALIASES.get(word, word) for word in source.split(".")]
    return next((word for word in words if word in PLATFORMS), None)
