"""What to charge, and where a salary stands, under sliders."""

from __future__ import annotations

from html import escape

import ipywidgets
import pandas as pd

from smmkit import plots, pricing
from smmkit.apps.html import table
from smmkit.brand import Books
from smmkit.money import Money

__all__ = ["pricing_calculator"]

_TABS = ("Your price", "A salary")
_SHEET = "What it comes to"
_SHEET_ROWS = {
    "price_per_hour": ("an hour", "{:,.2f} {currency}"),
    "price_per_day": ("a day of 8 billable hours", "{:,.2f} {currency}"),
    "retainer_per_month": (
        "a retainer of {retainer_hours:g} hours a month, with {client_overhead:,.0f} {currency} of "
        "overhead and a buffer of {buffer:.0%}",
        "{:,.2f} {currency}",
    ),
    "revenue_per_month": ("to be billed each month", "{:,.0f} {currency}"),
    "clients": ("clients needed at that fee", "{:.0f}"),
    "hours_per_client_per_month": ("billable hours a month for each", "{:.1f}"),
}
_PARTS_ALT = "Bars. Of each billable hour, at {hour:,.2f} {currency}: {parts}."
_CLAIMS = (
    "{offer} beside the claims in {currency}, read as pay per month: none of them says its period"
)
_CLAIMS_HEAD = ("claim", "range", "your offer stands", "times the average claimed")
_CLAIMS_ALT = "Pay ranges claimed in {currency}. Your offer stands: {stands}."
_NO_OFFER = "Type what is offered, more than 0, to see where it stands."
_NO_CLAIMS = (
    "Nothing is claimed in {currency}, so there is nothing to compare {offer} with. "
    "Nothing is converted here: that takes an exchange rate and its date."
)


def pricing_calculator(books: Books) -> ipywidgets.Tab:
    """
    Work out a price, and place a salary, under sliders.

    Parameters
    ----------
    books : Books
        Where the sliders begin: `Brand.books`.

    Returns
    -------
    ipywidgets.Tab
        "Your price" and "A salary".

    Examples
    --------
    >>> from smmkit import Brand
    >>> pricing_calculator(Brand.of("ada").books()).titles
    ('Your price', 'A salary')
    """
    return ipywidgets.Tab([_price(books), _salary(books)], titles=_TABS)


def _control(kind: type, description: str, **options) -> ipywidgets.Widget:
    return kind(
        description=description,
        style={"description_width": "16em"},
        layout={"width": "38em", "max_width": "100%"},
        **options,
    )


def _slider(description: str, value: float, low: float, high: float, step: float, shown: str):
    return _control(
        ipywidgets.FloatSlider,
        description,
        value=value,
        min=low,
        max=high,
        step=step,
        readout_format=shown,
        continuous_update=False,  # drawn when a move ends, not at each pixel of it
    )


def _percent(description: str, fraction: float, low: int, high: int):
    """Return a slider in whole per cent, so that 40 typed is 40 %."""
    return _slider(description, round(100 * fraction), low, high, 1, ".0f")


def _under(controls: dict[str, ipywidgets.Widget], render) -> ipywidgets.VBox:
    """Stack controls over an HTML that is written anew when one of them moves."""
    result = ipywidgets.HTML()

    def update(_: object = None) -> None:
        result.value = render(**{name: control.value for name, control in controls.items()})

    for control in controls.values():
        control.observe(update, names="value")
    update()
    return ipywidgets.VBox([*controls.values(), result])


def _price(books: Books) -> ipywidgets.VBox:
    money = books.currency
    net, fee = books.net_target, books.client_fee
    controls = {
        "net_target": _slider(f"keep per year, {money}", net, 0, 3 * net, net / 40, ",.0f"),
        "utilisation": _percent("utilisation, %", books.utilisation, 20, 95),
        "holiday_weeks": _slider("holiday weeks", books.holiday_weeks, 0, 20, 1, ".0f"),
        "tax": _percent("tax, %", books.tax, 0, 60),
        "profit": _percent("profit, %", books.profit, 0, 50),
        "profit_as": _control(
            ipywidgets.Dropdown,
            "profit is a share of",
            options=[("the price (margin)", "margin"), ("the cost (markup)", "markup")],
        ),
        "client_fee": _slider(
            f"a client pays per month, {money}", fee, fee / 4, 5 * fee, fee / 20, ",.0f"
        ),
    }

    def render(*, client_fee: float, **moved) -> str:
        figures = moved | {
            **{name: moved[name] / 100 for name in ("utilisation", "tax", "profit")},
            "overhead": books.overhead,
            "sick_weeks": books.sick_weeks,
            "hours_per_week": books.hours_per_week,
        }
        retainer = {
            "retainer_hours": books.retainer_hours,
            "client_overhead": books.client_overhead,
            "buffer": books.buffer,
        }
        sheet = pricing.price_sheet(client_fee=client_fee, **retainer, **figures)
        parts = pricing.rate_parts(**figures)
        said = {"currency": money} | retainer
        rows = [
            (name.format(**said), value.format(sheet[key], **said))
            for key, (name, value) in _SHEET_ROWS.items()
        ]
        alt = _PARTS_ALT.format(
            hour=sheet["price_per_hour"],
            currency=money,
            parts=", ".join(f"{name} {part:,.2f}" for name, part in parts.items()),
        )
        return table(rows, caption=_SHEET) + plots.picture(
            plots.price_parts(parts, currency=money), alt=alt
        )

    return _under(controls, render)


def _salary(books: Books) -> ipywidgets.VBox:
    currencies = [books.currency, *pricing.salary_claims()["currency"], "EUR"]
    controls = {
        "amount": _control(
            ipywidgets.BoundedFloatText,
            "pay offered, before tax",
            value=books.salary_offer,
            min=0,
            max=1e9,
        ),
        "currency": _control(
            ipywidgets.Dropdown, "currency", options=list(dict.fromkeys(currencies))
        ),
        "per": _control(ipywidgets.Dropdown, "per", options=["month", "year"]),
    }

    def render(*, amount: float, currency: str, per: str) -> str:
        if not amount > 0:  # nothing typed may be NaN
            return f"<p>{_NO_OFFER}</p>"
        offer = Money(amount, currency, per=per)
        claims = pricing.place_salary(offer)
        said = {"offer": escape(f"{offer:,.0f}"), "currency": currency}
        if claims.empty:
            return f"<p>{_NO_CLAIMS.format(**said)}</p>"
        rows = [
            (
                escape(f"{one.where}: {one.who}"),
                _range(one),
                one.stands,
                "" if pd.isna(one.to_average) else f"{one.to_average:.3f}",
            )
            for one in claims.itertuples()
        ]
        stands = ", ".join(f"{one.stands} {one.where} ({one.who})" for one in claims.itertuples())
        drawing = plots.salary_ranges(claims, offer=offer.in_period("month").amount)
        return table(rows, caption=_CLAIMS.format(**said), head=_CLAIMS_HEAD) + plots.picture(
            drawing, alt=_CLAIMS_ALT.format(currency=currency, stands=stands)
        )

    return _under(controls, render)


def _range(claim) -> str:
    ends = [("from", claim.low), ("on average", claim.average), ("to", claim.high)]
    between = " " if pd.isna(claim.average) else ", "
    return between.join(f"{word} {end:,.0f}" for word, end in ends if pd.notna(end))
