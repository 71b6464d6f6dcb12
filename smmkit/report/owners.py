"""Whose page the files are of: rows that name no account, and posts of other accounts."""

from __future__ import annotations

import pandas as pd

from smmkit.exports import Folder

__all__ = ["with_owners"]


def with_owners(folder: Folder) -> tuple[dict[str, pd.DataFrame], list[tuple[str, str]]]:
    """
    Give rows that name no account to the platform's only owner, and leave out others' posts.

    A file of posts belongs to the account that most of its rows name; the others are
    collaborations. If all files of a platform have the same owner, rows that name no account
    are that owner's.

    Parameters
    ----------
    folder : Folder
        What was read.

    Returns
    -------
    tables : dict of str to pandas.DataFrame
        The rows of each table with their file, not yet put together.
    notes : list of tuple
        Level and words of what was given or left out.
    """
    tables = {name: folder.rows(name) for name in folder.tables}
    notes = []
    owners: dict[str, set[str]] = {}
    if "POSTS" in tables:
        posts = tables["POSTS"]
        named = posts.dropna(subset=["platform", "account"])
        for (_, platform), accounts in named.groupby(["file", "platform"])["account"]:
            owners.setdefault(platform, set()).add(accounts.mode()[0])
        known = {(platform, name) for platform, names in owners.items() for name in names}
        pairs = pd.MultiIndex.from_frame(posts[["platform", "account"]])
        foreign = posts["account"].notna() & posts["platform"].notna() & ~pairs.isin(known)
        if foreign.any():
            whose = ", ".join(
                f"{who} {n}" for who, n in posts[foreign]["account"].value_counts().items()
            )
            words = (
                f"{foreign.sum():,} posts of other accounts (collaborations) are left out: {whose}"
            )
            notes.append(("attention", words))
            tables["POSTS"] = posts[~foreign]
    for name in ("DAILY", "AUDIENCE"):
        if name in tables:
            days = tables[name].dropna(subset=["platform", "account"])
            for (platform, account), _ in days.groupby(["platform", "account"]):
                owners.setdefault(platform, set()).add(account)
    only = {platform: next(iter(names)) for platform, names in owners.items() if len(names) == 1}
    for name, rows in tables.items():
        if name == "ADS":  # an advertising account has a name of its own
            continue
        owner = rows["platform"].map(only).astype("string")
        given = rows["account"].isna() & owner.notna()
        if given.any():
            tables[name] = rows.assign(account=rows["account"].fillna(owner))
            whom = ", ".join(sorted(set(owner[given])))
            notes.append(
                ("recognised", f"{given.sum():,} rows of {name} name no account: counted to {whom}")
            )
    return tables, notes
