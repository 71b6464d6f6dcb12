"""Run a brand's season by a few levers: some weeks, a look, another plan, and back."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import ipywidgets

from smmkit import plots
from smmkit.apps.html import table
from smmkit.brand.parameters import CAMPAIGNS, formats
from smmkit.brand.world.even import even_media, even_plan
from smmkit.brand.world.replies import MANNERS
from smmkit.errors import SmmkitError

if TYPE_CHECKING:
    from smmkit import Brand
    from smmkit.brand.world.season import Season

__all__ = ["Cockpit", "cockpit"]

_WIDE = {"style": {"description_width": "20em"}, "layout": {"width": "min(44em, 100%)"}}
_MIXED = "its formats in turn"
_OFFERS = {"none": 0, "one post in 10": 10, "one post in 7": 7, "one post in 5": 5, "one in 3": 3}
_HEAD = ("week", "posts", "hours", "followers", "orders", "margin", "media", "work", "profit")
_SAID = '<pre role="status" style="white-space:pre-wrap">{}</pre>'
_START = "No week has been run. Set the levers and press “Run”."
_OVER = "The season is over."
_INBOX = (
    "Inbox: {got:,} messages, {new:,} of them in the last week run. {waiting:,} wait for an "
    "answer, {urgent:,} of these urgent. {deleted:,} were deleted."
)
_MONEY = "{campaign} a week, {platform} ({currency})"
_WRITTEN = "Written to {folder}: {files}."


class Cockpit(ipywidgets.VBox):
    """
    The cockpit. `season` is the season so far, for your own cells.

    Parameters
    ----------
    brand : Brand
        Whose season.
    folder : str or path-like
        Where exports are written to.
    """

    def __init__(self, brand: Brand, folder: str | Path) -> None:
        self.brand, self.folder = brand, Path(folder)
        self.season: Season = brand.season()
        self._counts = {name: _slider(f"posts a week, {name}", 0, 12) for name in brand.platforms}
        self._forms = {
            name: _choice(f"format, {name}", (_MIXED, *formats(name))) for name in brand.platforms
        }
        self._offers = _choice("offers", tuple(_OFFERS))
        self._hour = _slider("hour of the day", 7, 22, 18)
        weekly = int(brand.budget * 12 / 52)
        self._money = {
            (name, kind): _slider(
                _MONEY.format(campaign=kind, platform=name, currency=brand.currency), 0, 2 * weekly
            )
            for name in brand.platforms
            for kind in CAMPAIGNS
        }
        self._manner = _choice("answers", MANNERS[::-1])
        self._within = _choice("within hours", ("48", "24", "12", "6", "2"))
        self._weeks = _slider("weeks to run", 1, 13, 4)
        self._run, self._undo, self._write = (
            ipywidgets.Button(description=words) for words in ("Run", "Undo", "Write exports")
        )
        self._run.on_click(self._press_run)
        self._undo.on_click(self._press_undo)
        self._write.on_click(self._press_write)
        self._shown = ipywidgets.HTML()
        levers = [
            *(box for name in brand.platforms for box in (self._counts[name], self._forms[name])),
            *(self._offers, self._hour, *self._money.values(), self._manner, self._within),
            self._weeks,
        ]
        buttons = ipywidgets.HBox([self._run, self._undo, self._write])
        super().__init__([*levers, buttons, self._shown])
        self._show()

    def run(self) -> None:
        """Run the next weeks by the levers."""
        first, weeks = self.season.week, self._weeks.value
        form = {name: box.value for name, box in self._forms.items() if box.value != _MIXED}
        plan = even_plan(
            {name: box.value for name, box in self._counts.items()},
            form=form,
            offer_every=_OFFERS[self._offers.value],
            hour=self._hour.value,
            first_week=first,
            weeks=weeks,
        )
        media = even_media(
            {key: box.value for key, box in self._money.items()},
            currency=self.brand.currency,
            first_week=first,
            weeks=weeks,
        )
        replies = {"manner": self._manner.value, "within_hours": float(self._within.value)}
        left = 26 - first
        self.season = self.season.run(plan, media, weeks=min(weeks, max(left, 1)), replies=replies)

    def _press_run(self, _: object) -> None:
        try:
            self.run()
        except SmmkitError as error:
            return self._show(str(error))
        return self._show()

    def _press_undo(self, _: object) -> None:
        self.season = self.season.before or self.season
        self._show()

    def _press_write(self, _: object) -> None:
        try:
            files = self.season.write_exports(self.folder)
        except SmmkitError as error:
            return self._show(str(error))
        names = ", ".join(file.name for file in files) or "nothing"
        return self._show(_WRITTEN.format(folder=self.folder, files=names))

    def _show(self, word: str = "") -> None:
        told = _SAID.format(escape(word)) if word else ""
        self._undo.disabled = self.season.before is None
        self._run.disabled = self.season.week >= 26
        if not self.season.week:
            self._shown.value = f'{told}<p role="status">{_START}</p>'
            return
        book = self.season.ledger
        rows = [
            [
                str(number),
                str(row["posts"]),
                f"{row['hours']:.1f}",
                *(f"{row[name]:,.0f}" for name in _HEAD[3:]),
            ]
            for number, row in enumerate(book.to_dict("records"), 1)
        ]
        profit, money = book["profit"].sum(), self.brand.currency
        caption = (
            f"{self.season.week} of 26 weeks run. Profit so far {profit:,.0f} {money}, "
            f"media so far {book['media'].sum():,.0f} {money}."
        )
        alt = f"Margin, work and media by week, in {money}. {caption}"
        over = f"<p>{_OVER}</p>" if self.season.week >= 26 else ""
        picture = plots.picture(plots.season_money(book), alt=alt)
        inbox = f'<p role="status">{_inbox(self.season)}</p>'
        rows_shown = table(rows[-8:], caption=escape(caption), head=_HEAD)
        self._shown.value = f"{told}{picture}{rows_shown}{inbox}{over}"


def cockpit(brand: Brand, *, folder: str | Path = "season_exports") -> Cockpit:
    """
    Let the reader run a season by levers: posts, formats, offers, money, answers.

    Parameters
    ----------
    brand : Brand
        Whose season.
    folder : str or path-like
        Where the button “Write exports” writes the platforms' files.

    Returns
    -------
    Cockpit
        Labelled controls and what came of them; its `season` can be used in other cells.

    Examples
    --------
    >>> from smmkit import Brand
    >>> cockpit(Brand.of("ada")).season.week
    0
    """
    return Cockpit(brand, folder)


def _inbox(season: Season) -> str:
    got, waiting = season.messages, season.waiting
    new = got["received"] >= season.ledger["week"].iloc[-1]
    return _INBOX.format(
        got=len(got),
        new=new.sum(),
        waiting=len(waiting),
        urgent=(waiting["urgency"] == "high").sum(),
        deleted=len(season.deleted),
    )


def _slider(words: str, low: int, high: int, start: int = 0) -> ipywidgets.IntSlider:
    return ipywidgets.IntSlider(
        max(start, low), min=low, max=high, description=words, continuous_update=False, **_WIDE
    )


def _choice(words: str, options: tuple[str, ...]) -> ipywidgets.Dropdown:
    return ipywidgets.Dropdown(options=options, description=words, **_WIDE)
