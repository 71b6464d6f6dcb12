"""The commands that show what the readers do: tools/real_files.py and tools/fuzz.py."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from smmkit import exports
from smmkit.brand import Brand

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))

import fuzz
import real_files


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("exports")
    return Brand.of("ada").write_exports(folder, locale="pt")


def test_pandas_remarks_are_found_by_comparing(written, tmp_path):
    lines = {file.name: real_files.compare(file) for file in written}
    assert not [line for line in lines.values() if line["smmkit"].startswith("not read")]
    plain = {name: line["pandas"] for name, line in lines.items()}
    assert any("UnicodeDecodeError" in words for words in plain.values())
    assert any("total row among the data" in words for words in plain.values())
    tidy = tmp_path / "x.csv"
    tidy.write_text(
        "Post id,Date,Post text,Impressions,Engagements\n1889,2025-02-10,Bread,104,13\n"
    )
    assert real_files.compare(tidy)["pandas"] == f"1 x 5; {real_files.DATES}"


def test_every_real_file_is_read(shared):
    files = [p for p in (shared / "real-exports").iterdir() if p.name != "MANIFEST.csv"]
    lines = [real_files.compare(file) for file in files]
    assert len(lines) == 30
    together = exports.read_folder(shared / "real-exports")
    assert set(together.exports) == {file.name for file in files}
    assert list(together.failed) == ["MANIFEST.csv"]
    assert not [line for line in lines if line["smmkit"].startswith("not read")]


def test_no_damaged_export_ends_in_anything_but_an_answer():
    ends = fuzz.run(seed=7, inputs=60, folder=None)
    assert sum(ends.values()) == 60
    assert {*ends} <= {"refused", "read, no report", "read and reported"}


def test_an_input_can_be_made_again(written):
    assert fuzz.changed(3, 5, written) == fuzz.changed(3, 5, written)
    assert fuzz.changed(3, 5, written) != fuzz.changed(3, 6, written)


def test_the_fuzzer_sees_a_crash_and_a_hang(written, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(fuzz, "SECONDS", 0.5)

    def read_folder(path):
        if len(next(iter(path.iterdir())).name) % 2:
            time.sleep(60)
        raise ZeroDivisionError("on purpose")

    monkeypatch.setattr(fuzz.exports, "read_folder", read_folder)
    ends = fuzz.run(seed=1, inputs=8, folder=None, keep=tmp_path / "kept")
    assert set(ends) == {"crash", "hang"}
    assert "on purpose" in capsys.readouterr().out
    assert len(list((tmp_path / "kept").iterdir())) == 8
