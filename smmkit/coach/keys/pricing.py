"""Questions of exercise 13: what to charge, what to ask."""

from __future__ import annotations

import math

import pandas as pd

from smmkit import pricing
from smmkit.coach.answers import Call, Function, Number, Record, Rows
from smmkit.coach.questions import QuestionSet

QUESTIONS = QuestionSet("13", "pricing")


def _pay_table(adverts: pd.DataFrame, average: float, *, edge=None, months=12) -> pd.DataFrame:
    """Return advert, midpoint and ratio; `edge` reads one column instead of the middle."""
    per_month = adverts["per"].map({"month": 1, "year": months})
    middle = adverts[edge] if edge else (adverts["low"] + adverts["high"]) / 2
    midpoint = middle / per_month
    return pd.DataFrame(
        {"advert": adverts["advert"], "midpoint": midpoint, "ratio": midpoint / average}
    )


def _own_currency(books) -> pd.DataFrame:
    return books.adverts[books.adverts["currency"] == books.currency]


@QUESTIONS.question(
    "salary_table",
    title="Salaries made comparable",
    points=3,
    answer=Rows(["advert"], {"midpoint": Number("money per month"), "ratio": Number("times")}),
    hints=(
        "Two things differ besides the amounts: the period and the currency.",
        "Keep the rows whose currency is yours. Divide low and high by 12 where per is “year”; "
        "midpoint is (low + high) / 2; ratio is midpoint / average_salary.",
    ),
    checked="which adverts are in the table, each midpoint and each ratio",
    not_checked="the order of rows, and whether the adverts themselves are honest",
)
def salary_table(brand):
    books = brand.books()
    return _pay_table(_own_currency(books), books.average_salary)


@salary_table.wrong(
    "yearly taken for monthly",
    "You compared pay per year with pay per month. An employer who hears such a number thinks "
    "you cannot read an offer. Bring all of it to one period first.",
)
def _(brand):
    books = brand.books()
    return _pay_table(_own_currency(books), books.average_salary, months=1)


@salary_table.wrong(
    "currencies mixed",
    "You kept the advert in another currency, as if one unit of it were worth one of yours. "
    "Nobody gave you a rate with a date, so this advert can't be compared: leave it out.",
)
def _(brand):
    books = brand.books()
    return _pay_table(books.adverts, books.average_salary)


@salary_table.wrong(
    "top of the range",
    "You took the upper end of each range. It is what somebody may be paid one day; the middle is "
    "the fairer single number for a range.",
)
def _(brand):
    books = brand.books()
    return _pay_table(_own_currency(books), books.average_salary, edge="high")


def _rate(books, **changes) -> float:
    figures = {
        "net_target": books.net_target,
        "overhead": books.overhead,
        "tax": books.tax,
        "holiday_weeks": books.holiday_weeks,
        "sick_weeks": books.sick_weeks,
        "hours_per_week": books.hours_per_week,
        "utilisation": books.utilisation,
        "profit": books.profit,
        "profit_as": "margin",
    }
    return pricing.hourly_rate(**(figures | changes))


@QUESTIONS.question(
    "hourly_rate",
    title="Your hourly rate",
    points=2,
    answer=Number("money per hour"),
    hints=(
        "Work backwards: what must a year bring in, and how many hours of it can you sell?",
        "(net_target / (1 - tax) + overhead) / billable hours / (1 - profit), where billable hours "
        "are (52 - holiday_weeks - sick_weeks) * hours_per_week * utilisation.",
    ),
    checked="the rate, to four digits",
    not_checked="whether the market pays it",
)
def hourly_rate(brand):
    return _rate(brand.books())


@hourly_rate.wrong(
    "markup for margin",
    "You put the profit on top of the cost (a markup). Here it is a margin, a share of the price: "
    "divide by 1 - profit. With a markup the price leaves a smaller share than you promised "
    "yourself.",
)
def _(brand):
    return _rate(brand.books(), profit_as="markup")


@hourly_rate.wrong(
    "utilisation of 100 %",
    "You sold every hour at the desk. Offers, invoices and learning take some, and nobody pays for "
    "those: multiply the hours by utilisation.",
)
def _(brand):
    books = brand.books()
    return _rate(books) * books.utilisation


@hourly_rate.wrong(
    "tax multiplied",
    "You added tax as a share of what you keep. Tax is a share of what you earn before tax, "
    "so divide by 1 - tax; else you end the year short.",
)
def _(brand):
    books = brand.books()
    return _rate(books, net_target=books.net_target * (1 + books.tax), tax=0)


@hourly_rate.wrong(
    "no weeks off",
    "You sold 52 weeks. Take the holiday and sick weeks off first, or your holidays "
    "come out of your pay.",
)
def _(brand):
    return _rate(brand.books(), holiday_weeks=0, sick_weeks=0)


def _base(books) -> float:
    return books.retainer_hours * books.quoted_rate + books.client_overhead


@QUESTIONS.question(
    "retainer",
    title="A monthly retainer",
    points=2,
    answer=Number("money per month"),
    hints=(
        "Buffer and profit are shares of the fee, not of the cost.",
        "(retainer_hours * quoted_rate + client_overhead) / (1 - buffer - profit).",
    ),
    checked="the fee, to four digits",
    not_checked="whether the hours are enough for the work",
)
def retainer(brand):
    books = brand.books()
    return _base(books) / (1 - books.buffer - books.profit)


@retainer.wrong(
    "markup for margin",
    "You added buffer and profit on top of the cost. As shares of the fee they come out smaller "
    "than that: divide the cost by what is left of the fee after them.",
)
def _(brand):
    books = brand.books()
    return _base(books) * (1 + books.buffer + books.profit)


@retainer.wrong(
    "one margin after the other",
    "You divided twice, once for buffer and once for profit. Both are shares of one and the same "
    "fee: take their sum off 1 and divide once.",
)
def _(brand):
    books = brand.books()
    return _base(books) / (1 - books.buffer) / (1 - books.profit)


@retainer.wrong(
    "overhead left out",
    "You charged the hours and forgot what this client costs you beside them. "
    "Add client_overhead before you divide.",
)
def _(brand):
    books = brand.books()
    return (_base(books) - books.client_overhead) / (1 - books.buffer - books.profit)


@QUESTIONS.question(
    "indifferent_sales",
    title="Flat fee, or fixed plus a share",
    points=2,
    answer=Number("money per month"),
    hints=(
        "At which sales do both offers pay you the same?",
        "Set flat_fee equal to fixed_fee + share * sales and solve for sales.",
    ),
    checked="the sales at which both offers pay the same",
    not_checked="which offer you would take",
)
def indifferent_sales(brand):
    books = brand.books()
    return pricing.indifferent_sales(books.flat_fee, fixed=books.fixed_fee, share=books.share)


@indifferent_sales.wrong(
    "fixed part forgotten",
    "You asked the share to earn the whole flat fee. The fixed part is paid in any case; "
    "the share has to earn only what is missing to the flat fee.",
)
def _(brand):
    books = brand.books()
    return books.flat_fee / books.share


@indifferent_sales.wrong(
    "fixed part instead of the gap",
    "You divided the fixed part by the share. The fixed part is safe already: what the share must "
    "earn is the gap between the flat fee and the fixed part.",
)
def _(brand):
    books = brand.books()
    return books.fixed_fee / books.share


@indifferent_sales.wrong(
    "multiplied by the share",
    "You took the share of the gap. It is the other way round: the gap is the share of the sales, "
    "so divide by it.",
)
def _(brand):
    books = brand.books()
    return (books.flat_fee - books.fixed_fee) * books.share


def _calls(brand) -> list[Call]:
    books = brand.books()
    return [
        Call("your brand", (books.flat_fee, books.order_value, books.margin)),
        Call("a fee that five orders only just equal", (500, 100, 1.0)),
        Call("a fee that twelve margins only just equal", (600, 100, 0.5)),
        Call("a shop with a small margin", (480, 35, 0.3)),
        Call("one order worth more than the fee", (500, 12_000, 0.05)),
        Call("work done for nothing", (0, 80, 0.5)),
    ]


@QUESTIONS.question(
    "clients_to_justify",
    title="Clients that justify the fee",
    points=3,
    answer=Function(Number("clients"), _calls),
    hints=(
        "What does the business keep of one order, and how many of those are more than the fee, "
        "not just as much?",
        "math.floor(fee / (order_value * margin)) + 1: the next whole number above the quotient, "
        "even where the quotient is whole.",
    ),
    checked="your function on your brand and on five other cases, with equality and a fee of 0",
    not_checked="whether these clients came because of your work",
)
def clients_to_justify(brand):
    return lambda fee, order_value, margin: pricing.clients_to_justify(
        fee, order_value, margin=margin
    )


@clients_to_justify.wrong(
    "as much as for more than",
    "Your function is content when the clients bring as much as the fee. Then the business has "
    "worked for nothing: it must be more, also where the division comes out whole.",
)
def _(brand):
    return lambda fee, order_value, margin: math.ceil(fee / (order_value * margin))


@clients_to_justify.wrong(
    "rounded down",
    "Your function rounds down: the clients it counts bring less than the fee, or just as much. "
    "Take the next whole number.",
)
def _(brand):
    return lambda fee, order_value, margin: math.floor(fee / (order_value * margin))


@clients_to_justify.wrong(
    "sales for margin",
    "Your function counts the whole order. Goods and work eat most of it; "
    "the owner pays you out of the margin. Multiply the order by margin.",
)
def _(brand):
    return lambda fee, order_value, margin: math.floor(fee / order_value) + 1


@QUESTIONS.question(
    "clients_for_target",
    title="Small clients for a living",
    points=2,
    answer=Number("clients"),
    hints=(
        "What does one client leave you after its costs? And can you serve part of a client?",
        "target / (client_fee * (1 - client_costs)), rounded up to a whole client.",
    ),
    checked="the number of clients",
    not_checked="whether you have the hours to serve them",
)
def clients_for_target(brand):
    books = brand.books()
    kept = books.client_fee * (1 - books.client_costs)
    return pricing.clients_to_break_even(books.target, kept)


@clients_for_target.wrong(
    "rounded down",
    "You rounded down: with that many clients you stay below your target. "
    "There is no part of a client, so round up.",
)
def _(brand):
    return clients_for_target.key(brand) - 1


@clients_for_target.wrong(
    "fee before costs",
    "You counted the whole fee as yours. Tax, tools and helpers take their share of it first: "
    "divide by what a client leaves.",
)
def _(brand):
    books = brand.books()
    return math.ceil(books.target / books.client_fee)


@clients_for_target.wrong(
    "yearly target by a monthly fee",
    "You divided a year's target by a month's fee. Both must be per month, or both per year.",
)
def _(brand):
    books = brand.books()
    return math.ceil(12 * books.target / (books.client_fee * (1 - books.client_costs)))


def _agency(books, *, scarcest=True, utilised=True, divide_by="fees") -> dict:
    staff = books.staff
    hours = staff["people"] * staff["paid_hours"] * (staff["utilisation"] if utilised else 1)
    if scarcest:
        clients = pricing.client_capacity(staff.assign(hours=hours))
    else:
        clients = math.floor(hours.sum() / staff["need"].sum())
    fees = clients * books.agency_fee
    cost = (staff["people"] * staff["cost"]).sum() + books.agency_tools
    return {
        "clients": clients,
        "gross_margin": float((fees - cost) / (fees if divide_by == "fees" else cost)),
    }


@QUESTIONS.question(
    "agency",
    title="An agency's room and margin",
    points=2,
    answer=Record({"clients": Number("clients"), "gross_margin": Number("fraction")}),
    hints=(
        "A client needs every role. Which role is full first?",
        "Billable hours of a role: people * paid_hours * utilisation. Divide by need, take the "
        "smallest, round down. Margin: (fees - all cost) / fees, where all cost is the sum "
        "of people * cost, plus agency_tools.",
    ),
    checked="the number of clients, and the gross margin with that many",
    not_checked="whether that many clients can be found",
)
def agency(brand):
    return _agency(brand.books())


@agency.wrong(
    "hours pooled over the roles",
    "You put all hours into one pot. A writer's free hour draws no picture: the scarcest role "
    "decides how many clients the team can serve.",
)
def _(brand):
    return _agency(brand.books(), scarcest=False)


@agency.wrong(
    "utilisation of 100 %",
    "You sold every paid hour. Meetings, leave and the agency's own work take some: "
    "multiply by utilisation before you divide by need.",
)
def _(brand):
    return _agency(brand.books(), utilised=False)


@agency.wrong(
    "markup for margin",
    "Your number of clients is right, but you divided what is left by the cost. That is a markup; "
    "a margin is a share of the fees.",
)
def _(brand):
    return _agency(brand.books(), divide_by="cost")
