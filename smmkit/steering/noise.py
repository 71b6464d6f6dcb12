"""Differences that a report shows: some are signals, some come and go by themselves."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import pandas as pd

from smmkit.brand.identity import stream
from smmkit.errors import ArgumentError
from smmkit.steering.change import compare

if TYPE_CHECKING:
    from smmkit.brand.world.season import Season

__all__ = ["ACT", "WAIT", "decided", "differences", "price_decisions"]

ACT, WAIT = "act", "wait"

_OF_EACH = 3
_CLEAR, _DOUBTFUL = 1.25, 0.75  # of the interval's half width: nothing close to the line is asked
_KPI = "engagements_per_post"
_DAY = pd.Timedelta(days=1)


def differences(season: Season) -> pd.DataFrame:
    """
    Return differences between formats that a season shows, as a report would tell them.

    Some are of all weeks, some of a fortnight or a week. About half are beyond chance; the others
    may be chance, or rest on too few posts. None is so close to the line that another formula would
    decide otherwise.

    Parameters
    ----------
    season : Season
        Some weeks of it run.

    Returns
    -------
    pandas.DataFrame
        Indexed by case ("A", "B", ...): kpi, platform, more and less (formats), start and end,
        value_more and value_less. Use `compare` to see what chance would do.

    Examples
    --------
    >>> from smmkit import Brand
    >>> from smmkit.brand.handover import handed_over
    >>> cases = differences(handed_over(Brand.of("ada")))
    >>> bool((cases["value_more"] > cases["value_less"]).all())
    True
    """
    rows = pd.DataFrame(_pairs(season))
    part = rows["difference"] / (rows["difference"] - rows["low"])
    clear = rows[part >= _CLEAR].sort_values("difference").head(_OF_EACH)
    # The most tempting of what is none: the largest differences.
    doubtful = rows[~(part > _DOUBTFUL)].sort_values("times", ascending=False).head(_OF_EACH)
    chosen = pd.concat([clear, doubtful])
    order = stream(season.brand.identity, "differences").permutation(len(chosen))
    names = ["kpi", "platform", "more", "less", "start", "end", "value_more", "value_less"]
    chosen = chosen.iloc[order][names]
    return chosen.set_axis(pd.Index(list("ABCDEFGH")[: len(chosen)], name="case"))


def decided(cases: pd.DataFrame, season: Season) -> dict[str, str]:
    """
    Decide each case by what chance alone would do: act beyond it, wait within.

    Examples
    --------
    >>> from smmkit import Brand
    >>> from smmkit.brand.handover import handed_over
    >>> season = handed_over(Brand.of("ada"))
    >>> sorted(set(decided(differences(season), season).values()))
    ['act', 'wait']
    """
    found = {}
    for case, row in cases.iterrows():
        sides = ({"platform": row["platform"], "format": row[name]} for name in ("more", "less"))
        beyond = compare(season, row["kpi"], *sides, row["start"], row["end"])["beyond_chance"]
        found[str(case)] = ACT if beyond else WAIT
    return found


def price_decisions(decisions: Mapping[str, str], right: Mapping[str, str]) -> pd.DataFrame:
    """
    Price decisions: one for each case that is taken wrongly.

    Parameters
    ----------
    decisions : mapping of str to str
        "act" or "wait" by case; capitals make no difference.
    right : mapping of str to str
        What `decided` returns.

    Returns
    -------
    pandas.DataFrame
        Indexed by case: taken, right and cost.

    Raises
    ------
    ArgumentError
        If a case is missing, or a word is not one of the two.

    Examples
    --------
    >>> price_decisions({"a": "act"}, {"A": "wait"})["cost"].tolist()
    [1]
    """
    taken = {str(case).strip().upper(): word for case, word in decisions.items()}
    lost = [case for case in right if case not in taken]
    if lost:
        raise ArgumentError(f"Each case needs a decision; missing: {', '.join(lost)}.")
    wrong = [word for word in taken.values() if word not in (ACT, WAIT)]
    if wrong:
        raise ArgumentError(f'A decision is "act" or "wait"; received {wrong[0]!r}.')
    table = pd.DataFrame({"taken": {case: taken[case] for case in right}, "right": right})
    return table.assign(cost=(table["taken"] != table["right"]).astype(int))


def _pairs(season: Season) -> Iterator[dict[str, object]]:
    posts = season.posts
    first = posts["published"].min().normalize()
    last = season.ledger["week"].max() + 6 * _DAY
    spans = [(first, last)]
    for days in (14, 7):
        ends = [last - number * days * _DAY for number in range(3)]
        spans += [(end - (days - 1) * _DAY, end) for end in ends]
    for platform, own in posts.groupby("platform", sort=False):
        for one, other in itertools.combinations(sorted(own["format"].unique()), 2):
            for start, end in spans:
                yield from _told(season, platform, (one, other), start, end)


def _told(
    season: Season, platform: str, pair: tuple[str, str], start: pd.Timestamp, end: pd.Timestamp
) -> Iterator[dict[str, object]]:
    sides = [{"platform": platform, "format": form} for form in pair]
    found = compare(season, _KPI, *sides, start, end)
    if pd.isna(found["difference"]) or not found["difference"]:
        return
    if found["difference"] < 0:
        pair = pair[::-1]
        turned = {"more": found["less"], "less": found["more"], "low": -found["high"]}
        found = pd.Series({**turned, "difference": -found["difference"]})
    yield {
        "kpi": _KPI,
        "platform": platform,
        "more": pair[0],
        "less": pair[1],
        "start": start,
        "end": end,
        "value_more": found["more"],
        "value_less": found["less"],
        "difference": found["difference"],
        "low": found["low"],
        "times": found["more"] / max(found["less"], 0.5),
    }
