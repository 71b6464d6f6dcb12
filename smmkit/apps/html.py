"""HTML that apps share: readable in either theme, and by a screen reader."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["table"]

# No colour of text or ground is set: the theme's own stay, light or dark.
_LINE = "border-bottom:1px solid rgba(128,128,128,.35)"
_CELL = f"padding:.4em .9em;text-align:left;vertical-align:top;{_LINE}"


def table(
    rows: Sequence[Sequence[str]], *, caption: str, head: Sequence[str] = (), foot: bool = False
) -> str:
    """
    Write a table whose first column names its rows.

    Parameters
    ----------
    rows : sequence of sequence of str
        HTML of the cells; escape what is text.
    caption : str
        HTML of the caption.
    head : sequence of str
        HTML of the column headings, if there are any.
    foot : bool, default False
        Whether the last row sums the others up.

    Returns
    -------
    str
        One ``<table>`` element.

    Examples
    --------
    >>> '<th scope="row"' in table([["town", "Galway"]], caption="A brand")
    True
    """

    def line(cells: Sequence[str]) -> str:
        first, *rest = cells
        side = "".join(f'<td style="{_CELL}">{cell}</td>' for cell in rest)
        return f'<tr><th scope="row" style="{_CELL}">{first}</th>{side}</tr>'

    top = "".join(f'<th scope="col" style="{_CELL}">{name}</th>' for name in head)
    body, last = (rows[:-1], rows[-1:]) if foot else (rows, [])
    parts = [
        f'<caption style="caption-side:top;text-align:left;padding:.4em .9em">{caption}</caption>',
        f"<thead><tr>{top}</tr></thead>" if head else "",
        f"<tbody>{''.join(map(line, body))}</tbody>",
        f"<tfoot>{''.join(map(line, last))}</tfoot>" if foot else "",
    ]
    return (
        '<table lang="en" style="border-collapse:collapse;line-height:1.4;min-width:min(28em,100%);'
        f'font-variant-numeric:tabular-nums">{"".join(parts)}</table>'
    )
