"""Answer keys of exercise 00: three warm-up checks."""

from __future__ import annotations

from smmkit.coach.answers import Number, Record
from smmkit.coach.questions import QuestionSet

QUESTIONS = QuestionSet("00", "welcome")


def _home(brand, table):
    return table[table["platform"] == brand.home]


@QUESTIONS.question(
    "first_look",
    title="Run a cell, read its table",
    points=2,
    answer=Record({"platforms": Number("platforms"), "posts": Number("posts")}),
    hints=(
        "Your brand's card names its home platform. Look for that platform's line in the table.",
        "“platforms” is the number of lines that begin with a platform's name. “posts” stands in "
        "the line of the home platform, in the column “all”.",
    ),
    checked="both numbers",
    not_checked="whether you read them off the table or let Python count",
)
def first_look(brand):
    return {"platforms": len(brand.platforms), "posts": len(_home(brand, brand.history().posts))}


@first_look.wrong(
    "all platforms",
    "You counted the posts of all platforms together. The question is about the home platform "
    "alone: whoever asks about one page gets the numbers of that page.",
)
def _(brand):
    return {"platforms": len(brand.platforms), "posts": len(brand.history().posts)}


@first_look.wrong(
    "not paid only",
    "You took the posts that no money was spent on. Paid ones were published too: take the "
    "column “all”.",
)
def _(brand):
    home = _home(brand, brand.history().posts)
    return {"platforms": len(brand.platforms), "posts": int((~home["paid"]).sum())}


@first_look.wrong(
    "counted the total line",
    "Your posts are right, but you counted one platform too many: the line “all” adds the "
    "others up and is no platform.",
)
def _(brand):
    return {**first_look.key(brand), "platforms": len(brand.platforms) + 1}


@QUESTIONS.question(
    "home_followers",
    title="Mend a cell that runs",
    points=2,
    answer=Number("followers", abs=0.5, rel=0),
    hints=(
        "Each row of home_daily holds the followers at the end of one day. Which day is asked for?",
        'Take one value of the column and add nothing: home_daily["followers"].iloc[-1] is its '
        "last one.",
    ),
    checked="the number",
    not_checked="how you got it; reading it off the brand's card is allowed, but mend the line too",
)
def home_followers(brand):
    return int(_home(brand, brand.history().daily)["followers"].iloc[-1])


@home_followers.wrong(
    "added up over days",
    "You added the followers of every day up. Someone who follows for half a year is then "
    "counted once a day. A number that tells how many there are at a moment is never added up "
    "over time: take one day.",
)
def _(brand):
    return int(_home(brand, brand.history().daily)["followers"].sum())


@home_followers.wrong(
    "all platforms",
    "You took the followers of all platforms together. Some people follow on two of them, so "
    "nobody knows how many people that is. Asked for: the home platform.",
)
def _(brand):
    return sum(brand.followers.values())


@home_followers.wrong(
    "first day",
    "You took the first day of the half year. The owner asks how many follow now: take the last "
    "day.",
)
def _(brand):
    return int(_home(brand, brand.history().daily)["followers"].iloc[0])


@QUESTIONS.question(
    "home_engagements",
    title="Read an error and act on it",
    points=2,
    answer=Number("engagements"),
    hints=(
        "The last line of the message names the column that pandas looked for. Compare it, letter "
        "by letter, with the columns the table has.",
        'The column is called engagements, with an s: home_posts["engagements"].sum().',
    ),
    checked="the number",
    not_checked="that you read the message, which is the habit worth having",
)
def home_engagements(brand):
    return int(_home(brand, brand.history().posts)["engagements"].sum())


@home_engagements.wrong(
    "likes only",
    "You added up the likes. They are one part: comments, shares and saves are engagements too.",
)
def _(brand):
    return int(_home(brand, brand.history().posts)["likes"].sum())


@home_engagements.wrong(
    "all platforms",
    "You added up the posts of all platforms. Use home_posts, which holds the home platform's "
    "alone.",
)
def _(brand):
    return int(brand.history().posts["engagements"].sum())


@home_engagements.wrong(
    "mean of a post",
    "You took the mean: the engagements of a usual post. Asked for is how many there were in "
    "all, so add them up.",
)
def _(brand):
    return float(_home(brand, brand.history().posts)["engagements"].mean())
