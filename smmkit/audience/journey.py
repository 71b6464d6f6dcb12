"""From first hearing of a brand to recommending it: where each step happens."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from smmkit.errors import ArgumentError, check_columns

__all__ = ["journey"]


def journey(
    people: pd.DataFrame, stages: Sequence[str], *, platforms: Sequence[str]
) -> pd.DataFrame:
    """
    Count on which platform each stage of the way to a purchase, and on from it, took place.

    Parameters
    ----------
    people : pandas.DataFrame
        One row a person; a column for each stage, holding the name of a platform or another word.
    stages : sequence of str
        Columns, from the first stage to the last.
    platforms : sequence of str
        What to count; another word, such as elsewhere, is left out.

    Returns
    -------
    pandas.DataFrame
        A row a platform, a column a stage: number of people.

    Raises
    ------
    TableError
        If a column is missing.
    ArgumentError
        If there are no stages or platforms.

    Examples
    --------
    >>> asked = pd.DataFrame({"heard": ["x", "x", "a friend"], "bought": ["vk", "x", "vk"]})
    >>> journey(asked, ["heard", "bought"], platforms=["x", "vk"]).to_dict("list")
    {'heard': [2, 0], 'bought': [1, 2]}
    """
    if isinstance(stages, str) or not len(stages) or not len(platforms):
        raise ArgumentError("stages and platforms must each be a list of at least one name.")
    check_columns(people, list(stages), "journey")
    counts = {stage: people[stage].value_counts() for stage in stages}
    table = pd.DataFrame(counts).reindex(list(platforms)).fillna(0).astype(int)
    return table.rename_axis("platform")
