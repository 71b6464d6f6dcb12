"""A persona whose every claim can be looked up in the data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from numbers import Real
from typing import Any

import pandas as pd

from smmkit.audience.evidence import evidence_of_rows, is_number, is_yes_no, rows_of
from smmkit.errors import ArgumentError, did_you_mean
from smmkit.tables import FINDINGS

__all__ = ["APART", "FEWEST_CLAIMS", "FEWEST_PEOPLE", "review_persona"]

FEWEST_CLAIMS = 4  # about different columns
FEWEST_APART = 2  # claims that set the persona's people apart from the others
APART = 0.10  # by how much a share must exceed the others' to do so
FEWEST_PEOPLE = 30  # behind a claim that somebody is to spend money on
ROUNDING = 0.005  # a share told to the nearest per cent


def review_persona(
    persona: Mapping[str, Any], people: pd.DataFrame, *, about: str | None = None
) -> pd.DataFrame:
    """
    Hold each claim of a persona against the data.

    Parameters
    ----------
    persona : mapping
        name (text); of (whom it stands for, as in `evidence`); claims, a list with a
        mapping for each: column, is, share (fraction) and n, as `evidence` gives them.
    people : pandas.DataFrame
        One row a person.
    about : str, optional
        Column that must be true of the persona's people, such as customer.

    Returns
    -------
    pandas.DataFrame
        FINDINGS of `smmkit.tables`; none for a persona that stands. Rules: no name, wrong people,
        few people, few claims, not in the data, one number, contradicted, wrong share, wrong n,
        fits anybody.

    Raises
    ------
    ArgumentError
        If it cannot be read: no people meant, or no list of claims.

    Notes
    -----
    A claim is contradicted if it holds for fewer than half and is not the commonest answer
    either. It sets apart if its share exceeds the other people's by 10 points or more; a persona
    with fewer than two such claims could be anybody's.

    Examples
    --------
    >>> asked = pd.DataFrame({"segment": ["a"] * 40 + ["b"] * 40, "x": [True] * 40 + [False] * 40})
    >>> persona = {
    ...     "name": "Ann",
    ...     "of": {"segment": "a"},
    ...     "claims": [{"column": "x", "is": False, "share": 0.6, "n": 40}],
    ... }
    >>> review_persona(persona, asked)["rule"].tolist()
    ['few claims', 'contradicted', 'wrong share', 'fits anybody']
    """
    of, claims = _read(persona)
    meant = rows_of(people, of)
    found: list[tuple[str, str, str, str, float]] = []
    if not str(persona.get("name") or "").strip():
        found.append(("no name", "name", "error", "A persona has a name to be called by.", 0.5))
    if about is not None and not _says_yes(of.get(about)):
        found.append(
            (
                *("wrong people", "of", "error"),
                f"The persona is to stand for people of whom {about!r} is true; say so in of, or "
                "its shares are of other people.",
                3.0,
            )
        )
    n = int(meant.sum())
    if n < FEWEST_PEOPLE:
        found.append(
            (
                *("few people", "of", "warning"),
                f"Only {n} people stand behind it; with fewer than {FEWEST_PEOPLE} each "
                "share may be off by a fifth and more.",
                1.0,
            )
        )
    columns = {str(claim.get("column")) for claim in claims} - set(of)
    if len(columns) < FEWEST_CLAIMS:
        found.append(
            (
                *("few claims", "claims", "error"),
                f"At least {FEWEST_CLAIMS} claims about different columns are wanted, beside what "
                f"of says already; there are {len(columns)}.",
                1.5,
            )
        )
    apart = set()
    for claim in claims:
        broken, sets_apart = _review_claim(claim, people, meant)
        found += broken
        if sets_apart:
            apart.add(claim["column"])
    if len(apart - set(of)) < FEWEST_APART:
        found.append(
            (
                *("fits anybody", "claims", "error"),
                f"{len(apart - set(of))} of the claims are truer of these people than of the "
                f"others, by {100 * APART:.0f} points or more; at least {FEWEST_APART} should be. "
                "As it stands, the persona could be anybody's.",
                3.0,
            )
        )
    return FINDINGS.conform(pd.DataFrame(found, columns=list(FINDINGS.columns)))


def _review_claim(
    claim: Mapping[str, Any], people: pd.DataFrame, meant: pd.Series
) -> tuple[list[tuple[str, str, str, str, float]], bool]:
    column, value = str(claim.get("column")), claim.get("is")
    where = f"{column} is {value}"
    if column not in people.columns:
        says = "Nobody was asked this: no column of the data can bear it out."
        return [("not in the data", where, "error", says, 1.5)], False
    if is_number(people[column]) and isinstance(value, Real) and not isinstance(value, bool):
        says = "One number fits few of many people; say from where to where most of them are."
        return [("one number", where, "error", says, 1.5)], False
    known = evidence_of_rows(people, meant, column, value)
    broken = []
    if not known["share"] >= 0.5 and not _commonest(people.loc[meant, column], value):
        says = (
            f"The data say otherwise: it holds for {100 * known['share']:.0f} % of "
            f"{known['n']} people."
        )
        broken.append(("contradicted", where, "error", says, 1.5))
    told, n = claim.get("share"), claim.get("n")
    if not _near(told, known["share"], ROUNDING):
        says = f"The share of these people is not {_written(told)}; `evidence` gives it."
        broken.append(("wrong share", where, "error", says, 0.75))
    if not _near(n, known["n"], 0):
        says = f"The share rests on another number of people than {n}."
        broken.append(("wrong n", where, "error", says, 0.75))
    return broken, known["share"] - known["others"] >= APART


def _read(persona: Any) -> tuple[Mapping[str, Any], Sequence[Mapping[str, Any]]]:
    if not isinstance(persona, Mapping):
        raise ArgumentError(f"persona must be a dictionary; received {type(persona).__name__}.")
    for field in ("of", "claims"):
        if field not in persona:
            has = ", ".join(map(str, persona))
            raise ArgumentError(
                f"persona must have a field {field!r}; it has: {has}."
                f"{did_you_mean(field, map(str, persona))}"
            )
    of, claims = persona["of"], persona["claims"]
    if not isinstance(of, Mapping) or not of:
        raise ArgumentError(
            f'of must be a dictionary such as {{"segment": "parents"}}; received {of!r}.'
        )
    listed = isinstance(claims, Sequence) and not isinstance(claims, str)
    if not listed or not all(isinstance(claim, Mapping) for claim in claims):
        raise ArgumentError("claims must be a list of dictionaries with column, is, share and n.")
    return of, claims


def _commonest(answers: pd.Series, value: Any) -> bool:
    if is_number(answers) or is_yes_no(answers):
        return False
    counts = answers.value_counts()
    return bool(len(counts)) and counts.get(value, 0) == counts.iloc[0]


def _near(told: Any, known: float, slack: float) -> bool:
    return _counts(told) and abs(float(told) - known) <= slack + 1e-9


def _counts(told: Any) -> bool:
    return isinstance(told, Real) and not isinstance(told, bool)


def _written(told: Any) -> str:
    return f"{float(told):.3g}" if _counts(told) else str(told)


def _says_yes(value: Any) -> bool:
    return isinstance(value, bool) and value
