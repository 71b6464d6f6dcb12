"""What the course covers: the data, the lessons' claims, and the page made of them."""

from __future__ import annotations

import json
import re
from collections import Counter

import course_coverage as coverage
import nbformat
import pytest
from conftest import ROOT

FACTS = coverage.read_subjects("facts.csv")
BEYOND = coverage.read_subjects("beyond.csv")
LESSON_NUMBERS = {f"{number:02}" for number in range(16)}


def lesson(folder, name, cells, *, whole=None, word="covers"):
    """Write a lesson whose cells claim what is told."""
    notebook = {
        "cells": [
            {"cell_type": "markdown", "id": cell, "source": [], "metadata": {"smmkit": {word: ids}}}
            for cell, ids in cells.items()
        ],
        "metadata": {"smmkit": {} if whole is None else {word: whole}},
    }
    (folder / f"{name}.ipynb").write_text(json.dumps(notebook))


def row(text, name):
    (line,) = [line for line in text.splitlines() if line.startswith(f"| {name} |")]
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_every_fact_contradiction_and_gap_is_listed_once_in_order():
    wanted = [
        *(f"F{number}" for number in range(1, 128)),
        *(f"X{number}" for number in range(1, 18)),
        *(f"T{number}" for number in range(1, 11)),
    ]
    with (coverage.DATA / "facts.csv").open(encoding="utf-8") as file:
        assert [line.partition(",")[0] for line in file][1:] == wanted
    assert list(FACTS) == wanted


@pytest.mark.parametrize("subjects", [FACTS, BEYOND], ids=["facts", "beyond"])
def test_each_subject_has_a_few_words_and_a_lesson_of_the_course(subjects):
    for subject in subjects.values():
        assert 3 <= len(subject.words.split()) <= 10, subject
        assert subject.lessons, subject
        assert {*subject.lessons} <= LESSON_NUMBERS, subject
        assert "|" not in subject.id + subject.words
    assert max(Counter(one.words for one in subjects.values()).values()) == 1


def test_our_words_are_not_the_sources(shared):
    listed = (shared / "domain" / "seed-facts.md").read_text(encoding="utf-8").casefold()
    for subject in FACTS.values():
        if len(subject.words.split()) >= 5:
            assert subject.words.casefold() not in listed, subject


def test_every_row_of_the_plan_of_lessons_is_kept(shared):
    plan = (shared / "domain" / "lessons.md").read_text(encoding="utf-8")
    for number, covers in re.findall(r"^\| (\d\d) \w+ \| ([^|]+) \|", plan, re.MULTILINE):
        for kind, first, last in re.findall(r"\b([FXT])(\d+)(?:-[FXT]?(\d+))?", covers):
            for one in range(int(first), int(last or first) + 1):
                assert number in FACTS[f"{kind}{one}"].lessons, (number, f"{kind}{one}")


def test_what_the_lessons_claim_is_known_and_claimed_once():
    assert coverage.all_faults() == []


def test_the_committed_page_is_the_one_the_lessons_make():
    assert coverage.PAGE.read_text(encoding="utf-8") == coverage.page(), "run: make coverage"
    assert coverage.main(["--check"]) == 0


def test_every_link_of_the_page_leads_to_a_cell_that_is_there():
    links = re.findall(r"\((\w+\.ipynb)#cell-id=([^)]+)\)", coverage.PAGE.read_text("utf-8"))
    assert links
    ids = {}
    for name, cell in links:
        if name not in ids:
            notebook = nbformat.read(ROOT / "course" / name, as_version=4)
            ids[name] = {cell.id for cell in notebook.cells}
        assert cell in ids[name], (name, cell)


def test_a_wrong_claim_is_a_fault(tmp_path):
    lesson(tmp_path, "08_kpis", {"a": ["F20", "F20", "F999"], "b": ["F38"]}, whole=["F20", "F83"])
    found = coverage.faults(coverage.read_lessons(tmp_path, "covers"), FACTS)
    assert len(found) == 3
    assert "cell a claims F20 twice" in found[0]
    assert "cell a claims F999, which is not known" in found[1]
    assert "differ in F38, F83, F999" in found[2]


def test_two_cells_may_teach_one_fact(tmp_path):
    lesson(tmp_path, "08_kpis", {"a": ["F20"], "b": ["F20", "F38"]}, whole=["F20", "F38"])
    assert coverage.faults(coverage.read_lessons(tmp_path, "covers"), FACTS) == []
    taught = row(coverage.page(tmp_path), "F20")[2]
    assert taught == "08: [a](08_kpis.ipynb#cell-id=a), [b](08_kpis.ipynb#cell-id=b)"


def test_what_a_lesson_that_is_there_leaves_out_is_open(tmp_path):
    lesson(tmp_path, "08_kpis", {"a": ["F20"]})
    text = coverage.page(tmp_path)
    assert row(text, "F38")[2:] == ["", "08", "01, 07"]
    assert row(text, "F20")[3:] == ["", "01, 10"]
    assert row(text, "Contradictions")[1:] == ["0", "17", "X1-X17"]
    assert row(text, "Facts")[3].startswith("F1-F19, F21-")


def test_a_fact_taught_where_it_was_not_planned_is_shown_and_still_owed(tmp_path):
    lesson(tmp_path, "00_welcome", {"a": ["F38"]})
    lesson(tmp_path, "08_kpis", {"b": ["F20"]})
    assert row(coverage.page(tmp_path), "F38")[2:4] == ["00: [a](00_welcome.ipynb#cell-id=a)", "08"]


def test_topics_beyond_the_source_are_claimed_the_same_way(tmp_path):
    lesson(tmp_path, "06_text", {"a": ["alt text"], "b": ["alt texts"]}, word="beyond")
    found = coverage.faults(coverage.read_lessons(tmp_path, "beyond"), BEYOND)
    assert found == ["06_text: cell b claims alt texts, which is not known."]
    text = coverage.page(tmp_path)
    assert row(text, "alt text")[2:] == ["06: [a](06_text.ipynb#cell-id=a)", "", ""]
    assert row(text, "captions")[2:] == ["", "06", ""]
    assert row(text, "UTM")[2:] == ["", "", "10"]
    assert row(text, "Beyond the source")[1] == "1"


def test_a_check_that_finds_a_difference_says_so(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(coverage, "PAGE", tmp_path / "COVERAGE.md")
    monkeypatch.setattr(coverage, "ROOT", tmp_path)
    assert coverage.main(["--check"]) == 1
    assert "make coverage" in capsys.readouterr().err
    assert coverage.main([]) == 0
    assert coverage.main(["--check"]) == 0


def test_ids_in_a_row_are_drawn_together():
    assert coverage.shortened(["F9", "F10", "F12", "X1", "X2", "UTM"]) == "F9-F10, F12, X1-X2, UTM"
    assert coverage.shortened([]) == ""
