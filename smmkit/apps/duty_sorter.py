"""Sort duty cards: guess who does each, see the piles and the hours for any employer."""

from __future__ import annotations

from html import escape

import ipywidgets
import pandas as pd

from smmkit import plots, roles
from smmkit.apps.html import table
from smmkit.errors import check_columns, check_number

__all__ = ["duty_sorter"]

_WIDE = {
    "style": {"description_width": "8em"},
    "layout": {"width": "min(34em, 100%)"},
}
_EMPLOYER, _CARD, _GUESS, _PUT, _HOURS = "employer", "card", "who does it?", "Put it there", "hours"
_NO_GUESS = "choose a role"
_PILE_HEAD = ("pile", "cards", "hours a week")
_PILES = "The course's table, {employer} employer"
_ALT = "A bar a role, hours a week for the {employer} employer: {bars}."
_LOAD = (
    "The manager's pile takes {needed:.1f} hours a week; there are {available:g}. "
    "{share:.0%} of it fits."
)
_ASK = "Choose a role and put the card there."
_AGREES = (
    "Yes, for the {employer} employer the card “{card}” is the {does}'s to do. {answers}{facts}"
)
_DIFFERS = (
    "Not here: for the {employer} employer the card “{card}” is the {does}'s to do. "
    "{answers}{facts}"
)
_ANSWERS = "The {role} answers for it. "
_SAYS, _DENIES = "Facts that call it the manager's: {says}. ", "Facts against: {denies}."
_SCORE = " So far {right} of {all} cards agree."


def duty_sorter(duties: pd.DataFrame, *, hours: float) -> ipywidgets.Widget:
    """
    Let the reader guess who does a duty, and change the employer and the hours.

    Parameters
    ----------
    duties : pandas.DataFrame
        DUTIES, indexed by duty.
    hours : float
        Hours a week that the manager has, to begin with; 1 to 60.

    Returns
    -------
    ipywidgets.VBox
        Five labelled controls; below them a sentence about the last card, a picture and a table
        of the piles.

    Raises
    ------
    TableError
        If a column is missing.
    ArgumentError
        If the hours are not 1 to 60.

    Examples
    --------
    >>> sorter = duty_sorter(roles.duties(), hours=20)
    >>> sorter.children[0].description
    'employer'
    """
    check_columns(duties, ["what", "says", "denies", "rhythm", "hours"], "duty_sorter")
    start = round(check_number("hours", hours, low=1, high=60, unit="hours a week"))
    cards = [(f"{duty}: {what}", duty) for duty, what in duties["what"].items()]
    employer = ipywidgets.Dropdown(options=roles.EMPLOYERS, description=_EMPLOYER, **_WIDE)
    card = ipywidgets.Dropdown(options=cards, description=_CARD, **_WIDE)
    guess = ipywidgets.Dropdown(options=(_NO_GUESS, *roles.ROLES), description=_GUESS, **_WIDE)
    put = ipywidgets.Button(description=_PUT, layout={"margin": "0 0 .5em 8.4em"})
    available = ipywidgets.IntSlider(
        start, min=1, max=60, description=_HOURS, continuous_update=False, **_WIDE
    )
    said, piles = ipywidgets.HTML(_told(_ASK)), ipywidgets.HTML()
    guesses: dict[str, str] = {}

    def draw(_: object = None) -> None:
        piles.value = _piles(duties, employer.value, available.value)

    def start_anew(_: object) -> None:
        guesses.clear()
        said.value = _told(_ASK)
        draw()

    def next_card(_: object) -> None:
        guess.value = _NO_GUESS

    def answer(_: object) -> None:
        if guess.value == _NO_GUESS:
            said.value = _told(_ASK)
            return
        guesses[card.value] = guess.value
        said.value = _told(_verdict(guesses, card.value, duties, employer.value))

    employer.observe(start_anew, names="value")
    card.observe(next_card, names="value")
    available.observe(draw, names="value")
    put.on_click(answer)
    draw()
    return ipywidgets.VBox([employer, card, guess, put, said, available, piles])


def _told(words: str) -> str:
    return f'<p role="status">{escape(words)}</p>'


def _verdict(guesses: dict[str, str], card: str, duties: pd.DataFrame, employer: str) -> str:
    found = roles.compare(guesses, duties, employer=employer)
    row = duties.loc[card]
    facts = (_SAYS.format(says=row["says"]) if row["says"] else "") + (
        _DENIES.format(denies=row["denies"]) if row["denies"] else ""
    )
    words = (_AGREES if found.loc[card, "agrees"] else _DIFFERS).format(
        card=card,
        does=found.loc[card, "does"],
        employer=employer,
        answers=_ANSWERS.format(role=row[f"answers {employer}"]),
        facts=facts.strip(),
    )
    return words + _SCORE.format(right=int(found["agrees"].sum()), all=len(found))


def _piles(duties: pd.DataFrame, employer: str, available: float) -> str:
    does = roles.assign(duties, employer=employer)["does"]
    hours = roles.hours_by_role(duties, employer=employer)
    bars = ", ".join(f"{role} {value:.1f}" for role, value in hours.items())
    drawn = plots.hours_by_role(hours, available=available)
    picture = plots.picture(drawn, alt=_ALT.format(employer=employer, bars=bars))
    load = roles.workload(duties[does == roles.MANAGER], hours=available)
    rows = [
        (escape(role), escape(", ".join(does.index[does == role])), f"{value:.1f}")
        for role, value in hours.items()
    ]
    caption = _PILES.format(employer=employer)
    return _told(_LOAD.format(**load)) + picture + table(rows, caption=caption, head=_PILE_HEAD)
