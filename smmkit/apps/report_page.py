"""The monthly report as one HTML page that stands alone: no script, nothing fetched."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from html import escape

import pandas as pd

from smmkit import __version__, plots
from smmkit.apps.html import table
from smmkit.report import Figure, MonthlyReport, Section

__all__ = ["page"]

_STYLE = """
:root { color-scheme: light dark; --ground: #ffffff; --text: #1f2328; --quiet: #57606a; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #16181d; --text: #e6e8eb; --quiet: #aab2bd; }
}
body { background: var(--ground); color: var(--text); font: 1rem/1.5 system-ui, sans-serif;
  margin: 0 auto; max-width: 76rem; padding: 1rem; }
a { color: inherit; }
h2 { border-top: 2px solid var(--quiet); margin-top: 2.5rem; padding-top: .8rem; }
caption { font-weight: bold; }
small { color: var(--quiet); font-size: .85rem; }
.wide { overflow-x: auto; margin: 1rem 0; }
.wide:focus-visible { outline: 2px solid; }
td:nth-child(-n+4):not(:last-child) { white-space: nowrap; }
.words td:nth-child(n) { white-space: normal; }
figure { margin: 1rem 0; max-width: 46rem; }
th[scope=row] { min-width: 9rem; }
small bdi { overflow-wrap: anywhere; }
@media print {
  :root { color-scheme: light; --ground: #ffffff; --text: #000000; --quiet: #444444; }
  body { max-width: none; padding: 0; font-size: 9.5pt; }
  .wide { overflow: visible; }
  .wide td, .wide th { padding: .2em .5em !important; white-space: normal !important; }
  .wide td, .wide bdi { overflow-wrap: anywhere; }
  tr, figure { break-inside: avoid; }
  h2, h3, caption { break-after: avoid; }
}
"""
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
_READING = (
    "The month is the newest that the files hold whole, if one is and no other was asked for.",
    "Reach is never added up: an account that two posts reached is one account. A pooled rate is "
    "the sum of its numerator divided by the sum of its denominator, over the rows that have both.",
    "The numbers of a post are counted from its publication until the file was made, so posts of "
    "the end of a month have had less time.",
    "A change is called chance if it is within two standard errors of the difference, from how "
    "much the month's posts or days differ among themselves. Days follow one another, so a change "
    "that is more than chance may still have no cause that lasts.",
)
_DAYS = ("followers", "impressions", "reach", "video_views", "engagements")
_POST_COUNTS = ("engagements", "reach", "impressions", "video_views")
_POST_LENGTH = 140
_COMPARED = ("month before", "relative change", "chance")


def page(report: MonthlyReport) -> str:
    """
    Write a report as an HTML page.

    Parameters
    ----------
    report : MonthlyReport
        What `smmkit.report.build` returns.

    Returns
    -------
    str
        The page, its pictures within, each with a text alternative.
    """
    title = escape(f"KPI report, {report.period}")
    parts = [
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<style>{_STYLE}</style></head><body><header><h1>{title}</h1></header><main>",
        _summary(report),
        *(_section(number, one) for number, one in enumerate(report.sections)),
        _files(report),
        _notes(report),
        "<h2>How to read it</h2>",
        *(f"<p>{escape(words)}</p>" for words in _READING),
        f"</main><footer><p><small>Made with smmkit {__version__}.</small></p></footer>"
        "</body></html>\n",
    ]
    return "".join(parts)


def amount(value: float, unit: str) -> str:
    """
    Write a number with its unit.

    Examples
    --------
    >>> amount(0.0325, "fraction"), amount(1229.0, "accounts"), amount(7.5, "EUR")
    ('3.25 %', '1,229 accounts', '7.50 EUR')
    """
    if math.isnan(value):
        return ""
    if unit == "fraction":
        return f"{value:.2%}".replace("%", " %")
    if float(value).is_integer() and not _is_money(unit):
        return f"{value:,.0f} {unit}"
    return f"{value:,.2f} {unit}"


def _is_money(unit: str) -> bool:
    return len(unit) == 3 and unit.isupper()


def _change(figure: Figure) -> str:
    return "" if math.isnan(figure.change) else f"{figure.change:+.1%}".replace("%", " %")


def _wide(content: str, *, label: str, kind: str = "wide") -> str:
    # What scrolls must be reachable by keyboard, and so needs a name.
    return f'<div class="{kind}" tabindex="0" role="region" aria-label="{label}">{content}</div>'


def _summary(report: MonthlyReport) -> str:
    parts, others = ["<h2>In short</h2>"], []
    for number, section in enumerate(report.sections):
        link = f'<a href="#account-{number}">{escape(section.title)}</a>'
        if not section.headlines:
            others.append(f"<li>{link}</li>")
            continue
        label = f"In short: {escape(section.title)}"
        parts.append(_wide(_headlines(section.headlines, caption=link), label=label))
    if others:
        parts.append(f"<p>Without such figures of the month:</p><ul>{''.join(others)}</ul>")
    return "".join(parts)


def _headlines(figures: Sequence[Figure], *, caption: str) -> str:
    compared = any(not math.isnan(one.before) for one in figures)
    rows = [
        [
            escape(one.name),
            escape(amount(one.value, one.unit)),
            *(_comparison(one) if compared else []),
        ]
        for one in figures
    ]
    return table(rows, caption=caption, head=["figure", "value", *(_COMPARED if compared else ())])


def _comparison(figure: Figure) -> tuple[str, str, str]:
    before = escape(amount(figure.before, figure.unit))
    return before, _change(figure), escape(figure.chance)


def _section(number: int, section: Section) -> str:
    title = escape(section.title)
    parts = [f'<h2 id="account-{number}">{title}</h2>']
    pictures = list(_pictures(section))
    for about, figures in section.figures.items():
        label = f"{title}: {escape(about)}"
        parts += [f"<h3>{escape(about)}</h3>", _wide(_figures(figures), label=label)]
    if pictures:
        parts += ["<h3>Pictures</h3>", *pictures]
    if len(section.top):
        parts += ["<h3>Posts with the most engagements</h3>", _top(section, title)]
    if section.missing:
        items = "".join(f"<li>{escape(words)}</li>" for words in section.missing)
        parts += [f"<h3>What could not be computed, or not wholly</h3><ul>{items}</ul>"]
    return "".join(parts)


def _figures(figures: Sequence[Figure]) -> str:
    compared = any(not math.isnan(one.before) for one in figures)
    between = _COMPARED if compared else ()
    sources = [_source(one) for one in figures]
    # Ten segments of one file need not say ten times where they come from.
    shared = len(figures) > 1 and len({*sources}) == 1
    rows = []
    for one, source in zip(figures, sources, strict=True):
        rows.append(
            [
                f"<bdi>{escape(one.name)}</bdi>",
                escape(amount(one.value, one.unit)),
                *(_comparison(one) if compared else []),
                *([] if shared else [f"<small>{source}</small>"]),
            ]
        )
    caption = escape("; ".join(dict.fromkeys(one.period for one in figures)))
    caption += f"<br><small>{sources[0]}</small>" if shared else ""
    head = ["figure", "value", *between, *([] if shared else ["where it comes from"])]
    return table(rows, caption=caption, head=head)


def _source(figure: Figure) -> str:
    files = ", ".join(f"<bdi>{escape(file)}</bdi>" for file in figure.files)
    return f"{escape(figure.formula)}<br>{escape(figure.which)}<br>{files}"


def _pictures(section: Section) -> Iterator[str]:
    for column in _DAYS:
        counts = section.days[column].dropna() if len(section.days) else section.days
        if len(counts) > 1:
            name = column.replace("_", " ")
            high = counts.idxmax()
            alt = (
                f"{name} by day: {counts.iloc[0]:,} on {counts.index[0]:%d %B}, "
                f"{counts.iloc[-1]:,} on {counts.index[-1]:%d %B}; "
                f"highest {counts.max():,} on {high:%d %B}, lowest {counts.min():,}."
            )
            yield _figure(plots.by_day(section.days[column], name=name), alt, f"{name} by day")
            break
    for about, name in section.months:
        rates = section.months[about, name].dropna()
        if name.startswith("engagement rate") and len(rates) > 1:
            words = ", ".join(
                f"{month} {amount(rate, 'fraction')}" for month, rate in rates.items()
            )
            caption = f"{about}: {name}, by month"
            drawn = plots.rate_trend(rates, name="engagement rate")
            yield _figure(drawn, f"{caption}: {words}.", caption)
            break
    if len(section.formats) > 1:
        words = ", ".join(
            f"{one.Index} {amount(one.rate, 'fraction')} ({one.posts} posts)"
            for one in section.formats.itertuples()
        )
        caption = f"{section.rate}, by format"
        yield _figure(plots.rate_bars(section.formats), f"{caption}: {words}.", caption)


def _figure(drawn: object, alt: str, caption: str) -> str:
    caption = escape(caption[0].upper() + caption[1:])
    return f"<figure>{plots.picture(drawn, alt=alt)}<figcaption>{caption}</figcaption></figure>"


def _top(section: Section, title: str) -> str:
    def count(value: object) -> str:
        return "" if pd.isna(value) else f"{value:,}"

    known = [name for name in _POST_COUNTS if section.top[name].notna().any()]
    rows = [
        [
            f"<bdi>{escape(_short(one.text))}</bdi>",
            f"{one.published:%Y-%m-%d}",
            "" if pd.isna(one.format) else escape(one.format),
            *(count(getattr(one, name)) for name in known),
            f"<bdi>{escape(one.file)}</bdi>",
        ]
        for one in section.top.itertuples()
    ]
    words = [name.replace("_", " ") for name in known]
    head = ["post", "published", "format", *words, "file"]
    label = f"{title}: posts with the most engagements"
    caption = "Of the month, from the files named"
    return _wide(table(rows, caption=caption, head=head), label=label)


def _short(text: object) -> str:
    words = "" if pd.isna(text) else " ".join(str(text).split())
    return (words[:_POST_LENGTH] + "…" if len(words) > _POST_LENGTH else words) or "(no text)"


def _files(report: MonthlyReport) -> str:
    rows = [
        [
            f"<bdi>{escape(one.file)}</bdi>",
            escape(one.kind) if one.kind else f"not read: {escape(one.not_read)}",
            f"{one.rows:,}",
            "" if pd.isna(one.first) else f"{one.first:%Y-%m-%d}",
            "" if pd.isna(one.last) else f"{one.last:%Y-%m-%d}",
        ]
        for one in report.files.itertuples()
    ]
    head = ["file", "what it is", "rows", "first day", "last day"]
    found = table(rows, caption="Files of the folder", head=head)
    return "<h2>Files</h2>" + _wide(found, label="Files of the folder", kind="wide words")


def _notes(report: MonthlyReport) -> str:
    found = report.notes[report.notes["level"] == "attention"]
    if not len(found):
        return "<h2>What needs a person's attention</h2><p>Nothing was found in the files.</p>"
    rows = [
        [f"<bdi>{escape(one.file)}</bdi>", escape(one.what), escape(one.where)]
        for one in found.itertuples()
    ]
    notes = table(rows, caption="Findings of the reading", head=["file", "what", "where"])
    head = "<h2>What needs a person's attention</h2>"
    return head + _wide(notes, label="Findings of the reading", kind="wide words")
