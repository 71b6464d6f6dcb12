"""Cases as one HTML page that stands alone, to be published: no script, nothing fetched."""

from __future__ import annotations

import base64
import contextlib
import math
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from smmkit import career, plots
from smmkit.errors import ArgumentError

__all__ = ["portfolio", "save"]

PRACTICE = "A practice case: the business, its owner and its numbers are simulated by smmkit."
"""What stands under the title of a case unless its slot `simulated` is False."""

REFUSED = ("permission", "personal", "period", "figures", "source", "n")
"""Rules of `career.rules` that a case must keep to be published at all."""

_LARGEST = 3_000_000  # bytes of a picture
_KINDS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"}
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
_STYLE = """
:root { color-scheme: light dark; --ground: #ffffff; --text: #1f2328; --quiet: #57606a;
  --line: #d0d7de; --card: #f6f8fa; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #16181d; --text: #e6e8eb; --quiet: #aab2bd; --line: #3d444d;
    --card: #1e2127; }
}
* { box-sizing: border-box; }
body { background: var(--ground); color: var(--text); font: 1.05rem/1.6 system-ui, sans-serif;
  margin: 0 auto; max-width: 52rem; padding: 1.5rem 1rem 3rem; overflow-wrap: break-word; }
h1 { font-size: 2rem; line-height: 1.2; margin: 1rem 0 .3rem; }
h2 { font-size: 1.4rem; line-height: 1.3; margin: 0 0 .2rem; }
h3 { font-size: 1.05rem; margin: 1.3rem 0 0; }
h3 + p { margin-top: .1rem; }
a { color: inherit; text-underline-offset: .15em; }
a:focus-visible, .wide:focus-visible { outline: 3px solid; outline-offset: 2px; }
nav ul { padding-left: 1.2rem; }
article { background: var(--card); border: 1px solid var(--line); border-radius: .6rem;
  margin: 2rem 0; padding: 1.3rem 1.4rem; }
.practice { border-left: .3rem solid; font-weight: 600; margin: .6rem 0; padding-left: .7rem; }
.of { color: var(--quiet); margin: 0 0 1rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; width: 100%; }
caption { color: var(--quiet); padding-bottom: .4rem; text-align: left; }
th, td { border-bottom: 1px solid var(--line); padding: .4rem .7rem .4rem 0; text-align: left;
  vertical-align: top; }
small { color: var(--quiet); }
figure { margin: 1.2rem 0; }
figure img { background: #ffffff; border-radius: .4rem; max-width: 100%; height: auto; }
figcaption { color: var(--quiet); font-size: .9rem; }
@media (max-width: 40rem) {
  article { padding: 1rem; }
  table, caption, tbody, tr, th, td { display: block; }
  thead { clip-path: inset(50%); height: 1px; overflow: hidden; position: absolute; width: 1px; }
  tbody th { border: 0; font-size: 1.1rem; padding-bottom: 0; }
  td { padding: .3rem 0; }
  td::before { color: var(--quiet); content: attr(data-head); display: block; font-size: .9rem; }
}
@media print {
  :root { color-scheme: light; --ground: #ffffff; --text: #000000; --quiet: #444444;
    --line: #999999; --card: #ffffff; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  nav { display: none; }
  .wide { overflow: visible; }
  article { border: 0; border-top: 1px solid var(--line); border-radius: 0; padding: 1rem 0; }
  tr, figure { break-inside: avoid; }
  h2, h3, caption { break-after: avoid; }
}
"""
_HEAD = ("figure", "before", "after", "change", "beyond what happened anyway", "counted on")


def portfolio(
    cases: Sequence[Mapping[str, Any]],
    *,
    owner: str,
    contact: str,
    about: str = "",
    lang: str = "en",
    pictures: Mapping[str, Sequence[tuple[Axes | Figure | bytes, str]]] | None = None,
) -> str:
    """
    Write cases as a page to be published.

    Parameters
    ----------
    cases : sequence of mapping
        At least one, as `career.slots` lists their parts, the best one first.
    owner : str
        Whose page it is.
    contact : str
        How to reach them: an address of e-mail or of a page becomes a link.
    about : str, optional
        A few sentences on whom you work for and how.
    lang : str, default "en"
        Language of what you wrote, as "en" or "fr".
    pictures : mapping, optional
        By a case's title: pairs of a drawing (matplotlib, or the bytes of a PNG or JPEG file)
        and what there is to see in it, in a sentence.

    Returns
    -------
    str
        The page, its pictures within. Every number has its period, its source and what it was
        counted on beside it; all text is escaped. A case that does not say `simulated=False`
        is called a practice case, in plain sight.

    Raises
    ------
    ArgumentError
        If there is no case, or one lacks the permission of the client, its windows, or the source
        and number of a figure, or holds an address or number of a person; or a picture has no
        alternative text. It names each fault.

    Examples
    --------
    >>> portfolio([{"title": "A case"}], owner="Ada", contact="ada@example.org")
    Traceback (most recent call last):
    smmkit.errors.ArgumentError: The page was not made. Case 1 (A case): permission: Say who \
allowed this page, and on which day (who, on). period: Give the first and the last day of both \
windows. figures: There is no figure. What changed, from what to what?
    """
    owner, contact = _text("owner", owner), _text("contact", contact)
    if not isinstance(lang, str) or not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", lang):
        raise ArgumentError(f'lang must be a code such as "en" or "fr"; received {lang!r}.')
    if isinstance(cases, Mapping | str) or not isinstance(cases, Sequence) or not cases:
        raise ArgumentError("cases must be a list with at least one case.")
    _check(cases)
    shown = _pictures(cases, pictures or {})
    title = escape(owner)
    links = "".join(
        f'<li><a href="#case-{number}">{escape(str(case.get("title", "")))}</a></li>'
        for number, case in enumerate(cases, start=1)
    )
    contents = f'<nav aria-label="Cases"><ul>{links}</ul></nav>' if len(cases) > 1 else ""
    body = "".join(
        _case(number, case, shown.get(number, ())) for number, case in enumerate(cases, start=1)
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(lang)}"><head><meta charset="utf-8">'
        f"<title>{title}: work and results</title>"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<style>{_STYLE}</style></head><body>"
        f"<header><h1>{title}</h1>{_paragraphs(about)}<p>Contact: {_link(contact)}</p>{contents}"
        f"</header><main>{body}</main></body></html>\n"
    )


def save(page: str, path: str | os.PathLike[str]) -> Path:
    """
    Write a page into a file, whole or not at all.

    Parameters
    ----------
    page : str
        What `portfolio` returns.
    path : path
        A file that ends in .html; one of that name is replaced.

    Returns
    -------
    pathlib.Path
        Where it stands.

    Raises
    ------
    ArgumentError
        If the name ends otherwise, or nothing can be written there. What was there stays.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save("<!DOCTYPE html>", Path(folder, "me.html")).name
    'me.html'
    """
    out = Path(path)
    if out.suffix.lower() not in (".html", ".htm"):
        raise ArgumentError(f"path must end in .html; received {os.fspath(path)!r}.")
    beside = out.with_name(f".{out.name}.part")
    try:
        beside.write_bytes(page.encode("utf-8", "replace"))
        os.replace(beside, out)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise ArgumentError(f"{os.fspath(path)!r} cannot be written: {error.strerror}.") from error
    return out


def _text(name: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ArgumentError(f"{name} must be text; received {value!r}.")
    return value.strip()


def _check(cases: Sequence[Mapping[str, Any]]) -> None:
    said = []
    for number, case in enumerate(cases, start=1):
        found = career.review_case(case)
        found = found[found["rule"].isin(REFUSED)]
        if len(found):
            name = str(case.get("title") or "no title")
            words = " ".join(f"{row.rule}: {row.message}" for row in found.itertuples())
            said.append(f"Case {number} ({name}): {words}")
    if said:
        raise ArgumentError(f"The page was not made. {' '.join(said)}")


def _pictures(
    cases: Sequence[Mapping[str, Any]], pictures: Mapping[str, Sequence[tuple[object, str]]]
) -> dict[int, list[str]]:
    places: dict[str, int] = {}
    for number, case in enumerate(cases, start=1):
        places.setdefault(str(case.get("title", "")), number)
    shown = {}
    for title, pairs in pictures.items():
        if title not in places:
            raise ArgumentError(
                f"pictures must go by the title of a case: {', '.join(places)}; received {title!r}."
            )
        shown[places[title]] = [_picture(drawing, alt) for drawing, alt in pairs]
    return shown


def _picture(drawing: object, alt: str) -> str:
    words = career.personal_data(alt) if isinstance(alt, str) else []
    if words:
        raise ArgumentError("The text of a picture holds an address or number of a person.")
    if isinstance(drawing, Axes | Figure):
        image = plots.picture(drawing, alt=alt)
        return f"<figure>{image}<figcaption>{escape(alt.strip())}</figcaption></figure>"
    alt = _text("The text of a picture", alt)
    if not isinstance(drawing, bytes):
        raise ArgumentError(
            "A picture must be a drawing, or the bytes of a PNG or JPEG file; received "
            f"{type(drawing).__name__}."
        )
    kind = next((name for mark, name in _KINDS.items() if drawing.startswith(mark)), None)
    if kind is None or len(drawing) > _LARGEST:
        raise ArgumentError(
            f"A picture must be a PNG or JPEG file of at most {_LARGEST:,} bytes; received "
            f"{len(drawing):,} bytes of {kind or 'something else'}."
        )
    data = base64.b64encode(drawing).decode()
    source = f"data:image/{kind};base64,{data}"
    return (
        f'<figure><img alt="{escape(alt)}" src="{source}">'
        f"<figcaption>{escape(alt)}</figcaption></figure>"
    )


def _case(number: int, case: Mapping[str, Any], pictures: Iterable[str]) -> str:
    before, after = (career.window(name, case[name]) for name in ("before", "after"))
    permission = case["permission"]
    allowed = f"Shown with the permission of {permission['who']}, {permission['on']}."
    parts = [
        f'<article id="case-{number}" aria-labelledby="title-{number}">',
        f'<h2 id="title-{number}">{escape(str(case.get("title", "")))}</h2>',
        "" if case.get("simulated") is False else f'<p class="practice">{PRACTICE}</p>',
        f'<p class="of">{escape(str(case.get("client", "")))} · {escape(allowed)}</p>',
    ]
    did = case.get("did")
    if isinstance(did, Mapping):
        did = f"{did.get('what', '')} (from {did.get('on', '')} on)"
    for head, words in (
        ("What was wanted", case.get("task")),
        ("What was changed", did),
        ("Who did what", case.get("role")),
    ):
        parts.append(_section(head, words))
    rows = [_figure(one, case) for one in case["figures"]]
    label = f"Before and after, case {number}"
    caption = escape(f"Before: {before}. After: {after}.")
    head = "".join(f'<th scope="col" role="columnheader">{words}</th>' for words in _HEAD)
    parts += [
        "<h3>Before and after</h3>",
        # What scrolls must be reachable by keyboard, and so needs a name.
        f'<div class="wide" tabindex="0" role="region" aria-label="{label}">',
        # Rows that are stacked on a narrow screen stay a table to a screen reader by their roles.
        f'<table role="table"><caption>{caption}</caption>',
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>',
        f'<tbody role="rowgroup">{"".join(rows)}</tbody></table></div>',
        *pictures,
        _section("What would have happened anyway", _anyway(case)),
        _section("What it took", _cost(case)),
        _section("How I work", case.get("method")),
        _section("What these numbers do not show", case.get("limits")),
        "</article>",
    ]
    return "".join(parts)


def _section(head: str, words: object) -> str:
    body = _paragraphs(words) if isinstance(words, str) else ""
    return f"<h3>{head}</h3>{body}" if body else ""


def _paragraphs(words: str) -> str:
    blocks = [" ".join(block.split()) for block in re.split(r"\n\s*\n", words)]
    return "".join(f"<p>{escape(block)}</p>" for block in blocks if block)


def _figure(one: Mapping[str, Any], case: Mapping[str, Any]) -> str:
    change, beyond = career.case_change(one), career.case_beyond(one, case)
    cells = [
        f"{_number(one['before'])} {escape(one['unit'])}",
        f"{_number(one['after'])} {escape(one['unit'])}",
        _percent(change) + _bounds(one, "low", "high"),
        _percent(beyond)
        + ("" if math.isnan(beyond) else _bounds(one, "beyond_low", "beyond_high")),
        f"n = {_number(one['n'])}<br><small>{escape(one['source'])}</small>",
    ]
    row = "".join(
        f'<td role="cell" data-head="{head}">{cell}</td>'
        for head, cell in zip(_HEAD[1:], cells, strict=True)
    )
    return f'<tr role="row"><th scope="row" role="rowheader">{escape(one["name"])}</th>{row}</tr>'


def _bounds(one: Mapping[str, Any], low: str, high: str) -> str:
    if not all(isinstance(one.get(name), int | float) for name in (low, high)):
        return "<br><small>bounds not known</small>"
    return f"<br><small>{_percent(one[low])} to {_percent(one[high])}</small>"


def _number(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}"


def _percent(value: float) -> str:
    return "not known" if math.isnan(value) else f"{value:+.0%}".replace("%", " %")


def _anyway(case: Mapping[str, Any]) -> str:
    anyway = case.get("anyway")
    if not isinstance(anyway, Mapping) or not isinstance(anyway.get("change"), int | float):
        return "Not measured. After is not because."
    by = str(anyway.get("by", "")).strip().rstrip(".")
    return f"{_percent(float(anyway['change']))}, judging by {by}."


def _cost(case: Mapping[str, Any]) -> str:
    cost = case.get("cost")
    if not isinstance(cost, Mapping) or not isinstance(cost.get("hours"), int | float):
        return ""
    money = cost.get("money")
    spent = "" if money is None else ", no money" if money == 0 else f", and {money}"
    return f"{_number(cost['hours'])} hours{spent}."


def _link(contact: str) -> str:
    words = escape(contact)
    if re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", contact):
        return f'<a href="mailto:{words}">{words}</a>'
    if re.fullmatch(r"https://[^\s\"'<>]+", contact):
        return f'<a href="{words}" rel="noreferrer">{words}</a>'
    return words
