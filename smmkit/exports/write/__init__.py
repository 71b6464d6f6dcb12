"""
Write tables as the files that platforms export, their quirks included.

A platform's columns are called as its reader's header table says, so that what is
written in a language can be read in it. To add a platform, write a room with a
`files` function and name it in `_WRITERS`.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pandas as pd

from smmkit.errors import ArgumentError, TableError, check_choice
from smmkit.exports.kinds import LANGUAGES
from smmkit.exports.write import google, linkedin, meta, telegram, tiktok, vk, x, youtube
from smmkit.tables import ADS, AUDIENCE, DAILY, POSTS

__all__ = ["write_exports"]

_WRITERS = {
    "facebook": meta.files,
    "instagram": meta.files,
    "x": x.files,
    "tiktok": tiktok.files,
    "linkedin": linkedin.files,
    "youtube": youtube.files,
    "vk": vk.files,
    "telegram": telegram.files,
    "google": google.ads_report,
}
_SEGMENT_WRITERS = {"youtube": youtube.segments, "ga4": google.analytics}


def write_exports(
    folder: str | os.PathLike[str],
    posts: pd.DataFrame,
    daily: pd.DataFrame,
    ads: pd.DataFrame,
    *,
    audience: pd.DataFrame | None = None,
    locale: str = "en",
) -> list[Path]:
    """
    Write an account's tables as its platforms' files. The same tables give the same bytes.

    Parameters
    ----------
    folder : str or path-like
        Where to; made if it is not there. Files of the same names are replaced.
    posts, daily, ads : pandas.DataFrame
        POSTS, DAILY and ADS of `smmkit.tables`. What a platform's file has no column for
        is not written, nor are ads other than Meta's and Google's ("google").
    audience : pandas.DataFrame, optional
        AUDIENCE: the dimensions of YouTube's reports, and of a website's ("ga4").
    locale : str, default "en"
        Language of the headers: en, fr, de, es, pt or ru. X writes English always, VK
        Russian.

    Returns
    -------
    list of pathlib.Path
        The files, by name.

    Raises
    ------
    ArgumentError
        If the locale or a platform is not known, or the folder cannot be written to; then
        no file is.
    TableError
        If a post, day or ad has no date, or an ad no currency.
    """
    check_choice("locale", locale, tuple(LANGUAGES))
    if not isinstance(folder, (str, os.PathLike)):
        raise ArgumentError(f"folder must be the name of a folder; received {folder!r}.")
    posts, daily, ads = POSTS.conform(posts), DAILY.conform(daily), ADS.conform(ads)
    audience = AUDIENCE.empty() if audience is None else AUDIENCE.conform(audience)
    platforms = pd.concat([posts["platform"], daily["platform"], ads["platform"]]).unique()
    for platform in platforms:
        check_choice("platform", platform, tuple(_WRITERS))
    for platform in audience["platform"].unique():
        check_choice("platform of an audience", platform, tuple(_SEGMENT_WRITERS))
    for name, table, column in (
        ("POSTS", posts, "published"),
        ("DAILY", daily, "date"),
        ("ADS", ads, "date"),
        ("ADS", ads, "currency"),
    ):
        if table[column].isna().any():
            raise TableError(f"{name}: {column!r} must be known in every row to be written.")
    writers = dict.fromkeys(_WRITERS[platform] for platform in platforms)
    files = {
        name: data for write in writers for name, data in write(posts, daily, ads, locale).items()
    }
    for write in _SEGMENT_WRITERS.values():
        files |= write(audience, locale)
    return _save(Path(folder), files)


def _save(folder: Path, files: dict[str, bytes]) -> list[Path]:
    """Write all files beside their places, and only then put them there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        blocked = [name for name in files if (folder / name).is_dir()]
        if blocked:
            raise IsADirectoryError(f"{blocked[0]!r} in it is a folder")
        with tempfile.TemporaryDirectory(dir=folder, prefix=".") as scratch:
            for name, data in files.items():
                Path(scratch, name).write_bytes(data)
            return [Path(scratch, name).replace(folder / name) for name in sorted(files)]
    except OSError as error:
        raise ArgumentError(
            f"folder must be a folder that can be written to; {str(folder)!r} cannot: {error}."
        ) from error
