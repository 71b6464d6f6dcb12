"""The totals that a platform states: which rows they are, and whether they add up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from smmkit.exports.sheet import Sheet

__all__ = ["compare", "says_total"]

# "Total: Kampagnen", "Gesamt", "Toplam"; not "Total Recall", so a mark or the end follows.
_TOTAL = re.compile(
    r"(?:(?:grand|sub|overall)?[ -]?totals?|total(?:es|is|e|aux)?(?: g[eé]n[eé]ra[l]e?| geral)?"
    r"|gesamt(?:summe|ergebnis|wert)?|insgesamt|summe|ensemble|suma"
    r"|итого(?:вое значение)?|всего|общий итог|итог)"
    r"\s*(?:[:：–—-].*)?",
    re.IGNORECASE | re.DOTALL,
)
# Accounts that one row reached come again in another.
_NEVER = frozenset(["reach", "frequency", "followers"])
_SOFT = str.maketrans("", "", "\u00ad\u200b\ufeff")


def says_total(cells: pd.Series) -> np.ndarray:
    r"""
    Return which cells say that their row is a total.

    Examples
    --------
    >>> says_total(pd.Series(["Total", "Ge\u00adsamt", "Total: Account", "Total Recall"])).tolist()
    [True, True, True, False]
    """
    codes, different = pd.factorize(cells)
    found = [_TOTAL.fullmatch(str(cell).translate(_SOFT).strip()) is not None for cell in different]
    return np.array([*found, False], dtype=bool)[codes]


def compare(sheet: Sheet, apart: Sheet, table: pd.DataFrame, add: Sequence[str]) -> pd.DataFrame:
    """
    Compare stated totals with what the rows add up to, and report differences.

    Parameters
    ----------
    sheet : Sheet
        The rows, whose report takes what is found.
    apart : Sheet
        The total rows. The first is of all rows; others may be of some of them.
    table : pandas.DataFrame
        The numbers of the rows.
    add : sequence of str
        Columns of `table`, and fields, that may be added up.

    Returns
    -------
    pandas.DataFrame
        A row for each total row and number: ``row`` (of the file), ``total`` (its
        label, if it has one), ``column``, ``stated``, and for what may be added, in the first total
        row, ``rows_add_up_to`` and ``difference``.
    """
    found = []
    first = apart.cells.iloc[:, 0]
    labels = first.str.translate(_SOFT).where(says_total(first), "")
    for column in dict.fromkeys([*add, *(name for name in table if name in _NEVER)]):
        if column not in apart or column not in table:
            continue
        added = float(table[column].sum()) if column in add else np.nan
        for place, stated in enumerate(apart.decimal(column)):
            known = not pd.isna(stated) and not place
            difference = added - stated if known else np.nan
            value = np.nan if pd.isna(stated) else stated
            found.append(
                (
                    apart.number[place],
                    labels[place],
                    column,
                    value,
                    added if known else np.nan,
                    difference,
                )
            )
            rounding = 0.005 * len(table) + 1e-9 * abs(value)
            if known and abs(difference) > (rounding if table[column].dtype == "Float64" else 0):
                side = "more" if difference > 0 else "less"
                sheet.report.add(
                    "totals",
                    f"{column}: the platform states {value:,.10g}, the rows add up to "
                    f"{added:,.10g}, {abs(difference):,.10g} {side}",
                    where=f"row {apart.number[place]}",
                    level="attention",
                )
    columns = ["row", "total", "column", "stated", "rows_add_up_to", "difference"]
    return pd.DataFrame(found, columns=columns)
