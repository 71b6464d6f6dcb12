"""Who follows a brand as its season goes on: newcomers are more like the public at large."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from smmkit.brand.parameters import value
from smmkit.tables import AUDIENCE

if TYPE_CHECKING:
    from smmkit.brand.cards import Brand

__all__ = ["audience"]


def audience(brand: Brand, daily: pd.DataFrame) -> pd.DataFrame:
    """
    Return each platform's followers by segment at the end of each week.

    At the start every platform has the brand's segments. Those who leave are of all segments
    alike; those who come are of the public, whose shares are flatter. What is expected is shown,
    rounded so that the segments add up to the followers of `daily`.

    Parameters
    ----------
    brand : Brand
        Whose.
    daily : pandas.DataFrame
        DAILY of whole weeks.

    Returns
    -------
    pandas.DataFrame
        AUDIENCE; date is the Sunday, dimension "segment", metric "followers".

    Examples
    --------
    >>> from smmkit import Brand
    >>> season = Brand.of("ada").season().run(None, weeks=2)
    >>> ends = season.daily.groupby("platform")["followers"].last()
    >>> who = season.audience.query("date == date.max()").groupby("platform")["value"].sum()
    >>> bool((who == ends).all())
    True
    """
    segments = brand.audience
    start = segments["share"].to_numpy()
    public = start ** value("public_flatter")
    public = public / public.sum()
    parts = []
    for platform, days in daily.groupby("platform", sort=False):
        weeks = days.reset_index(drop=True)
        number = weeks.index // 7
        ends = weeks.groupby(number)[["date", "followers"]].last()
        moved = weeks.groupby(number)[["new_followers", "lost_followers"]].sum().astype(float)
        who = start * float(brand.followers[platform])
        for (date, count), (new, lost) in zip(
            ends.itertuples(index=False), moved.itertuples(index=False), strict=True
        ):
            who = who * (1 - lost / max(who.sum(), 1.0)) + new * public
            ordered = np.diff(np.rint(np.cumsum(who) / max(who.sum(), 1.0) * count), prepend=0.0)
            parts.append(
                pd.DataFrame(
                    {
                        "date": date,
                        "platform": platform,
                        "account": brand.handle,
                        "dimension": "segment",
                        "segment": segments["segment"],
                        "metric": "followers",
                        "value": ordered,
                        "unit": "accounts",
                    }
                )
            )
    return AUDIENCE.conform(pd.concat(parts, ignore_index=True)) if parts else AUDIENCE.empty()
