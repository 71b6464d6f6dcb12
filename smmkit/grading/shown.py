"""What of a page's HTML is shown where formgrader and feedback show learners' work to others."""

from __future__ import annotations

import bleach
from bleach.css_sanitizer import CSSSanitizer

__all__ = ["clean_html"]

_TAGS = {
    *("a", "abbr", "b", "br", "code", "del", "em", "i", "s", "span", "strong", "sub", "sup"),
    *("blockquote", "div", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "ul"),
    *("caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr"),
}
_ATTRIBUTES = {
    "*": ["class", "id", "style", "role", "lang"],
    "a": ["href", "title"],
    "abbr": ["title"],
    "td": ["colspan", "rowspan"],
    "th": ["colspan", "rowspan", "scope"],
}
# What the coach's notes use, see `smmkit.coach.feedback`; nothing that leaves its place.
_STYLES = CSSSanitizer(
    [
        *("background", "border-left", "border-radius", "color", "font-weight"),
        *("margin", "max-width", "padding", "text-align"),
    ]
)
# nbgrader's pages have no style for tables, so that columns would touch.
_TABLE = '<table style="border-spacing:.8em .1em;border-collapse:separate"'


def clean_html(source: object) -> str:
    """
    Return HTML in which nothing runs; what is not allowed is shown as the text it is.

    nbconvert has a filter of this name, which takes paragraphs and the heads of tables for text as
    well. `nbgrader_config.py` puts this one in its place.

    Parameters
    ----------
    source : object
        HTML, as text, bytes, or what a template makes of it.

    Examples
    --------
    >>> clean_html('<p style="margin:0; position:fixed">so</p><script>x()</script>')
    '<p style="margin:0;">so</p>&lt;script&gt;x()&lt;/script&gt;'
    >>> clean_html("<table><tr><th>1</th></tr></table>").count("border-spacing")
    1
    """
    text = source.decode() if isinstance(source, bytes) else str(source)
    safe = bleach.clean(text, tags=_TAGS, attributes=_ATTRIBUTES, css_sanitizer=_STYLES)
    return safe.replace("<table", _TABLE)
