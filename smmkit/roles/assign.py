"""Who does a duty, who answers for it, and which letter that gives in a RACI table."""

from __future__ import annotations

import pandas as pd

from smmkit.errors import check_choice, check_columns
from smmkit.roles.catalogue import EMPLOYERS, HEAD, MANAGER, ROLES
from smmkit.tables import FINDINGS

__all__ = ["LETTERS", "STANCES", "assign", "compare", "letter", "raci", "review_raci"]

LETTERS = ("AR", "R", "A", "C", "I")
"""Responsible: does it. Accountable: answers for it. Consulted: asked before. Informed: told."""

STANCES = ("do", "brief and check", "leave")

_ONE_A = "There must be exactly one who answers for it (A); found {found}."
_SOME_R = "Somebody must do it (R); found nobody."
_UNKNOWN = "A cell may hold R, A, AR, C, I or nothing; found {found}."


def assign(duties: pd.DataFrame, *, employer: str) -> pd.DataFrame:
    """
    Say for each duty who does it and what that leaves to the manager.

    Parameters
    ----------
    duties : pandas.DataFrame
        DUTIES; any rows of it, or a table of your own with the columns must_know, and the two
        named after the employer (``small`` and ``answers small``).
    employer : str
        One of `EMPLOYERS`: small, hands-on, large.

    Returns
    -------
    pandas.DataFrame
        Same index; columns does and answers (roles) and manager, the manager's stance: do,
        brief and check (answers for another's work, or must know how it is done), or leave.

    Raises
    ------
    ArgumentError
        If the employer is not known.
    TableError
        If a column is missing.

    Examples
    --------
    >>> from smmkit.roles import duties
    >>> assign(duties(), employer="large").loc["ads"].tolist()
    ['targetologist', 'SMM manager', 'brief and check']
    """
    employer = check_choice("employer", employer, EMPLOYERS)
    needed = ["must_know", employer, f"answers {employer}"]
    check_columns(duties, needed, "assign")
    does, answers = duties[employer], duties[f"answers {employer}"]
    known = duties["must_know"] == "how to do it"
    stance = pd.Series("leave", index=duties.index, dtype="string")
    stance[known | (answers == MANAGER)] = "brief and check"
    stance[does == MANAGER] = "do"
    return pd.DataFrame({"does": does, "answers": answers, "manager": stance})


def letter(role: str, *, does: str, answers: str, asked: bool = False) -> str:
    """
    Return the RACI letter of a role for one duty.

    Parameters
    ----------
    role : str
        Whose letter.
    does, answers : str
        The role that does the work, and the one that answers for its result.
    asked : bool, default False
        Whether `role`, where it is neither, is asked before it is decided; else it is told.

    Returns
    -------
    str
        AR, A, R, C or I.

    Examples
    --------
    >>> letter("SMM manager", does="copywriter", answers="SMM manager")
    'A'
    >>> letter("SMM manager", does="SMM manager", answers="SMM manager")
    'AR'
    """
    both = ("A" if role == answers else "") + ("R" if role == does else "")
    return both or ("C" if asked else "I")


def raci(duties: pd.DataFrame, *, employer: str) -> pd.DataFrame:
    """
    Write the RACI table of a team.

    The manager is consulted where another does and answers for a duty and the manager must know
    how, or the basics; the head, who receives the reports, is informed of all the rest.

    Parameters
    ----------
    duties : pandas.DataFrame
        DUTIES, as for `assign`.
    employer : str
        One of `EMPLOYERS`.

    Returns
    -------
    pandas.DataFrame
        Same index; a column for each role that has a letter, in the order of `ROLES`, roles of
        your own behind them; cells R, A, AR, C, I or empty. Each row has one A and one R.

    Raises
    ------
    ArgumentError
        If the employer is not known.
    TableError
        If a column is missing.

    Examples
    --------
    >>> from smmkit.roles import duties
    >>> table = raci(duties().loc[["texts", "strategy"]], employer="large")
    >>> table.loc["texts"].to_dict()
    {'SMM manager': 'A', 'head': 'I', 'copywriter': 'R'}
    """
    who = assign(duties, employer=employer)
    asked = duties["must_know"] != "nothing"
    named = dict.fromkeys([*who["does"], *who["answers"]])
    roles = [MANAGER, HEAD, *(role for role in ROLES[2:] if role in named)]
    roles += [role for role in named if role not in ROLES]
    rows = []
    for does, answers, known in zip(who["does"], who["answers"], asked, strict=True):
        rows.append(
            {
                role: letter(role, does=does, answers=answers, asked=role == MANAGER and known)
                if role in (MANAGER, HEAD, does, answers)
                else ""
                for role in roles
            }
        )
    return pd.DataFrame(rows, index=duties.index, columns=roles, dtype="string")


def review_raci(table: pd.DataFrame) -> pd.DataFrame:
    """
    Find the rows of a RACI table that leave a duty to nobody, or to too many.

    Parameters
    ----------
    table : pandas.DataFrame
        A row a duty, a column a role; cells R, A, AR (or RA), C, I or empty.

    Returns
    -------
    pandas.DataFrame
        FINDINGS: rules "one answers", "somebody does it", "letters"; a point each.

    Examples
    --------
    >>> table = pd.DataFrame({"you": ["AR", "A"], "owner": ["I", "A"]}, index=["texts", "ads"])
    >>> review_raci(table)[["rule", "where"]].values.tolist()
    [['one answers', 'ads'], ['somebody does it', 'ads']]
    """
    check_columns(table, [], "review_raci")
    found = []
    for duty, row in zip(table.index, table.fillna("").to_numpy(), strict=True):
        cells = ["".join(sorted(str(cell).upper().strip())) for cell in row]
        odd = [cell for cell in cells if cell not in ("", *LETTERS)]
        holders = sum("A" in cell for cell in cells)
        if odd:
            found.append(("letters", duty, "error", _UNKNOWN.format(found=odd[0]), 1.0))
            continue
        if holders != 1:
            words = _ONE_A.format(found=holders or "nobody")
            found.append(("one answers", duty, "error", words, 1.0))
        if not any("R" in cell for cell in cells):
            found.append(("somebody does it", duty, "error", _SOME_R, 1.0))
    return FINDINGS.conform(pd.DataFrame(found, columns=list(FINDINGS.columns)))


def compare(guesses: dict[str, str], duties: pd.DataFrame, *, employer: str) -> pd.DataFrame:
    """
    Hold guesses of who does a duty beside the table.

    Parameters
    ----------
    guesses : dict of str to str
        Duty to role, both as the table writes them.
    duties : pandas.DataFrame
        DUTIES.
    employer : str
        One of `EMPLOYERS`.

    Returns
    -------
    pandas.DataFrame
        Indexed by duty, in the order guessed: guess, does, agrees (bool).

    Raises
    ------
    ArgumentError
        If a duty is not in the table, or a role not in `ROLES`.

    Examples
    --------
    >>> from smmkit.roles import duties
    >>> compare({"texts": "copywriter"}, duties(), employer="small")["agrees"].tolist()
    [False]
    """
    does = assign(duties, employer=employer)["does"]
    rows = []
    for duty, role in guesses.items():
        check_choice("duty", duty, list(does.index))
        check_choice("role", role, ROLES)
        rows.append((duty, role, does[duty], bool(role == does[duty])))
    return pd.DataFrame(rows, columns=["duty", "guess", "does", "agrees"]).set_index("duty")
