"""What is true of a brand's world: the effects that its manager has to find out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from smmkit.brand import history, posts
from smmkit.brand.identity import stream
from smmkit.brand.names import COUNTRIES
from smmkit.brand.parameters import CAMPAIGNS, PILLARS, formats, value, values
from smmkit.brand.world.calendar import DAYS, WEEKS, day_effect, demand
from smmkit.brand.world.laid import hours_of

if TYPE_CHECKING:
    from smmkit.brand.cards import Brand

__all__ = ["Truth", "draw"]

_LEVELS = {country.code: country.price_level for country in COUNTRIES}


@dataclass(frozen=True, eq=False)
class Truth:
    """
    The true effects of a brand's world. P platforms, up to 3 formats, 4 pillars, 2 campaigns.

    Parameters
    ----------
    followers : numpy.ndarray, shape (P,)
        At the start.
    reach : numpy.ndarray, shape (P, 3)
        Log of reach / followers of a post of each format, at no other effect.
    pillar_reach, hour, day : numpy.ndarray, shapes (4,), (24,), (182,)
        Log effects on reach.
    sd_luck : numpy.ndarray, shape (P,)
        Of log reach, what no plan explains.
    usual, frequency, alpha : numpy.ndarray, shape (P,)
        A platform's usual reach / followers, impressions / reach, and spread of engagements
        (variance = mean + alpha mean^2).
    er : numpy.ndarray, shape (P, 3)
        Engagements / reach at the platform's usual reach.
    pillar_er : numpy.ndarray, shape (4,)
        Log effects on it.
    clicks : numpy.ndarray, shape (P, 3)
        Clicks / reach.
    interest : numpy.ndarray, shape (P, 3)
        People led to the shop / reach: who click, and some of those who react.
    follows : numpy.ndarray, shape (P, 3, 4)
        Follows / reach.
    pillar_orders : numpy.ndarray, shape (4,)
        Orders of those who are led there, against a usual post.
    close : float
        Orders a person led there by a usual post, in the season.
    base : float
        Orders a follower and week, without posts or ads.
    demand : numpy.ndarray, shape (26,)
        Factor on all orders.
    top, half, slope, kept : numpy.ndarray, shape (P, 2)
        Of each campaign: most orders a week, weekly spend at half of them (money), steepness,
        share of a week's effect left in the next.
    hours_of : numpy.ndarray, shape (P, 3)
        Hours of work a post.
    wage, margin, order_value : float
        Money an hour, fraction, money.
    hours, money : float
        Hours a week, money a season.
    """

    followers: np.ndarray
    reach: np.ndarray
    pillar_reach: np.ndarray
    hour: np.ndarray
    day: np.ndarray
    sd_luck: np.ndarray
    usual: np.ndarray
    frequency: np.ndarray
    alpha: np.ndarray
    er: np.ndarray
    pillar_er: np.ndarray
    clicks: np.ndarray
    interest: np.ndarray
    follows: np.ndarray
    pillar_orders: np.ndarray
    close: float
    base: float
    demand: np.ndarray
    top: np.ndarray
    half: np.ndarray
    slope: np.ndarray
    kept: np.ndarray
    hours_of: np.ndarray
    wage: float
    margin: float
    order_value: float
    hours: float
    money: float

    @property
    def gain(self) -> float:
        """Margin of one order, in money."""
        return self.margin * self.order_value

    @cached_property
    def follower_worth(self) -> float:
        """What a follower more at the end of the season is worth, in money."""
        return self.gain * self.base * value("follower_weeks")

    @cached_property
    def mood_worth(self) -> float:
        """What a unit of log mood at the end is worth, in money."""
        return self.gain * self.base * float(self.followers.sum()) * value("mood_weeks")

    @cached_property
    def mean_luck(self) -> np.ndarray:
        """Mean of the factor of luck, shape (P,)."""
        return np.exp(self.sd_luck**2 / 2)


def draw(brand: Brand, attempt: int) -> Truth:
    """
    Draw a world for a brand, its scales still open: `close` is 1 / 100, `base` 0.

    The brand's own effects on reach and engagement are those its history was made with.
    """
    rng = stream(brand.identity, "world", attempt)
    effects = history.own_effects(brand.identity)
    networks = brand.platforms
    fit = value("sd_fit") * rng.standard_normal(len(networks))
    reach = _by_format(networks, "format_reach") + _own(networks, effects)
    reach += np.log(values("reach_rate", networks))[:, None] + effects["reach"]
    log_er = _by_format(networks, "format_er") + effects["er"]
    people = brand.audience
    pillar_er = values("pillar_er", PILLARS)
    level = _LEVELS[brand.country]
    top, half, slope, kept = _ads(rng, brand, effects["roas"])
    er = values("er_by_reach", networks)[:, None] * np.exp(log_er)
    clicks = _clicks(networks)
    return Truth(
        followers=np.array([brand.followers[name] for name in networks], dtype=float),
        reach=reach,
        pillar_reach=values("pillar_reach", PILLARS) + [effects[name] for name in PILLARS],
        hour=posts.hour_effect(
            np.arange(24), people["peak_hour"].to_numpy(), people["share"].to_numpy()
        ),
        day=day_effect(brand.country, b2b=brand.b2b),
        sd_luck=values("sd_log_reach", networks) * np.sqrt(1 - value("plan_r2")),
        usual=values("reach_rate", networks),
        frequency=values("frequency", networks),
        alpha=values("nb_alpha", networks),
        er=er,
        pillar_er=pillar_er,
        clicks=clicks,
        interest=clicks + value("interest") * er,
        follows=_follows(brand, reach, log_er, pillar_er, effects["growth"]),
        pillar_orders=values("pillar_orders", PILLARS),
        close=0.01,
        base=0.0,
        demand=demand(brand.country, b2b=brand.b2b, peak=rng.uniform(0, 52)),
        top=top * np.exp(fit)[:, None],
        half=half,
        slope=slope,
        kept=kept,
        hours_of=hours_of(networks),
        wage=value("wage") * level,
        margin=brand.margin,
        order_value=brand.order_value,
        hours=float(brand.hours),
        money=brand.budget * 12 / 52 * WEEKS,
    )


def _by_format(networks: tuple[str, ...], name: str) -> np.ndarray:
    """Return a log effect of formats, centred as the history centres it."""
    table = np.zeros((len(networks), 3))
    for row, network in enumerate(networks):
        words = np.array(formats(network))
        table[row, : words.size] = posts.format_effect(name, np.repeat(network, words.size), words)
    return table


def _own(networks: tuple[str, ...], effects: dict[str, float]) -> np.ndarray:
    table = np.zeros((len(networks), 3))
    for row, network in enumerate(networks):
        words = formats(network)
        table[row, : len(words)] = [effects[f"{network}.{word}"] for word in words]
    return table


def _clicks(networks: tuple[str, ...]) -> np.ndarray:
    table = np.full((len(networks), 3), value("other_ctr"))
    for row, network in enumerate(networks):
        for column, form in enumerate(formats(network)):
            if form == "link":
                table[row, column] = value("link_ctr")
    return table


def _follows(
    brand: Brand, reach: np.ndarray, log_er: np.ndarray, pillar_er: np.ndarray, growth: float
) -> np.ndarray:
    """
    Return follows / reach: what people engage with, they follow.

    Scaled so that seven usual posts a week at home win what the page won in its history.
    """
    rates = np.exp(log_er[:, :, None] + pillar_er)
    home = formats(brand.home)
    usual = np.exp(reach[0, : len(home)] + value("sd_log_reach." + brand.home) ** 2 / 2)
    shares = values(f"format_share.{brand.home}", home)
    pillars = values("pillar_share", PILLARS)
    won = value("posts_per_week.home") * shares @ (usual * (rates[0, : len(home)] @ pillars))
    wanted = value("season_churn") + np.log1p(growth) * 7 / DAYS
    return rates * wanted / won


def _ads(
    rng: np.random.Generator, brand: Brand, roas: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """
    Return the campaigns' curves: most orders a week, half point, steepness, carry-over.

    A curve passes through what the brand's ads brought at its usual weekly spend, less the
    orders that the platform only claims. Where the brand never advertised, that is a guess
    of its own.
    """
    count = len(brand.platforms)
    shape = (count, len(CAMPAIGNS))
    weekly = brand.budget * 12 / 52
    main = value("main_platform_share")
    parts = np.full(count, (1 - main) / 2)
    parts[:2] = main, 1 - main
    usual = weekly * parts[:, None] * values("campaign_share", CAMPAIGNS)
    orders = usual * roas * values("campaign_orders", CAMPAIGNS) / brand.order_value
    orders *= values("incremental", CAMPAIGNS)
    untried = np.exp(value("sd_untried_ads") * rng.standard_normal(count))
    untried[:2] = 1.0
    half = usual * rng.uniform(value("half_low"), value("half_high"), shape)
    slope = rng.uniform(value("hill_slope_low"), value("hill_slope_high"), shape)
    kept = rng.uniform(0, value("adstock_high"), shape)
    top = orders * untried[:, None] * (1 + (half / usual) ** slope)
    return top, half, slope, kept
