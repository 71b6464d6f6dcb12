"""Work that came in, held against what was ordered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from numbers import Integral
from typing import Any

import pandas as pd

from smmkit.errors import ArgumentError, did_you_mean
from smmkit.tables import FINDINGS, Column, Table
from smmkit.team.wording import is_filled, size

__all__ = ["DELIVERY", "review_delivery", "tally"]

DELIVERY = Table(
    "DELIVERY",
    {
        "file": Column("string", "name", "the file's name, as it came"),
        "deliverable": Column("string", "name", "which deliverable of the brief it is meant to be"),
        "kind": Column("string", "name", "kind of file: JPG, MP4, DOCX"),
        "width_px": Column("Int64", "pixels", "width of the picture or film"),
        "height_px": Column("Int64", "pixels", "its height"),
        "seconds": Column("Float64", "seconds", "length of the film"),
        "words": Column("Int64", "words", "length of the text"),
        "characters": Column("Int64", "characters", "length of the text, spaces included"),
        "alt_text": Column("string", "text", "what the picture or film shows, in a sentence"),
        "delivered": Column("datetime64[us]", "date", "the day it came"),
    },
)

# An error is sent back; a warning is told, and the piece can be used all the same.
_SEVERITY = {
    "unknown": "error",
    "twice": "error",
    "kind": "error",
    "size": "error",
    "alt_text": "error",
    "late": "warning",
    "missing": "error",
    "extra": "warning",
}
_SPELLINGS = {"jpeg": "jpg", "tif": "tiff", "doc": "docx"}


def review_delivery(batch: pd.DataFrame, brief: Mapping[str, Any]) -> pd.DataFrame:
    """
    Hold a batch of files against the brief.

    Only what the brief says is looked at: what was not ordered can't be refused.

    Parameters
    ----------
    batch : pandas.DataFrame
        DELIVERY, or some of its columns; read in the order in which the files came.
    brief : mapping
        With deliverables and deadlines, as for `review_brief`.

    Returns
    -------
    pandas.DataFrame
        FINDINGS. A point for each error, none for a warning. Rules: "unknown" (no such
        deliverable), "twice" (the same file name came before), "kind", "size", "alt_text",
        "late" (warning: after the final day), "missing" and "extra" (warning) pieces; where is
        the file or the deliverable.

    Raises
    ------
    ArgumentError
        If the brief holds no deliverables that can be counted, or no final day.
    TableError
        If the batch is no table of this kind.

    Examples
    --------
    >>> brief = {"deliverables": [{"name": "photos", "format": "photo", "file": "JPG",
    ...     "size": "1080 x 1350 px", "number": 2}], "deadlines": {"final": "2026-07-10"}}
    >>> batch = pd.DataFrame({"file": ["a.jpg"], "deliverable": ["photos"], "kind": ["JPG"],
    ...     "width_px": [1080], "height_px": [1080], "delivered": ["2026-07-09"]})
    >>> review_delivery(batch, brief)[["rule", "where"]].values.tolist()
    [['size', 'a.jpg'], ['missing', 'photos']]
    """
    table, ordered, final = _read(batch, brief)
    found = [
        (rule, str(row.file), message)
        for row, rules in _each(table, ordered, final)
        for rule, message in rules
    ]
    for name, line in _counts(table, ordered, final).iterrows():
        if line["owed"] > 0:
            message = f"{name}: {line['owed']} of {line['ordered']} still have to come."
            found.append(("missing", name, message))
        if line["good"] > line["ordered"]:
            more = line["good"] - line["ordered"]
            message = f"{name}: {more} more than ordered. They are not paid unless you want them."
            found.append(("extra", name, message))
    rows = [
        (rule, where, _SEVERITY[rule], message, float(_SEVERITY[rule] == "error"))
        for rule, where, message in found
    ]
    return FINDINGS.conform(pd.DataFrame(rows, columns=list(FINDINGS.columns)))


def tally(batch: pd.DataFrame, brief: Mapping[str, Any]) -> pd.DataFrame:
    """
    Count what came, what is good and what is owed, deliverable by deliverable.

    Parameters
    ----------
    batch, brief
        As in `review_delivery`.

    Returns
    -------
    pandas.DataFrame
        Indexed by deliverable: ordered, came (files), good (without an error), accepted (good
        ones, at most as many as were ordered), owed (ordered - accepted), late (files after the
        final day).

    Raises
    ------
    ArgumentError, TableError
        As in `review_delivery`.

    Examples
    --------
    >>> brief = {"deliverables": [{"name": "texts", "format": "text", "file": "DOCX",
    ...     "size": "80-120 words", "number": 2}], "deadlines": {"final": "2026-07-10"}}
    >>> batch = pd.DataFrame({"file": ["a.docx", "b.docx"], "deliverable": ["texts", "texts"],
    ...     "kind": ["DOCX", "DOCX"], "words": [90, 300], "delivered": ["2026-07-09"] * 2})
    >>> tally(batch, brief).loc["texts"].to_dict()
    {'ordered': 2, 'came': 2, 'good': 1, 'accepted': 1, 'owed': 1, 'late': 0}
    """
    return _counts(*_read(batch, brief))


def _read(
    batch: pd.DataFrame, brief: Mapping[str, Any]
) -> tuple[pd.DataFrame, dict[str, Mapping], pd.Timestamp]:
    # What came first is the file, what came later the second one.
    table = DELIVERY.conform(batch).sort_values("delivered", kind="stable")
    listed = brief.get("deliverables") if isinstance(brief, Mapping) else None
    whole = isinstance(listed, list | tuple) and all(
        isinstance(one, Mapping)
        and is_filled(one.get("name"))
        and isinstance(one.get("number"), Integral)
        for one in listed
    )
    if not whole or not listed:
        raise ArgumentError(
            "The brief must list deliverables with a name and a number; team.review_brief tells "
            "what is missing."
        )
    days = brief.get("deadlines")
    final = pd.to_datetime(
        days.get("final") if isinstance(days, Mapping) else None, errors="coerce"
    )
    if pd.isna(final):
        raise ArgumentError("The brief names no final day, as {'final': '2026-07-31'}.")
    return table, {str(one["name"]): one for one in listed}, final


def _each(
    table: pd.DataFrame, ordered: Mapping[str, Mapping], final: pd.Timestamp
) -> Iterator[tuple[Any, list[tuple[str, str]]]]:
    """Yield each row with its faults."""
    seen: set[str] = set()
    for row in table.itertuples(index=False):
        name = None if pd.isna(row.deliverable) else str(row.deliverable)
        file = str(row.file).casefold()
        if name not in ordered:
            hint = did_you_mean(str(name), ordered)
            yield row, [("unknown", f"{row.file}: the brief orders no {name!r}.{hint}")]
            continue
        rules = list(_faults(row, ordered[name]))
        if file in seen:
            rules.append(("twice", f"{row.file}: a file of this name came already."))
        seen.add(file)
        if pd.notna(row.delivered) and row.delivered.normalize() > final:
            days = (row.delivered.normalize() - final).days
            after = "a day" if days == 1 else f"{days} days"
            rules.append(("late", f"{row.file}: came {after} after {final.date()}."))
        yield row, rules


def _faults(row: Any, one: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    wanted = str(one.get("file", "")).strip().casefold()
    came = "" if pd.isna(row.kind) else str(row.kind).strip().casefold()
    if wanted and _SPELLINGS.get(came, came) != _SPELLINGS.get(wanted, wanted):
        yield "kind", f"{row.file}: {one['file']} was ordered, {row.kind} came."
    limits = size(one.get("size")) or {}
    if "px" in limits:
        width, height = limits["px"]
        if pd.isna(row.width_px) or pd.isna(row.height_px):
            yield "size", f"{row.file}: its size in pixels is not known."
        elif (row.width_px, row.height_px) != (width, height):
            yield (
                "size",
                f"{row.file}: {width:g} x {height:g} px were ordered, {row.width_px} x "
                f"{row.height_px} came.",
            )
    for unit in ("seconds", "words", "characters"):
        if unit not in limits:
            continue
        low, high = limits[unit]
        value = getattr(row, unit)
        if pd.isna(value):
            yield "size", f"{row.file}: its {unit} are not known."
        elif not low <= value <= high:
            span = f"{low:g} to {high:g}" if low else f"at most {high:g}"
            yield "size", f"{row.file}: {span} {unit} were ordered, {value:g} came."
    longest = one.get("alt_text")
    if longest:
        text = "" if pd.isna(row.alt_text) else str(row.alt_text).strip()
        if not is_filled(text):
            yield "alt_text", f"{row.file}: the alt text is missing."
        elif len(text) > longest:
            yield (
                "alt_text",
                f"{row.file}: the alt text has {len(text)} characters, at most {longest} were "
                "ordered.",
            )


def _counts(
    table: pd.DataFrame, ordered: Mapping[str, Mapping], final: pd.Timestamp
) -> pd.DataFrame:
    lines = {name: {"came": 0, "good": 0, "late": 0} for name in ordered}
    for row, rules in _each(table, ordered, final):
        name = None if pd.isna(row.deliverable) else str(row.deliverable)
        if name not in lines:
            continue
        broken = {rule for rule, _ in rules}
        lines[name]["came"] += 1
        lines[name]["late"] += "late" in broken
        lines[name]["good"] += not any(_SEVERITY[rule] == "error" for rule in broken)
    rows = []
    for name, line in lines.items():
        wanted = int(ordered[name]["number"])
        accepted = min(line["good"], wanted)
        rows.append(
            (name, wanted, line["came"], line["good"], accepted, wanted - accepted, line["late"])
        )
    names = ["deliverable", "ordered", "came", "good", "accepted", "owed", "late"]
    return pd.DataFrame(rows, columns=names).set_index("deliverable")
