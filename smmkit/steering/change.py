"""A change of plan and the numbers that justify it: beyond chance, and followed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from smmkit.brand.world.laid import PlanError
from smmkit.errors import ArgumentError, SmmkitError, check_choice, check_columns
from smmkit.findings import ERROR, Fault, Rule, as_findings
from smmkit.report.catalogue import KPIS
from smmkit.report.chance import bounds
from smmkit.report.rows import held, number, one_row, read_tables

if TYPE_CHECKING:
    from smmkit.brand.world.season import Season

__all__ = [
    "EVIDENCE",
    "MOVED",
    "RULES",
    "check_evidence",
    "compare",
    "number_faults",
    "review_change",
    "shares_of",
    "side_faults",
]

RULES = {
    "two things at once": Rule(ERROR, 4, "change", "then nobody knows which of them did it"),
    "chasing noise": Rule(ERROR, 5, "change", "such a difference comes and goes by itself"),
    "wrong way": Rule(ERROR, 5, "change", "the numbers say the opposite"),
    "values": Rule(ERROR, 3, "value", "a number that nobody can compute again proves nothing"),
    "interval": Rule(ERROR, 2, "change", "without it nobody sees whether chance would do"),
    "hours over capacity": Rule(ERROR, 4, "plan", "it will not be made"),
    "plan unchanged": Rule(ERROR, 4, "plan", "a change that is not in the plan does not happen"),
}
EVIDENCE = ("kpi", "start", "end", "more", "less", "values", "low", "high")
"""Parts of a comparison that is written down, see `smmkit.steering.decision.evidence`."""

_LEVERS = ("platform", "format")
MOVED = 0.05
"""Share of the posts from which a plan has moved."""


def compare(
    source: Any, kpi: str, more: Mapping[str, str], less: Mapping[str, str], start: Any, end: Any
) -> pd.Series:
    """
    Compare a rate of posts between two filters, with what chance alone would do.

    Parameters
    ----------
    source : Season, History, or mapping
        What holds the tables posts, daily and ads.
    kpi : str
        A rate of posts: engagements_per_post, clicks_per_post, er_by_reach, er_by_impressions.
    more, less : mapping of str to str
        The two filters, such as ``{"platform": "facebook", "format": "video"}``.
    start, end : date or text
        First and last day.

    Returns
    -------
    pandas.Series
        more, less (the values), difference, low, high (its bounds, two standard errors on either
        side; NaN with fewer than three posts on a side) and beyond_chance (bool).

    Raises
    ------
    ArgumentError
        If it is no rate of posts, or a filter is not known.

    Examples
    --------
    >>> from smmkit import Brand
    >>> past = Brand.of("ada").history()
    >>> video, photo = ({"platform": "facebook", "format": one} for one in ("video", "photo"))
    >>> found = compare(past, "engagements_per_post", video, photo, "2026-01-01", "2026-06-28")
    >>> bool(found["low"] < found["difference"] < found["high"])
    True
    """
    rates = tuple(name for name, one in KPIS.items() if _parts(name) and one.table == "posts")
    check_choice("kpi", kpi, rates)
    tables = read_tables(source)
    values, sides = [], []
    for filters in (more, less):
        row = one_row(tables, kpi, start, end, **filters)
        used = held(tables, KPIS[kpi], row["start"], row["end"], row)
        values.append(number(used, KPIS[kpi]))
        top, bottom = _parts(kpi)
        below = used[bottom].astype(float) if bottom else pd.Series(1.0, index=used.index)
        sides.append(pd.DataFrame({"top": used[top].astype(float), "bottom": below}))
    _, low, high = bounds(*sides)
    beyond = not math.isnan(low) and (low > 0 or high < 0)
    found = dict(zip(("more", "less"), values, strict=True))
    found |= {"difference": values[0] - values[1], "low": low, "high": high}
    return pd.Series({**found, "beyond_chance": beyond}, dtype=object)


def shares_of(
    plan: pd.DataFrame, more: Mapping[str, str], less: Mapping[str, str]
) -> tuple[float, float]:
    """
    Return the shares of a plan's posts that the two sides of a comparison have.

    Where both sides name the same platform, shares are those of the platform's posts, else those
    of all posts.

    Examples
    --------
    >>> plan = pd.DataFrame({"platform": ["x", "x", "vk"], "format": ["text", "link", "text"]})
    >>> shares_of(plan, {"platform": "x", "format": "text"}, {"platform": "x", "format": "link"})
    (0.5, 0.5)
    >>> two = shares_of(plan, {"platform": "x", "format": "text"}, {"platform": "vk"})
    >>> [round(share, 2) for share in two]
    [0.33, 0.33]
    """
    check_columns(plan, list(_LEVERS), "shares_of")
    rows = plan
    page = more.get("platform")
    if page is not None and page == less.get("platform"):
        rows = rows[rows["platform"] == page]
    if rows.empty:
        return 0.0, 0.0
    met = [
        pd.concat([rows[name] == word for name, word in side.items()], axis=1).all(axis=1).mean()
        if side
        else 1.0
        for side in (more, less)
    ]
    return float(met[0]), float(met[1])


def review_change(change: Mapping[str, Any], season: Season) -> pd.DataFrame:
    """
    Hold a change to its numbers: recomputed, beyond chance, and found in the plan.

    Parameters
    ----------
    change : mapping
        kpi, start, end, more and less (filters, see `compare`), values (of more and of less),
        low and high (bounds of the difference) and plan (PLAN of weeks to come).
    season : Season
        The weeks run so far, which the numbers are of.

    Returns
    -------
    pandas.DataFrame
        FINDINGS of `smmkit.tables`; the rules stand in `RULES`.

    Raises
    ------
    ArgumentError
        If a part is missing or cannot be read.
    """
    check_evidence(change, (*EVIDENCE, "plan"))
    if not isinstance(change["plan"], pd.DataFrame) or change["plan"].empty:
        raise ArgumentError("plan must be a table with a row for each post of the weeks to come.")
    return as_findings(_faults(change, season), RULES)


def check_evidence(change: Mapping[str, Any], asked: tuple[str, ...]) -> None:
    """
    Make sure that all that is asked for is there, and its comparison can be read.

    Raises
    ------
    ArgumentError
        If not.
    """
    lost = [name for name in asked if change.get(name) is None or change.get(name) is ...]
    if lost:
        raise ArgumentError(f"A change names {', '.join(asked)}; missing: {', '.join(lost)}.")
    for name in ("more", "less"):
        side = change[name]
        readable = isinstance(side, Mapping) and set(side) <= set(_LEVERS)
        if not readable or not all(isinstance(word, str) for word in side.values()):
            raise ArgumentError(
                f'{name} must be filters such as {{"platform": "x", "format": "text"}}; received '
                f"{side!r}."
            )
    values = change["values"]
    if not isinstance(values, list | tuple) or len(values) != 2:
        raise ArgumentError(f"values must be two numbers, more first; received {values!r}.")


def side_faults(more: Mapping[str, str], less: Mapping[str, str]) -> Iterator[Fault]:
    """Yield a fault unless the two sides differ in one thing."""
    differ = [name for name in _LEVERS if more.get(name) != less.get(name)]
    if len(differ) != 1:
        what = " and ".join(differ) or "nothing"
        yield Fault(
            "two things at once",
            "more, less",
            f"The two sides differ in {what}: let them differ in one thing alone.",
        )


def _faults(change: Mapping[str, Any], season: Season) -> Iterator[Fault]:
    more, less = dict(change["more"]), dict(change["less"])
    yield from side_faults(more, less)
    found = compare(season, change["kpi"], more, less, change["start"], change["end"])
    yield from number_faults(change, found)
    if not found["beyond_chance"]:
        few = math.isnan(found["low"])
        span = "too few posts to tell" if few else f"{found['low']:.3g} to {found['high']:.3g}"
        yield Fault(
            "chasing noise",
            str(change["kpi"]),
            f"The difference may be chance alone ({span}).",
        )
    elif found["difference"] < 0:
        yield Fault("wrong way", "more, less", "What you want more of is what brings less.")
    yield from _plan(change, season, more, less)


def number_faults(change: Mapping[str, Any], found: pd.Series) -> Iterator[Fault]:
    """Yield a fault for each number that is not what `compare` found."""
    for place, name in enumerate(("more", "less")):
        given = change["values"][place]
        if not _close(given, found[name], 2e-3 * abs(found[name])):
            yield Fault(
                "values", name, f"{given!r} is not what the season's tables give.", out_of=2
            )
    if math.isnan(found["low"]):
        return
    # A bootstrap or another formula is as good: bounds may be off by a quarter of the width.
    room = 0.25 * (found["high"] - found["low"])
    if not all(_close(change[name], found[name], room) for name in ("low", "high")):
        yield Fault(
            "interval",
            "low, high",
            "The bounds are not those of the difference, more less less, at two standard errors.",
        )


def _close(given: Any, right: float, room: float) -> bool:
    try:
        return abs(float(given) - right) <= max(room, 1e-9)
    except (TypeError, ValueError):
        return False


def _plan(
    change: Mapping[str, Any], season: Season, more: dict[str, str], less: dict[str, str]
) -> Iterator[Fault]:
    plan = change["plan"]
    try:
        check_columns(plan, ["publish_at", *_LEVERS], "plan")
        moments = pd.to_datetime(plan["publish_at"], errors="coerce")
        over = season.ledger["week"].max() + pd.Timedelta(days=7)
        coming = plan[moments >= over]
        season.run(coming, weeks=1, replies=None)
    except PlanError as error:
        rule = "hours over capacity" if "hours a week" in str(error) else "plan unchanged"
        yield Fault(rule, "plan", " ".join(str(error).split()))
        if rule == "plan unchanged":
            return
    except SmmkitError as error:
        yield Fault("plan unchanged", "plan", str(error))
        return
    was, becomes = (
        dict(zip(("more", "less"), shares_of(one, more, less), strict=True))
        for one in (season.plan, coming)
    )
    # What is made instead of a third thing was compared with nothing.
    instead = becomes["less"] < was["less"] or not was["less"]
    if becomes["more"] < was["more"] + MOVED or not instead:
        yield Fault(
            "plan unchanged",
            "plan",
            f"Of what you want more of, the plan had {was['more']:.0%} of the posts and has "
            f"{becomes['more']:.0%}; of the other {was['less']:.0%}, now {becomes['less']:.0%}.",
        )


def _parts(kpi: str) -> tuple[str, str | None] | None:
    """Return numerator and denominator of a rate; a post is its own denominator."""
    measure = KPIS[kpi].measure
    if kpi.endswith("_per_post"):
        return measure.needs[0], None
    return measure.needs if measure.chance == "ratio" else None
