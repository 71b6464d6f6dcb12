"""A hundred A/B tests under your hands: look as often as you like and see the false alarms."""

from __future__ import annotations

from html import escape

import ipywidgets
import pandas as pd

from smmkit import experiments, plots
from smmkit.apps.html import table
from smmkit.errors import check_fraction, check_number

__all__ = ["ab_lab"]

_WIDE = {
    "style": {"description_width": "14em"},
    "layout": {"width": "min(42em, 100%)"},
}
_LOOKS = "looks at the test"
_RULE = "stop at"
_CHANGE = "true difference, in points"
_RULE_WORDS = {
    "p < 0.05, at any look": "every look",
    "Pocock's bound": "pocock",
    "O'Brien and Fleming's bound": "obrien-fleming",
    "p < 0.05, at the end only": "end only",
}
_OFTEN = (1, 2, 4, 7, 14, 28)
_MOST_POINTS = 2.0
_HEAD = ("stopped", "tests", "share")
_CAPTION = "{tests:,} tests, {people:,} people in each variant at the end"
_ROWS = {"at an earlier look": "early", "at the last look": "last", "never": "never"}
_NOTHING = "Nothing differs, and {share:.1f} % of the tests raised a false alarm."
_THEORY = " By calculation it is {share:.1f} %."
_THERE = (
    "There is a difference, and {share:.1f} % of the tests raised an alarm, on average after "
    "{people:,.0f} people in each variant."
)
_MISSED = "There is a difference, and no test raised an alarm."
_ALT = "{drawn} tests as lines over the looks, {over} of which crossed a bound. {told}"
_DRAWN = 40


def ab_lab(rate: float, *, people: int, tests: int = 1000, seed: int = 9) -> ipywidgets.Widget:
    """
    Let the reader peek at many simulated tests and count the alarms.

    Parameters
    ----------
    rate : float
        True share of variant A, a fraction.
    people : int
        People in each variant at the end of a test, at least 28.
    tests : int, default 1000
        How many tests to run.
    seed : int, default 9
        The same seed gives the same tests.

    Returns
    -------
    ipywidgets.VBox
        Three labelled controls, and below them a picture, a table and a sentence.

    Raises
    ------
    UnitError, ArgumentError
        If a number is out of its range.

    Examples
    --------
    >>> lab = ab_lab(0.04, people=9000, tests=200)
    >>> [control.description for control in lab.children[:3]]
    ['looks at the test', 'stop at', 'true difference, in points']
    """
    check_fraction("rate", rate, one_allowed=False)
    most = max(_OFTEN)  # each other number of looks divides it, so that all tests are one size
    check_number("people", people, low=most, unit="people in each variant")
    looks = ipywidgets.SelectionSlider(
        options=_OFTEN, value=1, description=_LOOKS, continuous_update=False, **_WIDE
    )
    rule = ipywidgets.Dropdown(options=_RULE_WORDS, description=_RULE, **_WIDE)
    change = ipywidgets.FloatSlider(
        0, min=0, max=min(_MOST_POINTS, 100 * (1 - rate)), step=0.1, readout_format=".1f",
        description=_CHANGE, continuous_update=False, **_WIDE,
    )  # fmt: skip
    shown = ipywidgets.HTML()

    def redraw(_: object = None) -> None:
        shown.value = _page(
            rate,
            people=people // most * (most // looks.value),
            looks=looks.value,
            rule=rule.value,
            change=change.value / 100,
            tests=tests,
            seed=seed,
        )

    for control in (looks, rule, change):
        control.observe(redraw, names="value")
    redraw()
    return ipywidgets.VBox([looks, rule, change, shown])


def _page(
    rate: float, *, people: int, looks: int, rule: str, change: float, tests: int, seed: int
) -> str:
    z = experiments.simulate_looks(
        rate, people=people, looks=looks, change=change, tests=tests, seed=seed
    )
    bounds = experiments.stopping_bounds(looks, rule=rule)
    found = experiments.stops(z, bounds, people=people)
    told = _finding(found, change)
    if not change:
        told += _THEORY.format(share=100 * experiments.false_alarm_rate(bounds))
    some = z.head(_DRAWN)
    crossed = experiments.first_alarm(some, bounds).notna()
    picture = plots.picture(
        plots.look_paths(some, bounds=bounds, crossed=crossed),
        alt=_ALT.format(drawn=len(some), over=int(crossed.sum()), told=told),
    )
    rows = [
        (escape(words), f"{found[name]:,.0f}", f"{100 * found[name] / tests:.1f} %")
        for words, name in _ROWS.items()
    ]
    caption = _CAPTION.format(tests=tests, people=people * looks)
    status = f'<p role="status">{escape(told)}</p>'
    return picture + table(rows, caption=caption, head=_HEAD) + status


def _finding(found: pd.Series, change: float) -> str:
    if not change:
        return _NOTHING.format(share=100 * found["share"])
    if not found["share"]:
        return _MISSED
    return _THERE.format(share=100 * found["share"], people=found["people"])
