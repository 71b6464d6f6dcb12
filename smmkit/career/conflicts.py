"""Two contradictions about a career, the circumstances that settle them, and cards to sort."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from smmkit.brand.identity import stream
from smmkit.errors import check_choice

if TYPE_CHECKING:
    from smmkit.brand.cards import Brand

__all__ = ["CIRCUMSTANCES", "conflicts", "deal_cards", "settlements", "settles"]

CIRCUMSTANCES = {
    "what is sold": "Is it your own public that is paid for, or work on the client's page?",
    "who decides": "Does a form decide, or somebody who looks at the work?",
    "employer size": "Is the firm large enough for a form and for specialists?",
    "step of the ladder": "Assistant, specialist, head of a team, agency: which step is it?",
    "proof": "Is there a finished case with its numbers, or none yet?",
    "whose wall": "Is it a page for work or a private one, and who else speaks through it?",
}
"""Circumstances, each with the question to ask."""

_CONFLICTS = (
    ("X11", "own followers", "a manager should have followers of their own", "F90",
     "many professionals hardly appear anywhere", "F90"),
    ("X15", "experience", "three years or more are asked for", "F74",
     "take one page and show the result there", "F120"),
)  # fmt: skip

# conflict, which claim holds, circumstances that settle it, the situation
_SITUATIONS = (
    ("X11", "first", ("what is sold",),
     "A tool maker pays you for posts on your own account about the trade."),
    ("X11", "first", ("what is sold",),
     "You live partly on advertising in a community of your own about your town."),
    ("X11", "first", ("what is sold", "proof"),
     "You sell a course on growing a page, and have no client's case to show yet."),
    ("X11", "second", ("what is sold", "proof", "who decides"),
     "A workshop hires you for its page. The owner looks through three of your cases, with dates."),
    ("X11", "second", ("whose wall", "employer size"),
     "A bank's rules: staff who speak for it do not post in public under their own names."),
    ("X11", "second", ("step of the ladder", "what is sold", "employer size"),
     "An agency of forty wants somebody to lead five writers; no client will see that person."),
    ("X15", "first", ("who decides", "employer size"),
     "A group of 900 people sorts applications by a form; “years in the job” is a field of it."),
    ("X15", "first", ("step of the ladder", "employer size"),
     "A department of twelve looks for its head, who will train and judge the others."),
    ("X15", "first", ("step of the ladder", "proof"),
     "You want to open an agency, with a team to steer, and have no finished work yet."),
    ("X15", "second", ("who decides", "employer size", "proof"),
     "A shop of three people: the owner asks to see one page you ran, with before and after."),
    ("X15", "second", ("step of the ladder",),
     "An agency looks for an assistant to begin in July, and pays like it."),
    ("X15", "second", ("proof", "who decides"),
     "A clinic had read your case, with its bounds and its hours, before it wrote to you."),
)  # fmt: skip

_CARDS = "ABCDE"
# Pairs of situations, one on each side, in no order: which is which a reader is to tell.
_PAIRS = {
    "X11": (
        ("A maker of running shoes asks what a post on your own page would cost.",
         "A dentist wants her page run, and has asked two of your clients how it went."),
        ("A hospital's contract: who writes for it does not show up with opinions of their own.",
         "You hold workshops under your own name, and people book because they read you."),
        ("You would run a newsletter on your town's history, paid for by three advertisers.",
         "An agency wants a planner for budgets; the work goes out under the clients' names."),
    ),
    "X15": (
        ("An airport's personnel office sends back every form without three years in it.",
         "A gardener has nobody yet; he lays your page, with its dates, beside another's."),
        ("A studio wants a second pair of hands for its pages, to be taught from Monday on.",
         "A brewery wants somebody to build its team of five, and to answer for it."),
        ("A café owner read how you measured a bakery's page, and asks for the same.",
         "A ministry's tender counts years of experience; other proof gets no points."),
    ),
}  # fmt: skip


def conflicts() -> pd.DataFrame:
    """
    Return the contradictions about a career.

    Returns
    -------
    pandas.DataFrame
        Indexed by conflict: about, first and second (claims), first_facts and second_facts.

    Examples
    --------
    >>> conflicts().loc["X15", "second"]
    'take one page and show the result there'
    """
    columns = ["conflict", "about", "first", "first_facts", "second", "second_facts"]
    return pd.DataFrame(_CONFLICTS, columns=columns).set_index("conflict")


def settlements() -> pd.DataFrame:
    """
    Return situations, which claim holds in each, and the circumstances that settle it.

    Returns
    -------
    pandas.DataFrame
        Columns conflict, holds (first or second), circumstances (a tuple) and situation.

    Examples
    --------
    >>> settlements()["holds"].value_counts().to_dict()
    {'first': 6, 'second': 6}
    """
    names = ["conflict", "holds", "circumstances", "situation"]
    return pd.DataFrame(_SITUATIONS, columns=names)


def settles(conflict: str, circumstance: str) -> pd.DataFrame:
    """
    Show the situations in which a circumstance settles a contradiction.

    Parameters
    ----------
    conflict : str
        X11 or X15.
    circumstance : str
        One of `CIRCUMSTANCES`.

    Returns
    -------
    pandas.DataFrame
        Columns situation and holds; empty if it settles none of those told here.

    Raises
    ------
    ArgumentError
        If there is no such contradiction or circumstance.

    Examples
    --------
    >>> settles("X11", "whose wall")["holds"].tolist()
    ['second']
    """
    check_choice("conflict", conflict, list(conflicts().index))
    check_choice("circumstance", circumstance, list(CIRCUMSTANCES))
    table = settlements()
    meant = table["circumstances"].map(lambda names: circumstance in names)
    return table.loc[meant & (table["conflict"] == conflict), ["situation", "holds"]].reset_index(
        drop=True
    )


def deal_cards(brand: Brand) -> pd.DataFrame:
    """
    Deal five situations, none of them from `settlements`, to whoever runs a brand.

    Parameters
    ----------
    brand : Brand
        The learner's.

    Returns
    -------
    pandas.DataFrame
        Columns card (A to E), about, first and second (claims) and situation.

    Examples
    --------
    >>> from smmkit import Brand
    >>> deal_cards(Brand.of("ada"))["card"].tolist()
    ['A', 'B', 'C', 'D', 'E']
    """
    rng = stream(brand.identity, "career.cards")
    chosen, spare = [], []
    for conflict, pairs in _PAIRS.items():
        # A whole pair, so that each side of each contradiction is there.
        first, *others = (pairs[place] for place in rng.permutation(len(pairs)))
        chosen += [(conflict, words) for words in first]
        spare += [(conflict, words) for pair in others for words in pair]
    chosen.append(spare[int(rng.integers(len(spare)))])
    dealt = pd.DataFrame(
        [chosen[place] for place in rng.permutation(len(chosen))],
        columns=["conflict", "situation"],
    )
    dealt = dealt.join(conflicts()[["about", "first", "second"]], on="conflict")
    dealt.insert(0, "card", list(_CARDS))
    return dealt[["card", "about", "first", "second", "situation"]]
