"""The export inspector, moved without a browser."""

from __future__ import annotations

import re

import pytest

from smmkit import Brand, exports
from smmkit.apps.export_inspector import export_inspector
from smmkit.brand.messy import messy_files
from smmkit.errors import ArgumentError

BRAND = Brand.of("ada")


@pytest.fixture
def files(tmp_path):
    return {path.name: path for path in messy_files(BRAND, tmp_path)}


@pytest.fixture
def inspector(files):
    return export_inspector(list(files.values()))


def control(inspector, name):
    (found,) = [child for child in inspector.children[:-1] if child.description == name]
    return found


def look(inspector, file=None, show=None):
    if file is not None:
        names = [name for name, _ in control(inspector, "file").options]
        control(inspector, "file").index = names.index(file)
    if show is not None:
        control(inspector, "show").value = show
    return inspector.children[-1].value


FIRST, PLAIN, FOUND, TIDY = (
    "before: the first lines",
    "before: what plain pandas reads",
    "between: what was found",
    "after: the tidy tables",
)


def test_every_choice_can_be_shown(inspector, files):
    seen = {look(inspector, file, view) for file in files for view in (FIRST, PLAIN, FOUND, TIDY)}
    assert len(seen) == 4 * len(files)


def test_what_no_screen_shows_is_shown(inspector):
    first = look(inspector, "overview.csv", FIRST)
    assert "s·e·p·=·,·" in first
    assert "°" in look(inspector, "ads.csv", FIRST).split("</p>")[1]


def test_plain_pandas_is_shown_even_where_it_stops(inspector):
    assert "UnicodeDecodeError" in look(inspector, "overview.csv", PLAIN)
    assert "columns 1<" in look(inspector, "ads.csv", PLAIN)
    assert "Views.1" in look(inspector, "posts.csv", PLAIN)


def test_the_findings_are_the_reports(inspector, files):
    shown = look(inspector, "posts.csv", FOUND)
    for finding in exports.read(files["posts.csv"]).report:
        assert finding.what.split('"')[0] in shown


def test_the_tables_are_the_readers(inspector):
    shown = look(inspector, "ads.csv", TIDY)
    assert "ADS of ads.csv" in shown
    assert "TOTALS of ads.csv" in shown
    assert "RAW of" not in shown


def test_more_rows_can_be_asked_for(inspector):
    few = look(inspector, "followers.csv", TIDY)
    control(inspector, "rows").value = 12
    assert look(inspector).count("<tr>") == few.count("<tr>") + 7


def test_a_file_of_no_known_kind_is_answered_in_words(tmp_path):
    file = tmp_path / "guests.csv"
    file.write_text("name,<b>guests</b>\nAda,3\n", encoding="utf-8")
    inspector = export_inspector([file])
    for view in (FOUND, TIDY):
        assert "UnknownExportError" in look(inspector, show=view)
    assert "Ada" in look(inspector, show=PLAIN)


def test_what_stands_in_a_file_is_escaped(tmp_path):
    file = tmp_path / "bad.csv"
    file.write_text("<script>a</script>,b\n<img src=x>,2\n", encoding="utf-8")
    inspector = export_inspector([file])
    for view in (FIRST, PLAIN, FOUND, TIDY):
        assert not re.search("<script|<img", look(inspector, show=view))


def test_an_empty_file_is_answered_in_words(tmp_path):
    file = tmp_path / "empty.csv"
    file.write_bytes(b"")
    inspector = export_inspector([file])
    assert "EmptyDataError" in look(inspector, show=PLAIN)
    assert "UnknownExportError" in look(inspector, show=FOUND)


def test_without_files_there_is_nothing_to_inspect():
    with pytest.raises(ArgumentError, match="at least one file"):
        export_inspector([])
