"""No cheat pays, no honest learner loses, no notebook stalls the class: case by case."""

from __future__ import annotations

import subprocess
from pathlib import Path

import nbformat
import pytest
from corpus import INSTRUCTOR, LEARNER, LIMITS, broken, cheats, honest, run_all

from smmkit.grading.intake import TAMPERED
from smmkit.grading.sandbox import missing

pytestmark = pytest.mark.xdist_group("corpus")
CASES = {case.name: case for case in (*cheats.ALL, *broken.ALL, *honest.ALL)}
HONEST = {case.name for case in honest.ALL}
MOST = 1_700_000  # bytes of a graded notebook; a page of feedback is to stay below 2 MB


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    if why := missing():
        pytest.skip(f"no sandbox: {why}")
    return run_all(list(CASES.values()), tmp_path_factory.mktemp("class"))


def told(made):
    """Return what the learner is told, and what the instructor alone is."""
    private = " ".join(str(found) for found in made.examined.findings if found.private)
    public = [str(found) for found in made.examined.findings if not found.private]
    public += [*made.result.problems, *made.result.notes.values()]
    for verdict in made.result.verdicts.values():
        public += verdict["says"]
    return " ".join(public), private


def test_the_corpus_is_as_large_as_it_says():
    assert len(CASES) == len(cheats.ALL) + len(broken.ALL) + len(honest.ALL), "a name twice"
    assert len(cheats.ALL) + len(broken.ALL) >= 120
    assert len(HONEST) >= 60


@pytest.mark.parametrize("name", CASES)
def test_the_grader_does_what_is_right(outcomes, name):
    case, made = CASES[name], outcomes[name].made
    verdicts = made.result.verdicts
    marks = {question: verdict["score"] for question, verdict in verdicts.items()}
    why = (marks, made.result.notes, made.result.problems, list(map(str, made.examined.findings)))
    if isinstance(case.marks, tuple):
        assert tuple(marks.values()) == case.marks, why
    else:
        marks["total"] = made.result.score
        assert {question: marks[question] for question in case.marks} == case.marks, why
    assert not any("broken" in verdict for verdict in verdicts.values()), why
    public, private = told(made)
    if case.told == LEARNER:
        assert case.what in public, why
        assert public, why
    if case.told == INSTRUCTOR:
        assert case.what in private, why
        assert private, why
        assert private not in made.paper


@pytest.mark.parametrize("name", CASES)
def test_what_is_written_is_small_whole_and_harmless(outcomes, name):
    paper = outcomes[name].made.paper
    assert len(paper.encode("utf-8")) < MOST
    notebook = nbformat.reads(paper, as_version=4)
    nbformat.validate(notebook)
    for cell in notebook.cells:
        shown = [cell.source] if cell.cell_type == "markdown" else []
        for output in cell.get("outputs", []):
            forms = output.get("data", {})
            assert set(forms) <= {"text/plain", "text/html", "image/png", "image/jpeg"}
            shown.append(forms.get("text/html", ""))
        for text in shown:
            for word in ("<script", "<svg", "<iframe", "<img src=x", "javascript:"):
                assert word not in text.lower(), (word, text[:300])


@pytest.mark.parametrize("name", CASES)
def test_nobody_waits_longer_than_the_limits_allow(outcomes, name):
    assert outcomes[name].seconds < LIMITS.notebook_seconds + 2 + 3


def test_no_process_is_left(outcomes):
    found = [
        path
        for path in Path("/proc").glob("[0-9]*/cmdline")
        if path.exists() and b"61.25" in path.read_bytes()
    ]
    assert found == []
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True)
    assert "sleep 61.25" not in listed.stdout


def test_tampering_is_flagged_and_honest_people_are_not(outcomes):
    flagged = {
        name
        for name, outcome in outcomes.items()
        if any(found.level == TAMPERED for found in outcome.made.examined.findings)
    }
    assert flagged & HONEST == set()
    cheating = {case.name for case in cheats.ALL if case.told == INSTRUCTOR}
    assert len(cheating & flagged) >= 0.95 * len(cheating)
