"""Exports that somebody damaged, glued, renamed or packed, and what is said of them."""

from __future__ import annotations

import os
import zipfile

import fixtures_exports as fx
import pandas as pd
import pytest

from smmkit import exports
from smmkit.cli import main
from smmkit.errors import ArgumentError, UnknownExportError

X = "Post id,Date,Post text,Impressions,Engagements\n1889,Mon Feb 10 2025,Bread,104,13\n"


def instagram(*rows, **form):
    return fx.as_csv(fx.INSTAGRAM, rows, **form)


@pytest.fixture
def read(tmp_path):
    def read(content, name="posts.csv", **options):
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8-sig"))
        return exports.read(file, **options)

    return read


def at(export, level):
    return "\n".join(f"{f.what} ({f.where})" for f in export.report.at(level))


def described(cell):
    return "" if cell in ("Data comment", "Date") else f"What {cell} means to Meta"


def test_a_row_that_describes_the_columns_is_no_post(read):
    prose = [described(cell) for cell in fx.INSTAGRAM]
    export = read(instagram(prose, fx.instagram_row(1), fx.instagram_row(2)))
    assert len(export.posts) == 2
    assert "describes the columns set apart (row 2)" in at(export, "repaired")
    assert not at(export, "attention")
    assert len(export.tables["RAW"]) == 3


def test_a_first_post_of_few_words_is_no_description(read):
    row = fx.instagram_row(1, Views="-", Reach="undefined", Likes="", Comments="-")
    assert len(read(instagram(row, fx.instagram_row(2))).posts) == 2


def test_a_measure_that_is_empty_throughout_is_told(read):
    export = read(instagram(*(fx.instagram_row(n, Likes="") for n in range(3))))
    assert 'holds nothing in any row (column "Likes")' in at(export, "attention")
    one = read(instagram(fx.instagram_row(1, Likes=""), fx.instagram_row(2)))
    assert not at(one, "attention")


def test_another_export_glued_below_is_left_out_and_told(read):
    export = read(instagram(fx.instagram_row(1)) + X)
    assert len(export.posts) == 1
    assert "another export begins in the file (x.posts): its 2 rows" in at(export, "attention")
    assert "(row 3)" in at(export, "attention")


def test_fewer_than_nobody_is_told_and_kept(read):
    export = read(instagram(fx.instagram_row(1, Reach="-5", Views="10", Likes="-1")))
    assert export.posts["reach"].tolist() == [-5]
    assert '"Reach" is less than nothing' in at(export, "attention")
    assert "Likes" not in at(export, "attention")  # likes may be taken back


def test_a_date_that_is_none_either_way_tells_no_order(read):
    days = ("13/25/2025 09:00", "03/18/2025 09:00", "04/02/2025 09:00")
    export = read(
        instagram(*(fx.instagram_row(n, **{"Publish time": d}) for n, d in enumerate(days)))
    )
    assert export.posts["published"].dt.day.tolist()[1:] == [18, 2]
    assert "1 cells are no date (the first: '13/25/2025 09:00')" in at(export, "attention")
    assert "contradict" not in at(export, "attention")


def test_an_open_order_names_both_readings(read):
    rows = [fx.instagram_row(n, **{"Publish time": f"03/0{n}/2025 10:00"}) for n in range(1, 5)]
    export = read(instagram(*rows, delimiter=";"))  # saved anew by some spreadsheet
    words = at(export, "attention")
    assert "2025-03-01 to 2025-03-04" in words
    assert "2025-01-03 to 2025-04-03" in words
    same = [fx.instagram_row(n, **{"Publish time": f"0{n}/0{n}/2025 10:00"}) for n in (1, 2)]
    assert not at(read(instagram(*same, delimiter=";")), "attention")


def test_the_end_that_is_missing_is_to_be_exported_again(read):
    export = read(instagram(fx.instagram_row(1), fx.instagram_row(2))[:-40])
    assert "cut off: its last row is not whole and was left out. Export it again" in at(
        export, "attention"
    )


def zipped(path, **files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def test_a_zip_of_exports_is_looked_into(tmp_path):
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("../../out.csv", X)
        archive.writestr("__MACOSX/._out.csv", "no export")
        archive.writestr("more/notes.txt", "no export")
    folder = exports.read_folder(tmp_path)
    assert list(folder.exports) == ["x.zip/../../out.csv"]
    assert list(folder.failed) == ["x.zip/more/notes.txt"]
    assert folder.table("POSTS")["post_id"].tolist() == ["1889"]
    assert not (tmp_path.parent.parent / "out.csv").exists()
    assert sorted(os.listdir(tmp_path)) == ["x.zip"]


def test_a_file_that_holds_a_zip_is_no_zip(tmp_path):
    data = zipped(tmp_path / "x.zip", **{"x.csv": X}).read_bytes()
    (tmp_path / "x.zip").unlink()
    (tmp_path / "old.xls").write_bytes(bytes.fromhex("d0cf11e0") + bytes(600) + data)
    assert list(exports.read_folder(tmp_path).failed) == ["old.xls"]


def test_one_bad_zip_does_not_stop_the_folder(tmp_path):
    zipped(tmp_path / "good.zip", **{"x.csv": X})
    whole = zipped(tmp_path / "bad.zip", **{"x.csv": X * 100}).read_bytes()
    (tmp_path / "bad.zip").write_bytes(whole[:40] + b"\xff" * 20 + whole[60:])
    zipped(tmp_path / "bomb.zip", **{"x.csv": b"0" * 10}).write_bytes(_claims_more(tmp_path))
    folder = exports.read_folder(tmp_path)
    assert list(folder.exports) == ["good.zip/x.csv"]
    assert "damaged" in folder.failed["bad.zip"]
    assert "MB are read" in folder.failed["bomb.zip"]


def _claims_more(tmp_path):
    path = tmp_path / "scratch"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("x.csv", "w", force_zip64=True) as stream,
    ):
        for _ in range(1100):
            stream.write(bytes(1024**2))
    data = path.read_bytes()
    path.unlink()
    return data


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("content.xml", "OpenDocument"),
        ("word/document.xml", "Word document"),
        ("Index/Document.iwa", "Apple"),
        ("xl/workbook.bin", r"\.xlsb"),
        ("posts.csv", "zip archive"),
    ],
)
def test_other_zips_say_what_they_are(read, tmp_path, part, words):
    data = zipped(tmp_path / "some.zip", **{part: "<x/>"}).read_bytes()
    with pytest.raises(UnknownExportError, match=words):
        read(data, "posts.xlsx")


def test_paths_that_are_no_export(tmp_path, monkeypatch):
    (tmp_path / "posts.csv").write_text(X)
    (tmp_path / "rich.csv").write_text("{\\rtf1\\ansi Post id, Date}")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UnknownExportError, match=r"'\.' is a folder.*read_folder"):
        exports.read(".")
    with pytest.raises(UnknownExportError, match=r'Did you mean "posts\.csv"'):
        exports.read("post.csv")
    with pytest.raises(UnknownExportError, match="RTF"):
        exports.read("rich.csv")
    with pytest.raises(ArgumentError, match=r"It is a file: read it with smmkit\.exports\.read"):
        exports.read_folder("posts.csv")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert "loop" in exports.read_folder(tmp_path).failed


@pytest.mark.parametrize(("option", "month"), [("--day-first", "2025-01"), (None, "2025-03")])
def test_the_report_takes_the_order_of_day_and_month(tmp_path, capsys, option, month):
    rows = [fx.instagram_row(n, **{"Publish time": f"03/0{n}/2025 10:00"}) for n in range(1, 5)]
    (tmp_path / "posts.csv").write_text(instagram(*rows, delimiter=";"), encoding="utf-8-sig")
    out = tmp_path / "report.html"
    command = ["report", str(tmp_path), "--month", month, "--out", str(out)]
    assert main([*command, *([option] if option else [])]) == 0
    assert "1 files read" in capsys.readouterr().out
    text = out.read_text(encoding="utf-8")
    assert pd.Period(month).strftime("%B %Y") in text
    assert ("no date tells whether" in text) == (option is None)


def test_visitors_of_a_page_are_no_reach(read):
    header = (
        "Date,Overview page views (total),Total page views (total),Total unique visitors (total)"
    )
    day = read(f"{header}\n03/18/2025,3,9,5\n").tables["DAILY"].iloc[0]
    assert day["profile_visits"] == 9
    assert pd.isna(day["reach"])
