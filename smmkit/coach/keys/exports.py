"""Lesson 07: the files that platforms hand out, read by hand."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from smmkit.brand.messy import ads_cells
from smmkit.coach.answers import Call, Function, Number, Record, Rows
from smmkit.coach.questions import QuestionSet

QUESTIONS = QuestionSet("07", "exports")

NOTHING = ("", "-", "--")
EXACT = 1e-9  # what is copied from a file has no rounding to forgive


def _home_posts(brand: Any) -> pd.DataFrame:
    posts = brand.history().posts
    return posts[posts["platform"] == brand.home]


def _home_days(brand: Any) -> pd.DataFrame:
    daily = brand.history().daily
    return daily[daily["platform"] == brand.home]


@QUESTIONS.question(
    "ads_sums",
    title="The ads of the second quarter, added up",
    points=3,
    answer=Record(
        {"spend": Number("money"), "impressions": Number("displays"), "clicks": Number("clicks")}
    ),
    hints=(
        "Look at the first row below the header: which campaign is it? And what does the full "
        "stop do in a number such as 12.345 that counts displays?",
        'pd.read_csv("messy/ads.csv", sep=";", decimal=",", thousands="."), then keep the rows '
        'whose "Campaign name" is known: .notna().',
    ),
    checked="the three sums, to three digits",
    not_checked="whether the platform counted right",
)
def ads_sums(brand):
    ads = brand.history().ads
    spring = ads[ads["date"] >= "2026-04-01"]
    return {name: float(spring[name].sum()) for name in ("spend", "impressions", "clicks")}


@ads_sums.wrong(
    "total row summed in",
    "Your sums are twice what they should be: the first row, which names no campaign, is already "
    "the total of the others. An owner who reads this believes twice the money was spent. Leave "
    "that row out of the sum, and use it to check the sum.",
)
def _(brand):
    return {name: 2 * value for name, value in ads_sums.key(brand).items()}


def _ads_texts(brand: Any) -> dict[str, pd.Series]:
    cells = ads_cells(brand, task="exercise").iloc[1:]
    return {
        "spend": cells[f"Amount spent ({brand.currency})"],
        "impressions": cells["Impressions"],
        "clicks": cells["Link clicks"],
    }


@ads_sums.wrong(
    "1.234 read as 1.2",
    "A full stop in this file sets thousands apart: 1.234 displays are more than a thousand, and "
    'you counted them as one and a bit. pandas gives no warning. Tell it: thousands=".".',
)
def _(brand):
    texts = _ads_texts(brand)
    counted = {name: float(texts[name].astype(float).sum()) for name in ("impressions", "clicks")}
    return {"spend": ads_sums.key(brand)["spend"]} | counted


@ads_sums.wrong(
    "comma taken for thousands",
    "You read the comma as a mark between thousands, so 18,40 became 1840, and the full stop as a "
    'decimal point. In this file it is the other way round: decimal="," and thousands=".".',
)
def _(brand):
    texts = _ads_texts(brand).items()
    return {name: float(cells.str.replace(",", "").astype(float).sum()) for name, cells in texts}


@QUESTIONS.question(
    "june_reach",
    title="How many people did June reach?",
    points=2,
    answer=Record({"at_least": Number("accounts"), "at_most": Number("accounts")}),
    hints=(
        "If the same people come every day, how many are they? And if no one ever comes twice?",
        'Read with encoding="utf-16", sep=";", skiprows=2, thousands="\\u00a0", engine="python"; '
        "then, of the 28 days of June, the largest reach and the sum of all.",
    ),
    checked="the two bounds, to three digits",
    not_checked="where between them the truth lies: only the platform could tell",
)
def june_reach(brand):
    return _bounds(_june(brand)["reach"])


def _june(brand: Any) -> pd.DataFrame:
    days = _home_days(brand)
    return days[days["date"] >= "2026-06-01"]


def _bounds(reach: pd.Series) -> dict[str, float]:
    return {"at_least": float(reach.max()), "at_most": float(reach.sum())}


@june_reach.wrong(
    "reach added up",
    "You gave the sum of the days as the least. Whoever came on Monday and on Tuesday stands in it "
    "twice, so the true number of people may be far below. At least as many as on the best day "
    "were reached, and that is all that is certain.",
)
def _(brand):
    reach = _june(brand)["reach"]
    return {"at_least": float(reach.sum()), "at_most": float(reach.sum())}


@june_reach.wrong(
    "mean day",
    "You gave the mean of the days as the least. On the best day alone more accounts than that "
    "were reached, so the month reached more too.",
)
def _(brand):
    reach = _june(brand)["reach"]
    return _bounds(reach) | {"at_least": float(reach.mean())}


@june_reach.wrong(
    "the whole file for June",
    "You counted days outside June. The file holds half a year, and the question is about its last "
    "28 days.",
)
def _(brand):
    return _bounds(_home_days(brand)["reach"])


@june_reach.wrong(
    "impressions for reach",
    "You used impressions. They count displays, and one person sees several: the owner asked for "
    "people. Take the column Reach.",
)
def _(brand):
    return _bounds(_june(brand)["impressions"])


@QUESTIONS.question(
    "followers",
    title="Followers on the first day and on the last",
    points=2,
    answer=Record(
        {"first_day": Number("accounts", rel=EXACT), "last_day": Number("accounts", rel=EXACT)}
    ),
    hints=(
        "The file runs over half a year and says no year. Which month can only be of the year "
        "before?",
        "Days of December are of 2025, all others of 2026. Put the year behind the text, then "
        'pd.to_datetime(..., format="%B %d %Y"), sort_values("date"), and take the first row and '
        "the last.",
    ),
    checked="the two numbers, exactly",
    not_checked="the days between",
)
def followers(brand):
    return _ends(_home_days(brand))


def _ends(days: pd.DataFrame) -> dict[str, float]:
    return {
        "first_day": float(days["followers"].iloc[0]),
        "last_day": float(days["followers"].iloc[-1]),
    }


@followers.wrong(
    "all of one year",
    "You gave every day the same year, so the days of December stand behind those of June. The "
    "file ends in June: a December before it is of the year before.",
)
def _(brand):
    days = _home_days(brand)
    december = days["date"].dt.month == 12
    return _ends(pd.concat([days[~december], days[december]]))


@followers.wrong(
    "sorted as words",
    "You sorted the dates as text, and then April comes first and the 9th of March last. Turn them "
    "into dates before you sort.",
)
def _(brand):
    days = _home_days(brand)
    words = days["date"].dt.month_name() + " " + days["date"].dt.day.astype(str)
    return _ends(days.assign(words=words).sort_values("words"))


@followers.wrong(
    "in the file's order",
    "You have the two the wrong way round: the newest day stands on top of this file. Reported "
    "like that, a page that grew has shrunk. Sort by date first.",
)
def _(brand):
    return _ends(_home_days(brand).iloc[::-1])


@QUESTIONS.question(
    "posts_by_month",
    title="Posts by month",
    points=2,
    answer=Rows(["month"], {"posts": Number("posts", rel=EXACT)}),
    hints=(
        "Is there a date in the file that can be read in one way only? All are written in the same "
        "way.",
        'pd.to_datetime(..., format="%d/%m/%Y %H:%M"), then .dt.strftime("%Y-%m"), and count the '
        'rows of each: .value_counts(), .rename_axis("month"), .reset_index(name="posts").',
    ),
    checked="each month's number of posts",
    not_checked="days and hours",
)
def posts_by_month(brand):
    return _by_month(_home_posts(brand)["published"])


def _by_month(published: pd.Series) -> pd.DataFrame:
    months = published.dt.strftime("%Y-%m").value_counts()
    return months.rename_axis("month").reset_index(name="posts")


def _swapped(published: pd.Series) -> pd.Series:
    """Read dd/mm as mm/dd where that is a date; missing where it is none."""
    written = published.dt.strftime("%d/%m/%Y %H:%M")
    return pd.to_datetime(written, format="%m/%d/%Y %H:%M", errors="coerce")


@posts_by_month.wrong(
    "month and day swapped, the rest lost",
    "You read 05/02 as the 2nd of May; it is the 5th of February. What could not be read that way, "
    'such as 29/12, became missing and fell out of the count. Say the order: format="%d/%m/%Y '
    '%H:%M".',
)
def _(brand):
    return _by_month(_swapped(_home_posts(brand)["published"]).dropna())


@posts_by_month.wrong(
    "month and day swapped where possible",
    "The first twelve days of each month have changed places with other months: 05/02 was read as "
    "the 2nd of May, while 29/12 was read rightly. A file has one order for all of its dates.",
)
def _(brand):
    published = _home_posts(brand)["published"]
    return _by_month(_swapped(published).fillna(published))


@QUESTIONS.question(
    "posts",
    title="One tidy table of posts",
    points=3,
    answer=Rows(
        ["post_id"],
        {
            "month": Number("", rel=EXACT),
            "day": Number("", rel=EXACT),
            "reach": Number("accounts", rel=EXACT),
            "impressions": Number("displays", rel=EXACT),
            "engagements": Number("actions", rel=EXACT),
        },
    ),
    hints=(
        "The row below the header says what each column is. Which of the two called Views tells "
        "how often the post was shown?",
        'Read with skiprows=[1] and dtype={"Post ID": str}; the second Views is called "Views.1" '
        "in pandas, and it is the impressions. .dt.month and .dt.day take dates apart.",
    ),
    checked="every row: its number, month, day and the three counts",
    not_checked="hours, texts and formats",
)
def posts(brand):
    return _tidy(brand)


def _tidy(brand: Any, **instead: Any) -> pd.DataFrame:
    table = _home_posts(brand)
    return pd.DataFrame(
        {
            "post_id": table["post_id"].astype(str),
            "month": table["published"].dt.month,
            "day": table["published"].dt.day,
            "reach": table["reach"].astype(float),
            "impressions": table["impressions"].astype(float),
            "engagements": table[["likes", "comments", "shares"]].sum(axis=1).astype(float),
        }
        | instead
    ).reset_index(drop=True)


@posts.wrong(
    "wrong one of the duplicate columns",
    "Your impressions are the plays of the video: 0 for every photo, which was certainly shown. "
    "Two columns are called Views, and the row below the header says which is which.",
)
def _(brand):
    return _tidy(brand, impressions=_home_posts(brand)["video_views"].fillna(0).astype(float))


@posts.wrong(
    "month and day swapped",
    "The first twelve days of each month have month and day the wrong way round. Somewhere in the "
    "file stands a day above 12 in first place: the whole file is day first.",
)
def _(brand):
    published = _home_posts(brand)["published"]
    read = _swapped(published).fillna(published)
    return _tidy(brand, month=read.dt.month, day=read.dt.day)


@posts.wrong(
    "description row counted",
    "Your table has one row too many: the row that describes the columns is no post. Every count "
    "of posts, and every average over them, is wrong by it. Leave it out: skiprows=[1].",
)
def _(brand):
    described = {"post_id": "Number of the post"}  # all its numbers are missing
    return pd.concat([pd.DataFrame([described]), _tidy(brand)], ignore_index=True)


@posts.wrong(
    "reactions only",
    "Your engagements are the reactions alone. A comment costs people more than a like, and here "
    "it would count nothing. Take the column that adds up reactions, comments and shares.",
)
def _(brand):
    return _tidy(brand, engagements=_home_posts(brand)["likes"].astype(float))


@QUESTIONS.question(
    "to_number",
    title="A number, however it is written",
    points=3,
    answer=Function(returns=Number(rel=EXACT), calls=lambda brand: _texts()),
    hints=(
        "Go in steps: take the spaces out (also the one that does not break), see whether nothing "
        "is left, take the thousands' mark out, then put a full stop for the decimal mark.",
        'thousands = "." if decimal == "," else ","; bare = text.replace("\\u00a0", "")'
        '.replace(" ", ""); then bare.replace(thousands, "").replace(decimal, "."). A % at the '
        "end comes off first and divides by 100.",
    ),
    checked="your function on eleven ways to write a number",
    not_checked="texts that are no number at all, and other marks such as 1'234",
)
def to_number(brand):
    return _to_number


def _texts() -> list[Call]:
    return [
        Call("thousands with a full stop", ("1.234", ",")),
        Call("thousands with a comma", ("1,234", ".")),
        Call("a decimal comma", ("12,5", ",")),
        Call("a decimal point", ("0.5", ".")),
        Call("thousands and decimals", ("1.234.567,89", ",")),
        Call("a space that does not break", ("27\u00a0190", ",")),
        Call("per cent", ("86,11\u00a0%", ",")),
        Call("less than nothing", ("-1,250", ".")),
        Call("spaces around", (" 845 ", ",")),
        Call("nothing, with dashes", (" --", ",")),
        Call("an empty cell", ("", ".")),
    ]


def _to_number(text: str, decimal: str, *, grouped: bool = True) -> float:
    bare = text.replace("\u00a0", "").replace(" ", "")
    if bare in NOTHING:
        return math.nan
    thousands = "." if decimal == "," else ","
    if grouped:
        bare = bare.replace(thousands, "")
    number = float(bare.rstrip("%").replace(",", "."))
    return number / 100 if bare.endswith("%") else number


@to_number.wrong(
    "1.234 read as 1.2",
    "Your function takes a mark between thousands for the decimal mark: 1.234 displays become one "
    "and a bit. The argument decimal says which mark is which; take the other one out first.",
)
def _(brand):
    def mistaken(text, decimal):
        try:
            return _to_number(text, decimal, grouped=False)
        except ValueError as error:  # two marks are left: the judge knows only arithmetic
            raise ArithmeticError(str(error)) from error

    return mistaken


@to_number.wrong(
    "one country only",
    "Your function always reads the comma as the decimal mark, whatever the argument decimal says. "
    "An American file then has 1,234 displays read as one and a bit, and 0.5 as 5.",
)
def _(brand):
    return lambda text, decimal: _to_number(text, ",")


@to_number.wrong(
    "per cent not divided",
    "Your function leaves per cent as they stand: 86.11 for 86.11 %. This course writes a share as "
    "a fraction, so that it can be multiplied; divide by 100.",
)
def _(brand):
    return lambda text, decimal: _to_number(text.replace("%", ""), decimal)


@to_number.wrong(
    "nothing read as zero",
    "Your function makes 0 of a cell that says nothing. Not known is not none: a mean over such "
    'zeros comes out too low. Return float("nan").',
)
def _(brand):
    def mistaken(text, decimal):
        number = _to_number(text, decimal)
        return 0.0 if math.isnan(number) else number

    return mistaken
