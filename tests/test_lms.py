"""Marks for other systems, and hand-ins from them: nothing runs, nothing leaves its folder."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile

import pytest
from fixtures_grading import make_course
from hypothesis import given
from hypothesis import strategies as st

from smmkit import cli
from smmkit.errors import ArgumentError
from smmkit.grading import handins, lms
from smmkit.grading.handins import collect_zip, read_roster

EXERCISE = "08_kpis"


def zipped(tmp_path, files, name="all.zip"):
    path = tmp_path / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, data in files.items():
            archive.writestr(file, data)
    return path


def taken(course):
    return {
        path.relative_to(course / "submitted").as_posix(): path.read_text()
        for path in (course / "submitted").rglob("*.ipynb")
    }


def test_moodles_zip_is_laid_where_grading_looks(tmp_path):
    path = zipped(
        tmp_path,
        {
            "Ann Lee_101_assignsubmission_file_/08_kpis.ipynb": "ann",
            "Ben O'Hara_102_assignsubmission_file_08_kpis (1).ipynb": "ben",
            "Cy Élan_103_assignsubmission_file_/work/08_kpis.ipynb": "cy",
            "Ann Lee_101_assignsubmission_file_/notes.txt": "no",
        },
    )
    roster = tmp_path / "roster.csv"
    roster.write_text("ann,Ann Lee\nben,102\ncy,cy  élan\n", encoding="utf-8")
    told = list(collect_zip(path, EXERCISE, tmp_path, read_roster(roster)))
    place = f"{EXERCISE}/{EXERCISE}.ipynb"
    assert taken(tmp_path) == {f"ann/{place}": "ann", f"ben/{place}": "ben", f"cy/{place}": "cy"}
    assert any("notes.txt: no notebook" in line for line in told)
    again = list(collect_zip(path, EXERCISE, tmp_path, read_roster(roster)))
    assert "ann: as it was" in again


def test_canvas_tells_who_was_late_and_the_last_hand_in_counts(tmp_path):
    path = zipped(
        tmp_path,
        {
            "leeann_LATE_7_900_08_kpis.ipynb": "first",
            "leeann_LATE_7_901_08_kpis-2.ipynb": "third",
            "leeann_LATE_7_902_08_kpis-1.ipynb": "second",
            "oharaben_8_903_08_kpis.ipynb": "ben",
        },
    )
    told = list(collect_zip(path, EXERCISE, tmp_path))
    assert taken(tmp_path)[f"leeann/{EXERCISE}/{EXERCISE}.ipynb"] == "third"
    assert told[0] == "leeann: taken, late; 3 notebooks were there, the last one is taken"
    assert told[1] == "oharaben: taken"
    later = zipped(tmp_path, {"oharaben_8_904_08_kpis-1.ipynb": "new"}, "later.zip")
    list(collect_zip(later, EXERCISE, tmp_path))
    assert (tmp_path / "replaced" / f"oharaben-{EXERCISE}-1.ipynb").read_text() == "ben"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("../../evil.ipynb", "leads out"),
        ("/etc/evil.ipynb", "named neither"),
        ("..\\..\\evil.ipynb", "leads out"),
        ("../Ann_1_assignsubmission_file_/x.ipynb", "leads out"),
        ("Ann_1_assignsubmission_file_/../../x.ipynb", "leads out"),
        ("..evil_1_2_08_kpis.ipynb", "leads out"),
        ("a|b_1_2_08_kpis.ipynb", "A student's id"),
        ("__MACOSX/Ann_1_assignsubmission_file_/x.ipynb", "hidden"),
        ("Ann_1_assignsubmission_file_/x.py", "no notebook"),
    ],
)
def test_no_name_leads_out_of_the_folder(tmp_path, name, why):
    room = tmp_path / "room"
    room.mkdir()
    path = zipped(tmp_path, {name: "x"})
    told = list(collect_zip(path, EXERCISE, room))
    assert why in " ".join(told)
    assert list(room.rglob("*")) == []
    assert sorted(p.name for p in tmp_path.iterdir()) == ["all.zip", "room"]


def test_links_are_not_followed(tmp_path):
    entry = zipfile.ZipInfo("Ann_1_assignsubmission_file_/08_kpis.ipynb")
    entry.external_attr = 0o120777 << 16
    path = zipped(tmp_path, {entry: "/etc/passwd"})
    assert "a link" in " ".join(collect_zip(path, EXERCISE, tmp_path))
    other = tmp_path / "other"
    other.mkdir()
    (tmp_path / "submitted").mkdir()
    (tmp_path / "submitted" / "ann").symlink_to(other)
    path = zipped(tmp_path, {"Ann_1_assignsubmission_file_/08_kpis.ipynb": "x"})
    assert list(collect_zip(path, EXERCISE, tmp_path)) == ["ann: left out, since ann is a link"]
    assert list(other.iterdir()) == []


def test_a_zip_bomb_goes_off_nowhere(tmp_path, monkeypatch):
    monkeypatch.setattr(handins, "MAX_BYTES", 1_000_000)
    files = {f"P{n}_{n}_assignsubmission_file_/08_kpis.ipynb": b"0" * 900_000 for n in range(3)}
    files["Big_9_assignsubmission_file_/08_kpis.ipynb"] = b"0" * 50_000_000
    path = zipped(tmp_path, files)
    assert "big: left out, since 08_kpis.ipynb unpacks" in " ".join(
        collect_zip(path, EXERCISE, tmp_path)
    )
    monkeypatch.setattr(handins, "MAX_TOTAL", 2_000_000)
    with pytest.raises(ArgumentError, match="not read on"):
        list(collect_zip(path, EXERCISE, tmp_path))
    monkeypatch.setattr(handins, "MAX_ENTRIES", 2)
    with pytest.raises(ArgumentError, match="4 files"):
        list(collect_zip(path, EXERCISE, tmp_path))


def test_a_damaged_file_and_a_name_too_long_for_a_folder_are_told(tmp_path):
    long = "\U0001d4d0" * 64
    files = {
        f"{name}_1{place}_assignsubmission_file_/08.ipynb": "{}" * 400
        for place, name in enumerate((long, "Ann"))
    }
    path = zipped(tmp_path, files)
    told = list(collect_zip(path, EXERCISE, tmp_path))
    assert any("200 bytes" in line for line in told)
    assert list(taken(tmp_path)) == [f"ann/{EXERCISE}/{EXERCISE}.ipynb"]
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        entry = archive.infolist()[1]
    start = entry.header_offset + 30 + len(entry.filename)
    data[start : start + 4] = b"\xff" * 4
    path.write_bytes(data)
    with pytest.raises(ArgumentError, match="is damaged"):
        list(collect_zip(path, EXERCISE, tmp_path))


def test_two_people_of_one_name_are_told_apart_or_left_out(tmp_path):
    files = {f"Ann Lee_{n}_assignsubmission_file_/08_kpis.ipynb": f"{n}" for n in (1, 2)}
    path = zipped(tmp_path, files)
    assert "two people would be annlee" in " ".join(collect_zip(path, EXERCISE, tmp_path))
    list(collect_zip(path, EXERCISE, tmp_path, {"1": "ann1", "2": "ann2"}))
    assert sorted(taken(tmp_path).values()) == ["1", "2"]


def test_what_is_no_zip_is_told(tmp_path):
    (tmp_path / "all.zip").write_bytes(b"PK\x03\x04 not one")
    with pytest.raises(ArgumentError, match="as a zip file"):
        list(collect_zip(tmp_path / "all.zip", EXERCISE, tmp_path))
    with pytest.raises(ArgumentError, match="cannot be read"):
        list(collect_zip(tmp_path / "none.zip", EXERCISE, tmp_path))


def test_a_roster_that_contradicts_itself_is_refused(tmp_path):
    roster = tmp_path / "roster.csv"
    roster.write_text("ann,Ann Lee\nben,ann lee\n", encoding="utf-8")
    with pytest.raises(ArgumentError, match="stands for ann and for ben"):
        read_roster(roster)
    roster.write_text("../ann,Ann Lee\n", encoding="utf-8")
    with pytest.raises(ArgumentError, match="student's id"):
        read_roster(roster)


# -- marks ---------------------------------------------------------------------------------


@given(st.lists(st.lists(st.text() | st.floats(allow_nan=False) | st.integers(), min_size=1)))
def test_what_is_written_reads_back_and_no_cell_is_a_formula(rows):
    text = lms.written(rows)
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert len(read) == len(rows)
    for row, cells in zip(read, rows, strict=True):
        for back, cell in zip(row, cells, strict=True):
            if isinstance(cell, str):
                assert back.lstrip("'") == cell.replace("\0", "").lstrip("'")
                assert not back.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@pytest.fixture
def course(tmp_path):
    from nbgrader.api import Gradebook

    course = make_course(tmp_path, EXERCISE)
    assert cli.main(["release", "08", "--no-proof", "--course", str(course)]) == 0
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "smmkit") as book:
        book.add_student("ann", first_name="=cmd|' /C calc'!A0", last_name="Lee, the 2nd")
        book.add_student("ben", first_name="Ben", last_name="Ólafsson", email="ben@b.org")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # nbgrader's own
            mark = book.add_submission(EXERCISE, "ann")
        mark.notebooks[0].grades[0].manual_score = 1.5
        book.db.commit()
    return course


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_each_system_gets_its_own_columns(course, capsys):
    for form in lms.FORMATS:
        assert cli.main(["export", "--format", form, "--course", str(course)]) == 0
    assert "grades-canvas.csv" in capsys.readouterr().out
    header, ann, ben = rows(course / "grades.csv")
    assert dict(zip(header, ann, strict=True))["score"] == "1.5"
    assert dict(zip(header, ann, strict=True))["first_name"].startswith("'=cmd")
    assert dict(zip(header, ben, strict=True))["last_name"] == "Ólafsson"
    header, ann, ben = rows(course / "grades-moodle.csv")
    assert header == ["ID number", "First name", "Last name", "Email address", EXERCISE]
    assert (ann[0], ann[-1], ben[-1]) == ("ann", "1.5", "")
    header, possible, ann, ben = rows(course / "grades-canvas.csv")
    assert header == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", EXERCISE]
    assert (possible[0], possible[-1]) == ("    Points Possible", "20.0")
    assert (ann[2], ann[-1], ben[0]) == ("ann", "1.5", "Ólafsson, Ben")
    out = course / "elsewhere.csv"
    assert cli.main(["export", "--out", str(out), "--course", str(course)]) == 0
    assert out.is_file()
