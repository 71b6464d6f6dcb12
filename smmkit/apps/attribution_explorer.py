"""One set of journeys under seven models: who gets the orders, and who caused them."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import ipywidgets
import pandas as pd

from smmkit import attribution, plots
from smmkit.apps.html import table

__all__ = ["attribution_explorer"]

_WIDE = {"style": {"description_width": "9em"}, "layout": {"width": "min(34em, 100%)"}}
_SHOW = "show what was caused"
_CAPTION = "Orders credited by {model}"
_HEAD = ("channel", "credit", "share, in per cent", "assisted to last")
_HEAD_TRUE = (*_HEAD, "caused")
_SAYS = "By {model}, {top} gets the most: {credit:.0f} of {orders:.0f} orders ({share:.0f} %)."
_TRUE = (
    " It caused {caused:.0f}. Of the credit that goes to channels, {misplaced:.0f} % stands with "
    "the wrong ones."
)
_ALT = "A bar for each channel, dots for the other models. {says}"
_NONE = "No journey ended in an order: there is nothing to share out."


def attribution_explorer(
    journeys: pd.DataFrame, *, truth: Mapping[str, float] | None = None
) -> ipywidgets.Widget:
    """
    Let the reader choose a model and see whom it credits.

    Parameters
    ----------
    journeys : pandas.DataFrame
        JOURNEYS of `smmkit.tables`.
    truth : mapping of str to float or pandas.Series, optional
        Orders that each channel caused, where a test or a made world tells them.

    Returns
    -------
    ipywidgets.VBox
        A list of models, a slider of the half-life, a tick that shows the truth if it is known,
        and below them a sentence, a picture and a table.

    Raises
    ------
    TableError
        If the journeys cannot be used.

    Examples
    --------
    >>> one = pd.DataFrame({"journey_id": ["1"] * 2, "step": [1, 2], "converted": [True] * 2,
    ...     "channel": ["paid x", "search"], "touched": pd.to_datetime(["2026-06-01"] * 2)})
    >>> attribution_explorer(one).children[0].description
    'model'
    """
    credits = attribution.compare(journeys)
    helped = attribution.assisted(journeys)["ratio"]
    model = ipywidgets.Dropdown(options=list(credits.columns), description="model", **_WIDE)
    half_life = ipywidgets.FloatSlider(
        7, min=0.5, max=28, step=0.5, description="half-life, days", readout_format=".1f",
        continuous_update=False, **_WIDE,
    )  # fmt: skip
    reveal = ipywidgets.Checkbox(False, description=_SHOW, indent=False)
    shown = ipywidgets.HTML()

    def redraw(change: dict | None = None) -> None:
        if change and change["owner"] is half_life:
            credits["time decay"] = attribution.time_decay(journeys, half_life_days=half_life.value)
        caused = truth if reveal.value else None
        shown.value = _page(credits, model.value, helped, caused)

    for control in (model, half_life, reveal):
        control.observe(redraw, names="value")
    redraw()
    controls = [model, half_life] + ([reveal] if truth is not None else [])
    return ipywidgets.VBox([*controls, shown])


def _page(
    credits: pd.DataFrame, model: str, helped: pd.Series, truth: Mapping[str, float] | None
) -> str:
    given = credits[model].sort_values(ascending=False, kind="stable")
    orders = float(given.sum())
    if not orders > 0:
        return f'<p role="status">{_NONE}</p>'
    top = given.index[0]
    says = _SAYS.format(
        model=model,
        top=top,
        credit=given.iloc[0],
        orders=orders,
        share=100 * given.iloc[0] / orders,
    )
    caused = None if truth is None else pd.Series(truth, dtype=float)
    if caused is not None:
        says += _TRUE.format(
            caused=caused.get(top, 0.0), misplaced=100 * attribution.misplaced(given, caused)
        )
    drawing = plots.credit_bars(credits, truth=caused, model=model)
    rows = []
    for name, credit in given.items():
        ratio = helped[name]
        cells = [escape(str(name)), f"{credit:,.1f}", f"{100 * credit / orders:.1f}"]
        cells.append("–" if pd.isna(ratio) else f"{ratio:.2f}")
        if caused is not None:
            cells.append(f"{caused[name]:,.0f}" if name in caused.index else "–")
        rows.append(tuple(cells))
    head = _HEAD if caused is None else _HEAD_TRUE
    return (
        f'<p role="status">{escape(says)}</p>'
        + plots.picture(drawing, alt=_ALT.format(says=says))
        + table(rows, caption=escape(_CAPTION.format(model=model)), head=head)
    )
