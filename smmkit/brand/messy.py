"""The brand's past as the freelancer before left it: files with the quirks of real exports.

Every brand meets the same quirks, whatever its networks are, so the files imitate the
shapes of Meta's exports (and TikTok's dates) for any of them. What they hold is the brand's
history; only the accounts that a month of ads reached, which daily rows do not tell, are
made up within their bounds.
"""

from __future__ import annotations

import codecs
import csv
import io
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from smmkit.errors import ArgumentError, check_choice

if TYPE_CHECKING:
    from smmkit.brand.cards import Brand

__all__ = ["ads_cells", "mail", "messy_files", "rough_figures"]

_NBSP = "\u00a0"
_SPRING = "2026-04-01"  # the lesson has the ads before it, the exercise those from it on
_MAY, _JUNE = "2026-05-01", "2026-06-01"
_ADD = ["spend", "impressions", "clicks", "conversions"]
_DESCRIBED = {
    "Post ID": "Number of the post",
    "Page name": "Name of the page",
    "Description": "Text of the post",
    "Publish time": "When the post was published (local time)",
    "Permalink": "Address of the post",
    "Post type": "Kind of the post",
    "Reach": "Accounts that saw the post",
    "Reactions, Comments and Shares": "Reactions, comments and shares added up",
    "Reactions": "Reactions to the post",
    "Comments": "Comments on the post",
    "Shares": "Shares of the post",
    "shown": "Times the post was shown",
    "played": "Times the video of the post was played",
}


def messy_files(
    brand: Brand, folder: str | os.PathLike[str], *, task: str = "lesson"
) -> list[Path]:
    r"""
    Write the files that lesson 07, or its exercise, has the learner read.

    Parameters
    ----------
    brand : Brand
        Whose history they hold.
    folder : str or path-like
        Where to put them; made if it is not there. Files of the same names are replaced.
    task : {"lesson", "exercise"}
        The lesson's overview.csv (May at home), ads.csv (until March), posts.csv and
        followers.csv (second platform); or the exercise's days.csv, posts.csv (home) and
        ads.csv (from April on).

    Returns
    -------
    list of Path
        The files.

    Raises
    ------
    ArgumentError
        If `task` is neither, or the folder cannot be written to.

    Examples
    --------
    >>> import tempfile
    >>> from smmkit import Brand
    >>> files = messy_files(Brand.of("ada"), tempfile.mkdtemp())
    >>> [file.name for file in files]
    ['ads.csv', 'followers.csv', 'overview.csv', 'posts.csv']
    >>> files[2].read_bytes()[:12]
    b'\xff\xfes\x00e\x00p\x00=\x00,\x00'
    """
    check_choice("task", task, ["lesson", "exercise"])
    make = _for_the_lesson if task == "lesson" else _for_the_exercise
    place = Path(folder)
    files = {place / name: content for name, content in sorted(make(brand).items())}
    try:
        place.mkdir(parents=True, exist_ok=True)
        for file, content in files.items():
            file.write_bytes(content)
    except OSError as error:
        raise ArgumentError(
            f"folder must be one that can be written to; {str(folder)!r}: {error.strerror}."
        ) from error
    return list(files)


def mail(brand: Brand) -> str:
    """
    Return the freelancer's mail about the lesson's files: two numbers, both wrong.

    The total row is summed in, and reach is added up over days.

    Examples
    --------
    >>> from smmkit import Brand
    >>> mail(Brand.of("ada")).startswith("Until March we spent")
    True
    """
    ads = brand.history().ads
    spent = 2 * ads.loc[ads["date"] < _SPRING, "spend"].sum()
    reached = _days_at_home(brand, _MAY, _JUNE)["reach"].sum()
    return (
        f"Until March we spent {spent:,.0f} {brand.currency} on ads. "
        f"In May the {brand.home} page reached {reached:,} people."
    )


def rough_figures(brand: Brand) -> pd.Series:
    """
    Return what the exercise's files say, to two digits: enough for a note, not for a check.

    Examples
    --------
    >>> from smmkit import Brand
    >>> rough_figures(Brand.of("ada")).index.tolist()[:2]
    ['spent on ads', 'with the total row summed in']
    """
    ads = brand.history().ads
    spent = ads.loc[ads["date"] >= _SPRING, "spend"].sum()
    reach = _days_at_home(brand, _JUNE)["reach"]
    figures = {
        "spent on ads": spent,
        "with the total row summed in": 2 * spent,
        "reach of June, at least": reach.max(),
        "reach of June, at most": reach.sum(),
    }
    return pd.Series({name: int(float(f"{figure:.2g}")) for name, figure in figures.items()})


def ads_cells(brand: Brand, *, task: str = "lesson") -> pd.DataFrame:
    """
    Return the cells of ads.csv as text, the total row first and nameless.

    Parameters
    ----------
    brand : Brand
        Whose ads they are.
    task : {"lesson", "exercise"}
        Which of the two files.

    Returns
    -------
    pandas.DataFrame
        All text, with the file's own column names.

    Examples
    --------
    >>> from smmkit import Brand
    >>> ads_cells(Brand.of("ada"))["Campaign name"].iloc[0]
    ''
    """
    check_choice("task", task, ["lesson", "exercise"])
    thousands = _NBSP if task == "lesson" else "."
    ads = brand.history().ads
    ads = ads[(ads["date"] < _SPRING) == (task == "lesson")]
    by = [ads["date"].dt.to_period("M"), "campaign", "platform"]
    rows = ads.groupby(by)[_ADD].sum()
    daily = ads.groupby(by)["reach"]
    rows["reach"] = daily.max() + (daily.sum() - daily.max()) // 3
    days = ads.groupby(by)["date"].agg(["min", "max"])
    rows = rows.join(days).reset_index()
    reach = rows["reach"]
    total = rows[_ADD].sum().to_dict() | {
        "reach": reach.max() + (reach.sum() - reach.max()) // 4,
        "min": rows["min"].min(),
        "max": rows["max"].max(),
        "campaign": "",
        "platform": "",
    }
    table = pd.concat([pd.DataFrame([total]), rows[list(total)]])
    whole = {"Impressions": "impressions", "Reach": "reach", "Link clicks": "clicks"}
    return pd.DataFrame(
        {
            "Reporting starts": [f"{day:%Y-%m-%d}" for day in table["min"]],
            "Reporting ends": [f"{day:%Y-%m-%d}" for day in table["max"]],
            "Campaign name": table["campaign"],
            "Platform": table["platform"],
            f"Amount spent ({brand.currency})": [
                _european(money, thousands, 2) for money in table["spend"]
            ],
            **{
                header: [_european(number, thousands) for number in table[name]]
                for header, name in (whole | {"Purchases": "conversions"}).items()
            },
        }
    ).reset_index(drop=True)


def _for_the_lesson(brand: Brand) -> dict[str, bytes]:
    return {
        "ads.csv": _csv(_with_header(ads_cells(brand)), ";"),
        "followers.csv": _followers(brand),
        "overview.csv": _overview(brand),
        "posts.csv": _posts(brand, brand.platforms[1]),
    }


def _for_the_exercise(brand: Brand) -> dict[str, bytes]:
    return {
        "ads.csv": _csv(_with_header(ads_cells(brand, task="exercise")), ";"),
        "days.csv": _days(brand),
        "posts.csv": _posts(brand, brand.home, described=True),
    }


def _european(number: float, thousands: str, decimals: int = 0) -> str:
    marks = str.maketrans({",": thousands, ".": ","})
    return f"{number:,.{decimals}f}".translate(marks)


def _with_header(table: pd.DataFrame) -> list[list[str]]:
    return [table.columns.tolist(), *table.to_numpy().tolist()]


def _csv(rows: Iterable[Iterable[object]], delimiter: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return codecs.BOM_UTF8 + out.getvalue().encode("utf-8")


def _utf_16(lines: Iterable[str]) -> bytes:
    return codecs.BOM_UTF16_LE + "".join(f"{line}\r\n" for line in lines).encode("utf-16-le")


def _platform_days(brand: Brand, platform: str) -> pd.DataFrame:
    daily = brand.history().daily
    return daily[daily["platform"] == platform]


def _days_at_home(brand: Brand, first: str, before: str = "2030-01-01") -> pd.DataFrame:
    days = _platform_days(brand, brand.home)
    return days[days["date"].between(first, before, inclusive="left")]


def _overview(brand: Brand) -> bytes:
    days = _days_at_home(brand, _MAY, _JUNE)
    lines = ["sep=,"]
    for words, name in (
        ("reach", "reach"),
        ("visits", "profile_visits"),
        ("follows", "new_followers"),
    ):
        lines += [f'"{brand.home.capitalize()} {words}"', '"Date","Primary"']
        lines += [
            f'"{day:%Y-%m-%dT%H:%M:%S}","{number}"'
            for day, number in zip(days["date"], days[name], strict=True)
        ]
        lines.append("")
    return _utf_16(lines)


def _followers(brand: Brand) -> bytes:
    days = _platform_days(brand, brand.platforms[1])
    net = days["new_followers"] - days["lost_followers"]
    table = pd.DataFrame(
        {
            "Date": [_without_year(day) for day in days["date"]],
            "Followers": days["followers"].astype(str),
            "Difference in followers from previous day": net.astype(str),
        }
    )
    header, *rows = _with_header(table)
    described = ["Day, local time", "Accounts that follow", "Followers won less lost"]
    return _csv([header, described, *rows], ",")


def _days(brand: Brand) -> bytes:
    days = _platform_days(brand, brand.home).iloc[::-1]
    lines = ["sep=;", "Account overview", "Date;Reach;Impressions;Followers"]
    for day, *numbers in days[["date", "reach", "impressions", "followers"]].itertuples(
        index=False
    ):
        cells = [_without_year(day), *(_european(number, _NBSP) for number in numbers)]
        lines.append(";".join(cells))
    return _utf_16(lines)


def _without_year(day: pd.Timestamp) -> str:
    return f"{day.month_name()} {day.day}"


def _posts(brand: Brand, platform: str, *, described: bool = False) -> bytes:
    posts = brand.history().posts
    posts = posts[posts["platform"] == platform]
    columns = {
        "Post ID": posts["post_id"],
        "Page name": brand.name,
        "Description": posts["text"],
        "Publish time": posts["published"].dt.strftime("%d/%m/%Y %H:%M"),
        "Permalink": posts["permalink"],
        "Post type": posts["format"].str.capitalize(),
        "Reach": posts["reach"],
        "Reactions, Comments and Shares": posts[["likes", "comments", "shares"]].sum(axis=1),
        "Reactions": posts["likes"],
        "Comments": posts["comments"],
        "Shares": posts["shares"],
    }
    # A column cannot bear the name of another until it is in the file.
    views = {"shown": posts["impressions"], "played": posts["video_views"].fillna(0)}
    table = pd.DataFrame(columns | views).astype(str)
    if described:  # the exercise's file, in which the first Views is the wrong one
        table.insert(1, "played", table.pop("played"))
    header, *rows = _with_header(table)
    if described:
        rows.insert(0, [_DESCRIBED[name] for name in header])
    return _csv([["Views" if name in views else name for name in header], *rows], ",")
