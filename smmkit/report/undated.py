"""What the files state without a day: periods of advertising, and who the audience is."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pandas as pd

from smmkit.exports import Folder
from smmkit.report.figures import ROW, known, trace
from smmkit.report.measures import ADVERTISING
from smmkit.report.values import Figure

__all__ = ["audience", "by_currency", "undated_ads"]

_SEGMENTS = 10


def by_currency(ads: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield the rows of each currency, since money of two may not be added up."""
    if len(ads):
        yield from ads.groupby(ads["currency"].fillna("currency not stated"))


def undated_ads(folder: Folder, ads: pd.DataFrame) -> dict[str, tuple[Figure, ...]]:
    """
    Compute the figures of advertising rows that are of a whole period, file by file.

    Parameters
    ----------
    folder : Folder
        Whose readings say which period.
    ads : pandas.DataFrame
        Rows without a date, with the column file.
    """
    figures = {}
    for file, rows in ads.groupby("file"):
        findings = folder.exports[file].report
        said = [finding.what for finding in findings if finding.step == "dates"]
        period = "; ".join(said) or "the file does not say"
        for currency, part in by_currency(rows):
            used = [(measure, known(part, measure)) for measure in ADVERTISING]
            found = [trace(one, u, len(part), ROW["ADS"], period) for one, u in used if len(u)]
            about = f"Advertising, {currency}, without days: {file}"
            figures[about] = tuple(one for one in found if not math.isnan(one.value))
    return figures


def audience(rows: pd.DataFrame) -> tuple[dict[str, tuple[Figure, ...]], list[str]]:
    """
    Return the largest segments as the files state them.

    Parameters
    ----------
    rows : pandas.DataFrame
        AUDIENCE of an account, with the column file.

    Returns
    -------
    figures : dict of str to tuple of Figure
    missing : list of str
        What is left out: numbers by day are, since people come on several.
    """
    dated = int(rows["date"].notna().sum())
    missing = [
        f"Audience: {dated:,} numbers by day are left out, since people come on several days and "
        "may not be added up"
    ]
    figures: dict[str, tuple[Figure, ...]] = {}
    parts = rows[rows["date"].isna()].dropna(subset=["value"])
    for (dimension, metric, file), part in parts.groupby(["dimension", "metric", "file"]):
        about = f"Audience: {metric} by {dimension}"
        largest = part.assign(value=part["value"].astype(float)).nlargest(_SEGMENTS, "value")
        figures[about] = figures.get(about, ()) + tuple(
            Figure(
                name=str(one.segment),
                value=one.value,
                unit=str(one.unit),
                formula="as the file states it",
                rows=1,
                which=f"one of the {len(largest)} largest of {len(part):,} segments",
                files=(file,),
                period="as of the file",
            )
            for one in largest.itertuples()
        )
    return figures, missing if dated else []
