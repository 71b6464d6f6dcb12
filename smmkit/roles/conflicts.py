"""Where the sources contradict each other, and the circumstance that settles it."""

from __future__ import annotations

import pandas as pd

from smmkit.errors import check_choice

__all__ = ["CIRCUMSTANCES", "conflicts", "settle", "settlements"]

CIRCUMSTANCES = {
    "employer size": "How large is the firm?",
    "specialist": "Is somebody hired for just this?",
    "kind of post": "Does this post decide on money and tools, or carry out what others decided?",
    "place": "Is the work done on the networks or on the firm's own site?",
    "one-off or continuous": "Does it happen once, or all year round?",
    "message": "What does the message hold: a complaint, or abuse and spam?",
    "cover or working time": "Are these the page's hours or a person's?",
    "doing or knowing": "Is it about doing the work, or about being able to judge it?",
    "hours": "How many hours does the work take, and how many are there?",
}
"""Circumstances, each with the question to ask."""

_CONFLICTS = (
    ("X1", "texts", "the manager writes the posts", "F22 F31 F66",
     "a copywriter or journalist writes them", "F2 F52"),
    ("X2", "photos", "the manager makes photos, pictures and films", "F22 F29 F66",
     "a photographer or designer makes them", "F53"),
    ("X3", "ads", "the manager sets up ads and manages their budget", "F20 F28",
     "a targetologist sets them up, and others hold the budget", "F2 F56 F64"),
    ("X4", "working time", "the manager works five days and rests two", "F92",
     "the page is there day and night", "F82 F93"),
    ("X5", "conversation", "talking with customers is the heart of the job", "F6 F42 F76",
     "sales, support or a community manager talks with them", "F54 F60"),
    ("X6", "negative comments", "sharp comments that harm the firm are deleted", "F21",
     "conflict is smoothed by a competent answer", "F16"),
    ("X7", "the site", "the manager improves the site's usability and layout", "F19 F32",
     "SMM means no work on the site at all", "F15"),
    ("X10", "everything", "the manager does everything alone", "F66",
     "nobody can do everything well", "F58 F65 F91"),
    ("X14", "campaigns", "developing an advertising campaign is a duty", "F20",
     "one-off advertising and PR campaigns are not", "F50"),
)  # fmt: skip

# conflict, circumstance, case, which claim holds ("both": each in its own sense), why
_SETTLED = (
    ("X1", "employer size", "small", "first", "There is nobody else to write."),
    ("X1", "employer size", "large", "second", "There is a specialist for each task."),
    ("X1", "specialist", "a copywriter is hired", "second", "The manager briefs and checks."),
    ("X1", "specialist", "nobody is hired for it", "first", "What has no owner is the manager's."),
    ("X1", "kind of post", "carries out", "first", "Such a post writes and moderates."),
    ("X1", "kind of post", "decides", "second", "Such a post splits the goal and briefs others."),
    ("X1", "doing or knowing", "doing and knowing", "both",
     "Another may write; the manager must know how, to ask for it and judge it."),
    ("X2", "employer size", "small", "first", "A phone costs less than a shoot each week."),
    ("X2", "employer size", "large", "second", "There is a specialist for each task."),
    ("X2", "specialist", "a photographer or designer is hired", "second",
     "The manager briefs and checks."),
    ("X2", "specialist", "nobody is hired for it", "first", "What has no owner is the manager's."),
    ("X2", "kind of post", "carries out", "first",
     "Such a post makes simple pictures, beside a designer."),
    ("X2", "kind of post", "decides", "second", "Such a post briefs others."),
    ("X2", "doing or knowing", "doing and knowing", "both",
     "Another may shoot; the manager must know what to ask for."),
    ("X3", "employer size", "small", "first", "One person plans, sets up and watches the ads."),
    ("X3", "employer size", "large", "second", "A targetologist sets them up."),
    ("X3", "specialist", "a targetologist is hired", "second", "The manager briefs and checks."),
    ("X3", "specialist", "nobody is hired for it", "first", "What has no owner is the manager's."),
    ("X3", "kind of post", "carries out", "second", "Such a post has no say over the budget."),
    ("X3", "kind of post", "decides", "first", "Such a post answers for budget and tools."),
    ("X3", "doing or knowing", "doing and knowing", "both",
     "Another may click; the manager must know what result to ask for."),
    ("X4", "cover or working time", "the page and the person", "both",
     "The page can be open all week, with scheduling and rotas; a person cannot."),
    ("X4", "employer size", "small", "first",
     "One person has five days; scheduling and a stated answering time do the rest."),
    ("X4", "employer size", "large", "second", "Several people can share the week out."),
    ("X4", "specialist", "people answer in shifts", "second", "The rota covers the week."),
    ("X4", "specialist", "nobody else answers", "first", "One person has five days."),
    ("X5", "employer size", "small", "first", "There is nobody else to talk."),
    ("X5", "employer size", "large", "second", "There are a community manager and support."),
    ("X5", "specialist", "a community manager is hired", "second",
     "The manager sets the tone, reads along and takes what escalates."),
    ("X5", "specialist", "nobody is hired for it", "first", "What has no owner is the manager's."),
    ("X5", "kind of post", "carries out", "first", "Such a post moderates the communities."),
    ("X5", "kind of post", "decides", "second", "Such a post sets rules and checks."),
    ("X5", "message", "talk about the brand, or an order gone wrong", "both",
     "Talk is the page's; an order or a fault is settled by sales or support."),
    ("X5", "doing or knowing", "doing and knowing", "both",
     "Another may answer; the manager must know how it is done well."),
    ("X6", "message", "a complaint, however sharp", "second",
     "Deleting it hides the problem and makes a second one."),
    ("X6", "message", "abuse or spam against published rules", "first",
     "Then only, by rules that anybody could have read before."),
    ("X7", "place", "the networks and the site", "both",
     "It may be one person's work, but on the site its name is SMO, with other skills and "
     "another owner."),
    ("X10", "employer size", "small", "first", "There is nobody else; so do less, on purpose."),
    ("X10", "employer size", "large", "second", "There is a specialist for each task."),
    ("X10", "specialist", "specialists are hired", "second", "The tasks are split."),
    ("X10", "specialist", "nobody is hired", "first", "What has no owner is the manager's."),
    ("X10", "kind of post", "carries out or decides", "second", "Either post is a part of it."),
    ("X10", "hours", "fewer than the work takes", "second",
     "Give something away or leave something out."),
    ("X10", "hours", "as many as the work takes", "first", "It fits; that it is good is not said."),
    ("X10", "doing or knowing", "doing and knowing", "both",
     "The manager knows how everything is done, and does a part of it."),
    ("X14", "one-off or continuous", "continuous", "first",
     "Advertising all year belongs to the plan."),
    ("X14", "one-off or continuous", "one-off", "second", "PR and advertising people run it."),
    ("X14", "specialist", "PR or advertising people are there", "second",
     "They run it; the manager gives them the networks' part."),
    ("X14", "specialist", "nobody is hired for it", "first", "What has no owner is the manager's."),
    ("X14", "employer size", "small", "first", "There is nobody else."),
    ("X14", "employer size", "large", "second", "There are people for it."),
    ("X14", "kind of post", "decides", "first", "Such a post answers for budget and tools."),
    ("X14", "kind of post", "carries out", "second", "Such a post has no say over the budget."),
)  # fmt: skip


def conflicts() -> pd.DataFrame:
    """
    Return the contradictions about who does what.

    Returns
    -------
    pandas.DataFrame
        Indexed by conflict (X1 ...): about, first and second (claims), first_facts and
        second_facts (where each stands).

    Examples
    --------
    >>> conflicts().loc["X7", "second"]
    'SMM means no work on the site at all'
    """
    columns = ["conflict", "about", "first", "first_facts", "second", "second_facts"]
    return pd.DataFrame(_CONFLICTS, columns=columns).set_index("conflict")


def settlements() -> pd.DataFrame:
    """
    Return what each circumstance does to each contradiction.

    Returns
    -------
    pandas.DataFrame
        Columns conflict, circumstance, case, holds (first, second or both) and why. A pair that
        is not there is one where the circumstance does not settle the contradiction.

    Examples
    --------
    >>> found = settlements()
    >>> sorted(found.loc[found["conflict"] == "X6", "circumstance"].unique())
    ['message']
    """
    return pd.DataFrame(_SETTLED, columns=["conflict", "circumstance", "case", "holds", "why"])


def settle(conflict: str, circumstance: str) -> pd.DataFrame:
    """
    Say which claim holds in which case.

    Parameters
    ----------
    conflict : str
        X1 and so on, the index of `conflicts`.
    circumstance : str
        One of `CIRCUMSTANCES`.

    Returns
    -------
    pandas.DataFrame
        Indexed by case: holds and why. Empty if this circumstance does not settle it.

    Raises
    ------
    ArgumentError
        If there is no such contradiction or circumstance.

    Examples
    --------
    >>> settle("X1", "employer size")["holds"].to_dict()
    {'small': 'first', 'large': 'second'}
    >>> len(settle("X6", "employer size"))
    0
    """
    check_choice("conflict", conflict, list(conflicts().index))
    check_choice("circumstance", circumstance, list(CIRCUMSTANCES))
    table = settlements()
    chosen = table[(table["conflict"] == conflict) & (table["circumstance"] == circumstance)]
    return chosen.set_index("case")[["holds", "why"]]
