"""A season in the learner's hands: run some weeks, look, change the plan, go on."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from smmkit.brand.world import audience, journeys, logs, messages
from smmkit.brand.world.calendar import WEEKS
from smmkit.brand.world.checked import Way, checked
from smmkit.brand.world.deal import deal
from smmkit.brand.world.laid import Laid
from smmkit.brand.world.play import Played, Start, play, start
from smmkit.brand.world.replies import Replies
from smmkit.brand.world.rivals import nothing
from smmkit.errors import ArgumentError

if TYPE_CHECKING:
    from smmkit.brand.cards import Brand

__all__ = ["Season", "fresh"]


@dataclass(frozen=True, eq=False)
class Season:
    """
    A brand's season, some or all of its 26 weeks run. Take one with `Brand.season`.

    Nothing changes a season: `run` gives a new one, and the old one is still there. So to
    undo is to go on from the one before.

    Parameters
    ----------
    brand : Brand
        Whose.
    week : int
        Weeks run so far, 0 to 26.
    before : Season or None
        The season as it was before the last `run`.

    Examples
    --------
    >>> from smmkit import Brand
    >>> season = Brand.of("ada").season()
    >>> later = season.run(None, weeks=2)
    >>> later.week, later.before.week
    (2, 0)
    >>> later.ledger["posts"].tolist()
    [0, 0]
    """

    brand: Brand
    week: int
    before: Season | None = field(default=None, repr=False)
    _laid: Laid = field(default=None, repr=False)
    _played: tuple[Played, ...] = field(default=(), repr=False)
    _next: Start = field(default=None, repr=False)

    def run(
        self,
        plan: pd.DataFrame | None,
        media: pd.DataFrame | None = None,
        *,
        weeks: int | None = None,
        replies: Way = None,
    ) -> Season:
        """
        Run the next weeks by a plan.

        Parameters
        ----------
        plan : pandas.DataFrame or None
            PLAN of `smmkit.tables`: publish_at, platform, format and pillar of each post. It may
            reach back to weeks that are over, if what it says of them is what was run.
        media : pandas.DataFrame, optional
            MEDIA: week, platform, campaign and budget (money in the brand's currency).
        weeks : int, optional
            How many weeks to run; unless given, all that are left.
        replies : mapping, optional
            ``{"manner": "honest", "within_hours": 12}``; manner is honest, template, delete or
            none. Unless given, nobody answers.

        Returns
        -------
        Season
            The season after these weeks.

        Raises
        ------
        PlanError
            If the plan cannot be run; it lists every fault.
        ArgumentError
            If `weeks` or `replies` make no sense.
        """
        left = WEEKS - self.week
        if not left:
            raise ArgumentError("The season is over: its 26 weeks have been run.")
        weeks = left if weeks is None else weeks
        if (
            isinstance(weeks, bool)
            or not isinstance(weeks, (int, np.integer))
            or (not 1 <= weeks <= left)
        ):
            raise ArgumentError(
                f"weeks must be a whole number from 1 to {left}, those left; received {weeks!r}."
            )
        found = checked(self.brand, plan, media, replies, so_far=self)
        end = self.week + int(weeks)
        truth = deal(self.brand).truth
        played, after = play(
            truth, found, self.brand.identity, self._next, first=self.week, last=end
        )
        return Season(self.brand, end, self, found, (*self._played, *played), after)

    @property
    def plan(self) -> pd.DataFrame:
        """PLAN of what was run."""
        return logs.as_plan(self.laid, self.brand.platforms)

    @property
    def media(self) -> pd.DataFrame:
        """MEDIA of what was run."""
        return logs.as_media(self.laid, self.brand.platforms, self.brand.currency)

    @property
    def replies(self) -> tuple[Replies, ...]:
        """The way to answer in each week that was run."""
        return self._laid.replies[: self.week]

    @cached_property
    def posts(self) -> pd.DataFrame:
        """POSTS of the weeks run."""
        return logs.posts(self.brand, self._laid, list(self._played))

    @cached_property
    def daily(self) -> pd.DataFrame:
        """DAILY of the weeks run."""
        return logs.daily(self.brand, deal(self.brand).truth, self.posts, list(self._played))

    @cached_property
    def ads(self) -> pd.DataFrame:
        """ADS of the weeks run: a row a week, platform and campaign."""
        return logs.ads(self.brand, self._laid, list(self._played))

    @cached_property
    def ledger(self) -> pd.DataFrame:
        """Money by week: posts, hours, followers, orders, revenue, margin, media, work, profit."""
        return logs.ledger(self.brand, deal(self.brand).truth, self._laid, list(self._played))

    @cached_property
    def audience(self) -> pd.DataFrame:
        """AUDIENCE at the end of each week run: followers by segment of the public."""
        return audience.audience(self.brand, self.daily)

    @property
    def messages(self) -> pd.DataFrame:
        """
        MESSAGES of the weeks run, labelled, answered as `replies` said and the rota allows.

        What nobody has answered by the last day run has no `answered`. Deleted messages are not
        among them.
        """
        return self._inbox[0]

    @property
    def waiting(self) -> pd.DataFrame:
        """Those of `messages` that need an answer and have none yet."""
        table = self.messages
        return table[table["needs_answer"] & table["answered"].isna()].reset_index(drop=True)

    @property
    def deleted(self) -> pd.DataFrame:
        """MESSAGES that the team has taken down, where it answers by deleting."""
        return self._inbox[1]

    @property
    def journeys(self) -> pd.DataFrame:
        """JOURNEYS of the weeks run: their orders are those of the `ledger`."""
        return self._ways[0]

    @property
    def causes(self) -> pd.DataFrame:
        """
        What truly caused the orders of the weeks run, for looking up after guessing.

        Index channel, the last of them "no channel"; columns orders, revenue (money), touches.
        An order is caused by one channel or none, so the columns add up to the ledger's. That
        posts also win followers, who order later, stands under "no channel".
        """
        return self._ways[1]

    @cached_property
    def _inbox(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        return messages.messages(self.brand, self.posts, list(self._played), self.replies)

    @cached_property
    def _ways(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        truth = deal(self.brand).truth
        return journeys.journeys(self.brand, truth, self.posts, self.ads, list(self._played))

    def write_exports(
        self,
        folder: str | os.PathLike[str],
        *,
        locale: str = "en",
        platforms: Iterable[str] | None = None,
    ) -> list[Path]:
        """
        Write the weeks run as the files that the platforms would export.

        Parameters
        ----------
        folder : str or path-like
            Where to; files of the same names are replaced.
        locale : str, default "en"
            Language of the headers: en, fr, de, es, pt or ru.
        platforms : iterable of str, optional
            Which of the brand's; unless given, all.

        Returns
        -------
        list of pathlib.Path
        """
        from smmkit.exports.write import write_exports

        chosen = self.brand.platforms if platforms is None else tuple(platforms)
        strangers = [name for name in chosen if name not in self.brand.platforms]
        if strangers:
            known = ", ".join(self.brand.platforms)
            raise ArgumentError(f"platforms must be of {known}; received {strangers[0]!r}.")
        posts, daily, ads = (
            table[table["platform"].isin(chosen)] for table in (self.posts, self.daily, self.ads)
        )
        return write_exports(folder, posts, daily, ads, locale=locale)

    def write_tables(self, folder: str | os.PathLike[str]) -> list[Path]:
        """
        Write what no platform exports: messages.csv, journeys.csv and audience.csv.

        Keep them in a folder of their own: `smmkit.exports` reads platforms' files only.

        Parameters
        ----------
        folder : str or path-like
            Where to; made if it is not there. Files of the same names are replaced.

        Returns
        -------
        list of pathlib.Path
            The files, by name.

        Raises
        ------
        ArgumentError
            If the folder cannot be written to.
        """
        files = []
        for name in ("audience", "journeys", "messages"):
            file = Path(folder) / f"{name}.csv"
            data = getattr(self, name).to_csv(index=False, lineterminator="\n")
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data.encode())
            except OSError as error:
                raise ArgumentError(f"{file} cannot be written: {error.strerror}.") from error
            files.append(file)
        return files

    @property
    def laid(self) -> Laid:
        """What was run, as arrays; nothing in the weeks to come."""
        spend = self._laid.spend.copy()
        spend[self.week :] = 0
        return replace(self._laid.between(0, self.week), spend=spend)


def fresh(brand: Brand) -> Season:
    """Return a brand's season before its first week."""
    truth = deal(brand).truth
    return Season(brand, 0, None, nothing(truth), (), start(truth, 1))
