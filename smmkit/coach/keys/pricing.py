"""Questions of exercise 13: what to charge, what to ask."""

from __future__ import annotations

import math

import pandas as pd

from smmkit import pricing
from smmkit.coach.answers import Call, Function, Number, Record, Rows
from smmkit.coach.questions import QuestionSet
from smmkit.money import Money

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
        "Keep the rows whose currency is yours, and turn pay per year into pay per month. The "
        "middle of a range is the mean of its ends; a ratio has the average below the line.",
    ),
    checked="which adverts are in the table, each midpoint and each ratio",
    not_checked="the order of rows, and whether the adverts themselves are honest",
)
def salary_table(brand):
    books = brand.books()
    table = _pay_table(_own_currency(books), books.average_salary)
    middle = [Money(amount, books.currency, per="month") for amount in table["midpoint"]]
    return table.assign(midpoint=middle)


@salary_table.wrong(
    "nothing made comparable",
    "Two things are missing. You compared pay per year with pay per month, and you kept the "
    "advert in another currency. Turn all of it into pay per month, and leave that advert out: "
    "nobody gave you a rate with a date.",
)
def _(brand):
    books = brand.books()
    return _pay_table(books.adverts, books.average_salary, months=1)


@salary_table.wrong(
    "ratio upside down",
    "Your midpoints are right, but each ratio tells how many times the midpoint the average is. "
    "Asked is the other way round: divide by the average.",
)
def _(brand):
    books = brand.books()
    table = _pay_table(_own_currency(books), books.average_salary)
    return table.assign(ratio=1 / table["ratio"])


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
        "Above the line: net_target before tax, plus overhead. Below it: the weeks you work, times "
        "hours_per_week, times utilisation. The price is what leaves its share profit over that.",
    ),
    checked="the rate, to four digits; of Money also currency and period",
    not_checked="whether the market pays it",
)
def hourly_rate(brand):
    books = brand.books()
    return Money(_rate(books), books.currency, per="hour")


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


@hourly_rate.wrong(
    "sick weeks forgotten",
    "You took the holidays off but not the sick weeks. Nobody pays for those either: take both "
    "off the 52.",
)
def _(brand):
    return _rate(brand.books(), sick_weeks=0)


@hourly_rate.wrong(
    "profit left out",
    "This rate pays you, your costs and your tax, and leaves the business nothing for bad "
    "months. The profit is still to come: a share of the price.",
)
def _(brand):
    return _rate(brand.books(), profit=0)


@hourly_rate.wrong(
    "overhead taxed",
    "You divided net_target and overhead by 1 - tax. Overhead comes off before tax, as your "
    "books say, so no tax is due on it: only net_target is divided. You would ask too much.",
)
def _(brand):
    return _rate(brand.books(), overhead_deductible=False)


@hourly_rate.wrong(
    "yearly target times twelve",
    "You took net_target for a month's money and multiplied it by 12. Your books say per year, "
    "and the hours are a year's too.",
)
def _(brand):
    books = brand.books()
    return _rate(books, net_target=12 * books.net_target)


@hourly_rate.wrong(
    "a month's target",
    "You took target, which is per month and belongs to the small clients, and divided it by a "
    "year's hours. For a year there is net_target.",
)
def _(brand):
    books = brand.books()
    return _rate(books, net_target=books.target)


@hourly_rate.wrong(
    "the quick way",
    "You divided what you want to keep by all the hours of 52 weeks. That forgets tax, overhead, "
    "weeks off, unpaid hours and profit: work at this rate and you keep far less than you want.",
)
def _(brand):
    books = brand.books()
    return books.net_target / (52 * books.hours_per_week)


def _base(books, *, rate: float | None = None) -> float:
    return books.retainer_hours * (rate or books.quoted_rate) + books.client_overhead


@QUESTIONS.question(
    "retainer",
    title="A monthly retainer",
    points=2,
    answer=Number("money per month"),
    hints=(
        "Buffer and profit are shares of the fee, not of the cost.",
        "Begin with retainer_hours at quoted_rate, plus client_overhead. Which share of the fee is "
        "that, once buffer and profit have taken theirs?",
    ),
    checked="the fee, to four digits; of Money also currency and period",
    not_checked="whether the hours are enough for the work",
)
def retainer(brand):
    books = brand.books()
    fee = _base(books) / (1 - books.buffer - books.profit)
    return Money(fee, books.currency, per="month")


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


@retainer.wrong(
    "your own rate, profit in it",
    "You took your own rate of question 2, and it has the profit in it already: you charge that "
    "twice. Here the colleague's quoted_rate is asked for, which is a cost.",
)
def _(brand):
    books = brand.books()
    return _base(books, rate=_rate(books)) / (1 - books.buffer - books.profit)


@retainer.wrong(
    "your own rate",
    "You took your own rate, before profit. For your own offer that is sound; here the sum is "
    "asked for with the colleague's quoted_rate.",
)
def _(brand):
    books = brand.books()
    return _base(books, rate=_rate(books, profit=0)) / (1 - books.buffer - books.profit)


@QUESTIONS.question(
    "indifferent_sales",
    title="Flat fee, or fixed plus a share",
    points=2,
    answer=Number("money per month"),
    hints=(
        "At which sales do both offers pay you the same?",
        "The fixed part is paid anyway. How much is it short of flat_fee, and which sales bring "
        "just that much at your share?",
    ),
    checked="the sales at which both pay the same; of Money also currency and period",
    not_checked="which offer you would take",
)
def indifferent_sales(brand):
    books = brand.books()
    sales = pricing.indifferent_sales(books.flat_fee, fixed=books.fixed_fee, share=books.share)
    return Money(sales, books.currency, per="month")


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
        "Divide the fee by what one order leaves. Where the quotient is 4.5 the answer is 5; where "
        "it is 4 exactly, the answer is 5 as well. Which step does both?",
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
        "Take the share client_costs off client_fee, see how often the rest goes into target, and "
        "round as people come: in wholes.",
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
    "This number comes out when the last step rounds down. With that many clients you stay below "
    "your target: there is no part of a client, so round up. If you did, look again at what one "
    "client leaves.",
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


def _clients(staff: pd.DataFrame, *, people=True, utilised=True) -> pd.Series:
    """Return how many clients each role has hours for, parts of a client included."""
    hours = staff["paid_hours"]
    if people:
        hours = hours * staff["people"]
    if utilised:
        hours = hours * staff["utilisation"]
    return hours / staff["need"]


def _with(books, clients: float, *, paid=None, tools=True, divide_by="fees") -> dict:
    """Return the answer for so many clients; `paid` is how many people of each role are paid."""
    staff = books.staff
    fees = clients * books.agency_fee
    pay = (staff["cost"] * (staff["people"] if paid is None else paid)).sum()
    cost = pay + (books.agency_tools if tools else 0)
    margin = (fees - cost) / (fees if divide_by == "fees" else cost)
    return {"clients": clients, "gross_margin": float(margin)}


def _room(books) -> int:
    staff = books.staff
    hours = staff["people"] * staff["paid_hours"] * staff["utilisation"]
    return pricing.client_capacity(staff.assign(hours=hours))


@QUESTIONS.question(
    "agency",
    title="An agency's room and margin",
    points=2,
    answer=Record({"clients": Number("clients"), "gross_margin": Number("fraction")}),
    hints=(
        "A client needs every role. Which role is full first?",
        "For each role, count the hours that all its people can bill, and how many clients they "
        "would do for. Then pay everybody and the tools out of those clients' fees: which share is "
        "left?",
    ),
    checked="the number of clients, and the gross margin with that many",
    not_checked="whether that many clients can be found",
)
def agency(brand):
    books = brand.books()
    return _with(books, _room(books))


@agency.wrong(
    "hours pooled over the roles",
    "You put all hours into one pot. A writer's free hour draws no picture: the scarcest role "
    "decides how many clients the team can serve.",
)
def _(brand):
    books = brand.books()
    staff = books.staff
    hours = staff["people"] * staff["paid_hours"] * staff["utilisation"]
    return _with(books, math.floor(hours.sum() / staff["need"].sum()))


@agency.wrong(
    "utilisation of 100 %",
    "You sold every paid hour. Meetings, leave and the agency's own work take some: "
    "multiply by utilisation before you divide by need.",
)
def _(brand):
    books = brand.books()
    return _with(books, math.floor(_clients(books.staff, utilised=False).min()))


@agency.wrong(
    "people forgotten in the hours",
    "You counted the hours of one person in each role. paid_hours is per person: "
    "multiply by people.",
)
def _(brand):
    books = brand.books()
    return _with(books, math.floor(_clients(books.staff, people=False).min()))


@agency.wrong(
    "people forgotten in the pay",
    "Your number of clients is right, but you paid one person in each role. cost is per person: "
    "multiply by people, or most of the team works for nothing.",
)
def _(brand):
    books = brand.books()
    return _with(books, _room(books), paid=1)


@agency.wrong(
    "tools forgotten",
    "Your number of clients is right, but the cost of the work is more than pay: add "
    "agency_tools, once for all.",
)
def _(brand):
    books = brand.books()
    return _with(books, _room(books), tools=False)


@agency.wrong(
    "part of a client",
    "You left the number of clients with a fraction. Nobody signs for part of a contract, and its "
    "fee does not come: round down, then work out the margin.",
)
def _(brand):
    books = brand.books()
    return _with(books, float(_clients(books.staff).min()))


@agency.wrong(
    "markup for margin",
    "Your number of clients is right, but you divided what is left by the cost. That is a markup; "
    "a margin is a share of the fees.",
)
def _(brand):
    books = brand.books()
    return _with(books, _room(books), divide_by="cost")
