"""Which platforms to be on, under ticks and an hours budget."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from html import escape

import ipywidgets
import pandas as pd

from smmkit import audience, plots
from smmkit.apps.html import table
from smmkit.errors import check_choice, check_number

__all__ = ["platform_chooser"]

_COUNTS = ("people", "worth")
_WIDE = {"style": {"description_width": "7em"}, "layout": {"width": "min(28em, 100%)"}}
_TICK = "{name}: {hours:g} hours a week"
_HEAD = ("choice", "hours", "added up, in per cent", "counted once, in per cent", "regret")
_CAPTION = "Your choice, and the five best that fit the budget"
_CAPTION_HIDDEN = "Your choice"
_MINE = "yours: {names}"
_NOTHING = "nothing yet"
_OVER = "over the budget"
_OVER_SAYS = "Your choice takes {hours:g} hours and the budget is {budget:g}: leave something out."
_EMPTY_SAYS = "Tick a platform to begin."
_SAYS = (
    "Your choice takes {hours:g} of {budget:g} hours and reaches {reached:.1f} % ({count}, counted "
    "once). It gives away {regret:.1f} % of what the best choice reaches."
)
_BEST_SAYS = "No choice within {budget:g} hours reaches more: {reached:.1f} % ({count})."
_ALT = "A dot for every choice of platforms: hours a week across, share within reach up. {says}"
_SHOWN = 5


def platform_chooser(
    people: pd.DataFrame,
    hours: Mapping[str, float],
    *,
    budget: float,
    worth: str | None = None,
    chosen: Collection[str] = (),
) -> ipywidgets.Widget:
    """
    Let the reader tick platforms and see what the choice reaches, and gives away.

    Parameters
    ----------
    people : pandas.DataFrame
        One row a person; a column for each platform, true where the person uses it.
    hours : mapping of str to float
        Platforms to choose from and the hours a week each takes.
    budget : float
        Hours a week where the slider begins.
    worth : str, optional
        Column with what a person is worth; without it only people are counted.
    chosen : collection of str
        Platforms ticked at the start.

    Returns
    -------
    ipywidgets.VBox
        A tick a platform, a slider, what to count, a tick that shows the best, and below them
        a picture, a sentence and a table.

    Raises
    ------
    ArgumentError, TableError
        As in `audience.subsets`.

    Examples
    --------
    >>> asked = pd.DataFrame({"x": [True, False], "vk": [True, True]})
    >>> chooser = platform_chooser(asked, {"x": 2, "vk": 3}, budget=4)
    >>> chooser.children[0].description
    'x: 2 hours a week'
    """
    budget = check_number("budget", budget, above=0, unit="hours")
    for name in chosen:
        check_choice("a platform in chosen", name, list(hours))
    counts = _COUNTS if worth is not None else _COUNTS[:1]
    audience.subsets(people, hours, worth=worth)  # an argument that is wrong is named at once
    ticks = {
        name: ipywidgets.Checkbox(
            name in chosen, description=_TICK.format(name=name, hours=needed), indent=False
        )
        for name, needed in hours.items()
    }
    most = max(sum(hours.values()), budget)
    slider = ipywidgets.FloatSlider(
        budget, min=0.5, max=most, step=0.5, description="budget, hours",
        readout_format=".1f", continuous_update=False, **_WIDE,
    )  # fmt: skip
    count = ipywidgets.Dropdown(options=counts, value=counts[-1], description="count", **_WIDE)
    reveal = ipywidgets.Checkbox(False, description="show the best", indent=False)
    shown = ipywidgets.HTML()

    def redraw(_: object = None) -> None:
        mine = [name for name, tick in ticks.items() if tick.value]
        column = worth if count.value == _COUNTS[1] else None
        every = audience.subsets(people, hours, worth=column)
        ranked = audience.rank(people, hours, budget=slider.value, worth=column)
        shown.value = _page(every, ranked, mine, slider.value, count.value, best=reveal.value)

    for control in (*ticks.values(), slider, count, reveal):
        control.observe(redraw, names="value")
    redraw()
    return ipywidgets.VBox([*ticks.values(), slider, count, reveal, shown])


def _page(
    every: pd.DataFrame,
    ranked: pd.DataFrame,
    chosen: list[str],
    budget: float,
    count: str,
    *,
    best: bool,
) -> str:
    (mine,) = every[every["platforms"].map(set) == set(chosen)].to_dict("records")
    fits = ranked[ranked["platforms"].map(set) == set(chosen)]["regret"]
    if not chosen:
        says = _EMPTY_SAYS
    elif fits.empty:
        says = _OVER_SAYS.format(hours=mine["hours"], budget=budget)
    else:
        says = _SAYS.format(
            hours=mine["hours"], budget=budget, reached=100 * mine["reached"], count=count,
            regret=100 * fits.iloc[0],
        )  # fmt: skip
    top = ranked.head(_SHOWN)
    if best:
        reached = 100 * top["reached"].iloc[0]
        says += " " + _BEST_SAYS.format(budget=budget, reached=reached, count=count)
    drawing = plots.choices(every, budget=budget, chosen=chosen, best=best)
    given_away = f"{100 * fits.iloc[0]:.1f} %" if len(fits) else _OVER
    rows = [_row(_MINE.format(names=_names(chosen)), mine, given_away)]
    if best:
        rows += [
            _row(_names(row["platforms"]), row, f"{100 * row['regret']:.1f} %")
            for row in top.to_dict("records")
        ]
    caption = _CAPTION if best else _CAPTION_HIDDEN
    return (
        plots.picture(drawing, alt=_ALT.format(says=says))
        + f'<p role="status">{escape(says)}</p>'
        + table(rows, caption=caption, head=_HEAD)
    )


def _names(platforms: Collection[str]) -> str:
    return ", ".join(platforms) or _NOTHING


def _row(words: str, choice: Mapping[str, float], given_away: str) -> tuple[str, ...]:
    return (
        escape(words),
        f"{choice['hours']:g}",
        f"{100 * choice['summed']:.1f}",
        f"{100 * choice['reached']:.1f}",
        given_away,
    )
