"""A brand at a glance."""

from __future__ import annotations

from html import escape

import pandas as pd
from IPython.display import HTML

from smmkit.apps.html import table

__all__ = ["brand_card"]

_CAPTION = "Your brand"


def brand_card(card: pd.DataFrame) -> HTML:
    """
    Show what to know about a brand.

    Parameters
    ----------
    card : pandas.DataFrame
        Columns what and value, both text, the row "name" first: what `Brand.card` returns.
        A value of several parts holds them apart with "; ".

    Returns
    -------
    IPython.display.HTML
        A table with the brand's name as its caption; saved with the notebook.

    Examples
    --------
    >>> from smmkit import Brand
    >>> "home platform" in brand_card(Brand.of("ada").card()).data
    True
    """
    facts = dict(zip(card["what"], card["value"], strict=True))
    name = facts.pop("name")
    rows = [
        (escape(what), "<br>".join(escape(part) for part in value.split("; ")))
        for what, value in facts.items()
    ]
    title = f'{_CAPTION}<br><strong style="font-size:1.6em">{escape(name)}</strong>'
    return HTML(table(rows, caption=title))
