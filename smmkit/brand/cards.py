"""A brand of one's own, dealt from the learner's name."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from smmkit.brand import books as _books
from smmkit.brand import history as _history
from smmkit.brand import public as _public
from smmkit.brand.elsewhere import ELSEWHERE, as_if_on
from smmkit.brand.identity import VERSIONS, Identity, clean_name, stream
from smmkit.brand.names import COUNTRIES, HEADS, TAILS, TRADES, Segment, Trade
from smmkit.brand.parameters import value
from smmkit.errors import ArgumentError, check_choice

if TYPE_CHECKING:
    from smmkit.brand.world.score import Score
    from smmkit.brand.world.season import Season

__all__ = ["Brand"]

# Chances of a platform for a firm that sells to people, and for one that sells to firms.
_CONSUMER = {"instagram": 1.0, "facebook": 1.0, "tiktok": 0.7, "x": 0.45, "linkedin": 0.12}
_BUSINESS = {"linkedin": 4.0, "facebook": 0.7, "x": 0.7, "instagram": 0.5}


@dataclass(frozen=True)
class Brand:
    """
    A small business whose social media the learner runs.

    Take one with `Brand.of`. Two brands are equal if they belong to the same student,
    cohort and version.

    Attributes
    ----------
    student, cohort : str
        Whom it was dealt to, in the form used for dealing (lower case, trimmed).
    version : int
        Rules it was dealt by. Brands of a version never change.
    name, trade, town, country, currency : str
        Invented name, what it sells, where, ISO codes of country and currency.
    b2b : bool
        Whether it sells to firms.
    platforms : tuple of str
        Networks it is on, the largest first.
    home : str
        The largest of them.
    margin : float
        What is left of a sale after the costs of the goods, as a fraction.
    order_value : float
        Usual value of one order, in `currency`.
    budget : int
        Money for advertising per month, in `currency`.
    hours : int
        Hours per week that the team has for social media.
    competitors : tuple of str
        Names of three others in the trade.

    Examples
    --------
    >>> brand = Brand.of("ada")
    >>> brand == Brand.of(" ADA ")
    True
    >>> brand.home == brand.platforms[0]
    True
    """

    student: str
    cohort: str
    version: int
    name: str = field(compare=False)
    trade: str = field(compare=False)
    b2b: bool = field(compare=False)
    town: str = field(compare=False)
    country: str = field(compare=False)
    currency: str = field(compare=False)
    platforms: tuple[str, ...] = field(compare=False)
    margin: float = field(compare=False)
    order_value: float = field(compare=False)
    budget: int = field(compare=False)
    hours: int = field(compare=False)
    competitors: tuple[str, ...] = field(compare=False)
    _followers: tuple[int, ...] = field(compare=False, repr=False)
    _audience: tuple[tuple[Segment, float], ...] = field(compare=False, repr=False)

    @classmethod
    def of(cls, student: str, cohort: str = "self", *, version: int = 1) -> Brand:
        """
        Deal the brand that belongs to a student of a cohort.

        Parameters
        ----------
        student : str
            Name or number of the student; capitals and outer spaces make no difference.
        cohort : str, default "self"
            Name of the class; another one changes every brand in it.
        version : int, default 1
            Rules to deal by, kept so that a past class can be replayed.

        Raises
        ------
        ArgumentError
            If a name is empty, too long or no text, or the version is not known.

        Examples
        --------
        >>> Brand.of("")
        Traceback (most recent call last):
        smmkit.errors.ArgumentError: student must hold at least one visible character; received ''.
        """
        if isinstance(version, bool) or version not in VERSIONS:
            known = ", ".join(map(str, VERSIONS))
            raise ArgumentError(f"version must be one of {known}; received {version!r}.")
        who = (int(version), clean_name("cohort", cohort), clean_name("student", student))
        return _deal(who)

    @property
    def identity(self) -> Identity:
        """Version, cohort and student: what every random number follows from."""
        return (self.version, self.cohort, self.student)

    @property
    def home(self) -> str:
        """The platform with the most followers."""
        return self.platforms[0]

    @property
    def handle(self) -> str:
        """The account's name on every platform."""
        return "".join(mark for mark in self.name.lower() if mark.isalnum())

    @property
    def followers(self) -> dict[str, int]:
        """Followers per platform at the end of the history."""
        return dict(zip(self.platforms, self._followers, strict=True))

    @property
    def audience(self) -> pd.DataFrame:
        """Segments of the audience: segment, share (sums to 1), ages, peak_hour (0-23)."""
        rows = [(part.name, share, part.ages, part.peak_hour) for part, share in self._audience]
        return pd.DataFrame(rows, columns=["segment", "share", "ages", "peak_hour"])

    def card(self) -> pd.DataFrame:
        """
        Return what to know about the brand at a glance.

        Returns
        -------
        pandas.DataFrame
            Columns what and value, both text.
        """
        people = [f"{part.name}, {part.ages}: {share:.0%}" for part, share in self._audience]
        rows = {
            "name": self.name,
            "trade": f"{self.trade} ({'sells to firms' if self.b2b else 'sells to people'})",
            "where": f"{self.town}, {self.country}",
            "followers": "; ".join(f"{name}: {n:,}" for name, n in self.followers.items()),
            "home platform": self.home,
            "audience": "; ".join(people),
            "usual order": f"{self.order_value:,.2f} {self.currency}",
            "margin": f"{self.margin:.0%} of a sale",
            "advertising budget": f"{self.budget:,} {self.currency} per month",
            "team": f"{self.hours} hours per week",
            "competitors": ", ".join(self.competitors),
        }
        return pd.DataFrame(rows.items(), columns=["what", "value"])

    def history(self) -> _history.History:
        """
        Return the brand's last 26 weeks, as tables the learner may change freely.

        Returns
        -------
        History
            Fresh copies of posts, daily, ads and listening.

        Examples
        --------
        >>> past = Brand.of("ada").history()
        >>> past.posts["published"].max().date() <= past.daily["date"].max().date()
        True
        """
        return _history.of(self)

    def books(self) -> _books.Books:
        """
        Return the sums of a freelancer who works for this brand.

        Returns
        -------
        Books
            Amounts in the brand's currency; the same each time.

        Examples
        --------
        >>> ada = Brand.of("ada")
        >>> ada.books().currency == ada.currency
        True
        """
        return _books.of(self)

    def public(self) -> _public.Public:
        """
        Return what is known of the people the brand could serve, followers or not.

        Returns
        -------
        Public
            A survey and what presence on each network takes; fresh copies, the same each time.

        Examples
        --------
        >>> public = Brand.of("ada").public()
        >>> set(Brand.of("ada").audience["segment"]) == set(public.people["segment"])
        True
        """
        return _public.of(self)

    def write_exports(
        self,
        folder: str | os.PathLike[str],
        *,
        locale: str = "en",
        platforms: Iterable[str] | None = None,
    ) -> list[Path]:
        """
        Write the history as the files that the brand's platforms would export.

        Posts and days of each network, and the ads of Meta's, with those platforms' quirks:
        byte order marks, UTF-16, sections, a total row, dates without a year, "-" for
        nothing. `smmkit.exports.read_folder` reads them.

        Parameters
        ----------
        folder : str or path-like
            Where to; made if it is not there. Files of the same names are replaced.
        locale : str, default "en"
            Language of the headers: en, fr, de, es, pt or ru. X writes English always, VK
            Russian.
        platforms : iterable of str, optional
            What to write the files of; unless given, the brand's own networks. For another
            (facebook, instagram, x, tiktok, linkedin, youtube, vk, telegram) the home page's
            history is written as if it were there; "google" gives the ads as a report of
            Google Ads, "ga4" the clicks as a website's sessions in Google Analytics.

        Returns
        -------
        list of pathlib.Path
            The files, by name; the same bytes each time.

        Raises
        ------
        ArgumentError
            If the locale or a platform is not known, or the folder cannot be written to.

        Examples
        --------
        >>> import tempfile
        >>> from smmkit import exports
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     files = Brand.of("ada").write_exports(folder, locale="de")
        ...     read = exports.read_folder(folder)
        >>> len(read.exports) == len(files), read.failed
        (True, {})
        """
        from smmkit.exports.write import write_exports  # here, for most brands write no files

        past = self.history()
        chosen = self.platforms if platforms is None else tuple(dict.fromkeys(platforms))
        for name in chosen:
            check_choice("platform", name, ELSEWHERE)
        posts, daily, ads, audience = as_if_on(past, self.home, chosen)
        return write_exports(folder, posts, daily, ads, audience=audience, locale=locale)

    def season(self) -> Season:
        """
        Return the 26 weeks after the history, before the first of them.

        Returns
        -------
        Season
            To be run, some weeks at a time.

        Examples
        --------
        >>> Brand.of("ada").season().week
        0
        """
        from smmkit.brand.world.season import fresh  # here, for most brands run no season

        return fresh(self)

    def run(
        self,
        plan: pd.DataFrame | None,
        media: pd.DataFrame | None = None,
        *,
        weeks: int = 26,
        replies: Mapping[str, object] | None = None,
    ) -> Season:
        """
        Run a season from its start by a plan; go on with `Season.run`.

        Parameters
        ----------
        plan, media : pandas.DataFrame or None
            PLAN and MEDIA of `smmkit.tables`.
        weeks : int, default 26
            How many weeks to run.
        replies : mapping, optional
            ``{"manner": "honest", "within_hours": 12}``; unless given, nobody answers.

        Raises
        ------
        PlanError
            If the plan cannot be run; it lists every fault.

        Examples
        --------
        >>> season = Brand.of("ada").run(None, weeks=4, replies={"manner": "template"})
        >>> len(season.ledger)
        4
        """
        return self.season().run(plan, media, weeks=weeks, replies=replies)

    def score(
        self,
        plan: pd.DataFrame | Season | None,
        media: pd.DataFrame | None = None,
        *,
        replies: Mapping[str, object] | None = None,
        salt: str = "",
    ) -> Score:
        """
        Score a plan for the whole season, luck left out.

        Parameters
        ----------
        plan : pandas.DataFrame, Season or None
            PLAN of `smmkit.tables`; or a season, whose plan, media and replies are scored.
        media : pandas.DataFrame, optional
            MEDIA.
        replies : mapping, optional
            The way to answer.
        salt : str, optional
            The class's, a word that only its graders know: the hidden runs follow from it, the
            world does not. See `smmkit.brand.world.score`.

        Returns
        -------
        Score
            Its `skill` is 0 for guessing and 1 for the reference.

        Raises
        ------
        PlanError
            If the plan cannot be run; it lists every fault.

        Examples
        --------
        >>> ada = Brand.of("ada")
        >>> ada.score(None).skill < 0  # doing nothing is worse than guessing
        True
        """
        from smmkit.brand.world.checked import checked
        from smmkit.brand.world.score import score
        from smmkit.brand.world.season import Season

        laid = plan.laid if isinstance(plan, Season) else checked(self, plan, media, replies)
        return score(self, laid, salt=salt)


def _deal(who: Identity) -> Brand:
    rng = stream(who, "card")
    trade = TRADES[rng.integers(len(TRADES))]
    country = COUNTRIES[rng.integers(len(COUNTRIES))]
    name, *competitors = _names(rng, trade)
    platforms = _platforms(rng, trade)
    followers = _followers(rng, len(platforms))
    return Brand(
        version=who[0],
        cohort=who[1],
        student=who[2],
        name=name,
        trade=trade.name,
        b2b=trade.b2b,
        town=country.towns[rng.integers(len(country.towns))],
        country=country.code,
        currency=country.currency,
        platforms=platforms,
        margin=round(float(rng.uniform(*trade.margin)), 2),
        order_value=_round_price(trade.order_eur * country.price_level * _around(rng, 0.15)),
        budget=round(_budget(rng, trade, followers[0]) * country.price_level / 10) * 10,
        hours=int(rng.integers(10, 31)),
        competitors=tuple(competitors),
        _followers=followers,
        _audience=_audience(rng, trade),
    )


def _around(rng: np.random.Generator, sd: float) -> float:
    return float(np.exp(sd * rng.standard_normal()))


def _budget(rng: np.random.Generator, trade: Trade, at_home: int) -> float:
    size = (at_home / value("home_followers")) ** value("budget_growth")
    size *= value("budget_business") if trade.b2b else 1
    euro = value("budget") * size * _around(rng, value("sd_budget"))
    return min(max(euro, 120), 2500)


def _round_price(amount: float) -> float:
    return float(round(amount)) if amount >= 50 else round(amount * 2) / 2


def _names(rng: np.random.Generator, trade: Trade) -> list[str]:
    heads = rng.choice(len(HEADS), 4, replace=False)
    tails = rng.choice(len(TAILS), 4, replace=False)
    nouns = rng.integers(len(trade.nouns), size=4)
    return [
        f"{HEADS[head]}{TAILS[tail]} {trade.nouns[noun]}"
        for head, tail, noun in zip(heads, tails, nouns, strict=True)
    ]


def _platforms(rng: np.random.Generator, trade: Trade) -> tuple[str, ...]:
    weights = _BUSINESS if trade.b2b else _CONSUMER
    count = rng.integers(3, 5)
    # Gumbel noise on log weights draws without replacement, heavy ones early.
    keys = np.log(list(weights.values())) + rng.gumbel(size=len(weights))
    chosen = [list(weights)[i] for i in np.argsort(-keys, kind="stable")[:count]]
    if trade.b2b and "linkedin" not in chosen:
        chosen[-1] = "linkedin"
    return tuple(chosen)


def _followers(rng: np.random.Generator, count: int) -> tuple[int, ...]:
    home = value("home_followers") * _around(rng, value("sd_home_followers"))
    home = min(max(home, 3000), 60_000)
    others = home * np.sort(rng.uniform(0.12, 0.75, count - 1))[::-1]
    return tuple(int(n) for n in np.maximum(np.round([home, *others]), 400))


def _audience(rng: np.random.Generator, trade: Trade) -> tuple[tuple[Segment, float], ...]:
    usual = np.array([0.4, 0.3, 0.2, 0.1])
    percent = 5 + rng.multinomial(80, usual)
    return tuple((part, int(n) / 100) for part, n in zip(trade.segments, percent, strict=True))
