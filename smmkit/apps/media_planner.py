"""A month's money under sliders: what each placement brings, and where the next coin belongs."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import ipywidgets
import pandas as pd

from smmkit import ads, plots
from smmkit.apps.html import table

__all__ = ["media_planner"]

_WIDE = {"style": {"description_width": "9em"}, "layout": {"width": "min(34em, 100%)"}}
_SHOW = "show the best split"
_CAPTION = "Your split"
_CAPTION_BEST = "The best split"
_HEAD = ("placement", "money", "orders", "a unit brought", "the next one brings", "gain")
_TOTAL = "all"
_FULL = 0.005
_SAYS = (
    "You spend {spent:,.0f} of {budget:,.0f}{currency} and are left with {gain:,.0f} more than "
    "without ads. {next}"
)
_NEXT = "The next coin brings most in {name}: {marginal:.2f} for one."
_MOVE = "Moved from {low} to {name}, a coin brings {marginal:.2f} instead of {least:.2f}."
_LEVEL = "A coin moved a little way brings no more elsewhere."
_STOP = "No further coin would come back: every next one brings less than itself."
_OVER = "You spend {spent:,.0f}, and the budget is {budget:,.0f}: take {over:,.0f} away."
_REGRET = " Against the best split you give away {regret:.0f} %."
_ALT = "Marginal return over money spent, a line and a dot for each placement. {says}"


def media_planner(
    curves: Mapping[str, ads.Curve],
    *,
    budget: float,
    worth: float,
    spend: Mapping[str, float] | None = None,
    currency: str = "",
) -> ipywidgets.Widget:
    """
    Let the reader split a budget, and see what the next coin would bring.

    Parameters
    ----------
    curves : mapping of str to callable
        By placement, what money brings there.
    budget : float
        Money there is.
    worth : float
        Money that one unit of response leaves: margin times order value.
    spend : mapping of str to float, optional
        Where the sliders begin; at an equal split if not given.
    currency : str
        Its code, for the sentence.

    Returns
    -------
    ipywidgets.VBox
        A slider a placement, a tick that shows the best split, and below them a sentence, a
        picture and tables.

    Raises
    ------
    ArgumentError
        As in `ads.returns` and `ads.allocate`.

    Examples
    --------
    >>> planner = media_planner({"search": ads.Hill(40, 200)}, budget=500, worth=25)
    >>> planner.children[0].description
    'search'
    """
    best = ads.allocate(curves, budget=budget, worth=worth)
    start = dict.fromkeys(curves, budget / len(curves)) if spend is None else spend
    begin = ads.returns(curves, start, worth=worth)["spend"]
    sliders = {
        name: ipywidgets.FloatSlider(
            min(begin[name], budget),
            min=0,
            max=budget,
            step=budget / 100,
            description=name,
            readout_format=",.0f",
            continuous_update=False,
            **_WIDE,
        )
        for name in curves
    }
    reveal = ipywidgets.Checkbox(False, description=_SHOW, indent=False)
    shown = ipywidgets.HTML()

    def redraw(_: object = None) -> None:
        split = {name: slider.value for name, slider in sliders.items()}
        mine = ads.returns(curves, split, worth=worth)
        says = _sentence(mine, budget, currency)
        if reveal.value and mine["spend"].sum() <= budget:
            regret = ads.regret(split, curves, budget=budget, worth=worth)
            says += _REGRET.format(regret=100 * regret)
        drawing = plots.marginal_returns(curves, mine, worth=worth)
        tables = _table(mine, _CAPTION) + (_table(best, _CAPTION_BEST) if reveal.value else "")
        shown.value = (
            f'<p role="status">{escape(says)}</p>'
            + plots.picture(drawing, alt=_ALT.format(says=says))
            + tables
        )

    for control in (*sliders.values(), reveal):
        control.observe(redraw, names="value")
    redraw()
    return ipywidgets.VBox([*sliders.values(), reveal, shown])


def _sentence(plan: pd.DataFrame, budget: float, currency: str) -> str:
    spent = float(plan["spend"].sum())
    if spent > budget * (1 + 1e-9):
        return _OVER.format(spent=spent, budget=budget, over=spent - budget)
    slopes, name = plan["marginal"], plan["marginal"].idxmax()
    said = {"name": name, "marginal": slopes[name]}
    if slopes[name] <= 1:
        step = _STOP
    elif spent < (1 - _FULL) * budget:
        step = _NEXT.format(**said)
    else:
        low = slopes[plan["spend"] > 0].idxmin()
        level = slopes[name] < (1 + _FULL) * slopes[low]
        step = _LEVEL if level else _MOVE.format(low=low, least=slopes[low], **said)
    return _SAYS.format(
        spent=spent,
        budget=budget,
        currency=f" {currency}" if currency else "",
        gain=plan["gain"].sum(),
        next=step,
    )


def _table(plan: pd.DataFrame, caption: str) -> str:
    rows = [
        (
            escape(str(row.Index)),
            f"{row.spend:,.0f}",
            f"{row.response:,.1f}",
            "–" if pd.isna(row.average) else f"{row.average:.2f}",
            f"{row.marginal:.2f}",
            f"{row.gain:,.0f}",
        )
        for row in plan.itertuples()
    ]
    whole = plan[["spend", "response", "gain"]].sum()
    rows.append(
        (
            *(_TOTAL, f"{whole['spend']:,.0f}", f"{whole['response']:,.1f}"),
            *("", "", f"{whole['gain']:,.0f}"),
        )
    )
    return table(rows, caption=caption, head=_HEAD, foot=True)
