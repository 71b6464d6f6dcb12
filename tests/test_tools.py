"""The commands that show what the readers do: tools/real_files.py and tools/fuzz.py."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from smmkit.brand import Brand

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))

import real_files  # noqa: E402  (tools is no package)


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
    tidy.write_text("Post id,Date,Post text,Impressions,Engagements\n1889,2025-02-10,Bread,104,13\n")
    assert real_files.compare(tidy)["pandas"] == f"1 x 5; {real_files.DATES}"


def test_every_real_file_is_read(shared):
    files = [p for p in (shared / "real-exports").iterdir() if p.name != "MANIFEST.csv"]
    lines = [real_files.compare(file) for file in files]
    assert len(lines) == 30
    assert not [line for line in lines if line["smmkit"].startswith("not read")]
