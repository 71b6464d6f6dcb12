"""The road: the course's lessons in order, and which of them are here."""

from __future__ import annotations

import pandas as pd

from smmkit.coach.questions import all_questions

__all__ = ["road"]

LESSONS = {
    "00": ("Welcome", "meet your brand and your tools"),
    "01": ("Roles", "settle who does what"),
    "02": ("Myths", "answer an owner who doubts"),
    "03": ("Audience", "know the public, choose platforms"),
    "04": ("Strategy", "goal, target, date, stop rule"),
    "05": ("Content", "fill four weeks of calendar"),
    "06": ("Text", "make every draft fit its platform"),
    "07": ("Exports", "read what the platforms hand out"),
    "08": ("KPIs", "the monthly sheet, rightly divided"),
    "09": ("Experiments", "better, or only lucky?"),
    "10": ("Ads", "plan the money, judge the return"),
    "11": ("Community", "a hard day in the inbox"),
    "12": ("Contractors", "brief, choose and check helpers"),
    "13": ("Pricing", "what to charge, what to ask"),
    "14": ("Career", "show a case, find a client"),
    "15": ("Season", "run the brand for 26 weeks"),
}


def road() -> pd.DataFrame:
    """
    Return the course's lessons in order.

    Returns
    -------
    pandas.DataFrame
        Indexed by lesson ("00" to "15"): title, job (what you do in it) and status,
        "here" for a lesson whose exercise can be checked now, else "comes later".

    Examples
    --------
    >>> road().loc["00", "title"]
    'Welcome'
    """
    here = {question.lesson for question in all_questions()}
    rows = [
        (lesson, title, job, "here" if lesson in here else "comes later")
        for lesson, (title, job) in LESSONS.items()
    ]
    return pd.DataFrame(rows, columns=["lesson", "title", "job", "status"]).set_index("lesson")
