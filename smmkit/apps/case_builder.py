"""Two windows over a brand's history: move them, and watch the claim and its rank change."""

from __future__ import annotations

from html import escape

import ipywidgets
import pandas as pd

from smmkit import career, plots
from smmkit.apps.html import table
from smmkit.errors import TableError, check_choice, check_columns

__all__ = ["case_builder"]

_WIDE = {"style": {"description_width": "12em"}, "layout": {"width": "min(46em, 100%)"}}
_MEASURE, _LENGTH, _BEGIN = "what is counted", "days in each window", "second window begins"
_MEASURES = ("engagements", "reach", "profile_visits", "clicks", "new_followers", "enquiries")
_LENGTHS = (7, 10, 14, 21, 28, 42, 56, 84)
_HEAD = ("figure", "value")
_CAPTION = "The claim, before {before}, after {after}"
_FINDINGS = "What is wrong with these windows"
_FINDING_HEAD = ("rule", "what")
_TOLD = (
    "{value}: {change:+.0%} from window to window ({low:+.0%} to {high:+.0%}). Of {pairs:.0f} such "
    "pairs in this history {as_high:.0f} rise as much or more ({share:.0%})."
)
_BARE = (
    "{value}: {change:+.0%} from window to window. Of {pairs:.0f} such pairs in this history "
    "{as_high:.0f} rise as much or more ({share:.0%})."
)
_EMPTY = "There is nothing to compare: in the first window nothing was counted."
_FITS = "Nothing to find in the windows. What happened anyway they do not tell."


def case_builder(days: pd.DataFrame, *, value: str = "engagements") -> ipywidgets.Widget:
    """
    Let the reader move two windows over a history and read what could be claimed.

    Parameters
    ----------
    days : pandas.DataFrame
        DAILY of one platform, or any table with a row for each day: date and counts.
    value : str, default "engagements"
        The count to begin with.

    Returns
    -------
    ipywidgets.VBox
        Three labelled controls; below them the picture, the claim with its bounds and rank as a
        table and as a sentence, and what is wrong with the windows.

    Raises
    ------
    TableError
        If a column is missing, a day stands twice, or there are fewer than 14 days.

    Examples
    --------
    >>> days = pd.DataFrame({"date": pd.date_range("2026-05-04", periods=28)})
    >>> days["engagements"] = range(28)
    >>> [control.description for control in case_builder(days).children[:3]]
    ['what is counted', 'days in each window', 'second window begins']
    """
    check_columns(days, ["date", value], "case_builder")
    if len(days) < 2 * _LENGTHS[0]:
        raise TableError(f"case_builder needs at least 14 days; the table has {len(days)}.")
    names = list(dict.fromkeys([value, *(one for one in _MEASURES if one in days.columns)]))
    check_choice("value", value, names)
    career.all_changes(days, before=1, after=1, value=value)
    first, last = pd.Timestamp(days["date"].min()), pd.Timestamp(days["date"].max())
    lengths = [one for one in _LENGTHS if 2 * one <= len(days)]
    measure = ipywidgets.Dropdown(
        options=[(name.replace("_", " "), name) for name in names],
        value=value,
        description=_MEASURE,
        **_WIDE,
    )
    length = ipywidgets.SelectionSlider(
        options=lengths,
        value=min(28, lengths[-1]),
        description=_LENGTH,
        continuous_update=False,
        **_WIDE,
    )
    begin = ipywidgets.SelectionSlider(
        options=_starts(first, last, length.value),
        description=_BEGIN,
        continuous_update=False,
        **_WIDE,
    )
    begin.value = begin.options[len(begin.options) // 2][1]
    shown = ipywidgets.HTML()
    busy = [False]  # while the days to choose from are changed, the choice is not the reader's

    def redraw(_: object = None) -> None:
        if not busy[0]:
            shown.value = _page(days, measure.value, length.value, begin.value)

    def resize(_: object) -> None:
        busy[0] = True
        kept, options = begin.value, _starts(first, last, length.value)
        begin.options = options
        begin.value = min((day for _, day in options), key=lambda day: abs(day - kept))
        busy[0] = False
        redraw()

    length.observe(resize, names="value")
    for control in (measure, begin):
        control.observe(redraw, names="value")
    redraw()
    return ipywidgets.VBox([measure, length, begin, shown])


def _starts(first: pd.Timestamp, last: pd.Timestamp, length: int) -> list[tuple[str, pd.Timestamp]]:
    days = pd.date_range(
        first + pd.Timedelta(days=length), last - pd.Timedelta(days=length - 1), freq="D"
    )
    return [(f"{day:%a %d %b %Y}", day) for day in days]


def _page(days: pd.DataFrame, value: str, length: int, begin: pd.Timestamp) -> str:
    day = pd.Timedelta(days=1)
    before = career.Window(begin - length * day, begin - day)
    after = career.Window(begin, begin + (length - 1) * day)
    name = value.replace("_", " ")
    picture = plots.two_windows(days, before, after, value=value)
    try:
        ranked = career.rank(days, before, after, value=value)
        found = career.review_windows(days, before, after, value=value)
    except TableError:
        alt = f"{name}, day by day. {_EMPTY}"
        return plots.picture(picture, alt=alt) + f'<p role="status"><strong>{_EMPTY}</strong></p>'
    facts = {"value": name[0].upper() + name[1:], **ranked}
    rows = [
        ("days in each window", f"{length}"),
        ("claimed change", f"{ranked['change']:+.1%}"),
    ]
    try:
        moved = career.change(days, before, after, value=value)
    except TableError:
        told = _BARE.format(**facts)
    else:
        told = _TOLD.format(**facts | {"low": moved["low"], "high": moved["high"]})
        rows += [
            (f"{name} a day before", f"{moved['before']:,.1f}"),
            (f"{name} a day after", f"{moved['after']:,.1f}"),
            ("bounds of the change", f"{moved['low']:+.1%} to {moved['high']:+.1%}"),
        ]
    rows += [
        ("pairs with as high a change", f"{ranked['as_high']:.0f} of {ranked['pairs']:.0f}"),
        ("highest change of all pairs", f"{ranked['highest']:+.1%}"),
    ]
    caption = _CAPTION.format(before=before, after=after)
    faults = [(escape(row.rule), escape(row.message)) for row in found.itertuples()]
    wrong = table(faults, caption=_FINDINGS, head=_FINDING_HEAD) if faults else f"<p>{_FITS}</p>"
    alt = f"{name}, day by day, with the two windows and their means. {told}"
    return (
        plots.picture(picture, alt=alt)
        + f'<p role="status"><strong>{escape(told)}</strong></p>'
        + table(rows, caption=escape(caption), head=_HEAD)
        + wrong
    )
