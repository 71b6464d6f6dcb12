"""On the networks, on the site, or for search engines: SMM, SMO, SEO."""

from __future__ import annotations

import pandas as pd

from smmkit.errors import check_choice

__all__ = ["DISCIPLINES", "PLACES", "SERVES", "discipline", "tasks"]

DISCIPLINES = ("SMM", "SMO", "SEO")
PLACES = ("outside", "own site")
SERVES = ("people", "search engines")

_OUT, _SITE = PLACES
_PEOPLE, _SEARCH = SERVES

_TASKS = (
    ("answer an angry review in a town forum", _OUT, _PEOPLE),
    ("publish a short film on the brand's page of a network", _OUT, _PEOPLE),
    ("invite followers to vote on the next product", _OUT, _PEOPLE),
    ("set up an ad that leads from a network to the shop", _OUT, _PEOPLE),
    ("write a guest article for somebody else's blog", _OUT, _PEOPLE),
    ("thank a customer who tagged the brand in a photo", _OUT, _PEOPLE),
    ("run a contest on the brand's page", _OUT, _PEOPLE),
    ("announce new opening hours in a messenger channel", _OUT, _PEOPLE),
    ("put share buttons on the product pages", _SITE, _PEOPLE),
    ("choose the picture and title shown when a page of the site is shared", _SITE, _PEOPLE),
    ("make the page that an ad leads to readable on a phone", _SITE, _PEOPLE),
    ("show the network page's latest posts on the site's front page", _SITE, _PEOPLE),
    ("let visitors log in to the shop with a network account", _SITE, _PEOPLE),
    ("write page titles with the words people search for", _SITE, _SEARCH),
    ("hand the site's map of pages to a search engine", _SITE, _SEARCH),
    ("mend dead links that a search engine reports", _SITE, _SEARCH),
    ("mark up prices so that search results can show them", _SITE, _SEARCH),
    ("ask trade directories to link to the site, to rank higher", _OUT, _SEARCH),
)


def discipline(place: str, serves: str) -> str:
    """
    Name the discipline a task belongs to.

    Work for search engines is SEO, wherever it is done. Of the rest, work on outside platforms
    is SMM, and work on one's own site SMO.

    Parameters
    ----------
    place : str
        Where the work is done: outside (a network, forum, someone's blog) or own site.
    serves : str
        For whom it is done first: people or search engines.

    Returns
    -------
    str
        SMM, SMO or SEO.

    Raises
    ------
    ArgumentError
        If a word is not known.

    Examples
    --------
    >>> discipline("own site", "people")
    'SMO'
    """
    check_choice("place", place, PLACES)
    if check_choice("serves", serves, SERVES) == _SEARCH:
        return "SEO"
    return "SMM" if place == _OUT else "SMO"


def tasks() -> pd.DataFrame:
    """
    Return small tasks to be told apart.

    Returns
    -------
    pandas.DataFrame
        Columns task (text), place, serves and discipline.

    Examples
    --------
    >>> tasks()["discipline"].value_counts().to_dict()
    {'SMM': 8, 'SMO': 5, 'SEO': 5}
    """
    table = pd.DataFrame(_TASKS, columns=["task", "place", "serves"])
    table["discipline"] = [discipline(place, serves) for _, place, serves in _TASKS]
    return table
