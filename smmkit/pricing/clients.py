"""Whether a fee pays for the client, and how many clients pay for you."""

from __future__ import annotations

import math

from smmkit.errors import ArgumentError, check_fraction, check_number
from smmkit.money import SAME, Money, unwrap
from smmkit.pricing import _whole

__all__ = [
    "chance_of_no_sale",
    "clients_to_break_even",
    "clients_to_justify",
    "fee_justified",
    "fee_romi",
    "first_sale_wait",
    "implied_fee_range",
]


def _fee_terms(fee, order_value, margin, repeat, media) -> tuple[float, float, float]:
    """Return fee, media and the margin that one client leaves."""
    (fee, value, media), _ = unwrap(
        fee=(fee, SAME), order_value=(order_value, (None,)), media=(media, SAME)
    )
    each = value * check_fraction("margin", margin) * (1 + check_number("repeat", repeat, low=0))
    return fee, media, each


def clients_to_justify(
    fee: float | Money,
    order_value: float | Money,
    *,
    margin: float = 1,
    repeat: float = 0,
    media: float | Money = 0,
) -> int:
    """
    Count the clients whose orders are worth more than the work that brought them costs.

    Parameters
    ----------
    fee : float or Money
        What the manager is paid, in any period.
    order_value : float or Money
        One client's first order; Money without a period.
    margin : float, default 1
        Fraction of the order left to the business. 1 reads "worth" as revenue, which flatters.
    repeat : float, default 0
        Later orders for each first one.
    media : float or Money, default 0
        Advertising money spent beside the fee, in its period.

    Returns
    -------
    int
        The least whole n with n * order_value * margin * (1 + repeat) - media > fee. More,
        not as much: at equality nobody has gained. A ratio within one in 10**9 of a whole
        number counts as that number.

    Raises
    ------
    CurrencyError
        If amounts differ in currency, or fee and media in period.
    ArgumentError
        If an order leaves nothing: no number of clients would do.

    Examples
    --------
    >>> clients_to_justify(500, 100)
    6
    >>> clients_to_justify(500, 100, margin=0.4)
    13
    """
    fee, media, each = _fee_terms(fee, order_value, margin, repeat, media)
    if each == 0:
        raise ArgumentError(
            "order_value and margin must be more than 0, or no number of clients pays the fee; "
            f"received {order_value!r} and {margin!r}."
        )
    return _whole.floor((fee + media) / each) + 1


def fee_justified(
    fee: float | Money,
    order_value: float | Money,
    *,
    clients: float,
    margin: float = 1,
    repeat: float = 0,
    media: float | Money = 0,
) -> bool:
    """
    Tell whether clients brought more than fee and media cost.

    Parameters
    ----------
    clients : float
        Clients that would not have come without the work.
    fee, order_value, margin, repeat, media
        As in `clients_to_justify`.

    Returns
    -------
    bool
        False at equality.

    Examples
    --------
    >>> fee_justified(500, 100, clients=5)
    False
    """
    fee, media, each = _fee_terms(fee, order_value, margin, repeat, media)
    brought = check_number("clients", clients, low=0) * each
    cost = fee + media
    return brought > cost and not math.isclose(brought, cost, rel_tol=1e-9)


def fee_romi(
    fee: float | Money,
    order_value: float | Money,
    *,
    clients: float,
    margin: float = 1,
    repeat: float = 0,
    media: float | Money = 0,
) -> float:
    """
    Compute the return on what a client pays for marketing, fee and media together.

    Parameters
    ----------
    clients : float
        Clients that would not have come without the work.
    fee, order_value, margin, repeat, media
        As in `clients_to_justify`.

    Returns
    -------
    float
        (margin brought - fee - media) / (fee + media), a fraction; NaN without cost.

    Examples
    --------
    >>> fee_romi(500, 100, clients=20, margin=0.4, media=100)
    0.3333333333333333
    """
    fee, media, each = _fee_terms(fee, order_value, margin, repeat, media)
    brought = check_number("clients", clients, low=0) * each
    cost = fee + media
    return (brought - cost) / cost if cost else math.nan


def first_sale_wait(sales_per_month: float) -> float:
    """
    Compute the expected wait for the first sale, if sales come at random.

    Parameters
    ----------
    sales_per_month : float
        On average.

    Returns
    -------
    float
        Months: 1 / sales_per_month.

    Examples
    --------
    >>> first_sale_wait(0.2)
    5.0
    """
    return 1 / check_number("sales_per_month", sales_per_month, above=0)


def chance_of_no_sale(sales_per_month: float, *, months: float = 1) -> float:
    """
    Compute the chance that no sale at all comes in some months (Poisson).

    Parameters
    ----------
    sales_per_month : float
        On average.
    months : float, default 1
        How long.

    Returns
    -------
    float
        exp(-sales_per_month * months), a fraction.

    Examples
    --------
    >>> round(chance_of_no_sale(0.2), 4)
    0.8187
    """
    rate = check_number("sales_per_month", sales_per_month, low=0)
    return math.exp(-rate * check_number("months", months, low=0))


def clients_to_break_even(target: float | Money, fee: float | Money) -> int:
    """
    Count the clients whose fees reach an income.

    Parameters
    ----------
    target : float or Money
        Income wanted.
    fee : float or Money
        What one client leaves after its costs, in the same period; more than 0.

    Returns
    -------
    int
        target / fee, rounded up: reaching the target is enough. A ratio within one in 10**9
        of a whole number counts as that number.

    Examples
    --------
    >>> clients_to_break_even(1000, 500)
    2
    >>> clients_to_break_even(1000, 333.33)
    4
    """
    (target, fee), _ = unwrap(target=(target, SAME), fee=(fee, SAME))
    return _whole.ceil(target / check_number("fee", fee, above=0, unit="money"))


def implied_fee_range(
    target: float | Money, *, clients_low: int, clients_high: int
) -> tuple[float, float] | tuple[Money, Money]:
    """
    Find the fee that "a target takes so many clients" implies.

    Parameters
    ----------
    target : float or Money
        Income.
    clients_low, clients_high : int
        Fewest and most clients that it takes.

    Returns
    -------
    tuple
        Lowest and highest fee a client: target / clients_high and target / clients_low.

    Examples
    --------
    >>> low, high = implied_fee_range(1000, clients_low=2, clients_high=3)
    >>> round(low, 2), high
    (333.33, 500.0)
    """
    (target,), wrap = unwrap(target=(target, SAME))
    fewest = check_number("clients_low", clients_low, low=1, unit="clients")
    most = check_number("clients_high", clients_high, low=fewest, unit="clients")
    return wrap(target / most), wrap(target / fewest)
